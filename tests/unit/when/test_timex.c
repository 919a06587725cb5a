#include "lang/pipeline.h"
#include "testing.h"
#include "when/timex.h"

#include <stdio.h>
#include <unistd.h>

/* Every text is read on Friday, 10 December 2021.  What is expected: words,
 * type and value of each expression, in order, parted by bars. */
struct sentence {
    const char *text;
    const char *expected;
};

static struct when_words *words;
static struct lang_model *model;
static struct lang_worker *worker;

static const struct sentence calendar[] = {
    {"The treaty of December 17, 2021 was short.",
     "December 17, 2021 DATE 2021-12-17"},
    {"It opened on 17 December 2021.", "17 December 2021 DATE 2021-12-17"},
    {"Signed on the 5th of May 1999.", "the 5th of May 1999 DATE 1999-05-05"},
    {"January 11, 2022: envoys meet.", "January 11, 2022 DATE 2022-01-11"},
    {"December 13: envoys met.", "December 13 DATE 2021-12-13"},
    {"Minutes of 2021-11-30.", "2021-11-30 DATE 2021-11-30"},
    {"A note dated 23.04.2019.", "23.04.2019 DATE 2019-04-23"},
    {"The form says 10/31/2020.", "10/31/2020 DATE 2020-10-31"},
    {"Tuesday, 14 May 2019 was wet.", "Tuesday, 14 May 2019 DATE 2019-05-14"},
    {"Ministers met in March 2014.", "March 2014 DATE 2014-03"},
    {"The pact dates from 1975.", "1975 DATE 1975"},
    {"Rome fell out with Carthage in 264 BC.", "264 BC DATE BC0264"},
    {"Tension grew in the 1980s.", "the 1980s DATE 198"},
    {"Borders of the 19th century.", "the 19th century DATE 18"},
    {"Growth in the second quarter of 2009.",
     "the second quarter of 2009 DATE 2009-Q2"},
    {"Profits for Q3 2018 rose.", "Q3 2018 DATE 2018-Q3"},
    {"Since the summer of 2015 little moved.",
     "the summer of 2015 DATE 2015-SU"},
    {"In the fiscal year 2022.", "the fiscal year 2022 DATE FY2022"},
    {"By the end of June 2020 they had left.",
     "the end of June 2020 DATE 2020-06"},
    {"Work began in early 2017.", "early 2017 DATE 2017"},
    {"It is due in mid-March 2022.", "mid-March 2022 DATE 2022-03"},
    {"The first Monday of May 2021.", "The first Monday of May 2021 DATE "
                                      "2021-05-03"},
    {"The last week of July 2021.", "The last week of July 2021 DATE "
                                    "2021-W30"},
    {"The second half of 2008.", "The second half of 2008 DATE 2008-H2"},
    {"Filed on 2019-Aug-01.", "2019-Aug-01 DATE 2019-08-01"},
    {"Filed on 2020/23/Sep.", "2020/23/Sep. DATE 2020-09-23"},
    {"He came in april of 87.", "april of 87 DATE 1987-04"},
    {"On 13 September nineteen seventy-two.",
     "13 September nineteen seventy-two DATE 1972-09-13"},
    {"Monday 6, and not before.", "Monday 6 DATE 2021-12-06"},
    {"Labor Day weekend 2021 was calm.",
     "Labor Day weekend 2021 DATE 2021-W35-WE"},
};

static const struct sentence relative[] = {
    {"Envoys met yesterday.", "yesterday DATE 2021-12-09"},
    {"Talks go on tomorrow morning.", "tomorrow morning TIME 2021-12-11TMO"},
    {"Last week the border closed.", "Last week DATE 2021-W48"},
    {"He leaves next month.", "next month DATE 2022-01"},
    {"Trade fell this year.", "this year DATE 2021"},
    {"Earlier this week a ship was stopped.",
     "Earlier this week DATE 2021-W49"},
    {"She resigned three years ago.", "three years ago DATE 2018"},
    {"They spoke two days ago.", "two days ago DATE 2021-12-08"},
    {"Two weeks ago the line was cut.", "Two weeks ago DATE 2021-W47"},
    {"The day before yesterday it rained.",
     "The day before yesterday DATE 2021-12-08"},
    {"On 3 March 2020 he flew in. The following day he left.",
     "3 March 2020 DATE 2020-03-03|The following day DATE 2020-03-04"},
    {"It began in 1912. The next year it was over.",
     "1912 DATE 1912|The next year DATE 1913"},
    {"It was signed in May 2018 and lapsed two years later.",
     "May 2018 DATE 2018-05|two years later DATE 2020"},
    {"Last Wednesday the court sat.", "Last Wednesday DATE 2021-12-01"},
    {"Next week on Tuesday it votes.", "Next week on Tuesday DATE "
                                       "2021-12-14"},
    {"Last June the fleet sailed.", "Last June DATE 2021-06"},
    {"Six days after 1 January 2020.", "Six days after 1 January 2020 DATE "
                                       "2020-01-07"},
    {"Before Christmas nothing moves.", "Christmas DATE 2021-12-25"},
    {"Easter 2024 was early.", "Easter 2024 DATE 2024-03-31"},
    {"Thanksgiving 2019 was late.", "Thanksgiving 2019 DATE 2019-11-28"},
    {"Three days from Monday.", "Three days from Monday DATE 2021-12-09"},
    {"Two weeks and two days ago.", "Two weeks and two days ago DATE "
                                    "2021-11-24"},
};

static const struct sentence clocks[] = {
    {"The call is at 10 a.m. GMT on 17 December 2021.",
     "10 a.m. GMT on 17 December 2021 TIME 2021-12-17T10:00Z"},
    {"At 18:30 on 5 May 2020 it ended.",
     "18:30 on 5 May 2020 TIME 2020-05-05T18:30"},
    {"They met on 5 May 2020 at noon.", "5 May 2020 at noon TIME "
                                        "2020-05-05T12:00"},
    {"The night of 4 April 2020 was calm.",
     "The night of 4 April 2020 TIME 2020-04-04TNI"},
    {"It struck half past seven yesterday.",
     "half past seven yesterday TIME 2021-12-09T07:30"},
    {"Last night shells fell.", "Last night TIME 2021-12-09TNI"},
    {"They left at two in the morning.",
     "two in the morning TIME 2021-12-10T02:00"},
    {"It fell in morning trading.", "morning TIME 2021-12-10TMO"},
};

static const struct sentence spans[] = {
    {"A two-day summit.", "two-day DURATION P2D"},
    {"The truce held for three weeks.", "three weeks DURATION P3W"},
    {"More than ten years of war.", "More than ten years DURATION P10Y"},
    {"It took two and a half hours.", "two and a half hours DURATION PT2.5H"},
    {"For several months nobody spoke.", "several months DURATION PXM"},
    {"Over the past five years.", "the past five years DURATION P5Y"},
    {"A year-long siege.", "year-long DURATION P1Y"},
    {"A 30-year-old pact.", "30-year-old DURATION P30Y"},
    {"Half an hour was enough.", "Half an hour DURATION PT30M"},
    {"One year and a quarter.", "One year and a quarter DURATION P1.25Y"},
    {"The worst single-day loss.", "single-day DURATION P1D"},
    {"Tuesdays at 9 a.m. are free.", "Tuesdays at 9 a.m. SET "
                                     "XXXX-WXX-2T09:00"},
    {"Due on the 19th of every month.",
     "the 19th of every month SET XXXX-XX-19"},
    {"They meet every Monday.", "every Monday SET XXXX-WXX-1"},
    {"A daily briefing.", "daily SET P1D"},
    {"Every two years they vote.", "Every two years SET P2Y"},
    {"Friday mornings are quiet.", "Friday mornings SET XXXX-WXX-5TMO"},
    {"He is currently abroad.", "currently DATE PRESENT_REF"},
    {"It recently changed.", "recently DATE PAST_REF"},
    {"Plans for the near future.", "the near future DATE FUTURE_REF"},
};

static const struct sentence ranges[] = {
    {"From 5 to 7 May 2020.", "5 DATE 2020-05-05|7 May 2020 DATE 2020-05-07"},
    {"On June 12 and 14, 2020.",
     "June 12 DATE 2021-06-12|14 DATE 2021-06-14|2020 DATE 2020"},
    {"From 26 June to 4 August 1952.",
     "26 June DATE 1952-06-26|4 August 1952 DATE 1952-08-04"},
    {"In 1914-18 it burned.", "1914 DATE 1914|18 DATE 1918"},
    {"Between 1939 and 1945.", "1939 DATE 1939|1945 DATE 1945"},
    {"From October to March.", "October DATE 2021-10|March DATE 2022-03"},
    {"At 2:00 - 2:30 p.m. it rang.",
     "2:00 TIME 2021-12-10T14:00|2:30 p.m. TIME 2021-12-10T14:30"},
    {"From next Monday to Friday.",
     "next Monday DATE 2021-12-13|Friday DATE 2021-12-17"},
    {"Open from 3 to 5 p.m. daily.",
     "3 TIME 2021-12-10T15:00|5 p.m. TIME 2021-12-10T17:00|daily SET P1D"},
};

static const struct sentence nothing[] = {
    {"You may march on.", ""},
    {"Call 555-2010-33 or 12.50.", ""},
    {"The second man sat in the sun.", ""},
    {"Ten to twelve people came.", ""},
    {"The price was $1999.", ""},
    {"This may or may not be right.", ""},
};

/* With the model: the tense of the verb decides. */
static const struct sentence tenses[] = {
    {"The ministers met in Geneva on Tuesday.", "Tuesday DATE 2021-12-07"},
    {"The ministers will meet in Geneva on Tuesday.",
     "Tuesday DATE 2021-12-14"},
    {"The vote is expected on Monday.", "Monday DATE 2021-12-13"},
    {"The court had ruled on Monday.", "Monday DATE 2021-12-06"},
    {"Exports will resume in March.", "March DATE 2022-03"},
    {"Exports stopped in March.", "March DATE 2021-03"},
    {"The envoy will return in two weeks.", "two weeks DATE 2021-W51"},
    {"The army sent 1990 soldiers and 1,500 horses.", ""},
    {"The 1968 riots were not forgotten.", "1968 DATE 1968"},
};

static void write_found(const struct timexes *found, struct slice text,
                        char *out, size_t size)
{
    size_t len = 0;

    out[0] = '\0';
    for (size_t i = 0; i < found->len; i++) {
        const struct timex *timex = &found->timex[i];
        struct slice said = slice_cut(text, timex->text);

        len += (size_t)snprintf(out + len, size - len, "%s%.*s %s %s",
                                i > 0 ? "|" : "", (int)said.len, said.ptr,
                                when_type_name(timex->type), timex->value);
    }
}

/* The expressions of a text read on Friday, 10 December 2021. */
static struct timexes found_in(const struct analysis *doc, struct arena *arena)
{
    struct when_setting setting = {.ref = {DATE_DAY, 2021, 12, 10}};

    return timex_find(words, doc, &setting, arena);
}

static void hold(const struct sentence *sentence, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct slice text = slice_of(sentence[i].text);
        struct analysis doc = {.text = text};
        struct timexes found;
        char out[512];

        if (worker != NULL) {
            lang_analyse(worker, &text, 1, &arena, &doc);
        }
        found = found_in(&doc, &arena);
        write_found(&found, text, out, sizeof out);
        assert_string_equal(out, sentence[i].expected);
        arena_release(&arena);
    }
}

#define HOLD(list) hold(list, sizeof(list) / sizeof *(list))

static void days_months_and_years(void **state)
{
    (void)state;
    HOLD(calendar);
}

static void days_counted_from_the_report(void **state)
{
    (void)state;
    HOLD(relative);
}

static void hours_and_parts_of_the_day(void **state)
{
    (void)state;
    HOLD(clocks);
}

static void durations_sets_and_vague_times(void **state)
{
    (void)state;
    HOLD(spans);
}

static void both_ends_of_a_range(void **state)
{
    (void)state;
    HOLD(ranges);
}

static void what_only_looks_like_a_date(void **state)
{
    (void)state;
    HOLD(nothing);
}

static void the_tense_decides_which_tuesday(void **state)
{
    struct err err = {0};

    (void)state;
    if (access(MODEL, R_OK) != 0) {
        skip();
    }
    assert_true(lang_model_open(&model, MODEL, &err));
    worker = lang_worker_new(model);
    HOLD(tenses);
    lang_worker_free(worker);
    lang_model_free(model);
    worker = NULL;
}

/* Offsets are bytes, whatever the letters are. */
static void offsets_are_bytes(void **state)
{
    struct arena arena = {0};
    struct analysis doc = {
        .text = SLICE("Łódź – in 1990 – and Gdańsk, 14\xC2\xA0May 1999")};
    struct when_setting setting = {0};
    struct timexes found = timex_find(words, &doc, &setting, &arena);

    (void)state;
    assert_int_equal(found.len, 2);
    assert_true(slice_is(slice_cut(doc.text, found.timex[0].text), "1990"));
    assert_true(slice_is(slice_cut(doc.text, found.timex[1].text),
                         "14\xC2\xA0May 1999"));
    arena_release(&arena);
}

/* A history goes on from the year it told last. */
static void a_history_follows_its_own_years(void **state)
{
    struct arena arena = {0};
    struct analysis doc = {
        .text = SLICE("The war of 1861 began in April 1861. By 1862 it had "
                      "spread, and in 1863 and 1864 it went on. It ended in "
                      "April 1865, after the fall of 1864. In May 1865 the "
                      "last army gave up. In June peace was signed in 1866, "
                      "1867 and 1868.")};
    struct timexes found = found_in(&doc, &arena);
    bool june = false;

    (void)state;
    for (size_t i = 0; i < found.len; i++) {
        june = june || strcmp(found.timex[i].value, "1865-06") == 0;
    }
    assert_true(june);
    arena_release(&arena);
}

/* What a date of an act can be: a day, a month or a year. */
static void a_date_is_a_day_a_month_or_a_year(void **state)
{
    static const struct sentence of[] = {
        {"on 17 November 2021", "2021-11-17"},
        {"yesterday at noon", "2021-12-09"},
        {"last week", "2021-11"},
        {"in December 2020", "2020-12"},
        {"the summer of 2015", "2015"},
        {"on 31 February 2021", "2021-02"},
        {"at 10 a.m.", ""},
        {"in the 1980s", ""},
        {"for three weeks", ""},
        {"in 264 BC", ""},
        {"recently", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        struct arena arena = {0};
        struct analysis doc = {.text = slice_of(of[i].text)};
        struct timexes found = found_in(&doc, &arena);
        char text[16];

        assert_int_equal(found.len, 1);
        assert_string_equal(date_format(found.timex[0].date, text),
                            of[i].expected);
        arena_release(&arena);
    }
}

/* "The following day" of a paragraph follows the one before. */
static void a_paragraph_goes_on_where_the_last_ended(void **state)
{
    struct arena arena = {0};
    struct when_setting setting = {.ref = {DATE_DAY, 2021, 12, 10}};
    struct analysis first = {.text = SLICE("On 3 March 2020 he flew in.")};
    struct analysis next = {.text = SLICE("The following day he left.")};
    struct timexes found;

    (void)state;
    (void)timex_find(words, &first, &setting, &arena);
    found = timex_find(words, &next, &setting, &arena);
    assert_int_equal(found.len, 1);
    assert_string_equal(found.timex[0].value, "2020-03-04");
    arena_release(&arena);
}

/* Broken and hostile texts give something or nothing, but always an end. */
static void any_bytes_are_read_to_their_end(void **state)
{
    static const char *const text[] = {
        "",
        "\xFF\xFE\x80",
        "31 31 31 31 31",
        "the the the end of the end of",
        "99999999999999999999 years ago",
        "1/1/1/1/1/1",
        "99:99:99 p.m.",
        "the last of the last of the first of the first of the last of May",
        "9999 years before 1000",
        "31 February 2021",
        "month's month's end"};

    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        struct arena arena = {0};
        struct analysis doc = {.text = slice_of(text[i])};
        struct timexes found = found_in(&doc, &arena);

        for (size_t k = 0; k < found.len; k++) {
            assert_true(found.timex[k].text.end <= doc.text.len);
            assert_true(found.timex[k].value[0] != '\0');
        }
        arena_release(&arena);
    }
}

static int open_words(void **state)
{
    struct err err = {0};

    (void)state;
    return when_words_open(&words, DATA, &err) ? 0 : -1;
}

static int free_words(void **state)
{
    (void)state;
    when_words_free(words);
    return 0;
}

int main(void)
{
    const struct CMUnitTest test[] = {
        cmocka_unit_test(days_months_and_years),
        cmocka_unit_test(days_counted_from_the_report),
        cmocka_unit_test(hours_and_parts_of_the_day),
        cmocka_unit_test(durations_sets_and_vague_times),
        cmocka_unit_test(both_ends_of_a_range),
        cmocka_unit_test(what_only_looks_like_a_date),
        cmocka_unit_test(the_tense_decides_which_tuesday),
        cmocka_unit_test(offsets_are_bytes),
        cmocka_unit_test(a_history_follows_its_own_years),
        cmocka_unit_test(a_date_is_a_day_a_month_or_a_year),
        cmocka_unit_test(a_paragraph_goes_on_where_the_last_ended),
        cmocka_unit_test(any_bytes_are_read_to_their_end),
    };

    return cmocka_run_group_tests(test, open_words, free_words);
}
