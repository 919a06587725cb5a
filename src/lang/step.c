#include "lang/step.h"

#include "base/mem.h"

#include <stdlib.h>

/* A state has at most eight slots, and so needs eight blocks at once. */
enum { BLOCK = 64, BLOCKS = 24, LATES = 64 };

/* Rows of a block, computed. */
struct block {
    size_t number;  /* rows BLOCK * number ... */
    uint64_t state; /* the last one that used it; 0: holds nothing */
    float *row;     /* [BLOCK][matrix_width(lower)] */
};

struct step_worker {
    const struct step *step;
    const struct kern *kern;
    struct rows vectors;
    uint64_t state; /* number of the present one */
    struct block block[BLOCKS];
    uint32_t *place; /* by number of block: where it is + 1; 0: nowhere */
    size_t room;     /* of `place` */
    float *input;    /* [BLOCK][matrix_width(input)] */

    /* By slot, so that a state's rows cannot take each other's place. */
    size_t late_row[STEP_SLOTS][LATES]; /* row + 1 of what `late` holds */
    float *late; /* [slots - eager][LATES][matrix_width(late)] */

    float *score;       /* of one state */
    size_t alone;       /* number + 1 of the block whose scores are in: */
    float *alone_score; /* [BLOCK][matrix_width(upper)] */
    float *hidden;      /* [BLOCK][STEP_HIDDEN] */
};

static bool read_linear(struct step *step, const struct thinc *net,
                        struct err *err);
static bool read_lower(struct step *step, const struct thinc *net,
                       struct err *err);
static struct matrix pack_lower(const float *weight, size_t slots);
static void by_piece(const float *from, float *to);
static const float *eager_row(struct step_worker *worker, size_t row,
                              size_t slot);
static const float *late_row(struct step_worker *worker, size_t row,
                             size_t slot);
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

static float *floats(size_t rows, size_t width)
{
    return mem_alloc_aligned(rows * width, sizeof(float));
}

struct step_worker *step_worker_new(const struct step *step,
                                    const struct kern *kern)
{
    struct step_worker *made = mem_alloc(1, sizeof *made);

    made->step = step;
    made->kern = kern;
    for (size_t i = 0; i < BLOCKS; i++) {
        made->block[i].row = floats(BLOCK, matrix_width(&step->lower));
    }
    made->input = floats(BLOCK, matrix_width(&step->input));
    made->late =
        floats((step->slots - step->eager) * LATES, matrix_width(&step->late));
    made->score = floats(1, matrix_width(&step->upper));
    made->alone_score = floats(BLOCK, matrix_width(&step->upper));
    made->hidden = floats(BLOCK, STEP_HIDDEN);
    return made;
}

void step_worker_free(struct step_worker *worker)
{
    if (worker == NULL) {
        return;
    }
    for (size_t i = 0; i < BLOCKS; i++) {
        free(worker->block[i].row);
    }
    free(worker->place);
    free(worker->input);
    free(worker->late);
    free(worker->score);
    free(worker->alone_score);
    free(worker->hidden);
    free(worker);
}

void step_begin(struct step_worker *worker, struct rows vectors)
{
    size_t blocks = vectors.count / BLOCK + 1;

    if (blocks > worker->room) {
        free(worker->place);
        worker->room = 2 * blocks;
        worker->place = mem_alloc(worker->room, sizeof *worker->place);
    }
    memset(worker->place, 0, worker->room * sizeof *worker->place);
    memset(worker->late_row, 0, sizeof worker->late_row);
    for (size_t i = 0; i < BLOCKS; i++) {
        worker->block[i].state = 0;
    }
    worker->vectors = vectors;
    worker->alone = 0;
}

const float *step_scores(struct step_worker *worker, const int32_t *slot)
{
    float hidden[STEP_HIDDEN];

    sum_slots(worker, slot, hidden);
    worker->kern->affine(&worker->step->upper,
                         (struct rows){hidden, STEP_HIDDEN, 1}, worker->score,
                         matrix_width(&worker->step->upper));
    return worker->score;
}

const float *step_scores_alone(struct step_worker *worker, size_t row)
{
    const struct step *step = worker->step;
    size_t width = matrix_width(&step->upper);
    size_t first = row - row % BLOCK;
    size_t left = worker->vectors.count - first;
    size_t count = left < BLOCK ? left : BLOCK;
    int32_t slot[STEP_SLOTS];

    if (worker->alone != first / BLOCK + 1) {
        memset(slot, 0xff, sizeof slot); /* all -1 */
        for (size_t i = 0; i < count; i++) {
            slot[0] = (int32_t)(first + i);
            sum_slots(worker, slot, worker->hidden + i * STEP_HIDDEN);
        }
        worker->kern->affine(&step->upper,
                             (struct rows){worker->hidden, STEP_HIDDEN, count},
                             worker->alone_score, width);
        worker->alone = first / BLOCK + 1;
    }
    return worker->alone_score + (row - first) * width;
}

size_t step_largest(const struct step_worker *worker, const float *score,
                    size_t first, size_t count)
{
    return first + worker->kern->largest(score + first, count);
}

static void sum_slots(struct step_worker *worker, const int32_t *slot,
                      float *hidden)
{
    const struct step *step = worker->step;
    const float *input[STEP_SLOTS];

    worker->state++;
    for (size_t i = 0; i < step->slots; i++) {
        input[i] = slot[i] < 0       ? step->missing + i * STEP_ROW
                   : i < step->eager ? eager_row(worker, (size_t)slot[i], i)
                                     : late_row(worker, (size_t)slot[i], i);
    }
    worker->kern->hidden(input, step->slots, step->bias, hidden);
}

/* From the vectors of rows to the inputs of the lower layer. */
static struct rows project(struct step_worker *worker, size_t row, size_t count)
{
    const struct matrix *input = &worker->step->input;
    struct rows vectors = {worker->vectors.ptr + row * worker->vectors.stride,
                           worker->vectors.stride, count};

    worker->kern->affine(input, vectors, worker->input, matrix_width(input));
    return (struct rows){worker->input, matrix_width(input), count};
}

/* Compute a block, in the place of the one not used for longest. */
static struct block *load_block(struct step_worker *worker, size_t number)
{
    const struct matrix *lower = &worker->step->lower;
    size_t left = worker->vectors.count - number * BLOCK;
    struct block *oldest = worker->block;

    for (size_t i = 1; i < BLOCKS; i++) {
        if (worker->block[i].state < oldest->state) {
            oldest = &worker->block[i];
        }
    }
    if (oldest->state != 0) {
        worker->place[oldest->number] = 0;
    }
    oldest->number = number;
    worker->place[number] = (uint32_t)(oldest - worker->block) + 1;
    worker->kern->affine(
        lower, project(worker, number * BLOCK, left < BLOCK ? left : BLOCK),
        oldest->row, matrix_width(lower));
    return oldest;
}

/* What a row brings to one of the first slots. */
static const float *eager_row(struct step_worker *worker, size_t row,
                              size_t slot)
{
    size_t number = row / BLOCK;
    uint32_t place = worker->place[number];
    struct block *block =
        place != 0 ? &worker->block[place - 1] : load_block(worker, number);

    block->state = worker->state;
    return block->row + row % BLOCK * matrix_width(&worker->step->lower) +
           slot * STEP_ROW;
}

/* What a row brings to one of the other slots. */
static const float *late_row(struct step_worker *worker, size_t row,
                             size_t slot)
{
    const struct matrix *late = &worker->step->late;
    size_t width = matrix_width(late);
    size_t nth = slot - worker->step->eager;
    size_t *holds = &worker->late_row[nth][row % LATES];
    float *out = worker->late + (nth * LATES + row % LATES) * width;

    if (*holds != row + 1) {
        worker->kern->affine(late, project(worker, row, 1), out, width);
        *holds = row + 1;
    }
    return out + nth * STEP_ROW;
}
