#include "cli/passage.h"

#include "base/mem.h"
#include "base/term.h"

#include <stdlib.h>

enum { NARROWEST = 40, WIDEST = 100, USUAL = 80 };

struct passage passage_for(int fd, size_t indent, bool color)
{
    size_t width = term_columns(fd, USUAL);

    width = width > WIDEST ? WIDEST : width;
    width = width < NARROWEST ? NARROWEST : width;
    return (struct passage){.indent = indent, .width = width, .color = color};
}

/* `text` made safe, with the marks; `*shown` becomes where they stand. */
static size_t mark_up(struct buf *safe, struct slice text,
                      const struct span *mark, size_t marks, struct span *shown)
{
    size_t done = 0;
    size_t count = 0;

    for (size_t i = 0; i < marks; i++) {
        struct span at = mark[i];

        at.end = at.end < text.len ? at.end : text.len;
        if (at.start < done || at.start >= at.end) {
            continue;
        }
        term_safe(safe, slice_cut(text, (struct span){done, at.start}));
        shown[count].start = safe->len;
        buf_add_str(safe, ">>");
        term_safe(safe, slice_cut(text, at));
        buf_add_str(safe, "<<");
        shown[count++].end = safe->len;
        done = at.end;
    }
    term_safe(safe, slice_cut(text, (struct span){done, text.len}));
    return count;
}

/* Write the bytes [start, end) of `safe`, marked runs in colour. */
static void write_run(struct buf *out, const struct passage *passage,
                      struct slice safe, struct span line,
                      const struct span *shown, size_t count)
{
    enum term_style rest = passage->dim ? TERM_DIM : TERM_PLAIN;
    size_t at = line.start;

    for (size_t i = 0; i < count && at < line.end; i++) {
        struct span run = shown[i];

        if (run.end <= at || run.start >= line.end) {
            continue;
        }
        run.start = run.start < at ? at : run.start;
        run.end = run.end < line.end ? run.end : line.end;
        term_on(out, rest, passage->color);
        buf_add(out, safe.ptr + at, run.start - at);
        term_off(out, rest, passage->color);
        term_on(out, TERM_MARK, passage->color);
        buf_add(out, safe.ptr + run.start, run.end - run.start);
        term_off(out, TERM_MARK, passage->color);
        at = run.end;
    }
    term_on(out, rest, passage->color);
    buf_add(out, safe.ptr + at, line.end - at);
    term_off(out, rest, passage->color);
}

void passage_write(struct buf *out, const struct passage *passage,
                   struct slice text, const struct span *mark, size_t marks)
{
    struct span *shown = mem_alloc(marks, sizeof *shown);
    struct buf safe = {0};
    size_t count = mark_up(&safe, text, mark, marks, shown);
    size_t room = passage->width - passage->indent;

    for (size_t at = 0; at < safe.len;) {
        struct slice rest = {safe.ptr + at, safe.len - at};
        size_t len = term_line(rest, room);

        for (size_t i = 0; i < passage->indent; i++) {
            buf_add_char(out, ' ');
        }
        write_run(out, passage, buf_slice(&safe), (struct span){at, at + len},
                  shown, count);
        buf_add_char(out, '\n');
        at += len;
        while (at < safe.len && safe.ptr[at] == ' ') {
            at++;
        }
    }
    buf_release(&safe);
    free(shown);
}
