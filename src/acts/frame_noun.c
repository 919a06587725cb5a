/* Cues that are no verbs: nouns, adjectives, phrases before a source. */
#include "acts/phrase.h"
#include "acts/quote_parts.h"

/* Phrases like "in the words of". */
enum { PHRASE_TOKENS = 4, PHRASE_BYTES = 64 };

/* A clause or infinitive that says what the noun holds: "the claim [that
 * ...]". */
static bool read_noun_clause(const struct scan *scan, struct frame *frame,
                             uint32_t head)
{
    const struct tree *tree = scan->tree;

    for (uint32_t child = tree_first_child(tree, head); child != TREE_NONE;
         child = tree_next_child(tree, child)) {
        uint32_t mark = tree_child(tree, child, "mark aux");
        bool that = mark != TREE_NONE && tree_is_dep(tree, mark, "mark");
        bool to = mark != TREE_NONE && tree_is_tag(tree, mark, "TO");

        if (child < head || !tree_is_dep(tree, child, "acl ccomp xcomp")) {
            continue;
        }
        if ((that && (frame->cue->frames & FRAME_CLAUSE)) ||
            (to && (frame->cue->frames & FRAME_TO))) {
            frame_add(frame, tree_subtree(tree, child));
            return true;
        }
    }
    return false;
}

/* Whose word the noun is: "[his] claim", "claims by [the army]". */
static uint32_t noun_owner(const struct scan *scan, uint32_t at)
{
    const struct tree *tree = scan->tree;
    uint32_t owner = tree_child(tree, at, "poss");

    for (uint32_t child = tree_first_child(tree, at);
         owner == TREE_NONE && child != TREE_NONE;
         child = tree_next_child(tree, child)) {
        if (tree_is_dep(tree, child, "prep") &&
            (slice_is(scan->doc->token[child].norm, "by") ||
             slice_is(scan->doc->token[child].norm, "from") ||
             slice_is(scan->doc->token[child].norm, "among"))) {
            owner = tree_child(tree, child, "pobj");
        }
    }
    return owner;
}

/* "his [repeated denunciation] of" */
static void take_adjectives(const struct tree *tree, struct frame *frame)
{
    while (frame->group.start > 0 &&
           tree->doc->token[frame->group.start - 1].head == frame->head &&
           tree_is_dep(tree, (uint32_t)frame->group.start - 1, "amod")) {
        frame->group.start--;
    }
}

/* The verb whose object a noun is, also as a later one of several. */
static uint32_t governor(const struct tree *tree, uint32_t *object)
{
    for (int steps = 0; steps < 4 && tree_is_dep(tree, *object, "conj");
         steps++) {
        *object = tree_head(tree, *object);
    }
    return tree_head(tree, *object);
}

bool frame_noun(const struct scan *scan, uint32_t at, struct frame *frame)
{
    const struct tree *tree = scan->tree;
    uint32_t object = at;
    uint32_t verb = governor(tree, &object);
    uint32_t owner = noun_owner(scan, at);
    bool light = verb != TREE_NONE && tree_is_dep(tree, object, "dobj") &&
                 cues_find(scan->document->cues, CUE_LIGHT,
                           scan->doc->token[verb].lemma) != NULL;

    if (tree_is_dep(tree, at, "compound")) {
        return false;
    }
    if (light && owner == TREE_NONE && verb < at) {
        if (object == at) {
            frame->group.start = phrase_verb(tree, verb).start;
        }
        owner = phrase_subject(tree, verb);
    }
    if (!light) {
        take_adjectives(tree, frame);
    }
    if (!read_noun_clause(scan, frame, at) &&
        !(light && read_noun_clause(scan, frame, verb)) &&
        !frame_link(scan, at, frame)) {
        return false;
    }
    if (owner != TREE_NONE) {
        frame_source(scan, frame, owner);
    }
    return true;
}

bool frame_adjective(const struct scan *scan, uint32_t at, struct frame *frame)
{
    const struct tree *tree = scan->tree;
    uint32_t verb = tree_head(tree, at);
    uint32_t subject;

    if (verb == TREE_NONE || !tree_is_dep(tree, at, "acomp oprd") ||
        !tree_is_pos(tree, verb, "AUX VERB") || verb > at) {
        return false;
    }
    subject = phrase_subject(tree, verb);
    frame->group = (struct span){phrase_verb(tree, verb).start, at + 1U};
    if (subject != TREE_NONE &&
        slice_is(scan->doc->token[subject].norm, "it")) {
        subject = TREE_NONE; /* "it is clear that" */
    }
    if (read_noun_clause(scan, frame, at) ||
        read_noun_clause(scan, frame, verb) || frame_link(scan, at, frame)) {
        frame_source(scan, frame, subject);
        return true;
    }
    for (uint32_t child = tree_first_child(tree, at); child != TREE_NONE;
         child = tree_next_child(tree, child)) {
        uint32_t aux = tree_child(tree, child, "aux");
        bool to = aux != TREE_NONE && tree_is_tag(tree, aux, "TO");

        if (!tree_is_dep(tree, child, "xcomp ccomp") || child < at) {
            continue;
        }
        if ((frame->cue->frames & FRAME_RAISE) && to) {
            if (subject != TREE_NONE) {
                frame_add(frame,
                          phrase_noun(tree, subject,
                                      (struct span){0, frame->group.start},
                                      scan->scope == QUOTES_ALL));
            }
            frame_add(frame, tree_subtree(tree, child));
            return true;
        }
        if (frame->cue->frames & (to ? FRAME_TO : FRAME_CLAUSE)) {
            frame_source(scan, frame, subject);
            frame_add(frame, tree_subtree(tree, child));
            return true;
        }
    }
    return false;
}

/* "According to X, ..." and "..., according to X". */
bool frame_according(const struct scan *scan, uint32_t at, struct frame *frame)
{
    const struct tree *tree = scan->tree;
    uint32_t to = tree_child(tree, at, "prep");
    uint32_t head = tree_head(tree, at);
    uint32_t source =
        to != TREE_NONE ? tree_child(tree, to, "pobj") : TREE_NONE;
    struct span own = tree_subtree(tree, at);

    if (to == TREE_NONE || source == TREE_NONE || to != at + 1) {
        return false;
    }
    frame->cue =
        cues_find(scan->document->cues, CUE_PHRASE, SLICE("according to"));
    frame->group.end = to + 1U;
    frame_source(scan, frame, source);
    if (head == TREE_NONE) {
        return false;
    }
    while (!tree_is_pos(tree, head, "VERB AUX") &&
           tree_head(tree, head) != TREE_NONE) {
        head = tree_head(tree, head);
    }
    frame_subtree(scan, frame, head, own);
    frame->finite = true;
    return frame->contents != 0;
}

/* "[in the words of] X": a row of four words that leads to a source. */
bool frame_phrase(const struct scan *scan, uint32_t at, struct frame *frame)
{
    const struct analysis *doc = scan->doc;
    const struct tree *tree = scan->tree;
    uint32_t head = tree_head(tree, at);
    uint32_t of = at + PHRASE_TOKENS - 1;
    uint32_t source;
    struct span own;
    char words[PHRASE_BYTES];
    size_t len = 0;

    if (of + 1 >= doc->len ||
        doc->token[of].end - doc->token[at].start >= PHRASE_BYTES) {
        return false;
    }
    for (size_t i = doc->token[at].start; i < doc->token[of].end; i++) {
        words[len] = doc->text.ptr[i];
        if (words[len] >= 'A' && words[len] <= 'Z') {
            words[len] += 'a' - 'A';
        }
        len++;
    }
    frame->cue =
        cues_find(scan->document->cues, CUE_PHRASE, (struct slice){words, len});
    source = tree_child(tree, of, "pobj");
    if (frame->cue == NULL || source == TREE_NONE || head == TREE_NONE) {
        return false;
    }
    frame->group.end = of + 1U;
    frame_source(scan, frame, source);
    own = tree_subtree(tree, at);
    while (!tree_is_pos(tree, head, "VERB AUX") &&
           tree_head(tree, head) != TREE_NONE) {
        head = tree_head(tree, head);
    }
    frame_subtree(scan, frame, head, own);
    frame->finite = true;
    return frame->contents != 0;
}
