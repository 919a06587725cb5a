#include "lang/string_id.h"

/* Names with an ordinal of their own, sorted by bytes: what a token can be
 * asked for, parts of speech, entity types, dependencies. */
static const struct reserved {
    const char *name;
    uint64_t id;
} reserved[] = {
    {"ADJ", 84},
    {"ADP", 85},
    {"ADV", 86},
    {"AUX", 87},
    {"CARDINAL", 397},
    {"CCONJ", 89},
    {"CLUSTER", 72},
    {"CONJ", 88},
    {"DATE", 391},
    {"DEP", 76},
    {"DET", 90},
    {"ENT_ID", 454},
    {"ENT_IOB", 77},
    {"ENT_KB_ID", 452},
    {"ENT_TYPE", 78},
    {"EOL", 102},
    {"EVENT", 387},
    {"FACILITY", 382},
    {"GPE", 384},
    {"HEAD", 79},
    {"ID", 64},
    {"IDX", 455},
    {"INTJ", 91},
    {"IS_ALPHA", 1},
    {"IS_ASCII", 2},
    {"IS_BRACKET", 14},
    {"IS_CURRENCY", 18},
    {"IS_DIGIT", 3},
    {"IS_LEFT_PUNCT", 16},
    {"IS_LOWER", 4},
    {"IS_OOV_DEPRECATED", 13},
    {"IS_PUNCT", 5},
    {"IS_QUOTE", 15},
    {"IS_RIGHT_PUNCT", 17},
    {"IS_SPACE", 6},
    {"IS_STOP", 12},
    {"IS_TITLE", 7},
    {"IS_UPPER", 8},
    {"LANG", 83},
    {"LANGUAGE", 389},
    {"LAW", 390},
    {"LEMMA", 73},
    {"LENGTH", 71},
    {"LIKE_EMAIL", 11},
    {"LIKE_NUM", 10},
    {"LIKE_URL", 9},
    {"LOC", 385},
    {"LOWER", 66},
    {"MONEY", 394},
    {"MORPH", 453},
    {"NORM", 67},
    {"NORP", 381},
    {"NOUN", 92},
    {"NUM", 93},
    {"ORDINAL", 396},
    {"ORG", 383},
    {"ORTH", 65},
    {"PART", 94},
    {"PERCENT", 393},
    {"PERSON", 380},
    {"POS", 74},
    {"PREFIX", 69},
    {"PROB", 82},
    {"PRODUCT", 386},
    {"PRON", 95},
    {"PROPN", 96},
    {"PUNCT", 97},
    {"QUANTITY", 395},
    {"SCONJ", 98},
    {"SENT_START", 80},
    {"SHAPE", 68},
    {"SPACE", 103},
    {"SPACY", 81},
    {"SUFFIX", 70},
    {"SYM", 99},
    {"TAG", 75},
    {"TIME", 392},
    {"VERB", 100},
    {"WORK_OF_ART", 388},
    {"X", 101},
    {"_", 456},
    {"acl", 451},
    {"acomp", 398},
    {"advcl", 399},
    {"advmod", 400},
    {"agent", 401},
    {"amod", 402},
    {"appos", 403},
    {"attr", 404},
    {"aux", 405},
    {"auxpass", 406},
    {"cc", 407},
    {"ccomp", 408},
    {"complm", 409},
    {"conj", 410},
    {"cop", 411},
    {"csubj", 412},
    {"csubjpass", 413},
    {"dep", 414},
    {"det", 415},
    {"dobj", 416},
    {"expl", 417},
    {"hmod", 418},
    {"hyph", 419},
    {"infmod", 420},
    {"intj", 421},
    {"iobj", 422},
    {"mark", 423},
    {"meta", 424},
    {"neg", 425},
    {"nmod", 426},
    {"nn", 427},
    {"npadvmod", 428},
    {"nsubj", 429},
    {"nsubjpass", 430},
    {"num", 431},
    {"number", 432},
    {"obj", 434},
    {"obl", 435},
    {"oprd", 433},
    {"parataxis", 436},
    {"partmod", 437},
    {"pcomp", 438},
    {"pobj", 439},
    {"poss", 440},
    {"possessive", 441},
    {"preconj", 442},
    {"prep", 443},
    {"prt", 444},
    {"punct", 445},
    {"quantmod", 446},
    {"rcmod", 448},
    {"relcl", 447},
    {"root", 449},
    {"xcomp", 450},
};

enum { LONGEST_NAME = 17 };

static uint64_t little_endian(const char *bytes, size_t len)
{
    uint64_t number = 0;

    while (len-- > 0) {
        number = number << 8 | (unsigned char)bytes[len];
    }
    return number;
}

/* murmurhash2.c of Austin Appleby (public domain), the 64-bit variant A. */
static uint64_t murmur64(struct slice text, uint64_t seed)
{
    const uint64_t m = 0xc6a4a7935bd1e995U;
    uint64_t hash = seed ^ (text.len * m);
    size_t whole = text.len & ~(size_t)7;

    for (size_t at = 0; at < whole; at += 8) {
        uint64_t k = little_endian(text.ptr + at, 8) * m;

        hash = (hash ^ ((k ^ k >> 47) * m)) * m;
    }
    if (whole < text.len) {
        hash ^= little_endian(text.ptr + whole, text.len - whole);
        hash *= m;
    }
    hash = (hash ^ hash >> 47) * m;
    return hash ^ hash >> 47;
}

/* The number in `text` if it is `prefix` and exactly `digits` digits between
 * `first` and `last`, else 0. */
static uint64_t numbered(struct slice text, const char *prefix, size_t digits,
                         struct span allowed)
{
    size_t skip = strlen(prefix);
    uint64_t number = 0;

    if (text.len != skip + digits || !slice_starts(text, prefix)) {
        return 0;
    }
    for (size_t i = skip; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') {
            return 0;
        }
        number = number * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    return number >= allowed.start && number <= allowed.end ? number : 0;
}

static uint64_t reserved_id(struct slice text)
{
    size_t low = 0;
    size_t high = sizeof reserved / sizeof *reserved;
    uint64_t number;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_cmp(text, slice_of(reserved[middle].name));

        if (order == 0) {
            return reserved[middle].id;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    number = numbered(text, "FLAG", 2, (struct span){19, 63});
    if (number != 0) {
        return number;
    }
    number = numbered(text, "DEPRECATED", 3, (struct span){1, 276});
    return number != 0 ? 103 + number : 0;
}

uint64_t string_id(struct slice text)
{
    uint64_t id = 0;

    if (text.len == 0) {
        return 0;
    }
    if (text.len <= LONGEST_NAME) {
        id = reserved_id(text);
    }
    return id != 0 ? id : murmur64(text, 1);
}
