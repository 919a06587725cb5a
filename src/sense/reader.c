#include "sense/reader.h"

#include "base/mem.h"
#include "sense/reader_int.h"

#include <math.h>
#include <stdlib.h>

bool reader_open(struct reader **reader, const struct reader_place *place,
                 enum encoder_weights weights, struct err *err)
{
    struct reader *made = mem_alloc(1, sizeof *made);

    if (!reader_read(made, place, weights, err)) {
        reader_close(made);
        made = NULL;
    }
    *reader = made;
    return made != NULL;
}

void reader_close(struct reader *reader)
{
    if (reader != NULL) {
        reader_release(reader);
        free(reader);
    }
}

const char *reader_name(const struct reader *reader)
{
    return reader->name;
}

bool reader_attributes(const struct reader *reader)
{
    return reader->attribution.tag.out != 0;
}

bool reader_weighs(const struct reader *reader)
{
    return reader->act.types != 0;
}

bool reader_pairs(const struct reader *reader)
{
    return reader->act.roots != 0;
}

struct nearness *reader_nearness(const struct reader *reader,
                                 const struct slice *example, size_t examples)
{
    return nearness_new(reader->published, example, examples);
}

struct published *reader_published(const struct reader *reader)
{
    return reader->published;
}

const char *reader_encoder(const struct reader *reader)
{
    return reader->encoder_name;
}

const char *reader_type(const struct reader *reader, size_t type)
{
    return type >= 1 && type <= READER_TYPES ? reader->act.type_name[type - 1]
                                             : NULL;
}

const char *reader_root(const struct reader *reader, size_t root)
{
    return root < READER_ROOTS ? reader->act.root_name[root] : NULL;
}

struct reader_bench *reader_bench_new(const struct reader *reader)
{
    struct reader_bench *bench = mem_alloc(1, sizeof *bench);
    size_t width = encoder_width(reader->encoder);

    bench->encoder = encoder_bench(reader->encoder, ENCODER_SENTENCE);
    bench->piece = mem_alloc(CAP_PARAGRAPH_BYTES, sizeof *bench->piece);
    bench->vector = mem_alloc_aligned(ENCODER_SENTENCE * width, sizeof(float));
    bench->first = mem_alloc_aligned(ENCODER_SENTENCE * width, sizeof(float));
    bench->hidden =
        mem_alloc_aligned(ENCODER_SENTENCE * READER_WIDE, sizeof(float));
    bench->answer =
        mem_alloc_aligned(ENCODER_SENTENCE * READER_WIDE, sizeof(float));
    bench->related =
        mem_alloc_aligned(ENCODER_SENTENCE * READER_WIDE, sizeof(float));
    bench->type = mem_alloc(ENCODER_SENTENCE * READER_TYPES, sizeof(float));
    bench->flag = mem_alloc(ENCODER_SENTENCE * READER_FLAGS, sizeof(float));
    return bench;
}

void reader_bench_free(struct reader_bench *bench)
{
    if (bench != NULL) {
        encoder_bench_free(bench->encoder);
        free(bench->piece);
        free(bench->vector);
        free(bench->first);
        free(bench->hidden);
        free(bench->answer);
        free(bench->related);
        free(bench->type);
        free(bench->flag);
        free(bench);
    }
}

/* The word in which a byte lies, from `from` on. */
static size_t word_at(const struct reader_passage *passage, size_t from,
                      size_t byte)
{
    while (from < passage->words && passage->word[from].end <= byte) {
        from++;
    }
    return from;
}

/* One more sentence, words [first, end) and `pieces` pieces from `piece` on:
 * to the last unit, if it has room. */
static void add_sentence(struct reader_bench *bench, size_t first, size_t end,
                         size_t piece, size_t pieces)
{
    struct reader_unit *last =
        bench->units != 0 ? &bench->unit[bench->units - 1] : NULL;

    if (last != NULL && last->pieces + pieces <= READER_UNIT) {
        last->end = end;
        last->pieces += pieces;
    } else if (bench->units < READER_UNITS) {
        bench->unit[bench->units++] =
            (struct reader_unit){first, end, piece, pieces};
    }
}

size_t reader_cut(const struct reader *reader, struct reader_bench *bench,
                  const struct reader_passage *passage,
                  const struct reader_unit **unit)
{
    size_t piece = 0;

    bench->passage = passage;
    bench->units = 0;
    bench->pieces = wordpiece_cut(encoder_vocab(reader->encoder), passage->text,
                                  bench->piece, CAP_PARAGRAPH_BYTES);
    for (size_t first = 0; first < passage->words;) {
        size_t end = first + 1;
        size_t from = piece;
        size_t bytes;

        while (end < passage->words && !passage->starts[end]) {
            end++;
        }
        bytes =
            end < passage->words ? passage->word[end].start : passage->text.len;
        while (piece < bench->pieces && bench->piece[piece].at.start < bytes) {
            piece++;
        }
        if (piece != from) {
            add_sentence(bench, first, end, from, piece - from);
        }
        first = end;
    }
    *unit = bench->unit;
    return bench->units;
}

bool reader_gather(const struct reader *reader, struct reader_bench *bench,
                   const struct reader_unit *unit)
{
    struct reader_pass *pass = &bench->pass;
    const struct wordpiece *piece = bench->piece + unit->piece;
    size_t count = unit->pieces < READER_LONG ? unit->pieces : READER_LONG;
    size_t word = unit->first;
    size_t last = SIZE_MAX;

    if (pass->encoded) {
        pass->ids = pass->units = pass->words = 0;
        pass->encoded = false;
    }
    if (pass->ids + count + 2 > ENCODER_SENTENCE) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        word = word_at(bench->passage, word, piece[i].at.start);
        if (word == last || word >= unit->end) {
            continue;
        }
        last = word;
        pass->word[pass->words] = (uint32_t)word;
        pass->piece[pass->words++] = (uint32_t)(pass->ids + i + 1);
    }
    pass->len[pass->units] =
        encoder_frame(reader->encoder, piece, count, pass->id + pass->ids);
    pass->ids += pass->len[pass->units];
    pass->words_end[pass->units++] = pass->words;
    return true;
}

void reader_encode(const struct reader *reader, struct reader_bench *bench)
{
    struct reader_pass *pass = &bench->pass;

    encoder_run(reader->encoder, bench->encoder, pass->id, pass->len,
                pass->units, bench->vector);
    pass->encoded = true;
}

void reader_turn_to(const struct reader *reader, struct reader_bench *bench,
                    size_t at)
{
    const struct reader_pass *pass = &bench->pass;
    size_t width = encoder_width(reader->encoder);
    size_t first = at != 0 ? pass->words_end[at - 1] : 0;

    bench->word = pass->word + first;
    bench->words = pass->words_end[at] - first;
    for (size_t i = 0; i < bench->words; i++) {
        memcpy(bench->first + i * width,
               bench->vector + pass->piece[first + i] * width,
               width * sizeof(float));
    }
}

void head_run(const struct encoder *encoder, const struct head *head,
              struct rows x, float *y)
{
    encoder->kern->affine(&head->matrix, x, y, READER_WIDE);
}

void softmax(float *score, size_t len)
{
    float most = score[0];
    float sum = 0.0F;

    for (size_t i = 1; i < len; i++) {
        most = fmaxf(most, score[i]);
    }
    for (size_t i = 0; i < len; i++) {
        score[i] = expf(score[i] - most);
        sum += score[i];
    }
    for (size_t i = 0; i < len; i++) {
        score[i] /= sum;
    }
}
