#include "page/imprint.h"

#include "page/layout.h"
#include "page/line.h"
#include "page/stamp.h"

enum {
    SITE_WORDS = 5,  /* a site's name after the title's last dash */
    MAX_AUTHORS = 8, /* more in one byline is not a byline */
    TITLE_LEAST = 4  /* words that stay of a title */
};

static struct slice text_of(const struct report *report,
                            const struct paragraph *par)
{
    return slice_cut(report->text, par->at);
}

/* --- authors --- */

/* The next name of a list joined by commas and "and". */
static struct slice next_name(struct slice *rest)
{
    size_t end = 0;
    size_t skip = 0;
    struct slice name;

    while (end < rest->len) {
        struct slice here = {rest->ptr + end, rest->len - end};

        if (slice_starts(here, ", ") || slice_starts(here, " and ") ||
            slice_starts(here, " & ")) {
            skip = here.ptr[0] == ',' ? 2 : here.ptr[1] == '&' ? 3 : 5;
            break;
        }
        end++;
    }
    name = slice_trim((struct slice){rest->ptr, end});
    rest->ptr += end + skip;
    rest->len -= end + skip;
    return name;
}

/* The names of a byline; in "Jane Doe, The Post" the second is no person. */
static void read_byline(struct report *report, struct slice rest,
                        struct arena *arena)
{
    bool list = slice_find(rest, SLICE(" and ")) < rest.len ||
                slice_find(rest, SLICE(" & ")) < rest.len;

    report->author = arena_alloc(arena, MAX_AUTHORS, sizeof *report->author);
    while (rest.len != 0 && report->authors < MAX_AUTHORS) {
        struct slice name = next_name(&rest);
        bool person = report->authors == 0 || (list && line_words(name) > 1);

        if (name.len != 0 && person) {
            report->author[report->authors++] = name;
        }
    }
}

/* --- title and outlet --- */

/* A site's name: a few words, each with a capital or a sign. */
static bool is_site(struct slice name)
{
    size_t words = line_words(name);

    if (words == 0 || words > SITE_WORDS || line_ends_sentence(name)) {
        return false;
    }
    for (size_t i = 0; i < name.len; i++) {
        bool starts = i == 0 || name.ptr[i - 1] == ' ';

        if (starts && name.ptr[i] >= 'a' && name.ptr[i] <= 'z') {
            return false;
        }
    }
    return true;
}

/* The site's name without an author's name before it. */
static struct slice without_author(const struct report *report,
                                   struct slice site)
{
    for (size_t i = 0; i < report->authors; i++) {
        struct slice name = report->author[i];

        if (site.len >= name.len && memcmp(site.ptr, name.ptr, name.len) == 0) {
            site = (struct slice){site.ptr + name.len, site.len - name.len};
            if (slice_starts(site, ",")) {
                site = (struct slice){site.ptr + 1, site.len - 1};
            }
            site = slice_trim(site);
        }
    }
    return site;
}

/* Cut " – Site" off a title; the outlet is what follows an author's name. */
static void cut_site(struct report *report)
{
    static const char *const sign[] = {" – ", " — ", " | ", " - ", " :: "};
    struct slice title = report->title;

    for (size_t at = title.len; at-- > 1;) {
        for (size_t s = 0; s < sizeof sign / sizeof sign[0]; s++) {
            struct slice rest = {title.ptr + at, title.len - at};
            struct slice site;

            if (!slice_starts(rest, sign[s])) {
                continue;
            }
            site = slice_trim((struct slice){rest.ptr + strlen(sign[s]),
                                             rest.len - strlen(sign[s])});
            if (slice_starts(site, "by ")) {
                site = (struct slice){site.ptr + 3, site.len - 3};
            }
            if (!is_site(site) ||
                line_words((struct slice){title.ptr, at}) < TITLE_LEAST) {
                return;
            }
            report->title = slice_trim((struct slice){title.ptr, at});
            site = without_author(report, site);
            if (site.len != 0) {
                report->outlet = site;
            }
            return;
        }
    }
}

/* The host of an address, without "www.". */
static struct slice host_of(struct slice url)
{
    struct slice host = url;
    size_t at = slice_find(url, SLICE("://"));
    size_t len = 0;

    if (at < url.len) {
        host = (struct slice){url.ptr + at + 3, url.len - at - 3};
    }
    if (slice_starts(host, "www.")) {
        host.ptr += 4;
        host.len -= 4;
    }
    while (len < host.len && host.ptr[len] != '/' && host.ptr[len] != ':' &&
           host.ptr[len] != ' ' && host.ptr[len] != '?') {
        len++;
    }
    return (struct slice){host.ptr, len};
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

static void see_stamp(struct dates *dates, const struct stamp_hit *hit,
                      bool above, struct slice line)
{
    bool full = hit->date.precision == DATE_DAY;

    if (full && above && line_words(line) >= 4) {
        dates->clock = hit->date;
    } else if (full && dates->line.precision == DATE_NONE) {
        dates->line = hit->date;
    } else if (!full && dates->vague.date.precision == DATE_NONE) {
        dates->vague = *hit;
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

static void choose_date(struct report *report, const struct dates *dates)
{
    struct date clock = dates->clock;
    struct date other = dates->line.precision != DATE_NONE  ? dates->line
                        : dates->url.precision != DATE_NONE ? dates->url
                                                            : dates->lead;
    struct stamp *stamp = &report->published;
    int year = other.precision != DATE_NONE ? other.year : dates->vague.year;

    if (dates->line.precision == DATE_NONE &&
        dates->url.precision == DATE_NONE && dates->dateline.month != 0 &&
        year != 0) {
        stamp->date = (struct date){DATE_DAY, year, dates->dateline.month,
                                    dates->dateline.day};
        stamp->from = DATE_FROM_DATELINE;
        return;
    }
    stamp->date = other;
    stamp->from = DATE_FROM_PAGE;
    if (other.precision != DATE_NONE) {
        if (dates->line.precision == DATE_NONE &&
            dates->url.precision == DATE_NONE) {
            stamp->from = DATE_FROM_TEXT;
        }
    } else if (dates->vague.date.precision != DATE_NONE) {
        const struct stamp_hit *vague = &dates->vague;
        bool agrees = clock.precision != DATE_NONE &&
                      clock.year == vague->year &&
                      (vague->day == 0 || vague->day == clock.day) &&
                      (vague->month == 0 || vague->month == clock.month);

        stamp->date = agrees ? clock : vague->date;
    } else if (!dates->weather) {
        stamp->date = clock;
    }
}

static void read_dates(struct report *report, const struct page_lists *lists)
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
            }
        }
    }
    choose_date(report, &dates);
}

/* The title's paragraph ends where the title does. */
static void narrow_title(struct report *report)
{
    for (size_t i = 0; i < report->paragraphs; i++) {
        struct paragraph *par = &report->paragraph[i];

        if (par->kind == PARAGRAPH_TITLE) {
            par->at.end = par->at.start + report->title.len;
        }
    }
}

void imprint_read(struct report *report, const struct page_lists *lists,
                  struct arena *arena)
{
    for (size_t i = 0; i < report->paragraphs; i++) {
        const struct paragraph *par = &report->paragraph[i];
        struct slice line = text_of(report, par);

        if (par->kind == PARAGRAPH_TITLE) {
            report->title = line;
        } else if (par->kind == PARAGRAPH_META && report->authors == 0 &&
                   layout_byline(line).ptr != NULL) {
            read_byline(report, layout_byline(line), arena);
        }
    }
    read_dates(report, lists);
    if (report->title.ptr != NULL) {
        cut_site(report);
        narrow_title(report);
    }
    if (report->outlet.ptr == NULL && report->url.ptr != NULL) {
        report->outlet = host_of(report->url);
    }
}
