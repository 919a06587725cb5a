#include "cli/listing.h"

#include "base/term.h"
#include "cli/suggest.h"
#include "cli/verb.h"

#include <unistd.h>

/* Cells between two columns, and the least a flexible one gets. */
enum { GAP = 2, LEAST = 24, PIPE_WIDTH = 120 };

/* What a column of words may be narrowed to, before and after spare columns
 * are left out; one of dates and the like keeps its width. */
enum { NARROW = 16, NARROWEST = 7, DATE_MOST = 12, DATE_LEAST = 10 };

static const char *const format_name[] = {"table", "json", "jsonl", "csv",
                                          "md"};

static bool choose_format(struct listing *listing, const struct args *args,
                          struct err *err)
{
    const char *asked = args->value[OPT_FORMAT];

    listing->format = LIST_TABLE;
    for (size_t i = 0; asked != NULL && i < 5; i++) {
        if (strcmp(asked, format_name[i]) == 0) {
            listing->format = (enum list_format)i;
            return true;
        }
    }
    return asked == NULL ||
           err_set(err, ERR_USAGE, "--format %.40s: one of %s is wanted", asked,
                   listing->app->verb->formats);
}

/* The column called `name`, or `columns`. */
static size_t column_of(const struct listing *listing, struct slice name)
{
    size_t at = 0;

    while (at < listing->columns && !slice_is(name, listing->column[at].name)) {
        at++;
    }
    return at;
}

static bool no_column(const struct listing *listing, struct slice name,
                      struct err *err)
{
    const char *known[LISTING_COLUMNS];
    const char *near = NULL;
    char given[64] = "";
    struct buf all = {0};

    for (size_t i = 0; i < listing->columns; i++) {
        known[i] = listing->column[i].name;
        buf_printf(&all, "%s%s", i != 0 ? ", " : "", known[i]);
    }
    memcpy(given, name.ptr, name.len < 63 ? name.len : 63);
    near = suggest_nearest(given, known, listing->columns);
    if (near != NULL) {
        (void)err_set(err, ERR_USAGE, "no field '%s'; did you mean '%s'?",
                      given, near);
    } else {
        (void)err_set(err, ERR_USAGE, "no field '%s'; there are %s", given,
                      all.ptr);
    }
    buf_release(&all);
    return false;
}

static bool choose_columns(struct listing *listing, const char *asked,
                           struct err *err)
{
    struct slice rest = slice_of(asked);

    while (rest.len != 0) {
        const char *comma = memchr(rest.ptr, ',', rest.len);
        size_t len = comma != NULL ? (size_t)(comma - rest.ptr) : rest.len;
        struct slice name = slice_trim((struct slice){rest.ptr, len});
        size_t at = column_of(listing, name);

        if (at == listing->columns) {
            return no_column(listing, name, err);
        }
        if (listing->choice < LISTING_COLUMNS) {
            listing->chosen[listing->choice++] = at;
        }
        len += comma != NULL ? 1 : 0;
        rest = (struct slice){rest.ptr + len, rest.len - len};
    }
    listing->narrowed = true;
    return true;
}

static void all_columns(struct listing *listing)
{
    bool all = listing->format == LIST_CSV;

    for (size_t i = 0; i < listing->columns; i++) {
        if (all || listing->column[i].head != NULL) {
            listing->chosen[listing->choice++] = i;
        }
    }
}

static const char *head_of(const struct listing *listing, size_t at)
{
    const struct list_column *column = &listing->column[listing->chosen[at]];

    return column->head != NULL ? column->head : column->name;
}

void csv_field(struct buf *out, struct slice text)
{
    bool quote =
        text.len != 0 && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ');

    for (size_t i = 0; i < text.len && !quote; i++) {
        quote = text.ptr[i] == '"' || text.ptr[i] == ',' ||
                text.ptr[i] == '\r' || text.ptr[i] == '\n';
    }
    if (!quote) {
        buf_add_slice(out, text);
        return;
    }
    buf_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"') {
            buf_add_char(out, '"');
        }
        buf_add_char(out, text.ptr[i]);
    }
    buf_add_char(out, '"');
}

static void csv_row(struct listing *listing, const struct slice *cell)
{
    struct buf *out = &listing->sink.out;

    for (size_t i = 0; i < listing->choice; i++) {
        size_t at = listing->chosen[i];

        if (i != 0) {
            buf_add_char(out, ',');
        }
        csv_field(out,
                  cell != NULL ? cell[at] : slice_of(listing->column[at].name));
    }
    buf_add_str(out, "\r\n");
}

static void md_cell(struct buf *out, struct slice text)
{
    struct buf safe = {0};

    term_safe(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        if (strchr("|\\`*_<>[]", safe.ptr[i]) != NULL) {
            buf_add_char(out, '\\');
        }
        buf_add_char(out, safe.ptr[i]);
    }
    buf_release(&safe);
}

static void md_row(struct listing *listing, const struct slice *cell)
{
    struct buf *out = &listing->sink.out;

    for (size_t i = 0; i < listing->choice; i++) {
        buf_add_str(out, "| ");
        md_cell(out, cell != NULL ? cell[listing->chosen[i]]
                                  : slice_of(head_of(listing, i)));
        buf_add_char(out, ' ');
    }
    buf_add_str(out, "|\n");
    for (size_t i = 0; cell == NULL && i < listing->choice; i++) {
        bool right = listing->column[listing->chosen[i]].right;

        buf_add_str(out, right ? "|---:" : "|---");
    }
    buf_add_str(out, cell == NULL ? "|\n" : "");
}

bool listing_open(struct listing *listing, struct app *app,
                  const struct args *args, const struct list_column *column,
                  size_t columns, struct err *err)
{
    enum sink_kind kind = SINK_SHOWN;

    *listing = (struct listing){.app = app,
                                .column = column,
                                .columns = columns,
                                .wide = args_has(args, OPT_WIDE)};
    if (!choose_format(listing, args, err)) {
        return false;
    }
    if (!args_has(args, OPT_FIELDS)) {
        all_columns(listing);
    } else if (!choose_columns(listing, args->value[OPT_FIELDS], err)) {
        return false;
    }
    if (listing->format == LIST_JSON || listing->format == LIST_JSONL) {
        kind = SINK_JSON;
    } else if (listing->format == LIST_CSV) {
        kind = SINK_LINES;
    }
    if (!sink_open(&listing->sink, args->value[OPT_OUTPUT],
                   args_has(args, OPT_FORCE), kind, err)) {
        return false;
    }
    if (listing->format == LIST_CSV) {
        csv_row(listing, NULL);
    } else if (listing->format == LIST_MD) {
        md_row(listing, NULL);
    }
    return true;
}

static void table_row(struct listing *listing, const struct slice *cell)
{
    for (size_t i = 0; i < listing->choice; i++) {
        struct slice text = cell[listing->chosen[i]];

        term_safe(&listing->cells, slice_trim(text));
        buf_add_char(&listing->cells, '\0');
    }
}

static void json_row(struct listing *listing, struct slice object)
{
    struct buf *out = &listing->sink.out;
    struct slice name[LISTING_COLUMNS];

    if (listing->format == LIST_JSON) {
        buf_add_str(out, listing->rows == 0 ? "[\n" : ",\n");
    }
    if (listing->narrowed) {
        for (size_t i = 0; i < listing->choice; i++) {
            name[i] = slice_of(listing->column[listing->chosen[i]].name);
        }
        json_only(out, object, name, listing->choice);
    } else {
        buf_add_slice(out, object);
    }
    if (listing->format == LIST_JSONL) {
        buf_add_char(out, '\n');
    }
}

bool listing_row(struct listing *listing, const struct slice *cell,
                 struct slice object, struct err *err)
{
    switch (listing->format) {
    case LIST_TABLE: table_row(listing, cell); break;
    case LIST_CSV: csv_row(listing, cell); break;
    case LIST_MD: md_row(listing, cell); break;
    case LIST_JSON:
    case LIST_JSONL: json_row(listing, object); break;
    }
    listing->rows++;
    return sink_flush(&listing->sink, err);
}

/* A table that is to be read leaves out the columns in which every cell is
 * empty: `*empty` tells which of the chosen ones. */
static void find_empty(const struct listing *listing, bool *empty)
{
    const char *cell = listing->cells.ptr;

    for (size_t i = 0; i < listing->choice; i++) {
        empty[i] = !listing->narrowed;
    }
    for (size_t row = 0; row < listing->rows; row++) {
        for (size_t i = 0; i < listing->choice; i++) {
            empty[i] = empty[i] && *cell == '\0';
            cell += strlen(cell) + 1;
        }
    }
}

static void widest_cells(const struct listing *listing, size_t *width)
{
    const char *cell = listing->cells.ptr;

    for (size_t i = 0; i < listing->choice; i++) {
        width[i] = term_width(slice_of(head_of(listing, i)));
    }
    for (size_t row = 0; row < listing->rows; row++) {
        for (size_t i = 0; i < listing->choice; i++) {
            struct slice text = slice_of(cell);
            size_t cells = term_width(text);

            width[i] = cells > width[i] ? cells : width[i];
            cell += text.len + 1;
        }
    }
}

static const struct list_column *column_at(const struct listing *listing,
                                           size_t at)
{
    return &listing->column[listing->chosen[at]];
}

/* Cells of a line with all columns that are not left out. */
static size_t line_width(const struct listing *listing, const bool *out,
                         const size_t *width)
{
    size_t used = 0;

    for (size_t i = 0; i < listing->choice; i++) {
        used += out[i] ? 0 : width[i] + (used != 0 ? GAP : 0);
    }
    return used;
}

/* The cells that a column keeps where `least` are enough for words. */
static size_t narrowest(const struct list_column *column, size_t least)
{
    if (column->right) {
        return SIZE_MAX;
    }
    return column->most != 0 && column->most <= DATE_MOST && least < DATE_LEAST
               ? DATE_LEAST
               : least;
}

/* Take from the widest columns of words until the line fits; they keep
 * `least` cells.  Numbers, and the last column, an id, stay whole. */
static void squeeze(const struct listing *listing, size_t total, size_t least,
                    const bool *out, size_t *width)
{
    while (line_width(listing, out, width) > total) {
        size_t widest = listing->choice;

        for (size_t i = 0; i + 1 < listing->choice; i++) {
            if (!out[i] && width[i] > narrowest(column_at(listing, i), least) &&
                (widest == listing->choice || width[i] > width[widest])) {
                widest = i;
            }
        }
        if (widest == listing->choice) {
            return;
        }
        width[widest]--;
    }
}

/* Leave spare columns out, from the right, until the line fits. */
static void leave_out(struct listing *listing, size_t total, bool *out,
                      const size_t *width)
{
    struct buf heads = {0};

    for (size_t i = listing->choice; i-- > 0;) {
        if (!out[i] && column_at(listing, i)->spare &&
            line_width(listing, out, width) > total) {
            out[i] = true;
            buf_printf(&heads, "%s%s", heads.len != 0 ? ", " : "",
                       column_at(listing, i)->head);
        }
    }
    if (heads.len != 0) {
        app_say(listing->app, "No room for %s: --wide shows all.", heads.ptr);
    }
    buf_release(&heads);
}

/* The widths of the chosen columns: as wide as their widest cell, at most
 * what the column allows; the flexible one gets what is left of the line.
 * Where that is too wide, columns are narrowed and spare ones left out, unless
 * they were asked for. */
static void measure(struct listing *listing, bool *out, size_t *width)
{
    size_t total = listing->sink.path == NULL
                       ? term_columns(STDOUT_FILENO, PIPE_WIDTH)
                       : PIPE_WIDTH;
    size_t used = 0;

    widest_cells(listing, width);
    if (listing->wide) {
        return;
    }
    for (size_t i = 0; i < listing->choice; i++) {
        size_t most = column_at(listing, i)->most;

        width[i] = most != 0 && width[i] > most ? most : width[i];
        used += most != 0 && !out[i] ? width[i] + GAP : 0;
    }
    for (size_t i = 0; i < listing->choice; i++) {
        size_t left = total > used + LEAST ? total - used : LEAST;

        if (column_at(listing, i)->most == 0) {
            width[i] = width[i] < left ? width[i] : left;
            used += width[i] + GAP;
        }
    }
    squeeze(listing, total, NARROW, out, width);
    if (!listing->narrowed) {
        leave_out(listing, total, out, width);
    }
    squeeze(listing, total, NARROWEST, out, width);
}

static void table_cell(struct listing *listing, size_t at, size_t width,
                       bool last, const char *text)
{
    struct buf *out = &listing->sink.out;
    bool right = listing->column[listing->chosen[at]].right;

    for (size_t cells = term_width(slice_of(text)); right && cells < width;
         cells++) {
        buf_add_char(out, ' ');
    }
    (void)term_fit(out, slice_of(text), width, !right && !last);
    buf_add_str(out, last ? "\n" : "  ");
}

/* One line; returns what follows its cells.  `cell` NULL: the heads. */
static const char *table_line(struct listing *listing, const bool *empty,
                              const size_t *width, const char *cell)
{
    size_t last = listing->choice;

    while (last > 1 && empty[last - 1]) {
        last--;
    }
    for (size_t i = 0; i < listing->choice; i++) {
        const char *text = cell != NULL ? cell : head_of(listing, i);

        if (!empty[i] || i + 1 == last) {
            table_cell(listing, i, width[i], i + 1 == last, text);
        }
        cell = cell != NULL ? cell + strlen(cell) + 1 : NULL;
    }
    return cell;
}

static bool write_table(struct listing *listing, struct err *err)
{
    const char *cell = listing->cells.ptr;
    bool color = listing->app->color && listing->sink.terminal;
    size_t width[LISTING_COLUMNS] = {0};
    bool empty[LISTING_COLUMNS] = {false};

    if (listing->rows == 0) {
        return true;
    }
    find_empty(listing, empty);
    measure(listing, empty, width);
    term_on(&listing->sink.out, TERM_BOLD, color);
    (void)table_line(listing, empty, width, NULL);
    term_off(&listing->sink.out, TERM_BOLD, color);
    for (size_t row = 0; row < listing->rows; row++) {
        cell = table_line(listing, empty, width, cell);
        if (!sink_flush(&listing->sink, err)) {
            return false;
        }
    }
    return true;
}

bool listing_close(struct listing *listing, bool whole, struct err *err)
{
    if (whole && listing->format == LIST_TABLE) {
        whole = write_table(listing, err);
    } else if (listing->format == LIST_JSON) {
        buf_add_str(&listing->sink.out, listing->rows == 0 ? "[]\n" : "\n]\n");
    }
    buf_release(&listing->cells);
    return sink_close(&listing->sink, whole, err) && err->code == ERR_NONE;
}

/* The end of the JSON value that begins at `at`. */
static size_t value_end(struct slice json, size_t at)
{
    size_t depth = 0;
    bool quoted = false;

    for (; at < json.len; at++) {
        char byte = json.ptr[at];

        if (quoted) {
            at += byte == '\\';
            quoted = byte != '"';
        } else if (byte == '"') {
            quoted = true;
        } else if (byte == '{' || byte == '[') {
            depth++;
        } else if (depth != 0 && (byte == '}' || byte == ']')) {
            depth--;
        } else if (depth == 0 && (byte == ',' || byte == '}')) {
            return at;
        }
    }
    return at;
}

/* The member of `json` called `name`, key and value; empty if there is
 * none. */
static struct span member_of(struct slice json, struct slice name)
{
    size_t at = 1;

    while (at < json.len && json.ptr[at] == '"') {
        size_t end = value_end(json, at);
        struct slice member = {json.ptr + at, end - at};

        if (member.len > name.len + 2 &&
            memcmp(member.ptr + 1, name.ptr, name.len) == 0 &&
            memcmp(member.ptr + 1 + name.len, "\":", 2) == 0) {
            return (struct span){at, end};
        }
        at = end + 1;
    }
    return (struct span){0, 0};
}

void json_only(struct buf *out, struct slice json, const struct slice *name,
               size_t count)
{
    const char *before = "";

    buf_add_char(out, '{');
    for (size_t i = 0; i < count; i++) {
        struct span member = member_of(json, name[i]);

        if (!span_empty(member)) {
            buf_add_str(out, before);
            buf_add_slice(out, slice_cut(json, member));
            before = ",";
        }
    }
    buf_add_char(out, '}');
}
