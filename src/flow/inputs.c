#include "flow/inputs.h"

#include "base/buf.h"
#include "base/caps.h"
#include "base/mem.h"
#include "fetch/fetch.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>

static void add_folder(struct inputs *inputs, const char *path, size_t depth,
                       struct arena *arena);

static struct input *add_one(struct inputs *inputs, const char *path)
{
    MEM_GROW(inputs->item, inputs->len, inputs->cap);
    inputs->item[inputs->len] = (struct input){.path = path};
    return &inputs->item[inputs->len++];
}

static void add_failed(struct inputs *inputs, const char *path, int errnum)
{
    struct input *input = add_one(inputs, path);
    char why[128];

    (void)err_set(&input->err, errnum == ENOENT ? ERR_MISSING : ERR_IO,
                  "%.300s: %s", path, err_errno(errnum, why, sizeof why));
}

void inputs_add(struct inputs *inputs, const char *name, struct arena *arena)
{
    struct stat info = {0};

    name = arena_strdup(arena, name);
    if (fetch_is_url(name)) {
        add_one(inputs, name)->url = true;
    } else if (strcmp(name, "-") != 0 && stat(name, &info) != 0) {
        add_failed(inputs, name, errno);
    } else if (strcmp(name, "-") != 0 && S_ISDIR(info.st_mode)) {
        add_folder(inputs, name, 0, arena);
    } else {
        (void)add_one(inputs, name);
    }
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Whether a file tells of its folder, by custom. */
static bool is_readme(const char *name)
{
    return strncasecmp(name, "README", 6) == 0 &&
           (name[6] == '\0' || name[6] == '.');
}

static bool is_link_to_folder(const char *path, const struct stat *info)
{
    struct stat target;

    return S_ISLNK(info->st_mode) && stat(path, &target) == 0 &&
           S_ISDIR(target.st_mode);
}

static void add_entry(struct inputs *inputs, const char *folder,
                      const char *name, size_t depth, struct arena *arena)
{
    size_t len = strlen(folder);
    const char *slash = len != 0 && folder[len - 1] == '/' ? "" : "/";
    struct buf joined = {0};
    struct stat info;
    const char *path = NULL;

    buf_printf(&joined, "%s%s%s", folder, slash, name);
    path = arena_strdup(arena, joined.ptr);
    buf_release(&joined);
    if (lstat(path, &info) != 0) {
        add_failed(inputs, path, errno);
    } else if (S_ISDIR(info.st_mode)) {
        add_folder(inputs, path, depth + 1, arena);
    } else if (is_readme(name) || is_link_to_folder(path, &info) ||
               (!S_ISREG(info.st_mode) && !S_ISLNK(info.st_mode))) {
        inputs->passed++;
    } else {
        add_one(inputs, path)->found = true;
    }
}

static void add_folder(struct inputs *inputs, const char *path, size_t depth,
                       struct arena *arena)
{
    struct dirent **entry = NULL;
    size_t before = inputs->len;
    int count = 0;

    if (depth > CAP_NESTING) {
        (void)err_set(&add_one(inputs, path)->err, ERR_LIMIT,
                      "%.300s: folders are nested too deep", path);
        return;
    }
    count = scandir(path, &entry, is_shown, by_name);
    if (count < 0) {
        add_failed(inputs, path, errno);
        return;
    }
    for (int i = 0; i < count; i++) {
        add_entry(inputs, path, entry[i]->d_name, depth, arena);
        free(entry[i]);
    }
    free(entry);
    if (depth == 0 && inputs->len == before) {
        (void)err_set(&add_one(inputs, path)->err, ERR_MISSING,
                      "%.300s: a folder without files", path);
    }
}

void inputs_release(struct inputs *inputs)
{
    free(inputs->item);
    *inputs = (struct inputs){0};
}
