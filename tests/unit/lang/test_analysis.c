/* Our own sentences, analysed as spaCy 3.8.7 analyses them: every attribute of
 * every token.  own_goldens.jsonl is written by eval/analyse/make_goldens.py
 * from own_sentences.txt.  Needs the model; says so and skips without it. */
#include "lang/pipeline.h"
#include "testing.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LEAST_TOKENS = 5000, SHOWN = 20 };

static json_t *goldens; /* an array of the file's lines */
static struct lang_model *model;
static struct lang_worker *worker;
static size_t wrong;

static json_t *read_lines(const char *path)
{
    FILE *file = fopen(path, "r");
    json_t *lines = json_array();
    json_t *line;

    if (file == NULL) {
        return NULL;
    }
    while ((line = json_loadf(file, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL,
                              NULL)) != NULL) {
        json_array_append_new(lines, line);
    }
    (void)fclose(file);
    return lines;
}

static int set_up(void **state)
{
    struct err err = {0};

    (void)state;
    goldens = read_lines(GOLDENS);
    if (goldens == NULL || !lang_model_open(&model, MODEL, &err)) {
        print_error("%s%s\n", GOLDENS ": ", err.text);
        return -1;
    }
    worker = lang_worker_new(model);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    lang_worker_free(worker);
    lang_model_free(model);
    json_decref(goldens);
    return 0;
}

static struct slice text_of(size_t at)
{
    const json_t *text = json_object_get(json_array_get(goldens, at), "text");

    return (struct slice){json_string_value(text), json_string_length(text)};
}

static const json_t *entry(const json_t *golden, const char *key, size_t at)
{
    return json_array_get(
        json_object_get(json_object_get(golden, "tokens"), key), at);
}

static void complain(const json_t *golden, size_t at, const char *key)
{
    if (wrong++ < SHOWN) {
        print_error("%s, token %zu: %s differs\n",
                    json_string_value(json_object_get(golden, "id")), at, key);
    }
}

static void same_number(const json_t *golden, size_t at, const char *key,
                        int64_t value)
{
    if (json_integer_value(entry(golden, key, at)) != value) {
        complain(golden, at, key);
    }
}

static void same_text(const json_t *golden, size_t at, const char *key,
                      struct slice text)
{
    const json_t *want = entry(golden, key, at);

    if (!slice_eq(text, (struct slice){json_string_value(want),
                                       json_string_length(want)})) {
        complain(golden, at, key);
    }
}

static void same_token(const json_t *golden, size_t at,
                       const struct token *token)
{
    same_number(golden, at, "start", token->start);
    same_number(golden, at, "end", token->end);
    same_number(golden, at, "blank", token->blank);
    same_text(golden, at, "norm", token->norm);
    same_text(golden, at, "lemma", token->lemma);
    same_text(golden, at, "tag", slice_of(token->tag));
    same_text(golden, at, "pos", slice_of(token->pos));
    same_text(golden, at, "morph", slice_of(token->morph));
    same_text(golden, at, "dep", slice_of(token->dep));
    same_number(golden, at, "head", token->head);
    same_number(golden, at, "sent_start", token->sent_start);
    same_number(golden, at, "ent_iob", token->ent_iob);
    same_text(golden, at, "ent_type", slice_of(token->ent_type));
}

static size_t same_analysis(size_t at, const struct analysis *doc)
{
    const json_t *golden = json_array_get(goldens, at);
    const json_t *tokens = json_object_get(golden, "tokens");

    if (doc->len != json_array_size(json_object_get(tokens, "start"))) {
        complain(golden, doc->len, "number of tokens");
        return 0;
    }
    for (size_t i = 0; i < doc->len; i++) {
        same_token(golden, i, &doc->token[i]);
    }
    return doc->len;
}

static void every_token_is_as_spacy_says(void **state)
{
    size_t tokens = 0;

    (void)state;
    wrong = 0;
    for (size_t i = 0; i < json_array_size(goldens); i++) {
        struct slice text = text_of(i);
        struct arena arena = {0};
        struct analysis doc;

        lang_analyse(worker, &text, 1, &arena, &doc);
        tokens += same_analysis(i, &doc);
        arena_release(&arena);
    }
    print_message("%zu tokens of %zu texts\n", tokens,
                  json_array_size(goldens));
    assert_int_equal(wrong, 0);
    assert_true(tokens >= LEAST_TOKENS);
}

static void a_batch_gives_what_one_text_gives(void **state)
{
    size_t count = json_array_size(goldens);
    struct slice *text = calloc(count, sizeof *text);
    struct analysis *doc = calloc(count, sizeof *doc);
    struct arena arena = {0};

    (void)state;
    wrong = 0;
    assert_non_null(text);
    assert_non_null(doc);
    for (size_t i = 0; i < count; i++) {
        text[i] = text_of(count - 1 - i); /* in another order, too */
    }
    lang_analyse(worker, text, count, &arena, doc);
    for (size_t i = 0; i < count; i++) {
        same_analysis(count - 1 - i, &doc[i]);
    }
    assert_int_equal(wrong, 0);
    arena_release(&arena);
    free(text);
    free(doc);
}

static void sentences_cover_the_tokens(void **state)
{
    (void)state;
    for (size_t i = 0; i < json_array_size(goldens); i++) {
        struct slice text = text_of(i);
        struct arena arena = {0};
        struct analysis doc;
        size_t at = 0;

        lang_analyse(worker, &text, 1, &arena, &doc);
        for (size_t s = 0; s < doc.sentences; s++) {
            assert_int_equal(doc.sentence[s].start, at);
            assert_true(doc.sentence[s].end > at);
            assert_true(at == 0 || doc.token[at].sent_start == 1);
            at = doc.sentence[s].end;
        }
        assert_int_equal(at, doc.len);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_token_is_as_spacy_says),
        cmocka_unit_test(a_batch_gives_what_one_text_gives),
        cmocka_unit_test(sentences_cover_the_tokens),
    };

    if (access(MODEL "/tokenizer", R_OK) != 0) {
        print_error("SKIPPED: no model at %s; './dev setup' fetches it\n",
                    MODEL);
        return 77;
    }
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
