/*
 * stage.c - run the golden texts: `stage [-v] DATA MODEL FILE...`
 *
 * The form of a case is told in tests/stage/README.md.  A case that does not
 * hold is shown with what was found; one marked (todo) that holds is shown,
 * so that the mark can go.  Exit code 0: all hold, 1: some do not, 2: the
 * files or tables cannot be read, 77: no model, nothing was tried.
 */
#include "acts/code.h"
#include "acts/document.h"
#include "base/file.h"
#include "lang/pipeline.h"
#include "stage_case.h"

#include <stdio.h>

struct bench {
    struct actors *actors;
    struct coder *coder;
    struct lang_model *model;
    struct lang_worker *worker;
    bool verbose;
};

struct tally {
    size_t cases;
    size_t todo;
    size_t done; /* todo, but it holds */
    size_t wrong;
};

/* The paragraphs of the case as those of a report, all of them body. */
static void make_report(const struct stage_case *item, struct arena *arena,
                        struct report *report)
{
    size_t cap = item->text.len / 2 + 1;

    *report = (struct report){.text = item->text, .language = "en"};
    report->published = (struct stamp){date_parse(item->date), DATE_FROM_PAGE};
    report->paragraph = arena_alloc(arena, cap, sizeof *report->paragraph);
    for (size_t at = 0; at < item->text.len;) {
        struct slice rest = {item->text.ptr + at, item->text.len - at};
        const char *gap = memmem(rest.ptr, rest.len, "\n\n", 2);
        size_t len = gap != NULL ? (size_t)(gap - rest.ptr) : rest.len;

        if (len != 0) {
            report->paragraph[report->paragraphs++] =
                (struct paragraph){PARAGRAPH_BODY, {at, at + len}};
        }
        at += len + (gap != NULL ? 2 : 0);
    }
}

static void code(const struct bench *bench, const struct report *report,
                 struct arena *arena, struct coding *coding)
{
    struct slice *text;
    size_t texts = document_texts(report, arena, &text);
    struct analysis *doc = arena_alloc(arena, texts + 1, sizeof *doc);
    struct document document;

    lang_analyse(bench->worker, text, texts, arena, doc);
    document_make(&document, report, doc, arena);
    coding_make(bench->coder, &document, arena, coding);
}

static void show(const struct stage_case *item, const char *file,
                 const char *what, const struct buf *found)
{
    printf("%s: %.*s: %s\n", file, (int)item->name.len, item->name.ptr, what);
    printf("  text      %.*s\n", (int)item->text.len, item->text.ptr);
    printf("  expected  %.*s\n", (int)item->expected.len, item->expected.ptr);
    printf("  found     %s\n", found->ptr != NULL ? found->ptr : "");
}

static void run_case(const struct bench *bench, const struct stage_case *item,
                     const char *file, struct tally *tally)
{
    struct arena arena = {0};
    struct report report;
    struct coding coding;
    struct buf found = {0};
    bool holds;

    make_report(item, &arena, &report);
    code(bench, &report, &arena, &coding);
    holds = item->quotes ? stage_quotes_hold(item, &report, &coding, &found)
                         : stage_acts_hold(item, &report, &coding, &found);
    tally->cases++;
    tally->todo += item->todo && !holds;
    tally->done += item->todo && holds;
    tally->wrong += !item->todo && !holds;
    if (holds && item->todo) {
        show(item, file, "holds now, take (todo) away", &found);
    } else if (!holds && (bench->verbose || !item->todo)) {
        show(item, file, item->todo ? "todo" : "does not hold", &found);
    }
    buf_release(&found);
    arena_release(&arena);
}

static bool run_file(const struct bench *bench, const char *path,
                     struct tally *tally, struct err *err)
{
    struct buf bytes = {0};
    struct arena arena = {0};
    struct stage_file file = {0};
    struct stage_case item;
    bool ok = file_read(path, (size_t)1 << 20, &bytes, err);

    file = (struct stage_file){path, buf_slice(&bytes), 0, &arena};
    while (ok && stage_next(&file, &item, err)) {
        run_case(bench, &item, path, tally);
    }
    arena_release(&arena);
    buf_release(&bytes);
    return ok && err->code == ERR_NONE;
}

static void bench_close(struct bench *bench)
{
    lang_worker_free(bench->worker);
    lang_model_free(bench->model);
    coder_free(bench->coder);
    actors_free(bench->actors);
}

static bool bench_open(struct bench *bench, const char *data, const char *model,
                       struct err *err)
{
    if (!actors_open(&bench->actors, data, NULL, err) ||
        !coder_open(&bench->coder, data, bench->actors, err) ||
        !lang_model_open(&bench->model, model, err)) {
        return false;
    }
    bench->worker = lang_worker_new(bench->model);
    return true;
}

int main(int argc, char **argv)
{
    struct bench bench = {0};
    struct tally tally = {0};
    struct err err = {0};
    int first = 1;
    bool ok;

    bench.verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
    first += bench.verbose;
    if (argc - first < 3) {
        fputs("usage: stage [-v] DATA MODEL FILE...\n", stderr);
        return 2;
    }
    if (!file_exists(argv[first + 1])) {
        printf("SKIPPED: no model at %s; fetch it with ./dev setup\n",
               argv[first + 1]);
        return 77;
    }
    ok = bench_open(&bench, argv[first], argv[first + 1], &err);
    for (int i = first + 2; ok && i < argc; i++) {
        ok = run_file(&bench, argv[i], &tally, &err);
    }
    bench_close(&bench);
    if (!ok) {
        fprintf(stderr, "%s\n", err.text);
        return 2;
    }
    printf("%zu cases: %zu hold, %zu todo, %zu todo that hold, %zu wrong\n",
           tally.cases, tally.cases - tally.todo - tally.wrong, tally.todo,
           tally.done, tally.wrong);
    return tally.wrong + tally.done != 0;
}
