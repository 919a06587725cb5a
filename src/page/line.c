#include "page/line.h"

enum { HEADLINE_WORDS = 22 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
           c == '\v';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Letters, digits, and every byte of a longer code point. */
static bool is_wordish(char c)
{
    return is_digit(c) || (fold(c) >= 'a' && fold(c) <= 'z') ||
           (unsigned char)c >= 0x80;
}

size_t line_words(struct slice line)
{
    size_t words = 0;

    for (size_t i = 0; i < line.len; i++) {
        words +=
            !is_blank(line.ptr[i]) && (i == 0 || is_blank(line.ptr[i - 1]));
    }
    return words;
}

static bool same_at(struct slice line, size_t at, struct slice words)
{
    if (at + words.len > line.len) {
        return false;
    }
    for (size_t i = 0; i < words.len; i++) {
        if (fold(line.ptr[at + i]) != words.ptr[i]) {
            return false;
        }
    }
    return true;
}

/* Whether words end at `at`: a following letter would make another word. */
static bool ends_word(struct slice line, size_t at)
{
    return at == line.len || !is_wordish(line.ptr[at - 1]) ||
           !is_wordish(line.ptr[at]);
}

bool line_bears(struct slice line, struct slice words, enum label_where where)
{
    if (words.len > line.len) {
        return false;
    }
    switch (where) {
    case LABEL_WHOLE: return words.len == line.len && same_at(line, 0, words);
    case LABEL_START:
        return same_at(line, 0, words) && ends_word(line, words.len);
    case LABEL_END: return same_at(line, line.len - words.len, words);
    case LABEL_ANY:
    default: break;
    }
    for (size_t at = 0; at + words.len <= line.len; at++) {
        if (fold(line.ptr[at]) == words.ptr[0] && same_at(line, at, words) &&
            ends_word(line, at + words.len)) {
            return true;
        }
    }
    return false;
}

/* Cut one closing quote or bracket from the end. */
static bool cut_closer(struct slice *line)
{
    static const char *const closer[] = {"\"", "'", ")", "]", "”", "’", "»"};

    for (size_t i = 0; i < sizeof closer / sizeof closer[0]; i++) {
        if (slice_ends(*line, closer[i])) {
            line->len -= strlen(closer[i]);
            return true;
        }
    }
    return false;
}

bool line_ends_sentence(struct slice line)
{
    line = slice_trim(line);
    while (cut_closer(&line)) {
    }
    return slice_ends(line, ".") || slice_ends(line, "!") ||
           slice_ends(line, "?") || slice_ends(line, "…");
}

bool line_is_headline(struct slice line)
{
    line = slice_trim(line);
    while (cut_closer(&line)) {
    }
    return line.len != 0 && line_words(line) <= HEADLINE_WORDS &&
           !slice_ends(line, ".") && !slice_ends(line, "…") &&
           !slice_ends(line, ",") && !slice_ends(line, ";");
}

bool line_starts_url(struct slice line)
{
    return slice_starts(line, "http://") || slice_starts(line, "https://") ||
           slice_starts(line, "www.");
}

bool line_is_url(struct slice line)
{
    return line_starts_url(line) && line_words(line) == 1;
}

bool line_ends_duration(struct slice line)
{
    size_t at = line.len;
    size_t colon;

    if (line.len < 5 || !is_digit(line.ptr[line.len - 1]) ||
        !is_digit(line.ptr[line.len - 2]) || line.ptr[line.len - 3] != ':') {
        return false;
    }
    colon = line.len - 3;
    at = colon;
    while (at > 0 && (is_digit(line.ptr[at - 1]) || line.ptr[at - 1] == ':')) {
        at--;
    }
    return at < colon && at > 0 && is_blank(line.ptr[at - 1]) &&
           line.ptr[line.len - 2] < '6' &&
           line_ends_sentence((struct slice){line.ptr, at});
}

bool line_is_figures(struct slice line)
{
    size_t letters = 0;
    size_t figures = 0;

    for (size_t i = 0; i < line.len; i++) {
        letters += is_wordish(line.ptr[i]) && !is_digit(line.ptr[i]);
        figures += is_digit(line.ptr[i]);
    }
    return letters == 0 || (figures > letters && line_words(line) <= 3 &&
                            line.len <= 16 && letters <= 3);
}

bool line_is_item(struct slice line)
{
    size_t at = 0;

    if (slice_starts(line, "- ") || slice_starts(line, "* ") ||
        slice_starts(line, "• ") || slice_starts(line, "– ") ||
        slice_starts(line, "— ")) {
        return true;
    }
    while (at < line.len && at < 3 && is_digit(line.ptr[at])) {
        at++;
    }
    if (at == 0 && line.len != 0 && fold(line.ptr[0]) >= 'a' &&
        fold(line.ptr[0]) <= 'z') {
        return line.len > 2 && line.ptr[1] == ')' && line.ptr[2] == ' ';
    }
    return at != 0 && at + 1 < line.len &&
           (line.ptr[at] == '.' || line.ptr[at] == ')') &&
           line.ptr[at + 1] == ' ';
}
