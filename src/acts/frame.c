#include "acts/phrase.h"
#include "acts/quote_parts.h"

/* Links of a verb's children, gathered once. */
struct kids {
    uint32_t subject;
    uint32_t object;
    uint32_t dative;
    uint32_t predicate; /* what a small clause says: oprd, attr, acomp */
    uint32_t clause[2];
    size_t clauses;
    uint32_t told;       /* a clause on the object */
    uint32_t infinitive; /* "to ..." */
    uint32_t gerund;
    bool passive;
};

static bool read_verb(const struct scan *scan, uint32_t at,
                      struct frame *frame);

bool frame_read(const struct scan *scan, uint32_t at, struct frame *frame)
{
    const struct token *token = &scan->doc->token[at];

    *frame = (struct frame){
        .head = at, .group = {at, at + 1U}, .source_head = TREE_NONE};
    if (slice_is(token->norm, "according")) {
        return frame_according(scan, at, frame);
    }
    if (label_in(token->tag, "IN") && frame_phrase(scan, at, frame)) {
        return true;
    }
    if (label_in(token->pos, "VERB AUX")) {
        frame->cue = cues_find(scan->document->cues, CUE_VERB, token->lemma);
        return frame->cue != NULL &&
               (read_verb(scan, at, frame) || frame_trailing(scan, at, frame));
    }
    if (label_in(token->pos, "NOUN")) {
        frame->cue = cues_find(scan->document->cues, CUE_NOUN, token->lemma);
        return frame->cue != NULL && frame_noun(scan, at, frame);
    }
    if (label_in(token->tag, "JJ VBN")) {
        frame->cue =
            cues_find(scan->document->cues, CUE_ADJECTIVE, token->norm);
        return frame->cue != NULL && frame_adjective(scan, at, frame);
    }
    return false;
}

void frame_add(struct frame *frame, struct span tokens)
{
    if (!span_empty(tokens) && frame->contents < FRAME_CONTENTS) {
        frame->content[frame->contents++] = tokens;
    }
}

/* The subtree of `child` but for what lies between `hole.start` and
 * `hole.end`. */
void frame_subtree(const struct scan *scan, struct frame *frame, uint32_t child,
                   struct span hole)
{
    struct span all = tree_subtree(scan->tree, child);

    if (all.start < hole.start && hole.end < all.end) {
        frame_add(frame, (struct span){all.start, hole.start});
        frame_add(frame, (struct span){hole.end, all.end});
    } else if (all.start < hole.start && hole.start < all.end) {
        frame_add(frame, (struct span){all.start, hole.start});
    } else if (all.start < hole.end && hole.end < all.end) {
        frame_add(frame, (struct span){hole.end, all.end});
    } else {
        frame_add(frame, all);
    }
}

void frame_source(const struct scan *scan, struct frame *frame, uint32_t head)
{
    struct span within = {0, scan->doc->len};

    frame->source_head = head;
    if (head == TREE_NONE) {
        return;
    }
    if (head < frame->group.start) {
        within.end = frame->group.start;
    } else {
        within.start = frame->group.end;
    }
    frame->source =
        phrase_noun(scan->tree, head, within, scan->scope == QUOTES_ALL);
}

/* A verb that only leads to the cue belongs to it: "went on [to say]". */
static void widen_group(const struct scan *scan, struct frame *frame)
{
    const struct tree *tree = scan->tree;
    uint32_t head = tree_head(tree, frame->head);
    struct span above;

    if (head == TREE_NONE || !tree_is_dep(tree, frame->head, "xcomp") ||
        !tree_is_pos(tree, head, "VERB") || head > frame->group.start ||
        cues_find(scan->document->cues, CUE_VERB,
                  scan->doc->token[head].lemma) != NULL) {
        return;
    }
    above = phrase_verb(tree, head);
    if (frame->group.start - above.end <= 1) {
        frame->group.start = above.start;
    }
}

/* "reminded journalists [that ...]": the parse may hang the clause on the
 * hearer; only verbs with a hearer will use it. */
static void add_told_clause(const struct scan *scan, struct kids *kids)
{
    const struct tree *tree = scan->tree;

    for (uint32_t child = tree_first_child(tree, kids->object);
         child != TREE_NONE; child = tree_next_child(tree, child)) {
        uint32_t mark = tree_child(tree, child, "mark");

        if (child > kids->object &&
            tree_is_dep(tree, child, "acl relcl ccomp") && mark != TREE_NONE &&
            tree_subtree(tree, child).start == mark) {
            kids->told = child;
            return;
        }
    }
}

static struct kids read_kids(const struct scan *scan, uint32_t at)
{
    const struct tree *tree = scan->tree;
    struct kids kids = {TREE_NONE,
                        TREE_NONE,
                        TREE_NONE,
                        TREE_NONE,
                        {TREE_NONE, TREE_NONE},
                        0,
                        TREE_NONE,
                        TREE_NONE,
                        TREE_NONE,
                        phrase_is_passive(tree, at)};

    for (uint32_t child = tree_first_child(tree, at); child != TREE_NONE;
         child = tree_next_child(tree, child)) {
        if (tree_is_dep(tree, child, "nsubj nsubjpass")) {
            kids.subject = child;
        } else if (tree_is_dep(tree, child, "dobj")) {
            kids.object = child;
        } else if (tree_is_dep(tree, child, "dative")) {
            kids.dative = child;
        } else if (tree_is_dep(tree, child, "oprd attr acomp")) {
            kids.predicate = child;
        } else if (tree_is_dep(tree, child, "ccomp") && kids.clauses < 2) {
            kids.clause[kids.clauses++] = child;
        } else if (tree_is_dep(tree, child, "xcomp advcl")) {
            uint32_t aux = tree_child(tree, child, "aux");

            if (aux != TREE_NONE && tree_is_tag(tree, aux, "TO")) {
                kids.infinitive = child;
            } else if (tree_is_dep(tree, child, "xcomp") &&
                       tree_is_tag(tree, child, "VBG")) {
                kids.gerund = child;
            } else if (tree_is_dep(tree, child, "xcomp")) {
                kids.predicate = child;
            }
        }
    }
    if (kids.clauses == 0 && kids.object != TREE_NONE) {
        add_told_clause(scan, &kids);
    }
    return kids;
}

static bool link_is(const struct slice *list, size_t count, struct slice word)
{
    for (size_t i = 0; i < count; i++) {
        if (slice_eq(list[i], word)) {
            return true;
        }
    }
    return false;
}

/* A preposition of `head` that the cue's row leads to its content: "warned
 * [of] war". */
bool frame_link(const struct scan *scan, uint32_t head, struct frame *frame)
{
    const struct tree *tree = scan->tree;

    for (uint32_t child = tree_first_child(tree, head); child != TREE_NONE;
         child = tree_next_child(tree, child)) {
        struct span all;

        if (!tree_is_dep(tree, child, "prep agent dative") || child < head ||
            !link_is(frame->cue->link, frame->cue->links,
                     scan->doc->token[child].norm)) {
            continue;
        }
        all = tree_subtree(tree, child);
        if (all.end <= child + 1U) { /* "what he referred [to] as" */
            frame->group.end += child == frame->group.end;
            continue;
        }
        if (child == frame->group.end) {
            frame->group.end++;
        }
        frame_add(frame, (struct span){child + 1U, all.end});
        return true;
    }
    return false;
}

/* Where the object's phrase ends, with the prepositions that go on. */
static size_t object_end(const struct scan *scan, const struct frame *frame,
                         const struct kids *kids)
{
    const struct tree *tree = scan->tree;
    size_t end = tree_subtree(tree, kids->object).end;

    for (uint32_t child = tree_first_child(tree, frame->head);
         child != TREE_NONE; child = tree_next_child(tree, child)) {
        if (child > kids->object && tree_is_dep(tree, child, "prep") &&
            link_is(frame->cue->after, frame->cue->afters,
                    scan->doc->token[child].norm)) {
            end = tree_subtree(tree, child).end;
        }
    }
    return end;
}

/* A clause before the cue is none of its content where a "that" follows the
 * cue, or where the cue has no subject of its own. */
static bool is_stray(const struct scan *scan, const struct frame *frame,
                     const struct kids *kids, size_t at)
{
    size_t end = scan_word(scan, frame->group.end);
    bool that =
        end < scan->doc->len && tree_is_dep(scan->tree, (uint32_t)end, "mark");

    return kids->clause[at] < frame->head &&
           (that || (kids->subject == TREE_NONE && !kids->passive));
}

static void read_clauses(const struct scan *scan, struct frame *frame,
                         const struct kids *kids)
{
    for (size_t i = 0; i < kids->clauses; i++) {
        uint32_t aux = tree_child(scan->tree, kids->clause[i], "aux");

        if (is_stray(scan, frame, kids, i)) {
            continue;
        }
        frame->finite = frame->finite || aux == TREE_NONE ||
                        !tree_is_tag(scan->tree, aux, "TO");
        content_of_clause(scan, frame, kids->clause[i]);
    }
}

/* ", sources say,": the clause around the cue is the content. */
bool frame_around(const struct scan *scan, struct frame *frame)
{
    const struct tree *tree = scan->tree;
    uint32_t head = tree_head(tree, frame->head);
    uint32_t mark = tree_child(tree, frame->head, "mark");
    struct span own = tree_subtree(tree, frame->head);
    bool as = mark != TREE_NONE &&
              slice_is(scan->doc->token[mark].norm, "as") &&
              tree_is_dep(tree, frame->head, "advcl");

    if (head == TREE_NONE ||
        (!as && !tree_is_dep(tree, frame->head, "parataxis"))) {
        return false;
    }
    if (as) {
        frame_subtree(scan, frame, head, own);
    } else {
        content_of_clause(scan, frame, head);
    }
    frame->finite = true;
    return frame->contents != 0;
}

/* "Moscow [let it be known] that" */
static void take_let(const struct scan *scan, struct frame *frame)
{
    uint32_t let = tree_head(scan->tree, frame->head);

    if (tree_is_lemma(scan->tree, frame->head, "know") && let != TREE_NONE &&
        tree_is_dep(scan->tree, frame->head, "ccomp") &&
        tree_is_lemma(scan->tree, let, "let") &&
        let + 2 == frame->group.start) {
        frame->cue = cues_find(scan->document->cues, CUE_PHRASE,
                               SLICE("let it be known"));
        frame->group.start = phrase_verb(scan->tree, let).start;
        frame_source(scan, frame, phrase_subject(scan->tree, let));
    }
}

static bool read_passive(const struct scan *scan, struct frame *frame,
                         const struct kids *kids)
{
    const unsigned frames = frame->cue->frames;
    uint32_t subject = kids->subject;
    bool empty =
        subject == TREE_NONE || slice_is(scan->doc->token[subject].norm, "it");

    frame_source(scan, frame, phrase_agent(scan->tree, frame->head));
    take_let(scan, frame);
    if ((frames & FRAME_CLAUSE) && kids->clauses != 0) {
        read_clauses(scan, frame, kids);
        return true;
    }
    if (subject == TREE_NONE) {
        subject = phrase_subject(scan->tree, frame->head);
        empty = subject == TREE_NONE || subject > frame->group.start;
    }
    if (kids->infinitive != TREE_NONE && (frames & (FRAME_TO | FRAME_RAISE))) {
        if (!empty && !(frames & FRAME_HEARER)) {
            frame_add(frame, tree_subtree(scan->tree, subject));
        }
        frame_add(frame, tree_subtree(scan->tree, kids->infinitive));
        return true;
    }
    if (empty || (frames & (FRAME_OBJECT | FRAME_SMALL)) == 0) {
        return false;
    }
    frame_add(frame, phrase_noun(scan->tree, subject,
                                 (struct span){0, frame->group.start},
                                 scan->scope == QUOTES_ALL));
    if (kids->predicate != TREE_NONE) {
        frame_add(frame, tree_subtree(scan->tree, kids->predicate));
    }
    return true;
}

static bool read_object(const struct scan *scan, struct frame *frame,
                        const struct kids *kids)
{
    const unsigned frames = frame->cue->frames;
    struct span all;

    if (kids->object == TREE_NONE) {
        if ((frames & FRAME_SMALL) && kids->predicate != TREE_NONE) {
            frame_add(frame, tree_subtree(scan->tree, kids->predicate));
        }
        return frame->contents != 0;
    }
    all = tree_subtree(scan->tree, kids->object);
    if (all.start > frame->group.end &&
        tree_is_tag(scan->tree, (uint32_t)all.start - 1, "POS")) {
        all.start = frame->group.end; /* "described [today's talks]" */
    }
    all.end = object_end(scan, frame, kids);
    if ((frames & FRAME_SMALL) && kids->predicate != TREE_NONE) {
        size_t end = tree_subtree(scan->tree, kids->predicate).end;

        all.end = end > all.end ? end : all.end;
    } else if ((frames & (FRAME_OBJECT | FRAME_SMALL)) == 0) {
        return false;
    }
    if (all.start < frame->group.start && all.end > frame->group.start) {
        struct span behind = {frame->group.end, all.end};

        all.end = frame->group.start; /* "what he described [as a lie]" */
        frame_add(frame, all);
        frame_add(frame, behind);
        return true;
    }
    frame_add(frame, all);
    return true;
}

/* "urged [the bloc to act]", "asked it [to act]". */
static bool read_infinitive(const struct scan *scan, struct frame *frame,
                            const struct kids *kids)
{
    struct span all;

    if (kids->infinitive == TREE_NONE ||
        (frame->cue->frames & (FRAME_TO | FRAME_RAISE)) == 0) {
        return false;
    }
    all = tree_subtree(scan->tree, kids->infinitive);
    if (kids->object != TREE_NONE && kids->object > frame->head &&
        (frame->cue->frames & FRAME_HEARER) == 0) {
        all.start = tree_subtree(scan->tree, kids->object).start;
    }
    if ((frame->cue->frames & FRAME_RAISE) &&
        (frame->cue->frames & FRAME_TO) == 0 && kids->subject != TREE_NONE) {
        frame_add(frame, phrase_noun(scan->tree, kids->subject,
                                     (struct span){0, frame->group.start},
                                     scan->scope == QUOTES_ALL));
        frame->source = (struct span){0, 0};
        frame->source_head = TREE_NONE;
    }
    frame_add(frame, all);
    return true;
}

static void add_colon(const struct scan *scan, struct frame *frame)
{
    if (frame->group.end < scan->doc->len &&
        slice_is(token_text(scan->doc, frame->group.end), ":")) {
        frame->group.end++;
    }
}

/* "quoted X [as saying] that": for the record, X is who speaks. */
static bool read_as_saying(const struct scan *scan, struct frame *frame,
                           const struct kids *kids)
{
    const struct tree *tree = scan->tree;
    uint32_t saying = TREE_NONE;
    uint32_t as = tree_first_child(tree, frame->head);
    uint32_t source =
        kids->passive ? phrase_subject(tree, frame->head) : kids->object;
    const struct cue *cue;
    while (as != TREE_NONE && !slice_is(scan->doc->token[as].norm, "as")) {
        as = tree_next_child(tree, as);
    }
    if (as != TREE_NONE) {
        saying = tree_child(tree, as, "pcomp");
    }
    if (saying == TREE_NONE || source == TREE_NONE || saying != as + 1) {
        return false;
    }
    cue = cues_find(scan->document->cues, CUE_VERB,
                    scan->doc->token[saying].lemma);
    if (cue == NULL) {
        return false;
    }
    frame->cue = cue;
    frame->outer = true;
    frame->group.start = kids->passive ? frame->group.start : as;
    frame->group.end = saying + 1U;
    frame_source(scan, frame, source);
    return true;
}

/* "That said, ..." only links. */
static bool is_that_said(const struct scan *scan, const struct frame *frame)
{
    return frame->source_head != TREE_NONE &&
           tree_is_tag(scan->tree, frame->source_head, "DT") &&
           frame->group.end < scan->doc->len &&
           scan->doc->token[frame->group.end].tag[0] == ',';
}

static bool read_verb(const struct scan *scan, uint32_t at, struct frame *frame)
{
    const struct tree *tree = scan->tree;
    struct kids kids = read_kids(scan, at);
    const unsigned frames = frame->cue->frames;

    if (tree_is_dep(tree, at, "amod aux auxpass compound")) {
        return false;
    }
    frame->group = phrase_verb(tree, at);
    widen_group(scan, frame);
    frame->infinitive = tree_is_tag(tree, (uint32_t)frame->group.start, "TO") &&
                        tree_is_dep(tree, at, "xcomp advcl");
    if (scan->scope == QUOTES_SAID && (frames & FRAME_QUOTE) &&
        read_as_saying(scan, frame, &kids)) {
        uint32_t saying = (uint32_t)frame->group.end - 1;
        struct kids inner = read_kids(scan, saying);

        read_clauses(scan, frame, &inner);
        return frame->contents != 0;
    }
    if (kids.passive && read_passive(scan, frame, &kids)) {
        return true;
    }
    if (kids.passive) {
        return frame_around(scan, frame);
    }
    frame_source(scan, frame, phrase_subject(tree, at));
    if (is_that_said(scan, frame)) {
        return false;
    }
    if (kids.told != TREE_NONE && (frames & FRAME_HEARER)) {
        kids.clause[kids.clauses++] = kids.told;
    }
    if (kids.clauses != 0 &&
        (frames & (FRAME_CLAUSE | FRAME_QUOTE | FRAME_SMALL | FRAME_TO))) {
        read_clauses(scan, frame, &kids);
        add_colon(scan, frame);
        if (frame->contents != 0) {
            return true;
        }
    }
    if ((frames & FRAME_CLAUSE) && frame_around(scan, frame)) {
        return true;
    }
    if (read_infinitive(scan, frame, &kids)) {
        return true;
    }
    if ((frames & FRAME_ING) && kids.gerund != TREE_NONE) {
        frame_add(frame, tree_subtree(tree, kids.gerund));
        return true;
    }
    if (read_object(scan, frame, &kids)) {
        return true;
    }
    return frame_link(scan, at, frame);
}

/* "he was quoted [as saying]" is one cue. */
static void take_as_saying(const struct scan *scan, struct frame *frame)
{
    size_t end = frame->group.end;

    if (end + 1 < scan->doc->len &&
        slice_is(scan->doc->token[end].norm, "as") &&
        label_in(scan->doc->token[end + 1].tag, "VBG")) {
        frame->group.end = end + 2;
    }
}

bool frame_speech(const struct scan *scan, uint32_t at, bool any_verb,
                  struct frame *frame)
{
    const struct token *token = &scan->doc->token[at];

    *frame = (struct frame){
        .head = at, .group = {at, at + 1U}, .source_head = TREE_NONE};
    if (label_in(token->pos, "VERB")) {
        frame->cue = cues_find(scan->document->cues, CUE_VERB, token->lemma);
    }
    if (frame->cue == NULL || (frame->cue->frames & FRAME_QUOTE) == 0) {
        frame->cue = NULL;
        if (!any_verb || !label_in(token->tag, "VBD VBZ VBP")) {
            return false;
        }
    }
    frame->group = phrase_verb(scan->tree, at);
    widen_group(scan, frame);
    frame_source(scan, frame, phrase_subject(scan->tree, at));
    take_as_saying(scan, frame);
    return true;
}
