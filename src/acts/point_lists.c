/* Where lists stand, by their marks: no act is looked at here. */
#include "acts/points.h"
#include "base/mem.h"

#include <stdlib.h>

/* A point has two words at least; a list's marks do not stand further apart,
 * nor does a sentence go on longer. */
enum { WORD_BYTES = 24, POINT_TOKENS = 2, POINT_MOST = 400 };

/* A place in the document. */
struct place {
    size_t passage;
    size_t token;
};

struct finder {
    const struct scene *scene;
    const struct document *document;
    struct point_list *list;
    size_t len, cap;
    struct point_list open; /* the list that is being read */
    size_t points_cap;
    struct place next; /* what is before it is in a list already */
};

/* --- tokens --- */

static const struct analysis *doc_of(const struct finder *finder, size_t p)
{
    return &finder->document->doc[p];
}

static struct slice text_at(const struct finder *finder, struct place at)
{
    return token_text(doc_of(finder, at.passage), at.token);
}

static bool is_word_of(const struct finder *finder, struct slice word,
                       const char *class)
{
    char low[WORD_BYTES];

    if (word.len > sizeof low) {
        return false;
    }
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];

        low[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return word_class_has(
        lexicon_class(finder->scene->coder->lexicon, slice_of(class)),
        (struct slice){low, word.len});
}

static bool is_of(const struct finder *finder, struct place at,
                  const char *class)
{
    return is_word_of(finder, text_at(finder, at), class);
}

static bool is_empty(const struct finder *finder, struct place at)
{
    const struct token *token = &doc_of(finder, at.passage)->token[at.token];

    return token->is_space || strcmp(token->pos, "PUNCT") == 0 ||
           strcmp(token->pos, "SPACE") == 0;
}

static bool is_mark(const struct finder *finder, size_t p, size_t token,
                    const char *list)
{
    struct slice text = token_text(doc_of(finder, p), token);

    while (*list != '\0') {
        size_t len = strcspn(list, " ");

        if (slice_eq(text, (struct slice){list, len})) {
            return true;
        }
        list += len;
        list += *list == ' ';
    }
    return false;
}

/* The passage's last token that is no white space, plus one. */
static size_t tokens_end(const struct finder *finder, size_t p)
{
    size_t end = doc_of(finder, p)->len;

    while (end > 0 && doc_of(finder, p)->token[end - 1].is_space) {
        end--;
    }
    return end;
}

static struct span sentence_at(const struct finder *finder, size_t p, size_t at)
{
    return tree_sentence_span(&finder->document->tree[p], (uint32_t)at);
}

/* Where the sentence that begins at `at` ends: the parser may cut it. */
static size_t sentence_end(const struct finder *finder, size_t p, size_t at)
{
    size_t all = tokens_end(finder, p);
    size_t end = sentence_at(finder, p, at).end;

    while (end < all && end < at + POINT_MOST &&
           !is_mark(finder, p, end - 1, ". ! ? ” \"")) {
        end = sentence_at(finder, p, end).end;
    }
    return end < all ? end : all;
}

/* --- points --- */

/* Where words that begin inside of quotation marks end: "(2) a new law,” he
 * said". */
static size_t quote_end(const struct finder *finder, size_t p, size_t start,
                        size_t end)
{
    for (size_t i = start; i < end && !is_mark(finder, p, i, "“"); i++) {
        if (is_mark(finder, p, i, "”")) {
            return i;
        }
    }
    return end;
}

static void add_point(struct finder *finder, size_t p, size_t start, size_t end)
{
    struct place at = {p, start};

    end = quote_end(finder, p, start, end);
    while (at.token < end &&
           (is_empty(finder, at) || is_mark(finder, p, at.token, "and or"))) {
        at.token++;
    }
    while (end > at.token && (is_empty(finder, (struct place){p, end - 1}) ||
                              is_mark(finder, p, end - 1, "and or"))) {
        end--;
    }
    if (end < at.token + POINT_TOKENS) {
        return;
    }
    MEM_GROW(finder->open.point, finder->open.points, finder->points_cap);
    finder->open.point[finder->open.points++] =
        (struct point){p, {at.token, end}};
}

/* Keep the list that was read, if it is one; `next` is what follows it. */
static bool close_list(struct finder *finder, struct place next)
{
    struct point_list list = finder->open;
    bool kept = list.points > 1;

    if (kept) {
        list.point = arena_dup(finder->scene->arena, list.point, list.points,
                               sizeof *list.point);
        MEM_GROW(finder->list, finder->len, finder->cap);
        finder->list[finder->len++] = list;
        finder->next = next;
    }
    return kept;
}

static void open_list(struct finder *finder)
{
    finder->open = (struct point_list){.point = finder->open.point};
}

/* The sentence before the first point, as far as it goes. */
static bool set_lead(struct finder *finder, struct place first)
{
    size_t p = first.passage;
    size_t at = first.token;

    finder->open.colon = false;
    while (at > 0 || p > 0) {
        if (at == 0) {
            at = doc_of(finder, --p)->len;
            continue;
        }
        at--;
        if (!is_empty(finder, (struct place){p, at})) {
            finder->open.passage = p;
            finder->open.lead.start = sentence_at(finder, p, at).start;
            finder->open.lead.end = at + 1;
            return p + 1 >= first.passage;
        }
        finder->open.colon |= is_mark(finder, p, at, ":");
    }
    return false;
}

/* --- marks --- */

/* Whether a mark of this style may stand at the token. */
static bool may_begin(const struct finder *finder, struct place at, char style)
{
    size_t p = at.passage;
    bool starts =
        at.token == 0 || sentence_at(finder, p, at.token).start == at.token;

    if (style == '(' || at.token == 0) {
        return true;
    }
    if (style == '-') {
        return false; /* a dash in a sentence */
    }
    return starts || is_mark(finder, p, at.token - 1, ": ; . , “ \" and");
}

/* "First, ...", "Second: ..." */
static struct point_mark word_mark(const struct finder *finder, struct place at)
{
    struct point_mark mark = {.style = 'w'};
    size_t len = doc_of(finder, at.passage)->len;

    mark.later = is_of(finder, at, "@nextly");
    if (at.token + 1 >= len || !(mark.later || is_of(finder, at, "@firstly")) ||
        !is_mark(finder, at.passage, at.token + 1, ", :")) {
        return (struct point_mark){0};
    }
    mark.bytes = doc_of(finder, at.passage)->token[at.token + 1].end -
                 doc_of(finder, at.passage)->token[at.token].start;
    return mark;
}

static struct point_mark mark_at(const struct finder *finder, struct place at)
{
    const struct analysis *doc = doc_of(finder, at.passage);
    size_t start = doc->token[at.token].start;
    struct slice rest = {doc->text.ptr + start, doc->text.len - start};
    struct point_mark mark = point_mark_read(rest);

    if (mark.style == 0) {
        mark = word_mark(finder, at);
    }
    if (mark.style != 0 && !may_begin(finder, at, mark.style)) {
        mark.style = 0;
    }
    return mark;
}

/* The first token behind a mark. */
static size_t behind(const struct finder *finder, struct place at,
                     const struct point_mark *mark)
{
    const struct analysis *doc = doc_of(finder, at.passage);
    size_t byte = doc->token[at.token].start + mark->bytes;
    size_t token = at.token;

    while (token < doc->len && doc->token[token].start < byte) {
        token++;
    }
    return token;
}

/* The mark of the next point: in the passage, or right at the start of the
 * next one. */
static bool next_mark(const struct finder *finder, struct place from,
                      const struct point_mark *first, int number,
                      struct place *found, struct point_mark *mark)
{
    size_t p = from.passage;

    for (size_t i = from.token;
         i < doc_of(finder, p)->len && i < from.token + POINT_MOST; i++) {
        *found = (struct place){p, i};
        *mark = mark_at(finder, *found);
        if (point_mark_is(mark, first, number)) {
            return true;
        }
    }
    if (p + 1 == finder->document->count || doc_of(finder, p + 1)->len == 0) {
        return false;
    }
    *found = (struct place){p + 1, 0};
    *mark = mark_at(finder, *found);
    return point_mark_is(mark, first, number);
}

/* A list whose points have marks. */
static bool read_marked(struct finder *finder, struct place at)
{
    struct point_mark first = mark_at(finder, at);
    struct point_mark mark = first;
    struct place end = at;
    bool more = point_mark_is(&first, &first, 1);

    open_list(finder);
    if (!more || !set_lead(finder, at) ||
        (first.style == '-' && !finder->open.colon)) {
        return false;
    }
    for (int number = 2; more; number++) {
        size_t start = behind(finder, at, &mark);
        struct place next;
        size_t stop;

        more = next_mark(finder, (struct place){at.passage, start}, &first,
                         number, &next, &mark);
        if (start >= doc_of(finder, at.passage)->len) {
            break;
        }
        stop = sentence_end(finder, at.passage, start);
        if (more && next.passage == at.passage && next.token < stop) {
            stop = next.token;
        }
        add_point(finder, at.passage, start, stop);
        end = (struct place){at.passage, stop};
        at = next;
    }
    return close_list(finder, end);
}

/* --- parts without marks --- */

/* "...: that it lift the siege, and that it let the convoys pass" */
static bool begins_part(const struct finder *finder, size_t p, size_t at,
                        size_t first)
{
    return slice_eq(token_text(doc_of(finder, p), at),
                    token_text(doc_of(finder, p), first)) &&
           is_mark(finder, p, at, "that to") && at > first &&
           is_mark(finder, p, at - 1, ", and or");
}

/* Parts of the sentence behind a colon. */
static bool read_parts(struct finder *finder, size_t p, size_t colon)
{
    size_t start = colon + 1;
    size_t end;
    size_t from;
    bool semicolons = false;

    open_list(finder);
    if (start >= tokens_end(finder, p) ||
        !set_lead(finder, (struct place){p, start}) ||
        is_mark(finder, p, start, "“ \" ‘ '")) {
        return false;
    }
    end = sentence_end(finder, p, start);
    for (size_t i = start; i < end; i++) {
        semicolons |= is_mark(finder, p, i, ";");
    }
    from = start;
    for (size_t i = start; i < end; i++) {
        if (semicolons ? is_mark(finder, p, i, ";")
                       : begins_part(finder, p, i, start)) {
            add_point(finder, p, from, i);
            from = i;
        }
    }
    add_point(finder, p, from, end);
    return close_list(finder, (struct place){p, end});
}

/* Lines below a line that ends in a colon, as a page lists them, or each but
 * the last with a semicolon at its end. */
static bool read_lines(struct finder *finder, size_t p)
{
    const struct document *document = finder->document;
    size_t end = tokens_end(finder, p);
    bool goes_on = true;
    size_t q = p + 1;

    open_list(finder);
    if (end == 0 || !is_mark(finder, p, end - 1, ":") || q == document->count ||
        doc_of(finder, q)->len == 0 ||
        mark_at(finder, (struct place){q, 0}).style != 0 ||
        !set_lead(finder, (struct place){p, end})) {
        return false;
    }
    while (goes_on && q < document->count && tokens_end(finder, q) != 0) {
        size_t last = tokens_end(finder, q);
        bool ends_open = is_mark(finder, q, last - 1, ";") ||
                         (last > 1 && is_mark(finder, q, last - 1, "and or") &&
                          is_mark(finder, q, last - 2, "; ,"));
        bool listed = document_kind(document, q) == PARAGRAPH_LIST;

        if (!(ends_open || listed || finder->open.points != 0)) {
            break;
        }
        add_point(finder, q, 0, ends_open ? last : sentence_end(finder, q, 0));
        goes_on =
            ends_open || (listed && q + 1 < document->count &&
                          document_kind(document, q + 1) == PARAGRAPH_LIST);
        q++;
    }
    return close_list(finder, (struct place){q, 0});
}

/* --- articles --- */

/* The bytes of "Article 4" and its stop that `text` begins with; 0: none, or
 * a sentence about one. */
static size_t article_bytes(const struct finder *finder, struct slice text)
{
    size_t word = 0;
    size_t at;

    while (word < text.len && !slice_blank(text.ptr[word])) {
        word++;
    }
    if (!is_word_of(finder, (struct slice){text.ptr, word}, "@article") ||
        text.ptr[0] < 'A' || text.ptr[0] > 'Z') {
        return 0;
    }
    for (at = word + 1; at < text.len && !slice_blank(text.ptr[at]); at++) {
        if (strchr("0123456789IVX.:", text.ptr[at]) == NULL) {
            return 0;
        }
    }
    while (at < text.len && slice_blank(text.ptr[at])) {
        at++;
    }
    return at > word + 1 && (at >= text.len || text.ptr[at] < 'a') ? at : 0;
}

/* Whether the passage begins an article, below its heading or in the same
 * line; `first` is the token that its text begins with. */
static bool is_article(const struct finder *finder, size_t p, size_t *first)
{
    const struct document *document = finder->document;
    const struct report *report = document->report;
    size_t paragraph = document->paragraph[p];
    size_t bytes = article_bytes(finder, doc_of(finder, p)->text);

    *first = 0;
    while (*first < doc_of(finder, p)->len &&
           doc_of(finder, p)->token[*first].start < bytes) {
        ++*first;
    }
    return bytes != 0 ||
           (paragraph > 0 &&
            article_bytes(finder,
                          slice_cut(report->text,
                                    report->paragraph[paragraph - 1].at)) != 0);
}

static bool says_shall(const struct finder *finder, size_t p, size_t from,
                       size_t end)
{
    for (size_t i = from; i < end; i++) {
        if (is_mark(finder, p, i, "shall")) {
            return true;
        }
    }
    return false;
}

/* The clauses of a passage, from a token on. */
static void read_clauses(struct finder *finder, size_t p, size_t from)
{
    size_t all = tokens_end(finder, p);

    while (from < all) {
        size_t stop = sentence_end(finder, p, from);
        size_t end = from;

        while (end < stop && !is_mark(finder, p, end, ";")) {
            end++;
        }
        if (says_shall(finder, p, from, end)) {
            add_point(finder, p, from, end);
        }
        from = end < stop ? end + 1 : stop;
    }
}

/* Whether a passage is a point of a list in an article. */
static bool is_item(const struct finder *finder, size_t p, size_t all)
{
    return all != 0 && (mark_at(finder, (struct place){p, 0}).style != 0 ||
                        is_mark(finder, p, all - 1, ";"));
}

/* Clauses with "shall" and what is listed below them, from the first article
 * on to the last one. */
static bool read_articles(struct finder *finder, size_t p)
{
    bool listing = false;
    size_t first;

    open_list(finder);
    finder->open.treaty = true;
    finder->open.passage = p;
    if (!is_article(finder, p, &first)) {
        return false;
    }
    for (; p < finder->document->count; p++) {
        bool head = is_article(finder, p, &first);
        size_t all = tokens_end(finder, p);
        bool leads = all != 0 && is_mark(finder, p, all - 1, ":");

        listing = listing && is_item(finder, p, all);
        if (!head && !listing && !says_shall(finder, p, 0, all)) {
            break;
        }
        if (listing) {
            struct place at = {p, 0};
            struct point_mark mark = mark_at(finder, at);

            add_point(finder, p, behind(finder, at, &mark), all);
        } else if (!leads) {
            read_clauses(finder, p, first);
        }
        listing |= leads;
    }
    return close_list(finder, (struct place){p, 0});
}

/* --- all of them --- */

static bool is_before(struct place a, struct place b)
{
    return a.passage < b.passage ||
           (a.passage == b.passage && a.token < b.token);
}

static void read_passage(struct finder *finder, size_t p)
{
    size_t all = tokens_end(finder, p);

    for (size_t i = 0; i < all; i++) {
        struct place at = {p, i};

        if (!is_before(at, finder->next) && !read_marked(finder, at) &&
            is_mark(finder, p, i, ":")) {
            struct place after = {p, i + 1};
            struct point_mark mark = {0};

            if (i + 1 < all) {
                mark = mark_at(finder, after);
            }
            (void)(mark.style == 0 &&
                   (read_parts(finder, p, i) || read_lines(finder, p)));
        }
    }
}

void point_lists_find(struct scene *scene, struct point_lists *lists)
{
    struct finder finder = {.scene = scene, .document = scene->document};

    for (size_t p = 0; p < scene->document->count; p++) {
        if (!is_before((struct place){p, 0}, finder.next)) {
            (void)read_articles(&finder, p);
        }
        read_passage(&finder, p);
    }
    free(finder.open.point);
    lists->item =
        arena_dup(scene->arena, finder.list, finder.len, sizeof *finder.list);
    lists->len = finder.len;
    free(finder.list);
}
