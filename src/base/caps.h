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

/* Elements of one page made for names, and for times: lists of articles have
 * 100. */
#define CAP_PAGE_POINTS 256

/* Attributes of one element: pages use 40. */
#define CAP_PAGE_ATTRIBUTES 256

/* What gzip and zstd may unpack to: one page or record; and once past a
 * megabyte so many times what they were packed in (pages: 4 to 12, exports
 * with the same lines again and again: 60). */
#define CAP_UNPACKED_BYTES ((size_t)256 << 20)
#define CAP_UNPACKED_FREE  ((size_t)1 << 20)
#define CAP_UNPACKED_RATIO 100

/* A record's head in a web archive, and an HTTP head: servers allow 8 to 64
 * kilobytes. */
#define CAP_HEAD_BYTES ((size_t)64 << 10)

/* Records of one archive: a gigabyte has 40,000. */
#define CAP_ARCHIVE_RECORDS ((size_t)1 << 20)

/* Tries to find the next record behind a broken one. */
#define CAP_ARCHIVE_TRIES 10000

/* Text of one document: an export of 500 articles has 4 MB. */
#define CAP_DOCUMENT_BYTES ((size_t)64 << 20)

/* A document's ZIP archive: Word's have some 20 members, 300 with pictures.
 * A member may be unpacked to so many bytes, and once past a megabyte to so
 * many times its packed size (text: 5 to 30). */
#define CAP_ZIP_ENTRIES 2000
#define CAP_ZIP_BYTES   ((size_t)200 << 20)
#define CAP_ZIP_RATIO   100

/* Elements inside each other in XML, groups inside each other in RTF: tables
 * in text boxes in tables reach 60. */
#define CAP_XML_NESTING 256
#define CAP_RTF_NESTING 256

/* A mail: parts inside each other, and all of its parts. */
#define CAP_MAIL_NESTING 32
#define CAP_MAIL_PARTS   1000

/* Text that a helper program (pdftotext) may write, and the seconds it has. */
#define CAP_HELPER_BYTES   ((size_t)64 << 20)
#define CAP_HELPER_SECONDS 60

#endif
