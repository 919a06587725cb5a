/* factiva.c - the two layouts of Factiva's exports. */
#include "page/line.h"
#include "page/office/news.h"

enum {
    FIELD_LINES = 14, /* between the count of words and the text */
    FIELD_WORDS = 16  /* a longer line is text */
};

/* --- codes --- */

static size_t find_code(const struct news *news, size_t start, size_t end,
                        enum news_does does)
{
    for (size_t i = start; i < end; i++) {
        if (news->line[i].form == 'c' && news->line[i].does == does) {
            return i;
        }
    }
    return end;
}

static bool codes_is(const struct news *news)
{
    size_t title = find_code(news, 0, news->len, NEWS_TITLE);
    size_t text = find_code(news, title, news->len, NEWS_TEXT);

    return text < news->len &&
           (find_code(news, title, text, NEWS_DATE) < text ||
            find_code(news, title, text, NEWS_OUTLET) < text);
}

/* An article goes from its first code to the one of its number; without one,
 * to the next title. */
static bool codes_next(const struct news *news, size_t *start, size_t *end)
{
    size_t title = find_code(news, *end, news->len, NEWS_TITLE);
    size_t next = find_code(news, title + 1, news->len, NEWS_TITLE);
    size_t id = find_code(news, title, news->len, NEWS_ID);

    if (title >= news->len) {
        return false;
    }
    *start = title;
    while (*start > *end && news->line[*start - 1].form == 'c' &&
           news->line[*start - 1].does == NEWS_SECTION) {
        (*start)--;
    }
    *end = id < next ? id + 1 : next;
    return true;
}

static void codes_text(const struct news *news, size_t at, size_t end,
                       struct news_article *article)
{
    if (news->line[at].value.len != 0) {
        news_add(article, &news->line[at], news->line[at].value);
    }
    for (size_t i = at + 1;
         i < end && news->line[i].form != 'c' && news->line[i].form != 'd';
         i++) {
        news_add(article, &news->line[i], news->line[i].text);
    }
}

static void codes_read(const struct news *news, size_t start, size_t end,
                       struct news_article *article)
{
    for (size_t i = start; i < end; i++) {
        if (news->line[i].form != 'c') {
            continue;
        }
        if (news->line[i].does == NEWS_TEXT) {
            codes_text(news, i, end, article);
        } else {
            (void)news_field(news, article, news->line[i].does,
                             news_value(news, i, end));
        }
    }
}

const struct news_layout news_factiva_codes = {codes_is, codes_next,
                                               codes_read};

/* --- as shown --- */

static size_t find_form(const struct news *news, size_t start, size_t end,
                        char form)
{
    for (size_t i = start; i < end; i++) {
        if (news->line[i].form == form) {
            return i;
        }
    }
    return end;
}

static bool shown_next(const struct news *news, size_t *start, size_t *end)
{
    *start = *end + (*end != 0);
    *end = find_form(news, *start, news->len, 'd');
    return *end < news->len;
}

static bool shown_is(const struct news *news)
{
    size_t end = find_form(news, 0, news->len, 'd');
    size_t count = find_form(news, 0, end, 'n');

    return end < news->len && count + 1 < end &&
           news_day(news, news->line[count + 1].text).precision != DATE_NONE;
}

/* Above the count: a section, the title, the authors.  A heading is the
 * title; else the longest line. */
static size_t shown_title(const struct news *news, size_t start, size_t count)
{
    size_t best = start;

    for (size_t i = start; i < count; i++) {
        if (news->line[i].kind == PROSE_TITLE ||
            news->line[i].kind == PROSE_HEADING) {
            return i;
        }
        if (line_words(news->line[i].text) >
            line_words(news->line[best].text)) {
            best = i;
        }
    }
    return best;
}

static void shown_head(const struct news *news, size_t start, size_t count,
                       struct news_article *article)
{
    size_t title = shown_title(news, start, count);

    if (start == count) {
        return;
    }
    article->title = news->line[title].text;
    if (title > start) {
        article->section = news->line[title - 1].text;
    }
    if (title + 1 < count) {
        article->byline = news->line[title + 1].text;
    }
}

/* A time of day: "04:00 GMT". */
static bool is_time(struct slice line)
{
    return line.len >= 4 && line.len <= 16 && line.ptr[0] >= '0' &&
           line.ptr[0] <= '9' && memchr(line.ptr, ':', 4) != NULL;
}

/* Below the count: date, time, outlet, its code, section, page, language and
 * copyright, each a line; returns where the text begins. */
static size_t shown_fields(const struct news *news, size_t count, size_t end,
                           struct news_article *article)
{
    size_t cap = count + FIELD_LINES < end ? count + FIELD_LINES : end;
    size_t text = 0;

    for (size_t i = count + 1; i < cap; i++) {
        struct slice line = news->line[i].text;

        if (news_is_copyright(line)) {
            text = i + 1;
        } else if (text != 0 || line_words(line) > FIELD_WORDS) {
            break;
        } else if (article->date.precision == DATE_NONE &&
                   news_day(news, line).precision != DATE_NONE) {
            article->date = news_day(news, line);
        } else if (article->outlet.ptr == NULL && !is_time(line)) {
            article->outlet = line;
        } else if (article->language.ptr == NULL) {
            (void)news_field(news, article, NEWS_LANGUAGE, line);
            count = article->language.ptr != NULL ? i : count;
        }
    }
    return text != 0 ? text : count + 1;
}

static void shown_read(const struct news *news, size_t start, size_t end,
                       struct news_article *article)
{
    size_t count = find_form(news, start, end, 'n');
    size_t at;

    if (count == end) {
        return;
    }
    shown_head(news, start, count, article);
    at = shown_fields(news, count, end, article);
    for (; at < end; at++) {
        news_add(article, &news->line[at], news->line[at].text);
    }
}

const struct news_layout news_factiva_shown = {shown_is, shown_next,
                                               shown_read};
