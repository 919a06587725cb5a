/* Any bytes as a web archive: plain, packed, or of the ZIP kind. */
#include "page/warc/warc.h"
#include "pieces.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice bytes = {(const char *)data, size};

    pieces_run(slice_starts(bytes, "PK") ? wacz_pieces : warc_pieces, bytes);
    return 0;
}
