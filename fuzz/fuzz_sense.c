/* Any bytes as a file of weights and as a vocabulary; any text cut by it.
 * Refused with a reason, or read within their bounds. */
#include "base/mem.h"
#include "model/safetensors.h"
#include "sense/wordpiece.h"

#include <stdint.h>
#include <stdlib.h>

enum { PIECES = 4096, SIDE = 3 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void read_weights(struct slice bytes)
{
    struct safetensors *file = NULL;
    struct err err = {0};
    float copy[SIDE * SIDE];

    check(safetensors_borrow(&file, "file", bytes, &err) ==
          (err.code == ERR_NONE));
    for (size_t rows = 1; file != NULL && rows <= SIDE; rows++) {
        const float *lies;

        (void)!safetensors_copy(file, "a", rows, SIDE, copy, &err);
        if (safetensors_f32(file, "a", rows, SIDE, &lies, &err)) {
            copy[0] = lies[rows * SIDE - 1];
        }
        (void)safetensors_rows(file, "a");
        (void)safetensors_meta(file, "kind");
    }
    safetensors_close(file);
}

static void cut_text(struct slice bytes)
{
    static const char words[] = "[UNK]\n[CLS]\n[SEP]\na\nb\n##a\n##b\n.\n,\n";
    static struct wordpiece piece[PIECES];
    struct vocab *vocab = NULL;
    struct err err = {0};
    size_t end = 0;
    size_t count;

    if (vocab_parse(&vocab, "vocab", bytes, &err)) {
        vocab_release(vocab);
    }
    check(vocab_parse(&vocab, "vocab", slice_of(words), &err));
    for (size_t i = 0; i < bytes.len; i++) {
        if ((unsigned char)bytes.ptr[i] >= 0x80) {
            bytes.len = i; /* the cutter is given valid UTF-8 */
        }
    }
    count = wordpiece_cut(vocab, bytes, piece, PIECES);
    for (size_t i = 0; i < count; i++) {
        check(piece[i].at.start >= end && piece[i].at.end <= bytes.len);
        end = piece[i].at.start;
    }
    vocab_release(vocab);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = mem_alloc_aligned(size, 1);

    memcpy(bytes, data, size);
    read_weights((struct slice){bytes, size});
    cut_text((struct slice){bytes, size});
    free(bytes);
    return 0;
}
