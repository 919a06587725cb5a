#include "page/html/view.h"

/* Above this a block belongs to the article: where the trained scores are
 * best, see train/page/train.py. */
static const float TAKEN = 0.5F;

bool view_takes(const struct view *view, size_t at)
{
    return view->judged[at] > TAKEN;
}

struct slice view_host(const struct view *view)
{
    struct slice url = view->url;
    size_t at;
    char *host;

    if (url.len == 0) {
        const struct fact *fact = facts_best(view->facts, FACT_URL);

        url = fact != NULL ? fact->value : url;
    }
    at = slice_find(url, SLICE("://"));
    if (at == url.len) {
        return (struct slice){0};
    }
    url = (struct slice){url.ptr + at + 3, url.len - at - 3};
    if (slice_starts(url, "www.")) {
        url = (struct slice){url.ptr + 4, url.len - 4};
    }
    for (at = 0; at < url.len && strchr("/:?#", url.ptr[at]) == NULL; at++) {
    }
    host = arena_dup(view->arena, url.ptr, at + 1, 1);
    for (size_t i = 0; i < at; i++) {
        host[i] =
            host[i] >= 'A' && host[i] <= 'Z' ? (char)(host[i] | 0x20) : host[i];
    }
    host[at] = 0;
    return (struct slice){host, at};
}

struct slice folded(struct arena *arena, struct slice text)
{
    char *out = arena_alloc(arena, text.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';

        if (c == 0xE2 && i + 2 < text.len &&
            (unsigned char)text.ptr[i + 1] == 0x80) {
            i += 2; /* dashes, quotes, ellipsis */
        } else if (letter || (c >= '0' && c <= '9') || c >= 0x80) {
            out[len++] = (char)(letter ? c | 0x20 : c);
        }
    }
    return (struct slice){out, len};
}
