#include "acts/voice.h"

enum { LABEL_TOKENS = 7, TITLES = 4, WE_LEAST = 3 };

static bool in_class(const struct scene *scene, const char *name,
                     struct slice word)
{
    return word_class_has(lexicon_class(scene->coder->lexicon, slice_of(name)),
                          word);
}

/* The token of the colon that ends a turn's label ("MR. HALE:"), 0: none. */
static size_t label_end(const struct scene *scene)
{
    const struct analysis *doc = scene->doc;

    for (size_t i = 1; i < doc->len && i < LABEL_TOKENS; i++) {
        struct slice text = token_text(doc, i);

        if (slice_is(text, ":")) {
            return i;
        }
        if (text.len != 0 && text.ptr[0] >= 'a' && text.ptr[0] <= 'z') {
            return 0;
        }
    }
    return 0;
}

/* "WINSETT" -> "Winsett" */
static struct slice as_name(struct arena *arena, struct slice word)
{
    char *copy = arena_dup(arena, word.ptr, word.len + 1, 1);

    for (size_t i = 1; i < word.len; i++) {
        if (copy[i] >= 'A' && copy[i] <= 'Z' && copy[i - 1] != '-') {
            copy[i] = (char)(copy[i] + 32);
        }
    }
    copy[word.len] = '\0';
    return (struct slice){copy, word.len};
}

static void set_person(struct scene *scene, const struct tenure *tenure,
                       struct span at)
{
    scene->self = (struct speaker){
        .at = at,
        .name = tenure->name,
        .code = tenure->person,
        .role = tenure->office != NULL ? tenure->office->title : NULL,
        .of = tenure->of};
    scene->has_self = true;
}

static bool read_turn(struct scene *scene)
{
    size_t colon = label_end(scene);
    struct span at = document_span(scene->document, scene->passage, 0, colon);
    const struct mention *mention;
    const struct tenure *tenure = NULL;
    struct slice name;

    if (colon == 0) {
        return false;
    }
    if (in_class(scene, "@asker", scene->form[0])) {
        scene->mute = true;
        return true;
    }
    if (colon > 3 && !in_class(scene, "@courtesy", scene->form[0])) {
        return false;
    }
    mention = mention_headed(scene->mentions, scene->passage, colon - 1);
    if (mention != NULL && mention->person != NULL && mention->of != NULL) {
        scene->self = (struct speaker){.at = at,
                                       .name = mention->name,
                                       .code = mention->person,
                                       .role = mention->role,
                                       .of = mention->of};
        scene->has_self = true;
        return true;
    }
    name = as_name(scene->arena, token_text(scene->doc, colon - 1));
    if (scene->document->actors != NULL &&
        in_class(scene, "@courtesy", scene->form[0]) &&
        actors_person(scene->document->actors, name, scene->document->date,
                      &tenure, 1) > 0) {
        set_person(scene, tenure, at);
        return true;
    }
    return false;
}

void voice_of_passage(struct scene *scene)
{
    scene->has_self = false;
    scene->mute = false;
    if (!read_turn(scene) && scene->has_issuer) {
        scene->self = scene->issuer;
        scene->has_self = true;
    }
}

/* How often "we" is a subject outside of quotes. */
static size_t count_we(const struct document *document,
                       const struct quotes *quotes)
{
    size_t count = 0;

    for (size_t p = 0; p < document->count; p++) {
        const struct analysis *doc = &document->doc[p];

        for (size_t i = 0; i < doc->len; i++) {
            size_t place = document->offset[p] + doc->token[i].start;
            bool quoted = false;

            if (!slice_is(token_text(doc, i), "We") &&
                !slice_is(token_text(doc, i), "we")) {
                continue;
            }
            for (size_t q = 0; !quoted && q < quotes->len; q++) {
                quoted = quotes->quote[q].text.start <= place &&
                         place < quotes->quote[q].text.end;
            }
            count += !quoted;
        }
    }
    return count;
}

/* Whether one of the first passages calls the text a statement. */
static bool is_statement(const struct scene *scene, size_t passage)
{
    const struct analysis *doc = &scene->document->doc[passage];

    for (size_t i = 0; i < doc->len; i++) {
        struct slice text = token_text(doc, i);
        char low[24];

        if (text.len >= sizeof low) {
            continue;
        }
        for (size_t k = 0; k < text.len; k++) {
            low[k] = text.ptr[k] >= 'A' && text.ptr[k] <= 'Z'
                         ? (char)(text.ptr[k] + 32)
                         : text.ptr[k];
        }
        if (in_class(scene, "@communique", (struct slice){low, text.len})) {
            return true;
        }
    }
    return false;
}

void voice_of_document(struct scene *scene)
{
    const struct document *document = scene->document;

    scene->has_issuer = false;
    if (count_we(document, scene->quotes) < WE_LEAST) {
        return;
    }
    for (size_t p = 0; p < document->count && p < TITLES; p++) {
        if (!is_statement(scene, p)) {
            continue;
        }
        for (size_t i = 0; i < scene->mentions->len; i++) {
            const struct mention *mention = &scene->mentions->item[i];

            if (mention->passage == p && mention->kind == MENTION_ACTOR &&
                mention->codes > 0) {
                scene->issuer = (struct speaker){.at = mention->at,
                                                 .role = "issuer",
                                                 .of = mention->code[0]};
                scene->has_issuer = true;
                return;
            }
        }
    }
}
