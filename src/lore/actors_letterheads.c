/* The web addresses of governments and organisations. */
#include "lore/actors_parts.h"

enum { HOST_BYTES = 256 };

bool row_letterhead(struct actors *actors, const struct tsv *tsv,
                    struct err *err)
{
    struct actor_entry *entry = actor_in(actors, tsv, 1, err);
    struct slice host = tsv->field[0];
    bool added;
    uintptr_t *place;

    if (entry == NULL) {
        return false;
    }
    place =
        map_put(&actors->letterhead, arena_copy(&actors->arena, host), &added);
    *place = (uintptr_t)entry;
    return added || tsv_fail(tsv, err, "stands twice:", host);
}

/* The host of an address, without its port. */
static struct slice host_of(struct slice url)
{
    size_t start = slice_find(url, SLICE("//"));
    struct slice host = {NULL, 0};

    if (url.ptr == NULL || start + 2 >= url.len) {
        return host;
    }
    host = (struct slice){url.ptr + start + 2, 0};
    while (host.ptr + host.len < url.ptr + url.len &&
           strchr("/:?#", host.ptr[host.len]) == NULL) {
        host.len++;
    }
    return host;
}

const struct actor *actors_of_address(const struct actors *actors,
                                      struct slice url)
{
    struct slice host = host_of(url);
    char low[HOST_BYTES];

    if (host.len == 0 || host.len > sizeof low) {
        return NULL;
    }
    for (size_t i = 0; i < host.len; i++) {
        char byte = host.ptr[i];

        low[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
    }
    for (size_t at = 0; at < host.len; at++) {
        const uintptr_t *place =
            at == 0 || low[at - 1] == '.'
                ? map_get(&actors->letterhead,
                          (struct slice){low + at, host.len - at})
                : NULL;

        if (place != NULL) {
            return &((const struct actor_entry *)*place)->actor;
        }
    }
    return NULL;
}
