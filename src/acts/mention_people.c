/* Who a person, an office, an organ is. */
#include "acts/mention_parts.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { HITS = 12, SLUG_BYTES = 96, FRESH_YEARS = 3 };

static void introduce_all(struct finder *finder);
static void introduce(struct finder *finder, size_t at);
static void resolve_person(struct finder *finder, size_t at);
static void resolve_office(struct finder *finder, struct draft *draft);
static void set_owner(struct finder *finder, struct draft *draft);
static void set_role(struct finder *finder, struct draft *draft);
static const char *role_text(struct finder *finder, const struct draft *draft);
static const char *lower_words(struct finder *finder, size_t passage,
                               struct span tokens);

void people_resolve(struct finder *finder)
{
    for (size_t i = 0; i < finder->len; i++) {
        if (finder->draft[i].is.kind != MENTION_ACTOR) {
            set_owner(finder, &finder->draft[i]);
        }
    }
    introduce_all(finder);
    for (size_t i = 0; i < finder->len; i++) {
        struct draft *draft = &finder->draft[i];

        if (draft->dropped) {
            continue;
        }
        if (draft->is.kind == MENTION_PERSON) {
            resolve_person(finder, i);
        } else if (draft->is.kind == MENTION_OFFICE) {
            resolve_office(finder, draft);
        } else if (draft->is.kind == MENTION_ANONYMOUS ||
                   draft->is.kind == MENTION_BODY) {
            set_role(finder, draft);
        }
        if (draft->is.codes == 0 && draft->is.speaks && draft->is.of != NULL) {
            draft->is.code[0] = draft->is.of;
            draft->is.codes = 1;
        }
    }
}

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* "the Moroccan prime minister met ... [the prime minister]": another one of
 * that office, said to be somebody else's in the same paragraph. */
static bool follows_other(const struct finder *finder,
                          const struct draft *draft)
{
    for (size_t i = (size_t)(draft - finder->draft); i-- > 0;) {
        const struct draft *before = &finder->draft[i];

        if (before->is.passage != draft->is.passage) {
            return false;
        }
        if (before->is.kind == MENTION_OFFICE && !before->dropped &&
            before->office == draft->office && before->owner != NO_DRAFT) {
            return !same(before->is.of, finder->document->home);
        }
    }
    return false;
}

/* "the president", "the vice president": in a paper of a government that has
 * such an office its own, unless the words tell of another. */
static bool is_of_home(const struct finder *finder, const struct draft *draft)
{
    const struct document *document = finder->document;
    const struct tenure *holder[1];

    return document->home != NULL && draft->is.kind == MENTION_OFFICE &&
           draft->owner == NO_DRAFT && draft->owner2 == NO_DRAFT &&
           draft->definite && !draft->is.plural && !draft->former &&
           draft->office != NULL &&
           (draft->office->level == 1 ||
            same(draft->office->code, "vice-president")) &&
           !follows_other(finder, draft) &&
           actors_holder(document->actors, draft->office, document->home,
                         document->date, holder, 1) != 0;
}

/* What the title's own words imply; where they only describe ("alliance
 * chief"), the actor of that description that the report names. */
static const char *implied_owner(const struct finder *finder,
                                 const struct draft *draft)
{
    const struct analysis *doc = &finder->document->doc[draft->is.passage];
    struct slice word[NAME_WORDS];
    size_t words = draft->named_end - draft->named_start;

    if (draft->office_of == NULL || words > NAME_WORDS ||
        map_get(&finder->ever, slice_of(draft->office_of)) != NULL) {
        return draft->office_of;
    }
    for (size_t i = 0; i < words; i++) {
        word[i] = token_text(doc, draft->named_start + i);
    }
    for (size_t i = 0; i < words; i++) {
        struct name_hit hit[HITS];
        size_t count = actors_by_name(finder->document->actors, word + i,
                                      words - i, hit, HITS);

        for (size_t k = 0; k < count; k++) {
            if (hit[k].use == NAME_COMMON &&
                map_get(&finder->ever, slice_of(hit[k].actor->code)) != NULL) {
                return hit[k].actor->code;
            }
        }
    }
    return draft->office_of;
}

/* `of` from the owner beside it, else from what the title's words imply. */
static void set_owner(struct finder *finder, struct draft *draft)
{
    if (draft->private) {
        return;
    }
    if (draft->owner != NO_DRAFT) {
        const struct draft *owner = &finder->draft[draft->owner];

        draft->is.of = owner->is.of;
    }
    if (draft->owner2 != NO_DRAFT && draft->is.of != NULL &&
        finder->draft[draft->owner2].is.of != NULL) {
        draft->is.code[0] = finder->draft[draft->owner2].is.of;
        draft->is.code[1] = draft->is.of;
        draft->is.codes = 2;
        draft->is.of = NULL; /* of both: of no one */
        return;
    }
    if (draft->is.of == NULL && is_of_home(finder, draft)) {
        draft->is.of = finder->document->home;
    }
    if (draft->is.of == NULL) {
        draft->is.of = implied_owner(finder, draft);
    }
}

static struct slice word_at(const struct finder *finder,
                            const struct draft *draft, size_t token)
{
    return token_text(&finder->document->doc[draft->is.passage], token);
}

/* The name alone, without titles before it. */
static struct slice bare_name(const struct finder *finder,
                              const struct draft *draft)
{
    return finder_words(finder, draft->is.passage,
                        (struct span){draft->named_start, draft->named_end});
}

static bool holds(const struct tenure *tenure, struct date on)
{
    long day;

    if (on.precision == DATE_NONE) {
        return true;
    }
    day = date_first_day(on);
    return (tenure->from.precision == DATE_NONE ||
            date_first_day(tenure->from) <= day) &&
           (tenure->to.precision == DATE_NONE ||
            date_last_day(tenure->to) >= day);
}

/* The tenure that fits best what the text says of the person. */
static const struct tenure *find_tenure(const struct finder *finder,
                                        struct slice name,
                                        const struct draft *draft)
{
    const struct tenure *hit[HITS];
    size_t count = actors_person(finder->document->actors, name,
                                 finder->document->date, hit, HITS);
    const struct tenure *best = NULL;
    int most = -1;

    for (size_t i = 0; i < count; i++) {
        int score = holds(hit[i], finder->document->date);

        score += same(hit[i]->of, draft->is.of) ? 4 : 0;
        score +=
            draft->office != NULL && hit[i]->office == draft->office ? 2 : 0;
        if (score > most) {
            most = score;
            best = hit[i];
        }
    }
    return best;
}

static void introduce_all(struct finder *finder)
{
    for (size_t i = 0; i < finder->len; i++) {
        const struct draft *draft = &finder->draft[i];

        if (draft->is.kind == MENTION_PERSON && !draft->dropped &&
            !draft->maybe) {
            struct slice name = bare_name(finder, draft);

            if (memchr(name.ptr, ' ', name.len) != NULL) {
                introduce(finder, i);
            }
        }
    }
}

/* Whether a noun between owner and title makes another office of it. */
static bool is_compound(const struct finder *finder, const struct draft *owner,
                        const struct draft *draft)
{
    const struct analysis *doc = &finder->document->doc[draft->is.passage];
    size_t start = draft->office_at.start;

    return owner->named_end < start && start > 0 &&
           label_in(doc->token[start - 1].tag, "NN NNS NNP NNPS") &&
           owner->is.passage == draft->is.passage;
}

/* The title; a former one with whose it was: "former NATO secretary
 * general". */
static const char *role_words(struct finder *finder, const struct draft *draft)
{
    const struct draft *owner =
        draft->owner != NO_DRAFT ? &finder->draft[draft->owner] : NULL;
    struct buf words = {0};
    const char *role;

    if (!draft->former && owner != NULL && is_compound(finder, owner, draft)) {
        return lower_words(
            finder, draft->is.passage,
            (struct span){owner->named_end, draft->office_at.end});
    }
    if (!draft->former) {
        return draft->office->title;
    }
    buf_add_str(&words, "former ");
    if (owner != NULL) {
        buf_add_slice(&words, bare_name(finder, owner));
        buf_add_char(&words, ' ');
    }
    buf_add_str(&words, draft->office->title);
    role = arena_strdup(finder->arena, words.ptr);
    buf_release(&words);
    return role;
}

static void introduce(struct finder *finder, size_t at)
{
    struct draft *draft = &finder->draft[at];
    struct slice name = bare_name(finder, draft);
    const struct tenure *tenure = find_tenure(finder, name, draft);
    const char *blank = memchr(name.ptr, ' ', name.len);
    struct known known = {
        .first = {name.ptr, (size_t)(blank - name.ptr)},
        .last = word_at(finder, draft, draft->named_end - 1),
        .draft = at,
        .full = arena_copy(finder->arena, name).ptr,
        .sex = draft->sex,
    };
    uintptr_t *place;
    bool added;

    if (tenure != NULL) {
        known.slug = tenure->person;
        known.full = tenure->name;
    }
    if (draft->office != NULL) {
        known.role = role_words(finder, draft);
        known.of = draft->former ? NULL : draft->is.of;
        known.speaks = draft->office->speaks && !draft->former;
        if (known.of == NULL && !draft->former && tenure != NULL &&
            tenure->office == draft->office) {
            known.of = tenure->of;
        }
        if (known.slug == NULL && draft->is.of != NULL) {
            known.slug = name_slug(name, finder->arena);
        }
    } else if (draft->said_of != NO_DRAFT) {
        struct draft *noun = &finder->draft[draft->said_of];

        set_role(finder, noun);
        known.role = noun->is.role;
    } else if (tenure != NULL && tenure->office != NULL &&
               holds(tenure, finder->document->date)) {
        known.role = tenure->office->title;
        known.of = tenure->of;
        known.speaks = tenure->office->speaks;
    }
    place = map_put(&finder->surname, known.last, &added);
    known.other = added ? 0 : (size_t)*place;
    MEM_GROW(finder->known, finder->knowns, finder->known_cap);
    finder->known[finder->knowns++] = known;
    *place = finder->knowns;
}

/* Who of the introduced is meant: the same first name or none, introduced
 * last before `at`, else first behind it; an introduction that says the role
 * goes before one that does not. */
static const struct known *find_known(const struct finder *finder,
                                      struct slice first, struct slice last,
                                      size_t at)
{
    const uintptr_t *place = map_get(&finder->surname, last);
    const struct known *best = NULL;

    for (size_t i = place != NULL ? *place : 0, steps = 0; i != 0 && steps < 64;
         i = finder->known[i - 1].other, steps++) {
        const struct known *known = &finder->known[i - 1];

        if (first.len != 0 && !slice_eq(first, known->first)) {
            continue;
        }
        if (best == NULL || (best->role == NULL && known->role != NULL) ||
            (best->draft > at && (known->role != NULL || !best->role))) {
            best = known;
        }
    }
    return best;
}

/* A surname that the report never introduces: only who speaks for a state or
 * organisation at that time, by the title that he has or for one that the
 * report names or that issues it. */
static const struct tenure *famous(const struct finder *finder,
                                   const struct draft *draft, struct slice name)
{
    const struct tenure *tenure = find_tenure(finder, name, draft);

    if (tenure == NULL || tenure->office == NULL || tenure->of == NULL ||
        tenure->office->level > 3 || !holds(tenure, finder->document->date)) {
        return NULL;
    }
    return tenure->office == draft->office ||
                   same(tenure->of, finder->document->home) ||
                   map_get(&finder->ever, slice_of(tenure->of)) != NULL
               ? tenure
               : NULL;
}

static void take_known(struct draft *draft, const struct known *known)
{
    draft->is.person = known->slug;
    draft->is.name = known->full;
    draft->is.role = known->role;
    draft->is.of = known->of;
    draft->is.speaks = known->speaks;
    if (draft->sex == 0) {
        draft->sex = known->sex;
    }
}

static void resolve_person(struct finder *finder, size_t at)
{
    struct draft *draft = &finder->draft[at];
    struct slice name = bare_name(finder, draft);
    const char *blank = memchr(name.ptr, ' ', name.len);
    struct slice first = {name.ptr,
                          blank != NULL ? (size_t)(blank - name.ptr) : 0};
    const struct known *known = find_known(
        finder, first, word_at(finder, draft, draft->named_end - 1), at);
    const struct tenure *tenure;

    if (known != NULL) {
        take_known(draft, known);
        draft->is.antecedent = known->draft != at ? (long)known->draft : -1;
        return;
    }
    draft->is.name = arena_copy(finder->arena, name).ptr;
    tenure = famous(finder, draft, name);
    if (draft->maybe &&
        (tenure == NULL || blank != NULL || draft->only_known)) {
        draft->is.kind = MENTION_NAME;
        draft->dropped = draft->only_known;
        return;
    }
    if (draft->office != NULL) {
        draft->is.role = role_words(finder, draft);
        draft->is.speaks = draft->office->speaks && !draft->former;
    }
    if (tenure != NULL) {
        draft->is.person = tenure->person;
        draft->is.name = tenure->name;
        if (draft->office == NULL) {
            draft->is.role = tenure->office->title;
            draft->is.speaks = tenure->office->speaks;
        }
        draft->is.of = draft->is.of != NULL ? draft->is.of : tenure->of;
    }
    if (draft->former) {
        draft->is.of = NULL;
    }
}

/* Tables grow old: an open end counts for some years only, but for heads of
 * state and government. */
static bool is_fresh(const struct tenure *tenure, struct date on)
{
    return tenure->to.precision != DATE_NONE || tenure->office->level == 1 ||
           (tenure->from.precision != DATE_NONE &&
            on.year - tenure->from.year <= FRESH_YEARS);
}

/* "the Kremlin spokesman": who held the office then, if that was one. */
static void resolve_office(struct finder *finder, struct draft *draft)
{
    const struct tenure *hit[2];

    draft->is.role = role_words(finder, draft);
    if (draft->former) {
        draft->is.former = true;
        draft->is.speaks = false;
        draft->is.of = NULL;
        return;
    }
    if (draft->is.of == NULL || draft->is.plural || !draft->definite ||
        finder->document->date.precision == DATE_NONE) {
        return;
    }
    if (actors_holder(finder->document->actors, draft->office, draft->is.of,
                      finder->document->date, hit, 2) == 1 &&
        is_fresh(hit[0], finder->document->date)) {
        draft->is.person = hit[0]->person;
        draft->is.name = hit[0]->name;
    }
}

/* The words of the phrase without owner, article and number: "senior
 * official". */
static void set_role(struct finder *finder, struct draft *draft)
{
    if (draft->is.role == NULL) {
        draft->is.role = role_text(finder, draft);
        draft->is.speaks = draft->is.of != NULL;
    }
}

/* The words from behind the owner to the end of the noun, in lower case. */
static const char *role_text(struct finder *finder, const struct draft *draft)
{
    const struct analysis *doc = &finder->document->doc[draft->is.passage];
    size_t start = draft->is.token.start;
    size_t end = draft->named_end;

    if (draft->owner != NO_DRAFT &&
        finder->draft[draft->owner].named_end <= draft->is.head) {
        size_t owned = finder->draft[draft->owner].named_end;

        start = owned > start ? owned : start;
    }
    while (start + 1 < end &&
           label_in(doc->token[start].tag, "DT CD PRP$ POS HYPH")) {
        start++;
    }
    return lower_words(finder, draft->is.passage, (struct span){start, end});
}

static const char *lower_words(struct finder *finder, size_t passage,
                               struct span tokens)
{
    const struct analysis *doc = &finder->document->doc[passage];
    struct slice words;
    char *text;

    while (tokens.start + 1 < tokens.end &&
           label_in(doc->token[tokens.start].tag, "POS HYPH")) {
        tokens.start++;
    }
    words = finder_words(finder, passage, tokens);
    text = arena_alloc(finder->arena, words.len + 1, 1);
    for (size_t i = 0; i < words.len; i++) {
        text[i] = words.ptr[i];
        if (text[i] >= 'A' && text[i] <= 'Z') {
            text[i] += 'a' - 'A';
        }
    }
    return text;
}

/* Base letters of U+00C0 to U+017F. */
static const char base_letters[] =
    "aaaaaaaceeeeiiiidnoooooxouuuuytsaaaaaaaceeeeiiiidnoooooxouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

const char *name_slug(struct slice name, struct arena *arena)
{
    char slug[SLUG_BYTES];
    size_t len = 0;
    size_t at = 0;

    while (at < name.len && len + 1 < sizeof slug) {
        size_t bytes;
        uint32_t point = utf8_decode(name, at, &bytes);

        if (point >= 'A' && point <= 'Z') {
            slug[len++] = (char)(point + 32);
        } else if ((point >= 'a' && point <= 'z') ||
                   (point >= '0' && point <= '9')) {
            slug[len++] = (char)point;
        } else if (point >= 0xC0 && point <= 0x17F) {
            slug[len++] = base_letters[point - 0xC0];
        } else if ((point == ' ' || point == '-') && len != 0 &&
                   slug[len - 1] != '-') {
            slug[len++] = '-';
        }
        at += bytes;
    }
    return arena_copy(arena, (struct slice){slug, len}).ptr;
}
