#include "acts/document.h"

#include "base/caps.h"

static size_t cut_length(struct slice text, size_t from);

/* Cut the paragraphs of the report; `text` NULL: only count the pieces. */
static size_t cut_all(const struct report *report, struct slice *text)
{
    size_t count = 0;

    for (size_t i = 0; i < report->paragraphs; i++) {
        const struct paragraph *paragraph = &report->paragraph[i];
        struct slice all = slice_cut(report->text, paragraph->at);
        size_t from = 0;

        while (paragraph_is_text(paragraph->kind) && from < all.len) {
            size_t len = cut_length(all, from);

            if (text != NULL) {
                text[count] = (struct slice){all.ptr + from, len};
            }
            count++;
            from += len;
        }
    }
    return count;
}

size_t document_texts(const struct report *report, struct arena *arena,
                      struct slice **text)
{
    size_t count = cut_all(report, NULL);

    *text = arena_alloc(arena, count, sizeof **text);
    return cut_all(report, *text);
}

/* How much of `text` from `from` on is one passage. */
static size_t cut_length(struct slice text, size_t from)
{
    size_t left = text.len - from;

    if (left <= CAP_PARAGRAPH_BYTES) {
        return left;
    }
    for (size_t len = CAP_PARAGRAPH_BYTES; len > CAP_PARAGRAPH_BYTES / 2;
         len--) {
        if (text.ptr[from + len - 1] == ' ' ||
            text.ptr[from + len - 1] == '\n') {
            return len;
        }
    }
    left = CAP_PARAGRAPH_BYTES; /* no blank: never inside a character */
    while (((unsigned char)text.ptr[from + left] & 0xC0) == 0x80) {
        left--;
    }
    return left;
}

void document_make(struct document *document, const struct report *report,
                   const struct analysis *doc, struct arena *arena)
{
    struct slice *text;
    size_t count = document_texts(report, arena, &text);
    size_t *paragraph = arena_alloc(arena, count, sizeof *paragraph);
    size_t *offset = arena_alloc(arena, count, sizeof *offset);
    struct tree *tree = arena_alloc(arena, count, sizeof *tree);
    size_t at = 0;

    for (size_t i = 0; i < count; i++) {
        offset[i] = (size_t)(text[i].ptr - report->text.ptr);
        while (report->paragraph[at].at.end <= offset[i]) {
            at++;
        }
        paragraph[i] = at;
        tree[i] = tree_build(&doc[i], arena);
    }
    *document = (struct document){
        .report = report,
        .doc = doc,
        .tree = tree,
        .paragraph = paragraph,
        .offset = offset,
        .count = count,
        .date = report->published.date,
    };
}

enum paragraph_kind document_kind(const struct document *document,
                                  size_t passage)
{
    return document->report->paragraph[document->paragraph[passage]].kind;
}

struct span document_span(const struct document *document, size_t passage,
                          size_t first, size_t end)
{
    struct span bytes =
        tree_bytes(&document->tree[passage], (struct span){first, end});
    size_t offset = document->offset[passage];

    if (span_empty(bytes)) {
        return (struct span){0, 0};
    }
    return (struct span){offset + bytes.start, offset + bytes.end};
}
