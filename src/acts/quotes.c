#include "acts/quotes.h"

#include "acts/phrase.h"
#include "acts/quote_parts.h"
#include "acts/speakers.h"
#include "base/mem.h"

#include <stdlib.h>

/* Who speaks in a headline stands within so many words. */
enum { HEADLINE_TOKENS = 8 };

static void scan_open(struct scan *scan, size_t passage, struct arena *arena);
static void frames_find(struct scan *scan, struct claims *claims,
                        struct arena *arena);
static void colon_find(struct scan *scan, struct claims *claims,
                       struct arena *arena);
static bool in_scope(const struct claim *claim, enum quotes_scope scope,
                     enum quote_form form);
static enum quote_form form_of(const struct claim *claim);
static void make_quote(struct quote *quote, const struct claim *claim,
                       const struct document *document, struct arena *arena);
static int by_text(const void *a, const void *b);

/* A quote and its site, sorted together. */
struct found {
    struct quote quote;
    struct quote_site site;
};

void quotes_find(struct quotes *quotes, const struct document *document,
                 const struct mentions *mentions, enum quotes_scope scope,
                 struct arena *arena)
{
    struct claims claims = {0};
    struct found *found;
    size_t count = 0;

    *quotes = (struct quotes){0};
    if (document->cues == NULL) {
        return;
    }
    for (size_t i = 0; i < document->count; i++) {
        struct scan scan = {
            .document = document, .mentions = mentions, .scope = scope};

        scan_open(&scan, i, arena);
        direct_find(&scan, &claims, arena);
        colon_find(&scan, &claims, arena);
        frames_find(&scan, &claims, arena);
        direct_rest(&scan, &claims, arena);
    }
    found = arena_alloc(arena, claims.len, sizeof *found);
    for (const struct claim *claim = claims.first; claim != NULL;
         claim = claim->next) {
        const struct frame *frame = &claim->frame;
        struct found *next = &found[count];

        if (claim->piece == NULL || !in_scope(claim, scope, form_of(claim))) {
            continue;
        }
        make_quote(&next->quote, claim, document, arena);
        next->site.passage = claim->passage;
        next->site.cue_head = frame->head;
        next->site.source_head = frame->source_head == TREE_NONE
                                     ? QUOTE_NO_TOKEN
                                     : frame->source_head;
        count++;
    }
    if (count != 0) {
        qsort(found, count, sizeof *found, by_text);
    }
    quotes->quote = arena_alloc(arena, count, sizeof *quotes->quote);
    quotes->site = arena_alloc(arena, count, sizeof *quotes->site);
    quotes->len = count;
    for (size_t i = 0; i < count; i++) {
        quotes->quote[i] = found[i].quote;
        quotes->site[i] = found[i].site;
    }
    speakers_name(quotes, document, mentions, arena);
}

static int by_text(const void *a, const void *b)
{
    const struct quote *left = &((const struct found *)a)->quote;
    const struct quote *right = &((const struct found *)b)->quote;

    return (left->text.start > right->text.start) -
           (left->text.start < right->text.start);
}

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

static void scan_open(struct scan *scan, size_t passage, struct arena *arena)
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

struct claim *claims_add(struct claims *claims, struct scan *scan,
                         const struct frame *frame, struct arena *arena)
{
    struct claim *claim;

    for (size_t i = frame->group.start; i < frame->group.end; i++) {
        if (scan->role[i] != ROLE_NONE) {
            return NULL;
        }
    }
    claim = arena_alloc(arena, 1, sizeof *claim);
    claim->frame = *frame;
    claim->passage = scan->passage;
    for (size_t i = frame->group.start; i < frame->group.end; i++) {
        scan->role[i] = ROLE_CUE;
    }
    for (size_t i = frame->source.start; i < frame->source.end; i++) {
        if (scan->role[i] == ROLE_NONE) {
            scan->role[i] = ROLE_SOURCE;
        }
    }
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

void claim_add_content(struct claim *claim, struct scan *scan,
                       struct span tokens, struct arena *arena)
{
    struct piece *piece;

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
    for (size_t i = tokens.start; i < tokens.end; i++) {
        scan->role[i] = ROLE_CONTENT;
    }
    piece = arena_alloc(arena, 1, sizeof *piece);
    piece->at = content_bytes(scan, tokens);
    for (size_t i = tokens.start; i < tokens.end; i++) {
        piece->mixed = piece->mixed || scan->pair_of[i] != 0;
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

/* Whether the source is somebody who can speak, not a thing. */
static bool is_weighty(const struct scan *scan, const struct frame *frame)
{
    const struct token *token;

    if (frame->source_head == TREE_NONE) {
        return false;
    }
    token = &scan->doc->token[frame->source_head];
    return label_in(token->pos, "PROPN PRON") ||
           label_in(token->ent_type, "PERSON ORG GPE NORP") ||
           label_in(token->tag, "NNS");
}

static bool is_strong(const struct scan *scan, const struct frame *frame)
{
    if (frame->cue == NULL || frame->cue->strength == 3) {
        return true;
    }
    for (size_t i = 0; i < frame->contents; i++) {
        for (size_t t = frame->content[i].start; t < frame->content[i].end;
             t++) {
            if (scan->pair_of[t] != 0) {
                return true;
            }
        }
    }
    return frame->cue->strength == 2 && is_weighty(scan, frame);
}

struct ranked {
    uint32_t at;
    uint32_t depth;
};

static int by_depth(const void *a, const void *b)
{
    const struct ranked *left = a;
    const struct ranked *right = b;

    if (left->depth != right->depth) {
        return left->depth < right->depth ? -1 : 1;
    }
    return left->at < right->at ? -1 : left->at > right->at;
}

/* A source where the parse has none: what the outer cue lent, else the
 * mention that ends where the cue starts. */
static void borrow_source(const struct scan *scan, struct frame *frame)
{
    const struct frame *lender = scan->lent[frame->head];
    size_t start = frame->group.start;
    const struct mention *mention;

    if (lender != NULL) {
        frame->source = lender->source;
        frame->source_head = lender->source_head;
        return;
    }
    if (frame->source_head != TREE_NONE || start == 0 ||
        scan->mentions == NULL || frame->cue->is != CUE_VERB ||
        !label_in(scan->doc->token[frame->head].tag, "VBD VBZ VBP") ||
        phrase_is_passive(scan->tree, frame->head)) {
        return;
    }
    mention = mention_over(scan->mentions, scan->passage, start - 1);
    if (mention == NULL || mention->token.end != start ||
        mention->kind == MENTION_PRONOUN) {
        return;
    }
    while (mention > scan->mentions->item &&
           mention[-1].passage == scan->passage &&
           mention[-1].token.end == start) {
        mention--;
    }
    frame->source = mention->token;
    frame->source_head = (uint32_t)mention->head;
}

/* Outer cues go first; what is put around a whole clause is outermost. */
static uint32_t rank_of(const struct scan *scan, const struct frame *frame)
{
    if (frame->cue->is == CUE_PHRASE ||
        (frame->cue->signal == SIGNAL_SPEECH &&
         tree_is_dep(scan->tree, frame->head, "parataxis"))) {
        return 0;
    }
    return (uint32_t)tree_depth(scan->tree, frame->head) + 1;
}

/* Cues by the parse, the outer before the inner ones. */
static void frames_find(struct scan *scan, struct claims *claims,
                        struct arena *arena)
{
    size_t len = scan->doc->len;
    struct ranked *order = arena_alloc(arena, len, sizeof *order);
    size_t count = 0;

    for (size_t i = 0; i < len; i++) {
        struct frame frame;

        if (scan->pair_of[i] == 0 && frame_read(scan, (uint32_t)i, &frame)) {
            order[count].at = (uint32_t)i;
            order[count++].depth = rank_of(scan, &frame);
        }
    }
    if (count != 0) {
        qsort(order, count, sizeof *order, by_depth);
    }
    for (size_t i = 0; i < count; i++) {
        struct frame frame;
        struct claim *claim;

        if (scan->role[order[i].at] != ROLE_NONE ||
            !frame_read(scan, order[i].at, &frame) ||
            !is_strong(scan, &frame)) {
            continue;
        }
        borrow_source(scan, &frame);
        claim = claims_add(claims, scan, &frame, arena);
        for (size_t k = 0; claim != NULL && k < frame.contents; k++) {
            struct span content = content_bounds(scan, claim, k);

            claim_add_content(claim, scan, content, arena);
        }
    }
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
static void colon_find(struct scan *scan, struct claims *claims,
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

/* The record keeps words in marks, and what was said or thought in a clause
 * of its own. */
static bool in_scope(const struct claim *claim, enum quotes_scope scope,
                     enum quote_form form)
{
    const struct cue *cue = claim->frame.cue;

    if (scope == QUOTES_ALL || claim->marked || cue == NULL) {
        return true;
    }
    if (cue->signal == SIGNAL_SEEMING || cue->signal == SIGNAL_DECREE) {
        return false;
    }
    return form != QUOTE_INDIRECT ||
           (claim->frame.finite && cue->signal != SIGNAL_EVIDENCE &&
            (cue->is == CUE_VERB || cue->is == CUE_PHRASE));
}

static enum quote_form form_of(const struct claim *claim)
{
    bool all = true;
    bool some = false;

    for (const struct piece *piece = claim->piece; piece != NULL;
         piece = piece->next) {
        all = all && piece->marked;
        some = some || piece->mixed;
    }
    return all ? QUOTE_DIRECT : some ? QUOTE_MIXED : QUOTE_INDIRECT;
}

static int by_place(const void *a, const void *b)
{
    const struct span *left = a;
    const struct span *right = b;

    return (left->start > right->start) - (left->start < right->start);
}

static void make_quote(struct quote *quote, const struct claim *claim,
                       const struct document *document, struct arena *arena)
{
    size_t count = 0;

    for (const struct piece *piece = claim->piece; piece != NULL;
         piece = piece->next) {
        count++;
    }
    *quote = (struct quote){.form = form_of(claim)};
    quote->content = arena_alloc(arena, count, sizeof *quote->content);
    for (const struct piece *piece = claim->piece; piece != NULL;
         piece = piece->next) {
        quote->content[quote->contents++] = piece->at;
    }
    qsort(quote->content, count, sizeof *quote->content, by_place);
    quote->text =
        (struct span){quote->content[0].start, quote->content[count - 1].end};
    quote->cue =
        document_span(document, claim->passage, claim->frame.group.start,
                      claim->frame.group.end);
    if (!span_empty(claim->frame.source)) {
        quote->has_speaker = true;
        quote->speaker.at =
            document_span(document, claim->passage, claim->frame.source.start,
                          claim->frame.source.end);
    }
}
