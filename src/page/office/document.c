/* document.c - a document's prose → one piece, or the articles in it. */
#include "page/line.h"
#include "page/office/news.h"
#include "page/office/office.h"

enum {
    TITLE_WORDS = 30, /* more is no title */
    NAME_WORDS = 6
};

bool office_fail(struct slice name, struct err *err)
{
    struct buf prefix = {0};

    err_set(err, ERR_SYNTAX, "cannot be read");
    buf_add_slice(&prefix, name);
    if (prefix.ptr != NULL) {
        err_prefix(err, prefix.ptr);
    }
    buf_release(&prefix);
    return false;
}

/* Programs put names of files and of themselves where a title should be. */
static bool is_title(struct slice title)
{
    static const char *const ends[] = {".doc", ".docx", ".odt",  ".rtf", ".dot",
                                       ".txt", ".pdf",  ".indd", ".qxd"};
    static const char *const starts[] = {"Microsoft Word", "Untitled",
                                         "untitled", "Document", "PowerPoint"};

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (slice_ends(title, ends[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (slice_starts(title, starts[i]) && line_words(title) < 4) {
            return false;
        }
    }
    return title.len != 0 && line_words(title) <= TITLE_WORDS;
}

static size_t first_of(const struct prose *prose, enum prose_kind kind)
{
    size_t at = 0;

    while (at < prose->len && prose->item[at].kind != kind) {
        at++;
    }
    return at;
}

/* The first paragraph in a title's style, a heading above everything else, or
 * what the document says of itself. */
static struct slice title_of(struct prose *prose, struct arena *arena)
{
    size_t at = first_of(prose, PROSE_TITLE);

    if (at == prose->len && prose->item[0].kind == PROSE_HEADING) {
        prose->item[0].kind = PROSE_TITLE;
        at = 0;
    }
    if (at < prose->len) {
        return arena_copy(arena, prose_line(prose, at));
    }
    return is_title(prose->meta.title) ? prose->meta.title : (struct slice){0};
}

/* Two to six words, each with a capital: "admin" and "Press Office, 2nd floor
 * (copy)" are nobody. */
static bool is_name(struct slice name)
{
    size_t words = line_words(name);

    for (size_t i = 0; i < name.len; i++) {
        bool starts = i == 0 || name.ptr[i - 1] == ' ';
        char c = name.ptr[i];

        if ((c >= '0' && c <= '9') || strchr("@/\\()[]<>;:_", c) != NULL ||
            (starts && c >= 'a' && c <= 'z' && words < 3)) {
            return false;
        }
    }
    return words >= 2 && words <= NAME_WORDS;
}

/* What the document says of itself, where nothing better is known. */
static void set_meta(struct piece *piece, struct prose *prose,
                     struct arena *arena)
{
    if (piece->title.len == 0) {
        piece->title = title_of(prose, arena);
    }
    if (piece->authors == 0 && is_name(prose->meta.author)) {
        piece->author =
            arena_dup(arena, &prose->meta.author, 1, sizeof *piece->author);
        piece->authors = 1;
    }
    if (piece->published.precision == DATE_NONE) {
        prose_meta_date(&prose->meta);
        piece->published = prose->meta.changed;
        piece->from = DATE_FROM_ARCHIVE;
    }
}

bool document_piece(struct prose *prose, const struct piece *piece,
                    struct slice bytes, const struct piece_sink *sink,
                    struct arena *arena, struct err *err)
{
    struct piece made = *piece;

    if (prose->full) {
        err_set(err, ERR_LIMIT, "holds more text than is read of one document");
        return office_fail(piece->name, err);
    }
    if (prose->len == 0) {
        err_set(err, ERR_SYNTAX, "holds no text");
        return office_fail(piece->name, err);
    }
    made.source = bytes;
    set_meta(&made, prose, arena);
    return prose_piece(prose, &made, sink, arena, err);
}

bool document_pieces(struct prose *prose, struct slice name, struct slice bytes,
                     const struct piece_sink *sink, struct arena *arena,
                     struct err *err)
{
    const struct piece piece = {.name = name};

    return !prose->full && news_is(prose, sink->lists)
               ? news_articles(prose, name, sink, arena, err)
               : document_piece(prose, &piece, bytes, sink, arena, err);
}
