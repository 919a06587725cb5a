#include "page/html/facts.h"

#include "base/mem.h"
#include "page/html/jsonld.h"

#include <stdlib.h>

enum {
    FACTS = 512,            /* a page with more says nothing */
    VALUE_BYTES = 2000,     /* of anything but the body */
    BODY_BYTES = 512 * 1024 /* of JSON-LD */
};

/* --- the table --- */

static bool read_kind(struct slice word, enum fact_kind *kind)
{
    static const char *const name[] = {
#define X(code, name) name,
        FACT_MAP(X)
#undef X
    };

    for (size_t i = 0; i < sizeof name / sizeof name[0]; i++) {
        if (slice_is(word, name[i])) {
            *kind = (enum fact_kind)i;
            return true;
        }
    }
    return false;
}

static struct slice key_of(struct buf *key, const char *place,
                           struct slice name)
{
    buf_clear(key);
    buf_add_str(key, place);
    buf_add_char(key, ' ');
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        buf_add_char(key, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
    }
    return buf_slice(key);
}

static bool read_row(struct fact_table *table, size_t *cap, struct err *err)
{
    const struct slice *field = table->table.field;
    struct fact_name row = {0};
    struct buf key = {0};
    struct slice kept;

    if (!read_kind(field[2], &row.kind)) {
        return tsv_fail(&table->table, err, "no such fact", field[2]);
    }
    if (field[3].len != 1 || field[3].ptr[0] < '1' || field[3].ptr[0] > '9') {
        return tsv_fail(&table->table, err, "a weight is 1 to 9, not",
                        field[3]);
    }
    row.weight = field[3].ptr[0] - '0';
    buf_printf(&key, "%.*s %.*s", (int)field[0].len, field[0].ptr,
               (int)field[1].len, field[1].ptr);
    row.source = arena_copy(&table->arena, buf_slice(&key)).ptr;
    kept = arena_copy(
        &table->arena,
        key_of(&key, arena_copy(&table->arena, field[0]).ptr, field[1]));
    MEM_GROW(table->item, table->len, *cap);
    table->item[table->len++] = row;
    *map_put(&table->name, kept, NULL) = table->len;
    buf_release(&key);
    return true;
}

bool fact_table_open(struct fact_table *table, const char *data_dir,
                     struct err *err)
{
    struct buf path = {0};
    size_t cap = 0;
    bool ok;

    *table = (struct fact_table){0};
    buf_printf(&path, "%s/page/html-facts.tsv", data_dir);
    ok = tsv_open(&table->table, path.ptr, "place name fact weight", err);
    buf_release(&path);
    while (ok && tsv_next(&table->table, err)) {
        ok = read_row(table, &cap, err);
    }
    if (!ok || err->code != ERR_NONE) {
        fact_table_release(table);
        return false;
    }
    return true;
}

void fact_table_release(struct fact_table *table)
{
    tsv_release(&table->table);
    map_release(&table->name);
    arena_release(&table->arena);
    free(table->item);
    *table = (struct fact_table){0};
}

const struct fact_name *fact_table_find(const struct fact_table *table,
                                        const char *place, struct slice name)
{
    struct buf key = {0};
    const uintptr_t *at;

    if (name.len == 0 || name.len > 64) {
        return NULL;
    }
    at = map_get(&table->name, key_of(&key, place, name));
    buf_release(&key);
    return at != NULL ? &table->item[*at - 1] : NULL;
}

/* --- a page's facts --- */

void facts_add(struct facts *facts, const struct fact_name *name,
               struct slice value, struct arena *arena)
{
    struct buf clean = {0};

    if (facts->len >= FACTS ||
        (value.len > VALUE_BYTES && name->kind != FACT_BODY)) {
        return;
    }
    text_collapse(&clean, slice_trim(value));
    value = slice_trim(buf_slice(&clean));
    if (value.len != 0) {
        MEM_GROW(facts->item, facts->len, facts->cap);
        facts->item[facts->len++] = (struct fact){
            name->kind, name->weight, arena_copy(arena, value), name->source};
    }
    buf_release(&clean);
}

static void read_meta(struct facts *facts, const lxb_dom_node_t *node,
                      const struct fact_table *table, struct arena *arena)
{
    static const char *const attr[] = {"name", "property", "itemprop",
                                       "http-equiv"};

    for (size_t i = 0; i < sizeof attr / sizeof attr[0]; i++) {
        const struct fact_name *name =
            fact_table_find(table, "meta", node_attr(node, attr[i]));

        if (name != NULL) {
            facts_add(facts, name, node_attr(node, "content"), arena);
            return;
        }
    }
}

static void read_script(struct facts *facts, const lxb_dom_node_t *node,
                        const struct fact_table *table, struct arena *arena)
{
    struct slice type = node_attr(node, "type");

    if (slice_starts(type, "application/ld+json") &&
        node->first_child != NULL) {
        struct slice text = node_text(node->first_child);

        if (text.len < BODY_BYTES) {
            jsonld_read(facts, text, table, arena);
        }
    }
}

/* An element of the body that bears itemprop: its datetime or its text. */
static void read_item(struct facts *facts, lxb_dom_node_t *node,
                      const struct fact_table *table, struct arena *arena)
{
    const struct fact_name *name =
        fact_table_find(table, "itemprop", node_attr(node, "itemprop"));
    struct slice value = {0};
    struct buf text = {0};

    if (name == NULL) {
        return;
    }
    value = node_attr(node, "datetime");
    if (value.len == 0) {
        value = node_attr(node, "content");
    }
    if (value.len == 0) {
        node_read(node, &text);
        value = buf_slice(&text);
    }
    facts_add(facts, name, value, arena);
    buf_release(&text);
}

static void read_node(struct facts *facts, lxb_dom_node_t *node,
                      const struct fact_table *table, struct arena *arena,
                      bool items)
{
    switch (node_tag(node)) {
    case LXB_TAG__UNDEF: break;
    case LXB_TAG_META: read_meta(facts, node, table, arena); break;
    case LXB_TAG_SCRIPT: read_script(facts, node, table, arena); break;
    case LXB_TAG_LINK: {
        const struct fact_name *name =
            fact_table_find(table, "link", node_attr(node, "rel"));

        if (name != NULL) {
            facts_add(facts, name, node_attr(node, "href"), arena);
        }
        break;
    }
    case LXB_TAG_TITLE: {
        const struct fact_name *name =
            fact_table_find(table, "tag", SLICE("title"));

        if (name != NULL && node->first_child != NULL) {
            facts_add(facts, name, node_text(node->first_child), arena);
        }
        break;
    }
    case LXB_TAG_HTML: break;
    default:
        if (items && ((const lxb_dom_element_t *)node)->first_attr != NULL) {
            read_item(facts, node, table, arena);
        }
        break;
    }
}

void facts_read(struct facts *facts, const struct tree *tree,
                const struct fact_table *table, struct arena *arena)
{
    lxb_dom_node_t *root = lxb_dom_interface_node(tree->document);
    const struct fact_name *language =
        fact_table_find(table, "tag", SLICE("lang"));

    bool items = tree_has_attr(tree, "itemprop");

    *facts = (struct facts){0};
    for (lxb_dom_node_t *at = root->first_child; at != NULL;
         at = node_next(at, root)) {
        if (at->type == LXB_DOM_NODE_TYPE_ELEMENT) {
            read_node(facts, at, table, arena, items);
        }
    }
    if (language != NULL && tree->body->parent != NULL) {
        facts_add(facts, language, node_attr(tree->body->parent, "lang"),
                  arena);
    }
}

void facts_release(struct facts *facts)
{
    free(facts->item);
    *facts = (struct facts){0};
}

const struct fact *facts_best(const struct facts *facts, enum fact_kind kind)
{
    const struct fact *best = NULL;

    for (size_t i = 0; i < facts->len; i++) {
        const struct fact *fact = &facts->item[i];

        if (fact->kind == kind &&
            (best == NULL || fact->weight > best->weight)) {
            best = fact;
        }
    }
    return best;
}
