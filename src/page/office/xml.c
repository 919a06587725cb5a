#include "page/office/xml.h"

#include "base/caps.h"

#include <expat.h>

/* Between a namespace and a name: no address holds it. */
static const char between = '\n';

struct reading {
    const struct xml_events *events;
    void *user;
    XML_Parser parser;
    const char *refused; /* why the parser was stopped */
    unsigned depth;
};

static const char *bare(const char *name)
{
    const char *cut = strrchr(name, between);

    return cut != NULL ? cut + 1 : name;
}

static struct xml_element element_of(const struct reading *reading,
                                     const char *name, const char **attribute)
{
    struct xml_element element = {0, bare(name), attribute};
    size_t len = (size_t)(element.name - name);

    for (const struct xml_space *space = reading->events->space;
         space->address != NULL && len != 0; space++) {
        if (strlen(space->address) == len - 1 &&
            memcmp(space->address, name, len - 1) == 0) {
            element.space = space->letter;
            break;
        }
    }
    return element;
}

static void refuse(struct reading *reading, const char *why)
{
    reading->refused = why;
    (void)XML_StopParser(reading->parser, XML_FALSE);
}

static void XMLCALL on_open(void *user, const char *name,
                            const char **attribute)
{
    struct reading *reading = user;
    struct xml_element element = element_of(reading, name, attribute);

    if (++reading->depth > CAP_XML_NESTING) {
        refuse(reading, "its elements are nested too deep");
        return;
    }
    reading->events->open(reading->user, &element);
}

static void XMLCALL on_close(void *user, const char *name)
{
    struct reading *reading = user;
    struct xml_element element = element_of(reading, name, NULL);

    reading->depth--;
    reading->events->close(reading->user, &element);
}

static void XMLCALL on_text(void *user, const char *text, int len)
{
    struct reading *reading = user;

    reading->events->text(reading->user, (struct slice){text, (size_t)len});
}

static void XMLCALL on_doctype(void *user, const char *name, const char *system,
                               const char *public, int subset)
{
    (void)name;
    (void)system;
    (void)public;
    (void)subset;
    refuse(user, "it has a DTD");
}

bool xml_read(const char *name, struct slice bytes,
              const struct xml_events *events, void *user, struct err *err)
{
    struct reading reading = {events, user, NULL, NULL, 0};
    XML_Parser parser = XML_ParserCreateNS(NULL, between);
    enum { STEP = 1 << 20 };
    size_t at = 0;
    bool ok = parser != NULL;

    reading.parser = parser;
    if (!ok) {
        return err_set(err, ERR_INTERNAL, "%s: no XML parser", name);
    }
    XML_SetUserData(parser, &reading);
    XML_SetElementHandler(parser, on_open, on_close);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    if (events->text != NULL) {
        XML_SetCharacterDataHandler(parser, on_text);
    }
    do {
        size_t step = bytes.len - at < STEP ? bytes.len - at : STEP;

        ok = XML_Parse(parser, bytes.ptr + at, (int)step,
                       at + step == bytes.len) == XML_STATUS_OK;
        at += step;
    } while (ok && at < bytes.len);
    if (!ok && reading.refused != NULL) {
        err_set(err, ERR_LIMIT, "%s: %s", name, reading.refused);
    } else if (!ok) {
        err_set(err, ERR_SYNTAX, "%s:%lu: %s", name,
                (unsigned long)XML_GetCurrentLineNumber(parser),
                XML_ErrorString(XML_GetErrorCode(parser)));
    }
    XML_ParserFree(parser);
    return ok;
}

bool xml_is(const struct xml_element *element, char space, const char *name)
{
    return element->space == space && strcmp(element->name, name) == 0;
}

const char *xml_attribute(const struct xml_element *element, const char *name)
{
    for (const char **at = element->attribute; at != NULL && *at != NULL;
         at += 2) {
        if (strcmp(bare(at[0]), name) == 0) {
            return at[1];
        }
    }
    return NULL;
}
