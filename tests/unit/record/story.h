/*
 * story.h - three short reports and what is said in them, made by hand.
 *
 *   0  3 March 2031  Vessia demands of the Northern Pact that radars go;
 *                    Ilda Marn is quoted twice
 *   1  5 March 2031  the same demand in other words, another demand, an offer
 *   2  undated       the Pact refuses
 */
#ifndef DEMARCHE_TESTS_STORY_H
#define DEMARCHE_TESTS_STORY_H

#include "record/record.h"

enum { STORY_REPORTS = 3 };

/* Report number `n` as an entry for record_add(), kept in `arena`. */
struct record_entry story_entry(size_t n, struct arena *arena);

/* The place of `words` in `text`, which must hold them. */
struct span story_place(struct slice text, const char *words);

/* A new folder for a test's files, and its removal with all in it. */
void story_folder(char path[64]);
void story_clear(const char *path);

/* "folder/name" in a static buffer. */
const char *story_path(const char *folder, const char *name);

/* Add reports to the dossier at `path` in the order of the digits ("021"),
 * making it if need be; asserts that all goes well. */
void story_fill(const char *path, const char *order);

/* The dossier of all three, in a new folder, open to be read; and its end. */
struct record *story_open(char folder[64]);
void story_close(struct record *record, const char *folder);

/* The export of the dossier at `path`; the caller releases `out`. */
void story_export(const char *path, struct buf *out);

#endif
