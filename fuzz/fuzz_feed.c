/* Any bytes as a feed. */
#include "page/feed/feed.h"
#include "pieces.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pieces_run(feed_pieces, (struct slice){(const char *)data, size});
    return 0;
}
