/*
 * actors.h - who is meant by a name, an adjective, a capital or an office.
 *
 * Read-only tables made from data/actors/ and, over them, a dossier's own
 * codebook: states (ISO 3166-1 alpha-3), organisations (NATO, EU, OSCE ...),
 * groupings (WEST, BALTICS, P5+1 ...) with their members by date, people with
 * the offices they held from when to when.
 *
 * "Deputy Foreign Minister Sergei Ryabkov said" → person sergei-ryabkov,
 * role "deputy foreign minister" of RUS.  "the Kremlin" → RUS by its seat.
 *
 * Names are matched word by word, case kept; more than one reading is given
 * back as it is (Georgia, Washington, Brussels): context decides in `acts`.
 */
#ifndef DEMARCHE_LORE_ACTORS_H
#define DEMARCHE_LORE_ACTORS_H

#include "base/date.h"
#include "base/err.h"
#include "base/slice.h"
#include "lore/codebook.h"

enum actor_kind {
    ACTOR_STATE,
    ACTOR_ORGANISATION,
    ACTOR_GROUPING, /* acts through its members: WEST, P5+1 */
    ACTOR_PARTY     /* movement, armed group, party to a conflict: HAMAS */
};

struct actor {
    const char *code; /* RUS, NATO, WEST */
    const char *name; /* "Russia" */
    enum actor_kind kind;
    const char *adjective; /* "Russian"; NULL: none known */
    const char *part_of;   /* an organ's whole: EU of the Commission, or NULL */
    bool codebook;         /* named by the dossier's codebook */
};

/* How a name stands for its actor. */
enum name_use {
    NAME_PROPER,    /* Russia, the Russian Federation, NATO */
    NAME_ADJECTIVE, /* Russian */
    NAME_PEOPLE,    /* Russians */
    NAME_CAPITAL,   /* Moscow */
    NAME_SEAT,      /* the Kremlin, the White House, Downing Street */
    NAME_COMMON,    /* "the alliance", "the bloc": a description, which needs
                       its actor named in the report */
    NAME_PLACE      /* a place there (Geneva, the US state of Georgia): where
                       something happens, never who acts */
};

struct name_hit {
    const struct actor *actor;
    enum name_use use;
    size_t words; /* how many words of the text it covers */
};

/* An office as a title: "deputy foreign minister", of no state yet. */
struct office {
    const char *code;  /* "deputy-foreign-minister" */
    const char *title; /* "deputy foreign minister" */
    const char *of;    /* actor code when the title itself says it, or NULL */
    int level;         /* 1 head of state or government, 2 minister, 3 deputy
                          minister, 4 ambassador, 5 spokesperson and others */
    bool speaks;       /* its words are those of its state or organisation */
};

/* The words of a title found in a text.  "foreign secretary" and "foreign
 * minister" are one office; only the first says whose (GBR).  `of` is the
 * usual meaning: "Vatican Secretary of State" overrules it. */
struct office_hit {
    const struct office *office;
    const char *of; /* actor code that these words imply, or NULL */
    size_t words;
};

/* What speaks for a state or organisation without being a person: "foreign
 * ministry", "parliament", "embassy".  Whose it is, the words beside it say. */
struct institution {
    const char *code;  /* "foreign-ministry" */
    const char *title; /* "foreign ministry" */
    bool speaks;       /* its words are those of its state or organisation */
};

struct institution_hit {
    const struct institution *institution;
    const char *of; /* actor code that the words imply (Bundestag), or NULL */
    size_t words;
};

/* One person in one office for some time. */
struct tenure {
    const char *person; /* slug: "sergei-ryabkov" */
    const char *name;   /* "Sergei Ryabkov" */
    const struct office *office;
    const char *of; /* actor code: RUS, NATO; NULL: the person has no office */
    const char *at; /* where ambassadors and envoys are sent: USA, NATO; NULL */
    struct date from; /* DATE_NONE: unknown */
    struct date to;   /* DATE_NONE: open or unknown */
};

struct actors; /* private */

/* Read the tables in `data_dir`/actors, then the codebook at `codebook` (a
 * folder, NULL for none), which adds to and overrules the general tables.
 * Errors name file and line; on failure `*actors` is NULL. */
MUST_USE bool actors_open(struct actors **actors, const char *data_dir,
                          const char *codebook, struct err *err);
void actors_free(struct actors *actors);

/* The same as actors_open() with the codebook's files in memory; files of
 * other names are passed over.  The bytes are not needed afterwards. */
MUST_USE bool actors_open_texts(struct actors **actors, const char *data_dir,
                                const struct codebook_text *text, size_t texts,
                                struct err *err);

/* How much is known: for messages and tests. */
struct actors_counts {
    size_t actors, states, names, offices, titles, people, tenures, members;
};
struct actors_counts actors_counts(const struct actors *actors);

/* The actor with this code, or NULL. */
const struct actor *actors_by_code(const struct actors *actors,
                                   struct slice code);

/* The longest name that starts at `word[0]`, all its readings: their number
 * (≤ `max`), best known first.  Leading "the" is not part of a name. */
size_t actors_by_name(const struct actors *actors, const struct slice *word,
                      size_t words, struct name_hit *hit, size_t max);

/* How many words a name covers that starts at `word[0]` and stands for nobody
 * ("Minsk agreements", "Sea of Japan"): the names inside it are none either.
 * 0: no such name.  actors_by_name() has no reading for it. */
size_t actors_nobody(const struct actors *actors, const struct slice *word,
                     size_t words);

/* The longest office title that starts at `word[0]`, in any case of letters;
 * false if there is none. */
bool actors_office(const struct actors *actors, const struct slice *word,
                   size_t words, struct office_hit *hit);

/* The longest institution that starts at `word[0]`, in any case of letters. */
bool actors_institution(const struct actors *actors, const struct slice *word,
                        size_t words, struct institution_hit *hit);

/* Tenures of the people called `name` (a full name, or a surname alone), in
 * whatever spelling the tables know; those in office on `on` first, the
 * higher office first, then that of the greater power (the order of the
 * tables), then the later; then the others, the nearest in time first.  A name
 * that fits as written goes before one that fits in part. Without a date all
 * count as in office.  Their number (≤ `max`). */
size_t actors_person(const struct actors *actors, struct slice name,
                     struct date on, const struct tenure **hit, size_t max);

/* Who held `office` of the actor `of` on `on`, the latest first: the number
 * of holders (≤ `max`). */
size_t actors_holder(const struct actors *actors, const struct office *office,
                     const char *of, struct date on, const struct tenure **hit,
                     size_t max);

/* Whose papers stand under a web address ("https://www.state.gov/..."): a
 * government's or an organisation's own site; NULL: nobody's. */
const struct actor *actors_of_address(const struct actors *actors,
                                      struct slice url);

/* Whether `member` belonged to `group` on `on` (unknown date: ever). */
bool actors_member(const struct actors *actors, const char *group,
                   const char *member, struct date on);

#endif
