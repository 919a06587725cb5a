#include "cli/cells.h"
#include "cli/list.h"
#include "cli/verb.h"
#include "record/line.h"

enum report_column {
    REPORT_PUBLISHED,
    REPORT_PRECISION,
    REPORT_FROM,
    REPORT_OUTLET,
    REPORT_AGENCY,
    REPORT_AUTHORS,
    REPORT_TITLE,
    REPORT_LANGUAGE,
    REPORT_GENRE,
    REPORT_WORDS,
    REPORT_QUOTES,
    REPORT_ACTS,
    REPORT_FAMILY,
    REPORT_COPIED,
    REPORT_COPY_OF,
    REPORT_INPUT,
    REPORT_URL,
    REPORT_SHA256,
    REPORT_ID,
    REPORT_COLUMNS
};

static const struct list_column column[REPORT_COLUMNS] = {
    [REPORT_PUBLISHED] = {"published", "PUBLISHED", 10, false, false},
    [REPORT_PRECISION] = {"precision", NULL, 10, false, false},
    [REPORT_FROM] = {"published_from", NULL, 10, false, false},
    [REPORT_OUTLET] = {"outlet", "OUTLET", 22, false, false},
    [REPORT_AGENCY] = {"agency", NULL, 16, false, false},
    [REPORT_AUTHORS] = {"authors", NULL, 24, false, false},
    [REPORT_TITLE] = {"title", "TITLE", 0, false, false},
    [REPORT_LANGUAGE] = {"language", NULL, 4, false, false},
    [REPORT_GENRE] = {"genre", NULL, 10, false, false},
    [REPORT_WORDS] = {"words", "WORDS", 7, true, false},
    [REPORT_QUOTES] = {"quotes", "QUOTES", 7, true, true},
    [REPORT_ACTS] = {"acts", "ACTS", 7, true, false},
    [REPORT_FAMILY] = {"family", NULL, 18, false, false},
    [REPORT_COPIED] = {"origin", NULL, 6, false, false},
    [REPORT_COPY_OF] = {"copy_of", "COPY OF", 18, false, false},
    [REPORT_INPUT] = {"input", "INPUT", 28, false, true},
    [REPORT_URL] = {"url", NULL, 40, false, false},
    [REPORT_SHA256] = {"sha256", NULL, 64, false, false},
    [REPORT_ID] = {"id", "ID", 18, false, false},
};

/* The end of a path tells files apart. */
static struct slice tail(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slice_of(slash != NULL && slash[1] != '\0' ? slash + 1 : path);
}

static bool row(void *context, const struct report_row *report)
{
    struct list *list = context;
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    struct slice cell[REPORT_COLUMNS] = {
        [REPORT_PUBLISHED] = cell_date(report->published.value, list->table),
        [REPORT_PRECISION] = slice_of(report->published.precision),
        [REPORT_FROM] = slice_of(report->published.from),
        [REPORT_OUTLET] = slice_of(report->outlet),
        [REPORT_AGENCY] = slice_of(report->agency),
        [REPORT_AUTHORS] = cell_list(report->author, report->authors, &arena),
        [REPORT_TITLE] = slice_of(report->title),
        [REPORT_LANGUAGE] = slice_of(report->language),
        [REPORT_GENRE] = slice_of(report->genre),
        [REPORT_WORDS] = cell_number(report->words, &arena),
        [REPORT_QUOTES] = cell_number(report->quotes, &arena),
        [REPORT_ACTS] = cell_number(report->acts, &arena),
        [REPORT_FAMILY] = slice_of(report->family),
        [REPORT_COPIED] = report->family == NULL    ? (struct slice){0}
                          : report->copy_of == NULL ? SLICE("true")
                                                    : SLICE("false"),
        [REPORT_COPY_OF] = list->table && report->copy_of != NULL
                               ? session_short(&list->session, report->copy_of)
                               : slice_of(report->copy_of),
        [REPORT_INPUT] =
            list->table ? tail(report->input) : slice_of(report->input),
        [REPORT_URL] = slice_of(report->url),
        [REPORT_SHA256] = slice_of(report->sha256),
        [REPORT_ID] = list->table ? session_short(&list->session, report->id)
                                  : slice_of(report->id)};
    bool ok = true;

    line_report(&json, report);
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

static bool rows(struct list *list, const struct query *query, struct err *err)
{
    return query_reports(list->session.record, query, row, list, err);
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind kind = {
        column, REPORT_COLUMNS, "report", "reports", "demarche show ID", rows};
    struct list list;
    int status = list_run(&list, app, args, &kind);

    list_tell_origins(&list, status);
    list_close(&list);
    return status;
}

const struct verb verb_reports = {
    .name = "reports",
    .summary = "list the reports of a dossier",
    .usage = "[DOSSIER]",
    .about = "One line a report, by date: who published it when, how long it "
             "is, how many quotes and acts were found in it. A date that the "
             "report does not tell stays empty.",
    .example = {{"demarche reports talks.demarche", "all of them"},
                {"demarche reports --since 2022-01-20 --until 2022-01-31",
                 "those of some days"},
                {"demarche reports --format csv -o reports.csv",
                 "for a spreadsheet"}},
    .options = OPT_LIST | OPT(OPT_SINCE) | OPT(OPT_UNTIL) | OPT(OPT_LATEST),
    .formats = "table json jsonl csv md",
    .run = run,
};
