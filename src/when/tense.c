#include "when/tense.h"

#include <string.h>

enum { CLIMB = 16, REACH = 16 };

/* The auxiliaries before a verb, as far as they tell the tense. */
struct auxiliaries {
    bool ahead;   /* will, to, may */
    bool past;    /* had, was, did */
    bool present; /* is, are, has */
    bool perfect; /* has, have, had */
};

static bool is_one_of(struct slice word, const char *const *list, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (slice_is(word, list[i])) {
            return true;
        }
    }
    return false;
}

static struct auxiliaries auxiliaries_of(const struct analysis *doc,
                                         size_t verb)
{
    static const char *const ahead[] = {"will", "'ll",  "shall", "should",
                                        "may",  "must", "can",   "wo"};
    struct auxiliaries found = {0};

    for (size_t i = verb > REACH ? verb - REACH : 0; i < verb; i++) {
        const struct token *token = &doc->token[i];

        if (token->head != verb || strncmp(token->dep, "aux", 3) != 0) {
            continue;
        }
        found.ahead =
            found.ahead || strcmp(token->tag, "TO") == 0 ||
            is_one_of(token->norm, ahead, sizeof ahead / sizeof *ahead) ||
            slice_is(token->norm, "would");
        found.past = found.past || strcmp(token->tag, "VBD") == 0;
        found.present = found.present || strcmp(token->tag, "VBZ") == 0 ||
                        strcmp(token->tag, "VBP") == 0;
        found.perfect = found.perfect || slice_is(token->lemma, "have");
    }
    return found;
}

static enum when_tense tense_of(const struct analysis *doc, size_t verb)
{
    const char *tag = doc->token[verb].tag;
    struct auxiliaries aux = auxiliaries_of(doc, verb);

    if (aux.ahead && !aux.perfect) {
        return TENSE_AHEAD;
    }
    if (strcmp(tag, "VBD") == 0 || aux.past || aux.perfect) {
        return TENSE_PAST;
    }
    if (aux.present || strcmp(tag, "VBZ") == 0 || strcmp(tag, "VBP") == 0) {
        return TENSE_PRESENT; /* "leaves on Friday", "is due on Friday" */
    }
    if (strcmp(tag, "VB") == 0) {
        return TENSE_AHEAD;
    }
    return strcmp(tag, "VBN") == 0 ? TENSE_PAST : TENSE_NONE;
}

enum when_tense when_tense(const struct analysis *doc, size_t first,
                           size_t last)
{
    size_t at = first;

    if (doc->len == 0) {
        return TENSE_NONE;
    }
    /* out of the expression, then up to a verb that tells */
    for (int i = 0; i < CLIMB; i++) {
        size_t up = doc->token[at].head;
        const struct token *token = &doc->token[at];

        if ((at < first || at > last) && (strcmp(token->pos, "VERB") == 0 ||
                                          strcmp(token->pos, "AUX") == 0)) {
            enum when_tense tense = tense_of(doc, at);

            if (tense != TENSE_NONE) {
                return tense;
            }
        }
        if (up == at || up >= doc->len) {
            break;
        }
        at = up;
    }
    return TENSE_NONE;
}
