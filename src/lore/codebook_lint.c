/* codebook_lint.c - what the tables can be read with, but nobody means. */
#include "lore/codebook_lint.h"

#include "base/date.h"
#include "base/map.h"
#include "base/tsv.h"

struct linting {
    const struct tsv *tsv;
    struct map seen; /* codes of actors.tsv, people of people.tsv */
    struct buf line; /* what is wrong with the row, empty: nothing */
};

static struct slice field(const struct linting *lint, size_t column)
{
    return lint->tsv->field[column];
}

static void mistake(struct linting *lint, const char *what, struct slice value)
{
    if (lint->line.len == 0) {
        buf_printf(&lint->line, "%s:%zu: %s '%.*s'", lint->tsv->path,
                   lint->tsv->line, what,
                   (int)(value.len < 80 ? value.len : 80), value.ptr);
    }
}

/* Small letters, digits and hyphens. */
static bool is_slug(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];

        if (!((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
              byte == '-')) {
            return false;
        }
    }
    return text.len != 0;
}

static void check_dates(struct linting *lint, size_t from, size_t to)
{
    struct date first = date_parse(field(lint, from));
    struct date last = date_parse(field(lint, to));

    if (first.precision != DATE_NONE && last.precision != DATE_NONE &&
        date_first_day(first) > date_last_day(last)) {
        mistake(lint, "ends before it begins:", field(lint, to));
    }
}

static void lint_actor(struct linting *lint)
{
    bool added = false;

    (void)map_put(&lint->seen, field(lint, 0), &added);
    if (!added) {
        mistake(lint, "a second row of the actor", field(lint, 0));
    }
}

static void lint_member(struct linting *lint)
{
    check_dates(lint, 2, 3);
    if (slice_eq(field(lint, 0), field(lint, 1))) {
        mistake(lint, "is a member of itself:", field(lint, 0));
    }
}

static void lint_office(struct linting *lint)
{
    if (!is_slug(field(lint, 0))) {
        mistake(lint, "small letters, digits and hyphens are wanted:",
                field(lint, 0));
    }
}

/* Whether every name of the list stands in the person's name. */
static void check_families(struct linting *lint)
{
    struct slice rest = field(lint, 2);

    while (rest.len != 0) {
        size_t len = slice_find(rest, SLICE(";"));
        struct slice name = slice_trim((struct slice){rest.ptr, len});

        if (name.len != 0 && field(lint, 1).len != 0 &&
            slice_find(field(lint, 1), name) == field(lint, 1).len &&
            slice_find(field(lint, 3), name) == field(lint, 3).len) {
            mistake(lint, "stands in no name of the person:", name);
        }
        len += len < rest.len;
        rest.ptr += len;
        rest.len -= len;
    }
}

static void lint_person(struct linting *lint)
{
    if (!is_slug(field(lint, 0))) {
        mistake(lint, "small letters, digits and hyphens are wanted:",
                field(lint, 0));
    }
    check_families(lint);
    check_dates(lint, 7, 8);
}

/* Patterns are compared with small letters; a sign that no word has, and a
 * capital, match nothing. */
static void lint_issue(struct linting *lint)
{
    struct slice patterns = field(lint, 2);

    if (!is_slug(field(lint, 0))) {
        mistake(lint, "small letters, digits and hyphens are wanted:",
                field(lint, 0));
    }
    for (size_t i = 0; i < patterns.len; i++) {
        char byte = patterns.ptr[i];

        if ((byte >= 'A' && byte <= 'Z') || strchr("()[]{}?+^$\\,", byte)) {
            mistake(lint,
                    "matches nothing, patterns are small letters:", patterns);
        }
    }
}

static const struct rule {
    const char *file;
    const char *columns;
    void (*row)(struct linting *lint);
} rule[] = {
    {"actors.tsv", "code kind name", lint_actor},
    {"members.tsv", "group member from to", lint_member},
    {"offices.tsv", "office title level speaks of", lint_office},
    {"people.tsv", "person name family spellings office of at from to",
     lint_person},
    {"issues.tsv", "issue title patterns", lint_issue},
};

enum { RULES = sizeof rule / sizeof rule[0] };

static void lint_table(const struct rule *by, const struct codebook_text *text,
                       codebook_mistake_fn tell, void *context)
{
    struct tsv tsv;
    struct linting lint = {.tsv = &tsv};
    struct err err = {0};

    if (!tsv_open_bytes(&tsv, text->name, text->bytes, by->columns, &err)) {
        return;
    }
    while (tsv_next(&tsv, &err)) {
        buf_clear(&lint.line);
        by->row(&lint);
        if (lint.line.len != 0) {
            tell(context, lint.line.ptr);
        }
    }
    map_release(&lint.seen);
    buf_release(&lint.line);
    tsv_release(&tsv);
}

void codebook_lint(const struct codebook_text *text, size_t texts,
                   codebook_mistake_fn tell, void *context)
{
    for (size_t i = 0; i < RULES; i++) {
        const struct codebook_text *table =
            codebook_find(text, texts, rule[i].file);

        if (table != NULL) {
            lint_table(&rule[i], table, tell, context);
        }
    }
}
