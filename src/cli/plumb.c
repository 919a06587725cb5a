#include "cli/plumb.h"

#include "acts/code.h"
#include "acts/mentions_json.h"
#include "acts/quotes_json.h"
#include "base/json.h"
#include "cli/items.h"
#include "cli/opening.h"
#include "flow/places.h"
#include "lang/analysis_json.h"
#include "when/when_json.h"

bool plumb_open(struct plumb *plumb, enum flow_stage upto, struct err *err)
{
    const struct args *args = &plumb->args;

    if (!opening_flow(plumb->app, args, NULL, upto, &plumb->flow, err)) {
        return false;
    }
    plumb->worker = flow_worker_new(plumb->flow);
    if (!sink_open(&plumb->sink, args->value[OPT_OUTPUT],
                   args_has(args, OPT_FORCE), SINK_JSON, err)) {
        flow_worker_release(&plumb->worker);
        flow_free(plumb->flow);
        return false;
    }
    return true;
}

bool plumb_close(struct plumb *plumb, struct err *err)
{
    flow_worker_release(&plumb->worker);
    flow_free(plumb->flow);
    return sink_close(&plumb->sink, err->code == ERR_NONE, err);
}

void plumb_object(struct json *json, const struct item *item)
{
    json_open(json, '{');
    if (item->id.ptr != NULL) {
        json_key(json, "id");
        json_raw(json, item->id);
    } else {
        json_key_str(json, "input", item->input);
    }
}

void plumb_error(struct plumb *plumb, const struct item *item,
                 const struct err *what)
{
    struct json json = {.out = &plumb->sink.out};

    plumb_object(&json, item);
    if (item->id.ptr != NULL) {
        json_key_str(&json, "input", item->input);
    }
    json_key_str(&json, "error", what->text);
    json_close(&json, '}');
    buf_add_char(&plumb->sink.out, '\n');
    plumb->failed++;
}

static bool end_object(struct plumb *plumb, struct json *json, struct err *err)
{
    json_close(json, '}');
    buf_add_char(&plumb->sink.out, '\n');
    return sink_flush(&plumb->sink, err);
}

bool plumb_each(struct plumb *plumb, const struct item *item, size_t count,
                plumb_one_fn one, struct err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < count; i++) {
        struct json json = {.out = &plumb->sink.out};

        if (item[i].err.code != ERR_NONE) {
            plumb_error(plumb, &item[i], &item[i].err);
            continue;
        }
        plumb_object(&json, &item[i]);
        ok = one(plumb, &item[i], &json, err) && end_object(plumb, &json, err);
    }
    return ok;
}

/* Texts that can be analysed go together, so that short ones cost little;
 * what is written keeps the order of the items. */
static bool analyse_items(void *context, const struct item *item, size_t count,
                          struct err *err)
{
    struct plumb *plumb = context;
    struct arena arena = {0};
    struct slice *text = arena_alloc(&arena, count, sizeof *text);
    struct analysis *doc = arena_alloc(&arena, count, sizeof *doc);
    size_t texts = 0;
    bool ok = true;

    for (size_t i = 0; i < count; i++) {
        if (item[i].err.code == ERR_NONE) {
            text[texts++] = item[i].text;
        }
    }
    lang_analyse(plumb->worker.lang, text, texts, &arena, doc);
    texts = 0;
    for (size_t i = 0; ok && i < count; i++) {
        struct json json = {.out = &plumb->sink.out};

        if (item[i].err.code != ERR_NONE) {
            plumb_error(plumb, &item[i], &item[i].err);
            continue;
        }
        plumb_object(&json, &item[i]);
        json_key(&json, "tokens");
        analysis_json_write(&json, &doc[texts++]);
        ok = end_object(plumb, &json, err);
    }
    arena_release(&arena);
    return ok;
}

/* Plain text has no page: paragraphs are what empty lines part or, where
 * there are none, its lines; all of it is text. */
void plumb_plain_report(struct reading *reading, const struct item *item)
{
    struct report *report = &reading->report;
    struct slice text = item->text;
    bool blocks = false;
    size_t room = 1;

    for (size_t i = 0; i < text.len; i++) {
        room += text.ptr[i] == '\n';
        blocks = blocks ||
                 (i != 0 && text.ptr[i] == '\n' && text.ptr[i - 1] == '\n');
    }
    report->input = slice_of(item->input);
    report->published.date = date_parse(item->date);
    report->text = text;
    report->paragraph =
        arena_alloc(&reading->arena, room, sizeof *report->paragraph);
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        struct slice words;

        while (end < text.len && !(text.ptr[end] == '\n' &&
                                   (!blocks || (end + 1 < text.len &&
                                                text.ptr[end + 1] == '\n')))) {
            end++;
        }
        words = slice_trim((struct slice){text.ptr + at, end - at});
        if (words.len != 0) {
            size_t start = (size_t)(words.ptr - text.ptr);

            report->paragraph[report->paragraphs++] =
                (struct paragraph){PARAGRAPH_BODY, {start, start + words.len}};
        }
        at = end + 1;
    }
}

static bool quote_item(struct plumb *plumb, const struct item *item,
                       struct json *json, struct err *err)
{
    struct reading reading = {0};
    struct quotes quotes;
    bool ok;

    plumb_plain_report(&reading, item);
    ok = flow_quotes(plumb->flow, &plumb->worker, &reading, &quotes, err);
    if (ok) {
        json_key(json, "quotes");
        quotes_json_write(json, &quotes);
    }
    reading_release(&reading);
    return ok;
}

static bool quote_items(void *context, const struct item *item, size_t count,
                        struct err *err)
{
    return plumb_each(context, item, count, quote_item, err);
}

static bool mention_item(struct plumb *plumb, const struct item *item,
                         struct json *json, struct err *err)
{
    struct reading reading = {0};
    struct mentions mentions;
    bool ok;

    plumb_plain_report(&reading, item);
    ok = flow_mentions(plumb->flow, &plumb->worker, &reading, &mentions, err);
    if (ok) {
        json_key(json, "mentions");
        mentions_json_write(json, &mentions, &reading.document);
    }
    reading_release(&reading);
    return ok;
}

static bool mention_items(void *context, const struct item *item, size_t count,
                          struct err *err)
{
    return plumb_each(context, item, count, mention_item, err);
}

static bool date_item(struct plumb *plumb, const struct item *item,
                      struct json *json, struct err *err)
{
    struct when_setting setting = {.ref = date_parse(item->date)};
    struct arena arena = {0};
    struct analysis doc;
    struct timexes found;

    (void)err;
    lang_analyse(plumb->worker.lang, &item->text, 1, &arena, &doc);
    if (setting.ref.precision != DATE_DAY) {
        setting.ref = plumb->ref;
    }
    found = timex_find(plumb->words, &doc, &setting, &arena);
    json_key(json, "dates");
    when_json_write(json, &found);
    arena_release(&arena);
    return true;
}

static bool date_items(void *context, const struct item *item, size_t count,
                       struct err *err)
{
    return plumb_each(context, item, count, date_item, err);
}

static void write_flags(struct json *json, const struct act_flags *flags)
{
    json_key(json, "flags");
    json_open(json, '{');
    json_key_bool(json, "negated", flags->negated);
    json_key_bool(json, "conditional", flags->conditional);
    json_key_bool(json, "future", flags->future);
    json_key_bool(json, "hypothetical", flags->hypothetical);
    json_key_bool(json, "historical", flags->historical);
    json_key_bool(json, "reiterated", flags->reiterated);
    json_close(json, '}');
}

static void write_act(struct plumb *plumb, struct json *json,
                      const struct act *act)
{
    int quad = coder_quad(flow_coder(plumb->flow), act->plover);

    json_key_str(json, "type", act->type);
    json_key_str(json, "plover", act->plover);
    json_key(json, "quad");
    if (quad != 0) {
        json_int(json, quad);
    } else {
        json_none(json);
    }
    write_flags(json, &act->flags);
    json_key(json, "score");
    json_num(json, act->confidence, 4);
}

static bool code_item(struct plumb *plumb, const struct item *item,
                      struct json *json, struct err *err)
{
    struct arena arena = {0};
    struct analysis doc;
    struct pair_asked asked;
    struct act act;

    (void)err;
    lang_analyse(plumb->worker.lang, &item->text, 1, &arena, &doc);
    asked = (struct pair_asked){
        .analysis = &doc,
        .source = item->source,
        .target = item->target,
        .reader = flow_reader(plumb->flow),
        .bench = plumb->worker.bench,
    };
    if (!coding_pair_read(flow_coder(plumb->flow), &asked, &arena, &act)) {
        act = (struct act){0};
    }
    write_act(plumb, json, &act);
    arena_release(&arena);
    return true;
}

static bool code_items(void *context, const struct item *item, size_t count,
                       struct err *err)
{
    return plumb_each(context, item, count, code_item, err);
}

static bool issue_item(struct plumb *plumb, const struct item *item,
                       struct json *json, struct err *err)
{
    struct arena arena = {0};
    struct analysis doc;
    const char **issue = NULL;
    size_t issues;

    (void)err;
    lang_analyse(plumb->worker.lang, &item->text, 1, &arena, &doc);
    issues = coding_issues(flow_coder(plumb->flow), &doc, item->source, &arena,
                           &issue);
    json_key(json, "issue");
    json_open(json, '[');
    for (size_t i = 0; i < issues; i++) {
        json_str(json, issue[i]);
    }
    json_close(json, ']');
    arena_release(&arena);
    return true;
}

static bool issue_items(void *context, const struct item *item, size_t count,
                        struct err *err)
{
    return plumb_each(context, item, count, issue_item, err);
}

static bool texts(struct plumb *plumb, items_fn take, struct err *err)
{
    const struct args *args = &plumb->args;

    return args_has(args, OPT_JSONL)
               ? items_lines(args->word, args->words, take, plumb, err)
               : items_files(args->word, args->words, true, take, plumb, err);
}

bool plumb_analyse(struct plumb *plumb, struct err *err)
{
    return texts(plumb, analyse_items, err);
}

bool plumb_quotes(struct plumb *plumb, struct err *err)
{
    return texts(plumb, quote_items, err);
}

bool plumb_mentions(struct plumb *plumb, struct err *err)
{
    return texts(plumb, mention_items, err);
}

/* --ref, and the words of date expressions. */
static bool open_dates(struct plumb *plumb, struct err *err)
{
    const char *ref = plumb->args.value[OPT_REF];
    struct buf data = {0};
    bool ok = true;

    plumb->ref = date_parse(slice_of(ref));
    if (ref != NULL && plumb->ref.precision != DATE_DAY) {
        return err_set(err, ERR_USAGE,
                       "--ref wants a day such as 2021-12-17, not '%.40s'",
                       ref);
    }
    ok = places_data(&data, err) &&
         when_words_open(&plumb->words, data.ptr, err);
    buf_release(&data);
    return ok;
}

bool plumb_dates(struct plumb *plumb, struct err *err)
{
    bool ok = open_dates(plumb, err) && texts(plumb, date_items, err);

    when_words_free(plumb->words);
    plumb->words = NULL;
    return ok;
}

bool plumb_code(struct plumb *plumb, struct err *err)
{
    return items_lines(plumb->args.word, plumb->args.words, code_items, plumb,
                       err);
}

bool plumb_issues(struct plumb *plumb, struct err *err)
{
    return items_lines(plumb->args.word, plumb->args.words, issue_items, plumb,
                       err);
}
