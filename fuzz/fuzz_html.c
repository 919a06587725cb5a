/* Any bytes as a web page: paragraphs stay inside the text and in order, the
 * text is valid UTF-8, and evidence names its source. */
#include "base/utf8.h"
#include "page/html/html.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct report *report)
{
    size_t at = 0;

    if (utf8_valid(report->text) != report->text.len) {
        abort();
    }
    for (size_t i = 0; i < report->paragraphs; i++) {
        struct span span = report->paragraph[i].at;

        if (span.start < at || span.end < span.start ||
            span.end > report->text.len) {
            abort();
        }
        at = span.end;
    }
    for (size_t i = 0; i < report->evidences; i++) {
        if (report->evidence[i].source == NULL ||
            !date_ok(report->evidence[i].date)) {
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct page_lists lists;
    struct arena arena = {0};
    struct html_page page = {.lists = &lists,
                             .input = SLICE("fuzz"),
                             .bytes = {(const char *)data, size},
                             .arena = &arena};
    struct report report;
    struct err err = {0};

    if (lists.labels == 0 && !page_lists_open(&lists, DATA_DIR, &err)) {
        abort();
    }
    if (html_read(&report, &page, &err)) {
        check(&report);
    }
    arena_release(&arena);
    return 0;
}
