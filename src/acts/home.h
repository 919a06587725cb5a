/*
 * home.h - whose paper a report is, where a government or an organisation
 * issues it itself: a briefing, a speech, a statement, a readout.
 *
 *     "Remarks by President Niinisto of Finland ..."      FIN
 *     https://www.state.gov/briefings/...                 USA
 *
 * There "we", "the president" and "the administration" are those of the
 * issuer unless the text says whose.  News has no home.
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_HOME_H
#define DEMARCHE_ACTS_HOME_H

#include "acts/document.h"

struct lexicon; /* lore/lexicon.h */

/* The code of the actor, NULL: nobody's.  By the address that the report
 * stands under, else by a heading that names a kind of such papers (class
 * @spoken) and whose it is. */
const char *home_find(const struct lexicon *lexicon,
                      const struct document *document);

#endif
