#include "stage_case.h"

#include <stdint.h>

enum { LINES = 32, NAMES = 8, PIECES = 8 };

static bool next_line(struct stage_file *file, struct slice *line)
{
    const char *start = file->bytes.ptr + file->at;
    size_t left = file->bytes.len - file->at;
    const char *end;

    if (left == 0) {
        return false;
    }
    end = memchr(start, '\n', left);
    *line = (struct slice){start, end != NULL ? (size_t)(end - start) : left};
    file->at += line->len + (end != NULL);
    return true;
}

/* Cut "(todo)" or "(2024-03-12)" off the end of a name. */
static bool cut_mark(struct slice *name, struct slice *mark)
{
    size_t open = name->len;

    if (!slice_ends(*name, ")")) {
        return false;
    }
    while (open > 0 && name->ptr[open - 1] != '(') {
        open--;
    }
    if (open == 0) {
        return false;
    }
    *mark = (struct slice){name->ptr + open, name->len - open - 1};
    if (!slice_is(*mark, "todo") && date_parse(*mark).precision == DATE_NONE) {
        return false;
    }
    *name = slice_trim((struct slice){name->ptr, open - 1});
    return true;
}

static void read_name(struct slice line, struct stage_case *item)
{
    struct slice name = {line.ptr + 4, line.len - 4};
    struct slice mark;

    if (slice_ends(name, "====")) {
        name.len -= 4;
    }
    name = slice_trim(name);
    item->date = SLICE("2024-06-14");
    while (cut_mark(&name, &mark)) {
        if (slice_is(mark, "todo")) {
            item->todo = true;
        } else {
            item->date = mark;
        }
    }
    item->name = name;
}

static bool is_case(struct slice line)
{
    return slice_starts(line, "==== ");
}

/* Single line breaks become blanks, empty lines part paragraphs. */
static void read_text(struct stage_file *file, struct stage_case *item)
{
    struct buf text = {0};
    struct slice line;
    bool gap = false;

    while (next_line(file, &line) && !slice_is(line, "---")) {
        line = slice_trim(line);
        if (line.len == 0) {
            gap = text.len != 0;
            continue;
        }
        if (text.len != 0) {
            buf_add_str(&text, gap ? "\n\n" : " ");
        }
        gap = false;
        buf_add_slice(&text, line);
    }
    item->text = arena_copy(file->arena, buf_slice(&text));
    buf_release(&text);
}

bool stage_next(struct stage_file *file, struct stage_case *item,
                struct err *err)
{
    const char *slash = strrchr(file->path, '/');
    struct slice base = slice_of(slash != NULL ? slash + 1 : file->path);
    struct slice line = {0};
    size_t start;

    *item = (struct stage_case){.quotes = slice_starts(base, "quotes-") ||
                                          slice_starts(base, "speakers")};
    do {
        if (!next_line(file, &line)) {
            return false;
        }
        if (!is_case(line) && slice_trim(line).len != 0 &&
            !slice_starts(line, "#")) {
            return err_set(err, ERR_SYNTAX, "%s: no case opens at '%.*s'",
                           file->path, (int)(line.len < 40 ? line.len : 40),
                           line.ptr);
        }
    } while (!is_case(line));
    read_name(line, item);
    read_text(file, item);
    start = file->at;
    for (;;) {
        size_t before = file->at;

        if (!next_line(file, &line) || is_case(line)) {
            file->at = before;
            break;
        }
    }
    item->expected =
        slice_trim((struct slice){file->bytes.ptr + start, file->at - start});
    return true;
}

/* --- reading what is expected */

/* The next word of a line, or the words between quotation marks (then
 * `*quoted`); false at the end. */
static bool next_word(struct slice *line, struct slice *word, bool *quoted)
{
    size_t len = 0;

    *line = slice_trim(*line);
    if (line->len == 0) {
        return false;
    }
    *quoted = line->ptr[0] == '"';
    if (*quoted) {
        for (len = 1; len < line->len && line->ptr[len] != '"'; len++) {
            len += line->ptr[len] == '\\';
        }
        *word = (struct slice){line->ptr + 1, len - 1};
        len++;
    } else {
        while (len < line->len && line->ptr[len] != ' ') {
            len++;
        }
        *word = (struct slice){line->ptr, len};
    }
    len = len < line->len ? len : line->len;
    *line = (struct slice){line->ptr + len, line->len - len};
    return true;
}

/* Where `words` (with \" for a mark) stand in `text`, behind `after`. */
static struct span find_words(struct slice text, struct slice words,
                              size_t after)
{
    struct buf plain = {0};
    struct span span = {0, 0};
    const char *at;

    for (size_t i = 0; i < words.len; i++) {
        i += words.ptr[i] == '\\' && i + 1 < words.len;
        buf_add_char(&plain, words.ptr[i]);
    }
    at = plain.len != 0 && after < text.len
             ? memmem(text.ptr + after, text.len - after, plain.ptr, plain.len)
             : NULL;
    if (at != NULL) {
        span.start = (size_t)(at - text.ptr);
        span.end = span.start + plain.len;
    }
    buf_release(&plain);
    return span;
}

static bool next_expected(struct slice *rest, struct slice *line)
{
    while (rest->len != 0) {
        const char *end = memchr(rest->ptr, '\n', rest->len);
        size_t len = end != NULL ? (size_t)(end - rest->ptr) : rest->len;

        *line = slice_trim((struct slice){rest->ptr, len});
        len += end != NULL;
        *rest = (struct slice){rest->ptr + len, rest->len - len};
        if (line->len > 1 && slice_starts(*line, "(")) {
            *line = (struct slice){line->ptr + 1, line->len - 2};
            return true;
        }
    }
    return false;
}

/* --- acts */

struct expected_act {
    struct slice type;
    struct slice party[2][NAMES]; /* actors, recipients */
    bool words_only[2];           /* a party no table knows */
    size_t parties[2];
    struct span words;
    unsigned flags;
    bool met;
};

static const char *const flag_name[] = {
    "negated",    "conditional", "future",   "hypothetical",
    "historical", "reiterated",  "anonymous"};

static unsigned flags_of(const struct act *act)
{
    const struct act_flags *flags = &act->flags;
    bool set[] = {flags->negated,      flags->conditional, flags->future,
                  flags->hypothetical, flags->historical,  flags->reiterated,
                  flags->anonymous};
    unsigned bits = 0;

    for (size_t i = 0; i < sizeof set / sizeof set[0]; i++) {
        bits |= set[i] ? 1U << i : 0;
    }
    return bits;
}

static void read_parties(struct slice word, bool quoted,
                         struct expected_act *act, int side)
{
    act->words_only[side] = quoted;
    if (quoted) {
        act->party[side][act->parties[side]++] = word;
        return;
    }
    while (word.len != 0 && act->parties[side] < NAMES) {
        const char *plus = memchr(word.ptr, '+', word.len);
        size_t len = plus != NULL ? (size_t)(plus - word.ptr) : word.len;
        struct slice code = {word.ptr, len};

        if (!slice_is(code, "-")) {
            act->party[side][act->parties[side]++] = code;
        }
        len += plus != NULL;
        word = (struct slice){word.ptr + len, word.len - len};
    }
}

static void read_act(struct slice line, struct slice text,
                     struct expected_act *act)
{
    struct slice word;
    bool quoted = false;

    *act = (struct expected_act){0};
    (void)next_word(&line, &act->type, &quoted);
    if (next_word(&line, &word, &quoted)) {
        read_parties(word, quoted, act, 0);
    }
    (void)next_word(&line, &word, &quoted); /* -> */
    if (next_word(&line, &word, &quoted)) {
        read_parties(word, quoted, act, 1);
    }
    if (next_word(&line, &word, &quoted)) {
        act->words = find_words(text, word, 0);
    }
    while (next_word(&line, &word, &quoted)) {
        for (size_t i = 0; i < sizeof flag_name / sizeof flag_name[0]; i++) {
            act->flags |= slice_is(word, flag_name[i]) ? 1U << i : 0;
        }
    }
}

static bool same_parties(const struct expected_act *want, int side,
                         const struct party *party, size_t count,
                         struct slice text)
{
    if (want->parties[side] != count) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool found = false;

        for (size_t k = 0; !found && k < count; k++) {
            struct slice have = party[i].code != NULL && !want->words_only[side]
                                    ? slice_of(party[i].code)
                                    : slice_cut(text, party[i].at);

            found = slice_eq(have, want->party[side][k]);
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

static void write_act(const struct act *act, struct slice text, struct buf *out)
{
    struct slice words = slice_cut(text, act->text);
    unsigned flags = flags_of(act);

    buf_printf(out, "\n            (%s", act->type);
    for (int side = 0; side < 2; side++) {
        const struct party *party = side == 0 ? act->actor : act->recipient;
        size_t count = side == 0 ? act->actors : act->recipients;

        buf_add_str(out, side == 0 ? " " : " -> ");
        buf_add_str(out, count == 0 ? "-" : "");
        for (size_t i = 0; i < count; i++) {
            struct slice name = slice_cut(text, party[i].at);

            buf_add_str(out, i != 0 ? "+" : "");
            if (party[i].code != NULL) {
                buf_add_str(out, party[i].code);
            } else {
                buf_printf(out, "\"%.*s\"", (int)name.len, name.ptr);
            }
        }
    }
    buf_printf(out, " \"%.*s\"", (int)words.len, words.ptr);
    for (size_t i = 0; i < sizeof flag_name / sizeof flag_name[0]; i++) {
        if ((flags & 1U << i) != 0) {
            buf_printf(out, " %s", flag_name[i]);
        }
    }
    buf_printf(out, ") %.2f", act->confidence);
    for (size_t i = 0; i < act->whys && i < 1; i++) {
        buf_printf(out, "  %s", act->why[i]);
    }
}

static bool meets(const struct expected_act *want, const struct act *act,
                  struct slice text)
{
    return slice_is(want->type, act->type) &&
           act->text.start < want->words.end &&
           act->text.end > want->words.start && flags_of(act) == want->flags &&
           same_parties(want, 0, act->actor, act->actors, text) &&
           same_parties(want, 1, act->recipient, act->recipients, text);
}

bool stage_acts_hold(const struct stage_case *item, const struct report *report,
                     const struct coding *coding, struct buf *found)
{
    struct expected_act want[LINES];
    struct slice rest = item->expected;
    struct slice line;
    size_t wants = 0;
    bool holds = true;

    while (wants < LINES && next_expected(&rest, &line)) {
        read_act(line, report->text, &want[wants++]);
    }
    for (size_t i = 0; i < coding->acts; i++) {
        const struct act *act = &coding->act[i];
        bool met = false;

        write_act(act, report->text, found);
        for (size_t k = 0; !met && k < wants; k++) {
            met = !want[k].met && meets(&want[k], act, report->text);
            want[k].met |= met;
        }
        holds = holds && (met || strcmp(act->type, "state") == 0);
    }
    for (size_t k = 0; k < wants; k++) {
        holds = holds && want[k].met;
    }
    return holds;
}

/* --- quotes */

struct expected_quote {
    struct slice form;
    struct slice speaker;
    bool speaker_words;
    struct slice cue; /* by its words: the same ones may stand elsewhere */
    struct span piece[PIECES];
    size_t pieces;
    bool anonymous;
    bool met;
};

static void read_quote(struct slice line, struct slice text,
                       struct expected_quote *quote)
{
    struct slice word;
    bool quoted = false;
    size_t after = 0;

    *quote = (struct expected_quote){0};
    (void)next_word(&line, &quote->form, &quoted);
    (void)next_word(&line, &quote->speaker, &quote->speaker_words);
    if (next_word(&line, &word, &quoted) && quoted) {
        quote->cue = word;
    }
    while (next_word(&line, &word, &quoted)) {
        if (!quoted) {
            quote->anonymous |= slice_is(word, "anonymous");
        } else if (quote->pieces < PIECES) {
            quote->piece[quote->pieces] = find_words(text, word, after);
            after = quote->piece[quote->pieces++].end;
        }
    }
}

static bool same_span(struct span a, struct span b)
{
    return (a.start == b.start && a.end == b.end) ||
           (span_empty(a) && span_empty(b));
}

static bool same_speaker(const struct expected_quote *want,
                         const struct quote *quote, struct slice text)
{
    const struct speaker *speaker = &quote->speaker;
    struct slice words = slice_cut(text, speaker->at);

    if (slice_is(want->speaker, "-") && !want->speaker_words) {
        return !quote->has_speaker;
    }
    if (!quote->has_speaker || speaker->anonymous != want->anonymous) {
        return false;
    }
    if (want->speaker_words) {
        return speaker->of == NULL && slice_eq(words, want->speaker);
    }
    return speaker->of != NULL && slice_is(want->speaker, speaker->of);
}

static bool quote_meets(const struct expected_quote *want,
                        const struct quote *quote, struct slice text)
{
    bool same = slice_is(want->form, quote_form_name(quote->form)) &&
                slice_eq(want->cue, slice_cut(text, quote->cue)) &&
                want->pieces == quote->contents &&
                same_speaker(want, quote, text);

    for (size_t i = 0; same && i < want->pieces; i++) {
        same = same_span(want->piece[i], quote->content[i]);
    }
    return same;
}

static void write_quote(const struct quote *quote, struct slice text,
                        struct buf *out)
{
    struct slice cue = slice_cut(text, quote->cue);
    struct slice words = slice_cut(text, quote->speaker.at);

    buf_printf(out, "\n            (%s ", quote_form_name(quote->form));
    if (!quote->has_speaker) {
        buf_add_str(out, "-");
    } else if (quote->speaker.of != NULL) {
        buf_add_str(out, quote->speaker.of);
    } else {
        buf_printf(out, "\"%.*s\"", (int)words.len, words.ptr);
    }
    buf_printf(out, " \"%.*s\"", (int)cue.len, cue.ptr);
    for (size_t i = 0; i < quote->contents; i++) {
        struct slice piece = slice_cut(text, quote->content[i]);

        buf_printf(out, " \"%.*s\"", (int)piece.len, piece.ptr);
    }
    buf_add_str(out, quote->has_speaker && quote->speaker.anonymous
                         ? " anonymous)"
                         : ")");
}

bool stage_quotes_hold(const struct stage_case *item,
                       const struct report *report, const struct coding *coding,
                       struct buf *found)
{
    struct expected_quote want[LINES];
    struct slice rest = item->expected;
    struct slice line;
    size_t wants = 0;
    bool holds = true;

    while (wants < LINES && next_expected(&rest, &line)) {
        read_quote(line, report->text, &want[wants++]);
    }
    for (size_t i = 0; i < coding->quotes; i++) {
        bool met = false;

        write_quote(&coding->quote[i], report->text, found);
        for (size_t k = 0; !met && k < wants; k++) {
            met = !want[k].met &&
                  quote_meets(&want[k], &coding->quote[i], report->text);
            want[k].met |= met;
        }
        holds = holds && met;
    }
    return holds && wants == coding->quotes;
}
