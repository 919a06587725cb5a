/* Which actor a name or a description stands for. */
#include "acts/mention_parts.h"

static void note_all(struct finder *finder);
static void resolve(struct finder *finder, size_t at);

void actors_resolve(struct finder *finder)
{
    note_all(finder);
    for (size_t i = 0; i < finder->len; i++) {
        if (finder->draft[i].is.kind == MENTION_ACTOR &&
            !finder->draft[i].dropped) {
            resolve(finder, i);
        }
    }
}

/* A name that can only be one actor. */
static const struct actor *sure_actor(const struct draft *draft)
{
    if (draft->is.kind != MENTION_ACTOR || draft->is.use == NAME_COMMON) {
        return NULL;
    }
    if (draft->readings != 1 || draft->reading[0].use == NAME_PLACE) {
        return NULL;
    }
    return draft->reading[0].actor;
}

/* An organ names its whole, too: the Commission the EU. */
static void note(struct map *map, const struct actor *actor, size_t at,
                 bool first)
{
    const char *const code[] = {actor->code, actor->part_of};

    for (size_t i = 0; i < 2 && code[i] != NULL; i++) {
        bool added;
        uintptr_t *place = map_put(map, slice_of(code[i]), &added);

        if (added || !first) {
            *place = at + 1;
        }
    }
}

static void note_all(struct finder *finder)
{
    for (size_t i = 0; i < finder->len; i++) {
        const struct actor *actor = sure_actor(&finder->draft[i]);

        if (actor != NULL) {
            note(&finder->ever, actor, i, true);
        }
    }
}

/* Of several actors the one that the report names without doubt and last
 * before, else anywhere, else the best known; what only tells a place never
 * acts. */
static const struct actor *choose_reading(const struct finder *finder,
                                          const struct draft *draft)
{
    const struct actor *first = NULL;
    const struct actor *ever = NULL;
    const struct actor *last = NULL;
    uintptr_t nearest = 0;

    for (size_t i = 0; i < draft->readings; i++) {
        const struct name_hit *hit = &draft->reading[i];
        struct slice code = slice_of(hit->actor->code);
        const uintptr_t *place = map_get(&finder->named, code);

        if (hit->use == NAME_PLACE) {
            continue;
        }
        first = first != NULL ? first : hit->actor;
        if (ever == NULL && map_get(&finder->ever, code) != NULL) {
            ever = hit->actor;
        }
        if (place != NULL && *place > nearest) {
            nearest = *place;
            last = hit->actor;
        }
    }
    return last != NULL ? last : ever != NULL ? ever : first;
}

/* "the alliance": of its readings the one that was named last, or first. */
static const struct actor *choose_common(const struct finder *finder,
                                         const struct draft *draft,
                                         size_t *antecedent)
{
    const struct actor *best = NULL;

    for (size_t i = 0; i < draft->readings; i++) {
        const struct actor *actor = draft->reading[i].actor;
        const uintptr_t *place = map_get(&finder->named, slice_of(actor->code));

        if (place != NULL && (best == NULL || *place - 1 > *antecedent)) {
            best = actor;
            *antecedent = *place - 1;
        }
    }
    for (size_t i = 0; i < draft->readings && best == NULL; i++) {
        const struct actor *actor = draft->reading[i].actor;
        const uintptr_t *place = map_get(&finder->ever, slice_of(actor->code));

        if (place != NULL) {
            best = actor;
            *antecedent = *place - 1;
        }
    }
    return best;
}

/* "the alliance", "the Alliance" and "an alliance diplomat", not "an
 * alliance". */
static bool is_description(const struct finder *finder,
                           const struct draft *draft)
{
    const struct analysis *doc = &finder->document->doc[draft->is.passage];
    struct slice word = token_text(doc, draft->named_end - 1);

    return draft->definite ||
           label_in(doc->token[draft->is.head].dep, "compound poss nmod") ||
           (draft->named_end - 1 != 0 && word.len != 0 && word.ptr[0] >= 'A' &&
            word.ptr[0] <= 'Z');
}

static void resolve(struct finder *finder, size_t at)
{
    struct draft *draft = &finder->draft[at];
    const struct actor *actor;

    if (draft->is.use == NAME_COMMON) {
        size_t antecedent = 0;

        actor = choose_common(finder, draft, &antecedent);
        if (actor == NULL || !is_description(finder, draft)) {
            draft->dropped = true;
            return;
        }
        draft->is.antecedent = (long)antecedent;
    } else {
        actor = choose_reading(finder, draft);
        if (actor != NULL && sure_actor(draft) == NULL) {
            note(&finder->named, actor, at, false);
        }
    }
    if (sure_actor(draft) != NULL) {
        note(&finder->named, sure_actor(draft), at, false);
    }
    draft->is.name = actor != NULL ? actor->name : NULL;
    draft->is.of = actor != NULL ? actor->code : NULL;
    if (actor == NULL || draft->local) {
        draft->is.kind = MENTION_NAME; /* a place, nobody who acts */
        return;
    }
    draft->is.code[0] = actor->code;
    draft->is.codes = 1;
}
