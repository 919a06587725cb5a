/* dispute_numbers.c - one thing counted, two figures that cannot both be. */
#include "views/conflicts_int.h"

/* Days within which two reports speak of one thing; sentences within which one
 * report weighs two counts; claims that are compared at most; telling words
 * that two sentences must share; how far "about" reaches. */
enum {
    NEAR = 12,
    BESIDE = 4,
    COMPARED = 2000,
    SHARED = 4,
    SHARED_TOO = 4,
    SHARED_BESIDE = 1
};

static const double ROUGHLY = .2;

static bool can_conflict(const char *kind)
{
    static const char *const not [] = {"length", "time", "share", "dollars",
                                       "euros"};

    for (size_t i = 0; i < sizeof not / sizeof not [0]; i++) {
        if (strcmp(kind, not [i]) == 0) {
            return false;
        }
    }
    return true;
}

static bool is_soldiers(const char *kind)
{
    return strcmp(kind, "troops") == 0 || strcmp(kind, "people") == 0;
}

/* Men may be soldiers. */
static bool same_kind(const struct figure *a, const struct figure *b)
{
    return strcmp(a->kind, b->kind) == 0 ||
           (is_soldiers(a->kind) && is_soldiers(b->kind) &&
            (strcmp(a->unit, "people") == 0 ||
             strcmp(b->unit, "people") == 0) &&
            a->low >= 100 && b->low >= 100);
}

/* The values that a figure leaves open. */
static void range_of(const struct figure *figure, double *low, double *high)
{
    *low = figure->low * figure->factor;
    *high = figure->high * figure->factor;
    switch (figure->bound) {
    case FIGURE_EXACT: break;
    case FIGURE_ABOUT:
        *low *= 1 - ROUGHLY;
        *high *= 1 + ROUGHLY;
        break;
    case FIGURE_LEAST: *high = 1e18; break;
    case FIGURE_MOST: *low = 0; break;
    }
}

static bool incompatible(const struct figure *a, const struct figure *b)
{
    double low_a, high_a, low_b, high_b;

    range_of(a, &low_a, &high_a);
    range_of(b, &low_b, &high_b);
    return high_a < low_b || high_b < low_a;
}

/* "12,000 of the soldiers": so many of a greater number. */
static bool is_part(const struct claim *claim)
{
    return slice_find(claim->value, SLICE(" of the ")) < claim->value.len;
}

static bool same_value(const struct figure *a, const struct figure *b)
{
    return a->low == b->low && a->high == b->high &&
           strcmp(a->kind, b->kind) == 0;
}

/* Two reports of different origin near in time, sentences that share their
 * telling words; or two counts, each with its source, close to each other in
 * one report. */
static bool of_one_thing(const struct claim *a, const struct claim *b,
                         struct slice *shared, size_t *common)
{
    *common = wording_common(&a->wording, &b->wording, shared, SHARED);
    if (a->source == b->source) {
        return a->number != b->number && a->vouched && b->vouched &&
               b->number - a->number <= BESIDE && a->figure.low >= 100 &&
               b->figure.low >= 100 && *common >= SHARED_BESIDE;
    }
    return strcmp(a->source->origin, b->source->origin) != 0 &&
           is_part(a) == is_part(b) &&
           sources_apart(a->source, b->source) <= NEAR && *common >= SHARED;
}

static const char *slot_of(struct dispute *dispute, const struct claim *claim,
                           const struct slice *shared, size_t common)
{
    struct buf slot = {0};
    const char *kept;

    buf_add_str(&slot, claim->figure.kind);
    for (size_t i = 0; i < common; i++) {
        buf_add_str(&slot, i == 0 ? ": " : ", ");
        buf_add_slice(&slot, shared[i]);
    }
    kept = arena_strdup(dispute->arena, slot.ptr);
    buf_release(&slot);
    return kept;
}

/* A figure that another report of the same thing has too is none of a
 * contradiction: "three trawlers" and "fourteen men" of one sentence. */
static bool said_there_too(const struct dispute *dispute,
                           const struct claim *one, const struct claim *other)
{
    for (size_t i = 0; i < dispute->claims; i++) {
        const struct claim *claim = &dispute->claim[i];
        struct slice shared[SHARED_TOO];

        if (claim->source == other->source &&
            same_value(&claim->figure, &one->figure) &&
            wording_common(&claim->wording, &one->wording, shared,
                           SHARED_TOO) == SHARED_TOO) {
            return true;
        }
    }
    return false;
}

void dispute_number(struct dispute *dispute)
{
    struct claim *last = &dispute->claim[dispute->claims - 1];
    size_t first = dispute->claims > COMPARED ? dispute->claims - COMPARED : 0;

    if (!can_conflict(last->figure.kind) || last->other) {
        return;
    }
    for (size_t i = dispute->claims - 1; i > first; i--) {
        struct claim *before = &dispute->claim[i - 1];
        struct slice shared[SHARED];
        size_t common;

        if (before->other || !same_kind(&before->figure, &last->figure) ||
            !incompatible(&before->figure, &last->figure) ||
            !of_one_thing(before, last, shared, &common) ||
            (before->source != last->source &&
             (said_there_too(dispute, before, last) ||
              said_there_too(dispute, last, before)))) {
            continue;
        }
        dispute_add(dispute, before, last, "number",
                    slot_of(dispute, last, shared, common));
        return;
    }
}
