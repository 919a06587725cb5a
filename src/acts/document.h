/*
 * document.h - a report with the analyses of its text paragraphs.
 *
 * What every part of `acts` walks: passage `i` is the i-th paragraph that may
 * carry acts and quotes (paragraph_is_text), headlines included, captions and
 * promos left out.  Token indices count within a passage; spans handed on are
 * bytes of the report's text.
 */
#ifndef DEMARCHE_ACTS_DOCUMENT_H
#define DEMARCHE_ACTS_DOCUMENT_H

#include "base/arena.h"
#include "base/date.h"
#include "lang/analysis.h"
#include "lore/actors.h"
#include "page/report.h"

struct cues; /* lore/cues.h */

struct document {
    const struct report *report;
    const struct analysis *doc; /* one a passage */
    const size_t *paragraph;    /* its index in report->paragraph */
    const size_t *offset;       /* where its first byte stands in the text */
    size_t count;               /* passages */
    struct date date;           /* the report's, DATE_NONE: unknown */
    const struct actors *actors;
    const struct cues *cues;
};

/* The kind of paragraph that passage `at` is. */
static inline enum paragraph_kind
document_kind(const struct document *document, size_t at)
{
    return document->report->paragraph[document->paragraph[at]].kind;
}

/* Bytes of the report that the tokens [first, end) of a passage cover, the
 * blank after the last one left out. */
static inline struct span document_span(const struct document *document,
                                        size_t passage, size_t first,
                                        size_t end)
{
    const struct token *token = document->doc[passage].token;
    size_t offset = document->offset[passage];

    if (first >= end) {
        return (struct span){0, 0};
    }
    return (struct span){offset + token[first].start,
                         offset + token[end - 1].end};
}

#endif
