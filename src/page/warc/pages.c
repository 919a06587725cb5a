/* pages.c - the pages of an archive as pieces. */
#include "base/buf.h"
#include "page/html/html.h"
#include "page/moment.h"
#include "page/pieces.h"
#include "page/warc/head.h"
#include "page/warc/http.h"
#include "page/warc/warc.h"

struct paging {
    struct slice name; /* of the file */
    const struct piece_sink *sink;
    struct arena arena; /* of the record */
    struct slice part;  /* its name */
    struct slice url;
    struct slice media;
    struct date fetched;
    struct date modified;
    bool ok;
    struct err *err;
};

static void pass(struct paging *paging, const char *why)
{
    paging->sink->pass(paging->sink->user, paging->part, why);
}

/* What the archive says goes with what is found in the record. */
static bool take(void *user, const struct piece *piece, struct err *err)
{
    struct paging *paging = user;
    struct piece told = *piece;

    if (told.url.len == 0) {
        told.url = paging->url;
    }
    if (told.encoding.len == 0) {
        told.encoding = head_parameter(paging->media, "charset");
    }
    told.fetched = paging->fetched;
    if (told.modified.precision == DATE_NONE) {
        told.modified = paging->modified;
    }
    return paging->sink->take(paging->sink->user, &told, err);
}

static void pass_part(void *user, struct slice name, const char *why)
{
    struct paging *paging = user;

    paging->sink->pass(paging->sink->user, name, why);
}

static void fail_part(void *user, struct slice name, const struct err *why)
{
    struct paging *paging = user;

    paging->sink->fail(paging->sink->user, name, why);
}

static bool is_page(struct slice media)
{
    return head_begins(media, "text/html") ||
           head_begins(media, "application/xhtml");
}

/* Pictures, programs and styles are told by what the server calls them; all
 * else may be what the bytes say. */
static bool is_furniture(struct slice media)
{
    static const char *const kind[] = {"image/",
                                       "audio/",
                                       "video/",
                                       "font/",
                                       "text/css",
                                       "text/java",
                                       "application/java",
                                       "application/x-java",
                                       "application/font",
                                       "application/octet",
                                       "application/x-shock",
                                       "application/wasm",
                                       "application/vnd.ms-font"};

    for (size_t i = 0; i < sizeof kind / sizeof kind[0]; i++) {
        if (head_begins(media, kind[i])) {
            return true;
        }
    }
    return false;
}

/* Hand on the payload of a record. */
static void take_body(struct paging *paging, struct slice body)
{
    struct piece_sink inner = *paging->sink;
    struct err err = {0};
    struct buf why = {0};

    inner.user = paging;
    inner.take = take;
    inner.pass = pass_part;
    inner.fail = fail_part;
    inner.choosy = true;
    if (slice_trim(body).len == 0) {
        pass(paging, "nothing in it");
    } else if (is_furniture(paging->media)) {
        buf_printf(&why, "%.*s", (int)(paging->media.len & 0xFF),
                   paging->media.ptr);
        pass(paging, why.ptr);
    } else if (is_page(paging->media) && body.ptr[0] != '{' &&
               body.ptr[0] != '[') {
        struct piece piece = {
            .name = paging->part, .form = PIECE_HTML, .bytes = body};

        paging->ok = take(paging, &piece, paging->err);
    } else if (!pieces_inside(paging->part, body, &inner, &paging->arena,
                              &err)) {
        if (err.code == ERR_BUSY) {
            paging->ok = false;
            *paging->err = err;
        } else {
            paging->sink->fail(paging->sink->user, paging->part, &err);
        }
    }
    buf_release(&why);
}

static void take_response(struct paging *paging, struct slice block)
{
    struct response response;
    struct buf out = {0};
    struct buf why = {0};
    struct err err = {0};

    if (!http_read(&response, block, &out, &err)) {
        if (err.code == ERR_EMPTY) {
            pass(paging, err.text);
        } else {
            err_prefix(&err, paging->part.ptr);
            paging->sink->fail(paging->sink->user, paging->part, &err);
        }
    } else if (response.status != 0 &&
               (response.status < 200 || response.status > 299)) {
        buf_printf(&why, "HTTP status %d%s%.*s", response.status,
                   response.location.len != 0 ? ", see " : "",
                   (int)(response.location.len & 0xFF), response.location.ptr);
        pass(paging, why.ptr);
    } else {
        struct date modified = moment_read(response.modified);

        paging->media = response.media;
        if (date_cmp(modified, paging->fetched) < 0) {
            paging->modified = modified;
        }
        take_body(paging, response.body);
    }
    buf_release(&out);
    buf_release(&why);
}

/* Whether a page is there to its end although its record is not. */
static bool is_whole(const struct warc_record *record)
{
    struct slice end = slice_trim(record->block);

    return record->missing == 0 || slice_ends(end, "</html>") ||
           slice_ends(end, "</HTML>");
}

static void tell_cut(struct paging *paging, const struct warc_record *record)
{
    struct err why = {0};

    (void)err_set(&why, ERR_SYNTAX,
                  "%.300s: a record that lacks %zu of %zu "
                  "bytes",
                  paging->part.ptr, record->missing,
                  record->block.len + record->missing);
    paging->sink->fail(paging->sink->user, paging->part, &why);
}

static bool take_record(void *user, const struct warc_record *record)
{
    struct paging *paging = user;
    struct slice type = record->type;
    bool http = head_begins(record->media, "application/http");

    paging->part = pieces_name(&paging->arena, paging->name, record->number);
    paging->url = record->url;
    paging->media = record->media;
    paging->fetched = moment_read(record->date);
    paging->modified = (struct date){0};
    if (!is_whole(record)) {
        tell_cut(paging, record);
    } else if (slice_is(type, "response") && http) {
        take_response(paging, record->block);
    } else if (slice_is(type, "response") || slice_is(type, "resource") ||
               slice_is(type, "conversion")) {
        take_body(paging, record->block);
    } else if (slice_is(type, "revisit")) {
        pass(paging, "a revisit: nothing had changed");
    }
    arena_release(&paging->arena);
    return paging->ok;
}

static void tell_broken(void *user, size_t number, const struct err *why)
{
    struct paging *paging = user;
    struct slice part = pieces_name(&paging->arena, paging->name, number);
    struct err told = *why;

    err_prefix(&told, part.ptr);
    paging->sink->fail(paging->sink->user, part, &told);
    arena_release(&paging->arena);
}

bool warc_pieces(struct slice name, struct slice bytes,
                 const struct piece_sink *sink, struct arena *arena,
                 struct err *err)
{
    size_t count = 0;

    return warc_pieces_from(name, bytes, sink, arena, &count, err);
}

bool warc_pieces_from(struct slice name, struct slice bytes,
                      const struct piece_sink *sink, struct arena *arena,
                      size_t *count, struct err *err)
{
    struct paging paging = {.name = name, .sink = sink, .ok = true, .err = err};
    const struct warc_sink records = {
        .user = &paging, .record = take_record, .broken = tell_broken};

    (void)arena;
    return warc_read(bytes, &records, count, err) && paging.ok;
}
