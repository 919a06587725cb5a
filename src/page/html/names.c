#include "page/html/names.h"

enum { WORD_BYTES = 40, NAME_BYTES = 60, NAME_WORDS = 6, OPEN_WORDS = 3 };

unsigned byline_word(const struct html_tables *tables, struct slice word)
{
    char lower[WORD_BYTES];
    const uintptr_t *what;

    if (word.len == 0 || word.len > WORD_BYTES) {
        return 0;
    }
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];

        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    what = map_get(&tables->byline, (struct slice){lower, word.len});
    return what != NULL ? (unsigned)*what : 0;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

/* The bytes of the first word of `text`, up to a blank. */
static size_t word_len(struct slice text)
{
    size_t len = 0;

    while (len < text.len && text.ptr[len] != ' ' && text.ptr[len] != '\n') {
        len++;
    }
    return len;
}

/* Length of an opening word that a name follows without a blank: "ByJane". */
static size_t glued_opening(struct slice text, const struct html_tables *tables)
{
    size_t len = 1;

    while (len < text.len && text.ptr[len] >= 'a' && text.ptr[len] <= 'z') {
        len++;
    }
    return len > 1 && len < text.len && text.ptr[len] >= 'A' &&
                   text.ptr[len] <= 'Z' &&
                   (byline_word(tables, (struct slice){text.ptr, len}) &
                    BYLINE_OPENS) != 0
               ? len
               : 0;
}

/* Cut "Written by" and the like off; whether there was any. */
static bool cut_opening(struct slice *text, const struct html_tables *tables)
{
    size_t len = 0;
    size_t best = 0;

    if (text->len == 0) {
        return false;
    }
    for (size_t i = 0; i < OPEN_WORDS && len < text->len; i++) {
        len += word_len((struct slice){text->ptr + len, text->len - len});
        if ((byline_word(tables, (struct slice){text->ptr, len}) &
             BYLINE_OPENS) != 0) {
            best = len;
        }
        while (len < text->len &&
               (text->ptr[len] == ' ' || text->ptr[len] == '\n')) {
            len++;
        }
    }
    best = best != 0 ? best : glued_opening(*text, tables);
    *text = slice_trim((struct slice){text->ptr + best, text->len - best});
    while (text->len != 0 && strchr(":-|", text->ptr[0]) != NULL) {
        *text = slice_trim((struct slice){text->ptr + 1, text->len - 1});
    }
    return best != 0;
}

static bool is_month(const struct html_tables *tables, struct slice word)
{
    char lower[WORD_BYTES];

    if (word.len > WORD_BYTES) {
        return false;
    }
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];

        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return map_get(&tables->calendar.month, (struct slice){lower, word.len}) !=
           NULL;
}

/* A month with a figure behind it: a date, not a name. */
static bool is_stamp(const struct html_tables *tables, struct slice rest,
                     size_t len)
{
    size_t at = len;

    while (len > 1 && (rest.ptr[len - 1] == '.' || rest.ptr[len - 1] == ',')) {
        len--;
    }
    while (at < rest.len && rest.ptr[at] == ' ') {
        at++;
    }
    return len != 0 && at < rest.len && rest.ptr[at] >= '0' &&
           rest.ptr[at] <= '9' &&
           is_month(tables, (struct slice){rest.ptr, len});
}

/* Whether one word stands before byte `at`: "Podium Staff" is a name, "Jane
 * Doe Staff" is not. */
static bool is_one_word(struct slice text, size_t at)
{
    struct slice before = slice_trim((struct slice){text.ptr, at});

    return word_len(before) == before.len;
}

/* Where the next name ends: at a sign between names or a joining word.
 * `*skip` is the length of what parts them; `*last`: no name follows. */
static size_t name_end(struct slice text, const struct html_tables *tables,
                       size_t *skip, bool *last)
{
    static const char *const parting[] = {", ",  ";", " | ", "|",      " / ",
                                          "/",   "•", "·",   " & ",    "\n",
                                          " – ", ",", " ⋅ ", " &amp; "};
    static const char *const ending[] = {"(", "@", " - ", " — ", "http",
                                         "[", "<", "+",   ":"};

    *last = false;
    for (size_t at = 0; at < text.len; at++) {
        struct slice rest = {text.ptr + at, text.len - at};

        for (size_t i = 0; i < sizeof parting / sizeof parting[0]; i++) {
            if (slice_starts(rest, parting[i])) {
                *skip = strlen(parting[i]);
                return at;
            }
        }
        for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
            if (slice_starts(rest, ending[i])) {
                *last = true;
                return at;
            }
        }
        if (rest.ptr[0] >= '0' && rest.ptr[0] <= '9' &&
            (at == 0 || text.ptr[at - 1] == ' ')) {
            *last = true; /* "Jane Doe 3 May", but not "jane313" */
            return at;
        }
        if (at != 0 && text.ptr[at - 1] == ' ') {
            size_t len = word_len(rest);
            unsigned what = byline_word(tables, (struct slice){rest.ptr, len});

            if ((what & BYLINE_JOINS) != 0) {
                *skip = len;
                return at;
            }
            if (((what & BYLINE_ENDS) != 0 &&
                 ((what & BYLINE_OFFICE) == 0 || !is_one_word(text, at))) ||
                is_stamp(tables, rest, len)) {
                *last = true;
                return at;
            }
        }
    }
    *skip = 0;
    return text.len;
}

/* "MD", "Ph.D.", "CFP®": what people put after their names. */
static bool is_degree(struct slice name)
{
    size_t upper = 0;
    size_t lower = 0;

    for (size_t i = 0; i < name.len; i++) {
        upper += name.ptr[i] >= 'A' && name.ptr[i] <= 'Z';
        lower += name.ptr[i] >= 'a' && name.ptr[i] <= 'z';
    }
    return name.len <= 8 && slice_find(name, SLICE(" ")) == name.len &&
           upper > 1 && lower <= 1;
}

static bool is_name(struct slice name, const struct html_tables *tables,
                    bool shown)
{
    size_t words = 0;
    size_t small = 0;
    size_t at = 0;

    if (name.len < 2 || name.len > NAME_BYTES || !is_letter(name.ptr[0]) ||
        (word_len(name) == name.len && is_month(tables, name)) ||
        (byline_word(tables, name) & ~(unsigned)BYLINE_OFFICE) != 0 ||
        is_stamp(tables, name, 3)) {
        return false;
    }
    while (at < name.len) {
        struct slice rest = {name.ptr + at, name.len - at};
        size_t len = word_len(rest);

        if ((byline_word(tables, (struct slice){rest.ptr, len}) &
             BYLINE_ALIEN) != 0) {
            return false;
        }
        words += len != 0;
        small += len != 0 && rest.ptr[0] >= 'a' && rest.ptr[0] <= 'z';
        at += len + 1;
    }
    return words <= NAME_WORDS && (!shown || small * 2 < words || words == 1);
}

static bool known(const struct names *names, struct slice name)
{
    for (size_t i = 0; i < names->len; i++) {
        struct slice own = names->item[i];
        size_t same = 0;

        while (same < own.len && same < name.len &&
               (own.ptr[same] | 0x20) == (name.ptr[same] | 0x20)) {
            same++;
        }
        if (same == own.len && same == name.len) {
            return true;
        }
    }
    return false;
}

/* "Jane Doe le" (3 May): without the word that belongs to what follows. */
static struct slice without_little_word(struct slice name)
{
    size_t len = 0;

    while (len < name.len && name.ptr[name.len - len - 1] >= 'a' &&
           name.ptr[name.len - len - 1] <= 'z') {
        len++;
    }
    return len >= 1 && len <= 3 && len + 1 < name.len &&
                   name.ptr[name.len - len - 1] == ' '
               ? slice_trim((struct slice){name.ptr, name.len - len})
               : name;
}

static struct slice cleaned(struct slice name)
{
    name = slice_trim(name);
    while (name.len != 0 && strchr(".-*\"'>:", name.ptr[0]) != NULL) {
        name = slice_trim((struct slice){name.ptr + 1, name.len - 1});
    }
    while (name.len > 2 && strchr("-*\"':,", name.ptr[name.len - 1]) != NULL) {
        name = slice_trim((struct slice){name.ptr, name.len - 1});
    }
    name = without_little_word(name);
    if (name.len > 3 && name.ptr[name.len - 1] == '.' &&
        name.ptr[name.len - 3] != ' ' && name.ptr[name.len - 3] != '.') {
        name.len--;
    }
    return name;
}

bool names_open(struct slice text, const struct html_tables *tables,
                bool *alone)
{
    bool opened = cut_opening(&text, tables);

    *alone = opened && text.len == 0;
    return opened;
}

void names_of_people(struct names *names, struct slice text,
                     const struct html_tables *tables, bool shown)
{
    bool last = false;
    size_t before = names->len;

    text = slice_trim(text);
    if (text.len > 400) {
        return;
    }
    (void)cut_opening(&text, tables);
    while (text.len != 0 && !last && names->len < NAMES) {
        size_t skip = 0;
        size_t end = name_end(text, tables, &skip, &last);
        struct slice name = cleaned((struct slice){text.ptr, end});

        if (name.len != 0 && is_name(name, tables, shown) &&
            !(names->len > before && is_degree(name))) {
            if (!known(names, name)) {
                names->item[names->len++] = name;
            }
        } else if (shown && name.len != 0 && !is_degree(name)) {
            return;
        }
        text = slice_trim(
            (struct slice){text.ptr + end + skip, text.len - end - skip});
    }
}
