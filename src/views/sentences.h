/*
 * sentences.h - a report's own text, sentence by sentence.
 *
 * By marks and capitals: a stop, a question mark or an exclamation mark (with
 * the quotation marks behind it) ends a sentence when a capital, a digit or a
 * quotation mark follows; a stop behind one letter or a short word with a
 * capital ("U.S.", "Feb.") does not.  Captions, promos and the like are no
 * text of its own.
 */
#ifndef DEMARCHE_VIEWS_SENTENCES_H
#define DEMARCHE_VIEWS_SENTENCES_H

#include "record/query.h"

/* Return false to stop. */
typedef bool (*sentence_fn)(void *context, struct span sentence);

void sentences_each(const struct report_text *text, sentence_fn take,
                    void *context);

#endif
