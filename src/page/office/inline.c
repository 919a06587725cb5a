#include "page/office/inline.h"

/* A link's longest part, and how many of them one line may have. */
enum { TAG_BYTES = 400, LINK_BYTES = 2000, MOST_LINKS = 1000 };

static struct slice rest_of(struct slice line, size_t at)
{
    return (struct slice){line.ptr + at, line.len - at};
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* The place of the bracket that closes the one at `at`, or line.len. */
static size_t closing(struct slice line, size_t at, char open, char close)
{
    int depth = 0;
    size_t cap = at + LINK_BYTES < line.len ? at + LINK_BYTES : line.len;

    for (size_t i = at; i < cap; i++) {
        if (line.ptr[i] == '\\') {
            i++;
        } else if (line.ptr[i] == open) {
            depth++;
        } else if (line.ptr[i] == close && --depth == 0) {
            return i;
        }
    }
    return line.len;
}

/* "[words](address)", "[words][name]", "[^1]": the bytes it takes, with its
 * words; 0 if it is none. */
static size_t link_at(struct slice line, size_t at, struct slice *words)
{
    size_t end = closing(line, at, '[', ']');
    size_t behind;

    if (end >= line.len) {
        return 0;
    }
    *words = (struct slice){line.ptr + at + 1, end - at - 1};
    if (slice_starts(*words, "^")) {
        *words = (struct slice){0};
        return end + 1 - at;
    }
    if (end + 1 < line.len && line.ptr[end + 1] == '(') {
        behind = closing(line, end + 1, '(', ')');
    } else if (end + 1 < line.len && line.ptr[end + 1] == '[') {
        behind = closing(line, end + 1, '[', ']');
    } else {
        return 0;
    }
    return behind < line.len ? behind + 1 - at : 0;
}

/* "<br>", "</sup>", "<https://…>", "<!-- -->": the bytes of it, or 0. */
static size_t tag_at(struct slice line, size_t at)
{
    struct slice rest = rest_of(line, at);
    size_t end;

    rest.len = rest.len < TAG_BYTES ? rest.len : TAG_BYTES;
    end = slice_find(rest, SLICE(">"));
    if (rest.len < 3 || end == rest.len ||
        !(is_word(rest.ptr[1]) || rest.ptr[1] == '/' || rest.ptr[1] == '!')) {
        return 0;
    }
    return end + 1;
}

struct entity {
    const char *written;
    const char *text;
};

static size_t entity_at(struct slice line, size_t at, struct slice *text)
{
    static const struct entity entities[] = {
        {"&amp;", "&"},        {"&lt;", "<"},         {"&gt;", ">"},
        {"&quot;", "\""},      {"&#39;", "'"},        {"&nbsp;", " "},
        {"&ndash;", "\u2013"}, {"&mdash;", "\u2014"}, {"&lsquo;", "\u2018"},
        {"&rsquo;", "\u2019"}, {"&ldquo;", "\u201C"}, {"&rdquo;", "\u201D"},
        {"&hellip;", "\u2026"}};

    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
        if (slice_starts(rest_of(line, at), entities[i].written)) {
            *text = slice_of(entities[i].text);
            return strlen(entities[i].written);
        }
    }
    return 0;
}

/* Whether the sign at `at` opens or closes emphasis: at a word's edge. */
static bool is_emphasis(struct slice line, size_t at, size_t len)
{
    bool before = at != 0 && is_word(line.ptr[at - 1]);
    bool behind = at + len < line.len && is_word(line.ptr[at + len]);
    bool free = (at == 0 || slice_blank(line.ptr[at - 1])) &&
                (at + len == line.len || slice_blank(line.ptr[at + len]));

    return !free && (line.ptr[at] == '*' || !(before && behind));
}

/* What stands at `at`: the bytes of it, and what is shown instead. */
static size_t mark_at(struct slice line, size_t at, struct slice *shown)
{
    char c = line.ptr[at];
    size_t len = 0;

    *shown = (struct slice){0};
    switch (c) {
    case '\\':
        if (at + 1 < line.len && !is_word(line.ptr[at + 1])) {
            *shown = (struct slice){line.ptr + at + 1, 1};
            return 2;
        }
        return 0;
    case '!':
        if (at + 1 < line.len && line.ptr[at + 1] == '[') {
            len = link_at(line, at + 1, shown);
            *shown = (struct slice){0};
            return len != 0 ? len + 1 : 0;
        }
        return 0;
    case '*':
    case '_':
    case '~':
        while (at + len < line.len && line.ptr[at + len] == c) {
            len++;
        }
        return (c != '~' || len == 2) && is_emphasis(line, at, len) ? len : 0;
    case '`': return 1;
    case '<': return tag_at(line, at);
    case '&': return entity_at(line, at, shown);
    default: return 0;
    }
}

/* `links`: how many may still be looked for; none inside a link. */
static void read_marks(struct prose *prose, struct slice line, size_t links)
{
    size_t plain = 0; /* where text that was not added yet begins */
    size_t at = 0;

    while (at < line.len) {
        struct slice shown = {0};
        bool link = line.ptr[at] == '[' && links != 0;
        size_t len =
            link ? link_at(line, at, &shown) : mark_at(line, at, &shown);

        links -= link;
        if (len == 0) {
            at++;
            continue;
        }
        prose_text(prose, (struct slice){line.ptr + plain, at - plain});
        if (link && shown.len != 0) {
            read_marks(prose, shown, 0);
        } else {
            prose_text(prose, shown);
        }
        at += len;
        plain = at;
    }
    prose_text(prose, (struct slice){line.ptr + plain, line.len - plain});
}

void inline_read(struct prose *prose, struct slice line)
{
    read_marks(prose, line, MOST_LINKS);
}
