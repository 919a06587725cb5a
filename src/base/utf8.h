/*
 * utf8.h - code points in bytes.  RFC 3629.
 */
#ifndef DEMARCHE_BASE_UTF8_H
#define DEMARCHE_BASE_UTF8_H

#include "base/buf.h"

#include <stdint.h>

/* Decode the code point at `text.ptr[at]`; `*len` becomes its bytes (1–4).
 * Broken bytes give U+FFFD and length 1.  `at` must be below text.len. */
uint32_t utf8_decode(struct slice text, size_t at, size_t *len);

/* Write `point` to `out` (4 bytes of room); returns its length. */
size_t utf8_encode(uint32_t point, char out[4]);

/* Offset of the first byte that is not valid UTF-8, or text.len. */
size_t utf8_valid(struct slice text);

/* Append `text` to `out`, each broken byte replaced by U+FFFD. */
void utf8_repair(struct buf *out, struct slice text);

/* Number of code points (of valid text). */
size_t utf8_count(struct slice text);

#endif
