/* avx512.c - the kernels in vectors of sixteen.  Compiled with -mavx512f. */
#include "kern/kern_int.h"

#include <immintrin.h>
#include <math.h>

#define WIDTH 16
#define TILE  8

#define VEC           __m512
#define LOAD(ptr)     _mm512_loadu_ps(ptr)
#define STORE(ptr, a) _mm512_storeu_ps(ptr, a)
#define SPREAD(x)     _mm512_set1_ps(x)
#define ADD(a, b)     _mm512_add_ps(a, b)
#define SUB(a, b)     _mm512_sub_ps(a, b)
#define MUL(a, b)     _mm512_mul_ps(a, b)
#define MAX(a, b)     _mm512_max_ps(a, b)
#define FMA(a, b, c)  _mm512_fmadd_ps(a, b, c)
#define SUM(a)        _mm512_reduce_add_ps(a)
#define LARGEST(a)    _mm512_reduce_max_ps(a)
#define FETCH(ptr)    _mm_prefetch((const char *)(ptr), _MM_HINT_T1)

#include "kern/vector.inc"

const struct kern kern_avx512 = {
    .name = "avx512",
    .affine = affine,
    .maxout = maxout,
    .convolve = convolve,
    .norm_add = norm_add,
    .merge = merge,
    .hidden = hidden,
    .largest = largest,
};
