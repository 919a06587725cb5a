/*
 * inputs.h - from the names on a command line to the files to read.
 *
 * A file stands for itself, "-" for standard input, a folder for all files
 * of text below it (*.txt, *.text), sorted by name byte by byte, so that the
 * order is the same everywhere.  Files of other kinds, hidden ones and links
 * to folders are passed over there.  Each name is kept as it was given: it
 * becomes the report's `input`.
 */
#ifndef DEMARCHE_FLOW_INPUTS_H
#define DEMARCHE_FLOW_INPUTS_H

#include "base/arena.h"
#include "base/err.h"

struct input {
    const char *path;
    struct err err; /* set: it cannot be read, and why */
};

struct inputs {
    struct input *item;
    size_t len;
    size_t cap;
    size_t passed; /* files of other kinds in folders */
};

/* Add what `name` stands for.  What cannot be read is added with its error:
 * the rest goes on. */
void inputs_add(struct inputs *inputs, const char *name, struct arena *arena);

void inputs_release(struct inputs *inputs);

#endif
