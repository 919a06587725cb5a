#include "page/html/block.h"

#include "base/caps.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { PROSE_CHARS = 60 };

/* What an element does to the text that it holds. */
enum flow { FLOW_INLINE, FLOW_BLOCK, FLOW_BREAK, FLOW_SKIP };

/* What the value of a class says: values come again and again. */
struct say {
    float words;
    uint32_t sign;
};

/* The reader's place in the page. */
struct reader {
    struct blocks *blocks;
    const struct word_table *words;
    struct map heard; /* value of a class → place in `say` */
    struct say *say;
    size_t says, say_cap;
    uint32_t box;
    size_t links, bolds; /* how many such elements are open */
    size_t breaks;       /* seen since the last text */
    bool open;           /* the last block takes more text */
    bool blank;          /* a blank is due before more text */
};

static enum flow flow_of(const lxb_dom_node_t *node)
{
    if (node->ns != LXB_NS_HTML) {
        return FLOW_SKIP;
    }
    switch (node->local_name) {
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_TEMPLATE:
    case LXB_TAG_IFRAME:
    case LXB_TAG_SELECT:
    case LXB_TAG_TEXTAREA:
    case LXB_TAG_OBJECT:
    case LXB_TAG_VIDEO:
    case LXB_TAG_AUDIO:
    case LXB_TAG_CANVAS:
    case LXB_TAG_DATALIST:
    case LXB_TAG_TITLE: return FLOW_SKIP;
    case LXB_TAG_BR:
    case LXB_TAG_HR: return FLOW_BREAK;
    case LXB_TAG_ADDRESS:
    case LXB_TAG_ARTICLE:
    case LXB_TAG_ASIDE:
    case LXB_TAG_BLOCKQUOTE:
    case LXB_TAG_BODY:
    case LXB_TAG_BUTTON:
    case LXB_TAG_CAPTION:
    case LXB_TAG_CENTER:
    case LXB_TAG_DD:
    case LXB_TAG_DETAILS:
    case LXB_TAG_DIALOG:
    case LXB_TAG_DIV:
    case LXB_TAG_DL:
    case LXB_TAG_DT:
    case LXB_TAG_FIELDSET:
    case LXB_TAG_FIGCAPTION:
    case LXB_TAG_FIGURE:
    case LXB_TAG_FOOTER:
    case LXB_TAG_FORM:
    case LXB_TAG_H1:
    case LXB_TAG_H2:
    case LXB_TAG_H3:
    case LXB_TAG_H4:
    case LXB_TAG_H5:
    case LXB_TAG_H6:
    case LXB_TAG_HEADER:
    case LXB_TAG_HGROUP:
    case LXB_TAG_LEGEND:
    case LXB_TAG_LI:
    case LXB_TAG_MAIN:
    case LXB_TAG_MENU:
    case LXB_TAG_NAV:
    case LXB_TAG_OL:
    case LXB_TAG_P:
    case LXB_TAG_PRE:
    case LXB_TAG_SEARCH:
    case LXB_TAG_SECTION:
    case LXB_TAG_SUMMARY:
    case LXB_TAG_TABLE:
    case LXB_TAG_TBODY:
    case LXB_TAG_TD:
    case LXB_TAG_TFOOT:
    case LXB_TAG_TH:
    case LXB_TAG_THEAD:
    case LXB_TAG_TR:
    case LXB_TAG_UL: return FLOW_BLOCK;
    default: return FLOW_INLINE;
    }
}

static uint32_t place_of_tag(lxb_tag_id_t tag)
{
    switch (tag) {
    case LXB_TAG_ARTICLE: return IN_ARTICLE;
    case LXB_TAG_MAIN: return IN_MAIN;
    case LXB_TAG_NAV: return IN_NAV;
    case LXB_TAG_ASIDE: return IN_ASIDE;
    case LXB_TAG_FOOTER: return IN_FOOTER;
    case LXB_TAG_HEADER: return IN_HEADER;
    case LXB_TAG_FORM: return IN_FORM;
    case LXB_TAG_FIGURE: return IN_FIGURE;
    case LXB_TAG_FIGCAPTION: return IN_FIGURE | IN_CAPTION;
    case LXB_TAG_CAPTION: return IN_CAPTION;
    case LXB_TAG_UL:
    case LXB_TAG_OL:
    case LXB_TAG_DL: return IN_LIST;
    case LXB_TAG_TABLE: return IN_TABLE;
    case LXB_TAG_BLOCKQUOTE: return IN_QUOTE;
    case LXB_TAG_DIALOG: return IN_DIALOG;
    case LXB_TAG_BUTTON: return IN_BUTTON;
    case LXB_TAG_DETAILS: return IN_DETAILS;
    case LXB_TAG_PRE: return IN_PRE;
    default: return 0;
    }
}

static bool is_undisplayed(struct slice style)
{
    size_t at = slice_find(style, SLICE("display"));

    if (at == style.len) {
        return false;
    }
    style = (struct slice){style.ptr + at + 7, style.len - at - 7};
    while (style.len != 0 && (style.ptr[0] == ':' || style.ptr[0] == ' ')) {
        style = (struct slice){style.ptr + 1, style.len - 1};
    }
    return slice_starts(style, "none");
}

static uint32_t place_of_role(struct slice role)
{
    return slice_is(role, "navigation")      ? (uint32_t)IN_NAV
           : slice_is(role, "complementary") ? (uint32_t)IN_ASIDE
           : slice_is(role, "contentinfo")   ? (uint32_t)IN_FOOTER
           : slice_is(role, "main")          ? (uint32_t)IN_MAIN
           : slice_is(role, "article")       ? (uint32_t)IN_ARTICLE
           : slice_is(role, "dialog")        ? (uint32_t)IN_DIALOG
           : slice_is(role, "banner")        ? (uint32_t)IN_HEADER
                                             : 0;
}

/* --- elements --- */

static uint32_t hash(uint32_t value, struct slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];

        if (c < '0' || c > '9') { /* "item-1", "item-2" are alike */
            value = (value ^ c) * 16777619U;
        }
    }
    return value;
}

/* What an element's attributes say. */
struct said {
    float words;
    uint32_t place;
    uint32_t sign;
};

/* What the value of a class attribute says; each is read once. */
static struct say say_of(struct reader *reader, struct slice value)
{
    bool added;
    uintptr_t *at = map_put(&reader->heard, value, &added);

    if (added) {
        *at = reader->says;
        MEM_GROW(reader->say, reader->says, reader->say_cap);
        reader->say[reader->says++] = (struct say){
            word_table_sum(reader->words, value), hash(2166136261U, value)};
    }
    return reader->say[*at];
}

static struct said said_by(struct reader *reader, const lxb_dom_node_t *node)
{
    const lxb_dom_attr_t *attr = ((const lxb_dom_element_t *)node)->first_attr;
    struct said said = {0, 0, (uint32_t)node->local_name * 2654435761U};

    for (; attr != NULL; attr = attr->next) {
        struct slice value = {0};

        if (attr->value != NULL) {
            value = (struct slice){(const char *)attr->value->data,
                                   attr->value->length};
        }
        switch (attr->node.local_name) {
        case LXB_DOM_ATTR_CLASS: {
            struct say say = say_of(reader, value);

            said.words += say.words;
            said.sign = (said.sign ^ say.sign) * 16777619U;
            break;
        }
        case LXB_DOM_ATTR_ID:
            said.words += word_table_sum(reader->words, value);
            break;
        case LXB_DOM_ATTR_STYLE:
            said.place |= is_undisplayed(value) ? (uint32_t)IN_HIDDEN : 0;
            break;
        default: {
            size_t len = 0;
            const char *name =
                (const char *)lxb_dom_attr_local_name(attr, &len);

            if (len == 8 && memcmp(name, "itemprop", 8) == 0 &&
                slice_is(value, "articleBody")) {
                said.place |= IN_BODY;
            } else if (len == 4 && memcmp(name, "role", 4) == 0) {
                said.place |= place_of_role(value);
            } else if (len == 6 && memcmp(name, "hidden", 6) == 0) {
                said.place |= IN_HIDDEN;
            }
            break;
        }
        }
    }
    return said;
}

static void enter_box(struct reader *reader, lxb_dom_node_t *node)
{
    struct blocks *blocks = reader->blocks;
    struct said said = said_by(reader, node);
    struct box box = {
        .node = node,
        .parent = reader->box,
        .tag = node->local_name,
        .place = said.place | place_of_tag(node->local_name),
        .sign = said.sign,
        .words = said.words,
        .words_sum = said.words,
        .words_least = said.words < 0 ? said.words : 0,
        .words_most = said.words > 0 ? said.words : 0,
    };

    if (blocks->boxes != 0) {
        const struct box *up = &blocks->box[reader->box];

        box.depth = up->depth + 1;
        box.place |= up->place;
        box.sign = box.sign * 31U + blocks->box[reader->box].sign % 65521U;
        box.words_sum += up->words_sum;
        box.words_least = box.words_least < up->words_least ? box.words_least
                                                            : up->words_least;
        box.words_most =
            box.words_most > up->words_most ? box.words_most : up->words_most;
    }
    MEM_GROW(blocks->box, blocks->boxes, blocks->box_cap);
    blocks->box[blocks->boxes] = box;
    reader->box = (uint32_t)blocks->boxes++;
}

/* --- text --- */

/* What the inline elements between a block's first text and its box say. */
static float inline_words(struct reader *reader, const lxb_dom_node_t *text)
{
    const lxb_dom_node_t *node = text->parent;
    const lxb_dom_node_t *box = reader->blocks->box[reader->box].node;
    float sum = 0;

    for (; node != NULL && node != box; node = node->parent) {
        if (node->type == LXB_DOM_NODE_TYPE_ELEMENT) {
            sum += said_by(reader, node).words;
        }
    }
    return sum;
}

static void close_block(struct reader *reader)
{
    if (reader->open) {
        buf_add_char(&reader->blocks->text, '\n');
    }
    reader->open = false;
    reader->blank = false;
    reader->breaks = 0;
}

static struct block *open_block(struct reader *reader,
                                const lxb_dom_node_t *node)
{
    struct blocks *blocks = reader->blocks;

    if (!reader->open) {
        size_t start = blocks->text.len;

        MEM_GROW(blocks->block, blocks->len, blocks->cap);
        blocks->block[blocks->len++] = (struct block){
            .box = reader->box,
            .at = {start, start},
            .start = node,
            .inline_words = inline_words(reader, node),
        };
        reader->open = true;
        reader->blank = false;
        reader->breaks = 0;
    }
    return &blocks->block[blocks->len - 1];
}

/* What a byte is. */
enum sort { OTHER, LETTER, CAPITAL, DIGIT, COMMA, STOP, BLANK, INNER, SORTS };

/* INNER: a byte of a code point that is not its first. */
static enum sort sort_of(unsigned char c)
{
    static const unsigned char sorts[128] = {
        [' '] = BLANK,   [','] = COMMA,   ['.'] = STOP,    ['!'] = STOP,
        ['?'] = STOP,    ['0'] = DIGIT,   ['1'] = DIGIT,   ['2'] = DIGIT,
        ['3'] = DIGIT,   ['4'] = DIGIT,   ['5'] = DIGIT,   ['6'] = DIGIT,
        ['7'] = DIGIT,   ['8'] = DIGIT,   ['9'] = DIGIT,   ['A'] = CAPITAL,
        ['B'] = CAPITAL, ['C'] = CAPITAL, ['D'] = CAPITAL, ['E'] = CAPITAL,
        ['F'] = CAPITAL, ['G'] = CAPITAL, ['H'] = CAPITAL, ['I'] = CAPITAL,
        ['J'] = CAPITAL, ['K'] = CAPITAL, ['L'] = CAPITAL, ['M'] = CAPITAL,
        ['N'] = CAPITAL, ['O'] = CAPITAL, ['P'] = CAPITAL, ['Q'] = CAPITAL,
        ['R'] = CAPITAL, ['S'] = CAPITAL, ['T'] = CAPITAL, ['U'] = CAPITAL,
        ['V'] = CAPITAL, ['W'] = CAPITAL, ['X'] = CAPITAL, ['Y'] = CAPITAL,
        ['Z'] = CAPITAL, ['a'] = LETTER,  ['b'] = LETTER,  ['c'] = LETTER,
        ['d'] = LETTER,  ['e'] = LETTER,  ['f'] = LETTER,  ['g'] = LETTER,
        ['h'] = LETTER,  ['i'] = LETTER,  ['j'] = LETTER,  ['k'] = LETTER,
        ['l'] = LETTER,  ['m'] = LETTER,  ['n'] = LETTER,  ['o'] = LETTER,
        ['p'] = LETTER,  ['q'] = LETTER,  ['r'] = LETTER,  ['s'] = LETTER,
        ['t'] = LETTER,  ['u'] = LETTER,  ['v'] = LETTER,  ['w'] = LETTER,
        ['x'] = LETTER,  ['y'] = LETTER,  ['z'] = LETTER};

    return c < 128 ? (enum sort)sorts[c] : (c & 0xC0U) == 0x80 ? INNER : OTHER;
}

/* Count what a run of shown bytes, words with single blanks between, is made
 * of. */
static void count_bytes(struct block *block, struct slice run)
{
    uint32_t count[SORTS] = {0};

    for (size_t i = 0; i < run.len; i++) {
        enum sort sort = sort_of((unsigned char)run.ptr[i]);

        count[sort]++;
        if (sort == STOP) {
            char next = i + 1 < run.len ? run.ptr[i + 1] : ' ';

            block->stops += next == ' ' || next == '"';
        }
    }
    block->chars += (uint32_t)run.len - count[INNER];
    block->letters += count[LETTER] + count[CAPITAL];
    block->capitals += count[CAPITAL];
    block->digits += count[DIGIT];
    block->commas += count[COMMA];
    block->words += count[BLANK];
}

static void add_run(struct reader *reader, const lxb_dom_node_t *node,
                    struct slice run)
{
    struct buf *text = &reader->blocks->text;
    struct block *block = open_block(reader, node);
    bool first = text->len == block->at.start;
    uint32_t before = block->chars;

    if (!first && reader->breaks != 0) {
        buf_add_char(text, '\n');
        block->breaks = true;
    } else if (!first && reader->blank) {
        buf_add_char(text, ' ');
        block->chars++;
    }
    block->words += first || reader->blank || reader->breaks != 0;
    buf_add_slice(text, run);
    block->at.end = text->len;
    count_bytes(block, run);
    block->link_chars += reader->links != 0 ? block->chars - before : 0;
    block->bold_chars += reader->bolds != 0 ? block->chars - before : 0;
    reader->blank = false;
    reader->breaks = 0;
}

static void see_break(struct reader *reader)
{
    reader->breaks++;
    if (reader->breaks >= 2 && reader->open) {
        close_block(reader);
    }
}

/* A space with a plain sign behind it: it stays as it is. */
static bool is_single_blank(struct slice text, size_t at)
{
    return text.ptr[at] == ' ' && at + 1 < text.len &&
           (unsigned char)text.ptr[at + 1] > ' ' &&
           (unsigned char)text.ptr[at + 1] < 0x80;
}

static void read_text(struct reader *reader, const lxb_dom_node_t *node)
{
    struct slice text = node_text(node);
    bool kept = (reader->blocks->box[reader->box].place & IN_PRE) != 0;
    size_t at = 0;

    while (at < text.len) {
        size_t len = 0;
        bool shown = false;
        size_t start = at;

        while (at < text.len && ((len = blank_at(text, at, &shown)) == 0 ||
                                 (at > start && is_single_blank(text, at)))) {
            at++;
        }
        if (at > start) {
            add_run(reader, node, (struct slice){text.ptr + start, at - start});
        }
        if (len != 0 && kept && text.ptr[at] == '\n') {
            see_break(reader);
        }
        reader->blank = reader->blank || (len != 0 && shown);
        at += len;
    }
}

/* --- the walk --- */

static void enter(struct reader *reader, lxb_dom_node_t *node, enum flow flow)
{
    lxb_tag_id_t tag = node->local_name;

    if (flow == FLOW_BREAK) {
        if (tag == LXB_TAG_HR) {
            close_block(reader);
        } else {
            see_break(reader);
        }
    } else if (flow == FLOW_BLOCK) {
        close_block(reader);
        enter_box(reader, node);
    } else if (tag == LXB_TAG_A) {
        if (reader->open) {
            reader->blocks->block[reader->blocks->len - 1].links++;
        }
        reader->links++;
    } else if (tag == LXB_TAG_B || tag == LXB_TAG_STRONG) {
        reader->bolds++;
    }
}

static void leave(struct reader *reader, const lxb_dom_node_t *node)
{
    lxb_tag_id_t tag = node->local_name;

    if (flow_of(node) == FLOW_BLOCK) {
        close_block(reader);
        reader->box = reader->blocks->box[reader->box].parent;
    } else if (tag == LXB_TAG_A) {
        reader->links--;
    } else if (tag == LXB_TAG_B || tag == LXB_TAG_STRONG) {
        reader->bolds--;
    }
}

static void walk(struct reader *reader, lxb_dom_node_t *root)
{
    lxb_dom_node_t *at = root;

    for (;;) {
        bool element = at->type == LXB_DOM_NODE_TYPE_ELEMENT;
        enum flow flow = element ? flow_of(at) : FLOW_SKIP;
        bool inside = false;

        if (at->type == LXB_DOM_NODE_TYPE_TEXT) {
            read_text(reader, at);
        } else if (flow != FLOW_SKIP) {
            enter(reader, at, flow);
            inside = flow != FLOW_BREAK;
        }
        if (inside && at->first_child != NULL) {
            at = at->first_child;
            continue;
        }
        if (inside) {
            leave(reader, at);
        }
        while (at != root && at->next == NULL) {
            at = at->parent;
            leave(reader, at);
        }
        if (at == root || reader->blocks->len >= CAP_PAGE_BLOCKS) {
            return;
        }
        at = at->next;
    }
}

/* --- sums --- */

bool block_is_prose(const struct block *block)
{
    return block->chars >= PROSE_CHARS && block->link_chars * 3 < block->chars;
}

static void sum_boxes(struct blocks *blocks)
{
    for (size_t i = 0; i < blocks->len; i++) {
        const struct block *block = &blocks->block[i];
        struct box *box = &blocks->box[block->box];
        bool prose = block_is_prose(block);

        box->chars += block->chars;
        box->link_chars += block->link_chars;
        box->commas += block->commas;
        box->blocks++;
        box->prose += prose;
        box->prose_chars += prose ? block->chars - block->link_chars : 0;
    }
    for (size_t i = blocks->boxes; i-- > 1;) {
        const struct box *box = &blocks->box[i];
        struct box *up = &blocks->box[box->parent];

        up->chars += box->chars;
        up->link_chars += box->link_chars;
        up->commas += box->commas;
        up->blocks += box->blocks;
        up->prose += box->prose;
        up->prose_chars += box->prose_chars;
    }
}

void blocks_read(struct blocks *blocks, const struct tree *tree,
                 const struct word_table *words)
{
    struct reader reader = {.blocks = blocks, .words = words};

    *blocks = (struct blocks){0};
    walk(&reader, tree->body);
    close_block(&reader);
    map_release(&reader.heard);
    free(reader.say);
    sum_boxes(blocks);
}

void blocks_release(struct blocks *blocks)
{
    free(blocks->box);
    free(blocks->block);
    buf_release(&blocks->text);
    *blocks = (struct blocks){0};
}

struct slice block_text(const struct blocks *blocks, size_t at)
{
    return slice_cut(buf_slice(&blocks->text), blocks->block[at].at);
}
