/*
 * xml.h - what feeds need of XML beside expat: which encoding, which root
 * element, which name a prefix stands for.
 */
#ifndef DEMARCHE_PAGE_FEED_XML_H
#define DEMARCHE_PAGE_FEED_XML_H

#include "base/arena.h"
#include "base/buf.h"

/* The name of the root element, as written; a NULL slice if the bytes do not
 * begin as XML does.  Looks at a few kilobytes, UTF-8 or UTF-16. */
struct slice xml_root(struct slice bytes, char room[64]);

/* Append the document in UTF-8: its encoding is told by a mark, by its first
 * line, or by what its bytes allow.  Signs that XML forbids are left out, a
 * '&' that begins no reference is escaped. */
void xml_to_utf8(struct buf *out, struct slice bytes);

enum { XML_PREFIXES = 64 };

/* Which vocabulary each prefix stands for, as far as one is declared. */
struct xml_prefixes {
    struct slice prefix[XML_PREFIXES]; /* as written, "" the default */
    const char *name[XML_PREFIXES];    /* by custom; NULL: unknown */
    size_t len;
};

/* See an attribute xmlns or xmlns:prefix; others are left alone. */
void xml_prefixes_see(struct xml_prefixes *prefixes, const char *attr,
                      const char *value, struct arena *arena);

/* Write the customary name of element `name` to `out`, in lower case:
 * "content:encoded", "title" (for every vocabulary of feeds), "dc:date". */
void xml_prefixes_name(const struct xml_prefixes *prefixes, const char *name,
                       char out[64]);

#endif
