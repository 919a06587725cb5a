/* statement_names.c - where, and who: names of a statement. */
#include "base/ascii.h"
#include "views/statement_int.h"

/* Words of a person's name. */
enum { NAME_WORDS = 3 };

static bool is_capital(const struct read_statement *read, size_t at)
{
    return at < read->words && read->word[at].len > 1 &&
           (ascii_is_upper(read->word[at].ptr[0]) ||
            (unsigned char)read->word[at].ptr[0] >= 0xC3);
}

static struct slice joined(const struct read_statement *read, size_t first,
                           size_t count)
{
    struct slice last = read->word[first + count - 1];
    const char *from = read->word[first].ptr;

    return (struct slice){from, (size_t)(last.ptr + last.len - from)};
}

/* Whether a name at `at` says where: "in Oran", "near the northern Oran". */
static bool says_where(const struct read_statement *read, size_t at)
{
    while (at > 0 && read_has(read, at - 1, MARK_PART)) {
        at--;
    }
    return at > 0 && read_has(read, at - 1, MARK_WHERE) &&
           !read->at[at - 1].ends;
}

static void add_place(struct read_statement *read, size_t at,
                      const struct name_hit *hit, size_t hits)
{
    struct statement *statement = read->statement;
    struct statement_place *place;
    struct slice name = joined(read, at, hit[0].words);

    for (size_t i = 0; i < statement->places; i++) {
        if (slice_eq(statement->place[i].name, name)) {
            return;
        }
    }
    if (statement->places == STATEMENT_PLACES) {
        return;
    }
    place = &statement->place[statement->places++];
    *place = (struct statement_place){.name = name,
                                      .state = hit[0].use == NAME_PROPER ||
                                               hit[0].use == NAME_ADJECTIVE,
                                      .capital = hit[0].use == NAME_CAPITAL};
    for (size_t i = 0; i < hits && i < STATEMENT_READINGS; i++) {
        place->of[place->codes++] = hit[i].actor->code;
    }
}

static void add_actor(struct read_statement *read, const struct actor *actor)
{
    struct statement *statement = read->statement;

    for (size_t i = 0; i < statement->actors; i++) {
        if (statement->actor[i] == actor) {
            return;
        }
    }
    if (statement->actors < STATEMENT_ACTORS) {
        statement->actor[statement->actors++] = actor;
    }
}

/* "in Finnish waters". */
static bool is_ground(const struct read_statement *read, size_t at)
{
    static const char *const word[] = {"waters", "territory", "airspace",
                                       "soil"};

    for (size_t i = 0; at < read->words && i < sizeof word / sizeof word[0];
         i++) {
        if (slice_is(read->word[at], word[i])) {
            return true;
        }
    }
    return false;
}

/* A name of the tables at word `at`: how many words, 0: none. */
static size_t take_known(struct read_statement *read, size_t at)
{
    struct name_hit hit[STATEMENT_READINGS];
    size_t left = read->words - at;
    size_t nobody = actors_nobody(read->tables->actors, read->word + at, left);
    size_t hits;
    bool where;

    if (nobody != 0) {
        return nobody;
    }
    hits = actors_by_name(read->tables->actors, read->word + at, left, hit,
                          STATEMENT_READINGS);
    if (hits == 0 || hit[0].use == NAME_COMMON) {
        return 0;
    }
    where = says_where(read, at) &&
            (hit[0].actor->kind == ACTOR_STATE || hit[0].use == NAME_CAPITAL ||
             hit[0].use == NAME_PLACE);
    if (where &&
        (hit[0].use != NAME_ADJECTIVE || is_ground(read, at + hit[0].words))) {
        if (read->at[at].core) {
            add_place(read, at, hit, hits);
        }
    } else if (hit[0].use != NAME_PLACE && read->at[at].core) {
        add_actor(read, hit[0].actor);
    }
    for (size_t i = at; i < at + hit[0].words; i++) {
        read->at[i].name = true;
    }
    return hit[0].words;
}

/* "Foreign Minister Irena Solak", "Irena Solak": the words of the name, 0:
 * none.  Without a title two words that the tables know as a person's. */
static size_t take_person(struct read_statement *read, size_t at, bool titled)
{
    struct statement *statement = read->statement;
    const struct tenure *tenure;
    size_t count = 0;

    while (count < NAME_WORDS && is_capital(read, at + count) &&
           !read->at[at + count].name && read->at[at + count].entry == NULL) {
        count++;
        if (read->at[at + count - 1].ends) {
            break;
        }
    }
    if (count == 0 ||
        (!titled &&
         (count < 2 ||
          actors_person(read->tables->actors, joined(read, at, count),
                        read->told, &tenure, 1) == 0))) {
        return 0;
    }
    if (statement->people < STATEMENT_PEOPLE) {
        statement->person_inside[statement->people] = read->at[at].core;
        statement->person[statement->people++] =
            (struct statement_person){.name = joined(read, at, count),
                                      .last = read->word[at + count - 1],
                                      .titled = titled};
    }
    return count;
}

void read_names(struct read_statement *read)
{
    bool titled = false;

    for (size_t i = 0; i < read->words;) {
        size_t count = 0;

        if (read_has(read, i, MARK_TITLE)) {
            titled = true;
            i += read->at[i].count;
            continue;
        }
        if (is_capital(read, i) && !read->at[i].name) {
            count = take_known(read, i);
            count = count != 0 ? count : take_person(read, i, titled);
        }
        /* "the president of Chad, Idris Deby" */
        titled = titled && (count != 0 ? read->at[i].name
                                       : slice_is(read->word[i], "of"));
        i += count != 0 ? count : 1;
    }
}
