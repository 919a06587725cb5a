/*
 * quotes.h - whose words and thoughts a report gives, and where.
 *
 * Direct, indirect and mixed quotes with source, cue and content, after the
 * conventions of PolNeAR: content holds its quotation marks and the stop
 * inside them, an indirect one starts at its complementiser; a cue is the
 * whole verb group, a noun, "according to" or a colon; a source is the whole
 * noun phrase with its apposition.
 *
 *     “We are ready,” [Mr. Grushko, the envoy,] (said) on Monday. “We wait.”
 *     {content     }   source                    cue              {content }
 *
 * Where a reader was trained for it, its tags come first and rules fill in;
 * its quotes may nest.  Those of rules do not: the outer one is kept.  Marks
 * around a single word or a title (scare quotes) are none.
 */
#ifndef DEMARCHE_ACTS_QUOTES_H
#define DEMARCHE_ACTS_QUOTES_H

#include "acts/coding.h"
#include "acts/document.h"
#include "acts/mentions.h"

/* QUOTES_SAID: words said or written, as the record keeps them.  QUOTES_ALL:
 * also thoughts, wishes, intentions and stances, as PolNeAR counts them. */
enum quotes_scope { QUOTES_SAID, QUOTES_ALL };

#define QUOTE_NO_TOKEN SIZE_MAX

/* Where a quote hangs in the parse; QUOTE_NO_TOKEN: nowhere. */
struct quote_site {
    size_t passage;     /* of the cue, else of the first content */
    size_t cue_head;    /* token: "said" */
    size_t source_head; /* token: "Grushko" */
    double score;       /* the reader's, 0: found by rules */
};

struct quotes {
    struct quote *quote;     /* by text.start */
    struct quote_site *site; /* one a quote */
    size_t len;
};

/* Find the quotes of `document` and who speaks them; kept in `arena`. */
void quotes_find(struct quotes *quotes, const struct document *document,
                 const struct mentions *mentions, enum quotes_scope scope,
                 struct arena *arena);

#endif
