/* The lexicon of acts: what its notation means, and what is refused. */
#include "lore/issues.h"
#include "lore/lexicon.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct ontology *ontology;
static struct lexicon *lexicon;

static int open_tables(void **state)
{
    struct err err = {0};

    (void)state;
    if (!ontology_open(&ontology, DATA_DIR, &err) ||
        !lexicon_open(&lexicon, DATA_DIR, ontology, &err)) {
        print_error("%s\n", err.text);
        return 1;
    }
    return 0;
}

static int close_tables(void **state)
{
    (void)state;
    lexicon_free(lexicon);
    ontology_free(ontology);
    return 0;
}

static void test_every_type_has_a_row_and_a_word(void **state)
{
    const struct act_type *type;
    size_t types = ontology_types(ontology, &type);

    (void)state;
    assert_int_equal(types, 20);
    for (size_t i = 0; i < types; i++) {
        assert_non_null(type[i].what);
        assert_true(type[i].plover == NULL ||
                    ontology_quad(ontology, type[i].plover) > 0);
    }
    assert_true(lexicon_size(lexicon) > 1000);
}

static void test_a_meeting_announced_is_an_agreement(void **state)
{
    (void)state;
    assert_string_equal(ontology_announced(ontology, "CONSULT"), "AGREE");
    assert_string_equal(ontology_announced(ontology, "ASSAULT"), "THREATEN");
    assert_string_equal(ontology_announced(ontology, "REJECT"), "REJECT");
    assert_int_equal(ontology_quad(ontology, "AID"), 2);
    assert_int_equal(ontology_quad(ontology, "NONSENSE"), 0);
}

static void test_a_frame_has_slots_with_words_and_roles(void **state)
{
    const struct act_frame *const *frame;
    size_t frames = lexicon_frames(lexicon, SLICE("appeal"), &frame);
    bool found = false;

    (void)state;
    for (size_t i = 0; i < frames; i++) {
        const struct slot *slot = frame[i]->slot;

        if (strcmp(frame[i]->text, "to=@party:whom for?:what") != 0) {
            continue;
        }
        found = true;
        assert_int_equal(frame[i]->slots, 2);
        assert_int_equal(slot[0].way[0].kind, WAY_PREP);
        assert_true(slice_is(slot[0].way[0].prep, "to"));
        assert_int_equal(slot[0].role, ROLE_WHOM);
        assert_int_equal(slot[0].tests, 1U << TEST_PARTY);
        assert_true(slot[1].optional);
        assert_int_equal(slot[1].role, ROLE_WHAT);
        assert_string_equal(frame[i]->type->name, "request");
        assert_string_equal(frame[i]->file, "act-verbs.tsv");
    }
    assert_true(found);
}

static void test_a_particle_belongs_to_the_verb(void **state)
{
    const struct act_frame *const *frame;
    size_t frames = lexicon_frames(lexicon, SLICE("rule"), &frame);

    (void)state;
    assert_true(frames > 0);
    assert_int_equal(frame[0]->rests, 1);
    assert_true(slice_is(frame[0]->rest[0], "out"));
}

static void test_light_verbs_lend_their_subject(void **state)
{
    unsigned flags = 0;

    (void)state;
    assert_int_equal(lexicon_light(lexicon, SLICE("make"), &flags),
                     LIGHT_SUBJECT);
    assert_int_equal(flags, 0);
    assert_int_equal(lexicon_light(lexicon, SLICE("renew"), &flags),
                     LIGHT_SUBJECT);
    assert_int_equal(flags, 1U << FLAG_REITERATED);
    assert_int_equal(lexicon_light(lexicon, SLICE("receive"), &flags),
                     LIGHT_OBJECT);
    assert_int_equal(lexicon_light(lexicon, SLICE("eat"), &flags), LIGHT_NONE);
}

static void test_a_refused_acceptance_is_a_refusal(void **state)
{
    const struct act_type *accept = ontology_type(ontology, SLICE("accept"));
    const struct turn *turn = lexicon_turn(lexicon, "refused", accept);

    (void)state;
    assert_non_null(turn);
    assert_string_equal(turn->becomes->name, "reject");
    assert_null(lexicon_turn(lexicon, "nonsense", accept));
}

/* --- what is refused, and how it is said */

static const char *const table[] = {
    "act-classes.tsv",    "class\twords\nbread\tloaf roll\n",
    "act-verbs.tsv",      "words\tframe\ttype\tplover\tweight\n",
    "act-modals.tsv",     "words\tframe\ttype\tplover\tweight\n",
    "act-adjectives.tsv", "words\tframe\ttype\tplover\tweight\n",
    "act-nouns.tsv",      "words\tframe\ttype\tplover\tweight\tlight\tposs\n",
    "act-light.tsv",      "verb\twho\tflag\n",
    "act-flags.tsv",      "words\tflag\twhere\n",
    "act-turns.tsv",      "when\ttype\tbecomes\tweight\n",
    "act-scores.tsv",     "name\tvalue\twhat\n"};

static void put(const char *dir, const char *name, const char *head,
                const char *row)
{
    char path[256];
    FILE *file;

    (void)snprintf(path, sizeof path, "%s/lexicon/en/%s", dir, name);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(head, file) >= 0 && fputs(row, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void remove_all(const char *dir)
{
    char path[256];

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i += 2) {
        (void)snprintf(path, sizeof path, "%s/lexicon/en/%s", dir, table[i]);
        (void)unlink(path);
    }
    (void)snprintf(path, sizeof path, "%s/lexicon/en", dir);
    (void)rmdir(path);
    (void)snprintf(path, sizeof path, "%s/lexicon", dir);
    (void)rmdir(path);
    (void)rmdir(dir);
}

/* A lexicon whose table `name` has one more row is refused with `message`. */
static void check_refused(const char *name, const char *row,
                          const char *message)
{
    char dir[] = "/tmp/demarche-lexicon-XXXXXX";
    char path[256];
    struct lexicon *made = NULL;
    struct err err = {0};

    assert_non_null(mkdtemp(dir));
    (void)snprintf(path, sizeof path, "%s/lexicon", dir);
    assert_int_equal(mkdir(path, 0700), 0);
    (void)snprintf(path, sizeof path, "%s/lexicon/en", dir);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i += 2) {
        put(dir, table[i], table[i + 1],
            strcmp(table[i], name) == 0 ? row : "");
    }
    assert_false(lexicon_open(&made, dir, ontology, &err));
    assert_null(made);
    assert_non_null(strstr(err.text, message));
    remove_all(dir);
}

static void test_errors_name_the_line_and_the_word(void **state)
{
    (void)state;
    check_refused("act-verbs.tsv", "eat\tobj\tdemnad\t\t.5\n",
                  "act-verbs.tsv:2: unknown type of act 'demnad'");
    check_refused("act-verbs.tsv", "eat\tobj=@brede\tdemand\t\t.5\n",
                  "act-verbs.tsv:2: unknown class '@brede'");
    check_refused("act-verbs.tsv", "eat\tobj:whoom\tdemand\t\t.5\n",
                  "act-verbs.tsv:2: unknown role 'whoom'");
    check_refused("act-verbs.tsv", "eat\tobj\tdemand\tREQEST\t.5\n",
                  "act-verbs.tsv:2: unknown PLOVER root 'REQEST'");
    check_refused("act-verbs.tsv", "eat\tobj\tdemand\t\t1.5\n",
                  "act-verbs.tsv:2: weight is not between 0 and 1: '1.5'");
    check_refused("act-light.tsv", "eat\tnobody\t\n",
                  "act-light.tsv:2: who must be subject or object");
    check_refused("act-flags.tsv", "not\tnegatd\tadverb\n",
                  "act-flags.tsv:2: unknown flag 'negatd'");
    check_refused("act-flags.tsv", "not\tnegated\tbefore\n",
                  "act-flags.tsv:2: unknown place 'before'");
}

/* --- issues */

static void test_issues_are_told_by_patterns(void **state)
{
    static const struct issue_word words[] = {
        {{"troop", 5}, {"troop", 5}}, {{"build", 5}, {"build", 5}},
        {{"up", 2}, {"up", 2}},       {{"near", 4}, {"near", 4}},
        {{"the", 3}, {"the", 3}},     {{"pipelines", 9}, {"pipeline", 8}},
        {{"and", 3}, {"and", 3}},     {{"short", 5}, {"short", 5}},
        {{"range", 5}, {"range", 5}}};
    struct issue_hit hit[ISSUE_MAX];
    struct issues *issues;
    struct err err = {0};
    size_t hits;

    (void)state;
    assert_true(issues_open(&issues, DATA_DIR, NULL, &err));
    hits = issues_match(issues, words, sizeof words / sizeof words[0], hit);
    assert_int_equal(hits, 3);
    assert_string_equal(hit[0].issue, "arms-control");
    assert_string_equal(hit[1].issue, "troops");
    assert_string_equal(hit[2].issue, "energy");
    issues_free(issues);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_type_has_a_row_and_a_word),
        cmocka_unit_test(test_a_meeting_announced_is_an_agreement),
        cmocka_unit_test(test_a_frame_has_slots_with_words_and_roles),
        cmocka_unit_test(test_a_particle_belongs_to_the_verb),
        cmocka_unit_test(test_light_verbs_lend_their_subject),
        cmocka_unit_test(test_a_refused_acceptance_is_a_refusal),
        cmocka_unit_test(test_errors_name_the_line_and_the_word),
        cmocka_unit_test(test_issues_are_told_by_patterns),
    };

    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
