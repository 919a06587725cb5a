/* closed.c - documents that are known and not read: a word of advice. */
#include "page/office/office.h"
#include "page/office/zip.h"

static const struct {
    const char *holds; /* a member of the archive; NULL: an old Office file */
    const char *what;
    const char *advice;
} closed[] = {
    {NULL, "an old or locked Word, Excel or PowerPoint file",
     "save it as DOCX without a password"},
    {"xl/", "a spreadsheet", "export its rows as CSV"},
    {"ppt/", "a presentation", "save its text as DOCX or PDF"},
    {"Contents/content.hpf", "a Hangul document", "save it as DOCX or ODT"},
    {"Index/Document.iwa", "a Pages document", "save it as DOCX"},
};

enum { CLOSED_COUNT = sizeof closed / sizeof closed[0] };

/* The row of closed that `bytes` are, or CLOSED_COUNT. */
static size_t closed_of(struct slice bytes)
{
    if (slice_starts(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        return 0;
    }
    for (size_t i = 1; i < CLOSED_COUNT && slice_starts(bytes, "PK\x03\x04");
         i++) {
        if (zip_holds(bytes, closed[i].holds)) {
            return i;
        }
    }
    return CLOSED_COUNT;
}

bool closed_document_is(struct slice bytes)
{
    return closed_of(bytes) != CLOSED_COUNT;
}

bool closed_document_pieces(struct slice name, struct slice bytes,
                            const struct piece_sink *sink, struct arena *arena,
                            struct err *err)
{
    size_t at = closed_of(bytes);

    (void)sink;
    (void)arena;
    if (at == CLOSED_COUNT) {
        at = 0;
    }
    err_set(err, ERR_SYNTAX, "is %s: %s", closed[at].what, closed[at].advice);
    return office_fail(name, err);
}
