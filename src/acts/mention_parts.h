/*
 * mention_parts.h - what the files of mentions.h share; for them only.
 *
 * A draft is a mention on its way: what the tables said of its words, before
 * neighbours are put together and before it is resolved.
 */
#ifndef DEMARCHE_ACTS_MENTION_PARTS_H
#define DEMARCHE_ACTS_MENTION_PARTS_H

#include "acts/mentions.h"
#include "base/map.h"
#include "lore/cues.h"

enum { DRAFT_READINGS = 4, NAME_WORDS = 12, NAME_REACH = 24, NO_DRAFT = -1 };

struct draft {
    struct mention is;
    struct name_hit reading[DRAFT_READINGS]; /* of an actor's name */
    size_t readings;
    const struct office *office;
    struct span office_at; /* tokens of the title */
    const char *office_of; /* what the title's words imply, or NULL */
    const struct institution *institution;
    size_t named_start; /* the name itself, without what stands around it */
    size_t named_end;
    long owner;      /* the draft whose office or organ it is, or NO_DRAFT */
    bool only_owned; /* dropped unless something owns it */
    bool only_known; /* dropped unless it is */
    long owner2;     /* the second one of "Western and Russian", or NO_DRAFT */
    long said_of; /* for a person: the noun that says what he is, or NO_DRAFT */
    bool maybe;   /* a person only if the report introduces one so */
    bool is_title;        /* "Mr.": only part of a name */
    bool former;          /* "former", "ex-", "then" */
    bool definite;        /* "the minister" */
    bool pair;            /* "both sides", "the two neighbours" */
    bool is_organisation; /* by its name alone */
    bool is_state;        /* "the country": whichever was named before */
    bool local;           /* "in Moscow": a place, nobody who acts */
    bool in_marks;
    bool is_subject;
    bool private; /* a person who speaks for himself */
    bool inside;  /* within the words of the office before it */
    bool dropped; /* became part of another one */
    char sex;     /* 'm', 'f' or 0: what the words themselves tell */
};

/* Who was introduced by name: for surnames and pronouns. */
struct known {
    struct slice first;
    struct slice last;
    size_t draft; /* where introduced */
    size_t other; /* 1 + index of the one before with the same surname */
    const char *slug;
    const char *full;
    const char *role;
    const char *of;
    bool speaks;
    char sex;
};

struct finder {
    const struct document *document;
    struct arena *arena;
    struct draft *draft; /* by passage and first token */
    size_t len;
    size_t cap;
    struct known *known; /* in the order of introduction */
    size_t knowns;
    size_t known_cap;
    struct map surname; /* last word of a name → 1 + index of the latest */
    struct map named;   /* an actor's code → 1 + the draft that names it last,
                           of those walked; readings without doubt only */
    struct map ever;    /* the same over the whole report, the first */
};

/* Find what the words of a passage say by themselves. */
void drafts_find(struct finder *finder, size_t passage);

/* Put neighbours together: "Russian" + "deputy foreign minister" + "Sergei
 * Ryabkov".  `from` is the first draft of the passage. */
void drafts_join(struct finder *finder, size_t from);

/* Say which actors are meant by names and descriptions of actors. */
void actors_resolve(struct finder *finder);

/* Say who is meant by names of people, offices, organs, unnamed sources. */
void people_resolve(struct finder *finder);

/* Say what pronouns and descriptions without an owner point back to. */
void pointers_resolve(struct finder *finder);

/* Say whom a plural of a pair stands for: "both presidents". */
void pairs_resolve(struct finder *finder, struct draft *draft);

/* "the two sides", "they": both of the pair of actors named last. */
void pairs_sides(struct finder *finder, struct draft *draft);

/* The text of tokens [start, end) of a passage. */
struct slice finder_words(const struct finder *finder, size_t passage,
                          struct span tokens);

/* A code for a person of no table: "sergei-ryabkov". */
const char *name_slug(struct slice name, struct arena *arena);

#endif
