/*
 * guess.h - what encoding a text is in that does not say so.
 *
 * Each encoding that could be it is tried; the one in which the text holds
 * most function words of some language (data/page/languages.tsv), or most of
 * the frequent signs of a script, is taken.
 */
#ifndef DEMARCHE_PAGE_GUESS_H
#define DEMARCHE_PAGE_GUESS_H

#include "page/tongue.h"

/* The name of the encoding, lower case, as iconv knows it too; NULL where none
 * shows itself. */
const char *encoding_guess(const struct tongues *tongues, struct slice bytes);

#endif
