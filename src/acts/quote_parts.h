/*
 * quote_parts.h - what the files of quotes.h share; for them only.
 *
 * A scan is one passage being read.  A frame is what the parse says about one
 * cue: its words, its source, its content.  A claim is a frame that was taken
 * up, with all pieces of its content, also from later sentences and passages.
 */
#ifndef DEMARCHE_ACTS_QUOTE_PARTS_H
#define DEMARCHE_ACTS_QUOTE_PARTS_H

#include "acts/document.h"
#include "acts/marks.h"
#include "acts/quotes.h"
#include "lore/cues.h"

enum { FRAME_CONTENTS = 4 };

struct frame;

struct loan {
    const struct frame *from; /* NULL: none */
};

enum token_role { ROLE_NONE, ROLE_SOURCE, ROLE_CUE, ROLE_CONTENT };

struct scan {
    const struct document *document;
    const struct mentions *mentions; /* NULL: none were looked for */
    enum quotes_scope scope;
    size_t passage;
    const struct analysis *doc;
    const struct tree *tree;
    struct mark_pair *pair; /* bytes of the passage */
    struct span *pair_at;   /* tokens of each pair, marks included */
    size_t pairs;
    uint32_t *pair_of;   /* a token's pair + 1, 0: outside of marks */
    unsigned char *role; /* of each token, enum token_role */
    uint32_t *depth;     /* steps to the root of its sentence + 1 */
    struct loan *lent;   /* of a token: whose source a cue there shares */
};

struct frame {
    const struct cue *cue; /* NULL: a colon, a dash, a verb of no table */
    uint32_t head;
    struct span group;                   /* tokens of the cue */
    struct span source;                  /* tokens; empty: none */
    uint32_t source_head;                /* TREE_NONE: none */
    struct span content[FRAME_CONTENTS]; /* tokens, in order */
    size_t contents;
    bool finite;     /* the content is a clause with a finite verb */
    bool infinitive; /* the cue only names the saying: "to promise" */
    bool outer;      /* put around a whole clause, whatever the parse says */
};

struct piece {
    struct piece *next;
    struct span at; /* bytes of the report */
    bool marked;    /* from an opening mark to its closing one */
    bool told;      /* it has a verb, or is too long to have none */
    bool mixed;     /* some of it stands in marks */
};

struct claim {
    struct claim *next;
    struct claim *before;
    struct frame frame;
    size_t passage;
    struct piece *piece; /* in order */
    struct piece *last_piece;
    bool marked;  /* found by its quotation marks */
    bool tagged;  /* found by the reader */
    bool inner;   /* inside of another's content */
    double score; /* the reader's; 0: found by rules */
};

struct claims {
    struct claim *first;
    struct claim *last;
    size_t len;
};

/* Start to read a passage: `document`, `mentions` and `scope` are set. */
void scan_open(struct scan *scan, size_t passage, struct arena *arena);

/* What `at` says as a cue with the content around it; false if it is none. */
bool frame_read(const struct scan *scan, uint32_t at, struct frame *frame);

/* Cue words and source of `at` as a cue of words in marks, its content not
 * asked for; false if it cannot be one.  `any_verb`: also of no table. */
bool frame_speech(const struct scan *scan, uint32_t at, bool any_verb,
                  struct frame *frame);

/* Where the words of the clause before `at` start. */
size_t clause_start(const struct scan *scan, size_t at);

/* What nouns, adjectives behind "is", "according to" and phrases like "in the
 * words of" say as cues; `frame` holds the cue's row, head and group. */
bool frame_noun(const struct scan *scan, uint32_t at, struct frame *frame);
bool frame_adjective(const struct scan *scan, uint32_t at, struct frame *frame);
bool frame_according(const struct scan *scan, uint32_t at, struct frame *frame);
bool frame_phrase(const struct scan *scan, uint32_t at, struct frame *frame);

/* Take the noun phrase of `head` as source (TREE_NONE: none). */
void frame_source(const struct scan *scan, struct frame *frame, uint32_t head);

/* Add the subtree of `child` but for what lies in `hole`. */
void frame_subtree(const struct scan *scan, struct frame *frame, uint32_t child,
                   struct span hole);

/* Add what a preposition of `head` leads to, if the cue's row names it:
 * "warned [of] war".  False if there is none. */
bool frame_link(const struct scan *scan, uint32_t head, struct frame *frame);

/* One more stretch of tokens of the content. */
void frame_add(struct frame *frame, struct span tokens);

/* Add the clause headed by `clause`, and what goes on around a cue that
 * stands in the middle of it. */
void content_of_clause(const struct scan *scan, struct frame *frame,
                       uint32_t clause);

/* The content number `at` of a claim, without the date of the saying before
 * it and the report's own remarks behind it. */
struct span content_bounds(struct scan *scan, struct claim *claim, size_t at);

/* Add the clause that the cue stands in, without the cue's own words: "X,
 * [as he put it], X".  False if there is none. */
bool frame_around(const struct scan *scan, struct frame *frame);

/* Where the parse has no source: what the outer cue lent, else the mention
 * beside the cue. */
void source_beside(const struct scan *scan, struct frame *frame);

/* "..., Malvet announced on Monday": a verb of saying behind a comma and a
 * mention has the words before it as its content.  False if it is not so. */
bool frame_trailing(const struct scan *scan, uint32_t at, struct frame *frame);

/* Words in marks behind the colon that ends `segment`: "Kremlin: “...”", "her
 * advice: “...”"; always true. */
bool frame_colon(const struct scan *scan, struct span segment,
                 struct frame *frame);

/* Give `frame` as source who is named in the sentence before token `start`:
 * its subject, else the one named last; nothing if there is nobody. */
void voice_before(const struct scan *scan, size_t start, struct frame *frame);

/* Headlines like "Kremlin: talks will go on". */
void headline_find(struct scan *scan, struct claims *claims,
                   struct arena *arena);

/* Give pairs of marks to the cues right before and behind them. */
void direct_find(struct scan *scan, struct claims *claims, struct arena *arena);

/* Give the pairs that are still free to a cue beside them, to the claim they
 * go on with, or to nobody. */
void direct_rest(struct scan *scan, struct claims *claims, struct arena *arena);

/* Claims of what the reader tagged, the first of all. */
void tagged_claims(struct scan *scan, struct claims *claims,
                   struct arena *arena);

/* Take up `frame` and mark those of its tokens that are free. */
struct claim *claims_take(struct claims *claims, struct scan *scan,
                          const struct frame *frame, struct arena *arena);

/* Add just these tokens to the content of a claim, and mark those that are
 * free. */
void claim_take_content(struct claim *claim, struct scan *scan,
                        struct span tokens, struct arena *arena);

/* Take up `frame`, whose content may be empty, and mark its tokens; NULL if
 * its cue's tokens are taken. */
struct claim *claims_add(struct claims *claims, struct scan *scan,
                         const struct frame *frame, struct arena *arena);

/* Add tokens to the content of a claim, widened to whole pairs of marks and
 * trimmed; nothing if they are taken. */
void claim_add_content(struct claim *claim, struct scan *scan,
                       struct span tokens, struct arena *arena);

/* Whether a token is a stop, comma, dash, colon or bracket. */
bool token_is_punct(const struct analysis *doc, size_t at);

/* The tag of a token, "" behind the last one. */
const char *scan_tag(const struct scan *scan, size_t at);

/* Whether a sentence ends with a token, outside of marks. */
bool scan_stop(const struct scan *scan, size_t at);

/* The first token from `at` on that is not white space. */
size_t scan_word(const struct scan *scan, size_t at);

/* Without punctuation and blanks at both ends, pairs of marks kept whole. */
struct span scan_trim(const struct scan *scan, struct span tokens);

#endif
