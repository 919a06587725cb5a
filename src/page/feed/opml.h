/*
 * opml.h - a list of feeds, as readers of feeds export it.
 *
 * It holds no report: each feed it names is passed over with its address, so
 * that who added the list sees what to fetch.
 */
#ifndef DEMARCHE_PAGE_FEED_OPML_H
#define DEMARCHE_PAGE_FEED_OPML_H

#include "page/piece.h"

bool opml_is(struct slice bytes);
MUST_USE bool opml_pieces(struct slice name, struct slice bytes,
                          const struct piece_sink *sink, struct arena *arena,
                          struct err *err);

#endif
