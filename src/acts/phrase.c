#include "acts/phrase.h"

/* How many verbs up a subject may be shared. */
enum { CLIMB = 8 };

static bool is_comma(const struct analysis *doc, size_t at);
static struct span without_clauses(const struct tree *tree, uint32_t head,
                                   struct span span, bool relative);
static uint32_t shared_subject(const struct tree *tree, uint32_t at);

struct span phrase_noun(const struct tree *tree, uint32_t head,
                        struct span within, bool relative)
{
    const struct analysis *doc = tree->doc;
    struct span span =
        without_clauses(tree, head, tree_subtree(tree, head), relative);
    bool comma = false;

    span.start = span.start > within.start ? span.start : within.start;
    span.end = span.end < within.end ? span.end : within.end;
    while (span.start < head &&
           label_in(doc->token[span.start].tag, ", : . CC _SP -LRB- `` ''")) {
        span.start++;
    }
    while (span.end > head + 1 &&
           label_in(doc->token[span.end - 1].tag, ", : . CC _SP ``")) {
        span.end--;
    }
    for (size_t i = span.start; i < span.end; i++) {
        comma = comma || (i > head && is_comma(doc, i));
    }
    if (comma && span.end < within.end && is_comma(doc, span.end)) {
        span.end++;
    }
    return span;
}

static bool is_comma(const struct analysis *doc, size_t at)
{
    return doc->token[at].tag[0] == ',';
}

/* A clause set off by a comma tells more, but not who it is. */
static struct span without_clauses(const struct tree *tree, uint32_t head,
                                   struct span span, bool relative)
{
    const char *clauses = relative ? "acl" : "relcl acl";

    for (uint32_t child = tree_first_child(tree, head); child != TREE_NONE;
         child = tree_next_child(tree, child)) {
        struct span clause = tree_subtree(tree, child);

        if (clause.start > head && clause.start < span.end &&
            (tree_is_dep(tree, child, "advcl ccomp parataxis") ||
             (tree_is_dep(tree, child, clauses) &&
              is_comma(tree->doc, clause.start - 1)))) {
            span.end = clause.start;
        }
    }
    return span;
}

struct span phrase_verb(const struct tree *tree, uint32_t at)
{
    const struct analysis *doc = tree->doc;
    struct span span = {at, at + 1U};

    while (span.start > 0) {
        uint32_t left = (uint32_t)span.start - 1;

        if (doc->token[left].head != at || doc->token[left].is_space ||
            !tree_is_dep(tree, left, "aux auxpass neg advmod") ||
            tree_is_tag(tree, left, "WRB")) {
            break;
        }
        span.start = left;
    }
    while (span.end < doc->len) {
        uint32_t right = (uint32_t)span.end;

        if (doc->token[right].head != at ||
            !tree_is_dep(tree, right, "prt neg")) {
            break;
        }
        span.end = right + 1U;
    }
    return span;
}

bool phrase_is_passive(const struct tree *tree, uint32_t at)
{
    if (tree_child(tree, at, "auxpass nsubjpass agent") != TREE_NONE) {
        return true;
    }
    return tree_is_tag(tree, at, "VBN") &&
           tree_child(tree, at, "aux nsubj dobj") == TREE_NONE &&
           tree_is_dep(tree, at, "acl advcl relcl");
}

uint32_t phrase_agent(const struct tree *tree, uint32_t at)
{
    uint32_t by = tree_child(tree, at, "agent");

    return by != TREE_NONE ? tree_child(tree, by, "pobj") : TREE_NONE;
}

uint32_t phrase_subject(const struct tree *tree, uint32_t at)
{
    uint32_t subject = tree_child(tree, at, "nsubj nsubjpass");

    if (subject == TREE_NONE &&
        tree_child(tree, at, "expl csubj") == TREE_NONE) {
        subject = shared_subject(tree, at);
    }
    if (subject != TREE_NONE && tree_is_tag(tree, subject, "EX")) {
        return TREE_NONE;
    }
    return subject;
}

static bool is_infinitive(const struct tree *tree, uint32_t at)
{
    uint32_t aux = tree_child(tree, at, "aux");

    return aux != TREE_NONE && tree_is_tag(tree, aux, "TO");
}

/* "at pains [to stress]": whose pains, says the verb that governs them. */
static uint32_t infinitive_subject(const struct tree *tree, uint32_t at)
{
    uint32_t noun = tree_head(tree, at);
    uint32_t verb = tree_up_pos(tree, at, "VERB AUX");
    uint32_t subject = verb != TREE_NONE
                           ? tree_child(tree, verb, "nsubj nsubjpass")
                           : TREE_NONE;

    return subject != noun ? subject : TREE_NONE;
}

/* Whether the verb `at` may have the subject of the verb above it. */
static bool shares_subject(const struct tree *tree, uint32_t at)
{
    return tree_is_dep(tree, at, "conj xcomp pcomp prep") ||
           (tree_is_dep(tree, at, "advcl") &&
            tree_child(tree, at, "mark") == TREE_NONE);
}

/* "He came [and said]", "he came, [saying]", "he went on [to say]": the
 * subject of the verb above; "a report [saying]": the noun above. */
static uint32_t shared_subject(const struct tree *tree, uint32_t at)
{
    uint32_t head = tree_head(tree, at);

    for (int steps = 0; steps < CLIMB && head != TREE_NONE; steps++) {
        uint32_t subject;

        if (tree_is_dep(tree, at, "acl")) {
            if (is_infinitive(tree, at)) {
                return infinitive_subject(tree, at);
            }
            return tree_is_pos(tree, head, "NOUN PROPN PRON") ? head
                                                              : TREE_NONE;
        }
        if (!shares_subject(tree, at)) {
            return TREE_NONE;
        }
        subject = tree_child(tree, head, "nsubj nsubjpass");
        if (subject != TREE_NONE) {
            return subject;
        }
        at = head;
        head = tree_head(tree, at);
    }
    return TREE_NONE;
}
