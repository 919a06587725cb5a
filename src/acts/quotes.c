#include "acts/quotes.h"

#include "acts/phrase.h"
#include "acts/quote_parts.h"
#include "acts/speakers.h"
#include "base/mem.h"
#include "sense/reader.h"

#include <stdlib.h>

static void frames_find(struct scan *scan, struct claims *claims,
                        struct arena *arena);
static bool in_scope(const struct claim *claim, enum quotes_scope scope,
                     const struct mentions *mentions);
static enum quote_form form_of(const struct claim *claim);
static void make_quote(struct quote *quote, const struct claim *claim,
                       const struct document *document, enum quotes_scope scope,
                       struct arena *arena);
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
        tagged_claims(&scan, &claims, arena);
        direct_find(&scan, &claims, arena);
        headline_find(&scan, &claims, arena);
        frames_find(&scan, &claims, arena);
        direct_rest(&scan, &claims, arena);
    }
    found = arena_alloc(arena, claims.len, sizeof *found);
    for (const struct claim *claim = claims.first; claim != NULL;
         claim = claim->next) {
        const struct frame *frame = &claim->frame;
        struct found *next = &found[count];

        if ((claim->piece == NULL && !claim->tagged) ||
            !in_scope(claim, scope, mentions)) {
            continue;
        }
        make_quote(&next->quote, claim, document, scope, arena);
        next->site.passage = claim->passage;
        next->site.score = claim->score;
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

/* Whether the source is somebody who can speak, not a thing. */
static bool is_weighty(const struct scan *scan, const struct frame *frame)
{
    const struct token *token;

    if (frame->source_head == TREE_NONE) {
        return false;
    }
    token = &scan->doc->token[frame->source_head];
    if (slice_is(token->norm, "it")) {
        return false;
    }
    return label_in(token->pos, "PROPN PRON") ||
           label_in(token->ent_type, "PERSON ORG GPE NORP") ||
           label_in(token->tag, "NNS");
}

static bool is_strong(const struct scan *scan, const struct frame *frame)
{
    bool read = scan->document->reader != NULL &&
                reader_attributes(scan->document->reader);

    if (read && (frame->cue == NULL || frame->cue->strength < 3)) {
        return false; /* the reader saw it and passed it over */
    }
    if (frame->cue == NULL || frame->cue->strength == 3 ||
        (frame->cue->strength == 2 && frame->finite)) {
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

/* "[what] he called “a ray of hope”" */
static bool is_what(const struct scan *scan, struct span tokens)
{
    tokens = scan_trim(scan, tokens);
    while (tokens.end - tokens.start > 1 &&
           scan->role[tokens.end - 1] == ROLE_SOURCE) {
        tokens.end--;
    }
    return tokens.end - tokens.start == 1 &&
           label_in(scan->doc->token[tokens.start].tag, "WP WDT");
}

static bool has_what(const struct tree *tree, uint32_t verb)
{
    for (uint32_t child = tree_first_child(tree, verb); child != TREE_NONE;
         child = tree_next_child(tree, child)) {
        uint32_t object = tree_is_dep(tree, child, "prep")
                              ? tree_child(tree, child, "pobj")
                              : child;

        if (object != TREE_NONE && tree_is_tag(tree, object, "WP") &&
            !tree_is_dep(tree, object, "nsubj nsubjpass")) {
            return true;
        }
    }
    return false;
}

/* "what he described as their “hybrid war”" is his word, whoever else is
 * told to speak around it. */
static bool names_in_marks(const struct scan *scan, const struct frame *frame)
{
    struct span last;

    if (frame->cue->signal != SIGNAL_SPEECH || frame->finite ||
        frame->contents == 0 || frame->source_head == TREE_NONE ||
        !has_what(scan->tree, frame->head)) {
        return false;
    }
    last = scan_trim(scan, frame->content[frame->contents - 1]);
    for (size_t i = last.start; i < last.end; i++) {
        if (scan->pair_of[i] != 0) {
            return true;
        }
    }
    return false;
}

/* Outer cues go first; what is put around a whole clause is outermost. */
static uint32_t rank_of(const struct scan *scan, const struct frame *frame)
{
    if (scan->scope == QUOTES_SAID && names_in_marks(scan, frame)) {
        return 0;
    }
    if (frame->outer || frame->cue->is == CUE_PHRASE ||
        (frame->cue->signal == SIGNAL_SPEECH &&
         tree_is_dep(scan->tree, frame->head, "parataxis"))) {
        return 0;
    }
    return scan->depth[frame->head];
}

static bool is_content(const struct scan *scan, struct span tokens)
{
    for (size_t i = tokens.start; i < tokens.end; i++) {
        if (scan->role[i] == ROLE_CONTENT) {
            return true;
        }
    }
    return false;
}

/* A source that lies in another quote is none: the voice is that of the cue
 * before in the same sentence. */
static void share_source(const struct scan *scan, const struct claims *claims,
                         struct frame *frame)
{
    size_t sentence = tree_sentence(scan->tree, frame->head);

    frame->source = (struct span){0, 0};
    frame->source_head = TREE_NONE;
    for (const struct claim *claim = claims->last;
         claim != NULL && claim->passage == scan->passage;
         claim = claim->before) {
        if (claim->frame.head < frame->head &&
            claim->frame.source_head != TREE_NONE &&
            !span_empty(claim->frame.group) &&
            tree_sentence(scan->tree, claim->frame.head) == sentence) {
            frame->source = claim->frame.source;
            frame->source_head = claim->frame.source_head;
            return;
        }
    }
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
        if (is_content(scan, frame.source)) {
            share_source(scan, claims, &frame);
        }
        source_beside(scan, &frame);
        claim = claims_add(claims, scan, &frame, arena);
        for (size_t k = 0; claim != NULL && k < frame.contents; k++) {
            struct span content = content_bounds(scan, claim, k);

            if (scan->scope == QUOTES_SAID && frame.contents > 1 &&
                is_what(scan, content)) {
                continue;
            }

            claim_add_content(claim, scan, content, arena);
        }
    }
}

/* Whether the source is somebody, not a thing that shows something. */
static bool can_speak(const struct mentions *mentions,
                      const struct claim *claim)
{
    const struct mention *mention;

    if (mentions == NULL || claim->frame.source_head == TREE_NONE) {
        return false;
    }
    mention =
        mention_headed(mentions, claim->passage, claim->frame.source_head);
    if (mention == NULL) {
        return false;
    }
    if (mention->kind == MENTION_PRONOUN && mention->antecedent >= 0) {
        mention = &mentions->item[mention->antecedent];
    }
    return mention->kind != MENTION_DOCUMENT && mention->kind != MENTION_NAME &&
           mention->kind != MENTION_PRONOUN;
}

static bool has_verb(const struct claim *claim)
{
    for (const struct piece *piece = claim->piece; piece != NULL;
         piece = piece->next) {
        if (piece->told) {
            return true;
        }
    }
    return false;
}

/* The record keeps words in marks, and what was said or thought in a clause
 * of its own. */
static bool in_scope(const struct claim *claim, enum quotes_scope scope,
                     const struct mentions *mentions)
{
    const struct cue *cue = claim->frame.cue;

    if (scope == QUOTES_ALL || claim->marked || cue == NULL) {
        return true;
    }
    if (cue->signal == SIGNAL_SEEMING || cue->signal == SIGNAL_DECREE) {
        return false;
    }
    if (cue->signal == SIGNAL_EVIDENCE && !can_speak(mentions, claim)) {
        return false;
    }
    if (form_of(claim) != QUOTE_INDIRECT) {
        return cue->is == CUE_VERB || cue->is == CUE_PHRASE ||
               !span_empty(claim->frame.source);
    }
    return cue->signal != SIGNAL_KNOWLEDGE && claim->frame.finite &&
           !claim->frame.infinitive && has_verb(claim) &&
           (cue->is == CUE_VERB || cue->is == CUE_PHRASE);
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

/* PolNeAR counts a colon to the cue; the record gives words alone. */
static struct span cue_span(const struct claim *claim,
                            const struct document *document,
                            enum quotes_scope scope)
{
    struct span group = claim->frame.group;
    const struct analysis *doc = &document->doc[claim->passage];

    while (scope == QUOTES_SAID && group.end > group.start &&
           token_is_punct(doc, group.end - 1)) {
        group.end--;
    }
    return document_span(document, claim->passage, group.start, group.end);
}

static void make_quote(struct quote *quote, const struct claim *claim,
                       const struct document *document, enum quotes_scope scope,
                       struct arena *arena)
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
    if (count != 0) {
        qsort(quote->content, count, sizeof *quote->content, by_place);
    }
    quote->cue = cue_span(claim, document, scope);
    quote->text = count != 0 ? (struct span){quote->content[0].start,
                                             quote->content[count - 1].end}
                             : quote->cue;
    if (!span_empty(claim->frame.source)) {
        quote->has_speaker = true;
        quote->speaker.at =
            document_span(document, claim->passage, claim->frame.source.start,
                          claim->frame.source.end);
    }
}
