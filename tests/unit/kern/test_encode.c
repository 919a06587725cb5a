/* Every set of an encoder's kernels against the plain one, at sizes that do
 * not fill a vector or a tile. */
#include "base/mem.h"
#include "kern/encode.h"
#include "testing.h"

#include <math.h>
#include <stdlib.h>

#define STRIDE ((size_t)200)
#define MOST   ((size_t)1 << 16)

static const char *const names[] = {"avx2", "avxvnni", "avx512", "amx"};

/* Numbers in [-2, 2), the same in every run. */
static float *numbers(size_t count)
{
    static uint32_t state = 7;
    float *number = mem_alloc_aligned(count, sizeof *number);

    for (size_t i = 0; i < count; i++) {
        state = state * 1664525 + 1013904223;
        number[i] = (float)(state >> 8) / (float)(1 << 22) - 2.0F;
    }
    return number;
}

static void assert_same(const float *got, const float *want, size_t count,
                        double most)
{
    for (size_t i = 0; i < count; i++) {
        if (!(fabs((double)got[i] - (double)want[i]) <= most)) {
            fail_msg("%.9g where %.9g belongs, at %zu", (double)got[i],
                     (double)want[i], i);
        }
    }
}

/* Call `check` with each set that this machine runs. */
static void with_each_set(void (*check)(const struct encode *encode))
{
    assert_string_equal(encode_named("scalar")->name, "scalar");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct encode *encode = encode_named(names[i]);

        if (encode == NULL) {
            print_message("[ skipped: this machine has no %s ]\n", names[i]);
            continue;
        }
        check(encode);
    }
}

static void check_attend(const struct encode *encode)
{
    static const size_t sizes[][2] = {{1, 16},  {3, 32},  {16, 64},
                                      {17, 32}, {37, 64}, {130, 48}};
    float *x = numbers(3 * MOST);
    float *near = numbers(2 * ENCODE_ROWS);
    float *got = numbers(MOST);
    float *want = numbers(MOST);
    float *scratch = numbers(ENCODE_SCRATCH);

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (size_t with_near = 0; with_near < 2; with_near++) {
            struct attention attention = {
                .query = x,
                .key = x + 64,
                .value = x + 128,
                .stride = STRIDE,
                .rows = sizes[i][0],
                .head = sizes[i][1],
                .scale = 0.3F,
                .near = with_near != 0 ? near + ENCODE_ROWS : NULL,
                .y_stride = 64,
                .scratch = scratch,
            };

            attention.y = want;
            encode_named("scalar")->attend(&attention);
            attention.y = got;
            encode->attend(&attention);
            for (size_t r = 0; r < attention.rows; r++) {
                assert_same(got + r * 64, want + r * 64, attention.head, 1e-5);
            }
        }
    }
    free(x);
    free(near);
    free(got);
    free(want);
    free(scratch);
}

static void attends_like_the_plain_one(void **state)
{
    (void)state;
    with_each_set(check_attend);
}

static void check_norm(const struct encode *encode)
{
    float *x = numbers(3 * 384);
    float *old = numbers(3 * 384);
    float *gain = numbers(384);
    float *want = numbers(3 * 384);
    const struct wide_norm norm = {gain, gain, 1e-12F, 384};

    encode_named("scalar")->norm(&norm, x, old, want, 3);
    encode->norm(&norm, x, old, old, 3); /* in place */
    assert_same(old, want, 3 * (size_t)384, 1e-5);
    free(x);
    free(old);
    free(gain);
    free(want);
}

static void norms_like_the_plain_one(void **state)
{
    (void)state;
    with_each_set(check_norm);
}

static void check_gelu(const struct encode *encode)
{
    float got[1024];
    float want[1024];

    for (size_t i = 0; i < 1024; i++) {
        want[i] = got[i] = ((float)i - 512.0F) / 32.0F;
    }
    encode->gelu(got, 1024);
    encode_named("scalar")->gelu(want, 1024);
    assert_same(got, want, 1024, 2e-6);
    assert_true(got[512] == 0.0F);
    assert_true(fabsf(got[0]) < 1e-6F);
}

static void bends_like_the_plain_one(void **state)
{
    (void)state;
    with_each_set(check_gelu);
}

static void check_bytes(const struct encode *encode)
{
    enum { OUT = 100, IN = 112, ROWS = 37, WIDE = 144 };

    float *x = numbers((size_t)ROWS * IN);
    float *weight = numbers((size_t)OUT * IN);
    float *bias = numbers(OUT);
    float *got = numbers((size_t)ROWS * WIDE);
    float *want = numbers((size_t)ROWS * WIDE);
    struct bytes bytes = bytes_pack(weight, bias, OUT, IN);

    for (size_t k = 0; k < IN; k++) {
        x[k] = 0.0F; /* a row of nothing */
    }
    encode_named("scalar")->affine(&bytes, (struct rows){x, IN, ROWS}, want,
                                   WIDE);
    encode->affine(&bytes, (struct rows){x, IN, ROWS}, got, WIDE);
    for (size_t r = 0; r < ROWS; r++) {
        assert_same(got + r * WIDE, want + r * WIDE, OUT, 1e-4);
    }
    assert_same(got, bias, OUT, 1e-6);
    bytes_release(&bytes);
    free(x);
    free(weight);
    free(bias);
    free(got);
    free(want);
}

static void multiplies_bytes_like_the_plain_one(void **state)
{
    (void)state;
    with_each_set(check_bytes);
}

/* Eight bits are near the product of the floats: of 112 products of numbers
 * up to 2, each rounded to 1/127 of its row's largest. */
static void bytes_are_near_floats(void **state)
{
    enum { OUT = 48, IN = 112 };

    float *x = numbers(IN);
    float *weight = numbers((size_t)OUT * IN);
    float y[OUT];
    struct bytes bytes = bytes_pack(weight, NULL, OUT, IN);

    (void)state;
    encode_best()->affine(&bytes, (struct rows){x, IN, 1}, y, OUT);
    for (size_t o = 0; o < OUT; o++) {
        double sum = 0;

        for (size_t k = 0; k < IN; k++) {
            sum += (double)x[k] * (double)weight[o * IN + k];
        }
        assert_true(fabs((double)y[o] - sum) < 0.5);
    }
    bytes_release(&bytes);
    free(x);
    free(weight);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attends_like_the_plain_one),
        cmocka_unit_test(norms_like_the_plain_one),
        cmocka_unit_test(bends_like_the_plain_one),
        cmocka_unit_test(multiplies_bytes_like_the_plain_one),
        cmocka_unit_test(bytes_are_near_floats),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
