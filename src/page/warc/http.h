/*
 * http.h - a response as it was sent → the bytes that it carries.
 */
#ifndef DEMARCHE_PAGE_WARC_HTTP_H
#define DEMARCHE_PAGE_WARC_HTTP_H

#include "base/buf.h"

struct response {
    int status;            /* 200; 0: there is no HTTP head */
    struct slice media;    /* "text/html; charset=utf-8" */
    struct slice modified; /* Last-Modified, as written */
    struct slice location;
    struct slice body; /* slice of the block or of `out` */
};

/* Read the response `block`: chunks are put together and what is packed is
 * unpacked into `out`.  A server that says so wrongly is not believed.
 * ERR_LIMIT, ERR_SYNTAX: the body cannot be read. */
MUST_USE bool http_read(struct response *response, struct slice block,
                        struct buf *out, struct err *err);

#endif
