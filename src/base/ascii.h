/*
 * ascii.h - classes of single bytes, whatever the locale.
 *
 * Bytes above 0x7F belong to none of them.  White space: slice_blank().
 */
#ifndef DEMARCHE_BASE_ASCII_H
#define DEMARCHE_BASE_ASCII_H

#include <stdbool.h>

static inline bool ascii_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool ascii_is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static inline bool ascii_is_lower(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static inline bool ascii_is_letter(char byte)
{
    return ascii_is_upper(byte) || ascii_is_lower(byte);
}

static inline char ascii_lower(char byte)
{
    return ascii_is_upper(byte) ? (char)(byte | 0x20) : byte;
}

#endif
