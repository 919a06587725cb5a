/* pipeline_read.c - a model from its package, part by part. */
#include "base/mem.h"
#include "lang/pipeline_int.h"

#include <stdlib.h>

static bool read_all(struct lang_model *made, const struct package *package,
                     struct err *err);

bool lang_model_open(struct lang_model **model, const char *path,
                     struct err *err)
{
    struct lang_model *made = mem_alloc(1, sizeof *made);
    struct package *package;
    bool ok = package_open(&package, path, err) && read_all(made, package, err);

    package_close(package);
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

static bool read_tokenizer(struct lang_model *made,
                           const struct package *package, struct err *err)
{
    struct part rules = {0};
    struct part lookups = {0};
    bool ok = package_part(package, "tokenizer", &rules, err) &&
              package_part(package, "vocab/lookups.bin", &lookups, err) &&
              tokenizer_read(&made->tokenizer, &rules, &lookups, err);

    part_release(&rules);
    part_release(&lookups);
    return ok;
}

static bool read_tok2vec(struct lang_model *made, const struct package *package,
                         struct err *err)
{
    struct part part = {0};
    struct thinc net = {0};
    bool ok = package_part(package, "tok2vec/model", &part, err) &&
              thinc_read(&net, &part, err) &&
              tok2vec_read(&made->tok2vec, &net, made->vectors, err);

    thinc_release(&net);
    part_release(&part);
    return ok;
}

static bool read_tagger(struct lang_model *made, const struct package *package,
                        struct err *err)
{
    struct part part = {0};
    struct part labels = {0};
    struct thinc net = {0};
    bool ok = package_part(package, "tagger/model", &part, err) &&
              package_part(package, "tagger/cfg", &labels, err) &&
              thinc_read(&net, &part, err) &&
              tagger_read(&made->tagger, &net, &labels, err);

    thinc_release(&net);
    part_release(&part);
    part_release(&labels);
    return ok;
}

static bool read_parser(struct lang_model *made, const struct package *package,
                        struct err *err)
{
    struct part part = {0};
    struct part moves = {0};
    struct thinc net = {0};
    bool ok = package_part(package, "parser/model", &part, err) &&
              package_part(package, "parser/moves", &moves, err) &&
              thinc_read(&net, &part, err) &&
              parser_read(&made->parser, &net, &moves, err);

    thinc_release(&net);
    part_release(&part);
    part_release(&moves);
    return ok;
}

static bool read_tables(struct lang_model *made, const struct package *package,
                        struct err *err)
{
    struct part patterns = {0};
    struct part lookups = {0};
    bool ok =
        package_part(package, "attribute_ruler/patterns", &patterns, err) &&
        package_part(package, "lemmatizer/lookups/lookups.bin", &lookups,
                     err) &&
        ruler_read(&made->ruler, &patterns, err) &&
        lemmatizer_read(&made->lemmatizer, &lookups, false, err);

    part_release(&patterns);
    part_release(&lookups);
    return ok;
}

static bool read_names(struct lang_model *made, const struct package *package,
                       struct err *err)
{
    struct part part = {0};
    struct part moves = {0};
    struct thinc net = {0};
    bool ok = package_part(package, "ner/model", &part, err) &&
              package_part(package, "ner/moves", &moves, err) &&
              thinc_read(&net, &part, err) &&
              tok2vec_read(&made->names_tok2vec, &net, made->vectors, err) &&
              names_read(&made->names, &net, &moves, err);

    thinc_release(&net);
    part_release(&part);
    part_release(&moves);
    return ok;
}

static bool read_all(struct lang_model *made, const struct package *package,
                     struct err *err)
{
    return read_tokenizer(made, package, err) &&
           vectors_read(&made->vectors, package, err) &&
           read_tok2vec(made, package, err) &&
           read_tagger(made, package, err) && read_parser(made, package, err) &&
           read_tables(made, package, err) && read_names(made, package, err);
}
