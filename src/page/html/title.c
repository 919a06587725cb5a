/* The title as readers see it, without the site's name; and the outlet. */
#include "page/html/view.h"
#include "page/line.h"

enum { CANDIDATES = 24, TITLE_BYTES = 400, SITE_WORDS = 6 };

struct candidate {
    struct slice text; /* without the site's name */
    struct slice fold;
    int weight;
    bool shown; /* a heading of the page */
};

struct ballot {
    const struct view *view;
    struct candidate item[CANDIDATES];
    size_t len;
    struct slice site; /* folded; what the page calls its site */
    struct slice host; /* folded, without its last label */
};

static const char *const SIGN[] = {" | ", " - ", " – ", " — ", " :: ", " » ",
                                   " • ", " · ", " « ", " ‹ ", " > ",  " / ",
                                   " ◆ ", "| ",  " ~ ", " : ", ": "};

/* Whether a part of a title names the site. */
static bool names_site(const struct ballot *ballot, struct slice part)
{
    struct slice fold = folded(ballot->view->arena, part);

    if (fold.len < 2 || line_words(part) > SITE_WORDS + 2) {
        return false;
    }
    if (ballot->site.len != 0 &&
        (slice_eq(fold, ballot->site) ||
         (fold.len >= 4 && ballot->site.len >= 4 &&
          (slice_find(fold, ballot->site) < fold.len ||
           slice_find(ballot->site, fold) < ballot->site.len)))) {
        return true;
    }
    return ballot->host.len >= 3 && fold.len >= 3 &&
           (slice_find(fold, ballot->host) < fold.len ||
            slice_find(ballot->host, fold) < ballot->host.len);
}

/* Cut the site's name from the end or the start, as often as it is there. */
static struct slice without_site(const struct ballot *ballot,
                                 struct slice title)
{
    for (size_t at = title.len; at-- > 1;) {
        bool sign = title.ptr[at] == ' ' || title.ptr[at] == '|' ||
                    title.ptr[at] == ':'; /* what signs begin with */

        for (size_t s = 0; sign && s < sizeof SIGN / sizeof SIGN[0]; s++) {
            struct slice rest = {title.ptr + at, title.len - at};
            size_t len = strlen(SIGN[s]);
            struct slice tail = {rest.ptr + len, rest.len - len};
            struct slice head = {title.ptr, at};

            if (!slice_starts(rest, SIGN[s])) {
                continue;
            }
            if (names_site(ballot, tail) && !names_site(ballot, head)) {
                return without_site(ballot, slice_trim(head));
            }
            if (names_site(ballot, head) && line_words(tail) >= 2 &&
                !names_site(ballot, tail)) {
                return without_site(ballot, slice_trim(tail));
            }
        }
    }
    return slice_trim(title);
}

/* A title that still has a short part after a bar: it is the site's or the
 * section's. */
static struct slice without_tail(struct slice title)
{
    static const char *const bar[] = {" | ",  " – ", " - ", " — ",
                                      " :: ", " » ", " • "};

    for (size_t at = title.len; at-- > 8;) {
        bool blank = title.ptr[at] == ' ';

        for (size_t s = 0; blank && s < sizeof bar / sizeof bar[0]; s++) {
            struct slice rest = {title.ptr + at, title.len - at};
            struct slice head = {title.ptr, at};

            if (slice_starts(rest, bar[s]) && line_words(rest) <= 4 &&
                line_words(head) >= 3) {
                return without_tail(slice_trim(head));
            }
        }
    }
    return title;
}

static void nominate(struct ballot *ballot, struct slice text, int weight,
                     bool shown)
{
    struct candidate item = {.weight = weight, .shown = shown};

    if (ballot->len == CANDIDATES || text.len == 0 || text.len > TITLE_BYTES) {
        return;
    }
    item.text = without_site(ballot, text);
    item.fold = folded(ballot->view->arena, item.text);
    if (item.fold.len >= 2) {
        ballot->item[ballot->len++] = item;
    }
}

static void nominate_headings(struct ballot *ballot)
{
    const struct view *view = ballot->view;

    for (size_t i = 0; i < view->blocks->len; i++) {
        const struct box *box = &view->blocks->box[view->blocks->block[i].box];

        if (box->tag == LXB_TAG_H1 || box->tag == LXB_TAG_H2) {
            struct buf clean = {0};

            text_collapse(&clean, block_text(view->blocks, i));
            nominate(ballot, arena_copy(view->arena, buf_slice(&clean)),
                     box->tag == LXB_TAG_H1 ? 5 : 2, true);
            buf_release(&clean);
        }
        if (ballot->len > CANDIDATES / 2) {
            return;
        }
    }
}

/* What others say the same: equal, or one begins with the other. */
static int support(const struct ballot *ballot, const struct candidate *item)
{
    int sum = item->weight;

    for (size_t i = 0; i < ballot->len; i++) {
        const struct candidate *other = &ballot->item[i];
        bool equal = slice_eq(other->fold, item->fold);
        bool longer =
            other->fold.len > item->fold.len && item->fold.len >= 12 &&
            memcmp(other->fold.ptr, item->fold.ptr, item->fold.len) == 0;

        if (other != item && equal) {
            sum += other->weight + (other->shown != item->shown ? 6 : 0);
        } else if (other != item && longer) {
            sum += other->weight / 2 + (other->shown != item->shown ? 3 : 0);
        }
    }
    return sum;
}

static void find_site(struct ballot *ballot)
{
    const struct view *view = ballot->view;
    const struct fact *site = facts_best(view->facts, FACT_SITE);
    struct slice host = view_host(view);

    if (site != NULL) {
        ballot->site = folded(view->arena, site->value);
    }
    while (host.len != 0 && host.ptr[host.len - 1] != '.') {
        host.len--;
    }
    for (size_t i = host.len > 4 ? host.len - 4 : 0; i > 0; i--) {
        if (host.ptr[i - 1] == '.') { /* news.example.com → example */
            host = (struct slice){host.ptr + i, host.len - i};
            break;
        }
    }
    ballot->host = folded(view->arena, host);
}

void choose_title(struct report *report, const struct view *view)
{
    struct ballot ballot = {.view = view};
    const struct candidate *best = NULL;
    const struct fact *site = facts_best(view->facts, FACT_SITE);
    int most = 0;

    find_site(&ballot);
    report->outlet = site != NULL ? site->value : view_host(view);
    nominate_headings(&ballot);
    for (size_t i = 0; i < view->facts->len; i++) {
        const struct fact *fact = &view->facts->item[i];

        if (fact->kind == FACT_TITLE) {
            nominate(&ballot, fact->value, fact->weight, false);
        }
    }
    for (size_t i = 0; i < ballot.len; i++) {
        int sum = support(&ballot, &ballot.item[i]);

        if (sum > most) {
            most = sum;
            best = &ballot.item[i];
        }
    }
    if (best != NULL) {
        report->title = best->shown ? best->text : without_tail(best->text);
    }
}
