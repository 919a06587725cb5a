/* What words say by themselves: names of actors, offices, institutions,
 * people, common nouns, pronouns. */
#include "acts/marks.h"
#include "acts/mention_parts.h"
#include "base/mem.h"

#include <stdlib.h>

/* One passage while its words are looked up. */
struct words {
    struct finder *finder;
    const struct analysis *doc;
    const struct tree *tree;
    size_t passage;
    struct slice *word; /* of each token */
    bool *in_marks;
};

static void mark_quoted(struct words *words);
static size_t find_at(struct words *words, size_t at);

void drafts_find(struct finder *finder, size_t passage)
{
    const struct document *document = finder->document;
    const struct analysis *doc = &document->doc[passage];
    struct words words = {finder,
                          doc,
                          &document->tree[passage],
                          passage,
                          mem_alloc(doc->len, sizeof(struct slice)),
                          mem_alloc(doc->len, sizeof(bool))};

    for (size_t i = 0; i < doc->len; i++) {
        words.word[i] = token_text(doc, i);
    }
    mark_quoted(&words);
    for (size_t i = 0; i < doc->len;) {
        size_t used = doc->token[i].is_space ? 0 : find_at(&words, i);

        i += used != 0 ? used : 1;
    }
    free(words.word);
    free(words.in_marks);
}

static void mark_quoted(struct words *words)
{
    const struct analysis *doc = words->doc;
    struct mark_pair *pair;
    size_t pairs = marks_find(doc->text, words->finder->arena, &pair);
    size_t at = 0;

    for (size_t i = 0; i < pairs; i++) {
        while (at < doc->len && doc->token[at].start < pair[i].at.end) {
            words->in_marks[at] = doc->token[at].end > pair[i].at.start;
            at++;
        }
    }
}

struct slice finder_words(const struct finder *finder, size_t passage,
                          struct span tokens)
{
    const struct analysis *doc = &finder->document->doc[passage];

    return slice_cut(doc->text, (struct span){doc->token[tokens.start].start,
                                              doc->token[tokens.end - 1].end});
}

/* The token of a range whose head lies outside of it. */
static size_t head_of(const struct tree *tree, struct span tokens)
{
    for (size_t i = tokens.end; i-- > tokens.start;) {
        uint32_t head = tree_head(tree, (uint32_t)i);

        if (head == TREE_NONE || head < tokens.start || head >= tokens.end) {
            return i;
        }
    }
    return tokens.end - 1;
}

/* Also a name in apposition to the subject: "his counterpart, [Malvet], said".
 */
static bool is_subject(const struct tree *tree, uint32_t head)
{
    for (int steps = 0; steps < 3 && tree_is_dep(tree, head, "appos");
         steps++) {
        head = tree_head(tree, head);
    }
    return tree_is_dep(tree, head, "nsubj nsubjpass");
}

static struct draft *add_draft(struct words *words, enum mention_kind kind,
                               struct span tokens)
{
    struct finder *finder = words->finder;
    struct draft *draft;
    size_t head = head_of(words->tree, tokens);

    MEM_GROW(finder->draft, finder->len, finder->cap);
    draft = &finder->draft[finder->len++];
    *draft = (struct draft){
        .is = {.kind = kind,
               .passage = words->passage,
               .token = tokens,
               .head = head,
               .antecedent = -1},
        .named_start = tokens.start,
        .named_end = tokens.end,
        .owner = NO_DRAFT,
        .owner2 = NO_DRAFT,
        .said_of = NO_DRAFT,
        .in_marks = words->in_marks[tokens.start],
        .is_subject = is_subject(words->tree, (uint32_t)head),
    };
    if (tokens.start > 0) {
        draft->definite =
            slice_is(words->doc->token[tokens.start - 1].norm, "the");
    }
    return draft;
}

static bool is_proper(const struct words *words, size_t at)
{
    return at < words->doc->len && label_in(words->doc->token[at].pos, "PROPN");
}

static bool in_person(const struct words *words, size_t at)
{
    return strcmp(words->doc->token[at].ent_type, "PERSON") == 0;
}

/* Within the name of an organisation, "of" and "the" included. */
static bool in_organisation(const struct words *words, size_t at)
{
    return at < words->doc->len &&
           strcmp(words->doc->token[at].ent_type, "ORG") == 0;
}

static size_t room(const struct words *words, size_t at)
{
    size_t left = words->doc->len - at;

    return left < NAME_REACH ? left : NAME_REACH;
}

/* "in Moscow", "flew to Moscow", "left Moscow": where something happens. */
static bool is_local(const struct words *words, const struct draft *draft)
{
    const struct cues *cues = words->finder->document->cues;
    const struct token *token = words->doc->token;
    uint32_t name = (uint32_t)draft->is.head;
    uint32_t head = tree_head(words->tree, name);

    if (head == TREE_NONE) {
        return false;
    }
    if (tree_is_dep(words->tree, name, "dobj")) {
        return cues_makes_place(cues, token[head].lemma, SLICE("object"));
    }
    if (tree_is_dep(words->tree, name, "compound") && head > name) {
        return cues_makes_place(cues, token[head].lemma, SLICE("before"));
    }
    if (tree_is_dep(words->tree, name, "pobj")) {
        uint32_t leads = tree_head(words->tree, head);

        return cues_makes_place(cues, token[head].norm, SLICE("alone")) ||
               (leads != TREE_NONE &&
                cues_makes_place(cues, token[leads].lemma, token[head].norm));
    }
    return false;
}

/* Whether one of the readings of a name is a city or place. */
static bool is_town(const struct name_hit *hit, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (hit[i].use == NAME_CAPITAL || hit[i].use == NAME_PLACE) {
            return true;
        }
    }
    return false;
}

/* A name that some actor bears; inside of a person's name it is none
 * ("Jordan Smith", "Paris Hilton"). */
static size_t try_actor(struct words *words, size_t at, size_t least)
{
    struct name_hit hit[DRAFT_READINGS];
    size_t count =
        actors_by_name(words->finder->document->actors, words->word + at,
                       room(words, at), hit, DRAFT_READINGS);
    struct draft *draft;

    if (count == 0 || hit[0].words < least) {
        return 0;
    }
    if (in_person(words, at) && hit[0].use != NAME_ADJECTIVE &&
        ((at > 0 && in_person(words, at - 1) && is_proper(words, at - 1)) ||
         (at + hit[0].words < words->doc->len &&
          in_person(words, at + hit[0].words) &&
          is_proper(words, at + hit[0].words)))) {
        return 0;
    }
    if (hit[0].use == NAME_COMMON && at > 0 &&
        tree_is_dep(words->tree, (uint32_t)at - 1, "compound") &&
        words->doc->token[at - 1].head == at + hit[0].words - 1) {
        return 0; /* "news agency" is not "the agency" */
    }
    draft =
        add_draft(words, MENTION_ACTOR, (struct span){at, at + hit[0].words});
    memcpy(draft->reading, hit, count * sizeof *hit);
    draft->readings = count;
    draft->is.use = hit[0].use;
    draft->is.plural = hit[0].use == NAME_PEOPLE;
    draft->local = is_town(hit, count) && is_local(words, draft);
    return hit[0].words;
}

static bool is_noun(const struct words *words, size_t at)
{
    return label_in(words->doc->token[at].pos, "NOUN PROPN") ||
           label_in(words->doc->token[at].ent_type, "PERSON");
}

/* "[NATO] secretary general" names NATO, too. */
static void name_inside(struct words *words, struct span tokens,
                        const char *code)
{
    for (size_t i = tokens.start; i < tokens.end; i++) {
        struct name_hit hit;

        if (actors_by_name(words->finder->document->actors, words->word + i,
                           tokens.end - i, &hit, 1) != 0 &&
            strcmp(hit.actor->code, code) == 0) {
            struct draft *draft = add_draft(words, MENTION_ACTOR,
                                            (struct span){i, i + hit.words});

            draft->reading[0] = hit;
            draft->readings = 1;
            draft->is.use = hit.use;
            draft->inside = true;
            return;
        }
    }
}

static size_t try_office(struct words *words, size_t at, size_t least)
{
    struct office_hit hit;
    struct draft *draft;
    size_t office;
    size_t last;

    if (!actors_office(words->finder->document->actors, words->word + at,
                       room(words, at), &hit) ||
        hit.words < least) {
        return 0;
    }
    last = at + hit.words - 1;
    while (last > at && label_in(words->doc->token[last].tag, "IN")) {
        last--; /* "spokeswoman [for]" */
    }
    if (!is_noun(words, last)) {
        return 0;
    }
    draft = add_draft(words, MENTION_OFFICE, (struct span){at, last + 1});
    office = words->finder->len - 1;
    if (hit.of != NULL) {
        name_inside(words, (struct span){at, last + 1}, hit.of);
        draft = &words->finder->draft[office];
    }
    draft->office = hit.office;
    draft->office_at = (struct span){at, last + 1};
    draft->office_of = hit.of;
    draft->is.role = hit.office->title;
    draft->is.speaks = hit.office->speaks;
    draft->is.plural = label_in(words->doc->token[last].tag, "NNS NNPS");
    return last + 1 - at;
}

static size_t try_institution(struct words *words, size_t at, size_t least)
{
    struct institution_hit hit;
    struct draft *draft;

    if (!actors_institution(words->finder->document->actors, words->word + at,
                            room(words, at), &hit) ||
        hit.words < least || !is_noun(words, at + hit.words - 1)) {
        return 0;
    }
    draft = add_draft(words, MENTION_BODY, (struct span){at, at + hit.words});
    draft->institution = hit.institution;
    draft->office_of = hit.of;
    draft->is.role = hit.institution->title;
    draft->is.speaks = hit.institution->speaks;
    return hit.words;
}

static bool is_name_link(struct slice word)
{
    return slice_is(word, "van") || slice_is(word, "von") ||
           slice_is(word, "de") || slice_is(word, "der") ||
           slice_is(word, "bin") || slice_is(word, "al") ||
           slice_is(word, "-") || slice_is(word, "el");
}

/* Whether a run of proper nouns is a person's name by the tables. */
static bool is_known_person(const struct words *words, struct span tokens)
{
    const struct tenure *hit[1];
    struct slice name = finder_words(words->finder, words->passage, tokens);

    return memchr(name.ptr, ' ', name.len) != NULL &&
           actors_person(words->finder->document->actors, name,
                         words->finder->document->date, hit, 1) != 0;
}

static const struct draft *last_draft(const struct finder *finder)
{
    size_t len = finder->len;

    while (len > 0 && finder->draft[len - 1].inside) {
        len--;
    }
    return len > 0 ? &finder->draft[len - 1] : NULL;
}

/* A person's name: what the model calls one, a name of the tables, or what
 * stands behind a title. */
static size_t try_person(struct words *words, size_t at)
{
    const struct analysis *doc = words->doc;
    const struct draft *before = last_draft(words->finder);
    bool titled = before != NULL && before->is.passage == words->passage &&
                  before->named_end == at &&
                  (before->is_title || before->office != NULL);
    bool person = in_person(words, at);
    size_t end = at;
    struct draft *draft;

    if ((!is_proper(words, at) && !person) ||
        label_in(doc->token[at].ent_type, "DATE TIME MONEY PERCENT")) {
        return 0;
    }
    while (end < doc->len && end - at < NAME_WORDS) {
        bool goes_on =
            person ? in_person(words, end) &&
                         (end == at || doc->token[end].ent_iob == ENT_INSIDE)
                   : is_proper(words, end) ||
                         (end > at && in_organisation(words, end) &&
                          doc->token[end].ent_iob == ENT_INSIDE);
        if (!goes_on && !(end > at && is_proper(words, end + 1) &&
                          is_name_link(doc->token[end].norm))) {
            break;
        }
        end++;
    }
    while (end > at && (label_in(doc->token[end - 1].tag, "POS , : SYM") ||
                        doc->token[end - 1].is_space)) {
        end--;
    }
    if (end == at) {
        return 0;
    }
    draft = add_draft(words, MENTION_PERSON, (struct span){at, end});
    draft->maybe =
        !person && !titled && !is_known_person(words, (struct span){at, end});
    draft->is_organisation = in_organisation(words, at);
    return end - at;
}

static bool is_capital(struct slice word)
{
    return word.len != 0 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
}

/* A capitalised word the tagger takes for a common one: a name only if it is
 * a surname of the report. */
static size_t try_capital(struct words *words, size_t at)
{
    struct slice word = words->word[at];
    struct draft *draft;

    if (word.len < 3 || !is_capital(word) ||
        !label_in(words->doc->token[at].tag, "NN NNS JJ VB VBZ VBP VBD RB")) {
        return 0;
    }
    draft = add_draft(words, MENTION_PERSON, (struct span){at, at + 1});
    draft->maybe = true;
    draft->only_known = true;
    return 1;
}

static size_t try_title(struct words *words, size_t at)
{
    const struct source_word *row =
        cues_source(words->finder->document->cues, words->word[at]);
    struct draft *draft;

    if (row == NULL || row->kind != SOURCE_TITLE) {
        return 0;
    }
    draft = add_draft(words, MENTION_NAME, (struct span){at, at + 1});
    draft->is_title = true;
    draft->sex = row->sex;
    return 1;
}

static const struct source_word *source_row(const struct words *words,
                                            size_t at)
{
    const struct token *token = &words->doc->token[at];
    const struct cues *cues = words->finder->document->cues;
    const struct source_word *row;

    row = cues_source(cues, words->word[at]);
    if (row == NULL && label_in(token->pos, "NOUN PROPN")) {
        row = cues_source(cues, token->lemma);
    }
    return row;
}

/* News agencies of two and three words are looked up as one string. */
static size_t try_agency(struct words *words, size_t at)
{
    const struct cues *cues = words->finder->document->cues;

    for (size_t len = 3; len >= 1; len--) {
        struct span tokens = {at, at + len};
        const struct source_word *row;

        if (tokens.end > words->doc->len || !is_proper(words, at)) {
            continue;
        }
        row = cues_source(cues,
                          finder_words(words->finder, words->passage, tokens));
        if (row != NULL && row->kind == SOURCE_AGENCY) {
            struct draft *draft = add_draft(words, MENTION_AGENCY, tokens);

            draft->is.name = arena_copy(words->finder->arena, row->word).ptr;
            return len;
        }
    }
    return 0;
}

/* Whether a noun is the subject of a verb of saying: "the Italian
 * [coastguard] said". */
static bool says(const struct words *words, size_t at)
{
    uint32_t verb = tree_head(words->tree, (uint32_t)at);
    const struct cue *cue;

    if (!tree_is_dep(words->tree, (uint32_t)at, "nsubj") || verb == TREE_NONE) {
        return false;
    }
    cue = cues_find(words->finder->document->cues, CUE_VERB,
                    words->doc->token[verb].lemma);
    return cue != NULL && cue->signal == SIGNAL_SPEECH &&
           (cue->frames & FRAME_QUOTE) && cue->strength == 3;
}

/* Behind "two" or "both": "the [two] old rivals", "[both] sides". */
static bool is_of_two(const struct words *words, size_t at)
{
    for (size_t i = at; i-- > 0 && at - i <= 2;) {
        struct slice norm = words->doc->token[i].norm;

        if (slice_is(norm, "two") || slice_is(norm, "both")) {
            return true;
        }
        if (!label_in(words->doc->token[i].tag, "JJ NN NNS")) {
            return false;
        }
    }
    return false;
}

/* "[the] country", "[this] nation": one that was named before. */
static bool is_the_one(const struct words *words, size_t at)
{
    return at > 0 && label_in(words->doc->token[at].tag, "NN") &&
           (slice_is(words->doc->token[at - 1].norm, "the") ||
            slice_is(words->doc->token[at - 1].norm, "this")) &&
           (at + 1 == words->doc->len ||
            !slice_is(words->doc->token[at + 1].norm, "that"));
}

static enum mention_kind kind_of(const struct source_word *row)
{
    switch (row->kind) {
    case SOURCE_ANONYMOUS:
    case SOURCE_PRIVATE: return MENTION_ANONYMOUS;
    case SOURCE_BODY:
    case SOURCE_PAIR:
    case SOURCE_STATE: return MENTION_BODY;
    case SOURCE_DOCUMENT: return MENTION_DOCUMENT;
    default: return MENTION_AGENCY;
    }
}

/* "[the] leaders agreed": those of whom was told before. */
static bool are_the_many(const struct words *words, size_t at)
{
    return at > 0 && label_in(words->doc->token[at].tag, "NNS") &&
           slice_is(words->doc->token[at - 1].norm, "the") &&
           is_subject(words->tree, (uint32_t)at) &&
           tree_child(words->tree, (uint32_t)at, "prep relcl acl") == TREE_NONE;
}

/* Whether a noun of the list means somebody here: a title only before a name,
 * a state only with "two", "the" or "this". */
static bool stands_alone(const struct words *words,
                         const struct source_word *row, size_t at)
{
    if (row->kind == SOURCE_TITLE || row->kind == SOURCE_SEX) {
        return false;
    }
    if (row->kind == SOURCE_PAIR || row->kind == SOURCE_STATE) {
        return is_of_two(words, at) ||
               (row->kind == SOURCE_STATE ? is_the_one(words, at)
                                          : are_the_many(words, at));
    }
    return true;
}

static size_t try_noun(struct words *words, size_t at)
{
    const struct token *token = &words->doc->token[at];
    const struct source_word *row;
    enum mention_kind kind;
    struct draft *draft;

    if (!label_in(token->pos, "NOUN PROPN") ||
        label_in(token->dep, "compound amod")) {
        return 0;
    }
    row = source_row(words, at);
    if (row == NULL && !is_capital(words->word[at]) && says(words, at)) {
        draft = add_draft(words, MENTION_BODY, (struct span){at, at + 1});
        draft->only_owned = true;
        return 1;
    }
    if (row == NULL || !stands_alone(words, row, at)) {
        return 0;
    }
    kind = kind_of(row);
    draft = add_draft(words, kind, (struct span){at, at + 1});
    draft->sex = row->sex;
    draft->private = row->kind == SOURCE_PRIVATE;
    draft->pair = kind == MENTION_BODY && is_of_two(words, at);
    draft->is_state = row->kind == SOURCE_STATE && !draft->pair;
    draft->is.plural =
        label_in(token->tag, "NNS NNPS") || slice_is(token->norm, "people");
    return 1;
}

static size_t try_pronoun(struct words *words, size_t at)
{
    const struct token *token = &words->doc->token[at];
    struct draft *draft;

    if (!label_in(token->tag, "PRP PRP$ WP WDT") ||
        tree_is_dep(words->tree, (uint32_t)at, "expl")) {
        return 0;
    }
    draft = add_draft(words, MENTION_PRONOUN, (struct span){at, at + 1});
    draft->is.plural =
        slice_is(token->norm, "they") || slice_is(token->norm, "them") ||
        slice_is(token->norm, "their") || slice_is(token->norm, "we") ||
        slice_is(token->norm, "our") || slice_is(token->norm, "us");
    return 1;
}

/* What starts at a token: the longest of actor, office and institution, else
 * a person, a common noun, a pronoun.  Returns its tokens. */
static size_t find_at(struct words *words, size_t at)
{
    const struct actors *actors = words->finder->document->actors;
    size_t used;

    if (actors != NULL) {
        struct name_hit name;
        struct office_hit office;
        struct institution_hit organ;
        size_t left = room(words, at);
        size_t names = actors_by_name(actors, words->word + at, left, &name, 1)
                           ? name.words
                           : 0;
        size_t offices = actors_office(actors, words->word + at, left, &office)
                             ? office.words
                             : 0;
        size_t organs =
            actors_institution(actors, words->word + at, left, &organ)
                ? organ.words
                : 0;

        used = 0;
        if (names != 0 && names >= offices && names >= organs) {
            used = try_actor(words, at, 1);
        }
        if (used == 0 && offices != 0 && offices >= organs) {
            used = try_office(words, at, 1);
        }
        if (used == 0 && organs != 0) {
            used = try_institution(words, at, 1);
        }
        if (used != 0) {
            return used;
        }
    }
    used = try_title(words, at);
    used = used != 0 ? used : try_agency(words, at);
    if (used == 0 && actors != NULL) {
        used = try_person(words, at);
    }
    used = used != 0 ? used : try_noun(words, at);
    used = used != 0 ? used : try_pronoun(words, at);
    return used != 0 || actors == NULL ? used : try_capital(words, at);
}
