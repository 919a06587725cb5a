#include "copies/address.h"

/* Parameters that say who came from where, not which page. */
static const char *const tracking[] = {"utm_",  "fbclid", "gclid", "mc_",
                                       "cmpid", "ref=",   "amp"};

static struct slice until(struct slice text, char stop)
{
    const char *at = text.len != 0 ? memchr(text.ptr, stop, text.len) : NULL;

    return (struct slice){text.ptr,
                          at != NULL ? (size_t)(at - text.ptr) : text.len};
}

static struct slice after(struct slice text, size_t len)
{
    return (struct slice){text.ptr + len, text.len - len};
}

static void add_small(struct buf *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];

        buf_add_char(out,
                     byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte);
    }
}

static bool is_tracking(struct slice parameter)
{
    for (size_t i = 0; i < sizeof tracking / sizeof tracking[0]; i++) {
        if (slice_starts(parameter, tracking[i])) {
            return true;
        }
    }
    return parameter.len == 0;
}

static void add_query(struct buf *out, struct slice query)
{
    char joint = '?';

    while (query.len != 0) {
        struct slice one = until(query, '&');

        if (!is_tracking(one)) {
            buf_add_char(out, joint);
            buf_add_slice(out, one);
            joint = '&';
        }
        query = after(query, one.len < query.len ? one.len + 1 : one.len);
    }
}

bool address_plain(struct buf *out, struct slice address)
{
    struct slice rest = until(slice_trim(address), '#');
    struct slice scheme = until(rest, ':');
    struct slice path;
    struct slice host;
    size_t before = out->len;

    if (rest.len < scheme.len + 3 ||
        memcmp(rest.ptr + scheme.len, "://", 3) != 0) {
        return false;
    }
    rest = after(rest, scheme.len + 3);
    path = until(rest, '?');
    host = until(path, '/');
    add_small(out, host);
    if (out->len - before > 4 && memcmp(out->ptr + before, "www.", 4) == 0) {
        memmove(out->ptr + before, out->ptr + before + 4,
                out->len - before - 4);
        out->len -= 4;
    }
    path = after(path, host.len);
    while (path.len != 0 && path.ptr[path.len - 1] == '/') {
        path.len--;
    }
    buf_add_slice(out, path);
    host.len = out->len;
    rest = after(rest, until(rest, '?').len);
    add_query(out, rest.len != 0 ? after(rest, 1) : rest);
    return path.len != 0 || out->len != host.len;
}

bool address_same(struct slice a, struct slice b)
{
    struct buf one = {0};
    struct buf two = {0};
    bool same = a.len != 0 && b.len != 0 && address_plain(&one, a) &&
                address_plain(&two, b) &&
                slice_eq(buf_slice(&one), buf_slice(&two));

    buf_release(&one);
    buf_release(&two);
    return same;
}
