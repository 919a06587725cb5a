#include "base/mem.h"
#include "record/match_int.h"

#include <stdint.h>
#include <stdlib.h>

/* A run of tokens that matched, then its bytes. */
struct run {
    int first;
    int last;
    uint32_t start;
    uint32_t end;
};

struct match {
    struct run *run;
    size_t runs;
    size_t cap;
    size_t at; /* the run that the current token may belong to */
    int token; /* number of the current token */
};

static void match_places(const Fts5ExtensionApi *api, Fts5Context *fts,
                         sqlite3_context *result, int values,
                         sqlite3_value **value);

/* FTS5 gives out its interface through a pointer that is bound (FTS5, 7). */
bool match_register(struct record *record, struct err *err)
{
    sqlite3_stmt *stmt = db_prepare(record, "SELECT fts5(?1)", err);
    fts5_api *api = NULL;
    bool ok;

    if (stmt == NULL) {
        return false;
    }
    (void)sqlite3_bind_pointer(stmt, 1, (void *)&api, "fts5_api_ptr", NULL);
    (void)sqlite3_step(stmt);
    ok = api != NULL && api->xCreateFunction(api, "match_places", NULL,
                                             match_places, NULL) == SQLITE_OK;
    (void)sqlite3_finalize(stmt);
    return ok || err_set(err, ERR_INTERNAL,
                         "%s: SQLite has no full-text search", record->path);
}

/* The runs of tokens, in order, overlapping ones made one. */
static int collect_runs(const Fts5ExtensionApi *api, Fts5Context *fts,
                        struct match *match)
{
    int count = 0;
    int rc = api->xInstCount(fts, &count);

    for (int i = 0; i < count && rc == SQLITE_OK; i++) {
        int phrase, column, first;
        struct run *last = match->runs ? &match->run[match->runs - 1] : NULL;
        int end;

        rc = api->xInst(fts, i, &phrase, &column, &first);
        if (rc != SQLITE_OK) {
            break;
        }
        end = first + api->xPhraseSize(fts, phrase) - 1;
        if (last != NULL && first <= last->last) {
            last->last = end > last->last ? end : last->last;
            continue;
        }
        MEM_GROW(match->run, match->runs, match->cap);
        match->run[match->runs++] =
            (struct run){.first = first, .last = end, .start = UINT32_MAX};
    }
    return rc;
}

static int see_token(void *context, int flags, const char *token, int len,
                     int start, int end)
{
    struct match *match = context;
    struct run *run;

    (void)token;
    (void)len;
    if ((flags & FTS5_TOKEN_COLOCATED) == 0) {
        match->token++;
    }
    while (match->at < match->runs &&
           match->run[match->at].last < match->token) {
        match->at++;
    }
    if (match->at == match->runs) {
        return SQLITE_DONE;
    }
    run = &match->run[match->at];
    if (match->token >= run->first) {
        run->start = run->start == UINT32_MAX ? (uint32_t)start : run->start;
        run->end = (uint32_t)end;
    }
    return SQLITE_OK;
}

static void give_places(const struct match *match, sqlite3_context *result)
{
    uint32_t *place = mem_alloc(match->runs, 2 * sizeof *place);
    size_t places = 0;

    for (size_t i = 0; i < match->runs; i++) {
        if (match->run[i].start < match->run[i].end) {
            place[2 * places] = match->run[i].start;
            place[2 * places + 1] = match->run[i].end;
            places++;
        }
    }
    sqlite3_result_blob64(result, place, places * 2 * sizeof *place,
                          SQLITE_TRANSIENT);
    free(place);
}

static void match_places(const Fts5ExtensionApi *api, Fts5Context *fts,
                         sqlite3_context *result, int values,
                         sqlite3_value **value)
{
    struct match match = {.token = -1};
    const char *text = NULL;
    int len = 0;
    int rc = collect_runs(api, fts, &match);

    (void)values;
    (void)value;
    if (rc == SQLITE_OK) {
        rc = api->xColumnText(fts, 0, &text, &len);
    }
    if (rc == SQLITE_OK) {
        rc = api->xTokenize(fts, text, len, &match, see_token);
    }
    if (rc == SQLITE_OK || rc == SQLITE_DONE) {
        give_places(&match, result);
    } else {
        sqlite3_result_error_code(result, rc);
    }
    free(match.run);
}
