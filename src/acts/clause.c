#include "acts/scene.h"

enum { CLIMB = 12 };

/* "which", "that", "who" stand for the noun their clause hangs on. */
static uint32_t antecedent(const struct scene *scene, uint32_t at)
{
    const struct tree *tree = &scene->tree;
    uint32_t clause;

    if (!tree_is_tag(tree, at, "WDT WP WP$")) {
        return at;
    }
    clause = at;
    for (int i = 0; i < CLIMB && clause != TREE_NONE; i++) {
        if (tree_is_dep(tree, clause, "relcl")) {
            return tree_head(tree, clause);
        }
        clause = tree_head(tree, clause);
    }
    return at;
}

static bool is_passive(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;

    for (int i = 0; i < CLIMB; i++) {
        if (tree_child(tree, verb, "auxpass nsubjpass csubjpass") !=
            TREE_NONE) {
            return true;
        }
        if (tree_is_tag(tree, verb, "VBN") &&
            tree_child(tree, verb, "agent") != TREE_NONE) {
            return true; /* "felt threatened by" */
        }
        if (!tree_is_tag(tree, verb, "VBN") ||
            tree_child(tree, verb, "aux nsubj") != TREE_NONE) {
            return false;
        }
        if (tree_is_dep(tree, verb, "acl amod advcl relcl ROOT")) {
            return tree_child(tree, verb, "dobj") == TREE_NONE;
        }
        if (!tree_is_dep(tree, verb, "conj")) {
            return false;
        }
        verb = tree_head(tree, verb); /* "was stopped and [searched]" */
        if (!tree_is_pos(tree, verb, "VERB AUX")) {
            return false;
        }
    }
    return false;
}

/* The subject nearest to the verb: a dateline before it may look like one. */
static uint32_t own_subject(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;
    uint32_t found = TREE_NONE;

    for (uint32_t c = tree_first_child(tree, verb); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (tree_is_dep(tree, c, "nsubj nsubjpass csubj csubjpass") &&
            (c < verb || found == TREE_NONE)) {
            found = c;
        }
    }
    return found;
}

/* "Kiev insists ..., [considers] it closed, and demands ...": a list whose
 * first verb the parser hung below the second as its clause. */
static uint32_t subject_of_list(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;
    uint32_t first = tree_child(tree, verb, "ccomp");
    size_t end;

    if (first == TREE_NONE || first > verb ||
        !tree_is_tag(tree, first, "VBZ VBD VBP") ||
        !tree_is_tag(tree, verb, "VBZ VBD VBP") ||
        strcmp(tree->doc->token[first].tag, tree->doc->token[verb].tag) != 0) {
        return TREE_NONE;
    }
    end = tree_subtree(tree, first).end;
    return end < scene->doc->len && end <= verb &&
                   scene_form_is(scene, (uint32_t)end, ",")
               ? own_subject(scene, first)
               : TREE_NONE;
}

/* The grammatical subject of a verb, its own or the one it shares. */
static uint32_t surface_subject(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;

    for (int i = 0; i < CLIMB && verb != TREE_NONE; i++) {
        uint32_t subject = own_subject(scene, verb);
        uint32_t head = tree_head(tree, verb);

        if (subject != TREE_NONE) {
            return antecedent(scene, subject);
        }
        subject = subject_of_list(scene, verb);
        if (subject != TREE_NONE) {
            return subject;
        }
        if (tree_child(tree, verb, "expl") != TREE_NONE || head == TREE_NONE) {
            return TREE_NONE;
        }
        if (tree_is_dep(tree, verb, "acl relcl")) {
            return tree_is_tag(tree, verb, "VBG VBN") &&
                           tree_is_pos(tree, head, "NOUN PROPN PRON")
                       ? head
                       : TREE_NONE;
        }
        if (tree_is_dep(tree, verb, "xcomp ccomp") &&
            tree_child(tree, head, "dobj") != TREE_NONE &&
            tree_child(tree, verb, "aux") != TREE_NONE) {
            return tree_child(tree, head, "dobj"); /* "told Kiev to talk" */
        }
        if (tree_is_dep(tree, verb, "pcomp")) {
            head = tree_head(tree, head); /* "by talking" */
            if (head != TREE_NONE && scene_form_is(scene, head, "short")) {
                head = tree_head(tree, head); /* "stopped short of talking" */
            }
        }
        if (head == TREE_NONE ||
            !tree_is_dep(tree, verb,
                         "conj xcomp ccomp advcl pcomp acomp attr oprd dep")) {
            return TREE_NONE;
        }
        if (tree_is_dep(tree, verb, "conj") &&
            !tree_is_pos(tree, head, "VERB AUX ADJ")) {
            /* "[The allies], all of whom spoke, called on ..." */
            return tree_is_dep(tree, head, "ROOT") &&
                           tree_is_pos(tree, head, "NOUN PROPN") &&
                           tree_is_tag(tree, verb, "VBD VBZ VBP")
                       ? head
                       : TREE_NONE;
        }
        verb = head;
    }
    return TREE_NONE;
}

uint32_t clause_subject_of(const struct scene *scene, uint32_t verb)
{
    if (is_passive(scene, verb)) {
        uint32_t agent = tree_child(&scene->tree, verb, "agent");

        if (agent == TREE_NONE) {
            agent = scene_child(scene, verb, "prep", "by");
        }
        return agent != TREE_NONE ? scene_behind(scene, agent) : TREE_NONE;
    }
    return surface_subject(scene, verb);
}

static void add_modals(const struct scene *scene, uint32_t verb,
                       struct clause *clause)
{
    const struct tree *tree = &scene->tree;
    size_t before = clause->modals;

    for (uint32_t c = tree_first_child(tree, verb); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (tree_is_dep(tree, c, "aux") && clause->modals < CLAUSE_AUX) {
            struct slice form = scene->form[c];

            /* "won't", "'ll", "can't" */
            if (slice_is(form, "wo") || slice_is(form, "'ll") ||
                slice_is(form, "’ll")) {
                form = SLICE("will");
            } else if (slice_is(form, "ca")) {
                form = SLICE("can");
            } else if (slice_is(form, "'d") || slice_is(form, "’d")) {
                form = SLICE("would");
            }
            clause->modal[clause->modals++] = form;
        }
        clause->negated |= tree_is_dep(tree, c, "neg");
        clause->negated |= tree_is_dep(tree, c, "advmod preconj cc") &&
                           (lexicon_flags(scene->coder->lexicon, PLACE_ADVERB,
                                          scene->form[c]) &
                            1U << FLAG_NEGATED) != 0;
    }
    /* "will meet and [discuss]" */
    if (clause->modals == before && tree_is_dep(tree, verb, "conj") &&
        tree_is_tag(tree, verb, "VB") &&
        tree_child(tree, verb, "nsubj") == TREE_NONE &&
        tree_is_pos(tree, tree_head(tree, verb), "VERB AUX")) {
        bool negated = clause->negated;

        add_modals(scene, tree_head(tree, verb), clause);
        clause->negated = negated; /* "will not meet but [write]" */
    }
}

/* Flags of a governor ("plans to"), 0: the word passes nothing on. */
static unsigned governor_flags(const struct scene *scene, uint32_t head)
{
    const struct lexicon *lexicon = scene->coder->lexicon;
    unsigned flags = lexicon_flags(lexicon, PLACE_GOVERNOR, scene->low[head]);

    return flags != 0
               ? flags
               : lexicon_flags(lexicon, PLACE_GOVERNOR, scene->form[head]);
}

/* Climb from an infinitive or gerund to the verb that carries the tense:
 * false if the words above it do not say that it happens. */
static bool climb(const struct scene *scene, struct clause *clause)
{
    const struct tree *tree = &scene->tree;

    for (int i = 0; i < CLIMB; i++) {
        uint32_t head = tree_head(tree, clause->top);
        unsigned flags;

        if (head == TREE_NONE ||
            !tree_is_dep(tree, clause->top, "xcomp ccomp acomp attr")) {
            return clause->top != clause->verb;
        }
        flags = tree_is_dep(tree, clause->top, "acomp attr")
                    ? 1U << FLAG_ASPECT
                    : governor_flags(scene, head);
        if (flags == 0) {
            return clause->top != clause->verb &&
                   !tree_is_tag(tree, clause->top, "VB VBG");
        }
        clause->flags |= flags;
        clause->top = head;
        add_modals(scene, head, clause);
        if (slice_is(scene->low[head], "go") && clause->modals < CLAUSE_AUX) {
            clause->modal[clause->modals++] = SLICE("will");
            clause->flags |= 1U << FLAG_FUTURE;
        }
        if (tree_child(tree, head, "nsubj nsubjpass csubj expl") != TREE_NONE) {
            return true;
        }
    }
    return false;
}

/* The word that makes a clause a condition: "if", "unless", "as long as". */
static uint32_t condition_marker(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;
    unsigned conditional = 1U << FLAG_CONDITIONAL;
    uint32_t subject = tree_child(tree, verb, "nsubj nsubjpass");

    if (scene_form_in(scene, verb, "provided providing")) {
        return verb;
    }
    for (uint32_t c = tree_first_child(tree, verb); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        uint32_t from = c;

        if (c > verb) {
            break;
        }
        if (tree_is_dep(tree, c, "mark prep advmod") &&
            (scene_flags(scene, PLACE_MARKER, c) & conditional) != 0) {
            return c;
        }
        /* "as long [as]": the words before the marker */
        if (tree_is_dep(tree, c, "mark") && c >= 2) {
            from = c - 2;
            if ((scene_flags(scene, PLACE_MARKER, from) & conditional) != 0) {
                return c;
            }
        }
        if (subject != TREE_NONE && c < subject &&
            ((tree_is_tag(tree, c, "MD") &&
              scene_form_is(scene, c, "should")) ||
             (tree_is_dep(tree, c, "aux") &&
              scene_form_in(scene, c, "had were") &&
              tree_is_dep(tree, verb, "advcl ccomp")))) {
            return c; /* "should the talks fail", "had they failed" */
        }
    }
    return TREE_NONE;
}

/* Whether the verb or one above it stands in a condition or an open question
 * ("whether it will talk"): then nothing is said to be so. */
static bool in_condition(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;

    for (int i = 0; i < 4 * CLIMB && verb != TREE_NONE; i++) {
        if (tree_is_pos(tree, verb, "VERB AUX") &&
            tree_is_dep(tree, verb, "advcl ccomp pcomp xcomp conj relcl")) {
            uint32_t whether = scene_child(scene, verb, "mark", "whether");

            if (whether != TREE_NONE ||
                condition_marker(scene, verb) != TREE_NONE) {
                return true;
            }
        }
        if (tree_is_dep(tree, verb, "acl") &&
            scene_child(scene, verb, "mark", "that") != TREE_NONE &&
            word_class_has(
                lexicon_class(scene->coder->lexicon, SLICE("@unreal")),
                scene->low[tree_head(tree, verb)])) {
            return true; /* "the idea that it will talk" */
        }
        if (tree_is_dep(tree, verb, "ccomp") && tree_head(tree, verb) < verb &&
            word_class_has(
                lexicon_class(scene->coder->lexicon, SLICE("@imagine")),
                scene->low[tree_head(tree, verb)])) {
            return true; /* "it is hard to imagine that it will talk" */
        }
        verb = tree_head(tree, verb);
    }
    return false;
}

uint32_t clause_condition(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;

    for (uint32_t c = tree_first_child(tree, verb); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (tree_is_dep(tree, c, "advcl") &&
            condition_marker(scene, c) != TREE_NONE) {
            return c;
        }
        if (tree_is_dep(tree, c, "prep") &&
            (scene_form_in(scene, c, "provided providing") ||
             (scene_flags(scene, PLACE_PHRASE, c) & 1U << FLAG_CONDITIONAL) !=
                 0)) {
            return c;
        }
        if (tree_is_dep(tree, c, "dobj")) { /* "the plan [provided] that ..." */
            uint32_t below = tree_child(tree, c, "acl");

            if (below != TREE_NONE &&
                scene_form_in(scene, below, "provided providing") &&
                tree_child(tree, below, "ccomp") != TREE_NONE) {
                return below;
            }
        }
        if (tree_is_dep(tree, c, "advmod") && scene_form_is(scene, c, "long") &&
            tree_child(tree, c, "advcl") != TREE_NONE) {
            return tree_child(tree, c, "advcl"); /* "as long as it pays" */
        }
    }
    return TREE_NONE;
}

static bool has_modal(const struct clause *clause)
{
    for (size_t i = 0; i < clause->modals; i++) {
        if (!slice_is(clause->modal[i], "to")) {
            return true;
        }
    }
    return false;
}

/* "to" right before the verb, adverbs aside: not "Russia to West: offer". */
static bool has_to_before(const struct scene *scene, uint32_t verb)
{
    uint32_t to = scene_child(scene, verb, "aux", "to");

    if (to == TREE_NONE || to > verb) {
        return false;
    }
    for (uint32_t i = to + 1; i < verb; i++) {
        if (!tree_is_pos(&scene->tree, i, "ADV PART AUX PUNCT SPACE ADJ")) {
            return false;
        }
    }
    return true;
}

/* "stopped short [of] asking": not asked. */
static bool is_short_of(const struct scene *scene, uint32_t of)
{
    return of != TREE_NONE && scene_form_is(scene, of, "of") &&
           scene_form_is(scene, tree_head(&scene->tree, of), "short");
}

/* Whether the form and place of the verb make it a statement: "he refused",
 * not "to refuse", "refusing" as a noun, "if he refused". */
static bool is_statement(const struct scene *scene, struct clause *clause)
{
    const struct tree *tree = &scene->tree;
    uint32_t verb = clause->verb;

    clause->infinitive = has_to_before(scene, verb);
    if (clause->infinitive) {
        return tree_is_dep(tree, verb, "ROOT") || climb(scene, clause);
    }
    if (tree_is_dep(tree, verb, "amod compound nmod")) {
        return false;
    }
    if (tree_is_tag(tree, verb, "VB") && tree_is_dep(tree, verb, "conj") &&
        tree_child(tree, verb, "aux nsubj") == TREE_NONE &&
        tree_is_pos(tree, tree_head(tree, verb), "VERB AUX")) {
        struct clause first = {.verb = tree_head(tree, verb),
                               .top = tree_head(tree, verb)};
        bool finite;

        add_modals(scene, first.verb, &first);
        finite = is_statement(scene, &first);
        clause->flags |= first.flags;
        return finite; /* "is to stay and [watch]" */
    }
    if (tree_is_tag(tree, verb, "VB") && !has_modal(clause)) {
        return false; /* "Talk now!", "demanded that he talk" */
    }
    if (tree_is_tag(tree, verb, "VBG") &&
        tree_child(tree, verb, "aux") == TREE_NONE) {
        if (tree_is_dep(tree, verb, "pcomp")) {
            uint32_t head = tree_head(tree, verb);

            return head != TREE_NONE &&
                   (scene_form_in(scene, head, "after by since upon without") ||
                    is_short_of(scene, head));
        }
        if (tree_is_dep(tree, verb, "conj")) {
            return tree_is_pos(tree, tree_head(tree, verb), "VERB AUX");
        }
        return tree_is_dep(tree, verb, "advcl acl ROOT dep") ||
               climb(scene, clause);
    }
    if (tree_is_dep(tree, verb, "xcomp")) {
        return climb(scene, clause);
    }
    return true;
}

/* Whether a noun says that there is none: "has [no plans]". */
static bool is_none(const struct scene *scene, uint32_t noun)
{
    return noun != TREE_NONE &&
           scene_child(scene, noun, "det", "no") != TREE_NONE;
}

/* "rejected [it]", "said [no]" */
static uint32_t object_of(const struct scene *scene, uint32_t verb)
{
    uint32_t object = tree_child(&scene->tree, verb, "dobj");
    uint32_t word = tree_child(&scene->tree, verb, "intj");

    if (object != TREE_NONE) {
        return antecedent(scene, object);
    }
    return word != TREE_NONE && word > verb &&
                   scene_form_in(scene, word, "yes no")
               ? word
               : TREE_NONE;
}

/* The objects of the verb, the subject of a passive among them. */
static void read_objects(const struct scene *scene, struct clause *clause)
{
    const struct tree *tree = &scene->tree;
    uint32_t verb = clause->verb;

    clause->object = object_of(scene, verb);
    clause->negated |= is_none(scene, clause->object) ||
                       is_none(scene, tree_child(tree, verb, "attr"));
    clause->iobject = tree_child(tree, verb, "dative");
    if (clause->iobject != TREE_NONE &&
        tree_is_pos(tree, clause->iobject, "ADP")) {
        clause->iobject = TREE_NONE; /* "to", found as a preposition */
    }
    if (clause->passive) {
        uint32_t subject = surface_subject(scene, clause->top);

        if (clause->object == TREE_NONE) {
            clause->object = subject;
        } else {
            clause->iobject = subject; /* "[Kiev] was offered talks" */
        }
    }
}

void clause_read(const struct scene *scene, uint32_t verb,
                 struct clause *clause)
{
    const struct tree *tree = &scene->tree;

    *clause = (struct clause){.verb = verb,
                              .top = verb,
                              .subject = TREE_NONE,
                              .object = TREE_NONE,
                              .iobject = TREE_NONE,
                              .condition = TREE_NONE};
    add_modals(scene, verb, clause);
    clause->passive = is_passive(scene, verb);
    clause->negated |=
        tree_is_dep(tree, verb, "pcomp") &&
        (scene_form_is(scene, tree_head(tree, verb), "without") ||
         is_short_of(scene, tree_head(tree, verb)));
    clause->finite = is_statement(scene, clause) && !in_condition(scene, verb);
    clause->subject = clause_subject_of(
        scene, clause->passive || own_subject(scene, verb) != TREE_NONE
                   ? verb
                   : clause->top);
    if (!clause->passive && clause->top != verb &&
        is_passive(scene, clause->top)) { /* "is expected to visit" */
        clause->subject = surface_subject(scene, clause->top);
    }
    read_objects(scene, clause);
    clause->condition = clause_condition(scene, verb);
    if (clause->condition == TREE_NONE && clause->top != verb) {
        clause->condition = clause_condition(scene, clause->top);
    }
}
