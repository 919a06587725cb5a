#include "acts/voice.h"

enum { LABEL_TOKENS = 7, TITLES = 4, WE_LEAST = 3, TURNS_LEAST = 3 };

static bool in_class(const struct scene *scene, const char *name,
                     struct slice word)
{
    return word_class_has(lexicon_class(scene->coder->lexicon, slice_of(name)),
                          word);
}

/* Whether a word has no small letters: "SOUSA", "MR", ".". */
static bool is_loud(struct slice word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] >= 'a' && word.ptr[i] <= 'z') {
            return false;
        }
    }
    return true;
}

/* "MS. HALE:", "Q": a passage that opens a turn. */
static bool is_labelled(const struct analysis *doc)
{
    size_t i = 0;

    if (doc->len > 1 && slice_is(token_text(doc, 0), "Q")) {
        return true;
    }
    while (i < doc->len && i < LABEL_TOKENS && is_loud(token_text(doc, i))) {
        if (slice_is(token_text(doc, i), ":")) {
            return i > 0;
        }
        i++;
    }
    return false;
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
    scene->now = (struct speaker){
        .at = at,
        .name = tenure->name,
        .code = tenure->person,
        .role = tenure->office != NULL ? tenure->office->title : NULL,
        .of = tenure->of};
}

/* Whose turn a label says it is. */
enum label { LABEL_NONE, LABEL_ASKS, LABEL_KNOWN, LABEL_SOMEBODY };

/* "SENIOR ADMINISTRATION OFFICIAL:", all in capitals. */
static bool is_shouted(const struct scene *scene, size_t colon)
{
    for (size_t i = 0; i < colon; i++) {
        if (!is_loud(token_text(scene->doc, i))) {
            return false;
        }
    }
    return true;
}

/* "Q  Has it been signed?" */
static bool is_bare_question(const struct scene *scene)
{
    return scene->turns && scene->doc->len > 1 &&
           slice_is(token_text(scene->doc, 0), "Q");
}

/* "MS. HALE", "THE PRESIDENT", "SENIOR ADMINISTRATION OFFICIAL": one of those
 * whose paper it is, unless a table knows better. */
static bool is_of_house(const struct scene *scene, size_t colon)
{
    struct office_hit office;
    struct slice word[LABEL_TOKENS];
    size_t first = scene_form_is(scene, 0, "the");
    bool official = false;

    if (scene->document->home == NULL) {
        return false;
    }
    for (size_t i = 0; i < colon; i++) {
        word[i] = token_text(scene->doc, i);
        official |= in_class(scene, "@unnamed", scene->form[i]);
    }
    return official || in_class(scene, "@mister", scene->form[0]) ||
           (actors_office(scene->document->actors, word + first, colon - first,
                          &office) &&
            (first + office.words == colon || office.office->level > 1));
}

static void set_house(struct scene *scene, size_t colon, struct span at)
{
    bool named = in_class(scene, "@mister", scene->form[0]);

    scene->now = (struct speaker){
        .at = at,
        .name =
            named ? as_name(scene->arena, token_text(scene->doc, colon - 1)).ptr
                  : NULL,
        .role = named ? NULL : "official",
        .of = scene->document->home,
        .anonymous = !named};
}

/* Somebody whom the mentions or the tables know by the label. */
static bool set_known(struct scene *scene, size_t colon, struct span at)
{
    const struct mention *mention =
        mention_headed(scene->mentions, scene->passage, colon - 1);
    const struct tenure *tenure = NULL;
    struct slice name;

    if (mention != NULL && mention->person != NULL && mention->of != NULL) {
        scene->now = (struct speaker){.at = at,
                                      .name = mention->name,
                                      .code = mention->person,
                                      .role = mention->role,
                                      .of = mention->of};
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

static enum label read_label(struct scene *scene)
{
    size_t colon = label_end(scene);
    struct span at = document_span(scene->document, scene->passage, 0, colon);
    bool shouted;

    if (is_bare_question(scene)) {
        return LABEL_ASKS;
    }
    if (colon == 0) {
        return LABEL_NONE;
    }
    if (in_class(scene, "@asker", scene->form[0])) {
        return LABEL_ASKS;
    }
    shouted = is_shouted(scene, colon);
    if (colon > 3 && !shouted &&
        !in_class(scene, "@courtesy", scene->form[0])) {
        return LABEL_NONE;
    }
    if (set_known(scene, colon, at)) {
        if (is_of_house(scene, colon) &&
            in_class(scene, "@mister", scene->form[0])) {
            set_house(scene, colon, at);
        }
        return LABEL_KNOWN;
    }
    if (is_of_house(scene, colon)) {
        set_house(scene, colon, at);
        return LABEL_KNOWN;
    }
    return shouted && scene->turns ? LABEL_SOMEBODY : LABEL_NONE;
}

void voice_of_passage(struct scene *scene)
{
    enum label label = read_label(scene);

    if (label != LABEL_NONE || !scene->turns) {
        scene->has_floor = label == LABEL_KNOWN;
        scene->asking = label == LABEL_ASKS;
    }
    scene->mute = scene->asking;
    scene->has_self = scene->has_floor || (scene->has_issuer && !scene->turns);
    if (scene->has_self) {
        scene->self = scene->has_floor ? scene->now : scene->issuer;
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

/* The first words that stand for the issuer's side. */
static bool set_issuer(struct scene *scene, const char *code)
{
    for (size_t i = 0; i < scene->mentions->len; i++) {
        const struct mention *mention = &scene->mentions->item[i];

        if (mention->codes == 1 && strcmp(mention->code[0], code) == 0) {
            scene->issuer = (struct speaker){
                .at = mention->at, .role = "issuer", .of = code};
            scene->has_issuer = true;
            return true;
        }
    }
    return false;
}

/* The actor that a statement names first. */
static const char *named_first(const struct scene *scene)
{
    const struct document *document = scene->document;

    for (size_t p = 0; p < document->count && p < TITLES; p++) {
        if (!is_statement(scene, p)) {
            continue;
        }
        for (size_t i = 0; i < scene->mentions->len; i++) {
            const struct mention *mention = &scene->mentions->item[i];

            if (mention->passage == p && mention->kind == MENTION_ACTOR &&
                mention->codes > 0) {
                return mention->code[0];
            }
        }
    }
    return NULL;
}

/* Whether the text is one of turns: so many passages have labels. */
static bool has_turns(const struct document *document)
{
    size_t labels = 0;

    for (size_t p = 0; p < document->count; p++) {
        labels += is_labelled(&document->doc[p]);
    }
    return labels >= TURNS_LEAST;
}

void voice_of_document(struct scene *scene)
{
    const struct document *document = scene->document;
    const char *code;

    scene->has_issuer = false;
    scene->has_floor = false;
    scene->asking = false;
    scene->turns = has_turns(document);
    if (count_we(document, scene->quotes) <
        (document->home != NULL ? 1 : WE_LEAST)) {
        return;
    }
    code = document->home != NULL ? document->home : named_first(scene);
    if (code != NULL) {
        (void)set_issuer(scene, code);
    }
}
