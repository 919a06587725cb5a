#include "copies/align.h"

#include "base/sort.h"

/* A sentence with more different stems is compared by its first ones. */
enum { STEMS = 96 };

/* Stems that many sentences hold find none: those are looked up by others. */
enum { SENTENCES_A_STEM = 64 };

/* From a stem to the sentences that hold it: the stem above, below it the
 * place in the sheet's stem[], so that those of one stem stay in order. */
static uint64_t stem_at(uint32_t stem, size_t entry)
{
    return (uint64_t)stem << 32 | (uint32_t)entry;
}

static uint32_t stem_of(uint64_t at)
{
    return (uint32_t)(at >> 32);
}

/* Sentences as sets of stems, each sorted. */
struct sheet {
    size_t len;
    size_t *start; /* of sentence i in stem[]; len + 1 of them */
    uint32_t *stem;
    double *weight;
    uint32_t *sentence; /* of each */
    uint32_t *there;    /* of each, in the other sheet's at[] */
    double *sum;        /* of weights, a sentence */
    uint64_t *at;       /* stem_at() of each, sorted; start[len] of them */
};

static void add_sentence(struct sheet *sheet, const struct words *words,
                         size_t number, size_t *used)
{
    const struct sentence *sentence = &words->sentence[number];
    const struct word *word = words->word + sentence->start;
    uint64_t sorted[STEMS];
    size_t len = sentence->end - sentence->start;

    len = len < STEMS ? len : STEMS;
    for (size_t k = 0; k < len; k++) {
        sorted[k] = stem_at(word[k].stem, k);
    }
    sort_u64(sorted, len);
    sheet->start[number] = *used;
    for (size_t k = 0; k < len; k++) {
        uint32_t stem = stem_of(sorted[k]);
        uint8_t weight = word[(uint32_t)sorted[k]].weight;

        if (weight != 0 && (k == 0 || stem != stem_of(sorted[k - 1]))) {
            sheet->stem[*used] = stem;
            sheet->sentence[*used] = (uint32_t)number;
            sheet->at[*used] = stem_at(stem, *used);
            sheet->weight[(*used)++] = weight;
        }
    }
}

static void sheet_make(struct sheet *sheet, const struct words *words,
                       struct arena *arena)
{
    size_t used = 0;

    sheet->len = words->sentences;
    sheet->start = arena_alloc(arena, sheet->len + 1, sizeof *sheet->start);
    sheet->sum = arena_alloc(arena, sheet->len, sizeof *sheet->sum);
    sheet->stem = arena_alloc(arena, words->len, sizeof *sheet->stem);
    sheet->at = arena_alloc(arena, words->len, sizeof *sheet->at);
    sheet->weight = arena_alloc(arena, words->len, sizeof *sheet->weight);
    sheet->sentence = arena_alloc(arena, words->len, sizeof *sheet->sentence);
    sheet->there = arena_alloc(arena, words->len, sizeof *sheet->there);
    for (size_t i = 0; i < sheet->len; i++) {
        add_sentence(sheet, words, i, &used);
    }
    sheet->start[sheet->len] = used;
    sort_u64(sheet->at, used);
}

static size_t run_of(const struct sheet *sheet, size_t from)
{
    size_t end = from;

    while (end < sheet->start[sheet->len] &&
           stem_of(sheet->at[end]) == stem_of(sheet->at[from])) {
        end++;
    }
    return end - from;
}

/* What both texts speak of in every sentence tells no sentence from another:
 * a stem weighs less the more sentences of the two hold it. */
static void join(struct sheet *sheet, const struct sheet *other)
{
    double total = (double)(sheet->len + other->len);
    size_t len = sheet->start[sheet->len];
    size_t there = 0;

    for (size_t at = 0, run = 0; at < len; at += run) {
        size_t with = 0;

        run = run_of(sheet, at);
        while (there < other->start[other->len] &&
               stem_of(other->at[there]) < stem_of(sheet->at[at])) {
            there++;
        }
        with = run;
        if (there < other->start[other->len] &&
            stem_of(other->at[there]) == stem_of(sheet->at[at])) {
            with += run_of(other, there);
        }
        for (size_t k = at; k < at + run; k++) {
            uint32_t entry = (uint32_t)sheet->at[k];

            sheet->there[entry] = (uint32_t)there;
            if (with > 2) {
                sheet->weight[entry] *= 1 - (double)(with - 2) / total;
            }
            sheet->sum[sheet->sentence[entry]] += sheet->weight[entry];
        }
    }
}

/* The work of one comparison: common weight with each sentence of `other`. */
struct search {
    const struct sheet *own;
    const struct sheet *other;
    double *common; /* by sentence of other; 0 between searches */
    uint32_t *hit;  /* sentences with common != 0 */
    size_t hits;
};

static void weigh(struct search *search, size_t sentence)
{
    const struct sheet *own = search->own;
    const struct sheet *other = search->other;

    search->hits = 0;
    for (size_t k = own->start[sentence]; k < own->start[sentence + 1]; k++) {
        size_t at = own->there[k];

        for (size_t n = 0;
             at + n < other->start[other->len] && n < SENTENCES_A_STEM &&
             stem_of(other->at[at + n]) == own->stem[k];
             n++) {
            uint32_t there = other->sentence[(uint32_t)other->at[at + n]];

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

/* Sentence `from` of `own` tells what sentence `to` of `other` tells. */
struct aligned {
    size_t from;
    size_t to;
};

static size_t align(const struct copies_lists *lists, const struct sheet *own,
                    const struct sheet *other, struct aligned **pair,
                    struct arena *arena)
{
    struct search search = {.own = own, .other = other};
    size_t pairs = 0;

    search.common = arena_alloc(arena, other->len, sizeof *search.common);
    search.hit = arena_alloc(arena, other->len, sizeof *search.hit);
    *pair = arena_alloc(arena, own->len, sizeof **pair);
    for (size_t i = 0; i < own->len; i++) {
        size_t to = 0;
        double alike = own->sum[i] > 0 ? best(&search, i, &to) : 0;

        if (alike >= lists->at.sentence_alike) {
            (*pair)[pairs++] = (struct aligned){i, to};
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

/* The pairs of the text that is side 0 or 1 of the likeness. */
static void told(struct likeness *like, int side, const struct words *words,
                 const struct common *common, const struct aligned *pair,
                 size_t pairs)
{
    size_t sum = 0;
    size_t quoted = 0;
    size_t kept = 0;

    for (size_t i = 0; i < pairs; i++) {
        const struct sentence *from = &words->sentence[pair[i].from];

        sum += from->end - from->start;
        for (size_t k = from->start; k < from->end; k++) {
            if ((words->word[k].flags & WORD_QUOTED) != 0) {
                quoted++;
                kept += common->word[side][k];
            }
        }
    }
    like->told[side] = (double)sum / (double)words->len;
    if (side == 0 || quoted > like->quoted) {
        like->quoted = quoted;
        like->quoted_kept = kept;
    }
}

void align_compare(struct likeness *like, const struct copies_lists *lists,
                   const struct words *a, const struct words *b,
                   const struct common *common, struct arena *arena)
{
    const struct words *text[2] = {a, b};
    struct sheet sheet[2];
    struct aligned *pair;

    sheet_make(&sheet[0], a, arena);
    sheet_make(&sheet[1], b, arena);
    join(&sheet[0], &sheet[1]);
    join(&sheet[1], &sheet[0]);
    for (int side = 0; side < 2; side++) {
        size_t pairs =
            align(lists, &sheet[side], &sheet[1 - side], &pair, arena);
        double order =
            pairs != 0 ? (double)rising(pair, pairs, arena) / (double)pairs : 0;

        told(like, side, text[side], common, pair, pairs);
        for (size_t i = 0; side == 0 && i < pairs; i++) {
            like->names += common_names(a, &a->sentence[pair[i].from], b,
                                        &b->sentence[pair[i].to]);
        }
        if (side == 0 || pairs > like->sentences) {
            like->sentences = pairs;
        }
        if (side == 0 || order > like->order) {
            like->order = order;
        }
    }
}
