#include "page/layout.h"

#include "base/mem.h"
#include "page/line.h"
#include "page/stamp.h"

#include <stdlib.h>

enum {
    WRAP_COLUMNS = 120,  /* hard-wrapped text has no longer lines */
    WRAP_LEAST = 40,     /* and few shorter ones inside a paragraph */
    PROSE_WORDS = 12,    /* a sentence with fewer may be a label */
    TITLE_WORDS = 4,     /* a title with fewer may be a section's name */
    HEADING_WORDS = 14,  /* longer lines without a stop are prose */
    STAMP_WORDS = 10,    /* a date with the outlet's name */
    BYLINE_WORDS = 9,    /* "By" and two names */
    DATELINE_BYTES = 90, /* place, date, agency and dash */
    EXCERPT_BYTES = 60   /* a shorter repetition may be chance */
};

struct layout {
    struct report *report;
    const struct page_lists *lists;
    struct paragraph *item;
    size_t len, cap;
    size_t title;       /* index, len: none */
    size_t first, last; /* prose */
};

static struct slice line_of(const struct layout *lay, size_t at)
{
    return slice_cut(lay->report->text, lay->item[at].at);
}

static bool is_prose(struct slice line)
{
    return line_ends_sentence(line) && line_words(line) >= PROSE_WORDS &&
           !line_starts_url(line);
}

/* --- lines and paragraphs --- */

static struct span trimmed(struct slice text, struct span span)
{
    struct slice line = slice_trim(slice_cut(text, span));
    size_t start = (size_t)(line.ptr - text.ptr);

    return (struct span){start, start + line.len};
}

static void add(struct layout *lay, struct span at)
{
    MEM_GROW(lay->item, lay->len, lay->cap);
    lay->item[lay->len++] = (struct paragraph){PARAGRAPH_BODY, at};
}

/* Whether the text is hard-wrapped: no line is long, and lines go on where
 * one before ended without a stop. */
static bool is_wrapped(struct slice text)
{
    size_t column = 0;
    size_t goes_on = 0;
    size_t lines = 0;

    for (size_t i = 0; i < text.len; i++) {
        column = text.ptr[i] == '\n' ? 0 : column + 1;
        if (column > 2 * WRAP_COLUMNS) {
            return false;
        }
        if (text.ptr[i] == '\n' && i > WRAP_LEAST && i + 1 < text.len) {
            char before =
                text.ptr[i - 1] == '\r' ? text.ptr[i - 2] : text.ptr[i - 1];
            char after = text.ptr[i + 1];

            lines += after != '\n' && after != '\r';
            goes_on += ((before >= 'a' && before <= 'z') || before == ',') &&
                       after >= 'a' && after <= 'z';
        }
    }
    return lines >= 3 && goes_on * 4 >= lines;
}

/* Whether a line goes on in the next one of a wrapped text. */
static bool joins(struct slice line, struct slice next)
{
    return line.len >= WRAP_LEAST && next.len != 0 && !line_is_item(next) &&
           !line_starts_url(line) && !line_starts_url(next);
}

static void split(struct layout *lay)
{
    struct slice text = lay->report->text;
    bool wrapped = is_wrapped(text);
    bool open = false; /* the last paragraph may go on */
    size_t at = 0;

    while (at < text.len) {
        const char *nl = memchr(text.ptr + at, '\n', text.len - at);
        size_t end = nl != NULL ? (size_t)(nl - text.ptr) : text.len;
        struct span span = trimmed(text, (struct span){at, end});

        if (span_empty(span)) {
            open = false;
        } else if (open &&
                   joins(line_of(lay, lay->len - 1), slice_cut(text, span))) {
            lay->item[lay->len - 1].at.end = span.end;
        } else {
            add(lay, span);
            open = wrapped;
        }
        at = end + 1;
    }
}

/* --- datelines and bylines --- */

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Place names in capitals open a dateline: at least three in a row. */
static bool opens_in_capitals(struct slice line)
{
    size_t capitals = 0;

    while (capitals < line.len && is_upper(line.ptr[capitals])) {
        capitals++;
    }
    return capitals >= 3;
}

static bool names_agency(struct slice head, const struct page_lists *lists)
{
    for (size_t at = 0; at < head.len; at++) {
        struct slice tail =
            slice_trim((struct slice){head.ptr + at, head.len - at});

        if ((at == 0 || head.ptr[at - 1] == ' ') &&
            page_lists_agency(lists, tail).ptr != NULL) {
            return true;
        }
    }
    return false;
}

size_t layout_dateline(struct slice line, const struct page_lists *lists)
{
    static const char *const dash[] = {" - ", " – ", " — ", " -- "};
    size_t cap = line.len < DATELINE_BYTES ? line.len : DATELINE_BYTES;

    for (size_t at = 1; at < cap; at++) {
        for (size_t d = 0; d < sizeof dash / sizeof dash[0]; d++) {
            struct slice rest = {line.ptr + at, line.len - at};
            struct slice head = {line.ptr, at};
            struct stamp_hit hit;

            if (!slice_starts(rest, dash[d])) {
                continue;
            }
            if (!is_upper(line.ptr[0]) ||
                !(slice_ends(slice_trim(head), ")") ||
                  names_agency(head, lists) ||
                  (opens_in_capitals(head) &&
                   (line_words(head) <= 3 || stamp_find(head, &hit))))) {
                return 0;
            }
            return at + strlen(dash[d]);
        }
    }
    return 0;
}

struct slice layout_byline(struct slice line)
{
    static const char *const by[] = {"By ", "BY ", "By\u00a0", "BY\u00a0"};
    const struct slice none = {0};

    for (size_t i = 0; i < sizeof by / sizeof by[0]; i++) {
        size_t len = strlen(by[i]);
        struct slice name;

        if (!slice_starts(line, by[i])) {
            continue;
        }
        name = slice_trim((struct slice){line.ptr + len, line.len - len});
        if (line_words(line) > BYLINE_WORDS || line_ends_sentence(line) ||
            name.len == 0 ||
            !(is_upper(name.ptr[0]) || (unsigned char)name.ptr[0] >= 0x80)) {
            return none;
        }
        return name;
    }
    return none;
}

/* --- kinds --- */

static bool is_furniture(struct slice line)
{
    struct stamp_hit hit;

    return line_is_url(line) || line_is_figures(line) ||
           (line_starts_url(line) && line_words(line) <= 8) ||
           stamp_is_line(line, &hit) || layout_byline(line).ptr != NULL;
}

/* A question or an exclamation of a headline's length, above all prose and
 * where no other title stands, is the title. */
static bool is_loud_title(const struct layout *lay, size_t at)
{
    struct slice line = line_of(lay, at);

    if (!line_is_headline(line) || at + 1 == lay->len) {
        return false;
    }
    for (size_t i = 0; i < at; i++) {
        if (line_is_headline(line_of(lay, i)) &&
            line_words(line_of(lay, i)) >= TITLE_WORDS &&
            !is_furniture(line_of(lay, i))) {
            return false;
        }
    }
    return true;
}

static void find_prose(struct layout *lay)
{
    lay->first = lay->last = lay->len;
    for (size_t i = 0; i < lay->len; i++) {
        const struct label *label =
            page_lists_label(lay->lists, line_of(lay, i));

        if (label != NULL && label->after == AFTER_END &&
            lay->first != lay->len) {
            return;
        }
        if (label == NULL && is_prose(line_of(lay, i)) &&
            !line_ends_duration(line_of(lay, i)) &&
            !(lay->first == lay->len && is_loud_title(lay, i))) {
            lay->first = lay->first == lay->len ? i : lay->first;
            lay->last = i;
        }
    }
}

/* The title stands above the first prose; short lines may be sections. */
static void find_title(struct layout *lay)
{
    lay->title = lay->len;
    for (size_t i = 0; i < lay->first; i++) {
        struct slice line = line_of(lay, i);

        if (!line_is_headline(line) || is_furniture(line) ||
            page_lists_label(lay->lists, line) != NULL) {
            continue;
        }
        if (lay->title == lay->len || line_words(line) >= TITLE_WORDS) {
            lay->title = i;
        }
        if (line_words(line) >= TITLE_WORDS) {
            return;
        }
    }
}

/* A line above the first prose that is not the title: a standfirst, unless it
 * is short, holds a date ("The Post, Friday, 7 March 2031") or is a trail
 * ("Home » World"). */
static enum paragraph_kind kind_above(struct slice line)
{
    struct stamp_hit hit;
    bool stamp = line_words(line) <= STAMP_WORDS && stamp_find(line, &hit) &&
                 hit.date.precision == DATE_DAY;
    bool trail = slice_find(line, SLICE(" » ")) < line.len ||
                 slice_find(line, SLICE(" > ")) < line.len;

    return line_words(line) <= TITLE_WORDS || stamp || trail ? PARAGRAPH_META
                                                             : PARAGRAPH_LEAD;
}

/* "Peru calls on Chile to:", and a list below. */
static bool leads_list(const struct layout *lay, size_t at)
{
    return slice_ends(line_of(lay, at), ":") && at + 1 < lay->len &&
           line_is_item(line_of(lay, at + 1));
}

static enum paragraph_kind kind_plain(const struct layout *lay, size_t at)
{
    struct slice line = line_of(lay, at);

    if (at == lay->title) {
        return PARAGRAPH_TITLE;
    }
    if (at < lay->first) {
        return kind_above(line);
    }
    if (line_is_item(line)) {
        return PARAGRAPH_LIST;
    }
    if (at > lay->last && !line_ends_sentence(line) && !leads_list(lay, at)) {
        return PARAGRAPH_META;
    }
    if (at == lay->first) {
        return PARAGRAPH_LEAD;
    }
    if (!line_ends_sentence(line) && line_is_headline(line) &&
        line_words(line) <= HEADING_WORDS && !slice_ends(line, ":")) {
        return PARAGRAPH_HEADING;
    }
    return PARAGRAPH_BODY;
}

/* What stands between a promo's label and the next prose belongs to it. */
static bool stays_promo(struct slice line)
{
    return line_is_headline(line) && !(is_prose(line));
}

static void tell_kinds(struct layout *lay)
{
    bool promo = false;
    bool over = false;

    for (size_t i = 0; i < lay->len; i++) {
        struct slice line = line_of(lay, i);
        const struct label *label = page_lists_label(lay->lists, line);
        enum paragraph_kind kind;

        if (over) {
            kind = PARAGRAPH_META;
        } else if (line_ends_duration(line)) {
            kind = PARAGRAPH_CAPTION;
            promo = false;
        } else if (label != NULL && i != lay->title) {
            kind = label->kind;
            promo = promo || label->after == AFTER_HEADLINES;
            over = label->after == AFTER_END && i > lay->first;
        } else if (is_furniture(line) && i != lay->title) {
            kind = PARAGRAPH_META;
        } else if (promo && (stays_promo(line) || i > lay->last)) {
            kind = PARAGRAPH_PROMO;
        } else {
            kind = kind_plain(lay, i);
            promo = false;
        }
        lay->item[i].kind = kind;
    }
}

/* A teaser: a first paragraph whose beginning stands again further down. */
static void mark_teaser(struct layout *lay)
{
    struct slice line;
    struct slice rest;

    if (lay->first == lay->len ||
        lay->item[lay->first].kind != PARAGRAPH_LEAD) {
        return;
    }
    line = line_of(lay, lay->first);
    rest = (struct slice){line.ptr + line.len,
                          lay->report->text.len - lay->item[lay->first].at.end};
    if (line.len < EXCERPT_BYTES || rest.len < line.len ||
        slice_find(rest, (struct slice){line.ptr, EXCERPT_BYTES}) == rest.len) {
        return;
    }
    lay->item[lay->first].kind = PARAGRAPH_PROMO;
    for (size_t i = lay->first + 1; i < lay->len; i++) {
        if (lay->item[i].kind == PARAGRAPH_BODY) {
            lay->item[i].kind = PARAGRAPH_LEAD;
            return;
        }
    }
}

/* Cut a dateline off the first paragraph of text. */
static void cut_dateline(struct layout *lay)
{
    for (size_t i = 0; i < lay->len; i++) {
        struct paragraph *par = &lay->item[i];
        struct span head = par->at;
        size_t len;

        if (par->kind != PARAGRAPH_LEAD && par->kind != PARAGRAPH_BODY) {
            continue;
        }
        len = layout_dateline(line_of(lay, i), lay->lists);
        if (len == 0) {
            return;
        }
        head.end = head.start + len;
        add(lay, (struct span){0, 0});
        memmove(&lay->item[i + 1], &lay->item[i],
                (lay->len - i - 1) * sizeof *lay->item);
        lay->item[i] = (struct paragraph){PARAGRAPH_META,
                                          trimmed(lay->report->text, head)};
        lay->item[i + 1].at =
            trimmed(lay->report->text,
                    (struct span){head.end, lay->item[i + 1].at.end});
        return;
    }
}

void layout_read(struct report *report, const struct page_lists *lists,
                 struct arena *arena)
{
    struct layout lay = {.report = report, .lists = lists};

    split(&lay);
    find_prose(&lay);
    find_title(&lay);
    tell_kinds(&lay);
    mark_teaser(&lay);
    cut_dateline(&lay);
    report->paragraph = arena_dup(arena, lay.item, lay.len, sizeof *lay.item);
    report->paragraphs = lay.len;
    free(lay.item);
}
