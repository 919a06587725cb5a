#include "cli/copies_diff.h"

#include "cli/page.h"
#include "cli/session.h"
#include "copies/diff.h"

/* Of a long stretch without a change so much is shown at each end. */
enum { SHOWN = 160 };

struct two {
    struct session session;
    struct page page;
    struct report_row report[2]; /* the older, the newer */
    struct report_text text[2];
    struct copy_row copy; /* kind NULL: the newer does not copy the older */
    struct diff_part *part;
    size_t parts;
};

/* --- reading --- */

static bool load(struct two *two, int side, const char *id, struct err *err)
{
    struct record *record = two->session.record;
    struct arena *arena = &two->session.app->arena;

    return query_report(record, id, arena, &two->report[side], err) &&
           query_text(record, id, arena, &two->text[side], err);
}

static bool load_word(struct two *two, int side, size_t word, struct err *err)
{
    char id[RECORD_ID_ROOM];

    return query_id(two->session.record, two->session.args.word[word], id,
                    err) &&
           (id[0] == KIND_REPORT ||
            err_set(err, ERR_USAGE, "%s is no report", id)) &&
           load(two, side, id, err);
}

static bool find_copy(void *context, const struct copy_row *copy)
{
    struct two *two = context;
    struct arena *arena = &two->session.app->arena;

    if (copy->copy_of == NULL || strcmp(copy->report, two->report[1].id) != 0 ||
        strcmp(copy->copy_of, two->report[0].id) != 0) {
        return true;
    }
    two->copy = *copy;
    two->copy.kind = arena_strdup(arena, copy->kind);
    return false;
}

static bool load_both(struct two *two, struct err *err)
{
    size_t words = two->session.args.words;

    if (words == 0 || words > 2) {
        return session_words(&two->session, 1, "the id of a report", err);
    }
    if (!load_word(two, 1, 0, err)) {
        return false;
    }
    if (words == 1 && two->report[1].copy_of == NULL) {
        return err_set(err, ERR_USAGE,
                       "%s is a copy of none; name the report to compare it "
                       "with, too",
                       two->report[1].id);
    }
    return (words == 2 ? load_word(two, 0, 1, err)
                       : load(two, 0, two->report[1].copy_of, err)) &&
           query_copies(two->session.record, two->report[1].id, 0, find_copy,
                        two, err);
}

/* --- writing --- */

/* Whether white space stands before a part where it comes from. */
static bool stands_apart(const struct two *two, const struct diff_part *part)
{
    int side = part->how == DIFF_CUT ? 0 : 1;
    size_t start = side == 0 ? part->old.start : part->new.start;

    return start != 0 && slice_blank(two->text[side].text.ptr[start - 1]);
}

static struct slice words_of(const struct two *two,
                             const struct diff_part *part)
{
    return part->how == DIFF_CUT ? slice_cut(two->text[0].text, part->old)
                                 : slice_cut(two->text[1].text, part->new);
}

/* Add words; line ends are kept, or shown as a mark inside of changes. */
static void add_words(struct buf *out, struct slice text, bool lines)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\n') {
            buf_add_char(out, text.ptr[i]);
        } else if (lines) {
            buf_add_char(out, '\n');
        } else if (i == 0 || text.ptr[i - 1] != '\n') {
            buf_add_str(out, " ¶ ");
        }
    }
}

/* The first blank at or behind `at`; so no letter is cut in two. */
static size_t blank_from(struct slice text, size_t at)
{
    while (at < text.len && !slice_blank(text.ptr[at])) {
        at++;
    }
    return at;
}

static void add_same(struct buf *out, struct slice text, bool first, bool last)
{
    size_t head = first ? 0 : blank_from(text, SHOWN);
    size_t tail = text.len;

    if (!last) {
        tail = text.len > SHOWN ? blank_from(text, text.len - SHOWN) : 0;
    }
    if (head + SHOWN >= tail) {
        add_words(out, text, true);
        return;
    }
    add_words(out, (struct slice){text.ptr, head}, true);
    buf_add_str(out, first ? "[…]" : " […]");
    add_words(out, (struct slice){text.ptr + tail, text.len - tail}, true);
}

static void write_lines(struct page *page, struct slice text)
{
    while (text.len != 0) {
        size_t end = slice_find(text, SLICE("\n"));
        struct slice line = {text.ptr, end};

        if (end != 0) {
            passage_write(&page->sink.out, &page->passage, line, NULL, 0);
            page_gap(page);
        }
        end += end < text.len;
        text = (struct slice){text.ptr + end, text.len - end};
    }
}

static void side_line(struct page *page, const char *label,
                      const struct report_row *report)
{
    page_line(page, label, "%s %s · %s · %s", report->id,
              report->published.value != NULL ? report->published.value
                                              : "undated",
              report->outlet != NULL ? report->outlet : "outlet unknown",
              report->title != NULL ? report->title : "no title");
}

static void write_text(struct two *two)
{
    static const char *const open[] = {"", "[-", "{+"};
    static const char *const close[] = {"", "-]", "+}"};
    struct page *page = &two->page;
    struct buf text = {0};

    side_line(page, "from", &two->report[0]);
    side_line(page, "to", &two->report[1]);
    if (two->copy.kind != NULL) {
        page_line(page, "copy", "%s, %.0f%% of its words", two->copy.kind,
                  100 * two->copy.share);
    }
    page_gap(page);
    for (size_t i = 0; i < two->parts; i++) {
        const struct diff_part *part = &two->part[i];
        struct slice words = words_of(two, part);

        buf_add_str(&text, stands_apart(two, part) ? " " : "");
        buf_add_str(&text, open[part->how]);
        if (part->how == DIFF_SAME) {
            add_same(&text, words, i == 0, i + 1 == two->parts);
        } else {
            add_words(&text, words, false);
        }
        buf_add_str(&text, close[part->how]);
    }
    write_lines(page, buf_slice(&text));
    buf_release(&text);
}

static void write_span(struct json *json, const char *key, struct span at)
{
    json_key(json, key);
    if (span_empty(at)) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    json_key_int(json, "start", (int64_t)at.start);
    json_key_int(json, "end", (int64_t)at.end);
    json_close(json, '}');
}

static void write_json(struct two *two)
{
    static const char *const how[] = {"same", "cut", "added"};
    struct json *json = &two->page.writer;

    json_open(json, '{');
    json_key_str(json, "from", two->report[0].id);
    json_key_str(json, "to", two->report[1].id);
    json_key_str(json, "kind", two->copy.kind);
    json_key(json, "share");
    json_num(json, two->copy.share, 4);
    json_key(json, "parts");
    json_open(json, '[');
    for (size_t i = 0; i < two->parts; i++) {
        json_open(json, '{');
        json_key_str(json, "how", how[two->part[i].how]);
        write_span(json, "from", two->part[i].old);
        write_span(json, "to", two->part[i].new);
        json_key_slice(json, "text", words_of(two, &two->part[i]));
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

int copies_diff(struct app *app, const struct args *args)
{
    struct err err = {0};
    struct two two = {0};
    bool ok = true;

    if (!session_open(&two.session, app, args, 2, &err)) {
        return app_fail(app, &err);
    }
    ok = load_both(&two, &err) && page_open(&two.page, app, args, &err);
    if (ok) {
        two.parts = diff_words(two.text[0].text, two.text[1].text, &two.part,
                               &app->arena);
        if (two.page.json) {
            write_json(&two);
        } else {
            write_text(&two);
        }
        ok = page_close(&two.page, true, &err);
    }
    session_close(&two.session);
    return ok ? EXIT_OK : app_fail(app, &err);
}
