/*
 * lexicon.h - the words that make acts, and the frames they make them in.
 *
 * Read-only tables made from data/lexicon/en/act-*.tsv; the columns and the
 * notation of frames are explained at the head of act-verbs.tsv.
 *
 *     call  on/upon=@party:whom inf:what  request .92
 *      a verb with two slots: a preposition whose noun is a party, who is
 *      the recipient, and an infinitive, which is the content
 *
 * What a slot asks of the parse is decided in `acts`; here it is only data.
 */
#ifndef DEMARCHE_LORE_LEXICON_H
#define DEMARCHE_LORE_LEXICON_H

#include "base/err.h"
#include "base/map.h"
#include "base/slice.h"
#include "lore/codebook.h"
#include "lore/ontology.h"

/* What fills a slot, or what must hold of the word. */
#define WAY_MAP(X) \
    X(WAY_OBJ, "obj") \
    X(WAY_OBJ2, "obj2") \
    X(WAY_OBJINF, "objinf") \
    X(WAY_INF, "inf") \
    X(WAY_ING, "ing") \
    X(WAY_THAT, "that") \
    X(WAY_FORINF, "forinf") \
    X(WAY_QUOTED, "quoted") \
    X(WAY_ALONE, "alone") \
    X(WAY_TOGETHER, "together") \
    X(WAY_PRED, "pred") \
    X(WAY_ATTR, "attr") \
    X(WAY_ACOMP, "acomp") \
    X(WAY_SUBJ, "subj") \
    X(WAY_MODAL, "modal") \
    X(WAY_NOT, "not") \
    X(WAY_IF, "if") \
    X(WAY_SPEECH, "speech") \
    X(WAY_OWN, "own") \
    X(WAY_OTHER, "other") \
    X(WAY_THING, "thing") \
    X(WAY_THERE, "there") \
    X(WAY_PREP, "")

enum way_kind {
#define X(code, name) code,
    WAY_MAP(X)
#undef X
};

enum slot_role {
    ROLE_NONE,
    ROLE_WHAT,
    ROLE_WHOM,
    ROLE_WHOSE,
    ROLE_WHO,
    ROLE_WITH
};

/* Classes that the parse decides, not a list of words. */
enum word_test {
    TEST_WORDS, /* the listed words and classes, any if there are none */
    TEST_PARTY,
    TEST_PERSON,
    TEST_SHOULD,
    TEST_WOULD,
    TEST_OWNHARM,
    TEST_REFLEXIVE
};

struct way {
    enum way_kind kind;
    struct slice prep; /* of WAY_PREP */
};

struct word_class {
    const char *name;
    struct map words;
};

enum { SLOT_WAYS = 10, SLOT_WORDS = 48, FRAME_SLOTS = 8, FRAME_REST = 2 };

struct slot {
    struct way way[SLOT_WAYS];
    size_t ways;
    enum slot_role role;
    bool optional;
    bool forbidden;
    unsigned tests; /* bits 1 << enum word_test; 0: anything */
    const struct word_class *class[6];
    size_t classes;
    struct slice *word;
    size_t words;
};

enum frame_kind { FRAME_VERB, FRAME_ADJECTIVE, FRAME_NOUN, FRAME_MODAL };

struct act_frame {
    enum frame_kind kind;
    struct slice rest[FRAME_REST]; /* the words after the first */
    size_t rests;
    const char *words; /* the row's first field */
    const char *text;  /* its second */
    struct slot slot[FRAME_SLOTS];
    size_t slots;
    const struct act_type *type;
    const char *plover; /* never less near than the type's; NULL: none */
    double weight;
    double poss;                    /* nouns: weight by an owner, 0: none */
    const struct word_class *light; /* nouns: their own light verbs */
    const char *file;               /* "act-verbs.tsv" */
    size_t line;
};

enum light_who { LIGHT_NONE, LIGHT_SUBJECT, LIGHT_OBJECT };

#define FLAG_MAP(X) \
    X(FLAG_NEGATED, "negated") \
    X(FLAG_CONDITIONAL, "conditional") \
    X(FLAG_FUTURE, "future") \
    X(FLAG_HYPOTHETICAL, "hypothetical") \
    X(FLAG_HISTORICAL, "historical") \
    X(FLAG_REITERATED, "reiterated") \
    X(FLAG_PARTIAL, "partial") \
    X(FLAG_ENDED, "ended") \
    X(FLAG_INSTEAD, "instead") \
    X(FLAG_ASPECT, "aspect")

enum flag_bit {
#define X(code, name) code,
    FLAG_MAP(X)
#undef X
        FLAG_COUNT
};

/* Where a flag word stands. */
#define PLACE_MAP(X) \
    X(PLACE_MODAL, "modal") \
    X(PLACE_ADVERB, "adverb") \
    X(PLACE_GOVERNOR, "governor") \
    X(PLACE_MARKER, "marker") \
    X(PLACE_PHRASE, "phrase") \
    X(PLACE_DETERMINER, "determiner")

enum flag_place {
#define X(code, name) code,
    PLACE_MAP(X)
#undef X
        PLACE_COUNT
};

struct turn {
    const struct act_type *type;
    const struct act_type *becomes;
    double weight;
    const char *when; /* "refused", "disclaimed", "partial" ... */
    size_t line;
};

struct lexicon; /* private */

/* Read data_dir/lexicon/en/act-*.tsv; `ontology` is borrowed.  Errors name
 * file and line; on failure `*lexicon` is NULL. */
MUST_USE bool lexicon_open(struct lexicon **lexicon, const char *data_dir,
                           const struct ontology *ontology, struct err *err);
/* The same with the codebook's words, whose files have the form and the names
 * of the general ones (act-verbs, act-nouns, act-modals, act-adjectives). */
MUST_USE bool lexicon_open_texts(struct lexicon **lexicon, const char *data_dir,
                                 const struct ontology *ontology,
                                 const struct codebook_text *text, size_t texts,
                                 struct err *err);
void lexicon_free(struct lexicon *lexicon);

/* The frames whose first word is `word` (a lemma in lower case; "*" for any
 * verb): their number, `*frame` points at an array of them. */
size_t lexicon_frames(const struct lexicon *lexicon, struct slice word,
                      const struct act_frame *const **frame);

/* Whether a class of act-classes.tsv holds the lemma. */
bool word_class_has(const struct word_class *class, struct slice lemma);
const struct word_class *lexicon_class(const struct lexicon *lexicon,
                                       struct slice name);

/* Whose noun a light verb ("put forward") tells: LIGHT_NONE if it is no such
 * verb.  `flags` gets bits 1 << enum flag_bit. */
enum light_who lexicon_light(const struct lexicon *lexicon, struct slice verb,
                             unsigned *flags);

/* Flags of words in a place, as bits 1 << enum flag_bit; 0: none.  `words`
 * are in lower case, with single blanks. */
unsigned lexicon_flags(const struct lexicon *lexicon, enum flag_place place,
                       struct slice words);

/* What an act of this type turns into, or NULL. */
const struct turn *lexicon_turn(const struct lexicon *lexicon, const char *when,
                                const struct act_type *type);

/* A factor or threshold of act-scores.tsv by its name; 1 if there is none. */
double lexicon_score(const struct lexicon *lexicon, const char *name);

/* Numbers for tests and `--version`. */
size_t lexicon_size(const struct lexicon *lexicon);

#endif
