/*
 * gist.h - of an act, what is compared with other acts.
 *
 * Who, towards whom, what type, which issues, which day, where it stands, and
 * its words weighed by rarity, without the names of those who take part.  A
 * gist is a few hundred bytes that a dossier keeps with the act, so that a
 * new act is compared with old ones without reading their sentences again.
 */
#ifndef DEMARCHE_TIES_GIST_H
#define DEMARCHE_TIES_GIST_H

#include "base/buf.h"
#include "base/date.h"
#include "ties/lists.h"

enum { GIST_CODES = 6, GIST_WORDS = 24 };

/* Types that have ties of their own; the others are told apart by their
 * `kind` only. */
enum gist_class {
    GIST_OTHER,
    GIST_DEMAND, /* demand, request */
    GIST_OFFER,
    GIST_ANSWER, /* accept, reject, promise ... */
    GIST_MEET
};

enum gist_flag {
    GIST_NEGATED = 1,
    GIST_HYPOTHETICAL = 2,
    GIST_HISTORICAL = 4,
    GIST_CONDITIONAL = 8,
    GIST_DATED = 16, /* the report says the day, not only its own */
    GIST_DAY = 32    /* the date is known to the day */
};

/* Stems with their weights, by stem, each once. */
struct gist_words {
    uint32_t stem[GIST_WORDS];
    uint8_t weight[GIST_WORDS];
    size_t len;
};

/* Hashes, each once. */
struct gist_codes {
    uint32_t code[GIST_CODES];
    size_t len;
};

struct gist {
    long long act; /* the store's keys */
    long long report;
    uint32_t id; /* begins its id: settles what else is equal */
    enum gist_class class;
    uint32_t kind;    /* of its type; demand and request are one */
    uint32_t type;    /* hash of its type */
    unsigned flags;   /* enum gist_flag */
    unsigned back;    /* enum ties_back: what its words point back to */
    long day;         /* of the act, else of the report; 0: unknown */
    unsigned weekday; /* 1 Monday … 7 that the words of a meeting name; 0 */
    struct span text; /* places in the report */
    struct span sentence;
    uint32_t speaker;        /* 0: unknown */
    struct gist_codes actor; /* only those with a code */
    struct gist_codes recipient;
    uint32_t who;  /* hash of a name where no actor has a code; 0: none */
    uint32_t whom; /* ... no recipient */
    struct gist_codes issue;
    struct gist_codes noun;  /* stems of "demand", "offer" ... in its words */
    struct gist_codes place; /* of a meeting: names after "in" and "at" */
    struct gist_words word;  /* of the act */
    struct gist_words scene; /* of its sentence */
    bool meant;              /* `vector` is its matter (matter.h) */
    int8_t vector[MATTER_WIDTH];
};

/* An act as the store has it.  Strings may be NULL: unknown. */
struct telling {
    long long act;
    long long report;
    const char *id; /* "a-" and hexadecimal digits */
    const char *type;
    const char *const *actor; /* codes */
    size_t actors;
    const char *const *recipient;
    size_t recipients;
    struct slice who; /* words of the first actor and recipient */
    struct slice whom;
    const char *const *issue;
    size_t issues;
    const char *speaker; /* code */
    struct date date;    /* of the act */
    bool dated;          /* ... and the report says it */
    struct date published;
    struct span text;
    struct slice text_words;
    struct span sentence;
    struct slice sentence_words;
    const struct span *name; /* places that name who takes part */
    size_t names;
    unsigned flags;            /* NEGATED to CONDITIONAL */
    const struct meant *meant; /* matters that were read, perhaps this one's */
    size_t meants;
};

/* Whether acts of this type are compared by meaning. */
bool gist_is_meant(const char *type);

/* What is read for it of an act, whose words `text` lie in its sentence;
 * `words` are the sentence's.  False: nothing. */
bool gist_to_read(struct span text, struct span sentence, struct slice words,
                  struct meant *meant);

void gist_make(struct gist *gist, const struct ties_lists *lists,
               const struct telling *telling);

/* Hash of a code of an actor or issue; case does not matter. */
uint32_t gist_code(const char *code);

bool codes_have(const struct gist_codes *codes, uint32_t code);
/* Whether any is in both. */
bool codes_meet(const struct gist_codes *a, const struct gist_codes *b);
/* Whether all of one are in the other. */
bool codes_nest(const struct gist_codes *a, const struct gist_codes *b);

/* As bytes, the keys left out, and back; false for bytes of something else. */
void gist_pack(const struct gist *gist, struct buf *out);
MUST_USE bool gist_unpack(struct gist *gist, struct slice bytes);

/* What names a list of gists in the store: those of this class (or kind, for
 * the others) with this code among the actors (or recipients). */
long long gist_key(const struct gist *gist, bool recipient, uint32_t code);
long long gist_class_key(enum gist_class class, bool recipient, uint32_t code);

#endif
