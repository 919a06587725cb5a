/* What points back: "he", "they", "the minister", "the ministry". */
#include "acts/mention_parts.h"

/* How far back a pointer reaches. */
enum { BACK_DRAFTS = 60, BACK_PASSAGES = 4, CLIMB = 12 };

typedef bool fits_fn(const struct draft *pointer, const struct draft *before);

static fits_fn fits_person;
static fits_fn fits_thing;
static fits_fn fits_people;
static fits_fn fits_group;
static fits_fn fits_state;
static fits_fn fits_office;
static fits_fn fits_body;
static fits_fn fits_anonymous;
static void take_owner(const struct finder *finder, struct draft *draft);
static const char *side_of(const struct finder *finder, size_t at);
static void set_side(struct draft *draft, const char *code);
static void resolve_pronoun(struct finder *finder, size_t at);
static long look_back(const struct finder *finder, size_t at, fits_fn *fits,
                      bool subjects);
static long look_twice(const struct finder *finder, size_t at, fits_fn *fits);
static void take(struct finder *finder, size_t at, long antecedent);

/* "the country's", of which nobody knows which, owns nothing. */
static bool is_owned(const struct finder *finder, const struct draft *draft)
{
    return draft->owner != NO_DRAFT && !finder->draft[draft->owner].dropped;
}

/* "the minister": one named before, unless it is that of the house. */
static bool is_office_of_before(const struct finder *finder,
                                const struct draft *draft)
{
    return draft->is.kind == MENTION_OFFICE && draft->definite &&
           draft->is.person == NULL && !draft->is.plural &&
           draft->is.antecedent < 0 && draft->owner == NO_DRAFT &&
           (draft->is.of == NULL || draft->is.of != finder->document->home);
}

/* Whose an organ or office is that nothing owns; "the foreign minister" in a
 * paper of a house is mostly its guest. */
static void take_side(const struct finder *finder, size_t at)
{
    enum { MINISTER = 2 };
    struct draft *draft = &finder->draft[at];
    const char *side;

    if (draft->is.of != NULL || is_owned(finder, draft) ||
        draft->is.person != NULL || draft->is.antecedent >= 0 ||
        draft->former ||
        (draft->institution == NULL &&
         (draft->office == NULL || !draft->office->speaks))) {
        return;
    }
    side = side_of(finder, at);
    if (draft->office == NULL || draft->office->level > MINISTER ||
        side == NULL || side != finder->document->home) {
        set_side(draft, side);
    }
}

/* "the President - President Hale said": who starts again means the second;
 * NO_DRAFT if nobody does. */
static long said_again(const struct finder *finder, size_t at)
{
    const struct draft *draft = &finder->draft[at];
    const struct analysis *doc = &finder->document->doc[draft->is.passage];
    size_t i = at + 1;

    while (i < finder->len && finder->draft[i].dropped) {
        i++;
    }
    return i < finder->len && draft->is.kind == MENTION_OFFICE &&
                   finder->draft[i].is.kind == MENTION_PERSON &&
                   finder->draft[i].is.passage == draft->is.passage &&
                   finder->draft[i].office == draft->office &&
                   finder->draft[i].is.of != NULL &&
                   finder->draft[i].is.token.start == draft->is.token.end + 1 &&
                   label_in(doc->token[draft->is.token.end].tag, ": , HYPH")
               ? (long)i
               : NO_DRAFT;
}

void pointers_resolve(struct finder *finder)
{
    for (size_t i = 0; i < finder->len; i++) {
        struct draft *draft = &finder->draft[i];

        if (draft->dropped) {
            continue;
        }
        if (draft->is.kind == MENTION_PRONOUN) {
            resolve_pronoun(finder, i);
        } else if (draft->is_state) {
            take(finder, i, look_back(finder, i, fits_state, false));
            draft->dropped = draft->is.antecedent < 0;
            continue;
        } else if (said_again(finder, i) != NO_DRAFT) {
            take(finder, i, said_again(finder, i));
        } else if (is_office_of_before(finder, draft)) {
            take(finder, i, look_twice(finder, i, fits_office));
        } else if (draft->is.kind == MENTION_BODY && draft->definite &&
                   draft->is.of == NULL && draft->owner == NO_DRAFT) {
            take(finder, i, look_back(finder, i, fits_body, false));
        } else if (draft->is.kind == MENTION_ANONYMOUS && draft->definite &&
                   draft->is.of == NULL && draft->owner == NO_DRAFT) {
            take(finder, i, look_back(finder, i, fits_anonymous, false));
        }
        take_owner(finder, draft);
        take_side(finder, i);
        if (draft->is.kind == MENTION_BODY && draft->is.plural &&
            draft->is.codes == 0) {
            pairs_resolve(finder, draft);
        }
        if (draft->is.kind == MENTION_OFFICE && draft->is.antecedent >= 0 &&
            draft->is.person == NULL) {
            take(finder, i, draft->is.antecedent);
        }
    }
}

static struct slice norm_of(const struct finder *finder,
                            const struct draft *draft)
{
    return finder->document->doc[draft->is.passage]
        .token[draft->is.token.start]
        .norm;
}

static bool is_one_of(struct slice word, const char *list)
{
    while (*list != '\0') {
        size_t len = strcspn(list, " ");

        if (len == word.len && memcmp(list, word.ptr, len) == 0) {
            return true;
        }
        list += len;
        list += *list == ' ';
    }
    return false;
}

static bool fits_person(const struct draft *pointer, const struct draft *before)
{
    return (before->is.kind == MENTION_PERSON ||
            (before->is.kind == MENTION_OFFICE && !before->is.plural) ||
            (before->is.kind == MENTION_ANONYMOUS && !before->is.plural) ||
            (before->is.kind == MENTION_PRONOUN && !before->is.plural &&
             before->is.antecedent >= 0 && before->sex != 0)) &&
           (before->sex == 0 || pointer->sex == 0 ||
            before->sex == pointer->sex);
}

static bool fits_thing(const struct draft *pointer, const struct draft *before)
{
    (void)pointer;
    return !before->is.plural && ((before->is.kind == MENTION_ACTOR &&
                                   before->is.use != NAME_ADJECTIVE &&
                                   before->is.use != NAME_PEOPLE) ||
                                  before->is.kind == MENTION_BODY ||
                                  before->is.kind == MENTION_AGENCY ||
                                  before->is.kind == MENTION_DOCUMENT);
}

static bool fits_people(const struct draft *pointer, const struct draft *before)
{
    (void)pointer;
    return before->is.plural && before->is.kind != MENTION_PRONOUN;
}

/* "the ministry said [they] ...": one that has many people. */
static bool fits_group(const struct draft *pointer, const struct draft *before)
{
    (void)pointer;
    return !before->is.plural &&
           (before->is.kind == MENTION_BODY ||
            before->is.kind == MENTION_AGENCY ||
            (before->is.kind == MENTION_NAME && before->is_organisation));
}

static bool fits_state(const struct draft *pointer, const struct draft *before)
{
    (void)pointer;
    return before->is.kind == MENTION_ACTOR && before->is.codes == 1 &&
           before->is.use != NAME_COMMON && before->readings != 0 &&
           before->reading[0].actor->kind == ACTOR_STATE;
}

/* "the minister" may be the deputy foreign minister named before: the
 * title's last word is the same. */
static bool fits_office(const struct draft *pointer, const struct draft *before)
{
    const char *title = pointer->is.role;
    const char *role = before->is.role;
    size_t len;

    if ((before->is.kind != MENTION_PERSON &&
         before->is.kind != MENTION_OFFICE) ||
        title == NULL || role == NULL || before->is.plural) {
        return false;
    }
    len = strlen(role);
    return len >= strlen(title) &&
           strcmp(role + len - strlen(title), title) == 0;
}

/* Whether the words of a role end with those of the pointer's. */
static bool same_role(const struct draft *pointer, const struct draft *before)
{
    const char *tail = pointer->is.role;
    const char *role = before->is.role;
    size_t len = role != NULL ? strlen(role) : 0;

    return tail != NULL && role != NULL && len >= strlen(tail) &&
           strcmp(role + len - strlen(tail), tail) == 0 &&
           before->is.plural == pointer->is.plural;
}

static bool fits_body(const struct draft *pointer, const struct draft *before)
{
    return before->is.kind == MENTION_BODY && before->is.of != NULL &&
           same_role(pointer, before);
}

static bool fits_anonymous(const struct draft *pointer,
                           const struct draft *before)
{
    return (before->is.kind == MENTION_ANONYMOUS ||
            before->is.kind == MENTION_OFFICE) &&
           before->is.of != NULL && same_role(pointer, before);
}

/* The nearest draft before that fits, subjects only if asked for; what stands
 * in quotation marks is seen from within the same marks only. */
static long look_back(const struct finder *finder, size_t at, fits_fn *fits,
                      bool subjects)
{
    const struct draft *pointer = &finder->draft[at];

    for (size_t i = at, steps = 0; i-- > 0 && steps < BACK_DRAFTS; steps++) {
        const struct draft *before = &finder->draft[i];

        if (pointer->is.passage - before->is.passage > BACK_PASSAGES) {
            return -1;
        }
        if (before->dropped || (before->in_marks && !pointer->in_marks) ||
            (subjects && !before->is_subject) || !fits(pointer, before)) {
            continue;
        }
        return (long)i;
    }
    return -1;
}

/* Subjects first, then anybody. */
static long look_twice(const struct finder *finder, size_t at, fits_fn *fits)
{
    long found = look_back(finder, at, fits, true);

    return found >= 0 ? found : look_back(finder, at, fits, false);
}

static void take(struct finder *finder, size_t at, long antecedent)
{
    struct draft *draft = &finder->draft[at];
    const struct draft *before;

    draft->is.antecedent = antecedent;
    if (antecedent < 0) {
        return;
    }
    before = &finder->draft[antecedent];
    draft->is.person = before->is.person;
    draft->is.name = before->is.name;
    draft->is.role = before->is.role;
    draft->is.of = before->is.of;
    draft->is.speaks = before->is.speaks;
    draft->is.codes = before->is.codes;
    memcpy(draft->is.code, before->is.code, sizeof draft->is.code);
}

/* The state whose capital the report is dated from, or NULL. */
static const char *dateline(const struct finder *finder)
{
    for (size_t i = 0; i < finder->len && i < BACK_DRAFTS; i++) {
        const struct draft *draft = &finder->draft[i];
        const struct analysis *doc = &finder->document->doc[draft->is.passage];

        if (draft->is.use == NAME_CAPITAL && draft->is.token.start == 0 &&
            draft->named_end < doc->len &&
            label_in(doc->token[draft->named_end].tag, ", -LRB- : HYPH NNP")) {
            return draft->is.of;
        }
    }
    return NULL;
}

/* "the administration", "senior administration officials" in a paper of one:
 * its own. */
static bool is_of_home(const struct finder *finder, const struct draft *draft)
{
    const struct analysis *doc = &finder->document->doc[draft->is.passage];

    for (size_t i = draft->is.token.start;
         finder->document->home != NULL && i < draft->is.token.end; i++) {
        if (slice_is(doc->token[i].norm, "administration")) {
            return true;
        }
    }
    return false;
}

/* "the government", "the regime": in a paper of one mostly another's. */
static bool is_government(const struct draft *draft)
{
    return draft->institution != NULL &&
           strcmp(draft->institution->code, "government") == 0;
}

/* Whose "the ministry" or "a spokeswoman" is that nothing owns: of the actor
 * that is subject before it in the paragraph, else of who spoke in the
 * paragraphs before, else of where the report comes from. */
static const char *side_of(const struct finder *finder, size_t at)
{
    const struct draft *pointer = &finder->draft[at];

    if (is_of_home(finder, pointer)) {
        return finder->document->home;
    }
    for (size_t i = at, steps = 0; i-- > 0 && steps < BACK_DRAFTS; steps++) {
        const struct draft *before = &finder->draft[i];
        size_t back = pointer->is.passage - before->is.passage;

        if (back > 2) {
            break;
        }
        if (before->dropped || !before->is_subject ||
            (before->in_marks && !pointer->in_marks)) {
            continue;
        }
        if (before->is.kind == MENTION_ACTOR && back == 0 &&
            before->is.codes == 1) {
            return before->is.code[0];
        }
        if ((before->is.kind == MENTION_PERSON ||
             before->is.kind == MENTION_OFFICE) &&
            before->is.of != NULL) {
            return before->is.of;
        }
    }
    return finder->document->home != NULL && !is_government(pointer)
               ? finder->document->home
               : dateline(finder);
}

static void set_side(struct draft *draft, const char *code)
{
    draft->is.of = code;
    if (code != NULL && draft->is.codes == 0) {
        draft->is.code[0] = code;
        draft->is.codes = 1;
    }
}

/* "its foreign ministry": whose, now that the pronoun is resolved. */
static void take_owner(const struct finder *finder, struct draft *draft)
{
    if (draft->is.of != NULL || draft->owner == NO_DRAFT ||
        draft->is.kind == MENTION_PERSON ||
        (finder->draft[draft->owner].is.kind != MENTION_PRONOUN &&
         !finder->draft[draft->owner].is_state)) {
        return;
    }
    set_side(draft, finder->draft[draft->owner].is.of);
}

/* "who", "which": the noun that the clause hangs on. */
static long relative_head(const struct finder *finder, size_t at)
{
    const struct draft *draft = &finder->draft[at];
    const struct tree *tree = &finder->document->tree[draft->is.passage];
    uint32_t verb = tree_head(tree, (uint32_t)draft->is.head);
    uint32_t noun;

    if (verb == TREE_NONE || !tree_is_dep(tree, verb, "relcl")) {
        return -1;
    }
    noun = tree_head(tree, verb);
    for (size_t i = at, steps = 0; i-- > 0 && steps < BACK_DRAFTS; steps++) {
        const struct draft *before = &finder->draft[i];

        if (before->is.passage != draft->is.passage) {
            return -1;
        }
        if (!before->dropped && before->is.head == noun) {
            return (long)i;
        }
    }
    return -1;
}

/* "it" that only opens a clause: "it is clear that". */
static bool is_empty_it(const struct finder *finder, const struct draft *draft)
{
    const struct tree *tree = &finder->document->tree[draft->is.passage];
    uint32_t verb = tree_head(tree, (uint32_t)draft->is.head);

    return verb != TREE_NONE && tree_is_pos(tree, verb, "AUX") &&
           tree_child(tree, verb, "acomp attr") != TREE_NONE &&
           tree_child(tree, verb, "ccomp advcl xcomp") != TREE_NONE;
}

/* The subject of a clause that the pronoun's clause hangs on: "Grushko said
 * [he] ...", "Russia warned ... and [it] also ...". */
static long look_up(const struct finder *finder, size_t at, fits_fn *fits)
{
    const struct draft *pointer = &finder->draft[at];
    const struct tree *tree = &finder->document->tree[pointer->is.passage];
    uint32_t verb = tree_head(tree, (uint32_t)pointer->is.head);

    for (int steps = 0; verb != TREE_NONE && steps < CLIMB; steps++) {
        uint32_t subject = tree_child(tree, verb, "nsubj nsubjpass");

        for (size_t i = at, back = 0;
             subject != TREE_NONE && i-- > 0 && back < BACK_DRAFTS; back++) {
            const struct draft *before = &finder->draft[i];

            if (before->is.passage != pointer->is.passage) {
                break;
            }
            if (before->is.head == subject && !before->dropped &&
                before->in_marks == pointer->in_marks &&
                fits(pointer, before)) {
                return (long)i;
            }
        }
        verb = tree_head(tree, verb);
    }
    return -1;
}

/* "after [Ms. Rojas's] talks with them she ...": whoever owns a noun earlier
 * in the sentence. */
static long look_beside(const struct finder *finder, size_t at, fits_fn *fits)
{
    const struct draft *pointer = &finder->draft[at];
    const struct tree *tree = &finder->document->tree[pointer->is.passage];
    size_t sentence = tree_sentence(tree, (uint32_t)pointer->is.head);

    for (size_t i = at; i-- > 0;) {
        const struct draft *before = &finder->draft[i];

        if (before->is.passage != pointer->is.passage ||
            tree_sentence(tree, (uint32_t)before->is.head) != sentence) {
            return -1;
        }
        if (!before->dropped && before->in_marks == pointer->in_marks &&
            before->is.kind != MENTION_PRONOUN &&
            (before->is_subject ||
             tree_is_dep(tree, (uint32_t)before->is.head, "poss")) &&
            fits(pointer, before)) {
            return (long)i;
        }
    }
    return -1;
}

static long look_for(const struct finder *finder, size_t at, fits_fn *fits)
{
    long found = look_up(finder, at, fits);

    found = found >= 0 ? found : look_beside(finder, at, fits);

    return found >= 0 ? found : look_back(finder, at, fits, true);
}

static void resolve_pronoun(struct finder *finder, size_t at)
{
    struct draft *draft = &finder->draft[at];
    struct slice word = norm_of(finder, draft);
    long found = -1;

    if (is_one_of(word, "he him his himself she her hers herself")) {
        draft->sex = is_one_of(word, "he him his himself") ? 'm' : 'f';
        found = look_for(finder, at, fits_person);
        if (found < 0) {
            found = look_back(finder, at, fits_person, false);
        }
        if (found >= 0 && finder->draft[found].sex == 0 &&
            finder->draft[found].is.kind == MENTION_PERSON) {
            finder->draft[found].sex = draft->sex;
        }
    } else if (is_one_of(word, "it its itself")) {
        if (!is_empty_it(finder, draft)) {
            found = look_for(finder, at, fits_thing);
        }
    } else if (is_one_of(word, "they them their theirs themselves")) {
        found = look_for(finder, at, fits_people);
        if (found < 0 && !draft->in_marks && is_one_of(word, "they them")) {
            pairs_sides(finder, draft);
        }
        if (found < 0 && draft->is.codes == 0) {
            found = look_up(finder, at, fits_group);
        }
        if (found < 0) {
            return;
        }
    } else if (is_one_of(word, "who which that whose")) {
        found = relative_head(finder, at);
    }
    take(finder, at, found);
}
