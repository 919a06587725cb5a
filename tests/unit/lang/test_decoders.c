/* Moves, tagger, parser and names with small networks made up here.  The
 * networks' answers are wild, so what is tested is what must hold for any. */
#include "base/mem.h"
#include "lang/names.h"
#include "lang/parser.h"
#include "lang/projective.h"
#include "lang/tagger.h"
#include "testing.h"
#include "tiny.h"

#include <stdlib.h>

#define W      TINY_WIDTH
#define TOKENS ((size_t)200)

static const char parser_moves[] =
    "{\"0\":{\"\":9},\"1\":{\"\":9},"
    "\"2\":{\"det\":5,\"nsubj\":7,\"prep||dobj\":1},"
    "\"3\":{\"acl||nsubjpass\":42,\"relcl||pobj\":42,\"punct\":99},"
    "\"4\":{\"ROOT\":9}}";
static const char names_moves[] =
    "{\"0\":{},\"1\":{\"ORG\":5,\"GPE\":3},\"2\":{\"ORG\":5,\"GPE\":3},"
    "\"3\":{\"ORG\":5,\"GPE\":3},\"4\":{\"ORG\":5,\"GPE\":3,\"\":1},"
    "\"5\":{\"\":1}}";

static float *vectors; /* [TOKENS][W] */

static int set_up(void **state)
{
    uint32_t random = 11;

    (void)state;
    vectors = mem_alloc_aligned(TOKENS * W, sizeof *vectors);
    for (size_t i = 0; i < TOKENS * W; i++) {
        random = random * 1664525 + 1013904223;
        vectors[i] = (float)(random >> 8) / (float)(1 << 23) - 1.0F;
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(vectors);
    return 0;
}

static bool read_moves(struct moves *moves, const char *json, struct err *err)
{
    struct buf bytes = tiny_moves(json);
    struct part part = part_borrow("x/moves", buf_slice(&bytes));
    bool ok = moves_read(moves, &part, err);

    part_release(&part);
    buf_release(&bytes);
    return ok;
}

static void moves_stand_by_action_frequency_and_label(void **state)
{
    static const char *const order[] = {
        "",           "",      "nsubj",       "det",
        "prep||dobj", "punct", "relcl||pobj", "acl||nsubjpass",
        "ROOT"};
    struct moves moves;
    struct err err = {0};

    (void)state;
    assert_true(read_moves(&moves, parser_moves, &err));
    assert_int_equal(moves.len, 9);
    for (size_t i = 0; i < 9; i++) {
        assert_string_equal(moves.label[i], order[i]);
    }
    assert_int_equal(moves_count(&moves, 3), 3);
    assert_string_equal(moves.lifted[4].label, "prep");
    assert_string_equal(moves.lifted[4].below, "dobj");
    assert_null(moves.lifted[2].below);
    moves_release(&moves);
}

static void assert_no_moves(const char *json, const char *reason)
{
    struct moves moves;
    struct err err = {0};

    assert_false(read_moves(&moves, json, &err));
    assert_int_equal(moves.len, 0);
    assert_int_equal(strncmp(err.text, "x/moves: byte ", 14), 0);
    assert_non_null(strstr(err.text, reason));
}

static void broken_moves_are_refused(void **state)
{
    (void)state;
    assert_no_moves("{\"0\":{\"\":9}", "'}' expected");
    assert_no_moves("[]", "not a table of moves");
    assert_no_moves("{}", "not a table of moves");
    assert_no_moves("{\"9\":{\"\":9}}", "not a table of moves");
    assert_no_moves("{\"0\":{\"x\":-1}}", "without a frequency");
    assert_no_moves("{\"0\":{\"x\":\"y\"}}", "without a frequency");
    assert_no_moves("{\"0\":{},\"0\":{}}", "duplicate");
}

/* A reader of one network and one small part beside it. */
static void read_network(void (*use)(const struct thinc *net,
                                     const struct part *beside),
                         size_t slots, size_t moves, struct buf beside)
{
    struct tiny tiny = {0};
    struct buf bytes;
    struct part part[2];
    struct thinc net;
    struct err err = {0};

    if (slots != 0) {
        tiny_add_step(&tiny, slots, moves);
    } else {
        tiny_add_tagger(&tiny, moves);
    }
    bytes = tiny_pack(&tiny);
    part[0] = part_borrow("x/model", buf_slice(&bytes));
    part[1] = part_borrow("x/beside", buf_slice(&beside));
    assert_true(thinc_read(&net, &part[0], &err));
    use(&net, &part[1]);
    thinc_release(&net);
    part_release(&part[0]);
    part_release(&part[1]);
    buf_release(&bytes);
    buf_release(&beside);
    tiny_release(&tiny);
}

static struct token *blank_tokens(size_t count)
{
    struct token *token = mem_alloc(count, sizeof *token);

    for (size_t i = 0; i < count; i++) {
        token[i].is_space = i % 9 == 4;
        token[i].sent_start = i % 23 == 0 ? 1 : -1;
    }
    return token;
}

static void check_tree(const struct token *token, size_t count)
{
    size_t starts = 0;

    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        size_t steps = 0;

        assert_non_null(token[i].dep);
        assert_null(strstr(token[i].dep, "||"));
        while (token[at].head != at) {
            at = token[at].head;
            assert_true(at < count);
            assert_true(++steps <= count); /* no circles */
        }
        assert_string_equal(token[at].dep, "ROOT");
        assert_true(token[i].sent_start == 1 || token[i].sent_start == -1);
        starts += token[i].sent_start == 1;
    }
    assert_int_equal(token[0].sent_start, 1);
    assert_true(starts >= 1);
}

static void use_parser(const struct thinc *net, const struct part *moves)
{
    struct parser *parser;
    struct parser_state *state;
    struct step_worker *worker;
    struct err err = {0};

    assert_true(parser_read(&parser, net, moves, &err));
    state = parser_state_new(parser);
    worker = step_worker_new(parser_step(parser), kern_best());
    step_begin(worker, (struct rows){vectors, W, TOKENS});
    for (size_t count = 1; count <= TOKENS; count += count / 2 + 1) {
        for (size_t row = 0; row + count <= TOKENS; row += 37) {
            struct token *token = blank_tokens(count);

            parser_decode(state, worker, row, token, count);
            check_tree(token, count);
            free(token);
        }
    }
    step_worker_free(worker);
    parser_state_free(state);
    parser_free(parser);
}

static void any_parse_is_a_forest(void **state)
{
    (void)state;
    read_network(use_parser, PARSER_SLOTS, 9, tiny_moves(parser_moves));
}

static void check_names(const struct token *token, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool inside = token[i].ent_iob == ENT_INSIDE;

        assert_in_range(token[i].ent_iob, ENT_INSIDE, ENT_BEGIN);
        assert_int_equal(token[i].ent_iob == ENT_OUTSIDE,
                         token[i].ent_type[0] == '\0');
        if (token[i].is_space) {
            assert_int_not_equal(token[i].ent_iob, ENT_BEGIN);
        }
        if (inside) {
            assert_true(i != 0 && token[i].sent_start != 1);
            assert_int_not_equal(token[i - 1].ent_iob, ENT_OUTSIDE);
            assert_string_equal(token[i].ent_type, token[i - 1].ent_type);
        }
    }
}

static void use_names(const struct thinc *net, const struct part *moves)
{
    struct names *names;
    struct step_worker *worker;
    struct token *token = blank_tokens(TOKENS);
    struct err err = {0};
    size_t found = 0;

    assert_true(names_read(&names, net, moves, &err));
    worker = step_worker_new(names_step(names), kern_best());
    step_begin(worker, (struct rows){vectors, W, TOKENS});
    names_decode(names, worker, 0, token, TOKENS);
    check_names(token, TOKENS);
    for (size_t i = 0; i < TOKENS; i++) {
        found += token[i].ent_iob == ENT_INSIDE;
    }
    assert_true(found != 0); /* else this test has seen nothing */
    free(token);
    step_worker_free(worker);
    names_free(names);
}

static void any_name_stays_in_its_sentence(void **state)
{
    (void)state;
    read_network(use_names, NAMES_SLOTS, 10, tiny_moves(names_moves));
}

static void use_bad_parser(const struct thinc *net, const struct part *moves)
{
    struct parser *parser;
    struct err err = {0};

    assert_false(parser_read(&parser, net, moves, &err));
    assert_null(parser);
    assert_int_equal(strncmp(err.text, "x/", 2), 0);
}

static void use_bad_names(const struct thinc *net, const struct part *moves)
{
    struct names *names;
    struct err err = {0};

    assert_false(names_read(&names, net, moves, &err));
    assert_null(names);
    assert_int_equal(strncmp(err.text, "x/", 2), 0);
}

/* Moves that would leave a decoder without a way on, or that the network has
 * no rows for. */
static void decoders_that_could_get_stuck_are_refused(void **state)
{
    (void)state;
    read_network(use_bad_parser, PARSER_SLOTS, 2,
                 tiny_moves("{\"0\":{\"\":1},\"2\":{\"x\":1}}"));
    read_network(use_bad_parser, PARSER_SLOTS, 8, tiny_moves(parser_moves));
    read_network(use_bad_parser, NAMES_SLOTS, 9, tiny_moves(parser_moves));
    read_network(use_bad_names, NAMES_SLOTS, 3,
                 tiny_moves("{\"1\":{\"X\":1},\"2\":{\"X\":1},"
                            "\"5\":{\"\":1}}"));
    read_network(use_bad_names, NAMES_SLOTS, 4,
                 tiny_moves("{\"1\":{\"X\":1},\"2\":{\"Y\":1},"
                            "\"3\":{\"X\":1},\"5\":{\"\":1}}"));
    read_network(use_bad_names, NAMES_SLOTS, 3,
                 tiny_moves("{\"1\":{\"X\":1},\"2\":{\"X\":1},"
                            "\"3\":{\"X\":1}}"));
}

static void use_tagger(const struct thinc *net, const struct part *labels)
{
    struct tagger *tagger;
    struct err err = {0};
    const char *tag[TOKENS];
    float *scratch;

    assert_true(tagger_read(&tagger, net, labels, &err));
    scratch = mem_alloc_aligned(tagger_scratch(tagger), sizeof *scratch);
    tagger_run(tagger, kern_best(), (struct rows){vectors, W, TOKENS}, scratch,
               tag);
    for (size_t i = 0; i < TOKENS; i++) {
        assert_true(strchr("abc", tag[i][0]) != NULL);
    }
    free(scratch);
    tagger_free(tagger);
}

static void use_bad_tagger(const struct thinc *net, const struct part *labels)
{
    struct tagger *tagger;
    struct err err = {0};

    assert_false(tagger_read(&tagger, net, labels, &err));
    assert_null(tagger);
    assert_int_equal(strncmp(err.text, "x/", 2), 0);
}

static struct buf text(const char *content)
{
    struct buf out = {0};

    buf_add_str(&out, content);
    return out;
}

static void a_tagger_has_a_label_a_row(void **state)
{
    (void)state;
    read_network(use_tagger, 0, 3, text("{\"labels\":[\"a\",\"b\",\"c\"]}"));
    read_network(use_bad_tagger, 0, 3, text("{\"labels\":[\"a\",\"b\"]}"));
    read_network(use_bad_tagger, 0, 3, text("{\"labels\":[\"a\",1,\"c\"]}"));
    read_network(use_bad_tagger, 0, 3, text("{\"labels\":{}}"));
    read_network(use_bad_tagger, 0, 3, text("{\"labels\":"));
}

/* "What did he pay for?": the parser can only hang "What" on the verb and note
 * that it belongs below a prep. */
static void a_lifted_word_is_put_down(void **state)
{
    static const struct lifted pobj = {"pobj", "prep"};
    static const uint32_t heads[] = {3, 3, 3, 3, 3, 3};
    static const char *const deps[] = {"pobj||prep", "aux",  "nsubj",
                                       "ROOT",       "prep", "punct"};
    struct projective scratch = {0};
    struct token *token = mem_alloc(6, sizeof *token);

    (void)state;
    projective_room(&scratch, 6);
    for (size_t i = 0; i < 6; i++) {
        token[i].head = heads[i];
        token[i].dep = deps[i];
        scratch.lifted[i] = i == 0 ? &pobj : NULL;
    }
    projective_finish(&scratch, token, 6);
    assert_int_equal(token[0].head, 4);
    assert_string_equal(token[0].dep, "pobj");
    assert_int_equal(token[0].sent_start, 1);
    for (size_t i = 1; i < 6; i++) {
        assert_int_equal(token[i].head, 3);
        assert_int_equal(token[i].sent_start, -1);
    }
    projective_release(&scratch);
    free(token);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moves_stand_by_action_frequency_and_label),
        cmocka_unit_test(broken_moves_are_refused),
        cmocka_unit_test(any_parse_is_a_forest),
        cmocka_unit_test(any_name_stays_in_its_sentence),
        cmocka_unit_test(decoders_that_could_get_stuck_are_refused),
        cmocka_unit_test(a_tagger_has_a_label_a_row),
        cmocka_unit_test(a_lifted_word_is_put_down),
    };

    return cmocka_run_group_tests_name("decoders", tests, set_up, tear_down);
}
