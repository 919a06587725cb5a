#include "page/feed/xml.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "page/convert.h"

#include <stdlib.h>
#include <strings.h>

enum { SNIFF_BYTES = 1 << 14, NAME = 64 };

/* --- the root element --- */

/* UTF-16 without its zero bytes: enough to find an ASCII name. */
static struct slice narrowed(struct slice bytes, char *room)
{
    size_t len = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.ptr[i] != '\0') {
            room[len++] = bytes.ptr[i];
        }
    }
    return (struct slice){room, len};
}

static struct slice behind(struct slice text, const char *end)
{
    size_t at = slice_find(text, slice_of(end));
    size_t len = strlen(end);

    return at == text.len
               ? (struct slice){text.ptr + text.len, 0}
               : (struct slice){text.ptr + at + len, text.len - at - len};
}

/* Behind a DOCTYPE, whose internal subset may hold '>'. */
static struct slice behind_doctype(struct slice text)
{
    size_t depth = 0;

    for (size_t i = 0; i < text.len; i++) {
        depth += text.ptr[i] == '[';
        depth -= text.ptr[i] == ']' && depth != 0;
        if (text.ptr[i] == '>' && depth == 0) {
            return (struct slice){text.ptr + i + 1, text.len - i - 1};
        }
    }
    return (struct slice){text.ptr + text.len, 0};
}

/* What stands before the root element is cut off. */
static struct slice behind_prolog(struct slice text)
{
    for (;;) {
        text = slice_trim(text);
        if (slice_starts(text, "\xEF\xBB\xBF") ||
            slice_starts(text, "\xFF\xFE") || slice_starts(text, "\xFE\xFF")) {
            size_t mark = text.ptr[0] == '\xEF' ? 3 : 2;

            text = (struct slice){text.ptr + mark, text.len - mark};
        } else if (slice_starts(text, "<!--")) {
            text = behind(text, "-->");
        } else if (slice_starts(text, "<?")) {
            text = behind(text, "?>");
        } else if (text.len > 9 && strncasecmp(text.ptr, "<!doctype", 9) == 0) {
            text = behind_doctype(text);
        } else {
            return text;
        }
    }
}

struct slice xml_root(struct slice bytes, char room[64])
{
    char *wide = NULL;
    size_t len = 0;

    bytes.len = bytes.len < SNIFF_BYTES ? bytes.len : SNIFF_BYTES;
    if (bytes.len != 0 && memchr(bytes.ptr, '\0', bytes.len) != NULL) {
        wide = mem_alloc(bytes.len, 1);
        bytes = narrowed(bytes, wide);
    }
    bytes = behind_prolog(bytes);
    if (bytes.len > 1 && bytes.ptr[0] == '<') {
        for (size_t i = 1; i < bytes.len && len < NAME - 1; i++) {
            if (slice_blank(bytes.ptr[i]) || bytes.ptr[i] == '>' ||
                bytes.ptr[i] == '/') {
                break;
            }
            room[len++] = bytes.ptr[i];
        }
    }
    free(wide);
    return len != 0 ? (struct slice){room, len} : (struct slice){0};
}

/* --- encoding --- */

/* encoding="..." of the XML declaration. */
static struct slice declared(struct slice bytes)
{
    size_t end;
    size_t at;
    char quote;

    bytes.len = bytes.len < SNIFF_BYTES ? bytes.len : SNIFF_BYTES;
    bytes = slice_trim(bytes);
    if (!slice_starts(bytes, "<?xml")) {
        return (struct slice){0};
    }
    bytes.len = slice_find(bytes, SLICE("?>"));
    at = slice_find(bytes, SLICE("encoding"));
    while (at < bytes.len && bytes.ptr[at] != '"' && bytes.ptr[at] != '\'') {
        at++;
    }
    if (at >= bytes.len) {
        return (struct slice){0};
    }
    quote = bytes.ptr[at++];
    for (end = at; end < bytes.len && bytes.ptr[end] != quote; end++) {
    }
    return (struct slice){bytes.ptr + at, end - at};
}

static struct slice encoding_of(struct slice *bytes)
{
    if (slice_starts(*bytes, "\xEF\xBB\xBF")) {
        *bytes = (struct slice){bytes->ptr + 3, bytes->len - 3};
        return SLICE("utf-8");
    }
    if (slice_starts(*bytes, "\xFF\xFE") || slice_starts(*bytes, "\xFE\xFF")) {
        bool big = bytes->ptr[0] == '\xFE';

        *bytes = (struct slice){bytes->ptr + 2, bytes->len - 2};
        return big ? SLICE("utf-16be") : SLICE("utf-16le");
    }
    if (bytes->len >= 2 && bytes->ptr[0] == '<' && bytes->ptr[1] == '\0') {
        return SLICE("utf-16le");
    }
    if (bytes->len >= 2 && bytes->ptr[0] == '\0' && bytes->ptr[1] == '<') {
        return SLICE("utf-16be");
    }
    return declared(*bytes);
}

/* Whether the '&' at `at` begins a reference: &name; &#12; &#x1f; */
static bool is_reference(struct slice text, size_t at)
{
    enum { LONGEST = 40 };
    size_t len = 1;

    for (; at + len < text.len && len < LONGEST; len++) {
        char c = text.ptr[at + len];
        bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                    (c >= 'A' && c <= 'Z') || (c == '#' && len == 1);

        if (c == ';') {
            return len > 1;
        }
        if (!word) {
            return false;
        }
    }
    return false;
}

/* Bytes below a blank that XML 1.0 §2.2 forbids. */
static bool is_forbidden(char c)
{
    return c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r';
}

static void add_repaired(struct buf *out, struct slice text)
{
    static const char open[] = "<![CDATA[";
    size_t start = 0;
    bool raw = false; /* in a CDATA section */

    for (size_t i = 0; i < text.len; i++) {
        struct slice rest = {text.ptr + i, text.len - i};

        if (text.ptr[i] == '<' && slice_starts(rest, open)) {
            raw = true;
        } else if (text.ptr[i] == ']' && slice_starts(rest, "]]>")) {
            raw = false;
        } else if (is_forbidden(text.ptr[i])) {
            buf_add(out, text.ptr + start, i - start);
            start = i + 1;
        } else if (slice_starts(rest, "&#X") && !raw) {
            buf_add(out, text.ptr + start, i - start);
            buf_add_str(out, "&#x");
            start = i + 3;
        } else if (text.ptr[i] == '&' && !raw && !is_reference(text, i)) {
            buf_add(out, text.ptr + start, i - start);
            buf_add_str(out, "&amp;");
            start = i + 1;
        }
    }
    buf_add(out, text.ptr + start, text.len - start);
}

void xml_to_utf8(struct buf *out, struct slice bytes)
{
    struct slice encoding = encoding_of(&bytes);
    struct buf text = {0};

    if (!convert_to_utf8(&text, bytes, encoding)) {
        if (utf8_valid(bytes) == bytes.len) {
            add_repaired(out, bytes);
        } else if (convert_to_utf8(&text, bytes, SLICE("windows-1252"))) {
            add_repaired(out, buf_slice(&text));
        }
    } else {
        add_repaired(out, buf_slice(&text));
    }
    buf_release(&text);
}

/* --- prefixes --- */

struct vocabulary {
    const char *address; /* begins so; case of letters does not matter */
    const char *name;    /* "" for those whose elements are a feed's own */
};

static const struct vocabulary VOCABULARIES[] = {
    {"http://purl.org/rss/1.0/modules/content", "content"},
    {"http://purl.org/rss/1.0/", ""},
    {"http://my.netscape.com/rdf", ""},
    {"http://channel.netscape.com/rdf", ""},
    {"http://backend.userland.com", ""},
    {"http://blogs.law.harvard.edu/tech/rss", ""},
    {"http://www.w3.org/2005/atom", ""},
    {"http://purl.org/atom", ""},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"},
    {"http://purl.org/dc/elements", "dc"},
    {"http://purl.org/dc/terms", "dcterms"},
    {"http://www.w3.org/1999/xhtml", "xhtml"},
    {"http://search.yahoo.com/mrss", "media"},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    {"http://rssnamespace.org/feedburner", "feedburner"},
};

static const char *vocabulary_of(const char *address)
{
    for (size_t i = 0; i < sizeof VOCABULARIES / sizeof VOCABULARIES[0]; i++) {
        const char *known = VOCABULARIES[i].address;

        if (strncasecmp(address, known, strlen(known)) == 0) {
            return VOCABULARIES[i].name;
        }
    }
    return NULL;
}

void xml_prefixes_see(struct xml_prefixes *prefixes, const char *attr,
                      const char *value, struct arena *arena)
{
    struct slice prefix;

    if (strncmp(attr, "xmlns", 5) != 0 || (attr[5] != '\0' && attr[5] != ':') ||
        prefixes->len == XML_PREFIXES) {
        return;
    }
    prefix = slice_of(attr[5] == ':' ? attr + 6 : "");
    for (size_t i = 0; i < prefixes->len; i++) {
        if (slice_eq(prefixes->prefix[i], prefix)) {
            return; /* the first declaration stands: feeds have one */
        }
    }
    prefixes->prefix[prefixes->len] = arena_copy(arena, prefix);
    prefixes->name[prefixes->len] = vocabulary_of(value);
    prefixes->len++;
}

void xml_prefixes_name(const struct xml_prefixes *prefixes, const char *name,
                       char out[64])
{
    const char *colon = strchr(name, ':');
    struct slice prefix = {name, colon != NULL ? (size_t)(colon - name) : 0};
    const char *local = colon != NULL ? colon + 1 : name;
    struct slice custom = prefix;
    size_t len = 0;

    for (size_t i = 0; colon != NULL && i < prefixes->len; i++) {
        if (slice_eq(prefixes->prefix[i], prefix) &&
            prefixes->name[i] != NULL) {
            custom = slice_of(prefixes->name[i]);
        }
    }
    if (slice_is(custom, "atom") || slice_is(custom, "rss")) {
        custom.len = 0;
    }
    for (size_t i = 0; i < custom.len && len < NAME / 2; i++) {
        out[len++] = custom.ptr[i];
    }
    if (custom.len != 0) {
        out[len++] = ':';
    }
    for (size_t i = 0; local[i] != '\0' && len < NAME - 1; i++) {
        out[len++] = local[i];
    }
    out[len] = '\0';
    for (size_t i = 0; i < len; i++) {
        out[i] =
            out[i] >= 'A' && out[i] <= 'Z' ? (char)(out[i] | 0x20) : out[i];
    }
}
