/*
 * case.h - short reports for tests of quotes and mentions.
 *
 * The analyses of their paragraphs stand in reports.jsonl, made from the
 * lines of reports.txt by the pipeline that `lang` is equal to.
 */
#ifndef DEMARCHE_TESTS_ACTS_CASE_H
#define DEMARCHE_TESTS_ACTS_CASE_H

#include "acts/quotes.h"
#include "lore/cues.h"
#include "support/analysis_jsonl.h"

enum { CASE_PARAGRAPHS = 8 };

struct shelf {
    struct analysis_lines lines;
    struct actors *actors;
    struct cues *cues;
};

/* A report, its mentions and its quotes. */
struct report_case {
    struct arena arena;
    struct report report;
    struct document document;
    struct mentions mentions;
    struct quotes quotes;
};

/* Set-up and tear-down of a group of tests. */
int shelf_open(void **state);
int shelf_close(void **state);
extern struct shelf shelf;

/* Read a report whose first paragraph is a headline where `title` says so;
 * the list ends with NULL.  Every paragraph must be a line of reports.txt. */
void case_read(struct report_case *it, bool title, enum quotes_scope scope,
               const char *const *paragraph);
void case_release(struct report_case *it);

/* The words of the report at `span`, as a C string in the case's arena. */
const char *case_words(struct report_case *it, struct span span);

/* The mention whose words are `words`; the test fails if there is none. */
const struct mention *case_mention(struct report_case *it, const char *words);

#endif
