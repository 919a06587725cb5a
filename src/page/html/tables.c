#include "page/html/tables.h"

#include "base/mem.h"

#include <stdlib.h>

static bool open_bylines(struct html_tables *tables, const char *data_dir,
                         struct err *err)
{
    static const char *const does[] = {"",      "opens", "joins",  "ends",
                                       "alien", "marks", "unmarks"};
    struct tsv *table = &tables->byline_table;
    struct buf path = {0};
    bool ok;

    buf_printf(&path, "%s/page/html-bylines.tsv", data_dir);
    ok = tsv_open(table, path.ptr, "does word", err);
    buf_release(&path);
    while (ok && tsv_next(table, err)) {
        uintptr_t what = 0;

        for (uintptr_t i = BYLINE_OPENS; i <= BYLINE_UNMARKS; i++) {
            what = slice_is(table->field[0], does[i]) ? i : what;
        }
        if (what == 0) {
            ok = tsv_fail(table, err, "no such use", table->field[0]);
        } else {
            *map_put(&tables->byline, table->field[1], NULL) = what;
        }
    }
    return ok && err->code == ERR_NONE;
}

struct html_tables *html_tables_open(const char *data_dir, struct err *err)
{
    struct html_tables *tables = mem_alloc(1, sizeof *tables);

    if (word_table_open(&tables->words, data_dir, err) &&
        fact_table_open(&tables->facts, data_dir, err) &&
        calendar_open(&tables->calendar, data_dir, err) &&
        open_bylines(tables, data_dir, err) &&
        forest_open(&tables->forest, data_dir, err)) {
        return tables;
    }
    html_tables_close(tables);
    return NULL;
}

void html_tables_close(struct html_tables *tables)
{
    if (tables == NULL) {
        return;
    }
    word_table_release(&tables->words);
    fact_table_release(&tables->facts);
    calendar_release(&tables->calendar);
    tsv_release(&tables->byline_table);
    map_release(&tables->byline);
    forest_release(&tables->forest);
    free(tables);
}
