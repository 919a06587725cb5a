#include "lang/finite.h"

/* What may stand at one place of the string. */
struct atom {
    struct slice choice; /* any one of these bytes */
    bool optional;
};

static bool is_special(char byte)
{
    return byte == '\0' || (byte & 0x80) != 0 ||
           strchr("\\^$.|?*+()[]{}", byte) != NULL;
}

/* Read the atom at `*at`: a plain character or a class of them, then maybe a
 * question mark. */
static bool next_atom(struct slice pattern, size_t *at, struct atom *atom)
{
    size_t start = *at;
    size_t end = start + 1;

    if (pattern.ptr[start] == '[') {
        start++;
        while (end < pattern.len && pattern.ptr[end] != '-' &&
               !is_special(pattern.ptr[end])) {
            end++;
        }
        if (end == start || end == pattern.len || pattern.ptr[end] != ']') {
            return false;
        }
        *at = end + 1;
    } else {
        if (is_special(pattern.ptr[start])) {
            return false;
        }
        *at = end;
    }
    atom->choice = slice_cut(pattern, (struct span){start, end});
    atom->optional = *at < pattern.len && pattern.ptr[*at] == '?';
    *at += atom->optional;
    return true;
}

static bool add(struct finite *finite, struct slice start, char byte,
                struct arena *arena)
{
    char *copy;

    if (finite->len == FINITE_STRINGS) {
        return false;
    }
    copy = arena_alloc(arena, start.len + 1, 1);
    if (start.len != 0) {
        memcpy(copy, start.ptr, start.len);
    }
    copy[start.len] = byte;
    finite->string[finite->len++] = (struct slice){copy, start.len + 1};
    return true;
}

/* Every string so far, followed by every choice of the atom. */
static bool extend(struct finite *finite, const struct atom *atom,
                   struct arena *arena)
{
    struct finite old = *finite;

    finite->len = atom->optional ? old.len : 0;
    for (size_t i = 0; i < old.len; i++) {
        for (size_t k = 0; k < atom->choice.len; k++) {
            if (!add(finite, old.string[i], atom->choice.ptr[k], arena)) {
                return false;
            }
        }
    }
    return true;
}

bool finite_expand(struct finite *finite, struct slice pattern,
                   struct arena *arena)
{
    size_t at = 1;
    struct atom atom;

    finite->string[0] = (struct slice){"", 0};
    finite->len = 1;
    if (pattern.len < 2 || pattern.ptr[0] != '^' ||
        pattern.ptr[pattern.len - 1] != '$') {
        return false;
    }
    pattern.len--;
    while (at < pattern.len) {
        if (!next_atom(pattern, &at, &atom) || !extend(finite, &atom, arena)) {
            return false;
        }
    }
    return true;
}
