/* Any bytes as Markdown and as an export of a news database. */
#include "page/office/office.h"
#include "pieces.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice bytes = {(const char *)data, size};

    (void)markdown_is(bytes);
    pieces_run(markdown_pieces, bytes);
    if (news_page_is(bytes)) {
        pieces_run(news_page_pieces, bytes);
    } else if (news_text_is(bytes)) {
        pieces_run(news_text_pieces, bytes);
    }
    return 0;
}
