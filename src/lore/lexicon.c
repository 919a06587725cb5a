#include "lore/lexicon.h"

#include "base/mem.h"
#include "lore/lexicon_parts.h"

#include <stdlib.h>

typedef bool (*row_fn)(struct lexicon *lexicon, const struct tsv *tsv,
                       struct err *err);

/* Read every row of one table. */
static bool read_rows(struct lexicon *lexicon, struct tsv *tsv, row_fn row,
                      struct err *err)
{
    bool ok = true;

    while (ok && tsv_next(tsv, err)) {
        for (size_t i = 0; i < tsv->columns; i++) {
            tsv->field[i] = arena_copy(&lexicon->arena, tsv->field[i]);
        }
        ok = row(lexicon, tsv, err);
    }
    tsv_release(tsv);
    return ok && err->code == ERR_NONE;
}

static bool read_table(struct lexicon *lexicon, const char *data_dir,
                       const char *name, const char *columns, row_fn row,
                       struct err *err)
{
    struct buf path = {0};
    struct tsv tsv;
    bool ok;

    buf_printf(&path, "%s/lexicon/en/%s", data_dir, name);
    ok = tsv_open(&tsv, path.ptr, columns, err);
    buf_release(&path);
    return ok && read_rows(lexicon, &tsv, row, err);
}

const struct class_item *lexicon_class_item(const struct lexicon *lexicon,
                                            struct slice name)
{
    if (!slice_starts(name, "@")) {
        return NULL;
    }
    for (size_t i = 0; i < lexicon->classes; i++) {
        struct slice rest = {name.ptr + 1, name.len - 1};

        if (slice_is(rest, lexicon->class[i] -> class.name)) {
            return lexicon->class[i];
        }
    }
    return NULL;
}

static void class_fill(struct lexicon *lexicon, struct slice words,
                       const char *marks, struct class_item *item)
{
    struct slice piece;

    item->word =
        arena_alloc(&lexicon->arena, words.len / 2 + 1, sizeof *item->word);
    while (piece_next(&words, marks, &piece)) {
        bool added = false;

        if (piece.len != 0) {
            *map_put(&item->class.words, piece, &added) = 1;
        }
        if (added) {
            item->word[item->words++] = piece;
        }
    }
}

static struct class_item *class_new(struct lexicon *lexicon, const char *name)
{
    struct class_item *item = arena_alloc(&lexicon->arena, 1, sizeof *item);

    item->class.name = name;
    MEM_GROW(lexicon->class, lexicon->classes, lexicon->class_cap);
    lexicon->class[lexicon->classes++] = item;
    return item;
}

static bool class_row(struct lexicon *lexicon, const struct tsv *tsv,
                      struct err *err)
{
    struct class_item *item;

    if (tsv->field[0].len == 0 || tsv->field[1].len == 0) {
        return tsv_fail(tsv, err, "class without words", tsv->field[0]);
    }
    for (size_t i = 0; i < lexicon->classes; i++) {
        if (slice_is(tsv->field[0], lexicon->class[i] -> class.name)) {
            return tsv_fail(tsv, err, "a second class", tsv->field[0]);
        }
    }
    item = class_new(lexicon, tsv->field[0].ptr);
    class_fill(lexicon, tsv->field[1], " ", item);
    return true;
}

static void list_add(struct lexicon *lexicon, struct slice word,
                     const struct act_frame *frame)
{
    uintptr_t *at = map_put(&lexicon->by_word, word, NULL);
    struct frame_list *list;

    if (*at == 0) {
        MEM_GROW(lexicon->list, lexicon->lists, lexicon->list_cap);
        lexicon->list[lexicon->lists++] = (struct frame_list){NULL, 0, 0};
        *at = lexicon->lists;
    }
    list = &lexicon->list[*at - 1];
    MEM_GROW(list->item, list->len, list->cap);
    list->item[list->len++] = frame;
    lexicon->frames++;
}

/* Enter a copy of `model` under one variant of its words. */
static bool variant_add(struct lexicon *lexicon, const struct tsv *tsv,
                        const struct act_frame *model, struct slice variant,
                        struct err *err)
{
    struct act_frame *frame =
        arena_dup(&lexicon->arena, model, 1, sizeof *model);
    const struct class_item *class = lexicon_class_item(lexicon, variant);
    struct slice first = {0};
    struct slice piece;

    if (slice_starts(variant, "@") && class == NULL) {
        return tsv_fail(tsv, err, "unknown class", variant);
    }
    if (class != NULL) {
        for (size_t i = 0; i < class->words; i++) {
            list_add(lexicon, class->word[i], frame);
        }
        return true;
    }
    (void)piece_next(&variant, " ", &first);
    while (piece_next(&variant, " ", &piece)) {
        if (frame->rests == FRAME_REST) {
            return tsv_fail(tsv, err, "more than three words in",
                            tsv->field[0]);
        }
        frame->rest[frame->rests++] = piece;
    }
    list_add(lexicon, first, frame);
    return true;
}

static bool weight_read(const struct tsv *tsv, struct slice field,
                        double *weight, struct err *err)
{
    char *end = NULL;

    *weight = field.len != 0 ? strtod(field.ptr, &end) : 0;
    if (field.len != 0 &&
        (end != field.ptr + field.len || !(*weight >= 0) || *weight > 1)) {
        return tsv_fail(tsv, err, "weight is not between 0 and 1:", field);
    }
    return true;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/* The part that all tables of frames share. */
static bool frame_row(struct lexicon *lexicon, const struct tsv *tsv,
                      struct act_frame *frame, struct err *err)
{
    struct slice words = tsv->field[0];
    struct slice variant;

    frame->words = tsv->field[0].ptr;
    frame->text = tsv->field[1].ptr;
    frame->line = tsv->line;
    frame->file = arena_strdup(&lexicon->arena, base_name(tsv->path));
    frame->type = ontology_type(lexicon->ontology, tsv->field[2]);
    if (frame->type == NULL) {
        return tsv_fail(tsv, err, "unknown type of act", tsv->field[2]);
    }
    frame->plover = frame->type->plover;
    if (tsv->field[3].len != 0) {
        frame->plover = ontology_root(lexicon->ontology, tsv->field[3]);
        if (frame->plover == NULL) {
            return tsv_fail(tsv, err, "unknown PLOVER root", tsv->field[3]);
        }
    }
    if (!weight_read(tsv, tsv->field[4], &frame->weight, err) ||
        !act_frame_read(lexicon, tsv, tsv->field[1], frame, err)) {
        return false;
    }
    while (piece_next(&words, "|", &variant)) {
        if (!variant_add(lexicon, tsv, frame, variant, err)) {
            return false;
        }
    }
    return true;
}

static bool verb_row(struct lexicon *lexicon, const struct tsv *tsv,
                     struct err *err)
{
    struct act_frame frame = {.kind = FRAME_VERB};

    return frame_row(lexicon, tsv, &frame, err);
}

static bool modal_row(struct lexicon *lexicon, const struct tsv *tsv,
                      struct err *err)
{
    struct act_frame frame = {.kind = FRAME_MODAL};

    return frame_row(lexicon, tsv, &frame, err);
}

static bool adjective_row(struct lexicon *lexicon, const struct tsv *tsv,
                          struct err *err)
{
    struct act_frame frame = {.kind = FRAME_ADJECTIVE};

    return frame_row(lexicon, tsv, &frame, err);
}

static bool noun_row(struct lexicon *lexicon, const struct tsv *tsv,
                     struct err *err)
{
    struct act_frame frame = {.kind = FRAME_NOUN};

    if (!weight_read(tsv, tsv->field[6], &frame.poss, err)) {
        return false;
    }
    if (tsv->field[5].len != 0) {
        struct class_item *item = class_new(lexicon, "its light verbs");

        class_fill(lexicon, tsv->field[5], ",", item);
        frame.light = &item->class;
    }
    return frame_row(lexicon, tsv, &frame, err);
}

static bool flags_read(const struct tsv *tsv, struct slice text,
                       unsigned *flags, struct err *err)
{
    static const char *const names[] = {
#define X(code, name) [code] = name,
        FLAG_MAP(X)
#undef X
    };
    struct slice piece;

    while (text.len != 0 && piece_next(&text, " ", &piece)) {
        unsigned bit = 0;

        for (size_t i = 0; i < FLAG_COUNT; i++) {
            bit |= slice_is(piece, names[i]) ? 1U << i : 0;
        }
        if (bit == 0) {
            return tsv_fail(tsv, err, "unknown flag", piece);
        }
        *flags |= bit;
    }
    return true;
}

static bool light_row(struct lexicon *lexicon, const struct tsv *tsv,
                      struct err *err)
{
    struct light *light = arena_alloc(&lexicon->arena, 1, sizeof *light);

    if (slice_is(tsv->field[1], "subject")) {
        light->who = LIGHT_SUBJECT;
    } else if (slice_is(tsv->field[1], "object")) {
        light->who = LIGHT_OBJECT;
    } else {
        return tsv_fail(tsv, err, "who must be subject or object, not",
                        tsv->field[1]);
    }
    *map_put(&lexicon->light, tsv->field[0], NULL) = (uintptr_t)light;
    return flags_read(tsv, tsv->field[2], &light->flags, err);
}

static bool flag_row(struct lexicon *lexicon, const struct tsv *tsv,
                     struct err *err)
{
    static const char *const places[] = {
#define X(code, name) [code] = name,
        PLACE_MAP(X)
#undef X
    };
    unsigned flags = 0;

    if (!flags_read(tsv, tsv->field[1], &flags, err)) {
        return false;
    }
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        if (slice_is(tsv->field[2], places[i])) {
            *map_put(&lexicon->flag[i], tsv->field[0], NULL) |= flags;
            return true;
        }
    }
    return tsv_fail(tsv, err, "unknown place", tsv->field[2]);
}

static bool score_row(struct lexicon *lexicon, const struct tsv *tsv,
                      struct err *err)
{
    struct score score = {.name = tsv->field[0].ptr};

    if (!weight_read(tsv, tsv->field[1], &score.value, err)) {
        return false;
    }
    MEM_GROW(lexicon->score, lexicon->scores, lexicon->score_cap);
    lexicon->score[lexicon->scores++] = score;
    return true;
}

static bool turn_row(struct lexicon *lexicon, const struct tsv *tsv,
                     struct err *err)
{
    struct turn turn = {.when = tsv->field[0].ptr, .line = tsv->line};

    turn.type = ontology_type(lexicon->ontology, tsv->field[1]);
    turn.becomes = ontology_type(lexicon->ontology, tsv->field[2]);
    if (turn.type == NULL || turn.becomes == NULL) {
        return tsv_fail(tsv, err, "unknown type of act in", tsv->field[1]);
    }
    if (!weight_read(tsv, tsv->field[3], &turn.weight, err)) {
        return false;
    }
    MEM_GROW(lexicon->turn, lexicon->turns, lexicon->turn_cap);
    lexicon->turn[lexicon->turns++] = turn;
    return true;
}

bool lexicon_open(struct lexicon **lexicon, const char *data_dir,
                  const struct ontology *ontology, struct err *err)
{
    static const struct {
        const char *name;
        const char *columns;
        row_fn row;
    } table[] = {
        {"act-classes.tsv", "class words", class_row},
        {"act-verbs.tsv", "words frame type plover weight", verb_row},
        {"act-modals.tsv", "words frame type plover weight", modal_row},
        {"act-adjectives.tsv", "words frame type plover weight", adjective_row},
        {"act-nouns.tsv", "words frame type plover weight light poss",
         noun_row},
        {"act-light.tsv", "verb who flag", light_row},
        {"act-flags.tsv", "words flag where", flag_row},
        {"act-turns.tsv", "when type becomes weight", turn_row},
        {"act-scores.tsv", "name value what", score_row},
    };
    bool ok = true;

    *lexicon = mem_alloc(1, sizeof **lexicon);
    (*lexicon)->ontology = ontology;
    for (size_t i = 0; ok && i < sizeof table / sizeof table[0]; i++) {
        ok = read_table(*lexicon, data_dir, table[i].name, table[i].columns,
                        table[i].row, err);
    }
    if (!ok) {
        lexicon_free(*lexicon);
        *lexicon = NULL;
    }
    return ok;
}

bool lexicon_open_texts(struct lexicon **lexicon, const char *data_dir,
                        const struct ontology *ontology,
                        const struct codebook_text *text, size_t texts,
                        struct err *err)
{
    static const char frames[] = "words frame type plover weight";
    static const struct {
        const char *name;
        const char *columns;
        row_fn row;
    } table[] = {
        {"act-verbs.tsv", frames, verb_row},
        {"act-modals.tsv", frames, modal_row},
        {"act-adjectives.tsv", frames, adjective_row},
        {"act-nouns.tsv", "words frame type plover weight light poss",
         noun_row},
    };
    bool ok = lexicon_open(lexicon, data_dir, ontology, err);

    for (size_t i = 0; ok && i < sizeof table / sizeof table[0]; i++) {
        const struct codebook_text *own =
            codebook_find(text, texts, table[i].name);
        struct tsv tsv;

        ok = own == NULL || (tsv_open_bytes(&tsv, own->name, own->bytes,
                                            table[i].columns, err) &&
                             read_rows(*lexicon, &tsv, table[i].row, err));
    }
    if (!ok && *lexicon != NULL) {
        lexicon_free(*lexicon);
        *lexicon = NULL;
    }
    return ok;
}

void lexicon_free(struct lexicon *lexicon)
{
    if (lexicon == NULL) {
        return;
    }
    for (size_t i = 0; i < lexicon->classes; i++) {
        map_release(&lexicon->class[i] -> class.words);
    }
    for (size_t i = 0; i < lexicon->lists; i++) {
        free((void *)lexicon->list[i].item);
    }
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        map_release(&lexicon->flag[i]);
    }
    map_release(&lexicon->by_word);
    map_release(&lexicon->light);
    free((void *)lexicon->class);
    free(lexicon->list);
    free(lexicon->turn);
    free(lexicon->score);
    arena_release(&lexicon->arena);
    free(lexicon);
}

size_t lexicon_frames(const struct lexicon *lexicon, struct slice word,
                      const struct act_frame *const **frame)
{
    const uintptr_t *at = map_get(&lexicon->by_word, word);

    *frame = NULL;
    if (at == NULL) {
        return 0;
    }
    *frame = lexicon->list[*at - 1].item;
    return lexicon->list[*at - 1].len;
}

bool word_class_has(const struct word_class *class, struct slice lemma)
{
    return class != NULL && map_get(&class->words, lemma) != NULL;
}

const struct word_class *lexicon_class(const struct lexicon *lexicon,
                                       struct slice name)
{
    const struct class_item *item = lexicon_class_item(lexicon, name);

    return item != NULL ? &item->class : NULL;
}

enum light_who lexicon_light(const struct lexicon *lexicon, struct slice verb,
                             unsigned *flags)
{
    const uintptr_t *at = map_get(&lexicon->light, verb);
    const struct light *light;

    if (at == NULL) {
        return LIGHT_NONE;
    }
    light = (const struct light *)*at;
    *flags |= light->flags;
    return light->who;
}

unsigned lexicon_flags(const struct lexicon *lexicon, enum flag_place place,
                       struct slice words)
{
    const uintptr_t *at = map_get(&lexicon->flag[place], words);

    return at != NULL ? (unsigned)*at : 0;
}

const struct turn *lexicon_turn(const struct lexicon *lexicon, const char *when,
                                const struct act_type *type)
{
    for (size_t i = 0; i < lexicon->turns; i++) {
        if (lexicon->turn[i].type == type &&
            strcmp(lexicon->turn[i].when, when) == 0) {
            return &lexicon->turn[i];
        }
    }
    return NULL;
}

double lexicon_score(const struct lexicon *lexicon, const char *name)
{
    for (size_t i = 0; i < lexicon->scores; i++) {
        if (strcmp(lexicon->score[i].name, name) == 0) {
            return lexicon->score[i].value;
        }
    }
    return 1;
}

size_t lexicon_size(const struct lexicon *lexicon)
{
    return lexicon->frames;
}
