/*
 * analysis_jsonl.h - analyses from JSON lines, for tests without a model.
 *
 * One object a line: {"text","byte":[],"token":[],"ws":[],"norm":[],"tag":[],
 * "pos":[],"morph":[],"dep":[],"head":[],"lemma":[],"sent_start":[],
 * "ent_iob":[],"ent_type":[]}, `byte` being where each token starts.  Lines
 * are looked up by their text.
 */
#ifndef DEMARCHE_TESTS_ANALYSIS_JSONL_H
#define DEMARCHE_TESTS_ANALYSIS_JSONL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "lang/analysis.h"

struct analysis_lines {
    struct arena arena; /* owns everything */
    struct map of;      /* text → struct analysis * */
    size_t len;
};

/* Read the file at `path`; errors name it and the line. */
MUST_USE bool analysis_lines_open(struct analysis_lines *lines,
                                  const char *path, struct err *err);
void analysis_lines_release(struct analysis_lines *lines);

/* The analysis of `text`, or NULL. */
const struct analysis *analysis_lines_find(const struct analysis_lines *lines,
                                           struct slice text);

#endif
