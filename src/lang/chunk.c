#include "base/mem.h"
#include "base/utf8.h"
#include "lang/tokenizer_int.h"
#include "lang/unicode.h"

#include <stdlib.h>

static bool space_at(struct slice text, size_t at, size_t *len)
{
    unsigned char byte = (unsigned char)text.ptr[at];

    if (byte < 0x80) {
        *len = 1;
        return unicode_is_space(byte);
    }
    return unicode_is_space(utf8_decode(text, at, len));
}

/* A word's chunk swallows one blank behind it; further white space is a chunk
 * of its own. */
bool chunk_next(struct chunk_walk *walk, struct chunk *chunk)
{
    struct slice text = walk->text;
    size_t at = walk->at;
    bool space;
    size_t len;

    if (at >= text.len) {
        return false;
    }
    space = space_at(text, at, &len);
    do {
        at += len;
    } while (at < text.len && space_at(text, at, &len) == space);
    chunk->text = slice_cut(text, (struct span){walk->at, at});
    chunk->start = walk->at;
    chunk->blank = !space && at < text.len && text.ptr[at] == ' ';
    walk->at = at + chunk->blank;
    return true;
}

const struct rule *tokenizer_rule(const struct tokenizer *tokenizer,
                                  struct slice text)
{
    const uintptr_t *rule;

    if (text.len > tokenizer->longest_rule) {
        return NULL;
    }
    rule = map_get(&tokenizer->rules, text);
    return rule != NULL ? (const struct rule *)*rule : NULL;
}

static const struct rule *rule_of(const struct chunker *chunker,
                                  struct slice text)
{
    return chunker->without_rules ? NULL
                                  : tokenizer_rule(chunker->tokenizer, text);
}

static void add(struct chunker *chunker, struct slice text,
                const struct lexeme *lexeme)
{
    if (text.len != 0) {
        MEM_GROW(chunker->cut, chunker->len, chunker->cap);
        chunker->cut[chunker->len++] = (struct cut){text, lexeme};
    }
}

static void add_suffix(struct chunker *chunker, struct slice text)
{
    if (text.len != 0) {
        MEM_GROW(chunker->suffix, chunker->suffixes, chunker->suffix_cap);
        chunker->suffix[chunker->suffixes++] = text;
    }
}

static void add_rule(struct chunker *chunker, struct slice text,
                     const struct rule *rule)
{
    size_t at = 0;

    for (size_t i = 0; i < rule->count; i++) {
        size_t len = rule->lexeme[i]->text.len;

        add(chunker, slice_cut(text, (struct span){at, at + len}),
            rule->lexeme[i]);
        at += len;
    }
}

static struct slice head(struct slice text, size_t len)
{
    return (struct slice){text.ptr, len};
}

static struct slice tail(struct slice text, size_t from)
{
    return (struct slice){text.ptr + from, text.len - from};
}

/* Strip prefixes (they are added to the result) and suffixes (to the stack)
 * until a rule or nothing fits; what is left is returned. */
static struct slice strip(struct chunker *chunker, struct slice text)
{
    size_t last = SIZE_MAX;

    while (text.len != 0 && text.len != last && !rule_of(chunker, text)) {
        size_t prefix = affix_prefix(chunker->affix, text);
        size_t suffix;

        last = text.len;
        if (prefix != 0 && rule_of(chunker, tail(text, prefix))) {
            add(chunker, head(text, prefix), NULL);
            return tail(text, prefix);
        }
        suffix = affix_suffix(chunker->affix, tail(text, prefix));
        if (suffix != 0 && rule_of(chunker, head(text, text.len - suffix))) {
            add_suffix(chunker, tail(text, text.len - suffix));
            return head(text, text.len - suffix);
        }
        add(chunker, head(text, prefix), NULL);
        add_suffix(chunker, tail(text, text.len - suffix));
        text = head(tail(text, prefix), text.len - prefix - suffix);
    }
    return text;
}

/* An infix at the very start stays glued to what follows. */
static void split_infixes(struct chunker *chunker, struct slice text)
{
    struct span found;
    size_t from = 0;
    size_t at = 0;

    while (from < text.len && affix_infix(chunker->affix, text, from, &found)) {
        if (found.start != 0) {
            add(chunker, slice_cut(text, (struct span){at, found.start}), NULL);
            add(chunker, slice_cut(text, found), NULL);
            at = found.end;
        }
        from = found.end > from ? found.end : from + 1;
    }
    add(chunker, tail(text, at), NULL);
}

void chunker_cut(struct chunker *chunker, struct slice chunk)
{
    const struct rule *rule = rule_of(chunker, chunk);
    struct slice text = chunk;

    chunker->suffixes = 0;
    if (rule == NULL) {
        text = strip(chunker, chunk);
        rule = rule_of(chunker, text);
    }
    if (rule != NULL) {
        add_rule(chunker, text, rule);
    } else if (text.len != 0 && affix_is_url(chunker->affix, text)) {
        add(chunker, text, NULL);
    } else {
        split_infixes(chunker, text);
    }
    while (chunker->suffixes > 0) {
        add(chunker, chunker->suffix[--chunker->suffixes], NULL);
    }
}

void chunker_release(struct chunker *chunker)
{
    free(chunker->cut);
    free(chunker->suffix);
    *chunker = (struct chunker){0};
}
