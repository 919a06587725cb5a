#include "flow/ingest.h"

#include "base/caps.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "fetch/fetch.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

/* Reports on their way for each thread: enough that none waits for another,
 * few enough that memory stays bounded. */
enum { AHEAD = 4, MOST_THREADS = 64 };

/* One report on its way. */
struct job {
    struct arena arena;
    const char *input; /* its name */
    struct piece piece;
    struct reading reading;
    struct err err;
    const char *pass; /* it is no report, and why */
    bool known;       /* the dossier has it: `receipt` says so */
    bool ready;       /* nothing is left to do but to commit */
    struct record_receipt receipt;
};

/* A ring of jobs: [done, fed) are on their way, [taken, fed) wait for a
 * thread.  Everything below the lock is guarded by it; a job that is taken
 * and not ready belongs to its thread, any other to the caller. */
struct line {
    const struct ingest_plan *plan;
    struct ingest_counts *counts;
    struct job *job;
    size_t room;
    size_t done;         /* only the calling thread uses these */
    size_t file;         /* files that were read to their end */
    size_t lost;         /* reports that a run which is over left behind */
    struct fetched page; /* the file, where it was fetched */
    struct err fatal;    /* set: the dossier fails, the run is over */
    struct flow_worker worker;

    pthread_mutex_t lock;
    pthread_cond_t work;  /* a job was fed, or the line closes */
    pthread_cond_t ready; /* a job became ready */
    size_t fed;
    size_t taken;
    bool closing;
};

static bool stopped(const struct line *line)
{
    return line->plan->stop != NULL && atomic_load(line->plan->stop);
}

static bool is_over(const struct line *line)
{
    return line->fatal.code != ERR_NONE || stopped(line);
}

static struct job *job_at(struct line *line, size_t at)
{
    return &line->job[at % line->room];
}

/* --- threads --- */

/* What a thread does with a job; an error stays in the job. */
static void code(const struct ingest_plan *plan,
                 const struct flow_worker *worker, struct job *job)
{
    const struct flow_input input = {&job->piece, plan->stop};

    if (flow_read(plan->flow, worker, &input, &job->reading, &job->err)) {
        flow_mean(plan->flow, &job->reading);
    } else {
        job->reading = (struct reading){0};
    }
}

/* Take the next job that nobody codes yet; NULL: there is none.  Under the
 * lock. */
static struct job *next_job(struct line *line)
{
    while (line->taken < line->fed) {
        struct job *job = job_at(line, line->taken++);

        if (!job->ready) {
            return job;
        }
    }
    return NULL;
}

/* Code a job that was taken; the lock is let go meanwhile. */
static void do_job(struct line *line, const struct flow_worker *worker,
                   struct job *job)
{
    pthread_mutex_unlock(&line->lock);
    code(line->plan, worker, job);
    pthread_mutex_lock(&line->lock);
    job->ready = true;
    pthread_cond_signal(&line->ready);
}

/* A thread: code jobs until the line closes. */
static void *work(void *context)
{
    struct line *line = context;
    struct flow_worker worker = flow_worker_new(line->plan->flow);

    pthread_mutex_lock(&line->lock);
    while (!line->closing) {
        struct job *job = next_job(line);

        if (job != NULL) {
            do_job(line, &worker, job);
        } else {
            pthread_cond_wait(&line->work, &line->lock);
        }
    }
    pthread_mutex_unlock(&line->lock);
    flow_worker_release(&worker);
    return NULL;
}

/* The calling thread codes, too, as long as it would have to wait. */
static void wait_ready(struct line *line, const struct job *job)
{
    pthread_mutex_lock(&line->lock);
    while (!job->ready) {
        struct job *other = next_job(line);

        if (other != NULL) {
            do_job(line, &line->worker, other);
        } else {
            pthread_cond_wait(&line->ready, &line->lock);
        }
    }
    pthread_mutex_unlock(&line->lock);
}

/* --- the end of the line: commit and tell --- */

static void tell(struct line *line, const struct job *job,
                 enum ingest_outcome outcome)
{
    struct ingest_counts *counts = line->counts;
    size_t unread = line->plan->inputs->len - line->file;
    struct ingest_event event = {
        .input = job->input,
        .outcome = outcome,
        .receipt = job->receipt,
        .why = job->pass != NULL           ? job->pass
               : job->err.code != ERR_NONE ? job->err.text
                                           : NULL,
        .total = line->fed + (unread != 0 ? unread - 1 : 0)};

    counts->outcome[outcome]++;
    if (outcome != INGEST_SAME && event.why == NULL &&
        !reading_is_coded(&job->reading)) {
        event.note = "not English: kept, not coded";
        counts->foreign++;
    }
    if (outcome == INGEST_ADDED || outcome == INGEST_COPY ||
        outcome == INGEST_VERSION) {
        counts->quotes += job->receipt.quotes;
        counts->acts += job->receipt.acts;
    }
    if (line->plan->tell != NULL) {
        line->plan->tell(line->plan->context, &event);
    }
}

/* Whether an error of record_add() is the dossier's, not the report's. */
static bool ends_the_run(const struct err *err)
{
    return err->code == ERR_IO || err->code == ERR_BUSY ||
           err->code == ERR_INTEGRITY;
}

static enum ingest_outcome outcome_of(const struct record_receipt *receipt)
{
    if (receipt->result == RECORD_SAME) {
        return INGEST_SAME;
    }
    if (receipt->copied[0] == '\0') {
        return INGEST_ADDED;
    }
    return strcmp(receipt->copied, "version") == 0 ? INGEST_VERSION
                                                   : INGEST_COPY;
}

/* Settle a job that is ready. */
static void commit(struct line *line, struct job *job)
{
    struct record_entry entry = {
        .report = &job->reading.report,
        .bytes = piece_source(&job->piece),
        .coding = &job->reading.coding,
        .model = lang_model_name(flow_model(line->plan->flow)),
        .copies = flow_copies(line->plan->flow),
        .ties = flow_ties(line->plan->flow),
        .meant = job->reading.meant,
        .meants = job->reading.meants,
        .tables = flow_tables(line->plan->flow)};

    if (job->known) {
        tell(line, job, INGEST_SAME);
    } else if (job->pass != NULL || job->err.code == ERR_EMPTY) {
        tell(line, job, INGEST_PASSED);
    } else if (job->err.code != ERR_NONE) {
        tell(line, job, INGEST_FAILED);
    } else if (record_add(line->plan->record, &entry, &job->receipt,
                          &job->err)) {
        tell(line, job, outcome_of(&job->receipt));
    } else {
        tell(line, job, INGEST_FAILED);
        if (ends_the_run(&job->err)) {
            line->fatal = job->err;
        }
    }
}

static void job_release(struct job *job)
{
    reading_release(&job->reading);
    arena_release(&job->arena);
}

/* The place of the settled job is free for another.  A job that was ready
 * from the start may not have been looked at by any thread yet: none may look
 * at its place now, for the one that comes there is not this one. */
static void pass_on(struct line *line)
{
    pthread_mutex_lock(&line->lock);
    line->done++;
    if (line->taken < line->done) {
        line->taken = line->done;
    }
    pthread_mutex_unlock(&line->lock);
}

/* Wait for the oldest job and settle it; with a run that is over nothing
 * more is committed. */
static void settle(struct line *line)
{
    struct job *job = job_at(line, line->done);

    wait_ready(line, job);
    if (is_over(line)) {
        line->lost++;
    } else {
        commit(line, job);
    }
    job_release(job);
    pass_on(line);
}

/* --- the beginning of the line --- */

/* An empty job at the end of the ring, which is made room for. */
static struct job *new_job(struct line *line, struct slice name)
{
    struct job *job;

    while (line->fed - line->done >= line->room) {
        settle(line);
    }
    job = job_at(line, line->fed);
    *job = (struct job){0};
    job->input = arena_copy(&job->arena, name).ptr;
    return job;
}

static void feed(struct line *line)
{
    pthread_mutex_lock(&line->lock);
    line->fed++;
    pthread_cond_signal(&line->work);
    pthread_mutex_unlock(&line->lock);
}

/* What was fetched has an address, and perhaps a charset. */
static void add_place(const struct line *line, struct job *job)
{
    struct slice media = slice_of(line->page.media);
    size_t at = slice_find(media, SLICE("charset="));

    if (job->piece.url.len == 0 && line->page.url != NULL) {
        job->piece.url = arena_copy(&job->arena, slice_of(line->page.url));
    }
    if (job->piece.encoding.len == 0 && at < media.len) {
        at += strlen("charset=");
        job->piece.encoding = arena_copy(
            &job->arena, (struct slice){media.ptr + at, media.len - at});
    }
}

/* Ask the dossier for a piece: one that is there is settled at once. */
static bool take(void *user, const struct piece *piece, struct err *err)
{
    struct line *line = user;
    struct job *job = new_job(line, piece->name);
    char digest[SHA256_HEX + 1];

    sha256_hex(piece_source(piece), digest);
    if (is_over(line) || !record_has(line->plan->record, digest, &job->known,
                                     &job->receipt, &line->fatal)) {
        job_release(job);
        *job = (struct job){0};
        return err_set(err, ERR_BUSY, "stopped");
    }
    job->ready = job->known;
    if (!job->known) {
        job->piece = piece_copy(&job->arena, piece);
        add_place(line, job);
    }
    feed(line);
    return true;
}

static void pass(void *user, struct slice name, const char *why)
{
    struct line *line = user;
    struct job *job = new_job(line, name);

    job->pass = arena_strdup(&job->arena, why);
    job->ready = true;
    feed(line);
}

static void fail(void *user, struct slice name, const struct err *why)
{
    struct line *line = user;
    struct job *job = new_job(line, name);

    job->err = *why;
    job->ready = true;
    feed(line);
}

static bool read_bytes(struct line *line, const struct input *input,
                       struct arena *arena, struct buf *bytes, struct err *err)
{
    const char *path = input->path;

    line->page = (struct fetched){0};
    if (input->url) {
        if (!fetch_get(path, &line->page, arena, err)) {
            return false;
        }
        *bytes = line->page.bytes;
        return true;
    }
    return strcmp(path, "-") == 0
               ? file_read_fd(STDIN_FILENO, "standard input", CAP_INPUT_BYTES,
                              bytes, err)
               : file_read(path, CAP_INPUT_BYTES, bytes, err);
}

/* Take one file apart.  A file that fails as a whole is told as failed, also
 * after some of its pieces. */
static void read_file(struct line *line, const struct input *input)
{
    const struct piece_sink sink = {.user = line,
                                    .map = line->plan->map,
                                    .choosy = input->found,
                                    .take = take,
                                    .pass = pass,
                                    .fail = fail};
    struct slice name = slice_of(input->path);
    struct err err = input->err;
    struct arena arena = {0};
    struct buf bytes = {0};
    size_t before = line->fed;

    if (err.code == ERR_NONE && read_bytes(line, input, &arena, &bytes, &err) &&
        flow_pieces(line->plan->flow, name, buf_slice(&bytes), &sink, &arena,
                    &err) &&
        line->fed == before) {
        pass(line, name, "there is nothing in it");
    }
    if (err.code != ERR_NONE && !is_over(line)) {
        fail(line, name, &err);
    }
    arena_release(&arena);
    buf_release(&bytes);
}

static void run(struct line *line)
{
    const struct inputs *inputs = line->plan->inputs;

    while (line->file < inputs->len) {
        read_file(line, &inputs->item[line->file]);
        if (is_over(line)) {
            break;
        }
        line->file++;
    }
    while (line->done < line->fed) {
        settle(line);
    }
}

static void line_open(struct line *line, const struct ingest_plan *plan,
                      struct ingest_counts *counts, size_t threads)
{
    *line = (struct line){
        .plan = plan, .counts = counts, .room = threads * AHEAD + 1};
    line->job = mem_alloc(line->room, sizeof *line->job);
    line->worker = flow_worker_new(plan->flow);
    pthread_mutex_init(&line->lock, NULL);
    pthread_cond_init(&line->work, NULL);
    pthread_cond_init(&line->ready, NULL);
}

static void line_close(struct line *line, pthread_t *thread, size_t threads)
{
    pthread_mutex_lock(&line->lock);
    line->closing = true;
    pthread_cond_broadcast(&line->work);
    pthread_mutex_unlock(&line->lock);
    for (size_t i = 0; i < threads; i++) {
        pthread_join(thread[i], NULL);
    }
    flow_worker_release(&line->worker);
    free(line->job);
    pthread_cond_destroy(&line->ready);
    pthread_cond_destroy(&line->work);
    pthread_mutex_destroy(&line->lock);
}

bool ingest_run(const struct ingest_plan *plan, struct ingest_counts *counts,
                struct err *err)
{
    size_t threads =
        plan->threads < MOST_THREADS ? plan->threads : MOST_THREADS;
    pthread_t thread[MOST_THREADS];
    struct line line;
    size_t started = 0;

    *counts = (struct ingest_counts){0};
    line_open(&line, plan, counts, threads);
    /* The calling thread is one of them, so fewer are no failure. */
    while (started + 1 < threads &&
           pthread_create(&thread[started], NULL, work, &line) == 0) {
        started++;
    }
    run(&line);
    counts->untried = plan->inputs->len - line.file + line.lost;
    line_close(&line, thread, started);
    if (line.fatal.code != ERR_NONE) {
        *err = line.fatal;
        return false;
    }
    return true;
}

size_t ingest_added(const struct ingest_counts *counts)
{
    return counts->outcome[INGEST_ADDED] + counts->outcome[INGEST_VERSION] +
           counts->outcome[INGEST_COPY];
}

const char *ingest_outcome_name(enum ingest_outcome outcome)
{
    static const char *const name[] = {
#define X(code, text) text,
        INGEST_OUTCOME_MAP(X)
#undef X
    };

    return name[outcome];
}

size_t ingest_cores(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    return cores > 0 ? (size_t)cores : 1;
}
