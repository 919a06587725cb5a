#include "views/repeats.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdlib.h>

/* The entries that have one word. */
struct posting {
    size_t *entry;
    size_t len;
    size_t cap;
};

/* Sides and a word as one key, in `arena`. */
static struct slice make_key(struct slice sides, struct slice word,
                             struct arena *arena)
{
    char *key = arena_alloc(arena, sides.len + word.len, 1);

    memcpy(key, sides.ptr, sides.len);
    memcpy(key + sides.len, word.ptr, word.len);
    return (struct slice){key, sides.len + word.len};
}

void repeats_add(struct repeats *repeats, struct slice sides,
                 struct wording wording, size_t number)
{
    for (size_t i = 0; i < wording.words; i++) {
        uintptr_t *place =
            map_put(&repeats->list,
                    make_key(sides, wording.word[i], &repeats->memory), NULL);
        struct posting *posting = (struct posting *)*place;

        if (posting == NULL) {
            posting = arena_alloc(&repeats->memory, 1, sizeof *posting);
            *place = (uintptr_t)posting;
        }
        MEM_GROW(posting->entry, posting->len, posting->cap);
        posting->entry[posting->len++] = repeats->len;
    }
    MEM_GROW(repeats->entry, repeats->len, repeats->cap);
    repeats->entry[repeats->len++] =
        (struct repeats_entry){.wording = wording, .number = number};
}

static int compare_lengths(const void *a, const void *b)
{
    const struct posting *x = a;
    const struct posting *y = b;

    return (x->len > y->len) - (x->len < y->len);
}

/* The postings of the wording's words, shortest first. */
static struct posting *collect(const struct repeats *repeats,
                               struct slice sides,
                               const struct wording *wording,
                               struct arena *arena)
{
    struct posting *posting =
        arena_alloc(arena, wording->words, sizeof *posting);

    for (size_t i = 0; i < wording->words; i++) {
        uintptr_t *place =
            map_get(&repeats->list, make_key(sides, wording->word[i], arena));

        if (place != NULL) {
            posting[i] = *(const struct posting *)*place;
        }
    }
    if (wording->words != 0) {
        qsort(posting, wording->words, sizeof *posting, compare_lengths);
    }
    return posting;
}

/* Compare with the entries of one posting that were not compared yet. */
static void ask(struct repeats *repeats, const struct posting *posting,
                const struct wording *wording, double *best, size_t *found)
{
    for (size_t i = 0; i < posting->len; i++) {
        struct repeats_entry *entry = &repeats->entry[posting->entry[i]];
        double likeness;

        if (entry->asked == repeats->questions) {
            continue;
        }
        entry->asked = repeats->questions;
        likeness = wording_likeness(wording, &entry->wording);
        if (wording_same(wording, &entry->wording) &&
            (likeness > *best ||
             (*best > 0 && likeness >= *best && posting->entry[i] < *found))) {
            *best = likeness;
            *found = posting->entry[i];
        }
    }
}

bool repeats_find(struct repeats *repeats, struct slice sides,
                  const struct wording *wording, size_t *number)
{
    struct arena arena = {0};
    struct posting *posting = collect(repeats, sides, wording, &arena);
    size_t half = wording->words - wording->words / 2;
    size_t found = 0;
    double best = 0;

    repeats->questions++;
    for (size_t i = 0; i < half; i++) {
        ask(repeats, &posting[i], wording, &best, &found);
    }
    arena_release(&arena);
    if (best > 0) {
        *number = repeats->entry[found].number;
    }
    return best > 0;
}

void repeats_release(struct repeats *repeats)
{
    for (size_t i = 0; i < repeats->list.cap; i++) {
        if (repeats->list.slot[i].key.ptr != NULL) {
            free(((struct posting *)repeats->list.slot[i].value)->entry);
        }
    }
    map_release(&repeats->list);
    arena_release(&repeats->memory);
    free(repeats->entry);
    *repeats = (struct repeats){0};
}
