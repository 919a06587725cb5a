/* The authors: what the page says of itself against what readers see. */
#include "page/html/names.h"
#include "page/html/view.h"
#include "page/line.h"

enum {
    SETS = 64,
    AFTER = 12, /* and below it */
    BYLINE_WORDS = 14,
    CHAIN = 3 /* boxes above a byline's own whose classes count */
};

/* The names that one place of the page gives. */
struct set {
    struct names names;
    const char *source;
    int weight;
};

struct ballot {
    const struct view *view;
    struct slice site, host; /* folded */
    struct set item[SETS];
    size_t len;
};

/* The set of `source`, made if it is new; NULL if there are too many. */
static struct set *set_of(struct ballot *ballot, const char *source, int weight)
{
    for (size_t i = 0; i < ballot->len; i++) {
        if (ballot->item[i].source == source &&
            ballot->item[i].weight == weight) {
            return &ballot->item[i];
        }
    }
    if (ballot->len == SETS) {
        return NULL;
    }
    ballot->item[ballot->len] =
        (struct set){.source = source, .weight = weight};
    return &ballot->item[ballot->len++];
}

static void nominate_facts(struct ballot *ballot)
{
    const struct view *view = ballot->view;

    for (size_t i = 0; i < view->facts->len; i++) {
        const struct fact *fact = &view->facts->item[i];
        struct set *set;

        if (fact->kind != FACT_AUTHOR ||
            slice_find(fact->value, SLICE("://")) < fact->value.len) {
            continue;
        }
        set = set_of(ballot, fact->source, fact->weight);
        if (set != NULL) {
            names_of_people(&set->names, fact->value, view->tables, false);
        }
    }
}

/* What the words of one element's class, id, rel and itemprop say. */
struct marks {
    const struct html_tables *tables;
    bool marked, unmarked;
};

static void see_word(void *ctx, struct slice word)
{
    struct marks *marks = ctx;
    char dotted[64] = ".";
    enum byline_word what;

    if (word.len + 1 > sizeof dotted) {
        return;
    }
    memcpy(dotted + 1, word.ptr, word.len);
    what = byline_word(marks->tables, (struct slice){dotted, word.len + 1});
    marks->marked = marks->marked || what == BYLINE_MARKS;
    marks->unmarked = marks->unmarked || what == BYLINE_UNMARKS;
}

static void see_node(struct marks *marks, const lxb_dom_node_t *node)
{
    static const char *const attr[] = {"class", "id", "rel", "itemprop"};

    for (size_t i = 0; i < sizeof attr / sizeof attr[0]; i++) {
        word_each(node_attr(node, attr[i]), see_word, marks);
    }
}

/* What one element says: 1 it is a byline, -1 it is none, 0 nothing. */
static int mark_of(const struct view *view, const lxb_dom_node_t *node)
{
    struct marks marks = {.tables = view->tables};

    see_node(&marks, node);
    return marks.unmarked ? -1 : marks.marked;
}

/* Whether a block stands in an element that is made for bylines; the nearest
 * that says anything decides. */
static bool is_marked(const struct view *view, size_t at)
{
    const struct block *block = &view->blocks->block[at];
    const struct box *box = &view->blocks->box[block->box];
    const lxb_dom_node_t *node = block->start->parent;
    int mark = 0;

    for (; mark == 0 && node != NULL && node != box->node;
         node = node->parent) {
        mark = mark_of(view, node);
    }
    for (size_t i = 0; mark == 0 && i <= CHAIN; i++) {
        mark = mark_of(view, box->node);
        box = &view->blocks->box[box->parent];
    }
    return mark > 0;
}

static void nominate_shown(struct ballot *ballot)
{
    const struct view *view = ballot->view;
    bool alone = false; /* the block before was "By" */

    for (size_t i = 0; i < view->blocks->len; i++) {
        const struct block *block = &view->blocks->block[i];
        struct slice text = block_text(view->blocks, i);
        bool near = view_heads(view, i);
        bool below = i > view->last && i <= view->last + AFTER;
        struct names names = {0};
        struct set *set;
        bool marked;
        bool opened = alone;

        if (block->words > BYLINE_WORDS || block->chars < 3 ||
            (!near && !below)) {
            continue;
        }
        opened = names_open(text, view->tables, &alone) || opened;
        marked = is_marked(view, i);
        if (alone || (!marked && !(opened && near))) {
            continue;
        }
        names_of_people(&names, text, view->tables, true);
        set = names.len != 0 ? set_of(ballot,
                                      marked && near ? "marked byline"
                                      : near         ? "byline"
                                                     : "marked line",
                                      marked && near ? 6
                                      : near         ? 5
                                                     : 3)
                             : NULL;
        if (set != NULL && set->names.len == 0) {
            set->names = names;
        }
    }
}

/* Whether a name is the site's own. */
static bool is_site(const struct ballot *ballot, struct slice name)
{
    struct slice fold = folded(ballot->view->arena, name);

    return fold.len != 0 && (slice_eq(fold, ballot->site) ||
                             (fold.len >= 4 && slice_find(ballot->host, fold) <
                                                   ballot->host.len));
}

static bool agree(const struct view *view, struct slice a, struct slice b)
{
    struct slice fold = folded(view->arena, a);
    struct slice other = folded(view->arena, b);

    return slice_eq(fold, other);
}

/* A set's weight with what others that name the same first person add. */
static int support(const struct ballot *ballot, const struct set *set)
{
    int sum = 2 * set->weight;
    struct slice first = set->names.item[0];

    if (is_site(ballot, first)) {
        sum -= 12;
    }
    if (line_words(first) < 2) {
        sum -= 3;
    }
    for (size_t i = 0; i < ballot->len; i++) {
        const struct set *other = &ballot->item[i];

        for (size_t k = 0; other != set && k < other->names.len; k++) {
            sum += agree(ballot->view, first, other->names.item[k])
                       ? other->weight
                       : 0;
        }
    }
    return sum;
}

void choose_authors(struct report *report, const struct view *view)
{
    struct ballot ballot = {.view = view};
    const struct fact *site = facts_best(view->facts, FACT_SITE);
    const struct set *best = NULL;
    int most = 0;

    ballot.site =
        site != NULL ? folded(view->arena, site->value) : (struct slice){0};
    ballot.host = folded(view->arena, view_host(view));
    nominate_facts(&ballot);
    nominate_shown(&ballot);
    for (size_t i = 0; i < ballot.len; i++) {
        const struct set *set = &ballot.item[i];

        if (set->names.len != 0 && support(&ballot, set) > most) {
            most = support(&ballot, set);
            best = set;
        }
    }
    if (best == NULL) {
        return;
    }
    report->author =
        arena_alloc(view->arena, best->names.len, sizeof *report->author);
    for (size_t i = 0; i < best->names.len; i++) {
        report->author[report->authors++] =
            arena_copy(view->arena, best->names.item[i]);
    }
}
