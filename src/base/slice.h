/*
 * slice.h - a borrowed run of bytes, and a place in a text.
 *
 * A slice never owns what it points at and is not NUL-terminated.  A span is
 * a half-open range of byte offsets; which text it counts in is said where
 * the span is declared.
 */
#ifndef DEMARCHE_BASE_SLICE_H
#define DEMARCHE_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
    const char *ptr;
    size_t len;
};

struct span {
    size_t start;
    size_t end; /* start == end: nothing */
};

#define SLICE(literal) ((struct slice){(literal), sizeof(literal) - 1})

static inline struct slice slice_of(const char *text)
{
    return (struct slice){text, text != NULL ? strlen(text) : 0};
}

static inline struct slice slice_cut(struct slice text, struct span span)
{
    return (struct slice){text.ptr + span.start, span.end - span.start};
}

static inline bool slice_eq(struct slice a, struct slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Byte order; a prefix comes first. */
static inline int slice_cmp(struct slice a, struct slice b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len != 0 ? memcmp(a.ptr, b.ptr, len) : 0;

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static inline bool slice_is(struct slice a, const char *text)
{
    return slice_eq(a, slice_of(text));
}

static inline bool slice_starts(struct slice a, const char *prefix)
{
    size_t len = strlen(prefix);

    return a.len >= len && memcmp(a.ptr, prefix, len) == 0;
}

static inline bool slice_ends(struct slice a, const char *suffix)
{
    size_t len = strlen(suffix);

    return a.len >= len && memcmp(a.ptr + a.len - len, suffix, len) == 0;
}

/* Offset of the first `needle` in `hay`, or hay.len; an empty one is at 0. */
static inline size_t slice_find(struct slice hay, struct slice needle)
{
    size_t at = 0;

    while (needle.len != 0 && at + needle.len <= hay.len) {
        const char *hit =
            memchr(hay.ptr + at, needle.ptr[0], hay.len - at - needle.len + 1);

        if (hit == NULL) {
            return hay.len;
        }
        at = (size_t)(hit - hay.ptr);
        if (memcmp(hit, needle.ptr, needle.len) == 0) {
            return at;
        }
        at++;
    }
    return needle.len == 0 ? 0 : hay.len;
}

static inline bool slice_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Without ASCII white space at both ends. */
static inline struct slice slice_trim(struct slice a)
{
    while (a.len != 0 && slice_blank(a.ptr[0])) {
        a.ptr++;
        a.len--;
    }
    while (a.len != 0 && slice_blank(a.ptr[a.len - 1])) {
        a.len--;
    }
    return a;
}

static inline bool span_empty(struct span span)
{
    return span.end <= span.start;
}

#endif
