/* telling_days.c - when a meeting was, and how long. */
#include "views/telling_int.h"

/* Figures of a sentence. */
enum { FIGURES = 8 };

/* A number of a day beside the name of a month: "Feb 18", "18 February". */
static int day_number(const struct reading *reading, size_t at)
{
    int number = 0;

    if (at >= reading->words || reading->word[at].len > 2) {
        return 0;
    }
    for (size_t i = 0; i < reading->word[at].len; i++) {
        char byte = reading->word[at].ptr[i];

        if (byte < '0' || byte > '9') {
            return 0;
        }
        number = 10 * number + (byte - '0');
    }
    return number <= 31 ? number : 0;
}

void telling_note_day(struct reading *reading, size_t first, size_t last)
{
    if (reading->weekday == 0 && reading->month == 0 && !reading->has_shift) {
        reading->day_first = first;
        reading->day_last = last;
        reading->said_day =
            reading->said != 0 && first - (reading->said - 1) <= TELLING_SAID;
    }
}

void telling_take_month(struct reading *reading, size_t at, int month)
{
    int after = day_number(reading, at + 1);
    int before = at > 0 ? day_number(reading, at - 1) : 0;
    char first = reading->word[at].ptr[0];

    if (reading->month != 0 || (after == 0 && before == 0) || first < 'A' ||
        first > 'Z') {
        return; /* "may", a month without a day */
    }
    telling_note_day(reading, after != 0 ? at : at - 1,
                     after != 0 ? at + 1 : at);
    reading->month = month;
    reading->month_day = after != 0 ? after : before;
}

/* The day that the words mean, seen from the report's. */
static struct date resolve(const struct reading *reading)
{
    const struct telling *telling = reading->telling;
    struct date told = reading->told;
    struct date date = {0};

    if (reading->month != 0 && told.precision != DATE_NONE) {
        date = (struct date){DATE_DAY, told.year, reading->month,
                             reading->month_day};
        return date_ok(date) ? date : (struct date){0};
    }
    if (told.precision != DATE_DAY) {
        return date;
    }
    if (reading->has_shift) {
        return date_from_day(date_first_day(told) + reading->shift);
    }
    if (reading->weekday != 0) {
        long today = date_first_day(told);
        long back = (date_weekday(today) - (reading->weekday - 1) + 7) % 7;

        return date_from_day(telling->ahead && back != 0 ? today - back + 7
                                                         : today - back);
    }
    return date;
}

static bool is_length(const struct figure *figure)
{
    static const char *const unit[] = {"hours", "minutes", "days"};

    for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++) {
        if (strcmp(figure->unit, unit[i]) == 0) {
            return figure->bound == FIGURE_EXACT ||
                   figure->bound == FIGURE_ABOUT;
        }
    }
    return false;
}

void telling_find_length(struct reading *reading)
{
    struct figure figure[FIGURES];
    struct slice text = reading->text;
    size_t figures =
        figures_find(reading->tables->figures, text, figure, FIGURES);

    for (size_t i = 0; i < figures; i++) {
        struct span at = figure[i].at;
        struct slice after = {text.ptr + at.end, text.len - at.end};
        bool of = slice_starts(after, " of ");
        bool whole =
            at.start >= 4 && memcmp(text.ptr + at.start - 4, "for ", 4) == 0;
        bool joint =
            memchr(text.ptr + at.start, '-', at.end - at.start) != NULL;

        if (is_length(&figure[i]) && (of || whole || joint)) {
            reading->telling->length =
                arena_copy(reading->arena, slice_cut(text, at)).ptr;
            reading->telling->days =
                strcmp(figure[i].unit, "days") == 0 ? (int)figure[i].high : 1;
            return;
        }
    }
}

static void keep_day(struct reading *reading)
{
    const struct slice *first = &reading->word[reading->day_first];
    const struct slice *last = &reading->word[reading->day_last];

    if (reading->weekday != 0 || reading->month != 0 || reading->has_shift) {
        reading->telling->day =
            arena_copy(
                reading->arena,
                (struct slice){first->ptr,
                               (size_t)(last->ptr + last->len - first->ptr)})
                .ptr;
    }
}

void telling_find_day(struct reading *reading)
{
    struct telling *telling = reading->telling;

    telling->date = resolve(reading);
    keep_day(reading);
    if (telling->date.precision == DATE_NONE && telling->day == NULL &&
        telling->length != NULL) {
        telling->date = reading->told;
    }
}
