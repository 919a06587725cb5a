/* source.c - inputs as they are kept: packed by zlib. */
#include "base/caps.h"
#include "base/mem.h"
#include "record/db_int.h"

#include <stdlib.h>
#include <zlib.h>

bool source_unpack(struct slice packed, size_t size, struct buf *out)
{
    uLongf len = (uLongf)size;
    char *bytes;
    bool ok;

    if (packed.ptr == NULL || size > CAP_INPUT_BYTES) {
        return false;
    }
    bytes = mem_alloc(size, 1);
    ok = uncompress((Bytef *)bytes, &len, (const Bytef *)packed.ptr,
                    (uLong)packed.len) == Z_OK &&
         len == size;
    if (ok) {
        buf_add(out, bytes, size);
    }
    free(bytes);
    return ok;
}
