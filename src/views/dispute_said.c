/*
 * dispute_said.c - whose words they are, whether they were said, how they were
 * meant.
 */
#include "base/ascii.h"
#include "views/dispute_statements.h"

/* Words of a quote that two people do not say by chance; the share of words
 * that two reports of one utterance have in common, where they differ in a
 * "could" or a condition, where they differ in a "not", and where one denies
 * that it was said; days in which nobody changes his mind. */
enum { QUOTE_WORDS = 5, SAME_DAYS = 2 };
static const double uttered_of = .6;
static const double turned_of = .75;
static const double denied_of = .5;
static const double bent_of = .45;

/* --- who says it --- */

static const struct statement_person *common_person(const struct statement *a,
                                                    const struct statement *b)
{
    for (size_t i = 0; i < a->people; i++) {
        for (size_t j = 0; j < b->people; j++) {
            if (statement_same_person(&a->person[i], &b->person[j])) {
                return &a->person[i];
            }
        }
    }
    return NULL;
}

static bool is_said(const struct statement *statement)
{
    return ((statement->marks | statement->aside) & MARK_BIT(MARK_SAID)) != 0;
}

static bool is_denied(const struct statement *statement)
{
    return statement_marked(statement, MARK_DENY);
}

/* --- the same words of two people --- */

/* The words between the first quotation marks of `text`. */
static struct slice quoted(struct slice text)
{
    size_t start = slice_find(text, SLICE("\xE2\x80\x9C"));
    struct slice rest;

    if (start < text.len) {
        rest = (struct slice){text.ptr + start + 3, text.len - start - 3};
        rest.len = slice_find(rest, SLICE("\xE2\x80\x9D"));
        return rest;
    }
    start = slice_find(text, SLICE("\""));
    if (start == text.len) {
        return (struct slice){0};
    }
    rest = (struct slice){text.ptr + start + 1, text.len - start - 1};
    rest.len = slice_find(rest, SLICE("\""));
    return rest;
}

/* The next letters of `*text`, cut off it. */
static struct slice next_word(struct slice *text)
{
    size_t start = 0, end;

    while (start < text->len && !ascii_is_letter(text->ptr[start])) {
        start++;
    }
    end = start;
    while (end < text->len && ascii_is_letter(text->ptr[end])) {
        end++;
    }
    struct slice word = {text->ptr + start, end - start};
    *text = (struct slice){text->ptr + end, text->len - end};
    return word;
}

static bool same_words(struct slice a, struct slice b)
{
    size_t words = 0;

    for (;;) {
        struct slice x = next_word(&a);
        struct slice y = next_word(&b);

        if (x.len != y.len) {
            return false;
        }
        if (x.len == 0) {
            return words >= QUOTE_WORDS;
        }
        for (size_t i = 0; i < x.len; i++) {
            if (ascii_lower(x.ptr[i]) != ascii_lower(y.ptr[i])) {
                return false;
            }
        }
        words++;
    }
}

static bool of_two_people(struct dispute *dispute, const struct pair *pair)
{
    const struct statement *a = &pair->a->statement;
    const struct statement *b = &pair->b->statement;

    if (a->people != 1 || b->people != 1 || !is_said(a) || !is_said(b) ||
        statement_same_person(&a->person[0], &b->person[0]) ||
        statement_marked(a, MARK_JOINT) || statement_marked(b, MARK_JOINT) ||
        !same_words(quoted(a->text), quoted(b->text))) {
        return false;
    }
    dispute_pair(dispute, pair, SLOT_ATTRIBUTION, a->person[0].name,
                 b->person[0].name);
    return true;
}

/* --- said, and never said --- */

static bool was_never_said(struct dispute *dispute, const struct pair *pair)
{
    const struct statement *a = &pair->a->statement;
    const struct statement *b = &pair->b->statement;

    if (is_denied(a) == is_denied(b) || pair->shared.cover < denied_of ||
        pair->shared.plain < 2 || common_person(a, b) == NULL) {
        return false;
    }
    dispute_pair(dispute, pair, SLOT_ATTRIBUTION, slice_trim(a->text),
                 slice_trim(b->text));
    return true;
}

bool dispute_attribution(struct dispute *dispute, const struct pair *pair)
{
    return of_two_people(dispute, pair) || was_never_said(dispute, pair);
}

/* --- how it was meant --- */

/* "could" against "will", under a condition against without one. */
static bool weaker(const struct statement *a, const struct statement *b)
{
    const unsigned open = MARK_BIT(MARK_MAY) | MARK_BIT(MARK_IF);

    return (a->marks & open) != 0 && (b->marks & open) == 0;
}

static bool reversed(const struct statement *a, const struct statement *b)
{
    const unsigned all = a->marks | b->marks;

    return ((a->marks ^ b->marks) & MARK_BIT(MARK_NOT)) != 0 &&
           (all & MARK_BIT(MARK_NONE)) == 0;
}

/* Reports of one utterance: of one person, near in time. */
static bool of_one_utterance(const struct pair *pair, double cover)
{
    const struct statement *a = &pair->a->statement;
    const struct statement *b = &pair->b->statement;

    return is_said(a) && is_said(b) && !is_denied(a) && !is_denied(b) &&
           common_person(a, b) != NULL && pair->shared.plain >= 2 &&
           pair->shared.cover >= cover &&
           sources_apart(pair->a->source, pair->b->source) <= SAME_DAYS;
}

bool dispute_meaning(struct dispute *dispute, const struct pair *pair)
{
    const struct statement *a = &pair->a->statement;
    const struct statement *b = &pair->b->statement;
    bool turned = reversed(a, b);
    bool weak = weaker(a, b) || weaker(b, a);
    double cover = pair->copies ? bent_of : turned ? turned_of : uttered_of;

    if (!(turned || weak) || !of_one_utterance(pair, cover)) {
        return false;
    }
    dispute_pair(dispute, pair, SLOT_CLAIM, a->core, b->core);
    return true;
}
