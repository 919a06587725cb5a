#include "acts/speakers.h"

static const struct mention *find_mention(const struct mentions *mentions,
                                          const struct document *document,
                                          const struct quote_site *site,
                                          struct span source);
static void fill(struct speaker *speaker, const struct document *document,
                 const struct mention *mention);

void speakers_name(struct quotes *quotes, const struct document *document,
                   const struct mentions *mentions, struct arena *arena)
{
    for (size_t i = 0; i < quotes->len; i++) {
        struct speaker *speaker = &quotes->quote[i].speaker;
        const struct quote_site *site = &quotes->site[i];
        const struct token *token;
        const struct mention *mention;

        if (!quotes->quote[i].has_speaker ||
            site->source_head == QUOTE_NO_TOKEN) {
            continue;
        }
        mention = mentions != NULL
                      ? find_mention(mentions, document, site, speaker->at)
                      : NULL;
        token = &document->doc[site->passage].token[site->source_head];
        if (mention != NULL) {
            fill(speaker, document, mention);
        } else if (label_in(token->pos, "PROPN")) {
            speaker->name = arena_copy(arena, slice_cut(document->report->text,
                                                        speaker->at))
                                .ptr;
        }
    }
}

static bool inside(struct span inner, struct span outer)
{
    return inner.start >= outer.start && inner.end <= outer.end;
}

/* "one [of them]", "both [of the officials]" */
static const struct mention *of_whom(const struct mentions *mentions,
                                     const struct tree *tree, size_t passage,
                                     uint32_t head)
{
    uint32_t of = tree_child(tree, head, "prep");
    uint32_t whom = of != TREE_NONE ? tree_child(tree, of, "pobj") : TREE_NONE;

    if (whom == TREE_NONE || !slice_is(tree->doc->token[of].norm, "of")) {
        return NULL;
    }
    return mention_headed(mentions, passage, whom);
}

/* The mention the source's head stands for; a person named in apposition to
 * it goes first ("the ambassador, Michael Carpenter,"). */
static const struct mention *find_mention(const struct mentions *mentions,
                                          const struct document *document,
                                          const struct quote_site *site,
                                          struct span source)
{
    const struct tree *tree = &document->tree[site->passage];
    uint32_t head = (uint32_t)site->source_head;
    uint32_t apposed = tree_child(tree, head, "appos");
    const struct mention *mention =
        mention_headed(mentions, site->passage, head);

    if (mention == NULL) {
        mention = mention_over(mentions, site->passage, head);
    }
    if (mention == NULL) {
        mention = of_whom(mentions, tree, site->passage, head);
    }
    if ((mention == NULL || mention->person == NULL) && apposed != TREE_NONE) {
        const struct mention *person =
            mention_headed(mentions, site->passage, apposed);

        if (person != NULL && person->kind == MENTION_PERSON &&
            inside(person->at, source)) {
            return person;
        }
    }
    return mention;
}

/* An organ speaks for its whole: the Commission for the EU. */
static const char *whole_of(const struct document *document, const char *code)
{
    const struct actor *actor =
        code != NULL && document->actors != NULL
            ? actors_by_code(document->actors, slice_of(code))
            : NULL;

    return actor != NULL && actor->part_of != NULL ? actor->part_of : code;
}

/* "the mayor", "its envoy": an office that only one can have. */
static bool is_definite(const struct document *document,
                        const struct mention *mention)
{
    return tree_is_tag(&document->tree[mention->passage],
                       (uint32_t)mention->token.start, "PRP$") ||
           slice_is(token_text(&document->doc[mention->passage],
                               mention->token.start),
                    "the");
}

static void fill(struct speaker *speaker, const struct document *document,
                 const struct mention *mention)
{
    speaker->name = mention->name;
    speaker->code = mention->person;
    speaker->role = mention->role;
    speaker->of = whole_of(document, mention->of);
    speaker->anonymous =
        mention->person == NULL &&
        (mention->kind == MENTION_ANONYMOUS ||
         (mention->kind == MENTION_OFFICE && !mention->speaks &&
          !mention->former && !is_definite(document, mention)));
    if (mention->person == NULL && mention->codes == 1 &&
        mention->role == NULL) {
        speaker->code = mention->code[0];
    }
}
