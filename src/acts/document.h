/*
 * document.h - a report with the analyses of its text paragraphs.
 *
 * What every part of `acts` walks: a passage is a paragraph that may carry
 * acts and quotes (paragraph_is_text), headlines included, captions and promos
 * left out; one over CAP_PARAGRAPH_BYTES is several passages, cut at blanks.
 * Token indices count within a passage; spans handed on are bytes of the
 * report's text.
 *
 *     count = document_texts(&report, &arena, &text);
 *     lang_analyse(worker, text, count, &arena, doc);
 *     document_make(&document, &report, doc, &arena);
 *     document.actors = actors;
 */
#ifndef DEMARCHE_ACTS_DOCUMENT_H
#define DEMARCHE_ACTS_DOCUMENT_H

#include "base/arena.h"
#include "base/date.h"
#include "lang/analysis.h"
#include "lang/tree.h"
#include "lore/actors.h"
#include "page/report.h"

struct cues;         /* lore/cues.h */
struct reader;       /* sense/reader.h */
struct reader_bench; /* of the thread */
struct sensed;       /* acts/sensed.h */

struct document {
    const struct report *report;
    const struct analysis *doc;  /* one a passage */
    const struct tree *tree;     /* of each analysis */
    const size_t *paragraph;     /* its index in report->paragraph */
    const size_t *offset;        /* where its first byte stands in the text */
    size_t count;                /* passages */
    struct date date;            /* the report's, DATE_NONE: unknown */
    const struct actors *actors; /* borrowed; NULL: no names are resolved */
    const struct cues *cues;     /* borrowed; NULL: no quotes are found */
    const struct reader *reader; /* borrowed; NULL: rules alone decide */
    struct reader_bench *bench;  /* borrowed, with `reader` */
    const struct sensed *sensed; /* of each passage; NULL: it was not read */
    const char *home; /* whose paper it is (acts/home.h); NULL: nobody's */
};

/* The texts of the passages of `report`, in order: what to analyse.  Returns
 * their number; `*text` is kept in `arena`. */
size_t document_texts(const struct report *report, struct arena *arena,
                      struct slice **text);

/* Fill `document` (but for what is borrowed, which becomes NULL) from the
 * analyses of those texts; everything is borrowed or kept in `arena`. */
void document_make(struct document *document, const struct report *report,
                   const struct analysis *doc, struct arena *arena);

/* The kind of paragraph that a passage is. */
enum paragraph_kind document_kind(const struct document *document,
                                  size_t passage);

/* The bytes of the report that the tokens [first, end) of a passage cover,
 * white-space tokens at both ends left out. */
struct span document_span(const struct document *document, size_t passage,
                          size_t first, size_t end);

#endif
