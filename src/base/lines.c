#include "base/lines.h"

#include "base/mem.h"

enum { BLOCK_BYTES = 1 << 16 };

/* Read the next block; false at the end. */
static bool fill(struct lines *lines)
{
    struct buf *block = &lines->block;

    if (block->ptr == NULL) {
        block->ptr = mem_alloc(BLOCK_BYTES, 1);
        block->cap = BLOCK_BYTES;
    }
    block->len = fread(block->ptr, 1, block->cap, lines->in);
    lines->at = 0;
    lines->failed = ferror(lines->in) != 0;
    return block->len != 0;
}

bool lines_next(struct lines *lines, struct slice *line)
{
    bool any = false;

    buf_clear(&lines->line);
    if (lines->too_long) {
        return false;
    }
    while (lines->at < lines->block.len || fill(lines)) {
        const char *from = lines->block.ptr + lines->at;
        size_t left = lines->block.len - lines->at;
        const char *end = memchr(from, '\n', left);
        size_t len = end != NULL ? (size_t)(end - from) : left;
        size_t room = lines->cap - lines->line.len;

        any = true;
        lines->too_long = len > room;
        buf_add(&lines->line, from, lines->too_long ? room : len);
        lines->at += len + (end != NULL);
        if (end != NULL || lines->too_long) {
            break;
        }
    }
    lines->number += any;
    *line = buf_slice(&lines->line);
    return any && !lines->failed;
}

void lines_release(struct lines *lines)
{
    buf_release(&lines->block);
    buf_release(&lines->line);
}
