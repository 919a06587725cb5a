/* What people say of the acts: done, undone, kept, told. */
#include "base/json.h"
#include "record/review.h"
#include "record/story.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>

struct desk {
    char folder[64];
    struct record *record;
    struct arena arena;
    struct err err;
};

static void open_desk(struct desk *desk)
{
    *desk = (struct desk){0};
    story_folder(desk->folder);
    story_fill(story_path(desk->folder, "d"), "012");
    assert_true(record_open(&desk->record, story_path(desk->folder, "d"),
                            RECORD_WRITE, &desk->err));
}

static void close_desk(struct desk *desk)
{
    struct record_check check;

    assert_true(record_verify(desk->record, NULL, NULL, &check, &desk->err));
    assert_int_equal(check.findings, 0);
    record_close(desk->record);
    arena_release(&desk->arena);
    story_clear(desk->folder);
}

/* The shown acts, by report and place. */
static struct act_row *acts(struct desk *desk, size_t *count)
{
    const struct query query = {.order = QUERY_STORY};
    struct act_row *row = NULL;

    assert_true(query_load_acts(desk->record, &query, &desk->arena, &row, count,
                                &desk->err));
    return row;
}

static const char *act_saying(struct desk *desk, const char *words)
{
    size_t count;
    struct act_row *row = acts(desk, &count);

    for (size_t i = 0; i < count; i++) {
        if (slice_find(row[i].text.exact, slice_of(words)) <
            row[i].text.exact.len) {
            return row[i].id;
        }
    }
    fail_msg("no act says %s", words);
    return NULL;
}

static struct act_row get(struct desk *desk, const char *id)
{
    struct act_row row;

    assert_true(query_act(desk->record, id, &desk->arena, &row, &desk->err));
    return row;
}

/* Do one thing; '%s' is `id`. */
static struct op_row apply(struct desk *desk, const char *who, const char *fmt,
                           const char *id)
{
    struct buf op = {0};
    struct op_row done = {0};
    const char *at = strstr(fmt, "%s");
    bool same;

    buf_add(&op, fmt, at != NULL ? (size_t)(at - fmt) : strlen(fmt));
    if (at != NULL) {
        buf_add_str(&op, id);
        buf_add_str(&op, at + 2);
    }
    if (!review_apply(desk->record, buf_slice(&op), who, &desk->arena, &done,
                      &same, &desk->err)) {
        fail_msg("%s: %s", op.ptr, desk->err.text);
    }
    assert_false(same);
    buf_release(&op);
    return done;
}

static void undo(struct desk *desk)
{
    struct op_row done;

    assert_true(review_undo(desk->record, NULL, "ana", &desk->arena, &done,
                            &desk->err));
}

static void redo(struct desk *desk)
{
    struct op_row done;

    assert_true(review_redo(desk->record, NULL, "ana", &desk->arena, &done,
                            &desk->err));
}

static bool count_op(void *context, const struct op_row *row)
{
    (void)row;
    (*(size_t *)context)++;
    return true;
}

static size_t ops(struct desk *desk, bool trouble)
{
    const struct op_query query = {.trouble = trouble};
    size_t count = 0;

    assert_true(review_log(desk->record, &query, count_op, &count, &desk->err));
    return count;
}

static void accepting_logs_one_operation_and_keeps_the_score(void **state)
{
    struct desk desk;
    const char *id;
    double score;

    (void)state;
    open_desk(&desk);
    id = act_saying(&desk, "withdraw its radars");
    score = get(&desk, id).confidence;
    (void)apply(&desk, "ana", "{\"op\":\"accept\",\"act\":\"%s\"}", id);
    assert_int_equal(ops(&desk, false), 1);
    assert_string_equal(get(&desk, id).review.state, "accepted");
    assert_string_equal(get(&desk, id).review.who, "ana");
    assert_true(get(&desk, id).confidence == score);
    close_desk(&desk);
}

static void a_rejected_act_is_in_no_list_but_keeps_its_id(void **state)
{
    struct desk desk;
    size_t before, after;
    const char *id;

    (void)state;
    open_desk(&desk);
    (void)acts(&desk, &before);
    id = act_saying(&desk, "withdraw its radars");
    (void)apply(&desk, "ana",
                "{\"op\":\"reject\",\"act\":\"%s\",\"reason\":\"no\"}", id);
    (void)acts(&desk, &after);
    assert_int_equal(after, before - 1);
    assert_false(get(&desk, id).shown);
    assert_string_equal(get(&desk, id).review.reason, "no");
    undo(&desk);
    (void)acts(&desk, &after);
    assert_int_equal(after, before);
    assert_null(get(&desk, id).review.state);
    redo(&desk);
    (void)acts(&desk, &after);
    assert_int_equal(after, before - 1);
    close_desk(&desk);
}

static void an_edit_changes_what_it_names_and_nothing_else(void **state)
{
    struct desk desk;
    struct act_row old, row;

    (void)state;
    open_desk(&desk);
    old = get(&desk, act_saying(&desk, "withdraw its radars"));
    (void)apply(&desk, "ana",
                "{\"op\":\"edit\",\"act\":\"%s\",\"set\":{\"type\":\"request\","
                "\"actor\":[{\"code\":\"NPACT\",\"text\":\"Northern Pact\"}],"
                "\"issue\":[\"prisoners\",\"radars\"],\"date\":\"2031-03\","
                "\"text\":{\"exact\":\"withdraw its radars\"},"
                "\"negated\":true}}",
                old.id);
    row = get(&desk, old.id);
    assert_string_equal(row.review.state, "edited");
    assert_string_equal(row.type, "request");
    assert_string_equal(row.actor[0].code, "NPACT");
    assert_true(slice_is(row.actor[0].at.exact, "Northern Pact"));
    assert_int_equal(row.issues, 2);
    assert_string_equal(row.issue[0], "prisoners");
    assert_string_equal(row.date.value, "2031-03");
    assert_true(slice_is(row.text.exact, "withdraw its radars"));
    assert_true(row.negated);
    assert_string_equal(row.recipient[0].code, old.recipient[0].code);
    assert_true(row.confidence == old.confidence);
    undo(&desk);
    row = get(&desk, old.id);
    assert_string_equal(row.type, old.type);
    assert_true(slice_eq(row.text.exact, old.text.exact));
    assert_int_equal(row.issues, old.issues);
    assert_false(row.negated);
    close_desk(&desk);
}

static void undo_of_everything_is_the_export_before(void **state)
{
    struct desk desk;
    struct buf before = {0}, after = {0};
    const char *id;

    (void)state;
    open_desk(&desk);
    story_export(story_path(desk.folder, "d"), &before);
    id = act_saying(&desk, "withdraw its radars");
    (void)apply(&desk, "ana", "{\"op\":\"accept\",\"act\":\"%s\"}", id);
    (void)apply(&desk, "ana",
                "{\"op\":\"edit\",\"act\":\"%s\",\"set\":{\"type\":\"offer\"}}",
                id);
    (void)apply(&desk, "bob",
                "{\"op\":\"edit\",\"act\":\"%s\",\"set\":{\"actor\":[]}}", id);
    (void)apply(&desk, "bob", "{\"op\":\"reject\",\"act\":\"%s\"}", id);
    (void)apply(&desk, "bob",
                "{\"op\":\"add\",\"report\":\"%s\",\"set\":{\"type\":\"state\","
                "\"text\":{\"exact\":\"We will not wait\"}}}",
                get(&desk, id).report);
    for (int i = 0; i < 5; i++) {
        undo(&desk);
    }
    story_export(story_path(desk.folder, "d"), &after);
    assert_string_equal(before.ptr, after.ptr);
    assert_int_equal(ops(&desk, false), 10);
    for (int i = 0; i < 5; i++) {
        redo(&desk);
    }
    assert_string_equal(get(&desk, id).type, "offer");
    assert_false(get(&desk, id).shown);
    buf_release(&before);
    buf_release(&after);
    close_desk(&desk);
}

static void a_missed_act_is_added_with_its_words(void **state)
{
    struct desk desk;
    struct op_row done;
    struct act_row row;
    const char *report;

    (void)state;
    open_desk(&desk);
    report = get(&desk, act_saying(&desk, "withdraw its radars")).report;
    done = apply(&desk, "ana",
                 "{\"op\":\"add\",\"report\":\"%s\",\"set\":{\"type\":"
                 "\"warning\",\"text\":{\"exact\":\"We will not wait\"},"
                 "\"actor\":[\"VES\"]}}",
                 report);
    row = get(&desk, done.act);
    assert_string_equal(row.review.state, "added");
    assert_true(slice_is(row.text.exact, "We will not wait"));
    assert_string_equal(row.actor[0].code, "VES");
    assert_non_null(row.quote);
    assert_true(slice_find(row.sentence.exact, SLICE("We will not wait")) <
                row.sentence.exact.len);
    close_desk(&desk);
}

static void what_makes_no_sense_is_refused_and_leaves_no_trace(void **state)
{
    static const char *const bad[] = {
        "{\"op\":\"edit\",\"act\":\"%s\",\"set\":{\"colour\":\"red\"}}",
        "{\"op\":\"edit\",\"act\":\"%s\",\"set\":{}}",
        "{\"op\":\"edit\",\"act\":\"%s\",\"set\":{\"text\":{\"start\":5,"
        "\"end\":99999}}}",
        "{\"op\":\"edit\",\"act\":\"%s\",\"set\":{\"date\":\"0025-01-01\"}}",
        "{\"op\":\"edit\",\"act\":\"%s\",\"set\":{\"text\":{\"exact\":\"not "
        "there\"}}}",
        "{\"op\":\"sing\",\"act\":\"%s\"}",
        "{\"op\":\"accept\",\"act\":\"a-0000000000000000\"}",
        "{\"op\":\"merge\",\"act\":\"%s\"}",
        "{\"op\":\"link\",\"act\":\"%s\",\"answers\":\"%s\"}",
        "{\"op\":\"split\",\"act\":\"%s\",\"into\":[{}]}",
        "{\"op\":\"undo\",\"target\":\"o-0000000000000000\"}",
        "[]",
        "{\"op\":",
    };
    struct desk desk;
    const char *id;

    (void)state;
    open_desk(&desk);
    id = act_saying(&desk, "withdraw its radars");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct err err = {0};
        struct buf op = {0};
        struct op_row done;
        const char *at = strstr(bad[i], "%s");
        bool same;

        buf_add(&op, bad[i],
                at != NULL ? (size_t)(at - bad[i]) : strlen(bad[i]));
        if (at != NULL) {
            buf_add_str(&op, id);
            buf_add_str(&op, at + 2);
        }
        assert_false(review_apply(desk.record, buf_slice(&op), "ana",
                                  &desk.arena, &done, &same, &err));
        assert_int_not_equal(err.code, ERR_NONE);
        buf_release(&op);
    }
    assert_int_equal(ops(&desk, false), 0);
    close_desk(&desk);
}

static void a_split_makes_two_acts_and_a_merge_one(void **state)
{
    struct desk desk;
    size_t before, after;
    const char *id;
    const char *other;

    (void)state;
    open_desk(&desk);
    (void)acts(&desk, &before);
    id = act_saying(&desk, "withdraw its radars");
    (void)apply(&desk, "ana",
                "{\"op\":\"split\",\"act\":\"%s\",\"into\":[{\"text\":{"
                "\"exact\":\"withdraw its radars\"}},{\"text\":{\"exact\":"
                "\"by summer\"},\"type\":\"threat\"}]}",
                id);
    (void)acts(&desk, &after);
    assert_int_equal(after, before + 1);
    other = act_saying(&desk, "by summer");
    assert_string_equal(get(&desk, other).type, "threat");
    assert_string_equal(get(&desk, other).actor[0].code,
                        get(&desk, id).actor[0].code);
    {
        struct buf op = {0};

        buf_printf(&op, "{\"op\":\"merge\",\"act\":\"%%s\",\"into\":\"%s\"}",
                   id);
        (void)apply(&desk, "ana", op.ptr, other);
        buf_release(&op);
    }
    (void)acts(&desk, &after);
    assert_int_equal(after, before);
    assert_string_equal(get(&desk, other).review.state, "merged");
    close_desk(&desk);
}

static bool keep_line(void *context, const struct op_row *row)
{
    review_line(context, row);
    buf_add_char(context, '\n');
    return true;
}

/* The whole log of one dossier, done in another. */
static void pass_on(struct desk *from, struct desk *to, size_t *new_ones)
{
    struct buf lines = {0};
    struct slice rest;

    assert_true(review_log(from->record, NULL, keep_line, &lines, &from->err));
    rest = buf_slice(&lines);
    *new_ones = 0;
    while (rest.len != 0) {
        size_t len = slice_find(rest, SLICE("\n"));
        struct op_row done;
        bool same;

        if (!review_apply(to->record, (struct slice){rest.ptr, len}, "nobody",
                          &to->arena, &done, &same, &to->err)) {
            fail_msg("%.*s: %s", (int)len, rest.ptr, to->err.text);
        }
        *new_ones += !same;
        rest.ptr += len + 1;
        rest.len -= len + 1;
    }
    buf_release(&lines);
}

static void two_reviewers_logs_become_one(void **state)
{
    struct desk one, two;
    const char *id;
    size_t count;

    (void)state;
    open_desk(&one);
    open_desk(&two);
    id = act_saying(&one, "withdraw its radars");
    (void)apply(&one, "ana", "{\"op\":\"accept\",\"act\":\"%s\"}", id);
    (void)apply(&two, "bob",
                "{\"op\":\"edit\",\"act\":\"%s\",\"set\":{\"type\":\"offer\"}}",
                id);
    (void)apply(&two, "bob", "{\"op\":\"accept\",\"act\":\"%s\"}", id);
    undo(&two);
    pass_on(&two, &one, &count);
    assert_int_equal(count, 3);
    assert_string_equal(get(&one, id).type, "offer");
    assert_string_equal(get(&one, id).review.who, "bob");
    pass_on(&two, &one, &count);
    assert_int_equal(count, 0);
    close_desk(&one);
    close_desk(&two);
}

static void a_changed_log_is_found(void **state)
{
    struct desk desk;
    struct record_check check;
    struct buf bytes = {0};
    const char *path;
    size_t at;
    FILE *out;

    (void)state;
    open_desk(&desk);
    (void)apply(&desk, "annabella", "{\"op\":\"accept\",\"act\":\"%s\"}",
                act_saying(&desk, "withdraw its radars"));
    record_close(desk.record);
    path = story_path(desk.folder, "d");
    out = fopen(path, "r+b");
    assert_non_null(out);
    for (int byte; (byte = getc(out)) != EOF;) {
        buf_add_char(&bytes, (char)byte);
    }
    at = slice_find(buf_slice(&bytes), SLICE("annabella"));
    assert_true(at < bytes.len);
    assert_int_equal(fseek(out, (long)at, SEEK_SET), 0);
    assert_int_equal(fwrite("arabellaa", 1, 9, out), 9);
    assert_int_equal(fclose(out), 0);
    buf_release(&bytes);
    assert_true(record_open(&desk.record, path, RECORD_READ, &desk.err));
    assert_true(record_verify(desk.record, NULL, NULL, &check, &desk.err));
    assert_int_equal(check.findings, 1);
    record_close(desk.record);
    arena_release(&desk.arena);
    story_clear(desk.folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepting_logs_one_operation_and_keeps_the_score),
        cmocka_unit_test(a_rejected_act_is_in_no_list_but_keeps_its_id),
        cmocka_unit_test(an_edit_changes_what_it_names_and_nothing_else),
        cmocka_unit_test(undo_of_everything_is_the_export_before),
        cmocka_unit_test(a_missed_act_is_added_with_its_words),
        cmocka_unit_test(what_makes_no_sense_is_refused_and_leaves_no_trace),
        cmocka_unit_test(a_split_makes_two_acts_and_a_merge_one),
        cmocka_unit_test(two_reviewers_logs_become_one),
        cmocka_unit_test(a_changed_log_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
