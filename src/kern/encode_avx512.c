/* encode_avx512.c - the kernels of encoders in vectors of sixteen.  Compiled
 * with -mavx512f -mavx512bw -mavx512vnni. */
#include "kern/encode_int.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#define WIDTH     16
#define BYTE_TILE 8

#define VEC               __m512
#define LOAD(ptr)         _mm512_loadu_ps(ptr)
#define STORE(ptr, a)     _mm512_storeu_ps(ptr, a)
#define SPREAD(x)         _mm512_set1_ps(x)
#define ADD(a, b)         _mm512_add_ps(a, b)
#define SUB(a, b)         _mm512_sub_ps(a, b)
#define MUL(a, b)         _mm512_mul_ps(a, b)
#define DIV(a, b)         _mm512_div_ps(a, b)
#define MAX(a, b)         _mm512_max_ps(a, b)
#define FMA(a, b, c)      _mm512_fmadd_ps(a, b, c)
#define ABS(a)            _mm512_abs_ps(a)
#define NEAREST(a)        _mm512_roundscale_ps(a, 0)
#define TIMES_POWER(a, n) _mm512_scalef_ps(a, n)
#define SUM(a)            _mm512_reduce_add_ps(a)
#define LARGEST(a)        _mm512_reduce_max_ps(a)

typedef int ints __attribute__((vector_size(64)));

#define INTS              ints
#define ZEROS             ((ints)_mm512_setzero_si512())
#define LOAD_INTS(ptr)    ((ints)_mm512_loadu_si512(ptr))
#define SPREAD_BYTES(ptr) ((ints)_mm512_set1_epi32(four_bytes(ptr)))
#define DOT(sum, value, w) \
    ((ints)_mm512_dpbusd_epi32((__m512i)(sum), (__m512i)(value), (__m512i)(w)))
#define SUB_INTS(a, b)            ((a) - (b))
#define TIMES_INT(a, n)           ((a) * (n))
#define FLOATS(a)                 _mm512_cvtepi32_ps((__m512i)(a))
#define STORE_BYTES(ptr, a, zero) store_bytes(ptr, a, zero)
#define STORE_SIGNED(ptr, a)      store_signed(ptr, a)

static inline int four_bytes(const uint8_t *ptr)
{
    int four;

    memcpy(&four, ptr, sizeof four);
    return four;
}

static inline void store_bytes(uint8_t *ptr, __m512 a, int zero)
{
    __m512i whole =
        _mm512_add_epi32(_mm512_cvtps_epi32(a), _mm512_set1_epi32(zero));

    _mm_storeu_si128((__m128i *)(void *)ptr, _mm512_cvtusepi32_epi8(whole));
}

static inline void store_signed(int8_t *ptr, __m512 a)
{
    _mm_storeu_si128((__m128i *)(void *)ptr,
                     _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(a)));
}

#include "kern/encode.inc"

const struct encode encode_avx512 = {
    .name = "avx512",
    .attend = attend,
    .norm = norm,
    .gelu = gelu,
    .round = round_weights,
    .affine = affine,
};
