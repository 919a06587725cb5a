/*
 * dispute_slots.c - two sentences that tell one thing and cannot both be so:
 * on which day, where, who.
 */
#include "base/buf.h"
#include "views/dispute_statements.h"

#include <strings.h>

/* Days between the days that two reports give for one thing. */
enum { DAYS_APART = 21 };

static bool either(const struct pair *pair, enum mark mark)
{
    return statement_marked(&pair->a->statement, mark) ||
           statement_marked(&pair->b->statement, mark);
}

/* The two speak of another round, of another part of an event, of what is to
 * come and of what was, of what was and of what was not. */
static bool of_two_events(const struct pair *pair)
{
    const struct statement *a = &pair->a->statement;
    const struct statement *b = &pair->b->statement;
    const unsigned parts = MARK_BIT(MARK_BEGIN) | MARK_BIT(MARK_END) |
                           MARK_BIT(MARK_AHEAD) | MARK_BIT(MARK_NOT);

    return a->order != b->order || either(pair, MARK_AGAIN) ||
           ((a->lead ^ b->lead) & parts & ~MARK_BIT(MARK_BEGIN)) != 0 ||
           ((a->lead | b->lead) &
            (MARK_BIT(MARK_BEGIN) | MARK_BIT(MARK_END))) ==
               (MARK_BIT(MARK_BEGIN) | MARK_BIT(MARK_END));
}

static bool has_actor(const struct statement *statement,
                      const struct actor *actor)
{
    for (size_t i = 0; i < statement->actors; i++) {
        const struct actor *other = statement->actor[i];

        if (other == actor ||
            (actor->part_of != NULL &&
             strcmp(actor->part_of, other->code) == 0) ||
            (other->part_of != NULL &&
             strcmp(other->part_of, actor->code) == 0)) {
            return true;
        }
    }
    return false;
}

/* Actors of `a` that `b` does not name; the last of them in `*only`. */
static size_t alone(const struct statement *a, const struct statement *b,
                    const struct actor **only)
{
    size_t count = 0;

    for (size_t i = 0; i < a->actors; i++) {
        if (!has_actor(b, a->actor[i])) {
            *only = a->actor[i];
            count++;
        }
    }
    return count;
}

/* The same two sides, the other way round: "Latvia expelled Belarusian ...". */
static bool turned_round(const struct pair *pair)
{
    const struct statement *a = &pair->a->statement;
    const struct statement *b = &pair->b->statement;

    return a->actors >= 2 && b->actors >= 2 && a->actor[0] != b->actor[0] &&
           has_actor(b, a->actor[0]) && has_actor(a, b->actor[0]) &&
           !either(pair, MARK_TALKS) &&
           ((a->marks ^ b->marks) & MARK_BIT(MARK_BY)) == 0;
}

/* Both name somebody whom the other does not. */
static bool of_others(const struct pair *pair)
{
    const struct actor *only = NULL;

    return alone(&pair->a->statement, &pair->b->statement, &only) != 0 &&
           alone(&pair->b->statement, &pair->a->statement, &only) != 0;
}

/* --- places --- */

static bool names_meet(struct slice a, struct slice b)
{
    return slice_find(a, b) < a.len || slice_find(b, a) < b.len;
}

static bool codes_meet(const struct statement_place *a,
                       const struct statement_place *b)
{
    for (size_t i = 0; i < a->codes; i++) {
        for (size_t j = 0; j < b->codes; j++) {
            if (strcmp(a->of[i], b->of[j]) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Moscow and Russia are compatible, so are Kiev and Kyiv; two towns of one
 * state are not. */
static bool places_differ(const struct statement *a, const struct statement *b)
{
    const struct statement_place *x = &a->place[0];
    const struct statement_place *y = &b->place[0];

    return a->places == 1 && b->places == 1 && !names_meet(x->name, y->name) &&
           (!codes_meet(x, y) ||
            (!x->state && !y->state && !(x->capital && y->capital)));
}

/* --- days --- */

static bool days_meet(const struct statement *a, const struct statement *b)
{
    return a->first <= b->last && b->first <= a->last;
}

/* A report cannot tell of what is not yet: when both tell of what was, the
 * later of the two days is none that the earlier report could mean. */
static bool could_know(const struct told *told, const struct statement *other)
{
    return statement_marked(&told->statement, MARK_AHEAD) ||
           other->first <= date_last_day(told->source->date);
}

static bool days_differ(const struct pair *pair)
{
    const struct statement *a = &pair->a->statement;
    const struct statement *b = &pair->b->statement;
    long between =
        a->first > b->first ? a->first - b->first : b->first - a->first;

    return a->dated && b->dated && a->days == 1 && b->days == 1 && !a->quotes &&
           !b->quotes && !days_meet(a, b) && between <= DAYS_APART &&
           could_know(pair->a, b) && could_know(pair->b, a);
}

/* --- the slots --- */

bool dispute_date(struct dispute *dispute, const struct pair *pair)
{
    const struct statement *a = &pair->a->statement;
    const struct statement *b = &pair->b->statement;
    bool talks = either(pair, MARK_TALKS);

    if (!days_differ(pair) || !pair->one_thing || of_two_events(pair) ||
        either(pair, MARK_MOVED) || of_others(pair) || turned_round(pair) ||
        (talks && a->order == 0 && !statement_marked(a, MARK_AHEAD)) ||
        (places_differ(a, b) && !talks)) {
        return false;
    }
    dispute_pair(dispute, pair, SLOT_DATE, statement_days(a, dispute->arena),
                 statement_days(b, dispute->arena));
    return true;
}

bool dispute_place(struct dispute *dispute, const struct pair *pair)
{
    const struct statement *a = &pair->a->statement;
    const struct statement *b = &pair->b->statement;
    bool next = a->order != 0 || (statement_marked(a, MARK_TALKS) &&
                                  statement_marked(a, MARK_AHEAD));

    if (!places_differ(a, b) || !pair->one_thing || of_two_events(pair) ||
        either(pair, MARK_MOVED) || of_others(pair) || turned_round(pair)) {
        return false;
    }
    if (a->dated && b->dated ? !days_meet(a, b) && !next : !next) {
        return false;
    }
    dispute_pair(dispute, pair, SLOT_PLACE, a->place[0].name, b->place[0].name);
    return true;
}

/* The one person behind a title in the core. */
static const struct statement_person *doer(const struct statement *statement)
{
    const struct statement_person *found = NULL;

    for (size_t i = 0; i < statement->people; i++) {
        if (!statement->person_inside[i]) {
            continue;
        }
        if (found != NULL) {
            return NULL;
        }
        found = &statement->person[i];
    }
    return found;
}

bool statement_same_person(const struct statement_person *a,
                           const struct statement_person *b)
{
    return a->last.len == b->last.len &&
           strncasecmp(a->last.ptr, b->last.ptr, a->last.len) == 0;
}

/* "attended" and "did not attend", of one person or one side. */
static bool was_there(struct dispute *dispute, const struct pair *pair)
{
    const struct statement *a = &pair->a->statement;
    const struct statement *b = &pair->b->statement;
    const struct statement_person *x = doer(a);
    const struct statement_person *y = doer(b);

    if (statement_marked(a, MARK_AWAY) == statement_marked(b, MARK_AWAY) ||
        !(statement_marked(a, MARK_THERE) || statement_marked(a, MARK_AWAY)) ||
        !(statement_marked(b, MARK_THERE) || statement_marked(b, MARK_AWAY)) ||
        x == NULL || y == NULL || !statement_same_person(x, y)) {
        return false;
    }
    dispute_pair(dispute, pair, SLOT_WHO, a->core, b->core);
    return true;
}

static bool is_member(const struct dispute *dispute, const struct pair *pair,
                      const struct actor *a, const struct actor *b)
{
    const struct actors *actors = dispute->wish->statements.actors;

    return actors_member(actors, a->code, b->code, pair->a->source->date) ||
           actors_member(actors, b->code, a->code, pair->a->source->date);
}

bool dispute_who(struct dispute *dispute, const struct pair *pair)
{
    const struct statement *a = &pair->a->statement;
    const struct statement *b = &pair->b->statement;
    const struct statement_person *x = doer(a);
    const struct statement_person *y = doer(b);
    const struct actor *of_a = NULL;
    const struct actor *of_b = NULL;
    size_t only_a, only_b;

    if (!pair->one_thing || (a->dated && b->dated && !days_meet(a, b)) ||
        places_differ(a, b)) {
        return false;
    }
    if (was_there(dispute, pair)) {
        return true;
    }
    only_a = alone(a, b, &of_a);
    only_b = alone(b, a, &of_b);
    if (!statement_marked(a, MARK_SOLE) || !statement_marked(b, MARK_SOLE) ||
        of_two_events(pair)) {
        return false;
    }
    if (only_a == 1 && only_b == 1 && !is_member(dispute, pair, of_a, of_b)) {
        dispute_pair(dispute, pair, SLOT_WHO, slice_of(of_a->name),
                     slice_of(of_b->name));
        return true;
    }
    if (only_a + only_b == 0 && x != NULL && y != NULL && x->titled &&
        y->titled && !statement_same_person(x, y)) {
        dispute_pair(dispute, pair, SLOT_WHO, x->name, y->name);
        return true;
    }
    return false;
}
