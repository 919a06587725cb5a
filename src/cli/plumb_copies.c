/* plumb_copies.c - JSON lines to families; all are read before one is told. */
#include "base/json.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "cli/items.h"
#include "cli/plumb.h"
#include "copies/index.h"

#include <stdlib.h>

/* One line of the input, in its order. */
struct given {
    char *id;    /* JSON, or NULL: this line is an error */
    char *input; /* of an error */
    char *what;
    size_t number; /* in the index */
};

struct gathering {
    struct copies_index *index;
    struct given *given;
    size_t len;
    size_t cap;
};

static char *copy_of(struct slice text)
{
    return text.ptr != NULL ? mem_copy(text.ptr, text.len) : NULL;
}

static bool gather(void *context, const struct item *item, size_t count,
                   struct err *err)
{
    struct gathering *all = context;

    for (size_t i = 0; i < count; i++) {
        struct given given = {.id = copy_of(item[i].id)};
        struct copies_text text = {.text = item[i].text,
                                   .id = item[i].id,
                                   .address = item[i].url,
                                   .credit = CREDIT_NONE};

        if (item[i].err.code != ERR_NONE) {
            given.input = copy_of(slice_of(item[i].input));
            given.what = copy_of(slice_of(item[i].err.text));
        } else {
            struct slice date = item[i].date;

            date.len = date.len > 10 ? 10 : date.len; /* without a time */
            text.date = date_parse(date);
            given.number = copies_index_count(all->index);
            if (!copies_index_add(all->index, &text, err)) {
                free(given.id);
                return false;
            }
        }
        MEM_GROW(all->given, all->len, all->cap);
        all->given[all->len++] = given;
    }
    return true;
}

static void write_failed(struct plumb *plumb, const struct given *given)
{
    struct json json = {.out = &plumb->sink.out};

    json_open(&json, '{');
    if (given->id != NULL) {
        json_key(&json, "id");
        json_raw(&json, slice_of(given->id));
    }
    json_key_str(&json, "input", given->input);
    json_key_str(&json, "error", given->what);
    json_close(&json, '}');
    plumb->failed++;
}

/* Names a family by its origin's id. */
static void write_family(struct json *json, const char *origin)
{
    char sha256[SHA256_HEX + 1];
    char name[19];

    sha256_hex(slice_of(origin), sha256);
    memcpy(name, "f-", 2);
    memcpy(name + 2, sha256, 16);
    name[18] = '\0';
    json_key_str(json, "family", name);
}

static void write_found(struct plumb *plumb, const struct gathering *all,
                        const struct given *given, char *const *id)
{
    struct json json = {.out = &plumb->sink.out};
    struct copies_found found;

    copies_index_find(all->index, given->number, &found);
    json_open(&json, '{');
    json_key(&json, "id");
    json_raw(&json, slice_of(given->id));
    write_family(&json, id[found.origin]);
    json_key(&json, "copy_of");
    if (found.is_origin) {
        json_none(&json);
    } else {
        json_raw(&json, slice_of(id[found.copy_of]));
    }
    json_key(&json, "share");
    json_num(&json, found.bond.share, 4);
    json_key_str(&json, "kind",
                 found.is_origin ? NULL : copy_kind_name(found.bond.kind));
    json_close(&json, '}');
}

static bool write_all(struct plumb *plumb, const struct gathering *all,
                      struct err *err)
{
    char **id = mem_alloc(copies_index_count(all->index), sizeof *id);
    bool ok = true;

    for (size_t i = 0; i < all->len; i++) {
        if (all->given[i].what == NULL) {
            id[all->given[i].number] = all->given[i].id;
        }
    }
    for (size_t i = 0; ok && i < all->len; i++) {
        if (all->given[i].what != NULL) {
            write_failed(plumb, &all->given[i]);
        } else {
            write_found(plumb, all, &all->given[i], id);
        }
        buf_add_char(&plumb->sink.out, '\n');
        ok = sink_flush(&plumb->sink, err);
    }
    free(id);
    return ok;
}

bool plumb_copies(struct plumb *plumb, struct err *err)
{
    struct gathering all = {
        .index = copies_index_new(flow_copies(plumb->flow), err)};
    bool ok =
        all.index != NULL &&
        items_lines(plumb->args.word, plumb->args.words, gather, &all, err) &&
        write_all(plumb, &all, err);

    for (size_t i = 0; i < all.len; i++) {
        free(all.given[i].id);
        free(all.given[i].input);
        free(all.given[i].what);
    }
    free(all.given);
    copies_index_free(all.index);
    return ok;
}
