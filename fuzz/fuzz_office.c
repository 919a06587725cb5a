/* Any bytes as a document: as they stand if they are an archive or flat ODT,
 * else as the text of a DOCX. */
#include "page/office/office.h"
#include "pieces.h"

#include <zip.h>

/* A DOCX whose members' texts are `text`. */
static struct slice pack(struct slice text)
{
    static const char *const name[] = {"word/document.xml", "word/styles.xml",
                                       "word/footnotes.xml",
                                       "docProps/core.xml"};
    zip_error_t why;
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_t *zip = zip_open_from_source(whole, ZIP_CREATE | ZIP_TRUNCATE, &why);
    zip_stat_t stat;
    char *copy;

    for (size_t i = 0; i < sizeof name / sizeof name[0]; i++) {
        zip_int64_t at = zip_file_add(
            zip, name[i], zip_source_buffer(zip, text.ptr, text.len, 0), 0);

        (void)zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    zip_source_keep(whole);
    if (zip_close(zip) != 0 || zip_source_stat(whole, &stat) != 0 ||
        zip_source_open(whole) != 0) {
        abort();
    }
    copy = malloc(stat.size);
    if (copy == NULL || zip_source_read(whole, copy, stat.size) < 0) {
        abort();
    }
    zip_source_close(whole);
    zip_source_free(whole);
    return (struct slice){copy, (size_t)stat.size};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice bytes = {(const char *)data, size};
    struct slice packed;

    if (size == 0) {
        return 0;
    }
    if (odt_is(bytes)) {
        pieces_run(odt_pieces, bytes);
    } else if (slice_starts(bytes, "PK")) {
        pieces_run(docx_pieces, bytes);
        pieces_run(odt_pieces, bytes);
        (void)docx_is(bytes);
        (void)closed_document_is(bytes);
    } else {
        packed = pack(bytes);
        pieces_run(docx_pieces, packed);
        free((void *)(uintptr_t)packed.ptr);
    }
    return 0;
}
