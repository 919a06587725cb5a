/* Any bytes as texts and addresses of reports: families are found. */
#include "copies/index.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct copies_lists *lists(void)
{
    static struct copies_lists made;
    struct err err = {0};

    if (made.cap == 0 && !copies_lists_open(&made, DATA_DIR, &err)) {
        abort();
    }
    return &made;
}

/* Reports stand between NUL bytes, the address of each before a 1. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice rest = {(const char *)data, size};
    struct err err = {0};
    struct copies_index *index = copies_index_new(lists(), &err);
    struct copies_found found;
    size_t count;

    if (index == NULL) {
        return 0;
    }
    while (rest.len != 0 && copies_index_count(index) < 16) {
        size_t end = slice_find(rest, (struct slice){"", 1});
        struct slice text = {rest.ptr, end};
        size_t mark = slice_find(text, SLICE("\x01"));
        struct copies_text report = {.id = {"r", 1}, .text = text};

        if (mark != text.len) {
            report.address = (struct slice){text.ptr, mark};
            report.text = (struct slice){text.ptr + mark, text.len - mark};
        }
        if (!copies_index_add(index, &report, &err)) {
            abort();
        }
        end += end < rest.len;
        rest = (struct slice){rest.ptr + end, rest.len - end};
    }
    count = copies_index_count(index);
    for (size_t i = 0; i < count; i++) {
        copies_index_find(index, i, &found);
    }
    copies_index_free(index);
    return 0;
}
