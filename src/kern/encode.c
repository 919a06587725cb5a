#include "kern/encode.h"

#include "base/mem.h"
#include "kern/encode_int.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Slowest first. */
static const struct encode *const sets[] = {
    &encode_scalar,
#if defined(__x86_64__)
    &encode_avx2,
    &encode_avx512,
#endif
};

enum { SETS = sizeof sets / sizeof sets[0] };

static bool runs(const struct encode *encode)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (encode == &encode_avx2) {
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    }
    if (encode == &encode_avx512) {
        return __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vnni");
    }
#endif
    return encode == &encode_scalar;
}

const struct encode *encode_named(const char *name)
{
    for (size_t i = 0; i < SETS; i++) {
        if (strcmp(sets[i]->name, name) == 0) {
            return runs(sets[i]) ? sets[i] : NULL;
        }
    }
    return NULL;
}

const struct encode *encode_best(void)
{
    const char *wish = getenv("DEMARCHE_CPU");
    const struct encode *encode = wish != NULL ? encode_named(wish) : NULL;

    for (size_t i = SETS; encode == NULL && i-- > 0;) {
        encode = runs(sets[i]) ? sets[i] : NULL;
    }
    return encode;
}

/* One row of weights into its column of the panels. */
static void pack_row(struct bytes *bytes, size_t column, const float *weight)
{
    size_t c = column % KERN_PANEL;
    int8_t *panel = bytes->panel + column / KERN_PANEL * bytes->groups *
                                       KERN_PANEL * ENCODE_GROUP;
    float most = 0.0F;

    for (size_t k = 0; k < bytes->in; k++) {
        most = fmaxf(most, fabsf(weight[k]));
    }
    bytes->scale[column] = most / BYTES_MOST;
    for (size_t k = 0; k < bytes->in && most > 0.0F; k++) {
        long value = lrintf(weight[k] / most * BYTES_MOST);

        panel[(k / ENCODE_GROUP * KERN_PANEL + c) * ENCODE_GROUP +
              k % ENCODE_GROUP] = (int8_t)value;
        bytes->sum[column] += (int32_t)value;
    }
}

struct bytes bytes_pack(const float *weight, const float *bias, size_t out,
                        size_t in)
{
    size_t panels = (out + KERN_PANEL - 1) / KERN_PANEL;
    size_t groups = (in + ENCODE_GROUP - 1) / ENCODE_GROUP;
    struct bytes bytes = {
        .panel = mem_alloc_aligned(panels * groups, KERN_PANEL * ENCODE_GROUP),
        .scale = mem_alloc_aligned(panels * KERN_PANEL, sizeof(float)),
        .bias = mem_alloc_aligned(panels * KERN_PANEL, sizeof(float)),
        .sum = mem_alloc_aligned(panels * KERN_PANEL, sizeof(int32_t)),
        .in = in,
        .groups = groups,
        .panels = panels,
    };

    for (size_t o = 0; o < out; o++) {
        pack_row(&bytes, o, weight + o * in);
        bytes.bias[o] = bias != NULL ? bias[o] : 0.0F;
    }
    return bytes;
}

void bytes_release(struct bytes *bytes)
{
    free(bytes->panel);
    free(bytes->scale);
    free(bytes->bias);
    free(bytes->sum);
    *bytes = (struct bytes){0};
}
