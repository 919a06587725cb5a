/* pipeline_read.c - a model from its package, part by part. */
#include "base/mem.h"
#include "lang/pipeline_int.h"
#include "model/manifest.h"

#include <stdlib.h>

/* Where parts come from, and what was seen of them. */
struct source {
    struct package *package;
    struct manifest seen;
};

static bool read_all(struct lang_model *made, struct source *from,
                     struct err *err);

bool lang_model_open(struct lang_model **model, const char *path,
                     struct err *err)
{
    struct lang_model *made = mem_alloc(1, sizeof *made);
    struct source from = {0};
    bool ok =
        package_open(&from.package, path, err) && read_all(made, &from, err);

    made->name = ok ? manifest_name(&from.seen, path, err) : NULL;
    ok = made->name != NULL;
    package_close(from.package);
    if (!ok) {
        lang_model_free(made);
        made = NULL;
    }
    *model = made;
    return ok;
}

void lang_model_free(struct lang_model *model)
{
    if (model == NULL) {
        return;
    }
    tokenizer_free(model->tokenizer);
    tok2vec_free(model->tok2vec);
    tagger_free(model->tagger);
    parser_free(model->parser);
    ruler_free(model->ruler);
    lemmatizer_free(model->lemmatizer);
    tok2vec_free(model->names_tok2vec);
    names_free(model->names);
    vectors_free(model->vectors);
    free(model->name);
    free(model);
}

const char *lang_model_name(const struct lang_model *model)
{
    return model->name;
}

static bool take(struct source *from, const char *name, struct part *part,
                 struct err *err)
{
    bool ok = package_part(from->package, name, part, err);

    if (ok) {
        manifest_note(&from->seen, name, part);
    }
    return ok;
}

static bool read_tokenizer(struct lang_model *made, struct source *from,
                           struct err *err)
{
    struct part rules = {0};
    struct part lookups = {0};
    bool ok = take(from, "tokenizer", &rules, err) &&
              take(from, "vocab/lookups.bin", &lookups, err) &&
              tokenizer_read(&made->tokenizer, &rules, &lookups, err);

    part_release(&rules);
    part_release(&lookups);
    return ok;
}

static bool read_vectors(struct lang_model *made, struct source *from,
                         struct err *err)
{
    struct part rows = {0};
    struct part keys = {0};
    bool ok = !package_has(from->package, "vocab/vectors") ||
              (take(from, "vocab/vectors", &rows, err) &&
               take(from, "vocab/key2row", &keys, err) &&
               vectors_read(&made->vectors, &rows, &keys, err));

    part_release(&rows);
    part_release(&keys);
    return ok;
}

static bool read_tok2vec(struct lang_model *made, struct source *from,
                         struct err *err)
{
    struct part part = {0};
    struct thinc net = {0};
    bool ok = take(from, "tok2vec/model", &part, err) &&
              thinc_read(&net, &part, err) &&
              tok2vec_read(&made->tok2vec, &net, made->vectors, err);

    thinc_release(&net);
    part_release(&part);
    return ok;
}

static bool read_tagger(struct lang_model *made, struct source *from,
                        struct err *err)
{
    struct part part = {0};
    struct part labels = {0};
    struct thinc net = {0};
    bool ok = take(from, "tagger/model", &part, err) &&
              take(from, "tagger/cfg", &labels, err) &&
              thinc_read(&net, &part, err) &&
              tagger_read(&made->tagger, &net, &labels, err);

    thinc_release(&net);
    part_release(&part);
    part_release(&labels);
    return ok;
}

static bool read_parser(struct lang_model *made, struct source *from,
                        struct err *err)
{
    struct part part = {0};
    struct part moves = {0};
    struct thinc net = {0};
    bool ok = take(from, "parser/model", &part, err) &&
              take(from, "parser/moves", &moves, err) &&
              thinc_read(&net, &part, err) &&
              parser_read(&made->parser, &net, &moves, err);

    thinc_release(&net);
    part_release(&part);
    part_release(&moves);
    return ok;
}

static bool read_tables(struct lang_model *made, struct source *from,
                        struct err *err)
{
    struct part patterns = {0};
    struct part lookups = {0};
    bool ok = take(from, "attribute_ruler/patterns", &patterns, err) &&
              take(from, "lemmatizer/lookups/lookups.bin", &lookups, err) &&
              ruler_read(&made->ruler, &patterns, err) &&
              lemmatizer_read(&made->lemmatizer, &lookups, false, err);

    part_release(&patterns);
    part_release(&lookups);
    return ok;
}

static bool read_names(struct lang_model *made, struct source *from,
                       struct err *err)
{
    struct part part = {0};
    struct part moves = {0};
    struct thinc net = {0};
    bool ok = take(from, "ner/model", &part, err) &&
              take(from, "ner/moves", &moves, err) &&
              thinc_read(&net, &part, err) &&
              tok2vec_read(&made->names_tok2vec, &net, made->vectors, err) &&
              names_read(&made->names, &net, &moves, err);

    thinc_release(&net);
    part_release(&part);
    part_release(&moves);
    return ok;
}

static bool read_all(struct lang_model *made, struct source *from,
                     struct err *err)
{
    return read_tokenizer(made, from, err) && read_vectors(made, from, err) &&
           read_tok2vec(made, from, err) && read_tagger(made, from, err) &&
           read_parser(made, from, err) && read_tables(made, from, err) &&
           read_names(made, from, err);
}
