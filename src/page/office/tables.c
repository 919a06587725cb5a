#include "page/office/tables.h"

#include "base/mem.h"

#include <stdlib.h>

struct office_tables *office_tables_open(const char *data_dir, struct err *err)
{
    struct office_tables *tables = mem_alloc(1, sizeof *tables);

    if (!style_names_open(&tables->styles, data_dir, err) ||
        !news_words_open(&tables->news, data_dir, err) ||
        !letter_words_open(&tables->letters, data_dir, err)) {
        office_tables_close(tables);
        return NULL;
    }
    return tables;
}

void office_tables_close(struct office_tables *tables)
{
    if (tables != NULL) {
        style_names_release(&tables->styles);
        news_words_release(&tables->news);
        letter_words_release(&tables->letters);
        free(tables);
    }
}
