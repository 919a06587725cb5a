#include "cli/verb.h"

#include "cli/suggest.h"

#include <string.h>

const struct verb *const verb_table[] = {
#define X(name) &verb_##name,
    VERB_MAP(X)
#undef X
        NULL};

static const char *const verb_name[] = {
#define X(name) #name,
    VERB_MAP(X)
#undef X
};

const struct verb *verb_find(const char *name)
{
    size_t at = 0;

    while (verb_table[at] != NULL && strcmp(verb_table[at]->name, name) != 0) {
        at++;
    }
    return verb_table[at];
}

const struct verb *verb_nearest(const char *name)
{
    const char *near = suggest_nearest(name, verb_name,
                                       sizeof verb_name / sizeof verb_name[0]);

    return near != NULL ? verb_find(near) : NULL;
}
