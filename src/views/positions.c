#include "views/positions.h"

#include "base/map.h"
#include "base/mem.h"
#include "views/wording.h"

#include <stdlib.h>

/* Acts of one field that are looked at, how many are asked for at once; days
 * within which giving and refusing contradict each other; words of a quote
 * that say anything; terms of one field; fields that are looked up at once;
 * issues that one act takes a position on. */
enum {
    LOOKED = 96,
    PAGE = 12,
    WEEK = 7,
    TELLING = 3,
    TERMS = 8,
    CELLS = 64,
    SPREAD = 4
};

static const char *const state_name[] = {
#define X(constant, name) [constant] = (name),
    POSITION_STATE_MAP(X)
#undef X
};

const char *position_state_name(enum position_state state)
{
    return state_name[state];
}

struct work {
    struct record *record;
    const struct positions_wish *wish;
    struct arena *arena;
    struct err *err;
    struct position *position; /* so far */
    size_t positions;
    size_t cap;
};

/* The acts of one field as they come in. */
struct field {
    struct act_row *act[LOOKED];
    size_t acts;
    struct survey_page page;
    bool all; /* there are no more */
};

static const struct stance *stance_of(const struct work *work,
                                      const struct act_row *act)
{
    return stances_of(work->wish->stances, act->type);
}

/* Whether the act takes a position on the issue it stands under: not one
 * without a stance of its own, nor one whose words touch on so many issues
 * that they are about none in particular. */
static bool takes_position(const struct stance *stance,
                           const struct act_row *act)
{
    return stance != NULL && stance->side != SIDE_NONE && act->issues <= SPREAD;
}

static bool load_more(struct work *work, const struct survey_cell *cell,
                      struct field *field)
{
    struct survey_acts more;

    if (!survey_standing(work->record, cell, &field->page, work->arena, &more,
                         work->err)) {
        return false;
    }
    for (size_t i = 0; i < more.acts && field->acts < LOOKED; i++) {
        field->act[field->acts++] = &more.act[i];
    }
    field->all = more.acts < PAGE || field->acts == LOOKED;
    return true;
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The act that speaks for the latest day: what is stated before what is
 * inferred, then the greatest weight, then the latest. */
static const struct act_row *decisive(const struct work *work,
                                      const struct field *field)
{
    const struct act_row *best = NULL;
    int most = -1;

    for (size_t i = 0; i < field->acts; i++) {
        const struct act_row *act = field->act[i];
        const struct stance *stance = stance_of(work, act);
        int weight;

        if (!takes_position(stance, act)) {
            continue;
        }
        if (best != NULL && !same_text(best->date.value, act->date.value)) {
            break;
        }
        weight = stance->weight + (stance->inferred ? 0 : 10);
        if (weight > most) {
            most = weight;
            best = act;
        }
    }
    return best;
}

/* The acts of the same side as `best`, back to the first of another one that
 * weighs as much as a statement; `*broken` tells whether there was one. */
static void find_run(const struct work *work, const struct field *field,
                     const struct act_row *best, struct stand *stand,
                     bool *broken)
{
    enum stance_side side = stance_of(work, best)->side;

    stand->run = arena_alloc(work->arena, field->acts, sizeof best);
    *broken = false;
    for (size_t i = 0; i < field->acts && !*broken; i++) {
        const struct act_row *act = field->act[i];
        const struct stance *stance = stance_of(work, act);

        if (!takes_position(stance, act)) {
            continue;
        }
        if (stance->side == side) {
            stand->run[stand->runs++] = act;
        } else if (stand->runs != 0 &&
                   !same_text(act->date.value, best->date.value)) {
            *broken = stance->weight >= stance_of(work, best)->weight;
        }
    }
}

/* Words that can stand alone: an act's own, whole. */
static size_t words_in(struct slice text)
{
    size_t words = 0;

    for (size_t i = 0; i < text.len; i++) {
        words += !slice_blank(text.ptr[i]) &&
                 (i == 0 || slice_blank(text.ptr[i - 1]));
    }
    return words;
}

/* The shortest words of the run that still say something; of the actor's own
 * mouth before a reporter's. */
static const struct act_row *shortest(const struct stand *stand)
{
    const struct act_row *best = stand->act;
    size_t least = (size_t)-1;

    for (size_t i = 0; i < stand->runs; i++) {
        const struct act_row *act = stand->run[i];
        size_t len = act->text.exact.len + (act->quote == NULL ? 1000 : 0);

        if (strcmp(act->type, stand->act->type) == 0 && len < least &&
            words_in(act->text.exact) >= TELLING) {
            least = len;
            best = act;
        }
    }
    return best;
}

/* The date of the latest or earliest act of the run that has one. */
static const char *run_date(const struct stand *stand, bool latest)
{
    const char *date = NULL;

    for (size_t i = 0; i < stand->runs; i++) {
        const char *value = stand->run[i]->date.value;

        if (value != NULL && (date == NULL || !latest)) {
            date = value;
        }
    }
    return date;
}

/* Whether two acts lie within a week; undated ones may. */
static bool close_in_time(const struct act_row *a, const struct act_row *b)
{
    struct date x = date_parse(slice_of(a->date.value));
    struct date y = date_parse(slice_of(b->date.value));

    return x.precision == DATE_NONE || y.precision == DATE_NONE ||
           (date_first_day(x) - date_last_day(y) <= WEEK &&
            date_first_day(y) - date_last_day(x) <= WEEK);
}

static bool opposed(enum stance_side a, enum stance_side b)
{
    return (a == SIDE_YES && b == SIDE_NO) || (a == SIDE_NO && b == SIDE_YES);
}

/* An act that gives what the decisive one refuses, or the other way round, in
 * words that agree; NULL if there is none. */
static const struct act_row *find_against(const struct work *work,
                                          const struct field *field,
                                          const struct act_row *best)
{
    enum stance_side side = stance_of(work, best)->side;
    struct wording words = wording_of(best->text.exact, work->arena);

    if (side != SIDE_YES && side != SIDE_NO) {
        return NULL;
    }
    for (size_t i = 0; i < field->acts; i++) {
        const struct act_row *act = field->act[i];
        const struct stance *stance = stance_of(work, act);
        struct wording other;

        if (!takes_position(stance, act) || !opposed(side, stance->side) ||
            strcmp(act->type, "deny") == 0 || !close_in_time(act, best)) {
            continue;
        }
        other = wording_of(act->text.exact, work->arena);
        if (wording_same(&words, &other)) {
            return act;
        }
    }
    return NULL;
}

static bool count_run(struct work *work, struct stand *stand)
{
    const char **id = arena_alloc(work->arena, stand->runs, sizeof *id);

    for (size_t i = 0; i < stand->runs; i++) {
        id[i] = stand->run[i]->id;
    }
    return stand->runs == 0 ||
           survey_count(work->record, id, stand->runs, &stand->told, work->err);
}

/* How the field stood on `until`. */
static bool find_stand(struct work *work, const struct survey_cell *cell,
                       struct date until, struct stand *stand)
{
    struct field field = {.page = {.until = until, .count = PAGE}};
    bool broken = false;

    *stand = (struct stand){0};
    do {
        if (!load_more(work, cell, &field)) {
            return false;
        }
        stand->act = decisive(work, &field);
        stand->runs = 0;
        if (stand->act != NULL) {
            find_run(work, &field, stand->act, stand, &broken);
        }
    } while (!broken && !field.all);
    if (stand->act == NULL) {
        return true;
    }
    stand->stance = stance_of(work, stand->act)->word;
    stand->quote = shortest(stand);
    stand->since = run_date(stand, false);
    stand->last = run_date(stand, true);
    stand->since_earlier = !broken && field.acts == LOOKED;
    stand->against = find_against(work, &field, stand->act);
    stand->state = POSITION_STATED;
    if (stance_of(work, stand->act)->inferred) {
        stand->state = POSITION_INFERRED;
    } else if (stand->against != NULL) {
        stand->state = POSITION_CONFLICTING;
    }
    return true;
}

/* --- terms --- */

static bool has_term(const struct position *position,
                     const struct figure *figure)
{
    for (size_t i = 0; i < position->terms; i++) {
        const struct figure *known = &position->term[i].figure;

        if (known->low == figure->low && known->high == figure->high &&
            strcmp(known->unit, figure->unit) == 0) {
            return true;
        }
    }
    return false;
}

/* The numbers in the words of the run, the latest first. */
static void find_terms(const struct work *work, struct position *position)
{
    const struct stand *stand = &position->now;

    position->term = arena_alloc(work->arena, TERMS, sizeof *position->term);
    for (size_t i = 0; i < stand->runs; i++) {
        struct slice text = stand->run[i]->text.exact;
        struct figure figure[TERMS];
        size_t figures = figures_find(work->wish->figures, text, figure, TERMS);

        for (size_t j = 0; j < figures && position->terms < TERMS; j++) {
            if (!has_term(position, &figure[j])) {
                position->term[position->terms++] = (struct position_term){
                    slice_cut(text, figure[j].at), figure[j], stand->run[i]};
            }
        }
    }
}

/* --- all of them --- */

static bool fill(struct work *work, const struct survey_cell *cell,
                 struct position *position)
{
    const struct positions_wish *wish = work->wish;

    *position = (struct position){.issue = cell->issue, .actor = cell->actor};
    if (!find_stand(work, cell, wish->as_of, &position->now) ||
        (wish->vs.precision != DATE_NONE &&
         !find_stand(work, cell, wish->vs, &position->before))) {
        return false;
    }
    find_terms(work, position);
    position->changed =
        wish->vs.precision != DATE_NONE &&
        (position->now.state != position->before.state ||
         !same_text(position->now.stance, position->before.stance));
    return true;
}

/* The next value of a list; false at its end. */
static bool next_value(const char **list, struct arena *arena,
                       const char **value)
{
    const char *at = *list + strspn(*list, ", ");
    size_t len = strcspn(at, ", ");

    *value = arena_copy(arena, (struct slice){at, len}).ptr;
    *list = at + len;
    return len != 0;
}

/* Whether the field belongs to the answer. */
static bool is_wanted(const struct work *work, const struct position *position)
{
    const struct query *query = work->wish->query;

    if (work->wish->changed) {
        return position->changed && position->now.act != NULL;
    }
    return (query->issue != NULL && query->actor != NULL) ||
           position->now.act != NULL || position->before.act != NULL;
}

static bool is_full(const struct work *work)
{
    size_t limit = work->wish->query->limit;

    return limit != 0 && work->positions == limit;
}

static bool fill_some(struct work *work, const struct survey_cell *cell,
                      size_t cells)
{
    for (size_t i = 0; i < cells && !is_full(work); i++) {
        struct position next;

        if (!fill(work, &cell[i], &next)) {
            return false;
        }
        if (is_wanted(work, &next)) {
            if (!count_run(work, &next.now) || !count_run(work, &next.before)) {
                return false;
            }
            MEM_GROW(work->position, work->positions, work->cap);
            work->position[work->positions++] = next;
        }
    }
    return true;
}

static bool asked_before(const struct survey_cell *cell, size_t cells,
                         const char *issue, const char *actor)
{
    for (size_t i = 0; i < cells; i++) {
        if (strcasecmp(cell[i].issue, issue) == 0 &&
            strcasecmp(cell[i].actor, actor) == 0) {
            return true;
        }
    }
    return false;
}

/* Whoever asks for an issue and an actor by name gets the field, empty where
 * nothing is there. */
static size_t missing_cells(const struct work *work, struct survey_cell **cell,
                            size_t cells)
{
    const char *issues = work->wish->query->issue;
    struct survey_cell *all = NULL;
    size_t len = 0, cap = 0;
    const char *issue, *actor;

    if (issues == NULL || work->wish->query->actor == NULL) {
        return cells;
    }
    for (; len < cells; len++) {
        MEM_GROW(all, len, cap);
        all[len] = (*cell)[len];
    }
    while (next_value(&issues, work->arena, &issue)) {
        const char *actors = work->wish->query->actor;

        while (next_value(&actors, work->arena, &actor)) {
            if (!asked_before(all, len, issue, actor)) {
                MEM_GROW(all, len, cap);
                all[len++] = (struct survey_cell){issue, actor};
            }
        }
    }
    *cell = arena_dup(work->arena, all, len, sizeof *all);
    free(all);
    return len;
}

/* Whoever asks for an issue and an actor gets all fields at once, the others
 * as many as a page needs. */
static bool fill_all(struct work *work)
{
    const struct query *query = work->wish->query;
    bool named = query->issue != NULL && query->actor != NULL;
    struct survey_wish wish = {.query = query, .most = named ? 0 : CELLS};
    struct survey_cells found;
    struct survey_cell last;

    do {
        struct survey_cell *cell;
        size_t cells;

        if (!survey_cells(work->record, &wish, work->arena, &found,
                          work->err)) {
            return false;
        }
        if (found.cells != 0) {
            last = found.cell[found.cells - 1];
            wish.after = &last;
        }
        cell = found.cell;
        cells = missing_cells(work, &cell, found.cells);
        if (!fill_some(work, cell, cells)) {
            return false;
        }
    } while (!named && found.cells == CELLS && !is_full(work));
    return true;
}

bool positions_load(struct record *record, const struct positions_wish *wish,
                    struct arena *arena, struct positions *positions,
                    struct err *err)
{
    struct work work = {
        .record = record, .wish = wish, .arena = arena, .err = err};
    struct record_span span;
    char day[16];
    bool ok;

    *positions = (struct positions){0};
    if (!survey_span(record, wish->as_of, arena, &span, err)) {
        return false;
    }
    positions->reports = span.reports;
    positions->as_of = wish->as_of.precision != DATE_NONE
                           ? arena_strdup(arena, date_format(wish->as_of, day))
                           : span.last;
    positions->vs = wish->vs.precision != DATE_NONE
                        ? arena_strdup(arena, date_format(wish->vs, day))
                        : NULL;
    ok = fill_all(&work);
    positions->position =
        arena_dup(arena, work.position, work.positions, sizeof *work.position);
    positions->positions = ok ? work.positions : 0;
    free(work.position);
    return ok;
}
