/*
 * feed_items - read feeds and print what they say, one JSON object a feed.
 *
 *     feed_items FILE... >OUT
 *
 * Texts that may hold markup are given as they are and as they are read.
 * eval/page/feeds.py scores them.
 */
#include "base/caps.h"
#include "base/file.h"
#include "base/json.h"
#include "page/feed/feed.h"
#include "page/markup.h"
#include "page/moment.h"

#include <stdio.h>

struct printing {
    struct json json;
    struct arena arena;
    bool broken;
};

static void write_entry(struct printing *printing,
                        const struct feed_entry *entry)
{
    struct json *json = &printing->json;
    char day[16];

    json_open(json, '{');
    for (enum feed_field i = 0; i < FEED_FIELDS; i++) {
        json_key_slice(json, feed_field_name(i), entry->field[i]);
    }
    json_key_slice(json, "summary_text",
                   markup_text(&printing->arena, entry->field[FEED_SUMMARY]));
    json_key_slice(json, "content_text",
                   markup_text(&printing->arena, entry->field[FEED_CONTENT]));
    json_key_str(json, "published_day",
                 date_format(moment_read(entry->field[FEED_PUBLISHED]), day));
    json_key_str(json, "modified_day",
                 date_format(moment_read(entry->field[FEED_MODIFIED]), day));
    json_close(json, '}');
}

static bool item(void *user, const struct feed_entry *entry,
                 struct slice source, const struct feed_entry *feed)
{
    (void)source;
    (void)feed;
    write_entry(user, entry);
    return true;
}

static void broken(void *user, const struct err *why)
{
    struct printing *printing = user;

    (void)why;
    printing->broken = true;
}

static void print_feed(const char *path)
{
    struct buf bytes = {0};
    struct buf out = {0};
    struct printing printing = {.json = {.out = &out}};
    struct json *json = &printing.json;
    const struct feed_sink sink = {&printing, item, broken};
    struct feed_entry feed = {0};
    struct err err = {0};
    bool ok = file_read(path, CAP_INPUT_BYTES, &bytes, &err);

    json_open(json, '{');
    json_key_str(json, "input", path);
    json_key_bool(json, "is_feed", ok && feed_is(buf_slice(&bytes)));
    json_key(json, "entries");
    json_open(json, '[');
    ok = ok && feed_read(slice_of(path), buf_slice(&bytes), &sink, &feed,
                         &printing.arena, &err);
    json_close(json, ']');
    json_key(json, "feed");
    write_entry(&printing, &feed);
    json_key_bool(json, "broken", printing.broken);
    json_key_str(json, "error", ok ? NULL : err.text);
    json_close(json, '}');
    (void)puts(out.ptr);
    arena_release(&printing.arena);
    buf_release(&out);
    buf_release(&bytes);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        print_feed(argv[i]);
    }
    return 0;
}
