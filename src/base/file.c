#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024, REASON = 128 };

static bool fail(struct err *err, const char *path, const char *what)
{
    char reason[REASON];

    return err_set(err, ERR_IO, "%s: %s: %s", path, what,
                   err_errno(errno, reason, sizeof reason));
}

bool file_read_fd(int fd, const char *name, size_t cap, struct buf *out,
                  struct err *err)
{
    size_t start = out->len;
    char chunk[CHUNK];

    for (;;) {
        ssize_t got = read(fd, chunk, sizeof chunk);

        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail(err, name, "cannot read");
        }
        if (got == 0) {
            return true;
        }
        if (out->len - start + (size_t)got > cap) {
            return err_set(err, ERR_LIMIT, "%s: larger than %zu bytes", name,
                           cap);
        }
        buf_add(out, chunk, (size_t)got);
    }
}

static bool check_kind(const struct stat *st, const char *path, struct err *err)
{
    if (S_ISDIR(st->st_mode)) {
        return err_set(err, ERR_IO, "%s: is a directory", path);
    }
    if (!S_ISREG(st->st_mode)) {
        return err_set(err, ERR_IO,
                       "%s: is not a regular file (a pipe, socket or device)",
                       path);
    }
    return true;
}

bool file_read(const char *path, size_t cap, struct buf *out, struct err *err)
{
    struct stat st;
    bool ok;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0) {
        return fail(err, path, "cannot open");
    }
    ok = fstat(fd, &st) == 0 || fail(err, path, "cannot stat");
    ok = ok && check_kind(&st, path, err);
    if (ok && (unsigned long long)st.st_size > cap) {
        ok = err_set(err, ERR_LIMIT, "%s: larger than %zu bytes", path, cap);
    }
    ok = ok && file_read_fd(fd, path, cap, out, err);
    (void)close(fd);
    return ok;
}

static bool write_all(int fd, struct slice content)
{
    while (content.len != 0) {
        ssize_t put = write(fd, content.ptr, content.len);

        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return false;
        }
        content.ptr += put;
        content.len -= (size_t)put;
    }
    return true;
}

bool file_write(const char *path, struct slice content, struct err *err)
{
    struct buf temp = {0};
    bool ok;
    int fd;

    buf_printf(&temp, "%s.%ld.tmp", path, (long)getpid());
    fd = open(temp.ptr, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) {
        (void)fail(err, path, "cannot create");
        buf_release(&temp);
        return false;
    }
    ok = write_all(fd, content) && fsync(fd) == 0;
    ok = close(fd) == 0 && ok && rename(temp.ptr, path) == 0;
    if (!ok) {
        (void)fail(err, path, "cannot write");
        (void)unlink(temp.ptr);
    }
    buf_release(&temp);
    return ok;
}

bool file_exists(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0;
}
