/*
 * vet.h - which addresses may be connected to.
 *
 * A page that is fetched must not be a way into the machine or the network
 * that fetches it: only addresses of the public internet are vetted, for each
 * redirect anew, and the connection goes to the address that was vetted.
 */
#ifndef DEMARCHE_FETCH_VET_H
#define DEMARCHE_FETCH_VET_H

#include "base/err.h"

#include <sys/socket.h>

/* Whether an IPv4 or IPv6 address is of the public internet: not this host,
 * a private, shared, link-local, documentation, benchmark, multicast or
 * reserved network, nor IPv6 that carries an IPv4 address. */
bool vet_address(const struct sockaddr *address);

/* What a URL is made of, as far as fetching wants to know. */
struct vet_target {
    char host[256];   /* without brackets */
    char address[64]; /* the one to connect to, numeric */
    unsigned port;
    bool secure;
};

/* Take `url` apart and resolve its host once.  Refused: schemes but http and
 * https, ports but 80 and 443, names and passwords, hosts any of whose
 * addresses is not vetted.  `private_too` lifts the last and the ports. */
MUST_USE bool vet_url(const char *url, bool private_too,
                      struct vet_target *target, struct err *err);

#endif
