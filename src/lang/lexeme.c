#include "lang/lexeme.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "lang/unicode.h"
#include "model/msgpack.h"

#include <stdlib.h>

enum { LONG_SHAPE = 100, SHAPE_RUN = 4 };

/* Norms that hold for every model of English: quotes, dashes and signs of
 * currency are each written in many ways. */
static const char *const base_norm[][2] = {
    {"'s", "'s"}, {"'S", "'s"}, {"’s", "'s"},  {"’S", "'s"}, {"’", "'"},
    {"‘", "'"},   {"´", "'"},   {"`", "'"},    {"”", "\""},  {"“", "\""},
    {"''", "\""}, {"``", "\""}, {"´´", "\""},  {"„", "\""},  {"»", "\""},
    {"«", "\""},  {"‘‘", "\""}, {"’’", "\""},  {"？", "?"},  {"！", "!"},
    {"，", ","},  {"；", ";"},  {"：", ":"},   {"。", "."},  {"।", "."},
    {"…", "..."}, {"—", "-"},   {"–", "-"},    {"--", "-"},  {"---", "-"},
    {"——", "-"},  {"€", "$"},   {"£", "$"},    {"¥", "$"},   {"฿", "$"},
    {"US$", "$"}, {"C$", "$"},  {"A$", "$"},   {"₺", "$"},   {"₹", "$"},
    {"৳", "$"},   {"₩", "$"},   {"Mex$", "$"}, {"₣", "$"},   {"E£", "$"},
};

struct norm_slot {
    uint64_t id;
    struct slice norm; /* ptr NULL: free */
};

struct norms {
    struct norm_slot *slot;
    size_t cap; /* a power of two, at least twice the entries */
    struct arena arena;
};

static struct norm_slot *slot_of(const struct norms *norms, uint64_t id)
{
    size_t at = (size_t)id & (norms->cap - 1);

    while (norms->slot[at].norm.ptr != NULL && norms->slot[at].id != id) {
        at = (at + 1) & (norms->cap - 1);
    }
    return &norms->slot[at];
}

static void make_room(struct norms *norms, size_t entries)
{
    norms->cap = 64;
    while (norms->cap < 2 * entries) {
        norms->cap *= 2;
    }
    norms->slot = mem_alloc(norms->cap, sizeof *norms->slot);
}

static void add_base_norms(struct norms *norms)
{
    for (size_t i = 0; i < sizeof base_norm / sizeof *base_norm; i++) {
        uint64_t id = string_id(slice_of(base_norm[i][0]));
        struct norm_slot *slot = slot_of(norms, id);

        if (slot->norm.ptr == NULL) {
            *slot = (struct norm_slot){id, slice_of(base_norm[i][1])};
        }
    }
}

/* The table itself: a map from text id to norm. */
static bool read_table(struct norms *norms, struct msgpack *in)
{
    size_t count;

    if (!msgpack_map(in, &count)) {
        return false;
    }
    make_room(norms, count + sizeof base_norm / sizeof *base_norm);
    for (size_t i = 0; i < count; i++) {
        struct slice norm;
        uint64_t id;

        if (!msgpack_uint(in, &id) || !msgpack_str(in, &norm)) {
            return false;
        }
        *slot_of(norms, id) =
            (struct norm_slot){id, arena_copy(&norms->arena, norm)};
    }
    return true;
}

static bool read_tables(struct norms *norms, struct msgpack *in)
{
    size_t tables;

    if (!msgpack_map(in, &tables)) {
        return false;
    }
    for (size_t i = 0; i < tables; i++) {
        struct slice name;

        if (!msgpack_str(in, &name)) {
            return false;
        }
        if (slice_is(name, "lexeme_norm") && norms->slot == NULL) {
            if (!read_table(norms, in)) {
                return false;
            }
        } else if (!msgpack_skip(in)) {
            return false;
        }
    }
    return msgpack_end(in);
}

bool norms_read(struct norms **norms, const struct part *part, struct err *err)
{
    struct msgpack in = msgpack_open(part, err);

    *norms = mem_alloc(1, sizeof **norms);
    if (!read_tables(*norms, &in)) {
        norms_free(*norms);
        *norms = NULL;
        return false;
    }
    if ((*norms)->slot == NULL) {
        make_room(*norms, sizeof base_norm / sizeof *base_norm);
    }
    add_base_norms(*norms);
    return true;
}

void norms_free(struct norms *norms)
{
    if (norms != NULL) {
        arena_release(&norms->arena);
        free(norms->slot);
        free(norms);
    }
}

/* `text` itself where it is in lower case already. */
static struct slice lower_of(struct slice text, struct arena *arena)
{
    struct buf out = {0};
    struct slice lower = text;

    unicode_lower(&out, text);
    if (!slice_eq(buf_slice(&out), text)) {
        lower = arena_copy(arena, buf_slice(&out));
    }
    buf_release(&out);
    return lower;
}

static struct slice first_point(struct slice text)
{
    size_t len;

    utf8_decode(text, 0, &len);
    return (struct slice){text.ptr, len};
}

static struct slice last_points(struct slice text, size_t count)
{
    size_t at = text.len;

    while (at > 0 && count > 0) {
        at--;
        count -= ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
    }
    return (struct slice){text.ptr + at, text.len - at};
}

static bool all_space(struct slice text)
{
    size_t len;

    for (size_t at = 0; at < text.len; at += len) {
        if (!unicode_is_space(utf8_decode(text, at, &len))) {
            return false;
        }
    }
    return true;
}

static uint32_t shape_of(uint32_t point)
{
    if (unicode_is_alpha(point)) {
        return unicode_is_upper(point) ? 'X' : 'x';
    }
    return unicode_is_digit(point) ? 'd' : point;
}

void lexeme_shape(struct buf *out, struct slice text)
{
    uint32_t last = UINT32_MAX;
    size_t run = 0;
    size_t len;

    if (text.len >= LONG_SHAPE && utf8_count(text) >= LONG_SHAPE) {
        buf_add_str(out, "LONG");
        return;
    }
    for (size_t at = 0; at < text.len; at += len) {
        uint32_t shape = shape_of(utf8_decode(text, at, &len));
        char bytes[4];

        run = shape == last ? run + 1 : 1;
        last = shape;
        if (run <= SHAPE_RUN) {
            buf_add(out, bytes, utf8_encode(shape, bytes));
        }
    }
}

static void set_norm(struct lexeme *lexeme, const struct norms *norms,
                     struct slice rule_norm)
{
    const struct norm_slot *slot;

    lexeme->norm_in_model = true;
    if (rule_norm.ptr != NULL) {
        lexeme->norm = rule_norm;
        return;
    }
    slot = slot_of(norms, lexeme->text_id);
    if (slot->norm.ptr != NULL) {
        lexeme->norm = slot->norm;
        return;
    }
    lexeme->norm_in_model = false;
    lexeme->norm = lexeme->lower;
}

void lexeme_make(struct lexeme *lexeme, const struct norms *norms,
                 struct slice text, struct slice rule_norm, struct arena *arena)
{
    struct buf shape = {0};

    *lexeme = (struct lexeme){.text = text};
    if (text.len == 0) {
        lexeme->lower = lexeme->norm = text;
        return;
    }
    lexeme->lower = lower_of(text, arena);
    lexeme->text_id = string_id(text);
    lexeme->lower_id = string_id(lexeme->lower);
    set_norm(lexeme, norms, rule_norm);
    lexeme->norm_id = string_id(lexeme->norm);
    lexeme->prefix_id = string_id(first_point(text));
    lexeme->suffix_id = string_id(last_points(text, 3));
    lexeme_shape(&shape, text);
    lexeme->shape_id = string_id(buf_slice(&shape));
    lexeme->is_space = all_space(text);
    buf_release(&shape);
}
