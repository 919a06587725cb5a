#include "acts/units.h"

void units_passage(const struct analysis *doc, struct arena *arena,
                   struct reader_passage *passage)
{
    struct span *word = arena_alloc(arena, doc->len + 1, sizeof *word);
    bool *starts = arena_alloc(arena, doc->len + 1, sizeof *starts);

    for (size_t i = 0; i < doc->len; i++) {
        word[i] = (struct span){doc->token[i].start, doc->token[i].end};
        starts[i] = doc->token[i].sent_start == 1;
    }
    *passage = (struct reader_passage){doc->text, word, starts, doc->len};
}
