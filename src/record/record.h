/*
 * record.h - the dossier: one SQLite file that keeps what reports said.
 *
 * A dossier holds every report to the byte, its text and paragraphs, and the
 * quotes and acts found in it, each with its place in the text and the words
 * at that place.  This folder is the only one that knows SQL.
 *
 *     record_open(&record, "talks.demarche", RECORD_CREATE, &err);
 *     record_add(record, &entry, &receipt, &err);    one transaction a report
 *     record_close(record);
 *
 * Ids are stable: a letter, '-' and 16 hexadecimal digits of a SHA-256.  The
 * same bytes have the same id in every dossier and every run; nothing depends
 * on the order in which reports come in.
 *
 * Killed at any moment, a dossier is as it was after the last report that
 * was reported as added (WAL, synchronous=FULL).  A dossier is made beside
 * its path and moved there, so it is complete or absent.
 *
 * A record is used by one thread at a time; several processes may read while
 * one writes.  Errors start with the dossier's path.  Their codes:
 *   ERR_IO         cannot be opened, read-only, disk full
 *   ERR_SYNTAX     no dossier, or one of a newer version
 *   ERR_BUSY       another process writes to it (after a wait)
 *   ERR_INTEGRITY  damaged
 *   ERR_MISSING    no dossier there; no such id
 *   ERR_USAGE      a search or an id that makes no sense
 */
#ifndef DEMARCHE_RECORD_RECORD_H
#define DEMARCHE_RECORD_RECORD_H

#include "acts/coding.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"
#include "copies/lists.h"
#include "page/report.h"
#include "ties/lists.h"

/* The version of the lines that record_export() writes. */
enum { RECORD_EXPORT_SCHEMA = 1 };

/* "a-" and 16 digits; room for it with its NUL. */
enum { RECORD_ID = 18, RECORD_ID_ROOM = RECORD_ID + 1 };

struct record; /* private */

enum record_mode {
    RECORD_READ,  /* must exist; nothing can be written */
    RECORD_WRITE, /* must exist */
    RECORD_CREATE /* is made when there is none */
};

/* Open the dossier at `path`.  One of an older schema is brought up to date
 * first.  On failure `*record` is NULL. */
MUST_USE bool record_open(struct record **record, const char *path,
                          enum record_mode mode, struct err *err);

/* Close it; NULL is fine. */
void record_close(struct record *record);

/* Whether record_open() made the dossier. */
bool record_is_new(const struct record *record);

const char *record_path(const struct record *record);

/* How long to wait for another writer before ERR_BUSY; 5000 unless told. */
void record_set_wait(struct record *record, int wait_ms);

/* What is added at once: a report, how it was read, and by what. */
struct record_entry {
    const struct report *report;
    struct slice bytes;          /* the input, to the byte */
    const struct coding *coding; /* NULL: nothing was coded */
    const char *model;           /* lang_model_name(); NULL: none was used */
    const struct copies_lists *copies; /* NULL: its family is found later */
    const struct ties_lists *ties;     /* NULL: its ties are found later */
    const struct meant *meant; /* what its acts mean, as far as it was read */
    size_t meants;
    const char *tables;                /* tables_digest(); NULL: unknown */
};

enum record_result {
    RECORD_ADDED,
    RECORD_SAME /* these bytes are there already; nothing was changed */
};

struct record_receipt {
    enum record_result result;
    char report[RECORD_ID_ROOM];  /* id of the report, old or new */
    size_t quotes;                /* of this report */
    size_t acts;                  /* but for proposals */
    char copy_of[RECORD_ID_ROOM]; /* the report it copies; "": none */
    char copied[16];              /* how: "reprint", "version"; or "" */
};

/* Whether the bytes with this digest (64 hex digits) are in the dossier, and
 * their receipt if so: ask before the work of coding is done. */
MUST_USE bool record_has(struct record *record, const char *sha256, bool *has,
                         struct record_receipt *receipt, struct err *err);

/* Add one report in one transaction, durable on return.  On failure nothing
 * of it is kept and the record stays usable. */
MUST_USE bool record_add(struct record *record,
                         const struct record_entry *entry,
                         struct record_receipt *receipt, struct err *err);

/* Find the families of reports that were added without (by an older version
 * of the program), a transaction each; `*placed` is how many. */
MUST_USE bool record_place_all(struct record *record,
                               const struct copies_lists *lists, size_t *placed,
                               struct err *err);

/* Code the report with this id anew, in one transaction: `entry` holds the
 * coding of its stored text and by what it was made (its report and bytes do
 * not matter).  Ids of acts that are found again stay; what people said is
 * played on the new acts (review.h).  On failure nothing is changed. */
MUST_USE bool record_recode(struct record *record,
                            const struct record_entry *entry,
                            const char *report, struct err *err);

/* The ids, by date, of reports that were read by anything else than what
 * `entry` names (model, tables) and the codebook that is there now. */
MUST_USE bool record_stale(struct record *record,
                           const struct record_entry *entry,
                           struct arena *arena, const char ***id, size_t *ids,
                           struct err *err);

/* The dossier's own codebook: plain files of actors, aliases, offices, kept
 * under their names (letters, digits, '.', '_', '-').  Putting a name again
 * replaces the file; reports already read are not coded anew. */
struct codebook_file {
    struct slice name;
    struct slice content;
};

MUST_USE bool record_put_codebook(struct record *record,
                                  const struct codebook_file *file,
                                  size_t files, struct err *err);

/* All of it, sorted by name, in `arena`. */
MUST_USE bool record_get_codebook(struct record *record, struct arena *arena,
                                  struct codebook_file **file, size_t *files,
                                  struct err *err);

/* A codebook that was or is in force, and what was read by it. */
struct codebook_version {
    const char *digest; /* 64 hexadecimal digits, of names and contents */
    size_t files;
    size_t reports; /* that stand as it had them read */
    size_t acts;
};

/* All there were, in the order they were put. */
MUST_USE bool record_codebook_versions(struct record *record,
                                       struct arena *arena,
                                       struct codebook_version **version,
                                       size_t *versions, struct err *err);

/* The files of the one with this digest, none if there is none. */
MUST_USE bool record_codebook_of(struct record *record, const char *digest,
                                 struct arena *arena,
                                 struct codebook_file **file, size_t *files,
                                 struct err *err);

/* What record_verify() looked at. */
struct record_check {
    size_t reports;
    size_t quotes;
    size_t acts;
    size_t spans; /* places whose words were compared with the text */
    size_t findings;
};

/* One thing that is wrong: where (an id, a table, "database"), and what. */
typedef void (*record_finding_fn)(void *context, const char *where,
                                  const char *what);

/* Check everything: SQLite's integrity check, the schema, foreign keys, the
 * digest of every input, every id, every span against the text, the search
 * index.  False only if checking itself failed; findings are counted in
 * `check` and told one by one. */
MUST_USE bool record_verify(struct record *record, record_finding_fn tell,
                            void *context, struct record_check *check,
                            struct err *err);

/* Takes one line of the export, line end included; false stops the export
 * (`err` is then set by the sink). */
typedef bool (*record_sink_fn)(void *context, struct slice line,
                               struct err *err);

/* Write the whole dossier as JSON lines (docs/export.schema.json): one state
 * of it, sorted by kind, date and id, the same bytes for the same reports. */
MUST_USE bool record_export(struct record *record, record_sink_fn sink,
                            void *context, struct err *err);

#endif
