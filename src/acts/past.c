#include "acts/past.h"

#include "base/ascii.h"

enum { CLIMB = 32, OLD_DAYS = 300 };

uint32_t past_verb_above(const struct scene *scene, struct span date)
{
    const struct tree *tree = &scene->tree;
    uint32_t at = (uint32_t)date.start;

    for (int i = 0; i < CLIMB && at != TREE_NONE; i++) {
        bool inside = at >= date.start && at < date.end;

        if (tree_is_pos(tree, at, "VERB AUX")) {
            return at;
        }
        if (!inside && !tree_is_pos(tree, at, "ADP ADV SCONJ")) {
            return TREE_NONE;
        }
        at = tree_head(tree, at);
    }
    return TREE_NONE;
}

/* Whether a year is written out: "May 2014", not "last May". */
static bool names_year(struct slice text)
{
    size_t digits = 0;

    for (size_t i = 0; i < text.len && digits < 4; i++) {
        digits = ascii_is_digit(text.ptr[i]) ? digits + 1 : 0;
    }
    return digits == 4;
}

/* In a text without a date every year that is named is a past one. */
static bool is_old(const struct scene *scene, const struct timex *timex)
{
    struct date date = timex->date;
    struct date report = scene->document->date;

    if (report.precision == DATE_NONE) {
        return names_year(slice_cut(scene->doc->text, timex->text));
    }
    if (date.precision == DATE_YEAR) {
        return date.year < report.year;
    }
    return date.precision != DATE_NONE &&
           date_last_day(date) + OLD_DAYS < date_first_day(report);
}

/* Whether `at` is `verb` or stands below it. */
static bool is_below(const struct scene *scene, uint32_t at, uint32_t verb)
{
    for (int i = 0; i < CLIMB && at != TREE_NONE; i++) {
        if (at == verb) {
            return true;
        }
        at = tree_head(&scene->tree, at);
    }
    return false;
}

static bool is_past(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;

    if (tree_is_tag(tree, verb, "VBD")) {
        return true;
    }
    for (uint32_t c = tree_first_child(tree, verb); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (tree_is_dep(tree, c, "aux auxpass") &&
            tree_is_tag(tree, c, "VBD")) {
            return true;
        }
    }
    return false;
}

static bool is_dated(const struct scene *scene,
                     const struct candidate *candidate)
{
    const struct timexes *told = &scene->when[scene->passage];
    struct span sentence =
        tree_sentence_span(&scene->tree, candidate->predicate);

    for (size_t i = 0; i < told->len; i++) {
        const struct timex *timex = &told->timex[i];
        uint32_t verb;

        if (timex->token.start < sentence.start ||
            timex->token.end > sentence.end || !is_old(scene, timex)) {
            continue;
        }
        verb = past_verb_above(scene, timex->token);
        if (verb != TREE_NONE && is_past(scene, verb) &&
            (is_below(scene, candidate->predicate, verb) ||
             is_below(scene, candidate->light, verb))) {
            return true;
        }
    }
    return false;
}

const char *past_reason(const struct scene *scene,
                        const struct candidate *candidate)
{
    const struct clause *clause = &candidate->clause;

    if (is_dated(scene, candidate)) {
        return "an old date";
    }
    return !scene_is_said(scene, candidate->speech) && clause->modals == 1 &&
                   clause->verb != TREE_NONE &&
                   tree_is_tag(&scene->tree, clause->verb, "VBN") &&
                   scene_child(scene, clause->verb, "aux", "had") != TREE_NONE
               ? "the pluperfect"
               : NULL;
}
