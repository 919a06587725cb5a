/* Any bytes as a mail, and as a mailbox. */
#include "page/mail/mail.h"
#include "pieces.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice bytes = {(const char *)data, size};

    (void)eml_is(bytes);
    pieces_run(mbox_is(bytes) ? mbox_pieces : eml_pieces, bytes);
    return 0;
}
