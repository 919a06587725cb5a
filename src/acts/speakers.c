#include "acts/speakers.h"

void speakers_name(struct quotes *quotes, const struct document *document,
                   const struct mentions *mentions, struct arena *arena)
{
    (void)quotes;
    (void)document;
    (void)mentions;
    (void)arena;
}
