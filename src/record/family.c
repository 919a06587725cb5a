/* family.c - the store of families (copies/family.h) in the dossier. */
#include "copies/family.h"

#include "base/mem.h"
#include "record/add_int.h"
#include "record/query.h"
#include "record/survey.h"

#include <stdlib.h>

/* Reports that are placed in one transaction. */
enum { AT_ONCE = 100 };

/* Rounded, so that a share is the same after it was stored. */
static double rounded(double share)
{
    return (double)(long)(share * 10000 + 0.5) / 10000;
}

/* --- reading --- */

static enum credit credit_of(struct slice outlet, struct slice agency)
{
    if (agency.len == 0) {
        return CREDIT_NONE;
    }
    return slice_eq(outlet, agency) ? CREDIT_OWN_WIRE : CREDIT_OTHER;
}

/* Four columns: id, published, outlet, agency. */
static struct standing read_standing(sqlite3_stmt *stmt, const int at[4],
                                     size_t words, struct arena *arena)
{
    return (struct standing){
        .date = date_parse(column_borrow(stmt, at[1])),
        .credit =
            credit_of(column_borrow(stmt, at[2]), column_borrow(stmt, at[3])),
        .words = words,
        .id = column_slice(stmt, at[0], arena),
    };
}

/* Whether paragraphs of this kind tell the story itself: a headline is
 * everybody's own. */
static bool is_story(struct slice kind)
{
    return slice_is(kind, "lead") || slice_is(kind, "body") ||
           slice_is(kind, "quote") || slice_is(kind, "list");
}

static bool load_parts(struct record *record, long long key, size_t len,
                       struct span **part, size_t *parts, struct arena *arena,
                       struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_PARAGRAPH_LIST, err)};
    size_t cap = 0;
    struct span *list = NULL;
    bool row = false;
    bool ok = bind.stmt != NULL;

    *parts = 0;
    bind_int(&bind, key);
    while (ok && (ok = db_step(record, bind.stmt, &row, err)) && row) {
        struct span at = {column_size(bind.stmt, 1), column_size(bind.stmt, 2)};

        if (is_story(column_borrow(bind.stmt, 0)) && at.start <= at.end &&
            at.end <= len) {
            MEM_GROW(list, *parts, cap);
            list[(*parts)++] = at;
        }
    }
    if (*parts == 0) {
        MEM_GROW(list, *parts, cap);
        list[(*parts)++] = (struct span){0, len};
    }
    *part = arena_dup(arena, list, *parts, sizeof *list);
    free(list);
    return ok;
}

struct family_context {
    struct record *record;
    const struct copies_lists *lists;
};

static bool load(void *context, long long key, struct arena *arena,
                 struct member *member, struct err *err)
{
    const struct family_context *family = context;
    struct record *record = family->record;
    struct bind bind = {.stmt = db_stmt(record, SQL_COPY_MEMBER, err)};
    struct slice text;
    struct span *part;
    size_t parts;
    bool row = false;

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, key);
    if (!db_step(record, bind.stmt, &row, err)) {
        return false;
    }
    if (!row) {
        return err_set(err, ERR_INTEGRITY, "%s: report %lld has no text",
                       record->path, key);
    }
    *member = (struct member){.key = key,
                              .address = column_slice(bind.stmt, 4, arena)};
    member->standing =
        read_standing(bind.stmt, (const int[]){0, 1, 2, 3}, 0, arena);
    text = column_slice(bind.stmt, 5, arena);
    (void)sqlite3_reset(bind.stmt);
    if (!load_parts(record, key, text.len, &part, &parts, arena, err)) {
        return false;
    }
    words_read(&member->words, family->lists, text, part, parts, arena);
    member->standing.words = member->words.len;
    return true;
}

/* --- what family.h asks --- */

static bool count_holders(void *context, uint32_t print, size_t most,
                          size_t *count, struct err *err)
{
    const struct family_context *family = context;
    struct record *record = family->record;
    struct bind bind = {.stmt = db_stmt(record, SQL_PRINT_COUNT, err)};
    bool row = false;

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, print);
    bind_size(&bind, most);
    if (!db_step(record, bind.stmt, &row, err)) {
        return false;
    }
    *count = row ? column_size(bind.stmt, 0) : 0;
    (void)sqlite3_reset(bind.stmt);
    return true;
}

static bool add_holders(void *context, uint32_t print, struct holders *holders,
                        struct err *err)
{
    const struct family_context *family = context;
    struct record *record = family->record;
    struct bind bind = {.stmt = db_stmt(record, SQL_PRINT_HOLDERS, err)};
    bool row = false;
    bool ok = bind.stmt != NULL;

    bind_int(&bind, print);
    while (ok && (ok = db_step(record, bind.stmt, &row, err)) && row) {
        MEM_GROW(holders->list, holders->len, holders->cap);
        holders->list[holders->len++] = (struct sharer){
            sqlite3_column_int64(bind.stmt, 0), 1, column_size(bind.stmt, 1)};
    }
    return ok;
}

static bool get_bond(void *context, long long key, struct arena *arena,
                     struct bond *bond, struct standing *to, struct err *err)
{
    const struct family_context *family = context;
    struct record *record = family->record;
    struct bind bind = {.stmt = db_stmt(record, SQL_COPY_BOND, err)};
    bool row = false;

    *bond = (struct bond){0};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, key);
    if (!db_step(record, bind.stmt, &row, err)) {
        return false;
    }
    if (row && !column_is_null(bind.stmt, 0)) {
        bond->to = sqlite3_column_int64(bind.stmt, 0);
        bond->kind = copy_kind_of(column_borrow(bind.stmt, 1));
        bond->share = sqlite3_column_double(bind.stmt, 2);
        bond->sentences = column_size(bind.stmt, 3);
        bond->names = column_size(bind.stmt, 4);
        bond->order = sqlite3_column_double(bind.stmt, 5);
        *to = read_standing(bind.stmt, (const int[]){6, 7, 8, 9},
                            column_size(bind.stmt, 10), arena);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

static bool set_bond(void *context, long long key, const struct bond *bond,
                     struct err *err)
{
    const struct family_context *family = context;
    struct record *record = family->record;
    struct bind bind = {.stmt = db_stmt(record, SQL_COPY_SET, err)};

    if (bind.stmt == NULL || !survey_copy(record, key, false, err)) {
        return false;
    }
    bind_int(&bind, key);
    if (bond->to != 0) {
        bind_int(&bind, bond->to);
        bind_text(&bind, copy_kind_name(bond->kind));
    } else {
        bind_null(&bind);
        bind_null(&bind);
    }
    bind_real(&bind, rounded(bond->share));
    bind_size(&bind, bond->sentences);
    bind_size(&bind, bond->names);
    bind_real(&bind, rounded(bond->order));
    if (!bind_run(record, &bind, err) || !survey_copy(record, key, true, err)) {
        return false;
    }
    bind = (struct bind){.stmt = db_stmt(record, SQL_COPY_SPREAD, err)};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, key);
    return bind_run(record, &bind, err);
}

/* --- adding --- */

static bool insert(struct record *record, long long key,
                   const struct member *member, const struct prints *prints,
                   struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_COPY_INSERT, err)};
    bool ok;

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, key);
    bind_size(&bind, member->words.len);
    bind_size(&bind, prints->len);
    ok = bind_run(record, &bind, err);
    for (size_t i = 0; ok && i < prints->len; i++) {
        bind = (struct bind){.stmt = db_stmt(record, SQL_PRINT_INSERT, err)};
        if (bind.stmt == NULL) {
            return false;
        }
        bind_int(&bind, prints->print[i]);
        bind_int(&bind, key);
        ok = bind_run(record, &bind, err);
    }
    return ok;
}

bool family_add(struct record *record, const struct copies_lists *lists,
                long long key, struct err *err)
{
    struct family_context context = {record, lists};
    struct family_store store = {.context = &context,
                                 .lists = lists,
                                 .count = count_holders,
                                 .holders = add_holders,
                                 .load = load,
                                 .bond = get_bond,
                                 .set_bond = set_bond};
    struct arena arena = {0};
    struct member member;
    struct prints prints;
    bool ok = load(&context, key, &arena, &member, err);

    if (ok) {
        prints_make(&prints, &member.words, member.address, &arena);
        ok = insert(record, key, &member, &prints, err) &&
             family_place(&store, &member, &prints, err);
    }
    arena_release(&arena);
    return ok;
}

/* The next report behind `*key` without a place in a family; `*key` becomes 0
 * if there is none. */
static bool find_missing(struct record *record, long long *key, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_COPY_MISSING, err)};
    bool row = false;
    bool ok = bind.stmt != NULL;

    if (ok) {
        bind_int(&bind, *key);
        ok = db_step(record, bind.stmt, &row, err);
    }
    *key = row ? sqlite3_column_int64(bind.stmt, 0) : 0;
    (void)sqlite3_reset(bind.stmt);
    return ok;
}

/* Place some behind `*key` in one transaction, unless another process did;
 * `*key` is the last of them, 0 when all are placed. */
static bool place_some(struct record *record, const struct copies_lists *lists,
                       long long *key, size_t *placed, struct err *err)
{
    size_t before = *placed;
    bool ok = db_exec(record, "BEGIN IMMEDIATE", err);

    while (ok && *placed < before + AT_ONCE &&
           (ok = find_missing(record, key, err)) && *key != 0) {
        ok = family_add(record, lists, *key, err);
        (*placed)++;
    }
    ok = ok && db_exec(record, "COMMIT", err);
    if (!ok && sqlite3_get_autocommit(record->db) == 0) {
        (void)sqlite3_exec(record->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return ok;
}

bool record_place_all(struct record *record, const struct copies_lists *lists,
                      size_t *placed, struct err *err)
{
    long long key = 0;

    *placed = 0;
    if (!find_missing(record, &key, err)) {
        return false;
    }
    if (key == 0) {
        return true;
    }
    key--;
    do {
        if (!place_some(record, lists, &key, placed, err)) {
            return false;
        }
    } while (key != 0);
    return true;
}

/* --- listing --- */

bool query_copies(struct record *record, const char *report, size_t limit,
                  copy_row_fn row, void *context, struct err *err)
{
    struct bind bind = {
        .stmt = db_stmt(record,
                        report != NULL ? SQL_COPY_FAMILY : SQL_COPY_LIST, err)};
    bool more = false;
    bool ok = bind.stmt != NULL;

    if (ok) {
        bind_int(&bind, limit != 0 ? (long long)limit : -1);
        if (report != NULL) {
            bind_text(&bind, report);
        }
    }
    while (ok && (ok = db_step(record, bind.stmt, &more, err)) && more) {
        struct arena arena = {0};
        struct copy_row copy = {
            .origin = column_text(bind.stmt, 0, &arena),
            .report = column_text(bind.stmt, 1, &arena),
            .copy_of = column_text(bind.stmt, 2, &arena),
            .kind = column_text(bind.stmt, 3, &arena),
            .share = sqlite3_column_double(bind.stmt, 4),
            .sentences = column_size(bind.stmt, 5),
            .names = column_size(bind.stmt, 6),
            .order = sqlite3_column_double(bind.stmt, 7),
            .published = column_text(bind.stmt, 8, &arena),
            .outlet = column_text(bind.stmt, 9, &arena),
            .title = column_text(bind.stmt, 10, &arena),
            .family = column_text(bind.stmt, 11, &arena),
        };
        bool on = row(context, &copy);

        arena_release(&arena);
        if (!on) {
            break;
        }
    }
    if (bind.stmt != NULL) {
        (void)sqlite3_reset(bind.stmt);
    }
    return ok;
}
