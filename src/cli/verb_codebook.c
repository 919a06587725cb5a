#include "base/sha256.h"
#include "cli/codebook.h"
#include "cli/page.h"
#include "cli/session.h"
#include "cli/verb.h"

/* Rows of a table: lines that are no remark, without the line of names. */
static size_t count_rows(struct slice bytes)
{
    size_t rows = 0;

    while (bytes.len != 0) {
        size_t len = slice_find(bytes, SLICE("\n"));
        struct slice line = slice_trim((struct slice){bytes.ptr, len});

        rows += line.len != 0 && line.ptr[0] != '#';
        len += len < bytes.len;
        bytes.ptr += len;
        bytes.len -= len;
    }
    return rows != 0 ? rows - 1 : 0;
}

static void list_files(struct page *page, const struct codebook_text *text,
                       size_t texts)
{
    for (size_t i = 0; i < texts; i++) {
        char sha256[SHA256_HEX + 1];

        sha256_hex(text[i].bytes, sha256);
        page_line(page, "table", "%-18s %5zu rows  sha256 %.12s", text[i].name,
                  count_rows(text[i].bytes), sha256);
    }
}

static bool check(struct app *app, const struct args *args, const char *path,
                  struct err *err)
{
    struct codebook_folder folder;
    struct page page;

    if (!codebook_read(&folder, path, &app->arena, err) ||
        !(codebook_try(folder.text, folder.texts, err) ||
          err_prefix(err, path)) ||
        !page_open(&page, app, args, err)) {
        return false;
    }
    list_files(&page, folder.text, folder.texts);
    for (size_t i = 0; i < folder.strays; i++) {
        app_warn(app, "%s/%s: no table of a codebook has this name", path,
                 folder.stray[i]);
    }
    app_say(app, "%s",
            folder.strays != 0 ? "The tables are right." : "Nothing is wrong.");
    return page_close(&page, true, err);
}

static bool put(struct app *app, const struct args *args, const char *path,
                struct err *err)
{
    struct session session;
    size_t files = 0;
    bool ok = codebook_check(path, err) &&
              session_open_to_write(&session, app, args, WORDS_ANY, err);

    if (!ok) {
        return false;
    }
    ok = codebook_put(session.record, path, &files, &app->arena, err);
    if (ok) {
        app_say(app, "%zu files kept in %s. Next: demarche reread %s", files,
                record_path(session.record), record_path(session.record));
    }
    session_close(&session);
    return ok;
}

static bool show(struct app *app, const struct args *args, struct err *err)
{
    struct codebook_text *text = NULL;
    struct session session;
    struct page page;
    size_t texts = 0;
    bool ok = session_open(&session, app, args, WORDS_ANY, err);

    if (!ok) {
        return false;
    }
    ok = session_words(&session, 0, "", err) &&
         session_codebook(session.record, &app->arena, &text, &texts, err) &&
         page_open(&page, app, args, err);
    if (ok) {
        list_files(&page, text, texts);
        if (texts == 0) {
            app_say(app, "No codebook: the general tables alone are used.");
        }
        ok = page_close(&page, true, err);
    }
    session_close(&session);
    return ok;
}

static int run(struct app *app, const struct args *args)
{
    struct args left = *args;
    struct err err = {0};
    bool ok = true;
    size_t at = 0;

    while (at < left.words && strcmp(left.word[at], "check") != 0 &&
           strcmp(left.word[at], "put") != 0) {
        at++;
    }
    if (at < left.words && at + 2 != left.words) {
        return app_usage(app, "the codebook's folder is wanted after '%s'",
                         left.word[at]);
    }
    if (at < left.words && left.word[at][0] == 'c') {
        ok = check(app, args, left.word[at + 1], &err);
    } else if (at < left.words) {
        left.words = at;
        ok = put(app, &left, left.word[at + 1], &err);
    } else {
        ok = show(app, &left, &err);
    }
    return ok ? EXIT_OK : app_fail(app, &err);
}

const struct verb verb_codebook = {
    .name = "codebook",
    .summary = "check, keep or list the dossier's own tables",
    .usage = "[DOSSIER] | check DIR | [DOSSIER] put DIR",
    .about =
        "A codebook is a folder of plain tables that are read over the general "
        "ones: actors, aliases, members, offices, people, issues, and words "
        "that make acts (docs/codebook.md). check reads it as a whole and "
        "says what is wrong with file and line, without a dossier. put keeps "
        "it in the dossier, in place of tables of the same names; what is "
        "added from then on is read by it, and demarche reread reads again "
        "what was read before. Without either, the dossier's tables are "
        "listed.",
    .example = {{"demarche codebook check my-codebook", "is it right?"},
                {"demarche codebook talks.demarche put my-codebook", "keep it"},
                {"demarche codebook talks.demarche", "what is kept"}},
    .options = OPT(OPT_DOSSIER),
    .run = run,
};
