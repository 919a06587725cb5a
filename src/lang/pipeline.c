#include "lang/pipeline.h"

#include "base/mem.h"
#include "lang/pipeline_int.h"

#include <stdlib.h>

/* Texts are taken together until they have so many tokens: enough to keep the
 * kernels busy, few enough to stay in the processor's second cache. */
enum { GROUP = 512 };

struct lang_worker {
    const struct lang_model *model;
    const struct kern *kern;
    struct tokenizer_worker *tokenizer;
    uint32_t generation; /* of the lexemes that the caches know */
    struct tok2vec_worker *tok2vec;
    struct tok2vec_worker *names_tok2vec;
    struct step_worker *parser_step;
    struct step_worker *names_step;
    struct parser_state *parser;
    struct lemma_cache *lemmas;

    /* The group of texts at hand. */
    struct pieces pieces;
    struct analysis **doc; /* of each text that has pieces */
    size_t *first;         /* its first piece; and the end of the last one */
    size_t docs;
    size_t room; /* texts */

    float *tag_score;
    const char **tag; /* by row */
    size_t rows;      /* room */
};

static void cut_group(struct lang_worker *worker, const struct slice *text,
                      size_t count, struct analysis *doc, size_t *taken);
static void make_room(struct lang_worker *worker, size_t texts, size_t rows);
static void fill_tokens(struct lang_worker *worker, struct arena *arena);
static void tag_and_parse(struct lang_worker *worker,
                          const struct batch *batch);
static void apply_tables(struct lang_worker *worker, struct arena *arena);
static void find_names(struct lang_worker *worker, const struct batch *batch);
static void find_sentences(struct analysis *doc, struct arena *arena);

struct lang_worker *lang_worker_new(const struct lang_model *model)
{
    struct lang_worker *made = mem_alloc(1, sizeof *made);
    const struct kern *kern = kern_best();
    size_t lexemes;

    made->model = model;
    made->kern = kern;
    made->tokenizer = tokenizer_worker_new(model->tokenizer);
    lexemes = tokenizer_lexemes(made->tokenizer);
    made->tok2vec = tok2vec_worker_new(model->tok2vec, kern, lexemes);
    made->names_tok2vec =
        tok2vec_worker_new(model->names_tok2vec, kern, lexemes);
    made->parser_step = step_worker_new(parser_step(model->parser), kern);
    made->names_step = step_worker_new(names_step(model->names), kern);
    made->tag_score =
        mem_alloc_aligned(tagger_scratch(model->tagger), sizeof(float));
    made->parser = parser_state_new(model->parser);
    made->lemmas = lemma_cache_new();
    return made;
}

void lang_worker_free(struct lang_worker *worker)
{
    if (worker == NULL) {
        return;
    }
    tokenizer_worker_free(worker->tokenizer);
    tok2vec_worker_free(worker->tok2vec);
    tok2vec_worker_free(worker->names_tok2vec);
    step_worker_free(worker->parser_step);
    step_worker_free(worker->names_step);
    parser_state_free(worker->parser);
    lemma_cache_free(worker->lemmas);
    free(worker->pieces.item);
    free(worker->doc);
    free(worker->first);
    free(worker->tag_score);
    free(worker->tag);
    free(worker);
}

void lang_analyse(struct lang_worker *worker, const struct slice *text,
                  size_t count, struct arena *arena, struct analysis *doc)
{
    size_t taken;

    for (size_t at = 0; at < count; at += taken) {
        struct batch batch;

        cut_group(worker, text + at, count - at, doc + at, &taken);
        if (worker->docs == 0) {
            continue;
        }
        batch =
            (struct batch){worker->pieces.item, worker->first, worker->docs};
        fill_tokens(worker, arena);
        tag_and_parse(worker, &batch);
        apply_tables(worker, arena);
        find_names(worker, &batch);
        for (size_t i = 0; i < worker->docs; i++) {
            find_sentences(worker->doc[i], arena);
        }
    }
}

/* Tokenise texts until the group is full; `*taken` says how many. */
static void cut_group(struct lang_worker *worker, const struct slice *text,
                      size_t count, struct analysis *doc, size_t *taken)
{
    uint32_t generation = tokenizer_begin(worker->tokenizer);
    size_t at = 0;

    if (generation != worker->generation) {
        tok2vec_forget(worker->tok2vec);
        tok2vec_forget(worker->names_tok2vec);
        worker->generation = generation;
    }
    worker->pieces.len = 0;
    worker->docs = 0;
    while (at < count && worker->pieces.len < GROUP) {
        size_t start = worker->pieces.len;

        tokenizer_cut(worker->tokenizer, text[at], &worker->pieces);
        doc[at] = (struct analysis){.text = text[at],
                                    .len = worker->pieces.len - start};
        make_room(worker, worker->docs + 1, 0);
        if (doc[at].len != 0) {
            worker->doc[worker->docs] = &doc[at];
            worker->first[worker->docs] = start;
            worker->docs++;
        }
        at++;
    }
    worker->first[worker->docs] = worker->pieces.len;
    *taken = at;
}

/* Room for so many texts and rows: grown here, between passes, only. */
static void make_room(struct lang_worker *worker, size_t texts, size_t rows)
{
    if (texts > worker->room) {
        worker->room = 2 * texts;
        worker->doc = mem_resize(worker->doc, worker->room, sizeof(void *));
        worker->first =
            mem_resize(worker->first, worker->room + 1, sizeof *worker->first);
    }
    if (rows > worker->rows) {
        worker->rows = rows + rows / 2;
        free(worker->tag);
        worker->tag = mem_alloc(worker->rows, sizeof *worker->tag);
    }
}

static void fill_tokens(struct lang_worker *worker, struct arena *arena)
{
    for (size_t i = 0; i < worker->docs; i++) {
        struct analysis *doc = worker->doc[i];

        doc->token = arena_alloc(arena, doc->len, sizeof *doc->token);
        pieces_to_tokens(worker->pieces.item + worker->first[i], doc->len,
                         doc->text, arena, doc->token);
        for (size_t t = 0; t < doc->len; t++) {
            doc->token[t].pos = "";
            doc->token[t].morph = "";
            doc->token[t].ent_type = "";
        }
    }
}

static void tag_and_parse(struct lang_worker *worker, const struct batch *batch)
{
    const struct lang_model *model = worker->model;
    struct rows rows = {tok2vec_run(worker->tok2vec, batch), TOK2VEC_WIDTH,
                        worker->pieces.len};

    make_room(worker, 0, rows.count);
    tagger_run(model->tagger, worker->kern, rows, worker->tag_score,
               worker->tag);
    step_begin(worker->parser_step, rows);
    for (size_t i = 0; i < worker->docs; i++) {
        struct analysis *doc = worker->doc[i];
        size_t row = worker->first[i];

        for (size_t t = 0; t < doc->len; t++) {
            doc->token[t].tag = worker->tag[row + t];
        }
        parser_decode(worker->parser, worker->parser_step, row, doc->token,
                      doc->len);
    }
}

static void apply_tables(struct lang_worker *worker, struct arena *arena)
{
    const struct lang_model *model = worker->model;

    for (size_t i = 0; i < worker->docs; i++) {
        struct analysis *doc = worker->doc[i];
        const struct piece *piece = worker->pieces.item + worker->first[i];

        ruler_apply(model->ruler, piece, doc->token, doc->len);
        lemmatizer_apply(model->lemmatizer, worker->lemmas, piece, arena, doc);
    }
}

static void find_names(struct lang_worker *worker, const struct batch *batch)
{
    struct rows rows = {tok2vec_run(worker->names_tok2vec, batch),
                        TOK2VEC_WIDTH, worker->pieces.len};

    step_begin(worker->names_step, rows);
    for (size_t i = 0; i < worker->docs; i++) {
        struct analysis *doc = worker->doc[i];

        names_decode(worker->model->names, worker->names_step, worker->first[i],
                     doc->token, doc->len);
    }
}

static void find_sentences(struct analysis *doc, struct arena *arena)
{
    size_t count = 0;

    for (size_t i = 0; i < doc->len; i++) {
        count += doc->token[i].sent_start == 1;
    }
    doc->sentence = arena_alloc(arena, count, sizeof *doc->sentence);
    for (size_t i = 0; i < doc->len; i++) {
        if (doc->token[i].sent_start == 1) {
            doc->sentence[doc->sentences++].start = i;
        }
        if (doc->sentences != 0) {
            doc->sentence[doc->sentences - 1].end = i + 1;
        }
    }
}
