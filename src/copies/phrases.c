#include "copies/phrases.h"

/* A set of hashes; open addressing, 0 is free. */
struct set {
    uint32_t *hash;
    size_t mask;
};

static void set_make(struct set *set, const uint32_t *hash, size_t len,
                     struct arena *arena)
{
    size_t cap = 16;

    while (cap < 2 * len) {
        cap *= 2;
    }
    set->hash = arena_alloc(arena, cap, sizeof *set->hash);
    set->mask = cap - 1;
    for (size_t i = 0; i < len; i++) {
        size_t at = hash[i] & set->mask;

        while (set->hash[at] != 0 && set->hash[at] != hash[i]) {
            at = (at + 1) & set->mask;
        }
        set->hash[at] = hash[i];
    }
}

static bool set_has(const struct set *set, uint32_t hash)
{
    size_t at = hash & set->mask;

    while (set->hash[at] != 0 && set->hash[at] != hash) {
        at = (at + 1) & set->mask;
    }
    return set->hash[at] == hash;
}

static uint32_t phrase_hash(const struct word *word, size_t len)
{
    uint64_t hash = 0x9e3779b97f4a7c15U;

    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ word[i].hash) * 0x9fb21c651e98df25U;
        hash ^= hash >> 29;
    }
    return (uint32_t)(hash >> 32) | 1U;
}

size_t phrases_of(const struct words *words, uint32_t **hash,
                  struct arena *arena)
{
    size_t len = words->len < PHRASE_WORDS ? words->len : PHRASE_WORDS;
    size_t count = words->len == 0 ? 0 : words->len - len + 1;

    *hash = arena_alloc(arena, count, sizeof **hash);
    for (size_t i = 0; i < count; i++) {
        (*hash)[i] = phrase_hash(words->word + i, len);
    }
    return count;
}

/* Mark the words that stand in a phrase which `set` has; returns how many. */
static size_t mark(bool *common, const struct words *words,
                   const uint32_t *hash, size_t count, const struct set *set)
{
    size_t width = words->len - count + 1;
    size_t end = 0;
    size_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        if (set_has(set, hash[i])) {
            for (size_t k = end > i ? end : i; k < i + width; k++) {
                common[k] = true;
                sum++;
            }
            end = i + width;
        }
    }
    return sum;
}

/* Of the words of sentences that have much in common, the share in sentences
 * that are all common but for a word that was corrected. */
static double kept(const struct words *words, const bool *common)
{
    size_t some = 0;
    size_t whole = 0;

    for (size_t i = 0; i < words->sentences; i++) {
        const struct sentence *sentence = &words->sentence[i];
        size_t len = sentence->end - sentence->start;
        size_t in = 0;

        for (size_t k = sentence->start; k < sentence->end; k++) {
            in += common[k];
        }
        some += 5 * in >= len ? len : 0;
        whole += 10 * in >= 9 * len ? len : 0;
    }
    return some != 0 ? (double)whole / (double)some : 0;
}

void phrases_compare(struct likeness *like, struct common *common,
                     const struct words *a, const struct words *b,
                     struct arena *arena)
{
    const struct words *text[2] = {a, b};
    uint32_t *hash[2];
    size_t count[2];
    size_t words[2];
    struct set set;
    int more;

    for (int i = 0; i < 2; i++) {
        count[i] = phrases_of(text[i], &hash[i], arena);
        common->word[i] = arena_alloc(arena, text[i]->len, sizeof(bool));
    }
    for (int i = 0; i < 2; i++) {
        set_make(&set, hash[1 - i], count[1 - i], arena);
        words[i] = mark(common->word[i], text[i], hash[i], count[i], &set);
        like->share[i] = (double)words[i] / (double)text[i]->len;
    }
    like->words = words[0] < words[1] ? words[0] : words[1];
    more = like->share[0] < like->share[1];
    like->kept = kept(text[more], common->word[more]);
}
