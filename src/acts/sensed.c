#include "acts/sensed.h"

#include "acts/marks.h"
#include "base/mem.h"
#include "lore/cues.h"

#include <stdlib.h>

/* A word below this is no predicate that roles are asked of. */
#define LIKELY .02F

/* A passage while it is read. */
struct sensing {
    const struct document *document;
    const struct mentions *mentions;
    struct arena *arena;
    size_t passage;
    const struct analysis *doc;
    struct mark_pair *pair; /* bytes of the passage */
    size_t pairs;
};

/* The passage as the reader wants it. */
static struct reader_passage passage_of(const struct analysis *doc,
                                        struct arena *arena)
{
    struct span *word = arena_alloc(arena, doc->len + 1, sizeof *word);
    bool *starts = arena_alloc(arena, doc->len + 1, sizeof *starts);

    for (size_t i = 0; i < doc->len; i++) {
        word[i] = (struct span){doc->token[i].start, doc->token[i].end};
        starts[i] = doc->token[i].sent_start == 1;
    }
    return (struct reader_passage){doc->text, word, starts, doc->len};
}

/* Whether a token names somebody who could act or speak. */
static bool is_party(const struct sensing *sensing, size_t at)
{
    return sensing->mentions->of_token[sensing->passage][at] != 0 ||
           tree_is_tag(&sensing->document->tree[sensing->passage], (uint32_t)at,
                       "PRP NNP NNPS");
}

/* Whether a word may be a cue, or belong to one. */
static bool is_cue_word(const struct sensing *sensing, size_t at)
{
    const struct cues *cues = sensing->document->cues;
    struct slice lemma = sensing->doc->token[at].lemma;
    struct slice norm = sensing->doc->token[at].norm;

    return cues_find(cues, CUE_VERB, lemma) != NULL ||
           cues_find(cues, CUE_NOUN, lemma) != NULL ||
           cues_find(cues, CUE_ADJECTIVE, lemma) != NULL ||
           slice_is(norm, "according") || slice_is(norm, ":");
}

/* Whether some of a unit stands in marks of quotation. */
static bool holds_marks(const struct sensing *sensing,
                        const struct reader_unit *unit)
{
    size_t start = sensing->doc->token[unit->first].start;
    size_t end = sensing->doc->token[unit->end - 1].end;

    for (size_t i = 0; i < sensing->pairs; i++) {
        if (sensing->pair[i].at.start < end &&
            sensing->pair[i].at.end > start) {
            return true;
        }
    }
    return false;
}

/* Whether a unit can hold an act or a quote. */
static bool is_worth_reading(const struct sensing *sensing,
                             const struct reader_unit *unit)
{
    for (size_t i = unit->first; i < unit->end; i++) {
        if (is_party(sensing, i) || is_cue_word(sensing, i)) {
            return true;
        }
    }
    return holds_marks(sensing, unit);
}

/* The share of each token of a unit in a role of one predicate. */
static const float *read_role(const struct sensing *sensing,
                              const struct reader_weighed *weighed,
                              enum reader_role role, size_t predicate,
                              struct span unit)
{
    const struct document *document = sensing->document;
    float *share =
        arena_alloc(sensing->arena, unit.end - unit.start + 1, sizeof *share);
    float *of_word = arena_alloc(sensing->arena, weighed->len, sizeof *of_word);

    (void)reader_role(document->reader, document->bench, role, predicate,
                      of_word);
    for (size_t i = 0; i < weighed->len; i++) {
        share[weighed->word[i] - unit.start] = of_word[i];
    }
    return share;
}

/* What the unit that was encoded last says of acts. */
static void read_acts(const struct sensing *sensing, struct sensed *sensed,
                      struct span unit)
{
    const struct document *document = sensing->document;
    struct reader_weighed weighed;

    reader_weigh(document->reader, document->bench, &weighed);
    sensed->types = weighed.types;
    for (size_t i = 0; i < weighed.len; i++) {
        struct sensed_word *word = &sensed->word[weighed.word[i]];

        word->unit = unit;
        word->type = arena_dup(sensing->arena, weighed.type + i * weighed.types,
                               weighed.types, sizeof *word->type);
        if (1 - word->type[0] < LIKELY) {
            continue;
        }
        if (weighed.flag != NULL) {
            word->flag =
                arena_dup(sensing->arena, weighed.flag + i * READER_FLAGS,
                          READER_FLAGS, sizeof *word->flag);
        }
        for (size_t r = 0; r < READER_ROLES && weighed.roles; r++) {
            word->role[r] =
                read_role(sensing, &weighed, (enum reader_role)r, i, unit);
        }
    }
}

/* What the unit that was encoded last says of attributions. */
static void read_quotes(const struct sensing *sensing, struct sensed *sensed)
{
    const struct document *document = sensing->document;
    struct reader_found *found = &sensed->found[sensed->founds++];

    reader_attribute(document->reader, document->bench, found);
    for (size_t part = 0; part < READER_PARTS; part++) {
        found->span[part] =
            arena_dup(sensing->arena, found->span[part], found->spans[part],
                      sizeof *found->span[part]);
    }
}

/* A unit that was gathered. */
struct waiting {
    struct sensed *sensed;
    struct span unit; /* tokens */
};

/* Units that are encoded together. */
struct together {
    struct waiting *unit;
    size_t len;
    size_t cap;
};

/* Encode what was gathered, and ask. */
static void read_together(const struct sensing *sensing,
                          struct together *together)
{
    const struct document *document = sensing->document;

    reader_encode(document->reader, document->bench);
    for (size_t i = 0; i < together->len; i++) {
        struct waiting *waiting = &together->unit[i];

        reader_turn_to(document->reader, document->bench, i);
        if (reader_attributes(document->reader)) {
            read_quotes(sensing, waiting->sensed);
        }
        if (waiting->sensed->word != NULL) {
            read_acts(sensing, waiting->sensed, waiting->unit);
        }
    }
    together->len = 0;
}

static void gather(const struct sensing *sensing, struct together *together,
                   struct sensed *sensed, const struct reader_unit *unit)
{
    const struct document *document = sensing->document;

    if (!reader_gather(document->reader, document->bench, unit)) {
        read_together(sensing, together);
        (void)reader_gather(document->reader, document->bench, unit);
    }
    MEM_GROW(together->unit, together->len, together->cap);
    together->unit[together->len++] =
        (struct waiting){sensed, {unit->first, unit->end}};
}

static void read_passage(struct sensing *sensing, struct together *together,
                         struct sensed *sensed)
{
    const struct document *document = sensing->document;
    struct reader_passage passage = passage_of(sensing->doc, sensing->arena);
    const struct reader_unit *unit;
    size_t units =
        reader_cut(document->reader, document->bench, &passage, &unit);

    sensing->pairs =
        marks_find(sensing->doc->text, sensing->arena, &sensing->pair);
    sensed->found = arena_alloc(sensing->arena, units, sizeof *sensed->found);
    if (reader_weighs(document->reader)) {
        sensed->word = arena_alloc(sensing->arena, sensing->doc->len,
                                   sizeof *sensed->word);
    }
    for (size_t i = 0; i < units; i++) {
        if (is_worth_reading(sensing, &unit[i])) {
            gather(sensing, together, sensed, &unit[i]);
        }
    }
}

void sensed_read(struct document *document, const struct mentions *mentions,
                 struct arena *arena)
{
    struct sensing sensing = {
        .document = document, .mentions = mentions, .arena = arena};
    struct together together = {0};
    struct sensed *sensed;

    if (document->reader == NULL || document->cues == NULL) {
        return;
    }
    sensed = arena_alloc(arena, document->count, sizeof *sensed);
    for (size_t i = 0; i < document->count; i++) {
        sensing.passage = i;
        sensing.doc = &document->doc[i];
        read_passage(&sensing, &together, &sensed[i]);
    }
    if (together.len != 0) {
        read_together(&sensing, &together);
    }
    free(together.unit);
    document->sensed = sensed;
}
