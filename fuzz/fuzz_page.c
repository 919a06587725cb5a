/* Any bytes as a plain-text report: paragraphs stay inside the text and in
 * order, and the text is valid UTF-8. */
#include "base/utf8.h"
#include "page/lists.h"
#include "page/report.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct page_lists lists;
    struct slice bytes = {(const char *)data, size};
    struct arena arena = {0};
    struct report report;
    struct err err = {0};
    size_t at = 0;

    if (lists.labels == 0 && !page_lists_open(&lists, DATA_DIR, &err)) {
        abort();
    }
    if (report_read(&report, &lists, SLICE("fuzz"), bytes, &arena, &err)) {
        if (utf8_valid(report.text) != report.text.len) {
            abort();
        }
        for (size_t i = 0; i < report.paragraphs; i++) {
            struct span span = report.paragraph[i].at;

            if (span.start < at || span.end < span.start ||
                span.end > report.text.len) {
                abort();
            }
            at = span.end;
        }
    }
    arena_release(&arena);
    return 0;
}
