/* reader_attribution.c - sources, cues and contents of a unit, and what belongs
 * together. */
#include "sense/reader_int.h"

#include <math.h>

enum { OUTSIDE, BEGIN, INSIDE };

/* No path may take it. */
#define NEVER (-1e30F)

/* Logarithms of the probabilities of three scores. */
static void log_softmax(const float *score, float *out)
{
    float most = fmaxf(score[0], fmaxf(score[1], score[2]));
    float sum = 0.0F;

    for (int i = 0; i < READER_TAGS; i++) {
        sum += expf(score[i] - most);
    }
    for (int i = 0; i < READER_TAGS; i++) {
        out[i] = score[i] - most - logf(sum);
    }
}

/* The best way to a tag of the next word; "inside" follows "begin" or
 * "inside". */
static unsigned char best_from(const float *at, const float *step, int to,
                               float *score)
{
    int best = to == INSIDE ? BEGIN : OUTSIDE;

    for (int from = best; from < READER_TAGS; from++) {
        if (at[from] + step[from * READER_TAGS + to] >
            at[best] + step[best * READER_TAGS + to]) {
            best = from;
        }
    }
    *score = at[best] + step[best * READER_TAGS + to];
    return (unsigned char)best;
}

/* The best legal path of one part (Viterbi): its tags to `path`, their
 * probabilities to `share`. */
static void find_path(const struct attribution_heads *heads,
                      struct reader_bench *bench, enum reader_part part,
                      unsigned char *path, float *share)
{
    const float *step = &heads->step[part][0][0];
    float at[READER_TAGS] = {0.0F, 0.0F, NEVER};
    int best = OUTSIDE;

    for (size_t i = 0; i < bench->words; i++) {
        float now[READER_TAGS];
        float next[READER_TAGS];

        log_softmax(
            bench->answer + i * READER_WIDE + (size_t)part * READER_TAGS, now);
        for (int to = 0; to < READER_TAGS; to++) {
            if (i == 0) {
                next[to] = at[to];
            } else {
                bench->tag[i][to] = best_from(at, step, to, &next[to]);
            }
            next[to] += now[to];
        }
        memcpy(at, next, sizeof at);
    }
    for (int tag = BEGIN; tag < READER_TAGS; tag++) {
        best = at[tag] > at[best] ? tag : best;
    }
    for (size_t i = bench->words; i-- > 0;) {
        float now[READER_TAGS];

        log_softmax(
            bench->answer + i * READER_WIDE + (size_t)part * READER_TAGS, now);
        path[i] = (unsigned char)best;
        share[i] = expf(now[best]);
        best = i != 0 ? bench->tag[i][best] : best;
    }
}

/* The spans of a path, as numbers of the unit's words. */
static size_t cut_spans(const unsigned char *path, const float *share,
                        size_t words, struct reader_span *span)
{
    size_t count = 0;

    for (size_t i = 0; i < words;) {
        size_t end = i + 1;
        float sum = share[i];

        if (path[i] == OUTSIDE) {
            i++;
            continue;
        }
        while (end < words && path[end] == INSIDE) {
            sum += share[end++];
        }
        span[count++] = (struct reader_span){
            {i, end}, sum / (float)(end - i), READER_NONE, READER_NONE};
        i = end;
    }
    return count;
}

static float dot(const float *a, const float *b)
{
    float sum = 0.0F;

    for (size_t i = 0; i < READER_ASK; i++) {
        sum += a[i] * b[i];
    }
    return sum / sqrtf(READER_ASK);
}

/* Link each span of `from` to the one of `to` that answers best, or to none. */
static void link_spans(const struct attribution_heads *heads,
                       struct reader_bench *bench, enum reader_part from,
                       size_t froms, enum reader_part to, size_t tos)
{
    bool is_cue = to == READER_CUE;
    size_t ask = is_cue ? ASK_CUE : ASK_SOURCE;
    const float *none = heads->none[is_cue ? 0 : 1];

    for (size_t i = 0; i < froms; i++) {
        struct reader_span *span = &bench->span[from][i];
        const float *asks =
            bench->related + span->word.start * READER_WIDE + ask * READER_ASK;
        float score[ENCODER_SENTENCE];
        size_t best = tos;

        for (size_t k = 0; k < tos; k++) {
            score[k] =
                dot(asks, bench->related +
                              bench->span[to][k].word.start * READER_WIDE +
                              (ask + 1) * READER_ASK);
        }
        for (size_t k = 0; k < tos; k++) {
            best = best == tos || score[k] > score[best] ? k : best;
        }
        span->near = best < tos ? best : READER_NONE;
        span->link =
            best < tos && score[best] > dot(asks, none) ? best : READER_NONE;
    }
}

/* From numbers of the unit's words to the passage's. */
static void place_spans(struct reader_bench *bench, struct reader_span *span,
                        size_t spans)
{
    for (size_t i = 0; i < spans; i++) {
        span[i].word.start = bench->word[span[i].word.start];
        span[i].word.end = (size_t)bench->word[span[i].word.end - 1] + 1;
    }
}

void reader_attribute(const struct reader *reader, struct reader_bench *bench,
                      struct reader_found *found)
{
    const struct attribution_heads *heads = &reader->attribution;
    const struct encoder *encoder = reader->encoder;
    struct rows words = {bench->first, encoder_width(encoder), bench->words};
    unsigned char path[ENCODER_SENTENCE];
    float share[ENCODER_SENTENCE];

    head_run(encoder, &heads->tag, words, bench->answer);
    for (size_t part = 0; part < READER_PARTS; part++) {
        find_path(heads, bench, (enum reader_part)part, path, share);
        found->spans[part] =
            cut_spans(path, share, bench->words, bench->span[part]);
        found->span[part] = bench->span[part];
    }
    if (heads->link.out != 0) {
        const size_t *spans = found->spans;

        head_run(encoder, &heads->link, words, bench->related);
        link_spans(heads, bench, READER_CONTENT, spans[READER_CONTENT],
                   READER_CUE, spans[READER_CUE]);
        link_spans(heads, bench, READER_INNER, spans[READER_INNER], READER_CUE,
                   spans[READER_CUE]);
        link_spans(heads, bench, READER_CUE, spans[READER_CUE], READER_SOURCE,
                   spans[READER_SOURCE]);
    }
    for (size_t part = 0; part < READER_PARTS; part++) {
        place_spans(bench, bench->span[part], found->spans[part]);
    }
}
