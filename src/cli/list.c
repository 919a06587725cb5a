#include "cli/list.h"

static bool write_rows(struct list *list, const struct list_kind *kind,
                       struct err *err)
{
    struct session *session = &list->session;
    struct query query;
    bool ok = session_words(session, 0, "", err) &&
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

int list_run(struct list *list, struct app *app, const struct args *args,
             const struct list_kind *kind)
{
    struct err err = {0};

    *list = (struct list){.err = &err};
    if (!session_open(&list->session, app, args, 0, &err) ||
        !write_rows(list, kind, &err)) {
        return app_fail(app, &err);
    }
    list->err = NULL;
    return session_end(&list->session, list->listing.rows, kind->one,
                       kind->many, kind->next);
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
