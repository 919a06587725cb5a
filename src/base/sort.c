#include "base/sort.h"

/* Shell's sort with Tokuda's steps: in place, and no order of the numbers
 * makes it quadratic. */
static size_t first_step(size_t len)
{
    size_t step = 1;

    while (step < len / 4) {
        step = step * 9 / 4 + 1;
    }
    return step;
}

static size_t next_step(size_t step)
{
    return step == 1 ? 0 : step * 4 / 9 > 0 ? step * 4 / 9 : 1;
}

/* NOLINTBEGIN(bugprone-macro-parentheses): a type takes none */
#define SORT(name, type) \
    void name(type *number, size_t len) \
    { \
        for (size_t step = first_step(len); step != 0; \
             step = next_step(step)) { \
            for (size_t i = step; i < len; i++) { \
                type moved = number[i]; \
                size_t to = i; \
\
                for (; to >= step && number[to - step] > moved; to -= step) { \
                    number[to] = number[to - step]; \
                } \
                number[to] = moved; \
            } \
        } \
    }

/* NOLINTEND(bugprone-macro-parentheses) */

SORT(sort_u32, uint32_t)
SORT(sort_u64, uint64_t)
