#include "cli/session.h"

#include "cli/filter.h"

static bool open_as(struct session *session, struct app *app,
                    const struct args *args, size_t own, enum record_mode mode,
                    struct err *err)
{
    const char *path = NULL;

    *session = (struct session){.app = app, .args = *args};
    if (!app_dossier(app, &session->args, own, &path, err) ||
        !record_open(&session->record, path, mode, err)) {
        return false;
    }
    if (!query_id_digits(session->record, &session->digits, err)) {
        session_close(session);
        return false;
    }
    return true;
}

bool session_open(struct session *session, struct app *app,
                  const struct args *args, size_t own, struct err *err)
{
    return open_as(session, app, args, own, RECORD_READ, err);
}

bool session_open_to_write(struct session *session, struct app *app,
                           const struct args *args, size_t own, struct err *err)
{
    return open_as(session, app, args, own, RECORD_WRITE, err);
}

void session_close(struct session *session)
{
    record_close(session->record);
    session->record = NULL;
}

bool session_date(const struct args *args, enum option_id id, struct date *date,
                  struct err *err)
{
    const char *text = args->value[id];

    *date = (struct date){0};
    if (text == NULL) {
        return true;
    }
    *date = date_parse(slice_of(text));
    return date->precision != DATE_NONE ||
           err_set(err, ERR_USAGE,
                   "--%s %.40s: a date is wanted, 2021-12-17, 2021-12 or 2021",
                   option_table[id].name, text);
}

bool session_codebook(struct record *record, struct arena *arena,
                      struct codebook_text **text, size_t *texts,
                      struct err *err)
{
    struct codebook_file *file = NULL;

    *texts = 0;
    if (!record_get_codebook(record, arena, &file, texts, err)) {
        return false;
    }
    *text = arena_alloc(arena, *texts, sizeof **text);
    for (size_t i = 0; i < *texts; i++) {
        (*text)[i] = (struct codebook_text){arena_copy(arena, file[i].name).ptr,
                                            file[i].content};
    }
    return true;
}

bool session_query(struct session *session, struct query *query,
                   struct err *err)
{
    const struct args *args = &session->args;
    long limit = 0;

    *query = (struct query){.actor = args->value[OPT_ACTOR],
                            .to = args->value[OPT_TO],
                            .type = args->value[OPT_ACT],
                            .issue = args->value[OPT_ISSUE],
                            .speaker = args->value[OPT_SPEAKER],
                            .report = args->value[OPT_IN],
                            .proposed = args_has(args, OPT_PROPOSED),
                            .order = args_has(args, OPT_LATEST) ? QUERY_NEWEST
                                                                : QUERY_STORY};
    if (!session_date(args, OPT_SINCE, &query->since, err) ||
        !session_date(args, OPT_UNTIL, &query->until, err) ||
        !args_number(args, OPT_LIMIT, 1, 1000000000, &limit, err)) {
        return false;
    }
    query->limit = (size_t)limit;
    return filter_check(session, err);
}

bool session_words(const struct session *session, size_t words,
                   const char *wanted, struct err *err)
{
    const struct args *args = &session->args;

    if (args->words > words) {
        return err_set(err, ERR_USAGE, "'%.60s' is one word too many",
                       args->word[words]);
    }
    return args->words == words ||
           err_set(err, ERR_USAGE, "%s is missing", wanted);
}

struct slice session_short(const struct session *session, const char *id)
{
    struct slice whole = slice_of(id);
    size_t len = 2 + (size_t)session->digits;

    whole.len = whole.len < len ? whole.len : len;
    return whole;
}

int session_end(struct session *session, size_t rows, const char *one,
                const char *many, const char *next)
{
    const struct app *app = session->app;

    if (rows == 0) {
        app_say(app, "No %s found.", many);
        return args_has(&session->args, OPT_FAIL_EMPTY) ? EXIT_EMPTY : EXIT_OK;
    }
    app_say(app, "%zu %s.%s%s", rows, rows == 1 ? one : many,
            next != NULL ? " Next: " : "", next != NULL ? next : "");
    return EXIT_OK;
}
