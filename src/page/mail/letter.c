#include "page/mail/letter.h"

#include "base/mem.h"
#include "page/line.h"
#include "page/mail/mail.h"

#include <stdlib.h>

enum {
    SIGNATURE_LINES = 12, /* a dash without its blank is one so near the end */
    WROTE_BYTES = 200,    /* "On Monday, … wrote:" */
    OWN_WORDS = 12        /* with fewer of its own a mail is what it quotes */
};

static const char *const does_names[] = {"nothing", "wrote",  "original",
                                         "forward", "header", "office"};

/* --- words --- */

static bool read_row(struct letter_words *words, struct err *err)
{
    const struct tsv *tsv = &words->table;

    for (size_t i = 1; i < sizeof does_names / sizeof does_names[0]; i++) {
        if (slice_is(tsv->field[0], does_names[i])) {
            MEM_GROW(words->word, words->len, words->cap);
            words->word[words->len++] =
                (struct letter_word){(enum letter_does)i, tsv->field[1]};
            return true;
        }
    }
    return tsv_fail(tsv, err, "words do no such thing", tsv->field[0]);
}

bool letter_words_open(struct letter_words *words, const char *data_dir,
                       struct err *err)
{
    struct buf path = {0};
    bool ok;

    *words = (struct letter_words){0};
    buf_printf(&path, "%s/page/mail-words.tsv", data_dir);
    ok = tsv_open(&words->table, path.ptr, "does words", err);
    buf_release(&path);
    while (ok && tsv_next(&words->table, err)) {
        ok = read_row(words, err);
    }
    if (!ok || err->code != ERR_NONE) {
        letter_words_release(words);
        return false;
    }
    return true;
}

void letter_words_release(struct letter_words *words)
{
    tsv_release(&words->table);
    free(words->word);
    *words = (struct letter_words){0};
}

static bool bears(const struct letter_words *words, struct slice line,
                  enum letter_does does, enum label_where where)
{
    for (size_t i = 0; i < words->len; i++) {
        if (words->word[i].does == does &&
            line_bears(line, words->word[i].words, where)) {
            return true;
        }
    }
    return false;
}

bool letter_is_office(const struct letter_words *words, struct slice word)
{
    return bears(words, word, LETTER_OFFICE, LABEL_WHOLE);
}

/* --- lines --- */

struct letter {
    const struct letter_words *words;
    struct buf own;
    struct buf quoted;
    bool flowed;
    bool goes_on;   /* the last line ended in a soft break */
    bool forwarded; /* in the head of a forwarded mail */
    bool over;
};

/* Dashes or signs around words: "-----Original Message-----". */
static struct slice without_rule(struct slice line)
{
    while (line.len != 0 && strchr("-_=* ", line.ptr[0]) != NULL) {
        line = (struct slice){line.ptr + 1, line.len - 1};
    }
    while (line.len != 0 && strchr("-_=* ", line.ptr[line.len - 1]) != NULL) {
        line.len--;
    }
    return line;
}

static struct slice without_quotes(struct slice line)
{
    while (line.len != 0 && line.ptr[0] == '>') {
        line = (struct slice){line.ptr + 1, line.len - 1};
        if (slice_starts(line, " ")) {
            line = (struct slice){line.ptr + 1, line.len - 1};
        }
    }
    return line;
}

static bool is_signature(struct slice line, struct slice rest)
{
    size_t lines = 0;

    if (slice_is(line, "-- ")) {
        return true;
    }
    for (size_t i = 0; i < rest.len; i++) {
        lines += rest.ptr[i] == '\n';
    }
    return slice_is(line, "--") && lines <= SIGNATURE_LINES;
}

/* "On Mon, 3 Feb 2031, Nina Harrow <n@example.org> wrote:" above a quote;
 * programs break it in two. */
static bool announces(const struct letter *letter, struct slice line,
                      struct slice rest)
{
    struct slice next = mail_line(rest, &rest);

    for (int i = 0; i < 3 && line.len != 0 && line.len < WROTE_BYTES; i++) {
        if (bears(letter->words, slice_trim(line), LETTER_WROTE, LABEL_END)) {
            while (slice_trim(next).len == 0 && rest.len != 0) {
                next = mail_line(rest, &rest);
            }
            return slice_starts(next, ">") || i == 0;
        }
        if (slice_trim(next).len == 0) {
            return false;
        }
        line = next;
        next = mail_line(rest, &rest);
    }
    return false;
}

/* "From: …" in a mail below another one. */
static bool is_inner_header(const struct letter *letter, struct slice line)
{
    const char *colon = memchr(line.ptr, ':', line.len);
    struct slice name = {line.ptr,
                         colon != NULL ? (size_t)(colon - line.ptr) : 0};

    name = without_rule(slice_trim(name));
    return name.len != 0 &&
           bears(letter->words, name, LETTER_HEADER, LABEL_WHOLE);
}

/* Outlook sets the older mail's head below the newer one: three headers. */
static bool is_older_mail(const struct letter *letter, struct slice line,
                          struct slice rest)
{
    struct slice second = mail_line(rest, &rest);
    struct slice third = mail_line(rest, &rest);

    return is_inner_header(letter, line) && is_inner_header(letter, second) &&
           is_inner_header(letter, third);
}

static void add_line(struct letter *letter, struct slice line)
{
    struct buf *out =
        line.len != 0 && line.ptr[0] == '>' ? &letter->quoted : &letter->own;

    line = without_quotes(line);
    if (letter->flowed && slice_starts(line, " ")) {
        line = (struct slice){line.ptr + 1, line.len - 1};
    }
    buf_add_slice(out, line);
    letter->goes_on = letter->flowed && slice_ends(line, " ");
    if (!letter->goes_on) {
        buf_add_char(out, '\n');
    }
}

/* The head of a forwarded mail ends with an empty line below headers. */
static bool in_head(struct letter *letter, struct slice line)
{
    if (letter->forwarded && slice_trim(line).len != 0 &&
        !is_inner_header(letter, line) && !slice_blank(line.ptr[0])) {
        letter->forwarded = false;
    }
    return letter->forwarded;
}

static void take_line(struct letter *letter, struct slice line,
                      struct slice rest)
{
    struct slice bare = without_rule(slice_trim(line));

    if (in_head(letter, line)) {
        return;
    }
    if (is_signature(line, rest) ||
        bears(letter->words, bare, LETTER_ORIGINAL, LABEL_WHOLE) ||
        (letter->own.len != 0 && is_older_mail(letter, line, rest))) {
        letter->over = true;
    } else if (bears(letter->words, bare, LETTER_FORWARD, LABEL_START)) {
        letter->forwarded = true;
    } else if (!slice_starts(line, ">") && announces(letter, line, rest)) {
        letter->goes_on = false;
    } else {
        add_line(letter, line);
    }
}

void letter_read(struct buf *out, struct slice text, bool flowed,
                 const struct letter_words *words)
{
    struct letter letter = {.words = words, .flowed = flowed};
    struct slice rest = text;

    while (rest.len != 0 && !letter.over) {
        struct slice line = mail_line(rest, &rest);

        take_line(&letter, line, rest);
    }
    if (line_words(buf_slice(&letter.own)) < OWN_WORDS &&
        line_words(buf_slice(&letter.quoted)) > OWN_WORDS) {
        buf_add_slice(out, buf_slice(&letter.quoted));
    } else {
        buf_add_slice(out, buf_slice(&letter.own));
    }
    buf_release(&letter.own);
    buf_release(&letter.quoted);
}
