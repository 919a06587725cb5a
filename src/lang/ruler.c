#include "lang/ruler.h"

#include "lang/ruler_int.h"

/* What patterns see of a token. */
struct sight {
    uint16_t word[FIELDS];
    bool is_space;
};

static uint16_t number_of(const struct ruler *ruler, struct slice text)
{
    const uintptr_t *word = map_get(&ruler->words, text);

    return word != NULL ? (uint16_t)*word : 0;
}

static struct sight see(const struct ruler *ruler, const struct piece *piece,
                        const struct token *token)
{
    struct sight sight = {{0}, piece->lexeme->is_space};

    sight.word[FIELD_TAG] = number_of(ruler, slice_of(token->tag));
    sight.word[FIELD_LOWER] = number_of(ruler, piece->lexeme->lower);
    sight.word[FIELD_DEP] = number_of(ruler, slice_of(token->dep));
    return sight;
}

static bool word_fits(const struct word_set *set, uint16_t word)
{
    if (set->any) {
        return true;
    }
    for (size_t i = 0; i < set->len; i++) {
        if (set->word[i] == word) {
            return !set->is_not;
        }
    }
    return set->is_not;
}

static bool spec_fits(const struct spec *spec, const struct sight *sight)
{
    if (spec->space != SPACE_ANY &&
        (spec->space == SPACE_YES) != sight->is_space) {
        return false;
    }
    for (size_t i = 0; i < FIELDS; i++) {
        if (!word_fits(&spec->set[i], sight->word[i])) {
            return false;
        }
    }
    return true;
}

/* `sight` is that of the target; the ones before and after it stand beside
 * it, or `edge` says that there is none. */
static bool pattern_fits(const struct pattern *pattern,
                         const struct sight *sight, bool has_last,
                         bool has_next)
{
    size_t target = pattern->target;

    if ((target == 1 && !has_last) ||
        (target == 0 && pattern->specs == 2 && !has_next)) {
        return false;
    }
    for (size_t i = 0; i < pattern->specs; i++) {
        if (!spec_fits(&pattern->spec[i], sight + i - target)) {
            return false;
        }
    }
    return true;
}

/* Which entry writes what: of two, the later one. */
struct verdict {
    size_t entry[ATTRS]; /* its number + 1; 0: none */
};

static void judge(const struct ruler *ruler, const struct pattern_list *list,
                  const struct sight *sight, const bool edge[2],
                  struct verdict *verdict)
{
    for (size_t i = 0; i < list->len; i++) {
        const struct pattern *pattern = &ruler->pattern[list->pattern[i]];
        const struct entry *entry = &ruler->entry[pattern->entry];

        if (!pattern_fits(pattern, sight, !edge[0], !edge[1])) {
            continue;
        }
        for (size_t attr = 0; attr < ATTRS; attr++) {
            if (entry->value[attr] != NULL &&
                pattern->entry >= verdict->entry[attr]) {
                verdict->entry[attr] = pattern->entry + 1;
            }
        }
    }
}

static void write_value(struct token *token, enum attr attr, const char *value)
{
    switch (attr) {
    case ATTR_TAG: token->tag = value; break;
    case ATTR_POS: token->pos = value; break;
    case ATTR_MORPH: token->morph = value; break;
    case ATTR_LEMMA: token->lemma = slice_of(value); break;
    case ATTR_DEP: token->dep = value; break;
    }
}

static void write_token(const struct ruler *ruler,
                        const struct verdict *verdict, struct token *token)
{
    for (size_t attr = 0; attr < ATTRS; attr++) {
        if (verdict->entry[attr] != 0) {
            write_value(token, (enum attr)attr,
                        ruler->entry[verdict->entry[attr] - 1].value[attr]);
        }
    }
}

void ruler_apply(const struct ruler *ruler, const struct piece *piece,
                 struct token *token, size_t count)
{
    struct sight sight[3] = {{{0}, false}}; /* last, this and next token */

    if (count > 0) {
        sight[2] = see(ruler, &piece[0], &token[0]);
    }
    for (size_t i = 0; i < count; i++) {
        const bool edge[2] = {i == 0, i + 1 == count};
        struct verdict verdict = {{0}};

        sight[0] = sight[1];
        sight[1] = sight[2];
        if (!edge[1]) {
            sight[2] = see(ruler, &piece[i + 1], &token[i + 1]);
        }
        judge(ruler, &ruler->by_word[FIELD_LOWER][sight[1].word[FIELD_LOWER]],
              &sight[1], edge, &verdict);
        judge(ruler, &ruler->by_word[FIELD_TAG][sight[1].word[FIELD_TAG]],
              &sight[1], edge, &verdict);
        judge(ruler, &ruler->rest, &sight[1], edge, &verdict);
        write_token(ruler, &verdict, &token[i]);
    }
}
