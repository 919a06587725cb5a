#include "when/when.h"

#include <stdlib.h>

enum { WORD = 16, CLIMB = 32 };

/* One reading position. */
struct reader {
    const struct analysis *doc;
    size_t at;
    size_t end;
    struct date ref;
};

/* Token `at` in lower case, a final stop cut off; "" outside. */
static void word_at(const struct reader *reader, size_t at, char out[WORD])
{
    struct slice text = {0};
    size_t len = 0;

    if (at < reader->end) {
        text = token_text(reader->doc, at);
    }
    for (; len < text.len && len + 1 < WORD; len++) {
        char byte = text.ptr[len];

        out[len] = byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
    }
    if (len > 1 && out[len - 1] == '.') {
        len--;
    }
    out[text.len < WORD ? len : 0] = '\0';
}

/* The place of `word` in a list with single blanks, short forms between bars
 * ("monday|mon"); -1 if it is not there. */
static int find_in(const char *word, const char *list)
{
    size_t len = strlen(word);

    if (len == 0) {
        return -1;
    }
    for (int place = 0; *list != '\0'; place++) {
        while (*list != '\0' && *list != ' ') {
            size_t size = strcspn(list, "| ");

            if (size == len && memcmp(list, word, len) == 0) {
                return place;
            }
            list += size;
            list += *list == '|';
        }
        list += *list == ' ';
    }
    return -1;
}

static int weekday_of(const char *word)
{
    return find_in(word, "monday|mon tuesday|tue|tues wednesday|wed "
                         "thursday|thu|thurs|thur friday|fri saturday|sat "
                         "sunday|sun");
}

static int month_of(const char *word)
{
    return 1 + find_in(word, "january|jan february|feb march|mar april|apr "
                             "may june|jun july|jul august|aug "
                             "september|sep|sept october|oct november|nov "
                             "december|dec");
}

static int number_of(const char *word, int least, int most)
{
    char *end = NULL;
    long value = strtol(word, &end, 10);
    static const char words[] = "zero a|an|one two|couple three four five six "
                                "seven eight nine ten eleven twelve";

    if (end == word) {
        value = find_in(word, words);
    } else if (*end != '\0' && find_in(end, "st nd rd th") < 0) {
        return -1;
    }
    return value >= least && value <= most ? (int)value : -1;
}

/* Whether the verb above a token lies in the future: "will meet", "is to
 * meet", "are due". */
static bool looks_ahead(const struct analysis *doc, size_t at)
{
    size_t verb = at;

    for (int i = 0; i < CLIMB && doc->token[verb].head != verb; i++) {
        verb = doc->token[verb].head;
        if (strcmp(doc->token[verb].pos, "VERB") == 0 ||
            strcmp(doc->token[verb].pos, "AUX") == 0) {
            break;
        }
    }
    for (size_t i = verb > 12 ? verb - 12 : 0; i < verb; i++) {
        const struct token *token = &doc->token[i];

        if (token->head == verb && strcmp(token->dep, "aux") == 0 &&
            (strcmp(token->tag, "TO") == 0 || slice_is(token->norm, "will") ||
             slice_is(token->norm, "would") ||
             slice_is(token->norm, "shall"))) {
            return true;
        }
    }
    return strcmp(doc->token[verb].tag, "VB") == 0 ||
           slice_is(doc->token[verb].lemma, "go") ||
           slice_is(doc->token[verb].lemma, "expect") ||
           slice_is(doc->token[verb].lemma, "schedule");
}

static struct date shifted(struct date ref, long days)
{
    return date_from_day(date_first_day(ref) + days);
}

static struct date months_back(struct date ref, int months, bool year_only)
{
    int month = ref.year * 12 + ref.month - 1 - months;
    struct date date = {DATE_MONTH, month / 12, month % 12 + 1, 0};

    if (year_only) {
        date.precision = DATE_YEAR;
        date.month = 0;
    }
    return date;
}

static bool hit_set(struct reader *reader, struct when_hit *hit, size_t words,
                    struct date date)
{
    *hit = (struct when_hit){{reader->at, reader->at + words}, date};
    return date.precision != DATE_NONE && date_ok(date);
}

/* "Tuesday", "last Tuesday", "next Tuesday". */
static bool read_weekday(struct reader *reader, struct when_hit *hit)
{
    char word[WORD];
    char next[WORD];
    int shift;
    int want;
    long today = date_first_day(reader->ref);
    long days;

    word_at(reader, reader->at, word);
    word_at(reader, reader->at + 1, next);
    shift = find_in(word, "last|past this next|coming");
    want = weekday_of(shift >= 0 ? next : word);
    if (want < 0 || reader->ref.precision != DATE_DAY) {
        return false;
    }
    days = (want - date_weekday(today) + 7) % 7; /* forward */
    if (shift == 2) {
        days = days == 0 ? 7 : days;
    } else if (shift == 0) {
        days -= 7;
    } else if (days != 0 && !looks_ahead(reader->doc, reader->at)) {
        days -= 7;
    }
    return hit_set(reader, hit, shift >= 0 ? 2 : 1, shifted(reader->ref, days));
}

/* "today", "yesterday", "tomorrow". */
static bool read_near(struct reader *reader, struct when_hit *hit)
{
    char word[WORD];
    int place;

    word_at(reader, reader->at, word);
    place = find_in(word, "yesterday today|tonight tomorrow");
    return place >= 0 && reader->ref.precision == DATE_DAY &&
           hit_set(reader, hit, 1, shifted(reader->ref, place - 1));
}

/* "last week", "next month", "this year". */
static bool read_period(struct reader *reader, struct when_hit *hit)
{
    char word[WORD];
    char next[WORD];
    int shift;
    int unit;
    struct date first;

    word_at(reader, reader->at, word);
    word_at(reader, reader->at + 1, next);
    shift = find_in(word, "last this next") - 1;
    unit = find_in(next, "week month year");
    if (shift < -1 || unit < 0 || reader->ref.precision != DATE_DAY) {
        return false;
    }
    if (unit > 0) {
        return hit_set(
            reader, hit, 2,
            months_back(reader->ref, -shift * (unit == 1 ? 1 : 12), unit == 2));
    }
    first = shifted(reader->ref, 7L * shift);
    return hit_set(reader, hit, 2,
                   (struct date){DATE_MONTH, first.year, first.month, 0});
}

/* "two weeks ago", "a year earlier". */
static bool read_ago(struct reader *reader, struct when_hit *hit)
{
    char word[WORD];
    char unit[WORD];
    char ago[WORD];
    int count;
    int place;

    word_at(reader, reader->at, word);
    word_at(reader, reader->at + 1, unit);
    word_at(reader, reader->at + 2, ago);
    count = number_of(word, 1, 99);
    place = find_in(unit, "day|days week|weeks month|months year|years");
    if (count < 0 || place < 0 || find_in(ago, "ago") < 0 ||
        reader->ref.precision != DATE_DAY) {
        return false;
    }
    if (place == 0) {
        return hit_set(reader, hit, 3, shifted(reader->ref, -count));
    }
    if (place == 1) {
        struct date day = shifted(reader->ref, -7L * count);

        return hit_set(reader, hit, 3,
                       (struct date){DATE_MONTH, day.year, day.month, 0});
    }
    return hit_set(
        reader, hit, 3,
        months_back(reader->ref, place == 2 ? count : 12 * count, place == 3));
}

/* The year a month or day without one belongs to: the nearest to `ref`, back
 * unless the verb looks ahead. */
static int near_year(const struct reader *reader, int month, int day)
{
    struct date date = {day != 0 ? DATE_DAY : DATE_MONTH, reader->ref.year,
                        month, day};
    long ref = date_first_day(reader->ref);
    bool ahead = looks_ahead(reader->doc, reader->at);

    if (reader->ref.precision != DATE_DAY) {
        return 0;
    }
    if (!ahead && date_first_day(date) > ref + 7) {
        date.year--;
    } else if (ahead && date_last_day(date) < ref - 7) {
        date.year++;
    }
    return date.year;
}

/* "December 17, 2021", "17 December", "Dec. 17", "December 2021",
 * "December". */
static bool read_month(struct reader *reader, struct when_hit *hit)
{
    char word[4][WORD];
    struct date date = {DATE_MONTH, 0, 0, 0};
    size_t used = 1;
    size_t at = 0;

    for (size_t i = 0; i < 4; i++) {
        word_at(reader, reader->at + i, word[i]);
    }
    if (number_of(word[0], 1, 31) > 0 && word[0][0] <= '9') {
        date.day = number_of(word[0], 1, 31);
        at = 1;
        used = 2;
    }
    date.month = month_of(word[at]);
    if (date.month == 0 ||
        (token_text(reader->doc, reader->at + at).ptr[0] & 0x20) != 0) {
        return false; /* months are capitalised: "may", "march" are not */
    }
    if (date.day == 0 && word[1][0] <= '9' && number_of(word[1], 1, 31) > 0) {
        date.day = number_of(word[1], 1, 31);
        used = 2;
    }
    at = used + (used < 4 && strcmp(word[used], ",") == 0);
    if (at < 4 && number_of(word[at], 1000, 2999) > 0) {
        date.year = number_of(word[at], 1000, 2999);
        used = at + 1;
    } else {
        date.year = near_year(reader, date.month, date.day);
    }
    date.precision = date.day != 0 ? DATE_DAY : DATE_MONTH;
    return date.year != 0 && hit_set(reader, hit, used, date);
}

/* "2021-12-17", "in 2014". */
static bool read_year(struct reader *reader, struct when_hit *hit)
{
    struct slice text = token_text(reader->doc, reader->at);
    struct date date = date_parse(text);
    char before[WORD] = "";

    if (date.precision == DATE_NONE) {
        return false;
    }
    if (reader->at > 0) {
        word_at(reader, reader->at - 1, before);
    }
    if (date.precision == DATE_YEAR &&
        (date.year < 1800 || date.year > 2100 ||
         find_in(before, "in since of by until from during late early to mid "
                         "the before after through and between") < 0)) {
        return false;
    }
    return hit_set(reader, hit, 1, date);
}

size_t when_find(const struct analysis *doc, struct span tokens,
                 struct date ref, struct when_hit *hit, size_t max)
{
    struct reader reader = {doc, tokens.start, tokens.end, ref};
    size_t hits = 0;

    if (reader.end > doc->len) {
        reader.end = doc->len;
    }
    while (reader.at < reader.end && hits < max) {
        if (read_month(&reader, &hit[hits]) || read_ago(&reader, &hit[hits]) ||
            read_weekday(&reader, &hit[hits]) ||
            read_near(&reader, &hit[hits]) ||
            read_period(&reader, &hit[hits]) ||
            read_year(&reader, &hit[hits])) {
            reader.at = hit[hits++].token.end;
        } else {
            reader.at++;
        }
    }
    return hits;
}
