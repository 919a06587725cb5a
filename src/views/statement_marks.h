/*
 * statement_marks.h - words that mark what a sentence says of a thing.
 *
 * data/views/marks.tsv, whose head explains the marks: "could" that it may
 * be, "shot down" that one side did it, "Monday" a day.
 */
#ifndef DEMARCHE_VIEWS_STATEMENT_MARKS_H
#define DEMARCHE_VIEWS_STATEMENT_MARKS_H

#include "base/err.h"
#include "base/slice.h"

#define MARK_MAP(X) \
    X(MARK_SAID, "said") \
    X(MARK_DENY, "deny") \
    X(MARK_JOINT, "joint") \
    X(MARK_MAY, "may") \
    X(MARK_FIRM, "firm") \
    X(MARK_IF, "if") \
    X(MARK_NOT, "not") \
    X(MARK_NONE, "none") \
    X(MARK_BY, "by") \
    X(MARK_SOLE, "sole") \
    X(MARK_THERE, "there") \
    X(MARK_AWAY, "away") \
    X(MARK_BEGIN, "begin") \
    X(MARK_END, "end") \
    X(MARK_AHEAD, "ahead") \
    X(MARK_MOVED, "moved") \
    X(MARK_AGAIN, "again") \
    X(MARK_TALKS, "talks") \
    X(MARK_ORDER, "order") \
    X(MARK_WEEKDAY, "weekday") \
    X(MARK_MONTH, "month") \
    X(MARK_DAY, "day") \
    X(MARK_WEEK, "week") \
    X(MARK_YEAR, "year") \
    X(MARK_NEXT, "next") \
    X(MARK_LAST, "last") \
    X(MARK_TITLE, "title") \
    X(MARK_WHERE, "where") \
    X(MARK_PART, "part") \
    X(MARK_EMPTY, "empty")

/* Numbers of bits in a set of marks. */
enum mark {
#define X(constant, name) constant,
    MARK_MAP(X)
#undef X
        MARKS
};

#define MARK_BIT(mark) (1U << (unsigned)(mark))

enum { MARK_WORDS = 4 }; /* of an entry at most */

struct statement_marks; /* private */

/* What the words stand for: some marks, and the number of those that have
 * one (the last row's, where one entry has several). */
struct mark_entry {
    unsigned marks;
    int number;
};

/* Errors name file and line; on failure `*marks` is NULL. */
MUST_USE bool statement_marks_open(struct statement_marks **marks,
                                   const char *data_dir, struct err *err);
void statement_marks_free(struct statement_marks *marks);

/* The longest entry that begins at `word[0]`, in whatever case; `*count` words
 * of the text.  NULL: none, and *count is 1. */
const struct mark_entry *
statement_marks_find(const struct statement_marks *marks,
                     const struct slice *word, size_t words, size_t *count);

#endif
