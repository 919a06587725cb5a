/* docx.c - Word's DOCX: XML in a ZIP archive (ECMA-376) → prose. */
#include "page/office/news.h"
#include "page/office/office.h"
#include "page/office/styles.h"
#include "page/office/tables.h"
#include "page/office/xml.h"
#include "page/office/zip.h"

#include <stdlib.h>

static const struct xml_space spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", 'w'},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", 'w'},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", 'm'},
    {"http://schemas.openxmlformats.org/package/2006/relationships", 'r'},
    {"http://purl.org/dc/elements/1.1/", 'd'},
    {"http://purl.org/dc/terms/", 't'},
    {NULL, 0},
};

/* Where the text of a paragraph goes: the document's or its boxes'. */
struct flow_state {
    struct prose prose;
    enum style_says says; /* of the paragraph under way */
    unsigned tables;      /* inside each other */
};

struct docx {
    const struct style_names *names;
    struct arena *arena;
    struct styles styles;
    struct flow_state text, boxes;
    unsigned box;  /* text boxes inside each other */
    unsigned skip; /* elements below one that is left out */
    bool run;      /* inside w:t */
    bool notes;    /* reading footnotes */
};

bool docx_is(struct slice bytes)
{
    return slice_starts(bytes, "PK\x03\x04") && zip_holds(bytes, "word/");
}

/* --- styles --- */

struct style_reading {
    struct docx *docx;
    struct style style;
    bool open;
};

static struct slice keep(struct docx *docx, const char *text)
{
    return text != NULL ? arena_copy(docx->arena, slice_of(text))
                        : (struct slice){0};
}

static void open_style(void *user, const struct xml_element *element)
{
    struct style_reading *reading = user;
    struct style *style = &reading->style;
    const char *value = xml_attribute(element, "val");

    if (xml_is(element, 'w', "style")) {
        *style = (struct style){
            keep(reading->docx, xml_attribute(element, "styleId")),
            {0},
            STYLE_NOTHING};
        reading->open = true;
    } else if (!reading->open || value == NULL) {
        return;
    } else if (xml_is(element, 'w', "name")) {
        enum style_says says =
            style_names_say(reading->docx->names, slice_of(value));

        style->says = says != STYLE_NOTHING ? says : style->says;
    } else if (xml_is(element, 'w', "basedOn")) {
        style->parent = keep(reading->docx, value);
    } else if (xml_is(element, 'w', "outlineLvl") &&
               style->says == STYLE_NOTHING && value[0] < '9') {
        style->says = STYLE_HEADING;
    } else if (xml_is(element, 'w', "numId") && style->says == STYLE_NOTHING) {
        style->says = STYLE_LIST;
    }
}

static void close_style(void *user, const struct xml_element *element)
{
    struct style_reading *reading = user;

    if (xml_is(element, 'w', "style") && reading->open) {
        styles_add(&reading->docx->styles, reading->style);
        reading->open = false;
    }
}

/* --- text --- */

static struct flow_state *flow_of(struct docx *docx)
{
    return docx->box != 0 ? &docx->boxes : &docx->text;
}

/* Old text that a change took away, and what stands twice. */
static bool is_left_out(const struct xml_element *element)
{
    return xml_is(element, 'w', "del") || xml_is(element, 'w', "moveFrom") ||
           xml_is(element, 'm', "Fallback");
}

/* A paragraph's properties. */
static void open_property(struct docx *docx, struct flow_state *flow,
                          const struct xml_element *element)
{
    const char *value = xml_attribute(element, "val");

    if (value == NULL) {
        return;
    }
    if (xml_is(element, 'w', "pStyle")) {
        flow->says = styles_say(&docx->styles, slice_of(value));
    } else if (xml_is(element, 'w', "outlineLvl") && value[0] < '9') {
        flow->says = STYLE_HEADING;
    } else if (xml_is(element, 'w', "numId") && strcmp(value, "0") != 0 &&
               (flow->says == STYLE_NOTHING || flow->says == STYLE_PLAIN)) {
        flow->says = STYLE_LIST;
    }
}

static void open_break(struct flow_state *flow,
                       const struct xml_element *element)
{
    const char *type = xml_attribute(element, "type");

    if (type != NULL && strcmp(type, "page") == 0) {
        prose_end(&flow->prose, PROSE_PLAIN);
    } else {
        prose_break(&flow->prose);
    }
}

static void open_text(void *user, const struct xml_element *element)
{
    struct docx *docx = user;
    struct flow_state *flow = flow_of(docx);

    if (docx->skip != 0 || is_left_out(element)) {
        docx->skip++;
    } else if (element->space != 'w') {
        return;
    } else if (xml_is(element, 'w', "p")) {
        prose_end(&flow->prose, PROSE_PLAIN);
        flow->says = STYLE_NOTHING;
    } else if (xml_is(element, 'w', "t")) {
        docx->run = true;
    } else if (xml_is(element, 'w', "tab")) {
        prose_text(&flow->prose, SLICE(" "));
    } else if (xml_is(element, 'w', "br") || xml_is(element, 'w', "cr")) {
        open_break(flow, element);
    } else if (xml_is(element, 'w', "noBreakHyphen")) {
        prose_text(&flow->prose, SLICE("-"));
    } else if (xml_is(element, 'w', "txbxContent")) {
        docx->box++;
    } else if (xml_is(element, 'w', "tbl")) {
        flow->tables++;
    } else if (xml_is(element, 'w', "tr") && flow->tables == 1) {
        prose_row_begin(&flow->prose);
    } else {
        open_property(docx, flow, element);
    }
}

static void close_text(void *user, const struct xml_element *element)
{
    struct docx *docx = user;
    struct flow_state *flow = flow_of(docx);

    if (docx->skip != 0) {
        docx->skip--;
    } else if (xml_is(element, 'w', "p")) {
        styles_end(&flow->prose, flow->says);
        flow->says = STYLE_NOTHING;
    } else if (xml_is(element, 'w', "t")) {
        docx->run = false;
    } else if (xml_is(element, 'w', "txbxContent") && docx->box != 0) {
        prose_end(&flow->prose, PROSE_PLAIN);
        docx->box--;
    } else if (xml_is(element, 'w', "tc") && flow->tables == 1) {
        prose_cell(&flow->prose);
    } else if (xml_is(element, 'w', "tr") && flow->tables == 1) {
        prose_row_end(&flow->prose);
    } else if (xml_is(element, 'w', "tbl") && flow->tables != 0) {
        flow->tables--;
    }
}

static void add_text(void *user, struct slice text)
{
    struct docx *docx = user;

    if (docx->run && docx->skip == 0) {
        prose_text(&flow_of(docx)->prose, text);
    }
}

/* --- what it says of itself --- */

struct core_reading {
    struct arena *arena;
    struct prose_meta *meta;
    struct buf text;
};

static void open_core(void *user, const struct xml_element *element)
{
    struct core_reading *reading = user;

    (void)element;
    buf_clear(&reading->text);
}

static void close_core(void *user, const struct xml_element *element)
{
    struct core_reading *reading = user;
    struct slice text = slice_trim(buf_slice(&reading->text));

    if (text.len == 0) {
        return;
    }
    if (xml_is(element, 'd', "title")) {
        reading->meta->title = arena_copy(reading->arena, text);
    } else if (xml_is(element, 'd', "creator")) {
        reading->meta->author = arena_copy(reading->arena, text);
    } else if (xml_is(element, 't', "created")) {
        reading->meta->created = arena_copy(reading->arena, text);
    } else if (xml_is(element, 't', "modified")) {
        reading->meta->modified = arena_copy(reading->arena, text);
    }
    buf_clear(&reading->text);
}

static void add_core(void *user, struct slice text)
{
    struct core_reading *reading = user;

    if (reading->text.len < 4096) {
        buf_add_slice(&reading->text, text);
    }
}

/* --- the archive --- */

struct parts {
    struct arena *arena;
    const char *main; /* "word/document.xml" */
    const char *core;
};

static bool ends_with(const char *text, const char *end)
{
    return text != NULL && slice_ends(slice_of(text), end);
}

static void open_relation(void *user, const struct xml_element *element)
{
    struct parts *parts = user;
    const char *type = xml_attribute(element, "Type");
    const char *target = xml_attribute(element, "Target");

    if (!xml_is(element, 'r', "Relationship") || target == NULL) {
        return;
    }
    target += target[0] == '/';
    if (ends_with(type, "/officeDocument")) {
        parts->main = arena_strdup(parts->arena, target);
    } else if (ends_with(type, "/core-properties")) {
        parts->core = arena_strdup(parts->arena, target);
    }
}

static void ignore(void *user, const struct xml_element *element)
{
    (void)user;
    (void)element;
}

/* Read one member; one that is not there is nothing. */
static bool read_part(struct zip *zip, const char *name,
                      const struct xml_events *events, void *user,
                      struct err *err)
{
    struct buf bytes = {0};
    bool ok = zip_member(zip, name, &bytes, err)
                  ? xml_read(name, buf_slice(&bytes), events, user, err)
                  : err->code == ERR_NONE;

    buf_release(&bytes);
    return ok;
}

/* The member `name` in the folder of `main`. */
static const char *beside(struct arena *arena, const char *main,
                          const char *name)
{
    const char *cut = strrchr(main, '/');
    struct buf path = {0};
    const char *made;

    buf_add(&path, main, cut != NULL ? (size_t)(cut - main) + 1 : 0);
    buf_add_str(&path, name);
    made = arena_strdup(arena, path.ptr);
    buf_release(&path);
    return made;
}

static const struct xml_events text_events = {spaces, open_text, close_text,
                                              add_text};

/* Notes follow the text, apart from it. */
static bool read_notes(struct docx *docx, struct zip *zip, const char *name,
                       struct err *err)
{
    struct docx notes = {.names = docx->names, .arena = docx->arena};
    bool ok = read_part(zip, name, &text_events, &notes, err);

    prose_append(&docx->text.prose, &notes.text.prose, PROSE_NOTE);
    prose_release(&notes.boxes.prose);
    return ok;
}

/* A letter laid out in boxes has its text there; else they stand beside it. */
static void add_boxes(struct docx *docx)
{
    struct prose *prose = &docx->text.prose;
    struct prose *boxes = &docx->boxes.prose;

    prose_end(prose, PROSE_PLAIN);
    prose_append(prose, boxes,
                 prose_words(boxes) > prose_words(prose) ? PROSE_PLAIN
                                                         : PROSE_BOX);
}

static bool read_archive(struct docx *docx, struct zip *zip, struct err *err)
{
    static const struct xml_events relations = {spaces, open_relation, ignore,
                                                NULL};
    static const struct xml_events styles = {spaces, open_style, close_style,
                                             NULL};
    static const struct xml_events core = {spaces, open_core, close_core,
                                           add_core};
    struct parts parts = {docx->arena, "word/document.xml",
                          "docProps/core.xml"};
    struct style_reading reading = {.docx = docx};
    struct core_reading about = {docx->arena, &docx->text.prose.meta, {0}};
    struct err lost = {0}; /* a document without its styles is still read */
    struct buf bytes = {0};
    bool ok;

    (void)read_part(zip, "_rels/.rels", &relations, &parts, &lost);
    lost = (struct err){0};
    (void)read_part(zip, beside(docx->arena, parts.main, "styles.xml"), &styles,
                    &reading, &lost);
    ok = zip_member(zip, parts.main, &bytes, err);
    if (!ok) {
        err_set(err, ERR_SYNTAX, "has no %s", parts.main);
    }
    ok = ok && xml_read(parts.main, buf_slice(&bytes), &text_events, docx, err);
    buf_release(&bytes);
    if (ok) {
        add_boxes(docx);
        lost = (struct err){0};
        (void)read_notes(
            docx, zip, beside(docx->arena, parts.main, "footnotes.xml"), &lost);
        lost = (struct err){0};
        (void)read_notes(
            docx, zip, beside(docx->arena, parts.main, "endnotes.xml"), &lost);
        lost = (struct err){0};
        (void)read_part(zip, parts.core, &core, &about, &lost);
    }
    buf_release(&about.text);
    return ok;
}

bool docx_pieces(struct slice name, struct slice bytes,
                 const struct piece_sink *sink, struct arena *arena,
                 struct err *err)
{
    struct docx docx = {.names = &sink->lists->office->styles, .arena = arena};
    struct zip *zip = zip_open_bytes(bytes, err);
    bool ok = zip != NULL && read_archive(&docx, zip, err);

    zip_close_bytes(zip);
    if (ok) {
        ok = document_pieces(&docx.text.prose, name, bytes, sink, arena, err);
    } else {
        office_fail(name, err);
    }
    prose_release(&docx.text.prose);
    prose_release(&docx.boxes.prose);
    styles_release(&docx.styles);
    return ok;
}
