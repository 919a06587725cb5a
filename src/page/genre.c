#include "page/genre.h"

#include "base/mem.h"
#include "page/line.h"
#include "page/lists.h"

#include <stdlib.h>

enum genre { NEWS, OPINION, ANALYSIS, DOCUMENT, TRANSCRIPT, LIVE, GENRES };

static const char *const NAME[GENRES] = {"news",     "opinion",    "analysis",
                                         "document", "transcript", "live blog"};

enum place { IN_URL, IN_SECTION, OPENS_TITLE, IN_TITLE, IN_OUTLET, PLACES };

enum {
    LEAST = 3,        /* weight of a genre that is told */
    SIGN = 6,         /* weight of what the text's form shows */
    TURNS = 4,        /* speakers' turns, times or articles that show it */
    LEAST_WORDS = 80, /* fewer words show no rate */
    TURN_WORDS = 5,   /* in a speaker's name */
    SPEAKERS = 24,
    CREDIT_WORDS = 8,   /* of a line that credits an agency */
    OPENING_BYTES = 120 /* where a text names its agency in brackets */
};

struct genre_mark {
    enum genre genre;
    enum place place;
    struct slice words;
    int weight;
};

/* --- the table --- */

static int choice(struct slice field, const char *const *name, int count)
{
    for (int i = 0; i < count; i++) {
        if (slice_is(field, name[i])) {
            return i;
        }
    }
    return -1;
}

bool genres_open(struct genres *genres, const char *data_dir, struct err *err)
{
    static const char *const place[] = {"url", "section", "title", "title-any",
                                        "outlet"};
    struct buf path = {0};
    size_t cap = 0;
    bool ok;

    *genres = (struct genres){0};
    buf_printf(&path, "%s/page/genres.tsv", data_dir);
    ok = tsv_open(&genres->table, path.ptr, "genre place words weight", err);
    buf_release(&path);
    while (ok && tsv_next(&genres->table, err)) {
        const struct slice *field = genres->table.field;
        int genre = choice(field[0], NAME, GENRES);
        int where = choice(field[1], place, PLACES);

        ok = genre >= 0 && where >= 0 && field[2].len != 0 &&
             field[3].len == 1 && field[3].ptr[0] >= '1' &&
             field[3].ptr[0] <= '9';
        if (!ok) {
            (void)tsv_fail(&genres->table, err,
                           "no mark of a genre:", field[2]);
            break;
        }
        MEM_GROW(genres->mark, genres->marks, cap);
        genres->mark[genres->marks++] =
            (struct genre_mark){(enum genre)genre, (enum place)where, field[2],
                                field[3].ptr[0] - '0'};
    }
    if (!ok || err->code != ERR_NONE) {
        genres_release(genres);
        return false;
    }
    return true;
}

void genres_release(struct genres *genres)
{
    tsv_release(&genres->table);
    free(genres->mark);
    *genres = (struct genres){0};
}

/* --- what stands beside the text --- */

/* The path of an address: its host says nothing. */
static struct slice path_of(struct slice url)
{
    size_t at = slice_find(url, SLICE("://"));

    if (url.len == 0) {
        return url;
    }
    at = at == url.len ? 0 : at + 3;
    while (at < url.len && url.ptr[at] != '/') {
        at++;
    }
    return (struct slice){url.ptr + at, url.len - at};
}

/* Whether `word` is one whole step of a path, or of its last step's words. */
static bool in_path(struct slice path, struct slice word)
{
    size_t from = 0;

    while (from + word.len < path.len) {
        struct slice rest = {path.ptr + from, path.len - from};
        size_t at = slice_find(rest, word) + from;
        char after = at + word.len < path.len ? path.ptr[at + word.len] : '/';

        if (at == path.len) {
            return false;
        }
        if (at != 0 && path.ptr[at - 1] == '/' &&
            (after == '/' || after == '.' || after == '?' || after == '-')) {
            return true;
        }
        from = at + 1;
    }
    return false;
}

static bool bears(const struct report *report, const struct genre_mark *mark)
{
    struct slice url = report->url.len != 0 ? report->url : report->canonical;

    switch (mark->place) {
    case IN_URL: return in_path(path_of(url), mark->words);
    case IN_SECTION: return line_bears(report->section, mark->words, LABEL_ANY);
    case OPENS_TITLE:
        return line_bears(report->title, mark->words, LABEL_START);
    case IN_TITLE: return line_bears(report->title, mark->words, LABEL_ANY);
    case IN_OUTLET:
    default: return line_bears(report->outlet, mark->words, LABEL_ANY);
    }
}

/* --- what the text looks like --- */

struct looks {
    struct slice speaker[SPEAKERS]; /* names before a colon */
    size_t speakers;
    size_t paragraphs, times, articles;
    size_t turns; /* of speakers who had one before */
    size_t words, firsts, saids;
    bool wired;
};

/* "MR PRICE: ...", "Question: ...", "Q: ...": the name, else a NULL slice. */
static struct slice speaker_of(struct slice line)
{
    const char *colon = memchr(line.ptr, ':', line.len < 48 ? line.len : 48);
    struct slice name;

    if (colon == NULL || colon + 1 >= line.ptr + line.len ||
        (colon[1] != ' ' && colon[1] != '\n')) {
        return (struct slice){0};
    }
    name = (struct slice){line.ptr, (size_t)(colon - line.ptr)};
    for (size_t i = 0; i < name.len; i++) {
        bool starts = i == 0 || name.ptr[i - 1] == ' ';

        if (starts && !(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z')) {
            return (struct slice){0};
        }
    }
    return name.len != 0 && line_words(name) <= TURN_WORDS ? name
                                                           : (struct slice){0};
}

/* A label stands before a colon once, a speaker again and again. */
static void see_turn(struct looks *looks, struct slice line)
{
    struct slice name = speaker_of(line);

    for (size_t i = 0; name.ptr != NULL && i < looks->speakers; i++) {
        if (slice_eq(looks->speaker[i], name)) {
            looks->turns++;
            return;
        }
    }
    if (name.ptr != NULL && looks->speakers < SPEAKERS) {
        looks->speaker[looks->speakers++] = name;
    }
}

/* "10:42 ...", "10.42am", "1442 GMT" */
static bool is_time(struct slice line)
{
    size_t digits = 0;
    size_t at = 0;

    while (at < line.len && at < 5 &&
           ((line.ptr[at] >= '0' && line.ptr[at] <= '9') ||
            line.ptr[at] == ':' || line.ptr[at] == '.')) {
        digits += line.ptr[at] >= '0' && line.ptr[at] <= '9';
        at++;
    }
    return digits >= 3 && digits <= 4 && at > digits &&
           (at == line.len || line.ptr[at] == ' ' || line.ptr[at] == 'a' ||
            line.ptr[at] == 'p' || line.ptr[at] == '\n');
}

static bool is_article(struct slice line)
{
    return (line_bears(line, SLICE("article"), LABEL_START) && line.len > 8 &&
            ((line.ptr[8] >= '0' && line.ptr[8] <= '9') || line.ptr[8] == 'I' ||
             line.ptr[8] == 'V')) ||
           line_bears(line, SLICE("the parties shall"), LABEL_START) ||
           line_bears(line, SLICE("the parties undertake"), LABEL_START) ||
           line_bears(line, SLICE("each party shall"), LABEL_START) ||
           line_bears(line, SLICE("reaffirming"), LABEL_START) ||
           line_bears(line, SLICE("recalling"), LABEL_START) ||
           line_bears(line, SLICE("decides to"), LABEL_START) ||
           line_bears(line, SLICE("decides that"), LABEL_START);
}

static bool is_word(struct slice word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (word.len != 0 && word.ptr[0] == list[i][0] &&
            slice_is(word, list[i])) {
            return true;
        }
    }
    return false;
}

/* Count first persons outside of quotation marks, and words of saying. */
static void count_words(struct looks *looks, struct slice line)
{
    static const char *const first[] = {"I", "I'm", "I’m", "my", "My", "me"};
    static const char *const said[] = {"said", "said.",     "said,",    "told",
                                       "says", "announced", "according"};
    bool quoted = false;
    size_t at = 0;

    while (at < line.len) {
        size_t start = at;
        struct slice word;

        while (at < line.len && line.ptr[at] != ' ' && line.ptr[at] != '\n') {
            at++;
        }
        word = (struct slice){line.ptr + start, at - start};
        at++;
        quoted = quoted || slice_starts(word, "\"") || slice_starts(word, "“");
        looks->words += word.len != 0;
        looks->firsts +=
            !quoted && is_word(word, first, sizeof first / sizeof first[0]);
        looks->saids += is_word(word, said, sizeof said / sizeof said[0]);
        if (slice_find(word, SLICE("”")) < word.len ||
            (word.len > 1 && slice_ends(word, "\""))) {
            quoted = false;
        }
    }
}

static struct looks look(const struct report *report)
{
    struct looks looks = {.wired = report->agency.ptr != NULL};

    for (size_t i = 0; i < report->paragraphs; i++) {
        const struct paragraph *par = &report->paragraph[i];
        struct slice line = slice_cut(report->text, par->at);

        if (par->kind == PARAGRAPH_TITLE || par->kind == PARAGRAPH_CAPTION ||
            par->kind == PARAGRAPH_PROMO || line.len == 0) {
            continue;
        }
        looks.paragraphs++;
        if (par->kind != PARAGRAPH_LIST) {
            see_turn(&looks, line);
        }
        looks.times += is_time(line);
        looks.articles += is_article(line);
        if (paragraph_is_text(par->kind)) {
            count_words(&looks, line);
        }
    }
    return looks;
}

static void weigh_looks(const struct looks *looks, int *weight)
{
    size_t few = looks->paragraphs / 5;

    if (looks->turns >= TURNS && looks->turns >= few) {
        weight[TRANSCRIPT] += SIGN;
    }
    if (looks->times >= TURNS && looks->times >= few / 2) {
        weight[LIVE] += SIGN;
    }
    if (looks->articles >= TURNS - 1) {
        weight[DOCUMENT] += SIGN;
    }
    if (looks->words < LEAST_WORDS) {
        return;
    }
    if (looks->firsts * 100 >= looks->words) {
        weight[OPINION] += 2;
    }
    if (looks->saids * 120 >= looks->words) {
        weight[NEWS] += 3;
    }
    if (looks->wired) {
        weight[NEWS] += 3;
    }
}

const char *genre_of(const struct report *report,
                     const struct page_lists *lists)
{
    struct looks looks = look(report);
    int weight[GENRES] = {0};
    size_t best = 0;

    for (size_t i = 0; i < lists->genres.marks; i++) {
        const struct genre_mark *mark = &lists->genres.mark[i];

        if (bears(report, mark)) {
            weight[mark->genre] += mark->weight;
        }
    }
    weigh_looks(&looks, weight);
    for (size_t i = 0; i < GENRES; i++) {
        best = weight[i] > weight[best] ? i : best;
    }
    return weight[best] >= LEAST ? NAME[best] : NULL;
}

/* --- the agency --- */

/* The agency in brackets where a line begins: "LONDON (Reuters)". */
static struct slice bracketed(struct slice line, const struct page_lists *lists)
{
    size_t room = line.len < OPENING_BYTES ? line.len : OPENING_BYTES;
    const char *open = memchr(line.ptr, '(', room);
    const char *close =
        open != NULL ? memchr(open, ')', line.len - (size_t)(open - line.ptr))
                     : NULL;

    return close == NULL
               ? (struct slice){0}
               : page_lists_agency(lists,
                                   slice_trim((struct slice){
                                       open + 1, (size_t)(close - open - 1)}));
}

/* A short line that names an agency: "(Reuters)", "Source: AFP", "AP
 * contributed to this report", "Reuters reported from Moscow". */
static struct slice credited(struct slice line, const struct page_lists *lists)
{
    size_t at = 0;

    if (line_words(line) > CREDIT_WORDS) {
        return (struct slice){0};
    }
    while (at < line.len) {
        size_t start = at;

        while (at < line.len && strchr(" /,;:()|-", line.ptr[at]) == NULL) {
            at++;
        }
        if (at > start) {
            struct slice known = page_lists_agency(
                lists, (struct slice){line.ptr + start, at - start});

            if (known.ptr != NULL) {
                return known;
            }
        }
        at++;
    }
    return (struct slice){0};
}

struct slice agency_credit(const struct report *report,
                           const struct page_lists *lists)
{
    struct slice found = {0};
    size_t first = 0;

    for (size_t i = 0; i < report->authors && found.ptr == NULL; i++) {
        found = page_lists_agency(lists, report->author[i]);
    }
    for (size_t i = 0; i < report->paragraphs && first < 2 && found.ptr == NULL;
         i++) {
        if (report->paragraph[i].kind == PARAGRAPH_LEAD ||
            report->paragraph[i].kind == PARAGRAPH_BODY ||
            report->paragraph[i].kind == PARAGRAPH_META) {
            first += report->paragraph[i].kind != PARAGRAPH_META;
            found = bracketed(slice_cut(report->text, report->paragraph[i].at),
                              lists);
        }
    }
    for (size_t i = report->paragraphs > 3 ? report->paragraphs - 3 : 0;
         i < report->paragraphs && found.ptr == NULL; i++) {
        if (report->paragraph[i].kind != PARAGRAPH_TITLE &&
            report->paragraph[i].kind != PARAGRAPH_PROMO) {
            found = credited(slice_cut(report->text, report->paragraph[i].at),
                             lists);
        }
    }
    return found;
}
