#include "cli/option.h"

#include "base/buf.h"
#include "cli/suggest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const struct option option_table[OPT_COUNT] = {
#define X(constant, name, letter, value, list, help) \
    [constant] = {name, value, help, letter, list},
    OPTION_MAP(X)
#undef X
};

/* What is left to read. */
struct line {
    char **argv;
    int argc;
    int at;
    uint64_t allowed;
    struct arena *arena;
};

static bool allowed(const struct line *line, int id)
{
    return (line->allowed & OPT(id)) != 0;
}

static bool unknown_option(const struct line *line, const char *name,
                           size_t len, struct err *err)
{
    const char *known[OPT_COUNT];
    const char *near;
    char given[64] = "";
    size_t count = 0;

    for (int id = 0; id < OPT_COUNT; id++) {
        if (allowed(line, id)) {
            known[count++] = option_table[id].name;
        }
    }
    if (len < sizeof given) {
        memcpy(given, name, len);
    }
    near = suggest_nearest(given, known, count);
    if (near != NULL) {
        return err_set(err, ERR_USAGE, "no option --%.*s; did you mean --%s?",
                       (int)(len < 200 ? len : 200), name, near);
    }
    return err_set(err, ERR_USAGE, "no option --%.*s here",
                   (int)(len < 200 ? len : 200), name);
}

/* Keep the value of an option; a list grows, anything else is replaced. */
static void keep(struct args *args, int id, const char *value,
                 struct arena *arena)
{
    const char *before = args->value[id];
    struct buf joined = {0};

    if (!option_table[id].list || before == NULL) {
        args->value[id] = value;
        return;
    }
    buf_printf(&joined, "%s,%s", before, value);
    args->value[id] = arena_strdup(arena, joined.ptr);
    buf_release(&joined);
}

/* Give option `id` its value: `inline_value`, or the next word. */
static bool take(struct args *args, struct line *line, int id,
                 const char *inline_value, struct err *err)
{
    const struct option *option = &option_table[id];

    if (option->value == NULL) {
        if (inline_value != NULL) {
            return err_set(err, ERR_USAGE, "--%s takes no value", option->name);
        }
        keep(args, id, "", line->arena);
        return true;
    }
    if (inline_value == NULL) {
        if (line->at >= line->argc) {
            return err_set(err, ERR_USAGE, "--%s needs a value: --%s %s",
                           option->name, option->name, option->value);
        }
        inline_value = line->argv[line->at++];
    }
    keep(args, id, inline_value, line->arena);
    return true;
}

static bool read_long(struct args *args, struct line *line, const char *text,
                      struct err *err)
{
    const char *equals = strchr(text, '=');
    size_t len = equals != NULL ? (size_t)(equals - text) : strlen(text);

    for (int id = 0; id < OPT_COUNT; id++) {
        const char *name = option_table[id].name;

        if (allowed(line, id) && strlen(name) == len &&
            memcmp(name, text, len) == 0) {
            return take(args, line, id, equals != NULL ? equals + 1 : NULL,
                        err);
        }
    }
    return unknown_option(line, text, len, err);
}

/* "-qf" is -q -f; "-oFILE" is -o FILE. */
static bool read_letters(struct args *args, struct line *line, const char *text,
                         struct err *err)
{
    for (; *text != '\0'; text++) {
        int id = 0;

        while (id < OPT_COUNT &&
               (option_table[id].letter != *text || !allowed(line, id))) {
            id++;
        }
        if (id == OPT_COUNT) {
            return err_set(err, ERR_USAGE, "no option -%c here", *text);
        }
        if (option_table[id].value != NULL) {
            return take(args, line, id, text[1] != '\0' ? text + 1 : NULL, err);
        }
        keep(args, id, "", line->arena);
    }
    return true;
}

bool args_read(struct args *args, int argc, char **argv, uint64_t allowed_set,
               struct arena *arena, struct err *err)
{
    struct line line = {argv, argc, 0, allowed_set, arena};
    bool options = true;

    *args = (struct args){0};
    args->word = arena_alloc(arena, (size_t)argc + 1, sizeof *args->word);
    while (line.at < argc) {
        const char *text = argv[line.at++];
        bool ok = true;

        if (!options || text[0] != '-' || text[1] == '\0') {
            args->word[args->words++] = text;
        } else if (strcmp(text, "--") == 0) {
            options = false;
        } else if (text[1] == '-') {
            ok = read_long(args, &line, text + 2, err);
        } else {
            ok = read_letters(args, &line, text + 1, err);
        }
        if (!ok) {
            return false;
        }
    }
    return true;
}

bool args_number(const struct args *args, enum option_id id, long low,
                 long high, long *number, struct err *err)
{
    const char *text = args->value[id];
    char *end = NULL;
    long given = 0;

    if (text == NULL) {
        return true;
    }
    errno = 0;
    given = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || given < low ||
        given > high) {
        return err_set(err, ERR_USAGE,
                       "--%s %.40s: a number from %ld to %ld is wanted",
                       option_table[id].name, text, low, high);
    }
    *number = given;
    return true;
}
