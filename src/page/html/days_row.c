/* What is measured of a day before the model judges it. */
#include "page/html/days.h"

enum { FAR = 200, LONG = 1000, NEVER = 2000 };

static bool is_day(const struct clue *clue, struct date day)
{
    return date_cmp(clue->evidence.date, day) == 0;
}

static bool is_head(const struct clue *clue)
{
    return clue->kind <= DAY_item;
}

static bool is_shown(const struct clue *clue)
{
    return clue->kind == DAY_near || clue->kind == DAY_time;
}

static float most(float a, float b)
{
    return a > b ? a : b;
}

/* The heaviest clue of the page's head; the first that readers see. */
static const struct clue *leader(const struct clues *clues, bool head,
                                 bool modified)
{
    const struct clue *best = NULL;

    for (size_t i = 0; i < clues->len; i++) {
        const struct clue *own = &clues->item[i];

        if ((head ? is_head(own) : is_shown(own)) && !own->other_way &&
            own->evidence.modified == modified &&
            own->evidence.date.precision == DATE_DAY &&
            (best == NULL ||
             (head ? own->evidence.weight > best->evidence.weight
                   : own->block < best->block))) {
            best = own;
        }
    }
    return best;
}

static float weight_of(const struct clue *clue)
{
    return clue != NULL ? (float)clue->evidence.weight : 0;
}

static float since(struct date day, const struct clue *from)
{
    float days;

    if (from == NULL) {
        return NEVER;
    }
    days = (float)(date_first_day(day) - date_first_day(from->evidence.date));
    return days > LONG ? LONG : days < -LONG ? -LONG : days;
}

static float apart(size_t block, size_t from)
{
    float steps = (float)block - (float)from;

    return steps > FAR ? FAR : steps < -FAR ? -FAR : steps;
}

static bool is_utc(const struct clue *clue)
{
    return is_head(clue) && (slice_ends(clue->evidence.written, "Z") ||
                             slice_ends(clue->evidence.written, "00:00"));
}

/* What speaks for the day itself. */
static void see_own(const struct clues *clues, struct date day, float *row)
{
    const struct view *view = clues->view;
    size_t first = SIZE_MAX;

    row[D_from_title] = row[D_from_start] = FAR + 1;
    row[D_line_words] = FAR;
    row[D_other_way] = 1;
    for (size_t i = 0; i < clues->len; i++) {
        const struct clue *own = &clues->item[i];
        float *kind = &row[(own->evidence.modified ? D_changed_ld : D_own_ld) +
                           (int)own->kind];

        if (!is_day(own, day)) {
            continue;
        }
        row[D_kinds] += (float)(*kind == 0);
        row[D_times]++;
        *kind = most(*kind, (float)own->evidence.weight);
        row[D_told] = most(row[D_told], own->told);
        row[D_other_way] = row[D_other_way] != 0 && own->other_way;
        row[D_utc] = most(row[D_utc], is_utc(own));
        if (own->block != SIZE_MAX && (float)own->words < row[D_line_words]) {
            row[D_line_words] = (float)own->words;
        }
        first = own->block < first ? own->block : first;
    }
    if (first != SIZE_MAX) {
        row[D_from_start] = apart(first, view->start);
    }
    if (first != SIZE_MAX && view->title < view->blocks->len) {
        row[D_from_title] = apart(first, view->title);
    }
    row[D_first_of_month] = (float)(day.day != 1 ? 0 : day.month != 1 ? 1 : 2);
}

/* How the day stands to the one that the page's address names. */
static void see_url(struct date day, const struct clue *url, float *row)
{
    bool month = url->evidence.date.year == day.year &&
                 url->evidence.date.month == day.month;

    row[D_url] = (float)(url->evidence.date.precision == DATE_DAY
                             ? (is_day(url, day) ? 2 : -1)
                             : (month ? 1 : -2));
    row[D_url_days] = since(day, url);
}

/* How the day stands to the others of the page. */
static void see_others(const struct clues *clues, struct date day, float *row)
{
    const struct clue *text = NULL;

    row[D_first_said] = row[D_last_said] = 1;
    for (size_t i = 0; i < clues->len; i++) {
        const struct clue *own = &clues->item[i];
        size_t same = 0;

        while (same < i && !is_day(&clues->item[same], own->evidence.date)) {
            same++;
        }
        row[D_days] += (float)(same == i);
        row[D_rank_near] +=
            same == i && is_shown(own) && !is_day(own, day) &&
            apart(own->block, clues->view->start) < row[D_from_start];
        if (is_head(own) && own->evidence.date.precision == DATE_DAY) {
            float later = since(day, own);

            row[D_first_said] = row[D_first_said] != 0 && later <= 0;
            row[D_last_said] = row[D_last_said] != 0 && later >= 0;
        }
        if (own->kind == DAY_text &&
            (text == NULL ||
             date_cmp(own->evidence.date, text->evidence.date) > 0)) {
            text = own;
        }
        if (own->kind == DAY_url) {
            see_url(day, own, row);
        }
    }
    row[D_since_text] = since(day, text);
}

void day_row(const struct clues *clues, size_t at, float *row)
{
    struct date day = clues->item[at].evidence.date;
    const struct clue *said = leader(clues, true, false);
    const struct clue *changed = leader(clues, true, true);
    const struct clue *near = leader(clues, false, false);

    for (size_t i = 0; i < DAY_COLUMNS; i++) {
        row[i] = 0;
    }
    row[D_url_days] = NEVER;
    row[D_page_said] = weight_of(said);
    row[D_page_changed] = weight_of(changed);
    row[D_page_near] = weight_of(near);
    row[D_page_near_changed] = weight_of(leader(clues, false, true));
    row[D_since_said] = since(day, said);
    row[D_since_changed] = since(day, changed);
    row[D_since_near] = since(day, near);
    see_own(clues, day, row);
    see_others(clues, day, row);
}

const struct columns *day_columns(void)
{
    static const char *const name[] = {
#define X(name) #name,
        DAY_MAP(X)
#undef X
    };
    static const struct columns columns = {name, DAY_COLUMNS};

    return &columns;
}
