#include "ties/answer.h"

#include "ties/likeness.h"

/* What is known of a pair before it is judged. */
struct pair {
    const struct gist *ask;
    const struct gist *act;
    struct likeness likeness;
    struct likeness around; /* of the whole sentence that asks */
    double meant;           /* likeness of meaning, 0 to 1; 0: unknown */
    bool to;
    bool from;
    bool issue;
    bool report;    /* both in one report */
    bool sentence;  /* ... in one sentence */
    bool after;     /* ... the answer behind the asking */
    bool back;      /* the answer speaks of "the demand" */
    bool elsewhere; /* ... of an offer, where a demand was made, or the other
                       way round */
    bool points;    /* it speaks of "it" alone */
    bool adjoins;   /* a yes, no or later in the sentence behind the asking,
                       of "it", "the demand" or nothing else */
    bool inside;    /* it stands in the words that ask: ", which X declined" */
    bool noun;      /* ... by the noun with which it was asked */
    bool empty;     /* the answer has no matter of its own: "accepted it" */
    long gap;       /* bytes from the asking's sentence to the answer's */
};

static const char *const how_name[] = {
    [ANSWER_YES] = "yes",
    [ANSWER_PART] = "part",
    [ANSWER_NO] = "no",
    [ANSWER_COUNTER] = "counter",
    [ANSWER_DEFER] = "defer",
    [ANSWER_WITHDRAWN] = "withdrawn",
    [ANSWER_SUPERSEDED] = "superseded",
    [ANSWER_FULFILLED] = "fulfilled",
};

enum { HOWS = sizeof how_name / sizeof how_name[0] };

const char *answer_how_name(enum answer_how how)
{
    return (size_t)how < HOWS ? how_name[how] : NULL;
}

bool answer_how_parse(const char *name, enum answer_how *how)
{
    for (size_t i = 0; i < HOWS; i++) {
        if (strcmp(name, how_name[i]) == 0) {
            *how = (enum answer_how)i;
            return true;
        }
    }
    return false;
}

bool answer_is_ask(const struct gist *gist)
{
    return (gist->class == GIST_DEMAND || gist->class == GIST_OFFER) &&
           (gist->flags & (GIST_NEGATED | GIST_HYPOTHETICAL)) == 0;
}

static bool is_type(const struct gist *gist, const char *type)
{
    return gist->type == gist_code(type);
}

/* "If they came, it would refuse" is no answer yet; "it has not been
 * rejected" none at all.  "Did not say yes" is an answer. */
bool answer_is_answer(const struct gist *gist)
{
    bool imagined = (gist->flags & GIST_HYPOTHETICAL) != 0 &&
                    (gist->flags & GIST_CONDITIONAL) != 0;

    return (gist->class == GIST_ANSWER || gist->class == GIST_OFFER) &&
           !imagined &&
           ((gist->flags & GIST_NEGATED) == 0 || is_type(gist, "accept"));
}

static bool says_yes_or_no(const struct gist *act)
{
    return is_type(act, "accept") || is_type(act, "accept-in-part") ||
           is_type(act, "reject") || is_type(act, "defer");
}

/* A word of the asking's sentence counts as the asking's, unless the answer
 * stands in that sentence, too. */
static struct likeness around(const struct ties_lists *lists,
                              const struct pair *pair,
                              const struct gist_words *words)
{
    return pair->sentence ? pair->likeness
                          : likeness_of(lists, &pair->ask->scene, words);
}

static struct pair look_at(const struct ties_lists *lists,
                           const struct gist *ask, const struct gist *act)
{
    const struct gist_words *words =
        act->word.len != 0 ? &act->word : &act->scene;
    unsigned wanted = ask->class == GIST_OFFER ? BACK_OFFER : BACK_DEMAND;
    struct pair pair = {
        .ask = ask,
        .act = act,
        .likeness = likeness_of(lists, &ask->word, words),
        .to = codes_meet(&ask->recipient, &act->actor) ||
              (ask->whom != 0 && ask->whom == act->who),
        .from = codes_meet(&ask->actor, &act->recipient) ||
                (ask->who != 0 && ask->who == act->whom),
        .issue = codes_meet(&ask->issue, &act->issue),
        .report = ask->report == act->report,
        .back = (act->back & wanted) != 0,
        .elsewhere = (act->back & wanted) == 0 &&
                     (act->back & (BACK_DEMAND | BACK_OFFER)) != 0,
        .points = act->word.len == 0 && (act->back & BACK_PRONOUN) != 0,
        .noun = codes_meet(&ask->noun, &act->noun),
        .empty = act->word.len == 0,
    };

    pair.sentence = pair.report && ask->sentence.start == act->sentence.start;
    pair.gap = (long)act->sentence.start - (long)ask->sentence.end;
    pair.inside = pair.sentence && act->text.start > ask->text.start &&
                  act->text.end <= ask->text.end && pair.empty;
    pair.after =
        pair.sentence ? ask->text.start < act->text.start : pair.gap >= 0;
    pair.adjoins = pair.report && !pair.sentence && pair.gap >= 0 &&
                   (double)pair.gap <= lists->at.answer_beside &&
                   ((says_yes_or_no(act) && (pair.back || pair.empty)) ||
                    (is_type(act, "counter") && pair.to));
    pair.around = around(lists, &pair, words);
    pair.meant =
        ask->meant && act->meant ? matter_alike(ask->vector, act->vector) : 0;
    return pair;
}

/* Whoever "withdraws its demand" answers nobody. */
static bool gives_up(const struct gist *act)
{
    return is_type(act, "concede") &&
           (act->back & (BACK_DEMAND | BACK_OFFER)) != 0;
}

/* Whether all who act had asked: "both agreed" is no answer to oneself where
 * the other one is among them. */
static bool acts_alone(const struct gist *ask, const struct gist *act)
{
    bool other = act->actor.len > 1 && codes_meet(&ask->recipient, &act->actor);

    return (codes_meet(&ask->actor, &act->actor) && !other) ||
           (ask->who != 0 && ask->who == act->who) ||
           (ask->speaker != 0 && ask->speaker == act->speaker);
}

/* "Will not give in": on what it wants itself, unless it says to what. */
static bool is_firm(const struct gist *act)
{
    return (act->back & BACK_FIRM) != 0 &&
           (act->back & (BACK_DEMAND | BACK_OFFER)) == 0;
}

/* "Would not let its proposals be picked apart": of its own. */
static bool is_of_own(const struct gist *act)
{
    return (act->back & BACK_OWN) != 0 && is_type(act, "reject");
}

/* Whether the words of the answer hold those of the asking. */
static bool holds(const struct pair *pair)
{
    return pair->sentence && pair->ask->text.start >= pair->act->text.start &&
           pair->ask->text.start < pair->act->text.end;
}

/* Nothing known speaks against it that this one was asked, and that it
 * answers that one. */
static bool sides_fit(const struct pair *pair)
{
    const struct gist *ask = pair->ask;
    const struct gist *act = pair->act;
    bool named = act->actor.len != 0 || (pair->report && act->who != 0);

    if (!named || acts_alone(ask, act) || gives_up(act) || is_firm(act) ||
        is_of_own(act)) {
        return false;
    }
    if (pair->inside || holds(pair)) {
        return true;
    }
    if (pair->elsewhere && !pair->noun) {
        return false;
    }
    if (pair->adjoins) {
        return true;
    }
    return (pair->to || ask->recipient.len == 0 || act->actor.len == 0) &&
           (pair->from || act->recipient.len == 0 || ask->actor.len == 0);
}

static bool time_fits(const struct ties_lists *lists, const struct pair *pair)
{
    long wait = pair->act->day - pair->ask->day;

    if (pair->report) {
        return pair->act->day == 0 || pair->ask->day == 0 || wait >= -1;
    }
    return pair->act->day != 0 && pair->ask->day != 0 && wait >= 0 &&
           (double)wait <= lists->at.answer_days &&
           ((pair->act->flags | pair->ask->flags) & GIST_HISTORICAL) == 0;
}

/* Nearness of what was asked before, 1 (the sentence itself) to 0. */
static double nearness(const struct ties_lists *lists, const struct pair *pair)
{
    double gap = pair->gap > 0 ? (double)pair->gap : 0;

    return gap < lists->at.answer_near ? 1 - gap / lists->at.answer_near : 0;
}

/* By words that point: "rejected the demand", "turned it down". */
static double judge_pointing(const struct ties_lists *lists,
                             const struct pair *pair, const char **by)
{
    bool side = pair->to || pair->from;
    bool near = pair->after && (double)pair->gap <= lists->at.answer_near;
    bool next = pair->after && (double)pair->gap <= lists->at.answer_next;
    bool same = pair->empty || pair->noun || pair->around.common >= 1 ||
                pair->meant >= lists->at.answer_meant;

    if (holds(pair)) {
        *by = "names the demand in its own words";
        return 0.9;
    }
    if (pair->inside) {
        *by = "stands in the words of the demand itself";
        return 0.8;
    }
    if (near && side && ((pair->back && same) || pair->empty)) {
        bool told = pair->empty || pair->around.common >= 1;

        *by = "points back to what was asked just before";
        return (told ? 0.8 : 0.62) + 0.05 * nearness(lists, pair);
    }
    if (next && !pair->sentence && ((pair->back && same) || pair->points)) {
        *by = "points back to what was asked just before";
        return 0.7 + 0.05 * nearness(lists, pair);
    }
    if (pair->adjoins) {
        *by = "says yes, no or another thing in the next sentence";
        return 0.62 + 0.05 * pair->back;
    }
    if (next && pair->to && (pair->act->back & BACK_PRONOUN) != 0 &&
        (pair->sentence || says_yes_or_no(pair->act))) {
        *by = "speaks of what was asked in the sentence before";
        return 0.65 + 0.05 * nearness(lists, pair);
    }
    if (pair->to && pair->from && pair->back && same && pair->after) {
        *by = "points back to what the same side asked in the same report";
        return 0.61 + 0.04 * pair->noun + 0.02 * pair->meant;
    }
    if (side && pair->back &&
        ((pair->empty && pair->noun) || pair->around.common >= 1 ||
         (pair->after && same && pair->issue))) {
        *by = "points back to what was asked in the same report";
        return 0.63 + 0.05 * nearness(lists, pair);
    }
    return 0;
}

/* By meaning: of what was asked of who answers, just before or by who is
 * answered.  What is given up is told by its words only. */
static bool is_same_matter(const struct ties_lists *lists,
                           const struct pair *pair)
{
    bool near = pair->after && (double)pair->gap <= lists->at.answer_near;

    return pair->to && !is_type(pair->act, "concede") &&
           pair->meant >= lists->at.answer_meant &&
           (near || (pair->from && pair->likeness.common >= 1));
}

/* By the words themselves, in one report. */
static double judge_words(const struct ties_lists *lists,
                          const struct pair *pair, const char **by)
{
    const struct likeness *likeness = &pair->likeness;
    bool side = pair->to || pair->from;
    double cover = side ? lists->at.answer_cover : lists->at.answer_cover_far;

    if ((pair->empty || !side) && !pair->after) {
        return 0; /* "rejected it" is of what was told before */
    }
    if (pair->empty && !side) {
        return 0; /* the words are its sentence's */
    }
    if (likeness->common >= 2 && likeness->cover >= cover) {
        *by = "the same words in the same report";
        return (side ? 0.7 : 0.65) + 0.1 * likeness->cover;
    }
    if (pair->to && likeness->common >= 1 &&
        likeness->cover >= lists->at.answer_cover_far) {
        *by = "its words are those of what was asked of who answers";
        return 0.62 + 0.05 * likeness->cover;
    }
    if (is_same_matter(lists, pair)) {
        *by = "the same matter in the same report";
        return 0.58 + 0.1 * pair->meant;
    }
    if (pair->after && (side || pair->issue) && pair->act->word.len != 0 &&
        likeness->common >= 1 && likeness->cover >= 0.9) {
        *by = "all its words are those of what was asked before";
        return 0.61 + 0.05 * nearness(lists, pair);
    }
    return 0;
}

/* By meaning and a word, in a later report. */
static double judge_meaning(const struct ties_lists *lists,
                            const struct pair *pair, const char **by)
{
    bool sure = pair->from || pair->back;

    if (pair->to && pair->around.common >= 1 &&
        pair->meant >=
            (sure ? lists->at.answer_meant_back : lists->at.answer_meant_far)) {
        *by = pair->from ? "the same matter, between the same two"
                         : "the same matter in a later report";
        return 0.55 + 0.1 * pair->meant;
    }
    return 0;
}

/* Rules for an answer in a later report. */
static double judge_later(const struct ties_lists *lists,
                          const struct pair *pair, const char **by)
{
    const struct likeness *likeness = &pair->likeness;
    bool side = pair->to || pair->from;

    if (side && pair->back && likeness->common >= 2 &&
        likeness->cover >= lists->at.answer_cover_back) {
        *by = "speaks of the demand, in its words";
        return 0.65 + 0.1 * likeness->cover;
    }
    if (side && likeness->common >= 3 &&
        likeness->cover >= lists->at.answer_cover_far) {
        *by = "the same words in a later report";
        return 0.6 + 0.1 * likeness->cover;
    }
    if (pair->to && likeness->common >= 2 &&
        likeness->cover >= lists->at.answer_cover_far) {
        *by = "the same words in a later report";
        return 0.58 + 0.1 * likeness->cover;
    }
    if (pair->to && pair->around.common >= 3 &&
        pair->around.cover >= lists->at.answer_cover_far) {
        *by = "the words of the sentence that asks, in a later report";
        return 0.58 + 0.1 * pair->around.cover;
    }
    if (pair->to && pair->from && likeness->common >= 1 &&
        likeness->cover >= 0.9) {
        *by = "all its words are those of what the same side asked";
        return 0.6;
    }
    return judge_meaning(lists, pair, by);
}

/* An offer, a promise or a deed answers only what was asked of who makes it. */
static bool answers_by_type(const struct ties_lists *lists,
                            const struct pair *pair)
{
    bool offer = pair->act->class == GIST_OFFER;
    bool near = (double)pair->gap <= lists->at.answer_near;

    if (offer) {
        return pair->report && pair->after && pair->to &&
               ((pair->from && !pair->empty) ||
                (pair->act->back & BACK_INSTEAD) != 0) &&
               pair->ask->class == GIST_DEMAND;
    }
    if (is_type(pair->act, "concede")) {
        return pair->to || (pair->from && pair->back);
    }
    return !is_type(pair->act, "promise") ||
           (pair->to && (!pair->report || (pair->after && near)));
}

static double judge_sides(const struct ties_lists *lists,
                          const struct pair *pair, const char **by)
{
    double pointing;

    if (!answers_by_type(lists, pair)) {
        return 0;
    }
    if (!pair->report) {
        return judge_later(lists, pair, by);
    }
    pointing = judge_pointing(lists, pair, by);
    return pointing > 0 ? pointing : judge_words(lists, pair, by);
}

/* Who asked takes it back. */
static double judge_own(const struct ties_lists *lists, const struct pair *pair,
                        const char **by)
{
    const struct likeness *likeness = &pair->likeness;

    if (!gives_up(pair->act) ||
        !codes_meet(&pair->ask->actor, &pair->act->actor)) {
        return 0;
    }
    if (holds(pair)) {
        *by = "takes back what it names";
        return 0.85;
    }
    if (likeness->common >= 2 &&
        likeness->cover >= lists->at.answer_cover_back) {
        *by = "takes back what was asked, in its words";
        return 0.65 + 0.1 * likeness->cover;
    }
    if (pair->noun && likeness->common >= 1 &&
        pair->meant >= lists->at.answer_meant_back) {
        *by = "takes back what was asked, by its meaning";
        return 0.6 + 0.1 * pair->meant;
    }
    return 0;
}

static enum answer_how how_of(const struct gist *act)
{
    bool maybe = (act->flags & GIST_CONDITIONAL) != 0;

    if ((act->flags & GIST_NEGATED) != 0) {
        return ANSWER_DEFER; /* "has not said yes" */
    }
    return is_type(act, "accept-in-part") ? ANSWER_PART
           : is_type(act, "accept") || is_type(act, "promise")
               ? maybe ? ANSWER_PART : ANSWER_YES
           : is_type(act, "counter") || act->class == GIST_OFFER
               ? ANSWER_COUNTER
           : is_type(act, "defer")   ? ANSWER_DEFER
           : is_type(act, "concede") ? ANSWER_FULFILLED
                                     : ANSWER_NO;
}

struct answer answer_judge(const struct ties_lists *lists,
                           const struct gist *ask, const struct gist *act)
{
    struct pair pair;
    struct answer answer = {.by = ""};

    if (!answer_is_ask(ask) || !answer_is_answer(act)) {
        return answer;
    }
    pair = look_at(lists, ask, act);
    if (!time_fits(lists, &pair)) {
        return answer;
    }
    answer.how = how_of(act);
    answer.score = sides_fit(&pair) ? judge_sides(lists, &pair, &answer.by) : 0;
    if (answer.score == 0) {
        answer.score = judge_own(lists, &pair, &answer.by);
        answer.how = (act->back & BACK_INSTEAD) != 0 ? ANSWER_SUPERSEDED
                                                     : ANSWER_WITHDRAWN;
    }
    if (answer.score == 0) {
        return answer;
    }
    answer.to = pair.to;
    answer.from = pair.from;
    answer.issue = pair.issue;
    answer.common = pair.likeness.common;
    answer.score += 0.03 * (pair.to + pair.from + pair.issue);
    answer.score = answer.score < lists->at.answer_least ? 0 : answer.score;
    return answer;
}

bool answer_better(const struct answer *a, const struct gist *ask,
                   const struct answer *b, const struct gist *other)
{
    if (a->score != b->score) {
        return a->score > b->score;
    }
    if (ask->day != other->day) {
        return ask->day > other->day;
    }
    return ask->id > other->id;
}

void answer_why(const struct answer *answer, struct buf *out)
{
    buf_add_str(out, answer->by);
    if (answer->common != 0) {
        buf_printf(out, "; %zu telling word%s in common", answer->common,
                   answer->common == 1 ? "" : "s");
    }
    buf_add_str(out, answer->to ? "; by whom it was asked of" : "");
    buf_add_str(out, answer->from ? "; towards who had asked" : "");
    buf_add_str(out, answer->issue ? "; the same issue" : "");
}
