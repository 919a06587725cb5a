/*
 * ties_int.h - how acts are tied when they come in.
 */
#ifndef DEMARCHE_RECORD_TIES_INT_H
#define DEMARCHE_RECORD_TIES_INT_H

#include "record/db_int.h"
#include "ties/gist.h"

/* An act that is being tied. */
struct knot {
    long long act; /* key */
    struct gist gist;
    long told;  /* day since 1970 from which it is known; 0: unknown */
    bool dated; /* it says when it was done */
};

struct tying {
    struct record *record;
    const struct ties_lists *lists;
    struct err *err;
    const struct meant *meant; /* matters that were read */
    size_t meants;
};

/* Read the act with this key; `*there` is false for one that review took
 * out. */
MUST_USE bool knot_load(const struct tying *tying, long long act,
                        struct knot *knot, bool *there);

/* Put it into its event and demand. */
MUST_USE bool knot_join(const struct tying *tying, const struct knot *knot);

/* Link it to what it answers, and answers to it. */
MUST_USE bool knot_answer(const struct tying *tying, const struct knot *knot);

/* Link the answers that people gave to the acts of the report with this key:
 * those of other reports lost them when its acts were taken out. */
MUST_USE bool ties_replies(const struct tying *tying, long long report);

/* Gists under `key` from day to day, of another act than `knot`; false from
 * `take` stops with a failure. */
typedef bool (*gist_fn)(const struct tying *tying, const struct knot *knot,
                        const struct gist *other);
MUST_USE bool gists_each(const struct tying *tying, const struct knot *knot,
                         long long key, long from, long to, gist_fn take);

/* Which gists: of this key from day to day, those that fit (NULL: all). */
struct gists_wish {
    long long key;
    long from;
    long to;
    bool (*fits)(const struct ties_lists *lists, const struct gist *a,
                 const struct gist *b);
};

/* Those of another act than `gist`, as an array that the caller frees,
 * whatever is returned. */
MUST_USE bool gists_list(const struct tying *tying, const struct gist *gist,
                         const struct gists_wish *wish, struct gist **list,
                         size_t *gists);

/* Keep its gist under all keys by which it is looked for. */
MUST_USE bool knot_keep(const struct tying *tying, const struct knot *knot);

/* Make two events one, unless people said that they are not. */
MUST_USE bool join_events(const struct tying *tying, long long a, long long b);
/* The event of an act, 0 if it has none. */
MUST_USE bool event_of_act(const struct tying *tying, long long act,
                           long long *event);
/* The number that a statement of one or two keys gives, 0 if there is no
 * row. */
MUST_USE bool ask_number(const struct tying *tying, enum sql sql, long long a,
                         long long b, long long *number);

/* Put it where acts without a date belong, and those that it dates. */
MUST_USE bool knot_join_undated(const struct tying *tying,
                                const struct knot *knot);

/* Run a statement of one or two keys that gives no rows. */
MUST_USE bool run_keys(const struct tying *tying, enum sql sql, long long a,
                       long long b);

/* The acts of this report came in or changed: their ties are to be made anew
 * (ties_place() or record_tie_all()). */
MUST_USE bool ties_note(struct record *record, long long report,
                        struct err *err);

/* The acts of this report are about to be deleted: take them out of all ties,
 * and have those that they were tied to tied anew. */
MUST_USE bool ties_forget(struct record *record, long long report,
                          struct err *err);

/* Tie the acts of a report anew, with all that this touches, inside a
 * transaction. */
MUST_USE bool ties_place(const struct tying *tying, long long report);

#endif
