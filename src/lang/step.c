#include "lang/step.h"

#include "base/mem.h"

#include <stdlib.h>

static bool read_linear(struct step *step, const struct thinc *net,
                        struct err *err);
static bool read_lower(struct step *step, const struct thinc *net,
                       struct err *err);
static struct matrix pack_lower(const float *weight, size_t slots);
static void by_piece(const float *from, float *to);
static void make_room(struct step_worker *worker, size_t rows);
static void sum_slots(struct step_worker *worker, const int32_t *slot,
                      float *hidden);

bool step_read(struct step *step, const struct thinc *net, size_t slots,
               size_t eager, size_t moves, struct err *err)
{
    bool ok;

    *step = (struct step){.slots = slots, .eager = eager, .moves = moves};
    ok = read_linear(step, net, err) && read_lower(step, net, err);
    if (!ok) {
        step_release(step);
    }
    return ok;
}

void step_release(struct step *step)
{
    matrix_release(&step->input);
    matrix_release(&step->lower);
    matrix_release(&step->late);
    matrix_release(&step->upper);
    free(step->missing);
    free(step->bias);
    *step = (struct step){0};
}

/* Two plain layers, `upper` first in the file; their shapes tell them apart. */
static bool read_linear(struct step *step, const struct thinc *net,
                        struct err *err)
{
    struct matrix *const matrix[] = {&step->upper, &step->input};
    size_t const out[] = {step->moves, STEP_HIDDEN};
    size_t const in[] = {STEP_HIDDEN, KERN_WIDTH};
    size_t from = 0;
    bool ok = true;

    for (size_t i = 0; ok && i < 2; i++) {
        size_t weight_shape[] = {out[i], in[i]};
        size_t bias_shape[] = {out[i]};
        const struct thinc_node *node;
        float *weight;
        float *bias;

        ok = thinc_find(net, "linear", &from, &node, err);
        weight = ok ? thinc_floats(net, node, "W", weight_shape, 2, err) : NULL;
        bias = ok ? thinc_floats(net, node, "b", bias_shape, 1, err) : NULL;
        ok = weight != NULL && bias != NULL;
        if (ok) {
            *matrix[i] = matrix_affine(weight, bias, out[i], in[i]);
        }
        free(weight);
        free(bias);
    }
    return ok;
}

static bool read_lower(struct step *step, const struct thinc *net,
                       struct err *err)
{
    size_t weight_shape[] = {step->slots, STEP_HIDDEN, 2, STEP_HIDDEN};
    size_t bias_shape[] = {STEP_HIDDEN, 2};
    size_t pad_shape[] = {1, step->slots, STEP_HIDDEN, 2};
    size_t eager = step->eager;
    const struct thinc_node *node;
    size_t from = 0;
    float *array[3] = {0};
    bool ok = thinc_find(net, "precomputable_affine", &from, &node, err);

    if (ok) {
        array[0] = thinc_floats(net, node, "W", weight_shape, 4, err);
        array[1] = thinc_floats(net, node, "b", bias_shape, 2, err);
        array[2] = thinc_floats(net, node, "pad", pad_shape, 4, err);
        ok = array[0] != NULL && array[1] != NULL && array[2] != NULL;
    }
    if (ok) {
        step->lower = pack_lower(array[0], eager);
        step->late = pack_lower(array[0] + eager * STEP_ROW * STEP_HIDDEN,
                                step->slots - eager);
        step->bias = mem_alloc_aligned(STEP_ROW, sizeof(float));
        step->missing =
            mem_alloc_aligned(step->slots * STEP_ROW, sizeof(float));
        by_piece(array[1], step->bias);
        for (size_t i = 0; i < step->slots; i++) {
            by_piece(array[2] + i * STEP_ROW, step->missing + i * STEP_ROW);
        }
    }
    for (size_t i = 0; i < 3; i++) {
        free(array[i]);
    }
    return ok;
}

/* W[slot][o][piece][k]: pieces become the outer order, as in the sums. */
static struct matrix pack_lower(const float *weight, size_t slots)
{
    size_t columns = slots * STEP_ROW;
    float *sorted = mem_alloc(columns * STEP_HIDDEN, sizeof *sorted);
    struct matrix made;

    for (size_t column = 0; column < columns; column++) {
        size_t slot = column / STEP_ROW;
        size_t piece = column % STEP_ROW / STEP_HIDDEN;
        size_t o = column % STEP_HIDDEN;
        size_t row = slot * STEP_ROW + 2 * o + piece;

        memcpy(sorted + column * STEP_HIDDEN, weight + row * STEP_HIDDEN,
               STEP_HIDDEN * sizeof *sorted);
    }
    made = matrix_affine(sorted, NULL, columns, STEP_HIDDEN);
    free(sorted);
    return made;
}

/* [64][2] to [2][64]. */
static void by_piece(const float *from, float *to)
{
    for (size_t i = 0; i < STEP_ROW; i++) {
        to[i % 2 * STEP_HIDDEN + i / 2] = from[i];
    }
}

void step_worker_release(struct step_worker *worker)
{
    free(worker->in);
    free(worker->lower);
    free(worker->late);
    free(worker->is_late);
    free(worker->hidden);
    free(worker->score);
    *worker = (struct step_worker){0};
}

static void make_room(struct step_worker *worker, size_t rows)
{
    const struct step *step = worker->step;
    const struct kern *kern = worker->kern;
    size_t room = rows + rows / 2;

    if (rows <= worker->room) {
        return;
    }
    step_worker_release(worker);
    *worker = (struct step_worker){.step = step, .kern = kern, .room = room};
    worker->in = mem_alloc_aligned(room * matrix_width(&step->input), 4);
    worker->lower = mem_alloc_aligned(room * matrix_width(&step->lower), 4);
    worker->late = mem_alloc_aligned(room * matrix_width(&step->late), 4);
    worker->is_late = mem_alloc(room, sizeof *worker->is_late);
    worker->hidden = mem_alloc_aligned(room * STEP_HIDDEN, 4);
    worker->score =
        mem_alloc_aligned((room + 1) * matrix_width(&step->upper), 4);
}

void step_begin(struct step_worker *worker, struct rows vectors)
{
    const struct step *step = worker->step;
    size_t width = matrix_width(&step->input);

    make_room(worker, vectors.count);
    worker->rows = vectors.count;
    memset(worker->is_late, 0, vectors.count * sizeof *worker->is_late);
    worker->kern->affine(&step->input, vectors, worker->in, width);
    worker->kern->affine(&step->lower,
                         (struct rows){worker->in, width, vectors.count},
                         worker->lower, matrix_width(&step->lower));
}

/* What row `row` brings to a slot that is not computed beforehand. */
static const float *late_row(struct step_worker *worker, size_t row,
                             size_t slot)
{
    const struct step *step = worker->step;
    size_t width = matrix_width(&step->late);
    size_t in = matrix_width(&step->input);

    if (!worker->is_late[row]) {
        worker->kern->affine(&step->late,
                             (struct rows){worker->in + row * in, in, 1},
                             worker->late + row * width, width);
        worker->is_late[row] = true;
    }
    return worker->late + row * width + (slot - step->eager) * STEP_ROW;
}

static void sum_slots(struct step_worker *worker, const int32_t *slot,
                      float *hidden)
{
    const struct step *step = worker->step;
    size_t width = matrix_width(&step->lower);
    const float *input[STEP_SLOTS];

    for (size_t i = 0; i < step->slots; i++) {
        if (slot[i] < 0) {
            input[i] = step->missing + i * STEP_ROW;
        } else if (i < step->eager) {
            input[i] = worker->lower + (size_t)slot[i] * width + i * STEP_ROW;
        } else {
            input[i] = late_row(worker, (size_t)slot[i], i);
        }
    }
    worker->kern->hidden(input, step->slots, step->bias, hidden);
}

const float *step_scores(struct step_worker *worker, const int32_t *slot)
{
    size_t width = matrix_width(&worker->step->upper);
    float *score = worker->score + worker->room * width;
    float hidden[STEP_HIDDEN];

    sum_slots(worker, slot, hidden);
    worker->kern->affine(&worker->step->upper,
                         (struct rows){hidden, STEP_HIDDEN, 1}, score, width);
    return score;
}

const float *step_scores_alone(struct step_worker *worker)
{
    int32_t slot[STEP_SLOTS];

    memset(slot, 0xff, sizeof slot);
    for (size_t i = 0; i < worker->rows; i++) {
        slot[0] = (int32_t)i;
        sum_slots(worker, slot, worker->hidden + i * STEP_HIDDEN);
    }
    worker->kern->affine(
        &worker->step->upper,
        (struct rows){worker->hidden, STEP_HIDDEN, worker->rows}, worker->score,
        matrix_width(&worker->step->upper));
    return worker->score;
}
