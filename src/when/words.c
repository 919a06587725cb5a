#include "when/words.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/tsv.h"

#include <stdlib.h>

struct when_words {
    struct arena arena;
    struct map word;   /* to the first struct when_sense */
    struct map phrase; /* to a struct when_phrase */
    struct map first;  /* words that begin a phrase */
    struct map list;   /* to the bits of the lists it is on */
};

static const char *const class_name[] = {
#define X(constant, name) name,
    WHEN_CLASS_MAP(X)
#undef X
};

static const char *const list_name[] = {
#define X(constant, name) name,
    WHEN_LIST_MAP(X)
#undef X
};

/* In the order of enum when_unit. */
static const char *const unit_name[] = {
    "",        "second",  "minute", "hour",      "day",
    "night",   "weekend", "week",   "fortnight", "month",
    "quarter", "year",    "decade", "century",   "millennium"};

static int place_of(struct slice name, const char *const *list, int len)
{
    for (int i = 0; i < len; i++) {
        if (slice_is(name, list[i])) {
            return i;
        }
    }
    return -1;
}

/* The number a value starts with, 0 for other words. */
static long number_of(struct slice value)
{
    char text[16] = "";

    memcpy(text, value.ptr, value.len < 15 ? value.len : 15);
    return strtol(text, NULL, 10);
}

static bool add_word(struct when_words *words, const struct tsv *tsv,
                     struct err *err)
{
    struct when_sense *sense = arena_alloc(&words->arena, 1, sizeof *sense);
    int class = place_of(tsv->field[1], class_name, WHEN_CLASSES);
    uintptr_t *place = NULL;

    if (class < 0) {
        return tsv_fail(tsv, err, "unknown class", tsv->field[1]);
    }
    sense->class = (enum when_class) class;
    sense->text = arena_copy(&words->arena, tsv->field[2]);
    sense->number = number_of(sense->text);
    if (class == WHEN_UNIT) {
        sense->number = place_of(sense->text, unit_name, UNIT_MILLENNIUM + 1);
        if (sense->number < 1) {
            return tsv_fail(tsv, err, "unknown unit", sense->text);
        }
    }
    place =
        map_put(&words->word, arena_copy(&words->arena, tsv->field[0]), NULL);
    sense->next = (const struct when_sense *)*place;
    *place = (uintptr_t)sense;
    return true;
}

static void add_phrase(struct when_words *words, struct slice phrase,
                       const char *type, struct slice value)
{
    struct when_phrase *made = arena_alloc(&words->arena, 1, sizeof *made);
    struct slice key = arena_copy(&words->arena, phrase);
    struct slice first = {key.ptr, slice_find(key, SLICE(" "))};

    made->type = type;
    made->value = arena_copy(&words->arena, value);
    *map_put(&words->phrase, key, NULL) = (uintptr_t)made;
    (void)map_put(&words->first, first, NULL);
}

static const char *type_called(struct slice name)
{
    static const char *const type[] = {"DATE", "TIME", "DURATION", "SET"};
    int place = place_of(name, type, 4);

    return place < 0 ? NULL : type[place];
}

static bool read_words(struct when_words *words, const char *path,
                       struct err *err)
{
    struct tsv tsv;
    bool ok = tsv_open(&tsv, path, "word class value", err);

    while (ok && tsv_next(&tsv, err)) {
        ok = add_word(words, &tsv, err);
    }
    tsv_release(&tsv);
    return err->code == ERR_NONE;
}

/* Put every word of a row on the list. */
static void add_list(struct when_words *words, struct slice row, int list)
{
    while (row.len != 0) {
        size_t end = slice_find(row, SLICE(" "));
        struct slice word = {row.ptr, end};

        *map_put(&words->list, arena_copy(&words->arena, word), NULL) |=
            (uintptr_t)1 << list;
        end += end < row.len;
        row = (struct slice){row.ptr + end, row.len - end};
    }
}

static bool read_lists(struct when_words *words, const char *path,
                       struct err *err)
{
    struct tsv tsv;
    uint64_t seen = 0;
    bool ok = tsv_open(&tsv, path, "list words example", err);

    _Static_assert(WHEN_LISTS < 64, "a bit for each list");
    while (ok && tsv_next(&tsv, err)) {
        int list = place_of(tsv.field[0], list_name, WHEN_LISTS);

        ok = list >= 0 || tsv_fail(&tsv, err, "unknown list", tsv.field[0]);
        if (ok) {
            seen |= (uint64_t)1 << list;
            add_list(words, tsv.field[1], list);
        }
    }
    tsv_release(&tsv);
    for (int i = 0; err->code == ERR_NONE && i < WHEN_LISTS; i++) {
        if ((seen >> i & 1) == 0) {
            (void)err_set(err, ERR_SYNTAX, "%s: no list '%s'", path,
                          list_name[i]);
        }
    }
    return err->code == ERR_NONE;
}

static bool read_phrases(struct when_words *words, const char *path,
                         struct err *err)
{
    struct tsv tsv;
    bool ok = tsv_open(&tsv, path, "phrase type value", err);

    while (ok && tsv_next(&tsv, err)) {
        const char *type = type_called(tsv.field[1]);

        ok = type != NULL || tsv_fail(&tsv, err, "unknown type", tsv.field[1]);
        if (ok) {
            add_phrase(words, tsv.field[0], type, tsv.field[2]);
        }
    }
    tsv_release(&tsv);
    return err->code == ERR_NONE;
}

static bool read_holidays(struct when_words *words, const char *path,
                          struct err *err)
{
    struct tsv tsv;

    if (!tsv_open(&tsv, path, "name rule", err)) {
        return false;
    }
    while (tsv_next(&tsv, err)) {
        add_phrase(words, tsv.field[0], "holiday", tsv.field[1]);
    }
    tsv_release(&tsv);
    return err->code == ERR_NONE;
}

bool when_words_open(struct when_words **words, const char *data_dir,
                     struct err *err)
{
    static const struct {
        const char *name;
        bool (*read)(struct when_words *, const char *, struct err *);
    } table[] = {{"words", read_words},
                 {"lists", read_lists},
                 {"phrases", read_phrases},
                 {"holidays", read_holidays}};
    struct when_words *made = mem_alloc(1, sizeof *made);
    bool ok = true;

    *words = NULL;
    for (size_t i = 0; ok && i < sizeof table / sizeof *table; i++) {
        struct buf path = {0};

        buf_printf(&path, "%s/lexicon/en/dates-%s.tsv", data_dir,
                   table[i].name);
        ok = table[i].read(made, path.ptr, err);
        buf_release(&path);
    }
    if (!ok) {
        when_words_free(made);
        return false;
    }
    *words = made;
    return true;
}

void when_words_free(struct when_words *words)
{
    if (words == NULL) {
        return;
    }
    map_release(&words->word);
    map_release(&words->phrase);
    map_release(&words->first);
    map_release(&words->list);
    arena_release(&words->arena);
    free(words);
}

const struct when_sense *when_word(const struct when_words *words,
                                   struct slice word)
{
    const uintptr_t *place = map_get(&words->word, word);

    return place != NULL ? (const struct when_sense *)*place : NULL;
}

uint64_t when_lists(const struct when_words *words, struct slice word)
{
    const uintptr_t *place = map_get(&words->list, word);

    return place != NULL ? *place : 0;
}

const struct when_phrase *when_phrase(const struct when_words *words,
                                      struct slice phrase)
{
    const uintptr_t *place = map_get(&words->phrase, phrase);

    return place != NULL ? (const struct when_phrase *)*place : NULL;
}

bool when_phrase_begins(const struct when_words *words, struct slice word)
{
    return map_get(&words->first, word) != NULL;
}
