/* markdown.c - Markdown → prose, marks taken off.
 *
 * Read are headings, lists, quotations, tables, footnotes, links and emphasis;
 * code and pictures are left out.  A front matter gives title, author, date. */
#include "base/mem.h"
#include "page/html/names.h"
#include "page/html/tables.h"
#include "page/line.h"
#include "page/lists.h"
#include "page/mail/mail.h"
#include "page/office/inline.h"
#include "page/office/office.h"

enum {
    FRONT_BYTES = 16384, /* a longer front matter is none */
    LOOK_BYTES = 1 << 18,
    HEADING_MOST = 6,
    MARKS_NEEDED = 4,
    KINDS_NEEDED = 2
};

/* --- lines --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How many `sign` the line begins with. */
static size_t run_of(struct slice line, char sign)
{
    size_t len = 0;

    while (len < line.len && line.ptr[len] == sign) {
        len++;
    }
    return len;
}

static struct slice cut_front(struct slice text, size_t len)
{
    return (struct slice){text.ptr + len, text.len - len};
}

/* "## Heading" */
static size_t heading_level(struct slice line)
{
    size_t level = run_of(line, '#');

    return level != 0 && level <= HEADING_MOST && level + 1 < line.len &&
                   line.ptr[level] == ' '
               ? level
               : 0;
}

/* "====" or "----" below a heading, "***" between parts. */
static bool is_rule(struct slice line, const char *signs)
{
    size_t count = 0;

    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] != line.ptr[0] && line.ptr[i] != ' ') {
            return false;
        }
        count += line.ptr[i] != ' ';
    }
    return count >= 3 && strchr(signs, line.ptr[0]) != NULL;
}

/* The length of "- ", "* ", "+ ", "12. " or "3) ", or 0. */
static size_t item_mark(struct slice line)
{
    size_t at = 0;

    if (line.len > 2 && strchr("-*+", line.ptr[0]) != NULL &&
        line.ptr[1] == ' ') {
        return 2;
    }
    while (at < line.len && at < 4 && is_digit(line.ptr[at])) {
        at++;
    }
    return at != 0 && at + 1 < line.len &&
                   (line.ptr[at] == '.' || line.ptr[at] == ')') &&
                   line.ptr[at + 1] == ' '
               ? at + 2
               : 0;
}

static bool is_fence(struct slice line)
{
    return slice_starts(line, "```") || slice_starts(line, "~~~");
}

/* "|---|:--:|" */
static bool is_table_rule(struct slice line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (strchr("|-: ", line.ptr[i]) == NULL) {
            return false;
        }
    }
    return line.len > 2 && memchr(line.ptr, '|', line.len) != NULL &&
           memchr(line.ptr, '-', line.len) != NULL;
}

/* "[^1]: words": the length up to the words, or 0. */
static size_t note_mark(struct slice line)
{
    size_t close = slice_find(line, SLICE("]: "));

    return slice_starts(line, "[^") && close < line.len ? close + 3 : 0;
}

/* "[name]: https://…" */
static bool is_reference(struct slice line)
{
    size_t close = slice_find(line, SLICE("]:"));

    return slice_starts(line, "[") && close + 2 < line.len &&
           !slice_starts(line, "[^") &&
           line_is_url(slice_trim(cut_front(line, close + 2)));
}

/* --- front matter --- */

/* The front matter between two lines of its fence; NULL if there is none. */
static struct slice front_matter(struct slice text, struct slice *rest)
{
    struct slice head = {text.ptr,
                         text.len < FRONT_BYTES ? text.len : FRONT_BYTES};
    struct slice fence = mail_line(head, &head);
    struct slice after = head;
    size_t keys = 0;

    if (!slice_is(fence, "---") && !slice_is(fence, "+++")) {
        return (struct slice){0};
    }
    while (after.len != 0) {
        const char *start = after.ptr;
        struct slice line = mail_line(after, &after);

        if (slice_eq(line, fence) || slice_is(line, "...")) {
            *rest = cut_front(text, (size_t)(after.ptr - text.ptr));
            return keys != 0
                       ? (struct slice){head.ptr, (size_t)(start - head.ptr)}
                       : (struct slice){0};
        }
        keys +=
            mail_is_header(line) || slice_find(line, SLICE(" = ")) < line.len;
    }
    return (struct slice){0};
}

/* A value without quotation marks and brackets. */
static struct slice bare_value(struct slice value)
{
    value = slice_trim(value);
    while (value.len > 1 && strchr("\"'[", value.ptr[0]) != NULL &&
           strchr("\"']", value.ptr[value.len - 1]) != NULL) {
        value = slice_trim((struct slice){value.ptr + 1, value.len - 2});
    }
    return value;
}

static bool key_is(struct slice key, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (line_bears(key, slice_of(*names), LABEL_WHOLE)) {
            return true;
        }
    }
    return false;
}

static void take_key(struct piece *piece, struct slice key, struct slice value,
                     const struct piece_sink *sink, struct names *names)
{
    static const char *const titles[] = {"title", "headline", NULL};
    static const char *const authors[] = {"author", "authors", "byline",
                                          "creator", NULL};
    static const char *const dates[] = {
        "date", "published", "pubdate", "publish_date", "date_published", NULL};
    static const char *const outlets[] = {"publisher", "publication", "source",
                                          "outlet",    "site",        NULL};
    static const char *const urls[] = {
        "url", "link", "canonical", "original_url", "source_url", NULL};
    static const char *const sections[] = {"section", "category", NULL};
    struct span at;

    if (value.len == 0) {
        return;
    }
    if (key_is(key, titles)) {
        piece->title = value;
    } else if (key_is(key, authors)) {
        names_of_people(names, value, sink->lists->html, false);
    } else if (key_is(key, urls) ||
               (key_is(key, outlets) && line_is_url(value))) {
        piece->url = value;
    } else if (key_is(key, outlets)) {
        piece->outlet = value;
    } else if (key_is(key, sections)) {
        piece->section = value;
    } else if (key_is(key, dates)) {
        (void)calendar_find(&sink->lists->html->calendar, value, 0, true,
                            &piece->published, &at);
    }
}

/* "title: …", "author: [A, B]", "date = 2031-02-06", and lists "- A" below a
 * key. */
static void read_front(struct piece *piece, struct slice front,
                       const struct piece_sink *sink, struct names *names)
{
    struct slice key = {0};

    while (front.len != 0) {
        struct slice line = slice_trim(mail_line(front, &front));
        size_t colon = slice_find(line, SLICE(":"));
        size_t equal = slice_find(line, SLICE(" ="));
        size_t cut = colon < equal ? colon : equal;

        if (slice_starts(line, "- ")) {
            take_key(piece, key, bare_value(cut_front(line, 2)), sink, names);
        } else if (cut < line.len) {
            key = slice_trim((struct slice){line.ptr, cut});
            cut += cut == equal ? 2 : 1;
            take_key(piece, key, bare_value(cut_front(line, cut)), sink, names);
        }
    }
}

/* --- what it looks like --- */

struct marks {
    size_t headings, links, strong, fences, items, quotes;
};

static void count_inside(struct marks *marks, struct slice line)
{
    for (size_t i = 0; i + 3 < line.len; i++) {
        struct slice here = cut_front(line, i);

        marks->links += slice_starts(here, "](http") ||
                        slice_starts(here, "](/") || slice_starts(here, "](#");
        marks->strong += slice_starts(here, "**") &&
                         !slice_blank(here.ptr[2]) && here.ptr[2] != '*';
    }
}

static void count_marks(struct marks *marks, struct slice text)
{
    bool above = true; /* the line above is empty */

    while (text.len != 0) {
        struct slice line = mail_line(text, &text);

        marks->headings += above && heading_level(line) != 0;
        marks->fences += slice_starts(line, "```");
        marks->items += item_mark(line) == 2;
        marks->quotes += slice_starts(line, "> ");
        count_inside(marks, line);
        above = slice_trim(line).len == 0;
    }
}

/* Lists and quotation marks alone stand in mails and plain texts, too. */
bool markdown_is(struct slice bytes)
{
    struct slice text = {bytes.ptr,
                         bytes.len < LOOK_BYTES ? bytes.len : LOOK_BYTES};
    struct slice rest;
    struct marks marks = {0};
    size_t kinds;

    if (text.len == 0 || memchr(text.ptr, '\0', text.len) != NULL) {
        return false;
    }
    if (slice_starts(text, "\xEF\xBB\xBF")) {
        text = cut_front(text, 3);
    }
    if (front_matter(text, &rest).ptr != NULL) {
        return true;
    }
    count_marks(&marks, text);
    kinds = (size_t)(marks.headings != 0) + (marks.links != 0) +
            (marks.strong > 1) + (marks.fences > 1) + (marks.items > 1) +
            (marks.quotes > 1);
    return marks.headings + marks.links + marks.strong / 2 != 0 &&
           2 * marks.headings + 2 * marks.links + marks.strong + marks.fences >=
               MARKS_NEEDED &&
           kinds >= KINDS_NEEDED;
}

/* --- text --- */

struct markdown {
    struct prose prose;
    struct prose notes;
    enum prose_kind kind; /* of the paragraph under way */
    bool fenced;
    bool comment; /* inside <!-- --> */
    bool titled;
};

static void end_block(struct markdown *md)
{
    prose_end(&md->prose, md->kind);
    md->kind = PROSE_PLAIN;
}

static void add_heading(struct markdown *md, struct slice text, size_t level)
{
    while (text.len != 0 && text.ptr[text.len - 1] == '#') {
        text = slice_trim((struct slice){text.ptr, text.len - 1});
    }
    end_block(md);
    inline_read(&md->prose, slice_trim(text));
    prose_end(&md->prose,
              level == 1 && !md->titled ? PROSE_TITLE : PROSE_HEADING);
    md->titled = md->titled || level == 1;
}

/* "| a | b |" */
static void add_row(struct markdown *md, struct slice line)
{
    struct slice cells = line;

    end_block(md);
    if (is_table_rule(line)) {
        return;
    }
    if (slice_starts(cells, "|")) {
        cells = cut_front(cells, 1);
    }
    prose_row_begin(&md->prose);
    while (cells.len != 0) {
        size_t len = slice_find(cells, SLICE("|"));

        inline_read(&md->prose, slice_trim((struct slice){cells.ptr, len}));
        prose_cell(&md->prose);
        len += len < cells.len;
        cells = cut_front(cells, len);
    }
    prose_row_end(&md->prose);
}

/* A line that is a block of its own; false if it is not. */
static bool take_block(struct markdown *md, struct slice line,
                       struct slice next)
{
    size_t level = heading_level(line);
    size_t note = note_mark(line);

    if (level != 0) {
        add_heading(md, cut_front(line, level), level);
    } else if (note != 0) {
        end_block(md);
        inline_read(&md->notes, cut_front(line, note));
        prose_end(&md->notes, PROSE_NOTE);
    } else if (slice_starts(line, "|") ||
               (is_table_rule(next) &&
                memchr(line.ptr, '|', line.len) != NULL)) {
        add_row(md, line);
    } else if (is_reference(line) ||
               (!md->prose.open && line.len > 2 && is_rule(line, "-*_"))) {
        end_block(md);
    } else {
        return false;
    }
    return true;
}

/* Code, comments: false if the line is none of it. */
static bool take_unread(struct markdown *md, struct slice line)
{
    if (is_fence(line)) {
        end_block(md);
        md->fenced = !md->fenced;
        return true;
    }
    if (!md->comment && slice_starts(line, "<!--")) {
        md->comment = true;
    }
    if (md->comment) {
        md->comment = slice_find(line, SLICE("-->")) == line.len;
        return true;
    }
    return md->fenced;
}

static void take_line(struct markdown *md, struct slice raw, struct slice next)
{
    struct slice line = slice_trim(raw);
    size_t mark = item_mark(line);
    bool setext = md->prose.open && md->kind == PROSE_PLAIN;

    if (take_unread(md, line)) {
        return;
    }
    if (line.len == 0) {
        end_block(md);
        return;
    }
    if (setext && (is_rule(line, "=") || is_rule(line, "-"))) {
        bool title = line.ptr[0] == '=' && !md->titled;

        md->kind = title ? PROSE_TITLE : PROSE_HEADING;
        md->titled = md->titled || title;
        end_block(md);
        return;
    }
    if (take_block(md, line, slice_trim(next))) {
        return;
    }
    if (mark != 0) {
        end_block(md);
        md->kind = PROSE_LIST;
    } else if (line.ptr[0] == '>') {
        if (md->kind != PROSE_QUOTE) {
            end_block(md);
        }
        md->kind = PROSE_QUOTE;
        line = slice_trim(cut_front(line, run_of(line, '>')));
    }
    inline_read(&md->prose, cut_front(line, mark));
    if (slice_ends(raw, "  ") || slice_ends(raw, "\\")) {
        prose_break(&md->prose);
    } else {
        prose_text(&md->prose, SLICE(" "));
    }
}

bool markdown_pieces(struct slice name, struct slice bytes,
                     const struct piece_sink *sink, struct arena *arena,
                     struct err *err)
{
    struct piece piece = {.name = name, .from = DATE_FROM_PUBLISHED};
    struct markdown md = {.kind = PROSE_PLAIN};
    struct names names = {0};
    struct slice rest = bytes;
    struct slice front;
    bool ok;

    if (slice_starts(rest, "\xEF\xBB\xBF")) {
        rest = cut_front(rest, 3);
    }
    front = front_matter(rest, &rest);
    read_front(&piece, front, sink, &names);
    while (rest.len != 0) {
        struct slice line = mail_line(rest, &rest);
        struct slice after = rest;

        take_line(&md, line, mail_line(rest, &after));
    }
    end_block(&md);
    prose_append(&md.prose, &md.notes, PROSE_NOTE);
    piece.author = names.item;
    piece.authors = names.len;
    ok = document_piece(&md.prose, &piece, bytes, sink, arena, err);
    prose_release(&md.prose);
    return ok;
}
