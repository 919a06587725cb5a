#include "cli/codebook.h"

#include "base/caps.h"
#include "base/file.h"
#include "flow/places.h"
#include "lore/actors.h"

enum { MOST_FILES = 16 };

bool codebook_check(const char *folder, struct err *err)
{
    struct actors *actors = NULL;
    struct buf data = {0};
    bool ok =
        places_data(&data, err) && actors_open(&actors, data.ptr, folder, err);

    actors_free(actors);
    buf_release(&data);
    return ok;
}

bool codebook_put(struct record *record, const char *folder, size_t *files,
                  struct arena *arena, struct err *err)
{
    struct codebook_file file[MOST_FILES];
    size_t count = 0;

    for (size_t i = 0; codebook_names[i] != NULL && count < MOST_FILES; i++) {
        struct buf path = {0};
        struct buf content = {0};
        bool ok = true;

        buf_printf(&path, "%s/%s", folder, codebook_names[i]);
        if (file_exists(path.ptr)) {
            ok = file_read(path.ptr, CAP_LINE_BYTES, &content, err);
            file[count++] =
                (struct codebook_file){slice_of(codebook_names[i]),
                                       arena_copy(arena, buf_slice(&content))};
        }
        buf_release(&path);
        buf_release(&content);
        if (!ok) {
            return false;
        }
    }
    *files = count;
    if (count == 0) {
        return err_set(err, ERR_MISSING,
                       "%.300s: no table of a codebook there (actors.tsv, "
                       "aliases.tsv, ...; see docs/codebook.md)",
                       folder);
    }
    return record_put_codebook(record, file, count, err);
}
