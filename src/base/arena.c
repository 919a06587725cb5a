#include "base/arena.h"

#include "base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

enum { BLOCK_BYTES = 64 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

/* A large block is zeroed by the system; of an ordinary one, each piece as it
 * is handed out: many arenas need little of theirs. */
static struct arena_block *block_new(struct arena *arena, size_t need)
{
    struct arena_block *block;

    if (need > BLOCK_BYTES) {
        block = mem_alloc(1, sizeof *block + need);
        block->size = need;
    } else {
        block = mem_resize(NULL, 1, sizeof *block + BLOCK_BYTES);
        block->size = BLOCK_BYTES;
        block->used = 0;
    }
    block->next = arena->head;
    arena->head = block;
    return block;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    const size_t align = alignof(max_align_t);
    struct arena_block *block = arena->head;
    size_t need;
    void *ptr;

    if (size != 0 && count > (SIZE_MAX / 2) / size) {
        return mem_alloc(count, size); /* ends the program */
    }
    need = (count * size + align - 1) / align * align;
    if (block == NULL || block->size - block->used < need) {
        block = block_new(arena, need);
    }
    ptr = block->bytes + block->used;
    block->used += need;
    return block->size > BLOCK_BYTES ? ptr : memset(ptr, 0, need);
}

struct slice arena_copy(struct arena *arena, struct slice text)
{
    char *copy = arena_alloc(arena, text.len + 1, 1);

    if (text.len != 0) {
        memcpy(copy, text.ptr, text.len);
    }
    return (struct slice){copy, text.len};
}

const char *arena_strdup(struct arena *arena, const char *text)
{
    return text != NULL ? arena_copy(arena, slice_of(text)).ptr : NULL;
}

void *arena_dup(struct arena *arena, const void *items, size_t count,
                size_t size)
{
    void *copy = arena_alloc(arena, count, size);

    if (count * size != 0) {
        memcpy(copy, items, count * size);
    }
    return copy;
}

void arena_release(struct arena *arena)
{
    struct arena_block *block = arena->head;

    while (block != NULL) {
        struct arena_block *next = block->next;

        free(block);
        block = next;
    }
    arena->head = NULL;
}
