/* encode_avx2.c - the kernels of encoders in vectors of eight.  Compiled with
 * -mavx2 -mfma. */
#include "kern/encode_int.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#define WIDTH     8
#define BYTE_TILE 2

#define VEC           __m256
#define LOAD(ptr)     _mm256_loadu_ps(ptr)
#define STORE(ptr, a) _mm256_storeu_ps(ptr, a)
#define SPREAD(x)     _mm256_set1_ps(x)
#define ADD(a, b)     _mm256_add_ps(a, b)
#define SUB(a, b)     _mm256_sub_ps(a, b)
#define MUL(a, b)     _mm256_mul_ps(a, b)
#define DIV(a, b)     _mm256_div_ps(a, b)
#define MAX(a, b)     _mm256_max_ps(a, b)
#define FMA(a, b, c)  _mm256_fmadd_ps(a, b, c)
#define ABS(a)        _mm256_andnot_ps(_mm256_set1_ps(-0.0F), a)
#define NEAREST(a) \
    _mm256_round_ps(a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)
#define TIMES_POWER(a, n) times_power(a, n)
#define SUM(a)            sum_of(a)
#define LARGEST(a)        largest_of(a)

#define INTS                      __m256i
#define ZEROS                     _mm256_setzero_si256()
#define LOAD_INTS(ptr)            _mm256_loadu_si256((const __m256i *)(const void *)(ptr))
#define SPREAD_BYTES(ptr)         _mm256_set1_epi32(four_bytes(ptr))
#define DOT(sum, value, w)        dot_bytes(sum, value, w)
#define SUB_INTS(a, b)            _mm256_sub_epi32(a, b)
#define TIMES_INT(a, n)           _mm256_mullo_epi32(a, _mm256_set1_epi32(n))
#define FLOATS(a)                 _mm256_cvtepi32_ps(a)
#define STORE_BYTES(ptr, a, zero) store_bytes(ptr, a, zero)
#define STORE_SIGNED(ptr, a)      store_signed(ptr, a)

static inline __m256 times_power(__m256 a, __m256 n)
{
    __m256i power = _mm256_slli_epi32(_mm256_cvtps_epi32(n), 23);

    return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(a), power));
}

static inline float sum_of(__m256 a)
{
    __m128 four =
        _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));

    four = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(four, _mm_movehdup_ps(four)));
}

static inline float largest_of(__m256 a)
{
    __m128 four =
        _mm_max_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));

    four = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(four, _mm_movehdup_ps(four)));
}

static inline int four_bytes(const uint8_t *ptr)
{
    int four;

    memcpy(&four, ptr, sizeof four);
    return four;
}

static inline void store_bytes(uint8_t *ptr, __m256 a, int zero)
{
    __m256i whole =
        _mm256_add_epi32(_mm256_cvtps_epi32(a), _mm256_set1_epi32(zero));
    __m128i words = _mm_packus_epi32(_mm256_castsi256_si128(whole),
                                     _mm256_extracti128_si256(whole, 1));

    _mm_storel_epi64((__m128i *)(void *)ptr, _mm_packus_epi16(words, words));
}

static inline void store_signed(int8_t *ptr, __m256 a)
{
    __m256i whole = _mm256_cvtps_epi32(a);
    __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(whole),
                                    _mm256_extracti128_si256(whole, 1));

    _mm_storel_epi64((__m128i *)(void *)ptr, _mm_packs_epi16(words, words));
}

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

#include "kern/encode.inc"

const struct encode encode_avx2 = {
    .name = "avx2",
    .attend = attend,
    .norm = norm,
    .gelu = gelu,
    .round = round_weights,
    .affine = affine,
};
