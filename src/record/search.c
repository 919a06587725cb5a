/* search.c - full text: which reports, how well, and where in them. */
#include "base/mem.h"
#include "record/expression_int.h"
#include "record/query.h"
#include "record/row_int.h"
#include "record/where_int.h"

#include <stdint.h>
#include <stdlib.h>

/* A snippet's bytes at most, and how many of them before its first match. */
enum { SNIPPET = 200, BEFORE = 60 };

struct found {
    long long report;
    char id[RECORD_ID_ROOM];
    double score;
};

struct found_list {
    struct found *found;
    size_t len;
    size_t cap;
    bool cut; /* earlier ones were not ranked */
};

static bool find(struct record *record, const char *fts,
                 const struct query *query, struct found_list *list,
                 struct err *err);
static bool load_hit(struct record *record, const char *fts,
                     const struct found *found, struct arena *arena,
                     struct search_hit *hit, struct err *err);
static bool load_places(struct record *record, const char *fts,
                        long long report, struct arena *arena,
                        struct search_hit *hit, struct err *err);
static void cut_snippet(struct slice text, struct search_hit *hit);

bool query_search(struct record *record, const char *expression,
                  const struct query *query, search_hit_fn hit, void *context,
                  struct err *err)
{
    const struct query all = {0};
    struct found_list list = {0};
    struct buf fts = {0};
    bool go_on = true;
    bool ok = expression_read(expression, &fts, err);

    query = query != NULL ? query : &all;
    if (!ok || !snapshot_open(record, err)) {
        buf_release(&fts);
        return false;
    }
    ok = find(record, fts.ptr, query, &list, err);
    for (size_t i = 0; ok && go_on && i < list.len; i++) {
        struct arena arena = {0};
        struct search_hit one = {.score = list.found[i].score, .cut = list.cut};

        ok = load_hit(record, fts.ptr, &list.found[i], &arena, &one, err);
        go_on = ok && hit(context, &one);
        arena_release(&arena);
    }
    snapshot_close(record);
    free(list.found);
    buf_release(&fts);
    return ok;
}

static void narrow(struct where *where, const char *fts,
                   const struct query *query)
{
    where_value(where, SQL_SEARCH_MATCH, fts);
    where_since(where, SQL_REPORT_WHERE_SINCE, query->since);
    where_until(where, SQL_REPORT_WHERE_UNTIL, query->until);
}

/* Behind which key the last SEARCH_RANKED matches stand, as text; empty where
 * there are no more than those. */
static bool find_start(struct record *record, const char *fts,
                       const struct query *query, struct buf *start,
                       struct err *err)
{
    struct where where;
    sqlite3_stmt *stmt;
    long long key = 0;
    size_t keys = 0;
    bool row = false;
    bool ok;

    where_begin(&where, SQL_SEARCH_KEYS);
    narrow(&where, fts, query);
    where_add(&where, SQL_SEARCH_ORDER_KEYS);
    where_limit(&where, SEARCH_RANKED + 1);
    stmt = where_end(&where, record, err);
    ok = stmt != NULL;
    while (ok && (ok = db_step(record, stmt, &row, err)) && row) {
        key = sqlite3_column_int64(stmt, 0);
        keys++;
    }
    db_return(record, stmt);
    if (keys > SEARCH_RANKED) {
        buf_printf(start, "%lld", key);
    }
    return ok;
}

/* The reports, best first; `list` is the caller's to free also on failure. */
static bool find(struct record *record, const char *fts,
                 const struct query *query, struct found_list *list,
                 struct err *err)
{
    struct buf start = {0};
    struct where where;
    sqlite3_stmt *stmt;
    bool row = false;
    bool ok = query->limit == 0 || find_start(record, fts, query, &start, err);

    if (!ok) {
        return false;
    }
    list->cut = start.len != 0;
    where_begin(&where, SQL_SEARCH_SELECT);
    narrow(&where, fts, query);
    where_value(&where, SQL_SEARCH_AFTER, list->cut ? start.ptr : NULL);
    buf_release(&start);
    where_add(&where, SQL_SEARCH_ORDER);
    where_limit(&where, query->limit);
    stmt = where_end(&where, record, err);
    ok = stmt != NULL;
    while (ok && (ok = db_step(record, stmt, &row, err)) && row) {
        struct slice id = column_borrow(stmt, 1);
        struct found *found;

        MEM_GROW(list->found, list->len, list->cap);
        found = &list->found[list->len++];
        *found = (struct found){.report = sqlite3_column_int64(stmt, 0),
                                .score = sqlite3_column_double(stmt, 2)};
        memcpy(found->id, id.ptr, id.len < RECORD_ID ? id.len : RECORD_ID);
    }
    db_return(record, stmt);
    return ok;
}

static bool load_hit(struct record *record, const char *fts,
                     const struct found *found, struct arena *arena,
                     struct search_hit *hit, struct err *err)
{
    struct report_text text;

    if (!query_report(record, found->id, arena, &hit->report, err) ||
        !query_text(record, found->id, arena, &text, err) ||
        !load_places(record, fts, found->report, arena, hit, err)) {
        return false;
    }
    for (size_t i = 0; i < hit->matches; i++) {
        if (hit->match[i].end > text.text.len) {
            return err_set(err, ERR_INTEGRITY,
                           "%s: %s: the search index does not fit the text",
                           record->path, found->id);
        }
    }
    cut_snippet(text.text, hit);
    return true;
}

/* All matches in the text; match_int.h says in which form they come. */
static bool load_places(struct record *record, const char *fts,
                        long long report, struct arena *arena,
                        struct search_hit *hit, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_SEARCH_PLACES, err)};
    struct slice places = {0};
    bool row;

    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, fts);
    bind_int(&bind, report);
    if (!db_step(record, bind.stmt, &row, err)) {
        return false;
    }
    if (row) {
        places = column_borrow(bind.stmt, 0);
    }
    hit->matches = places.len / (2 * sizeof(uint32_t));
    hit->found = hit->matches;
    hit->match = arena_alloc(arena, hit->matches, sizeof *hit->match);
    for (size_t i = 0; i < hit->matches; i++) {
        uint32_t pair[2];

        memcpy(pair, places.ptr + i * sizeof pair, sizeof pair);
        hit->match[i] = (struct span){pair[0], pair[1]};
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

/* The first match of the window that holds most. */
static size_t best_match(const struct search_hit *hit)
{
    size_t best = 0, most = 0, last = 0;

    for (size_t i = 0; i < hit->matches; i++) {
        while (last < hit->matches &&
               hit->match[last].end < hit->match[i].start + SNIPPET - BEFORE) {
            last++;
        }
        if (last - i > most && last > i) {
            most = last - i;
            best = i;
        }
    }
    return best;
}

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

/* The first word of the line that begins at most BEFORE bytes before `at`. */
static size_t snippet_start(struct slice text, size_t at)
{
    size_t start = at;
    size_t i = at;

    for (; i > 0 && at - i < BEFORE; i--) {
        if (is_break(text.ptr[i - 1])) {
            return i;
        }
        start = text.ptr[i - 1] == ' ' ? i : start;
    }
    return i == 0 ? 0 : start;
}

/* After the last word of the line that ends before `most`, not before `at`. */
static size_t snippet_end(struct slice text, size_t at, size_t most)
{
    size_t end = at;
    size_t i = at;

    for (; i < text.len && i < most; i++) {
        if (is_break(text.ptr[i])) {
            return i;
        }
        end = text.ptr[i] == ' ' ? i : end;
    }
    return i == text.len ? i : end;
}

/* Choose the snippet and keep the matches that lie in it. */
static void cut_snippet(struct slice text, struct search_hit *hit)
{
    struct span first = {0};
    struct span window;
    size_t kept = 0;

    if (hit->matches != 0) {
        first = hit->match[best_match(hit)];
    }
    window.start = snippet_start(text, first.start);
    window.end = snippet_end(text, first.end, window.start + SNIPPET);
    for (size_t i = 0; i < hit->matches; i++) {
        struct span match = hit->match[i];

        if (match.start >= window.start && match.end <= window.end) {
            hit->match[kept++] = (struct span){match.start - window.start,
                                               match.end - window.start};
        }
    }
    hit->matches = kept;
    hit->snippet = (struct excerpt){window, slice_cut(text, window)};
}
