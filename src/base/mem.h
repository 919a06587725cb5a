/*
 * mem.h - memory from the heap, or the program ends.
 *
 * A request that cannot be met prints one line and exits with 70: no caller
 * tests for NULL.  Sizes are checked for overflow.  Free with free().
 */
#ifndef DEMARCHE_BASE_MEM_H
#define DEMARCHE_BASE_MEM_H

#include <stddef.h>

/* `count` zeroed items of `size` bytes; never NULL, also for 0 bytes. */
void *mem_alloc(size_t count, size_t size);

/* Bytes aligned to 64 (for kernels), zeroed; free with free(). */
void *mem_alloc_aligned(size_t count, size_t size);

/* Resize `ptr` to `count` items of `size` bytes; new bytes are undefined. */
void *mem_resize(void *ptr, size_t count, size_t size);

/* A NUL-terminated copy of `len` bytes. */
char *mem_copy(const char *bytes, size_t len);

/* Keep what is freed for what is wanted next, up to 64 MiB, instead of giving
 * it back to the system at once: one page after the other needs about as much.
 * Called once, before anything else. */
void mem_keep(void);

/* Make room for one more item in a growing array held as pointer, length and
 * capacity: `MEM_GROW(list->item, list->len, list->cap)`. */
#define MEM_GROW(ptr, len, cap) \
    ((len) < (cap) \
         ? (void)0 \
         : (void)((ptr) = mem_resize((ptr), (cap) = (cap) ? 2 * (cap) : 8, \
                                     sizeof *(ptr))))

#endif
