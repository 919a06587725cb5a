#include "base/utf8.h"

enum { REPLACEMENT = 0xFFFD };

static bool continues(struct slice text, size_t at)
{
    return at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

/* Length of the valid sequence at `at`, or 0. */
static size_t sequence(struct slice text, size_t at, uint32_t *point)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)text.ptr[at];
    size_t len = lead < 0x80           ? 1
                 : (lead >> 5) == 0x06 ? 2
                 : (lead >> 4) == 0x0E ? 3
                 : (lead >> 3) == 0x1E ? 4
                                       : 0;

    if (len <= 1) {
        *point = lead;
        return len;
    }
    *point = lead & (0x7FU >> len);
    for (size_t i = 1; i < len; i++) {
        if (!continues(text, at + i)) {
            return 0;
        }
        *point = *point << 6 | ((unsigned char)text.ptr[at + i] & 0x3F);
    }
    if (*point < least[len] || *point > 0x10FFFF ||
        (*point >= 0xD800 && *point <= 0xDFFF)) {
        return 0;
    }
    return len;
}

uint32_t utf8_decode(struct slice text, size_t at, size_t *len)
{
    uint32_t point;

    *len = sequence(text, at, &point);
    if (*len == 0) {
        *len = 1;
        return REPLACEMENT;
    }
    return point;
}

size_t utf8_encode(uint32_t point, char out[4])
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xC0 | point >> 6);
        out[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (char)(0xE0 | point >> 12);
        out[1] = (char)(0x80 | (point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | point >> 18);
    out[1] = (char)(0x80 | (point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (point & 0x3F));
    return 4;
}

/* Step over ASCII: most of any text, eight bytes at a time. */
static size_t skip_ascii(struct slice text, size_t at)
{
    uint64_t eight;

    while (text.len - at >= sizeof eight) {
        memcpy(&eight, text.ptr + at, sizeof eight);
        if ((eight & 0x8080808080808080U) != 0) {
            break;
        }
        at += sizeof eight;
    }
    while (at < text.len && (unsigned char)text.ptr[at] < 0x80) {
        at++;
    }
    return at;
}

size_t utf8_valid(struct slice text)
{
    size_t at = 0;

    while ((at = skip_ascii(text, at)) < text.len) {
        uint32_t point;
        size_t len = sequence(text, at, &point);

        if (len == 0) {
            return at;
        }
        at += len;
    }
    return at;
}

void utf8_repair(struct buf *out, struct slice text)
{
    size_t at = 0;

    while (at < text.len) {
        struct slice rest = {text.ptr + at, text.len - at};
        size_t good = utf8_valid(rest);

        buf_add(out, rest.ptr, good);
        at += good;
        if (at < text.len) {
            buf_add_str(out, "\xEF\xBF\xBD");
            at++;
        }
    }
}

size_t utf8_count(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++) {
        count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    }
    return count;
}
