#include "cli/timeline_document.h"

#include "cli/sink.h"
#include "cli/tables.h"

bool timeline_ask(struct session *session, const struct query *query,
                  timeline_entry_fn take, void *context,
                  struct timeline *timeline, struct err *err)
{
    struct tables tables;
    struct timeline_wish wish = {.query = query};
    bool ok = tables_open(&tables, err) &&
              session_date(&session->args, OPT_AS_OF, &wish.as_of, err);

    wish.stances = tables.stances;
    ok = ok &&
         timeline_each(session->record, &wish, take, context, timeline, err) &&
         err->code == ERR_NONE;
    tables_close(&tables);
    return ok;
}

struct document {
    struct session *session;
    struct sink sink;
    struct timeline_writer writer;
    struct err *err;
};

static bool write_entry(void *context, const struct timeline_entry *entry)
{
    struct document *document = context;
    struct arena arena = {0};
    struct report_row report = {0};
    bool ok = query_report(document->session->record, entry->act->report,
                           &arena, &report, document->err);

    if (ok) {
        timeline_write(&document->writer, entry, report.url);
        ok = sink_flush(&document->sink, document->err);
    }
    arena_release(&arena);
    return ok;
}

bool timeline_document(struct session *session,
                       const struct timeline_form *form,
                       struct timeline_sums *sums, struct err *err)
{
    const struct args *args = &session->args;
    struct document document = {.session = session, .err = err};
    struct timeline timeline;
    struct query query;
    bool ok;

    if (!session_words(session, 0, "", err) ||
        !session_query(session, &query, err) ||
        !sink_open(&document.sink, args->value[OPT_OUTPUT],
                   args_has(args, OPT_FORCE), SINK_LINES, err)) {
        return false;
    }
    timeline_writer_open(&document.writer, form, &document.sink.out);
    ok = timeline_ask(session, &query, write_entry, &document, &timeline, err);
    timeline_writer_close(&document.writer);
    *sums =
        (struct timeline_sums){document.writer.entries, document.writer.left};
    return sink_close(&document.sink, ok, err) && ok;
}
