#include "base/buf.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

static void reserve(struct buf *buf, size_t more)
{
    size_t need = buf->len + more + 1;
    size_t cap = buf->cap != 0 ? buf->cap : 64;

    if (need <= buf->cap) {
        return;
    }
    while (cap < need) {
        cap *= 2;
    }
    buf->ptr = mem_resize(buf->ptr, cap, 1);
    buf->cap = cap;
}

void buf_add(struct buf *buf, const char *bytes, size_t len)
{
    reserve(buf, len);
    if (len != 0) {
        memcpy(buf->ptr + buf->len, bytes, len);
    }
    buf->len += len;
    buf->ptr[buf->len] = '\0';
}

void buf_add_slice(struct buf *buf, struct slice text)
{
    buf_add(buf, text.ptr, text.len);
}

void buf_add_str(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

void buf_add_char(struct buf *buf, char byte)
{
    buf_add(buf, &byte, 1);
}

void buf_printf(struct buf *buf, const char *fmt, ...)
{
    va_list args;
    int len;

    va_start(args, fmt);
    len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len <= 0) {
        return;
    }
    reserve(buf, (size_t)len);
    va_start(args, fmt);
    (void)vsnprintf(buf->ptr + buf->len, (size_t)len + 1, fmt, args);
    va_end(args);
    buf->len += (size_t)len;
}

void buf_clear(struct buf *buf)
{
    buf->len = 0;
    if (buf->ptr != NULL) {
        buf->ptr[0] = '\0';
    }
}

void buf_release(struct buf *buf)
{
    free(buf->ptr);
    *buf = (struct buf){0};
}
