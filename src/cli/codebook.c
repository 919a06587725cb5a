#include "cli/codebook.h"

#include "acts/code.h"
#include "base/caps.h"
#include "base/file.h"
#include "base/mem.h"
#include "flow/places.h"
#include "lore/actors.h"

#include <dirent.h>
#include <stdlib.h>

enum { MOST_FILES = 16 };

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

bool codebook_check(const char *path, struct err *err)
{
    struct codebook_folder folder;
    struct arena arena = {0};
    bool ok =
        codebook_read(&folder, path, &arena, err) &&
        (codebook_try(folder.text, folder.texts, err) || err_prefix(err, path));

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
