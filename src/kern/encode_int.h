/* encode_int.h - the sets that encode.c chooses from.  Only for this folder. */
#ifndef DEMARCHE_KERN_ENCODE_INT_H
#define DEMARCHE_KERN_ENCODE_INT_H

#include "kern/encode.h"

/* A float below which e^x is taken for nothing. */
#define EXP_LEAST (-87.0F)

/* erf(x) = 1 - (a1 t + ... + a5 t^5) e^(-x x), t = 1 / (1 + p x), x >= 0, is
 * off by at most 1.5e-7: Abramowitz and Stegun, Handbook of Mathematical
 * Functions, 7.1.26. */
#define ERF_P  0.3275911F
#define ERF_A1 0.254829592F
#define ERF_A2 (-0.284496736F)
#define ERF_A3 1.421413741F
#define ERF_A4 (-1.453152027F)
#define ERF_A5 1.061405429F

/* Weights rounded to eight bits, -127 .. 127, and rows, 0 .. 255. */
#define BYTES_WEIGHT 127
#define BYTES_ROW    255

/* A row rounded to bytes: byte b stands for step * (b - zero). */
struct byte_row {
    float step;
    int zero;
};

/* Inputs are padded with zeros to a multiple of so many. */
#define ENCODE_PADDED ((size_t)64)

/* Rows rounded together: 128 KB at their longest, on the stack. */
#define BYTE_BLOCK ((size_t)32)

extern const struct encode encode_scalar;
#if defined(__x86_64__)
extern const struct encode encode_avx2;
extern const struct encode encode_avxvnni;
extern const struct encode encode_avx512;
extern const struct encode encode_amx;
#endif

#endif
