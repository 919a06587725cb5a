#include "cli/session.h"

#include "cli/suggest.h"
#include "flow/places.h"
#include "lore/ontology.h"

#include <ctype.h>
#include <stdlib.h>

enum { SHOWN = 60, KNOWN = 64 };

bool session_open(struct session *session, struct app *app,
                  const struct args *args, enum record_mode mode,
                  struct err *err)
{
    const char *path = NULL;

    *session = (struct session){.app = app, .args = *args};
    if (!app_dossier(app, &session->args, &path, err) ||
        !record_open(&session->record, path, mode, err)) {
        return false;
    }
    if (!query_id_digits(session->record, &session->digits, err)) {
        session_close(session);
        return false;
    }
    return true;
}

void session_close(struct session *session)
{
    record_close(session->record);
    session->record = NULL;
}

bool session_date(const struct args *args, enum option_id id, struct date *date,
                  struct err *err)
{
    const char *text = args->value[id];

    *date = (struct date){0};
    if (text == NULL) {
        return true;
    }
    *date = date_parse(slice_of(text));
    return date->precision != DATE_NONE ||
           err_set(err, ERR_USAGE,
                   "--%s %.40s: a date is wanted, 2021-12-17, 2021-12 or 2021",
                   option_table[id].name, text);
}

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

/* What actor is called `value`: "Russia", "kremlin". */
static const struct actor *actor_called(const struct actors *actors,
                                        const char *value)
{
    struct slice word[8];
    struct name_hit hit;
    char name[SHOWN];
    size_t words = 0;

    for (size_t i = 0; i < SHOWN; i++) {
        bool first = i == 0 || value[i - 1] == ' ' || value[i - 1] == '-';
        int byte = (unsigned char)value[i];

        name[i] = (char)(first ? toupper(byte) : byte);
        if (byte == '\0') {
            break;
        }
    }
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
    size_t at = 0;

    for (; value[at] != '\0'; at++) {
        bool first = at == 0 || value[at - 1] == '-';
        int byte = (unsigned char)value[at];

        name[at] = (char)(byte == '-' ? ' ' : first ? toupper(byte) : byte);
    }
    return at != 0 && actors_person(actors, (struct slice){name, at},
                                    (struct date){0}, &hit, 1) != 0;
}

static bool check_actors(const char *list, const struct actors *actors,
                         struct err *err)
{
    char value[SHOWN];
    char code[SHOWN];

    while (next_value(&list, value)) {
        const struct actor *meant = NULL;

        for (size_t i = 0; i < SHOWN; i++) {
            code[i] = (char)toupper((unsigned char)value[i]);
        }
        if (actors_by_code(actors, slice_of(code)) != NULL ||
            is_person(actors, value)) {
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

bool session_codebook(struct record *record, struct arena *arena,
                      struct codebook_text **text, size_t *texts,
                      struct err *err)
{
    struct codebook_file *file = NULL;

    *texts = 0;
    if (!record_get_codebook(record, arena, &file, texts, err)) {
        return false;
    }
    *text = arena_alloc(arena, *texts, sizeof **text);
    for (size_t i = 0; i < *texts; i++) {
        (*text)[i] = (struct codebook_text){arena_copy(arena, file[i].name).ptr,
                                            file[i].content};
    }
    return true;
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

/* Compare the filters with the tables; without tables they stand as given. */
static bool check_filters(struct session *session, struct err *err)
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
    buf_release(&data);
    return ok;
}

bool session_query(struct session *session, struct query *query,
                   struct err *err)
{
    const struct args *args = &session->args;
    long limit = 0;

    *query = (struct query){.actor = args->value[OPT_ACTOR],
                            .to = args->value[OPT_TO],
                            .type = args->value[OPT_ACT],
                            .issue = args->value[OPT_ISSUE],
                            .speaker = args->value[OPT_SPEAKER],
                            .report = args->value[OPT_IN],
                            .order = args_has(args, OPT_LATEST) ? QUERY_NEWEST
                                                                : QUERY_OLDEST};
    if (!session_date(args, OPT_SINCE, &query->since, err) ||
        !session_date(args, OPT_UNTIL, &query->until, err) ||
        !args_number(args, OPT_LIMIT, 1, 1000000000, 0, &limit, err)) {
        return false;
    }
    query->limit = (size_t)limit;
    return check_filters(session, err);
}

bool session_words(const struct session *session, size_t words,
                   const char *wanted, struct err *err)
{
    const struct args *args = &session->args;

    if (args->words > words) {
        return err_set(err, ERR_USAGE, "'%.60s' is one word too many",
                       args->word[words]);
    }
    return args->words == words ||
           err_set(err, ERR_USAGE, "%s is missing", wanted);
}

struct slice session_short(const struct session *session, const char *id)
{
    struct slice whole = slice_of(id);
    size_t len = 2 + (size_t)session->digits;

    whole.len = whole.len < len ? whole.len : len;
    return whole;
}

int session_end(struct session *session, size_t rows, const char *one,
                const char *many, const char *next)
{
    const struct app *app = session->app;

    if (rows == 0) {
        app_say(app, "No %s found.", many);
        return args_has(&session->args, OPT_FAIL_EMPTY) ? EXIT_EMPTY : EXIT_OK;
    }
    app_say(app, "%zu %s.%s%s", rows, rows == 1 ? one : many,
            next != NULL ? " Next: " : "", next != NULL ? next : "");
    return EXIT_OK;
}
