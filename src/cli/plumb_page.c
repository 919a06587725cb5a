/* plumb_page.c - files of any kind → one line of JSON a report. */
#include "base/caps.h"
#include "base/file.h"
#include "cli/plumb.h"
#include "page/page_json.h"

#include <unistd.h>

struct paging {
    struct plumb *plumb;
    struct slice file;
    size_t lines; /* written for this file */
};

static void write_error(struct paging *paging, struct slice name,
                        const char *why)
{
    struct buf *out = &paging->plumb->sink.out;
    struct json json = {.out = out};

    json_open(&json, '{');
    json_key_slice(&json, "input", name);
    json_key_str(&json, "error", why);
    json_close(&json, '}');
    buf_add_char(out, '\n');
    paging->plumb->failed++;
    paging->lines++;
}

static bool take(void *user, const struct piece *piece, struct err *err)
{
    struct paging *paging = user;
    struct plumb *plumb = paging->plumb;
    struct json json = {.out = &plumb->sink.out};
    struct piece told = *piece;
    struct arena arena = {0};
    struct report report;
    struct err why = {0};

    if (told.url.len == 0) {
        told.url = slice_of(plumb->args.value[OPT_URL]);
    }
    if (flow_page(plumb->flow, &told, &arena, &report, &why)) {
        page_json(&json, &report);
        buf_add_char(json.out, '\n');
        paging->lines++;
    } else {
        write_error(paging, piece->name, why.text);
    }
    arena_release(&arena);
    return sink_flush(&plumb->sink, err);
}

/* Parts that are no reports are left out; a whole file is told. */
static void pass(void *user, struct slice name, const char *why)
{
    struct paging *paging = user;
    struct err err = {0};

    if (slice_eq(name, paging->file)) {
        (void)err_set(&err, ERR_EMPTY, "%.300s: is no report: %s", name.ptr,
                      why);
        write_error(paging, name, err.text);
    }
}

static void fail(void *user, struct slice name, const struct err *why)
{
    write_error(user, name, why->text);
}

/* False only if nothing can be written. */
static bool page_file(struct plumb *plumb, const char *path, struct err *err)
{
    struct paging paging = {.plumb = plumb, .file = slice_of(path)};
    const struct piece_sink sink = {.user = &paging,
                                    .map = slice_of(plumb->args.value[OPT_MAP]),
                                    .take = take,
                                    .pass = pass,
                                    .fail = fail};
    struct buf bytes = {0};
    struct arena arena = {0};
    struct err why = {0};
    bool ok = strcmp(path, "-") == 0
                  ? file_read_fd(STDIN_FILENO, "standard input",
                                 CAP_INPUT_BYTES, &bytes, &why)
                  : file_read(path, CAP_INPUT_BYTES, &bytes, &why);

    ok = ok && flow_pieces(plumb->flow, paging.file, buf_slice(&bytes), &sink,
                           &arena, &why);
    if (!ok) {
        write_error(&paging, paging.file, why.text);
    } else if (paging.lines == 0) {
        write_error(&paging, paging.file, "there is no report in it");
    }
    arena_release(&arena);
    buf_release(&bytes);
    return sink_flush(&plumb->sink, err);
}

bool plumb_page(struct plumb *plumb, struct err *err)
{
    const struct args *args = &plumb->args;
    bool ok = true;

    if (args->words == 0) {
        return page_file(plumb, "-", err);
    }
    for (size_t i = 0; ok && i < args->words; i++) {
        ok = page_file(plumb, args->word[i], err);
    }
    return ok;
}
