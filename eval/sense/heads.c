/*
 * heads.c - what a reader says of passages, for comparisons.
 *
 *     eval_heads NAME TRAINED ENCODERS [floats] <in >out
 *
 * A line in: {"text": "...", "words": [[start, end, begins a sentence], ...]},
 * in bytes.  A line out, of the passage's units: spans of each part as [first,
 * end, link], probabilities of types and flags of each word, the roles of the
 * likeliest predicate, and the pair of the first and the last word.
 */
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "sense/reader.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct work {
    struct reader *reader;
    struct reader_bench *bench;
    struct reader_passage passage;
    size_t offset; /* of the unit's words */
};

static json_t *floats_of(const float *value, size_t len)
{
    json_t *list = json_array();

    for (size_t i = 0; i < len; i++) {
        json_array_append_new(list, json_real((double)value[i]));
    }
    return list;
}

static json_t *spans_of(struct work *work)
{
    json_t *parts = json_array();
    struct reader_found found;

    reader_attribute(work->reader, work->bench, &found);
    for (size_t part = 0; part < READER_PARTS; part++) {
        json_t *list = json_array();

        for (size_t i = 0; i < found.spans[part]; i++) {
            const struct reader_span *span = &found.span[part][i];

            json_array_append_new(
                list,
                json_pack("[iifi]", (int)span->word.start, (int)span->word.end,
                          (double)span->score,
                          span->link == READER_NONE ? -1 : (int)span->link));
        }
        json_array_append_new(parts, list);
    }
    return parts;
}

static json_t *acts_of(struct work *work)
{
    struct reader_weighed weighed;
    json_t *out = json_object();
    json_t *type = json_array();
    json_t *flag = json_array();
    json_t *role = json_array();
    size_t best = 0;

    reader_weigh(work->reader, work->bench, &weighed);
    for (size_t i = 0; i < weighed.len; i++) {
        const float *chance = weighed.type + i * weighed.types;

        best = chance[0] < weighed.type[best * weighed.types] ? i : best;
        json_array_append_new(type, floats_of(chance, weighed.types));
        if (weighed.flag != NULL) {
            json_array_append_new(
                flag, floats_of(weighed.flag + i * READER_FLAGS, READER_FLAGS));
        }
    }
    for (size_t r = 0; r < READER_ROLES && weighed.roles; r++) {
        float share[ENCODER_SENTENCE];
        float nobody = reader_role(work->reader, work->bench,
                                   (enum reader_role)r, best, share);

        json_array_append_new(role, json_real((double)nobody));
        for (size_t i = 0; i < weighed.len; i++) {
            json_array_append_new(role, json_real((double)share[i]));
        }
    }
    json_object_set_new(out, "type", type);
    json_object_set_new(out, "flag", flag);
    json_object_set_new(out, "best", json_integer((json_int_t)best));
    json_object_set_new(out, "role", role);
    return out;
}

static json_t *pair_of(struct work *work)
{
    const struct reader_passage *passage = &work->passage;
    struct reader_pair pair;
    size_t roots = 0;

    reader_pair(work->reader, work->bench, passage->text, passage->word[0],
                passage->word[passage->words - 1], &pair);
    while (roots < READER_ROOTS && reader_root(work->reader, roots) != NULL) {
        roots++;
    }
    return json_pack("[oo]", floats_of(pair.root, roots),
                     floats_of(pair.quad, READER_QUADS));
}

static void read_words(struct work *work, const json_t *line)
{
    const json_t *words = json_object_get(line, "words");
    size_t count = json_array_size(words);
    struct span *word = mem_alloc(count, sizeof *word);
    bool *starts = mem_alloc(count, sizeof *starts);

    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_array_get(words, i);

        word[i].start = (size_t)json_integer_value(json_array_get(one, 0));
        word[i].end = (size_t)json_integer_value(json_array_get(one, 1));
        starts[i] = json_is_true(json_array_get(one, 2));
    }
    work->passage = (struct reader_passage){
        .text = slice_of(json_string_value(json_object_get(line, "text"))),
        .word = word,
        .starts = starts,
        .words = count};
}

static void run_line(struct work *work, const json_t *line)
{
    const struct reader_unit *unit;
    json_t *units = json_array();
    json_t *out = json_object();
    size_t count;

    read_words(work, line);
    count = reader_cut(work->reader, work->bench, &work->passage, &unit);
    for (size_t i = 0; i < count; i++) {
        json_t *one = json_object();

        (void)reader_gather(work->reader, work->bench, &unit[i]);
        reader_encode(work->reader, work->bench);
        reader_turn_to(work->reader, work->bench, 0);
        if (reader_attributes(work->reader)) {
            json_object_set_new(one, "spans", spans_of(work));
        }
        if (reader_weighs(work->reader)) {
            json_object_set_new(one, "acts", acts_of(work));
        }
        json_object_set_new(one, "first",
                            json_integer((json_int_t)unit[i].first));
        json_object_set_new(one, "end", json_integer((json_int_t)unit[i].end));
        json_array_append_new(units, one);
    }
    json_object_set_new(out, "units", units);
    if (reader_pairs(work->reader) && work->passage.words != 0) {
        json_object_set_new(out, "pair", pair_of(work));
    }
    (void)json_dumpf(out, stdout, JSON_COMPACT | JSON_REAL_PRECISION(9));
    putchar('\n');
    json_decref(out);
    free((void *)(uintptr_t)work->passage.word);
    free((void *)(uintptr_t)work->passage.starts);
}

static double seconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool run_all(struct work *work, struct err *err)
{
    struct buf text = {0};
    bool ok = file_read_fd(STDIN_FILENO, "-", (size_t)1 << 30, &text, err);

    for (size_t at = 0; ok && at < text.len;) {
        struct slice rest = {text.ptr + at, text.len - at};
        size_t len = slice_find(rest, SLICE("\n"));
        json_t *line = json_loadb(rest.ptr, len, 0, NULL);

        ok = line != NULL || err_set(err, ERR_SYNTAX, "-: no JSON");
        if (ok) {
            run_line(work, line);
        }
        json_decref(line);
        at += len + 1;
    }
    buf_release(&text);
    return ok;
}

int main(int argc, char **argv)
{
    struct reader_place place = {0};
    struct work work = {0};
    struct err err = {0};
    double start = seconds();
    bool ok;

    if (argc < 4) {
        (void)fprintf(stderr,
                      "usage: eval_heads NAME TRAINED ENCODERS [floats]\n");
        return 2;
    }
    place = (struct reader_place){argv[1], argv[2], argv[3]};
    ok = reader_open(&work.reader, &place,
                     argc > 4 ? ENCODER_FLOATS : ENCODER_BYTES, &err);
    if (ok) {
        (void)fprintf(stderr, "%s loaded in %.3f s\n", reader_name(work.reader),
                      seconds() - start);
        work.bench = reader_bench_new(work.reader);
        ok = run_all(&work, &err);
    }
    reader_bench_free(work.bench);
    reader_close(work.reader);
    if (!ok) {
        (void)fprintf(stderr, "eval_heads: %s\n", err.text);
    }
    return ok ? 0 : 2;
}
