#include "cli/suggest.h"

#include <string.h>
#include <strings.h>

enum { LONGEST = 63, FAR = 1000 };

static size_t least(size_t a, size_t b, size_t c)
{
    size_t low = a < b ? a : b;

    return low < c ? low : c;
}

/* Optimal string alignment: Levenshtein's distance and swaps of neighbours. */
size_t suggest_distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST + 2];
    size_t len_a = strlen(a);
    size_t len_b = strlen(b);

    if (len_a > LONGEST || len_b > LONGEST) {
        return FAR;
    }
    for (size_t j = 0; j <= len_b; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= len_a; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *before = rows[(i + 1) % 3];

        row[0] = i;
        for (size_t j = 1; j <= len_b; j++) {
            size_t change = ascii_upper(a[i - 1]) != ascii_upper(b[j - 1]);

            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + change);
            if (i > 1 && j > 1 &&
                ascii_upper(a[i - 1]) == ascii_upper(b[j - 2]) &&
                ascii_upper(a[i - 2]) == ascii_upper(b[j - 1]) &&
                before[j - 2] < row[j]) {
                row[j] = before[j - 2] + 1;
            }
        }
    }
    return rows[len_a % 3][len_b];
}

const char *suggest_nearest(const char *word, const char *const *name,
                            size_t count)
{
    const char *best = NULL;
    size_t len = strlen(word);
    size_t nearest = len < 3 ? 2 : len / 3 + 2;

    for (size_t i = 0; i < count; i++) {
        size_t far = suggest_distance(word, name[i]);

        if (len >= 2 && strncasecmp(name[i], word, len) == 0) {
            far = 1;
        }
        if (far < nearest) {
            nearest = far;
            best = name[i];
        }
    }
    return best;
}
