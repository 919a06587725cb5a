/*
 * pieces.h - what every piece must keep, whatever the bytes: kinds that the
 * container tells lie inside the text and in order, and so do the report's
 * paragraphs; the report's text is valid UTF-8.
 */
#ifndef DEMARCHE_FUZZ_PIECES_H
#define DEMARCHE_FUZZ_PIECES_H

#include "base/utf8.h"
#include "page/lists.h"
#include "page/piece.h"
#include "page/report.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void pieces_spans(const struct paragraph *paragraph, size_t count,
                                size_t len)
{
    size_t at = 0;

    for (size_t i = 0; i < count; i++) {
        struct span span = paragraph[i].at;

        if (span.start < at || span.end < span.start || span.end > len) {
            abort();
        }
        at = span.end;
    }
}

static inline bool pieces_take(void *user, const struct piece *piece,
                               struct err *err)
{
    struct arena arena = {0};
    struct report report;

    (void)err;
    pieces_spans(piece->known, piece->knowns, piece->bytes.len);
    if (piece->published.precision != DATE_NONE && !date_ok(piece->published)) {
        abort();
    }
    if (report_read_piece(&report, user, piece, &arena, &(struct err){0})) {
        pieces_spans(report.paragraph, report.paragraphs, report.text.len);
        if (utf8_valid(report.text) != report.text.len) {
            abort();
        }
    }
    arena_release(&arena);
    return true;
}

static inline void pieces_pass(void *user, struct slice name, const char *why)
{
    (void)user;
    (void)name;
    (void)why;
}

static inline void pieces_fail(void *user, struct slice name,
                               const struct err *why)
{
    (void)user;
    (void)name;
    (void)why;
}

/* The tables, read once. */
static inline struct page_lists *pieces_lists(void)
{
    static struct page_lists lists;
    static bool open;
    struct err err = {0};

    if (!open && !page_lists_open(&lists, DATA_DIR, &err)) {
        abort();
    }
    open = true;
    return &lists;
}

/* Read `bytes` as this format. */
static inline void pieces_run(pieces_fn format, struct slice bytes)
{
    struct page_lists *lists = pieces_lists();
    const struct piece_sink sink = {.user = lists,
                                    .lists = lists,
                                    .take = pieces_take,
                                    .pass = pieces_pass,
                                    .fail = pieces_fail};
    struct arena arena = {0};
    struct err err = {0};

    if (!format(SLICE("fuzz"), bytes, &sink, &arena, &err) &&
        err.code == ERR_NONE) {
        abort();
    }
    arena_release(&arena);
}

#endif
