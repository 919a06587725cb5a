#include "page/markup.h"

#include "page/html/tree.h"

static bool is_plain(struct slice text)
{
    return text.len == 0 || (memchr(text.ptr, '<', text.len) == NULL &&
                             memchr(text.ptr, '&', text.len) == NULL);
}

struct slice markup_text(struct arena *arena, struct slice html)
{
    struct buf out = {0};
    struct buf page = {0};
    struct slice text;
    struct err err = {0};
    struct tree tree;

    if (is_plain(html)) {
        text_collapse(&out, html);
    } else {
        buf_add_str(&page, "<!doctype html><meta charset=utf-8><body>");
        buf_add_slice(&page, html);
        if (tree_open(&tree, SLICE("markup"), buf_slice(&page), NULL, &err)) {
            node_read(tree.body, &out);
            tree_close(&tree);
        }
        buf_release(&page);
    }
    text = out.len != 0 ? arena_copy(arena, slice_trim(buf_slice(&out)))
                        : (struct slice){0};
    buf_release(&out);
    return text;
}

void markup_escape(struct buf *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        switch (text.ptr[i]) {
        case '<': buf_add_str(out, "&lt;"); break;
        case '&': buf_add_str(out, "&amp;"); break;
        default: buf_add_char(out, text.ptr[i]);
        }
    }
}
