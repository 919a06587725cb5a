/*
 * json.h - a streaming JSON writer (RFC 8259).
 *
 * Keys and values are written in the order they are given; commas and nesting
 * are the writer's business.  Output is UTF-8; control characters, quotes and
 * backslashes are escaped, broken bytes become U+FFFD.  No white space.
 *
 *     json_open(&json, '{'); json_key(&json, "id"); json_str(&json, "r-1");
 *     json_close(&json, '}');
 */
#ifndef DEMARCHE_BASE_JSON_H
#define DEMARCHE_BASE_JSON_H

#include "base/buf.h"

#include <stdint.h>

struct json {
    struct buf *out; /* borrowed */
    bool need_comma; /* the next item follows another one */
};

void json_open(struct json *json, char bracket);  /* '{' or '[' */
void json_close(struct json *json, char bracket); /* '}' or ']' */
void json_key(struct json *json, const char *key);
void json_slice(struct json *json, struct slice text); /* ptr NULL: null */
void json_str(struct json *json, const char *text);    /* NULL: null */
void json_int(struct json *json, int64_t value);
void json_bool(struct json *json, bool value);
void json_none(struct json *json);

/* A number with at most `digits` decimals, trailing zeros cut. */
void json_num(struct json *json, double value, int digits);

/* `"key":value` in one call. */
void json_key_slice(struct json *json, const char *key, struct slice text);
void json_key_str(struct json *json, const char *key, const char *text);
void json_key_int(struct json *json, const char *key, int64_t value);
void json_key_bool(struct json *json, const char *key, bool value);
void json_key_none(struct json *json, const char *key);

/* A finished JSON text as the next value. */
void json_raw(struct json *json, struct slice text);

#endif
