#include "cli/desk.h"

#include "cli/page.h"
#include "cli/page_ties.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Acts in one go, words and bytes of an answer. */
enum { NEXT = 20, WORDS = 32, ROOM = 4096 };

/* What comes after an answer: the next act, the same one shown again or only
 * asked about again, the one before, the one of walk.at, the end. */
enum answer { NEXT_ACT, SAME_ACT, ASK_AGAIN, ACT_BEFORE, GO_TO, QUIT };

/* What an answer's letter does to the act that is shown. */
static const struct key {
    const char *deed;  /* of reviewer_words() */
    const char *usage; /* behind the letter */
    const char *what;
    enum answer then; /* where it goes well */
    char letter;
    bool whole; /* the rest of the line is one word */
} key[] = {
    {"accept", "[REMARK]", "it is right", NEXT_ACT, 'a', true},
    {"reject", "[REASON]", "it is none, or not so", NEXT_ACT, 'x', true},
    {"edit", "FIELD=VALUE...", "other fields: e type=offer text=\"will not\"",
     SAME_ACT, 'e', false},
    {"split", "FIELD=VALUE... and FIELD=VALUE...",
     "several acts: p text=\"leave\" and text=\"pay\" type=threat", SAME_ACT,
     'p', false},
    {"add", "\"WORDS\" type=TYPE FIELD=VALUE...",
     "an act of this report that was missed", ASK_AGAIN, 'm', false},
    {"link", "DEMAND yes|part|no|counter|defer, or none", "what it replies to",
     ASK_AGAIN, 'r', false},
    {"note", "REMARK", "a remark", ASK_AGAIN, 'n', true},
};

enum { KEYS = sizeof key / sizeof key[0] };

static const struct key *key_of(const char *line)
{
    for (size_t i = 0; i < KEYS; i++) {
        if (line[0] == key[i].letter && (line[1] == '\0' || line[1] == ' ')) {
            return &key[i];
        }
    }
    return NULL;
}

static void say_keys(void)
{
    for (size_t i = 0; i < KEYS; i++) {
        (void)fprintf(stderr, "  %c %-41s %s\n", key[i].letter, key[i].usage,
                      key[i].what);
    }
    (void)fputs("  u, U                                        undo the last, "
                "do it again\n"
                "  b, s or Enter                               back, on to the "
                "next\n"
                "  q                                           end\n"
                "Words with blanks stand in \"quotes\". Fields: demarche "
                "review --help.\n",
                stderr);
}

/* --- one deed --- */

static void say_done(struct desk *desk, const struct op_row *done,
                     const char *what)
{
    struct buf line = {0};

    reviewer_tell(&desk->session, done, &line);
    app_say(desk->session.app, "%s%s", what, line.ptr);
    buf_release(&line);
}

bool desk_do(struct desk *desk, const char **word, size_t words,
             struct err *err)
{
    struct op_row done;
    struct buf op = {0};
    bool same = false;
    bool ok =
        reviewer_words(word, words, &op, err) &&
        reviewer_apply(&desk->reviewer, buf_slice(&op), &done, &same, err);

    if (ok) {
        desk->done++;
        say_done(desk, &done, "");
    }
    buf_release(&op);
    return ok;
}

/* --- act by act --- */

/* A line without its end; false at the end of the input.  What is longer
 * than the room is no answer. */
static bool read_line(char line[ROOM])
{
    size_t len;
    int byte;

    if (fgets(line, ROOM, stdin) == NULL) {
        return false;
    }
    len = strlen(line);
    if (len == ROOM - 1 && line[len - 1] != '\n') {
        while ((byte = getchar()) != EOF && byte != '\n') {
        }
        line[0] = '?';
        line[1] = '\0';
        return true;
    }
    while (len != 0 && slice_blank(line[len - 1])) {
        line[--len] = '\0';
    }
    return true;
}

static bool ask(const struct app *app, size_t at, size_t acts, char line[ROOM])
{
    if (isatty(STDIN_FILENO) != 0 && !app->quiet) {
        (void)fprintf(stderr,
                      "%zu of %zu  [a]ccept [x] reject [e]dit [u]ndo [s]kip "
                      "[q]uit [?] more > ",
                      at + 1, acts);
    }
    return read_line(line);
}

static bool show_act(struct desk *desk, const struct act_row *act,
                     struct err *err)
{
    struct session *session = &desk->session;
    struct span mark = {0, 0};
    struct page page;
    bool ok;

    if (!page_open(&page, session->app, &session->args, err)) {
        return false;
    }
    if (act->text.at.start >= act->sentence.at.start) {
        mark = (struct span){act->text.at.start - act->sentence.at.start,
                             act->text.at.end - act->sentence.at.start};
    }
    buf_add_char(&page.sink.out, '\n');
    page_act_head(&page, act, &session->app->arena);
    page_line(&page, "confidence", "%.2f", act->confidence);
    page_line(&page, "report", "%s, %s", act->input,
              act->published != NULL ? act->published : "undated");
    page_gap(&page);
    passage_write(&page.sink.out, &page.passage, act->sentence.exact, &mark, 1);
    ok = page_ties(&page, session->record, act, false, &session->app->arena,
                   err);
    page_gap(&page);
    return page_close(&page, ok, err);
}

/* The next word of an answer, cut at blanks outside of quotes, which are
 * taken off; NULL: none is left. */
static char *next_word(char **line)
{
    char *from = *line + strspn(*line, " ");
    char *to = from;
    char *word = from;
    bool quoted = false;

    if (*from == '\0') {
        return NULL;
    }
    for (; *from != '\0' && (quoted || *from != ' '); from++) {
        if (*from == '\\' && from[1] == '"') {
            *to++ = *++from;
        } else if (*from == '"') {
            quoted = !quoted;
        } else {
            *to++ = *from;
        }
    }
    *line = *from != '\0' ? from + 1 : from;
    *to = '\0';
    return word;
}

static size_t cut(char *line, const char **word, size_t most)
{
    size_t words = 0;

    while (words < most && (word[words] = next_word(&line)) != NULL) {
        words++;
    }
    return words;
}

/* The acts in one go, and which is looked at. */
struct walk {
    struct act_row *act;
    size_t acts;
    size_t at;
};

static enum answer do_key(struct desk *desk, const struct act_row *act,
                          const struct key *what, char *line)
{
    const char *word[WORDS] = {
        what->deed, strcmp(what->deed, "add") == 0 ? act->report : act->id};
    char *rest = line + 1 + strspn(line + 1, " ");
    struct err err = {0};
    size_t words = 2;

    if (what->whole && *rest != '\0') {
        word[words++] = rest;
    } else if (!what->whole) {
        words += cut(rest, word + 2, WORDS - 2);
    }
    if (!desk_do(desk, word, words, &err)) {
        app_warn(desk->session.app, "%s", err.text);
        return ASK_AGAIN;
    }
    return what->then;
}

/* Undo or do again the last, and go to the act that it was done to. */
static enum answer turn(struct desk *desk, struct walk *walk, bool undo)
{
    struct app *app = desk->session.app;
    struct op_row done;
    struct err err = {0};
    bool ok = undo ? review_undo(desk->session.record, NULL, desk->reviewer.who,
                                 &app->arena, &done, &err)
                   : review_redo(desk->session.record, NULL, desk->reviewer.who,
                                 &app->arena, &done, &err);

    if (!ok) {
        app_warn(app, "%s", err.text);
        return ASK_AGAIN;
    }
    say_done(desk, &done, undo ? "undone: " : "done again: ");
    for (size_t i = 0; done.act != NULL && i < walk->acts; i++) {
        if (strcmp(walk->act[i].id, done.act) == 0) {
            walk->at = i;
            return GO_TO;
        }
    }
    return ASK_AGAIN;
}

static enum answer do_answer(struct desk *desk, struct walk *walk, char *line)
{
    const struct key *what = key_of(line);

    if (what != NULL) {
        return do_key(desk, &walk->act[walk->at], what, line);
    }
    if (line[0] == '\0') {
        return NEXT_ACT;
    }
    switch (line[1] == '\0' ? line[0] : '?') {
    case 'u': return turn(desk, walk, true);
    case 'U': return turn(desk, walk, false);
    case 's': return NEXT_ACT;
    case 'b': return ACT_BEFORE;
    case 'q': return QUIT;
    default: say_keys(); return ASK_AGAIN;
    }
}

static enum answer look_at(struct desk *desk, struct walk *walk,
                           struct err *err)
{
    struct session *session = &desk->session;
    enum answer answer = ASK_AGAIN;
    struct act_row now;
    char line[ROOM];

    if (!query_act(session->record, walk->act[walk->at].id,
                   &session->app->arena, &now, err) ||
        !show_act(desk, &now, err)) {
        return QUIT;
    }
    while (answer == ASK_AGAIN) {
        answer = ask(session->app, walk->at, walk->acts, line)
                     ? do_answer(desk, walk, line)
                     : QUIT;
    }
    return answer;
}

static bool walk_through(struct desk *desk, struct walk *walk, struct err *err)
{
    enum answer answer = NEXT_ACT;

    while (walk->at < walk->acts && answer != QUIT) {
        answer = look_at(desk, walk, err);
        if (answer == NEXT_ACT) {
            walk->at++;
        } else if (answer == ACT_BEFORE) {
            walk->at -= walk->at != 0;
        }
    }
    if (walk->acts != 0 && err->code == ERR_NONE) {
        app_say(desk->session.app, "%zu done. Next: demarche %s", desk->done,
                walk->at < walk->acts ? "log" : "review --next");
    }
    return err->code == ERR_NONE;
}

bool desk_walk(struct desk *desk, struct err *err)
{
    struct session *session = &desk->session;
    struct walk walk = {0};
    struct query query;
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
    if (!query_load_acts(session->record, &query, &session->app->arena,
                         &walk.act, &walk.acts, err)) {
        return false;
    }
    if (walk.acts == 0) {
        app_say(session->app, "Every act was looked at.");
    }
    return walk_through(desk, &walk, err);
}
