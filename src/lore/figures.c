#include "lore/figures.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/tsv.h"

#include <stdio.h>
#include <stdlib.h>

/* Words between a number and its unit ("fourteen Lesmoran seamen"), words of
 * one entry of numbers.tsv, longest word that is looked up. */
enum { BETWEEN = 3, PHRASE = 3, WORD = 32 };

/* Greater numbers are none of the trade's. */
static const double MOST = 1e15;

enum role {
    ROLE_NONE,
    ROLE_ADD,
    ROLE_TIMES,
    ROLE_ABOUT,
    ROLE_LEAST,
    ROLE_MOST,
    ROLE_RANGE,
    ROLE_ARTICLE,
    ROLE_STOP
};

struct word_entry {
    enum role role;
    double value;
};

struct unit_entry {
    const char *unit;
    const char *kind;
    double factor;
};

struct figures {
    struct arena memory;
    struct map number; /* words → struct word_entry */
    struct map unit;   /* word → struct unit_entry */
};

/* --- tables --- */

static bool read_number(struct slice text, double *value)
{
    char copy[WORD];
    char *end = NULL;

    if (text.len == 0 || text.len >= sizeof copy) {
        return false;
    }
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    *value = strtod(copy, &end);
    return *end == '\0' && *value > 0 && *value < MOST;
}

static bool number_row(struct figures *figures, const struct tsv *tsv,
                       struct err *err)
{
    static const char *const name[] = {"",      "add",     "times",
                                       "about", "least",   "most",
                                       "range", "article", "stop"};
    struct word_entry *entry = arena_alloc(&figures->memory, 1, sizeof *entry);

    for (size_t i = 1; i < sizeof name / sizeof name[0]; i++) {
        entry->role =
            slice_is(tsv->field[1], name[i]) ? (enum role)i : entry->role;
    }
    if (entry->role == ROLE_NONE) {
        return tsv_fail(tsv, err, "no role", tsv->field[1]);
    }
    if ((entry->role == ROLE_ADD || entry->role == ROLE_TIMES) &&
        !read_number(tsv->field[2], &entry->value)) {
        return tsv_fail(tsv, err, "no number", tsv->field[2]);
    }
    *map_put(&figures->number, arena_copy(&figures->memory, tsv->field[0]),
             NULL) = (uintptr_t)entry;
    return true;
}

static bool unit_row(struct figures *figures, const struct tsv *tsv,
                     struct err *err)
{
    struct unit_entry *entry = arena_alloc(&figures->memory, 1, sizeof *entry);

    entry->unit = arena_copy(&figures->memory, tsv->field[1]).ptr;
    entry->kind = arena_copy(&figures->memory, tsv->field[2]).ptr;
    entry->factor = 1;
    if (tsv->field[3].len != 0 && !read_number(tsv->field[3], &entry->factor)) {
        return tsv_fail(tsv, err, "no factor", tsv->field[3]);
    }
    *map_put(&figures->unit, arena_copy(&figures->memory, tsv->field[0]),
             NULL) = (uintptr_t)entry;
    return true;
}

static bool read_table(struct figures *figures, const char *data_dir,
                       const char *name, const char *columns,
                       bool (*row)(struct figures *figures,
                                   const struct tsv *tsv, struct err *err),
                       struct err *err)
{
    struct buf path = {0};
    struct tsv tsv = {0};
    bool ok;

    buf_printf(&path, "%s/lexicon/en/%s", data_dir, name);
    ok = tsv_open(&tsv, path.ptr, columns, err);
    buf_release(&path);
    while (ok && tsv_next(&tsv, err)) {
        ok = row(figures, &tsv, err);
    }
    tsv_release(&tsv);
    return ok && err->code == ERR_NONE;
}

bool figures_open(struct figures **figures, const char *data_dir,
                  struct err *err)
{
    struct figures *made = mem_alloc(1, sizeof *made);

    *figures = NULL;
    if (!read_table(made, data_dir, "numbers.tsv", "words role value",
                    number_row, err) ||
        !read_table(made, data_dir, "units.tsv", "word unit kind factor",
                    unit_row, err)) {
        figures_free(made);
        return false;
    }
    *figures = made;
    return true;
}

void figures_free(struct figures *figures)
{
    if (figures != NULL) {
        map_release(&figures->number);
        map_release(&figures->unit);
        arena_release(&figures->memory);
        free(figures);
    }
}

/* --- reading a text --- */

/* A word: letters, or a number in digits, or one other mark. */
struct word {
    struct span at;
    bool letters;
    bool digits;
};

struct reader {
    const struct figures *figures;
    struct slice text;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Letters of other scripts and with accents count, marks do not. */
static bool is_letter(const struct slice *text, size_t at)
{
    unsigned char byte = (unsigned char)text->ptr[at];

    if (byte == 0xE2 && at + 1 < text->len &&
        (unsigned char)text->ptr[at + 1] == 0x80) {
        return false; /* dashes, typographic quotation marks */
    }
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte >= 0xC3;
}

static bool in_number(const struct slice *text, size_t at)
{
    return is_digit(text->ptr[at]) ||
           ((text->ptr[at] == ',' || text->ptr[at] == '.') &&
            at + 1 < text->len && is_digit(text->ptr[at + 1]));
}

/* The next word at or after `at`; false at the end. */
static bool next_word(const struct reader *reader, size_t at, struct word *word)
{
    const struct slice *text = &reader->text;

    while (at < text->len && slice_blank(text->ptr[at])) {
        at++;
    }
    *word = (struct word){.at = {at, at}};
    if (at >= text->len) {
        return false;
    }
    if (is_digit(text->ptr[at])) {
        word->digits = true;
        while (at < text->len && in_number(text, at)) {
            at++;
        }
    } else if (is_letter(text, at)) {
        word->letters = true;
        while (at < text->len &&
               (is_letter(text, at) || ((unsigned char)text->ptr[at] >= 0x80 &&
                                        (unsigned char)text->ptr[at] < 0xC0))) {
            at++;
        }
    } else {
        unsigned char byte = (unsigned char)text->ptr[at];

        at += byte >= 0xE0 && at + 3 <= text->len ? 3 : 1;
    }
    word->at.end = at;
    return true;
}

static struct slice lower(const struct reader *reader, struct span at,
                          char copy[WORD])
{
    size_t len = at.end - at.start;

    if (len >= WORD) {
        return (struct slice){copy, 0};
    }
    for (size_t i = 0; i < len; i++) {
        char byte = reader->text.ptr[at.start + i];

        copy[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
    }
    return (struct slice){copy, len};
}

/* The entry of numbers.tsv for the bytes at `at`, NULL if there is none. */
static const struct word_entry *number_entry(const struct reader *reader,
                                             struct span at)
{
    char copy[WORD];
    const uintptr_t *found =
        map_get(&reader->figures->number, lower(reader, at, copy));

    return found != NULL ? (const struct word_entry *)*found : NULL;
}

/* A number as far as it is read. */
struct amount {
    struct span at;
    double value;
    bool year; /* four bare digits that may be one */
};

static bool read_digits(const struct reader *reader, struct span at,
                        double *value, bool *year)
{
    char plain[WORD];
    size_t len = 0;
    bool comma = false;

    for (size_t i = at.start; i < at.end; i++) {
        char byte = reader->text.ptr[i];

        comma = comma || byte == ',' || byte == '.';
        if (byte != ',' && len < sizeof plain - 1) {
            plain[len++] = byte;
        }
    }
    *year = !comma && len == 4 && (plain[0] == '1' || plain[0] == '2');
    return read_number((struct slice){plain, len}, value);
}

/* "thousand", "million" behind what was read; true if there was one. */
static bool read_times(const struct reader *reader, struct amount *amount)
{
    struct word word;
    const struct word_entry *entry = NULL;

    if (next_word(reader, amount->at.end, &word) && word.letters) {
        entry = number_entry(reader, word.at);
    }
    if (entry == NULL || entry->role != ROLE_TIMES) {
        return false;
    }
    amount->value *= entry->value;
    amount->at.end = word.at.end;
    amount->year = false;
    return true;
}

/* "two" of "thirty-two"; a tens word takes ones behind a hyphen. */
static void read_ones(const struct reader *reader, struct amount *amount)
{
    const struct word_entry *entry = NULL;
    struct word hyphen, word;

    if (amount->value < 20 || !next_word(reader, amount->at.end, &hyphen) ||
        reader->text.ptr[hyphen.at.start] != '-' ||
        hyphen.at.start != amount->at.end ||
        !next_word(reader, hyphen.at.end, &word) || !word.letters) {
        return;
    }
    entry = number_entry(reader, word.at);
    if (entry != NULL && entry->role == ROLE_ADD && entry->value < 10) {
        amount->value += entry->value;
        amount->at.end = word.at.end;
    }
}

/* The number that begins with `word`, in digits or words. */
static bool read_amount(const struct reader *reader, const struct word *word,
                        struct amount *amount)
{
    const struct word_entry *entry;

    *amount = (struct amount){.at = word->at};
    if (word->digits) {
        if (!read_digits(reader, word->at, &amount->value, &amount->year)) {
            return false;
        }
    } else {
        entry = word->letters ? number_entry(reader, word->at) : NULL;
        if (entry != NULL && entry->role == ROLE_ARTICLE) {
            amount->value = 1;
            return read_times(reader, amount);
        }
        if (entry == NULL || entry->role != ROLE_ADD) {
            return false;
        }
        amount->value = entry->value;
        read_ones(reader, amount);
    }
    while (read_times(reader, amount)) {
    }
    return true;
}

/* --- the unit --- */

static const struct unit_entry *unit_of(const struct reader *reader,
                                        struct span at)
{
    char copy[WORD];
    const uintptr_t *found =
        map_get(&reader->figures->unit, lower(reader, at, copy));

    return found != NULL ? (const struct unit_entry *)*found : NULL;
}

/* Names and adjectives, "of the", "more" may stand between a number and its
 * unit; not the words that begin another part of the sentence. */
static bool may_stand_between(const struct reader *reader, struct span at)
{
    const struct word_entry *entry = number_entry(reader, at);

    return entry == NULL || entry->role < ROLE_ARTICLE;
}

/* The unit behind a number: `*end` is set behind it. */
static const struct unit_entry *
find_unit(const struct reader *reader, const struct amount *amount, size_t *end)
{
    const struct unit_entry *unit = NULL;
    size_t at = amount->at.end;
    struct amount other;
    struct word word;

    for (int i = 0; i <= BETWEEN && next_word(reader, at, &word); i++) {
        bool near = i == 0 && word.at.start == amount->at.end;

        if (near && reader->text.ptr[word.at.start] == '%') {
            *end = word.at.end;
            return unit_of(reader, word.at);
        }
        if (near && reader->text.ptr[word.at.start] == '-') {
            at = word.at.end; /* "45-day" */
            i--;
            if (at >= reader->text.len || slice_blank(reader->text.ptr[at])) {
                return NULL;
            }
            continue;
        }
        if (i > 0 && read_amount(reader, &word, &other)) {
            at = other.at.end; /* "3,000 of the 12,000 soldiers" */
            i = 0;
            continue;
        }
        if (!word.letters) {
            return NULL;
        }
        unit = unit_of(reader, word.at);
        if (unit != NULL) {
            *end = word.at.end;
            return unit;
        }
        if (amount->year || !may_stand_between(reader, word.at)) {
            return NULL;
        }
        at = word.at.end;
    }
    return NULL;
}

/* The sign of a currency right before a number. */
static const struct unit_entry *unit_before(const struct reader *reader,
                                            size_t start)
{
    size_t at = start;

    while (at > 0 && start - at < 3 && !slice_blank(reader->text.ptr[at - 1])) {
        const struct unit_entry *unit =
            unit_of(reader, (struct span){--at, start});

        if (unit != NULL) {
            return unit;
        }
    }
    return NULL;
}

/* --- how exact it is --- */

/* The role of the longest entry of up to PHRASE words that ends at `end`; the
 * words began at `start[0..count)`. */
static enum role role_before(const struct reader *reader, const size_t *start,
                             size_t count, size_t end)
{
    for (size_t back = count < PHRASE ? count : PHRASE; back > 0; back--) {
        const struct word_entry *entry =
            number_entry(reader, (struct span){start[count - back], end});

        if (entry != NULL && entry->role >= ROLE_ABOUT &&
            entry->role <= ROLE_RANGE) {
            return entry->role;
        }
    }
    return ROLE_NONE;
}

static enum figure_bound bound_of(enum role role)
{
    switch (role) {
    case ROLE_ABOUT: return FIGURE_ABOUT;
    case ROLE_LEAST: return FIGURE_LEAST;
    case ROLE_MOST: return FIGURE_MOST;
    default: return FIGURE_EXACT;
    }
}

/* The second number of "between 7,000 and 8,000", "7,000–8,000". */
static bool read_second(const struct reader *reader, const struct amount *first,
                        enum role role, struct amount *second)
{
    struct word word;
    char copy[WORD];
    struct slice joint;

    if (!next_word(reader, first->at.end, &word)) {
        return false;
    }
    joint = lower(reader, word.at, copy);
    if (!slice_is(joint, "\xE2\x80\x93") &&
        !(slice_is(joint, "-") && word.at.start == first->at.end) &&
        !slice_is(joint, "to") &&
        !(slice_is(joint, "and") && role == ROLE_RANGE)) {
        return false;
    }
    return next_word(reader, word.at.end, &word) &&
           read_amount(reader, &word, second) && second->value > first->value;
}

/* The figure that begins with `word`; false if there is none. */
static bool read_figure(const struct reader *reader, const struct word *word,
                        enum role role, struct figure *figure)
{
    struct amount first, last;
    const struct unit_entry *unit;
    size_t end = 0;

    if (!read_amount(reader, word, &first)) {
        return false;
    }
    last = first;
    if (!read_second(reader, &first, role, &last)) {
        last = first;
    }
    unit = unit_before(reader, first.at.start);
    end = last.at.end;
    unit = unit != NULL ? unit : find_unit(reader, &last, &end);
    if (unit == NULL) {
        return false;
    }
    *figure = (struct figure){.at = {first.at.start, end},
                              .number = {first.at.start, last.at.end},
                              .low = first.value,
                              .high = last.value,
                              .bound = bound_of(role),
                              .unit = unit->unit,
                              .kind = unit->kind,
                              .factor = unit->factor};
    return true;
}

size_t figures_find(const struct figures *figures, struct slice text,
                    struct figure *figure, size_t max)
{
    const struct reader reader = {figures, text};
    size_t start[PHRASE] = {0}; /* of the words before this one */
    size_t words = 0;
    size_t found = 0;
    size_t last_end = 0;
    struct word word;

    for (size_t at = 0; found < max && next_word(&reader, at, &word);) {
        size_t known = words < PHRASE ? words : PHRASE;
        enum role role = role_before(&reader, start, known, last_end);

        if (read_figure(&reader, &word, role, &figure[found])) {
            at = figure[found].number.end;
            words = 0;
            found++;
            continue;
        }
        if (words >= PHRASE) {
            memmove(start, start + 1, (PHRASE - 1) * sizeof *start);
        }
        start[words < PHRASE ? words : PHRASE - 1] = word.at.start;
        words += words < PHRASE;
        last_end = word.at.end;
        at = word.at.end;
    }
    return found;
}
