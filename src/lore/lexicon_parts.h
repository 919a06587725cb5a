/*
 * lexicon_parts.h - what the files of the lexicon share, and nobody else.
 */
#ifndef DEMARCHE_LORE_LEXICON_PARTS_H
#define DEMARCHE_LORE_LEXICON_PARTS_H

#include "base/arena.h"
#include "base/tsv.h"
#include "lore/lexicon.h"

struct class_item {
    struct word_class class;
    struct slice *word; /* the same words, in the order of the table */
    size_t words;
};

struct frame_list {
    const struct act_frame **item;
    size_t len;
    size_t cap;
};

struct light {
    enum light_who who;
    unsigned flags;
};

struct score {
    const char *name;
    double value;
};

struct lexicon {
    const struct ontology *ontology;
    struct arena arena; /* strings, frames, classes */
    struct class_item **class;
    size_t classes;
    size_t class_cap;
    struct frame_list *list; /* frames by first word */
    size_t lists;
    size_t list_cap;
    struct map by_word; /* first word → 1 + index of list */
    size_t frames;
    struct map light; /* verb → struct light * */
    struct map flag[PLACE_COUNT];
    struct score *score;
    size_t scores;
    size_t score_cap;
    struct turn *turn;
    size_t turns;
    size_t turn_cap;
};

/* The next piece of `text` up to one of the bytes in `marks`, which is eaten;
 * false at the end. */
bool piece_next(struct slice *text, const char *marks, struct slice *piece);

const struct class_item *lexicon_class_item(const struct lexicon *lexicon,
                                            struct slice name);

/* Read the notation of a frame ("obj=@party:whom to?:what") into `frame`. */
MUST_USE bool act_frame_read(struct lexicon *lexicon, const struct tsv *tsv,
                             struct slice text, struct act_frame *frame,
                             struct err *err);

#endif
