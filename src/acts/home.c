#include "acts/home.h"

#include "lore/lexicon.h"

enum {
    HEAD_WORDS = 24,
    KIND_WITHIN = 4,  /* "Daily Press [Briefing] by ..." */
    BY_WITHIN = 3,    /* "Statement to the press [by] ..." */
    NAMED_WITHIN = 7, /* "by Press Secretary Dale [Winsett]" */
    KIND_BYTES = 24,
    LEVEL_LOWEST = 3, /* of an office whose holder's surname is enough */
};

struct heading {
    struct slice word[HEAD_WORDS];
    size_t words;
};

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_of_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || is_capital(byte) ||
           (byte >= '0' && byte <= '9') || (byte & 0x80) != 0 || byte == '-' ||
           byte == '\'';
}

/* "U.S." is one word, "Biden," none with its comma. */
static bool goes_on(struct slice text, size_t at, size_t start)
{
    return is_of_word(text.ptr[at]) ||
           (text.ptr[at] == '.' && at == start + 1) ||
           (text.ptr[at] == '.' && at > start + 2 && text.ptr[at - 2] == '.');
}

static void read_heading(struct heading *heading, struct slice text)
{
    size_t at = 0;

    while (at < text.len && heading->words < HEAD_WORDS) {
        size_t start = at;

        while (at < text.len && goes_on(text, at, start)) {
            at++;
        }
        if (at > start) {
            struct slice word = {text.ptr + start, at - start};

            if (slice_ends(word, "'s")) {
                word.len -= 2;
            } else if (slice_ends(word, "\u2019s")) {
                word.len -= strlen("\u2019s");
            }
            heading->word[heading->words++] = word;
        } else {
            at++;
        }
    }
}

static bool is_kind(const struct word_class *kinds, struct slice word)
{
    char low[KIND_BYTES];

    if (word.len > sizeof low) {
        return false;
    }
    for (size_t i = 0; i < word.len; i++) {
        char byte = word.ptr[i];

        low[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
    }
    return word_class_has(kinds, (struct slice){low, word.len});
}

/* Where "by", "of" or "from" ends behind the kind of paper; 0: no such. */
static size_t behind_kind(const struct heading *heading,
                          const struct word_class *kinds)
{
    for (size_t i = 0; i < heading->words && i < KIND_WITHIN; i++) {
        if (!is_kind(kinds, heading->word[i])) {
            continue;
        }
        for (size_t k = i + 1; k < heading->words && k <= i + 1 + BY_WITHIN;
             k++) {
            struct slice word = heading->word[k];

            if (slice_is(word, "by") || slice_is(word, "By") ||
                slice_is(word, "of") || slice_is(word, "from")) {
                return k + 1;
            }
        }
    }
    return 0;
}

/* Whom a word of the heading names, or who held office under that surname. */
static const char *named(const struct document *document,
                         const struct heading *heading, size_t at)
{
    struct name_hit hit;
    struct office_hit office;
    const struct tenure *tenure;
    const struct slice *word = &heading->word[at];
    size_t words = heading->words - at;

    if (actors_by_name(document->actors, word, words, &hit, 1) != 0) {
        return hit.use != NAME_COMMON && hit.use != NAME_PLACE ? hit.actor->code
                                                               : NULL;
    }
    if (actors_office(document->actors, word, words, &office)) {
        return office.of;
    }
    return is_capital(word->ptr[0]) &&
                   actors_person(document->actors, *word, document->date,
                                 &tenure, 1) != 0 &&
                   tenure->office != NULL &&
                   tenure->office->level <= LEVEL_LOWEST
               ? tenure->of
               : NULL;
}

static const char *by_heading(const struct lexicon *lexicon,
                              const struct document *document,
                              struct slice text)
{
    struct heading heading = {.words = 0};
    size_t from;

    read_heading(&heading, text);
    from = behind_kind(&heading, lexicon_class(lexicon, SLICE("@spoken")));
    for (size_t i = from;
         from != 0 && i < heading.words && i < from + NAMED_WITHIN; i++) {
        const char *code = named(document, &heading, i);

        if (code != NULL) {
            return code;
        }
    }
    return NULL;
}

const char *home_find(const struct lexicon *lexicon,
                      const struct document *document)
{
    const struct report *report = document->report;
    const struct actor *actor;

    if (document->actors == NULL) {
        return NULL;
    }
    actor = actors_of_address(document->actors, report->canonical);
    actor = actor != NULL ? actor
                          : actors_of_address(document->actors, report->url);
    if (actor != NULL) {
        return actor->code;
    }
    if (report->title.ptr != NULL) {
        return by_heading(lexicon, document, report->title);
    }
    return document->count != 0
               ? by_heading(lexicon, document, document->doc[0].text)
               : NULL;
}
