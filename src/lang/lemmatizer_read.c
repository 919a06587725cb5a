#include "base/mem.h"
#include "lang/lemmatizer_int.h"
#include "model/msgpack.h"

#include <stdlib.h>

static struct lemma_table *table_of(struct lemmatizer *lemmatizer, uint64_t pos)
{
    for (size_t i = 0; i < lemmatizer->tables; i++) {
        if (lemmatizer->table[i].pos == pos) {
            return &lemmatizer->table[i];
        }
    }
    if (lemmatizer->tables == LEMMA_TABLES) {
        return NULL;
    }
    lemmatizer->table[lemmatizer->tables].pos = pos;
    return &lemmatizer->table[lemmatizer->tables++];
}

/* [[from, to], ...] */
static bool read_rules(struct lemmatizer *lemmatizer, struct lemma_table *table,
                       struct msgpack *in)
{
    size_t count;

    if (!msgpack_array(in, &count)) {
        return false;
    }
    table->rule = arena_alloc(&lemmatizer->arena, count, sizeof *table->rule);
    for (size_t i = 0; i < count; i++) {
        size_t at = in->base + in->at;
        size_t pair;

        if (!msgpack_array(in, &pair)) {
            return false;
        }
        if (pair != 2) {
            return msgpack_fail(in, at, "a rule needs two endings");
        }
        if (!msgpack_str(in, &table->rule[i].from) ||
            !msgpack_str(in, &table->rule[i].to)) {
            return false;
        }
    }
    table->rules = count;
    return true;
}

/* {form: [lemma, ...], ...} */
static bool read_exceptions(struct lemmatizer *lemmatizer,
                            struct lemma_table *table, struct msgpack *in)
{
    size_t count;

    if (!msgpack_map(in, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct lemma_list *list =
            arena_alloc(&lemmatizer->arena, 1, sizeof *list);
        struct slice form;

        if (!msgpack_str(in, &form) || !msgpack_array(in, &list->len)) {
            return false;
        }
        list->form =
            arena_alloc(&lemmatizer->arena, list->len, sizeof *list->form);
        for (size_t k = 0; k < list->len; k++) {
            if (!msgpack_str(in, &list->form[k])) {
                return false;
            }
        }
        *map_put(&table->exceptions, form, NULL) = (uintptr_t)list;
    }
    return true;
}

/* [form, ...] */
static bool read_index(struct lemmatizer *lemmatizer, struct lemma_table *table,
                       struct msgpack *in)
{
    size_t count;

    (void)lemmatizer;
    if (!msgpack_array(in, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct slice form;

        if (!msgpack_str(in, &form)) {
            return false;
        }
        map_put(&table->index, form, NULL);
    }
    return true;
}

typedef bool (*reader_fn)(struct lemmatizer *lemmatizer,
                          struct lemma_table *table, struct msgpack *in);

/* A map from part of speech to what `reader` reads. */
static bool read_by_pos(struct lemmatizer *lemmatizer, struct msgpack *in,
                        reader_fn reader)
{
    size_t count;

    if (!msgpack_map(in, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t at = in->base + in->at;
        struct lemma_table *table;
        uint64_t pos;

        if (!msgpack_uint(in, &pos)) {
            return false;
        }
        table = table_of(lemmatizer, pos);
        if (table == NULL) {
            return msgpack_fail(in, at, "too many parts of speech");
        }
        if (!reader(lemmatizer, table, in)) {
            return false;
        }
    }
    return true;
}

static bool read_tables(struct lemmatizer *lemmatizer, struct msgpack *in)
{
    static const struct {
        const char *name;
        reader_fn reader;
    } readers[] = {
        {"lemma_rules", read_rules},
        {"lemma_exc", read_exceptions},
        {"lemma_index", read_index},
    };
    enum { READERS = sizeof readers / sizeof *readers };
    unsigned seen = 0;
    size_t count;

    if (!msgpack_map(in, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t at = in->base + in->at;
        struct slice name;
        size_t k = 0;

        if (!msgpack_str(in, &name)) {
            return false;
        }
        while (k < READERS && !slice_is(name, readers[k].name)) {
            k++;
        }
        if (k == READERS) {
            return msgpack_fail(in, at, "unknown table '%.*s'",
                                (int)(name.len < 40 ? name.len : 40), name.ptr);
        }
        if (!read_by_pos(lemmatizer, in, readers[k].reader)) {
            return false;
        }
        seen |= 1U << k;
    }
    if (seen != (1U << READERS) - 1) {
        return msgpack_fail(in, 0,
                            "one of lemma_rules, lemma_exc and "
                            "lemma_index is missing");
    }
    return msgpack_end(in);
}

bool lemmatizer_read(struct lemmatizer **lemmatizer, const struct part *part,
                     bool index_first, struct err *err)
{
    struct lemmatizer *made = mem_alloc(1, sizeof *made);
    struct part copy = *part;
    struct msgpack in;

    copy.bytes = arena_copy(&made->arena, part->bytes);
    made->index_first = index_first;
    in = msgpack_open(&copy, err);
    *lemmatizer = made;
    if (!read_tables(made, &in)) {
        lemmatizer_free(made);
        *lemmatizer = NULL;
        return false;
    }
    return true;
}

void lemmatizer_free(struct lemmatizer *lemmatizer)
{
    if (lemmatizer != NULL) {
        for (size_t i = 0; i < lemmatizer->tables; i++) {
            map_release(&lemmatizer->table[i].exceptions);
            map_release(&lemmatizer->table[i].index);
        }
        arena_release(&lemmatizer->arena);
        free(lemmatizer);
    }
}
