/*
 * buf.h - a growing run of bytes, always NUL-terminated.
 *
 * An empty buffer is all zeros: `struct buf out = {0};`
 */
#ifndef DEMARCHE_BASE_BUF_H
#define DEMARCHE_BASE_BUF_H

#include "base/err.h"
#include "base/slice.h"

struct buf {
    char *ptr; /* NULL while nothing was ever added */
    size_t len;
    size_t cap;
};

void buf_add(struct buf *buf, const char *bytes, size_t len);
void buf_add_slice(struct buf *buf, struct slice text);
void buf_add_str(struct buf *buf, const char *text);
void buf_add_char(struct buf *buf, char byte);
void buf_printf(struct buf *buf, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Forget the content, keep the memory. */
void buf_clear(struct buf *buf);

/* Free the memory; the buffer is empty and usable. */
void buf_release(struct buf *buf);

static inline struct slice buf_slice(const struct buf *buf)
{
    return (struct slice){buf->ptr, buf->len};
}

#endif
