#include "base/caps.h"
#include "base/file.h"
#include "cli/desk.h"
#include "cli/page.h"
#include "cli/verb.h"
#include "views/agreement.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* --- many operations, from a file --- */

/* One that fails is named, the rest goes on. */
static void apply_line(struct desk *desk, const char *name, size_t number,
                       struct slice line)
{
    struct app *app = desk->session.app;
    struct op_row done;
    struct err err = {0};
    bool same = false;

    if (slice_trim(line).len == 0) {
        return;
    }
    if (!reviewer_apply(&desk->reviewer, line, &done, &same, &err)) {
        app_warn(app, "%s:%zu: %s", name, number, err.text);
        desk->failed++;
        return;
    }
    desk->done += !same;
    desk->same += same;
    if (!same && done.trouble != NULL) {
        app_say(app, "%s:%zu: %s", name, number, done.trouble);
    }
}

static void apply_lines(struct desk *desk, const char *name, struct slice lines)
{
    size_t number = 0;

    while (lines.len != 0) {
        size_t len = slice_find(lines, SLICE("\n"));

        apply_line(desk, name, ++number, (struct slice){lines.ptr, len});
        len += len < lines.len;
        lines.ptr += len;
        lines.len -= len;
    }
}

static bool read_all(const char *name, struct buf *bytes, struct err *err)
{
    return strcmp(name, "-") == 0
               ? file_read_fd(STDIN_FILENO, "standard input", CAP_INPUT_BYTES,
                              bytes, err)
               : file_read(name, CAP_INPUT_BYTES, bytes, err);
}

static bool apply_file(struct desk *desk, const char *name, struct err *err)
{
    struct buf bytes = {0};
    bool ok =
        read_all(name, &bytes, err) && review_begin(desk->session.record, err);

    if (ok) {
        apply_lines(desk, name, buf_slice(&bytes));
        ok = review_end(desk->session.record, err);
    }
    buf_release(&bytes);
    return ok;
}

/* --- the log of another dossier --- */

struct merging {
    struct desk *desk;
    const char *path;
    size_t number;
};

static bool merge_row(void *context, const struct op_row *row)
{
    struct merging *merging = context;
    struct buf line = {0};

    review_line(&line, row);
    apply_line(merging->desk, merging->path, ++merging->number,
               buf_slice(&line));
    buf_release(&line);
    return true;
}

static bool merge(struct desk *desk, const char *path, struct err *err)
{
    struct merging merging = {desk, path, 0};
    struct record *other = NULL;
    bool ok = record_open(&other, path, RECORD_READ, err) &&
              review_begin(desk->session.record, err) &&
              review_log(other, NULL, merge_row, &merging, err) &&
              review_end(desk->session.record, err);

    record_close(other);
    return ok;
}

/* --- to another version of a report --- */

struct carrying {
    struct desk *desk;
    char to[RECORD_ID_ROOM];
    struct buf ops; /* one a line */
};

static bool carry_row(void *context, const struct op_row *row)
{
    struct carrying *carrying = context;
    struct session *session = &carrying->desk->session;
    struct err err = {0};

    if (row->undone != NULL || strcmp(row->verb, "undo") == 0 ||
        strcmp(row->verb, "redo") == 0) {
        return true;
    }
    if (review_carry(session->record, row, carrying->to, &carrying->ops,
                     &err)) {
        buf_add_char(&carrying->ops, '\n');
    } else {
        app_warn(session->app, "%s %s: %s", row->verb, row->id, err.text);
        carrying->desk->failed++;
    }
    return true;
}

static bool report_id(const struct session *session, const char *given,
                      char id[RECORD_ID_ROOM], struct err *err)
{
    return query_id(session->record, given, id, err) &&
           (id[0] == KIND_REPORT ||
            err_set(err, ERR_USAGE, "%s is no report", id));
}

/* review carry OLD NEW: what holds of the old report's acts is done to those
 * of the new one. */
static bool carry(struct desk *desk, const char *old, const char *to,
                  struct err *err)
{
    struct carrying carrying = {.desk = desk};
    struct op_query query = {0};
    char from[RECORD_ID_ROOM];
    bool ok = report_id(&desk->session, old, from, err) &&
              report_id(&desk->session, to, carrying.to, err);

    query.report = from;
    desk->reviewer.foreign = true; /* what was known when it was set */
    desk->many = true;
    ok = ok &&
         review_log(desk->session.record, &query, carry_row, &carrying, err) &&
         review_begin(desk->session.record, err);
    if (ok) {
        apply_lines(desk, "carry", buf_slice(&carrying.ops));
        ok = review_end(desk->session.record, err);
    }
    buf_release(&carrying.ops);
    return ok;
}

/* --- what disagrees --- */

static void write_alpha(struct page *page, const char *label,
                        const struct alpha *alpha)
{
    if (alpha->units == 0) {
        page_line(page, label, "no act was judged by two reviewers");
    } else if (!alpha->defined) {
        page_line(page, label, "not defined: all %zu judgements are the same",
                  alpha->ratings);
    } else {
        page_line(page, label, "alpha %.3f over %zu acts, %zu judgements",
                  alpha->alpha, alpha->units, alpha->ratings);
    }
}

static void json_alpha(struct json *json, const char *key,
                       const struct alpha *alpha)
{
    json_key(json, key);
    json_open(json, '{');
    json_key(json, "alpha");
    if (alpha->defined) {
        json_num(json, alpha->alpha, 4);
    } else {
        json_none(json);
    }
    json_key_int(json, "acts", (int64_t)alpha->units);
    json_key_int(json, "judgements", (int64_t)alpha->ratings);
    json_close(json, '}');
}

static bool agreement(struct desk *desk, struct err *err)
{
    struct session *session = &desk->session;
    struct agreement result;
    struct page page;

    if (!agreement_load(session->record, &session->app->arena, &result, err) ||
        !page_open(&page, session->app, &session->args, err)) {
        return false;
    }
    if (page.json) {
        json_open(&page.writer, '{');
        json_key_int(&page.writer, "reviewers", (int64_t)result.reviewers);
        json_key_int(&page.writer, "acts", (int64_t)result.judged);
        json_alpha(&page.writer, "verdict", &result.verdict);
        json_alpha(&page.writer, "type", &result.type);
        json_close(&page.writer, '}');
    } else {
        page_line(&page, "reviewers", "%zu", result.reviewers);
        page_line(&page, "acts", "%zu judged", result.judged);
        write_alpha(&page, "act or not", &result.verdict);
        write_alpha(&page, "type", &result.type);
    }
    return page_close(&page, true, err);
}

static const char *act_of(const struct op_row *row)
{
    return row->now != NULL ? row->now : row->act;
}

static bool conflict_row(void *context, const struct op_row *row)
{
    struct page *page = context;
    const char *act = act_of(row);

    if (page->json) {
        json_open(&page->writer, '{');
        json_key_str(&page->writer, "operation", row->id);
        json_key_str(&page->writer, "op", row->verb);
        json_key_str(&page->writer, "act", act);
        json_key_str(&page->writer, "who", row->who);
        json_key_str(&page->writer, "at", row->at);
        json_key_str(&page->writer, "trouble", row->trouble);
        json_close(&page->writer, '}');
    } else {
        struct buf line = {0};

        buf_printf(&line, "%s %s by %s, %s: %s", row->verb,
                   act != NULL ? act : "", row->who, row->at, row->trouble);
        page_text(page, row->id, buf_slice(&line));
        buf_release(&line);
    }
    return true;
}

/* Two reviewers, and what each says of the act. */
static void write_disagreement(struct page *page,
                               const struct disagreement *one)
{
    if (page->json) {
        json_open(&page->writer, '{');
        json_key_str(&page->writer, "act", one->act);
        json_key_str(&page->writer, "who", one->who);
        json_key_str(&page->writer, "says", one->said);
        json_key_str(&page->writer, "other", one->other);
        json_key_str(&page->writer, "other_says", one->other_said);
        json_close(&page->writer, '}');
    } else {
        page_line(page, one->act, "%s says %s, %s says %s", one->who, one->said,
                  one->other, one->other_said);
    }
}

/* What holds and is in trouble, and where reviewers judge differently. */
static bool conflicts(struct desk *desk, struct err *err)
{
    const struct op_query query = {.trouble = true};
    struct session *session = &desk->session;
    struct agreement result;
    struct page page;
    bool ok = true;

    if (!agreement_load(session->record, &session->app->arena, &result, err) ||
        !page_open(&page, session->app, &session->args, err)) {
        return false;
    }
    if (page.json) {
        json_open(&page.writer, '[');
    }
    ok = review_log(session->record, &query, conflict_row, &page, err);
    for (size_t i = 0; ok && i < result.disagreements; i++) {
        write_disagreement(&page, &result.disagreement[i]);
    }
    if (page.json) {
        json_close(&page.writer, ']');
    } else if (ok && page.sink.out.len == 0) {
        app_say(session->app, "Nothing disagrees.");
    }
    return page_close(&page, ok, err);
}

/* --- the verb --- */

static bool work(struct desk *desk, struct err *err)
{
    const struct args *args = &desk->session.args;
    const char *file = args->value[OPT_APPLY];

    if (file != NULL) {
        return session_words(&desk->session, 0, "", err) &&
               apply_file(desk, file, err);
    }
    if (args_has(args, OPT_NEXT)) {
        return desk_walk(desk, err);
    }
    if (args->words == 0) {
        return err_set(err, ERR_USAGE,
                       "what is to be done? review --next, review accept ACT "
                       "...");
    }
    if (strcmp(args->word[0], "agreement") == 0) {
        return agreement(desk, err);
    }
    if (strcmp(args->word[0], "conflicts") == 0) {
        return conflicts(desk, err);
    }
    if (strcmp(args->word[0], "carry") == 0 && args->words == 3) {
        return carry(desk, args->word[1], args->word[2], err);
    }
    if (strcmp(args->word[0], "merge") == 0 && args->words == 2 &&
        slice_ends(slice_of(args->word[1]), ".demarche")) {
        return merge(desk, args->word[1], err);
    }
    return desk_do(desk, args->word, args->words, err);
}

static int run(struct app *app, const struct args *args)
{
    struct desk desk = {0};
    struct err err = {0};
    int status = EXIT_OK;

    if (!session_open_to_write(&desk.session, app, args, WORDS_ANY, &err)) {
        return app_fail(app, &err);
    }
    if (!reviewer_open(&desk.reviewer, &desk.session, &err) ||
        !work(&desk, &err)) {
        status = app_fail(app, &err);
    } else if (args_has(args, OPT_APPLY) || desk.many || desk.failed != 0 ||
               desk.same != 0) {
        app_say(app, "done %zu \xc2\xb7 same as before %zu \xc2\xb7 failed %zu",
                desk.done, desk.same, desk.failed);
        status = desk.failed != 0 ? EXIT_PARTIAL : EXIT_OK;
    }
    reviewer_close(&desk.reviewer);
    session_close(&desk.session);
    return status;
}

const struct verb verb_review = {
    .name = "review",
    .summary = "accept, reject, correct what was found; add what was missed",
    .usage = "[DOSSIER] [DEED WORD...]",
    .about =
        "A deed is accept ACT, reject ACT [REASON], edit ACT FIELD=VALUE..., "
        "add REPORT WORDS FIELD=VALUE..., split ACT FIELD=VALUE... and "
        "FIELD=VALUE..., merge ACT INTO, link ACT DEMAND "
        "yes|part|no|counter|defer, link ACT none, same-event ACT ACT, "
        "other-event ACT ACT, note ACT REMARK, carry REPORT REPORT, conflicts "
        "or agreement.\n\n"
        "Fields are type, actor, recipient, issue, date, text, sentence, "
        "condition (words of the report), speaker, negated, conditional, "
        "future, hypothetical, historical, reiterated, anonymous (yes or no), "
        "plover, cameo; an empty value takes the field away. An actor is a "
        "code (RUS), a name (Russia) or words of the report.\n\n"
        "With --next, the acts that nobody looked at are shown one after the "
        "other (--proposed: the proposals): a accepts, x REASON rejects, e "
        "FIELD=VALUE... edits, p splits, m adds what was missed, r links a "
        "reply, n notes, u undoes, U does again, b goes back, s on, ? tells "
        "more, q ends.\n\n"
        "With --apply, operations are read from a file, one JSON object a "
        "line (docs/review.md); one that fails is named, the rest is done, and "
        "the exit status is 3. What demarche log --format jsonl writes can be "
        "applied to another dossier with the same reports; merge "
        "OTHER.demarche "
        "does both at once.\n\n"
        "carry OLD NEW does what holds of one report's acts to those of "
        "another version of it, found by their words; what is not found is "
        "named, and the exit status is 3.\n\n"
        "Everything goes to a log that is never changed (demarche log) and can "
        "be undone (demarche undo). It outlives a newer reading: an operation "
        "finds its act by its id, else by its words. conflicts lists what did "
        "not, what a newer reading contradicts, and where reviewers differ; "
        "agreement prints Krippendorff's alpha.",
    .example = {{"demarche review talks.demarche --next --act demand",
                 "demand by demand"},
                {"demarche review reject a-7f3c91 \"said by a columnist\"",
                 "one act"},
                {"demarche review edit a-7f3c91 type=offer actor=RUS,BLR",
                 "other fields"},
                {"demarche review add r-3f9c \"will not wait\" type=warning "
                 "actor=RUS",
                 "what was missed"},
                {"demarche review split a-7f3c91 text=\"leave\" and "
                 "text=\"pay\" type=threat",
                 "two acts of one"},
                {"demarche review merge bob.demarche", "two reviewers' work"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_NEXT) | OPT(OPT_APPLY) |
               OPT(OPT_WHO) | OPT(OPT_LIMIT) | OPT(OPT_FORMAT) |
               OPT(OPT_PROPOSED) | OPT_FILTER,
    .formats = "text json",
    .run = run,
};
