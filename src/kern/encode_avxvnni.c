/* encode_avxvnni.c - as encode_avx2.c, for processors that multiply bytes in
 * one step.  Compiled with -mavx2 -mfma -mavxvnni. */
#include "kern/encode_256.inc"

#define BYTE_TILE          4
#define DOT(sum, value, w) _mm256_dpbusd_avx_epi32(sum, value, w)

#include "kern/bytes.inc"

const struct encode encode_avxvnni = {
    .name = "avxvnni",
    .attend = attend,
    .norm = norm,
    .gelu = gelu,
    .round = round_weights,
    .affine = affine,
};
