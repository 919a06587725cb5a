#include "cli/app.h"

#include "base/term.h"
#include "cli/verb.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUFFIX ".demarche"

int exit_of(const struct err *err)
{
    switch (err->code) {
    case ERR_NONE: return EXIT_OK;
    case ERR_USAGE:
    case ERR_MISSING: return EXIT_USAGE;
    case ERR_EMPTY:
    case ERR_IO: return EXIT_PARTIAL;
    case ERR_SYNTAX:
    case ERR_INTEGRITY: return EXIT_INTEGRITY;
    case ERR_NETWORK: return EXIT_NETWORK;
    case ERR_LIMIT: return EXIT_LIMIT;
    case ERR_BUSY: return EXIT_BUSY;
    case ERR_INTERNAL: break;
    }
    return EXIT_INTERNAL;
}

/* Write one line to standard error: `prefix`, then the text made safe. */
static void talk(const char *prefix, const char *fmt, va_list args)
    PRINTF_LIKE(2, 0);

static void talk(const char *prefix, const char *fmt, va_list args)
{
    struct buf line = {0};
    char text[1024];

    (void)vsnprintf(text, sizeof text, fmt, args);
    buf_add_str(&line, prefix);
    term_safe(&line, slice_of(text));
    buf_add_char(&line, '\n');
    (void)fwrite(line.ptr, 1, line.len, stderr);
    buf_release(&line);
}

void app_say(const struct app *app, const char *fmt, ...)
{
    va_list args;

    if (app->quiet) {
        return;
    }
    va_start(args, fmt);
    talk("", fmt, args);
    va_end(args);
}

void app_warn(const struct app *app, const char *fmt, ...)
{
    va_list args;

    (void)app;
    va_start(args, fmt);
    talk("demarche: ", fmt, args);
    va_end(args);
}

int app_fail(const struct app *app, const struct err *err)
{
    if (err->code == ERR_USAGE) {
        return app_usage(app, "%s", err->text);
    }
    app_warn(app, "%s", err->text);
    return exit_of(err);
}

int app_usage(const struct app *app, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    talk("demarche: ", fmt, args);
    va_end(args);
    if (app->verb != NULL) {
        (void)fprintf(stderr, "See demarche %s --help.\n", app->verb->name);
    } else {
        (void)fputs("See demarche help.\n", stderr);
    }
    return EXIT_USAGE;
}

static bool ends_as_dossier(const char *path)
{
    return slice_ends(slice_of(path), SUFFIX);
}

/* Whether the file at `path` begins as every SQLite database does. */
static bool looks_like_dossier(const char *path)
{
    static const char magic[] = "SQLite format 3";
    char head[sizeof magic] = "";
    struct stat info;
    ssize_t got = 0;
    int fd = -1;

    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode)) {
        return false;
    }
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        got = read(fd, head, sizeof head);
        (void)close(fd);
    }
    return got == (ssize_t)sizeof head && memcmp(head, magic, sizeof head) == 0;
}

/* The only *.demarche in the working folder. */
static bool only_dossier(struct app *app, const char **path, struct err *err)
{
    DIR *folder = opendir(".");
    struct dirent *entry = NULL;
    size_t found = 0;

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] != '.' && ends_as_dossier(entry->d_name)) {
            *path = arena_strdup(&app->arena, entry->d_name);
            found++;
        }
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    if (found == 1) {
        return true;
    }
    *path = NULL;
    return err_set(err, ERR_USAGE,
                   found == 0 ? "which dossier? There is no *.demarche here"
                              : "which dossier? There is more than one "
                                "*.demarche here");
}

bool app_dossier(struct app *app, struct args *args, size_t own,
                 const char **path, struct err *err)
{
    const char *preset = getenv("DEMARCHE_DOSSIER");

    if (args_has(args, OPT_DOSSIER)) {
        *path = args->value[OPT_DOSSIER];
        return true;
    }
    if (args->words != 0 &&
        (args->words > own || ends_as_dossier(args->word[0]) ||
         looks_like_dossier(args->word[0]))) {
        *path = args->word[0];
        args->word++;
        args->words--;
        return true;
    }
    if (preset != NULL && preset[0] != '\0') {
        *path = preset;
        return true;
    }
    return only_dossier(app, path, err);
}
