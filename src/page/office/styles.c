#include "page/office/styles.h"

#include "base/mem.h"

#include <stdlib.h>

/* Styles based on each other: deeper than any document, ends circles. */
enum { MOST_PARENTS = 16, MOST_STYLES = 20000 };

static const char *const says_names[] = {
    "nothing", "plain", "title",   "subtitle", "heading",
    "list",    "quote", "caption", "note",     "skip",
};

static bool read_row(struct style_names *names, struct err *err)
{
    const struct tsv *tsv = &names->table;

    for (size_t i = 1; i < sizeof says_names / sizeof says_names[0]; i++) {
        if (slice_is(tsv->field[1], says_names[i])) {
            *map_put(&names->says, tsv->field[0], NULL) = i;
            return true;
        }
    }
    return tsv_fail(tsv, err, "no such kind", tsv->field[1]);
}

bool style_names_open(struct style_names *names, const char *data_dir,
                      struct err *err)
{
    struct buf path = {0};
    bool ok;

    *names = (struct style_names){0};
    buf_printf(&path, "%s/page/document-styles.tsv", data_dir);
    ok = tsv_open(&names->table, path.ptr, "style says", err);
    buf_release(&path);
    while (ok && tsv_next(&names->table, err)) {
        ok = read_row(names, err);
    }
    if (!ok || err->code != ERR_NONE) {
        style_names_release(names);
        return false;
    }
    return true;
}

void style_names_release(struct style_names *names)
{
    tsv_release(&names->table);
    map_release(&names->says);
    *names = (struct style_names){0};
}

/* In lower case, "_20_" (a blank in ODF) and "_" as blanks, no number at the
 * end. */
static struct slice plain_name(struct slice name, char out[64])
{
    size_t len = 0;

    for (size_t i = 0; i < name.len && len < 63; i++) {
        char c = name.ptr[i];

        if (slice_starts((struct slice){name.ptr + i, name.len - i}, "_20_")) {
            c = ' ';
            i += 3;
        }
        out[len++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    while (len != 0 && ((out[len - 1] >= '0' && out[len - 1] <= '9') ||
                        out[len - 1] == ' ')) {
        len--;
    }
    return (struct slice){out, len};
}

enum style_says style_names_say(const struct style_names *names,
                                struct slice name)
{
    char plain[64];
    const uintptr_t *says = map_get(&names->says, plain_name(name, plain));

    return says != NULL ? (enum style_says) * says : STYLE_NOTHING;
}

void styles_add(struct styles *styles, struct style style)
{
    bool added = false;
    uintptr_t *place;

    if (styles->len == MOST_STYLES || style.id.ptr == NULL) {
        return;
    }
    place = map_put(&styles->place, style.id, &added);
    if (added) {
        MEM_GROW(styles->item, styles->len, styles->cap);
        styles->item[styles->len++] = style;
        *place = styles->len;
    }
}

void styles_release(struct styles *styles)
{
    map_release(&styles->place);
    free(styles->item);
    *styles = (struct styles){0};
}

static const struct style *find(const struct styles *styles, struct slice id)
{
    const uintptr_t *place = map_get(&styles->place, id);

    return place != NULL ? &styles->item[*place - 1] : NULL;
}

enum style_says styles_say(const struct styles *styles, struct slice id)
{
    for (int i = 0; i < MOST_PARENTS && id.ptr != NULL; i++) {
        const struct style *style = find(styles, id);

        if (style == NULL) {
            break;
        }
        if (style->says != STYLE_NOTHING) {
            return style->says;
        }
        id = style->parent;
    }
    return STYLE_NOTHING;
}

void styles_end(struct prose *prose, enum style_says says)
{
    switch (says) {
    case STYLE_TITLE: prose_end(prose, PROSE_TITLE); break;
    case STYLE_SUBTITLE: prose_end(prose, PROSE_SUBTITLE); break;
    case STYLE_HEADING: prose_end(prose, PROSE_HEADING); break;
    case STYLE_LIST: prose_end(prose, PROSE_LIST); break;
    case STYLE_QUOTE: prose_end(prose, PROSE_QUOTE); break;
    case STYLE_CAPTION: prose_end(prose, PROSE_CAPTION); break;
    case STYLE_NOTE: prose_end(prose, PROSE_NOTE); break;
    case STYLE_SKIP: prose_drop(prose); break;
    case STYLE_NOTHING:
    case STYLE_PLAIN: prose_end(prose, PROSE_PLAIN); break;
    }
}
