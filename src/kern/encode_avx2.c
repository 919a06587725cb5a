/* encode_avx2.c - the kernels of encoders in vectors of eight.  Compiled with
 * -mavx2 -mfma. */
#include "kern/encode_256.inc"

#define BYTE_TILE          2
#define DOT(sum, value, w) dot_bytes(sum, value, w)

/* Products of bytes in sixteen bits would overflow where two are added, so
 * even and odd bytes are widened first. */
static inline __m256i dot_bytes(__m256i sum, __m256i value, __m256i weight)
{
    __m256i low = _mm256_set1_epi16(0xFF);
    __m256i even =
        _mm256_madd_epi16(_mm256_and_si256(value, low),
                          _mm256_srai_epi16(_mm256_slli_epi16(weight, 8), 8));
    __m256i odd = _mm256_madd_epi16(_mm256_srli_epi16(value, 8),
                                    _mm256_srai_epi16(weight, 8));

    return _mm256_add_epi32(sum, _mm256_add_epi32(even, odd));
}

#include "kern/bytes.inc"

const struct encode encode_avx2 = {
    .name = "avx2",
    .attend = attend,
    .norm = norm,
    .gelu = gelu,
    .round = round_weights,
    .affine = affine,
};
