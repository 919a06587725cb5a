#include "page/piece.h"

static struct slice copy(struct arena *arena, struct slice text)
{
    return text.ptr != NULL ? arena_copy(arena, text) : (struct slice){0};
}

struct piece piece_copy(struct arena *arena, const struct piece *piece)
{
    struct piece made = *piece;

    made.name = copy(arena, piece->name);
    made.bytes = copy(arena, piece->bytes);
    made.source = copy(arena, piece->source);
    made.encoding = copy(arena, piece->encoding);
    made.url = copy(arena, piece->url);
    made.title = copy(arena, piece->title);
    made.author = arena_alloc(arena, piece->authors, sizeof *made.author);
    for (size_t i = 0; i < piece->authors; i++) {
        made.author[i] = copy(arena, piece->author[i]);
    }
    made.outlet = copy(arena, piece->outlet);
    made.agency = copy(arena, piece->agency);
    made.section = copy(arena, piece->section);
    made.language = copy(arena, piece->language);
    made.known =
        arena_dup(arena, piece->known, piece->knowns, sizeof *piece->known);
    return made;
}
