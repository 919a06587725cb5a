/* What is measured of a nominee before the model judges it. */
#include "page/html/who.h"
#include "page/line.h"

enum { FAR = 200 };

static float most_of(const struct nominees *nominees, size_t kind)
{
    float most = 0;

    for (size_t i = 0; i < nominees->len; i++) {
        float own = nominees->item[i].weight[kind];

        most = own > most ? own : most;
    }
    return most;
}

static void see_kinds(const struct nominees *nominees, size_t at, float *row)
{
    const struct nominee *own = &nominees->item[at];

    for (size_t i = 0; i < WHO_KINDS; i++) {
        row[W_own_ld + i] = own->weight[i];
        row[W_page_ld + i] = most_of(nominees, i);
        row[W_kinds] += (float)(own->weight[i] > 0);
    }
    row[W_times] = (float)own->times;
    row[W_nominees] = (float)nominees->len;
    row[W_names] = (float)own->names.len;
    row[W_clean] = (float)(!own->unmarked);
    row[W_line_words] = (float)own->line;
}

/* What the first name looks like. */
static void see_letters(const struct nominees *nominees,
                        const struct nominee *own, float *row)
{
    struct slice name = own->names.item[0];
    bool start = true;

    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool upper = c >= 'A' && c <= 'Z';
        bool lower = c >= 'a' && c <= 'z';
        bool digit = c >= '0' && c <= '9';

        row[W_capitals] += (float)(upper);
        row[W_small] += (float)(start && lower);
        row[W_digits] += (float)(digit);
        row[W_signs] +=
            (float)(!upper && !lower && !digit && c > ' ' && c < 0x7F);
        start = c == ' ';
    }
    row[W_words] = (float)line_words(name);
    row[W_chars] = (float)name.len;
    for (size_t i = 0; i < name.len;) {
        size_t len = 0;

        while (i + len < name.len && name.ptr[i + len] != ' ') {
            len++;
        }
        row[W_office] +=
            (float)((byline_word(nominees->view->tables,
                                 (struct slice){name.ptr + i, len}) &
                     BYLINE_OFFICE) != 0);
        i += len + 1;
    }
}

static bool holds(struct slice hay, struct slice needle)
{
    return needle.len != 0 && slice_find(hay, needle) < hay.len;
}

/* Whether nominee `at` has a name of these letters. */
static bool has(const struct nominees *nominees, size_t at, struct slice fold)
{
    const struct nominee *own = &nominees->item[at];

    for (size_t i = 0; i < own->names.len; i++) {
        if (slice_eq(own->fold[i], fold)) {
            return true;
        }
    }
    return false;
}

/* How it stands to the site's name and to the other nominees. */
static void see_others(const struct nominees *nominees, size_t at, float *row)
{
    const struct nominee *own = &nominees->item[at];
    struct slice first = own->fold[0];
    size_t shared = 0;

    row[W_is_site] = (float)(slice_eq(first, nominees->site));
    row[W_in_site] = (float)(first.len >= 3 && (holds(nominees->host, first) ||
                                                holds(nominees->site, first)));
    for (size_t i = 0; i < nominees->len; i++) {
        const struct nominee *other = &nominees->item[i];

        for (size_t k = 0; i != at && k < other->names.len; k++) {
            row[W_longer] +=
                first.len < other->fold[k].len && holds(other->fold[k], first);
            row[W_shorter] +=
                first.len > other->fold[k].len && holds(first, other->fold[k]);
        }
        row[W_agree] += (float)(i != at && has(nominees, i, first));
    }
    for (size_t k = 0; k < own->names.len; k++) {
        bool met = false;

        for (size_t i = 0; i < nominees->len && !met; i++) {
            met = i != at && has(nominees, i, own->fold[k]);
        }
        shared += met;
    }
    row[W_share] = (float)shared / (float)own->names.len;
}

static float apart(size_t block, size_t from)
{
    float steps = (float)block - (float)from;

    return steps > FAR ? FAR : steps < -FAR ? -FAR : steps;
}

static void see_place(const struct nominees *nominees, size_t at, float *row)
{
    const struct view *view = nominees->view;
    const struct nominee *own = &nominees->item[at];

    row[W_from_title] = row[W_from_start] = row[W_from_last] = FAR + 1;
    row[W_rank] = -1;
    if (own->block == SIZE_MAX) {
        return;
    }
    if (view->title < view->blocks->len) {
        row[W_from_title] = apart(own->block, view->title);
    }
    row[W_from_start] = apart(own->block, view->start);
    row[W_from_last] = apart(own->block, view->last);
    for (size_t i = 0; i < nominees->len; i++) {
        row[W_rank] += (float)(nominees->item[i].block < own->block);
    }
}

void nominee_row(const struct nominees *nominees, size_t at, float *row)
{
    for (size_t i = 0; i < WHO_COLUMNS; i++) {
        row[i] = 0;
    }
    see_kinds(nominees, at, row);
    see_letters(nominees, &nominees->item[at], row);
    see_others(nominees, at, row);
    see_place(nominees, at, row);
}

const struct columns *author_columns(void)
{
    static const char *const name[] = {
#define X(name) #name,
        WHO_MAP(X)
#undef X
    };
    static const struct columns columns = {name, WHO_COLUMNS};

    return &columns;
}
