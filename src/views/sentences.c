#include "views/sentences.h"

static bool is_own(const char *kind)
{
    static const char *const other[] = {"caption", "promo", "meta"};

    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
        if (strcmp(kind, other[i]) == 0) {
            return false;
        }
    }
    return true;
}

/* Closing quotation marks and brackets at `at`: how many bytes. */
static size_t closing(struct slice text, size_t at)
{
    if (at < text.len && strchr("\"')", text.ptr[at]) != NULL &&
        text.ptr[at] != '\0') {
        return 1;
    }
    if (at + 2 < text.len && memcmp(text.ptr + at, "\xE2\x80", 2) == 0 &&
        ((unsigned char)text.ptr[at + 2] == 0x9D ||
         (unsigned char)text.ptr[at + 2] == 0x99)) {
        return 3;
    }
    return 0;
}

static bool begins(struct slice text, size_t at)
{
    unsigned char byte = (unsigned char)text.ptr[at];

    return (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '"' || byte >= 0x80;
}

/* Whether the stop at `at` belongs to a short word: "U.S.", "Feb.", "Mr." */
static bool is_short(struct slice text, size_t start, size_t at)
{
    size_t first = at;

    while (first > start && !slice_blank(text.ptr[first - 1])) {
        first--;
    }
    return at - first <= 4 && text.ptr[first] >= 'A' &&
           text.ptr[first] <= 'Z' &&
           (at - first == 1 || memchr(text.ptr + first, '.', at - first) ||
            at - first <= 3);
}

/* The end of the sentence that begins at `start`. */
static size_t sentence_end(struct slice text, size_t start, size_t end)
{
    for (size_t at = start; at < end; at++) {
        size_t after = at + 1;
        size_t more;

        if (strchr(".?!", text.ptr[at]) == NULL || text.ptr[at] == '\0' ||
            (text.ptr[at] == '.' && is_short(text, start, at))) {
            continue;
        }
        while ((more = closing(text, after)) != 0) {
            after += more;
        }
        if (after >= end) {
            return end;
        }
        if (slice_blank(text.ptr[after])) {
            size_t next = after;

            while (next < end && slice_blank(text.ptr[next])) {
                next++;
            }
            if (next >= end || begins(text, next)) {
                return after;
            }
        }
    }
    return end;
}

void sentences_each(const struct report_text *text, sentence_fn take,
                    void *context)
{
    for (size_t i = 0; i < text->paragraphs; i++) {
        struct span at = text->paragraph[i].at;

        if (!is_own(text->paragraph[i].kind) || at.end > text->text.len) {
            continue;
        }
        while (at.start < at.end) {
            size_t end = sentence_end(text->text, at.start, at.end);
            struct span sentence = {at.start, end};

            if (!take(context, sentence)) {
                return;
            }
            while (end < at.end && slice_blank(text->text.ptr[end])) {
                end++;
            }
            at.start = end;
        }
    }
}
