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

/* Every mistake with file and line; the last of them is the error. */
static bool tell_mistakes(const struct app *app, const char *path,
                          const struct codebook_mistakes *mistakes,
                          struct err *err)
{
    for (size_t i = 0; i < mistakes->len; i++) {
        app_warn(app, "%s/%s", path, mistakes->text[i]);
    }
    return mistakes->len == 0 ||
           err_set(err, ERR_SYNTAX, "%.200s: %zu %s", path, mistakes->len,
                   mistakes->len == 1 ? "mistake" : "mistakes");
}

static bool check(struct app *app, const struct args *args, const char *path,
                  struct err *err)
{
    struct codebook_mistakes mistakes;
    struct codebook_folder folder;
    struct page page;

    if (!codebook_read(&folder, path, &app->arena, err)) {
        return false;
    }
    for (size_t i = 0; i < folder.strays; i++) {
        app_warn(app, "%s/%s: no table of a codebook has this name", path,
                 folder.stray[i]);
    }
    codebook_search(&folder, &mistakes, &app->arena);
    if (!tell_mistakes(app, path, &mistakes, err) ||
        !page_open(&page, app, args, err)) {
        return false;
    }
    list_files(&page, folder.text, folder.texts);
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

/* --- versions --- */

/* Write the files of the version whose digest begins so. */
static bool write_version(struct session *session, struct page *page,
                          const struct codebook_version *version,
                          struct err *err)
{
    struct arena *arena = &session->app->arena;
    struct codebook_file *file = NULL;
    size_t files = 0;

    if (!record_codebook_of(session->record, version->digest, arena, &file,
                            &files, err)) {
        return false;
    }
    for (size_t i = 0; i < files; i++) {
        buf_printf(&page->sink.out, "# --- %.*s ---\n",
                   (int)(file[i].name.len & 0xFFF), file[i].name.ptr);
        buf_add_slice(&page->sink.out, file[i].content);
    }
    return true;
}

static bool write_versions(struct session *session, struct page *page,
                           const char *digest, struct err *err)
{
    struct codebook_version *version = NULL;
    size_t versions = 0;
    bool ok = record_codebook_versions(session->record, &session->app->arena,
                                       &version, &versions, err);

    for (size_t i = 0; ok && i < versions; i++) {
        if (digest == NULL) {
            page_line(page, "version",
                      "%.12s  %zu files, read by it: %zu reports, %zu acts",
                      version[i].digest, version[i].files, version[i].reports,
                      version[i].acts);
        } else if (strncmp(version[i].digest, digest, strlen(digest)) == 0) {
            return write_version(session, page, &version[i], err);
        }
    }
    return ok &&
           (digest == NULL || err_set(err, ERR_MISSING,
                                      "no codebook of this dossier has the "
                                      "digest '%.40s'",
                                      digest));
}

static bool versions(struct app *app, const struct args *args,
                     const char *digest, struct err *err)
{
    struct session session;
    struct page page;
    bool ok = session_open(&session, app, args, WORDS_ANY, err);

    if (!ok) {
        return false;
    }
    ok =
        session_words(&session, 0, "", err) && page_open(&page, app, args, err);
    if (ok) {
        ok = write_versions(&session, &page, digest, err);
        ok = page_close(&page, ok, err) && ok;
    }
    session_close(&session);
    return ok;
}

/* --- the verb --- */

static const char *const deed[] = {"check", "put", "versions", "version"};

enum deed { DEED_CHECK, DEED_PUT, DEED_VERSIONS, DEED_VERSION, DEED_SHOW };

/* What is to be done, and the place of its word; DEED_SHOW without one. */
static enum deed find_deed(const struct args *args, size_t *at)
{
    for (*at = 0; *at < args->words; (*at)++) {
        for (size_t i = 0; i < DEED_SHOW; i++) {
            if (strcmp(args->word[*at], deed[i]) == 0) {
                return (enum deed)i;
            }
        }
    }
    return DEED_SHOW;
}

static int run(struct app *app, const struct args *args)
{
    struct args left = *args;
    struct err err = {0};
    size_t at;
    enum deed wanted = find_deed(args, &at);
    bool takes_word = wanted != DEED_SHOW && wanted != DEED_VERSIONS;
    const char *word =
        takes_word && at + 2 == args->words ? args->word[at + 1] : NULL;
    bool ok = false;

    if (takes_word && word == NULL) {
        return app_usage(app, "%s is wanted after '%s'",
                         wanted == DEED_VERSION ? "a version's digest"
                                                : "the codebook's folder",
                         deed[wanted]);
    }
    left.words = at;
    switch (wanted) {
    case DEED_CHECK: ok = check(app, args, word, &err); break;
    case DEED_PUT: ok = put(app, &left, word, &err); break;
    case DEED_VERSIONS:
    case DEED_VERSION: ok = versions(app, &left, word, &err); break;
    case DEED_SHOW: ok = show(app, &left, &err); break;
    }
    return ok ? EXIT_OK : app_fail(app, &err);
}

const struct verb verb_codebook = {
    .name = "codebook",
    .summary = "check, keep or list the dossier's own tables",
    .usage = "[DOSSIER] [check DIR | put DIR | versions | version DIGEST]",
    .about =
        "A codebook is a folder of plain tables that are read over the general "
        "ones: actors, aliases, members, offices, people, issues, and words "
        "that make acts (docs/codebook.md). check reads it as a whole and "
        "says what is wrong with file and line, without a dossier. put keeps "
        "it in the dossier, in place of tables of the same names; what is "
        "added from then on is read by it, and demarche reread reads again "
        "what was read before. Without a word, the dossier's tables are "
        "listed; versions lists all codebooks there were with how much of the "
        "record stands as they had it read (demarche why ID says by which), "
        "version prints one.",
    .example = {{"demarche codebook check my-codebook", "is it right?"},
                {"demarche codebook talks.demarche put my-codebook", "keep it"},
                {"demarche codebook talks.demarche versions",
                 "what there was before"}},
    .options = OPT(OPT_DOSSIER),
    .run = run,
};
