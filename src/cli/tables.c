#include "cli/tables.h"

#include "base/buf.h"
#include "flow/places.h"

bool tables_open(struct tables *tables, struct err *err)
{
    struct buf data = {0};
    bool ok;

    *tables = (struct tables){0};
    ok = places_data(&data, err) &&
         stances_open(&tables->stances, data.ptr, err) &&
         figures_open(&tables->figures, data.ptr, err);
    buf_release(&data);
    if (!ok) {
        tables_close(tables);
    }
    return ok;
}

void tables_close(struct tables *tables)
{
    stances_free(tables->stances);
    figures_free(tables->figures);
    *tables = (struct tables){0};
}
