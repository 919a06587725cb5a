/*
 * prose.h - what a document says, paragraph by paragraph.
 *
 * DOCX, ODT, RTF, PDF and Markdown become this; then it is cut into articles
 * (news.h) or handed on as one piece.  Text is UTF-8, white space collapsed,
 * an empty line between paragraphs.
 *
 *     struct prose prose = {0};
 *     prose_text(&prose, SLICE("Ellorin: round one"));
 *     prose_end(&prose, PROSE_HEADING);
 *
 * An empty prose is all zeros.  What it holds is freed by prose_release().
 */
#ifndef DEMARCHE_PAGE_OFFICE_PROSE_H
#define DEMARCHE_PAGE_OFFICE_PROSE_H

#include "base/buf.h"
#include "page/piece.h"

/* What the document knows of a paragraph. */
enum prose_kind {
    PROSE_PLAIN, /* nothing: its look decides */
    PROSE_TITLE,
    PROSE_SUBTITLE,
    PROSE_HEADING,
    PROSE_LIST,
    PROSE_ROW, /* of a table: cells between tabs */
    PROSE_QUOTE,
    PROSE_CAPTION,
    PROSE_NOTE, /* a footnote or an endnote */
    PROSE_BOX   /* in a frame beside the text */
};

struct prose_item {
    enum prose_kind kind;
    unsigned cell;  /* in a table's row under way: 1, 2, …; 0: in none */
    struct span at; /* of the text */
};

/* What a document says of itself; slices of the arena it was read with. */
struct prose_meta {
    struct slice title;
    struct slice author;
    struct slice created; /* "2031-02-06T10:00:00Z" */
    struct slice modified;
    struct date changed; /* set by prose_meta_date() */
};

struct prose {
    struct buf text;
    struct prose_item *item;
    size_t len, cap;
    size_t start;  /* of the paragraph under way */
    bool open;     /* there is one */
    bool full;     /* what is more than a report may hold was left out */
    size_t row;    /* first item of the table's row under way */
    unsigned cell; /* of that row; 0: no row */
    struct prose_meta meta;
};

void prose_release(struct prose *prose);

/* Add to the paragraph under way: runs of blanks become one, broken UTF-8 and
 * control characters are repaired.  Beyond CAP_DOCUMENT_BYTES nothing is
 * added. */
void prose_text(struct prose *prose, struct slice text);

/* A line that ends without ending its paragraph. */
void prose_break(struct prose *prose);

/* End the paragraph; an empty one is forgotten. */
void prose_end(struct prose *prose, enum prose_kind kind);

/* Forget the paragraph under way. */
void prose_drop(struct prose *prose);

/* Move the items of `other` behind those of `prose`, all as `kind`; what is
 * left of `other` is empty. */
void prose_append(struct prose *prose, struct prose *other,
                  enum prose_kind kind);

/* Words in all items. */
size_t prose_words(const struct prose *prose);

/* A row of a table.  Its paragraphs become one, cells between tabs, if it has
 * two cells with words and no cell reads like prose. */
void prose_row_begin(struct prose *prose);
void prose_cell(struct prose *prose);
void prose_row_end(struct prose *prose);

/* Set meta.changed: the day the document was changed, or made, if it was
 * changed after it was made.  A stamp that never changed may be that of the
 * template it was made from. */
void prose_meta_date(struct prose_meta *meta);

/* The text of a paragraph. */
struct slice prose_line(const struct prose *prose, size_t at);

/* Give a sink all items as one piece: `piece` has what is known of it
 * already; text and kinds are put into a copy. */
MUST_USE bool prose_piece(const struct prose *prose, const struct piece *piece,
                          const struct piece_sink *sink, struct arena *arena,
                          struct err *err);

#endif
