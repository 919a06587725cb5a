#include "lore/keys.h"

#include "base/mem.h"

#include <stdlib.h>

/* About one entry a bucket with the general tables. */
enum { BUCKET_BITS = 16, BUCKETS = 1 << BUCKET_BITS };

/* FNV-1a with a last stir, so that the upper bits are good ones. */
static uint64_t hash_of(struct slice key)
{
    uint64_t hash = 0xcbf29ce484222325U;

    for (size_t i = 0; i < key.len; i++) {
        hash = (hash ^ (unsigned char)key.ptr[i]) * 0x100000001b3U;
    }
    hash ^= hash >> 29;
    return hash * 0x9E3779B97F4A7C15U;
}

static size_t bucket_of(uint64_t hash)
{
    return (size_t)(hash >> (64 - BUCKET_BITS));
}

void keys_add(struct keys *keys, struct slice key, uint32_t value)
{
    MEM_GROW(keys->entry, keys->entries, keys->entry_cap);
    keys->entry[keys->entries++] = (struct key_entry){hash_of(key), value};
}

void keys_sort(struct keys *keys)
{
    uint32_t *bucket = mem_alloc(BUCKETS + 1, sizeof *bucket);
    struct key_entry *sorted = mem_alloc(keys->entries, sizeof *sorted);

    for (size_t i = 0; i < keys->entries; i++) {
        bucket[bucket_of(keys->entry[i].hash) + 1]++;
    }
    for (size_t i = 1; i <= BUCKETS; i++) {
        bucket[i] += bucket[i - 1];
    }
    for (size_t i = keys->entries; i-- > 0;) {
        size_t at = bucket_of(keys->entry[i].hash) + 1;

        sorted[--bucket[at]] = keys->entry[i];
    }
    memmove(bucket, bucket + 1, BUCKETS * sizeof *bucket);
    bucket[BUCKETS] = (uint32_t)keys->entries;
    free(keys->entry);
    keys->entry = sorted;
    keys->bucket = bucket;
}

const struct key_entry *keys_next(const struct keys *keys, struct slice key,
                                  const struct key_entry *before)
{
    uint64_t hash = hash_of(key);
    const struct key_entry *at;
    const struct key_entry *end;

    if (keys->bucket == NULL) {
        return NULL;
    }
    end = keys->entry + keys->bucket[bucket_of(hash) + 1];
    at = before != NULL ? before + 1
                        : keys->entry + keys->bucket[bucket_of(hash)];
    while (at < end && at->hash != hash) {
        at++;
    }
    return at < end ? at : NULL;
}

void keys_release(struct keys *keys)
{
    free(keys->entry);
    free(keys->bucket);
    *keys = (struct keys){0};
}
