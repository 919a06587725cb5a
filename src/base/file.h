/*
 * file.h - whole files in, whole files out.
 */
#ifndef DEMARCHE_BASE_FILE_H
#define DEMARCHE_BASE_FILE_H

#include "base/buf.h"

/* Read a regular file of at most `cap` bytes into `out` (appended).  A
 * directory, FIFO, socket or device is refused without blocking.  Errors
 * start with `path`. */
MUST_USE bool file_read(const char *path, size_t cap, struct buf *out,
                        struct err *err);

/* Read an open stream (standard input) to its end. */
MUST_USE bool file_read_fd(int fd, const char *name, size_t cap,
                           struct buf *out, struct err *err);

/* Write `content` to `path` by way of a temporary file beside it, fsync and
 * rename, so that a reader sees the old or the new file, never half. */
MUST_USE bool file_write(const char *path, struct slice content,
                         struct err *err);

bool file_exists(const char *path);

#endif
