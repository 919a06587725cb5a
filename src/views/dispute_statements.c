#include "views/dispute_statements.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

/* Statements that one is compared with at most; days between two reports of
 * one thing; common words that make it one thing, by number, weight and share
 * of the shorter and of both; words that name it; letters of a value. */
enum {
    LIKE = 64,
    NEAR = 4,
    TELLING = 3,
    PLAIN = 2,
    SLOT_NAMES = 4,
    VALUE = 120
};
static const double cover_least = .6;
static const double alike_least = .35;

static const char *const about[SLOTS] = {[SLOT_DATE] = "date",
                                         [SLOT_PLACE] = "place",
                                         [SLOT_WHO] = "who",
                                         [SLOT_ATTRIBUTION] = "attribution",
                                         [SLOT_CLAIM] = "claim"};

bool statement_marked(const struct statement *statement, enum mark mark)
{
    return ((statement->marks | statement->aside) & MARK_BIT(mark)) != 0;
}

struct slice statement_days(const struct statement *statement,
                            struct arena *arena)
{
    char first[16], last[16], text[48];

    (void)date_format(date_from_day(statement->first), first);
    (void)date_format(date_from_day(statement->last), last);
    (void)snprintf(text, sizeof text,
                   statement->first == statement->last ? "%s" : "%s to %s",
                   first, last);
    return slice_of(arena_strdup(arena, text));
}

/* Whether stem `number` of `a` is among the SLOT_NAMES weightiest that both
 * have. */
static bool is_weighty(const struct statement *a, const struct statement *b,
                       size_t number)
{
    size_t heavier = 0;
    bool both = false;

    for (size_t i = 0; i < a->stems; i++) {
        for (size_t j = 0; j < b->stems; j++) {
            if (a->stem[i].stem != b->stem[j].stem) {
                continue;
            }
            both = both || i == number;
            heavier +=
                a->stem[i].weight > a->stem[number].weight ||
                (a->stem[i].weight == a->stem[number].weight && i < number);
        }
    }
    return both && heavier < SLOT_NAMES;
}

/* "date: border, Kampala, sea, talks": what both speak of. */
static const char *name_slot(struct dispute *dispute, const struct pair *pair,
                             enum slot slot)
{
    const struct statement *a = &pair->a->statement;
    struct buf name = {0};
    const char *kept;
    const char *mark = ": ";

    buf_add_str(&name, pair->copies         ? "bent in retelling"
                       : slot == SLOT_CLAIM ? "how it was meant"
                                            : about[slot]);
    for (size_t i = 0; i < a->stems; i++) {
        if (is_weighty(a, &pair->b->statement, i)) {
            buf_add_str(&name, mark);
            buf_add_slice(&name, a->stem[i].word);
            mark = ", ";
        }
    }
    kept = arena_strdup(dispute->arena, name.ptr);
    buf_release(&name);
    return kept;
}

static struct claim claim_of(struct dispute *dispute, const struct told *told,
                             enum slot slot, struct slice value)
{
    struct slice sentence = slice_of(told->text);

    return (struct claim){
        .source = told->source,
        .sentence = {told->at, arena_copy(dispute->arena, sentence)},
        .value = arena_copy(dispute->arena, value),
        .conflict = told->conflict[slot]};
}

void dispute_pair(struct dispute *dispute, const struct pair *pair,
                  enum slot slot, struct slice value_a, struct slice value_b)
{
    struct claim a = claim_of(dispute, pair->a, slot, value_a);
    struct claim b = claim_of(dispute, pair->b, slot, value_b);

    dispute_add(dispute, &a, &b, about[slot], name_slot(dispute, pair, slot));
    pair->a->conflict[slot] = a.conflict;
    pair->b->conflict[slot] = b.conflict;
}

/* --- which statements are compared --- */

static bool repeats(const struct source *a, const struct source *b)
{
    return (a->copy_of != NULL && strcmp(a->copy_of, b->id) == 0) ||
           (b->copy_of != NULL && strcmp(b->copy_of, a->id) == 0);
}

static struct pair pair_of(struct told *a, struct told *b)
{
    struct pair pair = {.a = a,
                        .b = b,
                        .shared = statement_share(&a->statement, &b->statement),
                        .copies = repeats(a->source, b->source)};

    pair.one_thing = !pair.copies && pair.shared.telling >= TELLING &&
                     pair.shared.plain >= PLAIN &&
                     pair.shared.cover >= cover_least &&
                     pair.shared.alike >= alike_least;
    return pair;
}

static void compare(struct dispute *dispute, struct told *a, struct told *b)
{
    static bool (*const look[SLOTS])(struct dispute *, const struct pair *) = {
        [SLOT_DATE] = dispute_date,
        [SLOT_PLACE] = dispute_place,
        [SLOT_WHO] = dispute_who,
        [SLOT_ATTRIBUTION] = dispute_attribution,
        [SLOT_CLAIM] = dispute_meaning};
    struct pair pair = pair_of(a, b);
    bool same = strcmp(a->source->origin, b->source->origin) == 0;

    if (a->source == b->source || (same && !pair.copies) ||
        sources_apart(a->source, b->source) > NEAR) {
        return;
    }
    for (size_t slot = 0; slot < SLOTS; slot++) {
        bool wanted = !pair.copies || slot == SLOT_CLAIM;

        if (wanted && b->conflict[slot] == 0 && look[slot](dispute, &pair)) {
            return;
        }
    }
}

/* Whether it has anything that can be contradicted: a day, a place, a person,
 * one side's deed. */
static bool says_something(const struct statement *statement)
{
    return statement->stems >= TELLING &&
           (statement->dated || statement->places == 1 ||
            statement->people != 0 ||
            ((statement->marks & MARK_BIT(MARK_SOLE)) != 0 &&
             statement->actors != 0));
}

void dispute_statement(struct dispute *dispute, const struct source *source,
                       struct span at, struct slice sentence)
{
    struct told *like[LIKE];
    struct told told = {.source = source, .at = at};
    struct told *kept;
    size_t count;

    if (dispute->wish->statements.actors == NULL) {
        return;
    }
    told.text = mem_copy(sentence.ptr, sentence.len);
    statement_read(&dispute->wish->statements,
                   (struct slice){told.text, sentence.len}, source->date,
                   &told.statement);
    if (!says_something(&told.statement)) {
        free(told.text);
        return;
    }
    kept = shelf_take(dispute->shelf);
    *kept = told;
    count = shelf_place(dispute->shelf, like, LIKE);
    for (size_t i = 0; i < count; i++) {
        compare(dispute, like[i], kept);
    }
}
