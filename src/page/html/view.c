#include "page/html/view.h"

/* Above this a block belongs to the article: where the trained scores are
 * best, see train/page/train.py. */
static const float TAKEN = 0.5F;

bool view_takes(const struct view *view, size_t at)
{
    return view->judged[at] > TAKEN;
}

enum {
    ABOVE = 6,    /* blocks above the title that may belong to its head */
    BETWEEN = 40, /* between title and text: more are not one head */
    INTO = 3      /* blocks of the text that may still be head */
};

void view_place(struct view *view, struct slice title)
{
    const struct blocks *blocks = view->blocks;
    struct slice fold = folded(view->arena, title);

    view->title = blocks->len;
    for (size_t i = 0; i < blocks->len && fold.len != 0; i++) {
        lxb_tag_id_t tag = blocks->box[blocks->block[i].box].tag;
        bool heading = tag == LXB_TAG_H1 || tag == LXB_TAG_H2;

        if ((heading || view->title == blocks->len) &&
            blocks->block[i].chars <= 2 * title.len &&
            slice_eq(folded(view->arena, block_text(blocks, i)), fold)) {
            view->title = i;
            if (heading) {
                break;
            }
        }
    }
    view->start = view->title == blocks->len ? view->first : view->title;
    while (view->start < view->last &&
           (!view_takes(view, view->start) ||
            !block_is_prose(&blocks->block[view->start]))) {
        view->start++;
    }
}

bool view_heads(const struct view *view, size_t at)
{
    if (view->title == view->blocks->len) {
        return at <= view->start + INTO && at + BETWEEN >= view->start;
    }
    return at + ABOVE >= view->title && at <= view->title + BETWEEN &&
           (at <= view->start + INTO || at <= view->title + ABOVE);
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
