#include "acts/scene.h"

static struct slice lower(struct arena *arena, struct slice text)
{
    char *copy;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] >= 'A' && text.ptr[i] <= 'Z') {
            break;
        }
        if (i + 1 == text.len) {
            return text;
        }
    }
    copy = arena_alloc(arena, text.len + 1, 1);
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];

        copy[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
    }
    return (struct slice){copy, text.len};
}

/* Mark the tokens that lie in the contents of quotes. */
static void mark_speech(struct scene *scene)
{
    size_t offset = scene->document->offset[scene->passage];

    for (size_t q = 0; q < scene->quotes->len; q++) {
        const struct quote *quote = &scene->quotes->quote[q];

        for (size_t c = 0; c < quote->contents; c++) {
            struct span span = quote->content[c];

            if (span.end <= offset ||
                span.start >= offset + scene->doc->text.len) {
                continue;
            }
            for (size_t i = 0; i < scene->doc->len; i++) {
                const struct token *token = &scene->doc->token[i];

                if (offset + token->start >= span.start &&
                    offset + token->end <= span.end) {
                    scene->speech[i] = q + 1;
                }
            }
        }
    }
}

void scene_open(struct scene *scene, size_t passage)
{
    const struct analysis *doc = &scene->document->doc[passage];

    scene->passage = passage;
    scene->doc = doc;
    scene->tree = scene->document->tree[passage];
    scene->speech =
        arena_alloc(scene->arena, doc->len + 1, sizeof *scene->speech);
    scene->low = arena_alloc(scene->arena, doc->len + 1, sizeof *scene->low);
    scene->form = arena_alloc(scene->arena, doc->len + 1, sizeof *scene->form);
    for (size_t i = 0; i < doc->len; i++) {
        scene->low[i] = lower(scene->arena, doc->token[i].lemma);
        scene->form[i] = lower(scene->arena, token_text(doc, i));
    }
    mark_speech(scene);
}

bool scene_form_in(const struct scene *scene, uint32_t at, const char *list)
{
    while (*list != '\0') {
        size_t len = strcspn(list, " ");

        if (slice_eq(scene->form[at], (struct slice){list, len})) {
            return true;
        }
        list += len;
        list += *list == ' ';
    }
    return false;
}

bool scene_is_of(const struct scene *scene, uint32_t at, const char *name)
{
    return word_class_has(lexicon_class(scene->coder->lexicon, slice_of(name)),
                          scene->low[at]);
}

bool scene_in_clause(const struct scene *scene, uint32_t at, uint32_t verb)
{
    enum { CLIMB = 12 };
    const struct tree *tree = &scene->tree;

    for (int i = 0; i < CLIMB && at != TREE_NONE; i++) {
        at = tree_head(tree, at);
        if (at == verb) {
            return true;
        }
        if (at != TREE_NONE && tree_is_pos(tree, at, "VERB AUX")) {
            return false;
        }
    }
    return false;
}

uint32_t scene_child(const struct scene *scene, uint32_t at, const char *deps,
                     const char *word)
{
    for (uint32_t c = tree_first_child(&scene->tree, at); c != TREE_NONE;
         c = tree_next_child(&scene->tree, c)) {
        if (tree_is_dep(&scene->tree, c, deps) &&
            scene_form_is(scene, c, word)) {
            return c;
        }
    }
    return TREE_NONE;
}

uint32_t scene_behind(const struct scene *scene, uint32_t preposition)
{
    uint32_t found = tree_child(&scene->tree, preposition, "pobj pcomp");

    if (found != TREE_NONE) {
        return found;
    }
    /* "from among the states": one preposition in another */
    found = tree_child(&scene->tree, preposition, "prep");
    if (found != TREE_NONE) {
        return tree_child(&scene->tree, found, "pobj pcomp");
    }
    /* "described it as disappointing" */
    return tree_child(&scene->tree, preposition, "amod acomp");
}

unsigned scene_flags(const struct scene *scene, enum flag_place place,
                     uint32_t at)
{
    enum { WORDS = 4, BYTES = 64 };
    char text[BYTES];
    size_t len = 0;
    unsigned flags = 0;

    for (uint32_t i = at; i < at + WORDS && i < scene->doc->len; i++) {
        struct slice word = scene->form[i];
        unsigned more;

        if (len + word.len + 1 >= sizeof text) {
            break;
        }
        if (len != 0) {
            text[len++] = ' ';
        }
        memcpy(text + len, word.ptr, word.len);
        len += word.len;
        more = lexicon_flags(scene->coder->lexicon, place,
                             (struct slice){text, len});
        flags = more != 0 ? more : flags;
    }
    return flags;
}
