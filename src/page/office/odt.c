/* odt.c - OpenDocument text (ISO/IEC 26300), zipped or flat → prose. */
#include "page/lists.h"
#include "page/office/office.h"
#include "page/office/tables.h"
#include "page/office/xml.h"
#include "page/office/zip.h"

#include <stdlib.h>

#define ODF "urn:oasis:names:tc:opendocument:xmlns:"

static const struct xml_space spaces[] = {
    {ODF "text:1.0", 't'},
    {ODF "table:1.0", 'b'},
    {ODF "office:1.0", 'o'},
    {ODF "style:1.0", 's'},
    {ODF "drawing:1.0", 'w'},
    {ODF "meta:1.0", 'm'},
    {"http://purl.org/dc/elements/1.1/", 'd'},
    {NULL, 0},
};

/* Where text goes: the document, its frames, its notes. */
enum place { TEXT, FRAME, NOTE, PLACES };

struct flow_state {
    struct prose prose;
    unsigned tables; /* inside each other */
    unsigned paragraphs;
};

struct odt {
    const struct style_names *names;
    struct arena *arena;
    struct styles styles;
    struct flow_state flow[PLACES];
    enum style_says says[PLACES];
    unsigned frames, notes, lists; /* inside each other */
    unsigned skip;
    bool body;       /* inside office:text */
    struct buf fact; /* text of an element of the document's description */
};

static const char mimetype[] =
    "mimetypeapplication/vnd.oasis.opendocument.text";

bool odt_is(struct slice bytes)
{
    enum { NAME_AT = 30, HEAD = 4096 };
    struct slice head = {bytes.ptr, bytes.len < HEAD ? bytes.len : HEAD};

    if (slice_starts(bytes, "PK\x03\x04")) {
        return bytes.len > NAME_AT &&
               slice_starts(
                   (struct slice){bytes.ptr + NAME_AT, bytes.len - NAME_AT},
                   mimetype);
    }
    return (slice_starts(head, "<?xml") || slice_starts(head, "<office:")) &&
           slice_find(head, SLICE("opendocument.text")) < head.len;
}

static struct flow_state *flow_of(struct odt *odt)
{
    return &odt->flow[odt->notes != 0 ? NOTE : odt->frames != 0 ? FRAME : TEXT];
}

static enum style_says *says_of(struct odt *odt)
{
    return &odt->says[flow_of(odt) - odt->flow];
}

/* Deleted text, remarks, lists of contents and numbers of notes. */
static bool is_left_out(const struct xml_element *element)
{
    static const char *const text[] = {
        "tracked-changes",    "table-of-content", "illustration-index",
        "alphabetical-index", "note-citation",    "bibliography",
        "sequence-decls",     "ruby-text"};

    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        if (xml_is(element, 't', text[i])) {
            return true;
        }
    }
    return xml_is(element, 'o', "annotation") ||
           xml_is(element, 'o', "binary-data") ||
           xml_is(element, 'o', "master-styles");
}

static void open_style(struct odt *odt, const struct xml_element *element)
{
    const char *name = xml_attribute(element, "name");
    const char *parent = xml_attribute(element, "parent-style-name");
    const char *shown = xml_attribute(element, "display-name");
    struct style style = {{0}, {0}, STYLE_NOTHING};

    if (name == NULL) {
        return;
    }
    style.id = arena_copy(odt->arena, slice_of(name));
    if (parent != NULL) {
        style.parent = arena_copy(odt->arena, slice_of(parent));
    }
    style.says =
        style_names_say(odt->names, slice_of(shown != NULL ? shown : name));
    styles_add(&odt->styles, style);
}

static void open_paragraph(struct odt *odt, const struct xml_element *element)
{
    struct flow_state *flow = flow_of(odt);
    const char *name = xml_attribute(element, "style-name");
    struct slice id = slice_of(name != NULL ? name : "");
    enum style_says says = styles_say(&odt->styles, id);

    if (says == STYLE_NOTHING) {
        says = style_names_say(odt->names, id);
    }
    if (xml_is(element, 't', "h") && says != STYLE_TITLE &&
        says != STYLE_SKIP) {
        says = STYLE_HEADING;
    } else if (odt->lists != 0 && says != STYLE_HEADING && says != STYLE_SKIP) {
        says = STYLE_LIST;
    }
    prose_end(&flow->prose, PROSE_PLAIN);
    *says_of(odt) = says;
    flow->paragraphs = 1;
}

/* <text:s text:c="3"/>: so many blanks, which become one. */
static void open_inline(struct odt *odt, const struct xml_element *element)
{
    struct prose *prose = &flow_of(odt)->prose;

    if (xml_is(element, 't', "s") || xml_is(element, 't', "tab")) {
        prose_text(prose, SLICE(" "));
    } else if (xml_is(element, 't', "line-break")) {
        prose_break(prose);
    } else if (xml_is(element, 't', "list")) {
        odt->lists++;
    } else if (xml_is(element, 't', "note")) {
        odt->notes++;
    } else if (xml_is(element, 'w', "text-box")) {
        odt->frames++;
    } else if (xml_is(element, 'b', "table")) {
        flow_of(odt)->tables++;
    } else if (xml_is(element, 'b', "table-row") && flow_of(odt)->tables == 1) {
        prose_row_begin(prose);
    }
}

static void open_element(void *user, const struct xml_element *element)
{
    struct odt *odt = user;

    buf_clear(&odt->fact);
    if (odt->skip != 0 || is_left_out(element)) {
        odt->skip++;
    } else if (xml_is(element, 's', "style")) {
        open_style(odt, element);
    } else if (xml_is(element, 'o', "text")) {
        odt->body = true;
    } else if (!odt->body) {
        return;
    } else if (xml_is(element, 't', "p") || xml_is(element, 't', "h")) {
        open_paragraph(odt, element);
    } else {
        open_inline(odt, element);
    }
}

static void close_fact(struct odt *odt, const struct xml_element *element)
{
    struct prose_meta *meta = &odt->flow[TEXT].prose.meta;
    struct slice text = slice_trim(buf_slice(&odt->fact));

    if (text.len == 0) {
        return;
    }
    if (xml_is(element, 'd', "title")) {
        meta->title = arena_copy(odt->arena, text);
    } else if (xml_is(element, 'm', "initial-creator") ||
               (xml_is(element, 'd', "creator") && meta->author.len == 0)) {
        meta->author = arena_copy(odt->arena, text);
    } else if (xml_is(element, 'm', "creation-date")) {
        meta->created = arena_copy(odt->arena, text);
    } else if (xml_is(element, 'd', "date")) {
        meta->modified = arena_copy(odt->arena, text);
    }
}

/* The end of what open_inline() counts. */
static void close_inline(struct odt *odt, const struct xml_element *element)
{
    struct flow_state *flow = flow_of(odt);

    if (xml_is(element, 't', "list") && odt->lists != 0) {
        odt->lists--;
    } else if (xml_is(element, 't', "note") && odt->notes != 0) {
        prose_end(&flow->prose, PROSE_PLAIN);
        odt->notes--;
    } else if (xml_is(element, 'w', "text-box") && odt->frames != 0) {
        prose_end(&flow->prose, PROSE_PLAIN);
        odt->frames--;
    } else if (xml_is(element, 'b', "table") && flow->tables != 0) {
        flow->tables--;
    } else if (xml_is(element, 'b', "table-cell") && flow->tables == 1) {
        prose_cell(&flow->prose);
    } else if (xml_is(element, 'b', "table-row") && flow->tables == 1) {
        prose_row_end(&flow->prose);
    }
}

static void close_element(void *user, const struct xml_element *element)
{
    struct odt *odt = user;

    if (odt->skip != 0) {
        odt->skip--;
    } else if (xml_is(element, 'o', "text")) {
        odt->body = false;
    } else if (!odt->body) {
        close_fact(odt, element);
    } else if (xml_is(element, 't', "p") || xml_is(element, 't', "h")) {
        struct flow_state *flow = flow_of(odt);

        styles_end(&flow->prose, *says_of(odt));
        flow->paragraphs = 0;
    } else {
        close_inline(odt, element);
    }
    buf_clear(&odt->fact);
}

static void add_text(void *user, struct slice text)
{
    struct odt *odt = user;

    if (odt->skip != 0) {
        return;
    }
    if (odt->body && flow_of(odt)->paragraphs != 0) {
        prose_text(&flow_of(odt)->prose, text);
    } else if (!odt->body && odt->fact.len < 4096) {
        buf_add_slice(&odt->fact, text);
    }
}

static const struct xml_events events = {spaces, open_element, close_element,
                                         add_text};

static bool read_member(struct odt *odt, struct zip *zip, const char *name,
                        struct err *err)
{
    struct buf bytes = {0};
    bool ok = zip_member(zip, name, &bytes, err) &&
              xml_read(name, buf_slice(&bytes), &events, odt, err);

    buf_release(&bytes);
    return ok || err_set(err, ERR_SYNTAX, "has no %s", name);
}

static bool read_zip(struct odt *odt, struct slice bytes, struct err *err)
{
    struct zip *zip = zip_open_bytes(bytes, err);
    struct err lost = {0}; /* a document is read without these, too */
    bool ok;

    if (zip == NULL) {
        return false;
    }
    (void)read_member(odt, zip, "meta.xml", &lost);
    lost = (struct err){0};
    (void)read_member(odt, zip, "styles.xml", &lost);
    odt->skip = 0;
    odt->body = false;
    ok = read_member(odt, zip, "content.xml", err);
    zip_close_bytes(zip);
    return ok;
}

static void join_flows(struct odt *odt)
{
    struct prose *text = &odt->flow[TEXT].prose;
    struct prose *frames = &odt->flow[FRAME].prose;

    prose_end(text, PROSE_PLAIN);
    prose_append(text, frames,
                 prose_words(frames) > prose_words(text) ? PROSE_PLAIN
                                                         : PROSE_BOX);
    prose_append(text, &odt->flow[NOTE].prose, PROSE_NOTE);
}

bool odt_pieces(struct slice name, struct slice bytes,
                const struct piece_sink *sink, struct arena *arena,
                struct err *err)
{
    struct odt odt = {.names = &sink->lists->office->styles, .arena = arena};
    bool ok = slice_starts(bytes, "PK\x03\x04")
                  ? read_zip(&odt, bytes, err)
                  : xml_read("the text", bytes, &events, &odt, err);

    if (ok) {
        join_flows(&odt);
        ok = document_pieces(&odt.flow[TEXT].prose, name, bytes, sink, arena,
                             err);
    } else {
        office_fail(name, err);
    }
    for (int i = 0; i < PLACES; i++) {
        prose_release(&odt.flow[i].prose);
    }
    styles_release(&odt.styles);
    buf_release(&odt.fact);
    return ok;
}
