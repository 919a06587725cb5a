/*
 * arena.h - many small allocations, freed together.
 *
 * One arena a report: stages put what they find there and nobody frees a
 * piece.  Memory is zeroed.  Not for growing arrays that are resized often.
 */
#ifndef DEMARCHE_BASE_ARENA_H
#define DEMARCHE_BASE_ARENA_H

#include "base/slice.h"

struct arena_block; /* private */

struct arena {
    struct arena_block *head;
};

/* An empty arena is all zeros: `struct arena a = {0};` */

/* `count` zeroed items of `size` bytes, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* A NUL-terminated copy of `text`, as a slice. */
struct slice arena_copy(struct arena *arena, struct slice text);

/* The same for C strings; NULL stays NULL. */
const char *arena_strdup(struct arena *arena, const char *text);

/* A copy of `count` items of `size` bytes. */
void *arena_dup(struct arena *arena, const void *items, size_t count,
                size_t size);

/* Free everything; the arena is empty and usable again. */
void arena_release(struct arena *arena);

#endif
