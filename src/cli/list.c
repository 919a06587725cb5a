#include "cli/list.h"

#include "record/survey.h"

static bool write_rows(struct list *list, const struct list_kind *kind,
                       size_t most, struct err *err)
{
    struct session *session = &list->session;
    struct query query;
    size_t words = session->args.words;
    bool ok = session_words(session, words < most ? words : most, "", err) &&
              session_query(session, &query, err) &&
              listing_open(&list->listing, session->app, &session->args,
                           kind->column, kind->columns, err);

    if (!ok) {
        return false;
    }
    list->table = list->listing.format == LIST_TABLE;
    ok = kind->rows(list, &query, err) && err->code == ERR_NONE;
    return listing_close(&list->listing, ok, err);
}

int list_run_words(struct list *list, struct app *app, const struct args *args,
                   const struct list_kind *kind, size_t words)
{
    struct err err = {0};

    *list = (struct list){.err = &err};
    if (!session_open(&list->session, app, args, words, &err) ||
        !write_rows(list, kind, words, &err)) {
        return app_fail(app, &err);
    }
    list->err = NULL;
    return session_end(&list->session, list->listing.rows, kind->one,
                       kind->many, kind->next);
}

int list_run(struct list *list, struct app *app, const struct args *args,
             const struct list_kind *kind)
{
    return list_run_words(list, app, args, kind, 0);
}

void list_tell_origins(const struct list *list, int status)
{
    struct survey_count counts = {0};
    struct err err = {0};

    if (status == EXIT_OK && survey_sums(list->session.record, &counts, &err) &&
        counts.origins < counts.reports) {
        app_say(list->session.app,
                "The dossier: %zu reports / %zu independent origins. See: "
                "demarche copies",
                counts.reports, counts.origins);
    }
}

void list_close(struct list *list)
{
    session_close(&list->session);
}

struct slice list_id(const struct list *list, const char *id)
{
    return list->table && id != NULL ? session_short(&list->session, id)
                                     : slice_of(id);
}

bool list_row(struct list *list, const struct slice *cell, struct buf *object)
{
    bool ok = listing_row(&list->listing, cell, buf_slice(object), list->err);

    buf_release(object);
    return ok;
}
