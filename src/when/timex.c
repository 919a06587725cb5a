#include "when/timex.h"

#include "when/calendar.h"
#include "when/read.h"
#include "when/tense.h"

#include <stdlib.h>

const char *when_type_name(enum when_type type)
{
    static const char *const name[] = {"DATE", "TIME", "DURATION", "SET"};

    return name[type];
}

static const struct when_sense *sense_in(const struct when_atom *atom,
                                         enum when_class class)
{
    const struct when_sense *sense = atom->sense;

    while (sense != NULL && sense->class != class) {
        sense = sense->next;
    }
    return sense;
}

/* A text is a narrative when it names many years and most of them lie away
 * from its own day, and it seldom says "today" or "on Monday". */
static void judge(struct when_context *context, const struct when_atoms *atoms)
{
    size_t far = 0;
    size_t near = 0;
    size_t before_christ = 0;

    for (size_t i = 0; i < atoms->len; i++) {
        const struct when_atom *atom = &atoms->atom[i];
        const struct when_sense *era = sense_in(atom, WHEN_ERA);

        if (atom->kind == ATOM_NUMBER && atom->digits == 4 &&
            atom->number >= 1500 && atom->number <= 2100 &&
            (i == 0 || !slice_is(atoms->atom[i - 1].word, "$"))) {
            if (context->ref.precision == DATE_NONE ||
                labs(atom->number - context->ref.year) > 1) {
                far++;
            } else {
                near++;
            }
        } else if (era != NULL && era->number < 0 && atom->capital) {
            before_christ++;
        } else if ((sense_in(atom, WHEN_WEEKDAY) != NULL && atom->capital) ||
                   sense_in(atom, WHEN_DAY) != NULL) {
            near++;
        }
    }
    far += before_christ;
    context->narrative =
        context->ref.precision == DATE_NONE || (far >= 8 && far > 3 * near);
    context->bc = before_christ >= 3;
}

/* The room needed: an expression has a word of the tables or a number. */
static size_t most_expressions(const struct when_atoms *atoms,
                               const struct when_words *words)
{
    size_t count = 1;

    for (size_t i = 0; i < atoms->len; i++) {
        const struct when_atom *atom = &atoms->atom[i];

        count += atom->kind == ATOM_NUMBER || atom->sense != NULL ||
                 when_phrase_begins(words, atom->word);
    }
    return count;
}

/* Not "the worst in two weeks", "the first meeting in ten years". */
static bool leads_ahead(const struct when_atoms *atoms,
                        const struct when_context *context, size_t in)
{
    for (size_t i = in; context->tense == TENSE_NONE && i > 0 && i + 5 > in;
         i--) {
        struct slice word = atoms->atom[i - 1].word;

        if (atoms->atom[i - 1].kind == ATOM_BREAK) {
            break;
        }
        if (slice_ends(word, "st") || slice_is(word, "only") ||
            slice_is(word, "time") || slice_is(word, "second") ||
            slice_is(word, "third") || slice_is(word, "once") ||
            slice_is(word, "within")) {
            return false;
        }
    }
    return context->tense == TENSE_AHEAD || context->tense == TENSE_NONE;
}

/* "will meet in two weeks": an amount that leads to a day. */
static void lead_in(const struct when_atoms *atoms,
                    const struct when_context *context, struct when_expr *expr)
{
    size_t first = expr->atom.start;

    if (expr->type == WHEN_DURATION && expr->amounts > 0 && first > 0 &&
        leads_ahead(atoms, context, first - 1) && !context->narrative &&
        expr->phrase == NULL && slice_is(atoms->atom[first - 1].word, "in") &&
        !slice_is(atoms->atom[first].word, "the") &&
        expr->amount[0].unit >= UNIT_DAY && !expr->amount[0].some) {
        expr->type = WHEN_DATE;
        expr->direction = 1;
        expr->base = BASE_NOW;
    }
}

/* The end of a range of days lies behind its beginning: "from next Monday to
 * Friday". */
static void in_order(const struct when_atoms *atoms,
                     const struct when_expr *before,
                     const struct when_value *from, struct when_expr *expr)
{
    size_t first = expr->atom.start;

    if (expr->weekday != 0 && expr->day == 0 && expr->of == NULL &&
        expr->base == BASE_NONE && expr->type == WHEN_DATE && first > 0 &&
        before->atom.end + 1 == first && from->day > 0 &&
        (before->weekday != 0 || before->base != BASE_NONE) &&
        (slice_is(atoms->atom[first - 1].word, "to") ||
         slice_is(atoms->atom[first - 1].word, "through") ||
         slice_is(atoms->atom[first - 1].word, "until") ||
         slice_is(atoms->atom[first - 1].word, "till") ||
         slice_is(atoms->atom[first - 1].word, "-"))) {
        expr->base = BASE_THEN;
        expr->step = 1;
    }
}

/* An hour or a part of the day whose day is not said. */
static bool lacks_day(const struct when_expr *expr)
{
    return (expr->clock || expr->daypart.ptr != NULL) && expr->of == NULL &&
           expr->phrase == NULL && expr->weekday == 0 && expr->day == 0 &&
           expr->unit == UNIT_NONE && expr->base == BASE_NONE;
}

/* The day, month or year of a value. */
static struct date date_of(const struct when_expr *expr,
                           const struct when_value *value)
{
    struct date date = {DATE_YEAR, value->year, 0, 0};

    if ((expr->type != WHEN_DATE && expr->type != WHEN_TIME) ||
        value->year_span != 1 || value->bc || value->year < 1000 ||
        value->year > 2999 || lacks_day(expr)) {
        return (struct date){0};
    }
    if (value->week > 0) {
        date = date_from_day(calendar_week_day(value->year, value->week));
        date.precision = DATE_MONTH;
        date.day = 0;
    } else if (value->month > 0) {
        date.precision = value->day > 0 ? DATE_DAY : DATE_MONTH;
        date.month = value->month;
        date.day = value->day > 0 ? value->day : 0;
    }
    return date_ok(date) ? date : (struct date){0};
}

/* The tense of the verb over an expression; "closed until Friday" looks
 * ahead. */
static enum when_tense tense_over(const struct analysis *doc,
                                  const struct when_atom *atom,
                                  const struct when_expr *expr)
{
    struct span at = expr->atom;

    if (expr->weekday != 0 && at.start > 0 &&
        slice_is(atom[at.start - 1].word, "until")) {
        return TENSE_AHEAD;
    }
    return when_tense(doc, atom[at.start].token, atom[at.end - 1].token);
}

static struct timex timex_of(const struct when_expr *expr,
                             const struct when_value *value,
                             const struct when_atom *atom)
{
    const struct when_atom *first = &atom[expr->atom.start];
    const struct when_atom *last = &atom[expr->atom.end - 1];

    return (struct timex){.text = {first->start, last->end},
                          .token = {first->token, last->token + 1U},
                          .type = expr->type,
                          .precision = when_precision(expr, value),
                          .date = date_of(expr, value)};
}

struct timexes timex_find(const struct when_words *words,
                          const struct analysis *doc,
                          struct when_setting *setting, struct arena *arena)
{
    struct when_atoms atoms = when_atoms_of(doc, words, arena);
    struct when_reader reader = {.doc = doc,
                                 .words = words,
                                 .atom = atoms.atom,
                                 .len = atoms.len,
                                 .arena = arena};
    struct when_context context = {.ref = setting->ref, .then = setting->then};
    struct timexes out = {
        arena_alloc(arena, most_expressions(&atoms, words), sizeof *out.timex),
        0};
    struct when_expr expr;
    struct when_expr before = {0};
    struct when_value value = {0};

    judge(&context, &atoms);
    while (when_next(&reader, &expr)) {
        char text[WHEN_VALUE_BYTES];

        context.tense = tense_over(doc, atoms.atom, &expr);
        lead_in(&atoms, &context, &expr);
        in_order(&atoms, &before, &value, &expr);
        before = expr;
        (void)when_value(&expr, &context, atoms.atom, &value, text);
        out.timex[out.len] = timex_of(&expr, &value, atoms.atom);
        out.timex[out.len++].value = arena_strdup(arena, text);
        if (value.year_span == 1) {
            context.then = value;
        }
    }
    setting->then = context.then;
    return out;
}
