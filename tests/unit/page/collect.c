#include "collect.h"

#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <zip.h>

static bool take(void *user, const struct piece *piece, struct err *err)
{
    struct collect *collect = user;

    if (collect->len == COLLECT_MOST) {
        return err_set(err, ERR_LIMIT, "too many reports for a test");
    }
    collect->name[collect->len] = arena_copy(&collect->arena, piece->name);
    return report_read_piece(&collect->report[collect->len++], &collect->lists,
                             piece, &collect->arena, err);
}

static void note(char out[512], struct slice name, const char *why)
{
    size_t len = strlen(out);

    (void)snprintf(out + len, 512 - len, "%.*s: %s\n", (int)name.len, name.ptr,
                   why);
}

static void pass(void *user, struct slice name, const char *why)
{
    struct collect *collect = user;

    note(collect->passed, name, why);
}

static void fail_part(void *user, struct slice name, const struct err *why)
{
    struct collect *collect = user;

    note(collect->failed, name, why->text);
}

int collect_open(void **state)
{
    struct collect *collect = calloc(1, sizeof *collect);

    assert_non_null(collect);
    if (!page_lists_open(&collect->lists, DATA_DIR, &collect->err)) {
        fail_msg("%s", collect->err.text);
    }
    collect->sink = (struct piece_sink){.user = collect,
                                        .lists = &collect->lists,
                                        .take = take,
                                        .pass = pass,
                                        .fail = fail_part};
    *state = collect;
    return 0;
}

int collect_close(void **state)
{
    struct collect *collect = *state;

    page_lists_release(&collect->lists);
    arena_release(&collect->arena);
    free(collect);
    return 0;
}

bool collect_read(struct collect *collect, struct slice bytes)
{
    collect->len = 0;
    collect->passed[0] = collect->failed[0] = '\0';
    collect->err = (struct err){0};
    return pieces_each(SLICE("file"), bytes, &collect->sink, &collect->arena,
                       &collect->err);
}

void collect_want(struct collect *collect, struct slice bytes, size_t count)
{
    if (!collect_read(collect, bytes)) {
        fail_msg("%s", collect->err.text);
    }
    assert_int_equal(collect->len, count);
}

const char *collect_kinds(const struct report *report)
{
    static const char letter[] = "TLBHQICPM";
    static char out[256];
    size_t len = 0;

    for (size_t i = 0; i < report->paragraphs && len < sizeof out - 1; i++) {
        out[len++] = letter[report->paragraph[i].kind];
    }
    out[len] = '\0';
    return out;
}

const char *collect_text(struct slice text)
{
    static char out[4][4096];
    static int next;
    char *to = out[next = (next + 1) % 4];
    size_t len = text.len < 4095 ? text.len : 4095;

    memcpy(to, text.ptr != NULL ? text.ptr : "", len);
    to[len] = '\0';
    return to;
}

const char *collect_line(const struct report *report, size_t at)
{
    assert_true(at < report->paragraphs);
    return collect_text(slice_cut(report->text, report->paragraph[at].at));
}

const char *collect_date(const struct report *report)
{
    static char out[16];

    return date_format(report->published.date, out);
}

struct slice collect_zip(struct collect *collect, const char *const *member)
{
    zip_error_t why;
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_t *zip = zip_open_from_source(whole, ZIP_CREATE | ZIP_TRUNCATE, &why);
    struct slice bytes = {0};
    zip_stat_t stat;
    char *copy;

    assert_non_null(zip);
    for (; *member != NULL; member += 2) {
        zip_source_t *part =
            zip_source_buffer(zip, member[1], strlen(member[1]), 0);
        zip_int64_t at = zip_file_add(zip, member[0], part, ZIP_FL_OVERWRITE);

        assert_true(at >= 0);
        if (strcmp(member[0], "mimetype") == 0) {
            (void)zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE,
                                           0);
        }
    }
    zip_source_keep(whole);
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_stat(whole, &stat), 0);
    assert_int_equal(zip_source_open(whole), 0);
    copy = arena_alloc(&collect->arena, (size_t)stat.size, 1);
    assert_int_equal(zip_source_read(whole, copy, stat.size), stat.size);
    zip_source_close(whole);
    zip_source_free(whole);
    bytes = (struct slice){copy, (size_t)stat.size};
    return bytes;
}
