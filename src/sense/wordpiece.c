#include "sense/wordpiece.h"

#include "base/buf.h"
#include "base/caps.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

enum {
    WORD_CAP = 100, /* letters of a word, as the models were trained */
    PARTS_CAP = 32, /* code points that one falls apart into: 18 at most */
    BYTES_CAP = 4,  /* of a code point */
    MARK_LEN = 2,   /* "##" */
    WORD_BYTES = MARK_LEN + WORD_CAP * BYTES_CAP
};

struct vocab {
    struct buf bytes;
    struct map id; /* by entry, one more than the number */
    int32_t unknown;
};

/* A word while it is being read: its letters, lower case and bare. */
struct word {
    char byte[WORD_BYTES];      /* behind room for "##" */
    size_t end[WORD_CAP];       /* of each letter in `byte` */
    struct span from[WORD_CAP]; /* of the text */
    size_t letters;             /* may pass WORD_CAP: those are not kept */
    struct span at;             /* of all of it */
};

struct cutter {
    const struct vocab *vocab;
    struct word word;
    struct wordpiece *piece;
    size_t len;
    size_t cap;
};

enum role { ROLE_NONE, ROLE_SPACE, ROLE_ALONE, ROLE_LETTER };

bool vocab_read(struct vocab **vocab, const char *path, struct err *err)
{
    struct buf bytes = {0};
    bool ok = file_read(path, CAP_LINE_BYTES, &bytes, err) &&
              vocab_parse(vocab, path, buf_slice(&bytes), err);

    if (!ok) {
        *vocab = NULL;
    }
    buf_release(&bytes);
    return ok;
}

bool vocab_parse(struct vocab **vocab, const char *place, struct slice bytes,
                 struct err *err)
{
    struct vocab *made = mem_alloc(1, sizeof *made);
    int32_t count = 0;

    buf_add_slice(&made->bytes, bytes);
    for (size_t at = 0; at < bytes.len; count++) {
        struct slice rest = {made->bytes.ptr + at, bytes.len - at};
        struct slice line = {rest.ptr, slice_find(rest, SLICE("\n"))};

        at += line.len + 1;
        if (line.len != 0 && line.ptr[line.len - 1] == '\r') {
            line.len--;
        }
        *map_put(&made->id, line, NULL) = (uintptr_t)count + 1;
    }
    *vocab = made;
    made->unknown = vocab_id(made, SLICE("[UNK]"));
    if (made->unknown < 0) {
        vocab_release(made);
        *vocab = NULL;
        return err_set(err, ERR_SYNTAX,
                       "%.200s: no vocabulary: it has no entry '[UNK]'", place);
    }
    return true;
}

void vocab_release(struct vocab *vocab)
{
    if (vocab != NULL) {
        map_release(&vocab->id);
        buf_release(&vocab->bytes);
        free(vocab);
    }
}

size_t vocab_entries(const struct vocab *vocab)
{
    return vocab->id.len;
}

int32_t vocab_id(const struct vocab *vocab, struct slice entry)
{
    const uintptr_t *value = map_get(&vocab->id, entry);

    return value != NULL ? (int32_t)(*value - 1) : -1;
}

static bool is_ideograph(uint32_t point)
{
    static const uint32_t range[][2] = {{0x4E00, 0x9FFF},   {0x3400, 0x4DBF},
                                        {0x20000, 0x2A6DF}, {0x2A700, 0x2B73F},
                                        {0x2B740, 0x2B81F}, {0x2B920, 0x2CEAF},
                                        {0xF900, 0xFAFF},   {0x2F800, 0x2FA1F}};

    for (size_t i = 0; i < sizeof range / sizeof range[0]; i++) {
        if (point >= range[i][0] && point <= range[i][1]) {
            return true;
        }
    }
    return false;
}

static bool is_sign(uint32_t point)
{
    return point > ' ' && point < 0x7F && !(point >= '0' && point <= '9') &&
           !(point >= 'A' && point <= 'Z') && !(point >= 'a' && point <= 'z');
}

static enum role role_of(uint32_t point)
{
    if (point == '\t' || point == '\n' || point == '\r') {
        return ROLE_SPACE;
    }
    if (point == 0xFFFD) {
        return ROLE_NONE;
    }
    if (is_sign(point) || is_ideograph(point)) {
        return ROLE_ALONE;
    }
    switch (utf8proc_category((utf8proc_int32_t)point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_MN: return ROLE_NONE;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return ROLE_SPACE;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO: return ROLE_ALONE;
    default: return ROLE_LETTER;
    }
}

static void give(struct cutter *cutter, int32_t id, bool first, struct span at)
{
    if (cutter->len < cutter->cap) {
        cutter->piece[cutter->len++] = (struct wordpiece){id, first, at};
    }
}

/* The longest entry that begins at letter `from`; returns the letter behind
 * it, or `from` if there is none.  `byte` has room for "##" before each. */
static size_t longest(const struct vocab *vocab, struct word *word, size_t from,
                      int32_t *id)
{
    size_t start = from == 0 ? 0 : word->end[from - 1];
    char *begin = word->byte + MARK_LEN + start;
    char kept[MARK_LEN];
    size_t to = word->letters;

    if (from != 0) {
        begin -= MARK_LEN;
        memcpy(kept, begin, MARK_LEN);
        memcpy(begin, "##", MARK_LEN);
    }
    for (; to > from; to--) {
        const char *end = word->byte + MARK_LEN + word->end[to - 1];

        *id = vocab_id(vocab, (struct slice){begin, (size_t)(end - begin)});
        if (*id >= 0) {
            break;
        }
    }
    if (from != 0) {
        memcpy(begin, kept, MARK_LEN);
    }
    return to;
}

static void end_word(struct cutter *cutter)
{
    struct word *word = &cutter->word;
    size_t before = cutter->len;
    size_t to = 0;
    bool known = word->letters <= WORD_CAP;

    for (size_t from = 0; known && from < word->letters; from = to) {
        int32_t id = -1;

        to = longest(cutter->vocab, word, from, &id);
        known = to != from;
        if (known) {
            give(cutter, id, from == 0,
                 (struct span){word->from[from].start, word->from[to - 1].end});
        }
    }
    if (!known) {
        cutter->len = before;
        give(cutter, cutter->vocab->unknown, true, word->at);
    }
    word->letters = 0;
}

static void add_letter(struct cutter *cutter, uint32_t point, struct span at)
{
    struct word *word = &cutter->word;

    if (word->letters == 0) {
        word->at.start = at.start;
    }
    word->at.end = at.end;
    if (word->letters < WORD_CAP) {
        size_t i = word->letters;
        size_t start = i == 0 ? 0 : word->end[i - 1];
        char byte[BYTES_CAP];
        size_t len = utf8_encode(point, byte);

        memcpy(word->byte + MARK_LEN + start, byte, len);
        word->end[i] = start + len;
        word->from[i] = at;
    }
    word->letters++;
}

/* One code point after accents fell away. */
static void add_bare(struct cutter *cutter, uint32_t point, struct span at)
{
    enum role role = role_of(point);

    if (role == ROLE_NONE) {
        return;
    }
    if (role != ROLE_LETTER) {
        end_word(cutter);
    }
    if (role != ROLE_SPACE) {
        add_letter(cutter, (uint32_t)utf8proc_tolower((utf8proc_int32_t)point),
                   at);
    }
    if (role == ROLE_ALONE) {
        end_word(cutter);
    }
}

static void add_point(struct cutter *cutter, uint32_t point, struct span at)
{
    utf8proc_int32_t part[PARTS_CAP];
    utf8proc_ssize_t parts;
    bool alone;

    if (point < 0x80) {
        add_bare(cutter, point, at);
        return;
    }
    if (role_of(point) == ROLE_NONE) {
        return;
    }
    alone = is_ideograph(point);
    parts = utf8proc_decompose_char((utf8proc_int32_t)point, part, PARTS_CAP,
                                    UTF8PROC_DECOMPOSE, NULL);
    if (alone) {
        end_word(cutter);
    }
    for (utf8proc_ssize_t i = 0; i < parts && i < PARTS_CAP; i++) {
        add_bare(cutter, (uint32_t)part[i], at);
    }
    if (alone) {
        end_word(cutter);
    }
}

size_t wordpiece_cut(const struct vocab *vocab, struct slice text,
                     struct wordpiece *piece, size_t cap)
{
    struct cutter cutter = {.vocab = vocab, .piece = piece, .cap = cap};
    size_t len = 0;

    for (size_t at = 0; at < text.len && cutter.len < cap; at += len) {
        uint32_t point = utf8_decode(text, at, &len);

        add_point(&cutter, point, (struct span){at, at + len});
    }
    end_word(&cutter);
    return cutter.len;
}
