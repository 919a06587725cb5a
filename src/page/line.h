/*
 * line.h - what one line of plain text looks like.
 *
 * Pure questions over bytes; letters are compared in ASCII, any case.
 */
#ifndef DEMARCHE_PAGE_LINE_H
#define DEMARCHE_PAGE_LINE_H

#include "page/lists.h"

/* Number of words: runs of bytes between ASCII blanks. */
size_t line_words(struct slice line);

/* Whether `words` (lower case) stand at that place of `line`, ending where a
 * word ends unless their last character is no letter or digit. */
bool line_bears(struct slice line, struct slice words, enum label_where where);

/* Whether it ends as a sentence does: . ! ? or …, then maybe closing quotes
 * and brackets. */
bool line_ends_sentence(struct slice line);

/* Short, and not ended like a statement: a headline, label or name. */
bool line_is_headline(struct slice line);

/* One address and nothing else; or a line that opens with one. */
bool line_is_url(struct slice line);
bool line_starts_url(struct slice line);

/* Ends in a playing time: "… 1:39". */
bool line_ends_duration(struct slice line);

/* No letters, or a page's weather: "32.8 C". */
bool line_is_figures(struct slice line);

/* Opens with a bullet or a number: "- ", "• ", "3. ", "b) ". */
bool line_is_item(struct slice line);

#endif
