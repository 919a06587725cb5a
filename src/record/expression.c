#include "record/expression_int.h"

enum { LENGTH = 4096, TERMS = 64, DEPTH = 16 };

struct parser {
    const char *text;
    size_t at;
    size_t terms;
    int depth;
    struct buf *out;
    struct err *err;
};

static bool read_any(struct parser *parser);
static bool read_all(struct parser *parser);
static bool read_but(struct parser *parser);
static bool read_item(struct parser *parser);

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void skip_blanks(struct parser *parser)
{
    while (is_blank(parser->text[parser->at])) {
        parser->at++;
    }
}

static bool ends_word(char c)
{
    return c == '\0' || c == '"' || c == '(' || c == ')' || is_blank(c);
}

static bool fail(struct parser *parser, const char *what)
{
    return err_set(parser->err, ERR_USAGE,
                   "search: character %zu of '%.200s': "
                   "%s",
                   parser->at + 1, parser->text, what);
}

bool expression_read(const char *text, struct buf *out, struct err *err)
{
    struct parser parser = {.text = text, .out = out, .err = err};

    if (strlen(text) > LENGTH) {
        return err_set(err, ERR_LIMIT, "search: longer than %d bytes", LENGTH);
    }
    skip_blanks(&parser);
    if (!read_any(&parser)) {
        return false;
    }
    return text[parser.at] == '\0' ||
           fail(&parser, "')' without a '(' before it");
}

/* Whether the operator `word` stands here; it is passed then. */
static bool take(struct parser *parser, const char *word)
{
    size_t len = strlen(word);
    const char *here = parser->text + parser->at;

    if (strncmp(here, word, len) != 0 || !ends_word(here[len])) {
        return false;
    }
    parser->at += len;
    skip_blanks(parser);
    return true;
}

static bool read_any(struct parser *parser)
{
    if (!read_all(parser)) {
        return false;
    }
    while (take(parser, "OR")) {
        buf_add_str(parser->out, " OR ");
        if (!read_all(parser)) {
            return false;
        }
    }
    return true;
}

/* Whether another item follows that no OR or ')' keeps apart. */
static bool goes_on(struct parser *parser)
{
    size_t at = parser->at;
    char c = parser->text[at];
    bool other;

    if (c == '\0' || c == ')') {
        return false;
    }
    other = take(parser, "OR");
    parser->at = at;
    return !other;
}

static bool read_all(struct parser *parser)
{
    if (!read_but(parser)) {
        return false;
    }
    while (goes_on(parser)) {
        (void)take(parser, "AND");
        buf_add_str(parser->out, " AND ");
        if (!read_but(parser)) {
            return false;
        }
    }
    return true;
}

static bool read_but(struct parser *parser)
{
    if (!read_item(parser)) {
        return false;
    }
    while (take(parser, "NOT")) {
        buf_add_str(parser->out, " NOT ");
        if (!read_item(parser)) {
            return false;
        }
    }
    return true;
}

static bool read_group(struct parser *parser)
{
    if (++parser->depth > DEPTH) {
        return err_set(parser->err, ERR_LIMIT,
                       "search: more than %d '(' inside each other", DEPTH);
    }
    parser->at++;
    skip_blanks(parser);
    buf_add_char(parser->out, '(');
    if (!read_any(parser)) {
        return false;
    }
    if (parser->text[parser->at] != ')') {
        return fail(parser, "a ')' is missing");
    }
    parser->at++;
    parser->depth--;
    skip_blanks(parser);
    buf_add_char(parser->out, ')');
    return true;
}

static bool read_phrase(struct parser *parser)
{
    const char *start = parser->text + parser->at + 1;
    const char *end = strchr(start, '"');

    if (end == NULL) {
        return fail(parser, "a '\"' without its second one");
    }
    buf_add_char(parser->out, '"');
    buf_add(parser->out, start, (size_t)(end - start));
    buf_add_char(parser->out, '"');
    parser->at = (size_t)(end + 1 - parser->text);
    skip_blanks(parser);
    return true;
}

static bool read_word(struct parser *parser)
{
    const char *start = parser->text + parser->at;
    size_t len = 0;
    bool beginning;

    while (!ends_word(start[len])) {
        len++;
    }
    parser->at += len;
    beginning = len > 1 && start[len - 1] == '*';
    buf_add_char(parser->out, '"');
    buf_add(parser->out, start, beginning ? len - 1 : len);
    buf_add_str(parser->out, beginning ? "\" *" : "\"");
    skip_blanks(parser);
    return true;
}

static bool read_item(struct parser *parser)
{
    size_t at = parser->at;
    char c = parser->text[at];

    if (++parser->terms > TERMS) {
        return err_set(parser->err, ERR_LIMIT, "search: more than %d words",
                       TERMS);
    }
    if (c == '\0' || c == ')') {
        return fail(parser, "a word or a \"phrase\" is missing");
    }
    if (take(parser, "AND") || take(parser, "OR") || take(parser, "NOT")) {
        parser->at = at;
        return fail(parser, "AND, OR and NOT stand between two words");
    }
    if (c == '(') {
        return read_group(parser);
    }
    return c == '"' ? read_phrase(parser) : read_word(parser);
}
