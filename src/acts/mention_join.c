/* Neighbours put together: whose office it is, who holds it. */
#include "acts/mention_parts.h"

enum { GAP = 4, GAP_BEHIND = 3 };

static void mend_agencies(struct finder *finder, size_t from);
static void find_owner(struct finder *finder, size_t from, size_t at);
static void widen(struct finder *finder, size_t at);
static void join_person(struct finder *finder, size_t from, size_t at);
static void join_apposed(struct finder *finder, size_t from, size_t at);

void drafts_join(struct finder *finder, size_t from)
{
    mend_agencies(finder, from);
    for (size_t i = from; i < finder->len; i++) {
        enum mention_kind kind = finder->draft[i].is.kind;

        if (kind == MENTION_OFFICE || kind == MENTION_BODY ||
            kind == MENTION_ANONYMOUS || kind == MENTION_DOCUMENT) {
            find_owner(finder, from, i);
            finder->draft[i].dropped = finder->draft[i].only_owned &&
                                       finder->draft[i].owner == NO_DRAFT;
        }
    }
    for (size_t i = from; i < finder->len; i++) {
        if (finder->draft[i].is.kind == MENTION_PERSON) {
            join_person(finder, from, i);
        }
    }
    for (size_t i = from; i < finder->len; i++) {
        if (finder->draft[i].is.kind != MENTION_PERSON &&
            finder->draft[i].is.kind != MENTION_PRONOUN &&
            !finder->draft[i].dropped) {
            widen(finder, i);
        }
    }
    for (size_t i = from; i < finder->len; i++) {
        if (finder->draft[i].is.kind == MENTION_PERSON &&
            finder->draft[i].office == NULL) {
            join_apposed(finder, from, i);
        }
    }
    for (size_t i = from; i < finder->len; i++) {
        struct draft *draft = &finder->draft[i];

        draft->dropped = draft->dropped || draft->is_title;
        draft->is.at =
            document_span(finder->document, draft->is.passage,
                          draft->is.token.start, draft->is.token.end);
    }
}

static const struct analysis *doc_of(const struct finder *finder, size_t at)
{
    return &finder->document->doc[finder->draft[at].is.passage];
}

/* Whether all tokens of [start, end) have one of the tags. */
static bool all_tagged(const struct analysis *doc, size_t start, size_t end,
                       const char *tags)
{
    for (size_t i = start; i < end; i++) {
        if (!label_in(doc->token[i].tag, tags)) {
            return false;
        }
    }
    return true;
}

/* "the [Interfax] news [agency]" is one. */
static void mend_agencies(struct finder *finder, size_t from)
{
    for (size_t i = from + 1; i < finder->len; i++) {
        struct draft *draft = &finder->draft[i];
        struct draft *before = &finder->draft[i - 1];

        if (draft->is.kind == MENTION_AGENCY &&
            before->is.kind == MENTION_AGENCY &&
            draft->is.token.start - before->named_end <= 2 &&
            all_tagged(doc_of(finder, i), before->named_end,
                       draft->is.token.start, "NN NNP")) {
            draft->is.token.start = before->is.token.start;
            draft->is.name = before->is.name;
            before->dropped = true;
        }
    }
}

static bool can_own(const struct draft *draft)
{
    return !draft->dropped && !draft->is_title &&
           (draft->is.kind == MENTION_ACTOR || draft->is.kind == MENTION_BODY ||
            draft->is.kind == MENTION_PRONOUN) &&
           !draft->local;
}

/* The draft before that the words between lead from: "Russia's top ...". */
static bool owns_from_left(const struct finder *finder, size_t owner, size_t at)
{
    const struct analysis *doc = doc_of(finder, at);
    const struct draft *left = &finder->draft[owner];
    size_t start = left->named_end;
    size_t end = finder->draft[at].is.token.start;
    bool possessive;

    if (!can_own(left) || end < start || end - start > GAP) {
        return false;
    }
    if (left->is.kind == MENTION_PRONOUN &&
        !label_in(doc->token[start - 1].tag, "PRP$")) {
        return false;
    }
    possessive = start < end && label_in(doc->token[start].tag, "POS");
    if (start == end || possessive || left->is.use == NAME_ADJECTIVE ||
        left->is.kind == MENTION_PRONOUN) {
        return all_tagged(doc, start + possessive, end,
                          "JJ JJS JJR NN NNS NNP NNPS CD HYPH VBN POS");
    }
    return false;
}

/* "... of the North Atlantic Treaty Organization" */
static bool owns_from_right(const struct finder *finder, size_t owner,
                            size_t at)
{
    const struct analysis *doc = doc_of(finder, at);
    const struct draft *right = &finder->draft[owner];
    size_t start = finder->draft[at].named_end;
    size_t end = right->is.token.start;
    struct slice word;

    if (right->dropped || right->is.kind != MENTION_ACTOR || end < start ||
        end - start > GAP_BEHIND) {
        return false;
    }
    if (label_in(doc->token[start - 1].tag, "IN")) { /* "spokesman for" */
        return all_tagged(doc, start, end, "DT JJ");
    }
    if (end == start) {
        return false;
    }
    word = doc->token[start].norm;
    return (slice_is(word, "of") || slice_is(word, "for") ||
            slice_is(word, "at") || slice_is(word, "from")) &&
           all_tagged(doc, start + 1, end, "DT JJ");
}

/* "[Western] and Russian diplomats" */
static void find_second_owner(const struct finder *finder, size_t from,
                              struct draft *draft)
{
    size_t first = (size_t)draft->owner;
    const struct draft *left;
    const struct analysis *doc = doc_of(finder, first);

    if (first == from) {
        return;
    }
    left = &finder->draft[first - 1];
    if (left->is.kind == MENTION_ACTOR && !left->dropped &&
        left->is.use == NAME_ADJECTIVE &&
        finder->draft[first].is.token.start == left->named_end + 1 &&
        label_in(doc->token[left->named_end].tag, "CC")) {
        draft->owner2 = (long)first - 1;
    }
}

static void find_owner(struct finder *finder, size_t from, size_t at)
{
    struct draft *draft = &finder->draft[at];

    size_t left = at;
    size_t right = at + 1;

    while (left > from && finder->draft[left - 1].inside) {
        left--;
    }
    while (right < finder->len && finder->draft[right].inside) {
        right++;
    }
    if (left > from && owns_from_left(finder, left - 1, at)) {
        draft->owner = (long)left - 1;
        find_second_owner(finder, from, draft);
    } else if (right < finder->len && owns_from_right(finder, right, at)) {
        draft->owner = (long)right;
        finder->draft[right].local = false;
    }
}

static bool is_former(const struct analysis *doc, size_t at)
{
    struct slice word = doc->token[at].norm;

    return slice_is(word, "former") || slice_is(word, "ex") ||
           slice_is(word, "onetime") || slice_is(word, "retired");
}

/* Take in what stands before: owner, adjectives, the article. */
static void widen(struct finder *finder, size_t at)
{
    struct draft *draft = &finder->draft[at];
    const struct analysis *doc = doc_of(finder, at);
    size_t start = draft->is.token.start;

    if (draft->is.kind == MENTION_ACTOR && draft->is.use != NAME_COMMON) {
        return;
    }
    if (draft->owner != NO_DRAFT) {
        struct draft *owner = &finder->draft[draft->owner];

        if (owner->is.token.start < start) {
            start = owner->is.token.start;
        } else {
            draft->is.token.end = owner->is.token.end;
        }
    }
    for (size_t steps = 0; start > 0 && steps < GAP; steps++) {
        if (!label_in(doc->token[start - 1].tag, "JJ JJS JJR VBN CD")) {
            break;
        }
        start--;
        draft->former = draft->former || is_former(doc, start);
    }
    if (start > 0 && label_in(doc->token[start - 1].tag, "DT PRP$")) {
        start--;
        draft->definite = slice_is(doc->token[start].norm, "the") ||
                          slice_is(doc->token[start].norm, "this");
    }
    draft->is.token.start = start;
}

/* "Deputy Foreign Minister [Sergei Ryabkov]", "ambassador to Britain [Vadim
 * Pristaiko]", "Mr. [Kerry]". */
/* "President Duarte [of Angola]": the draft, NO_DRAFT if there is none. */
static long owner_behind(const struct finder *finder, size_t at)
{
    const struct draft *person = &finder->draft[at];
    const struct analysis *doc = doc_of(finder, at);
    size_t of = person->named_end;

    for (size_t i = at + 1; i < finder->len && of < doc->len &&
                            slice_is(doc->token[of].norm, "of");
         i++) {
        const struct draft *right = &finder->draft[i];

        if (right->is.passage == person->is.passage && !right->dropped &&
            right->is.token.start > of) {
            return right->is.kind == MENTION_ACTOR &&
                           right->named_start - of <= 2 &&
                           right->is.use == NAME_PROPER
                       ? (long)i
                       : NO_DRAFT;
        }
    }
    return NO_DRAFT;
}

static void join_person(struct finder *finder, size_t from, size_t at)
{
    struct draft *person = &finder->draft[at];
    const struct analysis *doc = doc_of(finder, at);
    size_t start = person->is.token.start;

    for (size_t i = at; i-- > from && at - i <= 3;) {
        struct draft *left = &finder->draft[i];
        bool touches = left->named_end == start;

        if (left->dropped || left->inside) {
            continue;
        }
        if (left->is_title && touches) {
            person->sex = left->sex;
            left->dropped = true;
            start = left->is.token.start;
            continue;
        }
        if (left->is.kind == MENTION_ACTOR && touches && i > from &&
            finder->draft[i - 1].office != NULL &&
            start - finder->draft[i - 1].named_end <= GAP + 2 &&
            label_in(doc->token[finder->draft[i - 1].named_end].tag, "IN TO")) {
            start = finder->draft[i - 1].named_end;
            continue;
        }
        if (left->is.kind == MENTION_ANONYMOUS && touches &&
            !left->is.plural) { /* "analyst Andrew Korybko" */
            person->said_of = (long)i;
            person->maybe = false;
            left->dropped = true;
            widen(finder, i);
            start = left->is.token.start;
            break;
        }
        if (left->office == NULL || left->named_end != start) {
            break;
        }
        person->office = left->office;
        person->office_at = left->office_at;
        person->office_of = left->office_of;
        person->owner =
            left->owner != NO_DRAFT ? left->owner : owner_behind(finder, at);
        if (person->sex == 0) {
            person->sex = left->sex;
        }
        left->dropped = true;
        widen(finder, i);
        person->former = left->former;
        start = left->is.token.start;
        break;
    }
    person->is.token.start = start;
}

static bool ends_phrase(const struct analysis *doc, size_t at)
{
    return at >= doc->len || label_in(doc->token[at].tag, ", . : -RRB-");
}

/* Whether the parse puts one beside the other: "its expert, X," and "X, an
 * analyst". */
static bool is_apposed(const struct analysis *doc, const struct draft *person,
                       const struct draft *noun)
{
    const struct token *name = &doc->token[person->is.head];
    const struct token *word = &doc->token[noun->is.head];

    return (strcmp(name->dep, "appos") == 0 && name->head == noun->is.head) ||
           (strcmp(word->dep, "appos") == 0 && word->head == person->is.head);
}

/* "X, secretary general of NATO," and "the envoy to NATO, X,". */
static void join_apposed(struct finder *finder, size_t from, size_t at)
{
    struct draft *person = &finder->draft[at];
    const struct analysis *doc = doc_of(finder, at);
    size_t last = at + 4 < finder->len ? at + 4 : finder->len;
    struct draft *office = NULL;

    for (size_t i = at + 1; i < last && office == NULL; i++) {
        struct draft *right = &finder->draft[i];

        if (right->is.kind == MENTION_OFFICE && !right->dropped &&
            right->is.token.start == person->is.token.end + 1 &&
            label_in(doc->token[person->is.token.end].tag, ", -LRB- :") &&
            ends_phrase(doc, right->is.token.end)) {
            office = right;
        }
    }
    for (size_t i = at; i-- > from && at - i <= 4 && office == NULL;) {
        struct draft *left = &finder->draft[i];

        if (left->is.kind == MENTION_OFFICE && !left->dropped &&
            !left->is.plural && person->is.token.start > left->named_end &&
            person->is.token.start - left->named_end < NAME_REACH &&
            label_in(doc->token[person->is.token.start - 1].tag, ", :") &&
            (strcmp(doc->token[person->is.head].dep, "appos") == 0 ||
             person->is.token.start == left->is.token.end + 1)) {
            office = left;
        }
    }
    for (size_t i = from; i < last && office == NULL; i++) {
        const struct draft *noun = &finder->draft[i];

        if (noun->is.kind == MENTION_ANONYMOUS && !noun->dropped &&
            !noun->is.plural && is_apposed(doc, person, noun)) {
            person->said_of = (long)i;
        }
    }
    if (office != NULL) {
        person->maybe = false;
        person->office = office->office;
        person->office_at = office->office_at;
        person->office_of = office->office_of;
        person->owner = office->owner;
        person->former = office->former;
        office->is.antecedent = (long)at;
    }
}
