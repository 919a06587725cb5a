#include "views/telling_int.h"

/* Words behind one that doubts in which a meeting is doubted; behind a verb of
 * saying in which the day is that of the saying. */
enum { DOUBTED = 7, SAID = 3 };

/* Words between "between" and a name, between the meeting and its place. */
enum { NEXT_NAME = 5, NEAR_PLACE = 20 };

/* Words of a sentence that are looked at, words of an entry, readings of a
 * name, figures of a sentence. */
enum { WORDS = 160, PHRASE = 4, READINGS = 4, FIGURES = 8, LONGEST = 96 };

static const char *const format_name[] = {
#define X(constant, name) [constant] = (name),
    MEETING_FORMAT_MAP(X)
#undef X
};

const char *meeting_format_name(enum meeting_format format)
{
    return format_name[format];
}

struct reading {
    const struct telling_tables *tables;
    struct slice text;
    struct slice word[WORDS];
    bool quoted[WORDS]; /* between quotation marks */
    size_t words;
    struct date told;
    struct arena *arena;
    struct telling *telling;
    size_t doubt;   /* 1 + the last word that doubts, 0: none */
    size_t said;    /* 1 + the last verb of saying */
    size_t behind;  /* 1 + the last "following", "after" before the meeting */
    size_t clause;  /* 1 + the last "that", "which" behind the meeting */
    bool doubted;   /* right before the meeting */
    bool said_day;  /* the day is that of what was said */
    int weekday;    /* 1 Monday … 7, 0: none */
    int month;      /* 1–12, 0: none */
    int month_day;  /* beside it */
    bool has_shift; /* today, yesterday */
    int shift;      /* in days */
    size_t meeting; /* the word that names it */
    size_t between; /* 1 + "between", or the last name that follows it */
    const char *sure[TELLING_PARTIES]; /* named so: "between X and Y" */
    size_t sures;
    size_t day_first; /* words of the date */
    size_t day_last;
};

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (unsigned char)byte >= 0xC3 ||
           byte == '&';
}

/* Bytes that go on with a character; those of dashes and quotation marks are
 * kept out by their first byte. */
static bool goes_on(const struct slice *text, size_t at)
{
    return is_word_byte(text->ptr[at]) ||
           ((unsigned char)text->ptr[at] >= 0x80 &&
            (unsigned char)text->ptr[at] < 0xC0);
}

/* Whether what begins at `at` stands between quotation marks, given what stood
 * before it. */
static bool in_quotes(const struct slice *text, size_t at, bool before)
{
    struct slice rest = {text->ptr + at, text->len - at};

    if (slice_starts(rest, "\"")) {
        return !before;
    }
    return slice_starts(rest, "\xE2\x80\x9C") ||
           (before && !slice_starts(rest, "\xE2\x80\x9D"));
}

static void split(struct reading *reading)
{
    const struct slice *text = &reading->text;
    bool quoted = false;

    for (size_t at = 0; at < text->len && reading->words < WORDS;) {
        size_t start = at;

        if ((unsigned char)text->ptr[at] == 0xE2 ||
            !is_word_byte(text->ptr[at])) {
            quoted = in_quotes(text, at, quoted);
            /* a dash or a quotation mark is three bytes */
            at += (unsigned char)text->ptr[at] == 0xE2 ? 3 : 1;
            continue;
        }
        while (at < text->len && (unsigned char)text->ptr[at] != 0xE2 &&
               goes_on(text, at)) {
            at++;
        }
        reading->quoted[reading->words] = quoted;
        reading->word[reading->words++] =
            (struct slice){text->ptr + start, at - start};
    }
}

/* The words [first, first + count) in lower case, single blanks between. */
static struct slice joined(const struct reading *reading, size_t first,
                           size_t count, char out[LONGEST])
{
    size_t len = 0;

    for (size_t i = first; i < first + count; i++) {
        struct slice word = reading->word[i];

        if (len + word.len + 1 >= LONGEST) {
            return (struct slice){out, 0};
        }
        if (i != first) {
            out[len++] = ' ';
        }
        for (size_t j = 0; j < word.len; j++) {
            char byte = word.ptr[j];

            out[len++] =
                (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
        }
    }
    return (struct slice){out, len};
}

/* The longest entry that begins at word `at`; its words in `*count`. */
static const struct meeting_entry *entry_at(const struct reading *reading,
                                            size_t at, size_t *count)
{
    size_t most = reading->words - at < PHRASE ? reading->words - at : PHRASE;
    char text[LONGEST];

    for (*count = most; *count > 0; (*count)--) {
        const struct meeting_entry *found = meeting_words_find(
            reading->tables->words, joined(reading, at, *count, text));

        if (found != NULL) {
            return found;
        }
    }
    *count = 1;
    return NULL;
}

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

static void note_day(struct reading *reading, size_t first, size_t last)
{
    if (reading->weekday == 0 && reading->month == 0 && !reading->has_shift) {
        reading->day_first = first;
        reading->day_last = last;
        reading->said_day =
            reading->said != 0 && first - (reading->said - 1) <= SAID;
    }
}

static void take_month(struct reading *reading, size_t at, int month)
{
    int after = day_number(reading, at + 1);
    int before = at > 0 ? day_number(reading, at - 1) : 0;
    char first = reading->word[at].ptr[0];

    if (reading->month != 0 || (after == 0 && before == 0) || first < 'A' ||
        first > 'Z') {
        return; /* "may", a month without a day */
    }
    note_day(reading, after != 0 ? at : at - 1, after != 0 ? at + 1 : at);
    reading->month = month;
    reading->month_day = after != 0 ? after : before;
}

static void take_entry(struct reading *reading,
                       const struct meeting_entry *entry, size_t at,
                       size_t count)
{
    struct telling *telling = reading->telling;

    switch (entry->role) {
    case ROLE_NONE:
    case ROLE_NOT:
    case ROLE_ABOUT:
    case ROLE_CLAUSE: break;
    case ROLE_DOUBT: reading->doubt = at + 1; break;
    case ROLE_AHEAD: telling->ahead = true; break;
    case ROLE_LEVEL:
        telling->level = telling->level != NULL ? telling->level : entry->value;
        break;
    case ROLE_ORDER: telling->order = entry->number; break;
    case ROLE_WEEKDAY:
        note_day(reading, at, at);
        reading->weekday =
            reading->weekday != 0 ? reading->weekday : entry->number;
        break;
    case ROLE_MONTH: take_month(reading, at, entry->number); break;
    case ROLE_DAY:
        note_day(reading, at, at + count - 1);
        reading->has_shift = true;
        reading->shift = entry->number;
        break;
    case ROLE_SAID: reading->said = at + 1; break;
    case ROLE_BEHIND:
        reading->behind =
            telling->format == MEETING_NONE ? at + 1 : reading->behind;
        break;
    default: /* the formats, which stand in one order in both lists */
        if ((int)entry->role > (int)telling->format) {
            telling->format = (enum meeting_format)entry->role;
            reading->meeting = at;
            reading->doubted =
                reading->doubt != 0 && at - (reading->doubt - 1) <= DOUBTED;
        }
    }
}

static void add_party(struct telling *telling, const char *code)
{
    for (size_t i = 0; i < telling->parties; i++) {
        if (strcmp(telling->party[i], code) == 0) {
            return;
        }
    }
    if (telling->parties < TELLING_PARTIES) {
        telling->party[telling->parties++] = code;
    }
}

/* A party named at word `at`. */
static void add_named(struct reading *reading, size_t at, const char *code)
{
    add_party(reading->telling, code);
    if (reading->between != 0 && at - (reading->between - 1) <= NEXT_NAME) {
        reading->between = at + 1;
        if (reading->sures < TELLING_PARTIES) {
            reading->sure[reading->sures++] = code;
        }
    }
}

/* Whether word `at` names a meeting: "talks" of "the Ellorin talks". */
static bool is_meeting(const struct reading *reading, size_t at)
{
    size_t count;
    const struct meeting_entry *entry =
        at < reading->words ? entry_at(reading, at, &count) : NULL;

    return entry != NULL && entry->role >= ROLE_MEETING &&
           entry->role <= ROLE_SUMMIT;
}

/* Whether the name of `count` words at `at` says where: "in Brussels", "the
 * Ellorin talks". */
static bool says_where(const struct reading *reading, size_t at, size_t count)
{
    static const char *const before[] = {"in", "to", "at", "from", "near"};
    char text[LONGEST];
    struct slice word;

    if (is_meeting(reading, at + count)) {
        return true;
    }
    if (at == 0 || reading->telling->format == MEETING_CALL) {
        return false;
    }
    word = joined(reading, at - 1, 1, text);
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        if (slice_is(word, before[i])) {
            return true;
        }
    }
    return false;
}

/* A name at word `at`: a party, or the place; how many words it has, 0: it is
 * no name. */
static size_t take_name(struct reading *reading, size_t at)
{
    struct name_hit hit[READINGS];
    struct telling *telling = reading->telling;
    size_t left = reading->words - at;
    size_t nobody =
        actors_nobody(reading->tables->actors, reading->word + at, left);
    size_t hits;

    if (nobody != 0) {
        return nobody;
    }
    hits = actors_by_name(reading->tables->actors, reading->word + at, left,
                          hit, READINGS);
    if (hits == 0 || hit[0].use == NAME_COMMON) {
        return 0;
    }
    if ((hit[0].use == NAME_PLACE || hit[0].use == NAME_CAPITAL ||
         hit[0].use == NAME_SEAT) &&
        says_where(reading, at, hit[0].words)) {
        const struct slice *last = &reading->word[at + hit[0].words - 1];
        struct slice name = {
            reading->word[at].ptr,
            (size_t)(last->ptr + last->len - reading->word[at].ptr)};

        if (telling->place == NULL &&
            (at > reading->meeting ? at - reading->meeting
                                   : reading->meeting - at) <= NEAR_PLACE) {
            telling->place = arena_copy(reading->arena, name).ptr;
        }
    } else if (hit[0].use != NAME_PLACE) {
        add_named(reading, at, hit[0].actor->code);
    }
    return hit[0].words;
}

static bool is_capital(struct slice word)
{
    return word.len > 1 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
}

/* A person by first and family name at word `at` stands for whom he or she
 * speaks. */
static size_t take_person(struct reading *reading, size_t at)
{
    const struct tenure *hit = NULL;
    char name[LONGEST];
    size_t len;

    if (at + 1 >= reading->words || !is_capital(reading->word[at]) ||
        !is_capital(reading->word[at + 1]) ||
        reading->word[at].len + reading->word[at + 1].len + 2 > LONGEST) {
        return 0;
    }
    len = reading->word[at].len;
    memcpy(name, reading->word[at].ptr, len);
    name[len++] = ' ';
    memcpy(name + len, reading->word[at + 1].ptr, reading->word[at + 1].len);
    len += reading->word[at + 1].len;
    if (actors_person(reading->tables->actors, (struct slice){name, len},
                      reading->told, &hit, 1) == 0 ||
        hit->of == NULL || !slice_is((struct slice){name, len}, hit->name)) {
        return 0; /* "President Vladimir" is no name */
    }
    add_named(reading, at, hit->of);
    return 2;
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

/* How long it was: "seven hours of talks", "spoke for fifty minutes",
 * "four-hour council". */
static void find_length(struct reading *reading)
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

/* Read the words, then the names in them. */
static void read_words(struct reading *reading)
{
    for (size_t at = 0; at < reading->words;) {
        size_t count;
        const struct meeting_entry *entry = entry_at(reading, at, &count);

        if (entry != NULL) {
            take_entry(reading, entry, at, count);
        }
        at += count;
    }
}

static bool has_role(const struct reading *reading, size_t at, enum role role)
{
    size_t count;
    const struct meeting_entry *entry = entry_at(reading, at, &count);

    return entry != NULL && entry->role == role;
}

/* Whether the names from word `at` on are of something else: what is said
 * aloud, a clause behind the meeting. */
static bool is_aside(const struct reading *reading, size_t at)
{
    return reading->quoted[at] ||
           (reading->clause != 0 && reading->meeting < reading->clause - 1);
}

/* "said at a news conference following the talks": whoever says so need not
 * have been there. */
static bool is_only_said(const struct reading *reading)
{
    return reading->said != 0 && reading->behind != 0 &&
           reading->said <= reading->behind &&
           reading->behind - 1 < reading->meeting &&
           reading->meeting - (reading->behind - 1) <= SAID;
}

static void read_names(struct reading *reading)
{
    struct telling *telling = reading->telling;
    char text[LONGEST];

    for (size_t at = 0; at < reading->words;) {
        size_t count;

        /* "the council that joins COTA and Torvania" says who sits there */
        if (at > reading->meeting + 1 && has_role(reading, at, ROLE_CLAUSE)) {
            reading->clause = at + 1;
        }
        if (is_aside(reading, at) ||
            (at < reading->meeting && is_only_said(reading))) {
            at++;
            continue;
        }
        count = take_name(reading, at);
        if (slice_is(joined(reading, at, 1, text), "between")) {
            reading->between = at + 1;
        } else if (has_role(reading, at, ROLE_ABOUT)) {
            reading->between = 0; /* "between Russia and NATO on Ukraine" */
        }
        count = count != 0 ? count : take_person(reading, at);
        at += count != 0 ? count : 1;
    }
    telling->sure = reading->sures >= 2;
    if (telling->sure) {
        telling->parties = 0;
        for (size_t i = 0; i < reading->sures; i++) {
            add_party(telling, reading->sure[i]);
        }
    }
}

/* A meeting of a report that tells neither day nor date is of the report's
 * day when it says how long it was. */
static void find_day(struct reading *reading)
{
    struct telling *telling = reading->telling;

    telling->date = resolve(reading);
    keep_day(reading);
    if (telling->date.precision == DATE_NONE && telling->day == NULL &&
        telling->length != NULL) {
        telling->date = reading->told;
    }
}

/* Whether so much is known of it that it can be told from others.  One without
 * sides ("Thursday's session in Vienna") is told by where and when. */
static bool is_known(const struct telling *telling)
{
    bool day = telling->date.precision != DATE_NONE || telling->day != NULL;

    if (!day && (telling->length == NULL || telling->place == NULL)) {
        return false;
    }
    return telling->parties >= 2 ||
           (telling->place != NULL && telling->format != MEETING_MET &&
            (telling->parties == 1 || day));
}

/* `kind` is that of a part which names none. */
static bool read_part(const struct telling_tables *tables, struct slice part,
                      struct date told, enum meeting_format kind,
                      struct arena *arena, struct telling *telling)
{
    struct reading reading = {.tables = tables,
                              .text = part,
                              .told = told,
                              .arena = arena,
                              .telling = telling};

    *telling = (struct telling){0};
    split(&reading);
    read_words(&reading);
    if (telling->format == MEETING_NONE) {
        telling->format = kind;
    }
    if (telling->format == MEETING_NONE) {
        return false;
    }
    find_length(&reading);
    if (telling->length == NULL && (reading.doubted || reading.said_day)) {
        return false;
    }
    read_names(&reading);
    find_day(&reading);
    return is_known(telling);
}

bool telling_read(const struct telling_tables *tables, struct slice sentence,
                  struct date told, struct arena *arena,
                  struct telling *telling)
{
    return read_part(tables, sentence, told, MEETING_NONE, arena, telling);
}

/* --- several meetings in one sentence --- */

static size_t count_weekdays(const struct telling_tables *tables,
                             struct slice sentence)
{
    struct telling telling = {0};
    struct reading reading = {
        .tables = tables, .text = sentence, .telling = &telling};
    size_t days = 0;

    split(&reading);
    for (size_t at = 0; at < reading.words;) {
        size_t count;
        const struct meeting_entry *entry = entry_at(&reading, at, &count);

        days += entry != NULL && entry->role == ROLE_WEEKDAY;
        at += count;
    }
    return days;
}

/* Where the next part of a sentence begins: behind a comma or a dash, or at
 * "follows". */
static size_t part_end(struct slice text, size_t at)
{
    for (size_t i = at; i < text.len; i++) {
        struct slice rest = {text.ptr + i, text.len - i};

        if (text.ptr[i] == ',' || text.ptr[i] == ';' ||
            slice_starts(rest, "\xE2\x80\x93") ||
            slice_starts(rest, "\xE2\x80\x94") ||
            (i > at && slice_starts(rest, " follow"))) {
            return i;
        }
    }
    return text.len;
}

/* Who asks tells of nothing. */
static bool is_question(struct slice sentence)
{
    sentence = slice_trim(sentence);
    return sentence.len != 0 && sentence.ptr[sentence.len - 1] == '?';
}

size_t tellings_read(const struct telling_tables *tables, struct slice sentence,
                     struct date told, struct arena *arena,
                     struct telling *telling, size_t max)
{
    enum meeting_format kind = MEETING_NONE; /* "... continues in Vienna" */
    size_t found = 0;

    if (is_question(sentence)) {
        return 0;
    }
    if (max == 0 || count_weekdays(tables, sentence) < 2) {
        return max != 0 && telling_read(tables, sentence, told, arena, telling);
    }
    for (size_t at = 0; at < sentence.len && found < max;) {
        size_t end = part_end(sentence, at);
        struct slice part = {sentence.ptr + at, end - at};

        if (read_part(tables, part, told, kind, arena, &telling[found])) {
            kind = telling[found++].format;
        }
        at = end + 1;
    }
    return found;
}
