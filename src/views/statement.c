#include "base/ascii.h"
#include "copies/words.h"
#include "views/statement_int.h"

#include <stdlib.h>

/* Letters of a word that counts; words behind "said" that make it the
 * beginning of what was said; words of a first clause at least; words behind
 * "said" in which "that" is looked for; what a name weighs at most; from when
 * on a word is telling (as in data/ties). */
enum {
    SHORTEST = 3,
    LONGEST = 48,
    SAYS_ON = 5,
    LEAD = 5,
    THAT = 6,
    NAME_WEIGHT = 36,
    TELLING = 14
};

/* --- words --- */

static bool is_part(char byte)
{
    return ascii_is_letter(byte) || ascii_is_digit(byte) ||
           (unsigned char)byte >= 0xC3;
}

/* Bytes of a letter after its first. */
static bool goes_on(char byte)
{
    return (unsigned char)byte >= 0x80 && (unsigned char)byte < 0xC0;
}

static bool ends_clause(struct slice text, size_t at)
{
    return strchr(",;:", text.ptr[at]) != NULL ||
           (at + 2 < text.len && memcmp(text.ptr + at, "\xE2\x80", 2) == 0 &&
            ((unsigned char)text.ptr[at + 2] == 0x93 ||
             (unsigned char)text.ptr[at + 2] == 0x94));
}

/* "s" and "t" behind an apostrophe belong to the word before. */
static bool is_ending(struct slice text, size_t start, size_t end)
{
    return end - start == 1 && start > 0 &&
           (text.ptr[start - 1] == '\'' ||
            (start >= 3 &&
             memcmp(text.ptr + start - 3, "\xE2\x80\x99", 3) == 0));
}

static void split(struct read_statement *read)
{
    struct slice text = read->statement->text;

    for (size_t at = 0; at < text.len && read->words < READ_WORDS;) {
        size_t start = at;

        while (at < text.len && ((at > start && goes_on(text.ptr[at])) ||
                                 ((unsigned char)text.ptr[at] != 0xE2 &&
                                  is_part(text.ptr[at])))) {
            at++;
        }
        if (at > start) {
            if (!is_ending(text, start, at)) {
                read->word[read->words++] =
                    (struct slice){text.ptr + start, at - start};
            }
            continue;
        }
        if (read->words != 0 && ends_clause(text, at)) {
            read->at[read->words - 1].ends = true;
        }
        at += (unsigned char)text.ptr[at] == 0xE2 ? 3 : 1;
    }
}

static void mark_words(struct read_statement *read)
{
    for (size_t i = 0; i < read->words; i++) {
        read->at[i].core = true;
        read->at[i].count = 1;
    }
    for (size_t i = 0; i < read->words; i += read->at[i].count) {
        read->at[i].entry =
            statement_marks_find(read->tables->marks, read->word + i,
                                 read->words - i, &read->at[i].count);
    }
}

bool read_has(const struct read_statement *read, size_t at, enum mark mark)
{
    return at < read->words && read->at[at].entry != NULL &&
           (read->at[at].entry->marks & MARK_BIT(mark)) != 0;
}

/* --- the core --- */

/* Where what was said begins behind the verb of saying at `said`: "said on
 * Tuesday that it ...". */
static size_t saying_ends(const struct read_statement *read, size_t said,
                          size_t end)
{
    size_t at = said + read->at[said].count;

    for (size_t i = at; i < end && i < at + THAT; i++) {
        if (slice_is(read->word[i], "that")) {
            return i + 1;
        }
    }
    return at + 1 < end && read_has(read, at + 1, MARK_WEEKDAY) ? at + 2 : at;
}

/* Take what says whose words they are out of the clause [start, end). */
static void trim_clause(struct read_statement *read, size_t start, size_t end)
{
    for (size_t i = start; i < end; i += read->at[i].count) {
        size_t rest;

        if (!read_has(read, i, MARK_SAID)) {
            continue;
        }
        rest = saying_ends(read, i, end);
        if (slice_is(read->word[i], "according")) {
            start = i; /* "... according to the owner" */
            rest = end;
        }
        rest = end - rest >= SAYS_ON ? rest : end;
        for (size_t k = start; k < rest; k++) {
            read->at[k].core = false;
        }
        return;
    }
}

/* A sentence that would have no core is all core. */
static void keep_some(struct read_statement *read)
{
    size_t kept = 0;

    for (size_t i = 0; i < read->words; i++) {
        kept += read->at[i].core;
    }
    for (size_t i = 0; kept < SHORTEST && i < read->words; i++) {
        read->at[i].core = true;
    }
}

static void find_core(struct read_statement *read)
{
    struct statement *statement = read->statement;
    size_t start = 0;
    size_t first = read->words, last = 0;

    for (size_t i = 0; i < read->words; i++) {
        if (read->at[i].ends || i + 1 == read->words) {
            trim_clause(read, start, i + 1);
            start = i + 1;
        }
    }
    keep_some(read);
    for (size_t i = 0; i < read->words; i++) {
        if (read->at[i].core) {
            first = first < i ? first : i;
            last = i;
        }
    }
    if (first < read->words) {
        const char *from = read->word[first].ptr;

        statement->core = (struct slice){
            from, (size_t)(read->word[last].ptr + read->word[last].len - from)};
    }
}

/* The marks at word `at`: "in May" is no "may". */
static unsigned marks_at(const struct read_statement *read, size_t at)
{
    const struct mark_entry *entry = read->at[at].entry;
    bool capital = at > 0 && ascii_is_upper(read->word[at].ptr[0]);

    if (entry == NULL) {
        return 0;
    }
    return read_has(read, at, MARK_MONTH) && capital
               ? MARK_BIT(MARK_MONTH)
               : entry->marks & ~MARK_BIT(MARK_MONTH);
}

static void gather_marks(struct read_statement *read)
{
    struct statement *statement = read->statement;
    bool lead = true;
    size_t words = 0; /* of the core so far */

    for (size_t i = 0; i < read->words; i++) {
        const struct mark_entry *entry = read->at[i].entry;
        unsigned marks = marks_at(read, i);

        words += read->at[i].core;
        if (read->at[i].core) {
            statement->marks |= marks;
            statement->lead |= lead ? marks : 0;
        } else {
            statement->aside |= marks;
        }
        lead = lead && !(read->at[i].ends && words >= LEAD);
        if (entry == NULL) {
            continue;
        }
        if ((entry->marks & MARK_BIT(MARK_ORDER)) != 0) {
            statement->order = entry->number;
        }
    }
}

/* --- stems --- */

static int by_stem(const void *a, const void *b)
{
    const struct statement_stem *x = a;
    const struct statement_stem *y = b;

    return (x->stem > y->stem) - (x->stem < y->stem);
}

static void add_stem(struct read_statement *read, size_t at)
{
    struct statement *statement = read->statement;
    struct slice word = read->word[at];
    char folded[LONGEST];
    struct statement_stem stem = {.name = read->at[at].name, .word = word};

    if (word.len < SHORTEST || word.len > LONGEST ||
        statement->stems == STATEMENT_STEMS) {
        return;
    }
    for (size_t i = 0; i < word.len; i++) {
        folded[i] = ascii_lower(word.ptr[i]);
    }
    stem.stem = word_stem((struct slice){folded, word.len});
    stem.weight = copies_weight(read->tables->copies, stem.stem);
    if (ascii_is_upper(word.ptr[0]) && stem.weight > NAME_WEIGHT) {
        stem.weight = NAME_WEIGHT;
    }
    for (size_t i = 0; i < statement->stems; i++) {
        if (statement->stem[i].stem == stem.stem) {
            return;
        }
    }
    statement->stem[statement->stems++] = stem;
}

static void gather_stems(struct read_statement *read)
{
    const unsigned not_words = MARK_BIT(MARK_WEEKDAY) | MARK_BIT(MARK_DAY) |
                               MARK_BIT(MARK_WEEK) | MARK_BIT(MARK_YEAR) |
                               MARK_BIT(MARK_EMPTY) | MARK_BIT(MARK_TITLE) |
                               MARK_BIT(MARK_SAID);
    struct statement *statement = read->statement;

    for (size_t i = 0; i < read->words; i++) {
        const struct mark_entry *entry = read->at[i].entry;

        if (read->at[i].core &&
            (entry == NULL || (entry->marks & not_words) == 0)) {
            add_stem(read, i);
        }
    }
    if (statement->stems != 0) {
        qsort(statement->stem, statement->stems, sizeof *statement->stem,
              by_stem);
    }
}

void statement_read(const struct statement_tables *tables,
                    struct slice sentence, struct date told,
                    struct statement *statement)
{
    struct read_statement read = {
        .tables = tables, .statement = statement, .told = told};

    *statement = (struct statement){
        .text = sentence,
        .quotes = memchr(sentence.ptr, '"', sentence.len) != NULL ||
                  slice_find(sentence, SLICE("\xE2\x80\x9C")) < sentence.len};
    split(&read);
    mark_words(&read);
    find_core(&read);
    gather_marks(&read);
    read_days(&read);
    read_names(&read);
    gather_stems(&read);
}

/* --- comparing --- */

struct statement_shared statement_share(const struct statement *a,
                                        const struct statement *b)
{
    struct statement_shared shared = {0};
    double of_a = 0, of_b = 0, least;

    for (size_t i = 0, j = 0; i < a->stems || j < b->stems;) {
        const struct statement_stem *x = i < a->stems ? &a->stem[i] : NULL;
        const struct statement_stem *y = j < b->stems ? &b->stem[j] : NULL;
        bool is_x = y == NULL || (x != NULL && x->stem <= y->stem);
        bool is_y = x == NULL || (y != NULL && y->stem <= x->stem);

        if (is_x && is_y) {
            shared.weight += x->weight;
            of_a += x->weight;
            of_b += x->weight;
            shared.telling += x->weight >= TELLING;
            shared.plain += x->weight >= TELLING && !x->name;
        } else if (is_x) {
            of_a += x->name ? 0 : x->weight;
        } else {
            of_b += y->name ? 0 : y->weight;
        }
        i += is_x;
        j += is_y;
    }
    least = of_a < of_b ? of_a : of_b;
    if (least > 0) {
        shared.cover = shared.weight / least;
        shared.alike = shared.weight / (of_a + of_b - shared.weight);
    }
    return shared;
}
