#include "page/imprint.h"

#include "page/imprint_date.h"
#include "page/layout.h"
#include "page/line.h"

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

/* The title's paragraph ends where the title does. */
static void narrow_title(struct report *report)
{
    for (size_t i = 0; i < report->paragraphs; i++) {
        struct paragraph *par = &report->paragraph[i];

        if (par->kind == PARAGRAPH_TITLE &&
            report->title.ptr == report->text.ptr + par->at.start) {
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
    imprint_dates(report, lists, arena);
    if (report->title.ptr != NULL) {
        cut_site(report);
        narrow_title(report);
    }
    if (report->outlet.ptr == NULL && report->url.ptr != NULL) {
        report->outlet = host_of(report->url);
    }
}
