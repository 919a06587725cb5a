#include "page/html/words.h"

#include <stdlib.h>

enum {
    WORD_ZERO = 1 << 20, /* added, so that weights below 0 fit a map */
    WORD_BYTES = 32,     /* longer ones are no words */
    VALUE_WORDS = 48     /* pages with hundreds of classes say it in fewer */
};

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

void word_each(struct slice value, word_sink_fn see, void *ctx)
{
    char word[WORD_BYTES];
    size_t at = 0;

    for (size_t seen = 0; at < value.len && seen < VALUE_WORDS; seen++) {
        size_t len = 0;

        while (at < value.len && !is_upper(value.ptr[at]) &&
               !is_lower(value.ptr[at])) {
            at++;
        }
        while (at < value.len &&
               (is_lower(value.ptr[at]) ||
                (is_upper(value.ptr[at]) &&
                 (len == 0 || is_upper(value.ptr[at - 1]))))) {
            if (len < WORD_BYTES) {
                word[len] = (char)(value.ptr[at] | 0x20);
            }
            len++;
            at++;
        }
        if (len >= 2 && len <= WORD_BYTES) {
            see(ctx, (struct slice){word, len});
        }
    }
}

static bool read_weight(struct slice field, int *weight)
{
    char *end;
    double value;

    if (field.len == 0) {
        return false;
    }
    value = strtod(field.ptr, &end);
    *weight = (int)(value * 1000.0 + (value < 0 ? -0.5 : 0.5));
    return end == field.ptr + field.len && value > -100 && value < 100;
}

bool word_table_open(struct word_table *words, const char *data_dir,
                     struct err *err)
{
    struct buf path = {0};
    bool ok;

    *words = (struct word_table){0};
    buf_printf(&path, "%s/page/html-words.tsv", data_dir);
    ok = tsv_open(&words->table, path.ptr, "word weight", err);
    buf_release(&path);
    while (ok && tsv_next(&words->table, err)) {
        int weight = 0;

        if (!read_weight(words->table.field[1], &weight)) {
            ok = tsv_fail(&words->table, err, "no weight",
                          words->table.field[1]);
        } else {
            *map_put(&words->weight, words->table.field[0], NULL) =
                (uintptr_t)(WORD_ZERO + weight);
        }
    }
    if (!ok || err->code != ERR_NONE) {
        word_table_release(words);
        return false;
    }
    return true;
}

void word_table_release(struct word_table *words)
{
    tsv_release(&words->table);
    map_release(&words->weight);
    *words = (struct word_table){0};
}

struct sum {
    const struct word_table *words;
    long total;
};

static void add_word(void *ctx, struct slice word)
{
    struct sum *sum = ctx;
    const uintptr_t *weight = map_get(&sum->words->weight, word);

    if (weight != NULL) {
        sum->total += (long)*weight - WORD_ZERO;
    }
}

float word_table_sum(const struct word_table *words, struct slice value)
{
    struct sum sum = {words, 0};

    word_each(value, add_word, &sum);
    return (float)sum.total / 1000.0F;
}
