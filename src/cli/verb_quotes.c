#include "cli/cells.h"
#include "cli/list.h"
#include "cli/verb.h"
#include "record/line.h"

enum quote_column {
    QUOTE_DATE,
    QUOTE_FORM_COLUMN,
    QUOTE_SPEAKER,
    QUOTE_ROLE,
    QUOTE_OF,
    QUOTE_CODE,
    QUOTE_TEXT,
    QUOTE_START,
    QUOTE_END,
    QUOTE_CUE,
    QUOTE_REPORT,
    QUOTE_INPUT,
    QUOTE_OUTLET,
    QUOTE_ID,
    QUOTE_COLUMNS
};

static const struct list_column quote_column[QUOTE_COLUMNS] = {
    [QUOTE_DATE] = {"published", "PUBLISHED", 10, false, false},
    [QUOTE_FORM_COLUMN] = {"form", "FORM", 8, false, false},
    [QUOTE_SPEAKER] = {"speaker", "SPEAKER", 24, false, false},
    [QUOTE_ROLE] = {"role", NULL, 24, false, false},
    [QUOTE_OF] = {"of", "OF", 8, false, false},
    [QUOTE_CODE] = {"code", NULL, 24, false, false},
    [QUOTE_TEXT] = {"text", "WORDS", 0, false, false},
    [QUOTE_START] = {"start", NULL, 8, true, false},
    [QUOTE_END] = {"end", NULL, 8, true, false},
    [QUOTE_CUE] = {"cue", NULL, 16, false, false},
    [QUOTE_REPORT] = {"report", NULL, 18, false, false},
    [QUOTE_INPUT] = {"input", NULL, 40, false, false},
    [QUOTE_OUTLET] = {"outlet", NULL, 24, false, false},
    [QUOTE_ID] = {"id", "ID", 18, false, false},
};

enum speaker_column {
    SPEAKER_NAME,
    SPEAKER_ROLE,
    SPEAKER_OF,
    SPEAKER_CODE,
    SPEAKER_QUOTES,
    SPEAKER_REPORTS,
    SPEAKER_FIRST,
    SPEAKER_LAST,
    SPEAKER_COLUMNS
};

static const struct list_column speaker_column[SPEAKER_COLUMNS] = {
    [SPEAKER_NAME] = {"name", "SPEAKER", 0, false, false},
    [SPEAKER_ROLE] = {"role", "ROLE", 30, false, false},
    [SPEAKER_OF] = {"of", "OF", 8, false, false},
    [SPEAKER_CODE] = {"code", NULL, 24, false, false},
    [SPEAKER_QUOTES] = {"quotes", "QUOTES", 7, true, false},
    [SPEAKER_REPORTS] = {"reports", "REPORTS", 7, true, false},
    [SPEAKER_FIRST] = {"first", "FIRST", 10, false, false},
    [SPEAKER_LAST] = {"last", "LAST", 10, false, false},
};

static bool quote_row(void *context, const struct quote_row *quote)
{
    struct list *list = context;
    const struct speaker_row *speaker = &quote->speaker;
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    struct slice cell[QUOTE_COLUMNS] = {
        [QUOTE_DATE] = cell_date(quote->published, list->table),
        [QUOTE_FORM_COLUMN] = slice_of(quote->form),
        [QUOTE_SPEAKER] = cell_speaker(quote->has_speaker, speaker),
        [QUOTE_TEXT] = quote->text.exact,
        [QUOTE_START] = cell_number(quote->text.at.start, &arena),
        [QUOTE_END] = cell_number(quote->text.at.end, &arena),
        [QUOTE_CUE] = quote->cue.exact,
        [QUOTE_REPORT] = slice_of(quote->report),
        [QUOTE_INPUT] = slice_of(quote->input),
        [QUOTE_OUTLET] = slice_of(quote->outlet),
        [QUOTE_ID] = list->table ? session_short(&list->session, quote->id)
                                 : slice_of(quote->id)};
    bool ok = true;

    if (quote->has_speaker) {
        cell[QUOTE_ROLE] = slice_of(speaker->role);
        cell[QUOTE_OF] = slice_of(speaker->of);
        cell[QUOTE_CODE] = slice_of(speaker->code);
    }
    line_quote(&json, quote);
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

static bool speaker_row(struct list *list, const struct quoted_row *speaker)
{
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    struct slice cell[SPEAKER_COLUMNS] = {
        [SPEAKER_NAME] = slice_of(speaker->name),
        [SPEAKER_ROLE] = slice_of(speaker->role),
        [SPEAKER_OF] = slice_of(speaker->of),
        [SPEAKER_CODE] = slice_of(speaker->code),
        [SPEAKER_QUOTES] = cell_number(speaker->quotes, &arena),
        [SPEAKER_REPORTS] = cell_number(speaker->reports, &arena),
        [SPEAKER_FIRST] = slice_of(speaker->first),
        [SPEAKER_LAST] = slice_of(speaker->last)};
    bool ok = true;

    json_open(&json, '{');
    json_key_str(&json, "name", speaker->name);
    json_key_str(&json, "role", speaker->role);
    json_key_str(&json, "of", speaker->of);
    json_key_str(&json, "code", speaker->code);
    json_key_int(&json, "quotes", (int64_t)speaker->quotes);
    json_key_int(&json, "reports", (int64_t)speaker->reports);
    json_key_str(&json, "first", speaker->first);
    json_key_str(&json, "last", speaker->last);
    json_close(&json, '}');
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

static bool quote_rows(struct list *list, const struct query *query,
                       struct err *err)
{
    return query_quotes(list->session.record, query, quote_row, list, err);
}

static bool speaker_rows(struct list *list, const struct query *query,
                         struct err *err)
{
    struct arena arena = {0};
    struct quoted_row *row = NULL;
    size_t rows = 0;
    bool ok =
        query_quoted(list->session.record, query, &arena, &row, &rows, err);

    for (size_t i = 0; ok && i < rows; i++) {
        ok = speaker_row(list, &row[i]);
    }
    arena_release(&arena);
    return ok;
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind quotes = {
        quote_column, QUOTE_COLUMNS,      "quote",
        "quotes",     "demarche show ID", quote_rows};
    static const struct list_kind speakers = {speaker_column,
                                              SPEAKER_COLUMNS,
                                              "speaker",
                                              "speakers",
                                              "demarche quotes --speaker NAME",
                                              speaker_rows};
    struct list list;
    int status = list_run(&list, app, args,
                          args_has(args, OPT_SPEAKERS) ? &speakers : &quotes);

    list_tell_origins(&list, status);
    list_close(&list);
    return status;
}

const struct verb verb_quotes = {
    .name = "quotes",
    .summary = "list whose words were reported, or who is quoted most",
    .usage = "[DOSSIER]",
    .about =
        "One line a quote, by the date of its report: direct (within "
        "quotation marks), indirect (said that ...) or mixed. --actor finds "
        "the words of a person, a state or an organisation by code, --speaker "
        "by letters of the name or office.\n\n"
        "With --speakers: the named speakers, most quoted first.",
    .example = {{"demarche quotes talks.demarche --speaker ryabkov",
                 "one person's words"},
                {"demarche quotes --actor NATO --since 2022-01",
                 "everybody who speaks for NATO"},
                {"demarche quotes --speakers --limit 10", "who is quoted most"},
                {"demarche quotes --format csv -o quotes.csv",
                 "for a spreadsheet"}},
    .options = OPT_LIST | OPT(OPT_ACTOR) | OPT(OPT_SPEAKER) | OPT(OPT_IN) |
               OPT(OPT_SINCE) | OPT(OPT_UNTIL) | OPT(OPT_LATEST) |
               OPT(OPT_SPEAKERS),
    .formats = "table json jsonl csv md",
    .run = run,
};
