#include "ties/place.h"

#include <string.h>

static bool is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_capital(char byte)
{
    return is_upper(byte) || (unsigned char)byte >= 0xC3;
}

/* A word without what stands around it. */
static struct slice bare(struct slice word)
{
    static const char *const mark = ".,;:!?()\"'";

    while (word.len != 0 && strchr(mark, word.ptr[word.len - 1]) != NULL) {
        word.len--;
    }
    return word;
}

/* The next word with its marks, cut off `text`. */
static struct slice next_word(struct slice *text)
{
    struct slice word;
    size_t at = 0, len;

    while (at < text->len && slice_blank(text->ptr[at])) {
        at++;
    }
    len = at;
    while (len < text->len && !slice_blank(text->ptr[len])) {
        len++;
    }
    word = (struct slice){text->ptr + at, len - at};
    *text = (struct slice){text->ptr + len, text->len - len};
    return word;
}

static bool is_month(struct slice word)
{
    static const char *const month[] = {"Jan", "Feb", "Mar", "Apr",
                                        "May", "Jun", "Jul", "Aug",
                                        "Sep", "Oct", "Nov", "Dec"};

    for (size_t i = 0; i < sizeof month / sizeof month[0]; i++) {
        if (slice_starts(word, month[i])) {
            return true;
        }
    }
    return false;
}

static bool is_letters(struct slice word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (!is_upper(word.ptr[i])) {
            return false;
        }
    }
    return true;
}

/* A word that a name of a place can hold. */
static bool is_name(struct slice word)
{
    return word.len > 2 && is_capital(word.ptr[0]) && !is_month(word) &&
           !is_letters(word);
}

/* The name that begins with `own`, the word `word` without its marks: further
 * words until a mark or a word that is no name. */
static struct slice whole_name(struct slice own, struct slice word,
                               struct slice *rest)
{
    struct slice name = own;
    struct slice ahead = *rest;

    while (own.len == word.len) {
        word = next_word(&ahead);
        own = bare(word);
        if (!is_name(own)) {
            break;
        }
        name.len = (size_t)(own.ptr + own.len - name.ptr);
        *rest = ahead;
    }
    return name;
}

bool place_next(struct slice *sentence, struct slice *name)
{
    bool behind = false;

    while (sentence->len != 0) {
        struct slice word = next_word(sentence);
        struct slice own = bare(word);

        if (behind && is_name(own)) {
            *name = whole_name(own, word, sentence);
            return true;
        }
        behind = slice_is(own, "in") || slice_is(own, "at");
    }
    return false;
}

/* "Spoke by phone", "a video call": such a meeting has no place. */
static bool is_apart(struct slice sentence)
{
    static const char *const way[] = {
        "call",       "calls",      "phone", "phoned",    "telephone",
        "telephoned", "telephonic", "video", "virtually", "videoconference"};

    while (sentence.len != 0) {
        struct slice word = bare(next_word(&sentence));

        for (size_t i = 0; i < sizeof way / sizeof way[0]; i++) {
            if (slice_is(word, way[i])) {
                return true;
            }
        }
    }
    return false;
}

struct slice place_of(struct slice sentence, struct slice act)
{
    struct slice rest = is_apart(sentence) ? (struct slice){0} : sentence;
    struct slice found = {0};
    struct slice name;

    while (place_next(&rest, &name)) {
        found = name;
        if (act.ptr == NULL || name.ptr >= act.ptr) {
            break;
        }
    }
    return found;
}
