#include "lang/lemmatizer.h"

#include "base/utf8.h"
#include "lang/lemmatizer_int.h"
#include "lang/unicode.h"

/* Names of parts of speech have at most five letters. */
enum { POS_LEN = 16 };

static void lower_pos(const char *pos, char name[POS_LEN])
{
    size_t len = 0;

    while (pos[len] != '\0' && len + 1 < POS_LEN) {
        char byte = pos[len];

        name[len++] = (char)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
    }
    name[len] = '\0';
}

/* Whether the analysis has this feature; with `value` NULL, any value. */
static bool has_feature(const char *morph, const char *name, const char *value)
{
    size_t len = strlen(name);

    while (*morph != '\0') {
        size_t end = strcspn(morph, "|");

        if (end > len && memcmp(morph, name, len) == 0 && morph[len] == '=') {
            return value == NULL ||
                   (strlen(value) == end - len - 1 &&
                    memcmp(morph + len + 1, value, end - len - 1) == 0);
        }
        morph += end;
        morph += *morph == '|';
    }
    return false;
}

static bool is_base_form(const char *pos, const char *morph)
{
    if (strcmp(pos, "noun") == 0 && has_feature(morph, "Number", "Sing")) {
        return true;
    }
    if (strcmp(pos, "verb") == 0 && has_feature(morph, "VerbForm", "Fin") &&
        has_feature(morph, "Tense", "Pres") &&
        !has_feature(morph, "Number", NULL)) {
        return true;
    }
    return has_feature(morph, "VerbForm", "Inf") ||
           has_feature(morph, "VerbForm", "None") ||
           has_feature(morph, "Degree", "Pos");
}

static const struct lemma_table *table_of(const struct lemmatizer *lemmatizer,
                                          const char *pos)
{
    uint64_t id = string_id(slice_of(pos));

    for (size_t i = 0; i < lemmatizer->tables; i++) {
        const struct lemma_table *table = &lemmatizer->table[i];

        if (table->pos == id && (table->rules != 0 || table->index.len != 0 ||
                                 table->exceptions.len != 0)) {
            return table;
        }
    }
    return NULL;
}

static bool is_alpha(struct slice text)
{
    size_t len;

    for (size_t at = 0; at < text.len; at += len) {
        if (!unicode_is_alpha(utf8_decode(text, at, &len))) {
            return false;
        }
    }
    return text.len != 0;
}

/* Whether `rule` makes `form` of `lower`. */
static bool rule_makes(const struct lemma_rule *rule, struct slice lower,
                       struct slice form)
{
    size_t stem = lower.len - rule->from.len;

    return form.len == stem + rule->to.len &&
           memcmp(form.ptr, lower.ptr, stem) == 0 &&
           slice_eq(slice_cut(form, (struct span){stem, form.len}), rule->to);
}

static bool rule_fits(const struct lemma_rule *rule, struct slice lower)
{
    size_t end = rule->from.len;

    return lower.len >= end && lower.len - end + rule->to.len != 0 &&
           slice_eq(slice_cut(lower, (struct span){lower.len - end, lower.len}),
                    rule->from);
}

static bool is_known(const struct lemma_table *table, struct slice form,
                     bool *indexed)
{
    *indexed = map_get(&table->index, form) != NULL;
    return *indexed || !is_alpha(form);
}

/* The irregular lemma: the last one listed, unless the rules offer it too. */
static bool find_irregular(const struct lemma_table *table, struct slice lower,
                           struct slice *lemma)
{
    const uintptr_t *found = map_get(&table->exceptions, lower);
    const struct lemma_list *list;

    if (found == NULL) {
        return false;
    }
    list = (const struct lemma_list *)*found;
    for (size_t i = list->len; i-- > 0;) {
        bool offered = false;
        bool indexed;

        for (size_t k = 0; k < table->rules && !offered; k++) {
            offered = rule_fits(&table->rule[k], lower) &&
                      rule_makes(&table->rule[k], lower, list->form[i]) &&
                      is_known(table, list->form[i], &indexed);
        }
        for (size_t k = 0; k < i && !offered; k++) {
            offered = slice_eq(list->form[k], list->form[i]);
        }
        if (!offered) {
            *lemma = list->form[i];
            return true;
        }
    }
    return false;
}

/* What the rules make: the first form that is in the index or has other
 * characters than letters (the last in the index where those go first), else
 * the first of all. */
static bool find_regular(const struct lemmatizer *lemmatizer,
                         const struct lemma_table *table, struct slice lower,
                         struct buf *lemma)
{
    bool has_known = false;
    bool has_other = false;
    struct buf form = {0};

    for (size_t i = 0; i < table->rules; i++) {
        const struct lemma_rule *rule = &table->rule[i];
        bool indexed;
        bool known;

        if (!rule_fits(rule, lower)) {
            continue;
        }
        buf_clear(&form);
        buf_add(&form, lower.ptr, lower.len - rule->from.len);
        buf_add_slice(&form, rule->to);
        known = is_known(table, buf_slice(&form), &indexed);
        if ((!has_known && (known || !has_other)) ||
            (indexed && lemmatizer->index_first)) {
            buf_clear(lemma);
            buf_add_slice(lemma, buf_slice(&form));
        }
        has_known = has_known || known;
        has_other = true;
    }
    buf_release(&form);
    return has_known || has_other;
}

void lemmatizer_find(const struct lemmatizer *lemmatizer, struct slice text,
                     struct slice lower, const char *pos, const char *morph,
                     struct buf *out)
{
    const struct lemma_table *table;
    struct buf regular = {0};
    struct slice lemma;
    char name[POS_LEN];

    lower_pos(pos, name);
    if (*name == '\0' || strcmp(name, "eol") == 0 ||
        strcmp(name, "space") == 0 || is_base_form(name, morph)) {
        buf_add_slice(out, lower);
        return;
    }
    table = table_of(lemmatizer, name);
    if (table == NULL) {
        buf_add_slice(out, strcmp(name, "propn") == 0 ? text : lower);
        return;
    }
    if (find_irregular(table, lower, &lemma)) {
        buf_add_slice(out, lemma);
    } else if (find_regular(lemmatizer, table, lower, &regular)) {
        buf_add_slice(out, buf_slice(&regular));
    } else {
        buf_add_slice(out, text);
    }
    buf_release(&regular);
}
