/* ties_answer.c - answers linked to what they answer, in the dossier. */
#include "base/mem.h"
#include "record/ties_int.h"
#include "ties/answer.h"

#include <stdlib.h>

static const char by_hand[] = "set by hand";

/* What an act answers now. */
struct link {
    long long demand; /* key; 0: nothing */
    double score;
};

static bool link_of(const struct tying *tying, long long act, struct link *link)
{
    struct bind bind = {.stmt =
                            db_stmt(tying->record, SQL_ANSWER_OF, tying->err)};
    bool row = false;

    *link = (struct link){0};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, act);
    if (!db_step(tying->record, bind.stmt, &row, tying->err)) {
        return false;
    }
    if (row) {
        link->demand = sqlite3_column_int64(bind.stmt, 0);
        link->score = sqlite3_column_double(bind.stmt, 1);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

static bool gist_of(const struct tying *tying, long long act, struct gist *gist,
                    bool *there)
{
    struct bind bind = {.stmt =
                            db_stmt(tying->record, SQL_GIST_OF, tying->err)};

    *there = false;
    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, act);
    if (!db_step(tying->record, bind.stmt, there, tying->err)) {
        return false;
    }
    if (*there) {
        *there = gist_unpack(gist, column_borrow(bind.stmt, 2));
        gist->act = act;
        gist->report = sqlite3_column_int64(bind.stmt, 1);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

static bool put_link(const struct tying *tying, long long act, long long demand,
                     const char *how, double score, const char *why)
{
    struct bind bind = {.stmt =
                            db_stmt(tying->record, SQL_ANSWER_PUT, tying->err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, act);
    bind_int(&bind, demand);
    bind_text(&bind, how);
    bind_real(&bind, score);
    bind_text(&bind, why);
    return bind_run(tying->record, &bind, tying->err);
}

/* Whether people said what the act answers. */
static bool is_settled(const struct tying *tying, long long act, bool *settled,
                       long long *demand, enum answer_how *how)
{
    struct bind bind = {.stmt =
                            db_stmt(tying->record, SQL_REPLY_OF, tying->err)};

    *demand = 0;
    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, act);
    if (!db_step(tying->record, bind.stmt, settled, tying->err)) {
        return false;
    }
    if (*settled) {
        struct arena arena = {0};
        const char *name = column_text(bind.stmt, 1, &arena);

        *demand = sqlite3_column_int64(bind.stmt, 2);
        *how = ANSWER_YES;
        if (name != NULL && !answer_how_parse(name, how)) {
            *how = ANSWER_YES;
        }
        arena_release(&arena);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

/* Link the answer to the asking if that is the best link so far. */
static bool try_link(const struct tying *tying, const struct gist *ask,
                     const struct gist *act)
{
    struct answer answer = answer_judge(tying->lists, ask, act);
    struct buf why = {0};
    struct link link;
    bool ok;

    if (answer.score == 0) {
        return true;
    }
    /* As it will be read from the store again. */
    answer.score = (double)(long)(answer.score * 10000 + 0.5) / 10000;
    if (!link_of(tying, act->act, &link)) {
        return false;
    }
    if (link.demand != 0) {
        struct answer before = {.score = link.score};
        struct gist other;
        bool there;

        if (!gist_of(tying, link.demand, &other, &there)) {
            return false;
        }
        if (there && !answer_better(&answer, ask, &before, &other)) {
            return true;
        }
    }
    answer_why(&answer, &why);
    ok = put_link(tying, act->act, ask->act, answer_how_name(answer.how),
                  answer.score, why.ptr);
    buf_release(&why);
    return ok;
}

static bool take_ask(const struct tying *tying, const struct knot *knot,
                     const struct gist *ask)
{
    return try_link(tying, ask, &knot->gist);
}

static bool take_answer(const struct tying *tying, const struct knot *knot,
                        const struct gist *act)
{
    long long demand;
    enum answer_how how;
    bool settled = false;

    if (!answer_is_answer(act)) {
        return true;
    }
    return is_settled(tying, act->act, &settled, &demand, &how) &&
           (settled || try_link(tying, &knot->gist, act));
}

/* Through all lists of class `class` that may hold the other side: those
 * whose recipient acts here, whose actor is addressed here, or (who takes
 * back his own) whose actor acts here. */
static bool each_side(const struct tying *tying, const struct knot *knot,
                      enum gist_class class, long from, long to, gist_fn take)
{
    const struct gist *gist = &knot->gist;
    bool ok = true;

    for (size_t i = 0; ok && i < gist->actor.len; i++) {
        uint32_t code = gist->actor.code[i];

        ok = gists_each(tying, knot, gist_class_key(class, true, code), from,
                        to, take) &&
             gists_each(tying, knot, gist_class_key(class, false, code), from,
                        to, take);
    }
    for (size_t i = 0; ok && i < gist->recipient.len; i++) {
        ok = gists_each(tying, knot,
                        gist_class_key(class, false, gist->recipient.code[i]),
                        from, to, take);
    }
    return ok;
}

/* The others of its report, whoever acts in them. */
static bool each_near(const struct tying *tying, const struct knot *knot,
                      gist_fn take)
{
    struct bind bind = {.stmt =
                            db_stmt(tying->record, SQL_GIST_NEAR, tying->err)};
    struct gist *list = NULL;
    size_t len = 0, cap = 0;
    bool row = false;
    bool ok = bind.stmt != NULL;

    if (ok) {
        bind_int(&bind, knot->gist.report);
        bind_int(&bind, knot->act);
    }
    while (ok && (ok = db_step(tying->record, bind.stmt, &row, tying->err)) &&
           row) {
        struct gist other;

        if (gist_unpack(&other, column_borrow(bind.stmt, 1))) {
            other.act = sqlite3_column_int64(bind.stmt, 0);
            other.report = knot->gist.report;
            MEM_GROW(list, len, cap);
            list[len++] = other;
        }
    }
    for (size_t i = 0; ok && i < len; i++) {
        ok = take(tying, knot, &list[i]);
    }
    free(list);
    return ok;
}

static bool find_asks(const struct tying *tying, const struct knot *knot)
{
    long day = knot->gist.day;
    long from = day - (long)tying->lists->at.answer_days;

    return each_near(tying, knot, take_ask) &&
           (day == 0 ||
            (each_side(tying, knot, GIST_DEMAND, from, day, take_ask) &&
             each_side(tying, knot, GIST_OFFER, from, day, take_ask)));
}

static bool find_answers(const struct tying *tying, const struct knot *knot)
{
    long day = knot->gist.day;
    long to = day + (long)tying->lists->at.answer_days;

    return each_near(tying, knot, take_answer) &&
           (day == 0 ||
            each_side(tying, knot, GIST_ANSWER, day, to, take_answer));
}

/* What it answers: as people said, of any types, else what is found. */
static bool find_answered(const struct tying *tying, const struct knot *knot)
{
    long long demand;
    enum answer_how how;
    bool settled = false;

    if (!is_settled(tying, knot->act, &settled, &demand, &how)) {
        return false;
    }
    if (settled) {
        return demand == 0 || put_link(tying, knot->act, demand,
                                       answer_how_name(how), 1, by_hand);
    }
    return !answer_is_answer(&knot->gist) || find_asks(tying, knot);
}

bool ties_replies(const struct tying *tying, long long report)
{
    sqlite3_stmt *stmt =
        db_prepare(tying->record, sql_text(SQL_REPLY_TO_REPORT), tying->err);
    bool row = false;
    bool ok =
        stmt != NULL && (sqlite3_bind_int64(stmt, 1, report) == SQLITE_OK ||
                         db_fail(tying->record, tying->err));

    while (ok && (ok = db_step(tying->record, stmt, &row, tying->err)) && row) {
        struct arena arena = {0};
        const char *how = column_text(stmt, 2, &arena);

        ok = put_link(
            tying, sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
            how != NULL ? how : answer_how_name(ANSWER_YES), 1, by_hand);
        arena_release(&arena);
    }
    (void)sqlite3_finalize(stmt);
    return ok;
}

/* An offer asks, and can answer what was asked before it. */
bool knot_answer(const struct tying *tying, const struct knot *knot)
{
    return find_answered(tying, knot) &&
           (!answer_is_ask(&knot->gist) || find_answers(tying, knot));
}
