/*
 * coding.h - what a report says was said and done: quotes and acts.
 *
 * The noun that `acts` hands to `record`.  All spans are bytes of the
 * report's text.  Strings live in the arena given to coding_make() or in the
 * read-only lore.  Types, flags and fields are those of docs/record.md.
 *
 *     “We will not accept that Russia has a veto,” Stoltenberg said.
 *     quote  direct   speaker Stoltenberg, of NATO
 *     act    reject   actor NATO, recipient RUS, quote above
 */
#ifndef DEMARCHE_ACTS_CODING_H
#define DEMARCHE_ACTS_CODING_H

#include "base/arena.h"
#include "base/date.h"
#include "base/slice.h"
#include "page/report.h"

enum quote_form { QUOTE_DIRECT, QUOTE_INDIRECT, QUOTE_MIXED };

/* Who speaks.  What is unknown is NULL; the words are always there. */
struct speaker {
    struct span at;   /* the words in the report: name with title */
    const char *name; /* "Sergei Ryabkov" */
    const char *code; /* "sergei-ryabkov" */
    const char *role; /* "deputy foreign minister" */
    const char *of;   /* RUS: whose words they are */
    bool anonymous;   /* "a senior official" */
};

struct quote {
    enum quote_form form;
    struct span text;     /* from the first content to the last */
    struct span *content; /* pieces, in order, quotation marks included */
    size_t contents;
    struct span cue; /* empty: none */
    bool has_speaker;
    struct speaker speaker;
};

/* One actor of an act.  `code` NULL: the words are not resolved. */
struct party {
    const char *code;
    struct span at;
};

/* Who says that it is so, from the speaker outward. */
#define ATTRIBUTION_ROLE_MAP(X) \
    X(ATTRIBUTION_SPEAKER, "speaker") \
    X(ATTRIBUTION_OFFICIAL, "official") \
    X(ATTRIBUTION_ANONYMOUS, "anonymous") \
    X(ATTRIBUTION_AGENCY, "agency") \
    X(ATTRIBUTION_OUTLET, "outlet") \
    X(ATTRIBUTION_DOCUMENT, "document")

enum attribution_role {
#define X(code, name) code,
    ATTRIBUTION_ROLE_MAP(X)
#undef X
};

struct attribution {
    enum attribution_role role;
    const char *name; /* NULL: unknown */
    const char *text; /* the words that say so, NULL: none */
};

struct act_flags {
    bool negated;
    bool conditional;
    struct span condition; /* empty unless conditional and found */
    bool future;
    bool hypothetical;
    bool historical;
    bool reiterated;
    bool anonymous;
};

struct act {
    const char *type;   /* record.md: "demand", "reject" ... */
    const char *plover; /* "REQUEST"; NULL: none */
    const char *cameo;  /* "10"; NULL: none */
    struct party *actor;
    size_t actors;
    struct party *recipient;
    size_t recipients;
    bool has_speaker;
    struct speaker speaker;
    const char **issue;
    size_t issues;
    struct span text;     /* the words that make the act */
    struct span sentence; /* the sentence they stand in */
    struct stamp date;    /* of the act, not of the report */
    struct act_flags flags;
    struct attribution *attribution;
    size_t attributions;
    long quote;        /* index into coding.quote, -1: none */
    double confidence; /* 0–1: how often acts of its score are right */
    bool proposed;     /* not sure enough to be shown unasked */
    unsigned point;    /* its number in a list of demands or offers, from 1 */
    unsigned points;   /* ... of so many; 0: it stands in none */
    const char **why;  /* every rule and score, in order */
    size_t whys;
};

struct coding {
    struct quote *quote;
    size_t quotes;
    struct act *act;
    size_t acts;
};

const char *quote_form_name(enum quote_form form);
const char *attribution_role_name(enum attribution_role role);

#endif
