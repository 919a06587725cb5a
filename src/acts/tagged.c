#include "acts/tagged.h"

#include "acts/units.h"
#include "sense/reader.h"

/* Whether a word may be a cue, or belong to one. */
static bool is_cue_word(const struct scan *scan, size_t at)
{
    const struct cues *cues = scan->document->cues;
    struct slice lemma = scan->doc->token[at].lemma;
    struct slice norm = scan->doc->token[at].norm;

    return cues_find(cues, CUE_VERB, lemma) != NULL ||
           cues_find(cues, CUE_NOUN, lemma) != NULL ||
           cues_find(cues, CUE_ADJECTIVE, lemma) != NULL ||
           slice_is(norm, "according") || slice_is(norm, ":");
}

/* Whether words of a unit can be somebody's. */
static bool holds_quote(const struct scan *scan, const struct reader_unit *unit)
{
    for (size_t i = unit->first; i < unit->end; i++) {
        if (scan->pair_of[i] != 0 || is_cue_word(scan, i)) {
            return true;
        }
    }
    return false;
}

/* The attribution of a cue, a new one if it has none yet. */
static struct tagged *with_cue(const struct reader_found *found, size_t cue,
                               struct tagged_list *list, size_t from)
{
    const struct reader_span *span = &found->span[READER_CUE][cue];
    struct tagged *made = &list->item[list->len];

    for (size_t i = from; i < list->len; i++) {
        if (list->item[i].cue.start == span->word.start &&
            !span_empty(list->item[i].cue)) {
            return &list->item[i];
        }
    }
    list->len++;
    made->cue = span->word;
    made->score = (double)span->score;
    if (span->link != READER_NONE) {
        const struct reader_span *source =
            &found->span[READER_SOURCE][span->link];

        made->source = source->word;
        made->score = (made->score + (double)source->score) / 2;
    }
    return made;
}

/* Add a content to the attribution of its cue. */
static void add_content(const struct reader_found *found, enum reader_part part,
                        size_t at, struct tagged_list *list, size_t from,
                        struct arena *arena)
{
    const struct reader_span *span = &found->span[part][at];
    struct tagged *tagged;
    struct span *content;

    if (span->link != READER_NONE) {
        tagged = with_cue(found, span->link, list, from);
    } else {
        tagged = &list->item[list->len++];
        tagged->score = (double)span->score;
    }
    content = arena_alloc(arena, tagged->contents + 1, sizeof *content);
    if (tagged->contents != 0) {
        memcpy(content, tagged->content, tagged->contents * sizeof *content);
    }
    content[tagged->contents++] = span->word;
    tagged->content = content;
    tagged->inner = tagged->inner || part == READER_INNER;
}

static void read_unit(const struct scan *scan, const struct reader_unit *unit,
                      struct arena *arena, struct tagged_list *list)
{
    static const enum reader_part parts[] = {READER_CONTENT, READER_INNER};
    struct reader_found found;
    size_t from = list->len;

    reader_attribute(scan->document->reader, scan->document->bench, unit,
                     &found);
    for (size_t p = 0; p < 2; p++) {
        for (size_t i = 0; i < found.spans[parts[p]]; i++) {
            add_content(&found, parts[p], i, list, from, arena);
        }
    }
}

void tagged_find(const struct scan *scan, struct arena *arena,
                 struct tagged_list *list)
{
    const struct document *document = scan->document;
    const struct reader_unit *unit;
    struct reader_passage passage;
    size_t units;

    *list = (struct tagged_list){0};
    if (document->reader == NULL || !reader_attributes(document->reader)) {
        return;
    }
    list->item = arena_alloc(arena, scan->doc->len + 1, sizeof *list->item);
    units_passage(scan->doc, arena, &passage);
    units = reader_cut(document->reader, document->bench, &passage, &unit);
    for (size_t i = 0; i < units; i++) {
        if (holds_quote(scan, &unit[i])) {
            read_unit(scan, &unit[i], arena, list);
        }
    }
}
