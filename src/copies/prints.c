#include "copies/prints.h"

#include "base/sort.h"
#include "copies/address.h"
#include "copies/phrases.h"

/* One phrase in so many is a print; a text of few words keeps more. */
enum { ONE_IN = 16, ONE_IN_SHORT = 4, SHORT_WORDS = 160 };

enum { ONE_NAMES_IN = 2 };

/* Reports of one crisis share some names in a row; copies share more than a
 * tenth of their prints, texts of few prints any. */
enum { FEW_PRINTS = 12, SHARED_LEAST = 10 };

/* What keeps prints of phrases, names and addresses apart. */
enum { SALT_NAMES = 0x5bd1e995, SALT_ADDRESS = 0x27d4eb2f };

static uint32_t mix_three(const uint32_t three[3])
{
    uint64_t hash = SALT_NAMES;

    for (int i = 0; i < 3; i++) {
        hash = (hash ^ three[i]) * 0x9fb21c651e98df25U;
        hash ^= hash >> 31;
    }
    return (uint32_t)(hash >> 32);
}

/* Names and numbers that say something. */
static bool is_anchor(const struct word *word)
{
    return (word->flags & WORD_NUMBER) != 0 ||
           ((word->flags & WORD_NAME) != 0 && word->weight != 0);
}

static void add_names(struct prints *prints, const struct words *words)
{
    uint32_t last[3] = {0};
    size_t seen = 0;

    for (size_t i = 0; i < words->len; i++) {
        uint32_t three[3];
        uint32_t print;

        if (!is_anchor(&words->word[i]) || words->word[i].stem == last[2] ||
            words->word[i].stem == last[1]) {
            continue;
        }
        last[0] = last[1];
        last[1] = last[2];
        last[2] = words->word[i].stem;
        memcpy(three, last, sizeof three);
        sort_u32(three, 3);
        print = mix_three(three);
        if (++seen >= 3 && print % ONE_NAMES_IN == 0) {
            prints->print[prints->len++] = print;
        }
    }
}

static void add_phrases(struct prints *prints, const struct words *words,
                        struct arena *arena)
{
    uint32_t one_in = words->len < SHORT_WORDS ? ONE_IN_SHORT : ONE_IN;
    uint32_t *hash;
    size_t count = phrases_of(words, &hash, arena);

    for (size_t i = 0; i < count; i++) {
        /* The lowest bit of a phrase is always set. */
        if ((hash[i] >> 1) % one_in == 0) {
            prints->print[prints->len++] = hash[i];
        }
    }
}

uint32_t prints_address(struct slice address)
{
    struct buf plain = {0};
    uint32_t print = 0;

    if (address_plain(&plain, address)) {
        print = word_hash(buf_slice(&plain)) ^ SALT_ADDRESS;
    }
    buf_release(&plain);
    return print;
}

void prints_make(struct prints *prints, const struct words *words,
                 struct slice address, struct arena *arena)
{
    uint32_t of_address = prints_address(address);
    size_t kept = 0;

    prints->print = arena_alloc(arena, 2 * words->len + 2, sizeof(uint32_t));
    prints->len = 0;
    add_phrases(prints, words, arena);
    add_names(prints, words);
    if (of_address != 0) {
        prints->print[prints->len++] = of_address;
    }
    sort_u32(prints->print, prints->len);
    for (size_t i = 0; i < prints->len; i++) {
        if (i == 0 || prints->print[i] != prints->print[i - 1]) {
            prints->print[kept++] = prints->print[i];
        }
    }
    prints->len = kept;
}

size_t prints_enough(size_t a, size_t b)
{
    size_t fewer = a < b ? a : b;

    return fewer < FEW_PRINTS ? 1 : 2 + fewer / SHARED_LEAST;
}
