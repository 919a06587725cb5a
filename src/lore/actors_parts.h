/*
 * actors_parts.h - the tables in memory; for the files of actors.h only.
 *
 * Filled once by the readers, then read-only.  Strings lie in the arena;
 * codes are shared, so that two pointers to one code are equal.
 */
#ifndef DEMARCHE_LORE_ACTORS_PARTS_H
#define DEMARCHE_LORE_ACTORS_PARTS_H

#include "base/arena.h"
#include "base/map.h"
#include "base/tsv.h"
#include "lore/actors.h"
#include "lore/fold.h"
#include "lore/keys.h"
#include "lore/trie.h"

/* Lists are chains of numbers from 1; 0 ends. */

struct actor_entry {
    struct actor actor;
    uint32_t rank;       /* of its row among its like: the best known first */
    uint32_t membership; /* as a group: its first */
    uint32_t tenure;     /* whose office: the latest read */
};

struct reading {
    struct actor_entry *entry; /* NULL: stands for nobody */
    enum name_use use;
    uint32_t next;
    bool codebook;
};

struct membership {
    const struct actor_entry *member;
    struct date from, to;
    uint32_t next;
};

struct title {
    const struct office *office; /* one of the two is set */
    const struct institution *institution;
    const char *of;
};

struct person {
    const char *slug;
    const char *name;
    uint32_t tenure; /* the first read */
    char initial;    /* of the folded given name */
    bool codebook;
};

struct slug_slot {
    uint32_t hash;
    uint32_t person; /* 0: free */
};

/* A person found under a key of its name; `part`: the key is only a part. */
#define NAME_OF(person, part) ((person) << 1 | (part))

/* A tenure's place in its two chains, beside `tenure`. */
struct tenure_link {
    uint32_t person;
    uint32_t next_of_person;
    uint32_t next_of_actor;
    uint32_t rank; /* of the actor */
};

struct actors {
    struct arena arena;
    struct fold fold;

    struct map actor; /* code → struct actor_entry */
    struct trie name; /* → reading */
    struct reading *reading;
    size_t readings, reading_cap;
    size_t names, states, organisations;

    struct membership *membership;
    size_t memberships, membership_cap;

    struct map letterhead; /* host → struct actor_entry */

    struct map office;      /* code → struct office */
    struct map institution; /* code → struct institution */
    struct trie title_trie; /* → title */
    struct title *title;
    size_t titles, title_cap;

    struct slug_slot *slug; /* slug → person, open addressing */
    size_t slug_cap;        /* 0 or a power of two */
    struct person *people;
    size_t persons, person_cap;
    /* Of the row before, which the next row often names again. */
    uint32_t last_person; /* 0: a table begins */
    const struct office *last_office;
    struct actor_entry *last_of;
    struct tenure *tenure;
    struct tenure_link *tenure_link;
    size_t tenures, tenure_cap;
    size_t tenure_links, tenure_link_cap; /* as many as tenures */
    size_t general_tenures;               /* those above are the codebook's */
    struct keys person_name; /* folded key → NAME_OF(person, part) */

    bool codebook; /* now reading the codebook's tables */
};

/* One table: its file, its columns and what a row does. */
struct table {
    const char *file;
    const char *columns;
    bool (*row)(struct actors *, const struct tsv *, struct err *);
};

/* Rows of data/actors, in actors_letterheads.c, actors_names.c,
 * actors_offices.c and actors_people.c.  False with `err` set, which names file and line. */
bool row_state(struct actors *actors, const struct tsv *tsv, struct err *err);
bool row_organisation(struct actors *actors, const struct tsv *tsv,
                      struct err *err);
bool row_place(struct actors *actors, const struct tsv *tsv, struct err *err);
bool row_other(struct actors *actors, const struct tsv *tsv, struct err *err);
bool row_readings(struct actors *actors, const struct tsv *tsv,
                  struct err *err);
bool row_member(struct actors *actors, const struct tsv *tsv, struct err *err);
bool row_office(struct actors *actors, const struct tsv *tsv, struct err *err);
bool row_institution(struct actors *actors, const struct tsv *tsv,
                     struct err *err);
bool row_letterhead(struct actors *actors, const struct tsv *tsv,
                    struct err *err);
bool row_person(struct actors *actors, const struct tsv *tsv, struct err *err);

/* Rows that only a codebook has. */
bool row_actor(struct actors *actors, const struct tsv *tsv, struct err *err);
bool row_alias(struct actors *actors, const struct tsv *tsv, struct err *err);

/* The actor in field `column`, NULL with `err` set if there is none. */
struct actor_entry *actor_in(const struct actors *actors, const struct tsv *tsv,
                             size_t column, struct err *err);

/* The date in field `column`; false with `err` set if it is none. */
bool date_in(const struct tsv *tsv, size_t column, struct date *date,
             struct err *err);

/* Step over the next of several values between semicolons. */
bool next_value(struct slice *list, struct slice *value);

/* Whether a term from … to covers `on`; unknown ends are open. */
bool date_within(struct date from, struct date to, struct date on);

#endif
