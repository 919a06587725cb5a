/*
 * fetch.h - one page from the network, on request only.
 *
 * Every address is vetted (vet.h), also of redirects, of which five are
 * followed, none from https to http.  Ten seconds to connect, thirty in all,
 * CAP_PAGE_BYTES at most, also once unpacked.  Proxies of the environment are
 * not used.  $DEMARCHE_FETCH_PRIVATE=1 lets private networks and other ports
 * in, for those who archive their own.
 */
#ifndef DEMARCHE_FETCH_FETCH_H
#define DEMARCHE_FETCH_FETCH_H

#include "base/arena.h"
#include "base/buf.h"

struct fetched {
    struct buf bytes;  /* caller releases */
    const char *url;   /* where it was found in the end; in the arena */
    const char *media; /* "text/html; charset=utf-8", NULL: not said */
};

/* ERR_NETWORK: it cannot be had; ERR_USAGE: it is not allowed; ERR_LIMIT. */
MUST_USE bool fetch_get(const char *url, struct fetched *page,
                        struct arena *arena, struct err *err);

/* Whether a word of a command line is meant as an address. */
bool fetch_is_url(const char *word);

#endif
