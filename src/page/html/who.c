/* The authors: the nominee that the model believes most. */
#include "page/html/who.h"

/* Below this nobody is named: see train/page/choosers.py. */
static const float LEAST = 0.2F;

void choose_authors(struct report *report, const struct view *view)
{
    struct nominees nominees;
    const struct nominee *best = NULL;
    float most = LEAST;

    nominees_read(&nominees, view);
    for (size_t i = 0; i < nominees.len; i++) {
        float row[WHO_COLUMNS];
        float own;

        nominee_row(&nominees, i, row);
        own = forest_weigh(&view->tables->authors, row);
        if (own > most) {
            most = own;
            best = &nominees.item[i];
        }
    }
    if (best == NULL) {
        return;
    }
    report->author =
        arena_alloc(view->arena, best->names.len, sizeof *report->author);
    for (size_t i = 0; i < best->names.len; i++) {
        report->author[report->authors++] =
            arena_copy(view->arena, best->names.item[i]);
    }
}
