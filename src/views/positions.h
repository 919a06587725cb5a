/*
 * positions.h - who holds what on which issue, in whose words, since when.
 *
 * One field an issue and actor.  The stance is that of the latest acts: of the
 * last day with acts the one that says most (data/views/stances.tsv), and it
 * stands since the first of the unbroken run of acts on the same side.
 *
 *     enlargement  NATO  refuses  since 2031-02-07
 *       "will not hand anyone a veto over its membership"  3 / 2 origins
 *
 * A field is
 *   stated       by words of the actor's own
 *   inferred     from what it did alone: sanctions, exercises, aid
 *   conflicting  it gives and refuses within a week, in acts whose words agree
 *   no statement found   asked for by issue and actor, and nothing is there
 * Interests and ranges are the analyst's: nothing here infers them.
 */
#ifndef DEMARCHE_VIEWS_POSITIONS_H
#define DEMARCHE_VIEWS_POSITIONS_H

#include "lore/figures.h"
#include "record/survey.h"
#include "views/stances.h"

#define POSITION_STATE_MAP(X) \
    X(POSITION_NONE, "no statement found") \
    X(POSITION_STATED, "stated") \
    X(POSITION_INFERRED, "inferred") \
    X(POSITION_CONFLICTING, "conflicting")

enum position_state {
#define X(constant, name) constant,
    POSITION_STATE_MAP(X)
#undef X
};

const char *position_state_name(enum position_state state);

/* A number with its unit in the words of an act. */
struct position_term {
    struct slice text; /* "more than 400 kilometres" */
    struct figure figure;
    const struct act_row *act; /* the latest that names it */
};

/* How it stands on one day. */
struct stand {
    enum position_state state;
    const char *stance;            /* "refuses"; NULL: nothing is there */
    const struct act_row *act;     /* that decides, NULL with it */
    const struct act_row *quote;   /* the shortest words for the same stance */
    const struct act_row *against; /* of a conflict: the other side */
    const char *since;  /* date of the first act of the run; NULL: unknown */
    const char *last;   /* of the last */
    bool since_earlier; /* the run is longer than was looked at */
    const struct act_row **run; /* the acts of the run, the latest first */
    size_t runs;
    struct survey_count told; /* of the run */
};

struct position {
    const char *issue;
    const char *actor;
    struct stand now;
    struct stand before; /* as of the other date, if one was asked for */
    bool changed;        /* between the two: stance or state */
    struct position_term *term;
    size_t terms;
};

struct positions {
    struct position *position; /* by issue, then actor */
    size_t positions;
    size_t reports; /* looked at */
    const char *as_of;
    const char *vs; /* NULL: none was asked for */
};

struct positions_wish {
    const struct query *query; /* issue, actor, limit; since: only fields with
                                  acts done or told since then */
    struct date as_of;         /* all zeros: the latest report */
    struct date vs;            /* all zeros: no comparison */
    bool changed;              /* only those that are others than then */
    const struct stances *stances;
    const struct figures *figures;
};

/* Everything is kept in `arena`. */
MUST_USE bool positions_load(struct record *record,
                             const struct positions_wish *wish,
                             struct arena *arena, struct positions *positions,
                             struct err *err);

#endif
