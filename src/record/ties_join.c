/* ties_join.c - an act into its event and demand. */
#include "base/mem.h"
#include "record/ties_int.h"
#include "ties/answer.h"
#include "ties/same.h"

#include <stdlib.h>

/* Days before and after everything. */
enum { EVER = 4000000 };

struct tied {
    long long event;
    long long demand; /* 0: none */
};

static bool tied_of(const struct tying *tying, long long act, struct tied *tied)
{
    struct bind bind = {.stmt = db_stmt(tying->record, SQL_TIE_OF, tying->err)};
    bool row = false;

    *tied = (struct tied){0};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, act);
    if (!db_step(tying->record, bind.stmt, &row, tying->err)) {
        return false;
    }
    if (row) {
        tied->event = sqlite3_column_int64(bind.stmt, 0);
        tied->demand = sqlite3_column_int64(bind.stmt, 1);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

bool event_of_act(const struct tying *tying, long long act, long long *event)
{
    struct tied tied;
    bool ok = tied_of(tying, act, &tied);

    *event = tied.event;
    return ok;
}

bool ask_number(const struct tying *tying, enum sql sql, long long a,
                long long b, long long *number)
{
    struct bind bind = {.stmt = db_stmt(tying->record, sql, tying->err)};
    bool row = false;

    *number = 0;
    if (bind.stmt == NULL) {
        return false;
    }
    if (sqlite3_bind_parameter_count(bind.stmt) > 0) {
        bind_int(&bind, a);
    }
    if (sqlite3_bind_parameter_count(bind.stmt) > 1) {
        bind_int(&bind, b);
    }
    if (!db_step(tying->record, bind.stmt, &row, tying->err)) {
        return false;
    }
    *number = row ? sqlite3_column_int64(bind.stmt, 0) : 0;
    (void)sqlite3_reset(bind.stmt);
    return true;
}

bool join_events(const struct tying *tying, long long a, long long b)
{
    struct tied x, y;
    long long apart = 0, first = 0;

    if (!tied_of(tying, a, &x) || !tied_of(tying, b, &y)) {
        return false;
    }
    if (x.event == y.event || x.event == 0 || y.event == 0) {
        return true;
    }
    if (!ask_number(tying, SQL_BOND_ANY, 0, 0, &apart) ||
        (apart != 0 &&
         !ask_number(tying, SQL_TIE_KEPT_APART, x.event, y.event, &apart))) {
        return false;
    }
    return apart != 0 ||
           (ask_number(tying, SQL_TIE_FIRST, x.event, y.event, &first) &&
            run_keys(tying, SQL_TIE_JOIN_EVENT, first,
                     first == x.event ? y.event : x.event));
}

static bool join_demands(const struct tying *tying, long long a, long long b)
{
    struct tied x, y;
    long long first = 0, other;

    if (!tied_of(tying, a, &x) || !tied_of(tying, b, &y)) {
        return false;
    }
    if (x.demand == y.demand || x.demand == 0 || y.demand == 0) {
        return true;
    }
    if (!ask_number(tying, SQL_TIE_FIRST, x.demand, y.demand, &first)) {
        return false;
    }
    other = first == x.demand ? y.demand : x.demand;
    return run_keys(tying, SQL_TIE_JOIN_DEMAND, first, other) &&
           run_keys(tying, SQL_ASK_KEY_MOVE, first, other) &&
           run_keys(tying, SQL_ASK_KEY_DROP, other, 0) &&
           run_keys(tying, SQL_ASK_DROP, other, 0);
}

static bool compare_event(const struct tying *tying, const struct knot *knot,
                          const struct gist *other)
{
    return !same_event(tying->lists, &knot->gist, other) ||
           (join_events(tying, knot->act, other->act) &&
            (!answer_is_ask(other) ||
             join_demands(tying, knot->act, other->act)));
}

static bool compare_demand(const struct tying *tying, const struct knot *knot,
                           const struct gist *other)
{
    return !same_demand(tying->lists, &knot->gist, other) ||
           join_demands(tying, knot->act, other->act);
}

/* Those that people said are one event with it. */
static bool join_bonds(const struct tying *tying, const struct knot *knot)
{
    struct bind bind = {.stmt =
                            db_stmt(tying->record, SQL_BOND_WITH, tying->err)};
    long long *list = NULL;
    size_t len = 0, cap = 0;
    bool row = false;
    bool ok = bind.stmt != NULL;

    if (ok) {
        bind_int(&bind, knot->act);
    }
    while (ok && (ok = db_step(tying->record, bind.stmt, &row, tying->err)) &&
           row) {
        MEM_GROW(list, len, cap);
        list[len++] = sqlite3_column_int64(bind.stmt, 0);
    }
    for (size_t i = 0; ok && i < len; i++) {
        ok = join_events(tying, knot->act, list[i]);
    }
    free(list);
    return ok;
}

static bool put_tie(const struct tying *tying, const struct knot *knot,
                    bool asks)
{
    struct bind bind = {.stmt =
                            db_stmt(tying->record, SQL_TIE_INSERT, tying->err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, knot->act);
    if (asks) {
        bind_int(&bind, knot->act);
    } else {
        bind_null(&bind);
    }
    bind_int(&bind, knot->told);
    return bind_run(tying->record, &bind, tying->err) &&
           (!asks || run_keys(tying, SQL_ASK_INSERT, knot->act, 0));
}

static bool find_event(const struct tying *tying, const struct knot *knot)
{
    const struct gist *gist = &knot->gist;
    const struct ties_thresholds *at = &tying->lists->at;
    long reach = (long)(at->event_days > at->event_reprint_days
                            ? at->event_days
                            : at->event_reprint_days);
    bool ok = true;

    if ((gist->flags & GIST_DAY) == 0) {
        return true;
    }
    for (size_t i = 0; ok && i < gist->actor.len; i++) {
        ok = gists_each(tying, knot, gist_key(gist, false, gist->actor.code[i]),
                        gist->day - reach, gist->day + reach, compare_event);
    }
    for (size_t i = 0;
         ok && gist->class == GIST_MEET && i < gist->recipient.len; i++) {
        ok = gists_each(tying, knot,
                        gist_key(gist, false, gist->recipient.code[i]),
                        gist->day - reach, gist->day + reach, compare_event);
    }
    return ok;
}

static bool find_demand(const struct tying *tying, const struct knot *knot)
{
    const struct gist *gist = &knot->gist;
    long reach = (long)tying->lists->at.demand_days;
    bool ok = true;

    for (size_t i = 0; ok && i < gist->actor.len; i++) {
        long long key = gist_key(gist, false, gist->actor.code[i]);

        if (gist->day == 0) {
            ok = gists_each(tying, knot, key, -EVER, EVER, compare_demand);
            continue;
        }
        ok = gists_each(tying, knot, key, gist->day - reach, gist->day + reach,
                        compare_demand) &&
             gists_each(tying, knot, key, 0, 0, compare_demand);
    }
    return ok;
}

static bool name_demand(const struct tying *tying, const struct knot *knot)
{
    struct tied tied;

    return tied_of(tying, knot->act, &tied) &&
           run_keys(tying, SQL_ASK_KEY_INSERT, knot->act, tied.demand);
}

bool knot_join(const struct tying *tying, const struct knot *knot)
{
    bool asks = answer_is_ask(&knot->gist);

    return put_tie(tying, knot, asks) && knot_keep(tying, knot) &&
           join_bonds(tying, knot) && find_event(tying, knot) &&
           knot_join_undated(tying, knot) &&
           (!asks || (find_demand(tying, knot) && name_demand(tying, knot)));
}
