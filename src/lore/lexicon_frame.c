#include "lore/lexicon_parts.h"

bool piece_next(struct slice *text, const char *marks, struct slice *piece)
{
    size_t len = 0;

    if (text->ptr == NULL) {
        return false;
    }
    while (len < text->len && strchr(marks, text->ptr[len]) == NULL) {
        len++;
    }
    *piece = slice_trim((struct slice){text->ptr, len});
    if (len == text->len) {
        *text = (struct slice){NULL, 0};
    } else {
        text->ptr += len + 1;
        text->len -= len + 1;
    }
    return true;
}

static struct way way_of(struct slice name)
{
    static const char *const names[] = {
#define X(code, name) [code] = name,
        WAY_MAP(X)
#undef X
    };

    for (size_t i = 0; i < WAY_PREP; i++) {
        if (slice_is(name, names[i])) {
            return (struct way){(enum way_kind)i, {NULL, 0}};
        }
    }
    return (struct way){WAY_PREP, name};
}

static bool role_of(struct slice name, enum slot_role *role)
{
    static const struct {
        const char *name;
        enum slot_role role;
    } roles[] = {{"", ROLE_NONE},     {"what", ROLE_WHAT},
                 {"whom", ROLE_WHOM}, {"whose", ROLE_WHOSE},
                 {"who", ROLE_WHO},   {"with", ROLE_WITH}};

    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        if (slice_is(name, roles[i].name)) {
            *role = roles[i].role;
            return true;
        }
    }
    return false;
}

static unsigned test_of(struct slice name)
{
    static const struct {
        const char *name;
        enum word_test test;
    } tests[] = {{"@party", TEST_PARTY},     {"@person", TEST_PERSON},
                 {"@should", TEST_SHOULD},   {"@would", TEST_WOULD},
                 {"@ownharm", TEST_OWNHARM}, {"@reflexive", TEST_REFLEXIVE}};

    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        if (slice_is(name, tests[i].name)) {
            return 1U << tests[i].test;
        }
    }
    return 0;
}

/* Read "=word,@class/..." of a slot. */
static bool words_read(struct lexicon *lexicon, const struct tsv *tsv,
                       struct slice text, struct slot *slot, struct err *err)
{
    struct slice piece;

    slot->word = arena_alloc(&lexicon->arena, SLOT_WORDS, sizeof *slot->word);
    while (piece_next(&text, ",/", &piece)) {
        unsigned test = test_of(piece);
        const struct class_item *class = lexicon_class_item(lexicon, piece);

        slot->tests |= test;
        if (class != NULL) {
            if (slot->classes == sizeof slot->class / sizeof slot->class[0]) {
                return tsv_fail(tsv, err, "too many classes in", piece);
            }
            slot->class[slot->classes++] = &class->class;
        }
        if (class != NULL || test != 0) {
            continue;
        }
        if (slice_starts(piece, "@")) {
            return tsv_fail(tsv, err, "unknown class", piece);
        }
        if (slot->words == SLOT_WORDS) {
            return tsv_fail(tsv, err, "too many words from", piece);
        }
        slot->word[slot->words++] = piece;
    }
    slot->tests |= slot->words + slot->classes != 0 ? 1U << TEST_WORDS : 0;
    return true;
}

/* Read one slot: [!]way[/way...][=words][?][:role], '?' also before '='. */
static bool slot_read(struct lexicon *lexicon, const struct tsv *tsv,
                      struct slice text, struct slot *slot, struct err *err)
{
    struct slice rest = text;
    struct slice name = {0};
    struct slice words = {0};
    struct slice role = SLICE("");
    struct slice piece;

    (void)piece_next(&rest, ":", &name);
    (void)piece_next(&rest, "", &role);
    rest = name;
    (void)piece_next(&rest, "=", &name);
    (void)piece_next(&rest, "", &words);
    if (slice_starts(name, "!")) {
        slot->forbidden = true;
        name = (struct slice){name.ptr + 1, name.len - 1};
    }
    if (slice_ends(name, "?")) {
        slot->optional = true;
        name.len--;
    }
    if (words.len != 0 && slice_ends(words, "?")) {
        slot->optional = true;
        words.len--;
    }
    if (!role_of(role, &slot->role)) {
        return tsv_fail(tsv, err, "unknown role", role);
    }
    while (piece_next(&name, "/,", &piece)) {
        if (slot->ways == SLOT_WAYS || piece.len == 0) {
            return tsv_fail(tsv, err, "cannot read the slot", text);
        }
        slot->way[slot->ways++] = way_of(piece);
    }
    return words.ptr == NULL || words_read(lexicon, tsv, words, slot, err);
}

bool act_frame_read(struct lexicon *lexicon, const struct tsv *tsv,
                    struct slice text, struct act_frame *frame, struct err *err)
{
    struct slice rest = text;
    struct slice piece;

    while (piece_next(&rest, " ", &piece)) {
        if (piece.len == 0) {
            continue;
        }
        if (frame->slots == FRAME_SLOTS) {
            return tsv_fail(tsv, err, "too many slots in", text);
        }
        if (!slot_read(lexicon, tsv, piece, &frame->slot[frame->slots++],
                       err)) {
            return false;
        }
    }
    return true;
}
