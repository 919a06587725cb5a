#include "cli/help.h"

static int run(struct app *app, const struct args *args)
{
    const struct verb *verb = NULL;

    if (args_has(args, OPT_COMPLETION)) {
        const char *shell = args->value[OPT_COMPLETION];

        return completion_write(stdout, shell)
                   ? EXIT_OK
                   : app_usage(app,
                               "--completion %.40s: one of bash, zsh, fish "
                               "is wanted",
                               shell);
    }
    if (args->words != 0) {
        verb = verb_find(args->word[0]);
        if (verb == NULL) {
            const struct verb *near = verb_nearest(args->word[0]);

            return near != NULL
                       ? app_usage(app, "no verb '%.60s'; did you mean '%s'?",
                                   args->word[0], near->name)
                       : app_usage(app, "no verb '%.60s'", args->word[0]);
        }
    }
    if (args_has(args, OPT_MAN)) {
        manual_write(stdout, verb);
    } else if (verb != NULL) {
        help_verb(stdout, verb, app->color);
    } else {
        help_all(stdout, app->color);
    }
    return EXIT_OK;
}

const struct verb verb_help = {
    .name = "help",
    .summary = "show help for a verb",
    .usage = "[VERB]",
    .about = "Without a verb: what there is. The manual pages and the "
             "completions of shells are made by it too.",
    .example = {{"demarche help acts", "the same as demarche acts --help"},
                {"demarche help --man acts | man -l -",
                 "read the manual page without installing it"},
                {"eval \"$(demarche help --completion bash)\"",
                 "complete verbs and options in this shell"}},
    .options = OPT(OPT_MAN) | OPT(OPT_COMPLETION),
    .run = run,
};
