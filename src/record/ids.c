#include "base/sha256.h"
#include "record/ids_int.h"

enum { DIGITS = 16 };

static void make_id(char letter, const char *sha256, char id[RECORD_ID_ROOM])
{
    id[0] = letter;
    id[1] = '-';
    memcpy(id + 2, sha256, DIGITS);
    id[2 + DIGITS] = '\0';
}

void ids_report(const char *sha256, char id[RECORD_ID_ROOM])
{
    make_id('r', sha256, id);
}

void ids_begin(struct ids *ids, const char *report, const char *what)
{
    buf_clear(&ids->text);
    buf_printf(&ids->text, "%s %s\n", report, what);
}

void ids_span(struct ids *ids, const char *role, struct span span)
{
    buf_printf(&ids->text, "%s %zu-%zu\n", role, span.start, span.end);
}

void ids_text(struct ids *ids, const char *role, const char *text)
{
    buf_printf(&ids->text, "%s %s\n", role, text);
}

void ids_end(struct ids *ids, char letter, char id[RECORD_ID_ROOM])
{
    char sha256[SHA256_HEX + 1];
    struct slice text = arena_copy(&ids->memory, buf_slice(&ids->text));
    uintptr_t *count = map_put(&ids->seen, text, NULL);

    if (*count != 0) {
        buf_printf(&ids->text, "again %zu\n", (size_t)*count);
    }
    (*count)++;
    sha256_hex(buf_slice(&ids->text), sha256);
    make_id(letter, sha256, id);
}

void ids_release(struct ids *ids)
{
    map_release(&ids->seen);
    arena_release(&ids->memory);
    buf_release(&ids->text);
}
