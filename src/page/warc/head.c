#include "page/warc/head.h"

#include "base/caps.h"

#include <strings.h>

/* The line at `at`, without its end; `*next` is where the next begins. */
static struct slice line_at(struct slice bytes, size_t at, size_t *next)
{
    const char *end = memchr(bytes.ptr + at, '\n', bytes.len - at);
    struct slice line = {bytes.ptr + at, bytes.len - at};

    *next = bytes.len;
    if (end != NULL) {
        line.len = (size_t)(end - line.ptr);
        *next = at + line.len + 1;
    }
    if (line.len != 0 && line.ptr[line.len - 1] == '\r') {
        line.len--;
    }
    return line;
}

bool head_read(struct head *head, struct slice bytes)
{
    size_t at = 0;
    size_t next;

    bytes.len = bytes.len < CAP_HEAD_BYTES ? bytes.len : CAP_HEAD_BYTES;
    if (bytes.len == 0) {
        return false;
    }
    head->first = line_at(bytes, 0, &at);
    head->lines.ptr = bytes.ptr + at;
    while (at < bytes.len) {
        struct slice line = line_at(bytes, at, &next);

        if (line.len == 0) {
            head->lines.len = (size_t)(bytes.ptr + at - head->lines.ptr);
            head->len = next;
            return true;
        }
        at = next;
    }
    return false;
}

struct slice head_get(const struct head *head, const char *name)
{
    size_t len = strlen(name);
    size_t at = 0;

    while (at < head->lines.len) {
        struct slice line = line_at(head->lines, at, &at);

        if (line.len > len && line.ptr[len] == ':' &&
            strncasecmp(line.ptr, name, len) == 0) {
            return slice_trim(
                (struct slice){line.ptr + len + 1, line.len - len - 1});
        }
    }
    return (struct slice){0};
}

bool head_number(struct slice text, size_t *number)
{
    enum { DIGITS = 15 };
    size_t value = 0;

    if (text.len == 0 || text.len > DIGITS) {
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') {
            return false;
        }
        value = value * 10 + (size_t)(text.ptr[i] - '0');
    }
    *number = value;
    return true;
}

struct slice head_parameter(struct slice value, const char *name)
{
    size_t len = strlen(name);

    for (size_t i = 0; i + len < value.len; i++) {
        struct slice found = {value.ptr + i + len + 1, value.len - i - len - 1};

        if (value.ptr[i + len] != '=' ||
            strncasecmp(value.ptr + i, name, len) != 0 ||
            (i != 0 && strchr("; \t,", value.ptr[i - 1]) == NULL)) {
            continue;
        }
        found.len = slice_find(found, SLICE(";"));
        found = slice_trim(found);
        if (found.len >= 2 && found.ptr[0] == '"' &&
            found.ptr[found.len - 1] == '"') {
            found = (struct slice){found.ptr + 1, found.len - 2};
        }
        return found;
    }
    return (struct slice){0};
}

bool head_begins(struct slice value, const char *word)
{
    size_t len = strlen(word);

    return value.len >= len && strncasecmp(value.ptr, word, len) == 0;
}
