#include "cli/sink.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/term.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ENOUGH = 1 << 16 };

static bool fail(const struct sink *sink, int errnum, struct err *err)
{
    char why[128];

    return err_set(err, ERR_IO, "%.300s: %s",
                   sink->path != NULL ? sink->path : "standard output",
                   err_errno(errnum, why, sizeof why));
}

static bool open_draft(struct sink *sink, struct err *err)
{
    struct buf name = {0};

    buf_printf(&name, "%s.XXXXXX", sink->path);
    sink->draft = mem_copy(name.ptr, name.len);
    buf_release(&name);
    sink->fd = mkstemp(sink->draft);
    if (sink->fd < 0) {
        int errnum = errno;

        free(sink->draft);
        sink->draft = NULL;
        return fail(sink, errnum, err);
    }
    return true;
}

bool sink_open(struct sink *sink, const char *path, bool force,
               enum sink_kind kind, struct err *err)
{
    struct stat info;
    bool ok = true;

    *sink = (struct sink){.fd = STDOUT_FILENO, .kind = kind};
    if (path == NULL || strcmp(path, "-") == 0) {
        sink->terminal = isatty(STDOUT_FILENO) != 0;
        return true;
    }
    if (lstat(path, &info) == 0 && !force) {
        return err_set(err, ERR_USAGE, "%.300s exists; -f overwrites it", path);
    }
    sink->path = mem_copy(path, strlen(path));
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode)) {
        sink->fd = open(path, O_WRONLY | O_CLOEXEC); /* /dev/null, a pipe */
        ok = sink->fd >= 0 || fail(sink, errno, err);
    } else {
        ok = open_draft(sink, err);
    }
    if (!ok) {
        free(sink->path);
        sink->path = NULL;
    }
    return ok;
}

static bool put(struct sink *sink, struct slice text, struct err *err)
{
    while (text.len != 0) {
        ssize_t done = write(sink->fd, text.ptr, text.len);

        if (done < 0 && errno != EINTR) {
            return fail(sink, errno, err);
        }
        if (done > 0) {
            text.ptr += done;
            text.len -= (size_t)done;
        }
    }
    return true;
}

static bool write_out(struct sink *sink, struct err *err)
{
    struct buf safe = {0};
    bool ok = true;

    if (sink->terminal && sink->kind != SINK_SHOWN) {
        if (sink->kind == SINK_JSON) {
            term_safe_json(&safe, buf_slice(&sink->out));
        } else {
            term_safe_lines(&safe, buf_slice(&sink->out));
        }
        ok = put(sink, buf_slice(&safe), err);
        buf_release(&safe);
    } else {
        ok = put(sink, buf_slice(&sink->out), err);
    }
    buf_clear(&sink->out);
    return ok;
}

bool sink_flush(struct sink *sink, struct err *err)
{
    return sink->out.len < ENOUGH || write_out(sink, err);
}

/* The file gets the mode that an ordinary new file would have. */
static bool place(struct sink *sink, struct err *err)
{
    mode_t mask = umask(0);

    (void)umask(mask);
    if (fchmod(sink->fd, 0666 & ~mask) != 0 || fsync(sink->fd) != 0 ||
        rename(sink->draft, sink->path) != 0) {
        return fail(sink, errno, err);
    }
    return true;
}

bool sink_close(struct sink *sink, bool whole, struct err *err)
{
    bool ok = whole && write_out(sink, err);

    if (sink->draft != NULL) {
        ok = ok && place(sink, err);
        if (!ok) {
            (void)unlink(sink->draft);
        }
    }
    if (sink->path != NULL && sink->fd >= 0 && close(sink->fd) != 0 && ok) {
        ok = fail(sink, errno, err);
    }
    free(sink->path);
    free(sink->draft);
    buf_release(&sink->out);
    *sink = (struct sink){.fd = -1};
    return ok || !whole;
}
