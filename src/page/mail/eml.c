/* eml.c - whether a file is a mail. */
#include "page/mail/mail.h"
#include "page/mail/message.h"

#include <strings.h>

enum { HEADERS_NEEDED = 2, HEADERS_MOST = 400 };

static bool is_known(struct slice line)
{
    static const char *const names[] = {
        "from",         "date",         "subject",       "to",
        "message-id",   "received",     "return-path",   "mime-version",
        "delivered-to", "content-type", "dkim-signature"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t len = strlen(names[i]);

        if (line.len > len && line.ptr[len] == ':' &&
            strncasecmp(line.ptr, names[i], len) == 0) {
            return true;
        }
    }
    return false;
}

bool eml_is(struct slice bytes)
{
    size_t known = 0;
    struct slice rest = bytes;

    for (int i = 0; i < HEADERS_MOST && rest.len != 0; i++) {
        struct slice line = mail_line(rest, &rest);

        if (line.len == 0) {
            return known >= HEADERS_NEEDED;
        }
        if (line.ptr[0] != ' ' && line.ptr[0] != '\t' &&
            !mail_is_header(line)) {
            return false;
        }
        known += is_known(line);
    }
    return known > HEADERS_NEEDED;
}

bool eml_pieces(struct slice name, struct slice bytes,
                const struct piece_sink *sink, struct arena *arena,
                struct err *err)
{
    return message_pieces(name, bytes, sink, arena, err);
}
