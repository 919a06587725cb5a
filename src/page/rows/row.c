#include "page/rows/row.h"

#include "base/buf.h"
#include "page/markup.h"
#include "page/moment.h"
#include "page/pieces.h"

enum { TEXT_WORDS = 8 }; /* fewer are a teaser */

static size_t count_words(struct slice text)
{
    size_t words = 0;

    for (size_t i = 0; i < text.len; i++) {
        words += !slice_blank(text.ptr[i]) &&
                 (i == 0 || slice_blank(text.ptr[i - 1]));
    }
    return words;
}

/* "text" that is HTML after all: it begins with a tag. */
static bool is_markup(struct slice text)
{
    text = slice_trim(text);
    return text.len > 2 && text.ptr[0] == '<' &&
           slice_find(text, SLICE("</")) < text.len;
}

static void pass(const struct row *row, struct slice name,
                 const struct piece_sink *sink)
{
    struct slice url = row->field[ROW_URL];
    struct buf why = {0};

    buf_add_str(&why, "no text");
    if (url.len != 0) {
        buf_printf(&why, "; its address is %.*s", (int)(url.len & 0xFFF),
                   url.ptr);
    }
    sink->pass(sink->user, name, why.ptr);
    buf_release(&why);
}

bool row_take(const struct row *row, struct slice source, struct slice name,
              size_t number, const struct piece_sink *sink, struct arena *arena,
              struct err *err)
{
    const struct slice *field = row->field;
    struct slice author[ROW_AUTHORS];
    struct slice part = pieces_name(arena, name, number);
    bool texted = count_words(field[ROW_TEXT]) >= TEXT_WORDS;
    bool html = !texted || is_markup(field[ROW_TEXT]);
    struct piece piece = {
        .name = part,
        .form = html ? PIECE_HTML : PIECE_TEXT,
        .bytes = texted ? field[ROW_TEXT] : field[ROW_HTML],
        .source = source,
        .encoding = SLICE("utf-8"),
        .url = field[ROW_URL],
        .title = markup_text(arena, field[ROW_TITLE]),
        .author = author,
        .authors = row->authors,
        .outlet = field[ROW_OUTLET],
        .agency = field[ROW_AGENCY],
        .section = field[ROW_SECTION],
        .language = field[ROW_LANGUAGE],
        .published = moment_read(field[ROW_PUBLISHED]),
        .modified = moment_read(field[ROW_MODIFIED]),
        .fetched = moment_read(field[ROW_FETCHED]),
        .from = DATE_FROM_PAGE,
    };

    if (slice_trim(piece.bytes).len == 0) {
        pass(row, part, sink);
        return true;
    }
    memcpy(author, row->author, sizeof author);
    return sink->take(sink->user, &piece, err);
}
