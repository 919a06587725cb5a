#include "copies/align.h"

#include <stdlib.h>

/* A sentence with more different stems is compared by its first ones. */
enum { STEMS = 96 };

/* Stems that many sentences hold find none: those are looked up by others. */
enum { SENTENCES_A_STEM = 64 };

/* Sentences as sets of stems, each sorted. */
struct sheet {
    size_t len;
    size_t *start; /* of sentence i in stem[]; len + 1 of them */
    uint32_t *stem;
    uint8_t *weight;
    double *sum; /* of weights */
};

/* From a stem to the sentences that hold it. */
struct stem_at {
    uint32_t stem;
    uint32_t sentence;
};

static int by_stem(const void *a, const void *b)
{
    const struct word *x = a;
    const struct word *y = b;

    return (x->stem > y->stem) - (x->stem < y->stem);
}

static void sheet_make(struct sheet *sheet, const struct words *words,
                       struct arena *arena)
{
    size_t used = 0;

    sheet->len = words->sentences;
    sheet->start = arena_alloc(arena, sheet->len + 1, sizeof *sheet->start);
    sheet->sum = arena_alloc(arena, sheet->len, sizeof *sheet->sum);
    sheet->stem = arena_alloc(arena, words->len, sizeof *sheet->stem);
    sheet->weight = arena_alloc(arena, words->len, sizeof *sheet->weight);
    for (size_t i = 0; i < sheet->len; i++) {
        struct word sorted[STEMS];
        size_t len = words->sentence[i].end - words->sentence[i].start;

        len = len < STEMS ? len : STEMS;
        memcpy(sorted, words->word + words->sentence[i].start,
               len * sizeof *sorted);
        qsort(sorted, len, sizeof *sorted, by_stem);
        sheet->start[i] = used;
        for (size_t k = 0; k < len; k++) {
            if (sorted[k].weight != 0 &&
                (k == 0 || sorted[k].stem != sorted[k - 1].stem)) {
                sheet->stem[used] = sorted[k].stem;
                sheet->weight[used++] = sorted[k].weight;
                sheet->sum[i] += sorted[k].weight;
            }
        }
    }
    sheet->start[sheet->len] = used;
}

static int by_stem_then_sentence(const void *a, const void *b)
{
    const struct stem_at *x = a;
    const struct stem_at *y = b;

    if (x->stem != y->stem) {
        return x->stem < y->stem ? -1 : 1;
    }
    return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

static struct stem_at *index_make(const struct sheet *sheet, size_t *len,
                                  struct arena *arena)
{
    struct stem_at *at;

    *len = sheet->start[sheet->len];
    at = arena_alloc(arena, *len, sizeof *at);
    for (size_t i = 0; i < sheet->len; i++) {
        for (size_t k = sheet->start[i]; k < sheet->start[i + 1]; k++) {
            at[k] = (struct stem_at){sheet->stem[k], (uint32_t)i};
        }
    }
    qsort(at, *len, sizeof *at, by_stem_then_sentence);
    return at;
}

static size_t first_of(const struct stem_at *at, size_t len, uint32_t stem)
{
    size_t low = 0;

    while (len != 0) {
        size_t half = len / 2;

        if (at[low + half].stem < stem) {
            low += half + 1;
            len -= half + 1;
        } else {
            len = half;
        }
    }
    return low;
}

/* The work of one comparison: common weight with each sentence of `other`. */
struct search {
    const struct sheet *own;
    const struct sheet *other;
    const struct stem_at *at;
    size_t len;
    double *common; /* by sentence of other; 0 between searches */
    uint32_t *hit;  /* sentences with common != 0 */
    size_t hits;
};

static void weigh(struct search *search, size_t sentence)
{
    const struct sheet *own = search->own;

    search->hits = 0;
    for (size_t k = own->start[sentence]; k < own->start[sentence + 1]; k++) {
        size_t at = first_of(search->at, search->len, own->stem[k]);

        for (size_t n = 0; at + n < search->len && n < SENTENCES_A_STEM &&
                           search->at[at + n].stem == own->stem[k];
             n++) {
            uint32_t there = search->at[at + n].sentence;

            if (search->common[there] == 0) {
                search->hit[search->hits++] = there;
            }
            search->common[there] += own->weight[k];
        }
    }
}

/* The sentence of `other` most like this one; its likeness, 0 if none. */
static double best(struct search *search, size_t sentence, size_t *to)
{
    double best_alike = 0;

    weigh(search, sentence);
    for (size_t i = 0; i < search->hits; i++) {
        uint32_t there = search->hit[i];
        double alike = 2 * search->common[there] /
                       (search->own->sum[sentence] + search->other->sum[there]);

        if (alike > best_alike || (alike == best_alike && there < *to)) {
            best_alike = alike;
            *to = there;
        }
    }
    for (size_t i = 0; i < search->hits; i++) {
        search->common[search->hit[i]] = 0;
    }
    return best_alike;
}

size_t align_find(const struct copies_lists *lists, const struct words *a,
                  const struct words *b, struct aligned **pair,
                  struct arena *arena)
{
    struct sheet own;
    struct sheet other;
    struct search search = {.own = &own, .other = &other};
    size_t pairs = 0;

    sheet_make(&own, a, arena);
    sheet_make(&other, b, arena);
    search.at = index_make(&other, &search.len, arena);
    search.common = arena_alloc(arena, other.len, sizeof *search.common);
    search.hit = arena_alloc(arena, other.len, sizeof *search.hit);
    *pair = arena_alloc(arena, own.len, sizeof **pair);
    for (size_t i = 0; i < own.len; i++) {
        size_t to = 0;
        double alike = own.sum[i] > 0 ? best(&search, i, &to) : 0;

        if (alike >= lists->at.sentence_alike) {
            (*pair)[pairs++] = (struct aligned){i, to, alike};
        }
    }
    return pairs;
}

/* Length of the longest rising run of `to` (equal ones count as rising). */
static size_t rising(const struct aligned *pair, size_t pairs,
                     struct arena *arena)
{
    size_t *end = arena_alloc(arena, pairs, sizeof *end);
    size_t len = 0;

    for (size_t i = 0; i < pairs; i++) {
        size_t low = 0;
        size_t high = len;

        while (low < high) {
            size_t middle = (low + high) / 2;

            if (end[middle] <= pair[i].to) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        end[low] = pair[i].to;
        len += low == len;
    }
    return len;
}

static bool holds(const struct words *words, const struct sentence *sentence,
                  uint32_t stem)
{
    for (size_t i = sentence->start; i < sentence->end; i++) {
        if (words->word[i].stem == stem) {
            return true;
        }
    }
    return false;
}

/* Names and numbers of `from` that `to` has too. */
static size_t common_names(const struct words *a, const struct sentence *from,
                           const struct words *b, const struct sentence *to)
{
    size_t names = 0;

    for (size_t i = from->start; i < from->end; i++) {
        names += (a->word[i].flags & (WORD_NAME | WORD_NUMBER)) != 0 &&
                 holds(b, to, a->word[i].stem);
    }
    return names;
}

static void told(struct likeness *like, int side, const struct words *words,
                 const struct words *other, const struct aligned *pair,
                 size_t pairs)
{
    size_t sum = 0;

    for (size_t i = 0; i < pairs; i++) {
        const struct sentence *from = &words->sentence[pair[i].from];

        sum += from->end - from->start;
        if (side == 0) {
            like->names +=
                common_names(words, from, other, &other->sentence[pair[i].to]);
        }
    }
    like->told[side] = (double)sum / (double)words->len;
}

void align_compare(struct likeness *like, const struct copies_lists *lists,
                   const struct words *a, const struct words *b,
                   struct arena *arena)
{
    const struct words *text[2] = {a, b};
    struct aligned *pair;

    for (int side = 0; side < 2; side++) {
        size_t pairs =
            align_find(lists, text[side], text[1 - side], &pair, arena);
        double order =
            pairs != 0 ? (double)rising(pair, pairs, arena) / (double)pairs : 0;

        told(like, side, text[side], text[1 - side], pair, pairs);
        if (side == 0 || pairs > like->sentences) {
            like->sentences = pairs;
        }
        if (side == 0 || order > like->order) {
            like->order = order;
        }
    }
}
