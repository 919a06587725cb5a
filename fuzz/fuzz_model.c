/* Any bytes as a part of a model; and a sound network with a few bytes of its
 * structure changed.  Refused with a place, or usable without harm. */
#include "base/mem.h"
#include "lang/moves.h"
#include "lang/names.h"
#include "lang/parser.h"
#include "lang/tagger.h"
#include "lang/tok2vec.h"
#include "tiny.h"

#include <stdint.h>
#include <stdlib.h>

enum { PIECES = 20, PATCH = 3, MOVES = 9, TAGS = 3 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char parser_moves[] =
    "{\"0\":{\"\":9},\"1\":{\"\":9},\"2\":{\"det\":5,\"prep||dobj\":1},"
    "\"3\":{\"pobj\":42,\"punct\":99},\"4\":{\"ROOT\":9}}";
static const char names_moves[] =
    "{\"1\":{\"ORG\":5},\"2\":{\"ORG\":5},\"3\":{\"ORG\":5},"
    "\"4\":{\"ORG\":5,\"\":1},\"5\":{\"\":1}}";

/* A sound part, and the offsets in it that are not weights. */
struct sample {
    struct buf bytes;
    size_t *place;
    size_t places;
};

static void check(bool truth)
{
    if (!truth) {
        abort();
    }
}

/* What failed says so, and where. */
static bool sound(bool ok, const struct err *err)
{
    check(ok == (err->code == ERR_NONE));
    check(ok || strncmp(err->text, "part: byte ", 11) == 0);
    return ok;
}

static void run_tok2vec(const struct tok2vec *net)
{
    struct lexeme lexeme[PIECES] = {0};
    struct piece piece[PIECES];
    const size_t first[] = {0, PIECES};
    struct batch batch = {piece, first, 1};
    struct tok2vec_worker *worker =
        tok2vec_worker_new(net, kern_best(), PIECES);

    for (uint32_t i = 0; i < PIECES; i++) {
        lexeme[i].index = i;
        lexeme[i].norm_id = i * 77;
        piece[i] = (struct piece){&lexeme[i], i, i % 2 == 0};
    }
    check(tok2vec_run(worker, &batch) != NULL);
    tok2vec_worker_free(worker);
}

static void try_tok2vec(const struct thinc *thinc)
{
    struct tok2vec *net;
    struct err err = {0};

    if (sound(tok2vec_read(&net, thinc, NULL, &err), &err)) {
        run_tok2vec(net);
        tok2vec_free(net);
    }
}

static struct step_worker *begin(const struct step *step)
{
    static const float vectors[PIECES * KERN_WIDTH] = {1, 2, 3};
    struct step_worker *worker = step_worker_new(step, kern_best());

    step_begin(worker, (struct rows){vectors, KERN_WIDTH, PIECES});
    return worker;
}

static void try_parser(const struct thinc *thinc, const struct part *moves)
{
    struct token token[PIECES] = {0};
    struct step_worker *worker;
    struct parser_state *state;
    struct parser *parser;
    struct err err = {0};

    if (sound(parser_read(&parser, thinc, moves, &err), &err)) {
        state = parser_state_new(parser);
        worker = begin(parser_step(parser));
        parser_decode(state, worker, 0, token, PIECES);
        for (size_t i = 0; i < PIECES; i++) {
            check(token[i].head < PIECES && token[i].dep != NULL);
        }
        step_worker_free(worker);
        parser_state_free(state);
        parser_free(parser);
    }
}

static void try_names(const struct thinc *thinc, const struct part *moves)
{
    struct token token[PIECES] = {0};
    struct step_worker *worker;
    struct names *names;
    struct err err = {0};

    if (sound(names_read(&names, thinc, moves, &err), &err)) {
        worker = begin(names_step(names));
        names_decode(names, worker, 0, token, PIECES);
        for (size_t i = 0; i < PIECES; i++) {
            check(token[i].ent_iob != 0 && token[i].ent_type != NULL);
        }
        step_worker_free(worker);
        names_free(names);
    }
}

static void try_tagger(const struct thinc *thinc, const struct part *labels)
{
    struct tagger *tagger;
    struct err err = {0};

    if (sound(tagger_read(&tagger, thinc, labels, &err), &err)) {
        tagger_free(tagger);
    }
}

/* Any network for any reader. */
static void try_network(const struct part *part)
{
    struct buf bytes[] = {tiny_moves(parser_moves), tiny_moves(names_moves)};
    struct part beside[] = {
        part_borrow("part", buf_slice(&bytes[0])),
        part_borrow("part", buf_slice(&bytes[1])),
        part_borrow("part", SLICE("{\"labels\":[\"a\",\"b\"]}"))};
    struct thinc thinc;
    struct err err = {0};

    if (sound(thinc_read(&thinc, part, &err), &err)) {
        try_tok2vec(&thinc);
        try_parser(&thinc, &beside[0]);
        try_names(&thinc, &beside[1]);
        try_tagger(&thinc, &beside[2]);
        thinc_release(&thinc);
    }
    for (size_t i = 0; i < 3; i++) {
        part_release(&beside[i]);
    }
    buf_release(&bytes[0]);
    buf_release(&bytes[1]);
}

static void try_vectors(struct slice bytes)
{
    size_t half = bytes.len / 2;
    struct part rows = part_borrow("part", (struct slice){bytes.ptr, half});
    struct part keys =
        part_borrow("part", (struct slice){bytes.ptr + half, bytes.len - half});
    struct vectors *vectors;
    struct err err = {0};

    if (sound(vectors_read(&vectors, &rows, &keys, &err), &err) &&
        vectors != NULL) {
        (void)vectors_find(vectors, 1);
        vectors_free(vectors);
    }
    part_release(&rows);
    part_release(&keys);
}

static void try_moves(struct slice bytes)
{
    struct part part = part_borrow("part", bytes);
    struct moves moves;
    struct err err = {0};

    if (sound(moves_read(&moves, &part, &err), &err)) {
        moves_release(&moves);
    }
    part_release(&part);
}

static struct sample make_sample(bool encoder)
{
    struct sample sample = {0};
    struct tiny tiny = {0};
    struct part part;
    struct thinc thinc;
    struct err err = {0};
    char *weights;
    size_t room = 0;

    if (encoder) {
        tiny_add_tok2vec(&tiny);
    } else {
        tiny_add_step(&tiny, PARSER_SLOTS, 7);
        tiny_add_tagger(&tiny, TAGS);
    }
    sample.bytes = tiny_pack(&tiny);
    tiny_release(&tiny);
    part = part_borrow("part", buf_slice(&sample.bytes));
    check(thinc_read(&thinc, &part, &err));
    weights = mem_alloc(sample.bytes.len, 1);
    for (size_t i = 0; i < thinc.len; i++) {
        for (size_t p = 0; p < thinc.node[i].params; p++) {
            struct slice range = thinc.node[i].param[p].data;

            memset(weights + (range.ptr - sample.bytes.ptr), 1, range.len);
        }
    }
    for (size_t at = 0; at < sample.bytes.len; at++) {
        if (weights[at] == 0) {
            MEM_GROW(sample.place, sample.places, room);
            sample.place[sample.places++] = at;
        }
    }
    free(weights);
    thinc_release(&thinc);
    part_release(&part);
    return sample;
}

/* Each three bytes of data: two say where to write the third. */
static void try_patched(struct sample *sample, struct slice bytes)
{
    struct part part;
    char *kept = mem_copy(sample->bytes.ptr, sample->bytes.len);

    for (size_t i = 0; i + PATCH <= bytes.len; i += PATCH) {
        size_t at = ((size_t)(unsigned char)bytes.ptr[i] << 8 |
                     (unsigned char)bytes.ptr[i + 1]) %
                    sample->places;

        sample->bytes.ptr[sample->place[at]] = bytes.ptr[i + 2];
    }
    part = part_borrow("part", buf_slice(&sample->bytes));
    try_network(&part);
    part_release(&part);
    memcpy(sample->bytes.ptr, kept, sample->bytes.len);
    free(kept);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct sample encoder;
    static struct sample decoder;
    struct slice bytes;
    struct part part;

    if (encoder.places == 0) {
        encoder = make_sample(true);
        decoder = make_sample(false);
    }
    if (size == 0) {
        return 0;
    }
    bytes = (struct slice){(const char *)data + 1, size - 1};
    if (data[0] == UINT8_MAX) { /* the encoder is large and slow: seldom */
        try_patched(&encoder, bytes);
        return 0;
    }
    switch (data[0] % 8) {
    case 0: try_vectors(bytes); break;
    case 1: try_moves(bytes); break;
    case 2:
    case 3: try_patched(&decoder, bytes); break;
    default:
        part = part_borrow("part", bytes);
        try_network(&part);
        part_release(&part);
        break;
    }
    return 0;
}
