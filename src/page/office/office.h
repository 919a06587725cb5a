/*
 * office.h - documents of word processors, PDF and Markdown → pieces.
 *
 * Each format has the two functions that piece.h describes.  A document is
 * one piece, unless it is an export of a news database with many articles
 * (news.h).  Its kinds of paragraphs go with the piece; footnotes and text
 * boxes are kept apart.
 */
#ifndef DEMARCHE_PAGE_OFFICE_OFFICE_H
#define DEMARCHE_PAGE_OFFICE_OFFICE_H

#include "page/office/prose.h"

bool docx_is(struct slice bytes);
bool docx_pieces(struct slice name, struct slice bytes,
                 const struct piece_sink *sink, struct arena *arena,
                 struct err *err);

/* ODT, and Flat ODT: the same in one XML file. */
bool odt_is(struct slice bytes);
bool odt_pieces(struct slice name, struct slice bytes,
                const struct piece_sink *sink, struct arena *arena,
                struct err *err);

bool rtf_is(struct slice bytes);
bool rtf_pieces(struct slice name, struct slice bytes,
                const struct piece_sink *sink, struct arena *arena,
                struct err *err);

/* By the program pdftotext; without it ERR_MISSING says what to install. */
bool pdf_is(struct slice bytes);
bool pdf_pieces(struct slice name, struct slice bytes,
                const struct piece_sink *sink, struct arena *arena,
                struct err *err);

/* Text with a front matter or enough marks that plain text does not have. */
bool markdown_is(struct slice bytes);
bool markdown_pieces(struct slice name, struct slice bytes,
                     const struct piece_sink *sink, struct arena *arena,
                     struct err *err);

/* Exports of news databases as plain text and as web pages. */
bool news_text_is(struct slice bytes);
bool news_text_pieces(struct slice name, struct slice bytes,
                      const struct piece_sink *sink, struct arena *arena,
                      struct err *err);
bool news_page_is(struct slice bytes);
bool news_page_pieces(struct slice name, struct slice bytes,
                      const struct piece_sink *sink, struct arena *arena,
                      struct err *err);

/* Files of old word processors, spreadsheets and slides: refused with a word
 * of advice. */
bool closed_document_is(struct slice bytes);
bool closed_document_pieces(struct slice name, struct slice bytes,
                            const struct piece_sink *sink, struct arena *arena,
                            struct err *err);

/* --- for the readers of documents --- */

/* Hand a document on: its articles if it is an export, else one piece. */
MUST_USE bool document_pieces(struct prose *prose, struct slice name,
                              struct slice bytes, const struct piece_sink *sink,
                              struct arena *arena, struct err *err);

/* The same for a document that is no export; `piece` has what is known. */
MUST_USE bool document_piece(struct prose *prose, const struct piece *piece,
                             struct slice bytes, const struct piece_sink *sink,
                             struct arena *arena, struct err *err);

/* Put the file's name before an error.  Always false. */
bool office_fail(struct slice name, struct err *err);

#endif
