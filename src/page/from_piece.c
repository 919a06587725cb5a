/* from_piece.c - a piece of a file → a report.
 *
 * The piece is read as a page or a text of its own; then what its container
 * says is weighed with what it says itself. */
#include "base/buf.h"
#include "base/utf8.h"
#include "page/convert.h"
#include "page/decode.h"
#include "page/html/html.h"
#include "page/html/names.h"
#include "page/imprint.h"
#include "page/layout.h"
#include "page/piece.h"

#include <strings.h>

enum {
    STALE_DAYS = 300, /* a stamp so much later than the text's own date lies */
    FETCH_DAYS = 1,   /* clocks of archives may run in another time zone */
    FEED_WEIGHT = 8,
    ARCHIVE_WEIGHT = 1
};

static const char FETCHED[] = "taken by the archive";

/* --- bytes that the readers of pages and texts take --- */

static void add_escaped(struct buf *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        switch (text.ptr[i]) {
        case '<': buf_add_str(out, "&lt;"); break;
        case '&': buf_add_str(out, "&amp;"); break;
        default: buf_add_char(out, text.ptr[i]);
        }
    }
}

/* A part of a page, as an article of its own. */
static void add_article(struct buf *out, const struct piece *piece,
                        struct slice text)
{
    buf_add_str(out, "<!doctype html><html><head><meta charset=utf-8>");
    if (piece->title.len != 0) {
        buf_add_str(out, "<title>");
        add_escaped(out, piece->title);
        buf_add_str(out, "</title>");
    }
    buf_add_str(out, "</head><body><article>");
    if (piece->title.len != 0) {
        buf_add_str(out, "<h1>");
        add_escaped(out, piece->title);
        buf_add_str(out, "</h1>");
    }
    buf_add_slice(out, text);
    buf_add_str(out, "</article></body></html>");
}

/* Whether the title has to be put above a text: it may stand there. */
static bool lacks_title(const struct piece *piece, struct slice text)
{
    struct slice title = slice_trim(piece->title);

    text = slice_trim(text);
    return title.len != 0 &&
           (piece->knowns == 0 || piece->known[0].kind != PARAGRAPH_TITLE) &&
           (text.len < title.len ||
            memcmp(text.ptr, title.ptr, title.len) != 0);
}

/* What the reader is given: made in `out`, or `bytes` where they can stay as
 * they are.  `*shift` becomes the bytes put before a text. */
static struct slice to_read(const struct piece *piece, bool whole,
                            struct buf *out, size_t *shift)
{
    struct buf converted = {0};
    struct slice bytes = piece->bytes;

    *shift = 0;
    if (convert_to_utf8(&converted, bytes, piece->encoding)) {
        bytes = buf_slice(&converted);
    }
    if (piece->form == PIECE_HTML && !whole) {
        add_article(out, piece, bytes);
    } else if (piece->form == PIECE_TEXT && lacks_title(piece, bytes)) {
        buf_add_slice(out, slice_trim(piece->title));
        buf_add_str(out, "\n\n");
        *shift = out->len;
        buf_add_slice(out, bytes);
    } else if (converted.len != 0) {
        buf_add_str(out, "\xEF\xBB\xBF"); /* a page may name another one */
        buf_add_slice(out, bytes);
    }
    buf_release(&converted);
    return out->len != 0 ? buf_slice(out) : piece->bytes;
}

/* --- texts --- */

/* Paragraphs get the kinds that the container tells. */
static void mark_known(struct report *report, const struct piece *piece,
                       size_t shift)
{
    size_t at = 0;
    bool titled = false;

    for (size_t i = 0; i < piece->knowns; i++) {
        titled = titled || piece->known[i].kind == PARAGRAPH_TITLE;
    }
    for (size_t i = 0; i < report->paragraphs; i++) {
        struct paragraph *par = &report->paragraph[i];

        if (titled && par->kind == PARAGRAPH_TITLE) {
            par->kind = PARAGRAPH_LEAD; /* it only looked like one */
        }

        while (at < piece->knowns &&
               piece->known[at].at.end + shift <= par->at.start) {
            at++;
        }
        if (at < piece->knowns &&
            piece->known[at].at.start + shift < par->at.end) {
            par->kind = piece->known[at].kind;
        }
    }
}

static bool read_text(struct report *report, const struct page_lists *lists,
                      const struct piece *piece, struct slice bytes,
                      size_t shift, struct arena *arena, struct err *err)
{
    *report = (struct report){.input = arena_copy(arena, piece->name)};
    if (!text_decode(report, &lists->tongues, bytes, arena, err)) {
        return false;
    }
    layout_read(report, lists, arena);
    mark_known(report, piece, shift);
    imprint_read(report, lists, arena);
    return true;
}

/* --- what the container says --- */

static void fill(struct slice *have, struct slice said, struct arena *arena)
{
    if (have->len == 0 && slice_trim(said).len != 0) {
        *have = arena_copy(arena, slice_trim(said));
    }
}

/* "Rook, Ida": one name, the family's first. */
static bool is_turned_name(struct slice name)
{
    size_t comma = slice_find(name, SLICE(", "));

    return comma < name.len &&
           slice_find((struct slice){name.ptr, comma}, SLICE(" ")) == comma &&
           slice_find(
               (struct slice){name.ptr + comma + 2, name.len - comma - 2},
               SLICE(" ")) == name.len - comma - 2;
}

/* Containers write several authors in one value: "Ida Rook, Nina Harrow and
 * Tom Vale".  A value that holds no name that is known for one stays whole. */
static void take_authors(struct report *report, const struct piece *piece,
                         const struct page_lists *lists, struct arena *arena)
{
    struct names names = {0};

    for (size_t i = 0; i < piece->authors; i++) {
        struct slice said = slice_trim(piece->author[i]);
        size_t before = names.len;

        if (!is_turned_name(said)) {
            names_of_people(&names, said, lists->html, false);
        }
        if (names.len == before && names.len < NAMES) {
            names.item[names.len++] = said;
        }
    }
    report->author = arena_alloc(arena, names.len, sizeof *report->author);
    report->authors = names.len;
    for (size_t i = 0; i < names.len; i++) {
        report->author[i] = arena_copy(arena, names.item[i]);
    }
}

static void take_names(struct report *report, const struct piece *piece,
                       bool whole, const struct page_lists *lists,
                       struct arena *arena)
{
    if (piece->title.len != 0 && !whole) {
        report->title = (struct slice){0};
    }
    fill(&report->title, piece->title, arena);
    if (piece->outlet.len != 0 && !whole) {
        report->outlet = (struct slice){0};
    }
    fill(&report->outlet, piece->outlet, arena);
    fill(&report->agency, piece->agency, arena);
    fill(&report->section, piece->section, arena);
    fill(&report->url, piece->url, arena);
    if (piece->authors != 0 && (!whole || report->authors == 0)) {
        take_authors(report, piece, lists, arena);
    }
}

static bool later(struct date a, struct date b, long days)
{
    return a.precision != DATE_NONE && b.precision != DATE_NONE &&
           date_first_day(a) > date_last_day(b) + days;
}

static void add_evidence(struct report *report, struct date date, bool modified,
                         int weight, const char *source, struct arena *arena)
{
    struct evidence *list =
        arena_alloc(arena, report->evidences + 1, sizeof *list);
    char written[16];

    if (date.precision == DATE_NONE) {
        return;
    }
    if (report->evidences != 0) {
        memcpy(list, report->evidence, report->evidences * sizeof *list);
    }
    list[report->evidences] = (struct evidence){
        date, modified, weight, source,
        arena_copy(arena, slice_of(date_format(date, written)))};
    report->evidence = list;
    report->evidences++;
}

static const char *source_of(enum date_source from)
{
    switch (from) {
    case DATE_FROM_FEED: return "feed";
    case DATE_FROM_ARCHIVE: return FETCHED;
    case DATE_FROM_PAGE:
    case DATE_FROM_TEXT:
    case DATE_FROM_DATELINE:
    case DATE_FROM_TALKS:
    case DATE_FROM_PUBLISHED: break;
    }
    return "container";
}

/* The container's date goes before the piece's own, unless that is a date of
 * the text much earlier: then the stamp is of another day of its life.  A
 * stamp of the file or the mail counts only where the piece has no date. */
static void take_published(struct report *report, const struct piece *piece,
                           bool whole)
{
    struct stamp *stamp = &report->published;
    bool told =
        stamp->from == DATE_FROM_TEXT || stamp->from == DATE_FROM_DATELINE;

    if (piece->published.precision == DATE_NONE ||
        (piece->from == DATE_FROM_ARCHIVE &&
         stamp->date.precision != DATE_NONE) ||
        (stamp->date.precision == DATE_DAY && whole)) {
        return;
    }
    if (told && stamp->date.precision == DATE_DAY &&
        later(piece->published, stamp->date, STALE_DAYS)) {
        report->why = "told in the text; the container's stamp is much later";
        return;
    }
    *stamp = (struct stamp){piece->published, piece->from};
    report->why = "said by what the report came in";
}

static void take_dates(struct report *report, const struct piece *piece,
                       bool whole, struct arena *arena)
{
    add_evidence(report, piece->published, false, FEED_WEIGHT,
                 source_of(piece->from), arena);
    add_evidence(report, piece->modified, true, FEED_WEIGHT,
                 source_of(piece->from), arena);
    add_evidence(report, piece->fetched, true, ARCHIVE_WEIGHT, FETCHED, arena);
    take_published(report, piece, whole);
    if (piece->modified.precision != DATE_NONE && !whole) {
        report->modified = (struct stamp){piece->modified, piece->from};
    }
    if (piece->fetched.precision == DATE_NONE) {
        return;
    }
    if (later(report->published.date, piece->fetched, FETCH_DAYS)) {
        report->published = (struct stamp){0};
    }
    if (later(report->modified.date, piece->fetched, FETCH_DAYS)) {
        report->modified = (struct stamp){0};
    }
    if (report->published.date.precision == DATE_NONE) {
        report->published = (struct stamp){piece->fetched, DATE_FROM_ARCHIVE};
        report->why = "no stamp of its own; not later than it was archived";
    }
}

/* Whether a page is there from its head on, not a part of one. */
static bool is_whole(const struct piece *piece)
{
    enum { HEAD = 2048 };
    static const char *const tag[] = {"<!doctype", "<html", "<head", "<body"};
    struct slice head = piece->bytes;

    head.len = head.len < HEAD ? head.len : HEAD;
    for (size_t at = 0; piece->form == PIECE_HTML && at < head.len; at++) {
        for (size_t i = 0; i < sizeof tag / sizeof tag[0]; i++) {
            size_t len = strlen(tag[i]);

            if (head.ptr[at] == '<' && head.len - at >= len &&
                strncasecmp(head.ptr + at, tag[i], len) == 0) {
                return true;
            }
        }
    }
    return false;
}

bool report_read_piece(struct report *report, const struct page_lists *lists,
                       const struct piece *piece, struct arena *arena,
                       struct err *err)
{
    bool whole = is_whole(piece);
    struct buf made = {0};
    size_t shift;
    struct slice bytes = to_read(piece, whole, &made, &shift);
    bool ok = piece->form == PIECE_HTML
                  ? report_read_at(report, lists, piece->name, piece->url,
                                   bytes, arena, err)
                  : read_text(report, lists, piece, bytes, shift, arena, err);

    buf_release(&made);
    if (!ok) {
        return false;
    }
    take_names(report, piece, whole, lists, arena);
    take_dates(report, piece, whole, arena);
    report->encoding = convert_name(arena, piece->encoding, report->encoding);
    report_judge(report, lists);
    return true;
}
