/* nexis.c - the two layouts of LexisNexis's exports. */
#include "page/line.h"
#include "page/office/news.h"

enum {
    HEADER_LINES = 40, /* from an article's title to its text */
    TITLE_WORDS = 40
};

static bool is_text(const struct news_line *line)
{
    return line->does == NEWS_NOTHING;
}

/* The first line of [start, end) that is so; `end` if there is none. */
static size_t find(const struct news *news, size_t start, size_t end, char form,
                   enum news_does does)
{
    for (size_t i = start; i < end; i++) {
        if (news->line[i].form == form && news->line[i].does == does) {
            return i;
        }
    }
    return end;
}

static void read_labels(const struct news *news, size_t start, size_t end,
                        struct news_article *article)
{
    for (size_t i = start; i < end; i++) {
        if (news->line[i].form == 'l') {
            (void)news_field(news, article, news->line[i].does,
                             news_value(news, i, end));
        }
    }
}

/* Labels that stand below the text only. */
static bool is_tail(const struct news_line *line)
{
    return (line->form == 'l' &&
            (line->does == NEWS_TAIL || line->does == NEWS_LOADED ||
             line->does == NEWS_LANGUAGE)) ||
           (line->form == 'h' && line->does == NEWS_AFTER);
}

/* The text from `at` on, up to the labels below it, which are read. */
static void read_text(const struct news *news, size_t at, size_t end,
                      struct news_article *article)
{
    while (at < end && !is_tail(&news->line[at])) {
        if (news->line[at].form != 'h' &&
            !news_is_copyright(news->line[at].text)) {
            news_add(article, &news->line[at], news->line[at].text);
        }
        at++;
    }
    read_labels(news, at, end, article);
}

/* --- Nexis Uni and Lexis Advance --- */

static bool uni_is(const struct news *news)
{
    size_t end = find(news, 0, news->len, 'h', NEWS_END);

    return end < news->len && (find(news, 0, end, 'h', NEWS_BODY) < end ||
                               find(news, 0, end, 'l', NEWS_LENGTH) < end);
}

static bool uni_next(const struct news *news, size_t *start, size_t *end)
{
    *start = *end + (*end != 0);
    *end = find(news, *start, news->len, 'h', NEWS_END);
    return *end < news->len;
}

/* Where the text begins: behind "Body", or behind the last label above it. */
static size_t uni_body(const struct news *news, size_t start, size_t end)
{
    size_t body = find(news, start, end, 'h', NEWS_BODY);
    size_t length = find(news, start, end, 'l', NEWS_LENGTH);

    if (body < end) {
        return body;
    }
    while (length < end && length + 1 < end &&
           news->line[length + 1].form == 'l') {
        length++;
    }
    return length;
}

/* The line of the date, the last one above the labels; `start`: none. */
static size_t uni_date(const struct news *news, size_t start, size_t body,
                       struct date *date)
{
    size_t least = body > start + HEADER_LINES ? body - HEADER_LINES : start;

    for (size_t i = body; i-- > least;) {
        if (is_text(&news->line[i])) {
            *date = news_day(news, news->line[i].text);
            if (date->precision != DATE_NONE) {
                return i;
            }
        }
    }
    return start;
}

/* Above the date stands the outlet, above it the title; below a cover the
 * title is one line, a heading or not. */
static void uni_head(const struct news *news, size_t start, size_t date,
                     struct news_article *article)
{
    if (date > start && is_text(&news->line[date - 1])) {
        article->outlet = news->line[date - 1].text;
        if (date > start + 1 && is_text(&news->line[date - 2])) {
            article->title = news->line[date - 2].text;
        }
    }
}

/* Without a date: title and outlet are the first two lines of text. */
static void uni_head_undated(const struct news *news, size_t start, size_t body,
                             struct news_article *article)
{
    for (size_t i = start; i < body && article->outlet.ptr == NULL; i++) {
        if (is_text(&news->line[i]) && !news_is_copyright(news->line[i].text)) {
            if (article->title.ptr == NULL) {
                article->title = news->line[i].text;
            } else {
                article->outlet = news->line[i].text;
            }
        }
    }
}

static void uni_read(const struct news *news, size_t start, size_t end,
                     struct news_article *article)
{
    size_t body = uni_body(news, start, end);
    struct date day = {0};
    size_t date = uni_date(news, start, body, &day);

    if (day.precision != DATE_NONE) {
        article->date = day;
        uni_head(news, start, date, article);
    } else {
        date = start;
        uni_head_undated(news, start, body, article);
    }
    read_labels(news, date, body + (body < end), article);
    read_text(news, body < end ? body + 1 : end, end, article);
}

const struct news_layout news_nexis_uni = {uni_is, uni_next, uni_read};

/* --- older Nexis --- */

static bool old_is(const struct news *news)
{
    size_t place = find(news, 0, news->len, 'o', NEWS_OTHER);

    return place < news->len &&
           (find(news, place, news->len, 'l', NEWS_LENGTH) < news->len ||
            find(news, place, news->len, 'l', NEWS_LOADED) < news->len);
}

static bool old_next(const struct news *news, size_t *start, size_t *end)
{
    size_t place = find(news, *end, news->len, 'o', NEWS_OTHER);

    *start = place + (place < news->len);
    *end = find(news, *start, news->len, 'o', NEWS_OTHER);
    return place < news->len;
}

/* Where the labels above the text begin, and where they are over. */
static struct span old_labels(const struct news *news, size_t start, size_t end)
{
    struct span labels = {start, start};

    while (labels.start < end && news->line[labels.start].form != 'l') {
        labels.start++;
    }
    labels.end = labels.start;
    while (labels.end < end &&
           ((news->line[labels.end].form == 'l' &&
             !is_tail(&news->line[labels.end])) ||
            (labels.end > labels.start &&
             news->line[labels.end].item == news->line[labels.end - 1].item))) {
        labels.end++;
    }
    return labels;
}

/* Outlet, date with its edition, then the title down to the labels. */
static void old_head(const struct news *news, size_t start, size_t end,
                     struct news_article *article)
{
    struct buf title = {0};
    size_t dated = 0; /* item of the date, + 1 */

    for (size_t i = start; i < end; i++) {
        const struct news_line *line = &news->line[i];

        if (!is_text(line) || news_is_copyright(line->text)) {
            continue;
        }
        if (dated == 0 && article->date.precision == DATE_NONE &&
            news_day(news, line->text).precision != DATE_NONE) {
            article->date = news_day(news, line->text);
            dated = line->item + 1;
        } else if (dated == 0 && article->outlet.ptr == NULL) {
            article->outlet = line->text;
        } else if (dated != 0 && line->item + 1 != dated &&
                   line_words(buf_slice(&title)) < TITLE_WORDS) {
            if (title.len != 0) {
                buf_add_char(&title, ' ');
            }
            buf_add_slice(&title, line->text);
        }
    }
    if (title.len != 0) {
        article->title = arena_copy(news->arena, buf_slice(&title));
    }
    buf_release(&title);
}

static void old_read(const struct news *news, size_t start, size_t end,
                     struct news_article *article)
{
    struct span labels = old_labels(news, start, end);

    old_head(news, start, labels.start, article);
    read_labels(news, labels.start, labels.end, article);
    read_text(news, labels.end, end, article);
}

const struct news_layout news_nexis_old = {old_is, old_next, old_read};
