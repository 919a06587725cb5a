/* ties.c - acts into their events and demands (src/ties) in the dossier. */
#include "record/ties.h"

#include "base/mem.h"
#include "record/row_int.h"
#include "record/ties_int.h"
#include "record/where_int.h"

#include <stdio.h>
#include <stdlib.h>

/* Reports of one transaction. */
enum { AT_ONCE = 100 };

bool run_keys(const struct tying *tying, enum sql sql, long long a, long long b)
{
    sqlite3_stmt *stmt = db_stmt(tying->record, sql, tying->err);
    struct bind bind = {.stmt = stmt};

    if (stmt == NULL) {
        return false;
    }
    bind_int(&bind, a);
    if (sqlite3_bind_parameter_count(stmt) > 1) {
        bind_int(&bind, b);
    }
    return bind_run(tying->record, &bind, tying->err);
}

/* --- one act --- */

static void add_names(struct arena *arena, const struct act_row *row,
                      struct telling *telling)
{
    struct span *name =
        arena_alloc(arena, row->actors + row->recipients + 1, sizeof *name);
    size_t names = 0;

    for (size_t i = 0; i < row->actors; i++) {
        name[names++] = row->actor[i].at.at;
    }
    for (size_t i = 0; i < row->recipients; i++) {
        name[names++] = row->recipient[i].at.at;
    }
    if (row->has_speaker) {
        name[names++] = row->speaker.at.at;
    }
    telling->name = name;
    telling->names = names;
}

static const char **codes_of(const struct party_row *party, size_t parties,
                             struct arena *arena)
{
    const char **code = arena_alloc(arena, parties, sizeof *code);

    for (size_t i = 0; i < parties; i++) {
        code[i] = party[i].code;
    }
    return code;
}

static struct slice first_words(const struct party_row *party, size_t parties)
{
    return parties != 0 ? party[0].at.exact : (struct slice){0};
}

static unsigned flags_of(const struct act_row *row)
{
    return (row->negated ? GIST_NEGATED : 0U) |
           (row->hypothetical ? GIST_HYPOTHETICAL : 0U) |
           (row->historical ? GIST_HISTORICAL : 0U) |
           (row->conditional ? GIST_CONDITIONAL : 0U);
}

static void make_knot(const struct tying *tying, const struct act_row *row,
                      long long report, struct arena *arena, struct knot *knot)
{
    struct telling telling = {
        .act = knot->act,
        .report = report,
        .id = row->id,
        .type = row->type,
        .actor = codes_of(row->actor, row->actors, arena),
        .actors = row->actors,
        .recipient = codes_of(row->recipient, row->recipients, arena),
        .recipients = row->recipients,
        .who = first_words(row->actor, row->actors),
        .whom = first_words(row->recipient, row->recipients),
        .issue = row->issue,
        .issues = row->issues,
        .speaker = row->has_speaker ? row->speaker.code : NULL,
        .date = date_parse(slice_of(row->date.value)),
        .dated = row->date.from != NULL && strcmp(row->date.from, "text") == 0,
        .published = date_parse(slice_of(row->published)),
        .text = row->text.at,
        .text_words = row->text.exact,
        .sentence = row->sentence.at,
        .sentence_words =
            row->point != 0 ? row->text.exact : row->sentence.exact,
        .flags = flags_of(row),
        .meant = tying->meant,
        .meants = tying->meants,
    };
    long made =
        telling.date.precision != DATE_NONE ? date_first_day(telling.date) : 0;
    long heard = telling.published.precision != DATE_NONE
                     ? date_first_day(telling.published)
                     : 0;

    add_names(arena, row, &telling);
    gist_make(&knot->gist, tying->lists, &telling);
    knot->told = made > heard ? made : heard;
    knot->dated = telling.date.precision != DATE_NONE;
}

static bool report_of(const struct tying *tying, long long act,
                      long long *report)
{
    struct bind bind = {.stmt =
                            db_stmt(tying->record, SQL_TIE_REPORT, tying->err)};
    bool row = false;
    bool ok = bind.stmt != NULL;

    *report = 0;
    if (ok) {
        bind_int(&bind, act);
        ok = db_step(tying->record, bind.stmt, &row, tying->err);
        *report = row ? sqlite3_column_int64(bind.stmt, 0) : 0;
        (void)sqlite3_reset(bind.stmt);
    }
    return ok;
}

bool knot_load(const struct tying *tying, long long act, struct knot *knot,
               bool *there)
{
    struct arena arena = {0};
    struct act_row row = {0};
    struct where where;
    sqlite3_stmt *stmt;
    long long report;
    char key[24];
    bool ok = report_of(tying, act, &report);

    *knot = (struct knot){.act = act};
    *there = false;
    if (!ok) {
        return false;
    }
    (void)snprintf(key, sizeof key, "%lld", act);
    where_begin(&where, SQL_ACT_SELECT);
    where_value(&where, SQL_TIE_ACT, key);
    stmt = where_end(&where, tying->record, tying->err);
    ok = stmt != NULL && db_step(tying->record, stmt, there, tying->err) &&
         (!*there || row_act(tying->record, stmt, &arena, &row, tying->err));
    if (ok && *there) {
        *there = row.shown;
        make_knot(tying, &row, report, &arena, knot);
    }
    db_return(tying->record, stmt);
    arena_release(&arena);
    return ok;
}

/* --- gists --- */

static bool put_gist(const struct tying *tying, const struct knot *knot,
                     bool recipient, uint32_t code, struct slice packed)
{
    struct bind bind = {
        .stmt = db_stmt(tying->record, SQL_GIST_INSERT, tying->err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, gist_key(&knot->gist, recipient, code));
    bind_int(&bind, knot->gist.day);
    bind_int(&bind, knot->act);
    bind_blob(&bind, packed);
    return bind_run(tying->record, &bind, tying->err);
}

/* Meetings are looked for by all that take part, askings and answers by both
 * sides, the rest by who acts. */
bool knot_keep(const struct tying *tying, const struct knot *knot)
{
    const struct gist *gist = &knot->gist;
    bool meets = gist->class == GIST_MEET;
    bool sides = gist->class == GIST_DEMAND || gist->class == GIST_OFFER ||
                 gist->class == GIST_ANSWER;
    struct buf packed = {0};
    bool ok = true;

    if (!sides && (gist->flags & GIST_DAY) == 0 && gist->day != 0) {
        return true; /* of a month or a year */
    }
    gist_pack(gist, &packed);
    if (sides && gist->actor.len == 0) {
        ok = put_gist(tying, knot, false, 0, buf_slice(&packed));
    }
    for (size_t i = 0; ok && i < gist->actor.len; i++) {
        ok = put_gist(tying, knot, false, gist->actor.code[i],
                      buf_slice(&packed));
    }
    for (size_t i = 0; ok && (meets || sides) && i < gist->recipient.len; i++) {
        ok = put_gist(tying, knot, sides, gist->recipient.code[i],
                      buf_slice(&packed));
    }
    buf_release(&packed);
    return ok;
}

bool gists_list(const struct tying *tying, const struct gist *gist,
                const struct gists_wish *wish, struct gist **list,
                size_t *gists)
{
    struct bind bind = {
        .stmt = db_stmt(tying->record, SQL_GIST_BETWEEN, tying->err)};
    size_t cap = 0;
    bool row = false;
    bool ok = bind.stmt != NULL;

    *list = NULL;
    *gists = 0;
    if (ok) {
        bind_int(&bind, wish->key);
        bind_int(&bind, wish->from);
        bind_int(&bind, wish->to);
    }
    while (ok && (ok = db_step(tying->record, bind.stmt, &row, tying->err)) &&
           row) {
        struct gist other;

        if (sqlite3_column_int64(bind.stmt, 0) == gist->act ||
            !gist_unpack(&other, column_borrow(bind.stmt, 2))) {
            continue;
        }
        other.act = sqlite3_column_int64(bind.stmt, 0);
        other.report = sqlite3_column_int64(bind.stmt, 1);
        if (wish->fits != NULL && !wish->fits(tying->lists, gist, &other)) {
            continue;
        }
        MEM_GROW(*list, *gists, cap);
        (*list)[(*gists)++] = other;
    }
    return ok;
}

bool gists_each(const struct tying *tying, const struct knot *knot,
                long long key, long from, long to, gist_fn take)
{
    const struct gists_wish wish = {key, from, to, NULL};
    struct gist *list;
    size_t len;
    bool ok = gists_list(tying, &knot->gist, &wish, &list, &len);

    for (size_t i = 0; ok && i < len; i++) {
        ok = take(tying, knot, &list[i]);
    }
    free(list);
    return ok;
}

/* --- reports --- */

static bool touched(const struct tying *tying, long long report,
                    long long **act, size_t *acts)
{
    struct bind bind = {
        .stmt = db_stmt(tying->record, SQL_TIE_TOUCHED, tying->err)};
    size_t cap = 0;
    bool row = false;
    bool ok = bind.stmt != NULL;

    *act = NULL;
    *acts = 0;
    if (ok) {
        bind_int(&bind, report);
    }
    while (ok && (ok = db_step(tying->record, bind.stmt, &row, tying->err)) &&
           row) {
        MEM_GROW(*act, *acts, cap);
        (*act)[(*acts)++] = sqlite3_column_int64(bind.stmt, 0);
    }
    return ok;
}

static bool untie(const struct tying *tying, long long act)
{
    return run_keys(tying, SQL_ANSWER_DROP, act, 0) &&
           run_keys(tying, SQL_GIST_DROP, act, 0) &&
           run_keys(tying, SQL_ASK_KEY_DROP, act, 0) &&
           run_keys(tying, SQL_ASK_DROP, act, 0) &&
           run_keys(tying, SQL_TIE_DROP, act, 0);
}

bool ties_place(const struct tying *tying, long long report)
{
    struct knot *knot;
    long long *act;
    size_t acts, knots = 0;
    bool ok = touched(tying, report, &act, &acts);

    knot = mem_alloc(acts, sizeof *knot);
    for (size_t i = 0; ok && i < acts; i++) {
        ok = untie(tying, act[i]);
    }
    for (size_t i = 0; ok && i < acts; i++) {
        bool there;

        ok = knot_load(tying, act[i], &knot[knots], &there);
        knots += there;
    }
    for (size_t i = 0; ok && i < knots; i++) {
        ok = knot_join(tying, &knot[i]);
    }
    for (size_t i = 0; ok && i < knots; i++) {
        ok = knot_answer(tying, &knot[i]);
    }
    free(knot);
    free(act);
    return ok && ties_replies(tying, report) &&
           run_keys(tying, SQL_UNTIED_DROP, report, 0);
}

bool ties_note(struct record *record, long long report, struct err *err)
{
    struct tying tying = {.record = record, .err = err};

    return run_keys(&tying, SQL_UNTIED_INSERT, report, 0);
}

bool ties_forget(struct record *record, long long report, struct err *err)
{
    static const enum sql step[] = {SQL_UNTIED_INSERT_NEAR, SQL_UNTIE_ANSWERS,
                                    SQL_UNTIE_GISTS,        SQL_UNTIE_ASK_KEYS,
                                    SQL_UNTIE_ASKS,         SQL_UNTIE_TIES};
    struct tying tying = {.record = record, .err = err};
    bool ok = true;

    for (size_t i = 0; ok && i < sizeof step / sizeof step[0]; i++) {
        ok = run_keys(&tying, step[i], report, 0);
    }
    return ok;
}

static bool next_untied(struct record *record, long long *report,
                        struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_UNTIED_FIRST, err);
    bool row = false;
    bool ok = stmt != NULL && db_step(record, stmt, &row, err);

    *report = row ? sqlite3_column_int64(stmt, 0) : 0;
    (void)sqlite3_reset(stmt);
    return ok;
}

bool record_is_tied(struct record *record, bool *tied, struct err *err)
{
    long long report = 0;
    bool ok = next_untied(record, &report, err);

    *tied = report == 0;
    return ok;
}

/* Those that come first, in one transaction. */
static bool tie_some(struct record *record, const struct ties_lists *lists,
                     size_t *tied, struct err *err)
{
    struct tying tying = {.record = record, .lists = lists, .err = err};
    size_t before = *tied;
    long long report = 0;
    bool ok = db_exec(record, "BEGIN IMMEDIATE", err);

    while (ok && *tied < before + AT_ONCE &&
           (ok = next_untied(record, &report, err)) && report != 0) {
        ok = ties_place(&tying, report);
        (*tied)++;
    }
    ok = ok && db_exec(record, "COMMIT", err);
    if (!ok && sqlite3_get_autocommit(record->db) == 0) {
        (void)sqlite3_exec(record->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return ok;
}

bool record_tie_all(struct record *record, const struct ties_lists *lists,
                    size_t *tied, struct err *err)
{
    long long report = 0;
    bool ok = next_untied(record, &report, err);

    *tied = 0;
    while (ok && report != 0) {
        ok = tie_some(record, lists, tied, err) &&
             next_untied(record, &report, err);
    }
    return ok;
}
