#include "page/office/news.h"

#include "base/mem.h"
#include "page/html/names.h"
#include "page/line.h"
#include "page/office/tables.h"

#include <stdlib.h>

enum {
    LABEL_BYTES = 24, /* a longer head of a line is no label */
    DAY_WORDS = 14,   /* a date with weekday, time and edition */
    CREDIT_WORDS = 4, /* more name no agency */
    ID_LEAST = 12     /* signs of an article's number */
};

static const struct news_layout *const layouts[] = {
    &news_factiva_codes, &news_nexis_uni, &news_nexis_old, &news_factiva_shown};

/* --- what a line looks like --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static struct slice word_at(struct slice *rest)
{
    struct slice word;
    size_t len = 0;

    *rest = slice_trim(*rest);
    while (len < rest->len && !slice_blank(rest->ptr[len])) {
        len++;
    }
    word = (struct slice){rest->ptr, len};
    *rest = (struct slice){rest->ptr + len, rest->len - len};
    return word;
}

static bool is_number(struct slice word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (!is_digit(word.ptr[i]) && word.ptr[i] != ',' &&
            word.ptr[i] != '.') {
            return false;
        }
    }
    return word.len != 0 && is_digit(word.ptr[0]);
}

static bool unit_does(const struct news *news, struct slice word,
                      enum news_does does)
{
    const struct news_word *found =
        news_word_find(news->words, &news->words->unit, word);

    return found != NULL && found->does == does;
}

/* "505 words" */
static bool is_count(const struct news *news, struct slice line)
{
    struct slice number = word_at(&line);
    struct slice unit = word_at(&line);

    return slice_trim(line).len == 0 && is_number(number) &&
           unit_does(news, unit, NEWS_COUNT);
}

/* "3 of 10 DOCUMENTS", "Dokument 3 von 10" */
static bool is_place(const struct news *news, struct slice line)
{
    struct slice word[4];

    for (int i = 0; i < 4; i++) {
        word[i] = word_at(&line);
    }
    if (slice_trim(line).len != 0 || word[3].len == 0) {
        return false;
    }
    return (is_number(word[0]) && is_number(word[2]) &&
            unit_does(news, word[3], NEWS_DOCUMENT)) ||
           (is_number(word[1]) && is_number(word[3]) &&
            unit_does(news, word[0], NEWS_DOCUMENT));
}

/* Capitals, then figures and letters: an article's number. */
static bool is_id(struct slice word)
{
    size_t digits = 0;

    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];

        if (!is_digit(c) && !is_capital(c) && !(c >= 'a' && c <= 'z')) {
            return false;
        }
        digits += is_digit(c);
    }
    return word.len >= ID_LEAST && is_capital(word.ptr[0]) && digits >= 6;
}

static bool is_end(const struct news *news, struct slice line)
{
    struct slice unit = word_at(&line);
    struct slice id = word_at(&line);

    return slice_trim(line).len == 0 && unit_does(news, unit, NEWS_DOCUMENT) &&
           is_id(id);
}

/* "HD" alone, or with a tab behind it. */
static bool see_code(const struct news *news, struct news_line *line)
{
    const struct news_word *word;
    size_t len = 0;

    while (len < line->text.len && is_capital(line->text.ptr[len])) {
        len++;
    }
    if (len < 2 || len > 3 ||
        (len < line->text.len && line->text.ptr[len] != '\t')) {
        return false;
    }
    word = news_word_find(news->words, &news->words->code,
                          (struct slice){line->text.ptr, len});
    if (word == NULL) {
        return false;
    }
    line->form = 'c';
    line->does = word->does;
    line->value =
        slice_trim((struct slice){line->text.ptr + len, line->text.len - len});
    return true;
}

static bool see_label(const struct news *news, struct news_line *line)
{
    struct slice text = line->text;
    size_t cap = text.len < LABEL_BYTES ? text.len : LABEL_BYTES;
    const char *colon = memchr(text.ptr, ':', cap);
    const struct news_word *word;
    size_t len;

    if (colon == NULL) {
        return false;
    }
    len = (size_t)(colon - text.ptr);
    word = news_word_find(news->words, &news->words->label,
                          slice_trim((struct slice){text.ptr, len}));
    if (word == NULL) {
        return false;
    }
    line->form = 'l';
    line->does = word->does;
    line->value =
        slice_trim((struct slice){text.ptr + len + 1, text.len - len - 1});
    return true;
}

static void see(const struct news *news, struct news_line *line)
{
    const struct news_word *word;

    if (see_code(news, line) || see_label(news, line)) {
        return;
    }
    word = news_word_find(news->words, &news->words->heading, line->text);
    if (word != NULL) {
        line->form = 'h';
        line->does = word->does;
    } else if (is_count(news, line->text)) {
        line->form = 'n';
        line->does = NEWS_LENGTH;
    } else if (is_place(news, line->text)) {
        line->form = 'o';
        line->does = NEWS_OTHER;
    } else if (is_end(news, line->text)) {
        line->form = 'd';
        line->does = NEWS_END;
    }
}

static void add_lines(struct news *news, const struct prose *prose, size_t item)
{
    struct slice rest = prose_line(prose, item);

    while (rest.len != 0) {
        size_t len = slice_find(rest, SLICE("\n"));
        struct news_line line = {slice_trim((struct slice){rest.ptr, len}),
                                 item,
                                 NEWS_NOTHING,
                                 0,
                                 {0},
                                 prose->item[item].kind};

        if (line.text.len != 0) {
            see(news, &line);
            MEM_GROW(news->line, news->len, news->cap);
            news->line[news->len++] = line;
        }
        len += len < rest.len;
        rest = (struct slice){rest.ptr + len, rest.len - len};
    }
}

static const struct news_layout *open_news(struct news *news,
                                           const struct prose *prose,
                                           const struct page_lists *lists,
                                           struct arena *arena)
{
    *news = (struct news){
        .words = &lists->office->news, .lists = lists, .arena = arena};
    for (size_t i = 0; i < prose->len; i++) {
        add_lines(news, prose, i);
    }
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        if (layouts[i]->is(news)) {
            return layouts[i];
        }
    }
    return NULL;
}

bool news_is(const struct prose *prose, const struct page_lists *lists)
{
    struct news news;
    bool is = open_news(&news, prose, lists, NULL) != NULL;

    free(news.line);
    return is;
}

/* --- what the layouts ask for --- */

void news_add(struct news_article *article, const struct news_line *line,
              struct slice text)
{
    if (article->body.len != 0 || article->body.open) {
        if (article->item == line->item + 1) {
            prose_break(&article->body);
        } else {
            prose_end(&article->body, PROSE_PLAIN);
        }
    }
    article->item = line->item + 1;
    prose_text(&article->body, text);
}

struct slice news_value(const struct news *news, size_t at, size_t end)
{
    const struct news_line *line = &news->line[at];
    struct buf joined = {0};
    struct slice value = line->value;

    for (size_t i = at + 1; i < end; i++) {
        const struct news_line *next = &news->line[i];

        if (next->does != NEWS_NOTHING ||
            (line->form == 'l' && next->item != line->item)) {
            break;
        }
        if (joined.len == 0) {
            buf_add_slice(&joined, value);
        }
        if (joined.len != 0) {
            buf_add_char(&joined, ' ');
        }
        buf_add_slice(&joined, next->text);
    }
    if (joined.len != 0) {
        value = arena_copy(news->arena, buf_slice(&joined));
    }
    buf_release(&joined);
    return value;
}

/* "Section A; Column 1; Foreign Desk; Pg. 3": the page is no section. */
static struct slice without_page(struct slice section)
{
    static const char *const pages[] = {"; Pg", ", Pg", "; S.", "; Page"};

    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        section.len = slice_find(section, slice_of(pages[i]));
    }
    return slice_trim(section);
}

static struct slice tongue_named(const struct news *news, struct slice value)
{
    const struct news_word *word;

    value.len = slice_find(value, SLICE(";"));
    word = news_word_find(news->words, &news->words->unit, slice_trim(value));
    return word != NULL && word->does == NEWS_TONGUE ? word->means
                                                     : (struct slice){0};
}

bool news_field(const struct news *news, struct news_article *article,
                enum news_does does, struct slice value)
{
    switch (does) {
    case NEWS_TITLE: article->title = value; return true;
    case NEWS_BYLINE: article->byline = value; return true;
    case NEWS_OUTLET: article->outlet = value; return true;
    case NEWS_SECTION: article->section = without_page(value); return true;
    case NEWS_CREDIT: article->credit = value; return true;
    case NEWS_DATELINE: article->dateline = value; return true;
    case NEWS_DATE: article->date = news_day(news, value); return true;
    case NEWS_LOADED: article->loaded = news_day(news, value); return true;
    case NEWS_LANGUAGE:
        article->language = tongue_named(news, value);
        return article->language.len != 0;
    default: return false;
    }
}

struct date news_day(const struct news *news, struct slice line)
{
    struct date date = {0};
    struct span at;

    if (line_words(line) > DAY_WORDS || line_ends_sentence(line) ||
        !calendar_find(&news->lists->html->calendar, line, 0, true, &date,
                       &at)) {
        return (struct date){0};
    }
    return date;
}

bool news_is_copyright(struct slice line)
{
    static const char *const starts[] = {"Copyright", "COPYRIGHT", "(c)",
                                         "(C)",       "©",         "All rights",
                                         "All Rights"};

    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (slice_starts(line, starts[i])) {
            return true;
        }
    }
    return false;
}

/* --- articles --- */

/* "By JANE DOE; Lodestar": each part may be an agency. */
static struct slice agency_in(const struct news *news, struct slice text)
{
    size_t start = 0;

    for (size_t i = 0; text.len != 0 && i <= text.len; i++) {
        if (i == text.len || strchr(";,/|", text.ptr[i]) != NULL) {
            struct slice part =
                slice_trim((struct slice){text.ptr + start, i - start});
            struct slice agency;

            if (slice_starts(part, "By ") || slice_starts(part, "by ")) {
                part = slice_trim((struct slice){part.ptr + 3, part.len - 3});
            }
            agency = page_lists_agency(news->lists, part);
            if (agency.ptr != NULL) {
                return agency;
            }
            start = i + 1;
        }
    }
    return (struct slice){0};
}

/* An agency that no table knows: "By Lodestar". */
static struct slice credit_of(struct slice credit)
{
    if (slice_starts(credit, "By ") || slice_starts(credit, "by ")) {
        credit = slice_trim((struct slice){credit.ptr + 3, credit.len - 3});
    }
    return line_words(credit) <= CREDIT_WORDS && !news_is_copyright(credit)
               ? credit
               : (struct slice){0};
}

static void set_people(const struct news *news,
                       const struct news_article *article, struct piece *piece)
{
    struct names names = {0};

    piece->agency = agency_in(news, article->credit);
    if (piece->agency.ptr == NULL) {
        piece->agency = credit_of(article->credit);
    }
    if (piece->agency.ptr == NULL) {
        piece->agency = agency_in(news, article->byline);
    }
    if (article->byline.len != 0) {
        names_of_people(&names, article->byline, news->lists->html, false);
    }
    piece->author =
        arena_dup(news->arena, names.item, names.len, sizeof *names.item);
    for (size_t i = 0; i < names.len; i++) {
        bool alone = line_words(names.item[i]) == 1 && names.len > 1;

        if (alone && piece->agency.ptr == NULL) {
            piece->agency = names.item[i]; /* "JANE DOE; Lodestar" */
        } else if (!alone &&
                   page_lists_agency(news->lists, names.item[i]).ptr == NULL) {
            piece->author[piece->authors++] = names.item[i];
        }
    }
}

static bool give(const struct news *news, const struct news_article *article,
                 struct slice name, const struct piece_sink *sink,
                 struct err *err)
{
    struct piece piece = {.name = name,
                          .title = article->title,
                          .outlet = article->outlet,
                          .section = article->section,
                          .language = article->language,
                          .published = article->date,
                          .fetched = article->loaded,
                          .from = DATE_FROM_PUBLISHED};

    if (article->body.len == 0) {
        sink->pass(sink->user, name, "an article without text");
        return true;
    }
    /* An article may be loaded before its printed date. */
    if (article->date.precision == DATE_DAY) {
        piece.fetched = (struct date){0};
    }
    set_people(news, article, &piece);
    return prose_piece(&article->body, &piece, sink, news->arena, err);
}

static bool read_article(const struct news *news,
                         const struct news_layout *layout, struct span lines,
                         struct slice name, const struct piece_sink *sink,
                         struct err *err)
{
    struct news_article article = {0};
    bool ok;

    layout->read(news, lines.start, lines.end, &article);
    prose_end(&article.body, PROSE_PLAIN);
    ok = give(news, &article, name, sink, err);
    prose_release(&article.body);
    return ok;
}

bool news_articles(const struct prose *prose, struct slice name,
                   const struct piece_sink *sink, struct arena *arena,
                   struct err *err)
{
    struct news news;
    const struct news_layout *layout =
        open_news(&news, prose, sink->lists, arena);
    struct span lines = {0, 0};
    size_t count = 0;
    bool ok = layout != NULL;

    while (ok && layout->next(&news, &lines.start, &lines.end)) {
        struct buf part = {0};

        buf_add_slice(&part, name);
        buf_printf(&part, "#%zu", ++count);
        ok = read_article(&news, layout, lines,
                          arena_copy(arena, buf_slice(&part)), sink, err);
        buf_release(&part);
    }
    free(news.line);
    return ok;
}
