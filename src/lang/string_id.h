/*
 * string_id.h - strings as 64-bit numbers, as the models know them.
 *
 * 0 for "", the ordinal of a reserved name ("det" is 415), else MurmurHash64A
 * of the bytes with seed 1.  Case matters: "root" is 449, "ROOT" is hashed.
 *
 *     string_id("coffee") = 3197928453018144401
 */
#ifndef DEMARCHE_LANG_STRING_ID_H
#define DEMARCHE_LANG_STRING_ID_H

#include "base/slice.h"

#include <stdint.h>

uint64_t string_id(struct slice text);

#endif
