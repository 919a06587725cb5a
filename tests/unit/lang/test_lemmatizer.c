/* The lemmatizer with a handful of rules; the model's own tables are tested by
 * the goldens. */
#include "lang/lemmatizer.h"
#include "packing.h"
#include "testing.h"

static struct lemmatizer *lemmatizer;  /* as spaCy up to 3.8.7 */
static struct lemmatizer *index_first; /* as from 3.8.8 on */

static void pack_rule(struct buf *out, const char *from, const char *to)
{
    pack_array(out, 2);
    pack_str(out, from);
    pack_str(out, to);
}

static void pack_exception(struct buf *out, const char *form, const char *first,
                           const char *second)
{
    pack_str(out, form);
    pack_array(out, second != NULL ? 2 : 1);
    pack_str(out, first);
    if (second != NULL) {
        pack_str(out, second);
    }
}

static void pack_tables(struct buf *out)
{
    uint64_t verb = string_id(SLICE("verb"));
    uint64_t noun = string_id(SLICE("noun"));
    uint64_t adv = string_id(SLICE("adv"));

    pack_map(out, 3);
    pack_str(out, "lemma_rules");
    pack_map(out, 3);
    pack_uint(out, verb);
    pack_array(out, 4);
    pack_rule(out, "s", "");
    pack_rule(out, "ed", "e");
    pack_rule(out, "ed", "");
    pack_rule(out, "ing", "");
    pack_uint(out, noun);
    pack_array(out, 2);
    pack_rule(out, "s", "");
    pack_rule(out, "ves", "f");
    pack_uint(out, adv);
    pack_array(out, 1);
    pack_rule(out, "", "");
    pack_str(out, "lemma_exc");
    pack_map(out, 2);
    pack_uint(out, verb);
    pack_map(out, 2);
    pack_exception(out, "went", "go", NULL);
    pack_exception(out, "saws", "see", "saw");
    pack_uint(out, noun);
    pack_map(out, 1);
    pack_exception(out, "axes", "ax", "axis");
    pack_str(out, "lemma_index");
    pack_map(out, 2);
    pack_uint(out, verb);
    pack_array(out, 4);
    pack_str(out, "hat");
    pack_str(out, "hate");
    pack_str(out, "saw");
    pack_str(out, "want");
    pack_uint(out, noun);
    pack_array(out, 1);
    pack_str(out, "graf");
}

static int set_up(void **state)
{
    struct buf bytes = {0};
    struct err err = {0};
    struct part part;
    bool ok;

    (void)state;
    pack_tables(&bytes);
    part = part_borrow("lookups", buf_slice(&bytes));
    ok = lemmatizer_read(&lemmatizer, &part, false, &err) &&
         lemmatizer_read(&index_first, &part, true, &err);
    part_release(&part);
    buf_release(&bytes);
    if (!ok) {
        print_error("%s\n", err.text);
    }
    return ok ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    lemmatizer_free(lemmatizer);
    lemmatizer_free(index_first);
    return 0;
}

static void lemma_is(const struct lemmatizer *by, const char *text,
                     const char *lower, const char *pos, const char *morph,
                     const char *lemma)
{
    struct buf out = {0};

    lemmatizer_find(by, slice_of(text), slice_of(lower), pos, morph, &out);
    assert_string_equal(out.ptr, lemma);
    buf_release(&out);
}

static void rules_take_endings_off(void **state)
{
    (void)state;
    lemma_is(lemmatizer, "Wants", "wants", "VERB", "Number=Sing", "want");
    lemma_is(lemmatizer, "hated", "hated", "VERB", "Tense=Past", "hate");
    lemma_is(lemmatizer, "foos", "foos", "NOUN", "Number=Plur", "foo");
    lemma_is(lemmatizer, "Gladly", "gladly", "ADV", "", "gladly");
}

static void later_releases_prefer_the_last_form_in_the_index(void **state)
{
    (void)state;
    lemma_is(index_first, "hated", "hated", "VERB", "Tense=Past", "hat");
    lemma_is(index_first, "graves", "graves", "NOUN", "Number=Plur", "graf");
    lemma_is(lemmatizer, "graves", "graves", "NOUN", "Number=Plur", "graf");
}

static void irregular_forms_are_listed(void **state)
{
    (void)state;
    lemma_is(lemmatizer, "went", "went", "VERB", "Tense=Past", "go");
    lemma_is(lemmatizer, "axes", "axes", "NOUN", "Number=Plur", "axis");
    /* "saw" is what the rules make of it too: the other one is put first */
    lemma_is(lemmatizer, "saws", "saws", "VERB", "Number=Sing", "see");
}

static void a_form_with_other_characters_beats_an_unknown_word(void **state)
{
    (void)state;
    lemma_is(lemmatizer, "co-acted", "co-acted", "VERB", "Tense=Past",
             "co-acte");
    lemma_is(lemmatizer, "zzed", "zzed", "VERB", "Tense=Past", "zze");
}

static void a_base_form_stays(void **state)
{
    (void)state;
    lemma_is(lemmatizer, "Axes", "axes", "NOUN", "Number=Sing", "axes");
    lemma_is(lemmatizer, "went", "went", "VERB", "VerbForm=Inf", "went");
    lemma_is(lemmatizer, "wants", "wants", "VERB", "Tense=Pres|VerbForm=Fin",
             "wants");
    lemma_is(lemmatizer, "wants", "wants", "VERB",
             "Number=Sing|Tense=Pres|VerbForm=Fin", "want");
    lemma_is(lemmatizer, "AXES", "axes", "ADJ", "Degree=Pos", "axes");
}

static void without_tables_the_word_is_its_lemma(void **state)
{
    (void)state;
    lemma_is(lemmatizer, "Axes", "axes", "PROPN", "", "Axes");
    lemma_is(lemmatizer, "Axes", "axes", "INTJ", "", "axes");
    lemma_is(lemmatizer, "\n", "\n", "SPACE", "", "\n");
    lemma_is(lemmatizer, "Axes", "axes", "", "", "axes");
    lemma_is(lemmatizer, "Went", "went", "NOUN", "Number=Plur", "Went");
}

static void a_cut_off_table_is_refused(void **state)
{
    struct buf bytes = {0};

    (void)state;
    pack_tables(&bytes);
    for (size_t len = 0; len < bytes.len; len++) {
        struct part part =
            part_borrow("lookups", (struct slice){bytes.ptr, len});
        struct lemmatizer *none;
        struct err err = {0};

        assert_false(lemmatizer_read(&none, &part, false, &err));
        assert_null(none);
        assert_non_null(strstr(err.text, "lookups"));
        part_release(&part);
    }
    buf_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_take_endings_off),
        cmocka_unit_test(later_releases_prefer_the_last_form_in_the_index),
        cmocka_unit_test(irregular_forms_are_listed),
        cmocka_unit_test(a_form_with_other_characters_beats_an_unknown_word),
        cmocka_unit_test(a_base_form_stays),
        cmocka_unit_test(without_tables_the_word_is_its_lemma),
        cmocka_unit_test(a_cut_off_table_is_refused),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
