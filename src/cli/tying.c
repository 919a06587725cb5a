#include "cli/tying.h"

#include "flow/places.h"
#include "record/ties.h"

static bool refresh(struct record *record, struct err *err)
{
    struct ties_lists lists = {0};
    struct buf data = {0};
    size_t tied;
    bool ok = places_data(&data, err) &&
              ties_lists_open(&lists, data.ptr, err) &&
              record_tie_all(record, &lists, &tied, err);

    ties_lists_release(&lists);
    buf_release(&data);
    return ok;
}

void tying_refresh(struct session *session)
{
    struct err err = {0};
    bool tied = true;

    if (!record_is_tied(session->record, &tied, &err) ||
        (!tied && !refresh(session->record, &err))) {
        app_warn(session->app, "events and answers are not up to date: %s",
                 err.text);
    }
}
