/* review_anchor.c - finding words again in a text that may have changed. */
#include "base/utf8.h"
#include "record/review_int.h"

/* Bytes kept around words; how many of them tell a place where the words are
 * changed. */
enum { AROUND = 48, TOLD = 16 };

/* The nearest start of a character at or before `at`. */
static size_t whole_before(struct slice text, size_t at)
{
    while (at > 0 && at < text.len && ((unsigned char)text.ptr[at] >> 6) == 2) {
        at--;
    }
    return at;
}

static json_t *words(struct slice text, size_t start, size_t end)
{
    return json_stringn(text.ptr + start, end - start);
}

json_t *anchor_make(const struct sheet *sheet, struct span at)
{
    struct slice text = sheet->text;
    size_t from = whole_before(text, at.start > AROUND ? at.start - AROUND : 0);
    size_t to = at.end + AROUND < text.len ? whole_before(text, at.end + AROUND)
                                           : text.len;
    json_t *anchor = json_object();

    json_object_set_new(anchor, "start", json_integer((json_int_t)at.start));
    json_object_set_new(anchor, "end", json_integer((json_int_t)at.end));
    json_object_set_new(anchor, "exact", words(text, at.start, at.end));
    json_object_set_new(anchor, "prefix", words(text, from, at.start));
    json_object_set_new(anchor, "suffix", words(text, at.end, to));
    return anchor;
}

static struct slice member(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    return json_is_string(value) ? (struct slice){json_string_value(value),
                                                  json_string_length(value)}
                                 : (struct slice){0};
}

/* Bytes that agree before and after the place. */
static size_t agreeing(struct slice text, struct span at, struct slice prefix,
                       struct slice suffix)
{
    size_t before = 0, after = 0;

    while (before < prefix.len && before < at.start &&
           prefix.ptr[prefix.len - 1 - before] ==
               text.ptr[at.start - 1 - before]) {
        before++;
    }
    while (after < suffix.len && at.end + after < text.len &&
           suffix.ptr[after] == text.ptr[at.end + after]) {
        after++;
    }
    return before + after;
}

static size_t distance(size_t a, size_t b)
{
    return a > b ? a - b : b - a;
}

/* The best place of `words`: most agreement around, then nearest. */
static bool find(struct slice text, struct slice words, struct slice prefix,
                 struct slice suffix, size_t near, struct span *best)
{
    size_t most = 0;
    bool found = false;

    for (size_t from = 0; words.len != 0 && from + words.len <= text.len;) {
        struct slice rest = {text.ptr + from, text.len - from};
        struct span at = {from + slice_find(rest, words), 0};
        size_t agree;

        if (at.start >= text.len) {
            break;
        }
        at.end = at.start + words.len;
        agree = agreeing(text, at, prefix, suffix);
        if (!found || agree > most ||
            (agree == most &&
             distance(at.start, near) < distance(best->start, near))) {
            *best = at;
            most = agree;
            found = true;
        }
        from = at.start + 1;
    }
    return found;
}

/* Where words that were changed stand now: between what stood before and
 * behind them, if that is told at length and about as far apart. */
static bool find_between(struct slice text, struct slice words,
                         struct slice prefix, struct slice suffix,
                         struct span *at)
{
    size_t most = 2 * words.len + AROUND;

    if (prefix.len < TOLD || suffix.len < TOLD) {
        return false;
    }
    prefix.ptr += prefix.len - TOLD;
    prefix.len = TOLD;
    suffix.len = TOLD;
    for (size_t from = 0; from + TOLD <= text.len;) {
        struct slice rest = {text.ptr + from, text.len - from};
        size_t before = slice_find(rest, prefix);
        struct slice behind;
        size_t len;

        if (before == rest.len) {
            return false;
        }
        at->start = from + before + TOLD;
        behind = (struct slice){text.ptr + at->start, text.len - at->start};
        len = slice_find(behind, suffix);
        if (len != 0 && len < behind.len && len <= most) {
            at->end = at->start + len;
            return true;
        }
        from = at->start;
    }
    return false;
}

bool anchor_find(const struct sheet *sheet, const json_t *anchor,
                 struct span *at)
{
    json_int_t start = json_integer_value(json_object_get(anchor, "start"));
    struct slice words = member(anchor, "exact");
    struct slice prefix = member(anchor, "prefix");
    struct slice suffix = member(anchor, "suffix");

    return find(sheet->text, words, prefix, suffix,
                start > 0 ? (size_t)start : 0, at) ||
           find_between(sheet->text, words, prefix, suffix, at);
}

bool sheet_find(const struct sheet *sheet, struct slice words, struct span near,
                struct span *at)
{
    return find(sheet->text, words, (struct slice){0}, (struct slice){0},
                near.start, at);
}

static bool ends_sentence(struct slice text, size_t at)
{
    return text.ptr[at] == '\n' ||
           (text.ptr[at] != '\0' && strchr(".?!", text.ptr[at]) != NULL &&
            at + 1 < text.len &&
            (text.ptr[at + 1] == ' ' || text.ptr[at + 1] == '\n'));
}

struct span sheet_sentence(const struct sheet *sheet, struct span at)
{
    struct slice text = sheet->text;
    size_t start = at.start;
    size_t end = at.end;

    while (start > 0 && !ends_sentence(text, start - 1)) {
        start--;
    }
    while (start < at.start && slice_blank(text.ptr[start])) {
        start++;
    }
    while (end < text.len && !ends_sentence(text, end - 1)) {
        end++;
    }
    while (end > at.end && slice_blank(text.ptr[end - 1])) {
        end--;
    }
    return (struct span){start, end};
}
