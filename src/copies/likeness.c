#include "copies/likeness.h"

#include "copies/align.h"
#include "copies/phrases.h"

static enum copy_kind judge(const struct likeness *like,
                            const struct copies_lists *lists);

void likeness_find(struct likeness *like, const struct copies_lists *lists,
                   const struct words *a, const struct words *b,
                   struct arena *arena)
{
    struct common common;

    *like = (struct likeness){0};
    if (a->len == 0 || b->len == 0) {
        like->kind = a->len == b->len ? COPY_SAME : COPY_NONE;
        return;
    }
    phrases_compare(like, &common, a, b, arena);
    like->kind = judge(like, lists);
    if (like->kind < COPY_REPRINT || like->kept < lists->at.reprint_kept) {
        align_compare(like, lists, a, b, &common, arena);
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

/* A rewriter keeps what was said word for word; a translator cannot. */
static bool is_translated(const struct likeness *like,
                          const struct copies_thresholds *at)
{
    if ((double)like->quoted >= at->quoted_words) {
        return (double)like->quoted_kept <
               at->quoted_kept * (double)like->quoted;
    }
    return most(like->share) < at->rewrite_phrases;
}

static enum copy_kind judge(const struct likeness *like,
                            const struct copies_lists *lists)
{
    const struct copies_thresholds *at = &lists->at;
    bool has_phrases = most(like->share) >= at->reprint_share &&
                       least(like->share) >= at->reprint_own &&
                       (double)like->words >= at->reprint_words;
    bool is_told = (double)like->sentences >= at->sentences_least &&
                   like->order >= at->order_least &&
                   least(like->told) >= at->reprint_own &&
                   most(like->told) >= (most(like->share) >= at->rewrite_phrases
                                            ? at->rewrite_share
                                            : at->translation_share);

    if (least(like->share) >= at->same_share) {
        return COPY_SAME;
    }
    if (has_phrases && (!is_told || like->kept >= at->reprint_kept)) {
        return COPY_REPRINT;
    }
    if (!is_told) {
        return COPY_NONE;
    }
    return is_translated(like, at) ? COPY_TRANSLATION : COPY_REWRITE;
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
