#include "lang/tree.h"
#include "testing.h"

/*  0   1        2       3  4        5   6      7 8  9   10
 * "The alliance refused to withdraw its troops . \n It waits" */
static const char text[] = "The alliance refused to withdraw its troops. \n"
                           " It waits";

static struct token token[] = {
    {.start = 0, .end = 3, .head = 1, .dep = "det", .pos = "DET"},
    {.start = 4, .end = 12, .head = 2, .dep = "nsubj", .pos = "NOUN"},
    {.start = 13, .end = 20, .head = 2, .dep = "ROOT", .pos = "VERB"},
    {.start = 21, .end = 23, .head = 4, .dep = "aux", .pos = "PART"},
    {.start = 24, .end = 32, .head = 2, .dep = "xcomp", .pos = "VERB"},
    {.start = 33, .end = 36, .head = 6, .dep = "poss", .pos = "PRON"},
    {.start = 37, .end = 43, .head = 4, .dep = "dobj", .pos = "NOUN"},
    {.start = 43, .end = 44, .head = 2, .dep = "punct", .pos = "PUNCT"},
    {.start = 45, .end = 47, .head = 7, .dep = "dep", .is_space = true},
    {.start = 47, .end = 49, .head = 10, .dep = "nsubj", .pos = "PRON"},
    {.start = 50, .end = 55, .head = 10, .dep = "ROOT", .pos = "VERB"},
};
enum { TOKENS = sizeof token / sizeof *token };

static struct span sentence[] = {{0, 9}, {9, 11}};

static struct analysis doc = {
    {text, sizeof text - 1}, token, TOKENS, sentence, 2};
static struct arena arena;
static struct tree tree;

static int build(void **state)
{
    (void)state;
    for (size_t i = 0; i < TOKENS; i++) {
        token[i].ent_iob = ENT_OUTSIDE;
    }
    token[0].ent_iob = ENT_BEGIN;
    token[1].ent_iob = ENT_INSIDE;
    token[6].ent_iob = ENT_BEGIN;
    tree = tree_build(&doc, &arena);
    return 0;
}

static int release(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void children_come_in_text_order(void **state)
{
    uint32_t child = tree_first_child(&tree, 2);

    (void)state;
    assert_int_equal(child, 1);
    child = tree_next_child(&tree, child);
    assert_int_equal(child, 4);
    child = tree_next_child(&tree, child);
    assert_int_equal(child, 7);
    assert_int_equal(tree_next_child(&tree, child), TREE_NONE);
    assert_int_equal(tree_first_child(&tree, 0), TREE_NONE);
}

static void a_child_is_found_by_its_dependency(void **state)
{
    (void)state;
    assert_int_equal(tree_child(&tree, 2, "nsubj nsubjpass"), 1);
    assert_int_equal(tree_child(&tree, 4, "iobj dobj"), 6);
    assert_int_equal(tree_child(&tree, 2, "nsubjpass obj"), TREE_NONE);
}

static void a_label_is_a_whole_word_of_the_list(void **state)
{
    (void)state;
    assert_true(label_in("nsubj", "nsubjpass nsubj"));
    assert_false(label_in("nsubj", "nsubjpass csubj"));
    assert_false(label_in("", ""));
}

static void a_subtree_spans_everything_below(void **state)
{
    struct span span = tree_subtree(&tree, 4);

    (void)state;
    assert_int_equal(span.start, 3);
    assert_int_equal(span.end, 7);
    span = tree_bytes(&tree, span);
    assert_true(slice_is(slice_cut(doc.text, span), "to withdraw its troops"));
    span = tree_subtree(&tree, 2);
    assert_int_equal(span.start, 0);
    assert_int_equal(span.end, 9);
}

static void bytes_leave_white_space_at_the_ends_out(void **state)
{
    struct span span = tree_bytes(&tree, (struct span){7, 9});

    (void)state;
    assert_int_equal(span.start, 43);
    assert_int_equal(span.end, 44);
    assert_true(span_empty(tree_bytes(&tree, (struct span){8, 9})));
    assert_true(span_empty(tree_bytes(&tree, (struct span){4, 4})));
}

static void the_chain_of_heads_leads_to_the_root(void **state)
{
    (void)state;
    assert_int_equal(tree_head(&tree, 5), 6);
    assert_int_equal(tree_head(&tree, 2), TREE_NONE);
    assert_int_equal(tree_up_pos(&tree, 5, "VERB"), 4);
    assert_int_equal(tree_up_dep(&tree, 5, "ROOT"), 2);
    assert_int_equal(tree_up_dep(&tree, 5, "relcl"), TREE_NONE);
    assert_int_equal(tree_depth(&tree, 5), 3);
    assert_true(tree_is_under(&tree, 5, 4));
    assert_true(tree_is_under(&tree, 4, 4));
    assert_false(tree_is_under(&tree, 4, 5));
    assert_false(tree_is_under(&tree, 9, 2));
}

static void every_token_knows_its_sentence(void **state)
{
    (void)state;
    assert_int_equal(tree_sentence(&tree, 8), 0);
    assert_int_equal(tree_sentence(&tree, 9), 1);
    assert_int_equal(tree_sentence_span(&tree, 9).start, 9);
    assert_int_equal(tree_root(&tree, 0), 2);
    assert_int_equal(tree_root(&tree, 1), 10);
}

static void a_name_is_found_from_any_of_its_tokens(void **state)
{
    (void)state;
    assert_int_equal(tree_entity(&tree, 1).start, 0);
    assert_int_equal(tree_entity(&tree, 0).end, 2);
    assert_int_equal(tree_entity(&tree, 6).start, 6);
    assert_int_equal(tree_entity(&tree, 6).end, 7);
    assert_true(span_empty(tree_entity(&tree, 2)));
}

static void a_byte_leads_to_its_token(void **state)
{
    (void)state;
    assert_int_equal(tree_token_at(&tree, 0), 0);
    assert_int_equal(tree_token_at(&tree, 3), 1); /* the blank before */
    assert_int_equal(tree_token_at(&tree, 43), 7);
    assert_int_equal(tree_token_at(&tree, 54), 10);
    assert_int_equal(tree_token_at(&tree, 55), TREE_NONE);
}

static void a_ring_of_heads_does_not_hang(void **state)
{
    struct token ring[] = {{.head = 1, .dep = "x"}, {.head = 0, .dep = "x"}};
    struct span whole = {0, 2};
    struct analysis broken = {{"", 0}, ring, 2, &whole, 1};
    struct tree bad = tree_build(&broken, &arena);

    (void)state;
    assert_int_equal(tree_depth(&bad, 0), 2);
    assert_false(tree_is_under(&bad, 0, TREE_NONE - 1));
    tree_up_dep(&bad, 0, "y");
    assert_int_equal(tree_root(&bad, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(children_come_in_text_order),
        cmocka_unit_test(a_child_is_found_by_its_dependency),
        cmocka_unit_test(a_label_is_a_whole_word_of_the_list),
        cmocka_unit_test(a_subtree_spans_everything_below),
        cmocka_unit_test(bytes_leave_white_space_at_the_ends_out),
        cmocka_unit_test(the_chain_of_heads_leads_to_the_root),
        cmocka_unit_test(every_token_knows_its_sentence),
        cmocka_unit_test(a_name_is_found_from_any_of_its_tokens),
        cmocka_unit_test(a_byte_leads_to_its_token),
        cmocka_unit_test(a_ring_of_heads_does_not_hang),
    };

    return cmocka_run_group_tests(tests, build, release);
}
