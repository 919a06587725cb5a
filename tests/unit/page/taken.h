/*
 * taken.h - a sink for tests: what a file's pieces were.
 */
#ifndef DEMARCHE_TESTS_TAKEN_H
#define DEMARCHE_TESTS_TAKEN_H

#include "base/buf.h"
#include "page/pieces.h"

enum { TAKEN = 32 };

struct taken {
    struct arena arena;
    struct piece piece[TAKEN];
    size_t pieces;
    const char *passed[TAKEN];
    size_t passes;
    const char *failed[TAKEN];
    size_t fails;
    bool ok;
    struct err err;
};

static bool taken_take(void *user, const struct piece *piece, struct err *err)
{
    struct taken *taken = user;

    (void)err;
    if (taken->pieces < TAKEN) {
        taken->piece[taken->pieces++] = piece_copy(&taken->arena, piece);
    }
    return true;
}

static void taken_pass(void *user, struct slice name, const char *why)
{
    struct taken *taken = user;

    (void)name;
    if (taken->passes < TAKEN) {
        taken->passed[taken->passes++] = arena_strdup(&taken->arena, why);
    }
}

static void taken_fail(void *user, struct slice name, const struct err *why)
{
    struct taken *taken = user;

    (void)name;
    if (taken->fails < TAKEN) {
        taken->failed[taken->fails++] = arena_strdup(&taken->arena, why->text);
    }
}

/* Take `bytes`, a file called "file", apart; `map` is --map. */
static inline struct taken take_apart_told(struct slice bytes, const char *map,
                                           const struct page_lists *lists)
{
    struct taken taken = {0};
    const struct piece_sink sink = {.user = &taken,
                                    .map = slice_of(map),
                                    .lists = lists,
                                    .take = taken_take,
                                    .pass = taken_pass,
                                    .fail = taken_fail};

    taken.ok =
        pieces_each(SLICE("file"), bytes, &sink, &taken.arena, &taken.err);
    return taken;
}

static inline struct taken take_apart(struct slice bytes, const char *map)
{
    return take_apart_told(bytes, map, NULL);
}

#endif
