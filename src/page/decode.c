#include "page/decode.h"

#include "base/caps.h"
#include "base/utf8.h"
#include "page/guess.h"

#include <iconv.h>

/* What a file of another kind begins with. */
struct magic {
    const char *bytes;
    size_t len;
    const char *what;
};

#define MAGIC(bytes, what) \
    { \
        (bytes), sizeof(bytes) - 1, (what) \
    }

static const struct magic MAGICS[] = {
    MAGIC("%PDF-", "a PDF"),
    MAGIC("PK\x03\x04", "a ZIP archive"),
    MAGIC("\x1f\x8b", "gzip data"),
    MAGIC("WARC/", "a web archive"),
    MAGIC("{\\rtf", "an RTF text"),
    MAGIC("\x89PNG", "a picture"),
    MAGIC("\xff\xd8\xff", "a picture"),
    MAGIC("<?xml", "XML"),
    MAGIC("SQLite format 3", "a database"),
};

static bool refuse_format(struct slice input, struct slice bytes,
                          struct err *err)
{
    for (size_t i = 0; i < sizeof MAGICS / sizeof MAGICS[0]; i++) {
        const struct magic *magic = &MAGICS[i];

        if (bytes.len >= magic->len &&
            memcmp(bytes.ptr, magic->bytes, magic->len) == 0) {
            return err_set(err, ERR_SYNTAX,
                           "%.*s: is %s; this version reads plain text",
                           (int)input.len, input.ptr, magic->what);
        }
    }
    return true;
}

/* Text has no NUL and next to no control characters. */
static bool looks_binary(struct slice bytes)
{
    size_t controls = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];

        if (c == 0) {
            return true;
        }
        controls += c < 0x20 && c != '\n' && c != '\r' && c != '\t' &&
                    c != '\f' && c != 0x1B;
    }
    return controls * 100 > bytes.len;
}

static bool convert(struct slice input, struct slice bytes, const char *from,
                    struct arena *arena, struct slice *text, struct err *err)
{
    size_t room = 3 * bytes.len + 4;
    char *out = arena_alloc(arena, room + 1, 1);
    char *to = out;
    char *in = arena_dup(arena, bytes.ptr, bytes.len, 1);
    size_t in_left = bytes.len;
    size_t out_left = room;
    iconv_t cd = iconv_open("UTF-8", from);
    bool ok;

    if (cd == (iconv_t)-1) {
        return err_set(err, ERR_INTERNAL, "no converter from %s", from);
    }
    ok = iconv(cd, &in, &in_left, &to, &out_left) != (size_t)-1;
    (void)iconv_close(cd);
    if (!ok) {
        return err_set(err, ERR_SYNTAX,
                       "%.*s: byte %zu is neither UTF-8 nor %s", (int)input.len,
                       input.ptr, bytes.len - in_left, from);
    }
    *text = (struct slice){out, (size_t)(to - out)};
    return true;
}

static bool check_size(struct slice input, struct slice bytes, struct err *err)
{
    if (bytes.len == 0) {
        return err_set(err, ERR_SYNTAX, "%.*s: is empty", (int)input.len,
                       input.ptr);
    }
    if (bytes.len > CAP_REPORT_BYTES) {
        return err_set(
            err, ERR_LIMIT, "%.*s: %zu bytes; one report may have %zu",
            (int)input.len, input.ptr, bytes.len, (size_t)CAP_REPORT_BYTES);
    }
    return true;
}

bool text_decode(struct report *report, const struct tongues *tongues,
                 struct slice bytes, struct arena *arena, struct err *err)
{
    struct slice input = report->input;
    const char *guess;

    if (!check_size(input, bytes, err) || !refuse_format(input, bytes, err)) {
        return false;
    }
    if (slice_starts(bytes, "\xEF\xBB\xBF")) {
        bytes.ptr += 3;
        bytes.len -= 3;
    }
    if (slice_starts(bytes, "\xFF\xFE") || slice_starts(bytes, "\xFE\xFF")) {
        report->encoding = "utf-16";
        return convert(input, bytes, "UTF-16", arena, &report->text, err);
    }
    guess = utf8_valid(bytes) == bytes.len &&
                    memchr(bytes.ptr, 0, bytes.len) == NULL &&
                    memchr(bytes.ptr, 0x1B, bytes.len) == NULL
                ? NULL
                : encoding_guess(tongues, bytes);
    if (guess != NULL &&
        convert(input, bytes, guess, arena, &report->text, err)) {
        report->encoding = guess;
        return true;
    }
    *err = (struct err){0};
    if (looks_binary(bytes)) {
        return err_set(err, ERR_SYNTAX, "%.*s: is binary data, not text",
                       (int)input.len, input.ptr);
    }
    if (utf8_valid(bytes) == bytes.len) {
        report->encoding = "utf-8";
        report->text = arena_copy(arena, bytes);
        return true;
    }
    report->encoding = "windows-1252";
    return convert(input, bytes, "WINDOWS-1252", arena, &report->text, err);
}
