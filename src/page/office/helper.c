#include "page/office/helper.h"

#include "base/caps.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATH_BYTES = 1024, MOST_ARGUMENTS = 16, FIRST_FILE = 3 };

#define HELPER_MEMORY ((rlim_t)2 << 30)

/* Write the program's place into `path`; false if there is none. */
static bool find_program(const char *program, char path[PATH_BYTES])
{
    const char *list = getenv("PATH");

    while (list != NULL && *list != '\0') {
        size_t len = strcspn(list, ":");

        if (list[0] == '/' && len + strlen(program) + 2 < PATH_BYTES) {
            (void)snprintf(path, PATH_BYTES, "%.*s/%s", (int)len, list,
                           program);
            if (access(path, X_OK) == 0) {
                return true;
            }
        }
        list += len + (list[len] == ':');
    }
    return false;
}

bool helper_found(const char *program)
{
    char path[PATH_BYTES];

    return find_program(program, path);
}

/* A file without a name that holds `input`, at its start. */
static int open_input(struct slice input)
{
    FILE *file = tmpfile();
    int copy = -1;

    if (file != NULL) {
        if (fwrite(input.ptr, 1, input.len, file) == input.len &&
            fflush(file) == 0) {
            copy = dup(fileno(file));
        }
        (void)fclose(file);
    }
    if (copy >= 0 && lseek(copy, 0, SEEK_SET) != 0) {
        (void)close(copy);
        copy = -1;
    }
    return copy;
}

static void limit(int what, rlim_t most)
{
    const struct rlimit cap = {most, most};

    (void)setrlimit(what, &cap);
}

/* In the child: only calls that are safe between fork and exec. */
_Noreturn static void become(const char *path, char *const *argument, int in,
                             int out, int nothing)
{
    static char lang[] = "LC_ALL=C";
    char *environment[] = {lang, NULL};
    long files = sysconf(_SC_OPEN_MAX);

    (void)dup2(in, STDIN_FILENO);
    (void)dup2(out, STDOUT_FILENO);
    (void)dup2(nothing, STDERR_FILENO);
    for (int i = FIRST_FILE; i < (files > 4096 ? 4096 : (int)files); i++) {
        (void)close(i);
    }
    limit(RLIMIT_AS, HELPER_MEMORY);
    limit(RLIMIT_CPU, CAP_HELPER_SECONDS);
    limit(RLIMIT_CORE, 0);
    (void)execve(path, argument, environment);
    _exit(127);
}

static pid_t start(const char *path, const char *const *argument, int in,
                   int out)
{
    char *copy[MOST_ARGUMENTS + 1] = {NULL};
    int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    pid_t child;

    for (int i = 0; i < MOST_ARGUMENTS && argument[i] != NULL; i++) {
        copy[i] = strdup(argument[i]);
    }
    child = nothing >= 0 ? fork() : -1;
    if (child == 0) {
        become(path, copy, in, out, nothing);
    }
    for (int i = 0; i < MOST_ARGUMENTS; i++) {
        free(copy[i]);
    }
    if (nothing >= 0) {
        (void)close(nothing);
    }
    return child;
}

static long now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Read what it writes until it ends, or a limit is reached. */
static bool gather(int from, struct buf *out, const char *program,
                   struct err *err)
{
    long until = now() + CAP_HELPER_SECONDS * 1000L;
    size_t begin = out->len;
    char chunk[16384];

    for (;;) {
        struct pollfd wait = {from, POLLIN, 0};
        long left = until - now();
        ssize_t got;

        if (left <= 0) {
            return err_set(err, ERR_LIMIT, "%s took over %d seconds", program,
                           CAP_HELPER_SECONDS);
        }
        if (poll(&wait, 1, (int)left) < 0 && errno != EINTR) {
            return err_set(err, ERR_IO, "%s cannot be read", program);
        }
        if (wait.revents == 0) {
            continue;
        }
        got = read(from, chunk, sizeof chunk);
        if (got == 0) {
            return true;
        }
        if (got > 0) {
            buf_add(out, chunk, (size_t)got);
        } else if (errno != EINTR) {
            return err_set(err, ERR_IO, "%s cannot be read", program);
        }
        if (out->len - begin > CAP_HELPER_BYTES) {
            return err_set(err, ERR_LIMIT, "%s wrote over %zu bytes", program,
                           (size_t)CAP_HELPER_BYTES);
        }
    }
}

/* Wait for the child; one that is not wanted any more is ended. */
static bool finish(pid_t child, bool wanted, const char *program,
                   struct err *err)
{
    int status = 0;

    if (!wanted) {
        (void)kill(child, SIGKILL);
    }
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return err_set(err, ERR_IO, "%s got lost", program);
        }
    }
    if (wanted && (!WIFEXITED(status) || WEXITSTATUS(status) != 0)) {
        return err_set(err, ERR_SYNTAX, "%s cannot read it", program);
    }
    return wanted;
}

bool helper_run(const char *const *argument, struct slice input,
                struct buf *out, struct err *err)
{
    char path[PATH_BYTES];
    int pipes[2] = {-1, -1};
    int in;
    pid_t child = -1;
    bool ok;

    if (!find_program(argument[0], path)) {
        return err_set(err, ERR_MISSING, "%s is not installed", argument[0]);
    }
    in = open_input(input);
    if (in >= 0 && pipe(pipes) == 0) {
        child = start(path, argument, in, pipes[1]);
        (void)close(pipes[1]);
    }
    if (in >= 0) {
        (void)close(in);
    }
    ok = child > 0 && gather(pipes[0], out, argument[0], err);
    if (pipes[0] >= 0) {
        (void)close(pipes[0]);
    }
    return child > 0
               ? finish(child, ok, argument[0], err)
               : err_set(err, ERR_IO, "%s cannot be started", argument[0]);
}
