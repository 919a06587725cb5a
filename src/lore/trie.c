#include "lore/trie.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { ATOM_BYTES = 64, FIRST_EDGES = 256, MAX_CHOICES = 256 };

/* One atom as it is stored and compared. */
struct atom {
    char text[ATOM_BYTES];
    size_t len; /* 0: a blank or dash, which is passed over */
};

static bool is_word_byte(unsigned char byte)
{
    return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
           (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* A character that is not ASCII: what it counts as, 0 for a letter. */
static char plain_form(uint32_t point)
{
    if (point == 0x2018 || point == 0x2019 || point == 0x02BC) {
        return '\'';
    }
    if (point == 0xA0 || point == 0x00AD || point == 0x202F ||
        (point >= 0x2010 && point <= 0x2015)) {
        return '-';
    }
    if ((point >= 0x2000 && point <= 0x206F) || point == 0xAB ||
        point == 0xBB) {
        return '"';
    }
    return 0;
}

/* Whether a run of letters goes on at `at`; `*len` is the character's. */
static bool run_goes_on(struct slice text, size_t at, size_t *len)
{
    *len = 1;
    if ((unsigned char)text.ptr[at] < 0x80) {
        return is_word_byte((unsigned char)text.ptr[at]);
    }
    return plain_form(utf8_decode(text, at, len)) == 0;
}

static char small(char byte)
{
    if (byte >= 'A' && byte <= 'Z') {
        byte |= 0x20;
    }
    return byte;
}

/* Read the atom at `*at` and step over it; false if it is too long for any
 * key. */
static bool next_atom(struct slice text, size_t *at, bool any_case,
                      struct atom *atom)
{
    size_t start = *at;
    size_t len;

    atom->len = 0;
    if (!run_goes_on(text, *at, &len)) {
        char byte = text.ptr[*at];

        if (len > 1) {
            byte = plain_form(utf8_decode(text, *at, &len));
        }
        *at += len;
        if (byte != '-' && byte != ' ') {
            atom->text[atom->len++] = byte;
        }
        return true;
    }
    while (*at < text.len && run_goes_on(text, *at, &len)) {
        *at += len;
    }
    if (*at - start > ATOM_BYTES) {
        return false;
    }
    for (size_t i = start; i < *at; i++) {
        char byte = text.ptr[i];

        if (any_case) {
            byte = small(byte);
        }
        atom->text[atom->len++] = byte;
    }
    return true;
}

static size_t edge_slot(const struct trie *trie, uint64_t key)
{
    size_t at = (size_t)((key * 0x9E3779B97F4A7C15U) >> 32);

    for (;; at++) {
        at &= trie->edge_cap - 1;
        if (trie->edge[at].key == key || trie->edge[at].key == 0) {
            return at;
        }
    }
}

static void grow_edges(struct trie *trie)
{
    struct trie_edge *old = trie->edge;
    size_t old_cap = trie->edge_cap;

    trie->edge_cap = old_cap != 0 ? 2 * old_cap : FIRST_EDGES;
    trie->edge = mem_alloc(trie->edge_cap, sizeof *trie->edge);
    for (size_t i = 0; i < old_cap; i++) {
        if (old[i].key != 0) {
            trie->edge[edge_slot(trie, old[i].key)] = old[i];
        }
    }
    free(old);
}

static uint32_t add_node(struct trie *trie)
{
    MEM_GROW(trie->value, trie->nodes, trie->node_cap);
    trie->value[trie->nodes] = 0;
    return (uint32_t)trie->nodes++;
}

static uint64_t edge_key(uint32_t node, uintptr_t atom)
{
    return (uint64_t)node << 32 | (uint32_t)atom;
}

/* The node behind `node` by `atom`, made if it is not there. */
static uint32_t put_edge(struct trie *trie, uint32_t node,
                         const struct atom *atom)
{
    struct slice text = {atom->text, atom->len};
    uintptr_t *number = map_get(&trie->atom, text);
    struct trie_edge *edge;

    if (number == NULL) {
        number = map_put(&trie->atom, arena_copy(&trie->strings, text), NULL);
        *number = trie->atom.len;
    }
    if (2 * (trie->edges + 1) > trie->edge_cap) {
        grow_edges(trie);
    }
    edge = &trie->edge[edge_slot(trie, edge_key(node, *number))];
    if (edge->key == 0) {
        edge->key = edge_key(node, *number);
        edge->node = add_node(trie);
        trie->edges++;
    }
    return edge->node;
}

uint32_t *trie_put(struct trie *trie, struct slice key)
{
    uint32_t node = 0;
    struct atom atom;

    if (trie->nodes == 0) {
        (void)add_node(trie);
    }
    for (size_t at = 0; at < key.len;) {
        if (!next_atom(key, &at, trie->any_case, &atom)) {
            return NULL;
        }
        if (atom.len != 0) {
            node = put_edge(trie, node, &atom);
        }
    }
    return node != 0 ? &trie->value[node] : NULL;
}

/* The word of `key` that starts at `at`, up to a blank. */
static struct slice word_at(struct slice key, size_t at)
{
    size_t end = at;

    while (end < key.len && key.ptr[end] != ' ') {
        end++;
    }
    return (struct slice){key.ptr + at, end - at};
}

/* How many choices a word has, and the `n`th of them. */
static size_t choice(struct slice word, size_t n, struct slice *out)
{
    size_t count = 0;
    size_t start = 0;

    for (size_t i = 0; i <= word.len; i++) {
        if (i == word.len || word.ptr[i] == '|') {
            if (count++ == n) {
                *out = (struct slice){word.ptr + start, i - start};
            }
            start = i + 1;
        }
    }
    return count;
}

/* The `n`th reading of `key` as plain words in `out`; the number of readings.
 */
static size_t reading(struct slice key, size_t n, struct buf *out)
{
    size_t count = 1;

    buf_clear(out);
    for (size_t at = 0; at < key.len;) {
        struct slice word = word_at(key, at);
        struct slice chosen = {0};
        size_t choices = choice(word, SIZE_MAX, &chosen);

        (void)choice(word, n / count % choices, &chosen);
        count *= choices;
        buf_add_slice(out, chosen);
        buf_add_char(out, ' ');
        at += word.len + 1;
    }
    return count;
}

bool trie_put_choices(struct trie *trie, struct slice key, uint32_t value)
{
    struct buf words = {0};
    size_t count = reading(key, 0, &words);
    bool ok = count <= MAX_CHOICES;

    for (size_t i = 0; ok && i < count; i++) {
        uint32_t *place;

        (void)reading(key, i, &words);
        place = trie_put(trie, buf_slice(&words));
        if (place != NULL) {
            *place = value;
        }
    }
    buf_release(&words);
    return ok;
}

/* The node behind `node` by `atom`, 0 if there is none. */
static uint32_t get_edge(const struct trie *trie, uint32_t node,
                         const struct atom *atom)
{
    struct slice text = {atom->text, atom->len};
    const uintptr_t *number = map_get(&trie->atom, text);

    if (number == NULL) {
        return 0;
    }
    return trie->edge[edge_slot(trie, edge_key(node, *number))].node;
}

/* Go from `*node` by the atoms of one word; false if no key goes on so.
 * `*ends` tells whether a key may end here: not at a dash. */
static bool walk_word(const struct trie *trie, struct slice word,
                      uint32_t *node, bool *ends)
{
    struct atom atom;

    *ends = false;
    for (size_t at = 0; at < word.len;) {
        if (!next_atom(word, &at, trie->any_case, &atom)) {
            return false;
        }
        *ends = atom.len != 0;
        if (atom.len != 0) {
            *node = get_edge(trie, *node, &atom);
        }
        if (*node == 0) {
            return false; /* also where a name would start with a dash */
        }
    }
    return true;
}

uint32_t trie_find(const struct trie *trie, const struct slice *word,
                   size_t words, size_t *used)
{
    uint32_t best = 0;
    uint32_t node = 0;
    bool ends;

    *used = 0;
    for (size_t i = 0; i < words && trie->edge_cap != 0; i++) {
        if (!walk_word(trie, word[i], &node, &ends)) {
            break;
        }
        if (ends && trie->value[node] != 0) {
            best = trie->value[node];
            *used = i + 1;
        }
    }
    return best;
}

void trie_release(struct trie *trie)
{
    arena_release(&trie->strings);
    map_release(&trie->atom);
    free(trie->edge);
    free(trie->value);
    *trie = (struct trie){0};
}
