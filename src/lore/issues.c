#include "lore/issues.h"

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/tsv.h"

#include <stdlib.h>

enum { STEP_WORDS = 16, GAP = 3 };

/* One word of a pattern: any of its alternatives. */
struct step {
    struct slice word[STEP_WORDS];
    bool prefix[STEP_WORDS]; /* "sanction*" */
    size_t words;
    bool gap; /* up to GAP words may come before it */
};

struct pattern {
    struct step *step;
    size_t steps;
    size_t issue;
};

struct issues {
    struct arena arena;
    const char *name[ISSUE_MAX];
    size_t parent[ISSUE_MAX]; /* 1 + its number, 0: none */
    size_t count;
    struct pattern *pattern;
    size_t patterns;
    size_t cap;
    struct slice *example;
    size_t *issue_of; /* of each example */
    size_t examples;
    size_t examples_cap;
    size_t general; /* examples that are not the codebook's */
};

static bool cut(struct slice *text, char mark, struct slice *piece)
{
    const char *end;
    size_t len;

    if (text->ptr == NULL) {
        return false;
    }
    end = memchr(text->ptr, mark, text->len);
    len = end != NULL ? (size_t)(end - text->ptr) : text->len;
    *piece = (struct slice){text->ptr, len};
    *text = end != NULL ? (struct slice){end + 1, text->len - len - 1}
                        : (struct slice){NULL, 0};
    return true;
}

/* Tokens are cut at hyphens, so patterns are too. */
static struct slice without_hyphens(struct arena *arena, struct slice text)
{
    char *copy = arena_dup(arena, text.ptr, text.len + 1, 1);

    for (size_t i = 0; i < text.len; i++) {
        copy[i] = copy[i] == '-' ? ' ' : copy[i];
    }
    return (struct slice){copy, text.len};
}

static bool step_read(const struct tsv *tsv, struct slice text,
                      struct step *step, struct err *err)
{
    struct slice word;

    while (cut(&text, '/', &word)) {
        bool prefix = slice_ends(word, "*");

        word.len -= prefix;
        if (word.len == 0 || step->words == STEP_WORDS) {
            return tsv_fail(tsv, err, "cannot read the pattern at", text);
        }
        step->prefix[step->words] = prefix;
        step->word[step->words++] = word;
    }
    return true;
}

static bool pattern_read(struct issues *issues, const struct tsv *tsv,
                         size_t issue, struct slice text, struct err *err)
{
    struct pattern pattern = {NULL, 0, issue};
    struct slice piece;
    bool gap = false;

    pattern.step =
        arena_alloc(&issues->arena, text.len / 2 + 1, sizeof *pattern.step);
    while (cut(&text, ' ', &piece)) {
        if (slice_is(piece, "..")) {
            gap = true;
            continue;
        }
        pattern.step[pattern.steps].gap = gap;
        gap = false;
        if (!step_read(tsv, piece, &pattern.step[pattern.steps++], err)) {
            return false;
        }
    }
    MEM_GROW(issues->pattern, issues->patterns, issues->cap);
    issues->pattern[issues->patterns++] = pattern;
    return true;
}

/* The number of the issue called `name`, ISSUE_MAX if there is none. */
static size_t issue_called(const struct issues *issues, struct slice name)
{
    size_t i = 0;

    while (i < issues->count && !slice_is(name, issues->name[i])) {
        i++;
    }
    return i < issues->count ? i : ISSUE_MAX;
}

/* The number of the issue called `name`, a new one if need be; ISSUE_MAX if
 * there are too many. */
static size_t issue_number(struct issues *issues, struct slice name)
{
    size_t known = issue_called(issues, name);

    if (known != ISSUE_MAX) {
        return known;
    }
    if (issues->count == ISSUE_MAX) {
        return ISSUE_MAX;
    }
    issues->name[issues->count] = arena_copy(&issues->arena, name).ptr;
    return issues->count++;
}

static bool issue_row(struct issues *issues, const struct tsv *tsv,
                      struct err *err)
{
    struct slice all = without_hyphens(
        &issues->arena, arena_copy(&issues->arena, tsv->field[2]));
    size_t issue = issue_number(issues, tsv->field[0]);
    struct slice text;
    bool ok = true;

    if (issue == ISSUE_MAX) {
        return tsv_fail(tsv, err, "too many issues with", tsv->field[0]);
    }
    if (tsv->field[0].len == 0 || all.len == 0) {
        return tsv_fail(tsv, err, "an issue without a name or patterns",
                        tsv->field[0]);
    }
    while (ok && cut(&all, '|', &text)) {
        ok = pattern_read(issues, tsv, issue, slice_trim(text), err);
    }
    return ok;
}

/* Parents stand before their children's children: no issue is its own
 * ancestor. */
static bool parent_row(struct issues *issues, const struct tsv *tsv,
                       struct err *err)
{
    size_t child = issue_called(issues, tsv->field[0]);
    size_t parent = issue_called(issues, tsv->field[1]);

    if (child == ISSUE_MAX || parent == ISSUE_MAX) {
        return tsv_fail(tsv, err, "no such issue as in",
                        tsv->field[child == ISSUE_MAX ? 0 : 1]);
    }
    for (size_t up = parent + 1; up != 0; up = issues->parent[up - 1]) {
        if (up == child + 1) {
            return tsv_fail(tsv, err, "its own ancestor:", tsv->field[0]);
        }
    }
    issues->parent[child] = parent + 1;
    return true;
}

static bool example_row(struct issues *issues, const struct tsv *tsv,
                        struct err *err)
{
    size_t issue = issue_called(issues, tsv->field[0]);
    size_t cap = issues->examples_cap;

    if (issue == ISSUE_MAX || tsv->field[1].len == 0) {
        return tsv_fail(tsv, err, "no such issue, or no example of",
                        tsv->field[0]);
    }
    MEM_GROW(issues->example, issues->examples, issues->examples_cap);
    MEM_GROW(issues->issue_of, issues->examples, cap);
    issues->example[issues->examples] =
        arena_copy(&issues->arena, tsv->field[1]);
    issues->issue_of[issues->examples++] = issue;
    return true;
}

/* A kind of table: its columns, and what becomes of a row. */
struct table {
    const char *columns;
    bool (*row)(struct issues *issues, const struct tsv *tsv, struct err *err);
};

static const struct table issue_table = {"issue title patterns", issue_row};
static const struct table parent_table = {"issue parent", parent_row};
static const struct table example_table = {"issue example", example_row};

static bool read_rows(struct issues *issues, const struct table *table,
                      struct tsv *tsv, struct err *err)
{
    bool ok = true;

    while (ok && tsv_next(tsv, err)) {
        ok = table->row(issues, tsv, err);
    }
    tsv_release(tsv);
    return ok && err->code == ERR_NONE;
}

static bool read_file(struct issues *issues, const struct table *table,
                      const char *path, struct err *err)
{
    struct tsv tsv;

    return tsv_open(&tsv, path, table->columns, err) &&
           read_rows(issues, table, &tsv, err);
}

/* The codebook's file of that name, if it has one. */
static bool read_text(struct issues *issues, const struct table *table,
                      const struct codebook_text *text, struct err *err)
{
    struct tsv tsv;

    return text == NULL || (tsv_open_bytes(&tsv, text->name, text->bytes,
                                           table->columns, err) &&
                            read_rows(issues, table, &tsv, err));
}

bool issues_open_texts(struct issues **issues, const char *data_dir,
                       const struct codebook_text *text, size_t texts,
                       struct err *err)
{
    if (!issues_open(issues, data_dir, NULL, err)) {
        return false;
    }
    if (!read_text(*issues, &issue_table,
                   codebook_find(text, texts, "issues.tsv"), err) ||
        !read_text(*issues, &example_table,
                   codebook_find(text, texts, "issue-examples.tsv"), err)) {
        issues_free(*issues);
        *issues = NULL;
        return false;
    }
    return true;
}

bool issues_open(struct issues **issues, const char *data_dir,
                 const char *extra, struct err *err)
{
    struct buf path = {0};
    bool ok;

    *issues = mem_alloc(1, sizeof **issues);
    buf_printf(&path, "%s/issues/issues.tsv", data_dir);
    ok = read_file(*issues, &issue_table, path.ptr, err);
    buf_clear(&path);
    buf_printf(&path, "%s/issues/parents.tsv", data_dir);
    ok = ok && read_file(*issues, &parent_table, path.ptr, err);
    buf_clear(&path);
    buf_printf(&path, "%s/issues/examples.tsv", data_dir);
    ok = ok && read_file(*issues, &example_table, path.ptr, err);
    (*issues)->general = (*issues)->examples;
    ok = ok && (extra == NULL || read_file(*issues, &issue_table, extra, err));
    buf_release(&path);
    if (!ok) {
        issues_free(*issues);
        *issues = NULL;
    }
    return ok;
}

void issues_free(struct issues *issues)
{
    if (issues == NULL) {
        return;
    }
    arena_release(&issues->arena);
    free(issues->pattern);
    free(issues->example);
    free(issues->issue_of);
    free(issues);
}

static bool step_fits(const struct step *step, const struct issue_word *word)
{
    for (size_t i = 0; i < step->words; i++) {
        struct slice want = step->word[i];

        if (step->prefix[i]) {
            if (word->form.len >= want.len &&
                memcmp(word->form.ptr, want.ptr, want.len) == 0) {
                return true;
            }
        } else if (slice_eq(word->form, want) || slice_eq(word->lemma, want)) {
            return true;
        }
    }
    return false;
}

/* Whether the steps from `step` on fit the words from `at` on. */
static bool rest_fits(const struct pattern *pattern, size_t step,
                      const struct issue_word *word, size_t words, size_t at)
{
    size_t last = at;

    if (step == pattern->steps) {
        return true;
    }
    if (pattern->step[step].gap) {
        last = at + GAP;
    }
    for (; at <= last && at < words; at++) {
        if (step_fits(&pattern->step[step], &word[at]) &&
            rest_fits(pattern, step + 1, word, words, at + 1)) {
            return true;
        }
    }
    return false;
}

static bool is_ancestor(const struct issues *issues, const char *above,
                        const char *name)
{
    size_t at = issue_called(issues, slice_of(name));

    while (at != ISSUE_MAX && issues->parent[at] != 0) {
        at = issues->parent[at] - 1;
        if (strcmp(issues->name[at], above) == 0) {
            return true;
        }
    }
    return false;
}

/* Of an issue and a part of it only the part. */
static size_t without_parents(const struct issues *issues,
                              struct issue_hit hit[ISSUE_MAX], size_t hits)
{
    size_t kept = 0;

    for (size_t i = 0; i < hits; i++) {
        bool wider = false;

        for (size_t k = 0; k < hits && !wider; k++) {
            wider = is_ancestor(issues, hit[i].issue, hit[k].issue);
        }
        if (!wider) {
            hit[kept++] = hit[i];
        }
    }
    return kept;
}

size_t issues_match(const struct issues *issues, const struct issue_word *word,
                    size_t words, struct issue_hit hit[ISSUE_MAX])
{
    size_t hits = 0;

    for (size_t p = 0; p < issues->patterns; p++) {
        const struct pattern *pattern = &issues->pattern[p];
        const char *name = issues->name[pattern->issue];
        bool found = false;

        for (size_t at = 0; !found && at < words; at++) {
            found = step_fits(&pattern->step[0], &word[at]) &&
                    rest_fits(pattern, 1, word, words, at + 1);
        }
        if (!found) {
            continue;
        }
        if (hits == 0 || strcmp(hit[hits - 1].issue, name) != 0) {
            hit[hits++] = (struct issue_hit){name, 0};
        }
        hit[hits - 1].hits++;
    }
    return without_parents(issues, hit, hits);
}

const char *const *issues_names(const struct issues *issues, size_t *count)
{
    *count = issues->count;
    return issues->name;
}

const struct slice *issues_examples(const struct issues *issues, size_t *count,
                                    size_t *own)
{
    *count = issues->examples;
    *own = issues->general;
    return issues->example;
}

const char *issues_of_example(const struct issues *issues, size_t example)
{
    return issues->name[issues->issue_of[example]];
}
