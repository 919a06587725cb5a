/* pack.c - a gist as bytes: numbers of four bytes, low byte first. */
#include "ties/gist.h"

enum { FORM = 2 };

/* In the third number: a vector stands at the end; three bits from here on are
 * the day of the week. */
#define MEANT (UINT32_C(1) << 24)
enum { WEEKDAY = 25, WEEKDAYS = 7 };

static void put(struct buf *out, uint32_t value)
{
    char byte[4];

    for (int i = 0; i < 4; i++) {
        byte[i] = (char)(value >> (8 * i) & 0xFF);
    }
    buf_add(out, byte, sizeof byte);
}

static uint32_t take(struct slice *bytes)
{
    uint32_t value = 0;

    if (bytes->len < 4) {
        bytes->len = 0;
        return 0;
    }
    for (int i = 0; i < 4; i++) {
        value |= (uint32_t)(unsigned char)bytes->ptr[i] << (8 * i);
    }
    *bytes = (struct slice){bytes->ptr + 4, bytes->len - 4};
    return value;
}

static void put_codes(struct buf *out, const struct gist_codes *codes)
{
    for (size_t i = 0; i < codes->len; i++) {
        put(out, codes->code[i]);
    }
}

static void put_words(struct buf *out, const struct gist_words *words)
{
    for (size_t i = 0; i < words->len; i++) {
        put(out, words->stem[i]);
    }
    for (size_t i = 0; i < words->len; i++) {
        buf_add_char(out, (char)words->weight[i]);
    }
}

void gist_pack(const struct gist *gist, struct buf *out)
{
    put(out, FORM | (uint32_t)gist->class << 8 | gist->flags << 16 |
                 gist->back << 24);
    put(out, (uint32_t)gist->actor.len | (uint32_t)gist->recipient.len << 8 |
                 (uint32_t)gist->issue.len << 16 |
                 (uint32_t)gist->place.len << 24);
    put(out, (uint32_t)gist->word.len | (uint32_t)gist->scene.len << 8 |
                 (uint32_t)gist->noun.len << 16 | (gist->meant ? MEANT : 0U) |
                 (uint32_t)gist->weekday << WEEKDAY);
    put(out, gist->id);
    put(out, gist->kind);
    put(out, gist->type);
    put(out, gist->speaker);
    put(out, gist->who);
    put(out, gist->whom);
    put(out, (uint32_t)gist->day);
    put(out, (uint32_t)gist->text.start);
    put(out, (uint32_t)gist->text.end);
    put(out, (uint32_t)gist->sentence.start);
    put(out, (uint32_t)gist->sentence.end);
    put_codes(out, &gist->actor);
    put_codes(out, &gist->recipient);
    put_codes(out, &gist->issue);
    put_codes(out, &gist->place);
    put_codes(out, &gist->noun);
    put_words(out, &gist->word);
    put_words(out, &gist->scene);
    if (gist->meant) {
        buf_add(out, (const char *)gist->vector, MATTER_WIDTH);
    }
}

static bool take_codes(struct slice *bytes, struct gist_codes *codes,
                       size_t len)
{
    if (len > GIST_CODES || bytes->len < 4 * len) {
        return false;
    }
    codes->len = len;
    for (size_t i = 0; i < len; i++) {
        codes->code[i] = take(bytes);
    }
    return true;
}

static bool take_words(struct slice *bytes, struct gist_words *words,
                       size_t len)
{
    if (len > GIST_WORDS || bytes->len < 5 * len) {
        return false;
    }
    words->len = len;
    for (size_t i = 0; i < len; i++) {
        words->stem[i] = take(bytes);
    }
    for (size_t i = 0; i < len; i++) {
        words->weight[i] = (uint8_t)bytes->ptr[i];
    }
    *bytes = (struct slice){bytes->ptr + len, bytes->len - len};
    return true;
}

static bool take_vector(struct slice *bytes, struct gist *gist, bool there)
{
    if (there && bytes->len < MATTER_WIDTH) {
        return false;
    }
    if (there) {
        memcpy(gist->vector, bytes->ptr, MATTER_WIDTH);
        *bytes = (struct slice){bytes->ptr + MATTER_WIDTH,
                                bytes->len - MATTER_WIDTH};
    }
    gist->meant = there;
    return true;
}

bool gist_unpack(struct gist *gist, struct slice bytes)
{
    uint32_t head = take(&bytes);
    uint32_t codes = take(&bytes);
    uint32_t words = take(&bytes);

    *gist = (struct gist){.class = (enum gist_class)(head >> 8 & 0xFF),
                          .flags = head >> 16 & 0xFF,
                          .back = head >> 24,
                          .weekday = words >> WEEKDAY & WEEKDAYS};
    if ((head & 0xFF) != FORM || bytes.len < 4 * 11 ||
        gist->class > GIST_MEET) {
        return false;
    }
    gist->id = take(&bytes);
    gist->kind = take(&bytes);
    gist->type = take(&bytes);
    gist->speaker = take(&bytes);
    gist->who = take(&bytes);
    gist->whom = take(&bytes);
    gist->day = (int32_t)take(&bytes);
    gist->text.start = take(&bytes);
    gist->text.end = take(&bytes);
    gist->sentence.start = take(&bytes);
    gist->sentence.end = take(&bytes);
    return take_codes(&bytes, &gist->actor, codes & 0xFF) &&
           take_codes(&bytes, &gist->recipient, codes >> 8 & 0xFF) &&
           take_codes(&bytes, &gist->issue, codes >> 16 & 0xFF) &&
           take_codes(&bytes, &gist->place, codes >> 24) &&
           take_codes(&bytes, &gist->noun, words >> 16 & 0xFF) &&
           take_words(&bytes, &gist->word, words & 0xFF) &&
           take_words(&bytes, &gist->scene, words >> 8 & 0xFF) &&
           take_vector(&bytes, gist, (words & MEANT) != 0) && bytes.len == 0;
}

/* 31 bits of what, 32 of whom: a positive number. */
static long long key_of(uint32_t what, bool recipient, uint32_t code)
{
    uint64_t role = (what * 2U + (recipient ? 1U : 0U)) & 0x7FFFFFFFU;

    return (long long)(role << 32 | code);
}

long long gist_class_key(enum gist_class class, bool recipient, uint32_t code)
{
    return key_of((uint32_t) class, recipient, code);
}

long long gist_key(const struct gist *gist, bool recipient, uint32_t code)
{
    return gist->class == GIST_OTHER
               ? key_of(gist->kind | 0x100U, recipient, code)
               : gist_class_key(gist->class, recipient, code);
}
