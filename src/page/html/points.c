#include "page/html/points.h"

#include "base/caps.h"
#include "base/mem.h"
#include "page/html/names.h"

#include <stdlib.h>

enum { WORD_BYTES = 64, PATH_WORDS = 8 };

/* What the words of an element's attributes say. */
struct marks {
    const struct html_tables *tables;
    bool marked, unmarked;
};

static void see_word(void *ctx, struct slice word)
{
    struct marks *marks = ctx;
    char dotted[WORD_BYTES] = ".";
    unsigned what;

    if (word.len + 1 > sizeof dotted || word.ptr[0] < 'a' ||
        word.ptr[0] > 'z' ||
        (marks->tables->mark[word.ptr[0] - 'a'] >> word.len & 1U) == 0) {
        return;
    }
    memcpy(dotted + 1, word.ptr, word.len);
    what = byline_word(marks->tables, (struct slice){dotted, word.len + 1});
    marks->marked = marks->marked || (what & BYLINE_MARKS) != 0;
    marks->unmarked = marks->unmarked || (what & BYLINE_UNMARKS) != 0;
}

int byline_mark(const lxb_dom_node_t *node, const struct html_tables *tables)
{
    static const char *const attr[] = {"class", "id", "rel", "itemprop"};
    struct marks marks = {.tables = tables};

    for (size_t i = 0; i < sizeof attr / sizeof attr[0]; i++) {
        word_each(node_attr(node, attr[i]), see_word, &marks);
    }
    return marks.unmarked ? -1 : marks.marked;
}

struct reader {
    struct points *points;
    const struct html_tables *tables;
    struct map heard;             /* value of an attribute → whether marked */
    size_t count[POINT_TIME + 1]; /* of each kind */
};

/* Whether the words of one attribute say "byline"; each value is read once. */
static bool is_marked(struct reader *reader, struct slice value)
{
    bool added;
    uintptr_t *known;

    if (value.len == 0) {
        return false;
    }
    known = map_put(&reader->heard, value, &added);
    if (added) {
        struct marks marks = {.tables = reader->tables};

        word_each(value, see_word, &marks);
        *known = marks.marked && !marks.unmarked;
    }
    return *known != 0;
}

/* Whether an address leads to a page about a person: "/author/jane-doe". */
static bool leads_to_person(const struct reader *reader, struct slice href)
{
    size_t seen = 0;

    for (size_t at = 0; at < href.len && seen < PATH_WORDS; at++) {
        size_t len = 1;

        if (href.ptr[at] != '/') {
            continue;
        }
        seen++;
        while (at + len < href.len &&
               strchr("/?#", href.ptr[at + len]) == NULL) {
            len++;
        }
        if ((byline_word(reader->tables, (struct slice){href.ptr + at, len}) &
             BYLINE_LEADS) != 0) {
            return at + len + 1 < href.len;
        }
    }
    return false;
}

static void add(struct reader *reader, const lxb_dom_node_t *node, size_t block,
                enum point_kind kind, bool kept)
{
    struct points *points = reader->points;

    if (reader->count[kind]++ < CAP_PAGE_POINTS) {
        MEM_GROW(points->item, points->len, points->cap);
        points->item[points->len++] = (struct point){node, block, kind, kept};
    }
}

static void see_element(struct reader *reader, const lxb_dom_node_t *node,
                        size_t block)
{
    struct slice asked;

    if (node_tag(node) == LXB_TAG_TIME) {
        add(reader, node, block, POINT_TIME, false);
        return;
    }
    asked = node_attr(node, "rel");
    if (asked.len == 0) {
        asked = node_attr(node, "itemprop");
    }
    if (is_marked(reader, asked)) {
        add(reader, node, block, POINT_NAME, true);
    } else if (is_marked(reader, node_attr(node, "class"))) {
        add(reader, node, block, POINT_NAME, false);
    } else if (node_tag(node) == LXB_TAG_A &&
               leads_to_person(reader, node_attr(node, "href"))) {
        add(reader, node, block, POINT_LINK, false);
    }
}

static bool is_unread(const lxb_dom_node_t *node)
{
    switch (node_tag(node)) {
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_TEMPLATE: return true;
    default: return false;
    }
}

void points_read(struct points *points, const struct blocks *blocks,
                 const struct tree *tree, const struct html_tables *tables)
{
    struct reader reader = {.points = points, .tables = tables};
    lxb_dom_node_t *at = tree->body;
    size_t block = 0;

    *points = (struct points){0};
    while (at != NULL) {
        while (block < blocks->len && at == blocks->block[block].start) {
            block++;
        }
        if (at->type == LXB_DOM_NODE_TYPE_ELEMENT &&
            ((const lxb_dom_element_t *)at)->first_attr != NULL) {
            see_element(&reader, at, block);
        }
        at = is_unread(at) ? node_after(at, tree->body)
                           : node_next(at, tree->body);
    }
    map_release(&reader.heard);
}

void points_release(struct points *points)
{
    free(points->item);
    *points = (struct points){0};
}
