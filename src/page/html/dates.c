/* When the page was published: the day that the model believes most, unless
 * the text itself contradicts it. */
#include "page/html/days.h"

enum {
    DATELINE_DAYS = 7, /* a stamp that much later than the dateline lies */
    YEAR_DAYS = 300    /* a stamp that much later than all dates told lies */
};

/* Below this no day is believed: see train/page/choosers.py. */
static const float LEAST = 0.1F;

static bool is_readers(const struct clue *clue)
{
    return clue->kind == DAY_near || clue->kind == DAY_below ||
           clue->kind == DAY_elsewhere;
}

/* Shown to readers only, while the text speaks of nothing later than long
 * before: a page's clock, not the report's date. */
static bool is_contradicted(const struct clues *clues, const struct clue *own)
{
    long day = date_first_day(own->evidence.date);
    size_t told = 0;

    for (size_t i = 0; i < clues->len; i++) {
        const struct clue *other = &clues->item[i];

        if (other->kind == DAY_text) {
            told++;
            if (date_first_day(other->evidence.date) + YEAR_DAYS > day) {
                return false;
            }
        } else if (!is_readers(other) &&
                   date_cmp(other->evidence.date, own->evidence.date) == 0) {
            return false;
        }
    }
    return told != 0 && is_readers(own);
}

/* Whether an earlier clue that was judged names the same day. */
static bool is_known(const struct clues *clues, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (date_cmp(clues->item[i].evidence.date,
                     clues->item[at].evidence.date) == 0 &&
            !is_contradicted(clues, &clues->item[i])) {
            return true;
        }
    }
    return false;
}

/* The clue of the day that is believed most; NULL if none is. */
static const struct clue *believed(const struct clues *clues)
{
    const struct clue *best = NULL;
    float most = LEAST;

    for (size_t i = 0; i < clues->len; i++) {
        const struct clue *own = &clues->item[i];
        float row[DAY_COLUMNS];
        float sure;

        if (own->evidence.date.precision != DATE_DAY || is_known(clues, i) ||
            is_contradicted(clues, own)) {
            continue;
        }
        day_row(clues, i, row);
        sure = forest_weigh(&clues->view->tables->dates, row);
        if (sure > most) {
            most = sure;
            best = own;
        }
    }
    return best;
}

/* The dateline, if `best` is of a week later or more: pages are stamped anew,
 * datelines are not. */
static const struct clue *by_dateline(const struct clues *clues,
                                      const struct clue *best)
{
    for (size_t i = 0; i < clues->len; i++) {
        const struct clue *own = &clues->item[i];

        if (own->kind == DAY_dateline &&
            date_first_day(own->evidence.date) + DATELINE_DAYS <
                date_first_day(best->evidence.date)) {
            return own;
        }
    }
    return best;
}

/* A part of a day, or what the text tells, where no day is believed. */
static const struct clue *what_is_left(const struct clues *clues)
{
    const struct clue *best = NULL;

    for (size_t i = 0; i < clues->len; i++) {
        const struct clue *own = &clues->item[i];

        if ((own->evidence.date.precision != DATE_DAY ||
             own->kind == DAY_text) &&
            (best == NULL || own->evidence.weight > best->evidence.weight)) {
            best = own;
        }
    }
    return best;
}

/* Why this day, in words. */
static const char *reason(const struct clues *clues, const struct clue *best)
{
    bool said = false;
    bool shown = false;
    bool changed = false;
    bool denied = false;

    for (size_t i = 0; i < clues->len; i++) {
        const struct clue *own = &clues->item[i];
        bool same = date_cmp(own->evidence.date, best->evidence.date) == 0;
        bool head = own->kind <= DAY_item && !own->evidence.modified;
        bool seen = own->kind == DAY_near || own->kind == DAY_time;

        said = said || (same && head);
        denied = denied || (!same && head);
        shown = shown || (same && seen && !own->evidence.modified);
        changed = changed || (same && seen && own->evidence.modified);
    }
    return said && shown     ? "said by the page's head and shown to readers"
           : said            ? "said by the page's head"
           : shown && denied ? "shown to readers; the page's head says another"
           : shown           ? "shown to readers near the title"
           : changed         ? "shown to readers as the day of a change"
           : best->kind == DAY_url      ? "said by the page's address"
           : best->kind == DAY_text     ? "told in the text; no stamp that it "
                                          "does not contradict"
           : best->kind == DAY_dateline ? "the dateline"
                                        : "the best of little evidence";
}

static const struct clue *latest_change(const struct clues *clues)
{
    const struct clue *best = NULL;

    for (size_t i = 0; i < clues->len; i++) {
        const struct clue *own = &clues->item[i];

        if (own->evidence.modified &&
            (best == NULL || own->evidence.weight > best->evidence.weight)) {
            best = own;
        }
    }
    return best;
}

static void keep_evidence(struct report *report, const struct clues *clues)
{
    struct arena *arena = clues->view->arena;

    report->evidence =
        arena_alloc(arena, clues->len + 1, sizeof *report->evidence);
    for (size_t i = 0; i < clues->len; i++) {
        struct evidence kept = clues->item[i].evidence;

        if (!clues->item[i].other_way) {
            kept.written = arena_copy(arena, kept.written);
            report->evidence[report->evidences++] = kept;
        }
    }
}

void choose_dates(struct report *report, const struct view *view)
{
    struct clues clues;
    const struct clue *best;
    const struct clue *change;

    clues_read(&clues, view);
    best = believed(&clues);
    if (best == NULL) {
        best = what_is_left(&clues);
    }
    change = latest_change(&clues);
    if (best != NULL) {
        const struct clue *line = by_dateline(&clues, best);

        report->why = line != best ? "the dateline; the stamp is of a week "
                                     "later or more"
                                   : reason(&clues, best);
        report->published.date = line->evidence.date;
        report->published.from = line->kind == DAY_text ? DATE_FROM_TEXT
                                 : line->kind == DAY_dateline
                                     ? DATE_FROM_DATELINE
                                     : DATE_FROM_PAGE;
    }
    if (change != NULL) {
        report->modified.date = change->evidence.date;
        report->modified.from = DATE_FROM_PAGE;
    }
    keep_evidence(report, &clues);
}
