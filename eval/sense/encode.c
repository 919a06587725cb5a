/*
 * encode.c - what the encoder makes of lines of text, for comparisons.
 *
 *     eval_encode pieces MODEL          a line in, "id:start:end ..." out
 *     eval_encode vectors MODEL [bytes] a line in, framed vectors out, floats
 *     eval_encode speed MODEL [bytes]   lines in, pieces a second out
 */
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "sense/encoder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PIECES = 1 << 16, PASS = 512 };

static struct wordpiece piece[PIECES];
static int32_t id[PASS + ENCODER_SENTENCE];
static size_t len[PASS];

static void print_pieces(const struct encoder *encoder, struct slice line)
{
    size_t count = wordpiece_cut(encoder_vocab(encoder), line, piece, PIECES);

    for (size_t i = 0; i < count; i++) {
        printf("%s%d:%zu:%zu", i != 0 ? " " : "", (int)piece[i].id,
               piece[i].at.start, piece[i].at.end);
    }
    putchar('\n');
}

struct pass {
    const struct encoder *encoder;
    struct encoder_bench *bench;
    float *out;
    size_t sentences;
    size_t total;
    size_t all;
    bool print;
};

static void run(struct pass *pass)
{
    encoder_run(pass->encoder, pass->bench, id, len, pass->sentences,
                pass->out);
    if (pass->print) {
        (void)fwrite(pass->out, sizeof(float),
                     pass->total * encoder_width(pass->encoder), stdout);
    }
    pass->all += pass->total;
    pass->sentences = pass->total = 0;
}

static void add(struct pass *pass, struct slice line)
{
    size_t count =
        wordpiece_cut(encoder_vocab(pass->encoder), line, piece, PIECES);
    size_t wanted = count + 2 < ENCODER_SENTENCE ? count + 2 : ENCODER_SENTENCE;

    if (pass->total + wanted > PASS || pass->sentences == PASS) {
        run(pass);
    }
    len[pass->sentences] =
        encoder_frame(pass->encoder, piece, count, id + pass->total);
    pass->total += len[pass->sentences++];
}

static double seconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void each_line(struct pass *pass, bool pieces, struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        struct slice rest = {text.ptr + at, text.len - at};
        struct slice line = {rest.ptr, slice_find(rest, SLICE("\n"))};

        at += line.len + 1;
        if (pieces) {
            print_pieces(pass->encoder, line);
        } else {
            add(pass, line);
        }
    }
    if (!pieces && pass->sentences != 0) {
        run(pass);
    }
}

int main(int argc, char **argv)
{
    bool bytes = argc > 3 && strcmp(argv[3], "bytes") == 0;
    struct encoder *encoder = NULL;
    struct buf text = {0};
    struct err err = {0};
    struct pass pass = {0};
    double start = seconds();

    if (argc < 3 ||
        !encoder_open(&encoder, argv[2], bytes ? ENCODER_BYTES : ENCODER_FLOATS,
                      &err) ||
        !file_read_fd(STDIN_FILENO, "-", (size_t)1 << 30, &text, &err)) {
        (void)fprintf(stderr, "eval_encode: %s\n", err.text);
        return 2;
    }
    (void)fprintf(stderr, "loaded in %.3f s\n", seconds() - start);
    pass.encoder = encoder;
    pass.bench = encoder_bench(encoder, PASS);
    pass.out = mem_alloc_aligned(PASS * encoder_width(encoder), sizeof(float));
    pass.print = strcmp(argv[1], "vectors") == 0;
    start = seconds();
    each_line(&pass, strcmp(argv[1], "pieces") == 0, buf_slice(&text));
    if (pass.all != 0) {
        (void)fprintf(stderr, "%zu pieces, %.0f a second\n", pass.all,
                      (double)pass.all / (seconds() - start));
    }
    free(pass.out);
    encoder_bench_free(pass.bench);
    encoder_close(encoder);
    buf_release(&text);
    return 0;
}
