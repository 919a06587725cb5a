/* Lists, ids and searches over three reports. */
#include "record/query.h"
#include "record/story.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct world {
    char folder[64];
    struct record *record;
    struct arena arena;
    struct err err;
};

static struct world world;

static int set_up(void **state)
{
    (void)state;
    story_folder(world.folder);
    story_fill(story_path(world.folder, "t.demarche"), "012");
    return !record_open(&world.record, story_path(world.folder, "t.demarche"),
                        RECORD_READ, &world.err);
}

static int tear_down(void **state)
{
    (void)state;
    record_close(world.record);
    arena_release(&world.arena);
    story_clear(world.folder);
    return 0;
}

/* How many acts, quotes, reports a question finds. */
static size_t count_acts(struct query query)
{
    struct act_row *row;
    size_t rows;

    if (!query_load_acts(world.record, &query, &world.arena, &row, &rows,
                         &world.err)) {
        fail_msg("%s", world.err.text);
    }
    return rows;
}

static size_t count_quotes(struct query query)
{
    struct quote_row *row;
    size_t rows;

    if (!query_load_quotes(world.record, &query, &world.arena, &row, &rows,
                           &world.err)) {
        fail_msg("%s", world.err.text);
    }
    return rows;
}

static size_t count_reports(struct query query)
{
    struct report_row *row;
    size_t rows;

    if (!query_load_reports(world.record, &query, &world.arena, &row, &rows,
                            &world.err)) {
        fail_msg("%s", world.err.text);
    }
    return rows;
}

#define ACTS(...)    count_acts((struct query){__VA_ARGS__})
#define QUOTES(...)  count_quotes((struct query){__VA_ARGS__})
#define REPORTS(...) count_reports((struct query){__VA_ARGS__})

static struct date day(const char *text)
{
    return date_parse(slice_of(text));
}

static void acts_by_who_does_what_to_whom(void **state)
{
    (void)state;
    assert_int_equal(ACTS(.limit = 0), 6);
    assert_int_equal(ACTS(.actor = "VES"), 5);
    assert_int_equal(ACTS(.actor = "ves"), 5);
    assert_int_equal(ACTS(.actor = "ilda-marn"), 1);
    assert_int_equal(ACTS(.actor = "VES,NPACT"), 6);
    assert_int_equal(ACTS(.actor = " NPACT , XXX "), 1);
    assert_int_equal(ACTS(.to = "NPACT"), 4);
    assert_int_equal(ACTS(.type = "demand"), 4);
    assert_int_equal(ACTS(.type = "offer,reject"), 2);
    assert_int_equal(ACTS(.issue = "radars"), 4);
    assert_int_equal(ACTS(.issue = "radars", .type = "offer"), 1);
    assert_int_equal(ACTS(.speaker = "marn"), 1);
    assert_int_equal(ACTS(.speaker = "ilda-marn"), 1);
    assert_int_equal(ACTS(.text = "PRISONERS be"), 2);
}

static void wildcards_and_quotes_in_values_are_only_letters(void **state)
{
    (void)state;
    assert_int_equal(ACTS(.text = "%"), 0);
    assert_int_equal(ACTS(.text = "_"), 0);
    assert_int_equal(ACTS(.actor = "VES' OR '1'='1"), 0);
    assert_int_equal(ACTS(.speaker = "'; DROP TABLE act; --"), 0);
    assert_int_equal(ACTS(.limit = 0), 6);
}

static void since_and_until_count_what_may_be(void **state)
{
    (void)state;
    assert_int_equal(ACTS(.since = day("2031-03-04")), 3);
    assert_int_equal(ACTS(.until = day("2031-03-04")), 2);
    assert_int_equal(ACTS(.since = day("2031-03")), 5);
    assert_int_equal(ACTS(.until = day("2031")), 5);
    assert_int_equal(ACTS(.until = day("2030-12")), 0);
    assert_int_equal(
        ACTS(.since = day("2031-03-03"), .until = day("2031-03-03")), 2);
    assert_int_equal(REPORTS(.since = day("2031-03-05")), 1);
    assert_int_equal(QUOTES(.until = day("2031-03-05")), 1);
}

static void order_and_limit(void **state)
{
    struct query query = {.order = QUERY_NEWEST, .limit = 2};
    struct act_row *row;
    size_t rows;

    (void)state;
    assert_true(query_load_acts(world.record, &query, &world.arena, &row, &rows,
                                &world.err));
    assert_int_equal(rows, 2);
    assert_string_equal(row[0].date.value, "2031-03-05");
    assert_true(strcmp(row[0].id, row[1].id) > 0);
    query.order = QUERY_OLDEST;
    assert_true(query_load_acts(world.record, &query, &world.arena, &row, &rows,
                                &world.err));
    assert_null(row[0].date.value);
    assert_string_equal(row[1].date.value, "2031-03-03");
}

static void quotes_by_who_speaks(void **state)
{
    (void)state;
    assert_int_equal(QUOTES(.limit = 0), 2);
    assert_int_equal(QUOTES(.actor = "VES"), 1);
    assert_int_equal(QUOTES(.actor = "ilda-marn"), 1);
    assert_int_equal(QUOTES(.speaker = "Marn"), 1);
    assert_int_equal(QUOTES(.type = "mixed"), 1);
    assert_int_equal(QUOTES(.issue = "radars"), 1);
    assert_int_equal(QUOTES(.text = "no basis"), 1);
}

static void reports_by_what_they_tell(void **state)
{
    (void)state;
    assert_int_equal(REPORTS(.limit = 0), 3);
    assert_int_equal(REPORTS(.actor = "VES"), 2);
    assert_int_equal(REPORTS(.to = "NPACT"), 2);
    assert_int_equal(REPORTS(.type = "reject"), 1);
    assert_int_equal(REPORTS(.issue = "radars"), 2);
    assert_int_equal(REPORTS(.speaker = "Ilda"), 1);
    assert_int_equal(REPORTS(.text = "vessia wants"), 1);
}

/* Both at once, as `acts REPORT` does it. */
static void of_one_report_by_the_start_of_its_id(void **state)
{
    struct query one = {.text = "vessia"};
    struct report_row *row;
    size_t rows;
    char start[8] = "";

    (void)state;
    assert_true(query_load_reports(world.record, &one, &world.arena, &row,
                                   &rows, &world.err));
    assert_int_equal(rows, 1);
    (void)snprintf(start, sizeof start, "%s", row[0].id);
    assert_int_equal(ACTS(.report = start), 2);
    assert_int_equal(QUOTES(.report = start), 1);
    assert_int_equal(row[0].acts, 2);
    assert_int_equal(row[0].quotes, 1);
    assert_string_equal(row[0].author[0], "Ana Brisk");
    assert_string_equal(row[0].model, "tiny 1.0");
}

static bool stop_after_two(void *context, const struct act_row *row)
{
    (void)row;
    return ++*(int *)context < 2;
}

static void a_list_can_be_stopped(void **state)
{
    int seen = 0;

    (void)state;
    assert_true(
        query_acts(world.record, NULL, stop_after_two, &seen, &world.err));
    assert_int_equal(seen, 2);
}

static void one_act_with_all_that_belongs_to_it(void **state)
{
    struct query query = {.speaker = "marn"};
    struct act_row *found, act;
    struct quote_row quote;
    struct report_text text;
    size_t rows;

    (void)state;
    assert_true(query_load_acts(world.record, &query, &world.arena, &found,
                                &rows, &world.err));
    assert_true(
        query_act(world.record, found[0].id, &world.arena, &act, &world.err));
    assert_string_equal(act.speaker.role, "foreign minister");
    assert_true(slice_is(act.condition.exact, "by summer"));
    assert_string_equal(act.attribution[0].role, "speaker");
    assert_string_equal(act.why[0], "lexicon: demand");
    assert_true(
        query_quote(world.record, act.quote, &world.arena, &quote, &world.err));
    assert_int_equal(quote.contents, 2);
    assert_string_equal(quote.report, act.report);
    assert_true(
        query_text(world.record, act.report, &world.arena, &text, &world.err));
    assert_int_equal(text.paragraphs, 4);
    assert_string_equal(text.paragraph[0].kind, "title");
    assert_true(slice_eq(slice_cut(text.text, act.text.at), act.text.exact));
}

static void the_input_comes_back_to_the_byte(void **state)
{
    struct record_entry entry = story_entry(2, &world.arena);
    struct query query = {.type = "reject"};
    struct report_row *row;
    struct buf bytes = {0};
    size_t rows;

    (void)state;
    assert_true(query_load_reports(world.record, &query, &world.arena, &row,
                                   &rows, &world.err));
    assert_true(query_bytes(world.record, row[0].id, &bytes, &world.err));
    assert_true(slice_eq(buf_slice(&bytes), entry.bytes));
    buf_release(&bytes);
}

static void ids_by_their_beginning(void **state)
{
    static const char *const bad[] = {
        "", "a-", "a-12", "x-1234", "a-12g4", "r-00000000000000000", "%%%%"};
    struct query query = {.type = "offer"};
    struct act_row *row;
    char id[RECORD_ID_ROOM];
    char start[RECORD_ID_ROOM];
    size_t rows;
    int digits;

    (void)state;
    assert_true(query_load_acts(world.record, &query, &world.arena, &row, &rows,
                                &world.err));
    assert_true(query_id_digits(world.record, &digits, &world.err));
    assert_int_equal(digits, 4);
    (void)snprintf(start, sizeof start, "%.*s", 2 + digits, row[0].id);
    assert_true(query_id(world.record, start, id, &world.err));
    assert_string_equal(id, row[0].id);
    assert_true(query_id(world.record, start + 2, id, &world.err));
    assert_string_equal(id, row[0].id);
    assert_true(query_id(world.record, row[0].id, id, &world.err));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct err err = {0};

        assert_false(query_id(world.record, bad[i], id, &err));
        assert_int_equal(err.code, ERR_USAGE);
    }
}

static void an_id_of_nothing_is_said(void **state)
{
    struct err err = {0};
    struct act_row act;
    char id[RECORD_ID_ROOM];

    (void)state;
    assert_false(query_id(world.record, "a-0000", id, &err));
    assert_int_equal(err.code, ERR_MISSING);
    err = (struct err){0};
    assert_false(query_act(world.record, "a-0000000000000000", &world.arena,
                           &act, &err));
    assert_int_equal(err.code, ERR_MISSING);
}

/* --- search --- */

struct hits {
    size_t count;
    char text[512]; /* the last snippet, matches in brackets */
    size_t found;
    double score;
};

static bool take_hit(void *context, const struct search_hit *hit)
{
    struct hits *hits = context;
    struct buf text = {0};
    size_t done = 0;

    assert_true(hits->count == 0 || hit->score <= hits->score);
    for (size_t i = 0; i < hit->matches; i++) {
        struct span match = hit->match[i];

        buf_add(&text, hit->snippet.exact.ptr + done, match.start - done);
        buf_add_char(&text, '[');
        buf_add_slice(&text, slice_cut(hit->snippet.exact, match));
        buf_add_char(&text, ']');
        done = match.end;
    }
    buf_add(&text, hit->snippet.exact.ptr + done,
            hit->snippet.exact.len - done);
    (void)snprintf(hits->text, sizeof hits->text, "%s", text.ptr);
    hits->count++;
    hits->found = hit->found;
    hits->score = hit->score;
    buf_release(&text);
    return true;
}

static struct hits search(const char *expression)
{
    struct hits hits = {0};

    if (!query_search(world.record, expression, NULL, take_hit, &hits,
                      &world.err)) {
        fail_msg("%s", world.err.text);
    }
    return hits;
}

static void search_finds_words_and_marks_them(void **state)
{
    struct hits hits = search("prisoners");

    (void)state;
    assert_int_equal(hits.count, 1);
    assert_non_null(strstr(hits.text, "that [prisoners] be freed"));
    hits = search("radars");
    assert_int_equal(hits.count, 3);
    hits = search("RADARS strait");
    assert_int_equal(hits.count, 2);
    hits = search("\"joint commission\"");
    assert_int_equal(hits.count, 1);
    assert_non_null(strstr(hits.text, "a [joint commission] if"));
    hits = search("\"commission joint\"");
    assert_int_equal(hits.count, 0);
}

static void search_ignores_accents_and_knows_beginnings(void **state)
{
    struct hits hits = search("cafe");

    (void)state;
    assert_int_equal(hits.count, 1);
    assert_non_null(strstr(hits.text, "the [café] talk"));
    hits = search("secretar*");
    assert_int_equal(hits.count, 1);
    assert_non_null(strstr(hits.text, "’s [secretary] general"));
}

static void search_combines(void **state)
{
    (void)state;
    assert_int_equal(search("prisoners OR café").count, 2);
    assert_int_equal(search("radars NOT prisoners").count, 2);
    assert_int_equal(search("(prisoners OR café) talk").count, 1);
    assert_int_equal(search("text:radars").count, 0);
    assert_int_equal(search("--").count, 0);
    assert_int_equal(search("radar AND strait").found, 3);
}

static void search_narrows_by_date(void **state)
{
    struct query query = {.since = day("2031-03-04")};
    struct hits hits = {0};

    (void)state;
    assert_true(query_search(world.record, "radars", &query, take_hit, &hits,
                             &world.err));
    assert_int_equal(hits.count, 1);
}

/* --- numbers --- */

static void who_is_quoted(void **state)
{
    struct quoted_row *row;
    size_t rows;

    (void)state;
    assert_true(query_quoted(world.record, NULL, &world.arena, &row, &rows,
                             &world.err));
    assert_int_equal(rows, 1);
    assert_string_equal(row[0].name, "Ilda Marn");
    assert_string_equal(row[0].of, "VES");
    assert_int_equal(row[0].quotes, 1);
    assert_int_equal(row[0].reports, 1);
    assert_string_equal(row[0].first, "2031-03-03");
}

static void the_dossier_in_numbers(void **state)
{
    struct record_counts counts;

    (void)state;
    assert_true(query_counts(world.record, (struct date){0}, &world.arena,
                             &counts, &world.err));
    assert_int_equal(counts.reports, 3);
    assert_int_equal(counts.quotes, 2);
    assert_int_equal(counts.acts, 6);
    assert_string_equal(counts.type[0].type, "demand");
    assert_int_equal(counts.type[0].acts, 4);
    assert_string_equal(counts.first, "2031-03-03");
    assert_string_equal(counts.last, "2031-03-05");
    assert_true(query_counts(world.record, day("2031-03-04"), &world.arena,
                             &counts, &world.err));
    assert_int_equal(counts.reports, 2); /* the undated one is not later */
    assert_int_equal(counts.acts, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acts_by_who_does_what_to_whom),
        cmocka_unit_test(wildcards_and_quotes_in_values_are_only_letters),
        cmocka_unit_test(since_and_until_count_what_may_be),
        cmocka_unit_test(order_and_limit),
        cmocka_unit_test(quotes_by_who_speaks),
        cmocka_unit_test(reports_by_what_they_tell),
        cmocka_unit_test(of_one_report_by_the_start_of_its_id),
        cmocka_unit_test(a_list_can_be_stopped),
        cmocka_unit_test(one_act_with_all_that_belongs_to_it),
        cmocka_unit_test(the_input_comes_back_to_the_byte),
        cmocka_unit_test(ids_by_their_beginning),
        cmocka_unit_test(an_id_of_nothing_is_said),
        cmocka_unit_test(search_finds_words_and_marks_them),
        cmocka_unit_test(search_ignores_accents_and_knows_beginnings),
        cmocka_unit_test(search_combines),
        cmocka_unit_test(search_narrows_by_date),
        cmocka_unit_test(who_is_quoted),
        cmocka_unit_test(the_dossier_in_numbers),
    };

    return cmocka_run_group_tests_name("query", tests, set_up, tear_down);
}
