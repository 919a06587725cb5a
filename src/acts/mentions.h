/*
 * mentions.h - the words of a report that stand for somebody.
 *
 *     "Russian Deputy Foreign Minister Sergei Ryabkov met U.S. officials"
 *      actor RUS (adjective)
 *      person sergei-ryabkov, role deputy foreign minister, of RUS
 *                                                  actor USA (adjective)
 *                                                  body, role officials, USA
 *
 * Descriptions and pronouns are resolved within the document where the text
 * allows it ("the alliance" after NATO, "he" after Ryabkov); what is not
 * resolved keeps its words and no code.  Mentions may nest, never cross.
 */
#ifndef DEMARCHE_ACTS_MENTIONS_H
#define DEMARCHE_ACTS_MENTIONS_H

#include "acts/document.h"

#define MENTION_KIND_MAP(X) \
    X(MENTION_ACTOR, "actor")         /* Russia, Moscow, the alliance */ \
    X(MENTION_PERSON, "person")       /* Sergei Ryabkov, Ryabkov */ \
    X(MENTION_OFFICE, "office")       /* the minister, a Kremlin spokesman */ \
    X(MENTION_BODY, "body")           /* the foreign ministry, U.S. troops */ \
    X(MENTION_ANONYMOUS, "anonymous") /* a senior official, sources */ \
    X(MENTION_AGENCY, "agency")       /* Reuters, the newspaper */ \
    X(MENTION_DOCUMENT, "document")   /* the statement, a report */ \
    X(MENTION_PRONOUN, "pronoun")     /* he, they */ \
    X(MENTION_NAME, "name")           /* a name that no table knows */

enum mention_kind {
#define X(code, name) code,
    MENTION_KIND_MAP(X)
#undef X
};

enum { MENTION_CODES = 8 };

struct mention {
    enum mention_kind kind;
    enum name_use use; /* of an actor's name; NAME_COMMON: a description */
    size_t passage;
    struct span token; /* of the passage */
    size_t head;       /* the token that the rest hangs on */
    struct span at;    /* bytes of the report */

    /* The actors it stands for: itself, its state or organisation, or all
     * of them where it names several ("the two sides"); 0: unresolved. */
    const char *code[MENTION_CODES];
    size_t codes;

    const char *person; /* slug; NULL unless a person is meant */
    const char *name;   /* full name where known, else as written */
    const char *role;   /* "deputy foreign minister", "foreign ministry" */
    const char *of;     /* code of whose role it is */
    bool speaks;        /* its words count as those of `of` */
    bool former;        /* "a former minister" */
    bool plural;
    long antecedent; /* index of the mention it was resolved to, -1: none */
};

struct mentions {
    struct mention *item; /* by passage, then first token, outer before inner */
    size_t len;
    size_t **of_token; /* a passage's tokens → 1 + innermost mention, 0: none */
    size_t **of_head; /* a token → 1 + outermost mention it heads, 0: none */
};

/* Find and resolve all mentions of `document`; kept in `arena`. */
void mentions_find(struct mentions *mentions, const struct document *document,
                   struct arena *arena);

/* The innermost mention that covers a token, or NULL. */
const struct mention *mention_over(const struct mentions *mentions,
                                   size_t passage, size_t token);

/* The outermost mention headed by a token, or NULL: what a subject or an
 * object token stands for. */
const struct mention *mention_headed(const struct mentions *mentions,
                                     size_t passage, size_t token);

const char *mention_kind_name(enum mention_kind kind);

#endif
