/*
 * caps.h - every limit on what is read, with its reason.
 *
 * What goes over a cap is refused with ERR_LIMIT and a sentence; the rest of
 * the batch goes on.
 */
#ifndef DEMARCHE_BASE_CAPS_H
#define DEMARCHE_BASE_CAPS_H

/* One input file: a book is 2 MB, a day of a wire 30 MB. */
#define CAP_INPUT_BYTES ((size_t)256 << 20)

/* One report's text: longer than any article, transcript or treaty; keeps one
 * report's memory bounded. */
#define CAP_REPORT_BYTES ((size_t)8 << 20)

/* One paragraph given to the language runtime: its parser keeps state for
 * every token.  A longer one is cut at a blank. */
#define CAP_PARAGRAPH_BYTES ((size_t)64 << 10)

/* One line of a data table, a codebook or JSONL. */
#define CAP_LINE_BYTES ((size_t)16 << 20)

/* One part of a model file: md's vectors are 24 MB, its keys 8 MB. */
#define CAP_MODEL_BYTES ((size_t)128 << 20)

/* msgpack and JSON nesting: model files use 6. */
#define CAP_NESTING 64

/* One web page: the longest live blogs, pictures inlined, stay below. */
#define CAP_PAGE_BYTES ((size_t)32 << 20)

/* Elements inside each other on a page: deeper ones are read as if they were
 * side by side.  Browsers draw the line at 512, pages rarely pass 60. */
#define CAP_PAGE_NESTING 256

/* Blocks of text of one page: the longest threads have 20,000. */
#define CAP_PAGE_BLOCKS 65536

/* Attributes of one element: pages use 40. */
#define CAP_PAGE_ATTRIBUTES 256

#endif
