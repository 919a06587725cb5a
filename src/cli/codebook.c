#include "cli/codebook.h"

#include "acts/code.h"
#include "base/caps.h"
#include "base/file.h"
#include "base/mem.h"
#include "flow/places.h"
#include "lore/actors.h"
#include "lore/codebook_lint.h"

#include <dirent.h>
#include <stdlib.h>

enum { MOST_FILES = 16, MOST_MISTAKES = 50 };

static bool is_known(const char *name)
{
    size_t at = 0;

    while (codebook_names[at] != NULL &&
           strcmp(codebook_names[at], name) != 0) {
        at++;
    }
    return codebook_names[at] != NULL;
}

/* Tables that nothing reads are most often misspelt. */
static void find_strays(struct codebook_folder *folder, const char *path,
                        struct arena *arena)
{
    DIR *open = opendir(path);
    const struct dirent *entry = NULL;

    folder->stray = arena_alloc(arena, MOST_FILES, sizeof *folder->stray);
    while (open != NULL && (entry = readdir(open)) != NULL) {
        if (slice_ends(slice_of(entry->d_name), ".tsv") &&
            !is_known(entry->d_name) && folder->strays < MOST_FILES) {
            folder->stray[folder->strays++] =
                arena_strdup(arena, entry->d_name);
        }
    }
    if (open != NULL) {
        (void)closedir(open);
    }
}

bool codebook_read(struct codebook_folder *folder, const char *path,
                   struct arena *arena, struct err *err)
{
    *folder = (struct codebook_folder){0};
    folder->text = arena_alloc(arena, MOST_FILES, sizeof *folder->text);
    for (size_t i = 0; codebook_names[i] != NULL; i++) {
        struct buf name = {0};
        struct buf content = {0};
        bool ok = true;

        buf_printf(&name, "%s/%s", path, codebook_names[i]);
        if (file_exists(name.ptr) && folder->texts < MOST_FILES) {
            ok = file_read(name.ptr, CAP_LINE_BYTES, &content, err);
            folder->text[folder->texts++] = (struct codebook_text){
                codebook_names[i], arena_copy(arena, buf_slice(&content))};
        }
        buf_release(&name);
        buf_release(&content);
        if (!ok) {
            return false;
        }
    }
    find_strays(folder, path, arena);
    return folder->texts != 0 ||
           err_set(err, ERR_MISSING,
                   "%.300s: no table of a codebook there (actors.tsv, "
                   "aliases.tsv, issues.tsv, ...; see docs/codebook.md)",
                   path);
}

bool codebook_try(const struct codebook_text *text, size_t texts,
                  struct err *err)
{
    struct actors *actors = NULL;
    struct coder *coder = NULL;
    struct buf data = {0};
    bool ok = places_data(&data, err) &&
              actors_open_texts(&actors, data.ptr, text, texts, err) &&
              coder_open_texts(&coder, data.ptr, actors, text, texts, err);

    coder_free(coder);
    actors_free(actors);
    buf_release(&data);
    return ok;
}

/* --- all mistakes --- */

struct search {
    struct codebook_mistakes *mistakes;
    struct arena *arena;
};

/* "actors.tsv:3:": up to which byte two mistakes are about one row. */
static size_t place_len(const char *mistake)
{
    size_t len = strcspn(mistake, ":");

    return mistake[len] != '\0' ? len + 1 + strcspn(mistake + len + 1, ":")
                                : len;
}

/* One a row. */
static void add_mistake(void *context, const char *text)
{
    struct search *search = context;
    struct codebook_mistakes *mistakes = search->mistakes;
    size_t place = place_len(text);

    for (size_t i = 0; i < mistakes->len; i++) {
        if (place_len(mistakes->text[i]) == place &&
            strncmp(mistakes->text[i], text, place) == 0) {
            return;
        }
    }
    if (mistakes->len < MOST_MISTAKES) {
        mistakes->text[mistakes->len++] = arena_strdup(search->arena, text);
    }
}

/* Make line `line` of a table a remark; false if it has not so many, or it
 * is the line that names the columns. */
static bool pass_over(char *bytes, size_t len, size_t line)
{
    size_t at = 0;

    for (size_t n = 1; n < line && at < len; n++) {
        const char *end = memchr(bytes + at, '\n', len - at);

        at = end != NULL ? (size_t)(end - bytes) + 1 : len;
    }
    if (at >= len || line < 2 || bytes[at] == '#') {
        return false;
    }
    bytes[at] = '#';
    return true;
}

/* Read the tables again and again, each time without the row that was wrong,
 * as long as one table is wrong. */
static void search_rows(const struct codebook_folder *folder,
                        struct search *search)
{
    struct codebook_text *text =
        arena_dup(search->arena, folder->text, folder->texts, sizeof *text);
    const char *wrong = NULL; /* the table */
    struct err err = {0};

    while (!codebook_try(text, folder->texts, &err)) {
        size_t name = strcspn(err.text, ":");
        size_t at = 0;
        char *bytes;

        while (at < folder->texts &&
               !slice_is((struct slice){err.text, name}, text[at].name)) {
            at++;
        }
        if (at == folder->texts || err.text[name] == '\0') {
            add_mistake(search, err.text);
            return;
        }
        if (wrong != NULL && strcmp(wrong, text[at].name) != 0) {
            return; /* it may follow from the rows that were passed over */
        }
        wrong = text[at].name;
        add_mistake(search, err.text);
        bytes =
            arena_dup(search->arena, text[at].bytes.ptr, text[at].bytes.len, 1);
        if (search->mistakes->len == MOST_MISTAKES ||
            !pass_over(bytes, text[at].bytes.len,
                       strtoul(err.text + name + 1, NULL, 10))) {
            return;
        }
        text[at].bytes.ptr = bytes;
        err = (struct err){0};
    }
}

void codebook_search(const struct codebook_folder *folder,
                     struct codebook_mistakes *mistakes, struct arena *arena)
{
    struct search search = {mistakes, arena};

    *mistakes = (struct codebook_mistakes){
        .text = arena_alloc(arena, MOST_MISTAKES, sizeof *mistakes->text)};
    search_rows(folder, &search);
    codebook_lint(folder->text, folder->texts, add_mistake, &search);
}

bool codebook_check(const char *path, struct err *err)
{
    struct codebook_mistakes mistakes = {0};
    struct codebook_folder folder;
    struct arena arena = {0};
    bool ok = codebook_read(&folder, path, &arena, err);

    if (ok) {
        codebook_search(&folder, &mistakes, &arena);
        ok = mistakes.len == 0 ||
             err_set(err, ERR_SYNTAX, "%.200s/%s", path, mistakes.text[0]);
    }
    arena_release(&arena);
    return ok;
}

bool codebook_put(struct record *record, const char *path, size_t *files,
                  struct arena *arena, struct err *err)
{
    struct codebook_file file[MOST_FILES];
    struct codebook_folder folder;

    if (!codebook_read(&folder, path, arena, err)) {
        return false;
    }
    for (size_t i = 0; i < folder.texts; i++) {
        file[i] = (struct codebook_file){slice_of(folder.text[i].name),
                                         folder.text[i].bytes};
    }
    *files = folder.texts;
    return record_put_codebook(record, file, folder.texts, err);
}
