#include "base/mem.h"
#include "base/utf8.h"
#include "lang/tokenizer_int.h"
#include "model/msgpack.h"

#include <stdlib.h>

/* Keys of a token in the model's rules. */
enum { KEY_TEXT = 65, KEY_NORM = 67 };

/* The longest rule has five tokens; a bound for hostile files. */
enum { RULE_TOKENS = 64 };

/* What is at hand while the file is read. */
struct reading {
    struct tokenizer *tokenizer;
    struct msgpack in;
    struct map made; /* "LEN:text" + norm -> struct lexeme * */
    bool compiled[AFFIX_KINDS];
    bool rules;
};

struct rule_token {
    struct slice text;
    struct slice norm; /* ptr NULL: none */
};

/* The lexeme of a rule's token; equal ones are made once. */
static const struct lexeme *lexeme_of(struct reading *reading,
                                      const struct rule_token *token)
{
    struct tokenizer *tokenizer = reading->tokenizer;
    struct buf key = {0};
    struct lexeme *lexeme;
    uintptr_t *place;

    buf_printf(&key, "%zu:", token->text.len);
    buf_add_slice(&key, token->text);
    if (token->norm.ptr != NULL) {
        buf_add_char(&key, '=');
        buf_add_slice(&key, token->norm);
    }
    place = map_get(&reading->made, buf_slice(&key));
    if (place == NULL) {
        struct slice norm = token->norm;

        if (norm.ptr != NULL) {
            norm = arena_copy(&tokenizer->arena, norm);
        }
        lexeme = arena_alloc(&tokenizer->arena, 1, sizeof *lexeme);
        lexeme_make(lexeme, tokenizer->norms,
                    arena_copy(&tokenizer->arena, token->text), norm,
                    &tokenizer->arena);
        lexeme->norm_in_model = true;
        lexeme->index = tokenizer->lexemes++;
        place = map_put(&reading->made,
                        arena_copy(&tokenizer->arena, buf_slice(&key)), NULL);
        *place = (uintptr_t)lexeme;
    }
    buf_release(&key);
    return (const struct lexeme *)*place;
}

static bool read_text(struct msgpack *in, struct slice *text)
{
    size_t at = in->base + in->at;

    if (!msgpack_str(in, text)) {
        return false;
    }
    if (utf8_valid(*text) != text->len) {
        return msgpack_fail(in, at, "a rule's text is not UTF-8");
    }
    return true;
}

/* One token of a rule: {65: text, 67: norm}. */
static bool read_token(struct msgpack *in, struct rule_token *token)
{
    size_t at = in->base + in->at;
    size_t count;

    *token = (struct rule_token){{NULL, 0}, {NULL, 0}};
    if (!msgpack_map(in, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t key_at = in->base + in->at;
        uint64_t key;

        if (!msgpack_uint(in, &key)) {
            return false;
        }
        if (key != KEY_TEXT && key != KEY_NORM) {
            return msgpack_fail(in, key_at, "unknown attribute of a rule");
        }
        if (!read_text(in, key == KEY_TEXT ? &token->text : &token->norm)) {
            return false;
        }
    }
    if (token->text.len == 0) {
        return msgpack_fail(in, at, "a rule's token has no text");
    }
    return true;
}

/* The tokens of the rule `key`; their texts joined must be the key. */
static bool read_rule(struct reading *reading, struct slice key,
                      struct rule *rule)
{
    struct msgpack *in = &reading->in;
    size_t at = in->base + in->at;
    size_t len = 0;

    if (!msgpack_array(in, &rule->count)) {
        return false;
    }
    if (rule->count == 0 || rule->count > RULE_TOKENS) {
        return msgpack_fail(in, at, "a rule with %zu tokens", rule->count);
    }
    rule->lexeme = arena_alloc(&reading->tokenizer->arena, rule->count,
                               sizeof(const struct lexeme *));
    for (size_t i = 0; i < rule->count; i++) {
        struct rule_token token;

        if (!read_token(in, &token)) {
            return false;
        }
        if (key.len - len < token.text.len ||
            !slice_eq(token.text,
                      (struct slice){key.ptr + len, token.text.len})) {
            return msgpack_fail(in, at, "a rule's tokens are not its text");
        }
        len += token.text.len;
        rule->lexeme[i] = lexeme_of(reading, &token);
    }
    return len == key.len ||
           msgpack_fail(in, at, "a rule's tokens are not its text");
}

static bool read_rules(struct reading *reading)
{
    struct tokenizer *tokenizer = reading->tokenizer;
    size_t count;

    if (!msgpack_map(&reading->in, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct rule *rule = arena_alloc(&tokenizer->arena, 1, sizeof *rule);
        struct slice key;

        if (!read_text(&reading->in, &key) || !read_rule(reading, key, rule)) {
            return false;
        }
        *map_put(&tokenizer->rules, arena_copy(&tokenizer->arena, key), NULL) =
            (uintptr_t)rule;
        if (key.len > tokenizer->longest_rule) {
            tokenizer->longest_rule = key.len;
        }
    }
    reading->rules = true;
    return true;
}

static bool read_pattern(struct reading *reading, enum affix_kind kind)
{
    struct msgpack *in = &reading->in;
    size_t at = in->base + in->at;
    struct slice pattern;
    struct err err = {0};

    if (!msgpack_str(in, &pattern)) {
        return false;
    }
    if (!affixes_compile(reading->tokenizer->affixes, kind, pattern, &err)) {
        return msgpack_fail(in, at, "%s", err.text);
    }
    reading->compiled[kind] = true;
    return true;
}

static bool read_heuristics(struct msgpack *in)
{
    size_t at = in->base + in->at;
    bool faster;

    if (!msgpack_bool(in, &faster)) {
        return false;
    }
    return faster || msgpack_fail(in, at, "faster_heuristics must be true");
}

static bool read_entry(struct reading *reading, struct slice key, size_t at)
{
    static const struct {
        const char *name;
        enum affix_kind kind;
    } patterns[] = {
        {"prefix_search", AFFIX_PREFIX},
        {"suffix_search", AFFIX_SUFFIX},
        {"infix_finditer", AFFIX_INFIX},
        {"url_match", AFFIX_URL},
    };

    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        if (slice_is(key, patterns[i].name)) {
            return read_pattern(reading, patterns[i].kind);
        }
    }
    if (slice_is(key, "token_match")) {
        return msgpack_nil(&reading->in);
    }
    if (slice_is(key, "exceptions")) {
        return read_rules(reading);
    }
    if (slice_is(key, "faster_heuristics")) {
        return read_heuristics(&reading->in);
    }
    return msgpack_fail(&reading->in, at, "unknown entry '%.*s'",
                        (int)(key.len < 40 ? key.len : 40), key.ptr);
}

static bool read_entries(struct reading *reading)
{
    struct msgpack *in = &reading->in;
    bool whole = true;
    size_t count;

    if (!msgpack_map(in, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t at = in->base + in->at;
        struct slice key;

        if (!msgpack_str(in, &key) || !read_entry(reading, key, at)) {
            return false;
        }
    }
    for (size_t i = 0; i < AFFIX_KINDS; i++) {
        whole = whole && reading->compiled[i];
    }
    if (!whole || !reading->rules) {
        return msgpack_fail(in, 0, "a pattern or the exceptions are missing");
    }
    return msgpack_end(in);
}

/* A rule is looked for in the second pass if affixes or white space may have
 * hidden it from the first. */
static bool may_be_hidden(struct affix_worker *affix, struct slice text)
{
    struct span found;

    return memchr(text.ptr, ' ', text.len) != NULL ||
           affix_prefix(affix, text) != 0 || affix_suffix(affix, text) != 0 ||
           affix_infix(affix, text, 0, &found);
}

/* Add the text as the first pass cuts it when no rule helps. */
static void add_phrase(struct tokenizer *tokenizer, struct chunker *chunker,
                       struct slice text)
{
    struct chunk_walk walk = {text, 0};
    struct slice word[RULE_TOKENS];
    struct chunk chunk;
    size_t words = 0;

    chunker->len = 0;
    while (chunk_next(&walk, &chunk)) {
        chunker_cut(chunker, chunk.text);
    }
    for (size_t i = 0; i < chunker->len && words < RULE_TOKENS; i++) {
        word[words++] = chunker->cut[i].text;
    }
    if (words == chunker->len) { /* longer ones no rule of ours can have */
        phrases_add(&tokenizer->phrases, word, words);
    }
}

static void find_phrases(struct tokenizer *tokenizer)
{
    struct chunker chunker = {.tokenizer = tokenizer, .without_rules = true};

    chunker.affix = affix_worker_new(tokenizer->affixes);
    for (size_t i = 0; i < tokenizer->rules.cap; i++) {
        struct slice text = tokenizer->rules.slot[i].key;

        if (text.ptr != NULL && may_be_hidden(chunker.affix, text)) {
            add_phrase(tokenizer, &chunker, text);
        }
    }
    affix_worker_free(chunker.affix);
    chunker_release(&chunker);
}

/* The lexemes of rules were made before the phrases were known. */
static void number_words(struct tokenizer *tokenizer, const struct map *made)
{
    for (size_t i = 0; i < made->cap; i++) {
        struct lexeme *lexeme = (struct lexeme *)made->slot[i].value;

        if (lexeme != NULL) {
            lexeme->word = phrases_word(&tokenizer->phrases, lexeme->text);
        }
    }
}

bool tokenizer_read(struct tokenizer **tokenizer, const struct part *rules,
                    const struct part *lookups, struct err *err)
{
    struct reading reading = {.in = msgpack_open(rules, err)};
    struct tokenizer *made = mem_alloc(1, sizeof *made);
    bool ok;

    reading.tokenizer = made;
    made->affixes = affixes_new();
    ok = norms_read(&made->norms, lookups, err) && read_entries(&reading);
    if (ok) {
        find_phrases(made);
        number_words(made, &reading.made);
    } else {
        tokenizer_free(made);
        made = NULL;
    }
    map_release(&reading.made);
    *tokenizer = made;
    return ok;
}

void tokenizer_free(struct tokenizer *tokenizer)
{
    if (tokenizer != NULL) {
        affixes_free(tokenizer->affixes);
        norms_free(tokenizer->norms);
        map_release(&tokenizer->rules);
        phrases_release(&tokenizer->phrases);
        arena_release(&tokenizer->arena);
        free(tokenizer);
    }
}
