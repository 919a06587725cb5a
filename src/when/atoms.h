/*
 * atoms.h - a text as words, numbers and marks, with what they mean for dates.
 *
 * Atoms are finer than tokens: "10am" is 10 and am, "2009-12-19" three numbers
 * and two marks, "two-day" three atoms.  Words are in lower case; a stop
 * belongs to a short form that is followed by it ("Dec.", "a.m.").
 */
#ifndef DEMARCHE_WHEN_ATOMS_H
#define DEMARCHE_WHEN_ATOMS_H

#include "base/arena.h"
#include "lang/analysis.h"
#include "when/words.h"

enum when_atom_kind { ATOM_WORD, ATOM_NUMBER, ATOM_MARK, ATOM_BREAK };

struct when_atom {
    enum when_atom_kind kind;
    uint32_t start; /* bytes of the text */
    uint32_t end;
    uint32_t token; /* the token it begins in */
    uint32_t digits;
    long number;       /* of an ATOM_NUMBER; at most 9 digits, else -1 */
    struct slice word; /* lower case; a mark as one ASCII byte where it can */
    const struct when_sense *sense; /* NULL: not in the tables */
    bool glued;                     /* no white space before it */
    bool capital;                   /* begins with a capital letter */
};

struct when_atoms {
    struct when_atom *atom; /* one ATOM_BREAK stands behind the last */
    size_t len;
};

/* The atoms of `doc`, kept in `arena`.  An ATOM_BREAK stands where
 * paragraphs part. */
struct when_atoms when_atoms_of(const struct analysis *doc,
                                const struct when_words *words,
                                struct arena *arena);

#endif
