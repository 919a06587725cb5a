#include "acts/tagged.h"

#include "acts/sensed.h"

/* A unit's tags while they are put together. */
struct joining {
    const struct scan *scan;
    const struct reader_found *found;
    struct arena *arena;
    struct tagged_list *list;
    size_t *of_cue;    /* 1 + the attribution of a cue, 0: none yet */
    size_t *of_source; /* how many cues have a source */
};

static bool same_sentence(const struct joining *joining, size_t a, size_t b)
{
    const struct tree *tree = joining->scan->tree;

    return tree_sentence(tree, (uint32_t)a) == tree_sentence(tree, (uint32_t)b);
}

/* The attribution of a cue, a new one if it has none yet. */
static struct tagged *with_cue(struct joining *joining, size_t cue)
{
    const struct reader_span *span = &joining->found->span[READER_CUE][cue];
    struct tagged *made;

    if (joining->of_cue[cue] != 0) {
        return &joining->list->item[joining->of_cue[cue] - 1];
    }
    made = &joining->list->item[joining->list->len++];
    joining->of_cue[cue] = joining->list->len;
    made->cue = span->word;
    made->score = (double)span->score;
    if (span->link != READER_NONE) {
        made->source = joining->found->span[READER_SOURCE][span->link].word;
        joining->of_source[span->link]++;
    }
    return made;
}

/* The cue that a content goes with: what it is linked to, else the likeliest
 * of its sentence that has no content. */
static size_t cue_of(const struct joining *joining,
                     const struct reader_span *span)
{
    size_t near = span->near;

    if (span->link != READER_NONE || near == READER_NONE) {
        return span->link;
    }
    return joining->of_cue[near] == 0 &&
                   same_sentence(
                       joining, span->word.start,
                       joining->found->span[READER_CUE][near].word.start)
               ? near
               : READER_NONE;
}

/* Add a content to the attribution of its cue. */
static void add_content(struct joining *joining, enum reader_part part,
                        size_t at)
{
    const struct reader_span *span = &joining->found->span[part][at];
    size_t cue = cue_of(joining, span);
    struct tagged *tagged;
    struct span *content;

    if (cue != READER_NONE) {
        tagged = with_cue(joining, cue);
    } else {
        tagged = &joining->list->item[joining->list->len++];
        tagged->score = (double)span->score;
    }
    content =
        arena_alloc(joining->arena, tagged->contents + 1, sizeof *content);
    if (tagged->contents != 0) {
        memcpy(content, tagged->content, tagged->contents * sizeof *content);
    }
    content[tagged->contents++] = span->word;
    tagged->content = content;
    tagged->inner = tagged->inner || part == READER_INNER;
}

/* Whether a source fits a cue that has none: it is the cue's likeliest, or
 * stands in its sentence. */
static size_t source_distance(const struct joining *joining, size_t cue,
                              size_t source)
{
    const struct reader_span *a = &joining->found->span[READER_CUE][cue];
    const struct reader_span *b = &joining->found->span[READER_SOURCE][source];

    if (!same_sentence(joining, a->word.start, b->word.start)) {
        return SIZE_MAX;
    }
    return a->near == source               ? 0
           : a->word.start > b->word.start ? a->word.start - b->word.start
                                           : b->word.start - a->word.start;
}

/* A source that no cue is linked to goes to the nearest cue without one. */
static void place_source(struct joining *joining, size_t source)
{
    size_t best = READER_NONE;
    size_t distance = SIZE_MAX;

    for (size_t cue = 0; cue < joining->found->spans[READER_CUE]; cue++) {
        size_t at = source_distance(joining, cue, source);

        if (span_empty(with_cue(joining, cue)->source) && at < distance) {
            best = cue;
            distance = at;
        }
    }
    if (best != READER_NONE) {
        with_cue(joining, best)->source =
            joining->found->span[READER_SOURCE][source].word;
    }
}

static void join_unit(const struct scan *scan, const struct reader_found *found,
                      struct arena *arena, struct tagged_list *list)
{
    static const enum reader_part parts[] = {READER_CONTENT, READER_INNER};
    struct joining joining = {
        .scan = scan, .found = found, .arena = arena, .list = list};

    joining.of_cue = arena_alloc(arena, found->spans[READER_CUE] + 1,
                                 sizeof *joining.of_cue);
    joining.of_source = arena_alloc(arena, found->spans[READER_SOURCE] + 1,
                                    sizeof *joining.of_source);
    for (size_t p = 0; p < 2; p++) {
        for (size_t i = 0; i < found->spans[parts[p]]; i++) {
            add_content(&joining, parts[p], i);
        }
    }
    for (size_t i = 0; i < found->spans[READER_CUE]; i++) {
        (void)with_cue(&joining, i);
    }
    for (size_t i = 0; i < found->spans[READER_SOURCE]; i++) {
        if (joining.of_source[i] == 0) {
            place_source(&joining, i);
        }
    }
}

void tagged_find(const struct scan *scan, struct arena *arena,
                 struct tagged_list *list)
{
    const struct sensed *sensed = scan->document->sensed;

    *list = (struct tagged_list){0};
    if (sensed == NULL) {
        return;
    }
    sensed += scan->passage;
    list->item = arena_alloc(arena, scan->doc->len + 1, sizeof *list->item);
    for (size_t i = 0; i < sensed->founds; i++) {
        join_unit(scan, &sensed->found[i], arena, list);
    }
}
