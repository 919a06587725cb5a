#include "page/feed/feed.h"

#include "base/caps.h"
#include "base/map.h"
#include "page/feed/xml.h"
#include "page/markup.h"

#include <expat.h>
#include <stdint.h>
#include <strings.h>

/* Restarts behind what is broken: each parses the head of the feed again. */
enum { RESTARTS = 64, ENTITIES = 4096, NAME = 64 };

/* Where an element stands. */
enum place { IN_NOTHING, IN_FEED, IN_ITEM, IN_AUTHOR, IN_SOURCE, IN_OTHER };

/* How the text of a captured element is written. */
enum writing { AS_HTML, AS_TEXT, AS_MARKUP, AS_BASE64 };

struct reader {
    struct slice name;
    const struct feed_sink *sink;
    struct feed_entry *feed;
    struct arena *arena;
    XML_Parser parser;
    struct slice text; /* in UTF-8 */
    size_t offset;     /* what the parser's positions lack to those in text */
    size_t head;       /* bytes before the first item; 0: not known yet */
    bool in_head;      /* the head is read again: its items are over */
    struct xml_prefixes prefixes;
    enum place place[CAP_PAGE_NESTING];
    size_t depth;
    struct arena own; /* of the item */
    struct feed_entry item;
    size_t item_depth; /* 0: in none */
    size_t item_start;
    /* The element whose text is being collected. */
    size_t capture; /* its depth, 0: none */
    enum feed_field field;
    enum writing writing;
    bool marked;       /* elements stood in it */
    struct buf raw;    /* as the parser gives it */
    struct buf markup; /* with the elements in it, all else escaped */
    struct map entity; /* name → index + 1 of value */
    struct slice *value;
    size_t values;
    bool stopped;
    struct err err;
};

/* --- which element says what --- */

struct meaning {
    const char *name;
    enum feed_field field;
    bool of_item;
    bool of_feed;
};

/* The first of several names wins unless it is empty. */
static const struct meaning MEANINGS[] = {
    {"title", FEED_TITLE, true, true},
    {"dc:title", FEED_TITLE, true, true},
    {"media:title", FEED_TITLE, true, false},
    {"link", FEED_LINK, true, true},
    {"feedburner:origlink", FEED_LINK, true, false},
    {"guid", FEED_ID, true, false},
    {"id", FEED_ID, true, true},
    {"description", FEED_SUMMARY, true, true},
    {"dc:description", FEED_SUMMARY, true, true},
    {"abstract", FEED_SUMMARY, true, false},
    {"summary", FEED_SUMMARY, true, false},
    {"tagline", FEED_SUMMARY, false, true},
    {"subtitle", FEED_SUMMARY, false, true},
    {"itunes:summary", FEED_SUMMARY, true, false},
    {"content:encoded", FEED_CONTENT, true, false},
    {"content", FEED_CONTENT, true, false},
    {"fullitem", FEED_CONTENT, true, false},
    {"xhtml:body", FEED_CONTENT, true, false},
    {"body", FEED_CONTENT, true, false},
    {"author", FEED_AUTHOR, true, true},
    {"dc:creator", FEED_AUTHOR, true, true},
    {"dc:author", FEED_AUTHOR, true, true},
    {"managingeditor", FEED_AUTHOR, false, true},
    {"itunes:author", FEED_AUTHOR, true, true},
    {"source", FEED_SOURCE, true, false},
    {"dc:source", FEED_SOURCE, true, false},
    {"dc:publisher", FEED_PUBLISHER, true, true},
    {"language", FEED_LANGUAGE, true, true},
    {"dc:language", FEED_LANGUAGE, true, true},
    {"category", FEED_SECTION, true, false},
    {"dc:subject", FEED_SECTION, true, false},
    {"pubdate", FEED_PUBLISHED, true, true},
    {"published", FEED_PUBLISHED, true, true},
    {"issued", FEED_PUBLISHED, true, true},
    {"dcterms:issued", FEED_PUBLISHED, true, true},
    {"dc:date", FEED_PUBLISHED, true, true},
    {"created", FEED_PUBLISHED, true, true},
    {"dcterms:created", FEED_PUBLISHED, true, true},
    {"updated", FEED_MODIFIED, true, true},
    {"modified", FEED_MODIFIED, true, true},
    {"dcterms:modified", FEED_MODIFIED, true, true},
    {"lastbuilddate", FEED_MODIFIED, false, true},
};

static const struct meaning *meaning_of(const char *name, enum place place)
{
    for (size_t i = 0; i < sizeof MEANINGS / sizeof MEANINGS[0]; i++) {
        const struct meaning *meaning = &MEANINGS[i];

        if (((place == IN_ITEM && meaning->of_item) ||
             (place == IN_FEED && meaning->of_feed)) &&
            strcmp(name, meaning->name) == 0) {
            return meaning;
        }
    }
    return NULL;
}

/* The place inside element `name`, itself in `outer`. */
static enum place place_in(const char *name, enum place outer)
{
    if (strcmp(name, "item") == 0 || strcmp(name, "entry") == 0) {
        return outer == IN_ITEM || outer == IN_OTHER ? IN_OTHER : IN_ITEM;
    }
    if (strcmp(name, "rss") == 0 || strcmp(name, "rdf:rdf") == 0 ||
        strcmp(name, "feed") == 0 || strcmp(name, "channel") == 0) {
        return outer <= IN_FEED ? IN_FEED : IN_OTHER;
    }
    if (outer == IN_ITEM && strcmp(name, "source") == 0) {
        return IN_SOURCE;
    }
    if ((outer == IN_ITEM || outer == IN_FEED) && strcmp(name, "author") == 0) {
        return IN_AUTHOR;
    }
    return outer == IN_NOTHING ? IN_FEED : IN_OTHER;
}

/* --- values --- */

static struct feed_entry *entry_of(struct reader *reader)
{
    return reader->item_depth != 0 ? &reader->item : reader->feed;
}

static struct arena *arena_of(struct reader *reader)
{
    return reader->item_depth != 0 ? &reader->own : reader->arena;
}

static void keep(struct reader *reader, enum feed_field field,
                 struct slice value)
{
    struct feed_entry *entry = entry_of(reader);

    value = slice_trim(value);
    if (value.len == 0 || reader->in_head) {
        return;
    }
    if (field == FEED_AUTHOR && entry->authors < FEED_AUTHORS) {
        for (size_t i = 0; i < entry->authors; i++) {
            if (slice_eq(entry->author[i], value)) {
                return;
            }
        }
        entry->author[entry->authors++] = arena_copy(arena_of(reader), value);
    }
    /* A full text beats a part of it. */
    if (entry->field[field].len == 0 ||
        (field == FEED_CONTENT && entry->field[field].len < value.len)) {
        entry->field[field] = arena_copy(arena_of(reader), value);
    }
}

static int base64_digit(char c)
{
    static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "abcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c != '\0' ? strchr(set, c) : NULL;

    return at != NULL ? (int)(at - set) : -1;
}

static void add_base64(struct buf *out, struct slice text)
{
    uint32_t bits = 0;
    int have = 0;

    for (size_t i = 0; i < text.len; i++) {
        int digit = base64_digit(text.ptr[i]);

        if (digit < 0) {
            continue;
        }
        bits = (bits << 6) | (uint32_t)digit;
        have += 6;
        if (have >= 8) {
            have -= 8;
            buf_add_char(out, (char)((bits >> have) & 0xFF));
        }
    }
}

static bool is_html_field(enum feed_field field)
{
    return field == FEED_SUMMARY || field == FEED_CONTENT;
}

/* The captured element ends: its value as HTML, then as the field wants. */
static void end_capture(struct reader *reader)
{
    struct buf decoded = {0};
    struct slice html;

    if (reader->writing == AS_BASE64) {
        add_base64(&decoded, buf_slice(&reader->raw));
        html = buf_slice(&decoded);
    } else if (reader->marked || reader->writing != AS_HTML) {
        html = buf_slice(&reader->markup);
    } else {
        html = buf_slice(&reader->raw);
    }
    keep(reader, reader->field,
         is_html_field(reader->field) ? html
                                      : markup_text(arena_of(reader), html));
    buf_release(&decoded);
    reader->capture = 0;
}

/* --- elements --- */

static const char *attribute(const char **attr, const char *name)
{
    for (size_t i = 0; attr[i] != NULL; i += 2) {
        if (strcmp(attr[i], name) == 0) {
            return attr[i + 1];
        }
    }
    return NULL;
}

static bool says(const char *text, const char *word)
{
    return text != NULL &&
           slice_find(slice_of(text), slice_of(word)) < slice_of(text).len;
}

/* RFC 4287 §3.1.1; Atom 0.3 says by `mode` what 1.0 says by `type`; RSS
 * escapes HTML and says nothing. */
static enum writing writing_of(const char **attr, enum feed_field field)
{
    const char *type = attribute(attr, "type");
    const char *mode = attribute(attr, "mode");

    if (mode != NULL && strcmp(mode, "base64") == 0) {
        return AS_BASE64;
    }
    if (says(type, "xhtml") || (mode != NULL && strcmp(mode, "xml") == 0)) {
        return AS_MARKUP;
    }
    if (type != NULL && mode == NULL &&
        (strcmp(type, "text") == 0 || strcmp(type, "text/plain") == 0)) {
        return AS_TEXT;
    }
    if (field == FEED_LINK || field == FEED_SECTION) {
        return AS_TEXT;
    }
    return type == NULL || says(type, "html") || says(type, "text") ||
                   says(type, "xml")
               ? AS_HTML
               : AS_BASE64; /* RFC 4287 §4.1.3.3 */
}

static void see_link(struct reader *reader, const char **attr)
{
    const char *href = attribute(attr, "href");
    const char *rel = attribute(attr, "rel");

    if (href != NULL && (rel == NULL || strcmp(rel, "alternate") == 0)) {
        keep(reader, FEED_LINK, slice_of(href));
    }
}

static size_t position(const struct reader *reader)
{
    return reader->offset + (size_t)XML_GetCurrentByteIndex(reader->parser);
}

static void begin_item(struct reader *reader)
{
    reader->item_depth = reader->depth;
    reader->item_start = position(reader);
    reader->item = (struct feed_entry){0};
    arena_release(&reader->own);
    if (reader->head == 0) {
        reader->head = reader->item_start;
    }
}

static void begin_capture(struct reader *reader, const char **attr,
                          enum feed_field field)
{
    reader->capture = reader->depth;
    reader->field = field;
    reader->writing = writing_of(attr, field);
    reader->marked = false;
    buf_clear(&reader->raw);
    buf_clear(&reader->markup);
}

static void add_tag(struct reader *reader, const char *name, const char **attr)
{
    const char *colon = strchr(name, ':');

    reader->marked = true;
    buf_printf(&reader->markup, "<%s", colon != NULL ? colon + 1 : name);
    for (size_t i = 0; attr[i] != NULL; i += 2) {
        if (strchr(attr[i], ':') == NULL && strcmp(attr[i], "xmlns") != 0 &&
            strchr(attr[i + 1], '"') == NULL) {
            buf_printf(&reader->markup, " %s=\"", attr[i]);
            markup_escape(&reader->markup, slice_of(attr[i + 1]));
            buf_add_char(&reader->markup, '"');
        }
    }
    buf_add_char(&reader->markup, '>');
}

static void stop(struct reader *reader)
{
    reader->stopped = true;
    (void)XML_StopParser(reader->parser, XML_FALSE);
}

/* An element outside of any capture. */
static void see_element(struct reader *reader, const char *name,
                        const char **attr)
{
    enum place outer = reader->place[reader->depth - 1];
    const struct meaning *meaning = meaning_of(name, outer);
    const char *language = attribute(attr, "xml:lang");

    reader->place[reader->depth] = place_in(name, outer);
    if (reader->place[reader->depth] == IN_ITEM) {
        begin_item(reader);
        keep(reader, FEED_ID, slice_of(attribute(attr, "rdf:about")));
    }
    if (language != NULL && (reader->place[reader->depth] == IN_ITEM ||
                             reader->place[reader->depth] == IN_FEED)) {
        keep(reader, FEED_LANGUAGE, slice_of(language));
    }
    if (meaning != NULL && meaning->field == FEED_LINK) {
        see_link(reader, attr);
    } else if (meaning != NULL && meaning->field == FEED_SECTION) {
        keep(reader, FEED_SECTION, slice_of(attribute(attr, "term")));
    }
    if (outer == IN_AUTHOR && strcmp(name, "name") == 0) {
        begin_capture(reader, attr, FEED_AUTHOR);
    } else if (outer == IN_SOURCE && strcmp(name, "title") == 0) {
        begin_capture(reader, attr, FEED_SOURCE);
    } else if (meaning != NULL) {
        /* An author or a source is text itself in RSS, holds it in Atom. */
        begin_capture(reader, attr, meaning->field);
    }
}

static void start(void *user, const char *name, const char **attr)
{
    struct reader *reader = user;
    char custom[NAME];

    if (reader->stopped) {
        return;
    }
    if (++reader->depth >= CAP_PAGE_NESTING) {
        (void)err_set(&reader->err, ERR_LIMIT,
                      "%.*s: more than %d elements inside each other",
                      (int)reader->name.len, reader->name.ptr,
                      CAP_PAGE_NESTING);
        stop(reader);
        return;
    }
    for (size_t i = 0; attr[i] != NULL; i += 2) {
        xml_prefixes_see(&reader->prefixes, attr[i], attr[i + 1],
                         reader->arena);
    }
    xml_prefixes_name(&reader->prefixes, name, custom);
    if (reader->capture != 0 && (reader->place[reader->capture] == IN_AUTHOR ||
                                 reader->place[reader->capture] == IN_SOURCE)) {
        reader->capture = 0;
    }
    if (reader->capture != 0) {
        reader->place[reader->depth] = IN_OTHER;
        add_tag(reader, name, attr);
    } else {
        see_element(reader, custom, attr);
    }
}

/* The item is whole: hand it on. */
static void end_item(struct reader *reader)
{
    size_t end =
        position(reader) + (size_t)XML_GetCurrentByteCount(reader->parser);
    struct slice source = {0};

    if (reader->item.field[FEED_LINK].len == 0 &&
        slice_starts(reader->item.field[FEED_ID], "http")) {
        reader->item.field[FEED_LINK] = reader->item.field[FEED_ID];
    }
    reader->item_depth = 0;
    if (end <= reader->text.len && end > reader->item_start) {
        source =
            slice_cut(reader->text, (struct span){reader->item_start, end});
    }
    if (!reader->sink->item(reader->sink->user, &reader->item, source,
                            reader->feed)) {
        stop(reader);
    }
}

static void end(void *user, const char *name)
{
    struct reader *reader = user;
    const char *colon = strchr(name, ':');

    if (reader->stopped) {
        return;
    }
    if (reader->capture == reader->depth) {
        end_capture(reader);
    } else if (reader->capture != 0) {
        buf_printf(&reader->markup, "</%s>", colon != NULL ? colon + 1 : name);
    }
    if (reader->item_depth == reader->depth && reader->item_depth != 0) {
        end_item(reader);
    }
    reader->depth--;
}

static void text(void *user, const char *bytes, int len)
{
    struct reader *reader = user;
    struct slice some = {bytes, len > 0 ? (size_t)len : 0};

    if (reader->capture != 0 && !reader->stopped) {
        buf_add_slice(&reader->raw, some);
        markup_escape(&reader->markup, some);
    }
}

/* --- entities --- */

/* One of HTML's, or what stands there. */
static struct slice entity_value(struct reader *reader, const char *name)
{
    uintptr_t *known = map_get(&reader->entity, slice_of(name));
    struct buf written = {0};
    struct slice value;

    if (known != NULL) {
        return reader->value[*known - 1];
    }
    buf_printf(&written, "&%.32s;", name);
    if (reader->values == ENTITIES) {
        buf_release(&written);
        return (struct slice){0};
    }
    if (reader->value == NULL) {
        reader->value =
            arena_alloc(reader->arena, ENTITIES, sizeof *reader->value);
    }
    value = strcmp(name, "nbsp") == 0
                ? SLICE("\xC2\xA0")
                : markup_text(reader->arena, buf_slice(&written));
    reader->value[reader->values++] = value;
    *map_put(&reader->entity, arena_copy(reader->arena, slice_of(name)), NULL) =
        reader->values;
    buf_release(&written);
    return value;
}

static void skipped(void *user, const char *name, int is_parameter)
{
    struct reader *reader = user;

    if (is_parameter == 0 && reader->capture != 0 && !reader->stopped) {
        struct slice value = entity_value(reader, name);

        buf_add_slice(&reader->raw, value);
        markup_escape(&reader->markup, value);
    }
}

static void declares_entity(void *user, const char *name, int is_parameter,
                            const char *value, int value_len, const char *base,
                            const char *system_id, const char *public_id,
                            const char *notation)
{
    struct reader *reader = user;

    (void)is_parameter;
    (void)value;
    (void)value_len;
    (void)base;
    (void)system_id;
    (void)public_id;
    (void)notation;
    (void)err_set(&reader->err, ERR_LIMIT,
                  "%.*s: declares an entity, '%.40s': refused",
                  (int)reader->name.len, reader->name.ptr, name);
    stop(reader);
}

/* --- parsing --- */

static bool open_parser(struct reader *reader)
{
    reader->parser = XML_ParserCreate("UTF-8");
    if (reader->parser == NULL) {
        return false;
    }
    XML_SetUserData(reader->parser, reader);
    XML_SetElementHandler(reader->parser, start, end);
    XML_SetCharacterDataHandler(reader->parser, text);
    XML_SetSkippedEntityHandler(reader->parser, skipped);
    XML_SetEntityDeclHandler(reader->parser, declares_entity);
    /* Entities that are not declared are skipped, not errors. */
    (void)XML_UseForeignDTD(reader->parser, XML_TRUE);
    reader->depth = 0;
    reader->place[0] = IN_NOTHING;
    reader->item_depth = 0;
    reader->capture = 0;
    return true;
}

/* Give the parser text[from, to); it has been given `before` bytes already,
 * and its positions count from the first of them. */
static bool parse(struct reader *reader, size_t from, size_t to, size_t before,
                  bool last)
{
    enum { STEP = 1 << 24 };

    reader->offset = from - before;
    do {
        size_t some = to - from < STEP ? to - from : STEP;
        bool whole = from + some == to;

        if (XML_Parse(reader->parser, reader->text.ptr + from, (int)some,
                      last && whole) != XML_STATUS_OK) {
            return false;
        }
        from += some;
    } while (from < to);
    return true;
}

static bool is_tag(struct slice text, const char *start)
{
    size_t len = strlen(start);

    return text.len > len && slice_starts(text, start) &&
           (text.ptr[len] == '>' || slice_blank(text.ptr[len]));
}

/* Where the next item begins behind `at`; the text's end if there is none. */
static size_t next_item(const struct reader *reader, size_t at)
{
    struct slice rest = {reader->text.ptr + at, reader->text.len - at};

    for (size_t i = 0; i < rest.len; i++) {
        const char *mark = memchr(rest.ptr + i, '<', rest.len - i);
        struct slice tag;

        if (mark == NULL) {
            break;
        }
        i = (size_t)(mark - rest.ptr);
        tag = (struct slice){mark, rest.len - i};
        if (is_tag(tag, "<item") || is_tag(tag, "<entry")) {
            return at + i;
        }
    }
    return reader->text.len;
}

static void tell_broken(struct reader *reader, size_t at)
{
    struct err why = {0};
    size_t line = 1;

    for (size_t i = 0; i < at; i++) {
        line += reader->text.ptr[i] == '\n';
    }
    (void)err_set(&why, ERR_SYNTAX, "%.*s:%zu: %s", (int)reader->name.len,
                  reader->name.ptr, line,
                  XML_ErrorString(XML_GetErrorCode(reader->parser)));
    reader->sink->broken(reader->sink->user, &why);
}

/* Parse from the start; behind what is broken go on with the next item, as if
 * it stood right after the head. */
static void parse_all(struct reader *reader)
{
    size_t from = 0;

    for (int i = 0; i < RESTARTS && from < reader->text.len; i++) {
        size_t at;

        if (!open_parser(reader)) {
            return;
        }
        if (from != 0) {
            reader->in_head = true;
            (void)parse(reader, 0, reader->head, 0, false);
            reader->in_head = false;
        }
        if (parse(reader, from, reader->text.len, from != 0 ? reader->head : 0,
                  true) ||
            reader->stopped) {
            XML_ParserFree(reader->parser);
            return;
        }
        at = position(reader);
        tell_broken(reader, at < reader->text.len ? at : reader->text.len);
        XML_ParserFree(reader->parser);
        if (reader->head == 0) {
            return;
        }
        from = next_item(reader, at > from ? at : from + 1);
    }
}

bool feed_read(struct slice name, struct slice bytes,
               const struct feed_sink *sink, struct feed_entry *feed,
               struct arena *arena, struct err *err)
{
    struct reader *reader = arena_alloc(arena, 1, sizeof *reader);
    struct buf text_bytes = {0};

    *feed = (struct feed_entry){0};
    xml_to_utf8(&text_bytes, bytes);
    reader->name = name;
    reader->sink = sink;
    reader->feed = feed;
    reader->arena = arena;
    reader->text = buf_slice(&text_bytes);
    parse_all(reader);
    arena_release(&reader->own);
    buf_release(&reader->raw);
    buf_release(&reader->markup);
    buf_release(&text_bytes);
    map_release(&reader->entity);
    return reader->err.code == ERR_NONE ||
           err_set(err, reader->err.code, "%s", reader->err.text);
}

bool feed_is(struct slice bytes)
{
    static const char *const root[] = {"rss", "feed", "rdf"};
    char room[NAME];
    struct slice name = xml_root(bytes, room);
    size_t colon = slice_find(name, SLICE(":"));

    if (colon < name.len) {
        name = (struct slice){name.ptr + colon + 1, name.len - colon - 1};
    }
    for (size_t i = 0; i < sizeof root / sizeof root[0]; i++) {
        if (name.len == strlen(root[i]) &&
            strncasecmp(name.ptr, root[i], name.len) == 0) {
            return true;
        }
    }
    return false;
}

const char *feed_field_name(enum feed_field field)
{
    static const char *const name[] = {
#define X(code, text) text,
        FEED_FIELD_MAP(X)
#undef X
    };

    return name[field];
}
