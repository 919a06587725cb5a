#include "record/where_int.h"

#include <stdint.h>
#include <stdio.h>

static void add_piece(struct where *where, enum sql piece, size_t first);

void where_begin(struct where *where, enum sql select)
{
    *where = (struct where){0};
    where_add(where, select);
}

void where_add(struct where *where, enum sql piece)
{
    buf_add_str(&where->text, sql_text(piece));
}

static void add_value(struct where *where, struct slice value)
{
    if (where->values == WHERE_VALUES) {
        where->overflow = true;
        return;
    }
    where->value[where->values++] = arena_copy(&where->memory, value);
}

void where_list(struct where *where, enum sql piece, const char *list)
{
    size_t first = where->values;
    struct slice rest = slice_of(list);

    if (list == NULL) {
        return;
    }
    for (;;) {
        const char *comma = memchr(rest.ptr, ',', rest.len);
        size_t len = comma != NULL ? (size_t)(comma - rest.ptr) : rest.len;

        add_value(where, slice_trim((struct slice){rest.ptr, len}));
        if (comma == NULL) {
            break;
        }
        rest = (struct slice){comma + 1, rest.len - len - 1};
    }
    add_piece(where, piece, first);
}

void where_value(struct where *where, enum sql piece, const char *value)
{
    if (value != NULL) {
        add_value(where, slice_of(value));
        add_piece(where, piece, where->values - 1);
    }
}

/* A LIKE pattern for "holds `part`", with '\' before its wildcards. */
static void add_pattern(struct where *where, const char *part)
{
    struct buf pattern = {0};

    buf_add_char(&pattern, '%');
    for (; *part != '\0'; part++) {
        if (*part == '%' || *part == '_' || *part == '\\') {
            buf_add_char(&pattern, '\\');
        }
        buf_add_char(&pattern, *part);
    }
    buf_add_char(&pattern, '%');
    add_value(where, buf_slice(&pattern));
    buf_release(&pattern);
}

void where_part(struct where *where, enum sql piece, const char *part)
{
    if (part != NULL) {
        add_pattern(where, part);
        add_piece(where, piece, where->values - 1);
    }
}

void where_value_or_part(struct where *where, enum sql piece, const char *value)
{
    size_t first = where->values;

    if (value != NULL) {
        add_value(where, slice_of(value));
        add_pattern(where, value);
        add_piece(where, piece, first);
    }
}

void where_since(struct where *where, enum sql piece, struct date date)
{
    size_t first = where->values;
    char text[16];

    if (date.precision == DATE_NONE) {
        return;
    }
    (void)date_format(date, text);
    add_value(where, slice_of(text));
    for (size_t len = 4; len < strlen(text); len += 3) {
        add_value(where, (struct slice){text, len});
    }
    add_piece(where, piece, first);
}

void where_until(struct where *where, enum sql piece, struct date date)
{
    size_t first = where->values;
    char day[16];
    char text[16 + 1];

    if (date.precision == DATE_NONE) {
        return;
    }
    /* '~' comes after every day of a month or year. */
    (void)snprintf(text, sizeof text, "%s~", date_format(date, day));
    add_value(where, slice_of(text));
    add_piece(where, piece, first);
}

void where_limit(struct where *where, size_t limit)
{
    if (limit != 0) {
        where->limit = limit;
        where->has_limit = true;
    }
}

/* Append the piece with numbers of values for its places. */
static void add_piece(struct where *where, enum sql piece, size_t first)
{
    struct slice rest = slice_of(sql_text(piece));

    while (rest.len != 0) {
        if (slice_starts(rest, ":list")) {
            for (size_t i = first; i < where->values; i++) {
                buf_printf(&where->text, i == first ? "?%zu" : ",?%zu", i + 1);
            }
            rest = (struct slice){rest.ptr + 5, rest.len - 5};
        } else if (slice_starts(rest, ":first")) {
            buf_printf(&where->text, "?%zu", first + 1);
            rest = (struct slice){rest.ptr + 6, rest.len - 6};
        } else if (slice_starts(rest, ":second")) {
            buf_printf(&where->text, "?%zu", first + 2);
            rest = (struct slice){rest.ptr + 7, rest.len - 7};
        } else {
            buf_add_char(&where->text, *rest.ptr);
            rest = (struct slice){rest.ptr + 1, rest.len - 1};
        }
    }
}

static bool bind_values(const struct where *where, sqlite3_stmt *stmt)
{
    bool ok = true;

    for (size_t i = 0; i < where->values; i++) {
        ok = ok && sqlite3_bind_text64(stmt, (int)i + 1, where->value[i].ptr,
                                       where->value[i].len, SQLITE_TRANSIENT,
                                       SQLITE_UTF8) == SQLITE_OK;
    }
    if (where->has_limit) {
        size_t cap = where->limit < INT32_MAX ? where->limit : INT32_MAX;

        ok = ok && sqlite3_bind_int64(stmt, (int)where->values + 1,
                                      (sqlite3_int64)cap) == SQLITE_OK;
    }
    return ok;
}

sqlite3_stmt *where_end(struct where *where, struct record *record,
                        struct err *err)
{
    sqlite3_stmt *stmt = NULL;

    if (where->overflow) {
        (void)err_set(err, ERR_LIMIT, "%s: a question with over %d values",
                      record->path, WHERE_VALUES);
    } else {
        if (where->has_limit) {
            add_piece(where, SQL_LIMIT, where->values);
        }
        stmt = db_lend(record, where->text.ptr, err);
    }
    if (stmt != NULL && !bind_values(where, stmt)) {
        (void)db_fail(record, err);
        db_return(record, stmt);
        stmt = NULL;
    }
    buf_release(&where->text);
    arena_release(&where->memory);
    return stmt;
}
