#include "lore/cues.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/tsv.h"

#include <stdio.h>
#include <stdlib.h>

enum { CLASSES = CUE_PHRASE + 1, PATH_BYTES = 4096 };

struct cues {
    struct tsv table; /* owns the bytes of all words */
    struct cue *cue;
    size_t len;
    size_t cap;
    struct map of[CLASSES]; /* word → 1 + index into cue */
    struct tsv source_table;
    struct source_word *source;
    size_t sources;
    size_t source_cap;
    struct map of_source; /* word → 1 + index into source */
    struct tsv place_table;
    struct slice *place; /* what leads from a word to a place's name */
    size_t places;
    size_t place_cap;
    struct map of_place; /* word → 1 + index into place */
};

static const char *const frame_names[] = {
    "quote", "clause", "to", "ing", "object", "small", "raise", "hearer"};

static const char *const class_names[] = {
#define X(code, name) name,
    CUE_CLASS_MAP(X)
#undef X
};

static const char *const signal_names[] = {
#define X(code, name) name,
    CUE_SIGNAL_MAP(X)
#undef X
};

static const char *const kind_names[] = {
#define X(code, name) name,
    SOURCE_KIND_MAP(X)
#undef X
};

typedef bool read_row_fn(struct cues *cues, struct err *err);

static bool read_table(struct cues *cues, struct tsv *table, const char *path,
                       const char *columns, read_row_fn *read, struct err *err);
static read_row_fn read_cue;
static read_row_fn read_source;
static read_row_fn read_place;
static bool read_frames(struct cue *cue, struct slice words);
static size_t find_name(const char *const *name, size_t count,
                        struct slice word);

bool cues_open(struct cues **cues, const char *data_dir, struct err *err)
{
    struct cues *made = mem_alloc(1, sizeof *made);
    char path[PATH_BYTES];
    bool ok;

    *cues = NULL;
    snprintf(path, sizeof path, "%s/lexicon/en/cues.tsv", data_dir);
    ok = read_table(made, &made->table, path,
                    "word class frames signal strength", read_cue, err);
    snprintf(path, sizeof path, "%s/lexicon/en/sources.tsv", data_dir);
    ok = ok && read_table(made, &made->source_table, path, "word kind sex",
                          read_source, err);
    snprintf(path, sizeof path, "%s/lexicon/en/places.tsv", data_dir);
    ok = ok && read_table(made, &made->place_table, path, "word links",
                          read_place, err);
    if (!ok) {
        cues_free(made);
        return false;
    }
    *cues = made;
    return true;
}

static bool read_table(struct cues *cues, struct tsv *table, const char *path,
                       const char *columns, read_row_fn *read, struct err *err)
{
    if (!tsv_open(table, path, columns, err)) {
        return false;
    }
    while (tsv_next(table, err)) {
        if (!read(cues, err)) {
            return false;
        }
    }
    return err->code == ERR_NONE;
}

static bool read_source(struct cues *cues, struct err *err)
{
    const struct tsv *table = &cues->source_table;
    const size_t kinds = sizeof kind_names / sizeof *kind_names;
    size_t kind = find_name(kind_names, kinds, table->field[1]);
    bool added;
    uintptr_t *place;

    if (kind == kinds) {
        return tsv_fail(table, err, "no kind of source", table->field[1]);
    }
    MEM_GROW(cues->source, cues->sources, cues->source_cap);
    cues->source[cues->sources++] = (struct source_word){
        .word = table->field[0],
        .kind = (enum source_kind)kind,
    };
    if (table->field[2].len != 0) {
        cues->source[cues->sources - 1].sex = table->field[2].ptr[0];
    }
    place = map_put(&cues->of_source, table->field[0], &added);
    if (!added) {
        return tsv_fail(table, err, "the word is there already",
                        table->field[0]);
    }
    *place = cues->sources;
    return true;
}

static bool read_place(struct cues *cues, struct err *err)
{
    const struct tsv *table = &cues->place_table;
    bool added;
    uintptr_t *place = map_put(&cues->of_place, table->field[0], &added);

    if (!added) {
        return tsv_fail(table, err, "the word is there already",
                        table->field[0]);
    }
    MEM_GROW(cues->place, cues->places, cues->place_cap);
    cues->place[cues->places++] = table->field[1];
    *place = cues->places;
    return true;
}

static bool read_cue(struct cues *cues, struct err *err)
{
    const struct slice *field = cues->table.field;
    struct cue cue = {.word = field[0]};
    size_t is = find_name(class_names, CLASSES, field[1]);
    size_t signal = find_name(
        signal_names, sizeof signal_names / sizeof *signal_names, field[3]);
    bool added;
    uintptr_t *place;

    if (is == CLASSES) {
        return tsv_fail(&cues->table, err, "no class of cues", field[1]);
    }
    if (!read_frames(&cue, field[2])) {
        return tsv_fail(&cues->table, err, "too many frames", field[2]);
    }
    if (signal == sizeof signal_names / sizeof *signal_names) {
        return tsv_fail(&cues->table, err, "no signal", field[3]);
    }
    if (field[4].len != 1 || field[4].ptr[0] < '1' || field[4].ptr[0] > '3') {
        return tsv_fail(&cues->table, err, "strength must be 1, 2 or 3",
                        field[4]);
    }
    cue.is = (enum cue_class)is;
    cue.signal = (enum cue_signal)signal;
    cue.strength = field[4].ptr[0] - '0';
    MEM_GROW(cues->cue, cues->len, cues->cap);
    cues->cue[cues->len++] = cue;
    place = map_put(&cues->of[is], cue.word, &added);
    if (!added) {
        return tsv_fail(&cues->table, err, "the cue is there already",
                        cue.word);
    }
    *place = cues->len;
    return true;
}

/* False if there are more prepositions than a cue has room for. */
static bool read_frames(struct cue *cue, struct slice words)
{
    const size_t frames = sizeof frame_names / sizeof *frame_names;
    size_t at = 0;

    while (at < words.len) {
        size_t from = at;
        struct slice word;
        size_t frame;

        while (at < words.len && words.ptr[at] != ' ') {
            at++;
        }
        word = slice_cut(words, (struct span){from, at});
        at++;
        if (word.len == 0) {
            continue;
        }
        if (word.ptr[0] == '>') { /* the preposition, not the infinitive */
            word.ptr++;
            word.len--;
            frame = frames;
        } else {
            frame = find_name(frame_names, frames, word);
        }
        if (frame < frames) {
            cue->frames |= 1u << frame;
        } else if (word.ptr[0] == '+') {
            if (cue->afters == sizeof cue->after / sizeof *cue->after) {
                return false;
            }
            cue->after[cue->afters++] =
                (struct slice){word.ptr + 1, word.len - 1};
        } else {
            if (cue->links == sizeof cue->link / sizeof *cue->link) {
                return false;
            }
            cue->link[cue->links++] = word;
        }
    }
    return true;
}

/* The place of `word` among `name`, or `count`. */
static size_t find_name(const char *const *name, size_t count,
                        struct slice word)
{
    size_t at = 0;

    while (at < count && !slice_is(word, name[at])) {
        at++;
    }
    return at;
}

void cues_free(struct cues *cues)
{
    if (cues == NULL) {
        return;
    }
    for (size_t i = 0; i < CLASSES; i++) {
        map_release(&cues->of[i]);
    }
    map_release(&cues->of_place);
    free(cues->place);
    tsv_release(&cues->place_table);
    map_release(&cues->of_source);
    free(cues->source);
    tsv_release(&cues->source_table);
    free(cues->cue);
    tsv_release(&cues->table);
    free(cues);
}

const struct cue *cues_find(const struct cues *cues, enum cue_class is,
                            struct slice word)
{
    const uintptr_t *place = map_get(&cues->of[is], word);

    return place != NULL ? &cues->cue[*place - 1] : NULL;
}

const struct source_word *cues_source(const struct cues *cues,
                                      struct slice word)
{
    const uintptr_t *place = map_get(&cues->of_source, word);

    return place != NULL ? &cues->source[*place - 1] : NULL;
}

bool cues_makes_place(const struct cues *cues, struct slice word,
                      struct slice link)
{
    const uintptr_t *place = map_get(&cues->of_place, word);
    struct slice links =
        place != NULL ? cues->place[*place - 1] : (struct slice){0};
    struct span at = {0};

    while (at.start < links.len) {
        at.end = at.start;
        while (at.end < links.len && links.ptr[at.end] != ' ') {
            at.end++;
        }
        if (slice_eq(slice_cut(links, at), link)) {
            return true;
        }
        at.start = at.end + 1;
    }
    return false;
}
