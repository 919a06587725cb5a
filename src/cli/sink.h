/*
 * sink.h - where a result goes: standard output, or a file as a whole.
 *
 * A file is written beside its place and renamed when the result is complete,
 * so that nobody sees half of it; an existing one stays unless forced.  On a
 * terminal, formats for programs are made safe (term.h) on their way out.
 */
#ifndef DEMARCHE_CLI_SINK_H
#define DEMARCHE_CLI_SINK_H

#include "base/buf.h"

/* What the bytes are, for a terminal's sake. */
enum sink_kind {
    SINK_SHOWN, /* safe already: tables, texts for people */
    SINK_JSON,
    SINK_LINES /* CSV, Markdown, roff */
};

struct sink {
    struct buf out; /* write here, then sink_flush() now and then */
    int fd;
    bool terminal;
    enum sink_kind kind;
    char *path;  /* NULL: standard output */
    char *draft; /* the file until it is complete */
};

/* Open the file at `path` (NULL or "-": standard output).  ERR_USAGE if the
 * file exists and is not to be overwritten. */
MUST_USE bool sink_open(struct sink *sink, const char *path, bool force,
                        enum sink_kind kind, struct err *err);

/* Write out what has gathered if it is much. */
MUST_USE bool sink_flush(struct sink *sink, struct err *err);

/* Write out the rest; put the file in its place if `whole`, else take it
 * away.  The sink is closed either way. */
MUST_USE bool sink_close(struct sink *sink, bool whole, struct err *err);

#endif
