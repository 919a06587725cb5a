/* Any bytes as JSON or a table of reports. */
#include "page/rows/rows.h"
#include "pieces.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice bytes = {(const char *)data, size};

    pieces_run(json_is(bytes) ? json_pieces : table_pieces, bytes);
    return 0;
}
