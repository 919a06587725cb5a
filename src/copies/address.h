/*
 * address.h - the part of a web address that says which page it is.
 *
 *     https://www.courier.example/a/b/?utm_source=x#top  →  courier.example/a/b
 */
#ifndef DEMARCHE_COPIES_ADDRESS_H
#define DEMARCHE_COPIES_ADDRESS_H

#include "base/buf.h"

/* Append it; false, with nothing to use, if the address names no page of its
 * own (no host, or a site's front page). */
bool address_plain(struct buf *out, struct slice address);

/* Whether both name one page. */
bool address_same(struct slice a, struct slice b);

#endif
