#include "acts/acts.h"
#include "base/map.h"
#include "base/mem.h"

#include <stdlib.h>

/* Whether every code of `few` is one of `many`. */
static bool within(const struct party *few, size_t fews,
                   const struct party *many, size_t manys)
{
    for (size_t i = 0; i < fews; i++) {
        bool found = false;

        for (size_t k = 0; !found && k < manys; k++) {
            found = few[i].code != NULL && many[k].code != NULL
                        ? strcmp(few[i].code, many[k].code) == 0
                        : few[i].code == many[k].code;
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

static bool is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (byte & 0x80) != 0;
}

/* The next word of at least `least` bytes. */
static bool next_word(struct slice *text, size_t least, struct slice *word)
{
    while (text->len != 0) {
        size_t skip = 0;
        size_t len = 0;

        while (skip < text->len && !is_word(text->ptr[skip])) {
            skip++;
        }
        while (skip + len < text->len && is_word(text->ptr[skip + len])) {
            len++;
        }
        *word = (struct slice){text->ptr + skip, len};
        text->ptr += skip + len;
        text->len -= skip + len;
        if (len >= least) {
            return true;
        }
    }
    return false;
}

/* The share of the words of `a` (of four letters and more) that `b` has, by
 * their first five letters: "refused" and "refuses" are one. */
static double shared(struct slice a, struct slice b)
{
    enum { LEAST = 4, STEM = 5 };
    struct map words = {0};
    struct slice word;
    size_t all = 0;
    size_t common = 0;

    while (next_word(&b, LEAST, &word)) {
        word.len = word.len < STEM ? word.len : STEM;
        *map_put(&words, word, NULL) = 1;
    }
    while (next_word(&a, LEAST, &word)) {
        word.len = word.len < STEM ? word.len : STEM;
        all++;
        common += map_get(&words, word) != NULL;
    }
    map_release(&words);
    return all != 0 ? (double)common / (double)all : 0;
}

static bool is_title(const struct document *document, const struct act *act)
{
    for (size_t i = 0; i < document->report->paragraphs; i++) {
        const struct paragraph *paragraph = &document->report->paragraph[i];

        if (act->text.start >= paragraph->at.start &&
            act->text.start < paragraph->at.end) {
            return paragraph->kind == PARAGRAPH_TITLE;
        }
    }
    return false;
}

static bool same_flags(const struct act_flags *a, const struct act_flags *b)
{
    return a->negated == b->negated && a->future == b->future &&
           a->hypothetical == b->hypothetical;
}

/* Whether `less` tells nothing that `more` does not. */
static bool repeats(const struct document *document, const struct act *less,
                    const struct act *more)
{
    struct slice text = document->report->text;
    bool title = is_title(document, less);
    double need = title ? .34 : .6;

    return strcmp(less->type, more->type) == 0 &&
           same_flags(&less->flags, &more->flags) &&
           within(less->actor, less->actors, more->actor, more->actors) &&
           within(less->recipient, less->recipients, more->recipient,
                  more->recipients) &&
           (title || !is_title(document, more)) &&
           shared(slice_cut(text, less->text), slice_cut(text, more->text)) >=
               need;
}

/* Of two that say the same the longer is kept, of equals the first. */
static bool yields_to(const struct document *document,
                      const struct act_list *list, size_t at, size_t other)
{
    const struct act *a = &list->item[at];
    const struct act *b = &list->item[other];
    size_t len = a->text.end - a->text.start;
    size_t than = b->text.end - b->text.start;

    if (b->proposed && !a->proposed) {
        return false;
    }
    return repeats(document, a, b) && (!repeats(document, b, a) || than > len ||
                                       (than == len && other < at));
}

void acts_fold(const struct document *document, struct act_list *list)
{
    bool *gone = mem_alloc(list->len, sizeof *gone);
    size_t kept = 0;

    for (size_t i = 0; i < list->len; i++) {
        for (size_t k = 0; !gone[i] && k < list->len; k++) {
            gone[i] = i != k && yields_to(document, list, i, k);
        }
    }
    for (size_t i = 0; i < list->len; i++) {
        if (!gone[i]) {
            list->item[kept++] = list->item[i];
        }
    }
    list->len = kept;
    free(gone);
}
