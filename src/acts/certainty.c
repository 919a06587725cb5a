#include "acts/certainty.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/tsv.h"
#include "sense/reader.h"

#include <stdlib.h>

struct measure {
    const char *reader; /* "base", "none" */
    bool unlisted;
    double score;
    double share;
};

struct certainty {
    struct arena arena; /* strings */
    struct measure *row;
    size_t rows;
    size_t cap;
};

static bool read_share(const struct tsv *tsv, size_t column, double *share,
                       struct err *err)
{
    struct slice field = tsv->field[column];
    char text[16] = "";
    char *end;

    memcpy(text, field.ptr, field.len < sizeof text ? field.len : 0);
    *share = strtod(text, &end);
    return (end != text && *end == '\0' && *share >= 0 && *share <= 1) ||
           tsv_fail(tsv, err, "must be 0 to 1, not", field);
}

static bool read_row(struct certainty *certainty, const struct tsv *tsv,
                     struct err *err)
{
    struct measure row = {.reader =
                              arena_copy(&certainty->arena, tsv->field[0]).ptr,
                          .unlisted = slice_is(tsv->field[1], "reader")};
    const struct measure *last =
        certainty->rows != 0 ? &certainty->row[certainty->rows - 1] : NULL;

    if (!row.unlisted && !slice_is(tsv->field[1], "lexicon")) {
        return tsv_fail(tsv, err, "seen by lexicon or reader, not",
                        tsv->field[1]);
    }
    if (!read_share(tsv, 2, &row.score, err) ||
        !read_share(tsv, 3, &row.share, err)) {
        return false;
    }
    if (last != NULL && strcmp(last->reader, row.reader) == 0 &&
        last->unlisted == row.unlisted && last->score >= row.score) {
        return tsv_fail(tsv, err, "scores must rise at", tsv->field[2]);
    }
    MEM_GROW(certainty->row, certainty->rows, certainty->cap);
    certainty->row[certainty->rows++] = row;
    return true;
}

bool certainty_open(struct certainty **certainty, const char *data_dir,
                    struct err *err)
{
    struct certainty *made = mem_alloc(1, sizeof *made);
    struct buf path = {0};
    struct tsv tsv;
    bool ok;

    *certainty = NULL;
    buf_printf(&path, "%s/lexicon/en/act-confidence.tsv", data_dir);
    ok = tsv_open(&tsv, path.ptr, "reader seen-by score share acts", err);
    buf_release(&path);
    if (ok) {
        while (ok && tsv_next(&tsv, err)) {
            ok = read_row(made, &tsv, err);
        }
        ok = ok && err->code == ERR_NONE;
        tsv_release(&tsv);
    }
    if (!ok) {
        certainty_free(made);
        return false;
    }
    *certainty = made;
    return true;
}

void certainty_free(struct certainty *certainty)
{
    if (certainty != NULL) {
        free(certainty->row);
        arena_release(&certainty->arena);
        free(certainty);
    }
}

/* "base 0123456789ab" without its digest. */
static struct slice name_of(const struct reader *reader)
{
    struct slice name = slice_of(reader != NULL ? reader_name(reader) : "none");

    name.len = slice_find(name, SLICE(" "));
    return name;
}

double certainty_of(const struct certainty *certainty,
                    const struct reader *reader, bool unlisted, double score)
{
    struct slice name = name_of(reader);
    const struct measure *below = NULL;

    for (size_t i = 0; i < certainty->rows; i++) {
        const struct measure *row = &certainty->row[i];

        if (row->unlisted != unlisted || !slice_is(name, row->reader)) {
            continue;
        }
        if (row->score > score) {
            return below == NULL
                       ? row->share
                       : below->share + (row->share - below->share) *
                                            (score - below->score) /
                                            (row->score - below->score);
        }
        below = row;
    }
    return below != NULL ? below->share : score;
}
