#include "page/tongue.h"

#include "base/utf8.h"

#include <stdlib.h>

enum {
    LOOK_BYTES = 8 * 1024, /* of a text: enough for any */
    LEAST_WORDS = 12,      /* fewer tell no language */
    LEAST_SHARE = 9,       /* per cent of words that are function words */
    LEAST_LETTERS = 20,
    LEAST_SIGNS = 8, /* of Asia: fewer are a mistake */
    WORD_BYTES = 32,
    ONE = 840 /* what a word weighs; of n languages, a n-th of it */
};

/* --- the table --- */

static bool read_hex(struct slice field, uint32_t *value)
{
    *value = 0;
    for (size_t i = 0; i < field.len; i++) {
        char c = field.ptr[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;

        if (digit < 0 || i > 5) {
            return false;
        }
        *value = *value << 4 | (uint32_t)digit;
    }
    return true;
}

static void read_words(struct tongues *tongues, struct slice words)
{
    size_t at = 0;

    while (at < words.len) {
        size_t start = at;

        while (at < words.len && words.ptr[at] != ' ') {
            at++;
        }
        if (at > start) {
            uintptr_t *bits =
                map_put(&tongues->word,
                        (struct slice){words.ptr + start, at - start}, NULL);

            *bits |= (uintptr_t)1 << tongues->len;
        }
        at++;
    }
}

static bool read_row(struct tongues *tongues, struct err *err)
{
    const struct slice *field = tongues->table.field;
    struct tongue *tongue = &tongues->item[tongues->len];

    if (tongues->len == TONGUES || field[0].len == 0 ||
        field[0].len >= sizeof tongue->name) {
        return tsv_fail(&tongues->table, err,
                        "no language, or one too many:", field[0]);
    }
    memcpy(tongue->name, field[0].ptr, field[0].len);
    if (!read_hex(field[1], &tongue->from) ||
        !read_hex(field[2], &tongue->to) || tongue->to < tongue->from) {
        return tsv_fail(&tongues->table, err,
                        "not a range of code points:", field[1]);
    }
    for (size_t i = 0; i < field[3].len && i < 3; i++) {
        tongue->share = tongue->share * 10 + (field[3].ptr[i] - '0');
    }
    read_words(tongues, field[4]);
    tongues->len++;
    return true;
}

bool tongues_open(struct tongues *tongues, const char *data_dir,
                  struct err *err)
{
    struct buf path = {0};
    bool ok;

    *tongues = (struct tongues){0};
    buf_printf(&path, "%s/page/languages.tsv", data_dir);
    ok = tsv_open(&tongues->table, path.ptr, "language from to share words",
                  err);
    buf_release(&path);
    while (ok && tsv_next(&tongues->table, err)) {
        ok = read_row(tongues, err);
    }
    if (!ok || err->code != ERR_NONE) {
        tongues_release(tongues);
        return false;
    }
    return true;
}

void tongues_release(struct tongues *tongues)
{
    tsv_release(&tongues->table);
    map_release(&tongues->word);
    *tongues = (struct tongues){0};
}

/* --- scripts --- */

/* The tongue that alone writes the script most letters are of, or NULL. */
static const char *by_script(const struct tongues *tongues, struct slice text)
{
    size_t count[TONGUES] = {0};
    size_t letters = 0;
    size_t len = 1;

    for (size_t at = 0; at < text.len; at += len) {
        unsigned char c = (unsigned char)text.ptr[at];
        uint32_t point;

        len = 1;
        if (c < 0x80) {
            letters += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            continue;
        }
        point = utf8_decode(text, at, &len);
        letters += point >= 0xC0 && (point < 0x2000 || point > 0x2BFF);
        for (size_t i = 0; point >= 0x370 && i < tongues->len; i++) {
            count[i] +=
                point >= tongues->item[i].from && point <= tongues->item[i].to;
        }
    }
    for (size_t i = 0; letters >= LEAST_LETTERS && i < tongues->len; i++) {
        if (tongues->item[i].to != 0 &&
            count[i] * 100 >= letters * (size_t)tongues->item[i].share) {
            return tongues->item[i].name;
        }
    }
    return NULL;
}

/* --- words --- */

struct tally {
    const struct tongues *tongues;
    bool wide; /* only words with a letter beyond ASCII count */
    size_t words;
    size_t hits[TONGUES];
    size_t weight[TONGUES];
};

static void count_word(struct tally *tally, struct slice word)
{
    const uintptr_t *bits = map_get(&tally->tongues->word, word);
    size_t shared = 0;

    tally->words++;
    if (bits == NULL) {
        return;
    }
    for (uintptr_t rest = *bits; rest != 0; rest &= rest - 1) {
        shared++;
    }
    for (size_t i = 0; i < tally->tongues->len; i++) {
        if ((*bits >> i & 1U) != 0) {
            tally->hits[i]++;
            tally->weight[i] += ONE / shared;
        }
    }
}

static bool is_letter(unsigned char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80;
}

/* Length of a quotation mark or dash beyond ASCII at `at`, else 0. */
static size_t sign_at(struct slice text, size_t at)
{
    struct slice rest = {text.ptr + at, text.len - at};

    if ((unsigned char)text.ptr[at] < 0x80) {
        return 0;
    }
    return slice_starts(rest, "\xE2\x80") ? (rest.len > 2 ? 3 : 0)
           : slice_starts(rest, "\xC2\xAB") || slice_starts(rest, "\xC2\xBB") ||
                   slice_starts(rest, "\xC2\xBF") ||
                   slice_starts(rest, "\xC2\xA1") ||
                   slice_starts(rest, "\xC2\xA0") ||
                   slice_starts(rest, "\xD8\x8C")
               ? 2
               : 0;
}

static void count_words(struct tally *tally, struct slice text)
{
    char word[WORD_BYTES];
    size_t at = 0;

    while (at < text.len) {
        size_t len = 0;
        size_t sign = 0;
        bool wide = false;

        while (at < text.len && is_letter((unsigned char)text.ptr[at]) &&
               (sign = sign_at(text, at)) == 0) {
            char c = text.ptr[at++];

            wide = wide || (unsigned char)c >= 0x80;

            if (len < WORD_BYTES) {
                word[len] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
            }
            len++;
        }
        if (len != 0 && (wide || !tally->wide)) {
            count_word(tally, (struct slice){
                                  word, len < WORD_BYTES ? len : WORD_BYTES});
        }
        at += sign != 0 ? sign : at < text.len;
    }
}

static const char *by_words(const struct tongues *tongues, struct slice text)
{
    struct tally tally = {.tongues = tongues};
    size_t best = 0;

    count_words(&tally, text);
    for (size_t i = 0; i < tongues->len; i++) {
        best = tally.weight[i] > tally.weight[best] ? i : best;
    }
    if (tally.words < LEAST_WORDS ||
        tally.hits[best] * 100 < tally.words * LEAST_SHARE) {
        return NULL;
    }
    return tongues->item[best].name;
}

const char *tongue_of(const struct tongues *tongues, struct slice text)
{
    const char *name;

    if (text.len > LOOK_BYTES) {
        text.len = LOOK_BYTES;
    }
    name = by_script(tongues, text);
    return name != NULL ? name : by_words(tongues, text);
}

/* --- how well it reads --- */

/* Signs of East and South-East Asia, letters of other scripts, and what is
 * neither. */
struct signs {
    size_t asian, frequent, letters, odd;
};

static struct signs count_signs(const struct tongues *tongues,
                                struct slice text)
{
    struct signs signs = {0};
    size_t len = 1;

    for (size_t at = 0; at < text.len; at += len) {
        unsigned char c = (unsigned char)text.ptr[at];
        uint32_t point;

        len = 1;
        if (c < 0x80) {
            signs.odd += c < ' ' && c != '\n' && c != '\r' && c != '\t';
            continue;
        }
        point = utf8_decode(text, at, &len);
        if ((point >= 0x0E00 && point <= 0x0E7F) ||
            (point >= 0x3000 && point <= 0x9FFF) ||
            (point >= 0xAC00 && point <= 0xD7AF) || point >= 0xFF00) {
            struct slice sign = {text.ptr + at, len};

            signs.asian++;
            signs.frequent += map_get(&tongues->word, sign) != NULL;
        } else {
            bool letter = point >= 0xC0 && point < 0x2000 && point != 0xD7 &&
                          point != 0xF7;
            bool mark = (point >= 0x2010 && point <= 0x2026) || point == 0xAB ||
                        point == 0xBB || point == 0xA0 || point == 0xB7;

            signs.letters += letter;
            signs.odd += !letter && !mark;
        }
    }
    return signs;
}

long tongue_score(const struct tongues *tongues, struct slice text)
{
    struct signs signs = count_signs(tongues, text);
    struct tally tally = {.tongues = tongues, .wide = true};
    size_t best = 0;
    long score;

    if (signs.asian >= LEAST_SIGNS && signs.asian > signs.letters + signs.odd) {
        return (long)(signs.frequent * 1000 / (signs.asian + 10)) -
               (long)(signs.odd * 500 / (signs.asian + 10));
    }
    count_words(&tally, text);
    for (size_t i = 0; i < tongues->len; i++) {
        best = tally.weight[i] > tally.weight[best] ? i : best;
    }
    score = (long)(tally.weight[best] * 1000 / ONE / (tally.words + 5));
    return score - (long)((signs.odd + signs.asian) * 400 /
                          (signs.letters + signs.odd + signs.asian + 10));
}
