#include "copies/lists.h"

#include "base/mem.h"
#include "base/tsv.h"
#include "copies/words.h"

#include <math.h>
#include <stdlib.h>

struct copies_stem {
    uint32_t stem;
    uint8_t weight;
    bool used;
};

/* A weight is so many steps for each factor e of rarity. */
#define WEIGHT_STEP 8.0

static struct copies_stem *place_of(const struct copies_lists *lists,
                                    uint32_t stem)
{
    size_t at = stem & (lists->cap - 1);

    while (lists->stem[at].used && lists->stem[at].stem != stem) {
        at = (at + 1) & (lists->cap - 1);
    }
    return &lists->stem[at];
}

static void grow(struct copies_lists *lists)
{
    struct copies_stem *old = lists->stem;
    size_t cap = lists->cap;

    if (2 * (lists->len + 1) <= cap) {
        return;
    }
    lists->cap = cap != 0 ? 2 * cap : 1024;
    lists->stem = mem_alloc(lists->cap, sizeof *lists->stem);
    for (size_t i = 0; i < cap; i++) {
        if (old[i].used) {
            *place_of(lists, old[i].stem) = old[i];
        }
    }
    free(old);
}

/* Of words with one stem the most common decides. */
static void put_stem(struct copies_lists *lists, uint32_t stem, double reports)
{
    double weight = WEIGHT_STEP * log(1000.0 / reports);
    struct copies_stem *slot;

    grow(lists);
    slot = place_of(lists, stem);
    if (!slot->used) {
        *slot = (struct copies_stem){stem, COPIES_WEIGHT_MOST, true};
        lists->len++;
    }
    weight = weight < 0 ? 0 : weight;
    if (weight < slot->weight) {
        slot->weight = (uint8_t)weight;
    }
}

unsigned copies_weight(const struct copies_lists *lists, uint32_t stem)
{
    const struct copies_stem *slot;

    if (lists->cap == 0) {
        return COPIES_WEIGHT_MOST;
    }
    slot = place_of(lists, stem);
    return slot->used ? slot->weight : COPIES_WEIGHT_MOST;
}

static bool read_number(const struct tsv *tsv, struct slice field, double *out,
                        struct err *err)
{
    double scale = 0;

    *out = 0;
    for (size_t i = 0; i < field.len && i < 12; i++) {
        char byte = field.ptr[i];

        if (byte == '.' && scale == 0) {
            scale = 1;
        } else if (byte >= '0' && byte <= '9') {
            *out = 10 * *out + (byte - '0');
            scale *= 10;
        } else {
            return tsv_fail(tsv, err, "not a number", field);
        }
    }
    *out /= scale != 0 ? scale : 1;
    return field.len != 0 || tsv_fail(tsv, err, "no number", field);
}

static bool open_table(struct tsv *tsv, const char *data_dir, const char *name,
                       const char *columns, struct err *err)
{
    struct buf path = {0};
    bool ok;

    buf_printf(&path, "%s/copies/%s", data_dir, name);
    ok = tsv_open(tsv, path.ptr, columns, err);
    buf_release(&path);
    return ok;
}

static bool read_words(struct copies_lists *lists, const char *data_dir,
                       struct err *err)
{
    struct tsv tsv;

    if (!open_table(&tsv, data_dir, "words.tsv", "word reports", err)) {
        return false;
    }
    while (tsv_next(&tsv, err)) {
        double reports;

        if (!read_number(&tsv, tsv.field[1], &reports, err)) {
            break;
        }
        if (reports < 1 || reports > 1000) {
            (void)tsv_fail(&tsv, err, "not between 1 and 1000", tsv.field[1]);
            break;
        }
        put_stem(lists, word_stem(tsv.field[0]), reports);
    }
    tsv_release(&tsv);
    return err->code == ERR_NONE;
}

static double *threshold_called(struct copies_thresholds *at, struct slice name)
{
#define X(field) \
    if (slice_is(name, #field)) { \
        return &at->field; \
    }
    COPIES_THRESHOLD_MAP(X)
#undef X
    return NULL;
}

static bool thresholds_complete(const struct copies_thresholds *at,
                                struct err *err)
{
#define X(field) \
    if (at->field < 0) { \
        return err_set(err, ERR_SYNTAX, \
                       "copies/thresholds.tsv: no '" #field "'"); \
    }
    COPIES_THRESHOLD_MAP(X)
#undef X
    return true;
}

static bool read_thresholds(struct copies_lists *lists, const char *data_dir,
                            struct err *err)
{
    struct tsv tsv;

#define X(field) lists->at.field = -1;
    COPIES_THRESHOLD_MAP(X)
#undef X
    if (!open_table(&tsv, data_dir, "thresholds.tsv", "name value meaning",
                    err)) {
        return false;
    }
    while (tsv_next(&tsv, err)) {
        double *value = threshold_called(&lists->at, tsv.field[0]);

        if (value == NULL) {
            (void)tsv_fail(&tsv, err, "no such threshold", tsv.field[0]);
            break;
        }
        if (!read_number(&tsv, tsv.field[1], value, err)) {
            break;
        }
    }
    tsv_release(&tsv);
    return err->code == ERR_NONE && thresholds_complete(&lists->at, err);
}

bool copies_lists_open(struct copies_lists *lists, const char *data_dir,
                       struct err *err)
{
    *lists = (struct copies_lists){0};
    if (!read_words(lists, data_dir, err) ||
        !read_thresholds(lists, data_dir, err)) {
        copies_lists_release(lists);
        return false;
    }
    return true;
}

void copies_lists_release(struct copies_lists *lists)
{
    free(lists->stem);
    *lists = (struct copies_lists){0};
}
