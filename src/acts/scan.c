/* One passage as it is read for quotes: its marks, what its tokens are. */
#include "acts/quote_parts.h"

/* The start of a pair that lost its opening mark: the sentence behind the
 * pair before, or behind the sentence that named its speaker. */
static size_t lost_start(const struct scan *scan, size_t from, size_t end)
{
    const struct analysis *doc = scan->doc;
    size_t at = from;

    if (from != 0) {
        while (at < end && strcmp(doc->token[at].tag, ".") != 0) {
            at++;
        }
        at += at < end;
    }
    while (at < end && doc->token[at].is_space) {
        at++;
    }
    return at;
}

/* The end of a pair that lost its closing mark: the comma before who said it,
 * "“The mine is closed, [the minister said]."; else its own. */
static size_t lost_end(const struct scan *scan, struct span tokens)
{
    const struct analysis *doc = scan->doc;

    for (size_t i = tokens.start; i < tokens.end; i++) {
        const struct cue *cue;
        uint32_t subject;

        if (!label_in(doc->token[i].tag, "VBD VBZ")) {
            continue;
        }
        cue = cues_find(scan->document->cues, CUE_VERB, doc->token[i].lemma);
        if (cue == NULL || cue->strength < 3 ||
            (cue->frames & FRAME_QUOTE) == 0 || i + 1 >= doc->len ||
            !label_in(doc->token[i + 1].tag, ". , IN")) {
            continue;
        }
        subject = tree_child(scan->tree, (uint32_t)i, "nsubj");
        if (subject != TREE_NONE && subject < i) {
            size_t start = tree_subtree(scan->tree, subject).start;

            if (start > tokens.start + 1 &&
                doc->token[start - 1].tag[0] == ',') {
                return start;
            }
        }
    }
    return tokens.end;
}

/* Climb to the nearest token whose depth is known, then come down again:
 * linear over all tokens.  A ring of heads ends at the length of the text. */
static void find_depth(struct scan *scan, uint32_t at)
{
    uint32_t steps = 0;
    uint32_t top = at;

    while (scan->depth[top] == 0 && tree_head(scan->tree, top) != TREE_NONE &&
           steps < scan->doc->len) {
        top = tree_head(scan->tree, top);
        steps++;
    }
    if (scan->depth[top] == 0) {
        scan->depth[top] = 1;
    }
    steps += scan->depth[top];
    while (scan->depth[at] == 0) {
        scan->depth[at] = steps--;
        at = tree_head(scan->tree, at);
    }
}

void scan_open(struct scan *scan, size_t passage, struct arena *arena)
{
    const struct document *document = scan->document;
    const struct analysis *doc = &document->doc[passage];
    size_t kept = 0;
    size_t at = 0;

    scan->passage = passage;
    scan->doc = doc;
    scan->tree = &document->tree[passage];
    scan->pairs = marks_find(doc->text, arena, &scan->pair);
    scan->pair_at = arena_alloc(arena, scan->pairs, sizeof *scan->pair_at);
    scan->pair_of = arena_alloc(arena, doc->len, sizeof *scan->pair_of);
    scan->role = arena_alloc(arena, doc->len, sizeof *scan->role);
    scan->lent = arena_alloc(arena, doc->len, sizeof *scan->lent);
    scan->depth = arena_alloc(arena, doc->len, sizeof *scan->depth);
    for (size_t i = 0; i < doc->len; i++) {
        find_depth(scan, (uint32_t)i);
    }
    for (size_t i = 0; i < scan->pairs; i++) {
        struct mark_pair pair = scan->pair[i];
        struct span tokens;

        while (at < doc->len && doc->token[at].end <= pair.at.start) {
            at++;
        }
        tokens.start = at;
        while (at < doc->len && doc->token[at].start < pair.at.end) {
            at++;
        }
        tokens.end = at;
        if (pair.no_close) {
            size_t end = lost_end(scan, tokens);

            if (end < tokens.end) {
                tokens.end = end;
                pair.at.end = doc->token[end - 1].end;
                pair.inner.end = pair.at.end;
                at = end;
            }
        }
        if (pair.no_open) {
            tokens.start = lost_start(scan, tokens.start, tokens.end);
            if (tokens.start < tokens.end) {
                pair.at.start = doc->token[tokens.start].start;
                pair.inner.start = pair.at.start;
            }
        }
        if (tokens.start >= tokens.end) {
            continue;
        }
        scan->pair[kept] = pair;
        scan->pair_at[kept++] = tokens;
        for (size_t t = tokens.start; t < tokens.end; t++) {
            scan->pair_of[t] = (uint32_t)kept;
        }
    }
    scan->pairs = kept;
}

bool token_is_punct(const struct analysis *doc, size_t at)
{
    return doc->token[at].is_space ||
           label_in(doc->token[at].tag, ", . : -LRB- -RRB- `` '' HYPH NFP");
}

const char *scan_tag(const struct scan *scan, size_t at)
{
    return at < scan->doc->len ? scan->doc->token[at].tag : "";
}

bool scan_stop(const struct scan *scan, size_t at)
{
    return strcmp(scan_tag(scan, at), ".") == 0 && scan->pair_of[at] == 0;
}

size_t scan_word(const struct scan *scan, size_t at)
{
    while (at < scan->doc->len && scan->doc->token[at].is_space) {
        at++;
    }
    return at;
}

struct span scan_trim(const struct scan *scan, struct span tokens)
{
    while (tokens.start < tokens.end && scan->pair_of[tokens.start] == 0 &&
           token_is_punct(scan->doc, tokens.start)) {
        tokens.start++;
    }
    while (tokens.start < tokens.end && scan->pair_of[tokens.end - 1] == 0 &&
           token_is_punct(scan->doc, tokens.end - 1)) {
        tokens.end--;
    }
    return tokens;
}

static void mark(const struct scan *scan, struct span tokens,
                 enum token_role role)
{
    for (size_t i = tokens.start; i < tokens.end; i++) {
        if (scan->role[i] == ROLE_NONE) {
            scan->role[i] = (unsigned char)role;
        }
    }
}

struct claim *claims_take(struct claims *claims, struct scan *scan,
                          const struct frame *frame, struct arena *arena)
{
    struct claim *claim = arena_alloc(arena, 1, sizeof *claim);

    claim->frame = *frame;
    claim->passage = scan->passage;
    mark(scan, frame->group, ROLE_CUE);
    mark(scan, frame->source, ROLE_SOURCE);
    if (claims->last != NULL) {
        claims->last->next = claim;
        claim->before = claims->last;
    } else {
        claims->first = claim;
    }
    claims->last = claim;
    claims->len++;
    return claim;
}

struct claim *claims_add(struct claims *claims, struct scan *scan,
                         const struct frame *frame, struct arena *arena)
{
    for (size_t i = frame->group.start; i < frame->group.end; i++) {
        if (scan->role[i] != ROLE_NONE) {
            return NULL;
        }
    }
    return claims_take(claims, scan, frame, arena);
}

/* The bytes of the report that content tokens cover: whole pairs of marks. */
static struct span content_bytes(const struct scan *scan, struct span tokens)
{
    const struct analysis *doc = scan->doc;
    size_t offset = scan->document->offset[scan->passage];
    size_t first = scan->pair_of[tokens.start];
    size_t last = scan->pair_of[tokens.end - 1];
    struct span at = {doc->token[tokens.start].start,
                      doc->token[tokens.end - 1].end};

    if (first != 0 && scan->pair_at[first - 1].start == tokens.start) {
        at.start = scan->pair[first - 1].at.start;
    }
    if (last != 0 && scan->pair_at[last - 1].end == tokens.end) {
        at.end = scan->pair[last - 1].at.end;
    }
    return (struct span){offset + at.start, offset + at.end};
}

/* With the bracket that closes one opened within. */
static size_t close_bracket(const struct scan *scan, struct span tokens)
{
    const struct token *token = scan->doc->token;
    int open = 0;

    for (size_t i = tokens.start; i < tokens.end; i++) {
        open += strcmp(token[i].tag, "-LRB-") == 0;
        open -= strcmp(token[i].tag, "-RRB-") == 0;
    }
    return tokens.end + (open > 0 && tokens.end < scan->doc->len &&
                         strcmp(token[tokens.end].tag, "-RRB-") == 0);
}

void claim_take_content(struct claim *claim, struct scan *scan,
                        struct span tokens, struct arena *arena)
{
    struct piece *piece = arena_alloc(arena, 1, sizeof *piece);

    mark(scan, tokens, ROLE_CONTENT);
    piece->at = content_bytes(scan, tokens);
    piece->told = tokens.end - tokens.start > 3;
    for (size_t i = tokens.start; i < tokens.end; i++) {
        piece->mixed = piece->mixed || scan->pair_of[i] != 0;
        piece->told = piece->told || label_in(scan->doc->token[i].tag,
                                              "VBD VBZ VBP MD VB VBN");
    }
    piece->marked =
        scan->pair_of[tokens.start] != 0 &&
        scan->pair_of[tokens.start] == scan->pair_of[tokens.end - 1];
    if (claim->last_piece != NULL) {
        claim->last_piece->next = piece;
    } else {
        claim->piece = piece;
    }
    claim->last_piece = piece;
}

void claim_add_content(struct claim *claim, struct scan *scan,
                       struct span tokens, struct arena *arena)
{
    tokens = scan_trim(scan, tokens);
    while (tokens.start < tokens.end && scan->pair_of[tokens.end - 1] == 0 &&
           label_in(scan->doc->token[tokens.end - 1].tag, "CC")) {
        tokens.end--;
        tokens = scan_trim(scan, tokens);
    }
    if (tokens.start >= tokens.end) {
        return;
    }
    if (scan->pair_of[tokens.start] != 0) {
        tokens.start = scan->pair_at[scan->pair_of[tokens.start] - 1].start;
    }
    if (scan->pair_of[tokens.end - 1] != 0) {
        tokens.end = scan->pair_at[scan->pair_of[tokens.end - 1] - 1].end;
    }
    while (tokens.start < tokens.end && scan->role[tokens.start] != ROLE_NONE) {
        tokens.start++;
    }
    for (size_t i = tokens.start; i < tokens.end; i++) {
        if (scan->role[i] != ROLE_NONE) {
            tokens.end = i;
        }
    }
    tokens = scan_trim(scan, tokens);
    if (tokens.start >= tokens.end) {
        return;
    }
    tokens.end = close_bracket(scan, tokens);
    claim_take_content(claim, scan, tokens, arena);
}
