#include "cli/tables.h"

#include "base/buf.h"
#include "flow/places.h"

bool tables_open(struct tables *tables, struct err *err)
{
    struct buf data = {0};
    bool ok;

    *tables = (struct tables){0};
    ok = places_data(&data, err) &&
         stances_open(&tables->stances, data.ptr, err) &&
         figures_open(&tables->figures, data.ptr, err) &&
         meeting_words_open(&tables->meetings, data.ptr, err) &&
         claim_words_open(&tables->claims, data.ptr, err) &&
         statement_marks_open(&tables->marks, data.ptr, err) &&
         copies_lists_open(&tables->copies, data.ptr, err) &&
         tension_open(&tables->weights, data.ptr, err);
    buf_release(&data);
    if (!ok) {
        tables_close(tables);
    }
    return ok;
}

bool tables_open_actors(struct tables *tables, struct session *session,
                        struct err *err)
{
    struct codebook_text *text = NULL;
    struct buf data = {0};
    size_t texts = 0;
    bool ok = places_data(&data, err) &&
              session_codebook(session->record, &session->app->arena, &text,
                               &texts, err) &&
              actors_open_texts(&tables->actors, data.ptr, text, texts, err);

    buf_release(&data);
    return ok;
}

void tables_conflicts(const struct tables *tables, struct conflicts_wish *wish)
{
    wish->words = tables->claims;
    wish->figures = tables->figures;
    wish->statements = (struct statement_tables){tables->marks, tables->actors,
                                                 &tables->copies};
}

void tables_close(struct tables *tables)
{
    actors_free(tables->actors);
    meeting_words_free(tables->meetings);
    claim_words_free(tables->claims);
    statement_marks_free(tables->marks);
    copies_lists_release(&tables->copies);
    tension_free(tables->weights);
    stances_free(tables->stances);
    figures_free(tables->figures);
    *tables = (struct tables){0};
}
