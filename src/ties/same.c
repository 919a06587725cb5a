#include "ties/same.h"

#include "ties/likeness.h"

#include <stdlib.h>

/* Wordings with fewer words say too little: "demanded". */
enum { TELLING = 2, COMMON = 3 };

/* Words of the act, or of its sentence where those are too few. */
static const struct gist_words *words_of(const struct gist *gist)
{
    return gist->word.len > TELLING ? &gist->word : &gist->scene;
}

/* Two points of one sentence share its words: their own must agree, too. */
static bool points_agree(const struct ties_lists *lists, const struct gist *a,
                         const struct gist *b)
{
    return a->word.len == 0 || b->word.len == 0 ||
           likeness_of(lists, &a->word, &b->word).cover >= 0.5;
}

static bool words_agree(const struct ties_lists *lists, const struct gist *a,
                        const struct gist *b, double alike, double cover)
{
    struct likeness likeness = likeness_of(lists, words_of(a), words_of(b));

    return points_agree(lists, a, b) &&
           ((likeness.alike >= alike && likeness.common >= 2) ||
            (likeness.cover >= cover && likeness.common >= COMMON));
}

/* Known on both sides, and nothing in common. */
static bool at_odds(const struct gist_codes *a, const struct gist_codes *b)
{
    return a->len != 0 && b->len != 0 && !codes_meet(a, b);
}

static bool flags_agree(const struct gist *a, const struct gist *b)
{
    const unsigned same = GIST_NEGATED | GIST_HISTORICAL;

    return ((a->flags | b->flags) & GIST_HYPOTHETICAL) == 0 &&
           (a->flags & same) == (b->flags & same);
}

static bool same_words(const struct gist_words *a, const struct gist_words *b)
{
    for (size_t i = 0; i < a->len && a->len == b->len; i++) {
        if (a->stem[i] != b->stem[i]) {
            return false;
        }
    }
    return a->len == b->len;
}

/* A sentence that was printed twice. */
static bool is_reprint(const struct gist *a, const struct gist *b)
{
    return a->report != b->report && a->scene.len != 0 &&
           same_words(&a->word, &b->word) && same_words(&a->scene, &b->scene);
}

static bool days_agree(const struct ties_lists *lists, const struct gist *a,
                       const struct gist *b)
{
    bool dated = (a->flags & b->flags & GIST_DATED) != 0;
    double apart = (double)labs(a->day - b->day);

    if ((a->flags & b->flags & GIST_DAY) == 0) {
        return false;
    }
    if (dated) {
        return apart == 0;
    }
    return apart <= lists->at.event_days ||
           (apart <= lists->at.event_reprint_days && is_reprint(a, b));
}

/* Who meets: all that take part, on whichever side. */
static struct gist_codes circle(const struct gist *gist)
{
    struct gist_codes all = gist->actor;

    for (size_t i = 0; i < gist->recipient.len; i++) {
        uint32_t code = gist->recipient.code[i];

        if (all.len < GIST_CODES && !codes_have(&all, code)) {
            all.code[all.len++] = code;
        }
    }
    return all;
}

static bool same_meeting(const struct ties_lists *lists, const struct gist *a,
                         const struct gist *b)
{
    struct gist_codes x = circle(a);
    struct gist_codes y = circle(b);

    if (x.len < 2 || y.len < 2 || !codes_nest(&x, &y) ||
        at_odds(&a->place, &b->place)) {
        return false;
    }
    return x.len == y.len ||
           likeness_of(lists, &a->scene, &b->scene).common >= COMMON;
}

static bool sides_agree(const struct gist *a, const struct gist *b)
{
    return a->actor.len != 0 && b->actor.len != 0 &&
           codes_nest(&a->actor, &b->actor) &&
           codes_nest(&a->recipient, &b->recipient) &&
           (a->speaker == 0 || b->speaker == 0 || a->speaker == b->speaker);
}

bool same_event(const struct ties_lists *lists, const struct gist *a,
                const struct gist *b)
{
    if (a->kind != b->kind || !flags_agree(a, b) || !days_agree(lists, a, b)) {
        return false;
    }
    if (a->class == GIST_MEET) {
        return same_meeting(lists, a, b);
    }
    return sides_agree(a, b) &&
           (is_reprint(a, b) || (!at_odds(&a->issue, &b->issue) &&
                                 words_agree(lists, a, b, lists->at.event_alike,
                                             lists->at.event_cover)));
}

/* 1 Monday … 7; 0: unknown. */
static unsigned weekday_of(const struct gist *gist)
{
    return (gist->flags & GIST_DAY) != 0 ? (unsigned)date_weekday(gist->day) + 1
                                         : gist->weekday;
}

static bool same_undated_meeting(const struct gist *a, const struct gist *b)
{
    struct gist_codes x = circle(a);
    struct gist_codes y = circle(b);

    return x.len >= 2 && x.len == y.len && codes_nest(&x, &y) &&
           codes_meet(&a->place, &b->place) && weekday_of(a) != 0 &&
           weekday_of(a) == weekday_of(b);
}

bool same_undated(const struct ties_lists *lists, const struct gist *a,
                  const struct gist *b)
{
    struct likeness likeness;

    if ((a->day != 0 && b->day != 0) || a->report == b->report ||
        a->kind != b->kind || !flags_agree(a, b)) {
        return false;
    }
    if (a->class == GIST_MEET) {
        return same_undated_meeting(a, b);
    }
    likeness = likeness_of(lists, &a->word, &b->word);
    return sides_agree(a, b) &&
           (a->recipient.len == 0) == (b->recipient.len == 0) &&
           (is_reprint(a, b) || (!at_odds(&a->issue, &b->issue) &&
                                 likeness.alike >= lists->at.event_undated &&
                                 likeness.common >= COMMON));
}

/* Whether one stands in the words of the other or goes on where they end, no
 * mark between them: "repeated the requests [that the West must meet]". */
static bool goes_on(const struct gist *a, const struct gist *b)
{
    const struct gist *first = a->text.start <= b->text.start ? a : b;
    const struct gist *next = first == a ? b : a;

    return a->report == b->report && a->sentence.start == b->sentence.start &&
           (next->text.end <= first->text.end ||
            next->text.start == first->text.end + 1);
}

bool same_demand(const struct ties_lists *lists, const struct gist *a,
                 const struct gist *b)
{
    bool near = a->day == 0 || b->day == 0 ||
                (double)labs(a->day - b->day) <= lists->at.demand_days;

    return near && a->class == b->class &&
           (a->class == GIST_DEMAND || a->class == GIST_OFFER) &&
           ((a->flags | b->flags) & (GIST_HYPOTHETICAL | GIST_NEGATED)) == 0 &&
           a->actor.len != 0 && b->actor.len != 0 &&
           codes_nest(&a->actor, &b->actor) &&
           codes_nest(&a->recipient, &b->recipient) &&
           (goes_on(a, b) || words_agree(lists, a, b, lists->at.demand_alike,
                                         lists->at.demand_cover));
}
