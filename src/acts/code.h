/*
 * code.h - from an analysed report to its quotes and acts.
 *
 * The front door of `acts`.  A coder holds what is read-only and shared by
 * all threads: the lexicon of acts, the issues, the cues of speech, and the
 * actors it was given.  coding_make() finds the quotes and who speaks them,
 * the parties, the candidates for an act in the parse, lets decide.h say
 * what each one is, and puts flags, dates, issues and `why` to it.
 *
 *     coder_open(&coder, "data", actors, &err);
 *     document_read(&document, ...);
 *     coding_make(coder, &document, &arena, &coding);
 *
 * No evidence, no act: a sentence without a word of the lexicon in a frame
 * that fits gives nothing.  Results depend on the document alone.
 */
#ifndef DEMARCHE_ACTS_CODE_H
#define DEMARCHE_ACTS_CODE_H

#include "acts/coding.h"
#include "base/arena.h"
#include "base/err.h"
#include "lang/analysis.h"
#include "lore/actors.h"

struct coder;        /* private */
struct document;     /* acts/document.h */
struct reader;       /* sense/reader.h */
struct reader_bench; /* of the thread */

/* Read data/ontology, data/lexicon/en and data/issues below `data_dir`.
 * `actors` is borrowed and must outlive the coder.  Errors name file and
 * line; on failure `*coder` is NULL. */
MUST_USE bool coder_open(struct coder **coder, const char *data_dir,
                         const struct actors *actors, struct err *err);
/* The same with a codebook's own issues and words. */
MUST_USE bool coder_open_texts(struct coder **coder, const char *data_dir,
                               const struct actors *actors,
                               const struct codebook_text *text, size_t texts,
                               struct err *err);
void coder_free(struct coder *coder);
/* Let a reader say what an act is about where words do not; it is borrowed. */
void coder_compare(struct coder *coder, const struct reader *reader);

/* Fill `coding` from `document`; everything new is kept in `arena`. */
void coding_make(const struct coder *coder, const struct document *document,
                 struct arena *arena, struct coding *coding);

/* What `source` does to `target` in one analysed text, both given as bytes of
 * it (empty: not given): `plumb code`.  False if there is no act; then `act`
 * is all zeros. */
bool coding_pair(const struct coder *coder, const struct analysis *analysis,
                 struct span source, struct span target, struct arena *arena,
                 struct act *act);

/* The same with a reader. */
struct pair_asked {
    const struct analysis *analysis;
    struct span source;
    struct span target;
    const struct reader *reader; /* NULL: rules alone, as above */
    struct reader_bench *bench;
};

/* The reader's root stands, with the rules' type where it is of that root. */
bool coding_pair_read(const struct coder *coder, const struct pair_asked *asked,
                      struct arena *arena, struct act *act);

/* What the act is about whose predicate is at `predicate` (bytes of the text):
 * `plumb issues`.  Their names are kept in `arena`; returns their number. */
size_t coding_issues(const struct coder *coder, const struct analysis *analysis,
                     struct span predicate, struct arena *arena,
                     const char ***issue);

/* The quad class 1-4 (verbal and material cooperation, verbal and material
 * conflict) of an act's PLOVER root; 0 if it has none. */
int coder_quad(const struct coder *coder, const char *plover);

#endif
