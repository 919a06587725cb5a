/* Where the content of an indirect quote starts and ends. */
#include "acts/quote_parts.h"

static bool is_comma(const struct scan *scan, size_t at)
{
    return at < scan->doc->len && scan->doc->token[at].tag[0] == ',';
}

static bool text_is(const struct scan *scan, size_t at, const char *text)
{
    return at < scan->doc->len && slice_is(token_text(scan->doc, at), text);
}

static bool is_long_dash(const struct scan *scan, size_t at)
{
    return text_is(scan, at, "\xE2\x80\x93") ||
           text_is(scan, at, "\xE2\x80\x94");
}

/* How far a hearer and circumstances may reach, in tokens and in the tree. */
enum { HOLE_TOKENS = 40, HOLE_CLIMB = 24 };

/* Whether a token hangs on `clause`, not too deep. */
static bool is_under(const struct scan *scan, uint32_t at, uint32_t clause)
{
    for (int steps = 0; steps < HOLE_CLIMB && at != TREE_NONE; steps++) {
        if (at == clause) {
            return true;
        }
        at = tree_head(scan->tree, at);
    }
    return false;
}

/* The words of cue, source, hearer and circumstances that stand together:
 * "Missiles, [he told reporters in Brussels], were ...". */
static struct span cue_hole(const struct scan *scan, const struct frame *frame,
                            uint32_t clause)
{
    struct span hole = frame->group;
    struct span body = tree_subtree(scan->tree, clause);

    if (!span_empty(frame->source)) {
        if (frame->source.start < hole.start) {
            hole.start = frame->source.start;
        }
        if (frame->source.end > hole.end) {
            hole.end = frame->source.end;
        }
    }
    while (hole.end < body.end && hole.end < scan->doc->len &&
           !label_in(scan->doc->token[hole.end].tag, ", . : `` ''") &&
           body.start < hole.start && hole.end - hole.start < HOLE_TOKENS &&
           !is_under(scan, (uint32_t)hole.end, clause)) {
        hole.end++;
    }
    return hole;
}

size_t clause_start(const struct scan *scan, size_t at)
{
    size_t start = tree_sentence_span(scan->tree, (uint32_t)at).start;
    size_t from = at;

    while (from > start && scan->role[from - 1] == ROLE_NONE &&
           scan->pair_of[from - 1] == 0 &&
           !label_in(scan->doc->token[from - 1].tag, ": .")) {
        from--;
    }
    return from;
}

/* A second clause behind the cue goes on with what was said, if it has a
 * subject of its own: "X, he said, [and Y]". */
static size_t clause_end(const struct scan *scan, const struct frame *frame,
                         uint32_t clause, size_t end)
{
    const struct tree *tree = scan->tree;
    uint32_t head[2] = {clause, frame->head};

    for (size_t i = 0; i < 2; i++) {
        for (uint32_t child = tree_first_child(tree, head[i]);
             child != TREE_NONE; child = tree_next_child(tree, child)) {
            struct span all = tree_subtree(tree, child);
            const struct cue *cue = cues_find(scan->document->cues, CUE_VERB,
                                              scan->doc->token[child].lemma);

            if (child > frame->head && tree_is_dep(tree, child, "conj") &&
                tree_child(tree, child, "nsubj nsubjpass expl") != TREE_NONE &&
                (cue == NULL || (cue->frames & FRAME_CLAUSE) == 0) &&
                all.end > end) {
                end = all.end;
            }
        }
    }
    return end;
}

/* "said it was ready, [but would not allow]", "said it was possible, [but
 * there were limits]": the parse hangs the second clause on the cue, its
 * "would" or its empty subject says that it is part of what was said. */
static size_t second_clause(const struct scan *scan, const struct frame *frame,
                            size_t end)
{
    const struct tree *tree = scan->tree;
    uint32_t conj = tree_child(tree, frame->head, "conj");
    uint32_t aux;

    if (conj == TREE_NONE || conj < end ||
        !tree_is_tag(tree, frame->head, "VBD")) {
        return end;
    }
    aux = tree_child(tree, conj, "aux");
    if (tree_child(tree, conj, "expl") == TREE_NONE &&
        (aux == TREE_NONE || !tree_is_tag(tree, aux, "MD") ||
         tree_child(tree, conj, "nsubj nsubjpass") != TREE_NONE)) {
        return end;
    }
    return tree_subtree(tree, conj).end;
}

static bool opens_clause(const struct scan *scan, size_t at)
{
    return is_comma(scan, at) || text_is(scan, at, ";");
}

void content_of_clause(const struct scan *scan, struct frame *frame,
                       uint32_t clause)
{
    struct span body = tree_subtree(scan->tree, clause);
    struct span hole = cue_hole(scan, frame, clause);
    struct span left = {body.start, hole.start};
    struct span right = {body.end, body.end};
    bool between = is_comma(scan, scan_word(scan, hole.end));

    if (body.start >= hole.end) { /* he said X; X, he said, X */
        if (between && hole.start > 0 && is_comma(scan, hole.start - 1)) {
            left.start = clause_start(scan, hole.start);
            frame_add(frame, left);
        }
        body.end = second_clause(scan, frame, body.end);
        frame_add(frame, body);
        return;
    }
    if (body.start >= hole.start) {
        frame_add(frame, (struct span){hole.end, body.end});
        return;
    }
    if (body.end < hole.start) {
        left.end = body.end;
    }
    if (body.end > hole.end) {
        right.start = hole.end;
    }
    if (opens_clause(scan, hole.end)) {
        size_t end = clause_end(scan, frame, clause, body.end);

        if (end > body.end && end > hole.end) {
            right = (struct span){hole.end, end};
        }
    }
    if (hole.start == 0 || left.start >= left.end ||
        label_in(scan->doc->token[left.end - 1].tag, ":")) {
        left.end = left.start; /* "...: he said" belongs to the report */
    } else if (right.end > right.start && between) {
        left.start = clause_start(scan, left.start);
    }
    frame_add(frame, left);
    frame_add(frame, right);
}

/* "on Wednesday" right behind the cue is when it was said, not what. */
static size_t skip_date(const struct scan *scan, struct span content)
{
    size_t at = content.start;

    if (at < content.end && label_in(scan->doc->token[at].tag, "IN")) {
        at++;
    }
    if (at >= content.end ||
        !label_in(scan->doc->token[at].ent_type, "DATE TIME") ||
        scan->doc->token[at].ent_iob != ENT_BEGIN) {
        return content.start;
    }
    at++;
    while (at < content.end && scan->doc->token[at].ent_iob == ENT_INSIDE) {
        at++;
    }
    return at;
}

/* ", a demand which ...": the report's own words about what was said. */
static bool is_remark(const struct scan *scan, size_t comma, size_t end)
{
    const struct tree *tree = scan->tree;
    uint32_t first = (uint32_t)comma + 1;
    uint32_t head;
    struct span all;

    if (!label_in(scan->doc->token[first].tag, "DT")) {
        return false;
    }
    head = tree_head(tree, first);
    if (head == TREE_NONE || !tree_is_dep(tree, head, "appos") ||
        tree_child(tree, head, "relcl") == TREE_NONE) {
        return false;
    }
    all = tree_subtree(tree, head);
    return all.start == first && all.end + 1 >= end;
}

/* ", but held out ...": a finite verb beside one that hangs on "would" has
 * the cue's subject. */
static bool is_parallel(const struct scan *scan, size_t comma)
{
    const struct tree *tree = scan->tree;
    uint32_t cc = (uint32_t)comma + 1;
    uint32_t left;
    uint32_t modal;
    uint32_t verb;

    if (!label_in(scan->doc->token[cc].tag, "CC")) {
        return false;
    }
    left = tree_head(tree, cc);
    if (left == TREE_NONE || !tree_is_tag(tree, left, "VB")) {
        return false;
    }
    modal = tree_child(tree, left, "aux");
    verb = tree_child(tree, left, "conj");
    return modal != TREE_NONE && tree_is_tag(tree, modal, "MD") &&
           verb != TREE_NONE && tree_is_tag(tree, verb, "VBD") &&
           tree_child(tree, verb, "nsubj nsubjpass aux") == TREE_NONE;
}

/* "said it should be examined [and proposed that ...]" */
static bool is_parallel_cue(const struct scan *scan, const struct claim *claim,
                            size_t cc)
{
    const struct tree *tree = scan->tree;
    uint32_t verb = (uint32_t)cc + 1;
    uint32_t left = tree_head(tree, verb);
    const struct cue *cue;

    if (!label_in(scan->doc->token[cc].tag, "CC") ||
        !tree_is_tag(tree, verb, "VBD") || !tree_is_dep(tree, verb, "conj") ||
        left == TREE_NONE || !tree_is_tag(tree, left, "VB VBN") ||
        !tree_is_tag(tree, claim->frame.head, "VBD") ||
        tree_child(tree, verb, "nsubj nsubjpass") != TREE_NONE) {
        return false;
    }
    cue =
        cues_find(scan->document->cues, CUE_VERB, scan->doc->token[verb].lemma);
    return cue != NULL && cue->signal == SIGNAL_SPEECH &&
           (cue->frames & FRAME_CLAUSE);
}

/* ", adding that ...": a cue of its own. */
static bool is_inner_cue(const struct scan *scan, size_t comma)
{
    uint32_t at = (uint32_t)comma + 1;
    const struct cue *cue;

    if (!tree_is_tag(scan->tree, at, "VBG")) {
        return false;
    }
    cue = cues_find(scan->document->cues, CUE_VERB, scan->doc->token[at].lemma);
    return cue != NULL && cue->signal == SIGNAL_SPEECH &&
           (cue->frames & FRAME_CLAUSE) &&
           tree_child(scan->tree, at, "ccomp") != TREE_NONE;
}

/* Where the report's own words go on within what the parse calls content. */
static size_t find_break(struct scan *scan, struct claim *claim,
                         struct span content)
{
    size_t dash = 0;

    for (size_t i = content.start + 1; i + 1 < content.end; i++) {
        if (scan->pair_of[i] != 0) {
            continue;
        }
        if (is_comma(scan, i)) {
            if (is_inner_cue(scan, i)) {
                scan->lent[i + 1].from = &claim->frame;
                return i;
            }
            if (is_remark(scan, i, content.end) || is_parallel(scan, i)) {
                return i;
            }
        }
        if (is_parallel_cue(scan, claim, i)) {
            scan->lent[i + 1].from = &claim->frame;
            return i;
        }
        if (is_long_dash(scan, i) &&
            (dash != 0 || label_in(scan->doc->token[i + 1].tag, "DT"))) {
            dash = dash == 0 ? i : SIZE_MAX;
        }
    }
    return dash != 0 && dash != SIZE_MAX ? dash : content.end;
}

struct span content_bounds(struct scan *scan, struct claim *claim, size_t at)
{
    const struct frame *frame = &claim->frame;
    struct span content = frame->content[at];

    if (!frame->finite) {
        return content;
    }
    if (content.start == frame->group.end) {
        content.start = skip_date(scan, content);
    }
    content.end = find_break(scan, claim, content);
    return content;
}
