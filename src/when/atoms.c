#include "when/atoms.h"

#include "base/utf8.h"

struct scan {
    const struct analysis *doc;
    const struct when_words *words;
    struct arena *arena;
    struct when_atoms out;
    size_t at;
    size_t token;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Marks that are written in several ways, as the plainest of them. */
static char plain_mark(uint32_t point)
{
    switch (point) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212: return '-';
    case 0x2018:
    case 0x2019:
    case 0x02BC: return '\'';
    default: return point < 0x80 ? (char)point : '\0';
    }
}

static bool is_blank_point(uint32_t point)
{
    return point <= 0x20 || point == 0xA0 || point == 0x202F ||
           (point >= 0x2000 && point <= 0x200B);
}

/* Skip white space; 2 and more line ends are a break. */
static size_t skip_blank(struct scan *scan, bool *any)
{
    size_t lines = 0;
    size_t len = 1;

    *any = false;
    while (scan->at < scan->doc->text.len) {
        uint32_t point = utf8_decode(scan->doc->text, scan->at, &len);

        if (!is_blank_point(point)) {
            break;
        }
        lines += point == '\n';
        *any = true;
        scan->at += len;
    }
    return lines;
}

static struct when_atom *add(struct scan *scan, enum when_atom_kind kind,
                             size_t start, size_t end)
{
    struct when_atom *atom = &scan->out.atom[scan->out.len++];

    while (scan->token + 1 < scan->doc->len &&
           scan->doc->token[scan->token + 1].start <= start) {
        scan->token++;
    }
    atom->kind = kind;
    atom->start = (uint32_t)start;
    atom->end = (uint32_t)end;
    atom->token = (uint32_t)scan->token;
    return atom;
}

/* "a.m.", "p.m.", "B.C.", "A.D.", "U.S.": letters with stops between. */
static size_t dotted_end(struct slice text, size_t at)
{
    size_t end = at;

    while (end + 1 < text.len && is_letter(text.ptr[end]) &&
           text.ptr[end + 1] == '.') {
        end += 2;
    }
    if (end == at + 2 && end < text.len && is_letter(text.ptr[end]) &&
        (end + 1 == text.len || !is_letter(text.ptr[end + 1]))) {
        return end + 1; /* "b.c" */
    }
    return end >= at + 4 ? end : at;
}

static void add_word(struct scan *scan, struct slice text)
{
    size_t start = scan->at;
    size_t end = dotted_end(text, start);
    struct when_atom *atom = NULL;
    char *copy = NULL;
    size_t len = 0;

    if (end == start) {
        while (end < text.len &&
               (is_letter(text.ptr[end]) || (text.ptr[end] & 0x80) != 0)) {
            size_t size = 1;
            uint32_t point = utf8_decode(text, end, &size);

            if (point >= 0x80 &&
                (plain_mark(point) != '\0' || is_blank_point(point))) {
                break;
            }
            end += size;
        }
    }
    atom = add(scan, ATOM_WORD, start, end);
    copy = arena_alloc(scan->arena, end - start + 1, 1);
    for (; len < end - start; len++) {
        char byte = text.ptr[start + len];

        copy[len] = byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
    }
    while (len > 1 && copy[len - 1] == '.') {
        len--;
    }
    atom->word = (struct slice){copy, len};
    atom->sense = when_word(scan->words, atom->word);
    atom->capital = text.ptr[start] >= 'A' && text.ptr[start] <= 'Z';
    if (atom->sense != NULL && len <= 4 && end < text.len &&
        text.ptr[end] == '.' &&
        (atom->sense->class == WHEN_MONTH ||
         atom->sense->class == WHEN_WEEKDAY)) {
        end += len != 3 || copy[0] != 'm' || copy[1] != 'a'; /* not "May." */
        atom->end = (uint32_t)end;
    }
    scan->at = end;
}

static void add_number(struct scan *scan, struct slice text)
{
    size_t end = scan->at;
    long number = 0;
    struct when_atom *atom = NULL;

    while (end < text.len && is_digit(text.ptr[end])) {
        number = end - scan->at < 9 ? number * 10 + (text.ptr[end] - '0') : -1;
        if (number < 0) {
            break;
        }
        end++;
    }
    while (end < text.len && is_digit(text.ptr[end])) {
        end++;
    }
    atom = add(scan, ATOM_NUMBER, scan->at, end);
    atom->number = number;
    atom->digits = (uint32_t)(end - scan->at);
    atom->word = slice_cut(text, (struct span){scan->at, end});
    scan->at = end;
}

static void add_mark(struct scan *scan, struct slice text)
{
    static const char plain[] = "-'";
    size_t len = 1;
    char mark = plain_mark(utf8_decode(text, scan->at, &len));
    struct when_atom *atom = add(scan, ATOM_MARK, scan->at, scan->at + len);

    atom->word = mark == '-' ? (struct slice){plain, 1}
                 : mark == '\''
                     ? (struct slice){plain + 1, 1}
                     : slice_cut(text, (struct span){scan->at, scan->at + len});
    scan->at += len;
}

static bool begins_word(struct slice text, size_t at)
{
    size_t len = 1;
    uint32_t point = utf8_decode(text, at, &len);

    return is_letter(text.ptr[at]) ||
           (point >= 0xC0 && point < 0x2000 && plain_mark(point) == '\0');
}

/* How many atoms there can be at most. */
static size_t most_atoms(struct slice text)
{
    size_t count = 1;
    int before = 0;

    for (size_t i = 0; i < text.len; i++) {
        int class = is_digit(text.ptr[i])       ? 1
                    : is_letter(text.ptr[i])    ? 2
                    : (text.ptr[i] & 0x80) != 0 ? 3
                                                : 4;

        count += class != before || class > 2;
        before = class;
    }
    return count;
}

struct when_atoms when_atoms_of(const struct analysis *doc,
                                const struct when_words *words,
                                struct arena *arena)
{
    struct scan scan = {.doc = doc, .words = words, .arena = arena};
    struct slice text = doc->text;

    scan.out.atom =
        arena_alloc(arena, most_atoms(text) + 1, sizeof *scan.out.atom);
    while (scan.at < text.len) {
        bool blank = false;
        size_t before = scan.out.len;

        if (skip_blank(&scan, &blank) > 1 && before > 0) {
            (void)add(&scan, ATOM_BREAK, scan.at, scan.at);
            before++;
        }
        if (scan.at >= text.len) {
            break;
        }
        if (is_digit(text.ptr[scan.at])) {
            add_number(&scan, text);
        } else if (begins_word(text, scan.at)) {
            add_word(&scan, text);
        } else {
            add_mark(&scan, text);
        }
        scan.out.atom[before].glued = !blank && before > 0;
    }
    scan.out.atom[scan.out.len].kind = ATOM_BREAK;
    scan.out.atom[scan.out.len].start = (uint32_t)text.len;
    scan.out.atom[scan.out.len].end = (uint32_t)text.len;
    return scan.out;
}
