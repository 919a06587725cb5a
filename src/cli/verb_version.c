#include "cli/verb.h"
#include "flow/places.h"
#include "record/record.h"

#include <stdio.h>

/* Where it is, or what is wrong. */
static void print_place(const char *label, bool found, const struct buf *path,
                        const struct err *err)
{
    (void)printf("%s: %s\n", label, found ? path->ptr : err->text);
}

static int run(struct app *app, const struct args *args)
{
    struct buf data = {0};
    struct buf model = {0};
    struct err err = {0};
    bool found = false;

    (void)app;
    (void)printf("demarche %s\n", DEMARCHE_VERSION);
    if (!args_has(args, OPT_VERBOSE)) {
        return EXIT_OK;
    }
    (void)printf("lines of the export: version %d\n", RECORD_EXPORT_SCHEMA);
    found = places_data(&data, &err);
    print_place("data", found, &data, &err);
    err = (struct err){0};
    found = places_model(args->value[OPT_MODEL], &model, &err);
    print_place("language model", found, &model, &err);
    buf_release(&data);
    buf_release(&model);
    return EXIT_OK;
}

const struct verb verb_version = {
    .name = "version",
    .summary = "print the version",
    .usage = "",
    .about = "With --verbose: where data and language model are found.",
    .example = {{"demarche version", "one line"},
                {"demarche version --verbose", "what it stands on"}},
    .options = OPT(OPT_VERBOSE) | OPT(OPT_MODEL),
    .run = run,
};
