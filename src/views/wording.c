#include "views/wording.h"

#include "base/mem.h"

#include <stdlib.h>

enum { SHORTEST = 4, STEM = 6, LONGEST = 64 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int compare(const void *a, const void *b)
{
    return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

/* The length of a run of letters and digits, and whether it has digits. */
static size_t run_length(struct slice text, bool *digits)
{
    size_t len = 0;

    *digits = false;
    while (len < text.len &&
           (is_letter(text.ptr[len]) || is_digit(text.ptr[len]))) {
        *digits = *digits || is_digit(text.ptr[len]);
        len++;
    }
    return len;
}

/* ASCII letters small, cut to its first letters; a number stays whole. */
static struct slice stem(struct slice run, bool digits, struct arena *arena)
{
    size_t most = digits ? LONGEST : STEM;
    char *copy = arena_alloc(arena, run.len, 1);
    size_t len = 0;

    while (len < run.len && len < most) {
        char c = run.ptr[len];

        copy[len++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return (struct slice){copy, len};
}

struct wording wording_of(struct slice text, struct arena *arena)
{
    struct wording wording = {0};
    struct slice *word = NULL;
    size_t len = 0, cap = 0;

    while (text.len != 0) {
        bool digits;
        size_t run = run_length(text, &digits);

        if (run >= SHORTEST || digits) {
            MEM_GROW(word, len, cap);
            word[len++] = stem((struct slice){text.ptr, run}, digits, arena);
        }
        run = run != 0 ? run : 1;
        text = (struct slice){text.ptr + run, text.len - run};
    }
    if (len != 0) {
        qsort(word, len, sizeof *word, compare);
    }
    for (size_t i = 0; i < len; i++) {
        if (wording.words == 0 || !slice_eq(word[i], word[wording.words - 1])) {
            word[wording.words++] = word[i];
        }
    }
    wording.word = arena_dup(arena, word, wording.words, sizeof *word);
    free(word);
    return wording;
}

static size_t count_common(const struct wording *a, const struct wording *b)
{
    size_t i = 0, j = 0, common = 0;

    while (i < a->words && j < b->words) {
        int order = slice_cmp(a->word[i], b->word[j]);

        common += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return common;
}

double wording_likeness(const struct wording *a, const struct wording *b)
{
    size_t common = count_common(a, b);
    size_t all = a->words + b->words - common;

    return all != 0 ? (double)common / (double)all : 0;
}

bool wording_same(const struct wording *a, const struct wording *b)
{
    return count_common(a, b) >= 2 && wording_likeness(a, b) > 0.5;
}
