#include "views/telling_int.h"

/* Words behind one that doubts in which a meeting is doubted. */
enum { DOUBTED = 7 };

static const char *const format_name[] = {
#define X(constant, name) [constant] = (name),
    MEETING_FORMAT_MAP(X)
#undef X
};

const char *meeting_format_name(enum meeting_format format)
{
    return format_name[format];
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
        telling_note_day(reading, at, at);
        reading->weekday =
            reading->weekday != 0 ? reading->weekday : entry->number;
        break;
    case ROLE_MONTH: telling_take_month(reading, at, entry->number); break;
    case ROLE_DAY:
        telling_note_day(reading, at, at + count - 1);
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

/* Read the words, then the names in them. */
static void read_words(struct reading *reading)
{
    for (size_t at = 0; at < reading->words;) {
        size_t count;
        const struct meeting_entry *entry = telling_entry(reading, at, &count);

        if (entry != NULL) {
            take_entry(reading, entry, at, count);
        }
        at += count;
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
    telling_split(&reading);
    read_words(&reading);
    if (telling->format == MEETING_NONE) {
        telling->format = kind;
    }
    if (telling->format == MEETING_NONE) {
        return false;
    }
    telling_find_length(&reading);
    if (telling->length == NULL && (reading.doubted || reading.said_day)) {
        return false;
    }
    telling_read_names(&reading);
    telling_find_day(&reading);
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

    telling_split(&reading);
    for (size_t at = 0; at < reading.words;) {
        size_t count;
        const struct meeting_entry *entry = telling_entry(&reading, at, &count);

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
