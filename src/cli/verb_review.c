#include "base/caps.h"
#include "base/file.h"
#include "cli/page.h"
#include "cli/reviewer.h"
#include "cli/verb.h"
#include "views/agreement.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { NEXT = 20 };

struct desk {
    struct session session;
    struct reviewer reviewer;
    size_t done;
    size_t same;
    size_t failed;
};

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
    size_t number = 0;
    bool ok =
        read_all(name, &bytes, err) && review_begin(desk->session.record, err);

    for (struct slice rest = buf_slice(&bytes); ok && rest.len != 0;) {
        size_t len = slice_find(rest, SLICE("\n"));

        apply_line(desk, name, ++number, (struct slice){rest.ptr, len});
        len += len < rest.len;
        rest.ptr += len;
        rest.len -= len;
    }
    ok = ok && review_end(desk->session.record, err);
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

static bool conflict_row(void *context, const struct op_row *row)
{
    struct page *page = context;
    struct buf line = {0};

    buf_printf(&line, "%s %s by %s, %s: %s", row->verb,
               row->now != NULL   ? row->now
               : row->act != NULL ? row->act
                                  : "",
               row->who, row->at, row->trouble);
    page_text(page, row->id, buf_slice(&line));
    buf_release(&line);
    return true;
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
    page.json = false;
    ok = review_log(session->record, &query, conflict_row, &page, err);
    for (size_t i = 0; ok && i < result.disagreements; i++) {
        const struct disagreement *one = &result.disagreement[i];

        page_line(&page, one->act, "%s says %s, %s says %s", one->who,
                  one->said, one->other, one->other_said);
    }
    if (ok && page.sink.out.len == 0) {
        app_say(session->app, "Nothing disagrees.");
    }
    return page_close(&page, ok, err);
}

/* --- act by act --- */

static bool say_line(char *line, size_t room)
{
    size_t len;

    if (isatty(STDIN_FILENO) != 0) {
        (void)fputs("[a]ccept  [x] REASON reject  [e] FIELD=VALUE... edit  "
                    "[s]kip  [u]ndo  [q]uit > ",
                    stderr);
    }
    if (fgets(line, (int)room, stdin) == NULL) {
        return false;
    }
    len = strlen(line);
    while (len != 0 && slice_blank(line[len - 1])) {
        line[--len] = '\0';
    }
    return true;
}

static bool show_act(struct desk *desk, const struct act_row *act,
                     struct err *err)
{
    struct session *session = &desk->session;
    struct span mark = {0, 0};
    struct page page;

    if (!page_open(&page, session->app, &session->args, err)) {
        return false;
    }
    if (act->text.at.start >= act->sentence.at.start) {
        mark = (struct span){act->text.at.start - act->sentence.at.start,
                             act->text.at.end - act->sentence.at.start};
    }
    page_act_head(&page, act, &session->app->arena);
    page_line(&page, "confidence", "%.2f", act->confidence);
    page_line(&page, "report", "%s, %s", act->input,
              act->published != NULL ? act->published : "undated");
    page_gap(&page);
    passage_write(&page.sink.out, &page.passage, act->sentence.exact, &mark, 1);
    page_gap(&page);
    return page_close(&page, true, err);
}

/* The words of an answer, cut at blanks. */
static size_t cut(char *line, const char **word, size_t most, bool whole)
{
    size_t words = 0;

    while (*line != '\0' && words < most) {
        line += strspn(line, " ");
        if (*line == '\0') {
            break;
        }
        word[words++] = line;
        if (whole) {
            break;
        }
        line += strcspn(line, " ");
        if (*line != '\0') {
            *line++ = '\0';
        }
    }
    return words;
}

enum answer { ANSWER_NEXT, ANSWER_AGAIN, ANSWER_QUIT };

static void say_done(struct desk *desk, const struct op_row *done,
                     const char *what)
{
    struct buf line = {0};

    reviewer_tell(&desk->session, done, &line);
    app_say(desk->session.app, "%s%s", what, line.ptr);
    buf_release(&line);
}

static bool do_words(struct desk *desk, const char **word, size_t words,
                     struct err *err)
{
    struct op_row done;
    struct buf op = {0};
    bool same = false;
    bool ok =
        reviewer_words(&desk->reviewer, word, words, &op, err) &&
        reviewer_apply(&desk->reviewer, buf_slice(&op), &done, &same, err);

    if (ok) {
        desk->done++;
        say_done(desk, &done, "");
    }
    buf_release(&op);
    return ok;
}

static enum answer do_answer(struct desk *desk, const struct act_row *act,
                             char *line)
{
    struct app *app = desk->session.app;
    const char *word[24] = {NULL, act->id};
    struct err err = {0};
    struct op_row done;
    size_t words = 0;

    if (line[0] != '\0' && strchr("axe", line[0]) != NULL &&
        (line[1] == '\0' || line[1] == ' ')) {
        word[0] = line[0] == 'a'   ? "accept"
                  : line[0] == 'x' ? "reject"
                                   : "edit";
        words = 2 + cut(line + 1, word + 2, 22, line[0] != 'e');
        if (do_words(desk, word, words, &err)) {
            return line[0] == 'e' ? ANSWER_AGAIN : ANSWER_NEXT;
        }
    } else if (strcmp(line, "u") == 0) {
        if (review_undo(desk->session.record, NULL, desk->reviewer.who,
                        &app->arena, &done, &err)) {
            say_done(desk, &done, "undone: ");
            return ANSWER_AGAIN;
        }
    } else if (strcmp(line, "s") == 0 || line[0] == '\0') {
        return ANSWER_NEXT;
    } else if (strcmp(line, "q") == 0) {
        return ANSWER_QUIT;
    } else {
        (void)err_set(&err, ERR_USAGE, "one of a x e s u q is wanted");
    }
    app_warn(app, "%s", err.text);
    return ANSWER_AGAIN;
}

static bool walk(struct desk *desk, const struct act_row *act, size_t acts,
                 struct err *err)
{
    struct session *session = &desk->session;
    char line[2048];

    for (size_t i = 0; i < acts;) {
        struct act_row now;
        enum answer answer = ANSWER_QUIT;

        if (!query_act(session->record, act[i].id, &session->app->arena, &now,
                       err) ||
            !show_act(desk, &now, err)) {
            return false;
        }
        answer = say_line(line, sizeof line) ? do_answer(desk, &act[i], line)
                                             : ANSWER_QUIT;
        if (answer == ANSWER_QUIT) {
            break;
        }
        i += answer == ANSWER_NEXT;
    }
    return true;
}

static bool next(struct desk *desk, struct err *err)
{
    struct session *session = &desk->session;
    struct act_row *act = NULL;
    struct query query;
    size_t acts = 0;
    char *end = NULL;

    if (!session_query(session, &query, err)) {
        return false;
    }
    query.unreviewed = true;
    query.limit = query.limit != 0 ? query.limit : NEXT;
    if (session->args.words == 1) {
        query.limit = strtoul(session->args.word[0], &end, 10);
        if (*end != '\0' || query.limit == 0) {
            return err_set(err, ERR_USAGE, "'%.60s': how many?",
                           session->args.word[0]);
        }
    }
    if (!query_load_acts(session->record, &query, &session->app->arena, &act,
                         &acts, err)) {
        return false;
    }
    if (acts == 0) {
        app_say(session->app, "Every act was looked at.");
    }
    return walk(desk, act, acts, err);
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
        return next(desk, err);
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
    if (strcmp(args->word[0], "merge") == 0 && args->words == 2 &&
        slice_ends(slice_of(args->word[1]), ".demarche")) {
        return merge(desk, args->word[1], err);
    }
    return do_words(desk, args->word, args->words, err);
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
    } else if (args_has(args, OPT_APPLY) || desk.failed != 0 ||
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
        "A deed is accept, reject, edit, add, merge, link, note, same-event, "
        "other-event, conflicts or agreement.\n\n"
        "With --next, the acts that nobody looked at are shown one after the "
        "other (--proposed: the proposals): a accepts, x REASON rejects, e "
        "FIELD=VALUE... edits, u undoes, "
        "s skips, q ends. Fields are type, actor, recipient, issue, date, "
        "text (words of the report), speaker, negated, conditional, future, "
        "hypothetical, historical, reiterated; an empty value takes the field "
        "away.\n\n"
        "With --apply, operations are read from a file, one JSON object a "
        "line (docs/review.md); one that fails is named, the rest is done, and "
        "the exit status is 3. What demarche log --format jsonl writes can be "
        "applied to another dossier with the same reports; merge "
        "OTHER.demarche "
        "does both at once.\n\n"
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
                {"demarche review merge bob.demarche", "two reviewers' work"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_NEXT) | OPT(OPT_APPLY) |
               OPT(OPT_WHO) | OPT(OPT_LIMIT) | OPT(OPT_FORMAT) |
               OPT(OPT_PROPOSED) | OPT_FILTER,
    .formats = "text json",
    .run = run,
};
