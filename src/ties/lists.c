#include "ties/lists.h"

#include "base/mem.h"
#include "base/tsv.h"
#include "copies/words.h"

#include <stdlib.h>

struct ties_word {
    uint32_t hash;
    unsigned back;
};

static bool read_words(struct ties_lists *lists, const char *data_dir,
                       struct err *err);
static bool read_thresholds(struct ties_lists *lists, const char *data_dir,
                            struct err *err);

bool ties_lists_open(struct ties_lists *lists, const char *data_dir,
                     struct err *err)
{
    struct buf models = {0};

    *lists = (struct ties_lists){0};
    if (!copies_lists_open(&lists->copies, data_dir, err) ||
        !read_words(lists, data_dir, err) ||
        !read_thresholds(lists, data_dir, err)) {
        ties_lists_release(lists);
        return false;
    }
    buf_printf(&models, "%s/../models", data_dir);
    lists->matter = matter_new(models.ptr);
    buf_release(&models);
    return true;
}

void ties_lists_release(struct ties_lists *lists)
{
    copies_lists_release(&lists->copies);
    matter_free(lists->matter);
    free(lists->word);
    *lists = (struct ties_lists){0};
}

static int by_hash(const void *a, const void *b)
{
    const struct ties_word *x = a;
    const struct ties_word *y = b;

    return (x->hash > y->hash) - (x->hash < y->hash);
}

unsigned ties_back(const struct ties_lists *lists, uint32_t hash)
{
    const struct ties_word wanted = {hash, 0};
    const struct ties_word *found;

    if (lists->words == 0) {
        return 0;
    }
    found = bsearch(&wanted, lists->word, lists->words, sizeof wanted, by_hash);
    return found != NULL ? found->back : 0;
}

static uint32_t hash_of_two(uint32_t first, uint32_t second)
{
    return first * 31U + second;
}

unsigned ties_back_two(const struct ties_lists *lists, uint32_t first,
                       uint32_t second)
{
    return ties_back(lists, hash_of_two(first, second));
}

/* --- reading --- */

/* Of one word or of two. */
static uint32_t hash_of_words(struct slice words)
{
    const char *blank = memchr(words.ptr, ' ', words.len);
    size_t len = blank != NULL ? (size_t)(blank - words.ptr) : words.len;
    struct slice first = {words.ptr, len};

    return blank == NULL
               ? word_hash(first)
               : hash_of_two(
                     word_hash(first),
                     word_hash((struct slice){blank + 1, words.len - len - 1}));
}

static bool open_table(struct tsv *tsv, const char *data_dir, const char *name,
                       const char *columns, struct err *err)
{
    struct buf path = {0};
    bool ok;

    buf_printf(&path, "%s/ties/%s", data_dir, name);
    ok = tsv_open(tsv, path.ptr, columns, err);
    buf_release(&path);
    return ok;
}

static unsigned back_called(struct slice name)
{
    return slice_is(name, "demand")    ? BACK_DEMAND
           : slice_is(name, "offer")   ? BACK_OFFER
           : slice_is(name, "any")     ? BACK_DEMAND | BACK_OFFER
           : slice_is(name, "pronoun") ? BACK_PRONOUN
           : slice_is(name, "instead") ? BACK_INSTEAD
           : slice_is(name, "empty")   ? BACK_EMPTY
           : slice_is(name, "firm")    ? BACK_FIRM
           : slice_is(name, "own")     ? BACK_OWN
                                       : 0;
}

static bool read_words(struct ties_lists *lists, const char *data_dir,
                       struct err *err)
{
    struct tsv tsv;
    size_t cap = 0;

    if (!open_table(&tsv, data_dir, "back.tsv", "word points_to", err)) {
        return false;
    }
    while (tsv_next(&tsv, err)) {
        unsigned back = back_called(tsv.field[1]);

        if (back == 0) {
            (void)tsv_fail(&tsv, err, "nothing to point to", tsv.field[1]);
            break;
        }
        MEM_GROW(lists->word, lists->words, cap);
        lists->word[lists->words++] =
            (struct ties_word){hash_of_words(tsv.field[0]), back};
    }
    tsv_release(&tsv);
    if (lists->words != 0) {
        qsort(lists->word, lists->words, sizeof *lists->word, by_hash);
    }
    return err->code == ERR_NONE;
}

static double *threshold_called(struct ties_thresholds *at, struct slice name)
{
#define X(field) \
    if (slice_is(name, #field)) { \
        return &at->field; \
    }
    TIES_THRESHOLD_MAP(X)
#undef X
    return NULL;
}

static bool thresholds_complete(const struct ties_thresholds *at,
                                struct err *err)
{
#define X(field) \
    if (at->field < 0) { \
        return err_set(err, ERR_SYNTAX, \
                       "ties/thresholds.tsv: no '" #field "'"); \
    }
    TIES_THRESHOLD_MAP(X)
#undef X
    return true;
}

static bool read_thresholds(struct ties_lists *lists, const char *data_dir,
                            struct err *err)
{
    struct tsv tsv;

#define X(field) lists->at.field = -1;
    TIES_THRESHOLD_MAP(X)
#undef X
    if (!open_table(&tsv, data_dir, "thresholds.tsv", "name value meaning",
                    err)) {
        return false;
    }
    while (tsv_next(&tsv, err)) {
        double *value = threshold_called(&lists->at, tsv.field[0]);
        struct slice number = tsv.field[1];
        char *end = NULL;

        if (value == NULL) {
            (void)tsv_fail(&tsv, err, "no such threshold", tsv.field[0]);
            break;
        }
        /* A field ends at a tab, which ends a number. */
        *value = number.len != 0 ? strtod(number.ptr, &end) : -1;
        if (*value < 0 || end != number.ptr + number.len) {
            (void)tsv_fail(&tsv, err, "not a number", number);
            break;
        }
    }
    tsv_release(&tsv);
    return err->code == ERR_NONE && thresholds_complete(&lists->at, err);
}
