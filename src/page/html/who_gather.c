/* Who may have written a page: every list of names in a byline's place. */
#include "page/html/who.h"

enum {
    AFTER = 12, /* blocks below the article where bylines may stand */
    BYLINE_WORDS = 14,
    INLINE_WORDS = 30, /* of a line with a byline inside */
    LONE_WORDS = 4,
    ELEMENT_BYTES = 160,
    CHAIN = 3 /* boxes above a byline's own whose classes count */
};

/* Where names were found. */
struct find {
    enum who_kind kind;
    float weight;
    size_t block;
    unsigned line; /* words of the line */
    bool unmarked;
};

static bool same_names(const struct nominee *a, const struct nominee *b)
{
    if (a->names.len != b->names.len) {
        return false;
    }
    for (size_t i = 0; i < a->names.len; i++) {
        if (!slice_eq(a->fold[i], b->fold[i])) {
            return false;
        }
    }
    return true;
}

static void add_one(struct nominees *nominees, const struct names *names,
                    const struct find *find)
{
    struct nominee *own = &nominees->item[nominees->len];
    struct nominee *same = nominees->item;

    if (nominees->len == NOMINEES) {
        return;
    }
    *own = (struct nominee){.names = *names,
                            .block = find->block,
                            .line = find->line,
                            .unmarked = find->unmarked};
    for (size_t i = 0; i < names->len; i++) {
        own->fold[i] = folded(nominees->view->arena, names->item[i]);
    }
    while (same != own && !same_names(same, own)) {
        same++;
    }
    nominees->len += same == own;
    same->times++;
    if (find->weight > same->weight[find->kind]) {
        same->weight[find->kind] = find->weight;
    }
    same->block = same->block < find->block ? same->block : find->block;
    same->line = same->line < find->line ? same->line : find->line;
    same->unmarked = same->unmarked && find->unmarked;
}

/* Nominate the names, and the first of many alone: pages list what others
 * wrote under the same mark. */
static void add(struct nominees *nominees, const struct names *names,
                const struct find *find)
{
    if (names->len != 0) {
        add_one(nominees, names, find);
    }
    if (names->len > 1) {
        struct names first = {.len = 1, .item = {names->item[0]}};
        struct find part = *find;

        part.kind = WHO_first;
        add_one(nominees, &first, &part);
    }
}

static void read_line(struct nominees *nominees, struct slice text,
                      const struct find *find)
{
    struct names names = {0};

    names_of_people(&names, text, nominees->view->tables, true);
    add(nominees, &names, find);
}

/* --- the head --- */

static enum who_kind kind_of(const char *source)
{
    return strncmp(source, "json", 4) == 0   ? WHO_ld
           : strncmp(source, "meta", 4) == 0 ? WHO_meta
                                             : WHO_item;
}

static bool is_author(const struct fact *fact)
{
    return fact->kind == FACT_AUTHOR &&
           slice_find(fact->value, SLICE("://")) == fact->value.len;
}

/* What one place says with one weight is one list. */
static void see_facts(struct nominees *nominees)
{
    const struct facts *facts = nominees->view->facts;

    for (size_t i = 0; i < facts->len; i++) {
        const struct fact *fact = &facts->item[i];
        struct find find = {.kind = kind_of(fact->source),
                            .weight = (float)fact->weight,
                            .block = SIZE_MAX,
                            .line = BYLINE_WORDS};
        struct names names = {0};
        bool seen = !is_author(fact);

        for (size_t k = 0; k < facts->len && !seen; k++) {
            const struct fact *other = &facts->item[k];

            if (is_author(other) && other->source == fact->source &&
                other->weight == fact->weight) {
                seen = k < i;
                names_of_people(&names, other->value, nominees->view->tables,
                                false);
            }
        }
        if (!seen) {
            add(nominees, &names, &find);
        }
    }
}

/* --- lines --- */

/* What the elements around a block say of it; the nearest that says anything
 * decides. */
static int mark_around(const struct view *view, size_t at)
{
    const struct block *block = &view->blocks->block[at];
    const struct box *box = &view->blocks->box[block->box];
    const lxb_dom_node_t *node = block->start->parent;
    int mark = 0;

    for (; mark == 0 && node != NULL && node != box->node;
         node = node->parent) {
        mark = byline_mark(node, view->tables);
    }
    for (size_t i = 0; mark == 0 && i <= CHAIN; i++) {
        mark = byline_mark(box->node, view->tables);
        box = &view->blocks->box[box->parent];
    }
    return mark;
}

/* "17 May by Jane Doe": what follows an opening word inside a line. */
static void see_inside(struct nominees *nominees, struct slice text,
                       const struct find *find)
{
    for (size_t at = 1; at < text.len; at++) {
        struct slice rest = {text.ptr + at, text.len - at};
        bool alone;

        if ((text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '\n') &&
            names_open(rest, nominees->view->tables, &alone)) {
            read_line(nominees, rest, find);
        }
    }
}

static bool is_lone_name(const struct view *view, struct slice text)
{
    size_t words = 1;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        words += c == ' ';
        if ((c >= '0' && c <= '9') || strchr(",:;!?|/\n", c) != NULL) {
            return false;
        }
    }
    return words >= 2 && words <= LONE_WORDS &&
           !slice_eq(
               folded(view->arena, text),
               folded(view->arena, block_text(view->blocks, view->title)));
}

/* "About Jane Doe": what follows a word that tells of a person. */
static void see_about(struct nominees *nominees, struct slice text,
                      const struct find *find)
{
    size_t len = 0;
    struct find about = *find;

    while (len < text.len && text.ptr[len] != ' ') {
        len++;
    }
    if ((byline_word(nominees->view->tables, (struct slice){text.ptr, len}) &
         BYLINE_TELLS) != 0) {
        about.kind = WHO_about;
        read_line(nominees, (struct slice){text.ptr + len, text.len - len},
                  &about);
    }
}

/* "© 2009–2025 Jane Doe. All rights reserved." */
static void see_copyright(struct nominees *nominees, size_t at)
{
    struct slice text = block_text(nominees->view->blocks, at);
    struct find find = {.kind = WHO_owner,
                        .weight = 1,
                        .block = at,
                        .line = nominees->view->blocks->block[at].words};
    size_t sign = slice_find(text, SLICE("©"));
    size_t end;

    if (sign == text.len) {
        return;
    }
    sign += strlen("©");
    while (sign < text.len && (text.ptr[sign] < 'A' || text.ptr[sign] > 'z')) {
        if ((unsigned char)text.ptr[sign] >= 0xC3 &&
            (unsigned char)text.ptr[sign] < 0xE2) {
            break; /* a letter beyond ASCII, not a dash */
        }
        sign++;
    }
    text = (struct slice){text.ptr + sign, text.len - sign};
    end = slice_find(text, SLICE(". "));
    text.len = end;
    read_line(nominees, text, &find);
}

/* Whoever the site is called after. */
static void see_site(struct nominees *nominees, const struct fact *site)
{
    struct find find = {.kind = WHO_owner,
                        .weight = 2,
                        .block = SIZE_MAX,
                        .line = BYLINE_WORDS};

    if (site != NULL) {
        read_line(nominees, site->value, &find);
    }
}

/* `*alone`: the line before was "By" and nothing else; then whether this one
 * is. */
static void see_line(struct nominees *nominees, size_t at, bool *alone)
{
    const struct view *view = nominees->view;
    const struct block *block = &view->blocks->block[at];
    struct slice text = block_text(view->blocks, at);
    bool near = view_heads(view, at);
    bool followed = *alone;
    bool opened = names_open(text, view->tables, alone) || followed;
    int mark = mark_around(view, at);
    struct find find = {.weight = near ? 2 : 1,
                        .block = at,
                        .line = block->words,
                        .unmarked = mark < 0};

    if (block->words <= BYLINE_WORDS && !*alone) {
        find.kind = mark > 0 && near ? WHO_marked
                    : opened         ? WHO_opened
                    : mark > 0       ? WHO_below
                                     : WHO_lone;
        if (find.kind != WHO_lone || (near && view->title < view->blocks->len &&
                                      is_lone_name(view, text))) {
            read_line(nominees, text, &find);
        }
        see_about(nominees, text, &find);
    }
    find.kind = WHO_inline;
    see_inside(nominees, text, &find);
}

static bool is_below(const struct view *view, size_t at)
{
    return at > view->last && at <= view->last + AFTER;
}

static void see_lines(struct nominees *nominees)
{
    const struct view *view = nominees->view;
    bool alone = false;

    for (size_t i = 0; i < view->blocks->len; i++) {
        const struct block *block = &view->blocks->block[i];

        if (i > view->last && block->words <= INLINE_WORDS) {
            see_copyright(nominees, i);
        }
        if (block->words > INLINE_WORDS || block->chars < 2 ||
            (!view_heads(view, i) && !is_below(view, i))) {
            alone = false;
        } else {
            see_line(nominees, i, &alone);
        }
    }
}

/* --- elements --- */

static unsigned count_words(struct slice text)
{
    unsigned words = 1;

    for (size_t i = 0; i < text.len; i++) {
        words += text.ptr[i] == ' ';
    }
    return words;
}

static void see_point(struct nominees *nominees, const struct point *point)
{
    const struct view *view = nominees->view;
    const lxb_dom_node_t *up = point->node->parent;
    struct find find = {.kind = point->kind == POINT_LINK ? WHO_link
                                : point->kept             ? WHO_kept
                                                          : WHO_class,
                        .block = point->block};
    struct buf text = {0};

    node_read_start(point->node, ELEMENT_BYTES, &text);
    find.line = count_words(buf_slice(&text));
    find.weight = view_heads(view, point->block) ? 3
                  : is_below(view, point->block) ? 2
                                                 : 1;
    for (size_t i = 0; up != NULL && i <= CHAIN && !find.unmarked; i++) {
        find.unmarked = byline_mark(up, view->tables) < 0;
        up = up->parent;
    }
    if (find.line <= BYLINE_WORDS && text.len < ELEMENT_BYTES) {
        read_line(nominees, arena_copy(view->arena, buf_slice(&text)), &find);
    }
    buf_release(&text);
}

void nominees_read(struct nominees *nominees, const struct view *view)
{
    const struct fact *site = facts_best(view->facts, FACT_SITE);

    nominees->view = view;
    nominees->len = 0;
    nominees->site =
        site != NULL ? folded(view->arena, site->value) : (struct slice){0};
    nominees->host = folded(view->arena, view_host(view));
    see_facts(nominees);
    see_lines(nominees);
    for (size_t i = 0; i < view->points->len; i++) {
        if (view->points->item[i].kind != POINT_TIME) {
            see_point(nominees, &view->points->item[i]);
        }
    }
    see_site(nominees, site);
}
