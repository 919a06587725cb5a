/*
 * zip.h - the members of a document's ZIP archive, by libzip, with caps.
 *
 * The archive stays in memory; names of members are compared with the ones
 * asked for and never used as paths.
 */
#ifndef DEMARCHE_PAGE_OFFICE_ZIP_H
#define DEMARCHE_PAGE_OFFICE_ZIP_H

#include "base/buf.h"

struct zip;

/* Open the archive that `bytes` are; they must stay.  NULL on failure: no
 * archive, a broken end, more members than CAP_ZIP_ENTRIES. */
struct zip *zip_open_bytes(struct slice bytes, struct err *err);

/* Free it; NULL is nothing. */
void zip_close_bytes(struct zip *zip);

/* Append the member to `out`.  False without an error if there is none of
 * that name; with one if it is broken, encrypted, or unpacks to more than
 * CAP_ZIP_BYTES or CAP_ZIP_RATIO allow. */
bool zip_member(struct zip *zip, const char *name, struct buf *out,
                struct err *err);

/* Whether `bytes` are an archive that holds a member whose name begins so,
 * told from its directory's bytes alone. */
bool zip_holds(struct slice bytes, const char *name);

#endif
