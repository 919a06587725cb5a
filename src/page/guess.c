#include "page/guess.h"

#include "base/mem.h"

#include <iconv.h>
#include <stdlib.h>

enum {
    LOOK_BYTES = 6 * 1024,
    LEAST_SCORE = 40, /* of 1000: what decoding by mistake may reach */
    MARGIN = 5        /* by which a later candidate must be better */
};

static const char *const CANDIDATE[] = {
    "windows-1252", "windows-1250", "iso-8859-2",   "windows-1254",
    "windows-1251", "koi8-r",       "iso-8859-5",   "ibm866",
    "ibm855",       "mac-cyrillic", "windows-1253", "iso-8859-7",
    "windows-1255", "windows-1256", "iso-8859-6",   "tis-620",
    "cp932",        "euc-jp",       "euc-kr",       "cp949",
    "gb18030",      "big5-hkscs",   "euc-tw",       "johab"};

/* Decode strictly; false if a byte cannot be of that encoding.  A character
 * cut at the end does not matter. */
static bool decode(struct buf *out, struct slice bytes, const char *from)
{
    iconv_t cd = iconv_open("UTF-8", from);
    char *in = mem_copy(bytes.ptr, bytes.len);
    char *at = in;
    size_t left = bytes.len;
    bool ok = cd != (iconv_t)-1;

    while (ok && left != 0) {
        char piece[1024];
        char *to = piece;
        size_t room = sizeof piece;
        size_t before = left;
        bool whole = iconv(cd, &at, &left, &to, &room) != (size_t)-1;

        buf_add(out, piece, sizeof piece - room);
        if (!whole && left == before) {
            ok = left < 4;
            break;
        }
    }
    if (cd != (iconv_t)-1) {
        (void)iconv_close(cd);
    }
    free(in);
    return ok;
}

/* Every second byte of UTF-16 is 0 in most texts. */
static const char *by_zeros(struct slice bytes)
{
    size_t zeros[2] = {0};

    for (size_t i = 0; i < bytes.len; i++) {
        zeros[i % 2] += bytes.ptr[i] == 0;
    }
    return zeros[1] * 5 > bytes.len && zeros[0] * 50 < bytes.len   ? "utf-16le"
           : zeros[0] * 5 > bytes.len && zeros[1] * 50 < bytes.len ? "utf-16be"
                                                                   : NULL;
}

static const char *by_escapes(struct slice bytes)
{
    return slice_find(bytes, SLICE("\x1b$B")) < bytes.len    ? "iso-2022-jp"
           : slice_find(bytes, SLICE("\x1b$@")) < bytes.len  ? "iso-2022-jp"
           : slice_find(bytes, SLICE("\x1b$)C")) < bytes.len ? "iso-2022-kr"
                                                             : NULL;
}

static const char *by_words(const struct tongues *tongues, struct slice bytes)
{
    const char *best = NULL;
    long most = LEAST_SCORE;

    for (size_t i = 0; i < sizeof CANDIDATE / sizeof CANDIDATE[0]; i++) {
        struct buf text = {0};

        if (decode(&text, bytes, CANDIDATE[i])) {
            long score = tongue_score(tongues, buf_slice(&text));

            if (score > most + (best != NULL ? MARGIN : 0)) {
                most = score;
                best = CANDIDATE[i];
            }
        }
        buf_release(&text);
    }
    return best;
}

const char *encoding_guess(const struct tongues *tongues, struct slice bytes)
{
    const char *name;

    if (bytes.len > LOOK_BYTES) {
        bytes.len = LOOK_BYTES;
    }
    name = by_zeros(bytes);
    name = name != NULL ? name : by_escapes(bytes);
    return name != NULL ? name : by_words(tongues, bytes);
}
