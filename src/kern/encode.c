#include "kern/encode.h"

#include "base/mem.h"
#include "kern/encode_int.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__)
#    include <cpuid.h>
#    include <sys/syscall.h>
#    include <unistd.h>
#endif

/* Slowest first. */
static const struct encode *const sets[] = {
    &encode_scalar,
#if defined(__x86_64__)
    &encode_avx2,   &encode_avxvnni, &encode_avx512, &encode_amx,
#endif
};

enum { SETS = sizeof sets / sizeof sets[0] };

#if defined(__x86_64__)
/* Bits of CPUID's leaf 7 that compilers' own tests do not all know. */
static bool has_avxvnni(void)
{
    unsigned a = 0, b, c, d;

    return __get_cpuid_count(7, 1, &a, &b, &c, &d) != 0 && (a >> 4 & 1) != 0;
}

/* Tiles are big, so Linux keeps them only for programs that ask. */
static bool has_amx(void)
{
    enum { ASK = 0x1023, TILES = 18, AMX = 1 << 24 | 1 << 25 };
    unsigned a, b, c, d = 0;

    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (d & AMX) == AMX &&
           syscall(SYS_arch_prctl, ASK, TILES) == 0;
}
#endif

static bool runs(const struct encode *encode)
{
#if defined(__x86_64__)
    bool wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    bool widest = __builtin_cpu_supports("avx512f") &&
                  __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512vnni");

    if (encode != &encode_scalar) {
        return encode == &encode_avx2      ? wide
               : encode == &encode_avxvnni ? wide && has_avxvnni()
               : encode == &encode_avx512  ? widest
                                           : widest && has_amx();
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

/* One row of weights into its column of the panels; `row` has room for it. */
static void pack_row(struct bytes *bytes, const struct encode *encode,
                     size_t column, const float *weight, int8_t *row)
{
    int8_t *panel =
        bytes->panel + (column / KERN_PANEL * bytes->groups * KERN_PANEL +
                        column % KERN_PANEL) *
                           ENCODE_GROUP;
    int32_t sum = 0;

    bytes->scale[column] = encode->round(weight, bytes->in, row);
    for (size_t k = 0; k < bytes->in; k++) {
        sum += row[k];
    }
    for (size_t g = 0; g < bytes->groups; g++) {
        memcpy(panel + g * KERN_PANEL * ENCODE_GROUP, row + g * ENCODE_GROUP,
               ENCODE_GROUP);
    }
    bytes->sum[column] = sum;
}

struct bytes bytes_pack(const float *weight, const float *bias, size_t out,
                        size_t in)
{
    size_t panels = (out + KERN_PANEL - 1) / KERN_PANEL;
    size_t padded = (in + ENCODE_PADDED - 1) / ENCODE_PADDED * ENCODE_PADDED;
    size_t groups = padded / ENCODE_GROUP;
    struct bytes bytes = {
        .panel = mem_alloc_aligned(panels * groups, KERN_PANEL * ENCODE_GROUP),
        .scale = mem_alloc_aligned(panels * KERN_PANEL, sizeof(float)),
        .bias = mem_alloc_aligned(panels * KERN_PANEL, sizeof(float)),
        .sum = mem_alloc_aligned(panels * KERN_PANEL, sizeof(int32_t)),
        .in = in,
        .groups = groups,
        .panels = panels,
    };

    const struct encode *encode = encode_best();
    int8_t row[ENCODE_IN] = {0};

    for (size_t o = 0; o < out; o++) {
        pack_row(&bytes, encode, o, weight + o * in, row);
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
