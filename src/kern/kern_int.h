/* kern_int.h - the sets that kern.c chooses from.  Only for this folder. */
#ifndef DEMARCHE_KERN_KERN_INT_H
#define DEMARCHE_KERN_KERN_INT_H

#include "kern/kern.h"

#define NORM_EPSILON 1e-8F /* added to the variance */

#define HIDDEN_WIDTH  ((size_t)64)
#define HIDDEN_PIECES ((size_t)2)

extern const struct kern kern_scalar;
#if defined(__x86_64__)
extern const struct kern kern_avx2;
extern const struct kern kern_avx512;
#endif

#endif
