/* avx2.c - the kernels in vectors of eight.  Compiled with -mavx2 -mfma. */
#include "kern/kern_int.h"

#include <immintrin.h>
#include <math.h>

#define WIDTH 8
#define TILE  4

#define VEC           __m256
#define LOAD(ptr)     _mm256_loadu_ps(ptr)
#define STORE(ptr, a) _mm256_storeu_ps(ptr, a)
#define SPREAD(x)     _mm256_set1_ps(x)
#define ADD(a, b)     _mm256_add_ps(a, b)
#define SUB(a, b)     _mm256_sub_ps(a, b)
#define MUL(a, b)     _mm256_mul_ps(a, b)
#define MAX(a, b)     _mm256_max_ps(a, b)
#define FMA(a, b, c)  _mm256_fmadd_ps(a, b, c)
#define SUM(a)        sum_of(a)
#define LARGEST(a)    largest_of(a)

static float sum_of(__m256 a)
{
    __m128 four =
        _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));

    four = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(four, _mm_movehdup_ps(four)));
}

static float largest_of(__m256 a)
{
    __m128 four =
        _mm_max_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));

    four = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(four, _mm_movehdup_ps(four)));
}
#define FETCH(ptr) _mm_prefetch((const char *)(ptr), _MM_HINT_T1)

#include "kern/vector.inc"

const struct kern kern_avx2 = {
    .name = "avx2",
    .affine = affine,
    .maxout = maxout,
    .convolve = convolve,
    .norm_add = norm_add,
    .merge = merge,
    .hidden = hidden,
    .largest = largest,
};
