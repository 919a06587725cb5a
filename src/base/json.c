#include "base/json.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>

static void before_item(struct json *json)
{
    if (json->need_comma) {
        buf_add_char(json->out, ',');
    }
    json->need_comma = true;
}

void json_open(struct json *json, char bracket)
{
    before_item(json);
    buf_add_char(json->out, bracket);
    json->need_comma = false;
}

void json_close(struct json *json, char bracket)
{
    buf_add_char(json->out, bracket);
    json->need_comma = true;
}

static void add_escape(struct buf *out, unsigned char byte)
{
    switch (byte) {
    case '"': buf_add_str(out, "\\\""); break;
    case '\\': buf_add_str(out, "\\\\"); break;
    case '\n': buf_add_str(out, "\\n"); break;
    case '\r': buf_add_str(out, "\\r"); break;
    case '\t': buf_add_str(out, "\\t"); break;
    default: buf_printf(out, "\\u%04x", byte); break;
    }
}

static void add_string(struct buf *out, struct slice text)
{
    size_t done = 0;

    buf_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];

        if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7F) {
            buf_add(out, text.ptr + done, i - done);
            add_escape(out, byte);
            done = i + 1;
        }
    }
    buf_add(out, text.ptr + done, text.len - done);
    buf_add_char(out, '"');
}

void json_key(struct json *json, const char *key)
{
    before_item(json);
    add_string(json->out, slice_of(key));
    buf_add_char(json->out, ':');
    json->need_comma = false;
}

void json_slice(struct json *json, struct slice text)
{
    struct buf clean = {0};

    if (text.ptr == NULL) {
        json_none(json);
        return;
    }
    before_item(json);
    if (utf8_valid(text) != text.len) {
        utf8_repair(&clean, text);
        text = buf_slice(&clean);
    }
    add_string(json->out, text);
    buf_release(&clean);
}

void json_str(struct json *json, const char *text)
{
    json_slice(json, slice_of(text));
}

void json_int(struct json *json, int64_t value)
{
    before_item(json);
    buf_printf(json->out, "%" PRId64, value);
}

void json_bool(struct json *json, bool value)
{
    before_item(json);
    buf_add_str(json->out, value ? "true" : "false");
}

void json_none(struct json *json)
{
    before_item(json);
    buf_add_str(json->out, "null");
}

void json_num(struct json *json, double value, int digits)
{
    char text[64];
    size_t len;

    (void)snprintf(text, sizeof text, "%.*f", digits, value);
    len = strlen(text);
    while (digits > 0 && text[len - 1] == '0') {
        text[--len] = '\0';
    }
    if (text[len - 1] == '.') {
        text[--len] = '\0';
    }
    before_item(json);
    buf_add(json->out, text, len);
}

void json_raw(struct json *json, struct slice text)
{
    before_item(json);
    buf_add_slice(json->out, text);
}

void json_key_slice(struct json *json, const char *key, struct slice text)
{
    json_key(json, key);
    json_slice(json, text);
}

void json_key_str(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_str(json, text);
}

void json_key_int(struct json *json, const char *key, int64_t value)
{
    json_key(json, key);
    json_int(json, value);
}

void json_key_bool(struct json *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}

void json_key_none(struct json *json, const char *key)
{
    json_key(json, key);
    json_none(json);
}
