#include "page/html/tables.h"

#include "base/mem.h"
#include "page/html/days.h"
#include "page/html/feature.h"
#include "page/html/who.h"
#include "page/line.h"

#include <stdlib.h>

/* Remember the length of ".byline": most words of classes have a first letter
 * and length that none of these has. */
static void note_mark(struct html_tables *tables, struct slice word)
{
    if (word.len > 1 && word.len < 64 && word.ptr[0] == '.' &&
        word.ptr[1] >= 'a' && word.ptr[1] <= 'z') {
        tables->mark[word.ptr[1] - 'a'] |= (uint64_t)1 << (word.len - 1);
    }
}

static bool open_bylines(struct html_tables *tables, const char *data_dir,
                         struct err *err)
{
    static const char *const does[] = {"opens", "joins",  "ends",
                                       "alien", "marks",  "unmarks",
                                       "leads", "office", "tells"};
    struct tsv *table = &tables->byline_table;
    struct buf path = {0};
    bool ok;

    buf_printf(&path, "%s/page/html-bylines.tsv", data_dir);
    ok = tsv_open(table, path.ptr, "does word", err);
    buf_release(&path);
    while (ok && tsv_next(table, err)) {
        uintptr_t what = 0;

        for (size_t i = 0; i < sizeof does / sizeof does[0]; i++) {
            what |= slice_is(table->field[0], does[i]) ? (uintptr_t)1 << i : 0;
        }
        if (what == 0) {
            ok = tsv_fail(table, err, "no such use", table->field[0]);
        } else {
            *map_put(&tables->byline, table->field[1], NULL) |= what;
            note_mark(tables, table->field[1]);
        }
    }
    return ok && err->code == ERR_NONE;
}

static bool read_label(struct html_tables *tables, struct err *err)
{
    struct tsv *table = &tables->stamp_table;
    struct stamp_label label = {.word = table->field[1]};

    label.says = slice_is(table->field[0], "changed") ? STAMP_CHANGED
                 : slice_is(table->field[0], "told")  ? STAMP_TOLD
                                                      : STAMP_SILENT;
    if (label.says == STAMP_SILENT) {
        return tsv_fail(table, err, "no such use", table->field[0]);
    }
    if (tables->labels == STAMP_LABELS) {
        return tsv_fail(table, err, "more words than are kept", label.word);
    }
    tables->label[tables->labels++] = label;
    return true;
}

static bool open_stamps(struct html_tables *tables, const char *data_dir,
                        struct err *err)
{
    struct tsv *table = &tables->stamp_table;
    struct buf path = {0};
    bool ok;

    buf_printf(&path, "%s/page/html-stamps.tsv", data_dir);
    ok = tsv_open(table, path.ptr, "says word", err);
    buf_release(&path);
    while (ok && tsv_next(table, err)) {
        ok = read_label(tables, err);
    }
    return ok && err->code == ERR_NONE;
}

enum stamp_word stamp_word(const struct html_tables *tables,
                           struct slice before)
{
    enum stamp_word says = STAMP_SILENT;

    for (size_t i = 0; i < tables->labels && before.len != 0; i++) {
        if (says != STAMP_CHANGED &&
            line_bears(before, tables->label[i].word, LABEL_ANY)) {
            says = tables->label[i].says;
        }
    }
    return says;
}

struct html_tables *html_tables_open(const char *data_dir, struct err *err)
{
    struct html_tables *tables = mem_alloc(1, sizeof *tables);

    if (word_table_open(&tables->words, data_dir, err) &&
        fact_table_open(&tables->facts, data_dir, err) &&
        calendar_open(&tables->calendar, data_dir, err) &&
        open_bylines(tables, data_dir, err) &&
        open_stamps(tables, data_dir, err) &&
        forest_open(&tables->forest, data_dir, "html-model.tsv",
                    feature_columns(), err) &&
        forest_open(&tables->authors, data_dir, "html-author-model.tsv",
                    author_columns(), err) &&
        forest_open(&tables->dates, data_dir, "html-date-model.tsv",
                    day_columns(), err)) {
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
    tsv_release(&tables->stamp_table);
    forest_release(&tables->forest);
    forest_release(&tables->authors);
    forest_release(&tables->dates);
    free(tables);
}
