/* What a score is worth: the table of measured shares. */
#include "acts/certainty.h"
#include "base/buf.h"
#include "base/file.h"
#include "testing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char head[] = "reader\tseen-by\tscore\tshare\tacts\n";
static char folder[] = "/tmp/demarche-certainty-XXXXXX";

static const char *path_of(const char *name)
{
    static char path[128];

    (void)snprintf(path, sizeof path, "%s%s", folder, name);
    return path;
}

static int make_folders(void **state)
{
    (void)state;
    return mkdtemp(folder) != NULL && mkdir(path_of("/lexicon"), 0700) == 0 &&
                   mkdir(path_of("/lexicon/en"), 0700) == 0
               ? 0
               : -1;
}

static int remove_folders(void **state)
{
    (void)state;
    (void)unlink(path_of("/lexicon/en/act-confidence.tsv"));
    (void)rmdir(path_of("/lexicon/en"));
    (void)rmdir(path_of("/lexicon"));
    return rmdir(folder);
}

/* Open a table of these rows; NULL with `err` set. */
static struct certainty *open_table(const char *rows, struct err *err)
{
    struct certainty *certainty = NULL;
    struct buf table = {0};

    *err = (struct err){0};
    buf_printf(&table, "%s%s", head, rows);
    assert_true(file_write(path_of("/lexicon/en/act-confidence.tsv"),
                           buf_slice(&table), err));
    buf_release(&table);
    assert_true(certainty_open(&certainty, folder, err) == (certainty != NULL));
    return certainty;
}

static bool is_near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static void between_two_scores_goes_a_line(void **state)
{
    struct err err;
    struct certainty *table = open_table("none\tlexicon\t.4\t.2\t25\n"
                                         "none\tlexicon\t.8\t.6\t25\n"
                                         "none\treader\t.5\t.1\t25\n",
                                         &err);

    (void)state;
    assert_non_null(table);
    assert_true(is_near(certainty_of(table, NULL, false, .4), .2));
    assert_true(is_near(certainty_of(table, NULL, false, .5), .3));
    assert_true(is_near(certainty_of(table, NULL, false, .7), .5));
    certainty_free(table);
}

static void beyond_the_table_its_ends_hold(void **state)
{
    struct err err;
    struct certainty *table = open_table("none\tlexicon\t.4\t.2\t25\n"
                                         "none\tlexicon\t.8\t.6\t25\n",
                                         &err);

    (void)state;
    assert_non_null(table);
    assert_true(is_near(certainty_of(table, NULL, false, .1), .2));
    assert_true(is_near(certainty_of(table, NULL, false, .95), .6));
    certainty_free(table);
}

static void what_was_not_measured_keeps_its_score(void **state)
{
    struct err err;
    struct certainty *table = open_table("base\tlexicon\t.4\t.2\t25\n"
                                         "none\tlexicon\t.4\t.3\t25\n",
                                         &err);

    (void)state;
    assert_non_null(table);
    assert_true(is_near(certainty_of(table, NULL, true, .7), .7));
    certainty_free(table);
}

static void a_wrong_table_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *rows;
        const char *says;
    } bad[] = {
        {"none\tnobody\t.4\t.2\t25\n", ".tsv:2: seen by"},
        {"none\tlexicon\t1.4\t.2\t25\n", ".tsv:2: must be 0 to 1"},
        {"none\tlexicon\t.4\tmuch\t25\n", ".tsv:2: must be 0 to 1"},
        {"none\tlexicon\t.4\t0.20000000000000000000\t25\n", ".tsv:2: must"},
        {"none\tlexicon\t.8\t.2\t25\nnone\tlexicon\t.4\t.1\t25\n",
         ".tsv:3: scores must rise"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct err err;

        assert_null(open_table(bad[i].rows, &err));
        assert_non_null(strstr(err.text, bad[i].says));
    }
}

static void the_table_of_the_data_can_be_read(void **state)
{
    struct certainty *table = NULL;
    struct err err = {0};
    double low, high;

    (void)state;
    assert_true(certainty_open(&table, DATA_DIR, &err));
    low = certainty_of(table, NULL, false, .3);
    high = certainty_of(table, NULL, false, .99);
    assert_true(low > 0 && low < high && high <= 1);
    certainty_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(between_two_scores_goes_a_line),
        cmocka_unit_test(beyond_the_table_its_ends_hold),
        cmocka_unit_test(what_was_not_measured_keeps_its_score),
        cmocka_unit_test(a_wrong_table_is_refused_with_its_line),
        cmocka_unit_test(the_table_of_the_data_can_be_read),
    };

    return cmocka_run_group_tests(tests, make_folders, remove_folders);
}
