/* Any bytes as RTF. */
#include "page/office/office.h"
#include "pieces.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pieces_run(rtf_pieces, (struct slice){(const char *)data, size});
    return 0;
}
