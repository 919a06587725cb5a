/*
 * err.h - what went wrong, where, in words a user can act on.
 *
 * Every function that can fail takes a `struct err *` last and returns false
 * on failure.  The first error wins: setting an error that is already set
 * does nothing, so a cleanup path cannot hide the cause.
 */
#ifndef DEMARCHE_BASE_ERR_H
#define DEMARCHE_BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>

#if defined(__GNUC__)
#    define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#    define MUST_USE               __attribute__((warn_unused_result))
#else
#    define PRINTF_LIKE(fmt, args)
#    define MUST_USE
#endif

#define ERR_MAP(X) \
    X(ERR_NONE, "ok") \
    X(ERR_USAGE, "usage") \
    X(ERR_IO, "io") \
    X(ERR_SYNTAX, "syntax") \
    X(ERR_LIMIT, "limit") \
    X(ERR_EMPTY, "empty") /* in order, but without what is looked for */ \
    X(ERR_MISSING, "missing") \
    X(ERR_NETWORK, "network") \
    X(ERR_BUSY, "busy") \
    X(ERR_INTEGRITY, "integrity") \
    X(ERR_INTERNAL, "internal")

enum err_code {
#define X(code, name) code,
    ERR_MAP(X)
#undef X
};

struct err {
    enum err_code code;
    char text[512]; /* starts with the place: "actors/states.tsv:12: ..." */
};

/* Set `err` unless it is set already.  Always false, so that a failing
 * function can end with `return err_set(err, ...)`. */
bool err_set(struct err *err, enum err_code code, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* Put `prefix: ` before the text of an error that is set.  Always false. */
bool err_prefix(struct err *err, const char *prefix);

/* The short name of `code`, for JSON and logs; never NULL. */
const char *err_name(enum err_code code);

/* Append the message of `errnum` (an errno value): thread-safe strerror.
 * Returns `buf`. */
const char *err_errno(int errnum, char *buf, unsigned long len);

#endif
