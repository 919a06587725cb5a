#include "base/mem.h"
#include "lang/finite.h"
#include "lang/ruler_int.h"
#include "model/msgpack.h"

#include <stdlib.h>

/* No list of the model has more than 35 words. */
enum { MOST_WORDS = 256, MOST_PATTERNS = 4096 };

/* A condition's words while they are read. */
struct words {
    uint16_t word[MOST_WORDS];
    size_t len;
};

static bool fail_name(struct msgpack *in, size_t at, const char *what,
                      struct slice name)
{
    return msgpack_fail(in, at, "%s '%.*s'", what,
                        (int)(name.len < 40 ? name.len : 40), name.ptr);
}

static size_t place(const struct msgpack *in)
{
    return in->base + in->at;
}

/* The number of a word, from 1; new words are copied. */
static uint16_t word_number(struct ruler *ruler, struct slice text)
{
    uintptr_t *word = map_get(&ruler->words, text);

    if (word == NULL) {
        text = arena_copy(&ruler->arena, text);
        word = map_put(&ruler->words, text, NULL);
        *word = ruler->words.len;
    }
    return (uint16_t)*word;
}

/* The one copy of a string that is written to tokens. */
static const char *keep(struct ruler *ruler, struct slice text)
{
    uintptr_t *kept = map_get(&ruler->kept, text);

    if (kept == NULL) {
        text = arena_copy(&ruler->arena, text);
        kept = map_put(&ruler->kept, text, NULL);
        *kept = (uintptr_t)text.ptr;
    }
    return (const char *)*kept;
}

static bool add_word(struct ruler *ruler, struct words *words,
                     struct slice text)
{
    if (words->len == MOST_WORDS || ruler->words.len >= UINT16_MAX) {
        return false;
    }
    if (text.len != 0) { /* "" stands for "unset": no token of ours is */
        words->word[words->len++] = word_number(ruler, text);
    }
    return true;
}

static bool read_regex(struct ruler *ruler, struct msgpack *in,
                       struct words *words)
{
    size_t at = place(in);
    struct finite finite;
    struct slice text;

    if (!msgpack_str(in, &text)) {
        return false;
    }
    if (!finite_expand(&finite, text, &ruler->arena)) {
        return fail_name(in, at, "cannot write out the expression", text);
    }
    for (size_t i = 0; i < finite.len; i++) {
        if (!add_word(ruler, words, finite.string[i])) {
            return msgpack_fail(in, at, "too many words");
        }
    }
    return true;
}

/* {"IN": [...]}, {"NOT_IN": [...]} or {"REGEX": "..."}. */
static bool read_operator(struct ruler *ruler, struct msgpack *in,
                          struct words *words, bool *is_not)
{
    size_t at = place(in);
    struct slice text;
    size_t count;

    if (!msgpack_map(in, &count) || count != 1 || !msgpack_str(in, &text)) {
        return msgpack_fail(in, at, "a condition needs one operator");
    }
    if (slice_is(text, "REGEX")) {
        return read_regex(ruler, in, words);
    }
    *is_not = slice_is(text, "NOT_IN");
    if (!*is_not && !slice_is(text, "IN")) {
        return fail_name(in, at, "unknown operator", text);
    }
    if (!msgpack_array(in, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!msgpack_str(in, &text)) {
            return false;
        }
        if (!add_word(ruler, words, text)) {
            return msgpack_fail(in, at, "too many words");
        }
    }
    return true;
}

/* A string, or an operator with its words. */
static bool read_words(struct ruler *ruler, struct msgpack *in,
                       struct word_set *set)
{
    struct words words = {.len = 0};
    struct msgpack_value value;
    struct slice text;
    bool ok;

    *set = (struct word_set){0};
    if (!msgpack_peek(in, &value)) {
        return false;
    }
    if (value.kind == MSGPACK_STR) {
        ok = msgpack_str(in, &text) && add_word(ruler, &words, text);
    } else {
        ok = read_operator(ruler, in, &words, &set->is_not);
    }
    set->word =
        arena_dup(&ruler->arena, words.word, words.len, sizeof *words.word);
    set->len = words.len;
    return ok;
}

/* The conditions on one token. */
static bool read_spec(struct ruler *ruler, struct msgpack *in,
                      struct spec *spec)
{
    size_t count;

    for (size_t i = 0; i < FIELDS; i++) {
        spec->set[i].any = true;
    }
    if (!msgpack_map(in, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t at = place(in);
        struct slice key;
        bool truth;
        bool ok;

        if (!msgpack_str(in, &key)) {
            return false;
        }
        if (slice_is(key, "TAG")) {
            ok = read_words(ruler, in, &spec->set[FIELD_TAG]);
        } else if (slice_is(key, "LOWER")) {
            ok = read_words(ruler, in, &spec->set[FIELD_LOWER]);
        } else if (slice_is(key, "DEP")) {
            ok = read_words(ruler, in, &spec->set[FIELD_DEP]);
        } else if (slice_is(key, "IS_SPACE")) {
            ok = msgpack_bool(in, &truth);
            spec->space = truth ? SPACE_YES : SPACE_NO;
        } else {
            return fail_name(in, at, "unknown key of a pattern", key);
        }
        if (!ok) {
            return false;
        }
    }
    return true;
}

/* One pattern: conditions on one or two tokens. */
static bool read_pattern(struct ruler *ruler, struct msgpack *in,
                         struct pattern *pattern)
{
    size_t at = place(in);
    size_t count;

    if (!msgpack_array(in, &count)) {
        return false;
    }
    if (count == 0 || count > 2) {
        return msgpack_fail(in, at, "a pattern of %zu tokens", count);
    }
    pattern->specs = count;
    for (size_t i = 0; i < count; i++) {
        if (!read_spec(ruler, in, &pattern->spec[i])) {
            return false;
        }
    }
    return true;
}

static bool read_attrs(struct ruler *ruler, struct msgpack *in,
                       struct entry *entry)
{
    static const char *const names[ATTRS] = {
        [ATTR_TAG] = "TAG",     [ATTR_POS] = "POS", [ATTR_MORPH] = "MORPH",
        [ATTR_LEMMA] = "LEMMA", [ATTR_DEP] = "DEP",
    };
    size_t count;

    if (!msgpack_map(in, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t at = place(in);
        struct slice key;
        struct slice value;
        size_t attr = 0;

        if (!msgpack_str(in, &key) || !msgpack_str(in, &value)) {
            return false;
        }
        while (attr < ATTRS && !slice_is(key, names[attr])) {
            attr++;
        }
        if (attr == ATTRS) {
            return fail_name(in, at, "unknown attribute", key);
        }
        if (attr == ATTR_MORPH && slice_is(value, "_")) {
            value = SLICE("");
        }
        entry->value[attr] = keep(ruler, value);
    }
    return true;
}

static struct pattern *pattern_new(struct ruler *ruler, size_t entry)
{
    MEM_GROW(ruler->pattern, ruler->patterns, ruler->pattern_cap);
    ruler->pattern[ruler->patterns] = (struct pattern){.entry = entry};
    return &ruler->pattern[ruler->patterns++];
}

static bool read_patterns(struct ruler *ruler, struct msgpack *in, size_t entry)
{
    size_t at = place(in);
    size_t count;

    if (!msgpack_array(in, &count)) {
        return false;
    }
    if (count > MOST_PATTERNS - ruler->patterns) {
        return msgpack_fail(in, at, "too many patterns");
    }
    for (size_t i = 0; i < count; i++) {
        if (!read_pattern(ruler, in, pattern_new(ruler, entry))) {
            return false;
        }
    }
    return true;
}

/* {"patterns": [...], "attrs": {...}, "index": 0 or 1}. */
static bool read_entry(struct ruler *ruler, struct msgpack *in, size_t number)
{
    struct entry *entry = &ruler->entry[number];
    size_t first = ruler->patterns;
    size_t start = place(in);
    uint64_t index = 0;
    size_t count;

    if (!msgpack_map(in, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t at = place(in);
        struct slice key;
        bool ok;

        if (!msgpack_str(in, &key)) {
            return false;
        }
        if (slice_is(key, "patterns")) {
            ok = read_patterns(ruler, in, number);
        } else if (slice_is(key, "attrs")) {
            ok = read_attrs(ruler, in, entry);
        } else if (slice_is(key, "index")) {
            ok = msgpack_uint(in, &index);
        } else {
            return fail_name(in, at, "unknown key of an entry", key);
        }
        if (!ok) {
            return false;
        }
    }
    for (size_t i = first; i < ruler->patterns; i++) {
        if (index >= ruler->pattern[i].specs) {
            return msgpack_fail(in, start, "the index is outside the pattern");
        }
        ruler->pattern[i].target = (size_t)index;
    }
    return true;
}

static bool read_entries(struct ruler *ruler, struct msgpack *in)
{
    size_t count;

    if (!msgpack_array(in, &count)) {
        return false;
    }
    if (count > MOST_PATTERNS) {
        return msgpack_fail(in, 0, "too many entries");
    }
    ruler->entry = mem_alloc(count, sizeof *ruler->entry);
    for (size_t i = 0; i < count; i++) {
        if (!read_entry(ruler, in, i)) {
            return false;
        }
    }
    return msgpack_end(in);
}

static void list_add(struct pattern_list *list, uint16_t pattern)
{
    MEM_GROW(list->pattern, list->len, list->cap);
    list->pattern[list->len++] = pattern;
}

/* List every pattern where its target will be looked up: by lower form if it
 * asks for one, else by tag, else with the rest. */
static void make_lists(struct ruler *ruler)
{
    ruler->lists = ruler->words.len + 1;
    for (size_t i = 0; i < 2; i++) {
        ruler->by_word[i] = mem_alloc(ruler->lists, sizeof *ruler->by_word[i]);
    }
    for (size_t i = 0; i < ruler->patterns; i++) {
        const struct pattern *pattern = &ruler->pattern[i];
        const struct spec *spec = &pattern->spec[pattern->target];
        const struct word_set *set = &spec->set[FIELD_LOWER];
        size_t table = FIELD_LOWER;

        if (set->any || set->is_not) {
            table = FIELD_TAG;
            set = &spec->set[FIELD_TAG];
        }
        if (set->any || set->is_not) {
            list_add(&ruler->rest, (uint16_t)i);
            continue;
        }
        for (size_t k = 0; k < set->len; k++) {
            list_add(&ruler->by_word[table][set->word[k]], (uint16_t)i);
        }
    }
}

bool ruler_read(struct ruler **ruler, const struct part *part, struct err *err)
{
    struct msgpack in = msgpack_open(part, err);

    *ruler = mem_alloc(1, sizeof **ruler);
    if (!read_entries(*ruler, &in)) {
        ruler_free(*ruler);
        *ruler = NULL;
        return false;
    }
    make_lists(*ruler);
    return true;
}

void ruler_free(struct ruler *ruler)
{
    if (ruler == NULL) {
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        for (size_t k = 0; ruler->by_word[i] != NULL && k < ruler->lists; k++) {
            free(ruler->by_word[i][k].pattern);
        }
        free(ruler->by_word[i]);
    }
    free(ruler->rest.pattern);
    free(ruler->entry);
    free(ruler->pattern);
    map_release(&ruler->words);
    map_release(&ruler->kept);
    arena_release(&ruler->arena);
    free(ruler);
}
