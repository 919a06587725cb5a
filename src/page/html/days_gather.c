/* What a page says of the days on which it appeared and was changed. */
#include "page/html/days.h"
#include "page/line.h"

enum {
    AFTER = 8,        /* blocks below the article where a stamp may stand */
    STAMP_WORDS = 24, /* in a block with a stamp, name and place */
    LINE_WORDS = 8,   /* of a line that is a stamp, inside the text too */
    LABEL_WORDS = 3,  /* of a line that says what the next one's day is */
    STAMP_CHARS = 6,
    STAMPS = 4,      /* in one line */
    TEXT_BLOCKS = 3, /* whose dates may be the report's own */
    LINE_BLOCKS = 2, /* a headline may come first */
    LINE_END = 60,   /* by there a dateline has told its day, */
    LINE_DASH = 40,  /* and so far behind it is its dash */
    DATELINE_WEIGHT = 9,
    SHOWN_WEIGHT = 5,
    KEY_BYTES = 40,
    DATE_BYTES = 10
};

static const char SHOWN[] = "shown near the title";
static const char BELOW[] = "shown below the text";
static const char ELSEWHERE[] = "shown elsewhere";
static const char TIME_TAG[] = "time";
static const char URL[] = "url";
static const char TEXT[] = "text";
static const char DATELINE[] = "dateline";

/* Lists of other articles do not crowd the page's own days out. */
static void add(struct clues *clues, const struct clue *clue)
{
    size_t room = clue->kind == DAY_elsewhere || clue->kind == DAY_script
                      ? CLUES / 2
                      : CLUES;

    if (clues->len < room && clue->evidence.date.precision != DATE_NONE &&
        date_ok(clue->evidence.date)) {
        clues->item[clues->len++] = *clue;
    }
}

static bool find(const struct clues *clues, struct slice text, size_t from,
                 struct date *date, struct span *at)
{
    return calendar_find(&clues->view->tables->calendar, text, from,
                         clues->month_first, date, at);
}

/* The same figures as another country reads them: 3/4 for 4/3.  False if
 * they leave no doubt. */
static bool read_other_way(const struct clues *clues, struct slice stamp,
                           struct date *date)
{
    const struct calendar *calendar = &clues->view->tables->calendar;
    struct date first;
    struct span span;

    return calendar_find(calendar, stamp, 0, clues->month_first, &first,
                         &span) &&
           calendar_find(calendar, stamp, 0, !clues->month_first, date,
                         &span) &&
           date_cmp(first, *date) != 0;
}

/* --- the head and the address --- */

static void see_facts(struct clues *clues)
{
    const struct facts *facts = clues->view->facts;

    for (size_t i = 0; i < facts->len; i++) {
        const struct fact *fact = &facts->item[i];
        struct clue clue = {.block = SIZE_MAX};
        struct span at;

        if ((fact->kind != FACT_MODIFIED && fact->kind != FACT_PUBLISHED) ||
            !find(clues, fact->value, 0, &clue.evidence.date, &at)) {
            continue;
        }
        clue.kind = strncmp(fact->source, "json", 4) == 0   ? DAY_ld
                    : strncmp(fact->source, "meta", 4) == 0 ? DAY_meta
                                                            : DAY_item;
        clue.evidence.modified = fact->kind == FACT_MODIFIED;
        clue.evidence.weight = fact->weight;
        clue.evidence.source = fact->source;
        clue.evidence.written = fact->value;
        add(clues, &clue);
        if (read_other_way(clues, slice_cut(fact->value, at),
                           &clue.evidence.date)) {
            clue.other_way = true;
            add(clues, &clue);
        }
    }
}

static void see_url(struct clues *clues)
{
    const struct view *view = clues->view;
    const struct fact *fact = facts_best(view->facts, FACT_URL);
    struct slice url = view->url.len != 0 ? view->url
                       : fact != NULL     ? fact->value
                                          : (struct slice){0};
    struct date date = calendar_in_url(url);
    struct clue clue = {
        .evidence = {.date = date, .source = URL, .written = url},
        .kind = DAY_url,
        .block = SIZE_MAX};

    clue.evidence.weight = date.precision == DATE_DAY ? 7 : 2;
    add(clues, &clue);
}

/* --- scripts --- */

static bool is_key(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The key before the value at `at`: "publishedAt":"2025-10-20, also with its
 * quotation marks escaped. */
static struct slice key_before(struct slice bytes, size_t at)
{
    static const char quote[] = "&quot;";
    size_t len = 0;

    while (at != 0) {
        struct slice before = {bytes.ptr, at};

        if (strchr("\\\": ", bytes.ptr[at - 1]) != NULL) {
            at--;
        } else if (slice_ends(before, quote)) {
            at -= sizeof quote - 1;
        } else {
            break;
        }
    }
    while (len < at && len < KEY_BYTES && is_key(bytes.ptr[at - len - 1])) {
        len++;
    }
    return (struct slice){bytes.ptr + at - len, len};
}

/* A value that begins at `at` and may be a day under a telling name. */
static void see_value(struct clues *clues, struct slice bytes, size_t at)
{
    struct clue clue = {.kind = DAY_script, .block = SIZE_MAX};
    const struct fact_name *name;

    if (bytes.len - at < DATE_BYTES) {
        return;
    }
    clue.evidence.written = (struct slice){bytes.ptr + at, DATE_BYTES};
    clue.evidence.date = date_parse(clue.evidence.written);
    name = clue.evidence.date.precision == DATE_DAY
               ? fact_table_find(&clues->view->tables->facts, "script",
                                 key_before(bytes, at))
               : NULL;
    if (name != NULL) {
        clue.evidence.modified = name->kind == FACT_MODIFIED;
        clue.evidence.weight = name->weight;
        clue.evidence.source = name->source;
        add(clues, &clue);
    }
}

/* Days that scripts and attributes give under a name that says what they
 * are. */
static void see_scripts(struct clues *clues)
{
    static const char *const open[] = {"\"20", "quot;20"};
    struct slice bytes = clues->view->tree->source;

    for (size_t k = 0; k < sizeof open / sizeof open[0]; k++) {
        size_t skip = strlen(open[k]) - 2;
        size_t at = 0;
        size_t hit;

        for (;;) {
            struct slice rest = {bytes.ptr + at, bytes.len - at};

            hit = slice_find(rest, slice_of(open[k]));
            if (hit == rest.len) {
                break;
            }
            at += hit + skip;
            see_value(clues, bytes, at);
        }
    }
}

/* Whether the page's head names a day of publication. */
static bool head_tells(const struct clues *clues)
{
    for (size_t i = 0; i < clues->len; i++) {
        const struct clue *own = &clues->item[i];

        if (own->kind <= DAY_item && !own->evidence.modified &&
            own->evidence.weight >= SHOWN_WEIGHT) {
            return true;
        }
    }
    return false;
}

/* --- what readers see --- */

static bool is_copyright(struct slice text)
{
    return slice_find(text, SLICE("©")) < text.len ||
           line_bears(text, SLICE("copyright"), LABEL_ANY) ||
           line_bears(text, SLICE("(c)"), LABEL_ANY);
}

/* Where a stamp in block `at` stands and what it weighs there; weight 0: it
 * is no stamp. */
static struct clue stand_of(const struct view *view, size_t at)
{
    const struct block *block = &view->blocks->block[at];
    uint32_t place = view->blocks->box[block->box].place;
    int less = (place & (IN_NAV | IN_ASIDE | IN_FOOTER)) != 0 ? 2 : 0;
    struct clue clue = {.block = at, .words = block->words};

    if (view_heads(view, at)) {
        clue.kind = DAY_near;
        clue.evidence.source = SHOWN;
        clue.evidence.weight = SHOWN_WEIGHT - less;
    } else if (view_takes(view, at) && block->words > LINE_WORDS) {
        clue.evidence.weight = 0;
    } else if (at > view->last && at <= view->last + AFTER) {
        clue.kind = DAY_below;
        clue.evidence.source = BELOW;
        clue.evidence.weight = SHOWN_WEIGHT - 2 - less;
    } else {
        clue.kind = DAY_elsewhere;
        clue.evidence.source = ELSEWHERE;
        clue.evidence.weight = 1;
    }
    return clue;
}

/* What the line before says, if it is no more than a label. */
static enum stamp_word label_above(const struct view *view, size_t at)
{
    return at != 0 && view->blocks->block[at - 1].words <= LABEL_WORDS
               ? stamp_word(view->tables, block_text(view->blocks, at - 1))
               : STAMP_SILENT;
}

static void see_block(struct clues *clues, size_t at)
{
    const struct view *view = clues->view;
    struct slice text = block_text(view->blocks, at);
    struct clue clue = stand_of(view, at);
    struct span span = {0, 0};
    size_t from = 0;

    if (clue.evidence.weight == 0 ||
        (clue.kind != DAY_near && is_copyright(text))) {
        return;
    }
    clue.evidence.written = text;
    for (size_t i = 0;
         i < STAMPS && find(clues, text, from, &clue.evidence.date, &span);
         i++) {
        enum stamp_word said = stamp_word(
            view->tables, slice_cut(text, (struct span){from, span.start}));

        if (said == STAMP_SILENT && i == 0) {
            said = label_above(view, at);
        }
        clue.evidence.modified = said == STAMP_CHANGED;
        clue.told = said == STAMP_TOLD;
        clue.other_way = false;
        add(clues, &clue);
        clue.other_way =
            read_other_way(clues, slice_cut(text, span), &clue.evidence.date);
        if (clue.other_way) {
            add(clues, &clue);
        }
        from = span.end;
    }
}

static void see_shown(struct clues *clues)
{
    const struct view *view = clues->view;

    for (size_t i = 0; i < view->blocks->len; i++) {
        const struct block *block = &view->blocks->block[i];
        bool told = view_takes(view, i) && block_is_prose(block);

        if (!told && block->words <= STAMP_WORDS &&
            block->chars >= STAMP_CHARS && block->digits != 0) {
            see_block(clues, i);
        }
    }
}

/* Whether block `at` starts inside `node`. */
static bool starts_in(const struct view *view, size_t at,
                      const lxb_dom_node_t *node)
{
    const lxb_dom_node_t *up = view->blocks->block[at].start;

    while (up != NULL && up != node) {
        up = up->parent;
    }
    return up == node;
}

/* <time class="updated"> */
static bool is_updating(const lxb_dom_node_t *time)
{
    struct slice class = node_attr(time, "class");

    return (slice_find(class, SLICE("updated")) < class.len ||
            slice_find(class, SLICE("modified")) < class.len) &&
           slice_find(class, SLICE("published")) == class.len;
}

/* What stands before a <time> inside block `at`. */
static enum stamp_word label_before(const struct clues *clues, size_t at)
{
    const struct view *view = clues->view;
    struct slice text = block_text(view->blocks, at);
    struct date date;
    struct span span;

    if (view->blocks->block[at].words > STAMP_WORDS) {
        return STAMP_SILENT;
    }
    if (find(clues, text, 0, &date, &span)) {
        text.len = span.start;
    }
    return stamp_word(view->tables, text);
}

static void see_time(struct clues *clues, const struct point *point)
{
    const struct view *view = clues->view;
    struct slice stamp = node_attr(point->node, "datetime");
    size_t at = point->block;
    struct clue clue;
    struct date date;
    struct span span;
    enum stamp_word said;

    if (view->blocks->len == 0 || !find(clues, stamp, 0, &date, &span)) {
        return;
    }
    at -= at == view->blocks->len;
    if (starts_in(view, at, point->node)) {
        said = label_above(view, at);
    } else {
        at -= at != 0;
        said = label_before(clues, at);
    }
    clue = stand_of(view, at);
    clue.kind = clue.kind == DAY_near ? DAY_time : clue.kind;
    clue.evidence.weight += 1;
    clue.evidence.date = date;
    clue.evidence.source = TIME_TAG;
    clue.evidence.written = stamp;
    clue.evidence.modified = said == STAMP_CHANGED || is_updating(point->node);
    clue.told = said == STAMP_TOLD;
    add(clues, &clue);
}

/* --- the text --- */

/* Whether the day at `at` stands in a dateline: "OSTREL, April 3, 2031
 * (Lodestar) - ..." */
static bool in_dateline(struct slice text, struct span at)
{
    static const char *const dash[] = {" - ", "\xe2\x80\x93", "\xe2\x80\x94"};
    struct slice after = {text.ptr + at.end, text.len - at.end};

    after.len = after.len < LINE_DASH ? after.len : LINE_DASH;
    for (size_t i = 0; i < sizeof dash / sizeof dash[0]; i++) {
        if (slice_find(after, slice_of(dash[i])) < after.len) {
            return at.end <= LINE_END;
        }
    }
    return false;
}

/* Whole dates in running text; the first ones may be the report's own. */
static void see_text(struct clues *clues)
{
    const struct view *view = clues->view;
    size_t seen = 0;

    for (size_t i = view->first; i <= view->last && seen < TEXT_BLOCKS; i++) {
        struct slice text = block_text(view->blocks, i);
        struct clue clue = {.kind = DAY_text,
                            .block = i,
                            .words = view->blocks->block[i].words,
                            .evidence = {.weight = 1, .source = TEXT}};
        struct span at;

        if (!view_takes(view, i) || !block_is_prose(&view->blocks->block[i])) {
            continue;
        }
        seen++;
        if (!find(clues, text, 0, &clue.evidence.date, &at)) {
            continue;
        }
        clue.evidence.written = text;
        if (seen <= LINE_BLOCKS && in_dateline(text, at)) {
            clue.kind = DAY_dateline;
            clue.evidence.weight = DATELINE_WEIGHT;
            clue.evidence.source = DATELINE;
            clue.evidence.written.len = at.end;
        }
        add(clues, &clue);
    }
}

/* Whether the page's language writes the month first. */
static bool is_month_first(const struct facts *facts)
{
    const struct fact *said = facts_best(facts, FACT_LANGUAGE);

    return said == NULL ||
           line_bears(said->value, SLICE("en-us"), LABEL_START) ||
           line_bears(said->value, SLICE("en_us"), LABEL_START) ||
           line_bears(said->value, SLICE("en"), LABEL_WHOLE);
}

void clues_read(struct clues *clues, const struct view *view)
{
    const struct points *points = view->points;

    clues->view = view;
    clues->len = 0;
    clues->month_first = is_month_first(view->facts);
    see_facts(clues);
    see_url(clues);
    see_text(clues);
    if (!head_tells(clues)) {
        see_scripts(clues);
    }
    for (size_t i = 0; i < points->len; i++) {
        if (points->item[i].kind == POINT_TIME) {
            see_time(clues, &points->item[i]);
        }
    }
    see_shown(clues);
}
