/* A small network against the same sums done here, one word at a time and in
 * double precision; and its answers must not depend on company or memory. */
#include "base/mem.h"
#include "lang/tok2vec.h"
#include "testing.h"
#include "tiny.h"

#include <math.h>
#include <stdlib.h>

#define W   TINY_WIDTH
#define PAD ((size_t)4)

enum { LEXEMES = 6000 };

static struct tiny tiny;
static struct buf bytes;
static struct tok2vec *net;
static struct lexeme lexeme[LEXEMES];

static int set_up(void **state)
{
    struct part part;
    struct thinc thinc;
    struct err err = {0};

    (void)state;
    tiny_add_tok2vec(&tiny);
    bytes = tiny_pack(&tiny);
    part = part_borrow("tiny", buf_slice(&bytes));
    if (!thinc_read(&thinc, &part, &err) ||
        !tok2vec_read(&net, &thinc, NULL, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    thinc_release(&thinc);
    part_release(&part);
    for (uint32_t i = 0; i < LEXEMES; i++) {
        lexeme[i] = (struct lexeme){.norm_id = i * 0x9e3779b97f4a7c15U,
                                    .prefix_id = i % 26,
                                    .suffix_id = i % 1000,
                                    .shape_id = i % 11,
                                    .is_space = i % 17 == 0,
                                    .index = i};
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tok2vec_free(net);
    tiny_release(&tiny);
    buf_release(&bytes);
    return 0;
}

/* Murmur's finish, as in the plain description of the hash. */
static uint64_t finish(uint64_t x)
{
    x ^= x >> 33;
    x *= 0xff51afd7ed558ccdU;
    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53U;
    return x ^ (x >> 33);
}

static void embed_column(const struct piece *piece, size_t column, double *out)
{
    const struct lexeme *word = piece->lexeme;
    const uint64_t ids[TINY_COLUMNS] = {word->norm_id,   word->prefix_id,
                                        word->suffix_id, word->shape_id,
                                        piece->blank,    word->is_space};
    const float *table = tiny_find(&tiny, "hashembed", column, "E");
    uint64_t seed = 8 + column;
    uint64_t one = ids[column] * 0x87c37b91114253d5U;
    uint64_t two = seed ^ 8;

    one = ((one << 31) | (one >> 33)) * 0x4cf5ad432745937fU;
    one ^= seed ^ 8;
    one += two;
    two += one;
    one = finish(one);
    two = finish(two);
    one += two;
    two += one;
    for (size_t i = 0; i < W; i++) {
        out[i] = (double)table[(uint32_t)one % TINY_ROWS * W + i] +
                 (double)table[(one >> 32) % TINY_ROWS * W + i] +
                 (double)table[(uint32_t)two % TINY_ROWS * W + i] +
                 (double)table[(two >> 32) % TINY_ROWS * W + i];
    }
}

/* out = layer norm of the maxout of `x`. */
static void layer(size_t nth, const double *x, size_t in, double *out)
{
    const float *weight = tiny_find(&tiny, "maxout", nth, "W");
    const float *bias = tiny_find(&tiny, "maxout", nth, "b");
    const float *gain = tiny_find(&tiny, "layernorm", nth, "G");
    const float *shift = tiny_find(&tiny, "layernorm", nth, "b");
    double mean = 0;
    double variance = 0;

    for (size_t o = 0; o < W; o++) {
        out[o] = -HUGE_VAL;
        for (size_t row = 3 * o; row < 3 * o + 3; row++) {
            double sum = (double)bias[row];

            for (size_t i = 0; i < in; i++) {
                sum += x[i] * (double)weight[row * in + i];
            }
            out[o] = fmax(out[o], sum);
        }
        mean += out[o] / W;
    }
    for (size_t o = 0; o < W; o++) {
        variance += (out[o] - mean) * (out[o] - mean) / W;
    }
    for (size_t o = 0; o < W; o++) {
        out[o] = (out[o] - mean) / sqrt(variance + 1e-8) * (double)gain[o] +
                 (double)shift[o];
    }
}

/* One document by the book: four zero rows on both sides, four convolutions
 * over all rows, zeros beyond them. */
static void by_the_book(const struct piece *piece, size_t count, double *out)
{
    size_t rows = count + 2 * PAD;
    double *now = mem_alloc((rows + 2) * W, sizeof *now);
    double *then = mem_alloc((rows + 2) * W, sizeof *then);

    for (size_t i = 0; i < count; i++) {
        double input[TINY_COLUMNS * W];

        for (size_t column = 0; column < TINY_COLUMNS; column++) {
            embed_column(&piece[i], column, input + column * W);
        }
        layer(0, input, TINY_COLUMNS * W, now + (i + PAD + 1) * W);
    }
    for (size_t nth = 1; nth < TINY_LAYERS; nth++) {
        for (size_t r = 1; r <= rows; r++) {
            layer(nth, now + (r - 1) * W, 3 * W, then + r * W);
            for (size_t i = 0; i < W; i++) {
                then[r * W + i] += now[r * W + i];
            }
        }
        memcpy(now + W, then + W, rows * W * sizeof *now);
    }
    memcpy(out, now + (PAD + 1) * W, count * W * sizeof *out);
    free(now);
    free(then);
}

/* `count` pieces, words `from`, from + step ... */
static struct piece *pieces_from(size_t from, size_t step, size_t count)
{
    struct piece *piece = mem_alloc(count, sizeof *piece);

    for (size_t i = 0; i < count; i++) {
        size_t at = (from + i * step) % LEXEMES;

        piece[i] = (struct piece){&lexeme[at], (uint32_t)i, i % 3 != 0};
    }
    return piece;
}

static struct tok2vec_worker *worker_of(const char *kern)
{
    return tok2vec_worker_new(net, kern_named(kern), LEXEMES);
}

static void assert_close(const float *got, const double *want, size_t count,
                         const char *set)
{
    for (size_t i = 0; i < count; i++) {
        if (fabs((double)got[i] - want[i]) > 5e-5) {
            fail_msg("%s, word %zu: %.9g where %.9g belongs", set, i / W,
                     (double)got[i], want[i]);
        }
    }
}

static void each_set_computes_the_network(void **state)
{
    static const char *const names[] = {"scalar", "avx2", "avx512"};
    static const size_t first[] = {0, 1, 3, 8, 16, 47};
    struct piece *piece = pieces_from(3, 7, 47);
    struct batch batch = {piece, first, 5};
    double *want = mem_alloc(47 * W, sizeof *want);

    (void)state;
    for (size_t i = 0; i < 5; i++) {
        by_the_book(piece + first[i], first[i + 1] - first[i],
                    want + first[i] * W);
    }
    for (size_t k = 0; k < 3; k++) {
        struct tok2vec_worker *worker;

        if (kern_named(names[k]) == NULL) {
            print_message("[ skipped: this machine has no %s ]\n", names[k]);
            continue;
        }
        worker = worker_of(names[k]);
        assert_close(tok2vec_run(worker, &batch), want, 47 * W, names[k]);
        tok2vec_worker_free(worker);
    }
    free(piece);
    free(want);
}

/* Three documents together, in another order, alone, and alone once more by
 * one who has seen them: the same bits. */
static void company_and_memory_change_nothing(void **state)
{
    static const size_t first[] = {0, 13, 14, 60};
    struct piece *piece = pieces_from(100, 13, 60);
    struct batch all = {piece, first, 3};
    struct tok2vec_worker *worker =
        tok2vec_worker_new(net, kern_best(), LEXEMES);
    float *together = mem_alloc(60 * W, sizeof *together);

    (void)state;
    memcpy(together, tok2vec_run(worker, &all), 60 * W * sizeof *together);
    for (int round = 0; round < 2; round++) {
        struct tok2vec_worker *fresh =
            tok2vec_worker_new(net, kern_best(), LEXEMES);

        for (size_t doc = 3; doc-- > 0;) {
            size_t bounds[] = {0, first[doc + 1] - first[doc]};
            struct batch one = {piece + first[doc], bounds, 1};

            assert_memory_equal(tok2vec_run(round == 0 ? fresh : worker, &one),
                                together + first[doc] * W,
                                bounds[1] * W * sizeof *together);
        }
        tok2vec_worker_free(fresh);
    }
    tok2vec_worker_free(worker);
    free(piece);
    free(together);
}

/* More words than the cache holds, in one document and again after; and words
 * without an index. */
static void the_cache_may_overflow(void **state)
{
    enum { COUNT = 5000 };
    struct piece *piece = pieces_from(0, 1, COUNT);
    struct lexeme *homeless = mem_alloc(COUNT, sizeof *homeless);
    const size_t first[] = {0, COUNT};
    struct batch batch = {piece, first, 1};
    struct tok2vec_worker *worker =
        tok2vec_worker_new(net, kern_best(), LEXEMES);
    float *kept = mem_alloc(COUNT * W, sizeof *kept);

    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        piece[i].blank = true;
    }
    memcpy(kept, tok2vec_run(worker, &batch), COUNT * W * 4);
    assert_memory_equal(tok2vec_run(worker, &batch), kept, COUNT * W * 4);
    for (size_t i = 0; i < COUNT; i++) {
        homeless[i] = *piece[i].lexeme;
        homeless[i].index = LEXEME_NO_INDEX;
        piece[i].lexeme = &homeless[i];
    }
    assert_memory_equal(tok2vec_run(worker, &batch), kept, COUNT * W * 4);
    tok2vec_worker_free(worker);
    free(piece);
    free(homeless);
    free(kept);
}

/* An index that stands for another word now, after being told to forget. */
static void what_is_forgotten_is_computed_anew(void **state)
{
    struct lexeme word = lexeme[5];
    struct piece piece = {&word, 0, true};
    const size_t first[] = {0, 1};
    struct batch batch = {&piece, first, 1};
    struct tok2vec_worker *worker = worker_of("scalar");
    float before[W];

    (void)state;
    memcpy(before, tok2vec_run(worker, &batch), sizeof before);
    word.norm_id = 12345;
    assert_memory_equal(tok2vec_run(worker, &batch), before, sizeof before);
    tok2vec_forget(worker);
    assert_memory_not_equal(tok2vec_run(worker, &batch), before, sizeof before);
    assert_int_equal(tok2vec_misses(worker), 2);
    tok2vec_worker_free(worker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_set_computes_the_network),
        cmocka_unit_test(company_and_memory_change_nothing),
        cmocka_unit_test(the_cache_may_overflow),
        cmocka_unit_test(what_is_forgotten_is_computed_anew),
    };

    return cmocka_run_group_tests_name("tok2vec", tests, set_up, tear_down);
}
