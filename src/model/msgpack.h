/*
 * msgpack.h - a reader of MessagePack that trusts nothing.
 *
 * A cursor over one part.  Values are read one after another: a map or array
 * gives its count, and its items follow.  Strings point into the part.  Every
 * failure sets the cursor's error with place and offset, and stays: a failed
 * cursor only fails.  A count never exceeds the bytes that follow, so callers
 * may allocate by it.
 *
 *     struct msgpack in = msgpack_open(&part, &err);
 *     if (!msgpack_map(&in, &count)) { return false; }
 *     for (...) { msgpack_str(&in, &key); msgpack_uint(&in, &value); }
 *     return msgpack_end(&in);
 */
#ifndef DEMARCHE_MODEL_MSGPACK_H
#define DEMARCHE_MODEL_MSGPACK_H

#include "model/package.h"

#include <stdint.h>

enum msgpack_kind {
    MSGPACK_NIL,
    MSGPACK_BOOL,
    MSGPACK_UINT, /* any integer >= 0, however it was written */
    MSGPACK_INT,  /* below zero */
    MSGPACK_FLOAT,
    MSGPACK_STR,
    MSGPACK_BIN,
    MSGPACK_EXT,
    MSGPACK_ARRAY,
    MSGPACK_MAP
};

struct msgpack_value {
    enum msgpack_kind kind;
    size_t at; /* offset of its first byte in the part */
    union {
        bool truth;
        uint64_t number; /* MSGPACK_UINT */
        int64_t negative;
        double real;
        struct slice bytes; /* STR, BIN, EXT */
        size_t count;       /* ARRAY, MAP */
    };
};

struct msgpack {
    const struct part *part;
    struct err *err;
    struct slice bytes; /* of the document */
    size_t base;        /* where the document starts in the part */
    size_t at;          /* next byte, from `base` */
    bool failed;
};

/* A cursor at the start of the part; both must outlive it. */
struct msgpack msgpack_open(const struct part *part, struct err *err);

/* A cursor over a document inside the part: the bytes of a BIN of it. */
struct msgpack msgpack_inside(const struct msgpack *in, struct slice bytes);

/* The next value; of a container only its head. */
MUST_USE bool msgpack_next(struct msgpack *in, struct msgpack_value *value);

/* What comes next, if anything does, without moving. */
MUST_USE bool msgpack_peek(struct msgpack *in, struct msgpack_value *value);

/* Pass over the next value, with everything inside it. */
MUST_USE bool msgpack_skip(struct msgpack *in);

/* The next value, which must be of that kind. */
MUST_USE bool msgpack_nil(struct msgpack *in);
MUST_USE bool msgpack_bool(struct msgpack *in, bool *truth);
MUST_USE bool msgpack_uint(struct msgpack *in, uint64_t *number);
MUST_USE bool msgpack_str(struct msgpack *in, struct slice *text);
MUST_USE bool msgpack_bin(struct msgpack *in, struct slice *bytes);
MUST_USE bool msgpack_array(struct msgpack *in, size_t *count);
MUST_USE bool msgpack_map(struct msgpack *in, size_t *count);

/* The next value must be the string `name`. */
MUST_USE bool msgpack_key(struct msgpack *in, const char *name);

/* The document must end here. */
MUST_USE bool msgpack_end(struct msgpack *in);

/* Fail at the last value's place (`at`: an offset in the part). */
bool msgpack_fail(struct msgpack *in, size_t at, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

#endif
