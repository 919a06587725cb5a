/*
 * packing.h - MessagePack written by hand, for model parts made up by tests.
 */
#ifndef DEMARCHE_TESTS_PACKING_H
#define DEMARCHE_TESTS_PACKING_H

#include "base/buf.h"

#include <stdint.h>

static inline void pack_head(struct buf *out, unsigned char tag, uint64_t value,
                             int width)
{
    buf_add_char(out, (char)tag);
    for (int i = width - 1; i >= 0; i--) {
        buf_add_char(out, (char)(value >> (8 * i)));
    }
}

static inline void pack_map(struct buf *out, size_t count)
{
    pack_head(out, 0xde, count, 2);
}

static inline void pack_array(struct buf *out, size_t count)
{
    pack_head(out, 0xdc, count, 2);
}

static inline void pack_uint(struct buf *out, uint64_t number)
{
    pack_head(out, 0xcf, number, 8);
}

static inline void pack_str(struct buf *out, const char *text)
{
    pack_head(out, 0xda, strlen(text), 2);
    buf_add_str(out, text);
}

static inline void pack_bin(struct buf *out, const void *bytes, size_t len)
{
    pack_head(out, 0xc6, len, 4);
    buf_add(out, bytes, len);
}

static inline void pack_bool(struct buf *out, bool truth)
{
    buf_add_char(out, (char)(truth ? 0xc3 : 0xc2));
}

static inline void pack_nil(struct buf *out)
{
    buf_add_char(out, (char)0xc0);
}

#endif
