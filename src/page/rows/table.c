/* table.c - records of tables. */
#include "base/buf.h"
#include "base/caps.h"
#include "page/lists.h"
#include "page/rows/row.h"
#include "page/rows/rows.h"

enum {
    COLUMNS = 256,
    NAME_BYTES = 64, /* a column's name is no sentence */
    KNOWN_LEAST = 2, /* columns by whose names a table is known */
    GKG_COLUMNS = 27,
    EVENT_COLUMNS = 58, /* and three more since 2015 */
    OPEN_MOST = 64      /* rows with a quote that never closes */
};

struct cells {
    struct slice cell[COLUMNS]; /* unquoted; in `room` where need be */
    size_t len;
    struct slice row; /* as it stands there */
    bool open;        /* a quote that never closes */
    bool odd;         /* something stands behind a quote that closed */
    struct buf room;
};

struct table {
    struct row_map map;
    char comma;
    int field[COLUMNS]; /* enum row_field, -1: none */
    size_t columns;
    size_t known;
    bool headless;
};

/* A field in quotes, from behind the first: "" is one quote (RFC 4180). */
static size_t read_quoted(struct cells *cells, struct slice text, size_t at)
{
    size_t start = cells->room.len;

    cells->open = true;
    for (; at < text.len && cells->room.len - start < CAP_REPORT_BYTES; at++) {
        if (text.ptr[at] == '"') {
            if (at + 1 == text.len || text.ptr[at + 1] != '"') {
                cells->open = false;
                at++;
                break;
            }
            at++;
        }
        buf_add_char(&cells->room, text.ptr[at]);
    }
    /* The room may still move: its offset stands in for the place. */
    cells->cell[cells->len] = (struct slice){NULL, cells->room.len - start};
    buf_add_char(&cells->room, '\0');
    return at;
}

/* Fields in quotes stand one behind the other in the room. */
static void place_quoted(struct cells *cells)
{
    size_t at = 0;

    for (size_t i = 0; i < cells->len; i++) {
        if (cells->cell[i].ptr == NULL) {
            cells->cell[i].ptr = cells->room.ptr + at;
            at += cells->cell[i].len + 1;
        }
    }
}

/* Read the row that `text` begins with; returns the length of it and its
 * line's end. */
static size_t read_cells(struct cells *cells, struct slice text, char comma,
                         bool quotes)
{
    size_t at = 0;

    buf_clear(&cells->room);
    cells->len = 0;
    cells->open = false;
    cells->odd = false;
    while (cells->len < COLUMNS) {
        size_t start = at;

        if (quotes && at < text.len && text.ptr[at] == '"') {
            at = read_quoted(cells, text, at + 1);
            cells->odd =
                cells->odd || (at < text.len && text.ptr[at] != comma &&
                               !slice_blank(text.ptr[at]));
            while (at < text.len && text.ptr[at] != comma &&
                   text.ptr[at] != '\n') {
                at++;
            }
        } else {
            while (at < text.len && text.ptr[at] != comma &&
                   text.ptr[at] != '\n') {
                at++;
            }
            cells->cell[cells->len] = slice_cut(text, (struct span){start, at});
        }
        cells->len++;
        if (at == text.len || text.ptr[at] == '\n') {
            break;
        }
        at++;
    }
    while (at < text.len && text.ptr[at] != '\n') {
        at++;
    }
    cells->row = slice_trim((struct slice){text.ptr, at});
    place_quoted(cells);
    return at + (at < text.len);
}

static int field_of(const struct row_map *map, struct slice name)
{
    for (size_t i = 0; i < map->len; i++) {
        if (row_folds_to(slice_trim(name), map->name[i].key)) {
            return (int)map->name[i].field;
        }
    }
    return -1;
}

/* The place of a column's name in the order of names: of two columns with the
 * text the better called is taken. */
static size_t rank_of(const struct row_map *map, struct slice name)
{
    size_t i = 0;

    while (i < map->len && !row_folds_to(slice_trim(name), map->name[i].key)) {
        i++;
    }
    return i;
}

static void name_columns(struct table *table, const struct cells *head)
{
    size_t best[ROW_FIELDS];
    int column[ROW_FIELDS];

    for (size_t i = 0; i < ROW_FIELDS; i++) {
        best[i] = table->map.len;
        column[i] = -1;
    }
    table->columns = head->len;
    table->known = 0;
    for (size_t i = 0; i < head->len; i++) {
        int field = field_of(&table->map, head->cell[i]);
        size_t rank = rank_of(&table->map, head->cell[i]);

        table->field[i] = -1;
        if (field >= 0 && rank < best[field]) {
            if (column[field] >= 0) {
                table->field[column[field]] = -1;
            }
            table->known += column[field] < 0;
            best[field] = rank;
            column[field] = (int)i;
            table->field[i] = field;
        }
    }
}

/* Whether a row can be one of names. */
static bool is_head(const struct cells *head)
{
    for (size_t i = 0; i < head->len; i++) {
        if (head->cell[i].len > NAME_BYTES ||
            slice_find(head->cell[i], SLICE(". ")) < head->cell[i].len) {
            return false;
        }
    }
    return head->len > 1 && !head->open && !head->odd;
}

static size_t count_tabs(struct slice line)
{
    size_t tabs = 0;

    for (size_t i = 0; i < line.len; i++) {
        tabs += line.ptr[i] == '\t';
    }
    return tabs;
}

static bool all_digits(struct slice text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (i >= text.len || text.ptr[i] < '0' || text.ptr[i] > '9') {
            return false;
        }
    }
    return true;
}

/* GDELT's global knowledge graph 2.1 and its events: tabs, no names; neither
 * holds a report's text, both its address. */
static bool open_gdelt(struct table *table, struct slice line)
{
    size_t columns = count_tabs(line) + 1;

    table->comma = '\t';
    table->headless = true;
    table->columns = columns;
    for (size_t i = 0; i < COLUMNS; i++) {
        table->field[i] = -1;
    }
    if (columns == GKG_COLUMNS && all_digits(line, 14)) {
        table->field[1] = ROW_PUBLISHED;
        table->field[3] = ROW_OUTLET;
        table->field[4] = ROW_URL;
        return true;
    }
    if ((columns == EVENT_COLUMNS || columns == EVENT_COLUMNS + 3) &&
        all_digits(line, 8)) {
        table->field[columns - 1] = ROW_URL;
        return true;
    }
    return false;
}

static struct slice without_mark(struct slice bytes)
{
    return slice_starts(bytes, "\xEF\xBB\xBF")
               ? (struct slice){bytes.ptr + 3, bytes.len - 3}
               : bytes;
}

/* Find the sign between fields by which most columns are known; `*body` is
 * what follows the names.  False: no table. */
static bool open_table(struct table *table, struct slice bytes,
                       struct slice *body)
{
    static const char commas[] = {',', '\t', ';', '|'};
    struct slice line = {bytes.ptr, slice_find(bytes, SLICE("\n"))};
    struct cells head = {0};
    size_t most = 0;
    char best = '\0';

    *body = bytes;
    if (line.len > CAP_HEAD_BYTES) {
        return false;
    }
    if (open_gdelt(table, line)) {
        return true;
    }
    table->headless = false;
    for (size_t i = 0; i < sizeof commas; i++) {
        (void)read_cells(&head, line, commas[i], true);
        name_columns(table, &head);
        if (is_head(&head) && table->known > most) {
            most = table->known;
            best = commas[i];
        }
    }
    if (most >= KNOWN_LEAST) {
        size_t len = read_cells(&head, bytes, best, true);

        name_columns(table, &head);
        table->comma = best;
        *body = (struct slice){bytes.ptr + len, bytes.len - len};
    }
    buf_release(&head.room);
    return most >= KNOWN_LEAST;
}

static bool make_map(struct table *table, const struct piece_sink *sink,
                     struct arena *arena, struct err *err)
{
    *table = (struct table){0};
    return row_map_make(&table->map, sink->map,
                        sink->lists != NULL ? sink->lists->rows : NULL, arena,
                        err);
}

bool table_is(struct slice bytes, const struct piece_sink *sink)
{
    struct arena arena = {0};
    struct err err = {0};
    struct table table;
    struct slice body;
    bool is = make_map(&table, sink, &arena, &err) &&
              open_table(&table, without_mark(bytes), &body);

    arena_release(&arena);
    return is;
}

/* "A; B" and "A, B" are left to who knows names. */
static void fill_row(struct row *row, const struct table *table,
                     const struct cells *cells)
{
    *row = (struct row){0};
    for (size_t i = 0; i < cells->len && i < table->columns; i++) {
        struct slice value = slice_trim(cells->cell[i]);

        if (table->field[i] < 0 || value.len == 0) {
            continue;
        }
        row->field[table->field[i]] = value;
        if (table->field[i] == ROW_AUTHOR) {
            row->author[0] = value;
            row->authors = 1;
        }
    }
}

static void tell_open(const struct piece_sink *sink, struct slice name,
                      size_t number)
{
    struct err why = {0};

    (void)err_set(&why, ERR_SYNTAX, "%.*s#%zu: a quote that never closes",
                  (int)name.len, name.ptr, number);
    sink->fail(sink->user, name, &why);
}

bool table_pieces(struct slice name, struct slice bytes,
                  const struct piece_sink *sink, struct arena *arena,
                  struct err *err)
{
    struct table table;
    struct cells cells = {0};
    struct slice body;
    size_t number = 0;
    size_t opens = 0;
    bool ok =
        make_map(&table, sink, arena, err) &&
        (open_table(&table, without_mark(bytes), &body) ||
         err_set(err, ERR_SYNTAX, "%.*s: no table whose columns are known",
                 (int)name.len, name.ptr));

    while (ok && body.len != 0 && opens < OPEN_MOST) {
        size_t len = read_cells(&cells, body, table.comma, !table.headless);
        struct arena own = {0};
        struct row row;

        if (cells.row.len != 0) {
            number++;
            fill_row(&row, &table, &cells);
            if (cells.open) {
                /* The row may have swallowed all that follows: only its
                 * first line is taken for broken. */
                tell_open(sink, name, number);
                opens++;
                len = slice_find(body, SLICE("\n"));
                len += len < body.len;
            } else {
                ok = row_take(&row, cells.row, name, number, sink, &own, err);
            }
        }
        arena_release(&own);
        body = (struct slice){body.ptr + len, body.len - len};
    }
    buf_release(&cells.room);
    return ok;
}
