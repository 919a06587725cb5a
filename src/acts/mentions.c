#include "acts/mentions.h"

#include "acts/mention_parts.h"
#include "base/mem.h"

#include <stdlib.h>

static void hand_over(struct mentions *mentions, struct finder *finder,
                      struct arena *arena);
static void index_tokens(struct mentions *mentions,
                         const struct document *document, struct arena *arena);

void mentions_find(struct mentions *mentions, const struct document *document,
                   struct arena *arena)
{
    struct finder finder = {.document = document, .arena = arena};

    for (size_t i = 0; i < document->count; i++) {
        size_t from = finder.len;

        drafts_find(&finder, i);
        drafts_join(&finder, from);
    }
    actors_resolve(&finder);
    people_resolve(&finder);
    pointers_resolve(&finder);
    hand_over(mentions, &finder, arena);
    index_tokens(mentions, document, arena);
    free(finder.draft);
    free(finder.known);
    map_release(&finder.surname);
    map_release(&finder.named);
    map_release(&finder.ever);
}

static int by_place(const void *a, const void *b)
{
    const struct mention *left = &((const struct draft *)a)->is;
    const struct mention *right = &((const struct draft *)b)->is;

    if (left->passage != right->passage) {
        return left->passage < right->passage ? -1 : 1;
    }
    if (left->token.start != right->token.start) {
        return left->token.start < right->token.start ? -1 : 1;
    }
    return left->token.end > right->token.end
               ? -1
               : left->token.end < right->token.end;
}

/* Copy the drafts in their final order; antecedents become indices into it
 * (until then they are indices into the drafts). */
static void hand_over(struct mentions *mentions, struct finder *finder,
                      struct arena *arena)
{
    long *place = mem_alloc(finder->len, sizeof *place);
    struct draft *sorted = mem_alloc(finder->len, sizeof *sorted);
    size_t count = 0;

    for (size_t i = 0; i < finder->len; i++) {
        if (!finder->draft[i].dropped) {
            sorted[count] = finder->draft[i];
            sorted[count++].named_end = i; /* its number before sorting */
        }
    }
    if (count != 0) {
        qsort(sorted, count, sizeof *sorted, by_place);
    }
    for (size_t i = 0; i < finder->len; i++) {
        place[i] = -1;
    }
    for (size_t i = 0; i < count; i++) {
        place[sorted[i].named_end] = (long)i;
    }
    mentions->item = arena_alloc(arena, count, sizeof *mentions->item);
    mentions->len = count;
    for (size_t i = 0; i < count; i++) {
        long before = sorted[i].is.antecedent;

        mentions->item[i] = sorted[i].is;
        mentions->item[i].antecedent = before >= 0 ? place[before] : -1;
    }
    free(sorted);
    free(place);
}

static void index_tokens(struct mentions *mentions,
                         const struct document *document, struct arena *arena)
{
    mentions->of_token =
        arena_alloc(arena, document->count, sizeof *mentions->of_token);
    mentions->of_head =
        arena_alloc(arena, document->count, sizeof *mentions->of_head);
    for (size_t i = 0; i < document->count; i++) {
        size_t len = document->doc[i].len;

        mentions->of_token[i] = arena_alloc(arena, len, sizeof(size_t));
        mentions->of_head[i] = arena_alloc(arena, len, sizeof(size_t));
    }
    for (size_t i = 0; i < mentions->len; i++) {
        const struct mention *mention = &mentions->item[i];
        size_t *head = &mentions->of_head[mention->passage][mention->head];

        for (size_t t = mention->token.start; t < mention->token.end; t++) {
            mentions->of_token[mention->passage][t] = i + 1;
        }
        *head = *head != 0 ? *head : i + 1;
    }
}

const struct mention *mention_over(const struct mentions *mentions,
                                   size_t passage, size_t token)
{
    size_t at = mentions->of_token[passage][token];

    return at != 0 ? &mentions->item[at - 1] : NULL;
}

const struct mention *mention_headed(const struct mentions *mentions,
                                     size_t passage, size_t token)
{
    size_t at = mentions->of_head[passage][token];

    return at != 0 ? &mentions->item[at - 1] : NULL;
}

const char *mention_kind_name(enum mention_kind kind)
{
    static const char *const names[] = {
#define X(code, name) name,
        MENTION_KIND_MAP(X)
#undef X
    };

    return names[kind];
}
