/*
 * nominees - print who may have written pages and when, for training.
 *
 *     nominees DATA_DIR <LIST
 *
 * LIST has a file and its address a line, parted by a tab.  A page gives one
 * line of JSON: {"file", "authors": [[[name...], number...]], "days": [[date,
 * number...]]}; the numbers are those of who.h and days.h.
 */
#include "base/caps.h"
#include "base/file.h"
#include "base/json.h"
#include "page/html/days.h"
#include "page/html/who.h"
#include "page/lists.h"

#include <stdio.h>

static void say_row(struct json *json, const float *row, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        json_num(json, (double)row[i], 6);
    }
}

static void say_authors(struct json *json, const struct view *view)
{
    struct nominees nominees;
    float row[WHO_COLUMNS];

    nominees_read(&nominees, view);
    json_key(json, "authors");
    json_open(json, '[');
    for (size_t i = 0; i < nominees.len; i++) {
        const struct names *names = &nominees.item[i].names;

        json_open(json, '[');
        json_open(json, '[');
        for (size_t k = 0; k < names->len; k++) {
            json_slice(json, names->item[k]);
        }
        json_close(json, ']');
        nominee_row(&nominees, i, row);
        say_row(json, row, WHO_COLUMNS);
        json_close(json, ']');
    }
    json_close(json, ']');
}

static void say_days(struct json *json, const struct view *view)
{
    struct clues clues;
    float row[DAY_COLUMNS];
    char date[16];

    clues_read(&clues, view);
    json_key(json, "days");
    json_open(json, '[');
    for (size_t i = 0; i < clues.len; i++) {
        struct date own = clues.item[i].evidence.date;
        bool known = own.precision != DATE_DAY;

        for (size_t k = 0; k < i && !known; k++) {
            known = date_cmp(own, clues.item[k].evidence.date) == 0;
        }
        if (!known) {
            json_open(json, '[');
            json_str(json, date_format(own, date));
            day_row(&clues, i, row);
            say_row(json, row, DAY_COLUMNS);
            json_close(json, ']');
        }
    }
    json_close(json, ']');
}

static void say_page(void *ctx, struct view *view)
{
    struct report report = {0};

    choose_title(&report, view);
    view_place(view, report.title);
    say_authors(ctx, view);
    say_days(ctx, view);
}

static bool dump(const struct page_lists *lists, const char *file,
                 const char *url, struct err *err)
{
    struct buf bytes = {0};
    struct buf out = {0};
    struct arena arena = {0};
    struct json json = {.out = &out};
    bool ok;

    json_open(&json, '{');
    json_key_str(&json, "file", file);
    ok = file_read(file, CAP_PAGE_BYTES, &bytes, err);
    if (ok) {
        struct html_page page = {lists, slice_of(file), buf_slice(&bytes),
                                 slice_of(url), &arena};

        ok = html_view(&page, say_page, &json, err);
    }
    json_close(&json, '}');
    (void)puts(out.ptr);
    buf_release(&bytes);
    buf_release(&out);
    arena_release(&arena);
    return ok;
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct page_lists lists;
    char line[8192];
    int status = 0;

    if (argc < 2 || !page_lists_open(&lists, argv[1], &err)) {
        (void)fprintf(stderr, "nominees: %s\n", err.text);
        return 2;
    }
    while (fgets(line, sizeof line, stdin) != NULL) {
        char *tab = strchr(line, '\t');
        char *end = strchr(line, '\n');

        if (tab == NULL || end == NULL) {
            continue;
        }
        *tab = 0;
        *end = 0;
        err = (struct err){0};
        if (!dump(&lists, line, tab + 1, &err)) {
            (void)fprintf(stderr, "nominees: %s\n", err.text);
            status = 3;
        }
    }
    page_lists_release(&lists);
    return status;
}
