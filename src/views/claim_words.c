#include "base/map.h"
#include "base/mem.h"
#include "base/tsv.h"
#include "views/conflicts_int.h"

#include <stdlib.h>

/* Telling words are cut to their first letters (wording.h). */
enum { LONGEST = 32, STEM = 6 };

struct claim_words {
    struct arena memory;
    struct map role; /* word → enum claim_role */
};

static bool read_row(struct claim_words *words, const struct tsv *tsv,
                     struct err *err)
{
    static const char *const name[] = {"", "said", "other", "common"};
    uintptr_t role = 0;

    for (size_t i = 1; i < sizeof name / sizeof name[0]; i++) {
        role = slice_is(tsv->field[1], name[i]) ? i : role;
    }
    *map_put(&words->role, arena_copy(&words->memory, tsv->field[0]), NULL) =
        role;
    if (role == CLAIM_COMMON && tsv->field[0].len > STEM) {
        *map_put(
            &words->role,
            arena_copy(&words->memory, (struct slice){tsv->field[0].ptr, STEM}),
            NULL) = role;
    }
    return role != 0 || tsv_fail(tsv, err, "no role", tsv->field[1]);
}

bool claim_words_open(struct claim_words **words, const char *data_dir,
                      struct err *err)
{
    struct claim_words *made = mem_alloc(1, sizeof *made);
    struct buf path = {0};
    struct tsv tsv = {0};
    bool ok;

    *words = NULL;
    buf_printf(&path, "%s/views/claims.tsv", data_dir);
    ok = tsv_open(&tsv, path.ptr, "words role", err);
    buf_release(&path);
    while (ok && tsv_next(&tsv, err)) {
        ok = read_row(made, &tsv, err);
    }
    tsv_release(&tsv);
    if (!ok || err->code != ERR_NONE) {
        claim_words_free(made);
        return false;
    }
    *words = made;
    return true;
}

void claim_words_free(struct claim_words *words)
{
    if (words != NULL) {
        map_release(&words->role);
        arena_release(&words->memory);
        free(words);
    }
}

enum claim_role claim_words_role(const struct claim_words *words,
                                 struct slice word)
{
    char low[LONGEST];
    const uintptr_t *found;

    if (word.len >= LONGEST) {
        return CLAIM_NONE;
    }
    for (size_t i = 0; i < word.len; i++) {
        char byte = word.ptr[i];

        low[i] = (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
    }
    found = map_get(&words->role, (struct slice){low, word.len});
    return found != NULL ? (enum claim_role) * found : CLAIM_NONE;
}

bool claim_words_has(const struct claim_words *words, struct slice text,
                     enum claim_role role)
{
    for (size_t at = 0; at < text.len;) {
        size_t start = at;

        while (at < text.len && ((text.ptr[at] | 0x20) >= 'a') &&
               ((text.ptr[at] | 0x20) <= 'z')) {
            at++;
        }
        if (at > start &&
            claim_words_role(
                words, (struct slice){text.ptr + start, at - start}) == role) {
            return true;
        }
        at += at == start;
    }
    return false;
}
