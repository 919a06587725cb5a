#include "cli/cli.h"

#include "base/term.h"
#include "cli/help.h"
#include "cli/verb.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool is_any(const char *text, const char *a, const char *b)
{
    return strcmp(text, a) == 0 || strcmp(text, b) == 0;
}

static int no_verb(struct app *app, const char *name)
{
    const struct verb *near = verb_nearest(name);

    if (near != NULL) {
        return app_usage(app, "no verb '%.60s'; did you mean '%s'?", name,
                         near->name);
    }
    return app_usage(app, "no verb '%.60s'", name);
}

/* Results are flushed by their writers; what is left here is help. */
static int finish(struct app *app, int status)
{
    bool lost = fflush(stdout) != 0 || ferror(stdout) != 0;

    if (lost && status == EXIT_OK) {
        app_warn(app, "standard output: cannot write");
        status = EXIT_PARTIAL;
    }
    arena_release(&app->arena);
    return status;
}

static int run_verb(struct app *app, int argc, char **argv)
{
    struct args args;
    struct err err = {0};

    if (!args_read(&args, argc, argv, app->verb->options | OPT_ALL, &app->arena,
                   &err)) {
        return app_usage(app, "%s: %s", app->verb->name, err.text);
    }
    app->quiet = args_has(&args, OPT_QUIET);
    if (args_has(&args, OPT_NO_COLOR)) {
        app->color = false;
    }
    if (args_has(&args, OPT_HELP)) {
        help_verb(stdout, app->verb, app->color);
        return EXIT_OK;
    }
    return app->verb->run(app, &args);
}

int cli_main(int argc, char **argv)
{
    struct app app = {.program = argc > 0 ? argv[0] : "demarche",
                      .color = term_takes_color(STDOUT_FILENO)};
    const char *name = argc > 1 ? argv[1] : NULL;

    if (name == NULL) {
        help_all(stderr, false);
        return finish(&app, EXIT_USAGE);
    }
    if (is_any(name, "--help", "-h")) {
        name = "help";
    } else if (is_any(name, "--version", "-V")) {
        name = "version";
    }
    app.verb = verb_find(name);
    if (app.verb == NULL && name[0] == '-') {
        return finish(&app,
                      app_usage(&app, "a verb comes first, then %.60s", name));
    }
    if (app.verb == NULL) {
        return finish(&app, no_verb(&app, name));
    }
    return finish(&app, run_verb(&app, argc - 2, argv + 2));
}
