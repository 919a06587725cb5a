/* The published model: one sentence through every stage, by every kernel set;
 * copies of the model with a part damaged.  Needs the model; says so and
 * skips without it. */
#include "base/file.h"
#include "lang/pipeline.h"
#include "lang/tok2vec.h"
#include "testing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const parts[] = {"tokenizer",
                                    "vocab/lookups.bin",
                                    "tok2vec/model",
                                    "tagger/model",
                                    "tagger/cfg",
                                    "parser/model",
                                    "parser/moves",
                                    "attribute_ruler/patterns",
                                    "ner/model",
                                    "ner/moves",
                                    "vocab/vectors",
                                    "vocab/key2row",
                                    "lemmatizer/lookups/lookups.bin"};

enum { PARTS = sizeof parts / sizeof parts[0], PATH = 512 };

static const char sentence[] = "Putin can't  visit the U.S. on Monday.";
static const char *const sets[] = {"scalar", "avx2", "avx512"};

/* A package like the published one, with the parts in `dir`. */
static char dir[] = "/tmp/demarche-model-XXXXXX";

static const char *in_dir(const char *name)
{
    static char path[PATH];

    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    return path;
}

static const char *in_model(const char *name)
{
    static char path[PATH];

    (void)snprintf(path, sizeof path, "%s/%s", MODEL, name);
    return path;
}

static int set_up(void **state)
{
    static const char *const folders[] = {
        "vocab",           "tok2vec", "tagger",     "parser",
        "attribute_ruler", "ner",     "lemmatizer", "lemmatizer/lookups"};

    (void)state;
    if (mkdtemp(dir) == NULL) {
        return -1;
    }
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        if (mkdir(in_dir(folders[i]), 0700) != 0) {
            return -1;
        }
    }
    for (size_t i = 0; i < PARTS; i++) {
        if (symlink(in_model(parts[i]), in_dir(parts[i])) != 0) {
            return -1;
        }
    }
    return 0;
}

static int tear_down(void **state)
{
    static const char *const folders[] = {"vocab",
                                          "tok2vec",
                                          "tagger",
                                          "parser",
                                          "attribute_ruler",
                                          "ner",
                                          "lemmatizer/lookups",
                                          "lemmatizer"};

    (void)state;
    for (size_t i = 0; i < PARTS; i++) {
        (void)unlink(in_dir(parts[i]));
    }
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        (void)rmdir(in_dir(folders[i]));
    }
    return rmdir(dir);
}

/* The vectors of the sentence, from the network in `part`. */
static void first_vector(const struct tokenizer *tokenizer, const char *name,
                         const struct kern *kern, float out[4])
{
    struct package *package;
    struct part part;
    struct thinc thinc;
    struct tok2vec *net;
    struct tok2vec_worker *worker;
    struct tokenizer_worker *cutter = tokenizer_worker_new(tokenizer);
    struct pieces pieces = {0};
    size_t first[2] = {0};
    struct batch batch;
    struct err err = {0};

    assert_true(package_open(&package, MODEL, &err));
    assert_true(package_part(package, name, &part, &err));
    assert_true(thinc_read(&thinc, &part, &err));
    assert_true(tok2vec_read(&net, &thinc, NULL, &err));
    (void)tokenizer_begin(cutter);
    tokenizer_cut(cutter, slice_of(sentence), &pieces);
    assert_int_equal(pieces.len, 10);
    first[1] = pieces.len;
    batch = (struct batch){pieces.item, first, 1};
    worker = tok2vec_worker_new(net, kern, tokenizer_lexemes(cutter));
    memcpy(out, tok2vec_run(worker, &batch), 4 * sizeof *out);
    tok2vec_worker_free(worker);
    tok2vec_free(net);
    free(pieces.item);
    tokenizer_worker_free(cutter);
    thinc_release(&thinc);
    part_release(&part);
    package_close(package);
}

static struct tokenizer *open_tokenizer(void)
{
    struct package *package;
    struct part rules;
    struct part lookups;
    struct tokenizer *tokenizer;
    struct err err = {0};

    assert_true(package_open(&package, MODEL, &err));
    assert_true(package_part(package, "tokenizer", &rules, &err));
    assert_true(package_part(package, "vocab/lookups.bin", &lookups, &err));
    assert_true(tokenizer_read(&tokenizer, &rules, &lookups, &err));
    part_release(&rules);
    part_release(&lookups);
    package_close(package);
    return tokenizer;
}

/* The numbers of the first word, as spaCy has them. */
static void vectors_are_those_of_spacy(void **state)
{
    static const struct {
        const char *part;
        double want[4];
    } nets[] = {
        {"tok2vec/model", {-.873181, -.905189, 1.007239, .897206}},
        {"ner/model", {-2.436525, -2.094656, -1.088122, 2.245295}},
    };
    struct tokenizer *tokenizer = open_tokenizer();

    (void)state;
    for (size_t i = 0; i < 6; i++) {
        const struct kern *kern = kern_named(sets[i / 2]);
        float got[4];

        if (kern == NULL) {
            print_message("[ skipped: this machine has no %s ]\n", sets[i / 2]);
            continue;
        }
        first_vector(tokenizer, nets[i % 2].part, kern, got);
        for (size_t k = 0; k < 4; k++) {
            assert_true(fabs((double)got[k] - nets[i % 2].want[k]) < 2e-5);
        }
    }
    tokenizer_free(tokenizer);
}

static void check_sentence(const struct analysis *doc)
{
    static const struct {
        const char *tag;
        const char *dep;
        const char *lemma;
        const char *ent_type;
        uint32_t start;
        uint32_t head;
    } want[] = {
        {"NNP", "nsubj", "Putin", "PERSON", 0, 4},
        {"MD", "aux", "can", "", 6, 4},
        {"RB", "neg", "not", "", 8, 4},
        {"_SP", "dep", " ", "", 12, 2},
        {"VB", "ROOT", "visit", "", 13, 4},
        {"DT", "det", "the", "", 19, 6},
        {"NNP", "dobj", "U.S.", "GPE", 23, 4},
        {"IN", "prep", "on", "", 28, 4},
        {"NNP", "pobj", "Monday", "DATE", 31, 7},
        {".", "punct", ".", "", 37, 4},
    };

    assert_int_equal(doc->len, 10);
    for (size_t i = 0; i < 10; i++) {
        const struct token *token = &doc->token[i];

        assert_int_equal(token->start, want[i].start);
        assert_int_equal(token->head, want[i].head);
        assert_string_equal(token->tag, want[i].tag);
        assert_string_equal(token->dep, want[i].dep);
        assert_string_equal(token->ent_type, want[i].ent_type);
        assert_true(slice_is(token->lemma, want[i].lemma));
        assert_int_equal(token->sent_start, i == 0 ? 1 : -1);
    }
    assert_int_equal(doc->sentences, 1);
    assert_int_equal(doc->sentence[0].end, 10);
}

static void every_set_reads_the_sentence(void **state)
{
    struct lang_model *model;
    struct err err = {0};

    (void)state;
    assert_true(lang_model_open(&model, MODEL, &err));
    assert_string_equal(lang_model_name(model), "en_core_web_sm 3.8.0");
    for (size_t i = 0; i < 3; i++) {
        struct slice text[] = {SLICE(""), slice_of(sentence), SLICE("")};
        struct analysis doc[3];
        struct arena arena = {0};
        struct lang_worker *worker;

        assert_int_equal(setenv("DEMARCHE_CPU", sets[i], 1), 0);
        worker = lang_worker_new(model);
        lang_analyse(worker, text, 3, &arena, doc);
        assert_int_equal(doc[0].len, 0);
        assert_int_equal(doc[2].sentences, 0);
        check_sentence(&doc[1]);
        lang_worker_free(worker);
        arena_release(&arena);
    }
    assert_int_equal(unsetenv("DEMARCHE_CPU"), 0);
    lang_model_free(model);
}

/* Put `bytes` in the place of a part, see what opening says, put it back. */
static void assert_damage(const char *part, struct slice bytes,
                          enum err_code code, const char *reason)
{
    struct lang_model *model;
    struct err err = {0};

    assert_int_equal(unlink(in_dir(part)), 0);
    assert_true(file_write(in_dir(part), bytes, &err));
    assert_false(lang_model_open(&model, dir, &err));
    assert_null(model);
    assert_int_equal(err.code, code);
    assert_non_null(strstr(err.text, part));
    assert_non_null(strstr(err.text, reason));
    assert_int_equal(strncmp(err.text, dir, strlen(dir)), 0);
    assert_int_equal(unlink(in_dir(part)), 0);
    assert_int_equal(symlink(in_model(part), in_dir(part)), 0);
}

static void a_part_cut_short_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < PARTS; i++) {
        struct buf bytes = {0};
        struct err err = {0};
        struct lang_model *model;

        if (strncmp(parts[i], "vocab/", 6) == 0 &&
            strcmp(parts[i], "vocab/lookups.bin") != 0) {
            continue; /* empty in this model */
        }
        assert_true(
            file_read(in_model(parts[i]), (size_t)16 << 20, &bytes, &err));
        bytes.len -= bytes.len / 3;
        assert_damage(parts[i], buf_slice(&bytes), ERR_SYNTAX, ": byte ");
        buf_release(&bytes);
        assert_true(lang_model_open(&model, dir, &err));
        lang_model_free(model);
    }
}

/* A bit of one weight: no reader could tell, the manifest does. */
static void a_flipped_bit_is_found(void **state)
{
    static const char *const nets[] = {"tok2vec/model", "ner/model"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct buf bytes = {0};
        struct err err = {0};

        assert_true(
            file_read(in_model(nets[i]), (size_t)16 << 20, &bytes, &err));
        bytes.ptr[bytes.len / 2] = (char)(bytes.ptr[bytes.len / 2] ^ 1);
        assert_damage(nets[i], buf_slice(&bytes), ERR_INTEGRITY, "damaged");
        buf_release(&bytes);
    }
}

static void a_missing_part_is_named(void **state)
{
    struct lang_model *model;
    struct err err = {0};

    (void)state;
    assert_int_equal(unlink(in_dir("parser/moves")), 0);
    assert_false(lang_model_open(&model, dir, &err));
    assert_non_null(strstr(err.text, "parser/moves"));
    assert_int_equal(symlink(in_model("parser/moves"), in_dir("parser/moves")),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_are_those_of_spacy),
        cmocka_unit_test(every_set_reads_the_sentence),
        cmocka_unit_test(a_part_cut_short_is_named),
        cmocka_unit_test(a_flipped_bit_is_found),
        cmocka_unit_test(a_missing_part_is_named),
    };

    if (access(MODEL "/tokenizer", R_OK) != 0) {
        print_error("SKIPPED: no model at %s; './dev setup' fetches it\n",
                    MODEL);
        return 77;
    }
    return cmocka_run_group_tests_name("networks", tests, set_up, tear_down);
}
