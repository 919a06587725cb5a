/* read.c - the records of an archive, one by one. */
#include "base/buf.h"
#include "base/caps.h"
#include "page/unpack.h"
#include "page/warc/head.h"
#include "page/warc/warc.h"

enum { START = 16 };

struct walk {
    const struct warc_sink *sink;
    size_t *count;
    size_t tries; /* to find a record behind a broken one */
    bool arc;
    bool stopped;
};

static void tell_broken(struct walk *walk, const char *what)
{
    struct err why = {0};

    (void)err_set(&why, ERR_SYNTAX, "%s", what);
    walk->tries++;
    walk->sink->broken(walk->sink->user, ++*walk->count, &why);
}

static bool starts_record(struct slice bytes, bool arc)
{
    return slice_starts(bytes, "WARC/") ||
           (arc && (slice_starts(bytes, "http") ||
                    slice_starts(bytes, "filedesc://") ||
                    slice_starts(bytes, "dns:")));
}

/* Where the next line starts a record, from byte `at` on; the end if none
 * does. */
static size_t next_record(struct slice bytes, size_t at, bool arc)
{
    while (at < bytes.len) {
        const char *line = memchr(bytes.ptr + at, '\n', bytes.len - at);

        if (line == NULL) {
            break;
        }
        at = (size_t)(line - bytes.ptr) + 1;
        if (starts_record((struct slice){bytes.ptr + at, bytes.len - at},
                          arc)) {
            return at;
        }
    }
    return bytes.len;
}

static struct slice address(struct slice written)
{
    return written.len >= 2 && written.ptr[0] == '<' &&
                   written.ptr[written.len - 1] == '>'
               ? (struct slice){written.ptr + 1, written.len - 2}
               : written;
}

static void give(struct walk *walk, struct warc_record *record)
{
    record->number = ++*walk->count;
    if (!walk->sink->record(walk->sink->user, record) ||
        *walk->count >= CAP_ARCHIVE_RECORDS) {
        walk->stopped = true;
    }
}

/* What `rest` begins with, its block cut to what is there; `*len` becomes the
 * length that it should have.  False if it makes no sense. */
static bool read_warc(struct slice rest, struct warc_record *record,
                      size_t *len)
{
    struct head head;
    size_t size;

    if (!head_read(&head, rest) ||
        !head_number(head_get(&head, "Content-Length"), &size)) {
        return false;
    }
    *record = (struct warc_record){
        .type = head_get(&head, "WARC-Type"),
        .url = address(head_get(&head, "WARC-Target-URI")),
        .date = head_get(&head, "WARC-Date"),
        .media = head_get(&head, "Content-Type"),
        .profile = head_get(&head, "WARC-Profile"),
        .block = {rest.ptr + head.len, rest.len - head.len},
    };
    *len = head.len + size;
    if (size < record->block.len) {
        record->block.len = size;
    }
    return true;
}

/* The last word of `line`, cut off it. */
static struct slice last_word(struct slice *line)
{
    struct slice word = slice_trim(*line);
    size_t at = word.len;

    while (at > 0 && word.ptr[at - 1] != ' ') {
        at--;
    }
    *line = (struct slice){word.ptr, at};
    return (struct slice){word.ptr + at, word.len - at};
}

/* ARC 1: "URL IP-address date media-type length", then the block.  Addresses
 * may hold blanks. */
static bool read_arc(struct slice rest, struct warc_record *record, size_t *len)
{
    const char *end = memchr(rest.ptr, '\n', rest.len);
    struct slice line = {rest.ptr, end != NULL ? (size_t)(end - rest.ptr) : 0};
    size_t head = line.len + 1;
    struct slice length = last_word(&line);
    struct slice media = last_word(&line);
    struct slice date = last_word(&line);
    size_t size;

    if (end == NULL || head > CAP_HEAD_BYTES || !head_number(length, &size)) {
        return false;
    }
    (void)last_word(&line);
    *record = (struct warc_record){
        .type = slice_starts(line, "filedesc:") ? SLICE("warcinfo")
                                                : SLICE("response"),
        .url = slice_trim(line),
        .date = date,
        .media = slice_starts(line, "http") ? SLICE("application/http") : media,
        .block = {rest.ptr + head, rest.len - head},
    };
    *len = head + size;
    if (size < record->block.len) {
        record->block.len = size;
    }
    return true;
}

/* One record at the start of `rest`; returns how far to go on. */
static size_t take_record(struct walk *walk, struct slice rest)
{
    struct warc_record record;
    size_t len = 0;
    bool warc = slice_starts(rest, "WARC/");

    if (!(warc ? read_warc(rest, &record, &len)
               : read_arc(rest, &record, &len))) {
        tell_broken(walk, "a record whose head cannot be read");
        return next_record(rest, 1, walk->arc);
    }
    if (len > rest.len) {
        /* Its length lies, or the archive is cut off here. */
        size_t next = next_record(rest, 1, walk->arc);
        size_t head = (size_t)(record.block.ptr - rest.ptr);

        record.missing = len - next;
        record.block.len = next > head ? next - head : 0;
        give(walk, &record);
        return next;
    }
    give(walk, &record);
    return len;
}

static void walk_plain(struct walk *walk, struct slice bytes)
{
    while (!walk->stopped && walk->tries < CAP_ARCHIVE_TRIES) {
        while (bytes.len != 0 &&
               (slice_blank(bytes.ptr[0]) || bytes.ptr[0] == '\0')) {
            bytes.ptr++;
            bytes.len--;
        }
        if (bytes.len == 0) {
            return;
        }
        if (starts_record(bytes, walk->arc)) {
            size_t len = take_record(walk, bytes);

            bytes = (struct slice){bytes.ptr + len, bytes.len - len};
        } else {
            size_t at = next_record(bytes, 0, walk->arc);

            tell_broken(walk, "bytes that belong to no record");
            bytes = (struct slice){bytes.ptr + at, bytes.len - at};
        }
    }
}

static bool is_arc(struct slice bytes)
{
    return slice_starts(bytes, "filedesc://");
}

/* Where the next member begins that unpacks to a record. */
static size_t next_member(const struct walk *walk, struct slice bytes)
{
    static const struct slice magic = {"\x1f\x8b\x08", 3};

    for (size_t at = 1; at < bytes.len; at++) {
        struct slice rest = {bytes.ptr + at, bytes.len - at};
        char start[START];
        size_t made;

        at += slice_find(rest, magic);
        rest = (struct slice){bytes.ptr + at, bytes.len - at};
        made = unpack_start(PACKED_GZIP, rest, start, START);
        if (made != 0 &&
            starts_record((struct slice){start, made}, walk->arc)) {
            return at;
        }
    }
    return bytes.len;
}

/* One member or frame; returns how far to go on. */
static size_t take_member(struct walk *walk, enum packing packing,
                          struct slice bytes, struct slice dictionary)
{
    struct buf out = {0};
    struct err why = {0};
    size_t used = 0;

    if (!unpack_one(packing, bytes, dictionary, &out, &used, &why)) {
        walk->tries++;
        if (out.len == 0 || why.code == ERR_LIMIT) {
            tell_broken(walk, why.text);
            buf_clear(&out);
        }
        used = used != 0 ? used : next_member(walk, bytes);
    }
    walk->arc = walk->arc || is_arc(buf_slice(&out));
    if (out.len != 0) {
        walk_plain(walk, buf_slice(&out));
    }
    buf_release(&out);
    return used;
}

/* The dictionary in front of all frames may be packed itself. */
static bool read_dictionary(struct slice content, struct buf *dictionary,
                            struct err *err)
{
    size_t used;

    return unpack_one(packing_of(content), content, (struct slice){0},
                      dictionary, &used, err);
}

static bool walk_packed(struct walk *walk, enum packing packing,
                        struct slice bytes, struct err *err)
{
    struct buf dictionary = {0};
    bool ok = true;

    while (ok && bytes.len != 0 && !walk->stopped &&
           walk->tries < CAP_ARCHIVE_TRIES) {
        struct slice content;
        size_t used =
            packing == PACKED_ZSTD ? unpack_skippable(bytes, &content) : 0;

        if (used != 0) {
            if (*walk->count == 0 && dictionary.len == 0 &&
                slice_starts(bytes, "\x5d")) {
                ok = read_dictionary(content, &dictionary, err);
            }
        } else if (packing_of(bytes) == packing) {
            used = take_member(walk, packing, bytes, buf_slice(&dictionary));
        } else {
            used =
                packing == PACKED_GZIP ? next_member(walk, bytes) : bytes.len;
        }
        bytes = (struct slice){bytes.ptr + used, bytes.len - used};
        if (used == 0) {
            break;
        }
    }
    buf_release(&dictionary);
    return ok;
}

bool warc_read(struct slice bytes, const struct warc_sink *sink, size_t *count,
               struct err *err)
{
    struct walk walk = {.sink = sink, .count = count};
    enum packing packing = packing_of(bytes);

    if (packing != PACKED_NOT) {
        return walk_packed(&walk, packing, bytes, err);
    }
    walk.arc = is_arc(bytes);
    walk_plain(&walk, bytes);
    return true;
}

/* A dictionary's frame in front of zstd hides what follows; nothing but
 * archives has one. */
static bool has_dictionary(struct slice bytes)
{
    return bytes.len >= 4 && memcmp(bytes.ptr, "\x5d\x2a\x4d\x18", 4) == 0;
}

bool warc_is(struct slice bytes)
{
    enum packing packing = packing_of(bytes);
    char start[START];

    if (packing != PACKED_NOT) {
        size_t made;

        if (has_dictionary(bytes)) {
            return true;
        }
        made = unpack_start(packing, bytes, start, START);
        bytes = (struct slice){start, made};
    }
    return slice_starts(bytes, "WARC/") || is_arc(bytes);
}
