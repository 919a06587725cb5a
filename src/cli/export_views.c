#include "cli/export_views.h"

#include "cli/line_conflict.h"
#include "cli/line_talk.h"
#include "cli/tables.h"

#include <stdlib.h>

static int talk_order(const void *a, const void *b)
{
    const struct talk *x = a;
    const struct talk *y = b;
    int order = date_cmp(x->date, y->date);

    return order != 0 ? order : strcmp(x->id, y->id);
}

static int conflict_order(const void *a, const void *b)
{
    const struct conflict *x = a;
    const struct conflict *y = b;
    int order = date_cmp(x->date, y->date);

    return order != 0 ? order : strcmp(x->id, y->id);
}

/* End the line in `text` and hand it on. */
static bool put(struct buf *text, record_sink_fn sink, void *context,
                struct err *err)
{
    bool ok;

    buf_add_char(text, '\n');
    ok = sink(context, buf_slice(text), err);
    buf_clear(text);
    return ok;
}

bool export_talks(struct session *session, record_sink_fn sink, void *context,
                  struct err *err)
{
    const struct query all = {0};
    struct arena arena = {0};
    struct buf text = {0};
    struct tables tables;
    struct talks talks = {0};
    bool ok =
        tables_open(&tables, err) && tables_open_actors(&tables, session, err);
    const struct talks_wish wish = {
        .query = &all,
        .stances = tables.stances,
        .tables = {tables.meetings, tables.actors, tables.figures}};

    ok = ok && talks_load(session->record, &wish, &arena, &talks, err);
    if (ok && talks.talks != 0) {
        qsort(talks.talk, talks.talks, sizeof *talks.talk, talk_order);
    }
    for (size_t i = 0; ok && i < talks.talks; i++) {
        struct json json = {.out = &text};

        line_talk(&json, &talks.talk[i], false);
        ok = put(&text, sink, context, err);
    }
    buf_release(&text);
    tables_close(&tables);
    arena_release(&arena);
    return ok;
}

bool export_conflicts(struct session *session, record_sink_fn sink,
                      void *context, struct err *err)
{
    const struct query all = {0};
    struct arena arena = {0};
    struct buf text = {0};
    struct tables tables;
    struct conflicts conflicts = {0};
    struct conflicts_wish wish = {.query = &all};
    bool ok =
        tables_open(&tables, err) && tables_open_actors(&tables, session, err);

    tables_conflicts(&tables, &wish);
    ok = ok && conflicts_load(session->record, &wish, &arena, &conflicts, err);
    if (ok && conflicts.conflicts != 0) {
        qsort(conflicts.conflict, conflicts.conflicts,
              sizeof *conflicts.conflict, conflict_order);
    }
    for (size_t i = 0; ok && i < conflicts.conflicts; i++) {
        struct json json = {.out = &text};

        line_conflict(&json, &conflicts.conflict[i], false);
        ok = put(&text, sink, context, err);
    }
    buf_release(&text);
    tables_close(&tables);
    arena_release(&arena);
    return ok;
}
