#include "copies/words.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

/* A word longer than this is cut there: addresses, base64. */
enum { WORD_BYTES = 64, STEM_LETTERS = 6, STEM_LEAST = 4 };

struct reader {
    struct words *words;
    const struct copies_lists *lists;
    struct slice text;
    char fold[WORD_BYTES + 8];
    size_t len;     /* of fold */
    size_t start;   /* of the word, in text */
    unsigned flags; /* of the word */
    bool fresh;     /* no word of the sentence was read yet */
    bool quoted;    /* between quotation marks */
    size_t from;    /* first byte of the sentence */
    size_t cap;     /* of sentence[], on the heap while it grows */
};

enum letter_kind {
    LETTER_NONE,
    LETTER_SMALL,
    LETTER_CAPITAL,
    LETTER_DIGIT,
    LETTER_ALONE,
    LETTER_JOINS
};

static uint32_t mix(uint64_t hash)
{
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdU;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53U;
    return (uint32_t)(hash >> 32);
}

static uint64_t spread(uint64_t hash, struct slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        hash = (hash ^ (unsigned char)bytes.ptr[i]) * 0x100000001b3U;
    }
    return hash;
}

static const uint64_t spread_from = 0xcbf29ce484222325U;

uint32_t word_hash(struct slice folded)
{
    return mix(spread(spread_from, folded));
}

static bool has_ending(struct slice word, struct slice ending)
{
    return word.len >= STEM_LEAST + ending.len &&
           memcmp(word.ptr + word.len - ending.len, ending.ptr, ending.len) ==
               0;
}

static size_t without_ending(struct slice word)
{
    static const struct slice ending[] = {{"ing", sizeof "ing" - 1},
                                          {"ies", sizeof "ies" - 1},
                                          {"ed", sizeof "ed" - 1},
                                          {"es", sizeof "es" - 1},
                                          {"s", sizeof "s" - 1}};
    char last = word.len != 0 ? word.ptr[word.len - 1] : '\0';

    if (last != 'g' && last != 'd' && last != 's') {
        return word.len;
    }
    for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
        if (has_ending(word, ending[i])) {
            return word.len - ending[i].len;
        }
    }
    return word.len;
}

/* The first letters, without what English puts at the end of short words. */
static size_t stem_len(struct slice folded)
{
    size_t end = without_ending(folded);
    size_t letters = 0;

    for (size_t i = 0; end > STEM_LETTERS && i < end; i++) {
        bool starts = ((unsigned char)folded.ptr[i] & 0xC0U) != 0x80U;

        if (starts && letters++ == STEM_LETTERS) {
            return i;
        }
    }
    return end;
}

uint32_t word_stem(struct slice folded)
{
    return word_hash((struct slice){folded.ptr, stem_len(folded)});
}

/* Capitals of the bicameral scripts of news that fold by a constant. */
static uint32_t small_of(uint32_t point)
{
    if ((point >= 'A' && point <= 'Z') ||
        (point >= 0xC0 && point <= 0xDE && point != 0xD7) ||
        (point >= 0x391 && point <= 0x3AB) ||
        (point >= 0x410 && point <= 0x42F)) {
        return point + 0x20;
    }
    if (point >= 0x400 && point <= 0x40F) {
        return point + 0x50;
    }
    if (((point >= 0x100 && point <= 0x137) ||
         (point >= 0x14A && point <= 0x177) ||
         (point >= 0x460 && point <= 0x52F) ||
         (point >= 0x1E00 && point <= 0x1EFF)) &&
        point % 2 == 0) {
        return point + 1;
    }
    if (((point >= 0x139 && point <= 0x148) ||
         (point >= 0x179 && point <= 0x17E)) &&
        point % 2 == 1) {
        return point + 1;
    }
    return point;
}

/* Ideographs, kana: a letter is a word. */
static bool stands_alone(uint32_t point)
{
    return (point >= 0x3040 && point <= 0x30FF) ||
           (point >= 0x3400 && point <= 0x9FFF) ||
           (point >= 0xF900 && point <= 0xFAFF) ||
           (point >= 0x20000 && point <= 0x3FFFF);
}

static bool is_mark(uint32_t point)
{
    return (point >= 0x80 && point <= 0xBF && point != 0xAA && point != 0xB5 &&
            point != 0xBA) ||
           point == 0xD7 || point == 0xF7 ||
           (point >= 0x2000 && point <= 0x2BFF) ||
           (point >= 0x3000 && point <= 0x303F) ||
           (point >= 0xFE10 && point <= 0xFE6F) ||
           (point >= 0xFF00 && point <= 0xFF0F) || point == 0xFEFF ||
           point == 0xFFFD;
}

static enum letter_kind kind_of(uint32_t point)
{
    if (point < 0x80) {
        if (point >= 'a' && point <= 'z') {
            return LETTER_SMALL;
        }
        if (point >= '0' && point <= '9') {
            return LETTER_DIGIT;
        }
        if (point >= 'A' && point <= 'Z') {
            return LETTER_CAPITAL;
        }
        return point == '\'' ? LETTER_JOINS : LETTER_NONE;
    }
    if (point == 0x2019 || point == 0x2BC || point == 0xAD) {
        return LETTER_JOINS;
    }
    if (is_mark(point)) {
        return LETTER_NONE;
    }
    if (stands_alone(point)) {
        return LETTER_ALONE;
    }
    return small_of(point) != point ? LETTER_CAPITAL : LETTER_SMALL;
}

/* The sentence ends where the words end now. */
static void end_sentence(struct reader *reader, size_t at)
{
    struct words *words = reader->words;
    size_t start =
        words->sentences != 0 ? words->sentence[words->sentences - 1].end : 0;

    if (words->len > start) {
        MEM_GROW(words->sentence, words->sentences, reader->cap);
        words->sentence[words->sentences++] =
            (struct sentence){.start = (uint32_t)start,
                              .end = (uint32_t)words->len,
                              .at = {reader->from, at}};
    }
    reader->fresh = true;
}

static void end_word(struct reader *reader)
{
    struct words *words = reader->words;
    struct slice fold = {reader->fold, reader->len};
    size_t stem = stem_len(fold);
    struct word word = {0};
    uint64_t hash;

    if (reader->len == 0) {
        return;
    }
    hash = spread(spread_from, (struct slice){fold.ptr, stem});
    word.stem = mix(hash);
    word.hash =
        mix(spread(hash, (struct slice){fold.ptr + stem, fold.len - stem}));
    word.weight = (uint8_t)copies_weight(reader->lists, word.stem);
    word.flags = (uint8_t)reader->flags;
    if (reader->fresh) {
        word.flags =
            (uint8_t)((word.flags & ~(unsigned)WORD_NAME) | WORD_FIRST);
        reader->from = reader->start;
        reader->fresh = false;
    }
    words->word[words->len++] = word;
    reader->len = 0;
    reader->flags = 0;
}

static void add_letter(struct reader *reader, uint32_t point,
                       enum letter_kind kind, size_t at)
{
    if (reader->len == 0) {
        reader->start = at;
        reader->flags = kind == LETTER_CAPITAL ? WORD_NAME
                        : kind == LETTER_DIGIT ? WORD_NUMBER
                                               : 0;
        reader->flags |= reader->quoted ? WORD_QUOTED : 0;
    }
    if (reader->len >= WORD_BYTES) {
        return;
    }
    if (point < 0x80) {
        reader->fold[reader->len++] =
            (char)(kind == LETTER_CAPITAL ? point + 0x20 : point);
    } else {
        reader->len += utf8_encode(small_of(point), reader->fold + reader->len);
    }
}

/* After an apostrophe: whether only an "s" is left of the word. */
static bool is_genitive(struct slice text, size_t at)
{
    size_t len;

    return at < text.len && (text.ptr[at] | 0x20) == 's' &&
           (at + 1 == text.len ||
            kind_of(utf8_decode(text, at + 1, &len)) == LETTER_NONE);
}

/* A stop that is followed by a blank, a quotation mark or the end. */
static bool ends_here(struct slice text, uint32_t point, size_t next)
{
    if (point == 0x3002 || point == 0xFF01 || point == 0xFF1F) {
        return true;
    }
    if (point != '.' && point != '!' && point != '?') {
        return false;
    }
    return next >= text.len || slice_blank(text.ptr[next]) ||
           text.ptr[next] == '"' || (unsigned char)text.ptr[next] >= 0x80;
}

/* Initials ("J. ") and short abbreviations ("Mr. ") end no sentence. */
static bool is_short(const struct reader *reader)
{
    return reader->len != 0 && reader->len <= 2 &&
           (reader->flags & WORD_NAME) != 0;
}

/* Double marks alone: single ones are apostrophes, too.  A mark that was left
 * open closes with its paragraph. */
static void read_mark(struct reader *reader, uint32_t point)
{
    if (point == '"') {
        reader->quoted = !reader->quoted;
    } else if (point == 0x201C || point == 0xAB || point == 0x201E) {
        reader->quoted = true;
    } else if (point == 0x201D || point == 0xBB || point == '\n') {
        reader->quoted = false;
    }
}

/* The letters and digits of ASCII that follow; most of most texts. */
static size_t read_plain(struct reader *reader, size_t at)
{
    size_t end = at;

    while (end < reader->text.len && (ascii_is_letter(reader->text.ptr[end]) ||
                                      ascii_is_digit(reader->text.ptr[end]))) {
        if (reader->len < WORD_BYTES) {
            reader->fold[reader->len++] = ascii_lower(reader->text.ptr[end]);
        }
        end++;
    }
    return end - at;
}

static size_t read_letter(struct reader *reader, size_t at)
{
    size_t len = 1;
    uint32_t point = (unsigned char)reader->text.ptr[at];
    enum letter_kind kind;

    if (point == ' ') {
        end_word(reader);
        return len;
    }
    if (point >= 0x80) {
        point = utf8_decode(reader->text, at, &len);
    }
    kind = kind_of(point);
    if (kind == LETTER_JOINS && reader->len != 0) {
        return is_genitive(reader->text, at + len) ? len + 1 : len;
    }
    if (kind == LETTER_NONE || kind == LETTER_JOINS) {
        bool ends = (ends_here(reader->text, point, at + len) &&
                     !(point == '.' && is_short(reader))) ||
                    point == '\n';

        end_word(reader);
        read_mark(reader, point);
        if (ends) {
            end_sentence(reader, at + (point == '\n' ? 0 : len));
        }
        return len;
    }
    if (kind == LETTER_ALONE) {
        end_word(reader);
    }
    add_letter(reader, point, kind, at);
    if (kind == LETTER_ALONE) {
        end_word(reader);
        return len;
    }
    return len + read_plain(reader, at + len);
}

void words_read(struct words *words, const struct copies_lists *lists,
                struct slice text, const struct span *part, size_t parts,
                struct arena *arena)
{
    struct reader reader = {.words = words, .lists = lists, .fresh = true};
    struct sentence *sentence;
    size_t most = 0;

    for (size_t i = 0; i < parts; i++) {
        most += part[i].end - part[i].start;
    }
    /* A word takes two bytes with what parts it; ideographs take three. */
    *words = (struct words){0};
    words->word = arena_alloc(arena, most / 2 + parts + 1, sizeof *words->word);
    for (size_t i = 0; i < parts; i++) {
        reader.text = (struct slice){text.ptr, part[i].end};
        for (size_t at = part[i].start; at < part[i].end;) {
            at += read_letter(&reader, at);
        }
        end_word(&reader);
        end_sentence(&reader, part[i].end);
        reader.quoted = false;
    }
    sentence = words->sentence;
    words->sentence =
        arena_dup(arena, sentence, words->sentences, sizeof *sentence);
    free(sentence);
}
