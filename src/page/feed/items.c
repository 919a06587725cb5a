/* items.c - the items of a feed as pieces. */
#include "page/feed/feed.h"
#include "page/markup.h"
#include "page/moment.h"
#include "page/pieces.h"

enum {
    CONTENT_WORDS = 25, /* a full text has so many words */
    SUMMARY_WORDS = 80, /* a description that is one, so many */
    CUT_WORDS = 250     /* a text that ends in dots is cut short up to here */
};

struct taking {
    struct slice name;
    const struct piece_sink *sink;
    size_t items;
    bool ok;
    struct err *err;
};

static size_t count_words(struct slice text)
{
    size_t words = 0;

    for (size_t i = 0; i < text.len; i++) {
        words += !slice_blank(text.ptr[i]) &&
                 (i == 0 || slice_blank(text.ptr[i - 1]));
    }
    return words;
}

static bool is_cut_short(struct slice text)
{
    static const char *const sign[] = {
        "...", "…", "[…]", "[...]", "more", "reading", "article", "→", "»"};

    for (size_t i = 0; i < sizeof sign / sizeof sign[0]; i++) {
        if (slice_ends(text, sign[i])) {
            return true;
        }
    }
    return false;
}

static bool is_full_text(struct slice html, size_t least, size_t *words,
                         struct arena *arena)
{
    struct slice text = markup_text(arena, html);

    *words = count_words(text);
    return *words >= least && !(*words < CUT_WORDS && is_cut_short(text));
}

/* "jane@example.org (Jane Doe)" and "Jane Doe <jane@example.org>" hold a
 * name; an address alone is none. */
static struct slice name_in(struct slice text)
{
    size_t open = slice_find(text, SLICE("("));
    size_t close = slice_find(text, SLICE(")"));
    size_t angle = slice_find(text, SLICE("<"));
    bool address = slice_find(text, SLICE("@")) < text.len;

    if (!address) {
        return text;
    }
    if (open < close && close < text.len) {
        return slice_trim(slice_cut(text, (struct span){open + 1, close}));
    }
    return angle < text.len && angle != 0
               ? slice_trim((struct slice){text.ptr, angle})
               : (struct slice){0};
}

static size_t take_authors(struct slice *author, const struct feed_entry *item)
{
    size_t count = 0;

    for (size_t i = 0; i < item->authors; i++) {
        struct slice name = name_in(item->author[i]);

        if (name.len != 0) {
            author[count++] = name;
        }
    }
    return count;
}

static struct slice first_of(struct slice a, struct slice b, struct slice c)
{
    return a.len != 0 ? a : b.len != 0 ? b : c;
}

static bool hand_on(struct taking *taking, const struct feed_entry *item,
                    const struct feed_entry *feed, struct slice html,
                    struct slice source, struct arena *arena)
{
    const struct slice *field = item->field;
    struct slice author[FEED_AUTHORS];
    struct piece piece = {
        .name = pieces_name(arena, taking->name, taking->items),
        .form = PIECE_HTML,
        .bytes = html,
        .source = source,
        .encoding = SLICE("utf-8"),
        .url = field[FEED_LINK],
        .title = field[FEED_TITLE],
        .author = author,
        .authors = take_authors(author, item),
        .outlet = first_of(field[FEED_SOURCE], field[FEED_PUBLISHER],
                           first_of(feed->field[FEED_PUBLISHER],
                                    feed->field[FEED_TITLE], SLICE(""))),
        .section = field[FEED_SECTION],
        .language = first_of(field[FEED_LANGUAGE], feed->field[FEED_LANGUAGE],
                             SLICE("")),
        .published = moment_read(field[FEED_PUBLISHED]),
        .modified = moment_read(field[FEED_MODIFIED]),
        .from = DATE_FROM_FEED,
    };

    if (piece.published.precision == DATE_NONE) {
        piece.published = piece.modified;
    }
    return taking->sink->take(taking->sink->user, &piece, taking->err);
}

static void tell_summary(struct taking *taking, const struct feed_entry *item,
                         size_t words, struct arena *arena)
{
    struct slice link = item->field[FEED_LINK];
    struct buf why = {0};

    buf_printf(&why, "a summary of %zu words", words);
    if (link.len != 0) {
        buf_printf(&why, "; the text is at %.*s", (int)(link.len & 0xFFF),
                   link.ptr);
    }
    taking->sink->pass(taking->sink->user,
                       pieces_name(arena, taking->name, taking->items),
                       why.ptr);
    buf_release(&why);
}

static bool take_item(void *user, const struct feed_entry *item,
                      struct slice source, const struct feed_entry *feed)
{
    struct taking *taking = user;
    struct slice content = item->field[FEED_CONTENT];
    struct slice summary = item->field[FEED_SUMMARY];
    struct arena arena = {0};
    size_t words = 0;
    size_t more = 0;

    taking->items++;
    if (content.len != 0 &&
        is_full_text(content, CONTENT_WORDS, &words, &arena)) {
        taking->ok = hand_on(taking, item, feed, content, source, &arena);
    } else if (summary.len != 0 &&
               is_full_text(summary, SUMMARY_WORDS, &more, &arena)) {
        taking->ok = hand_on(taking, item, feed, summary, source, &arena);
    } else {
        tell_summary(taking, item, words > more ? words : more, &arena);
    }
    arena_release(&arena);
    return taking->ok;
}

static void tell_broken(void *user, const struct err *why)
{
    struct taking *taking = user;

    taking->sink->fail(taking->sink->user, taking->name, why);
}

bool feed_pieces(struct slice name, struct slice bytes,
                 const struct piece_sink *sink, struct arena *arena,
                 struct err *err)
{
    struct taking taking = {.name = name, .sink = sink, .ok = true, .err = err};
    const struct feed_sink items = {
        .user = &taking, .item = take_item, .broken = tell_broken};
    struct feed_entry feed;

    return feed_read(name, bytes, &items, &feed, arena, err) && taking.ok;
}
