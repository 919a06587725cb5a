/* pipeline_int.h - what a model consists of.  Only for pipeline*.c. */
#ifndef DEMARCHE_LANG_PIPELINE_INT_H
#define DEMARCHE_LANG_PIPELINE_INT_H

#include "lang/lemmatizer.h"
#include "lang/names.h"
#include "lang/parser.h"
#include "lang/pipeline.h"
#include "lang/ruler.h"
#include "lang/tagger.h"
#include "lang/tok2vec.h"

struct lang_model {
    char *name;
    struct tokenizer *tokenizer;
    struct vectors *vectors; /* NULL: the model has none */
    struct tok2vec *tok2vec; /* of tagger and parser */
    struct tagger *tagger;
    struct parser *parser;
    struct ruler *ruler;
    struct lemmatizer *lemmatizer;
    struct tok2vec *names_tok2vec;
    struct names *names;
};

#endif
