#include "base/caps.h"
#include "base/file.h"
#include "base/mem.h"
#include "cli/codebook.h"
#include "cli/verb.h"
#include "record/record.h"

static int run(struct app *app, const struct args *args)
{
    const char *codebook = args->value[OPT_CODEBOOK];
    struct args left = *args;
    struct err err = {0};
    struct record *record = NULL;
    const char *path = args->value[OPT_DOSSIER];
    size_t files = 0;
    bool made = false;
    bool ok = true;

    if (path == NULL && left.words != 0) {
        path = left.word[0];
        left.words--;
        left.word++;
    }
    if (path == NULL) {
        return app_usage(app, "which dossier? A name is missing: demarche "
                              "init talks.demarche");
    }
    if (left.words != 0) {
        return app_usage(app, "'%.60s' is one word too many", left.word[0]);
    }
    ok = codebook == NULL || codebook_check(codebook, &err);
    ok = ok && record_open(&record, path, RECORD_CREATE, &err);
    if (ok) {
        made = record_is_new(record);
        ok = codebook == NULL ||
             codebook_put(record, codebook, &files, &app->arena, &err);
    }
    record_close(record);
    if (!ok) {
        return app_fail(app, &err);
    }
    app_say(app,
            made ? "Made the dossier %s."
                 : "The dossier %s is there already; its reports stay as they "
                   "are.",
            path);
    if (files != 0) {
        app_say(app, "Codebook %s: %zu files kept in it.", codebook, files);
    }
    app_say(app, "Next: demarche add %s FILE...", path);
    return EXIT_OK;
}

const struct verb verb_init = {
    .name = "init",
    .summary = "make an empty dossier, with a codebook of your own if you like",
    .usage = "DOSSIER",
    .about =
        "A dossier is one file. demarche add makes one too; init is for a "
        "codebook: a folder of plain tables that name the actors, aliases and "
        "offices of this crisis, read over the general ones "
        "(docs/codebook.md). They are kept in the dossier. On a dossier that "
        "is there already, the codebook is put in place of the old one; "
        "demarche reread codes anew what was read before.",
    .example = {{"demarche init talks.demarche", "an empty dossier"},
                {"demarche init talks.demarche --codebook my-codebook",
                 "with actors of its own"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_CODEBOOK),
    .run = run,
};
