/* telling_words.c - the words that tell of meetings: data/views/meetings.tsv.
 */
#include "base/map.h"
#include "base/mem.h"
#include "base/tsv.h"
#include "views/telling_int.h"

#include <stdlib.h>

static const char *const role_name[] = {
    "",       "met", "meeting", "session", "visit",  "call",  "round",
    "summit", "not", "doubt",   "ahead",   "level",  "order", "weekday",
    "month",  "day", "said",    "about",   "clause", "behind"};

enum { ROLES = sizeof role_name / sizeof role_name[0] };

struct meeting_words {
    struct arena memory;
    struct map entry; /* words → struct meeting_entry */
};

static bool read_row(struct meeting_words *words, const struct tsv *tsv,
                     struct err *err)
{
    struct meeting_entry *entry = arena_alloc(&words->memory, 1, sizeof *entry);

    for (size_t i = 1; i < ROLES; i++) {
        entry->role =
            slice_is(tsv->field[1], role_name[i]) ? (enum role)i : entry->role;
    }
    if (entry->role == ROLE_NONE) {
        return tsv_fail(tsv, err, "no role", tsv->field[1]);
    }
    entry->value = arena_copy(&words->memory, tsv->field[2]).ptr;
    entry->number = (int)strtol(entry->value, NULL, 10);
    *map_put(&words->entry, arena_copy(&words->memory, tsv->field[0]), NULL) =
        (uintptr_t)entry;
    return true;
}

bool meeting_words_open(struct meeting_words **words, const char *data_dir,
                        struct err *err)
{
    struct meeting_words *made = mem_alloc(1, sizeof *made);
    struct buf path = {0};
    struct tsv tsv = {0};
    bool ok;

    *words = NULL;
    buf_printf(&path, "%s/views/meetings.tsv", data_dir);
    ok = tsv_open(&tsv, path.ptr, "words role value", err);
    buf_release(&path);
    while (ok && tsv_next(&tsv, err)) {
        ok = read_row(made, &tsv, err);
    }
    tsv_release(&tsv);
    if (!ok || err->code != ERR_NONE) {
        meeting_words_free(made);
        return false;
    }
    *words = made;
    return true;
}

void meeting_words_free(struct meeting_words *words)
{
    if (words != NULL) {
        map_release(&words->entry);
        arena_release(&words->memory);
        free(words);
    }
}

const struct meeting_entry *
meeting_words_find(const struct meeting_words *words, struct slice text)
{
    const uintptr_t *found = map_get(&words->entry, text);

    return found != NULL ? (const struct meeting_entry *)*found : NULL;
}
