/* tagged_claims.c - what the reader tagged, as claims beside those of rules. */
#include "acts/phrase.h"
#include "acts/tagged.h"

/* The token of a span that the rest of it hangs on. */
static uint32_t head_of(const struct scan *scan, struct span tokens)
{
    for (size_t i = tokens.start; i < tokens.end; i++) {
        uint32_t head = tree_head(scan->tree, (uint32_t)i);

        if (!token_is_punct(scan->doc, i) &&
            (head == TREE_NONE || head < tokens.start || head >= tokens.end)) {
            return (uint32_t)i;
        }
    }
    return (uint32_t)tokens.start;
}

/* The token of a source that a mention hangs on: its head, else the first of
 * any in it. */
static uint32_t speaker_of(const struct scan *scan, struct span source)
{
    uint32_t head = head_of(scan, source);

    if (scan->mentions == NULL ||
        mention_headed(scan->mentions, scan->passage, head) != NULL) {
        return head;
    }
    for (size_t i = source.start; i < source.end; i++) {
        if (mention_headed(scan->mentions, scan->passage, i) != NULL) {
            return (uint32_t)i;
        }
    }
    return head;
}

static const struct cue *cue_of(const struct scan *scan, struct span tokens,
                                uint32_t *head)
{
    static const enum cue_class classes[] = {CUE_VERB, CUE_PHRASE, CUE_NOUN,
                                             CUE_ADJECTIVE};
    const struct cues *cues = scan->document->cues;

    for (size_t c = 0; c < sizeof classes / sizeof classes[0]; c++) {
        const struct cue *cue =
            cues_find(cues, classes[c], scan->doc->token[*head].lemma);

        if (cue != NULL) {
            return cue;
        }
    }
    for (size_t i = tokens.start; i < tokens.end; i++) {
        const struct cue *cue =
            cues_find(cues, CUE_VERB, scan->doc->token[i].lemma);

        if (cue != NULL) {
            *head = (uint32_t)i;
            return cue;
        }
    }
    return NULL;
}

static bool has_finite(const struct scan *scan, struct span tokens)
{
    for (size_t i = tokens.start; i < tokens.end; i++) {
        if (label_in(scan->doc->token[i].tag, "VBD VBZ VBP MD")) {
            return true;
        }
    }
    return false;
}

/* The frame of a tagged attribution: its spans, and what the lexicon and the
 * parse say of its cue. */
static struct frame frame_of(const struct scan *scan,
                             const struct tagged *tagged)
{
    struct frame frame = {.source_head = TREE_NONE,
                          .group = tagged->cue,
                          .source = tagged->source};

    if (!span_empty(tagged->cue)) {
        frame.head = head_of(scan, tagged->cue);
        frame.cue = cue_of(scan, tagged->cue, &frame.head);
        frame.infinitive =
            tree_is_tag(scan->tree, (uint32_t)tagged->cue.start, "TO");
    }
    if (!span_empty(tagged->source)) {
        frame.source_head = speaker_of(scan, tagged->source);
    }
    for (size_t i = 0; i < tagged->contents; i++) {
        frame.finite = frame.finite || has_finite(scan, tagged->content[i]);
    }
    return frame;
}

/* Whether another claim has all of these tokens. */
static bool is_free(const struct scan *scan, struct span tokens)
{
    for (size_t i = tokens.start; i < tokens.end; i++) {
        if (scan->role[i] == ROLE_NONE) {
            return true;
        }
    }
    return false;
}

static bool is_marked(const struct scan *scan, struct span tokens)
{
    for (size_t i = tokens.start; i < tokens.end; i++) {
        if (scan->pair_of[i] != 0) {
            return true;
        }
    }
    return false;
}

/* Whether the first words of a saying are a clause, not a thing: "that it
 * waits", not "its answer, which it delayed". */
static bool is_clause(const struct scan *scan, const struct tagged *tagged)
{
    uint32_t head = head_of(scan, tagged->content[0]);

    return tree_is_pos(scan->tree, head, "VERB AUX");
}

/* Whether an attribution's words are somebody's: between marks, behind a cue
 * that cues.tsv knows, or a clause that has a source.  The record wants a
 * clause behind a cue of no table, or one that only takes a side; words in
 * marks without cue and source go on with those before (direct_rest). */
static bool is_said(const struct scan *scan, const struct tagged *tagged,
                    const struct frame *frame)
{
    bool any = frame->cue != NULL || !span_empty(tagged->source);

    for (size_t i = 0; i < tagged->contents; i++) {
        if (is_marked(scan, tagged->content[i])) {
            return scan->scope == QUOTES_ALL || any;
        }
    }
    if (scan->scope == QUOTES_SAID) {
        return !span_empty(tagged->source) &&
               ((frame->cue != NULL && frame->cue->signal != SIGNAL_STANCE) ||
                is_clause(scan, tagged));
    }
    return any;
}

/* Whether a saying starts in marks: what stands in marks behind may be more of
 * it. */
static bool opens_in_marks(const struct scan *scan, const struct tagged *tagged)
{
    return tagged->contents != 0 &&
           scan->pair_of[tagged->content[0].start] != 0;
}

/* "The" of "the first said": the words up to what it belongs to. */
static struct span whole_source(const struct scan *scan, struct span source)
{
    uint32_t head = head_of(scan, source);
    uint32_t of = tree_head(scan->tree, head);

    if (!span_empty(source) && tree_is_tag(scan->tree, head, "DT PRP$") &&
        of != TREE_NONE && of >= source.end &&
        tree_is_dep(scan->tree, head, "det poss")) {
        source.end = (size_t)of + 1;
    }
    return source;
}

/* Whether cue and source stand between marks of punctuation: "…, he said,". */
static bool is_thrown_in(const struct scan *scan, const struct tagged *tagged)
{
    struct span group = tagged->cue;

    if (!span_empty(tagged->source)) {
        group.start = tagged->source.start < group.start ? tagged->source.start
                                                         : group.start;
        group.end =
            tagged->source.end > group.end ? tagged->source.end : group.end;
    }
    return (group.start == 0 || token_is_punct(scan->doc, group.start - 1) ||
            token_is_punct(scan->doc, group.start)) &&
           (group.end >= scan->doc->len ||
            token_is_punct(scan->doc, group.end) ||
            token_is_punct(scan->doc, group.end - 1));
}

/* Words on both sides of a cue are one saying only where the cue is thrown in;
 * else those behind it are meant.  Words in marks are left alone. */
static void drop_before(const struct scan *scan, struct tagged *tagged)
{
    size_t behind = tagged->contents;

    if (span_empty(tagged->cue) || is_thrown_in(scan, tagged)) {
        return;
    }
    for (size_t i = tagged->contents; i-- > 0;) {
        if (is_marked(scan, tagged->content[i])) {
            return;
        }
        if (tagged->content[i].start >= tagged->cue.end) {
            behind = i;
        }
    }
    if (behind != tagged->contents) {
        tagged->content += behind;
        tagged->contents -= behind;
    }
}

void tagged_claims(struct scan *scan, struct claims *claims,
                   struct arena *arena)
{
    struct tagged_list list;

    tagged_find(scan, arena, &list);
    for (size_t i = 0; i < list.len; i++) {
        struct tagged *tagged = &list.item[i];
        struct frame frame;
        struct claim *claim;

        if (scan->scope == QUOTES_SAID) {
            tagged->source = whole_source(scan, tagged->source);
            drop_before(scan, tagged);
        }
        frame = frame_of(scan, tagged);
        if (tagged->contents == 0 ? scan->scope != QUOTES_ALL
                                  : span_empty(tagged->cue) &&
                                        !is_free(scan, tagged->content[0])) {
            continue;
        }
        if (tagged->contents != 0 && !is_said(scan, tagged, &frame)) {
            continue;
        }
        claim = claims_take(claims, scan, &frame, arena);
        claim->tagged = true;
        claim->inner = tagged->inner;
        claim->score = tagged->score;
        claim->marked =
            scan->scope == QUOTES_SAID && opens_in_marks(scan, tagged);
        for (size_t k = 0; k < tagged->contents; k++) {
            claim_take_content(claim, scan, tagged->content[k], arena);
        }
    }
}
