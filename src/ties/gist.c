#include "ties/gist.h"

#include "base/date.h"
#include "copies/words.h"
#include "ties/place.h"

#include <stdlib.h>

/* So many words of one act or sentence are looked at. */
enum { WORDS_MOST = 400, FOLD = 64, NAMES_MOST = 32 };

static void add_code(struct gist_codes *codes, uint32_t code);
static enum gist_class class_of(const char *type);
static void read_matter(struct gist *gist, const struct ties_lists *lists,
                        const struct telling *telling);
static unsigned read_words(struct gist_words *words, struct gist_codes *nouns,
                           const struct ties_lists *lists,
                           const struct telling *telling, struct span at,
                           struct slice text);
static unsigned weekday_of(const struct telling *telling);
static void read_places(struct gist_codes *places, struct slice sentence);
static struct span rest_of_clause(const struct telling *telling);
static uint32_t name_of(struct slice words);

uint32_t gist_code(const char *code)
{
    char fold[FOLD];
    size_t len = 0;

    for (; code[len] != '\0' && len < FOLD; len++) {
        char c = code[len];

        fold[len] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    return word_hash((struct slice){fold, len});
}

static void add_codes(struct gist_codes *codes, const char *const *code,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (code[i] != NULL) {
            add_code(codes, gist_code(code[i]));
        }
    }
}

static void set_day(struct gist *gist, const struct telling *telling)
{
    struct date date = telling->date.precision != DATE_NONE
                           ? telling->date
                           : telling->published;

    if (date.precision == DATE_NONE) {
        return;
    }
    gist->day = date_first_day(date);
    if (date.precision == DATE_DAY) {
        gist->flags |= GIST_DAY;
    }
    if (telling->dated && telling->date.precision == DATE_DAY) {
        gist->flags |= GIST_DATED;
    }
}

/* The first eight digits. */
static uint32_t id_of(const char *id)
{
    char digits[9] = "";

    if (strlen(id) >= 10) {
        memcpy(digits, id + 2, 8);
    }
    return (uint32_t)strtoul(digits, NULL, 16);
}

void gist_make(struct gist *gist, const struct ties_lists *lists,
               const struct telling *telling)
{
    const char *type = telling->type;
    const char *kind = strcmp(type, "request") == 0 ? "demand" : type;
    struct gist_codes unused = {0};

    *gist = (struct gist){.act = telling->act,
                          .report = telling->report,
                          .id = id_of(telling->id),
                          .class = class_of(type),
                          .kind = gist_code(kind),
                          .type = gist_code(type),
                          .flags = telling->flags,
                          .text = telling->text,
                          .sentence = telling->sentence};
    set_day(gist, telling);
    gist->speaker = telling->speaker != NULL ? gist_code(telling->speaker) : 0;
    add_codes(&gist->actor, telling->actor, telling->actors);
    add_codes(&gist->recipient, telling->recipient, telling->recipients);
    gist->who = gist->actor.len == 0 ? name_of(telling->who) : 0;
    gist->whom = gist->recipient.len == 0 ? name_of(telling->whom) : 0;
    add_codes(&gist->issue, telling->issue, telling->issues);
    gist->back = read_words(&gist->word, &gist->noun, lists, telling,
                            telling->text, telling->text_words);
    if (gist->word.len == 0 && gist->back == 0) {
        struct span rest = rest_of_clause(telling);
        size_t start = telling->sentence.start;

        gist->back |= read_words(
            &gist->word, &gist->noun, lists, telling, rest,
            slice_cut(telling->sentence_words,
                      (struct span){rest.start - start, rest.end - start}));
    }
    (void)read_words(&gist->scene, &unused, lists, telling, telling->sentence,
                     telling->sentence_words);
    if (gist_is_meant(type)) {
        read_matter(gist, lists, telling);
    }
    if (gist->class == GIST_MEET) {
        gist->weekday = weekday_of(telling);
        read_places(&gist->place, telling->sentence_words);
    }
}

bool gist_is_meant(const char *type)
{
    enum gist_class class = class_of(type);

    return class == GIST_DEMAND || class == GIST_OFFER || class == GIST_ANSWER;
}

bool gist_to_read(struct span text, struct span sentence, struct slice words,
                  struct meant *meant)
{
    size_t start = sentence.start;

    if (text.start < start) {
        return false;
    }
    *meant = (struct meant){.sentence = words,
                            .act = {text.start - start, text.end - start}};
    return true;
}

/* The one of `meant` that is `wanted`, or NULL. */
static const struct meant *find_meant(const struct meant *meant, size_t meants,
                                      const struct meant *wanted)
{
    for (size_t i = 0; i < meants; i++) {
        if (meant[i].act.start == wanted->act.start &&
            meant[i].act.end == wanted->act.end &&
            slice_eq(meant[i].sentence, wanted->sentence)) {
            return &meant[i];
        }
    }
    return NULL;
}

static void read_matter(struct gist *gist, const struct ties_lists *lists,
                        const struct telling *telling)
{
    const struct meant *meant;
    struct meant own;

    if (!gist_to_read(telling->text, telling->sentence, telling->sentence_words,
                      &own)) {
        return;
    }
    meant = find_meant(telling->meant, telling->meants, &own);
    if (meant == NULL) {
        matter_read(lists->matter, &own, 1);
        meant = &own;
    }
    gist->meant = meant->read;
    if (meant->read) {
        memcpy(gist->vector, meant->vector, sizeof gist->vector);
    }
}

static enum gist_class class_of(const char *type)
{
    static const struct {
        const char *type;
        enum gist_class class;
    } row[] = {
        {"demand", GIST_DEMAND},  {"request", GIST_DEMAND},
        {"offer", GIST_OFFER},    {"accept", GIST_ANSWER},
        {"reject", GIST_ANSWER},  {"accept-in-part", GIST_ANSWER},
        {"counter", GIST_ANSWER}, {"defer", GIST_ANSWER},
        {"concede", GIST_ANSWER}, {"promise", GIST_ANSWER},
        {"meet", GIST_MEET},
    };

    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        if (strcmp(type, row[i].type) == 0) {
            return row[i].class;
        }
    }
    return GIST_OTHER;
}

/* --- codes --- */

bool codes_have(const struct gist_codes *codes, uint32_t code)
{
    for (size_t i = 0; i < codes->len; i++) {
        if (codes->code[i] == code) {
            return true;
        }
    }
    return false;
}

static void add_code(struct gist_codes *codes, uint32_t code)
{
    if (codes->len < GIST_CODES && !codes_have(codes, code)) {
        codes->code[codes->len++] = code;
    }
}

bool codes_meet(const struct gist_codes *a, const struct gist_codes *b)
{
    for (size_t i = 0; i < a->len; i++) {
        if (codes_have(b, a->code[i])) {
            return true;
        }
    }
    return false;
}

bool codes_nest(const struct gist_codes *a, const struct gist_codes *b)
{
    const struct gist_codes *few = a->len <= b->len ? a : b;
    const struct gist_codes *many = few == a ? b : a;

    for (size_t i = 0; i < few->len; i++) {
        if (!codes_have(many, few->code[i])) {
            return false;
        }
    }
    return true;
}

/* --- words --- */

static int by_span(const void *a, const void *b)
{
    const struct span *x = a;
    const struct span *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

/* The parts of `at` that name nobody, counted from its start. */
static size_t cut_names(const struct telling *telling, struct span at,
                        struct span part[NAMES_MOST + 1])
{
    struct span name[NAMES_MOST];
    size_t names = 0, parts = 0, from = at.start;

    for (size_t i = 0; i < telling->names && names < NAMES_MOST; i++) {
        struct span one = telling->name[i];

        if (one.end > at.start && one.start < at.end && !span_empty(one)) {
            name[names++] = one;
        }
    }
    if (names != 0) {
        qsort(name, names, sizeof name[0], by_span);
    }
    for (size_t i = 0; i < names; i++) {
        if (name[i].start > from) {
            part[parts++] =
                (struct span){from - at.start, name[i].start - at.start};
        }
        from = name[i].end > from ? name[i].end : from;
    }
    if (from < at.end) {
        part[parts++] = (struct span){from - at.start, at.end - at.start};
    }
    return parts;
}

static int by_weight(const void *a, const void *b)
{
    const struct word *x = a;
    const struct word *y = b;

    if (x->weight != y->weight) {
        return x->weight < y->weight ? 1 : -1;
    }
    return (x->stem > y->stem) - (x->stem < y->stem);
}

static int by_stem(const void *a, const void *b)
{
    const struct word *x = a;
    const struct word *y = b;

    return (x->stem > y->stem) - (x->stem < y->stem);
}

/* The rarest words, each stem once, by stem. */
static void keep_words(struct gist_words *words, struct word *word, size_t len)
{
    size_t kept = 0;

    if (len != 0) {
        qsort(word, len, sizeof *word, by_weight);
    }
    for (size_t i = 0; i < len && kept < GIST_WORDS; i++) {
        bool seen = false;

        for (size_t k = 0; k < kept && !seen; k++) {
            seen = word[k].stem == word[i].stem;
        }
        if (!seen) {
            word[kept++] = word[i];
        }
    }
    if (kept != 0) {
        qsort(word, kept, sizeof *word, by_stem);
    }
    for (size_t i = 0; i < kept; i++) {
        words->stem[i] = word[i].stem;
        words->weight[i] = word[i].weight;
    }
    words->len = kept;
}

static bool asks(const char *type)
{
    enum gist_class class = class_of(type);

    return class == GIST_DEMAND || class == GIST_OFFER;
}

/* What a word and the next one point back to.  "Let its" is of one's own only
 * if proposals or demands follow: "let its proposals", not "let its ships". */
static unsigned back_of_two(const struct ties_lists *lists,
                            const struct words *read, size_t at)
{
    unsigned noun = 0;
    unsigned back;

    if (at + 1 >= read->len) {
        return 0;
    }
    back = ties_back_two(lists, read->word[at].hash, read->word[at + 1].hash);
    for (size_t i = at + 2; i < read->len && i < at + 4; i++) {
        noun |= ties_back(lists, read->word[i].hash);
    }
    return (noun & (BACK_DEMAND | BACK_OFFER)) != 0
               ? back
               : back & ~(unsigned)BACK_OWN;
}

/* Fill `words`; returns what they point back to, by which `nouns`. */
static unsigned read_words(struct gist_words *words, struct gist_codes *nouns,
                           const struct ties_lists *lists,
                           const struct telling *telling, struct span at,
                           struct slice text)
{
    struct span part[NAMES_MOST + 1];
    struct arena arena = {0};
    struct words read;
    unsigned ask = asks(telling->type) ? BACK_EMPTY : 0; /* "offered" */
    unsigned back = 0;
    size_t len = 0;

    at.end = at.start + text.len;
    words_read(&read, &lists->copies, text, part, cut_names(telling, at, part),
               &arena);
    for (size_t i = 0; i < read.len && i < WORDS_MOST; i++) {
        struct word word = read.word[i];
        unsigned points = ties_back(lists, word.hash);

        back |= points;
        back |= back_of_two(lists, &read, i);
        if ((points & (BACK_DEMAND | BACK_OFFER | ask)) != 0) {
            add_code(nouns, word.stem);
        }
        if (points != 0 || word.weight == 0) {
            continue;
        }
        if (word.weight > lists->at.name_weight &&
            (word.flags & (WORD_NAME | WORD_FIRST)) != 0) {
            word.weight = (uint8_t)lists->at.name_weight;
        }
        read.word[len++] = word;
    }
    keep_words(words, read.word, len);
    arena_release(&arena);
    return back & ~(unsigned)BACK_EMPTY;
}

/* What follows the act's words, up to the next mark: an act that was found by
 * its verb alone ("rejected") says behind it what it is about. */
static struct span rest_of_clause(const struct telling *telling)
{
    static const char mark[] = ",;:.!?()";
    struct slice sentence = telling->sentence_words;
    size_t start = telling->sentence.start;
    struct span rest = {telling->text.end, telling->text.end};

    if (rest.start < start || rest.start > start + sentence.len) {
        return (struct span){start, start};
    }
    while (rest.end < start + sentence.len &&
           memchr(mark, sentence.ptr[rest.end - start], sizeof mark) == NULL) {
        rest.end++;
    }
    return rest;
}

/* The last word with a capital, else the last: "Minister Teodor Vance". */
static uint32_t name_of(struct slice words)
{
    struct slice name = {0};
    bool proper = false;

    while (words.len != 0) {
        size_t len = 0;
        bool capital = words.ptr[0] >= 'A' && words.ptr[0] <= 'Z';

        while (len < words.len && !slice_blank(words.ptr[len])) {
            len++;
        }
        if (len != 0 && (capital || !proper)) {
            name = (struct slice){words.ptr, len};
            proper = capital;
        }
        len += len < words.len;
        words = (struct slice){words.ptr + len, words.len - len};
    }
    return name.len != 0 ? word_hash(name) : 0;
}

/* --- days of the week --- */

/* The first that `text` names, 1 Monday … 7; 0: none, or with `only` others,
 * too. */
static unsigned find_weekday(struct slice text, bool only)
{
    static const char *const name[] = {"Monday",   "Tuesday", "Wednesday",
                                       "Thursday", "Friday",  "Saturday",
                                       "Sunday"};
    unsigned found = 0;

    for (size_t at = 0; at < text.len; at++) {
        struct slice rest = {text.ptr + at, text.len - at};

        for (unsigned i = 0; i < 7; i++) {
            if (!slice_starts(rest, name[i])) {
                continue;
            }
            if (found != 0 && only && found != i + 1) {
                return 0;
            }
            found = found != 0 ? found : i + 1;
        }
    }
    return found;
}

/* Of the act's own words, else of its sentence where there is only one. */
static unsigned weekday_of(const struct telling *telling)
{
    unsigned own = find_weekday(telling->text_words, false);

    return own != 0 ? own : find_weekday(telling->sentence_words, true);
}

/* --- places --- */

/* By their first words. */
static void read_places(struct gist_codes *places, struct slice sentence)
{
    struct slice name;

    while (place_next(&sentence, &name)) {
        const char *blank = memchr(name.ptr, ' ', name.len);

        if (blank != NULL) {
            name.len = (size_t)(blank - name.ptr);
        }
        add_code(places, word_hash(name));
    }
}
