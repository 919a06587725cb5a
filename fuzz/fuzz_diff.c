/* Any two texts: the parts between them lie in order, and what stands between
 * parts is white space. */
#include "copies/diff.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Move `*at` to the part's end. */
static void pass(size_t *at, struct span part, size_t len)
{
    if (span_empty(part)) {
        return;
    }
    if (part.start < *at || part.end > len) {
        abort();
    }
    *at = part.end;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = {(const char *)data, size};
    size_t cut = slice_find(text, (struct slice){"", 1});
    struct slice old = {text.ptr, cut};
    struct slice new = {text.ptr + cut, size - cut};
    struct arena arena = {0};
    struct diff_part *part = NULL;
    size_t parts = diff_words(old, new, &part, &arena);
    size_t at[2] = {0, 0};

    for (size_t i = 0; i < parts; i++) {
        if ((part[i].how == DIFF_ADDED) != span_empty(part[i].old) ||
            (part[i].how == DIFF_CUT) != span_empty(part[i].new)) {
            abort();
        }
        pass(&at[0], part[i].old, old.len);
        pass(&at[1], part[i].new, new.len);
    }
    arena_release(&arena);
    return 0;
}
