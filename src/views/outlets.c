#include "views/outlets.h"

#include "base/map.h"

#include <stdlib.h>

static char lower(char byte)
{
    return (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
}

/* Whether it is an address: dots, and no blanks. */
static bool is_address(struct slice name)
{
    return slice_find(name, SLICE(".")) < name.len &&
           slice_find(name, SLICE(" ")) == name.len;
}

/* Cut the last part off an address; false if there is no dot. */
static bool cut_last(struct slice *address, struct slice *part)
{
    size_t at = address->len;

    while (at > 0 && address->ptr[at - 1] != '.') {
        at--;
    }
    *part = (struct slice){address->ptr + at, address->len - at};
    address->len = at > 0 ? at - 1 : 0;
    return at > 0;
}

/* "thestar" of "www.thestar.com.my": what was registered. */
static struct slice registered(struct slice address)
{
    static const char *const second[] = {"com", "co", "org", "net",
                                         "gov", "ac", "edu"};
    struct slice part;

    (void)cut_last(&address, &part);
    while (cut_last(&address, &part)) {
        bool general = false;

        for (size_t i = 0; i < sizeof second / sizeof second[0]; i++) {
            general = general || slice_is(part, second[i]);
        }
        if (!general) {
            break;
        }
    }
    return part;
}

void outlets_key(struct slice name, struct buf *out)
{
    size_t start = out->len;

    if (is_address(name)) {
        name = registered(name);
    }
    for (size_t i = 0; i < name.len; i++) {
        char byte = lower(name.ptr[i]);

        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
            (unsigned char)byte >= 0x80) {
            buf_add_char(out, byte);
        }
    }
    if (out->len - start > 5 && memcmp(out->ptr + start, "the", 3) == 0) {
        memmove(out->ptr + start, out->ptr + start + 3, out->len - start - 3);
        out->len -= 3;
    }
}

/* How good a spelling is to be shown: a name before capitals before an
 * address. */
static int grade(const char *name)
{
    struct slice text = slice_of(name);

    if (is_address(text)) {
        return 0;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] >= 'a' && text.ptr[i] <= 'z') {
            return 2;
        }
    }
    return 1;
}

static const char *earlier(const char *a, const char *b)
{
    if (a == NULL || b == NULL) {
        return a != NULL ? a : b;
    }
    return strcmp(a, b) <= 0 ? a : b;
}

static const char *later(const char *a, const char *b)
{
    if (a == NULL || b == NULL) {
        return a != NULL ? a : b;
    }
    return strcmp(a, b) >= 0 ? a : b;
}

static void join(struct survey_outlet *into, const struct survey_outlet *from)
{
    if (grade(from->outlet) > grade(into->outlet)) {
        into->outlet = from->outlet;
    }
    into->reports += from->reports;
    into->origins += from->origins;
    into->acts += from->acts;
    into->anonymous += from->anonymous;
    if (from->copied > into->copied) {
        into->copied = from->copied;
        into->copies = from->copies;
    }
    into->agency = into->agency != NULL ? into->agency : from->agency;
    into->first = earlier(into->first, from->first);
    into->last = later(into->last, from->last);
}

static int by_reports(const void *a, const void *b)
{
    const struct survey_outlet *x = a;
    const struct survey_outlet *y = b;

    if (x->reports != y->reports) {
        return x->reports < y->reports ? 1 : -1;
    }
    if (x->outlet == NULL || y->outlet == NULL) {
        return (x->outlet == NULL) - (y->outlet == NULL);
    }
    return strcmp(x->outlet, y->outlet);
}

size_t outlets_join(struct survey_outlet *outlet, size_t outlets)
{
    struct arena arena = {0};
    struct map place = {0}; /* key → index + 1 */
    size_t kept = 0;

    for (size_t i = 0; i < outlets; i++) {
        struct buf key = {0};
        uintptr_t *at = NULL;

        if (outlet[i].outlet != NULL) {
            outlets_key(slice_of(outlet[i].outlet), &key);
        }
        if (key.len != 0) {
            at = map_put(&place, arena_copy(&arena, buf_slice(&key)), NULL);
        }
        if (at != NULL && *at != 0) {
            join(&outlet[*at - 1], &outlet[i]);
        } else {
            outlet[kept++] = outlet[i];
        }
        if (at != NULL && *at == 0) {
            *at = kept;
        }
        buf_release(&key);
    }
    qsort(outlet, kept, sizeof *outlet, by_reports);
    map_release(&place);
    arena_release(&arena);
    return kept;
}
