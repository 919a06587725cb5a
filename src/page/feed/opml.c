#include "page/feed/opml.h"

#include "page/feed/xml.h"

#include <expat.h>
#include <strings.h>

struct listing {
    struct slice name;
    const struct piece_sink *sink;
    XML_Parser parser;
    size_t feeds;
};

static void pass_feed(struct listing *list, const char *address)
{
    struct buf name = {0};
    struct buf why = {0};

    list->feeds++;
    buf_printf(&name, "%.*s#%zu", (int)list->name.len, list->name.ptr,
               list->feeds);
    buf_printf(&why, "a list of feeds; fetch this one by add --fetch %.300s",
               address);
    list->sink->pass(list->sink->user, buf_slice(&name), why.ptr);
    buf_release(&name);
    buf_release(&why);
}

static void XMLCALL element(void *user, const char *name, const char **attr)
{
    if (strcasecmp(name, "outline") != 0) {
        return;
    }
    for (size_t i = 0; attr[i] != NULL; i += 2) {
        if (strcasecmp(attr[i], "xmlUrl") == 0 && attr[i + 1][0] != '\0') {
            pass_feed(user, attr[i + 1]);
        }
    }
}

/* Declarations are refused: entities, as in feeds. */
static void XMLCALL doctype(void *user, const char *name, const char *system,
                            const char *public, int declares)
{
    struct listing *list = user;

    (void)name, (void)system, (void)public;
    if (declares != 0) {
        (void)XML_StopParser(list->parser, XML_FALSE);
    }
}

bool opml_is(struct slice bytes)
{
    char room[64];
    struct slice root = xml_root(bytes, room);

    return root.len == 4 && strncasecmp(root.ptr, "opml", 4) == 0;
}

bool opml_pieces(struct slice name, struct slice bytes,
                 const struct piece_sink *sink, struct arena *arena,
                 struct err *err)
{
    struct listing list = {.name = name, .sink = sink};
    struct buf text = {0};
    bool ok = true;

    (void)arena;
    xml_to_utf8(&text, bytes);
    list.parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(list.parser, &list);
    XML_SetStartElementHandler(list.parser, element);
    XML_SetStartDoctypeDeclHandler(list.parser, doctype);
    if (XML_Parse(list.parser, text.ptr, (int)text.len, 1) ==
        XML_STATUS_ERROR) {
        ok = err_set(err, ERR_SYNTAX, "%.*s:%lu: a list of feeds: %s",
                     (int)name.len, name.ptr,
                     XML_GetCurrentLineNumber(list.parser),
                     XML_ErrorString(XML_GetErrorCode(list.parser)));
    } else if (list.feeds == 0) {
        sink->pass(sink->user, name, "a list of feeds that names none");
    }
    XML_ParserFree(list.parser);
    buf_release(&text);
    return ok;
}
