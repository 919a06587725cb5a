#include "copies/likeness.h"

#include "copies/align.h"
#include "copies/phrases.h"

static enum copy_kind judge(const struct likeness *like,
                            const struct copies_lists *lists);

void likeness_find(struct likeness *like, const struct copies_lists *lists,
                   const struct words *a, const struct words *b,
                   struct arena *arena)
{
    *like = (struct likeness){0};
    if (a->len == 0 || b->len == 0) {
        like->kind = a->len == b->len ? COPY_SAME : COPY_NONE;
        return;
    }
    phrases_compare(like, a, b, arena);
    like->kind = judge(like, lists);
    if (like->kind < COPY_REPRINT) {
        align_compare(like, lists, a, b, arena);
        like->kind = judge(like, lists);
    }
}

static double least(const double pair[2])
{
    return pair[0] < pair[1] ? pair[0] : pair[1];
}

static double most(const double pair[2])
{
    return pair[0] < pair[1] ? pair[1] : pair[0];
}

static enum copy_kind judge(const struct likeness *like,
                            const struct copies_lists *lists)
{
    const struct copies_thresholds *at = &lists->at;

    if (least(like->share) >= at->same_share) {
        return COPY_SAME;
    }
    if (most(like->share) >= at->reprint_share &&
        least(like->share) >= at->reprint_own &&
        (double)like->words >= at->reprint_words) {
        return COPY_REPRINT;
    }
    if ((double)like->sentences < at->sentences_least ||
        like->order < at->order_least) {
        return COPY_NONE;
    }
    if (most(like->told) >= at->rewrite_share &&
        most(like->share) >= at->rewrite_phrases) {
        return COPY_REWRITE;
    }
    return most(like->told) >= at->translation_share ? COPY_TRANSLATION
                                                     : COPY_NONE;
}

static const char *const kind_name[] = {
#define X(code, name) name,
    COPY_KIND_MAP(X)
#undef X
};

const char *copy_kind_name(enum copy_kind kind)
{
    return kind_name[kind];
}

enum copy_kind copy_kind_of(struct slice name)
{
    for (int kind = COPY_TRANSLATION; kind <= COPY_VERSION; kind++) {
        if (slice_is(name, kind_name[kind])) {
            return (enum copy_kind)kind;
        }
    }
    return COPY_NONE;
}
