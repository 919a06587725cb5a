/* A small model of either family, made here: a sentence's vectors do not
 * depend on its company, eight bits stay near, damaged folders are refused. */
#include "making.h"
#include "sense/encoder.h"

#include <math.h>

static struct encoder *open_model(enum encoder_weights weights)
{
    struct encoder *encoder = NULL;
    struct err err = {0};

    if (!encoder_open(&encoder, folder, weights, &err)) {
        fail_msg("%s", err.text);
    }
    return encoder;
}

static const int32_t ids[] = {2, 4, 5, 6, 3, 2, 7, 3, 2, 4, 4, 4, 3};
static const size_t lens[] = {5, 3, 5};
enum { IDS = sizeof ids / sizeof ids[0] };

static void check_company(bool is_bert)
{
    float together[IDS * WIDTH];
    float alone[IDS * WIDTH];
    struct encoder *encoder;
    struct encoder_bench *bench;
    size_t at = 0;

    write_model(is_bert);
    encoder = open_model(ENCODER_FLOATS);
    bench = encoder_bench(encoder, PASS);
    encoder_run(encoder, bench, ids, lens, 3, together);
    for (size_t i = 0; i < 3; i++) {
        encoder_run(encoder, bench, ids + at, lens + i, 1, alone + at * WIDTH);
        at += lens[i];
    }
    assert_memory_equal(together, alone, sizeof alone);
    encoder_bench_free(bench);
    encoder_close(encoder);
}

static void company_does_not_matter(void **state)
{
    (void)state;
    check_company(true);
    check_company(false);
}

static void place_in_the_sentence_matters(void **state)
{
    float out[IDS * WIDTH];
    struct encoder *encoder;
    struct encoder_bench *bench;

    (void)state;
    write_model(false);
    encoder = open_model(ENCODER_FLOATS);
    bench = encoder_bench(encoder, PASS);
    encoder_run(encoder, bench, ids, lens, 3, out);
    /* the third sentence's letters are all "a" */
    assert_memory_not_equal(out + 9 * WIDTH, out + 10 * WIDTH,
                            WIDTH * sizeof(float));
    encoder_bench_free(bench);
    encoder_close(encoder);
}

static void bytes_stay_near_floats(void **state)
{
    float whole[IDS * WIDTH];
    float rough[IDS * WIDTH];
    double dot = 0;
    double one = 0;
    double other = 0;

    (void)state;
    write_model(true);
    for (int i = 0; i < 2; i++) {
        struct encoder *encoder =
            open_model(i == 0 ? ENCODER_FLOATS : ENCODER_BYTES);
        struct encoder_bench *bench = encoder_bench(encoder, PASS);

        encoder_run(encoder, bench, ids, lens, 3, i == 0 ? whole : rough);
        encoder_bench_free(bench);
        encoder_close(encoder);
    }
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++) {
        dot += (double)whole[i] * (double)rough[i];
        one += (double)whole[i] * (double)whole[i];
        other += (double)rough[i] * (double)rough[i];
    }
    assert_true(dot / sqrt(one * other) > 0.99);
}

static void marks_frame_a_sentence(void **state)
{
    struct encoder *encoder;
    struct wordpiece piece[8];
    int32_t id[10];

    (void)state;
    write_model(true);
    encoder = open_model(ENCODER_FLOATS);
    assert_int_equal(
        wordpiece_cut(encoder_vocab(encoder), SLICE("a d"), piece, 8), 2);
    assert_int_equal(encoder_frame(encoder, piece, 2, id), 4);
    assert_int_equal(id[0], 2);
    assert_int_equal(id[2], 7);
    assert_int_equal(id[3], 3);
    encoder_close(encoder);
}

static void assert_refused(const char *why)
{
    struct encoder *encoder = NULL;
    struct err err = {0};

    assert_false(encoder_open(&encoder, folder, ENCODER_FLOATS, &err));
    assert_null(encoder);
    if (strstr(err.text, why) == NULL) {
        fail_msg("'%s' where '%s' belongs", err.text, why);
    }
}

static void damaged_models_are_refused(void **state)
{
    (void)state;
    write_model(true);
    write_weights(true, 4);
    assert_refused("lies outside of the file");
    write_weights(false, 0);
    assert_refused("has no array 'embeddings.token_type");
    write_in_folder("config.json", SLICE("{\"model_type\":\"gpt\"}"));
    assert_refused("is of type 'gpt'");
    write_in_folder("config.json", SLICE("{"));
    assert_refused("config.json:");
    write_in_folder("config.json", slice_of(bert));
    write_in_folder("vocab.txt", SLICE("[UNK]\na\n"));
    assert_refused("is not the vocabulary of this model");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(company_does_not_matter),
        cmocka_unit_test(place_in_the_sentence_matters),
        cmocka_unit_test(bytes_stay_near_floats),
        cmocka_unit_test(marks_frame_a_sentence),
        cmocka_unit_test(damaged_models_are_refused),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
