#include "page/html/calendar.h"

enum { PIECES = 6, NAME_BYTES = 32, LOOK_BYTES = 4096 };

/* A run of digits or of letters, and the sign before it. */
struct piece {
    struct slice text;
    size_t start;
    char before; /* the last byte before it that is no blank, or 0 */
    bool digits;
    int value;
    int month; /* 1–12 if it names one */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

static int month_of(const struct calendar *calendar, struct slice word)
{
    char name[NAME_BYTES];
    const uintptr_t *month;

    if (word.len < 3 || word.len > NAME_BYTES) {
        return 0;
    }
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];

        name[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    month = map_get(&calendar->month, (struct slice){name, word.len});
    return month != NULL ? (int)*month : 0;
}

/* The next run from `*at`; CJK signs for year, month and day end up as words
 * of their own. */
static bool next_piece(const struct calendar *calendar, struct slice text,
                       size_t *at, struct piece *piece)
{
    size_t i = *at;
    char before = 0;

    while (i < text.len && !is_digit(text.ptr[i]) && !is_letter(text.ptr[i])) {
        before = text.ptr[i] != ' ' ? text.ptr[i] : before;
        i++;
    }
    if (i == text.len) {
        return false;
    }
    *piece = (struct piece){
        .start = i, .before = before, .digits = is_digit(text.ptr[i])};
    while (i < text.len &&
           (piece->digits ? is_digit(text.ptr[i]) : is_letter(text.ptr[i]))) {
        if (piece->digits && i - piece->start < 8) {
            piece->value = 10 * piece->value + (text.ptr[i] - '0');
        }
        i++;
    }
    piece->text = (struct slice){text.ptr + piece->start, i - piece->start};
    piece->month = piece->digits ? 0 : month_of(calendar, piece->text);
    *at = i;
    return true;
}

static bool is_year(const struct piece *piece)
{
    return piece->digits && piece->text.len == 4 && piece->value >= 1990 &&
           piece->value <= 2035;
}

static bool is_small(const struct piece *piece, int most)
{
    return piece->digits && piece->text.len <= 2 && piece->value >= 1 &&
           piece->value <= most;
}

/* "de", "st", "er", "." and the like between a date's parts. */
static bool is_filler(const struct piece *piece)
{
    static const char *const word[] = {"st", "nd",  "rd", "th",  "de",
                                       "er", "del", "of", "ème", "a"};

    for (size_t i = 0; i < sizeof word / sizeof word[0]; i++) {
        if (slice_is(piece->text, word[i])) {
            return true;
        }
    }
    return false;
}

static bool make(struct date *date, int year, int month, int day)
{
    *date = (struct date){DATE_DAY, year, month, day};
    return date_ok(*date);
}

/* All in figures, from piece[0]: 20211220, 2021-12-20, 20.12.2021,
 * 12/20/2021, 20.12.21, 2021年12月20日. */
static bool read_figures(const struct piece *piece, size_t count,
                         bool month_first, struct date *date, size_t *used)
{
    const struct piece *a = piece;

    *used = 1;
    if (a->digits && a->text.len == 8 && a->value / 10000 >= 1990 &&
        a->value / 10000 <= 2035) {
        return make(date, a->value / 10000, a->value / 100 % 100,
                    a->value % 100);
    }
    if (count >= 5 && is_year(a) && slice_is(piece[1].text, "年") &&
        is_small(&piece[2], 12) && slice_is(piece[3].text, "月") &&
        is_small(&piece[4], 31)) {
        *used = 5;
        return make(date, a->value, piece[2].value, piece[4].value);
    }
    if (count < 3 || piece[1].before == 0 ||
        strchr("-./|", piece[1].before) == NULL ||
        piece[1].before != piece[2].before) {
        return false;
    }
    *used = 3;
    if (is_year(a) && is_small(&piece[1], 12) && is_small(&piece[2], 31)) {
        return make(date, a->value, piece[1].value, piece[2].value);
    }
    if (is_small(a, 31) && is_small(&piece[1], 31) &&
        (is_year(&piece[2]) || (piece[2].digits && piece[2].text.len == 2 &&
                                piece[2].value >= 10 && piece[2].value <= 35 &&
                                a->text.len == 2 && piece[1].before == '.'))) {
        int year = piece[2].value + (piece[2].text.len == 2 ? 2000 : 0);
        bool swap = piece[1].value > 12 ||
                    (month_first && piece[1].before != '.' && a->value <= 12);

        return swap ? make(date, year, a->value, piece[1].value)
                    : make(date, year, piece[1].value, a->value);
    }
    return false;
}

/* With a month's name: 20 December 2021, December 20, 2021. */
static bool read_named(const struct piece *piece, size_t count,
                       struct date *date, size_t *used)
{
    const struct piece *part[3];
    size_t parts = 0;
    size_t i;

    for (i = 0; i < count && parts < 3; i++) {
        if (parts == 0 || !is_filler(&piece[i])) {
            part[parts++] = &piece[i];
        }
    }
    *used = i;
    if (parts < 3) {
        return false;
    }
    if (is_small(part[0], 31) && part[1]->month != 0 && is_year(part[2])) {
        return make(date, part[2]->value, part[1]->month, part[0]->value);
    }
    if (part[0]->month != 0 && is_small(part[1], 31) && is_year(part[2])) {
        return make(date, part[2]->value, part[0]->month, part[1]->value);
    }
    if (is_year(part[0]) && part[1]->month != 0 && is_small(part[2], 31)) {
        return make(date, part[0]->value, part[1]->month, part[2]->value);
    }
    return false;
}

bool calendar_find(const struct calendar *calendar, struct slice text,
                   size_t from, bool month_first, struct date *date,
                   struct span *at)
{
    struct piece piece[PIECES];
    size_t count = 0;
    size_t next = from;

    if (text.len > from + LOOK_BYTES) {
        text.len = from + LOOK_BYTES;
    }
    for (;;) {
        size_t used;

        while (count < PIECES &&
               next_piece(calendar, text, &next, &piece[count])) {
            count++;
        }
        if (count == 0) {
            return false;
        }
        if (read_figures(piece, count, month_first, date, &used) ||
            read_named(piece, count, date, &used)) {
            const struct piece *last = &piece[used - 1];

            *at = (struct span){piece[0].start, last->start + last->text.len};
            return true;
        }
        count--;
        memmove(piece, piece + 1, count * sizeof *piece);
    }
}

struct date calendar_in_url(struct slice url)
{
    struct calendar none = {0};
    struct piece piece[3] = {0};
    struct piece next;
    struct date month = {0};
    size_t at = 0;

    while (next_piece(&none, url, &at, &next)) {
        struct date date;
        bool parted;

        piece[0] = piece[1];
        piece[1] = piece[2];
        piece[2] = next;
        parted = piece[1].before != 0 && strchr("/-_.", piece[1].before) &&
                 piece[2].before != 0 && strchr("/-_.", piece[2].before);
        if (parted && is_year(&piece[0]) && is_small(&piece[1], 12) &&
            is_small(&piece[2], 31) &&
            make(&date, piece[0].value, piece[1].value, piece[2].value)) {
            return date;
        }
        if (next.digits && next.text.len == 8 && next.before == '/' &&
            make(&date, next.value / 10000, next.value / 100 % 100,
                 next.value % 100) &&
            date.year >= 1990 && date.year <= 2035) {
            return date;
        }
        if (piece[2].before == '/' && piece[1].before == '/' &&
            is_year(&piece[1]) && is_small(&piece[2], 12) &&
            piece[2].text.len == 2) {
            month =
                (struct date){DATE_MONTH, piece[1].value, piece[2].value, 0};
        }
    }
    return month;
}

bool calendar_open(struct calendar *calendar, const char *data_dir,
                   struct err *err)
{
    struct buf path = {0};
    bool ok;

    *calendar = (struct calendar){0};
    buf_printf(&path, "%s/page/html-months.tsv", data_dir);
    ok = tsv_open(&calendar->table, path.ptr, "month name", err);
    buf_release(&path);
    while (ok && tsv_next(&calendar->table, err)) {
        struct slice field = calendar->table.field[0];
        int month = 0;

        for (size_t i = 0; i < field.len && i < 2; i++) {
            month =
                month * 10 + (is_digit(field.ptr[i]) ? field.ptr[i] - '0' : 99);
        }
        if (month < 1 || month > 12) {
            ok = tsv_fail(&calendar->table, err, "a month is 1 to 12, not",
                          field);
        } else {
            *map_put(&calendar->month, calendar->table.field[1], NULL) =
                (uintptr_t)month;
        }
    }
    if (!ok || err->code != ERR_NONE) {
        calendar_release(calendar);
        return false;
    }
    return true;
}

void calendar_release(struct calendar *calendar)
{
    tsv_release(&calendar->table);
    map_release(&calendar->month);
    *calendar = (struct calendar){0};
}
