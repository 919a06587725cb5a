#include "page/convert.h"

#include "base/utf8.h"

#include <lexbor/encoding/encoding.h>

enum { POINTS = 4096 };

/* By the names that the web uses (WHATWG Encoding §4.2). */
static const lxb_encoding_data_t *known(struct slice name)
{
    name = slice_trim(name);
    if (name.len >= 2 && (name.ptr[0] == '"' || name.ptr[0] == '\'') &&
        name.ptr[name.len - 1] == name.ptr[0]) {
        name = (struct slice){name.ptr + 1, name.len - 2};
    }
    return name.len == 0 ? NULL
                         : lxb_encoding_data_by_pre_name(
                               (const lxb_char_t *)name.ptr, name.len);
}

static void add_points(struct buf *out, const lxb_codepoint_t *point,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char bytes[4];

        buf_add(out, bytes,
                utf8_encode(point[i] <= 0x10FFFF ? point[i] : 0xFFFD, bytes));
    }
}

bool convert_to_utf8(struct buf *out, struct slice bytes, struct slice encoding)
{
    static const lxb_codepoint_t broken = LXB_ENCODING_REPLACEMENT_CODEPOINT;
    const lxb_encoding_data_t *data = known(encoding);
    lxb_codepoint_t point[POINTS];
    lxb_encoding_decode_t decode = {0};
    const lxb_char_t *at = (const lxb_char_t *)bytes.ptr;
    const lxb_char_t *end = at + bytes.len;
    lxb_status_t status;

    if (data == NULL || bytes.len == 0 ||
        ((data->encoding == LXB_ENCODING_UTF_8 ||
          (data->encoding != LXB_ENCODING_UTF_16BE &&
           data->encoding != LXB_ENCODING_UTF_16LE)) &&
         utf8_valid(bytes) == bytes.len)) {
        return false;
    }
    (void)lxb_encoding_decode_init(&decode, data, point, POINTS);
    (void)lxb_encoding_decode_replace_set(&decode, &broken, 1);
    do {
        status = data->decode(&decode, &at, end);
        add_points(out, point, lxb_encoding_decode_buf_used(&decode));
        lxb_encoding_decode_buf_used_set(&decode, 0);
    } while (status == LXB_STATUS_SMALL_BUFFER);
    if (lxb_encoding_decode_finish(&decode) == LXB_STATUS_OK) {
        add_points(out, point, lxb_encoding_decode_buf_used(&decode));
    }
    return true;
}

const char *convert_name(struct arena *arena, struct slice encoding,
                         const char *fallback)
{
    const lxb_encoding_data_t *data = known(encoding);
    char *name;

    if (data == NULL) {
        return fallback;
    }
    name =
        arena_dup(arena, data->name, strlen((const char *)data->name) + 1, 1);
    for (char *c = name; *c != '\0'; c++) {
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c | 0x20) : *c;
    }
    return name;
}
