/*
 * markup.h - small pieces of HTML → text, and back.
 */
#ifndef DEMARCHE_PAGE_MARKUP_H
#define DEMARCHE_PAGE_MARKUP_H

#include "base/arena.h"
#include "base/buf.h"

/* The text of `html` as read aloud, white space collapsed, in `arena`;
 * character references become what they stand for. */
struct slice markup_text(struct arena *arena, struct slice html);

/* Append `text` with < and & escaped. */
void markup_escape(struct buf *out, struct slice text);

#endif
