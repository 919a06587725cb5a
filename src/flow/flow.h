/*
 * flow.h - one report through the stages: page, lang, acts.
 *
 * A flow holds what is read once and shared by all threads: the lists of
 * `page`, the language model, the actors, the coder and the reader (trained
 * heads on an encoder).  Each thread brings a worker of its own.
 *
 *     flow_open(&flow, &settings, &err);
 *     worker = flow_worker_new(flow);
 *     flow_pieces(flow, name, bytes, &sink, &arena, &err);     each to a sink
 *     flow_read(flow, worker, &input, &reading, &err);         one of them
 *     reading_release(&reading);
 */
#ifndef DEMARCHE_FLOW_FLOW_H
#define DEMARCHE_FLOW_FLOW_H

#include "acts/coding.h"
#include "acts/document.h"
#include "acts/mentions.h"
#include "acts/quotes.h"
#include "copies/lists.h"
#include "lang/pipeline.h"
#include "lore/actors.h"
#include "page/piece.h"
#include "sense/reader.h"
#include "ties/lists.h"

#include <stdatomic.h>

/* Which stages are wanted; a later one brings those before it. */
enum flow_stage { FLOW_PAGE, FLOW_LANG, FLOW_ACTS };

struct flow_settings {
    enum flow_stage upto;
    const char *data;   /* NULL: found by places_data() */
    const char *model;  /* NULL: found by places_model() */
    const char *reader; /* base, large, none; NULL: $DEMARCHE_READER, base */
    const struct codebook_text *codebook; /* a dossier's own actors */
    size_t codebook_files;
};

struct flow; /* private */

/* Load what the stages need.  On failure `*flow` is NULL. */
MUST_USE bool flow_open(struct flow **flow,
                        const struct flow_settings *settings, struct err *err);
void flow_free(struct flow *flow);

/* What is missing and why the program works without it: to be said once; NULL:
 * nothing is. */
const char *flow_notice(const struct flow *flow);

/* What a thread works on. */
struct flow_worker {
    struct lang_worker *lang;   /* NULL where the flow ends before it */
    struct reader_bench *bench; /* NULL without a reader */
};

struct flow_worker flow_worker_new(const struct flow *flow);
void flow_worker_release(struct flow_worker *worker);

/* What families are told by; always there. */
const struct copies_lists *flow_copies(const struct flow *flow);
const struct ties_lists *flow_ties(const struct flow *flow);

/* NULL where the flow ends before the stage. */
const struct lang_model *flow_model(const struct flow *flow);
const struct coder *flow_coder(const struct flow *flow);
const struct reader *flow_reader(const struct flow *flow); /* or NULL */

/* Which tables it holds (tables.h). */
const char *flow_tables(const struct flow *flow);

/* What one report gave.  All of it lives in its arena. */
struct reading {
    struct arena arena;
    struct report report;
    struct document document;
    struct coding coding;
    struct meant *meant; /* flow_mean() */
    size_t meants;
};

/* The pieces of a file (page/pieces.h), one by one to `sink`, which is given
 * the word lists on the way. */
MUST_USE bool flow_pieces(const struct flow *flow, struct slice name,
                          struct slice bytes, const struct piece_sink *sink,
                          struct arena *arena, struct err *err);

/* The first stage alone; everything is kept in `arena`.  ERR_EMPTY: the piece
 * holds no article. */
MUST_USE bool flow_page(const struct flow *flow, const struct piece *piece,
                        struct arena *arena, struct report *report,
                        struct err *err);

/* One piece, and a flag (may be NULL) that is looked at between passages:
 * true ends the work with ERR_BUSY. */
struct flow_input {
    const struct piece *piece;
    const atomic_bool *stop;
};

/* All stages.  On failure `reading` holds nothing.  A report that is known to
 * be in another language than English is read, not coded. */
MUST_USE bool flow_read(const struct flow *flow,
                        const struct flow_worker *worker,
                        const struct flow_input *input, struct reading *reading,
                        struct err *err);

/* False: its language is known and is not English, the one that is coded. */
bool reading_is_coded(const struct reading *reading);

/* The stages after `page`, for a report that is there already. */
MUST_USE bool flow_code(const struct flow *flow,
                        const struct flow_worker *worker,
                        const atomic_bool *stop, struct reading *reading,
                        struct err *err);

/* Read what the acts of a coded report mean, for its ties (ties/matter.h), so
 * that the dossier need not. */
void flow_mean(const struct flow *flow, struct reading *reading);

/* The quotes of a report that is there already, thoughts and stances with
 * them (QUOTES_ALL); kept in the reading's arena. */
MUST_USE bool flow_quotes(const struct flow *flow,
                          const struct flow_worker *worker,
                          struct reading *reading, struct quotes *quotes,
                          struct err *err);

/* Who is named in a report that is there already; kept in the reading's
 * arena. */
MUST_USE bool flow_mentions(const struct flow *flow,
                            const struct flow_worker *worker,
                            struct reading *reading, struct mentions *mentions,
                            struct err *err);

void reading_release(struct reading *reading);

#endif
