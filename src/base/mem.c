#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#    include <malloc.h>
#endif

enum { EXIT_INTERNAL = 70, KERNEL_ALIGN = 64, KEPT_BYTES = 64 << 20 };

static void *must(void *ptr)
{
    if (ptr == NULL) {
        (void)fputs("demarche: out of memory\n", stderr);
        exit(EXIT_INTERNAL);
    }
    return ptr;
}

static size_t product(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        must(NULL);
    }
    return count * size != 0 ? count * size : 1;
}

void *mem_alloc(size_t count, size_t size)
{
    return must(calloc(1, product(count, size)));
}

void *mem_alloc_aligned(size_t count, size_t size)
{
    size_t bytes = product(count, size);
    void *ptr;

    bytes = (bytes + KERNEL_ALIGN - 1) / KERNEL_ALIGN * KERNEL_ALIGN;
    ptr = must(aligned_alloc(KERNEL_ALIGN, bytes));
    memset(ptr, 0, bytes);
    return ptr;
}

void *mem_resize(void *ptr, size_t count, size_t size)
{
    return must(realloc(ptr, product(count, size)));
}

char *mem_copy(const char *bytes, size_t len)
{
    char *copy = mem_alloc(len + 1, 1);

    if (len != 0) {
        memcpy(copy, bytes, len);
    }
    return copy;
}

void mem_keep(void)
{
#ifdef __GLIBC__
    (void)mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    (void)mallopt(M_MMAP_THRESHOLD, KEPT_BYTES / 4);
#endif
}
