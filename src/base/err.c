#include "base/err.h"

#include <stdio.h>
#include <string.h>

bool err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
    va_list args;

    if (err == NULL || err->code != ERR_NONE) {
        return false;
    }
    err->code = code;
    va_start(args, fmt);
    (void)vsnprintf(err->text, sizeof err->text, fmt, args);
    va_end(args);
    return false;
}

bool err_prefix(struct err *err, const char *prefix)
{
    char old[sizeof err->text];

    if (err == NULL || err->code == ERR_NONE) {
        return false;
    }
    memcpy(old, err->text, sizeof old);
    (void)snprintf(err->text, sizeof err->text, "%.200s: %.300s", prefix, old);
    return false;
}

const char *err_name(enum err_code code)
{
    static const char *const name[] = {
#define X(code, name) name,
        ERR_MAP(X)
#undef X
    };

    return (size_t)code < sizeof name / sizeof name[0] ? name[code] : "?";
}

const char *err_errno(int errnum, char *buf, unsigned long len)
{
    if (strerror_r(errnum, buf, len) != 0) {
        (void)snprintf(buf, len, "error %d", errnum);
    }
    return buf;
}
