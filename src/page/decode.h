/*
 * decode.h - bytes of a text file → valid UTF-8, or a reason why not.
 */
#ifndef DEMARCHE_PAGE_DECODE_H
#define DEMARCHE_PAGE_DECODE_H

#include "base/arena.h"
#include "base/err.h"

/* UTF-8 stays as it is (a byte order mark is cut off), UTF-16 is known by its
 * mark, anything else is read as windows-1252 if it looks like text.  Sets
 * the encoding's name.  Refused: empty, binary, too long, HTML and other
 * formats that are not plain text. */
MUST_USE bool text_decode(struct slice input, struct slice bytes,
                          struct arena *arena, struct slice *text,
                          const char **encoding, struct err *err);

#endif
