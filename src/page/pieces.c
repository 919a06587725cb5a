#include "page/pieces.h"

#include "base/buf.h"
#include "page/feed/feed.h"
#include "page/feed/opml.h"
#include "page/html/html.h"
#include "page/mail/mail.h"
#include "page/office/office.h"
#include "page/rows/rows.h"
#include "page/unpack.h"
#include "page/warc/warc.h"

/* --- formats that carry one piece: themselves --- */

static bool html_pieces(struct slice name, struct slice bytes,
                        const struct piece_sink *sink, struct arena *arena,
                        struct err *err)
{
    struct piece piece = {.name = name, .form = PIECE_HTML, .bytes = bytes};

    (void)arena;
    return sink->take(sink->user, &piece, err);
}

enum { PROSE_BYTES = 1 << 16, PROSE_WORDS = 4 };

/* Whether a text is mostly words between blanks: no program, no table. */
static bool is_prose(struct slice text)
{
    size_t words = 0;
    size_t letters = 0;
    size_t signs = 0;

    text.len = text.len < PROSE_BYTES ? text.len : PROSE_BYTES;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c < 0;
        signs += strchr("\t{}<>;=|_/\\[]#$&*+~^`", c) != NULL;
        words += i != 0 && c == ' ' && text.ptr[i - 1] != ' ';
    }
    return words >= PROSE_WORDS && letters * 3 >= text.len * 2 &&
           signs * 40 <= text.len;
}

/* Whatever is left; report_read_piece() refuses what is no text. */
static bool text_pieces(struct slice name, struct slice bytes,
                        const struct piece_sink *sink, struct arena *arena,
                        struct err *err)
{
    struct piece piece = {.name = name, .form = PIECE_TEXT, .bytes = bytes};

    (void)arena;
    if (sink->choosy && bytes.len != 0 && !is_prose(bytes)) {
        sink->pass(sink->user, name, "no running text");
        return true;
    }
    return sink->take(sink->user, &piece, err);
}

/* --- the table --- */

/* What a file carries: itself, several reports, or packed files of any kind
 * that are not packed themselves. */
enum carries { ONE, MANY, PACKED };

struct format {
    const char *what;
    bool (*is)(struct slice bytes);
    pieces_fn pieces;
    enum carries carries;
};

enum { DEPTH_MOST = 8 }; /* mails forwarded in mails */

/* In the order in which they are asked: those with a sure sign first. */
static const struct format FORMATS[] = {
    {"a web archive", warc_is, warc_pieces, PACKED},
    {"a web archive", wacz_is, wacz_pieces, PACKED},
    {"a feed", feed_is, feed_pieces, MANY},
    {"a list of feeds", opml_is, opml_pieces, MANY},
    {"a Word document", docx_is, docx_pieces, ONE},
    {"an ODT document", odt_is, odt_pieces, ONE},
    {"an RTF document", rtf_is, rtf_pieces, ONE},
    {"a mailbox", mbox_is, mbox_pieces, MANY},
    {"a mail", eml_is, eml_pieces, MANY},
    {"JSON", json_is, json_pieces, MANY},
    {"a PDF", pdf_is, pdf_pieces, ONE},
    {"a closed document", closed_document_is, closed_document_pieces, ONE},
    {"an export of a news database", news_page_is, news_page_pieces, ONE},
    {"a web page", html_sniff, html_pieces, ONE},
    {"an export of a news database", news_text_is, news_text_pieces, ONE},
    {"Markdown", markdown_is, markdown_pieces, ONE},
};

/* Asked first: two of its columns have names that are known or were told. */
static const struct format TABLE = {"a table", NULL, table_pieces, MANY};

static const struct format TEXT = {"plain text", NULL, text_pieces, ONE};

enum { FORMAT_COUNT = sizeof FORMATS / sizeof FORMATS[0] };

static const struct format *format_of(struct slice bytes,
                                      const struct piece_sink *sink)
{
    if (table_is(bytes, sink)) {
        return &TABLE;
    }
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (FORMATS[i].is(bytes)) {
            return &FORMATS[i];
        }
    }
    return &TEXT;
}

/* --- what is no report at all --- */

static const struct {
    const char *start;
    const char *what;
} ALIEN[] = {
    {"\x89PNG", "a picture"},
    {"\xff\xd8\xff", "a picture"},
    {"GIF8", "a picture"},
    {"SQLite format 3", "a database"},
    {"\x7f"
     "ELF",
     "a program"},
    {"wOFF", "a font"},
    {"wOF2", "a font"},
    {"OggS", "a recording"},
    {"ID3", "a recording"},
};

static const char *alien_of(struct slice bytes)
{
    for (size_t i = 0; i < sizeof ALIEN / sizeof ALIEN[0]; i++) {
        if (slice_starts(bytes, ALIEN[i].start)) {
            return ALIEN[i].what;
        }
    }
    return NULL;
}

/* --- the dispatch --- */

/* A file that is packed as a whole: unpacked once, never twice. */
static bool packed_pieces(struct slice name, struct slice bytes,
                          const struct piece_sink *sink, struct arena *arena,
                          struct err *err)
{
    struct buf plain = {0};
    bool ok = false;

    if (sink->depth != 0) {
        (void)err_set(err, ERR_LIMIT, "packed data inside another file");
    } else if (unpack_all(packing_of(bytes), bytes, &plain, err)) {
        ok = packing_of(buf_slice(&plain)) == PACKED_NOT
                 ? pieces_inside(name, buf_slice(&plain), sink, arena, err)
                 : err_set(err, ERR_LIMIT, "packed data inside packed data");
    }
    if (!ok && err->code != ERR_BUSY &&
        !slice_starts(slice_of(err->text), arena_copy(arena, name).ptr)) {
        err_prefix(err, arena_copy(arena, name).ptr);
    }
    buf_release(&plain);
    return ok;
}

bool pieces_each(struct slice name, struct slice bytes,
                 const struct piece_sink *sink, struct arena *arena,
                 struct err *err)
{
    const char *alien = alien_of(bytes);
    const struct format *format = format_of(bytes, sink);
    enum packing packing = packing_of(bytes);

    if (alien != NULL) {
        sink->pass(sink->user, name, alien);
        return true;
    }
    if (sink->depth > DEPTH_MOST ||
        (sink->depth != 0 && format->carries == PACKED)) {
        return err_set(err, ERR_LIMIT, "%.*s: is %s inside another file",
                       (int)name.len, name.ptr, format->what);
    }
    if (packing != PACKED_NOT && format->carries != PACKED) {
        return packed_pieces(name, bytes, sink, arena, err);
    }
    return format->pieces(name, bytes, sink, arena, err);
}

bool pieces_inside(struct slice name, struct slice bytes,
                   const struct piece_sink *sink, struct arena *arena,
                   struct err *err)
{
    struct piece_sink inner = *sink;

    inner.depth++;
    return pieces_each(name, bytes, &inner, arena, err);
}

struct slice pieces_name(struct arena *arena, struct slice file, size_t n)
{
    struct buf name = {0};
    struct slice made;

    buf_printf(&name, "%.*s#%zu", (int)file.len, file.ptr, n);
    made = arena_copy(arena, buf_slice(&name));
    buf_release(&name);
    return made;
}
