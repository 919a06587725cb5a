/* Two at once: "the two sides", "both presidents", "the leaders". */
#include "acts/mention_parts.h"

/* How far back a pair is looked for. */
enum { BACK_DRAFTS = 60 };

static void set_pair(struct draft *draft, const char *first, const char *second)
{
    draft->is.code[0] = first;
    draft->is.code[1] = second;
    draft->is.codes = 2;
}

/* "Kenya's president met the Ugandan premier. The leaders ...": the two of two
 * sides whom a paragraph names, this one or the last before that names any. */
static void take_two_people(const struct finder *finder, struct draft *draft)
{
    const char *code[2] = {NULL, NULL};
    size_t passage = draft->is.passage;

    for (size_t i = (size_t)(draft - finder->draft), steps = 0;
         i-- > 0 && steps < BACK_DRAFTS; steps++) {
        const struct draft *before = &finder->draft[i];

        if (before->is.passage != passage &&
            (code[0] != NULL || draft->is.passage - before->is.passage > 1)) {
            break;
        }
        passage = before->is.passage;
        if (before->dropped || before->is.plural || before->is.of == NULL ||
            (before->is.kind != MENTION_PERSON &&
             before->is.kind != MENTION_OFFICE) ||
            before->is.of == code[0] || before->is.of == code[1]) {
            continue;
        }
        if (code[1] != NULL) {
            return; /* a third one */
        }
        code[code[0] != NULL] = before->is.of;
    }
    if (code[1] != NULL) {
        set_pair(draft, code[1], code[0]);
    }
}

static bool is_side(const struct draft *draft)
{
    return !draft->dropped && draft->is.kind == MENTION_ACTOR &&
           draft->is.codes == 1;
}

/* "Kenya met Uganda. The two countries ...": the only two sides that the
 * paragraph has named. */
static void take_only_two(struct finder *finder, struct draft *draft)
{
    const char *code[2] = {NULL, NULL};

    for (size_t i = (size_t)(draft - finder->draft); i-- > 0;) {
        const struct draft *before = &finder->draft[i];

        if (before->is.passage != draft->is.passage) {
            break;
        }
        if (!is_side(before) || before->local ||
            before->is.code[0] == code[0] || before->is.code[0] == code[1]) {
            continue;
        }
        if (code[1] != NULL) {
            return; /* a third one */
        }
        code[code[0] != NULL] = before->is.code[0];
    }
    if (code[1] != NULL) {
        set_pair(draft, code[1], code[0]);
    }
}

/* "the two sides": both of the pair of actors named last. */
void pairs_sides(struct finder *finder, struct draft *draft)
{
    size_t at = (size_t)(draft - finder->draft);
    const struct draft *second = NULL;

    for (size_t i = at, steps = 0; i-- > 0 && steps < BACK_DRAFTS; steps++) {
        const struct draft *before = &finder->draft[i];
        const struct analysis *doc;

        if (!is_side(before)) {
            continue;
        }
        doc = &finder->document->doc[before->is.passage];
        if (second != NULL && second->is.passage == before->is.passage &&
            second->is.token.start - before->named_end <= 2 &&
            label_in(doc->token[before->named_end].tag, "CC") &&
            before->is.code[0] != second->is.code[0]) {
            set_pair(draft, before->is.code[0], second->is.code[0]);
            return;
        }
        if (draft->is.kind == MENTION_PRONOUN &&
            (second != NULL || draft->is.passage != before->is.passage)) {
            return; /* "they": those two were named last of all */
        }
        second = before;
    }
    if (draft->pair) {
        take_only_two(finder, draft);
    }
}

/* Whom a plural stands for: "the two sides", "both presidents". */
void pairs_resolve(struct finder *finder, struct draft *draft)
{
    const char *role = draft->is.role;

    if (role != NULL && (strstr(role, "leaders") != NULL ||
                         strstr(role, "presidents") != NULL ||
                         strstr(role, "ministers") != NULL)) {
        take_two_people(finder, draft);
    } else if (draft->pair || (role != NULL && strstr(role, "sides") != NULL)) {
        pairs_sides(finder, draft);
    }
}
