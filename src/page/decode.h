/*
 * decode.h - bytes of a text file → valid UTF-8, or a reason why not.
 */
#ifndef DEMARCHE_PAGE_DECODE_H
#define DEMARCHE_PAGE_DECODE_H

#include "page/report.h"
#include "page/tongue.h"

/* Set text and encoding of a report whose input is named.  UTF-8 stays as it
 * is (a byte order mark is cut off), UTF-16 is known by its mark or its zeros,
 * anything else by what reads best (guess.h), else as windows-1252.  Refused:
 * empty, binary, too long, HTML and other formats that are not plain text. */
MUST_USE bool text_decode(struct report *report, const struct tongues *tongues,
                          struct slice bytes, struct arena *arena,
                          struct err *err);

#endif
