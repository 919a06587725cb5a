/* Every kernel set against sums done here, slowly and in double precision, and
 * against itself: what it says of a row never depends on the other rows. */
#include "base/mem.h"
#include "kern/kern.h"
#include "testing.h"

#include <math.h>
#include <stdlib.h>

#define W        KERN_WIDTH
#define ROWS     ((size_t)21)
#define MOST_IN  ((size_t)576)
#define MOST_OUT ((size_t)1056)
#define SLOTS    ((size_t)8)
#define HALF     ((size_t)64)

static const char *const names[] = {"scalar", "avx2", "avx512"};

enum { SETS = sizeof names / sizeof names[0] };

static const double close_enough = 1e-5; /* of 1, or of what belongs there */

/* Numbers in [-1, 1), the same in every run. */
static float next_number(void)
{
    static uint32_t state = 1;

    state = state * 1664525 + 1013904223;
    return (float)(state >> 8) / (float)(1 << 23) - 1.0F;
}

static float *numbers(size_t count)
{
    float *number = mem_alloc_aligned(count, sizeof *number);

    for (size_t i = 0; i < count; i++) {
        number[i] = next_number();
    }
    return number;
}

static double dot(const float *a, const float *b, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += (double)a[i] * (double)b[i];
    }
    return sum;
}

static void assert_close(float got, double want)
{
    if (!(fabs((double)got - want) <= close_enough * fmax(1, fabs(want)))) {
        fail_msg("%.9g where %.9g belongs", (double)got, want);
    }
}

/* Call `check` with each set that this machine runs. */
static void with_each_set(void (*check)(const struct kern *kern))
{
    for (size_t i = 0; i < SETS; i++) {
        const struct kern *kern = kern_named(names[i]);

        if (kern == NULL) {
            print_message("[ skipped: this machine has no %s ]\n", names[i]);
            continue;
        }
        assert_string_equal(kern->name, names[i]);
        check(kern);
    }
}

static void check_affine(const struct kern *kern)
{
    static const size_t shapes[][2] = {{50, 96},  {64, 96},  {106, 64},
                                       {128, 64}, {864, 96}, {1024, 64}};
    float *x = numbers(ROWS * MOST_IN);
    float *y = numbers(ROWS * MOST_OUT);

    for (size_t s = 0; s < sizeof shapes / sizeof shapes[0]; s++) {
        size_t out = shapes[s][0];
        size_t in = shapes[s][1];
        float *weight = numbers(out * in);
        float *bias = numbers(out);
        struct matrix matrix = matrix_affine(weight, bias, out, in);
        size_t width = matrix_width(&matrix);

        for (size_t count = 1; count <= ROWS; count++) {
            kern->affine(&matrix, (struct rows){x, in, count}, y, width);
            for (size_t at = 0; at < count * out; at++) {
                size_t r = at / out;
                size_t o = at % out;

                assert_close(y[r * width + o],
                             dot(x + r * in, weight + o * in, in) +
                                 (double)bias[o]);
            }
        }
        matrix_release(&matrix);
        free(weight);
        free(bias);
    }
    free(x);
    free(y);
}

static double largest_piece(const float *weight, const float *bias,
                            const float *x, size_t in)
{
    double best = -HUGE_VAL;

    for (size_t p = 0; p < KERN_PIECES; p++) {
        best = fmax(best, dot(weight + p * in, x, in) + (double)bias[p]);
    }
    return best;
}

static void check_maxout(const struct kern *kern)
{
    size_t in = MOST_IN;
    float *weight = numbers(W * KERN_PIECES * in);
    float *bias = numbers(W * KERN_PIECES);
    float *x = numbers(ROWS * in);
    float *y = numbers(ROWS * W);
    struct matrix matrix = matrix_maxout(weight, bias, W, in);

    kern->maxout(&matrix, (struct rows){x, in, ROWS}, y, W);
    for (size_t at = 0; at < ROWS * W; at++) {
        size_t o = at % W;

        assert_close(y[at], largest_piece(weight + o * KERN_PIECES * in,
                                          bias + o * KERN_PIECES,
                                          x + at / W * in, in));
    }
    matrix_release(&matrix);
    free(weight);
    free(bias);
    free(x);
    free(y);
}

/* Two rows at once, and yet each is the maxout of its window of three. */
static void check_convolve(const struct kern *kern)
{
    size_t in = 3 * W;
    float *weight = numbers(W * KERN_PIECES * in);
    float *bias = numbers(W * KERN_PIECES);
    float *x = numbers((2 * KERN_PAIRS + 2) * W);
    float *y = numbers(2 * KERN_PAIRS * W);
    struct conv conv = conv_pack(weight, bias);
    const float *window[KERN_PAIRS];

    for (size_t i = 0; i < KERN_PAIRS; i++) {
        window[i] = x + i * 2 * W;
    }
    for (size_t pairs = 1; pairs <= KERN_PAIRS; pairs++) {
        kern->convolve(&conv, window, pairs, y);
        for (size_t at = 0; at < 2 * pairs * W; at++) {
            size_t o = at % W;

            assert_close(y[at], largest_piece(weight + o * KERN_PIECES * in,
                                              bias + o * KERN_PIECES,
                                              x + at / W * W, in));
        }
    }
    conv_release(&conv);
    free(weight);
    free(bias);
    free(x);
    free(y);
}

static void check_norm_add(const struct kern *kern)
{
    float *x = numbers(ROWS * W);
    float *old = numbers(ROWS * W);
    float *y = numbers(ROWS * W);
    struct norm norm;

    for (size_t i = 0; i < W; i++) {
        norm.gain[i] = next_number();
        norm.bias[i] = next_number();
    }
    kern->norm_add(&norm, x, old, y, ROWS);
    for (size_t r = 0; r < ROWS; r++) {
        double mean = 0;
        double variance = 0;

        for (size_t i = 0; i < W; i++) {
            mean += (double)x[r * W + i] / W;
        }
        for (size_t i = 0; i < W; i++) {
            variance += pow((double)x[r * W + i] - mean, 2) / W;
        }
        for (size_t i = 0; i < W; i++) {
            double unit = ((double)x[r * W + i] - mean) / sqrt(variance + 1e-8);

            assert_close(y[r * W + i], (double)old[r * W + i] +
                                           unit * (double)norm.gain[i] +
                                           (double)norm.bias[i]);
        }
    }
    free(x);
    free(old);
    free(y);
}

static void check_merge(const struct kern *kern)
{
    float *part[4];
    float y[W];

    for (size_t i = 0; i < 4; i++) {
        part[i] = numbers(KERN_PIECES * W);
    }
    kern->merge(part[0], part[1], part[2], part[3], y);
    for (size_t o = 0; o < W; o++) {
        double best = -HUGE_VAL;

        for (size_t at = o; at < KERN_PIECES * W; at += W) {
            best = fmax(best, (double)part[0][at] + (double)part[1][at] +
                                  (double)part[2][at] + (double)part[3][at]);
        }
        assert_close(y[o], best);
    }
    for (size_t i = 0; i < 4; i++) {
        free(part[i]);
    }
}

static void check_hidden(const struct kern *kern)
{
    float *bias = numbers(2 * HALF);
    const float *input[SLOTS];
    float *all = numbers(SLOTS * 2 * HALF);
    float y[HALF];

    for (size_t i = 0; i < SLOTS; i++) {
        input[i] = all + i * 2 * HALF;
    }
    kern->hidden(input, SLOTS, bias, y);
    for (size_t o = 0; o < HALF; o++) {
        double sum[2] = {(double)bias[o], (double)bias[HALF + o]};

        for (size_t i = 0; i < SLOTS; i++) {
            sum[0] += (double)input[i][o];
            sum[1] += (double)input[i][HALF + o];
        }
        assert_close(y[o], fmax(sum[0], sum[1]));
    }
    free(bias);
    free(all);
}

static void check_largest(const struct kern *kern)
{
    enum { MOST = 110 };

    for (size_t count = 1; count <= MOST; count++) {
        float *x = numbers(count);

        for (size_t best = 0; best < count; best++) {
            x[best] = 2;
            x[count - 1] = 2; /* an equal one later on does not win */
            assert_int_equal(kern->largest(x, count), best);
            x[best] = -1;
            x[count - 1] = -1;
        }
        free(x);
    }
}

/* Any answer will do, as long as it is one. */
static void check_no_numbers(const struct kern *kern)
{
    float x[40];

    for (size_t i = 0; i < 40; i++) {
        x[i] = (float)NAN;
    }
    assert_true(kern->largest(x, 40) < 40);
    assert_true(kern->largest(x, 3) < 3);
}

static void check_rows_alone(const struct kern *kern)
{
    float *weight = numbers(106 * (size_t)64);
    float *x = numbers(ROWS * 64);
    struct matrix matrix = matrix_affine(weight, NULL, 106, 64);
    size_t width = matrix_width(&matrix);
    float *together = numbers(ROWS * width);
    float *alone = numbers(width);

    kern->affine(&matrix, (struct rows){x, 64, ROWS}, together, width);
    for (size_t r = 0; r < ROWS; r++) {
        kern->affine(&matrix, (struct rows){x + r * 64, 64, 1}, alone, width);
        assert_memory_equal(alone, together + r * width, width * sizeof *alone);
    }
    matrix_release(&matrix);
    free(weight);
    free(x);
    free(together);
    free(alone);
}

static void affine_is_a_product_and_a_bias(void **state)
{
    (void)state;
    with_each_set(check_affine);
}

static void maxout_is_the_largest_of_three(void **state)
{
    (void)state;
    with_each_set(check_maxout);
}

static void convolution_sees_both_neighbours(void **state)
{
    (void)state;
    with_each_set(check_convolve);
}

static void norm_has_mean_and_variance(void **state)
{
    (void)state;
    with_each_set(check_norm_add);
}

static void merge_is_the_largest_of_three_sums(void **state)
{
    (void)state;
    with_each_set(check_merge);
}

static void hidden_is_the_larger_of_two_sums(void **state)
{
    (void)state;
    with_each_set(check_hidden);
}

static void the_first_of_equals_is_largest(void **state)
{
    (void)state;
    with_each_set(check_largest);
    with_each_set(check_no_numbers);
}

static void a_row_does_not_know_the_others(void **state)
{
    (void)state;
    with_each_set(check_rows_alone);
}

static void the_environment_chooses_a_set(void **state)
{
    (void)state;
    assert_null(kern_named("abacus"));
    for (size_t i = 0; i < SETS; i++) {
        assert_int_equal(setenv("DEMARCHE_CPU", names[i], 1), 0);
        if (kern_named(names[i]) != NULL) {
            assert_string_equal(kern_best()->name, names[i]);
        }
    }
    assert_int_equal(setenv("DEMARCHE_CPU", "abacus", 1), 0);
    assert_non_null(kern_best());
    assert_int_equal(unsetenv("DEMARCHE_CPU"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(affine_is_a_product_and_a_bias),
        cmocka_unit_test(maxout_is_the_largest_of_three),
        cmocka_unit_test(convolution_sees_both_neighbours),
        cmocka_unit_test(norm_has_mean_and_variance),
        cmocka_unit_test(merge_is_the_largest_of_three_sums),
        cmocka_unit_test(hidden_is_the_larger_of_two_sums),
        cmocka_unit_test(the_first_of_equals_is_largest),
        cmocka_unit_test(a_row_does_not_know_the_others),
        cmocka_unit_test(the_environment_chooses_a_set),
    };

    return cmocka_run_group_tests_name("kernels", tests, NULL, NULL);
}
