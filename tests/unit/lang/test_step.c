/* The scores of states against the same sums done here in double precision:
 * more rows than are kept at a time, asked for in any order. */
#include "base/mem.h"
#include "lang/step.h"
#include "testing.h"
#include "tiny.h"

#include <math.h>
#include <stdlib.h>

#define W     TINY_WIDTH
#define ROWS  ((size_t)4000)
#define SLOTS ((size_t)3)
#define MOVES ((size_t)10)

static struct tiny tiny;
static float *vectors; /* [ROWS][W] */

static uint32_t next_random(void)
{
    static uint32_t state = 3;

    state = state * 1664525 + 1013904223;
    return state >> 8;
}

static int set_up(void **state)
{
    (void)state;
    tiny_add_step(&tiny, SLOTS, MOVES);
    vectors = mem_alloc_aligned(ROWS * W, sizeof *vectors);
    for (size_t i = 0; i < ROWS * W; i++) {
        vectors[i] = (float)next_random() / (float)(1 << 23) - 1.0F;
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tiny_release(&tiny);
    free(vectors);
    return 0;
}

static double dot(const float *weight, const double *x, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += (double)weight[i] * x[i];
    }
    return sum;
}

/* The 64 inputs of the lower layer, of a row. */
static void project(int32_t row, double out[TINY_HIDDEN])
{
    const float *weight = tiny_find(&tiny, "linear", 1, "W");
    const float *bias = tiny_find(&tiny, "linear", 1, "b");
    double x[W];

    for (size_t i = 0; i < W; i++) {
        x[i] = (double)vectors[(size_t)row * W + i];
    }
    for (size_t o = 0; o < TINY_HIDDEN; o++) {
        out[o] = dot(weight + o * W, x, W) + (double)bias[o];
    }
}

static void by_the_book(const int32_t *slot, double score[MOVES])
{
    const float *weight = tiny_find(&tiny, "precomputable_affine", 0, "W");
    const float *bias = tiny_find(&tiny, "precomputable_affine", 0, "b");
    const float *pad = tiny_find(&tiny, "precomputable_affine", 0, "pad");
    const float *upper = tiny_find(&tiny, "linear", 0, "W");
    const float *upper_bias = tiny_find(&tiny, "linear", 0, "b");
    double sum[TINY_HIDDEN * 2];
    double hidden[TINY_HIDDEN];

    for (size_t i = 0; i < TINY_HIDDEN * 2; i++) {
        sum[i] = (double)bias[i];
    }
    for (size_t f = 0; f < SLOTS; f++) {
        double x[TINY_HIDDEN];

        if (slot[f] >= 0) {
            project(slot[f], x);
        }
        for (size_t i = 0; i < TINY_HIDDEN * 2; i++) {
            size_t row = f * TINY_HIDDEN * 2 + i;

            sum[i] += slot[f] < 0
                          ? (double)pad[row]
                          : dot(weight + row * TINY_HIDDEN, x, TINY_HIDDEN);
        }
    }
    for (size_t o = 0; o < TINY_HIDDEN; o++) {
        hidden[o] = fmax(sum[2 * o], sum[2 * o + 1]);
    }
    for (size_t m = 0; m < MOVES; m++) {
        score[m] = dot(upper + m * TINY_HIDDEN, hidden, TINY_HIDDEN) +
                   (double)upper_bias[m];
    }
}

static void assert_scores(const float *got, const int32_t *slot)
{
    double want[MOVES];

    by_the_book(slot, want);
    for (size_t m = 0; m < MOVES; m++) {
        assert_true(fabs((double)got[m] - want[m]) < 1e-3);
    }
}

static struct step read_step(size_t eager)
{
    struct buf bytes = tiny_pack(&tiny);
    struct part part = part_borrow("tiny", buf_slice(&bytes));
    struct thinc net;
    struct step step;
    struct err err = {0};

    assert_true(thinc_read(&net, &part, &err));
    assert_true(step_read(&step, &net, SLOTS, eager, MOVES, &err));
    thinc_release(&net);
    part_release(&part);
    buf_release(&bytes);
    return step;
}

/* With all slots computed in blocks, and with only the first. */
static void any_state_has_its_scores(void **state)
{
    (void)state;
    for (size_t eager = 1; eager <= SLOTS; eager += SLOTS - 1) {
        struct step step = read_step(eager);
        struct step_worker *worker = step_worker_new(&step, kern_best());

        step_begin(worker, (struct rows){vectors, W, ROWS});
        for (size_t i = 0; i < 1500; i++) {
            int32_t slot[SLOTS];

            for (size_t f = 0; f < SLOTS; f++) {
                slot[f] = (int32_t)(next_random() % (ROWS + 400)) - 400;
                slot[f] = slot[f] < 0 ? -1 : slot[f];
            }
            if (i % 3 == 0 && slot[1] >= 64) {
                slot[2] = slot[1] - 64; /* at the same place of a block */
            }
            assert_scores(step_scores(worker, slot), slot);
        }
        step_worker_free(worker);
        step_release(&step);
    }
}

static void a_row_alone_has_the_scores_of_its_state(void **state)
{
    struct step step = read_step(1);
    struct step_worker *worker = step_worker_new(&step, kern_best());

    (void)state;
    step_begin(worker, (struct rows){vectors, W, ROWS});
    for (size_t row = 0; row < ROWS; row += row % 100 == 70 ? 300 : 7) {
        const int32_t slot[SLOTS] = {(int32_t)row, -1, -1};

        assert_scores(step_scores_alone(worker, row), slot);
    }
    step_worker_free(worker);
    step_release(&step);
}

/* Other vectors at the same place: nothing of the last batch is left. */
static void a_new_batch_starts_afresh(void **state)
{
    struct step step = read_step(1);
    struct step_worker *worker = step_worker_new(&step, kern_best());
    const int32_t slot[SLOTS] = {1, 2, 0};
    float kept[MOVES];

    (void)state;
    step_begin(worker, (struct rows){vectors, W, 5});
    memcpy(kept, step_scores(worker, slot), sizeof kept);
    step_begin(worker, (struct rows){vectors + 9 * W, W, 5});
    assert_memory_not_equal(step_scores(worker, slot), kept, sizeof kept);
    step_begin(worker, (struct rows){vectors, W, 5});
    assert_memory_equal(step_scores(worker, slot), kept, sizeof kept);
    step_worker_free(worker);
    step_release(&step);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_state_has_its_scores),
        cmocka_unit_test(a_row_alone_has_the_scores_of_its_state),
        cmocka_unit_test(a_new_batch_starts_afresh),
    };

    return cmocka_run_group_tests_name("step", tests, set_up, tear_down);
}
