/* encode_avx512.c - the kernels of encoders in vectors of sixteen.  Compiled
 * with -mavx512f -mavx512bw -mavx512vnni. */
#include "kern/encode_512.inc"

#define BYTE_TILE 8
#define DOT(sum, value, w) \
    ((ints)_mm512_dpbusd_epi32((__m512i)(sum), (__m512i)(value), (__m512i)(w)))

#include "kern/bytes.inc"

const struct encode encode_avx512 = {
    .name = "avx512",
    .attend = attend,
    .norm = norm,
    .gelu = gelu,
    .round = round_weights,
    .affine = affine,
};
