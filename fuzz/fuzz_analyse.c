/* Any text through the whole pipeline: what is said of a line is sound, and
 * the same alone as in company.  Needs the model. */
#include "base/utf8.h"
#include "lang/pipeline.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { LINES = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool truth)
{
    if (!truth) {
        abort();
    }
}

static struct lang_worker *open_worker(void)
{
    struct lang_model *model;
    struct err err = {0};

    if (!lang_model_open(&model, MODEL_DIR, &err)) {
        (void)fprintf(stderr, "%s\n", err.text);
        exit(1);
    }
    return lang_worker_new(model);
}

static size_t split(struct slice text, struct slice line[LINES])
{
    size_t count = 0;

    while (count < LINES) {
        const char *end =
            text.len != 0 ? memchr(text.ptr, '\n', text.len) : NULL;
        size_t len = end != NULL ? (size_t)(end - text.ptr) : text.len;

        line[count++] = (struct slice){text.ptr, len};
        if (end == NULL) {
            break;
        }
        text.ptr += len + 1;
        text.len -= len + 1;
    }
    return count;
}

static void check_sound(const struct analysis *doc)
{
    size_t at = 0;

    for (size_t i = 0; i < doc->len; i++) {
        const struct token *token = &doc->token[i];

        check(token->start == at && token->end > token->start);
        check(token->head < doc->len);
        check(token->tag[0] != '\0' && token->dep[0] != '\0');
        check(token->lemma.ptr != NULL && token->norm.ptr != NULL);
        check((token->ent_iob == ENT_OUTSIDE) == (token->ent_type[0] == '\0'));
        at = token->end + token->blank;
    }
    check(at == doc->text.len);
    at = 0;
    for (size_t i = 0; i < doc->sentences; i++) {
        check(doc->sentence[i].start == at && doc->sentence[i].end > at);
        at = doc->sentence[i].end;
    }
    check(at == doc->len);
}

static void check_same(const struct analysis *a, const struct analysis *b)
{
    check(a->len == b->len && a->sentences == b->sentences);
    for (size_t i = 0; i < a->len; i++) {
        const struct token *x = &a->token[i];
        const struct token *y = &b->token[i];

        check(x->end == y->end && x->blank == y->blank);
        check(x->head == y->head && x->sent_start == y->sent_start);
        check(x->ent_iob == y->ent_iob && x->is_space == y->is_space);
        check(x->tag == y->tag && strcmp(x->pos, y->pos) == 0);
        check(strcmp(x->morph, y->morph) == 0 && strcmp(x->dep, y->dep) == 0);
        check(strcmp(x->ent_type, y->ent_type) == 0);
        check(slice_eq(x->norm, y->norm) && slice_eq(x->lemma, y->lemma));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lang_worker *worker;
    struct slice line[LINES];
    struct analysis doc[LINES];
    struct arena arena = {0};
    struct buf text = {0};
    size_t count;

    if (worker == NULL) {
        worker = open_worker();
    }
    utf8_repair(&text, (struct slice){(const char *)data, size});
    count = split(buf_slice(&text), line);
    lang_analyse(worker, line, count, &arena, doc);
    for (size_t i = 0; i < count; i++) {
        struct analysis alone;

        check_sound(&doc[i]);
        lang_analyse(worker, &line[i], 1, &arena, &alone);
        check_same(&doc[i], &alone);
    }
    arena_release(&arena);
    buf_release(&text);
    return 0;
}
