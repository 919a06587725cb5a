#include "page/office/newswords.h"

#include "base/mem.h"

#include <stdlib.h>

enum { MOST_ROWS = 1000, WORD_BYTES = 64 };

static const char *const does_names[] = {"nothing",
#define X(code, name) name,
                                         NEWS_DOES_MAP(X)
#undef X
};

/* Lower case for ASCII and Latin-1, which is what these words need. */
static struct slice fold(struct slice text, char out[WORD_BYTES])
{
    size_t len = text.len < WORD_BYTES ? text.len : WORD_BYTES;

    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool latin = i > 0 && (unsigned char)text.ptr[i - 1] == 0xC3 &&
                     c >= 0x80 && c <= 0x9E;

        out[i] = (c >= 'A' && c <= 'Z') || latin ? (char)(c + 0x20) : (char)c;
    }
    return (struct slice){out, len};
}

static struct map *map_of(struct news_words *words, struct slice form)
{
    return slice_is(form, "label")     ? &words->label
           : slice_is(form, "code")    ? &words->code
           : slice_is(form, "heading") ? &words->heading
           : slice_is(form, "unit")    ? &words->unit
                                       : NULL;
}

static bool read_row(struct news_words *words, struct err *err)
{
    const struct tsv *tsv = &words->table;
    struct map *map = map_of(words, tsv->field[0]);

    if (map == NULL) {
        return tsv_fail(tsv, err, "no such form", tsv->field[0]);
    }
    if (words->len == MOST_ROWS) {
        return tsv_fail(tsv, err, "too many rows", tsv->field[2]);
    }
    for (size_t i = 1; i < sizeof does_names / sizeof does_names[0]; i++) {
        if (slice_is(tsv->field[1], does_names[i])) {
            struct news_word *word = &words->word[words->len++];

            *word = (struct news_word){(enum news_does)i, tsv->field[3]};
            *map_put(map, tsv->field[2], NULL) = (uintptr_t)word;
            return true;
        }
    }
    return tsv_fail(tsv, err, "words do no such thing", tsv->field[1]);
}

bool news_words_open(struct news_words *words, const char *data_dir,
                     struct err *err)
{
    struct buf path = {0};
    bool ok;

    *words = (struct news_words){0};
    buf_printf(&path, "%s/page/news-exports.tsv", data_dir);
    ok = tsv_open(&words->table, path.ptr, "form does words means", err);
    buf_release(&path);
    words->word = mem_alloc(MOST_ROWS, sizeof *words->word);
    while (ok && tsv_next(&words->table, err)) {
        ok = read_row(words, err);
    }
    if (!ok || err->code != ERR_NONE) {
        news_words_release(words);
        return false;
    }
    return true;
}

void news_words_release(struct news_words *words)
{
    tsv_release(&words->table);
    map_release(&words->label);
    map_release(&words->code);
    map_release(&words->heading);
    map_release(&words->unit);
    free(words->word);
    *words = (struct news_words){0};
}

const struct news_word *news_word_find(const struct news_words *words,
                                       const struct map *map, struct slice text)
{
    char folded[WORD_BYTES];
    const uintptr_t *found = NULL;

    if (text.len != 0 && text.len < WORD_BYTES) {
        found = map_get(map, map == &words->code ? text : fold(text, folded));
    }
    return found != NULL ? (const struct news_word *)*found : NULL;
}
