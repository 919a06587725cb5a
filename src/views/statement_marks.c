#include "views/statement_marks.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/tsv.h"

#include <stdlib.h>

enum { LONGEST = 96 };

struct statement_marks {
    struct arena memory;
    struct map entry; /* words → struct mark_entry */
};

static bool read_row(struct statement_marks *marks, const struct tsv *tsv,
                     struct err *err)
{
    static const char *const name[] = {
#define X(constant, text) [constant] = (text),
        MARK_MAP(X)
#undef X
    };
    struct mark_entry *entry;
    uintptr_t *at;
    bool added;
    size_t mark = 0;

    while (mark < MARKS && !slice_is(tsv->field[1], name[mark])) {
        mark++;
    }
    if (mark == MARKS) {
        return tsv_fail(tsv, err, "no mark", tsv->field[1]);
    }
    at = map_put(&marks->entry, arena_copy(&marks->memory, tsv->field[0]),
                 &added);
    if (added) {
        *at = (uintptr_t)arena_alloc(&marks->memory, 1, sizeof *entry);
    }
    entry = (struct mark_entry *)*at;
    entry->marks |= MARK_BIT(mark);
    if (tsv->field[2].len != 0) {
        entry->number = (int)strtol(tsv->field[2].ptr, NULL, 10);
    }
    return true;
}

bool statement_marks_open(struct statement_marks **marks, const char *data_dir,
                          struct err *err)
{
    struct statement_marks *made = mem_alloc(1, sizeof *made);
    struct buf path = {0};
    struct tsv tsv = {0};
    bool ok;

    *marks = NULL;
    buf_printf(&path, "%s/views/marks.tsv", data_dir);
    ok = tsv_open(&tsv, path.ptr, "words mark value", err);
    buf_release(&path);
    while (ok && tsv_next(&tsv, err)) {
        ok = read_row(made, &tsv, err);
    }
    tsv_release(&tsv);
    if (!ok || err->code != ERR_NONE) {
        statement_marks_free(made);
        return false;
    }
    *marks = made;
    return true;
}

void statement_marks_free(struct statement_marks *marks)
{
    if (marks != NULL) {
        map_release(&marks->entry);
        arena_release(&marks->memory);
        free(marks);
    }
}

/* The words in lower case with single blanks; empty if they are too long. */
static struct slice joined(const struct slice *word, size_t count,
                           char out[LONGEST])
{
    size_t len = 0;

    for (size_t i = 0; i < count; i++) {
        if (len + word[i].len + 1 >= LONGEST) {
            return (struct slice){out, 0};
        }
        if (i != 0) {
            out[len++] = ' ';
        }
        for (size_t j = 0; j < word[i].len; j++) {
            out[len++] = ascii_lower(word[i].ptr[j]);
        }
    }
    return (struct slice){out, len};
}

const struct mark_entry *
statement_marks_find(const struct statement_marks *marks,
                     const struct slice *word, size_t words, size_t *count)
{
    char text[LONGEST];

    for (*count = words < MARK_WORDS ? words : MARK_WORDS; *count > 0;
         (*count)--) {
        const uintptr_t *found =
            map_get(&marks->entry, joined(word, *count, text));

        if (found != NULL) {
            return (const struct mark_entry *)*found;
        }
    }
    *count = 1;
    return NULL;
}
