#include "lore/ontology.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/tsv.h"

#include <stdlib.h>

struct root {
    const char *name;
    const char *announced;
    int quad;
};

struct ontology {
    struct arena arena; /* strings */
    struct act_type *type;
    size_t types;
    size_t type_cap;
    struct root *root;
    size_t roots;
    size_t root_cap;
};

static const char *text_or_null(struct ontology *ontology, struct slice field)
{
    if (field.len == 0 || slice_is(field, "-")) {
        return NULL;
    }
    return arena_copy(&ontology->arena, field).ptr;
}

static bool read_roots(struct ontology *ontology, const char *path,
                       struct err *err)
{
    struct tsv tsv;
    bool ok = true;

    if (!tsv_open(&tsv, path, "root quad announced what", err)) {
        return false;
    }
    while (ok && tsv_next(&tsv, err)) {
        struct root root = {0};

        root.name = text_or_null(ontology, tsv.field[0]);
        root.announced = text_or_null(ontology, tsv.field[2]);
        root.quad = tsv.field[1].len == 1 ? tsv.field[1].ptr[0] - '0' : 0;
        if (root.name == NULL || root.quad < 1 || root.quad > 4) {
            ok = tsv_fail(&tsv, err, "quad must be 1 to 4, not", tsv.field[1]);
            break;
        }
        MEM_GROW(ontology->root, ontology->roots, ontology->root_cap);
        ontology->root[ontology->roots++] = root;
    }
    tsv_release(&tsv);
    return ok && err->code == ERR_NONE;
}

static bool read_types(struct ontology *ontology, const char *path,
                       struct err *err)
{
    struct tsv tsv;
    bool ok = true;

    if (!tsv_open(&tsv, path, "type plover cameo family what example counter",
                  err)) {
        return false;
    }
    while (ok && tsv_next(&tsv, err)) {
        struct act_type type = {.agreement = -1};

        type.name = text_or_null(ontology, tsv.field[0]);
        type.plover = ontology_root(ontology, tsv.field[1]);
        type.cameo = text_or_null(ontology, tsv.field[2]);
        type.family = text_or_null(ontology, tsv.field[3]);
        type.what = text_or_null(ontology, tsv.field[4]);
        if (type.name == NULL || type.family == NULL) {
            ok = tsv_fail(&tsv, err, "type without name or family", SLICE(""));
        } else if (type.plover == NULL && !slice_is(tsv.field[1], "-")) {
            ok = tsv_fail(&tsv, err, "unknown PLOVER root", tsv.field[1]);
        } else {
            MEM_GROW(ontology->type, ontology->types, ontology->type_cap);
            ontology->type[ontology->types++] = type;
        }
    }
    tsv_release(&tsv);
    return ok && err->code == ERR_NONE;
}

static struct act_type *find_type(struct ontology *ontology, struct slice name)
{
    for (size_t i = 0; i < ontology->types; i++) {
        if (slice_is(name, ontology->type[i].name)) {
            return &ontology->type[i];
        }
    }
    return NULL;
}

static bool read_agreement(struct ontology *ontology, const char *path,
                           struct err *err)
{
    struct tsv tsv;
    bool ok = true;

    if (!tsv_open(&tsv, path, "type agreement why", err)) {
        return false;
    }
    while (ok && tsv_next(&tsv, err)) {
        struct act_type *type = find_type(ontology, tsv.field[0]);
        bool yes = slice_is(tsv.field[1], "yes");

        if (type == NULL) {
            ok = tsv_fail(&tsv, err, "no type of act", tsv.field[0]);
        } else if (!yes && !slice_is(tsv.field[1], "no")) {
            ok = tsv_fail(&tsv, err, "yes or no is wanted, not", tsv.field[1]);
        } else {
            type->agreement = yes;
        }
    }
    tsv_release(&tsv);
    return ok && err->code == ERR_NONE;
}

bool ontology_open(struct ontology **ontology, const char *data_dir,
                   struct err *err)
{
    struct buf path = {0};
    bool ok;

    *ontology = mem_alloc(1, sizeof **ontology);
    buf_printf(&path, "%s/ontology/plover.tsv", data_dir);
    ok = read_roots(*ontology, path.ptr, err);
    buf_clear(&path);
    buf_printf(&path, "%s/ontology/acts.tsv", data_dir);
    ok = ok && read_types(*ontology, path.ptr, err);
    buf_clear(&path);
    buf_printf(&path, "%s/ontology/agreement.tsv", data_dir);
    ok = ok && read_agreement(*ontology, path.ptr, err);
    buf_release(&path);
    if (!ok) {
        ontology_free(*ontology);
        *ontology = NULL;
    }
    return ok;
}

void ontology_free(struct ontology *ontology)
{
    if (ontology == NULL) {
        return;
    }
    arena_release(&ontology->arena);
    free(ontology->type);
    free(ontology->root);
    free(ontology);
}

const struct act_type *ontology_type(const struct ontology *ontology,
                                     struct slice name)
{
    for (size_t i = 0; i < ontology->types; i++) {
        if (slice_is(name, ontology->type[i].name)) {
            return &ontology->type[i];
        }
    }
    return NULL;
}

size_t ontology_types(const struct ontology *ontology,
                      const struct act_type **types)
{
    *types = ontology->type;
    return ontology->types;
}

static const struct root *find_root(const struct ontology *ontology,
                                    struct slice name)
{
    for (size_t i = 0; i < ontology->roots; i++) {
        if (slice_is(name, ontology->root[i].name)) {
            return &ontology->root[i];
        }
    }
    return NULL;
}

const char *ontology_root(const struct ontology *ontology, struct slice root)
{
    const struct root *found = find_root(ontology, root);

    return found != NULL ? found->name : NULL;
}

int ontology_quad(const struct ontology *ontology, const char *root)
{
    const struct root *found = find_root(ontology, slice_of(root));

    return found != NULL ? found->quad : 0;
}

const char *ontology_announced(const struct ontology *ontology,
                               const char *root)
{
    const struct root *found = find_root(ontology, slice_of(root));

    return found != NULL && found->announced != NULL ? found->announced : root;
}
