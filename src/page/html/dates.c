/* When the page was published: all evidence, and the choice with its reason.
 *
 * A date gets its own weight twice and once the weight of every other piece
 * that names the same day.  Copyright lines are no evidence; what the text
 * itself contradicts loses. */
#include "page/html/view.h"
#include "page/line.h"

enum {
    EVIDENCES = 96,
    AFTER = 8,        /* blocks below the article where a stamp may stand */
    STAMP_WORDS = 24, /* in a block with a stamp, name and place */
    LINE_WORDS = 8,   /* of a line that is a stamp, inside the text too */
    STAMP_CHARS = 6,
    TEXT_BLOCKS = 3, /* whose dates may be the report's own */
    LINE_BLOCKS = 2, /* a headline may come first */
    LINE_END = 60,   /* by there a dateline has told its day, */
    LINE_DASH = 40,  /* and so far behind it is its dash */
    DATELINE_WEIGHT = 9,
    DATELINE_DAYS = 7, /* a stamp that much later than the dateline lies */
    YEAR_DAYS = 300,   /* a stamp that much later than all dates told lies */
    SHOWN_WEIGHT = 5,
    LEAST_WEIGHT = 2 /* the day of a change says more than less than that */
};

static const char SHOWN[] = "shown near the title";
static const char BELOW[] = "shown below the text";
static const char ELSEWHERE[] = "shown elsewhere";
static const char TIME_TAG[] = "time";
static const char URL[] = "url";
static const char TEXT[] = "text";
static const char DATELINE[] = "dateline";

struct ballot {
    const struct view *view;
    struct evidence item[EVIDENCES];
    size_t len;
    bool month_first;
};

static void add(struct ballot *ballot, struct date date, bool modified,
                int weight, const char *source, struct slice written)
{
    if (ballot->len < EVIDENCES && date.precision != DATE_NONE &&
        date_ok(date)) {
        ballot->item[ballot->len++] =
            (struct evidence){date, modified, weight, source, written};
    }
}

static bool find(const struct ballot *ballot, struct slice text,
                 struct date *date)
{
    struct span at;

    return calendar_find(&ballot->view->tables->calendar, text, 0,
                         ballot->month_first, date, &at);
}

static bool has_word(struct slice text, const char *word)
{
    return line_bears(text, slice_of(word), LABEL_ANY);
}

static bool is_update(struct slice text)
{
    static const char *const word[] = {
        "updated",    "modified",    "edited",     "aktualisiert",
        "mis à jour", "actualizado", "aggiornato", "bijgewerkt",
        "geändert",   "last update", "обновлено"};

    for (size_t i = 0; i < sizeof word / sizeof word[0]; i++) {
        if (has_word(text, word[i])) {
            return true;
        }
    }
    return false;
}

/* <time class="updated"> */
static bool is_updating(const lxb_dom_node_t *time)
{
    struct slice class = node_attr(time, "class");

    return (slice_find(class, SLICE("updated")) < class.len ||
            slice_find(class, SLICE("modified")) < class.len) &&
           slice_find(class, SLICE("published")) == class.len;
}

static bool is_copyright(struct slice text)
{
    return slice_find(text, SLICE("©")) < text.len ||
           has_word(text, "copyright") || has_word(text, "(c)");
}

static void see_facts(struct ballot *ballot)
{
    const struct facts *facts = ballot->view->facts;

    for (size_t i = 0; i < facts->len; i++) {
        const struct fact *fact = &facts->item[i];
        bool modified = fact->kind == FACT_MODIFIED;
        struct date date;

        if ((modified || fact->kind == FACT_PUBLISHED) &&
            find(ballot, fact->value, &date)) {
            add(ballot, date, modified, fact->weight, fact->source,
                fact->value);
        }
    }
}

static void see_url(struct ballot *ballot)
{
    const struct view *view = ballot->view;
    const struct fact *fact = facts_best(view->facts, FACT_URL);
    struct slice url = view->url.len != 0 ? view->url
                       : fact != NULL     ? fact->value
                                          : (struct slice){0};
    struct date date = calendar_in_url(url);

    add(ballot, date, false, date.precision == DATE_DAY ? 7 : 2, URL, url);
}

/* The <time> element at or around a block's start, NULL if there is none. */
static const lxb_dom_node_t *time_of(const struct view *view, size_t at)
{
    const struct block *block = &view->blocks->block[at];
    const lxb_dom_node_t *node = block->start->parent;
    const lxb_dom_node_t *box = view->blocks->box[block->box].node;

    for (; node != NULL && node != box->parent; node = node->parent) {
        if (node_tag(node) == LXB_TAG_TIME) {
            return node;
        }
    }
    for (node = box->first_child; node != NULL; node = node->next) {
        if (node_tag(node) == LXB_TAG_TIME) {
            return node;
        }
    }
    return NULL;
}

/* Where a stamp stands and what it weighs there. */
struct stand {
    const char *source;
    int weight;
};

static struct stand stand_of(const struct view *view, size_t at)
{
    uint32_t place = view->blocks->box[view->blocks->block[at].box].place;
    int less = (place & (IN_NAV | IN_ASIDE | IN_FOOTER)) != 0 ? 2 : 0;

    if (view_heads(view, at)) {
        return (struct stand){SHOWN, SHOWN_WEIGHT - less};
    }
    if (view_takes(view, at) && view->blocks->block[at].words > LINE_WORDS) {
        return (struct stand){NULL, 0};
    }
    if (at > view->last && at <= view->last + AFTER) {
        return (struct stand){BELOW, SHOWN_WEIGHT - 2 - less};
    }
    return (struct stand){ELSEWHERE, 1};
}

static void see_block(struct ballot *ballot, size_t at)
{
    const struct view *view = ballot->view;
    struct slice text = block_text(view->blocks, at);
    const lxb_dom_node_t *time = time_of(view, at);
    struct slice stamp =
        time != NULL ? node_attr(time, "datetime") : (struct slice){0};
    struct span span = {0, 0};
    struct date shown;
    struct date date;
    bool found = calendar_find(&view->tables->calendar, text, 0,
                               ballot->month_first, &shown, &span);
    struct stand stand;

    if (!found && stamp.len == 0) {
        return;
    }
    stand = stand_of(view, at);
    if (stand.source == NULL || (stand.source != SHOWN && is_copyright(text))) {
        return;
    }
    if (found) {
        text.len = span.start;
        add(ballot, shown, is_update(text), stand.weight, stand.source,
            block_text(view->blocks, at));
    }
    if (stamp.len != 0 && find(ballot, stamp, &date)) {
        add(ballot, date, is_update(text) || is_updating(time),
            stand.weight + 1, TIME_TAG, stamp);
    }
}

static bool may_date(const struct view *view, size_t at)
{
    return view->blocks->block[at].digits != 0 || time_of(view, at) != NULL;
}

static void see_shown(struct ballot *ballot)
{
    const struct view *view = ballot->view;

    for (size_t i = 0; i < view->blocks->len; i++) {
        const struct block *block = &view->blocks->block[i];
        bool told = view_takes(view, i) && block_is_prose(block);

        if (!told && block->words <= STAMP_WORDS &&
            block->chars >= STAMP_CHARS && may_date(view, i)) {
            see_block(ballot, i);
        }
    }
}

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
static void see_text(struct ballot *ballot)
{
    const struct view *view = ballot->view;
    size_t seen = 0;

    for (size_t i = view->first; i <= view->last && seen < TEXT_BLOCKS; i++) {
        struct slice text = block_text(view->blocks, i);
        struct date date;
        struct span at;

        if (!view_takes(view, i) || !block_is_prose(&view->blocks->block[i])) {
            continue;
        }
        seen++;
        if (!calendar_find(&view->tables->calendar, text, 0,
                           ballot->month_first, &date, &at)) {
            continue;
        }
        if (seen <= LINE_BLOCKS && date.precision == DATE_DAY &&
            in_dateline(text, at)) {
            add(ballot, date, false, DATELINE_WEIGHT, DATELINE,
                (struct slice){text.ptr, at.end});
        } else {
            add(ballot, date, false, 1, TEXT, text);
        }
    }
}

/* --- the choice --- */

static bool same_day(struct date a, struct date b)
{
    return a.precision == DATE_DAY && date_cmp(a, b) == 0;
}

static bool inside(struct date day, struct date wide)
{
    return wide.precision == DATE_MONTH && day.year == wide.year &&
           day.month == wide.month;
}

static int support(const struct ballot *ballot, size_t at)
{
    const struct evidence *own = &ballot->item[at];
    int sum = 2 * own->weight;

    for (size_t i = 0; i < ballot->len; i++) {
        const struct evidence *other = &ballot->item[i];

        if (i != at && other->source != own->source &&
            other->modified == own->modified) {
            sum += same_day(own->date, other->date) ? other->weight
                   : inside(own->date, other->date) ? 3
                                                    : 0;
        }
    }
    return sum;
}

static bool is_shown(const struct evidence *own)
{
    return own->source == SHOWN || own->source == BELOW ||
           own->source == ELSEWHERE;
}

/* Whether the page's head names a day of publication. */
static bool has_told_first(const struct ballot *ballot)
{
    for (size_t i = 0; i < ballot->len; i++) {
        const struct evidence *own = &ballot->item[i];

        if (!own->modified && own->weight >= SHOWN_WEIGHT && !is_shown(own) &&
            own->source != TIME_TAG && own->source != DATELINE &&
            own->source != URL) {
            return true;
        }
    }
    return false;
}

/* A page that shows the day of its change, which its head tells apart from
 * the day of publication, shows no day of publication. */
static void mark_changes(struct ballot *ballot)
{
    for (size_t i = 0; i < ballot->len; i++) {
        struct evidence *own = &ballot->item[i];
        bool changed = false;
        bool first = false;

        for (size_t k = 0; k < ballot->len; k++) {
            const struct evidence *other = &ballot->item[k];
            bool same = same_day(other->date, own->date);
            bool told = !is_shown(other) && other->source != TIME_TAG &&
                        other->source != TEXT && other->source != DATELINE &&
                        other->source != URL;

            changed = changed || (told && other->modified && same);
            first = first || (told && !other->modified && same);
        }
        if (changed && !first && !own->modified && has_told_first(ballot)) {
            own->modified = true;
        }
    }
}

/* Shown to readers only, while the text speaks of nothing later than long
 * before: a page's clock, not the report's date. */
static bool is_contradicted(const struct ballot *ballot,
                            const struct evidence *stamp)
{
    size_t told = 0;

    for (size_t i = 0; i < ballot->len; i++) {
        const struct evidence *other = &ballot->item[i];

        if (other->source == TEXT) {
            told++;
            if (date_first_day(other->date) + YEAR_DAYS >
                date_first_day(stamp->date)) {
                return false;
            }
        } else if (!is_shown(other) && same_day(other->date, stamp->date)) {
            return false;
        }
    }
    return told != 0 && is_shown(stamp);
}

/* A stamp in UTC may be a day off what readers were shown. */
static const struct evidence *as_shown(const struct ballot *ballot,
                                       const struct evidence *best)
{
    bool utc = slice_ends(best->written, "Z") ||
               slice_ends(best->written, "+00:00") ||
               slice_ends(best->written, "+0000");

    for (size_t i = 0; i < ballot->len; i++) {
        utc = utc && !(ballot->item[i].source == SHOWN &&
                       same_day(ballot->item[i].date, best->date) &&
                       !ballot->item[i].modified);
    }
    for (size_t i = 0; utc && i < ballot->len; i++) {
        const struct evidence *other = &ballot->item[i];
        long days = date_first_day(other->date) - date_first_day(best->date);

        if (other->source == SHOWN && !other->modified &&
            other->date.precision == DATE_DAY && (days == 1 || days == -1)) {
            return other;
        }
    }
    return best;
}

static const struct evidence *heaviest(const struct ballot *ballot,
                                       bool modified)
{
    const struct evidence *best = NULL;
    int most = 0;

    for (size_t i = 0; i < ballot->len; i++) {
        const struct evidence *own = &ballot->item[i];
        int sum = own->modified == modified ? support(ballot, i) : 0;

        if (sum > most && own->source != TEXT &&
            !is_contradicted(ballot, own)) {
            most = sum;
            best = own;
        }
    }
    return best;
}

/* The dateline, if `best` is of a week later or more: pages are stamped anew,
 * datelines are not. */
static const struct evidence *by_dateline(const struct ballot *ballot,
                                          const struct evidence *best)
{
    for (size_t i = 0; best != NULL && i < ballot->len; i++) {
        const struct evidence *own = &ballot->item[i];

        if (own->source == DATELINE &&
            date_first_day(own->date) + DATELINE_DAYS <
                date_first_day(best->date)) {
            return own;
        }
    }
    return best;
}

static const struct evidence *choose(const struct ballot *ballot,
                                     const char **why)
{
    const struct evidence *best = heaviest(ballot, false);

    if (best == NULL || best->weight < LEAST_WEIGHT) {
        const struct evidence *change = heaviest(ballot, true);

        best = change != NULL ? change : best;
    }
    if (best != by_dateline(ballot, best)) {
        *why = "the dateline; the heaviest stamp is of a week later or more";
        return by_dateline(ballot, best);
    }
    *why = "the heaviest evidence with what agrees with it";
    if (best != NULL && best != as_shown(ballot, best)) {
        *why = "shown to readers; the stamp in UTC is a day off";
        return as_shown(ballot, best);
    }
    for (size_t i = 0; best == NULL && i < ballot->len; i++) {
        if (ballot->item[i].source == TEXT) {
            *why = "told in the text; no stamp that it does not contradict";
            return &ballot->item[i];
        }
    }
    return best;
}

static const struct evidence *latest_change(const struct ballot *ballot)
{
    const struct evidence *best = NULL;

    for (size_t i = 0; i < ballot->len; i++) {
        const struct evidence *own = &ballot->item[i];

        if (own->modified && (best == NULL || own->weight > best->weight)) {
            best = own;
        }
    }
    return best;
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

void choose_dates(struct report *report, const struct view *view)
{
    struct ballot ballot = {.view = view,
                            .month_first = is_month_first(view->facts)};
    const struct evidence *best;
    const struct evidence *change;

    see_facts(&ballot);
    see_url(&ballot);
    see_shown(&ballot);
    see_text(&ballot);
    mark_changes(&ballot);
    best = choose(&ballot, &report->why);
    change = latest_change(&ballot);
    if (best != NULL) {
        report->published.date = best->date;
        report->published.from = best->source == TEXT       ? DATE_FROM_TEXT
                                 : best->source == DATELINE ? DATE_FROM_DATELINE
                                                            : DATE_FROM_PAGE;
    } else {
        report->why = NULL;
    }
    if (change != NULL) {
        report->modified.date = change->date;
        report->modified.from = DATE_FROM_PAGE;
    }
    for (size_t i = 0; i < ballot.len; i++) {
        ballot.item[i].written =
            arena_copy(view->arena, ballot.item[i].written);
    }
    report->evidence =
        arena_dup(view->arena, ballot.item, ballot.len, sizeof ballot.item[0]);
    report->evidences = ballot.len;
}
