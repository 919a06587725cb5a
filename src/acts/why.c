#include "acts/why.h"

#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

void why_add(struct whys *whys, const char *fmt, ...)
{
    char text[512];
    va_list args;

    if (whys->len == WHY_MAX) {
        return;
    }
    va_start(args, fmt);
    (void)vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    whys->item[whys->len++] = arena_strdup(whys->arena, text);
}
