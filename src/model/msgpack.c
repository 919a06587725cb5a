#include "model/msgpack.h"

#include <stdio.h>

enum { MESSAGE = 256 };

static bool fixed(struct msgpack *in, unsigned tag,
                  struct msgpack_value *value);
static bool tagged(struct msgpack *in, unsigned tag,
                   struct msgpack_value *value);
static bool big_endian(struct msgpack *in, size_t width, uint64_t *number);
static bool run(struct msgpack *in, struct msgpack_value *value,
                enum msgpack_kind kind, uint64_t len);
static bool container(struct msgpack *in, struct msgpack_value *value,
                      enum msgpack_kind kind, uint64_t count);
static bool expect(struct msgpack *in, struct msgpack_value *value,
                   enum msgpack_kind kind);

struct msgpack msgpack_open(const struct part *part, struct err *err)
{
    return (struct msgpack){.part = part, .err = err, .bytes = part->bytes};
}

struct msgpack msgpack_inside(const struct msgpack *in, struct slice bytes)
{
    struct msgpack inner = *in;

    inner.base = (size_t)(bytes.ptr - in->part->bytes.ptr);
    inner.bytes = bytes;
    inner.at = 0;
    return inner;
}

bool msgpack_next(struct msgpack *in, struct msgpack_value *value)
{
    unsigned tag;

    *value = (struct msgpack_value){.at = in->base + in->at};
    if (in->failed) {
        return false;
    }
    if (in->at == in->bytes.len) {
        return msgpack_fail(in, value->at, "the data ends too early");
    }
    tag = (unsigned char)in->bytes.ptr[in->at++];
    return tag < 0xc0 || tag >= 0xe0 ? fixed(in, tag, value)
                                     : tagged(in, tag, value);
}

/* The forms that fit value and type in one byte. */
static bool fixed(struct msgpack *in, unsigned tag, struct msgpack_value *value)
{
    if (tag < 0x80) {
        value->kind = MSGPACK_UINT;
        value->number = tag;
        return true;
    }
    if (tag < 0x90) {
        return container(in, value, MSGPACK_MAP, tag & 0x0fU);
    }
    if (tag < 0xa0) {
        return container(in, value, MSGPACK_ARRAY, tag & 0x0fU);
    }
    if (tag < 0xc0) {
        return run(in, value, MSGPACK_STR, tag & 0x1fU);
    }
    value->kind = MSGPACK_INT;
    value->negative = (int64_t)tag - 0x100;
    return true;
}

/* What a tag byte from c0 to df announces: the kind, and the width in bytes of
 * the number that follows it (a value or a length). */
static const struct form {
    uint8_t kind;
    uint8_t width;
} forms[0x20] = {
    [0x00] = {MSGPACK_NIL, 0},   [0x02] = {MSGPACK_BOOL, 0},
    [0x03] = {MSGPACK_BOOL, 0},  [0x04] = {MSGPACK_BIN, 1},
    [0x05] = {MSGPACK_BIN, 2},   [0x06] = {MSGPACK_BIN, 4},
    [0x07] = {MSGPACK_EXT, 1},   [0x08] = {MSGPACK_EXT, 2},
    [0x09] = {MSGPACK_EXT, 4},   [0x0a] = {MSGPACK_FLOAT, 4},
    [0x0b] = {MSGPACK_FLOAT, 8}, [0x0c] = {MSGPACK_UINT, 1},
    [0x0d] = {MSGPACK_UINT, 2},  [0x0e] = {MSGPACK_UINT, 4},
    [0x0f] = {MSGPACK_UINT, 8},  [0x10] = {MSGPACK_INT, 1},
    [0x11] = {MSGPACK_INT, 2},   [0x12] = {MSGPACK_INT, 4},
    [0x13] = {MSGPACK_INT, 8},   [0x14] = {MSGPACK_EXT, 0},
    [0x15] = {MSGPACK_EXT, 0},   [0x16] = {MSGPACK_EXT, 0},
    [0x17] = {MSGPACK_EXT, 0},   [0x18] = {MSGPACK_EXT, 0},
    [0x19] = {MSGPACK_STR, 1},   [0x1a] = {MSGPACK_STR, 2},
    [0x1b] = {MSGPACK_STR, 4},   [0x1c] = {MSGPACK_ARRAY, 2},
    [0x1d] = {MSGPACK_ARRAY, 4}, [0x1e] = {MSGPACK_MAP, 2},
    [0x1f] = {MSGPACK_MAP, 4},
};

static void set_float(struct msgpack_value *value, uint64_t bits, size_t width)
{
    uint32_t low = (uint32_t)bits;
    float single = 0;

    if (width == 4) {
        memcpy(&single, &low, sizeof single);
        value->real = (double)single;
    } else {
        memcpy(&value->real, &bits, sizeof value->real);
    }
}

/* Two's complement of `width` bytes. */
static void set_int(struct msgpack_value *value, uint64_t bits, size_t width)
{
    int64_t number = width == 1   ? (int8_t)bits
                     : width == 2 ? (int16_t)bits
                     : width == 4 ? (int32_t)bits
                                  : (int64_t)bits;

    if (number >= 0) {
        value->kind = MSGPACK_UINT;
        value->number = (uint64_t)number;
    } else {
        value->kind = MSGPACK_INT;
        value->negative = number;
    }
}

static bool tagged(struct msgpack *in, unsigned tag,
                   struct msgpack_value *value)
{
    const struct form *form = &forms[tag & 0x1fU];
    uint64_t number = 0;

    if (tag == 0xc1) {
        return msgpack_fail(in, value->at, "the byte c1 starts no value");
    }
    if (!big_endian(in, form->width, &number)) {
        return false;
    }
    value->kind = (enum msgpack_kind)form->kind;
    switch (value->kind) {
    case MSGPACK_NIL: break;
    case MSGPACK_BOOL: value->truth = tag == 0xc3; break;
    case MSGPACK_UINT: value->number = number; break;
    case MSGPACK_INT: set_int(value, number, form->width); break;
    case MSGPACK_FLOAT: set_float(value, number, form->width); break;
    case MSGPACK_STR:
    case MSGPACK_BIN: return run(in, value, value->kind, number);
    case MSGPACK_EXT:
        /* fixext 1, 2, 4, 8, 16; and one byte of type before the data */
        number = form->width == 0 ? (uint64_t)1 << (tag - 0xd4) : number;
        return run(in, value, MSGPACK_EXT, number + 1);
    case MSGPACK_ARRAY:
    case MSGPACK_MAP: return container(in, value, value->kind, number);
    }
    return true;
}

static bool big_endian(struct msgpack *in, size_t width, uint64_t *number)
{
    if (in->bytes.len - in->at < width) {
        return msgpack_fail(in, in->base + in->at,
                            "the data ends inside a number");
    }
    *number = 0;
    for (size_t i = 0; i < width; i++) {
        *number = *number << 8 | (unsigned char)in->bytes.ptr[in->at++];
    }
    return true;
}

static bool run(struct msgpack *in, struct msgpack_value *value,
                enum msgpack_kind kind, uint64_t len)
{
    size_t left = in->bytes.len - in->at;

    if (len > left) {
        return msgpack_fail(in, value->at, "%llu bytes announced, %zu are left",
                            (unsigned long long)len, left);
    }
    value->kind = kind;
    value->bytes = (struct slice){in->bytes.ptr + in->at, (size_t)len};
    in->at += (size_t)len;
    return true;
}

static bool container(struct msgpack *in, struct msgpack_value *value,
                      enum msgpack_kind kind, uint64_t count)
{
    size_t left = in->bytes.len - in->at;
    uint64_t items = kind == MSGPACK_MAP ? 2 * count : count;

    if (items > left) {
        return msgpack_fail(in, value->at,
                            "%llu items announced, %zu bytes are left",
                            (unsigned long long)items, left);
    }
    value->kind = kind;
    value->count = (size_t)count;
    return true;
}

bool msgpack_peek(struct msgpack *in, struct msgpack_value *value)
{
    size_t at = in->at;
    bool ok = msgpack_next(in, value);

    in->at = at;
    return ok;
}

/* Nesting needs no stack: what counts is how many values are still due. */
bool msgpack_skip(struct msgpack *in)
{
    struct msgpack_value value;

    for (uint64_t due = 1; due != 0; due--) {
        if (!msgpack_next(in, &value)) {
            return false;
        }
        if (value.kind == MSGPACK_ARRAY) {
            due += value.count;
        } else if (value.kind == MSGPACK_MAP) {
            due += 2 * (uint64_t)value.count;
        }
    }
    return true;
}

static bool expect(struct msgpack *in, struct msgpack_value *value,
                   enum msgpack_kind kind)
{
    static const char *const names[] = {
        "nil",    "a truth value", "a number", "a negative number",
        "a real", "a string",      "bytes",    "an extension",
        "a list", "a map",
    };

    return msgpack_next(in, value) &&
           (value->kind == kind ||
            msgpack_fail(in, value->at, "%s where %s belongs",
                         names[value->kind], names[kind]));
}

bool msgpack_nil(struct msgpack *in)
{
    struct msgpack_value value;

    return expect(in, &value, MSGPACK_NIL);
}

bool msgpack_bool(struct msgpack *in, bool *truth)
{
    struct msgpack_value value;
    bool ok = expect(in, &value, MSGPACK_BOOL);

    *truth = ok && value.truth;
    return ok;
}

bool msgpack_uint(struct msgpack *in, uint64_t *number)
{
    struct msgpack_value value;
    bool ok = expect(in, &value, MSGPACK_UINT);

    *number = ok ? value.number : 0;
    return ok;
}

bool msgpack_str(struct msgpack *in, struct slice *text)
{
    struct msgpack_value value;
    bool ok = expect(in, &value, MSGPACK_STR);

    *text = ok ? value.bytes : (struct slice){"", 0};
    return ok;
}

bool msgpack_bin(struct msgpack *in, struct slice *bytes)
{
    struct msgpack_value value;
    bool ok = expect(in, &value, MSGPACK_BIN);

    *bytes = ok ? value.bytes : (struct slice){"", 0};
    return ok;
}

bool msgpack_array(struct msgpack *in, size_t *count)
{
    struct msgpack_value value;
    bool ok = expect(in, &value, MSGPACK_ARRAY);

    *count = ok ? value.count : 0;
    return ok;
}

bool msgpack_map(struct msgpack *in, size_t *count)
{
    struct msgpack_value value;
    bool ok = expect(in, &value, MSGPACK_MAP);

    *count = ok ? value.count : 0;
    return ok;
}

bool msgpack_key(struct msgpack *in, const char *name)
{
    struct msgpack_value value;

    return expect(in, &value, MSGPACK_STR) &&
           (slice_is(value.bytes, name) ||
            msgpack_fail(in, value.at, "the key '%s' is missing here", name));
}

bool msgpack_end(struct msgpack *in)
{
    return !in->failed &&
           (in->at == in->bytes.len ||
            msgpack_fail(in, in->base + in->at,
                         "%zu bytes too many after the last value",
                         in->bytes.len - in->at));
}

bool msgpack_fail(struct msgpack *in, size_t at, const char *fmt, ...)
{
    char message[MESSAGE];
    va_list args;

    va_start(args, fmt);
    (void)vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    in->failed = true;
    return part_fail(in->part, at, in->err, "%s", message);
}
