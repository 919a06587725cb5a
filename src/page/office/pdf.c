/* pdf.c - PDF by pdftotext → prose.
 *
 * pdftotext gives lines, page by page.  What stands at the head or foot of
 * several pages is left out, lines become paragraphs, words cut by a hyphen
 * are joined. */
#include "base/map.h"
#include "base/mem.h"
#include "page/line.h"
#include "page/office/helper.h"
#include "page/office/office.h"

#include <stdlib.h>

enum {
    MARGIN_LINES = 3, /* at a page's head and foot that may repeat */
    MARGIN_BYTES = 160,
    SHORT_LINE = 80, /* percent of a full line: may end its paragraph */
    HEADLINE = 50,   /* ends it without a full stop, too */
    NUMBER_WORDS = 4 /* "Page 3 of 12" */
};

struct pdf_line {
    struct slice text; /* trimmed; empty: a gap */
    size_t page;
    bool margin; /* near the head or foot of its page */
    bool drop;
};

struct pdf {
    struct pdf_line *line;
    size_t len, cap;
    size_t pages;
    size_t width; /* bytes of a full line: of four, three are no longer */
    struct arena *arena;
    struct map words; /* that hold a hyphen inside a line */
};

bool pdf_is(struct slice bytes)
{
    struct slice head = {bytes.ptr, bytes.len < 1024 ? bytes.len : 1024};

    return slice_starts(head, "%PDF-") ||
           (slice_find(head, SLICE("%PDF-")) < head.len &&
            (head.ptr[0] == '\r' || head.ptr[0] == '\n' ||
             (unsigned char)head.ptr[0] == 0xEF));
}

/* --- lines --- */

static void add_line(struct pdf *pdf, struct slice text)
{
    struct pdf_line line = {slice_trim(text), pdf->pages, false, false};

    MEM_GROW(pdf->line, pdf->len, pdf->cap);
    pdf->line[pdf->len++] = line;
}

static void split(struct pdf *pdf, struct slice text)
{
    size_t start = 0;

    for (size_t i = 0; i <= text.len; i++) {
        bool end = i == text.len;

        if (end || text.ptr[i] == '\n' || text.ptr[i] == '\f') {
            if (!end || i > start) {
                add_line(pdf, (struct slice){text.ptr + start, i - start});
            }
            pdf->pages += !end && text.ptr[i] == '\f';
            start = i + 1;
        }
    }
    pdf->pages += text.len != 0 && text.ptr[text.len - 1] != '\f';
}

static void measure(struct pdf *pdf)
{
    enum { WIDEST = 400 };
    size_t count[WIDEST + 1] = {0};
    size_t lines = 0;
    size_t seen = 0;

    for (size_t i = 0; i < pdf->len; i++) {
        size_t len = pdf->line[i].text.len;

        lines += len != 0;
        count[len < WIDEST ? len : WIDEST] += len != 0;
    }
    while (pdf->width < WIDEST && seen * 4 < lines * 3) {
        seen += count[++pdf->width];
    }
}

/* --- heads and feet --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "3", "- 3 -", "Page 3 of 12" */
static bool is_page_number(struct slice line)
{
    size_t digits = 0;
    size_t letters = 0;

    for (size_t i = 0; i < line.len; i++) {
        digits += is_digit(line.ptr[i]);
        letters += (line.ptr[i] >= 'a' && line.ptr[i] <= 'z') ||
                   (line.ptr[i] >= 'A' && line.ptr[i] <= 'Z') ||
                   line.ptr[i] < 0;
    }
    return digits != 0 && line_words(line) <= NUMBER_WORDS &&
           (letters == 0 || slice_starts(line, "Page ") ||
            slice_starts(line, "page ") || slice_starts(line, "Seite ") ||
            slice_starts(line, "p. "));
}

/* The line with its figures as '#', so that numbered ones are the same. */
static struct slice margin_key(struct pdf *pdf, struct slice line)
{
    struct slice key;
    char *copy;

    line.len = line.len < MARGIN_BYTES ? line.len : MARGIN_BYTES;
    copy = arena_dup(pdf->arena, line.ptr, line.len, 1);
    key = (struct slice){copy, line.len};
    for (size_t i = 0; i < key.len; i++) {
        copy[i] = is_digit(copy[i]) ? '#' : copy[i];
    }
    return key;
}

/* Mark the first and last lines with text of each page. */
static void mark_margins(struct pdf *pdf)
{
    for (int way = 0; way < 2; way++) {
        size_t page = (size_t)-1;
        int seen = 0;

        for (size_t n = 0; n < pdf->len; n++) {
            struct pdf_line *line = &pdf->line[way == 0 ? n : pdf->len - 1 - n];

            if (line->page != page) {
                page = line->page;
                seen = 0;
            }
            if (line->text.len != 0 && seen < MARGIN_LINES) {
                line->margin = true;
                seen++;
            }
        }
    }
}

/* A line in the margin of a third of the pages, at least two, is the head or
 * foot; where it says more than a number its first one stays, as a title. */
static void drop_margins(struct pdf *pdf)
{
    struct map count = {0};
    size_t least = pdf->pages < 6 ? 2 : pdf->pages / 3;

    mark_margins(pdf);
    for (size_t i = 0; i < pdf->len; i++) {
        if (pdf->line[i].margin) {
            ++*map_put(&count, margin_key(pdf, pdf->line[i].text), NULL);
        }
    }
    for (size_t i = 0; i < pdf->len; i++) {
        struct pdf_line *line = &pdf->line[i];

        if (line->margin) {
            const uintptr_t *times =
                map_get(&count, margin_key(pdf, line->text));
            bool first = line->page == 0 && i < MARGIN_LINES &&
                         line_words(line->text) >= NUMBER_WORDS;

            line->drop = is_page_number(line->text) ||
                         (*times >= least && pdf->pages > 1 && !first);
        }
    }
    map_release(&count);
}

/* --- paragraphs --- */

static bool is_lower(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0xC3;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_word(char c)
{
    return is_lower(c) || is_upper(c) || c == '-';
}

/* Words that are written with a hyphen inside a line. */
static void find_hyphens(struct pdf *pdf, struct slice text)
{
    size_t start = 0;

    for (size_t i = 0; i <= text.len; i++) {
        if (i == text.len || !is_word(text.ptr[i])) {
            struct slice word = {text.ptr + start, i - start};

            if (slice_find(word, SLICE("-")) < word.len &&
                !slice_ends(word, "-")) {
                (void)map_put(&pdf->words, word, NULL);
            }
            start = i + 1;
        }
    }
}

static struct slice last_word(struct slice line)
{
    size_t at = line.len;

    while (at > 0 && (is_lower(line.ptr[at - 1]) ||
                      is_upper(line.ptr[at - 1]) || line.ptr[at - 1] == '-')) {
        at--;
    }
    return (struct slice){line.ptr + at, line.len - at};
}

static struct slice first_word(struct slice line)
{
    size_t len = 0;

    while (len < line.len &&
           (is_lower(line.ptr[len]) || is_upper(line.ptr[len]) ||
            line.ptr[len] == '-')) {
        len++;
    }
    return (struct slice){line.ptr, len};
}

/* Whether "cease-" and "fire" are written "cease-fire" elsewhere. */
static bool keeps_hyphen(const struct pdf *pdf, struct slice line,
                         struct slice next)
{
    struct buf word = {0};
    bool keeps;

    buf_add_slice(&word, last_word(line));
    buf_add_slice(&word, first_word(next));
    keeps = map_get(&pdf->words, buf_slice(&word)) != NULL;
    buf_release(&word);
    return keeps;
}

static bool is_cut(struct slice line, struct slice next)
{
    return line.len > 2 && line.ptr[line.len - 1] == '-' &&
           is_lower(line.ptr[line.len - 2]) && next.len != 0 &&
           is_lower(next.ptr[0]);
}

/* Whether the paragraph ends with `line`: with a full stop on a line that is
 * not full, with a headline, or at a gap, unless a sentence goes on there. */
static bool ends(const struct pdf *pdf, struct slice line, struct slice next,
                 bool gap)
{
    bool closed = line_ends_sentence(line);
    bool lower = is_lower(next.ptr[0]);

    if (line_is_item(next)) {
        return true;
    }
    if (gap) {
        return closed || !lower || line.len * 100 < pdf->width * HEADLINE;
    }
    return (closed && line.len * 100 < pdf->width * SHORT_LINE) ||
           (!closed && !lower && line.len * 100 < pdf->width * HEADLINE);
}

static void read_lines(struct pdf *pdf, struct prose *prose)
{
    struct slice last = {0};
    bool gap = false;

    for (size_t i = 0; i < pdf->len; i++) {
        struct slice line = pdf->line[i].text;

        if (line.len == 0 || pdf->line[i].drop) {
            gap = true;
            continue;
        }
        if (last.ptr != NULL && is_cut(last, line)) {
            prose_text(prose, (struct slice){last.ptr, last.len - 1});
            prose_text(prose,
                       keeps_hyphen(pdf, last, line) ? SLICE("-") : SLICE(""));
        } else if (last.ptr != NULL) {
            prose_text(prose, last);
            prose_text(prose, SLICE(" "));
            if (ends(pdf, last, line, gap)) {
                prose_end(prose, PROSE_PLAIN);
            }
        }
        last = line;
        gap = false;
    }
    prose_text(prose, last);
    prose_end(prose, PROSE_PLAIN);
}

/* --- what it says of itself --- */

static struct slice fact_of(struct slice info, const char *name)
{
    while (info.len != 0) {
        size_t len = slice_find(info, SLICE("\n"));
        struct slice line = {info.ptr, len};

        if (slice_starts(line, name)) {
            size_t cut = strlen(name);

            return slice_trim((struct slice){line.ptr + cut, line.len - cut});
        }
        len += len < info.len;
        info = (struct slice){info.ptr + len, info.len - len};
    }
    return (struct slice){0};
}

static struct slice keep_fact(struct arena *arena, struct slice info,
                              const char *name)
{
    struct slice fact = fact_of(info, name);

    return fact.len != 0 ? arena_copy(arena, fact) : (struct slice){0};
}

static void read_meta(struct prose_meta *meta, struct slice bytes,
                      struct arena *arena)
{
    static const char *const command[] = {"pdfinfo", "-isodates", "-enc",
                                          "UTF-8",   "-",         NULL};
    struct err lost = {0}; /* a text without its facts is a text */
    struct buf info = {0};

    if (helper_run(command, bytes, &info, &lost)) {
        meta->title = keep_fact(arena, buf_slice(&info), "Title:");
        meta->author = keep_fact(arena, buf_slice(&info), "Author:");
        meta->created = keep_fact(arena, buf_slice(&info), "CreationDate:");
        meta->modified = keep_fact(arena, buf_slice(&info), "ModDate:");
    }
    buf_release(&info);
}

bool pdf_pieces(struct slice name, struct slice bytes,
                const struct piece_sink *sink, struct arena *arena,
                struct err *err)
{
    static const char *const command[] = {
        "pdftotext", "-q", "-enc", "UTF-8", "-eol", "unix", "-", "-", NULL};
    struct pdf pdf = {.arena = arena};
    struct prose prose = {0};
    struct buf text = {0};
    bool ok;

    if (!helper_found(command[0])) {
        err_set(err, ERR_MISSING,
                "is a PDF; to read it install pdftotext (Debian package "
                "poppler-utils)");
        return office_fail(name, err);
    }
    ok = helper_run(command, bytes, &text, err);
    if (ok) {
        split(&pdf, buf_slice(&text));
        measure(&pdf);
        drop_margins(&pdf);
        for (size_t i = 0; i < pdf.len; i++) {
            find_hyphens(&pdf, pdf.line[i].text);
        }
        read_lines(&pdf, &prose);
        read_meta(&prose.meta, bytes, arena);
        if (prose.len == 0) {
            ok = err_set(err, ERR_SYNTAX,
                         "holds no text; it may be a scan, and needs OCR");
        }
    }
    ok = ok ? document_pieces(&prose, name, bytes, sink, arena, err)
            : office_fail(name, err);
    map_release(&pdf.words);
    free(pdf.line);
    prose_release(&prose);
    buf_release(&text);
    return ok;
}
