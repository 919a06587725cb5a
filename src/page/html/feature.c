#include "page/html/feature.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum { LEVELS = 4, NEAR = 5, FOLD_BYTES = 512 };

/* What is known of the whole page while its blocks are measured. */
struct features {
    const struct blocks *blocks;
    const struct page_hints *hints;
    const struct page_lists *lists;
    struct buf body;        /* hints->body, letters and digits only */
    struct buf words;       /* of the block at hand, the same way */
    struct buf title_words; /* of hints->title, the same way */
    uint32_t core;          /* the box whose paragraphs hold most prose */
    size_t core_last;       /* its last block */
    size_t h1, title;       /* blocks; blocks->len: none */
    size_t *alike;          /* a block: its group */
    struct group *group;
    size_t groups;
    uint32_t *told;  /* a block: the first with the same text */
    uint32_t *times; /* a first block: how many there are */
    uint32_t chars, prose;
    double chars_before, prose_before; /* the block at hand */
};

/* Blocks in boxes of the same look. */
struct group {
    uint32_t blocks, chars, link_chars, prose;
};

static float ratio(double part, double whole)
{
    return whole > 0 ? (float)(part / whole) : 0.0F;
}

static float scaled(double count)
{
    return logf(1.0F + (float)count);
}

static const struct box *box_of(const struct blocks *blocks, size_t at)
{
    return &blocks->box[blocks->block[at].box];
}

static const struct box *parent_of(const struct blocks *blocks,
                                   const struct box *box)
{
    return &blocks->box[box->parent];
}

/* Tags by how often they hold text: near ones behave alike. */
static float tag_class(lxb_tag_id_t tag)
{
    switch (tag) {
    case LXB_TAG_P: return 0;
    case LXB_TAG_BLOCKQUOTE: return 1;
    case LXB_TAG_H1: return 2;
    case LXB_TAG_H2: return 3;
    case LXB_TAG_H3: return 4;
    case LXB_TAG_H4: return 5;
    case LXB_TAG_H5: return 6;
    case LXB_TAG_H6: return 7;
    case LXB_TAG_PRE: return 8;
    case LXB_TAG_DD:
    case LXB_TAG_DT: return 9;
    case LXB_TAG_TD:
    case LXB_TAG_TH: return 10;
    case LXB_TAG_LI: return 11;
    case LXB_TAG_DIV: return 12;
    case LXB_TAG_SECTION:
    case LXB_TAG_ARTICLE:
    case LXB_TAG_MAIN: return 13;
    case LXB_TAG_FIGCAPTION:
    case LXB_TAG_CAPTION: return 14;
    case LXB_TAG_BODY: return 15;
    case LXB_TAG_BUTTON:
    case LXB_TAG_SUMMARY: return 16;
    default: return 17;
    }
}

/* --- of the text --- */

/* Letters and digits in lower case: texts are compared without their signs. */
static void fold_into(struct buf *out, struct slice text)
{
    char piece[FOLD_BYTES];
    size_t len = 0;
    bool wide = out->len != 0 && (unsigned char)out->ptr[out->len - 1] >= 0x80;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        unsigned char low = c | 0x20;
        bool letter = low >= 'a' && low <= 'z';

        if (letter || (c >= '0' && c <= '9') || c >= 0xC3 ||
            (c >= 0x80 && wide)) {
            piece[len++] = (char)(letter ? low : c);
            wide = c >= 0x80;
        }
        if (len == sizeof piece) {
            buf_add(out, piece, len);
            len = 0;
        }
    }
    buf_add(out, piece, len);
}

/* Whether `text` says the title, or how it starts. */
static bool is_same_title(struct features *page, struct slice text)
{
    buf_clear(&page->words);
    fold_into(&page->words, text);
    return page->words.len >= 8 && page->title_words.len >= page->words.len &&
           memcmp(page->words.ptr, page->title_words.ptr, page->words.len) == 0;
}

static float label_of(const struct features *page, struct slice text,
                      const struct block *block)
{
    const struct label *label =
        block->words <= 40 ? page_lists_label(page->lists, text) : NULL;

    return label == NULL ? 0.0F : 1.0F + (float)(label->kind % 8);
}

/* 0: nothing to compare with, 1: not there, 2: there. */
static float told_in(struct features *page, struct slice text)
{
    if (page->body.len < 200) {
        return 0;
    }
    buf_clear(&page->words);
    fold_into(&page->words, text);
    if (page->words.len < 8) {
        return 0;
    }
    return slice_find(buf_slice(&page->body), buf_slice(&page->words)) <
                   page->body.len
               ? 2
               : 1;
}

static void measure_text(struct features *page, size_t at, float *row)
{
    const struct block *block = &page->blocks->block[at];
    struct slice text = block_text(page->blocks, at);
    char last = text.ptr[text.len - 1];

    row[F_chars] = scaled(block->chars);
    row[F_word_chars] = ratio(block->chars, block->words);
    row[F_link_ratio] = ratio(block->link_chars, block->chars);
    row[F_links] = (float)block->links;
    row[F_bold_ratio] = ratio(block->bold_chars, block->chars);
    row[F_commas] = ratio(block->commas, block->words);
    row[F_stops] = ratio(block->stops, block->words);
    row[F_capitals] = ratio(block->capitals, block->letters);
    row[F_digits] = ratio(block->digits, block->chars);
    row[F_latin] = ratio(block->letters, block->chars);
    row[F_ends] = last == '.' || last == '!' || last == '?'    ? 1.0F
                  : last == ':'                                ? 2.0F
                  : last == '"' || (unsigned char)last >= 0x80 ? 3.0F
                                                               : 0.0F;
    row[F_lower] = text.ptr[0] >= 'a' && text.ptr[0] <= 'z';
    row[F_breaks] = block->breaks;
    row[F_label] = label_of(page, text, block);
    row[F_sign_c] = slice_find(text, SLICE("©")) < text.len;
    row[F_repeated] = (float)page->times[page->told[at]];
    row[F_told] = told_in(page, text);
    row[F_summary] = 0;
    if (block->chars >= 40 && page->hints->description.len >= 40) {
        size_t len = page->hints->description.len < text.len
                         ? page->hints->description.len
                         : text.len;

        len = len < 40 ? len : 40;
        row[F_summary] =
            memcmp(page->hints->description.ptr, text.ptr, len) == 0;
    }
}

/* --- of the place --- */

static void measure_box(const struct features *page, size_t at, float *row)
{
    const struct block *block = &page->blocks->block[at];
    const struct box *box = box_of(page->blocks, at);
    const struct box *up = parent_of(page->blocks, box);
    const struct box *up2 = parent_of(page->blocks, up);

    row[F_tag] = tag_class(box->tag);
    row[F_depth] = (float)box->depth;
    for (size_t i = 0; i <= F_pre - F_article; i++) {
        row[F_article + i] = (float)((box->place >> i) & 1U);
    }
    row[F_words_own] = box->words;
    row[F_words_up] = up->words;
    row[F_words_up2] = up2->words;
    row[F_words_up3] = parent_of(page->blocks, up2)->words;
    row[F_words_sum] = box->words_sum;
    row[F_words_least] = box->words_least;
    row[F_words_most] = box->words_most;
    row[F_words_inline] = block->inline_words;
}

static float since(const struct features *page, size_t from, size_t at)
{
    if (from >= page->blocks->len) {
        return -100.0F;
    }
    return at >= from ? scaled((double)(at - from))
                      : -1.0F - scaled((double)(from - at));
}

static void measure_place(const struct features *page, size_t at, float *row)
{
    row[F_page_blocks] = scaled((double)page->blocks->len);
    row[F_page_chars] = scaled(page->chars);
    row[F_page_prose] = ratio(page->prose, page->chars);
    row[F_at_block] = ratio((double)at, (double)page->blocks->len);
    row[F_at_chars] = ratio(page->chars_before, page->chars);
    row[F_at_prose] = ratio(page->prose_before, page->prose);
    row[F_since_h1] = since(page, page->h1, at);
    row[F_since_title] = since(page, page->title, at);
    row[F_is_title] = at == page->title;
}

static void measure_levels(const struct features *page, size_t at, float *row)
{
    const struct box *box = box_of(page->blocks, at);

    for (size_t level = 0; level < LEVELS; level++) {
        float *to = row + F_up0_chars + level * (F_up1_chars - F_up0_chars);

        to[0] = scaled(box->chars);
        to[1] = ratio(box->link_chars, box->chars);
        to[2] = ratio(box->prose_chars, box->chars);
        to[3] = scaled(box->blocks);
        to[4] = ratio(box->prose_chars, page->prose);
        box = parent_of(page->blocks, box);
    }
}

/* How near two boxes are: 3 the same, 2 siblings, 1 cousins, 0 else. */
static float kinship(const struct blocks *blocks, const struct box *a,
                     const struct box *b)
{
    if (a == b) {
        return 3;
    }
    if (a->parent == b->parent) {
        return 2;
    }
    return parent_of(blocks, a)->parent == parent_of(blocks, b)->parent;
}

static void measure_around(const struct features *page, size_t at, float *row)
{
    static const int offset[] = {-1, -2, 1, 2};
    const struct box *own = box_of(page->blocks, at);

    for (size_t i = 0; i < 4; i++) {
        float *to = row + F_prev_chars + i * (F_prev2_chars - F_prev_chars);
        size_t other = at + (size_t)offset[i];
        const struct block *block;
        const struct box *box;

        if (other >= page->blocks->len) { /* also below 0 */
            to[0] = -1;
            to[1] = 0;
            to[2] = 0;
            to[3] = -1;
            to[4] = 0;
            to[5] = 0;
            continue;
        }
        block = &page->blocks->block[other];
        box = box_of(page->blocks, other);
        to[0] = scaled(block->chars);
        to[1] = ratio(block->link_chars, block->chars);
        to[2] = block_is_prose(block);
        to[3] = tag_class(box->tag);
        to[4] = box->words_sum + block->inline_words;
        to[5] = kinship(page->blocks, own, box);
    }
}

static void measure_near(const struct features *page, size_t at, float *row)
{
    size_t from = at < NEAR ? 0 : at - NEAR;
    size_t to = at + NEAR + 1;
    double chars = 0;
    double prose = 0;
    double links = 0;

    to = to < page->blocks->len ? to : page->blocks->len;
    for (size_t i = from; i < to; i++) {
        const struct block *block = &page->blocks->block[i];

        chars += block->chars;
        links += block->link_chars;
        prose += block_is_prose(block) ? block->chars : 0;
    }
    row[F_near_prose] = ratio(prose, chars);
    row[F_near_links] = ratio(links, chars);
}

/* How far a block stands from the core: up to the common ancestor and down. */
static void measure_core(const struct features *page, size_t at, float *row)
{
    const struct box *box = page->blocks->box;
    uint32_t a = page->blocks->block[at].box;
    uint32_t b = page->core;

    while (a != b) { /* parents come first: the later one climbs */
        if (a > b) {
            a = box[a].parent;
        } else {
            b = box[b].parent;
        }
    }
    row[F_core_in] = a == page->core;
    row[F_core_up] = (float)(box[page->core].depth - box[a].depth);
    row[F_core_down] = (float)(box_of(page->blocks, at)->depth - box[a].depth);
    row[F_core_share] = ratio(box[page->core].prose_chars, page->prose);
    row[F_core_after] = at > page->core_last;
}

static void measure_alike(const struct features *page, size_t at, float *row)
{
    const struct group *group = &page->group[page->alike[at]];

    row[F_alike_blocks] = scaled(group->blocks);
    row[F_alike_share] = ratio(group->chars, page->chars);
    row[F_alike_prose] = ratio(group->prose, group->blocks);
    row[F_alike_links] = ratio(group->link_chars, group->chars);
}

/* --- of the page --- */

/* The box whose own paragraphs (its blocks and its children's) hold most
 * prose; half of what lies one level deeper counts too. */
static void find_core(struct features *page)
{
    const struct blocks *blocks = page->blocks;
    double *score = mem_alloc(blocks->boxes + 1, sizeof *score);

    for (size_t i = 0; i < blocks->len; i++) {
        const struct block *block = &blocks->block[i];
        uint32_t up = blocks->box[block->box].parent;

        if (block_is_prose(block)) {
            double chars = (double)block->chars - block->link_chars;

            score[block->box] += chars * 0.5;
            score[up] += chars;
            score[blocks->box[up].parent] += chars * 0.5;
        }
    }
    for (uint32_t i = 0; i < blocks->boxes; i++) {
        page->core = score[i] > score[page->core] ? i : page->core;
    }
    free(score);
    for (size_t i = 0; i < blocks->len; i++) {
        uint32_t at = blocks->block[i].box;

        while (at > page->core) {
            at = blocks->box[at].parent;
        }
        page->core_last = at == page->core ? i : page->core_last;
    }
}

/* Put blocks of the same look together. */
static void find_alike(struct features *page)
{
    const struct blocks *blocks = page->blocks;
    struct map groups = {0};

    page->alike = mem_alloc(blocks->len + 1, sizeof *page->alike);
    page->group = mem_alloc(blocks->len + 1, sizeof *page->group);
    for (size_t i = 0; i < blocks->len; i++) {
        const struct block *block = &blocks->block[i];
        const uint32_t *sign = &box_of(blocks, i)->sign;
        bool added;
        uintptr_t *at = map_put(
            &groups, (struct slice){(const char *)sign, sizeof *sign}, &added);
        struct group *group;

        if (added) {
            *at = page->groups++;
        }
        page->alike[i] = *at;
        group = &page->group[*at];
        group->blocks++;
        group->chars += block->chars;
        group->link_chars += block->link_chars;
        group->prose += block_is_prose(block);
    }
    map_release(&groups);
}

static void survey(struct features *page)
{
    const struct blocks *blocks = page->blocks;

    page->h1 = blocks->len;
    page->title = blocks->len;
    page->chars = blocks->box[0].chars;
    page->prose = blocks->box[0].prose_chars;
    fold_into(&page->body, page->hints->body);
    fold_into(&page->title_words, page->hints->title);
    find_core(page);
    find_alike(page);
    for (size_t i = 0; i < blocks->len; i++) {
        lxb_tag_id_t tag = box_of(blocks, i)->tag;

        if (tag == LXB_TAG_H1 && page->h1 == blocks->len) {
            page->h1 = i;
        }
        if (page->title == blocks->len && page->title_words.len != 0 &&
            blocks->block[i].at.end - blocks->block[i].at.start <=
                2 * page->hints->title.len + 64 &&
            is_same_title(page, block_text(blocks, i))) {
            page->title = i;
        }
    }
}

/* Find blocks of the same text. */
static void find_repeated(struct features *page)
{
    const struct blocks *blocks = page->blocks;
    struct map seen = {0};

    page->told = mem_alloc(blocks->len + 1, sizeof *page->told);
    page->times = mem_alloc(blocks->len + 1, sizeof *page->times);
    for (size_t i = 0; i < blocks->len; i++) {
        bool added;
        uintptr_t *first = map_put(&seen, block_text(blocks, i), &added);

        *first = added ? i : *first;
        page->told[i] = (uint32_t)*first;
        page->times[*first]++;
    }
    map_release(&seen);
}

struct features *features_new(const struct blocks *blocks,
                              const struct page_hints *hints,
                              const struct page_lists *lists)
{
    struct features *page = mem_alloc(1, sizeof *page);

    page->blocks = blocks;
    page->hints = hints;
    page->lists = lists;
    if (blocks->len != 0) {
        survey(page);
        find_repeated(page);
    }
    return page;
}

void features_free(struct features *page)
{
    buf_release(&page->body);
    buf_release(&page->words);
    buf_release(&page->title_words);
    free(page->told);
    free(page->times);
    free(page->alike);
    free(page->group);
    free(page);
}

void features_row(struct features *page, size_t at, float *row)
{
    const struct block *block = &page->blocks->block[at];

    measure_text(page, at, row);
    measure_box(page, at, row);
    measure_place(page, at, row);
    measure_levels(page, at, row);
    measure_around(page, at, row);
    measure_near(page, at, row);
    measure_core(page, at, row);
    measure_alike(page, at, row);
    page->chars_before += block->chars;
    page->prose_before += block_is_prose(block) ? block->chars : 0;
}

const struct columns *feature_columns(void)
{
    static const char *const name[] = {
#define X(name) #name,
        FEATURE_MAP(X)
#undef X
    };
    static const struct columns columns = {name, FEATURES};

    return &columns;
}
