/*
 * xml.h - XML by expat, as events; DTDs and entities are refused.
 *
 * Names come without their prefix; which vocabulary they belong to is told by
 * a letter, so that "w:p" and "a:p" differ.
 */
#ifndef DEMARCHE_PAGE_OFFICE_XML_H
#define DEMARCHE_PAGE_OFFICE_XML_H

#include "base/err.h"
#include "base/slice.h"

/* A namespace that a reader knows; one may have several addresses. */
struct xml_space {
    const char *address;
    char letter;
};

struct xml_element {
    char space;       /* a letter of the reader's spaces, 0: another one */
    const char *name; /* without prefix */
    const char **attribute; /* of expat; see xml_attribute() */
};

struct xml_events {
    const struct xml_space *space; /* ends with a NULL address */
    void (*open)(void *user, const struct xml_element *element);
    void (*close)(void *user, const struct xml_element *element);
    void (*text)(void *user, struct slice text); /* may be NULL */
};

/* Read the document `bytes`, called `name` in messages.  Refused: what is not
 * well formed, a DTD, elements deeper than CAP_XML_NESTING. */
MUST_USE bool xml_read(const char *name, struct slice bytes,
                       const struct xml_events *events, void *user,
                       struct err *err);

/* Whether the element is this one of the vocabulary `space`. */
bool xml_is(const struct xml_element *element, char space, const char *name);

/* The value of an attribute, whatever its prefix; NULL if it is not there. */
const char *xml_attribute(const struct xml_element *element, const char *name);

#endif
