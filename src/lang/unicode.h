/*
 * unicode.h - properties of code points, Unicode 14.0.
 *
 * The tables are generated (train/unicode_tables.py); the version is the one
 * the models were made with, so that shapes and lower case agree.
 */
#ifndef DEMARCHE_LANG_UNICODE_H
#define DEMARCHE_LANG_UNICODE_H

#include "base/buf.h"

#include <stdint.h>

/* White space: TAB LF VT FF CR, U+001C-1F, NEL and the separators Zs Zl Zp;
 * not ZERO WIDTH SPACE. */
bool unicode_is_space(uint32_t point);
bool unicode_is_alpha(uint32_t point); /* category L* */
bool unicode_is_digit(uint32_t point); /* numeric type decimal or digit */
bool unicode_is_upper(uint32_t point); /* derived property Uppercase */

/* Append the full lower case mapping of `text` (valid UTF-8). */
void unicode_lower(struct buf *out, struct slice text);

#endif
