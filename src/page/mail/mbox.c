/* mbox.c - a mailbox's messages: mboxo, mboxrd, mboxcl. */
#include "base/buf.h"
#include "page/mail/mail.h"
#include "page/mail/message.h"

#include <stdlib.h>

struct slice mail_line(struct slice text, struct slice *rest)
{
    const char *end = text.len != 0 ? memchr(text.ptr, '\n', text.len) : NULL;
    size_t len = end != NULL ? (size_t)(end - text.ptr) : text.len;
    struct slice line = {text.ptr, len};

    len += end != NULL;
    *rest = (struct slice){text.ptr + len, text.len - len};
    if (line.len != 0 && line.ptr[line.len - 1] == '\r') {
        line.len--;
    }
    return line;
}

bool mail_is_header(struct slice line)
{
    size_t at = 0;

    while (at < line.len && line.ptr[at] > ' ' && line.ptr[at] < 0x7F &&
           line.ptr[at] != ':') {
        at++;
    }
    return at != 0 && at < line.len && line.ptr[at] == ':';
}

bool mbox_is(struct slice bytes)
{
    struct slice rest;

    if (!slice_starts(bytes, "From ")) {
        return false;
    }
    (void)mail_line(bytes, &rest);
    return mail_is_header(mail_line(rest, &rest));
}

/* A line "From " with a header below it, at the start or below an empty
 * line. */
static bool starts_message(struct slice box, size_t at)
{
    struct slice rest = {box.ptr + at, box.len - at};

    if (!slice_starts(rest, "From ")) {
        return false;
    }
    (void)mail_line(rest, &rest);
    return rest.len == 0 || mail_is_header(mail_line(rest, &rest)) ||
           slice_starts(rest, ">From ");
}

/* What Content-Length says, if the next message stands there: the place
 * behind this one, or 0. */
static size_t end_by_length(struct slice box, size_t at)
{
    struct slice rest = {box.ptr + at, box.len - at};
    size_t length = 0;

    while (rest.len != 0) {
        struct slice line = mail_line(rest, &rest);

        if (line.len == 0) {
            break;
        }
        if (slice_starts(line, "Content-Length:")) {
            length = strtoul(line.ptr + 15, NULL, 10);
        }
    }
    at = (size_t)(rest.ptr - box.ptr);
    if (length == 0 || length > box.len - at) {
        return 0;
    }
    at += length;
    while (at < box.len && (box.ptr[at] == '\n' || box.ptr[at] == '\r')) {
        at++;
    }
    return at == box.len || starts_message(box, at) ? at : 0;
}

/* The place behind the message whose headers begin at `at`. */
static size_t message_end(struct slice box, size_t at)
{
    size_t end = end_by_length(box, at);

    if (end != 0) {
        return end;
    }
    for (;;) {
        struct slice rest = {box.ptr + at, box.len - at};
        size_t next = slice_find(rest, SLICE("\nFrom "));

        if (next == rest.len) {
            return box.len;
        }
        at += next + 1;
        if (starts_message(box, at)) {
            return at;
        }
    }
}

/* ">From " was "From " before it was put into the box. */
static void unquote(struct buf *out, struct slice text)
{
    struct slice rest = text;

    while (rest.len != 0) {
        const char *start = rest.ptr;
        struct slice line = mail_line(rest, &rest);
        size_t marks = 0;

        while (marks < line.len && line.ptr[marks] == '>') {
            marks++;
        }
        if (marks != 0 &&
            slice_starts((struct slice){line.ptr + marks, line.len - marks},
                         "From ")) {
            start++;
        }
        buf_add(out, start, (size_t)(rest.ptr - start));
    }
}

static bool take_message(struct slice name, struct slice text,
                         const struct piece_sink *sink, struct arena *arena,
                         struct err *err)
{
    struct buf plain = {0};
    struct err why = {0};
    bool ok;

    unquote(&plain, text);
    ok = message_pieces(name, buf_slice(&plain), sink, arena, &why);
    buf_release(&plain);
    if (!ok && (why.code == ERR_SYNTAX || why.code == ERR_LIMIT)) {
        sink->fail(sink->user, name, &why);
        return true;
    }
    if (!ok) {
        *err = why;
    }
    return ok;
}

bool mbox_pieces(struct slice name, struct slice bytes,
                 const struct piece_sink *sink, struct arena *arena,
                 struct err *err)
{
    size_t at = 0;
    size_t count = 0;
    bool ok = true;

    while (ok && at < bytes.len) {
        struct slice rest = {bytes.ptr + at, bytes.len - at};
        struct buf part = {0};
        size_t start;
        size_t end;

        (void)mail_line(rest, &rest);
        start = (size_t)(rest.ptr - bytes.ptr);
        end = message_end(bytes, start);
        buf_add_slice(&part, name);
        buf_printf(&part, "#%zu", ++count);
        ok = take_message(arena_copy(arena, buf_slice(&part)),
                          (struct slice){bytes.ptr + start, end - start}, sink,
                          arena, err);
        buf_release(&part);
        at = end;
    }
    return ok;
}
