/*
 * feed.h - RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0 → their items.
 *
 * Parsed by expat.  Only the predefined entities and HTML's named ones are
 * expanded; a feed that declares entities is refused, nothing is ever
 * fetched.  Prefixes are known by their addresses or, where a feed forgets to
 * declare them, by custom ("content:encoded").
 *
 * Real feeds break.  A stray '&' is read as '&amp;'; after any other error
 * reading goes on with the next item.
 */
#ifndef DEMARCHE_PAGE_FEED_FEED_H
#define DEMARCHE_PAGE_FEED_FEED_H

#include "page/piece.h"

/* What a feed or an item says.  Text that may hold markup is HTML whatever
 * the feed wrote it as; the rest is plain. */
#define FEED_FIELD_MAP(X) \
    X(FEED_TITLE, "title") \
    X(FEED_LINK, "link") \
    X(FEED_ID, "id") \
    X(FEED_SUMMARY, "summary") /* HTML */ \
    X(FEED_CONTENT, "content") /* HTML */ \
    X(FEED_AUTHOR, "author") \
    X(FEED_SOURCE, "source") /* where an item was taken from */ \
    X(FEED_PUBLISHER, "publisher") \
    X(FEED_LANGUAGE, "language") \
    X(FEED_SECTION, "section") \
    X(FEED_PUBLISHED, "published") /* as written */ \
    X(FEED_MODIFIED, "modified")

enum feed_field {
#define X(code, name) code,
    FEED_FIELD_MAP(X)
#undef X
        FEED_FIELDS
};

enum { FEED_AUTHORS = 12 };

struct feed_entry {
    struct slice field[FEED_FIELDS]; /* ptr NULL: not said */
    struct slice author[FEED_AUTHORS];
    size_t authors;
};

struct feed_sink {
    void *user;
    /* An item, where it stands in the file, and what was said of the whole
     * feed so far.  False stops. */
    bool (*item)(void *user, const struct feed_entry *item, struct slice source,
                 const struct feed_entry *feed);
    /* What is broken. */
    void (*broken)(void *user, const struct err *why);
};

/* Whether bytes begin as a feed does. */
bool feed_is(struct slice bytes);

/* Read the feed called `name`; `feed` gets what it says of itself.  Values
 * live in `arena`, an item's only until the next one.  False with `err` set
 * if it is refused as a whole. */
MUST_USE bool feed_read(struct slice name, struct slice bytes,
                        const struct feed_sink *sink, struct feed_entry *feed,
                        struct arena *arena, struct err *err);

/* Full-text items become pieces; summaries are passed over. */
MUST_USE bool feed_pieces(struct slice name, struct slice bytes,
                          const struct piece_sink *sink, struct arena *arena,
                          struct err *err);

const char *feed_field_name(enum feed_field field);

#endif
