/* telling_split.c - a sentence as words, and the words that are entries. */
#include "views/telling_int.h"

/* Words of an entry. */
enum { PHRASE = 4 };

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (unsigned char)byte >= 0xC3 ||
           byte == '&';
}

/* Bytes that go on with a character; those of dashes and quotation marks are
 * kept out by their first byte. */
static bool goes_on(const struct slice *text, size_t at)
{
    return is_word_byte(text->ptr[at]) ||
           ((unsigned char)text->ptr[at] >= 0x80 &&
            (unsigned char)text->ptr[at] < 0xC0);
}

/* Whether what begins at `at` stands between quotation marks, given what stood
 * before it. */
static bool in_quotes(const struct slice *text, size_t at, bool before)
{
    struct slice rest = {text->ptr + at, text->len - at};

    if (slice_starts(rest, "\"")) {
        return !before;
    }
    return slice_starts(rest, "\xE2\x80\x9C") ||
           (before && !slice_starts(rest, "\xE2\x80\x9D"));
}

void telling_split(struct reading *reading)
{
    const struct slice *text = &reading->text;
    bool quoted = false;

    for (size_t at = 0; at < text->len && reading->words < TELLING_WORDS;) {
        size_t start = at;

        if ((unsigned char)text->ptr[at] == 0xE2 ||
            !is_word_byte(text->ptr[at])) {
            quoted = in_quotes(text, at, quoted);
            /* a dash or a quotation mark is three bytes */
            at += (unsigned char)text->ptr[at] == 0xE2 ? 3 : 1;
            continue;
        }
        while (at < text->len && (unsigned char)text->ptr[at] != 0xE2 &&
               goes_on(text, at)) {
            at++;
        }
        reading->quoted[reading->words] = quoted;
        reading->word[reading->words++] =
            (struct slice){text->ptr + start, at - start};
    }
}

struct slice telling_joined(const struct reading *reading, size_t first,
                            size_t count, char out[TELLING_LONGEST])
{
    size_t len = 0;

    for (size_t i = first; i < first + count; i++) {
        struct slice word = reading->word[i];

        if (len + word.len + 1 >= TELLING_LONGEST) {
            return (struct slice){out, 0};
        }
        if (i != first) {
            out[len++] = ' ';
        }
        for (size_t j = 0; j < word.len; j++) {
            char byte = word.ptr[j];

            out[len++] =
                (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
        }
    }
    return (struct slice){out, len};
}

const struct meeting_entry *telling_entry(const struct reading *reading,
                                          size_t at, size_t *count)
{
    size_t most = reading->words - at < PHRASE ? reading->words - at : PHRASE;
    char text[TELLING_LONGEST];

    for (*count = most; *count > 0; (*count)--) {
        const struct meeting_entry *found = meeting_words_find(
            reading->tables->words, telling_joined(reading, at, *count, text));

        if (found != NULL) {
            return found;
        }
    }
    *count = 1;
    return NULL;
}
