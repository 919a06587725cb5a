#include "views/stances.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/tsv.h"

#include <stdlib.h>

enum { TYPES = 64 };

struct stances {
    struct arena memory;
    struct stance stance[TYPES];
    size_t len;
};

static bool read_side(const struct tsv *tsv, enum stance_side *side,
                      struct err *err)
{
    static const char *const name[] = {"-",    "yes",   "no",
                                       "want", "press", "hold"};

    for (size_t i = 0; i < sizeof name / sizeof name[0]; i++) {
        if (slice_is(tsv->field[2], name[i])) {
            *side = (enum stance_side)i;
            return true;
        }
    }
    return tsv_fail(tsv, err, "no side", tsv->field[2]);
}

static bool read_row(struct stances *stances, const struct tsv *tsv,
                     struct err *err)
{
    struct stance *stance = &stances->stance[stances->len];
    const struct slice *field = tsv->field;

    if (stances->len == TYPES) {
        return tsv_fail(tsv, err, "too many types", field[0]);
    }
    if (field[4].len != 1 || field[4].ptr[0] < '0' || field[4].ptr[0] > '9') {
        return tsv_fail(tsv, err, "no weight from 0 to 9", field[4]);
    }
    stances->len++;
    *stance =
        (struct stance){.type = arena_copy(&stances->memory, field[0]),
                        .word = arena_copy(&stances->memory, field[1]).ptr,
                        .inferred = slice_is(field[3], "inferred"),
                        .weight = field[4].ptr[0] - '0',
                        .pressure = slice_is(field[5], "pressure")};
    return read_side(tsv, &stance->side, err);
}

bool stances_open(struct stances **stances, const char *data_dir,
                  struct err *err)
{
    struct stances *made = mem_alloc(1, sizeof *made);
    struct buf path = {0};
    struct tsv tsv = {0};
    bool ok;

    *stances = NULL;
    buf_printf(&path, "%s/views/stances.tsv", data_dir);
    ok = tsv_open(&tsv, path.ptr, "type stance side told weight lane", err);
    buf_release(&path);
    while (ok && tsv_next(&tsv, err)) {
        ok = read_row(made, &tsv, err);
    }
    tsv_release(&tsv);
    if (!ok || err->code != ERR_NONE) {
        stances_free(made);
        return false;
    }
    *stances = made;
    return true;
}

void stances_free(struct stances *stances)
{
    if (stances != NULL) {
        arena_release(&stances->memory);
        free(stances);
    }
}

const struct stance *stances_of(const struct stances *stances, const char *type)
{
    for (size_t i = 0; i < stances->len; i++) {
        if (slice_is(stances->stance[i].type, type)) {
            return &stances->stance[i];
        }
    }
    return NULL;
}
