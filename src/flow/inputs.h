/*
 * inputs.h - from the names on a command line to the files to read.
 *
 * A file stands for itself, "-" for standard input, an address of http or
 * https for the page there (which ingest.h fetches if told to), a folder for
 * all files below it, sorted by name byte by byte, so that the order is the
 * same everywhere.  Passed over in folders: hidden files, links to folders,
 * what is no regular file, and READMEs, which tell of the folder.  What a file
 * holds is told by its bytes later on.  Each name is kept as it was given: it
 * becomes the report's `input`.
 */
#ifndef DEMARCHE_FLOW_INPUTS_H
#define DEMARCHE_FLOW_INPUTS_H

#include "base/arena.h"
#include "base/err.h"

struct input {
    const char *path;
    bool found;     /* in a folder; nobody named it */
    bool url;       /* an address, to be fetched */
    struct err err; /* set: it cannot be read, and why */
};

struct inputs {
    struct input *item;
    size_t len;
    size_t cap;
    size_t passed; /* over, in folders */
};

/* Add what `name` stands for.  What cannot be read is added with its error:
 * the rest goes on. */
void inputs_add(struct inputs *inputs, const char *name, struct arena *arena);

void inputs_release(struct inputs *inputs);

#endif
