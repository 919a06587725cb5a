#include "page/imprint_date.h"

#include "page/layout.h"
#include "page/line.h"
#include "page/stamp.h"

enum { EVIDENCES = 24, TOLD_BYTES = 4000 };

static struct slice text_of(const struct report *report,
                            const struct paragraph *par)
{
    return slice_cut(report->text, par->at);
}

/* --- agency --- */

/* "MOSCOW, Dec 10 (Reuters) -" or "MOSCOW Reuters -". */
static struct slice agency_of(struct slice dateline,
                              const struct page_lists *lists)
{
    const char *open = memchr(dateline.ptr, '(', dateline.len);
    const char *close = memchr(dateline.ptr, ')', dateline.len);

    if (open != NULL && close != NULL && open < close) {
        struct slice inside =
            slice_trim((struct slice){open + 1, (size_t)(close - open - 1)});
        struct slice known = page_lists_agency(lists, inside);

        return known.ptr != NULL ? known : inside;
    }
    while (dateline.len != 0 &&
           strchr(" -\xE2\x80\x93\x94", dateline.ptr[dateline.len - 1])) {
        dateline.len--;
    }
    for (size_t at = 0; at < dateline.len; at++) {
        struct slice tail = {dateline.ptr + at, dateline.len - at};
        struct slice known = page_lists_agency(lists, tail);

        if ((at == 0 || dateline.ptr[at - 1] == ' ') && known.ptr != NULL) {
            return known;
        }
    }
    return (struct slice){0};
}

/* --- dates --- */

struct dates {
    struct date clock; /* a full date above the title */
    bool weather;      /* with figures beside it */
    struct date line;  /* a line of its own */
    struct date url;
    struct date lead;
    struct stamp_hit dateline;
    struct stamp_hit vague; /* without its month or day */
    struct chronicle_hit told;
    struct evidence item[EVIDENCES];
    size_t items;
};

static bool is_dateline(const struct report *report, size_t at,
                        const struct page_lists *lists)
{
    struct span next;

    if (at + 1 >= report->paragraphs ||
        report->paragraph[at].kind != PARAGRAPH_META) {
        return false;
    }
    next = report->paragraph[at + 1].at;
    return layout_dateline(
               slice_cut(
                   report->text,
                   (struct span){report->paragraph[at].at.start, next.end}),
               lists) != 0;
}

static void keep(struct dates *dates, struct date date, int weight,
                 const char *source, struct slice written)
{
    if (dates->items < EVIDENCES && date.precision != DATE_NONE) {
        dates->item[dates->items++] =
            (struct evidence){date, false, weight, source, written};
    }
}

static void see_stamp(struct dates *dates, const struct stamp_hit *hit,
                      bool above, struct slice line)
{
    bool full = hit->date.precision == DATE_DAY;

    if (full && above && line_words(line) >= 4) {
        dates->clock = hit->date;
        keep(dates, hit->date, 2, "above the title", line);
    } else if (full) {
        if (dates->line.precision == DATE_NONE) {
            dates->line = hit->date;
        }
        keep(dates, hit->date, 6, "a line of its own", line);
    } else {
        if (dates->vague.date.precision == DATE_NONE) {
            dates->vague = *hit;
        }
        keep(dates, hit->date, 3, "a stamp without its month or day", line);
    }
}

static void see_paragraph(struct report *report, struct dates *dates, size_t at,
                          bool above)
{
    struct slice line = text_of(report, &report->paragraph[at]);
    struct stamp_hit hit;

    dates->weather = dates->weather || (above && line_is_figures(line) &&
                                        !stamp_is_line(line, &hit));
    if (line_starts_url(line)) {
        size_t len = 0;

        while (len < line.len && line.ptr[len] != ' ') {
            len++;
        }
        dates->url = stamp_in_url((struct slice){line.ptr, len});
        keep(dates, dates->url, 7, "url", (struct slice){line.ptr, len});
        if (report->url.ptr == NULL && len == line.len) {
            report->url = line;
        }
        line.ptr += len;
        line.len -= len;
    }
    if (report->paragraph[at].kind == PARAGRAPH_META &&
        stamp_find(line, &hit) && line_words(line) <= 12) {
        see_stamp(dates, &hit, above, line);
    }
}

/* The day of the year that the vague stamp leaves open: it lies behind the
 * event that the text tells of, by as much as the text says. */
static struct date behind(const struct stamp_hit *vague,
                          const struct chronicle_hit *told)
{
    struct date found = {0};

    for (int month = 1; month <= 12; month++) {
        struct date date = {DATE_DAY, vague->year, month, vague->day};
        long days;

        if (vague->month != 0 || !date_ok(date)) {
            continue;
        }
        days = date_first_day(date) - date_first_day(told->event->date);
        if (days >= told->least && days <= told->most) {
            if (found.precision != DATE_NONE) {
                return (struct date){0};
            }
            found = date;
        }
    }
    return found;
}

static bool clock_agrees(const struct dates *dates)
{
    struct date clock = dates->clock;
    const struct stamp_hit *vague = &dates->vague;

    return clock.precision != DATE_NONE && clock.year == vague->year &&
           (vague->day == 0 || vague->day == clock.day) &&
           (vague->month == 0 || vague->month == clock.month);
}

static void choose_vague(struct report *report, const struct dates *dates)
{
    const struct stamp_hit *vague = &dates->vague;
    struct stamp *stamp = &report->published;
    struct date day = {0};

    stamp->date = vague->date;
    stamp->from = DATE_FROM_PAGE;
    report->why = "a stamp that lost a part; no more is known";
    if (clock_agrees(dates)) {
        stamp->date = dates->clock;
        report->why = "the page's clock, with which the broken stamp agrees";
        return;
    }
    if (dates->told.event != NULL && vague->day != 0) {
        day = behind(vague, &dates->told);
    }
    if (day.precision != DATE_NONE) {
        stamp->date = day;
        stamp->from = DATE_FROM_TEXT;
        report->why = "the stamp lost its month; the text tells of an event "
                      "whose day is known";
    }
}

/* No stamp at all: "last week" behind a known event gives a month. */
static void choose_told(struct report *report, const struct dates *dates)
{
    const struct chronicle_hit *told = &dates->told;

    if (told->event != NULL && told->phrase.ptr != NULL) {
        long first = date_first_day(told->event->date);
        struct date from = date_from_day(first + told->least);
        struct date to = date_from_day(first + told->most);

        if (from.year == to.year) {
            report->published.date = (struct date){
                from.month == to.month ? DATE_MONTH : DATE_YEAR, from.year,
                from.month == to.month ? from.month : 0, 0};
            report->published.from = DATE_FROM_TEXT;
            report->why = "no stamp; the text tells of an event whose day is "
                          "known, and how long ago it was";
        }
    }
}

static void choose_date(struct report *report, const struct dates *dates)
{
    struct date other = dates->line.precision != DATE_NONE  ? dates->line
                        : dates->url.precision != DATE_NONE ? dates->url
                                                            : dates->lead;
    struct stamp *stamp = &report->published;
    bool stamped =
        dates->line.precision != DATE_NONE || dates->url.precision != DATE_NONE;
    int year = other.precision != DATE_NONE ? other.year : dates->vague.year;

    if (!stamped && dates->dateline.month != 0 && year != 0) {
        stamp->date = (struct date){DATE_DAY, year, dates->dateline.month,
                                    dates->dateline.day};
        stamp->from = DATE_FROM_DATELINE;
        report->why = "the dateline";
        return;
    }
    if (other.precision != DATE_NONE) {
        stamp->date = other;
        stamp->from = stamped ? DATE_FROM_PAGE : DATE_FROM_TEXT;
        report->why = dates->line.precision != DATE_NONE
                          ? "a line that is a stamp"
                      : dates->url.precision != DATE_NONE
                          ? "the address"
                          : "told in the first lines of the text";
    } else if (dates->vague.date.precision != DATE_NONE) {
        choose_vague(report, dates);
    } else if (!dates->weather && dates->clock.precision != DATE_NONE) {
        stamp->date = dates->clock;
        stamp->from = DATE_FROM_PAGE;
        report->why = "above the title; nothing speaks against it";
    } else {
        choose_told(report, dates);
    }
}

/* The title and the first paragraphs of text. */
static void see_told(const struct report *report, struct dates *dates,
                     const struct page_lists *lists)
{
    struct buf text = {0};

    for (size_t i = 0; i < report->paragraphs && text.len < TOLD_BYTES; i++) {
        if (paragraph_is_text(report->paragraph[i].kind)) {
            buf_add_slice(&text, text_of(report, &report->paragraph[i]));
            buf_add_char(&text, '\n');
        }
    }
    dates->told = chronicle_find(&lists->chronicle, buf_slice(&text));
    if (dates->told.event != NULL) {
        keep(dates, dates->told.event->date, 1, "an event that the text tells",
             dates->told.event->name);
    }
    buf_release(&text);
}

struct slice imprint_agency(const struct report *report,
                            const struct page_lists *lists)
{
    for (size_t i = 0; i < report->paragraphs; i++) {
        if (is_dateline(report, i, lists)) {
            return agency_of(text_of(report, &report->paragraph[i]), lists);
        }
    }
    return (struct slice){0};
}

void imprint_dates(struct report *report, const struct page_lists *lists,
                   struct arena *arena)
{
    struct dates dates = {0};
    bool above = true;
    bool lead_seen = false;

    for (size_t i = 0; i < report->paragraphs; i++) {
        const struct paragraph *par = &report->paragraph[i];
        struct stamp_hit hit;

        above = above && par->kind != PARAGRAPH_TITLE &&
                par->kind != PARAGRAPH_LEAD;
        if (is_dateline(report, i, lists)) {
            (void)stamp_find(text_of(report, par), &dates.dateline);
            report->agency = agency_of(text_of(report, par), lists);
            keep(&dates, dates.dateline.date, 5, "dateline",
                 text_of(report, par));
            if (dates.dateline.date.precision == DATE_DAY) {
                dates.lead = dates.dateline.date;
            }
        } else if (par->kind == PARAGRAPH_META) {
            see_paragraph(report, &dates, i, above);
        } else if (par->kind == PARAGRAPH_LEAD && !lead_seen) {
            lead_seen = true;
            if (stamp_find(text_of(report, par), &hit) &&
                hit.date.precision == DATE_DAY &&
                dates.lead.precision == DATE_NONE) {
                dates.lead = hit.date;
                keep(&dates, hit.date, 2, "text", text_of(report, par));
            }
        }
    }
    see_told(report, &dates, lists);
    choose_date(report, &dates);
    report->evidence =
        arena_dup(arena, dates.item, dates.items, sizeof dates.item[0]);
    report->evidences = dates.items;
}
