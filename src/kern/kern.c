#include "kern/kern.h"

#include "kern/kern_int.h"

#include <stdlib.h>
#include <string.h>

/* Slowest first. */
static const struct kern *const sets[] = {
    &kern_scalar,
#if defined(__x86_64__)
    &kern_avx2,
    &kern_avx512,
#endif
};

enum { SETS = sizeof sets / sizeof sets[0] };

static bool runs(const struct kern *kern)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (kern == &kern_avx2) {
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    }
    if (kern == &kern_avx512) {
        return __builtin_cpu_supports("avx512f") != 0;
    }
#endif
    return kern == &kern_scalar;
}

const struct kern *kern_named(const char *name)
{
    for (size_t i = 0; i < SETS; i++) {
        if (strcmp(sets[i]->name, name) == 0) {
            return runs(sets[i]) ? sets[i] : NULL;
        }
    }
    return NULL;
}

const struct kern *kern_best(void)
{
    const char *wish = getenv("DEMARCHE_CPU");
    const struct kern *kern = wish != NULL ? kern_named(wish) : NULL;

    for (size_t i = SETS; kern == NULL && i-- > 0;) {
        kern = runs(sets[i]) ? sets[i] : NULL;
    }
    return kern;
}
