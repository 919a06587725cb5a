/* What stands beside what, where the parse does not help: sources before a
 * verb, clauses before a source, headlines with a colon. */
#include "acts/phrase.h"
#include "acts/quote_parts.h"

/* Who speaks in a headline stands within so many words. */
enum { HEADLINE_TOKENS = 8 };

/* The outermost mention that ends right before token `end`, or NULL. */
static const struct mention *mention_before(const struct scan *scan, size_t end)
{
    const struct mention *mention =
        scan->mentions != NULL && end > 0
            ? mention_over(scan->mentions, scan->passage, end - 1)
            : NULL;

    if (mention == NULL || mention->token.end != end) {
        return NULL;
    }
    while (mention > scan->mentions->item &&
           mention[-1].passage == scan->passage &&
           mention[-1].token.end == end) {
        mention--;
    }
    return mention;
}

/* The outermost mention that starts at token `start`, or NULL. */
static const struct mention *mention_from(const struct scan *scan, size_t start)
{
    const struct mention *mention =
        scan->mentions != NULL && start < scan->doc->len
            ? mention_over(scan->mentions, scan->passage, start)
            : NULL;

    while (mention != NULL && mention > scan->mentions->item &&
           mention[-1].passage == scan->passage &&
           mention[-1].token.end > start) {
        mention--;
    }
    return mention != NULL && mention->token.start == start ? mention : NULL;
}

static bool is_comma(const struct scan *scan, size_t at)
{
    return at < scan->doc->len && scan->doc->token[at].tag[0] == ',';
}

static void take_mention(struct frame *frame, const struct mention *mention)
{
    frame->source = mention->token;
    frame->source_head = (uint32_t)mention->head;
}

void source_beside(const struct scan *scan, struct frame *frame)
{
    const struct frame *lender = scan->lent[frame->head].from;
    size_t start = frame->group.start;
    const struct mention *mention;

    if (lender != NULL) {
        frame->source = lender->source;
        frame->source_head = lender->source_head;
        return;
    }
    if (frame->source_head != TREE_NONE || start == 0 ||
        frame->cue->is != CUE_VERB ||
        !label_in(scan->doc->token[frame->head].tag, "VBD VBZ VBP") ||
        phrase_is_passive(scan->tree, frame->head)) {
        return;
    }
    mention = mention_before(scan, start);
    if (mention == NULL && is_comma(scan, start - 1)) {
        /* "Verrick, reading from a sheet, said" */
        mention = mention_from(
            scan, tree_sentence_span(scan->tree, frame->head).start);
        if (mention != NULL && !is_comma(scan, mention->token.end)) {
            mention = NULL;
        }
    }
    if (mention != NULL && mention->kind != MENTION_PRONOUN) {
        take_mention(frame, mention);
    }
}

static bool holds_verb(const struct scan *scan, struct span tokens)
{
    for (size_t i = tokens.start; i < tokens.end; i++) {
        if (label_in(scan->doc->token[i].tag, "VBD VBZ VBP MD")) {
            return true;
        }
    }
    return false;
}

static bool can_speak(const struct mention *mention)
{
    return mention->kind != MENTION_NAME &&
           (mention->kind != MENTION_ACTOR || mention->use != NAME_ADJECTIVE);
}

bool frame_trailing(const struct scan *scan, uint32_t at, struct frame *frame)
{
    const struct analysis *doc = scan->doc;
    const struct cue *cue =
        cues_find(scan->document->cues, CUE_VERB, doc->token[at].lemma);
    const struct mention *mention;
    struct span words;
    size_t next;

    if (cue == NULL || cue->signal != SIGNAL_SPEECH || cue->strength < 3 ||
        (cue->frames & FRAME_QUOTE) == 0 || (cue->frames & FRAME_CLAUSE) == 0 ||
        !label_in(doc->token[at].tag, "VBD VBZ VBP")) {
        return false;
    }
    *frame = (struct frame){.cue = cue,
                            .head = at,
                            .group = phrase_verb(scan->tree, at),
                            .source_head = TREE_NONE,
                            .finite = true,
                            .outer = true};
    mention = mention_before(scan, frame->group.start);
    words.end = mention != NULL ? mention->token.start : frame->group.start;
    next = frame->group.end;
    if (mention == NULL) { /* ", said the minister" */
        mention = mention_from(scan, next);
        next = mention != NULL ? mention->token.end : next;
    }
    if (mention == NULL || !can_speak(mention) || words.end == 0 ||
        !is_comma(scan, words.end - 1) ||
        (next < doc->len && !label_in(doc->token[next].tag, ", . IN"))) {
        return false;
    }
    words.start = clause_start(scan, words.end);
    if (!holds_verb(scan, words)) {
        return false;
    }
    take_mention(frame, mention);
    frame_add(frame, words);
    return true;
}

/* Whether the words before a colon name somebody who may speak: one mention,
 * or a few capitalised words, nothing else. */
static bool names_speaker(const struct scan *scan, size_t end,
                          struct frame *frame)
{
    size_t head = end - 1;
    size_t last = scan->doc->token[head].tag[0] == 'P' &&
                          label_in(scan->doc->token[head].tag, "POS")
                      ? head
                      : end;
    const struct mention *mention;

    if (scan->mentions == NULL || end > HEADLINE_TOKENS) {
        return false;
    }
    mention = mention_over(scan->mentions, scan->passage, last - 1);
    if (mention == NULL || mention->kind == MENTION_DOCUMENT ||
        mention->kind == MENTION_PRONOUN || mention->token.end != last) {
        return false;
    }
    while (mention > scan->mentions->item &&
           mention[-1].passage == scan->passage &&
           mention[-1].token.end == last) {
        mention--;
    }
    if (mention->token.start > 0 &&
        !(mention->token.start == 1 &&
          label_in(scan->doc->token[0].tag, "DT"))) {
        return false;
    }
    frame->source = (struct span){0, end};
    frame->source_head = (uint32_t)mention->head;
    return true;
}

/* A headline "Kremlin: talks will go on"; a line of a transcript. */
void headline_find(struct scan *scan, struct claims *claims,
                   struct arena *arena)
{
    size_t len = scan->doc->len;
    struct frame frame = {.source_head = TREE_NONE, .finite = true};
    struct claim *claim;
    size_t at = 0;

    while (at < len && at <= HEADLINE_TOKENS &&
           !slice_is(token_text(scan->doc, at), ":")) {
        at++;
    }
    if (at == 0 || at + 2 >= len || at > HEADLINE_TOKENS ||
        scan->role[at] != ROLE_NONE || scan->pair_of[at] != 0 ||
        document_kind(scan->document, scan->passage) != PARAGRAPH_TITLE ||
        !names_speaker(scan, at, &frame)) {
        return;
    }
    frame.head = (uint32_t)at;
    frame.group = (struct span){at, at + 1};
    claim = claims_add(claims, scan, &frame, arena);
    if (claim != NULL) {
        claim_add_content(claim, scan, (struct span){at + 1, len}, arena);
    }
}
