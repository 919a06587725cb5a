/* Any text, any tree over it and any day: the date expressions lie inside the
 * text and in order, each with a value and with a date that there is. */
#include "when/timex.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct when_words *words(void)
{
    static struct when_words *made;
    struct err err = {0};

    if (made == NULL && !when_words_open(&made, DATA_DIR, &err)) {
        abort();
    }
    return made;
}

/* Tokens at blanks, whose tags and heads follow from their first letters. */
static void tokens_of(struct analysis *doc, struct arena *arena)
{
    static const char *const tag[] = {"VBD", "VB", "VBZ", "NN",
                                      "NNS", "MD", "JJ",  ""};
    static const char *const pos[] = {"VERB", "AUX", "NOUN", "ADP"};
    struct slice text = doc->text;

    doc->token = arena_alloc(arena, text.len + 1, sizeof *doc->token);
    for (size_t at = 0; at < text.len;) {
        size_t end = at + 1;
        struct token *token = &doc->token[doc->len];
        unsigned first = (unsigned char)text.ptr[at];

        while (end < text.len && !slice_blank(text.ptr[end - 1]) &&
               !slice_blank(text.ptr[end])) {
            end++;
        }
        *token = (struct token){.start = (uint32_t)at, .end = (uint32_t)end};
        token->norm = token->lemma = slice_cut(text, (struct span){at, end});
        token->tag = tag[first % 8];
        token->pos = pos[first / 8 % 4];
        token->dep = first % 3 == 0 ? "aux" : "npadvmod";
        token->morph = "";
        token->ent_type = first % 5 == 0 ? "DATE" : "";
        token->head = (uint32_t)(first * 7 % (doc->len + 1));
        doc->len++;
        at = end;
    }
}

static void check(const struct timexes *found, const struct analysis *doc)
{
    size_t at = 0;

    for (size_t i = 0; i < found->len; i++) {
        const struct timex *timex = &found->timex[i];

        if (timex->text.start < at || timex->text.end <= timex->text.start ||
            timex->text.end > doc->text.len || timex->value[0] == '\0' ||
            timex->token.end > doc->len ||
            (timex->date.precision != DATE_NONE && !date_ok(timex->date))) {
            abort();
        }
        at = timex->text.end;
    }
}

/* The first byte says which day it is, or none, and where the text parts. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = {(const char *)data, size};
    struct when_setting setting = {0};
    struct arena arena = {0};

    if (size != 0 && data[0] % 4 != 0) {
        setting.ref = date_from_day(data[0] * 100L);
    }
    for (int round = 0; round < 2 && text.len != 0; round++) {
        size_t end = round == 0 ? slice_find(text, SLICE("\n\n")) : text.len;
        struct analysis doc = {.text = {text.ptr, end}};
        struct timexes found;

        tokens_of(&doc, &arena);
        if (doc.len != 0) {
            found = timex_find(words(), &doc, &setting, &arena);
            check(&found, &doc);
        }
        text = (struct slice){text.ptr + end, text.len - end};
    }
    arena_release(&arena);
    return 0;
}
