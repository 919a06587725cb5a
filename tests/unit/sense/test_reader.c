/* A reader on a small encoder with heads made up here: what it says is well
 * formed and always the same; files that do not fit are refused. */
#include "making.h"
#include "sense/reader.h"

#include <math.h>

enum { HIDDEN = 256, ASK = 64, STEPS = 24, WORDS = 6 };

static char models[64];

/* An array of `rows` and one of as many biases. */
static void put_head(struct writer *writer, const char *name, size_t rows,
                     size_t columns)
{
    put_affine(writer, "", name, rows, columns);
}

static void begin(struct writer *writer)
{
    buf_printf(&writer->header,
               "{\"__metadata__\":{\"encoder\":\"%s\","
               "\"types\":\"demand,reject\",\"roots\":\"REQUEST,REJECT\"}",
               strrchr(folder, '/') + 1);
    put_array(writer, "adapter.1.inner.a", 4, WIDTH);
    put_array(writer, "adapter.1.inner.b", INNER, 4);
}

static void put_attribution(struct writer *writer, size_t tags)
{
    static const char *const link[] = {"link.cue.ask", "link.cue.key",
                                       "link.source.ask", "link.source.key"};

    put_head(writer, "tag", tags, WIDTH);
    for (size_t i = 0; i < 4; i++) {
        put_head(writer, link[i], ASK, WIDTH);
    }
    put_array(writer, "link.cue.none", 1, ASK);
    put_array(writer, "link.source.none", 1, ASK);
}

static void put_pair(struct writer *writer)
{
    put_array(writer, "pair.ask", WIDTH, 2 * (size_t)WIDTH);
    put_array(writer, "pair.source", HIDDEN, WIDTH);
    put_array(writer, "pair.target", HIDDEN, WIDTH);
    put_array(writer, "pair.pool", HIDDEN, WIDTH);
    put_array(writer, "pair.bias", 1, HIDDEN);
    put_array(writer, "pair.nosource", 1, WIDTH);
    put_array(writer, "pair.notarget", 1, WIDTH);
    put_head(writer, "root", 2, HIDDEN);
    put_head(writer, "quad", 4, HIDDEN);
}

static void put_role(struct writer *writer, const char *role)
{
    char name[32];

    (void)snprintf(name, sizeof name, "%s.near", role);
    put_array(writer, name, STEPS, ASK);
    (void)snprintf(name, sizeof name, "%s.word", role);
    put_array(writer, name, 1, ASK);
    (void)snprintf(name, sizeof name, "%s.nobody.weight", role);
    put_array(writer, name, 1, ASK);
    (void)snprintf(name, sizeof name, "%s.nobody.bias", role);
    put_array(writer, name, 1, 1);
}

static void put_acts(struct writer *writer, size_t types)
{
    static const char *const role[] = {"actor.ask", "actor.key",
                                       "recipient.ask", "recipient.key"};

    put_head(writer, "word", HIDDEN, WIDTH);
    put_head(writer, "type", types, HIDDEN);
    put_head(writer, "flag", READER_FLAGS, HIDDEN);
    for (size_t i = 0; i < 4; i++) {
        put_head(writer, role[i], ASK, WIDTH);
    }
    put_role(writer, "actor");
    put_role(writer, "recipient");
    put_pair(writer);
}

/* The trained file; `tags` or `types` 0: without that task's heads. */
static void write_trained(size_t tags, size_t types)
{
    struct writer writer = {0};

    begin(&writer);
    if (tags != 0) {
        put_attribution(&writer, tags);
    }
    if (types != 0) {
        put_acts(&writer, types);
    }
    write_arrays(&writer, "base.safetensors", 0);
}

static const struct reader_place *place(void)
{
    static struct reader_place place = {.name = "base"};

    (void)snprintf(models, sizeof models, "%.*s",
                   (int)(strrchr(folder, '/') - folder), folder);
    place.trained = folder;
    place.encoders = models;
    return &place;
}

static struct reader *open_trained(size_t tags, size_t types)
{
    struct reader *reader = NULL;
    struct err err = {0};

    write_model(true);
    write_trained(tags, types);
    if (!reader_open(&reader, place(), ENCODER_FLOATS, &err)) {
        fail_msg("%s", err.text);
    }
    return reader;
}

static struct reader *open_reader(void)
{
    return open_trained(12, 3);
}

static const struct span word[WORDS] = {{0, 1}, {2, 3},  {4, 5},
                                        {5, 6}, {7, 10}, {11, 12}};
static const bool starts[WORDS] = {true, false, false, false, true, false};
static const struct reader_passage passage = {
    {"a b c. d d d", 12}, word, starts, WORDS};

static void tags_are_legal_and_linked(void **state)
{
    struct reader *reader = open_reader();
    struct reader_bench *bench = reader_bench_new(reader);
    const struct reader_unit *unit;
    struct reader_found found;

    (void)state;
    assert_true(reader_attributes(reader));
    assert_int_equal(reader_cut(reader, bench, &passage, &unit), 1);
    assert_true(reader_gather(reader, bench, &unit[0]));
    reader_encode(reader, bench);
    reader_turn_to(reader, bench, 0);
    reader_attribute(reader, bench, &found);
    for (size_t part = 0; part < READER_PARTS; part++) {
        size_t end = 0;

        for (size_t i = 0; i < found.spans[part]; i++) {
            const struct reader_span *span = &found.span[part][i];

            assert_true(span->word.start >= end);
            assert_true(span->word.end > span->word.start);
            assert_true(span->word.end <= WORDS);
            assert_true(span->score > 0 && span->score <= 1);
            assert_true(span->link == READER_NONE ||
                        span->link < found.spans[READER_CUE] +
                                         found.spans[READER_SOURCE]);
            end = span->word.end;
        }
    }
    reader_bench_free(bench);
    reader_close(reader);
}

static double sum(const float *value, size_t len)
{
    double all = 0;

    for (size_t i = 0; i < len; i++) {
        all += (double)value[i];
    }
    return all;
}

static void words_are_weighed_whatever_else_is_asked(void **state)
{
    struct reader *reader = open_reader();
    struct reader_bench *bench = reader_bench_new(reader);
    const struct reader_unit *unit;
    struct reader_weighed weighed;
    struct reader_found found;
    float share[WORDS];
    float first;

    (void)state;
    assert_int_equal(reader_cut(reader, bench, &passage, &unit), 1);
    assert_true(reader_gather(reader, bench, &unit[0]));
    reader_encode(reader, bench);
    reader_turn_to(reader, bench, 0);
    reader_weigh(reader, bench, &weighed);
    assert_int_equal(weighed.len, WORDS);
    assert_int_equal(weighed.types, 3);
    assert_string_equal(reader_type(reader, 2), "reject");
    assert_null(reader_type(reader, 3));
    for (size_t i = 0; i < weighed.len; i++) {
        float nobody = reader_role(reader, bench, READER_ACTOR, i, share);

        assert_true(fabs(sum(weighed.type + i * 3, 3) - 1) < 1e-5);
        assert_true(fabs(sum(share, WORDS) + (double)nobody - 1) < 1e-5);
    }
    first = weighed.type[1];
    reader_attribute(reader, bench, &found);
    reader_weigh(reader, bench, &weighed);
    assert_true(weighed.type[1] == first);
    reader_bench_free(bench);
    reader_close(reader);
}

static void a_pair_is_weighed_with_and_without_target(void **state)
{
    struct reader *reader = open_reader();
    struct reader_bench *bench = reader_bench_new(reader);
    struct reader_pair both;
    struct reader_pair one;

    (void)state;
    assert_true(reader_pairs(reader));
    reader_pair(reader, bench, passage.text, word[0], word[4], &both);
    reader_pair(reader, bench, passage.text, word[0], (struct span){0, 0},
                &one);
    assert_true(fabs(sum(both.root, 2) - 1) < 1e-5);
    assert_true(fabs(sum(both.quad, READER_QUADS) - 1) < 1e-5);
    assert_memory_not_equal(both.root, one.root, sizeof one.root);
    assert_string_equal(reader_root(reader, 1), "REJECT");
    reader_bench_free(bench);
    reader_close(reader);
}

static void units_are_whole_sentences(void **state)
{
    enum { MANY = 400, SENTENCE = 100 };
    static struct span many[MANY];
    static bool begins[MANY];
    static char text[2 * MANY + 1];
    struct reader *reader = open_reader();
    struct reader_bench *bench = reader_bench_new(reader);
    struct reader_passage long_one = {
        {text, 2 * (size_t)MANY}, many, begins, MANY};
    const struct reader_unit *unit;

    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        memcpy(text + 2 * i, "a ", 2);
        many[i] = (struct span){2 * i, 2 * i + 1};
        begins[i] = i % SENTENCE == 0;
    }
    assert_int_equal(reader_cut(reader, bench, &long_one, &unit), 2);
    assert_int_equal(unit[0].end, 2 * SENTENCE);
    assert_int_equal(unit[1].end, MANY);
    reader_bench_free(bench);
    reader_close(reader);
}

/* The same passage, over and over, until a pass is full. */
static void company_changes_nothing(void **state)
{
    struct reader *reader = open_reader();
    struct reader_bench *bench = reader_bench_new(reader);
    const struct reader_unit *unit;
    struct reader_weighed weighed;
    float alone[WORDS * 3];
    size_t gathered = 0;

    (void)state;
    assert_int_equal(reader_cut(reader, bench, &passage, &unit), 1);
    assert_true(reader_gather(reader, bench, unit));
    reader_encode(reader, bench);
    reader_turn_to(reader, bench, 0);
    reader_weigh(reader, bench, &weighed);
    memcpy(alone, weighed.type, sizeof alone);
    while (reader_gather(reader, bench, unit)) {
        gathered++;
    }
    assert_int_equal(gathered, ENCODER_SENTENCE / (unit->pieces + 2));
    reader_encode(reader, bench);
    for (size_t i = 0; i < gathered; i++) {
        reader_turn_to(reader, bench, i);
        reader_weigh(reader, bench, &weighed);
        assert_int_equal(weighed.len, WORDS);
        assert_int_equal(weighed.word[WORDS - 1], WORDS - 1);
        assert_memory_equal(weighed.type, alone, sizeof alone);
    }
    reader_bench_free(bench);
    reader_close(reader);
}

static void assert_refused(const char *why)
{
    struct reader *reader = NULL;
    struct err err = {0};

    assert_false(reader_open(&reader, place(), ENCODER_BYTES, &err));
    assert_null(reader);
    if (strstr(err.text, why) == NULL) {
        fail_msg("'%s' where '%s' belongs", err.text, why);
    }
}

static void a_file_may_hold_one_task(void **state)
{
    struct reader *quotes = open_trained(12, 0);
    struct reader *acts = open_trained(0, 3);

    (void)state;
    assert_true(reader_attributes(quotes));
    assert_false(reader_weighs(quotes));
    assert_false(reader_pairs(quotes));
    assert_false(reader_attributes(acts));
    assert_true(reader_weighs(acts));
    assert_true(reader_pairs(acts));
    reader_close(quotes);
    reader_close(acts);
}

static void files_that_do_not_fit_are_refused(void **state)
{
    char path[128];

    (void)state;
    write_model(true);
    write_trained(12, 4);
    assert_refused("array 'type.weight' is not 3 x 256");
    write_trained(9, 3);
    assert_refused("array 'tag.weight' is not 12 x 48");
    write_trained(0, 0);
    assert_refused("base.safetensors: holds no heads");
    write_in_folder("base.safetensors", SLICE("garbage"));
    assert_refused("base.safetensors: byte");
    (void)snprintf(path, sizeof path, "%s/base.safetensors", folder);
    assert_int_equal(unlink(path), 0);
    assert_refused("holds no trained file of the base reader");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_are_legal_and_linked),
        cmocka_unit_test(words_are_weighed_whatever_else_is_asked),
        cmocka_unit_test(a_pair_is_weighed_with_and_without_target),
        cmocka_unit_test(units_are_whole_sentences),
        cmocka_unit_test(company_changes_nothing),
        cmocka_unit_test(a_file_may_hold_one_task),
        cmocka_unit_test(files_that_do_not_fit_are_refused),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
