#include "flow/ingest.h"

#include "base/caps.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/sha256.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

/* Reports on their way for each thread: enough that none waits for another,
 * few enough that memory stays bounded. */
enum { AHEAD = 2, MOST_THREADS = 64 };

/* One report on its way. */
struct job {
    const struct input *input;
    struct buf bytes;
    struct reading reading;
    struct err err;
    bool known; /* the dossier has it: `receipt` says so */
    bool ready; /* nothing is left to do but to commit */
    struct record_receipt receipt;
};

/* A ring of jobs: [done, fed) are on their way, [taken, fed) wait for a
 * thread.  Everything below the lock is guarded by it; a job that is taken
 * and not ready belongs to its thread, any other to the caller. */
struct line {
    const struct ingest_plan *plan;
    struct job *job;
    size_t room;
    size_t done; /* only the calling thread uses it */

    pthread_mutex_t lock;
    pthread_cond_t work;  /* a job was fed, or the line closes */
    pthread_cond_t ready; /* a job became ready */
    size_t fed;
    size_t taken;
    bool closing;
};

static void *work(void *context);
static void prepare(struct line *line, struct job *job, struct err *err);
static bool commit(struct line *line, struct job *job,
                   struct ingest_counts *counts, struct err *err);

static bool stopped(const struct line *line)
{
    return line->plan->stop != NULL && atomic_load(line->plan->stop);
}

static struct job *job_at(struct line *line, size_t at)
{
    return &line->job[at % line->room];
}

/* Fill the ring as far as it has room. */
static bool feed(struct line *line, struct err *err)
{
    const struct inputs *inputs = line->plan->inputs;
    size_t fed = line->fed;

    while (fed < inputs->len && fed - line->done < line->room &&
           !stopped(line)) {
        struct job *job = job_at(line, fed);

        *job = (struct job){.input = &inputs->item[fed]};
        prepare(line, job, err);
        if (err->code != ERR_NONE) {
            return false;
        }
        pthread_mutex_lock(&line->lock);
        line->fed = ++fed;
        pthread_cond_signal(&line->work);
        pthread_mutex_unlock(&line->lock);
    }
    return true;
}

/* Read the file and ask the dossier for it: what can be settled without
 * coding is ready at once.  `err` is set only if the dossier fails. */
static void prepare(struct line *line, struct job *job, struct err *err)
{
    const char *path = job->input->path;
    char digest[SHA256_HEX + 1];
    bool ok = true;

    job->err = job->input->err;
    if (job->err.code == ERR_NONE && strcmp(path, "-") == 0) {
        ok = file_read_fd(STDIN_FILENO, "standard input", CAP_INPUT_BYTES,
                          &job->bytes, &job->err);
    } else if (job->err.code == ERR_NONE) {
        ok = file_read(path, CAP_INPUT_BYTES, &job->bytes, &job->err);
    }
    if (ok && job->err.code == ERR_NONE) {
        sha256_hex(buf_slice(&job->bytes), digest);
        if (!record_has(line->plan->record, digest, &job->known, &job->receipt,
                        err)) {
            buf_release(&job->bytes);
            return;
        }
    }
    job->ready = job->known || job->err.code != ERR_NONE;
    if (job->ready) {
        buf_release(&job->bytes);
    }
}

/* What a thread does with a job; an error stays in the job. */
static void code(const struct ingest_plan *plan, struct lang_worker *worker,
                 struct job *job)
{
    const struct flow_input input = {slice_of(job->input->path),
                                     buf_slice(&job->bytes), plan->stop};

    if (!flow_read(plan->flow, worker, &input, &job->reading, &job->err)) {
        job->reading = (struct reading){0};
    }
}

/* A thread: take the next job, code it, say that it is ready. */
static void *work(void *context)
{
    struct line *line = context;
    const struct ingest_plan *plan = line->plan;
    struct lang_worker *worker = lang_worker_new(flow_model(plan->flow));

    pthread_mutex_lock(&line->lock);
    for (;;) {
        struct job *job = NULL;

        while (line->taken == line->fed && !line->closing) {
            pthread_cond_wait(&line->work, &line->lock);
        }
        if (line->closing) {
            break;
        }
        job = job_at(line, line->taken++);
        if (job->ready) {
            continue;
        }
        pthread_mutex_unlock(&line->lock);
        code(plan, worker, job);
        pthread_mutex_lock(&line->lock);
        job->ready = true;
        pthread_cond_signal(&line->ready);
    }
    pthread_mutex_unlock(&line->lock);
    lang_worker_free(worker);
    return NULL;
}

static void wait_ready(struct line *line, const struct job *job)
{
    pthread_mutex_lock(&line->lock);
    while (!job->ready) {
        pthread_cond_wait(&line->ready, &line->lock);
    }
    pthread_mutex_unlock(&line->lock);
}

static void tell(const struct line *line, const struct job *job,
                 enum ingest_outcome outcome, struct ingest_counts *counts)
{
    struct ingest_event event = {.input = job->input->path,
                                 .outcome = outcome,
                                 .receipt = job->receipt,
                                 .err = &job->err};

    counts->outcome[outcome]++;
    if (outcome == INGEST_ADDED) {
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

/* Settle a job that is ready.  False if the run cannot go on. */
static bool commit(struct line *line, struct job *job,
                   struct ingest_counts *counts, struct err *err)
{
    struct record_entry entry = {
        .report = &job->reading.report,
        .bytes = buf_slice(&job->bytes),
        .coding = &job->reading.coding,
        .model = lang_model_name(flow_model(line->plan->flow)),
        .copies = flow_copies(line->plan->flow)};

    if (job->known) {
        tell(line, job, INGEST_SAME, counts);
    } else if (job->err.code != ERR_NONE) {
        tell(line, job, INGEST_FAILED, counts);
    } else if (record_add(line->plan->record, &entry, &job->receipt,
                          &job->err)) {
        tell(line, job,
             job->receipt.result == RECORD_ADDED ? INGEST_ADDED : INGEST_SAME,
             counts);
    } else {
        tell(line, job, INGEST_FAILED, counts);
        if (ends_the_run(&job->err)) {
            *err = job->err;
            return false;
        }
    }
    return true;
}

static void job_release(struct job *job)
{
    reading_release(&job->reading);
    buf_release(&job->bytes);
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

/* Feed and commit until the end of the list, a stop or an error. */
static bool run(struct line *line, struct ingest_counts *counts,
                struct err *err)
{
    while (line->done < line->plan->inputs->len && !stopped(line)) {
        struct job *job = job_at(line, line->done);
        bool ok = feed(line, err);

        if (line->done == line->fed) {
            return ok;
        }
        wait_ready(line, job);
        if (stopped(line) && job->err.code == ERR_BUSY) {
            return true; /* was given up half way */
        }
        ok = commit(line, job, counts, err) && ok;
        job_release(job);
        pass_on(line);
        if (!ok) {
            return false;
        }
    }
    return true;
}

static void line_open(struct line *line, const struct ingest_plan *plan,
                      size_t threads)
{
    *line = (struct line){.plan = plan, .room = threads * AHEAD};
    line->job = mem_alloc(line->room, sizeof *line->job);
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
    for (size_t i = 0; i < line->room; i++) {
        job_release(&line->job[i]);
    }
    free(line->job);
    pthread_cond_destroy(&line->ready);
    pthread_cond_destroy(&line->work);
    pthread_mutex_destroy(&line->lock);
}

bool ingest_run(const struct ingest_plan *plan, struct ingest_counts *counts,
                struct err *err)
{
    size_t threads =
        plan->threads < plan->inputs->len ? plan->threads : plan->inputs->len;
    pthread_t thread[MOST_THREADS];
    struct line line;
    size_t started = 0;
    bool ok = true;

    *counts = (struct ingest_counts){0};
    threads = threads < MOST_THREADS ? threads : MOST_THREADS;
    line_open(&line, plan, threads);
    while (started < threads &&
           pthread_create(&thread[started], NULL, work, &line) == 0) {
        started++;
    }
    if (started != 0) {
        ok = run(&line, counts, err);
    } else if (threads != 0) {
        ok = err_set(err, ERR_INTERNAL, "no thread could be started");
    }
    counts->untried = plan->inputs->len - line.done;
    line_close(&line, thread, started);
    return ok;
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
