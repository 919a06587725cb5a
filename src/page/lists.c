#include "page/lists.h"

#include "base/mem.h"
#include "page/html/tables.h"
#include "page/line.h"
#include "page/office/tables.h"
#include "page/rows/map.h"

#include <stdio.h>
#include <stdlib.h>

static bool open_table(struct tsv *tsv, const char *data_dir, const char *name,
                       const char *columns, struct err *err)
{
    struct buf path = {0};
    bool ok;

    buf_printf(&path, "%s/page/%s", data_dir, name);
    ok = tsv_open(tsv, path.ptr, columns, err);
    buf_release(&path);
    return ok;
}

static bool read_kind(struct slice word, enum paragraph_kind *kind)
{
    for (int at = PARAGRAPH_TITLE; at <= PARAGRAPH_META; at++) {
        *kind = (enum paragraph_kind)at;
        if (slice_is(word, paragraph_kind_name(*kind))) {
            return true;
        }
    }
    return false;
}

/* The place of `word` among `count` names, or -1. */
static int choice(struct slice word, const char *const *name, int count)
{
    for (int i = 0; i < count; i++) {
        if (slice_is(word, name[i])) {
            return i;
        }
    }
    return -1;
}

static bool read_label(const struct tsv *tsv, struct label *label,
                       struct err *err)
{
    static const char *const where[] = {"whole", "start", "end", "any"};
    static const char *const after[] = {"no", "yes", "end"};
    int at_where = choice(tsv->field[1], where, 4);
    int at_after = choice(tsv->field[4], after, 3);

    if (!read_kind(tsv->field[0], &label->kind)) {
        return tsv_fail(tsv, err, "no such kind", tsv->field[0]);
    }
    if (at_where < 0) {
        return tsv_fail(tsv, err, "no such place", tsv->field[1]);
    }
    if (at_after < 0) {
        return tsv_fail(tsv, err, "'after' is no, yes or end, not",
                        tsv->field[4]);
    }
    if (tsv->field[2].len < 2) {
        return tsv_fail(tsv, err, "no words", tsv->field[2]);
    }
    label->where = (enum label_where)at_where;
    label->after = (enum label_after)at_after;
    label->words = tsv->field[2];
    for (size_t i = 0; i < tsv->field[3].len; i++) {
        char digit = tsv->field[3].ptr[i];

        if (digit < '0' || digit > '9' || label->most > 1000) {
            return tsv_fail(tsv, err, "not a number", tsv->field[3]);
        }
        label->most = 10 * label->most + (size_t)(digit - '0');
    }
    return true;
}

/* Put label `at` to the end of its chain. */
static void chain(struct page_lists *lists, size_t at)
{
    const struct label *label = &lists->label[at];
    struct slice words = label->words;
    size_t *link = label->where == LABEL_END
                       ? &lists->at_end[(unsigned char)words.ptr[words.len - 1]]
                   : label->where == LABEL_ANY
                       ? &lists->anywhere[(unsigned char)words.ptr[0]]
                       : &lists->at_start[(unsigned char)words.ptr[0]];

    if (label->where == LABEL_ANY && words.len > 1) {
        size_t bit = (size_t)(unsigned char)words.ptr[0] << 8 |
                     (unsigned char)words.ptr[1];

        lists->pair[bit / 8] |= (unsigned char)(1U << bit % 8);
    }
    while (*link != 0) {
        link = &lists->label[*link - 1].next;
    }
    *link = at + 1;
}

static bool read_labels(struct page_lists *lists, const char *data_dir,
                        struct err *err)
{
    size_t cap = 0;

    if (!open_table(&lists->label_table, data_dir, "labels.tsv",
                    "kind where words most after", err)) {
        return false;
    }
    while (tsv_next(&lists->label_table, err)) {
        struct label label = {0};

        if (!read_label(&lists->label_table, &label, err)) {
            return false;
        }
        MEM_GROW(lists->label, lists->labels, cap);
        lists->label[lists->labels++] = label;
    }
    for (size_t i = 0; i < lists->labels; i++) {
        chain(lists, i);
    }
    return err->code == ERR_NONE;
}

static bool read_agencies(struct page_lists *lists, const char *data_dir,
                          struct err *err)
{
    size_t cap = 0;

    if (!open_table(&lists->agency_table, data_dir, "agencies.tsv",
                    "name written", err)) {
        return false;
    }
    while (tsv_next(&lists->agency_table, err)) {
        MEM_GROW(lists->name, lists->names, cap);
        lists->name[lists->names++] = lists->agency_table.field[0];
        *map_put(&lists->agency, lists->agency_table.field[1], NULL) =
            lists->names - 1;
    }
    return err->code == ERR_NONE;
}

bool page_lists_open(struct page_lists *lists, const char *data_dir,
                     struct err *err)
{
    *lists = (struct page_lists){0};
    if (read_labels(lists, data_dir, err) &&
        read_agencies(lists, data_dir, err) &&
        tongues_open(&lists->tongues, data_dir, err) &&
        chronicle_open(&lists->chronicle, data_dir, err) &&
        genres_open(&lists->genres, data_dir, err) &&
        (lists->html = html_tables_open(data_dir, err)) != NULL &&
        (lists->office = office_tables_open(data_dir, err)) != NULL &&
        (lists->rows = row_names_open(data_dir, err)) != NULL) {
        return true;
    }
    page_lists_release(lists);
    return false;
}

void page_lists_release(struct page_lists *lists)
{
    tsv_release(&lists->label_table);
    tsv_release(&lists->agency_table);
    map_release(&lists->agency);
    tongues_release(&lists->tongues);
    chronicle_release(&lists->chronicle);
    genres_release(&lists->genres);
    html_tables_close(lists->html);
    office_tables_close(lists->office);
    row_names_close(lists->rows);
    free(lists->label);
    free(lists->name);
    *lists = (struct page_lists){0};
}

static unsigned char folded_byte(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

/* The earlier of two places of labels + 1, where 0 is none. */
static size_t earlier(size_t a, size_t b)
{
    return a == 0 || (b != 0 && b < a) ? b : a;
}

/* The first label of a chain that the line bears, `from` is place + 1. */
static size_t first_of(const struct page_lists *lists, size_t from,
                       struct slice line, size_t best)
{
    for (; from != 0 && (best == 0 || from < best);
         from = lists->label[from - 1].next) {
        const struct label *label = &lists->label[from - 1];

        if (line_bears(line, label->words, label->where) &&
            (label->most == 0 || line_words(line) <= label->most)) {
            return from;
        }
    }
    return best;
}

/* The same for labels that may stand anywhere, at the start of `rest`. */
static size_t first_at(const struct page_lists *lists, size_t from,
                       struct slice line, struct slice rest, size_t best)
{
    for (; from != 0 && (best == 0 || from < best);
         from = lists->label[from - 1].next) {
        const struct label *label = &lists->label[from - 1];

        if (line_bears(rest, label->words, LABEL_START) &&
            (label->most == 0 || line_words(line) <= label->most)) {
            return from;
        }
    }
    return best;
}

const struct label *page_lists_label(const struct page_lists *lists,
                                     struct slice line)
{
    size_t best = 0;

    if (line.len == 0) {
        return NULL;
    }
    best = first_of(lists, lists->at_start[folded_byte(line.ptr[0])], line, 0);
    best = earlier(best,
                   first_of(lists,
                            lists->at_end[folded_byte(line.ptr[line.len - 1])],
                            line, best));
    for (size_t i = 0; i + 1 < line.len; i++) {
        size_t first = folded_byte(line.ptr[i]);
        size_t bit = first << 8 | folded_byte(line.ptr[i + 1]);

        if (((unsigned)lists->pair[bit / 8] >> bit % 8 & 1U) != 0) {
            struct slice rest = {line.ptr + i, line.len - i};

            best = first_at(lists, lists->anywhere[first], line, rest, best);
        }
    }
    return best != 0 ? &lists->label[best - 1] : NULL;
}

struct slice page_lists_agency(const struct page_lists *lists,
                               struct slice written)
{
    const uintptr_t *at = map_get(&lists->agency, written);

    return at != NULL ? lists->name[*at] : (struct slice){0};
}
