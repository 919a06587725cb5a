/*
 * index.h - families of a stream of reports, without a dossier.
 *
 * Memory grows by the prints and a few numbers a report (some 500 bytes);
 * their words go to a temporary file that is gone when the program ends.
 *
 *     index = copies_index_new(&lists, &err);
 *     copies_index_add(index, &text, &err);        once a report
 *     copies_index_find(index, n, &found);          the n-th report, from 0
 */
#ifndef DEMARCHE_COPIES_INDEX_H
#define DEMARCHE_COPIES_INDEX_H

#include "copies/family.h"

struct copies_index; /* private */

struct copies_text {
    struct slice text;
    const struct span *part; /* what counts of it; NULL: all */
    size_t parts;
    struct slice id;
    struct slice address; /* NULL slice: unknown */
    struct date date;
    enum credit credit;
};

struct copies_found {
    size_t origin; /* number of the family's first report */
    bool is_origin;
    size_t copy_of; /* number, unless it is the origin */
    struct bond bond;
};

/* `lists` is borrowed.  NULL on failure. */
struct copies_index *copies_index_new(const struct copies_lists *lists,
                                      struct err *err);
MUST_USE bool copies_index_add(struct copies_index *index,
                               const struct copies_text *text, struct err *err);
size_t copies_index_count(const struct copies_index *index);
void copies_index_find(const struct copies_index *index, size_t number,
                       struct copies_found *found);
void copies_index_free(struct copies_index *index);

#endif
