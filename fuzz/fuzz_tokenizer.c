/* Any text through the model's tokenizer: pieces and blanks give the text
 * back, whatever the caches hold, and tokens say the same. */
#include "base/utf8.h"
#include "lang/tokenizer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct tokenizer_worker *worker_open(void)
{
    struct tokenizer *tokenizer = NULL;
    struct package *package = NULL;
    struct part rules = {0};
    struct part lookups = {0};
    struct err err = {0};

    if (!package_open(&package, MODEL_DIR, &err) ||
        !package_part(package, "tokenizer", &rules, &err) ||
        !package_part(package, "vocab/lookups.bin", &lookups, &err) ||
        !tokenizer_read(&tokenizer, &rules, &lookups, &err)) {
        (void)fprintf(stderr, "%s\n", err.text);
        exit(1);
    }
    part_release(&rules);
    part_release(&lookups);
    package_close(package);
    return tokenizer_worker_new(tokenizer);
}

static void check(bool truth)
{
    if (!truth) {
        abort();
    }
}

/* Every byte is in a piece or is the blank after one. */
static void check_pieces(const struct pieces *pieces, struct slice text)
{
    struct arena arena = {0};
    struct token *token = arena_alloc(&arena, pieces->len, sizeof *token);
    size_t at = 0;

    pieces_to_tokens(pieces->item, pieces->len, text, &arena, token);
    for (size_t i = 0; i < pieces->len; i++) {
        const struct piece *piece = &pieces->item[i];
        struct slice own = piece->lexeme->text;

        check(piece->start == at && own.len != 0);
        check(own.len <= text.len - at);
        check(memcmp(own.ptr, text.ptr + at, own.len) == 0);
        check(token[i].start == at && token[i].end == at + own.len);
        at += own.len;
        if (piece->blank) {
            check(at < text.len && text.ptr[at] == ' ');
            at++;
        }
    }
    check(at == text.len);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tokenizer_worker *worker;
    struct pieces pieces = {0};
    struct buf text = {0};

    if (worker == NULL) {
        worker = worker_open();
    }
    utf8_repair(&text, (struct slice){(const char *)data, size});
    for (int pass = 0; pass < 2; pass++) { /* cold, then from the cache */
        pieces.len = 0;
        tokenizer_begin(worker);
        tokenizer_cut(worker, buf_slice(&text), &pieces);
        check_pieces(&pieces, buf_slice(&text));
    }
    free(pieces.item);
    buf_release(&text);
    return 0;
}
