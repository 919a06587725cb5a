#include "lore/fold.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/tsv.h"
#include "base/utf8.h"

#include <stdlib.h>

enum fold_word { WORD_ARTICLE, WORD_PARTICLE, WORD_HONORIFIC, WORD_SUFFIX };

static const char *const word_name[] = {"article", "particle", "honorific",
                                        "suffix"};

/* Few bytes, of which the first ones are the same. */
static bool goes_on(struct slice rest, struct slice from)
{
    size_t i = 1;

    while (i < from.len && rest.ptr[i] == from.ptr[i]) {
        i++;
    }
    return i == from.len;
}

/* The rule that fits at the start of `rest`, or NULL. */
static const struct fold_rule *rule_at(const struct fold *fold,
                                       struct slice rest)
{
    unsigned char byte = (unsigned char)rest.ptr[0];

    for (size_t i = fold->first[byte]; i < fold->first[byte + 1]; i++) {
        const struct fold_rule *rule = &fold->rule[i];

        if (rest.len >= rule->from.len &&
            (!rule->at_end || rest.len == rule->from.len) &&
            goes_on(rest, rule->from)) {
            return rule;
        }
    }
    return NULL;
}

static char small(char byte)
{
    if (byte >= 'A' && byte <= 'Z') {
        byte |= 0x20;
    }
    return byte;
}

/* Whether a letter only has to be made small. */
static bool is_plain(char byte)
{
    return (unsigned char)byte < 0x80 && byte != '\'' && byte != '`';
}

/* Letters without accents, in small ASCII; the length, or `cap` if too long.
 * What no rule knows is left out. */
static size_t to_ascii(const struct fold *fold, struct slice word, char *out,
                       size_t cap)
{
    size_t len = 0;

    while (len < word.len && len < cap && is_plain(word.ptr[len])) {
        out[len] = small(word.ptr[len]); /* mostly that is all */
        len++;
    }
    for (size_t at = len; at < word.len;) {
        struct slice rest = {word.ptr + at, word.len - at};
        const struct fold_rule *rule;
        size_t step;

        if ((unsigned char)rest.ptr[0] < 0x80) {
            at++;
            if (is_plain(rest.ptr[0]) && len < cap) {
                out[len++] = small(rest.ptr[0]);
            }
            continue;
        }
        rule = rule_at(fold, rest);
        (void)utf8_decode(word, at, &step);
        at += rule != NULL ? rule->from.len : step;
        if (rule != NULL && len + rule->to.len < cap) {
            memcpy(out + len, rule->to.ptr, rule->to.len);
            len += rule->to.len;
        }
    }
    return len;
}

/* Add a letter unless it repeats the one before. */
static inline size_t add_single(char *out, size_t len, char byte)
{
    if (len == 0 || out[len - 1] != byte) {
        out[len++] = byte;
    }
    return len;
}

/* Fold one word into `out` (FOLD_BYTES of room); its length. */
static size_t fold_word(const struct fold *fold, struct slice word, char *out)
{
    char ascii[FOLD_BYTES + 1];
    size_t len = 0;
    size_t ascii_len = to_ascii(fold, word, ascii, FOLD_BYTES);

    ascii[ascii_len] = '\0';
    for (size_t at = 0; at < ascii_len;) {
        const struct fold_rule *rule = NULL;

        if (fold->pair[ascii[at] & 0x7F][ascii[at + 1] & 0x7F]) {
            rule = rule_at(fold, (struct slice){ascii + at, ascii_len - at});
        }
        if (rule == NULL) {
            len = add_single(out, len, ascii[at++]);
            continue;
        }
        for (size_t i = 0; i < rule->to.len; i++) {
            len = add_single(out, len, rule->to.ptr[i]);
        }
        at += rule->from.len;
    }
    return len;
}

/* How many bytes at `at` part two words: blank, dash, dot, comma; 0: none. */
static size_t gap_at(struct slice name, size_t at)
{
    size_t len = 1;
    uint32_t point = (unsigned char)name.ptr[at];
    bool gap;

    if ((point | 0x20) >= 'a' && (point | 0x20) <= 'z') {
        return 0;
    }
    if (point >= 0x80) {
        point = utf8_decode(name, at, &len);
    }
    gap = point == ' ' || point == '\t' || point == '\n' || point == '-' ||
          point == '.' || point == ',' || point == 0xA0 || point == '_' ||
          (point >= 0x2000 && point <= 0x2015);

    return gap ? len : 0;
}

/* The next word of `name`, empty at the end. */
static struct slice next_word(struct slice name, size_t *at)
{
    size_t start;
    size_t len;

    while (*at < name.len && (len = gap_at(name, *at)) != 0) {
        *at += len;
    }
    start = *at;
    while (*at < name.len && gap_at(name, *at) == 0) {
        ++*at; /* the later bytes of a letter part no words either */
    }
    return (struct slice){name.ptr + start, *at - start};
}

static struct slice without_possessive(struct slice name)
{
    static const char *const ending[] = {"'s", "\xe2\x80\x99s", "'",
                                         "\xe2\x80\x99"};

    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        if (slice_ends(name, ending[i])) {
            name.len -= strlen(ending[i]);
            return name;
        }
    }
    return name;
}

static void drop_word(struct folded *folded, size_t at)
{
    folded->words--;
    for (size_t i = at; i < folded->words; i++) {
        folded->word[i] = folded->word[i + 1];
        folded->particle[i] = folded->particle[i + 1];
    }
}

/* What the tables say of a word, or NULL. */
static const struct fold_entry *entry_of(const struct fold *fold,
                                         struct slice word)
{
    const uintptr_t *entry = map_get(&fold->word, word);

    return entry != NULL ? (const struct fold_entry *)*entry : NULL;
}

/* Leave out what is no part of a name, as long as a name remains. */
static void drop_others(const struct fold *fold, struct folded *folded)
{
    size_t full = 0;

    for (size_t i = 0; i < folded->words; i++) {
        full += folded->word[i].len > 1;
    }
    for (size_t i = folded->words; i-- > 0;) {
        const struct fold_entry *entry = entry_of(fold, folded->word[i]);
        int kind = entry != NULL ? entry->kind : -1;
        bool initial = folded->word[i].len == 1 && full >= 2;
        bool other = kind == WORD_ARTICLE ||
                     (kind == WORD_HONORIFIC && i + 1 < folded->words) ||
                     (kind == WORD_SUFFIX && i > 0);

        folded->particle[i] = kind == WORD_PARTICLE;
        if (folded->words > 1 && (initial || other)) {
            drop_word(folded, i);
        } else if (entry != NULL && entry->same.len != 0) {
            folded->word[i] = entry->same;
        }
    }
}

bool fold_name(const struct fold *fold, struct slice name,
               struct folded *folded)
{
    size_t used = 0;

    folded->words = 0;
    name = without_possessive(slice_trim(name));
    if (name.len > FOLD_BYTES) {
        return false;
    }
    for (size_t at = 0; folded->words < FOLD_WORDS;) {
        struct slice word = next_word(name, &at);
        size_t len = fold_word(fold, word, folded->text + used);

        if (word.len == 0) {
            break;
        }
        if (len != 0) {
            folded->word[folded->words++] =
                (struct slice){folded->text + used, len};
            used += len;
        }
    }
    drop_others(fold, folded);
    return folded->words != 0;
}

static int by_first_then_length(const void *left, const void *right)
{
    const struct fold_rule *a = left;
    const struct fold_rule *b = right;
    int order = (unsigned char)a->from.ptr[0] - (unsigned char)b->from.ptr[0];

    if (order == 0) {
        order = (a->from.len < b->from.len) - (a->from.len > b->from.len);
    }
    if (order == 0) {
        order = b->at_end - a->at_end;
    }
    return order != 0 ? order : slice_cmp(a->from, b->from);
}

/* Most pairs of letters start no rule: one look tells. */
static void mark_pairs(struct fold *fold)
{
    for (size_t i = 0; i < fold->rules; i++) {
        struct slice from = fold->rule[i].from;
        unsigned char first = (unsigned char)from.ptr[0];

        if (first < 0x80 && from.len > 1) {
            fold->pair[first][from.ptr[1] & 0x7F] = true;
        } else if (first < 0x80) {
            memset(fold->pair[first], true, sizeof fold->pair[first]);
        }
    }
}

static bool read_rules(struct fold *fold, const char *path, struct err *err)
{
    struct tsv tsv;

    if (!tsv_open(&tsv, path, "from to", err)) {
        return false;
    }
    while (tsv_next(&tsv, err)) {
        struct slice from = tsv.field[0];
        bool at_end = slice_ends(from, "$");

        from.len -= at_end;
        if (from.len == 0 || from.len > 8 || tsv.field[1].len > from.len) {
            (void)tsv_fail(&tsv, err, "rule is empty, long or grows", from);
            break;
        }
        MEM_GROW(fold->rule, fold->rules, fold->rule_cap);
        fold->rule[fold->rules++] = (struct fold_rule){
            arena_copy(&fold->strings, from),
            arena_copy(&fold->strings, tsv.field[1]), at_end};
    }
    tsv_release(&tsv);
    if (fold->rules != 0) {
        qsort(fold->rule, fold->rules, sizeof *fold->rule,
              by_first_then_length);
    }
    for (size_t i = 0; i < fold->rules; i++) {
        fold->first[(unsigned char)fold->rule[i].from.ptr[0] + 1]++;
    }
    for (size_t i = 1; i <= 256; i++) {
        fold->first[i] += fold->first[i - 1];
    }
    mark_pairs(fold);
    return err->code == ERR_NONE;
}

/* Fold a lone word of a table and keep it. */
static struct slice keep_word(struct fold *fold, struct slice word)
{
    char out[FOLD_BYTES];

    if (word.len > FOLD_BYTES) {
        word.len = FOLD_BYTES;
    }
    return arena_copy(&fold->strings,
                      (struct slice){out, fold_word(fold, word, out)});
}

/* The entry of a table's lone word, made if it is new. */
static struct fold_entry *put_entry(struct fold *fold, struct slice word)
{
    struct slice key = keep_word(fold, word);
    uintptr_t *place = map_put(&fold->word, key, NULL);

    if (*place == 0) {
        struct fold_entry *entry =
            arena_alloc(&fold->strings, 1, sizeof *entry);

        entry->kind = -1;
        *place = (uintptr_t)entry;
    }
    return (struct fold_entry *)*place;
}

static bool read_words(struct fold *fold, const char *path, struct err *err)
{
    struct tsv tsv;

    if (!tsv_open(&tsv, path, "word kind", err)) {
        return false;
    }
    while (tsv_next(&tsv, err)) {
        size_t kind = 0;

        while (kind < 4 && !slice_is(tsv.field[1], word_name[kind])) {
            kind++;
        }
        if (kind == 4) {
            (void)tsv_fail(&tsv, err, "no kind of word:", tsv.field[1]);
            break;
        }
        put_entry(fold, tsv.field[0])->kind = (int)kind;
    }
    tsv_release(&tsv);
    return err->code == ERR_NONE;
}

static bool read_same(struct fold *fold, const char *path, struct err *err)
{
    struct tsv tsv;

    if (!tsv_open(&tsv, path, "name same", err)) {
        return false;
    }
    while (tsv_next(&tsv, err)) {
        struct slice usual = keep_word(fold, tsv.field[0]);
        struct slice rest = tsv.field[1];

        for (size_t at = 0; at < rest.len;) {
            struct slice word = next_word(rest, &at);

            while (word.len != 0 && word.ptr[word.len - 1] == ';') {
                word.len--;
            }
            if (word.len != 0) {
                put_entry(fold, word)->same = usual;
            }
        }
    }
    tsv_release(&tsv);
    return err->code == ERR_NONE;
}

bool fold_open(struct fold *fold, const char *dir, struct err *err)
{
    struct {
        const char *file;
        bool (*read)(struct fold *, const char *, struct err *);
    } const table[] = {{"folding.tsv", read_rules},
                       {"name-words.tsv", read_words},
                       {"given-names.tsv", read_same}};
    struct buf path = {0};
    bool ok = true;

    *fold = (struct fold){0};
    for (size_t i = 0; ok && i < sizeof table / sizeof *table; i++) {
        buf_clear(&path);
        buf_printf(&path, "%s/%s", dir, table[i].file);
        ok = table[i].read(fold, path.ptr, err);
    }
    buf_release(&path);
    if (!ok) {
        fold_release(fold);
    }
    return ok;
}

void fold_release(struct fold *fold)
{
    arena_release(&fold->strings);
    free(fold->rule);
    map_release(&fold->word);
    *fold = (struct fold){0};
}
