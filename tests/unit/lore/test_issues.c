/* What sentences are about, by the words of data/issues. */
#include "base/tsv.h"
#include "lore/issues.h"
#include "testing.h"

#include <stdio.h>

enum { WORDS = 64 };

/* The issues of a sentence of single blanks: their number. */
static size_t issues_of(const struct issues *issues, const char *sentence,
                        struct issue_hit hit[ISSUE_MAX])
{
    static char low[512];
    struct issue_word word[WORDS];
    size_t words = 0;
    size_t len = strlen(sentence);

    for (size_t i = 0; i <= len && i < sizeof low; i++) {
        low[i] = sentence[i] == '-' || sentence[i] == ',' ? ' '
                 : sentence[i] >= 'A' && sentence[i] <= 'Z'
                     ? (char)(sentence[i] + 32)
                     : sentence[i];
    }
    for (char *at = strtok(low, " "); at != NULL && words < WORDS;
         at = strtok(NULL, " ")) {
        word[words++] = (struct issue_word){slice_of(at), slice_of(at)};
    }
    return issues_match(issues, word, words, hit);
}

static bool tells(const struct issues *issues, const char *sentence,
                  const char *issue)
{
    struct issue_hit hit[ISSUE_MAX];
    size_t hits = issues_of(issues, sentence, hit);

    for (size_t i = 0; i < hits; i++) {
        if (strcmp(hit[i].issue, issue) == 0) {
            return true;
        }
    }
    return false;
}

static struct issues *general(void)
{
    struct issues *issues;
    struct err err = {0};

    assert_true(issues_open(&issues, DATA_DIR, NULL, &err));
    return issues;
}

static void every_example_is_about_its_issue(void **state)
{
    struct issues *issues = general();
    struct err err = {0};
    struct tsv tsv;
    size_t missed = 0;

    (void)state;
    assert_true(
        tsv_open(&tsv, DATA_DIR "/issues/examples.tsv", "issue example", &err));
    while (tsv_next(&tsv, &err)) {
        char issue[64];
        char sentence[512];

        (void)snprintf(issue, sizeof issue, "%.*s", (int)tsv.field[0].len,
                       tsv.field[0].ptr);
        (void)snprintf(sentence, sizeof sentence, "%.*s", (int)tsv.field[1].len,
                       tsv.field[1].ptr);
        if (!tells(issues, sentence, issue)) {
            print_error("%s: %s\n", issue, sentence);
            missed++;
        }
    }
    assert_int_equal(err.code, ERR_NONE);
    tsv_release(&tsv);
    issues_free(issues);
    assert_int_equal(missed, 0);
}

static void a_part_goes_before_the_whole(void **state)
{
    struct issues *issues = general();

    (void)state;
    assert_true(tells(issues, "the arms control treaty", "arms-control"));
    assert_false(tells(issues, "the arms control treaty on nuclear arms",
                       "arms-control"));
    assert_true(
        tells(issues, "the arms control treaty on nuclear arms", "nuclear"));
    issues_free(issues);
}

static void no_words_are_about_nothing(void **state)
{
    struct issues *issues = general();
    struct issue_hit hit[ISSUE_MAX];

    (void)state;
    assert_int_equal(issues_of(issues, "he said so on Monday", hit), 0);
    assert_int_equal(issues_match(issues, NULL, 0, hit), 0);
    issues_free(issues);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_is_about_its_issue),
        cmocka_unit_test(a_part_goes_before_the_whole),
        cmocka_unit_test(no_words_are_about_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
