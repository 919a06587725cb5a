#include "cli/filter.h"

#include "cli/suggest.h"
#include "flow/places.h"
#include "lore/ontology.h"

enum { SHOWN = 60, KNOWN = 64 };

/* Cut the next value off a list; false at its end. */
static bool next_value(const char **list, char value[SHOWN])
{
    const char *at = *list + strspn(*list, ", ");
    size_t len = strcspn(at, ",");
    size_t kept = len < SHOWN - 1 ? len : SHOWN - 1;

    memcpy(value, at, kept);
    value[kept] = '\0';
    *list = at + len;
    return len != 0;
}

static bool check_types(const char *list, const struct ontology *ontology,
                        struct err *err)
{
    const struct act_type *type = NULL;
    size_t types = ontology_types(ontology, &type);
    const char *known[KNOWN];
    char value[SHOWN];

    types = types < KNOWN ? types : KNOWN;
    for (size_t i = 0; i < types; i++) {
        known[i] = type[i].name;
    }
    while (next_value(&list, value)) {
        const char *near = NULL;

        if (ontology_type(ontology, slice_of(value)) != NULL) {
            continue;
        }
        near = suggest_nearest(value, known, types);
        if (near != NULL) {
            return err_set(err, ERR_USAGE,
                           "no type of act '%s'; did you mean '%s'?", value,
                           near);
        }
        return err_set(err, ERR_USAGE,
                       "no type of act '%s'; there are demand, request, "
                       "offer, threat, accept, reject and others "
                       "(demarche acts --help)",
                       value);
    }
    return true;
}

/* `value` with capitals where words begin and blanks for hyphens: what may be
 * a name of "south-ossetia" or a person's of "sergei-ryabkov". */
static void as_name(const char *value, char name[SHOWN])
{
    bool first = true;
    size_t at = 0;

    for (; value[at] != '\0' && at < SHOWN - 1; at++) {
        name[at] = value[at];
        if (first) {
            name[at] = ascii_upper(value[at]);
        } else if (value[at] == '-') {
            name[at] = ' ';
        }
        first = name[at] == ' ';
    }
    name[at] = '\0';
}

/* What actor is called `value`: "Russia", "kremlin". */
static const struct actor *actor_called(const struct actors *actors,
                                        const char *value)
{
    struct slice word[8];
    struct name_hit hit;
    char name[SHOWN];
    size_t words = 0;

    as_name(value, name);
    for (char *at = name; *at != '\0' && words < 8;) {
        size_t len = strcspn(at, " ");

        word[words++] = (struct slice){at, len};
        at += len + strspn(at + len, " ");
    }
    return actors_by_name(actors, word, words, &hit, 1) != 0 ? hit.actor : NULL;
}

/* Whether `value` is a person's slug: "sergei-ryabkov". */
static bool is_person(const struct actors *actors, const char *value)
{
    const struct tenure *hit = NULL;
    char name[SHOWN];

    as_name(value, name);
    return name[0] != '\0' && actors_person(actors, slice_of(name),
                                            (struct date){0}, &hit, 1) != 0;
}

static const struct actor *actor_coded(const struct actors *actors,
                                       const char *value)
{
    char code[SHOWN];
    size_t len = strlen(value);

    if (len >= SHOWN) {
        return NULL;
    }
    for (size_t i = 0; i <= len; i++) {
        code[i] = ascii_upper(value[i]);
    }
    return actors_by_code(actors, slice_of(code));
}

const struct actor *filter_actor(const struct actors *actors, const char *value)
{
    const struct actor *actor = actor_coded(actors, value);

    return actor != NULL ? actor : actor_called(actors, value);
}

static bool check_actors(const char *list, const struct actors *actors,
                         struct err *err)
{
    char value[SHOWN];

    while (next_value(&list, value)) {
        const struct actor *meant = NULL;

        if (actor_coded(actors, value) != NULL || is_person(actors, value)) {
            continue;
        }
        meant = actor_called(actors, value);
        if (meant != NULL) {
            return err_set(err, ERR_USAGE,
                           "no actor '%s'; did you mean %s (%s)?", value,
                           meant->code, meant->name);
        }
        return err_set(err, ERR_USAGE,
                       "no actor '%s': a code is wanted, RUS for a state, "
                       "NATO for an organisation, or a person as "
                       "sergei-ryabkov",
                       value);
    }
    return true;
}

bool filter_issue(const struct issues *issues, const char *value,
                  struct err *err)
{
    size_t count = 0;
    const char *const *name = issues_names(issues, &count);
    const char *near = NULL;

    for (size_t i = 0; i < count; i++) {
        if (strcmp(name[i], value) == 0) {
            return true;
        }
    }
    near = suggest_nearest(value, name, count);
    if (near != NULL) {
        return err_set(err, ERR_USAGE, "no issue '%.60s'; did you mean '%s'?",
                       value, near);
    }
    return err_set(err, ERR_USAGE,
                   "no issue '%.60s'; there are enlargement, missiles, "
                   "sanctions and others, and those of the codebook",
                   value);
}

static bool check_codes(struct session *session, const char *data,
                        struct err *err)
{
    struct arena *arena = &session->app->arena;
    struct codebook_text *text = NULL;
    struct actors *actors = NULL;
    size_t texts = 0;
    bool ok = session_codebook(session->record, arena, &text, &texts, err) &&
              actors_open_texts(&actors, data, text, texts, err);

    for (int i = 0; ok && i < 2; i++) {
        const char *list = session->args.value[i == 0 ? OPT_ACTOR : OPT_TO];

        ok = list == NULL || check_actors(list, actors, err);
    }
    actors_free(actors);
    return ok;
}

/* Whether an act is about it, whatever the tables say: an older codebook, or
 * another program's coding. */
static bool is_used(const struct session *session, const char *issue)
{
    const struct query query = {.issue = issue, .limit = 1};
    struct arena arena = {0};
    struct act_row *row = NULL;
    struct err none = {0};
    size_t rows = 0;
    bool used =
        query_load_acts(session->record, &query, &arena, &row, &rows, &none) &&
        rows != 0;

    arena_release(&arena);
    return used;
}

static bool check_issues(struct session *session, const char *data,
                         struct err *err)
{
    const char *list = session->args.value[OPT_ISSUE];
    struct codebook_text *text = NULL;
    struct issues *issues = NULL;
    char value[SHOWN];
    size_t texts = 0;
    bool ok = session_codebook(session->record, &session->app->arena, &text,
                               &texts, err) &&
              issues_open_texts(&issues, data, text, texts, err);

    while (ok && next_value(&list, value)) {
        ok = is_used(session, value) || filter_issue(issues, value, err);
    }
    issues_free(issues);
    return ok;
}

bool filter_check(struct session *session, struct err *err)
{
    const char *const *value = session->args.value;
    struct ontology *ontology = NULL;
    struct buf data = {0};
    struct err ignored = {0};
    bool ok = true;

    if (!places_data(&data, &ignored)) {
        return true;
    }
    if (value[OPT_ACT] != NULL) {
        ok = ontology_open(&ontology, data.ptr, err) &&
             check_types(value[OPT_ACT], ontology, err);
        ontology_free(ontology);
    }
    if (ok && (value[OPT_ACTOR] != NULL || value[OPT_TO] != NULL)) {
        ok = check_codes(session, data.ptr, err);
    }
    if (ok && value[OPT_ISSUE] != NULL) {
        ok = check_issues(session, data.ptr, err);
    }
    buf_release(&data);
    return ok;
}
