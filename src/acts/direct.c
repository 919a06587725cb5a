#include "acts/phrase.h"
#include "acts/quote_parts.h"
#include "base/utf8.h"

/* A cue is looked for no further from the marks than this many tokens. */
enum { REACH = 60, NAME_TOKENS = 8 };

static bool give_behind(struct scan *scan, size_t at, struct frame *frame);
static bool give_before(struct scan *scan, size_t at, bool beside,
                        struct frame *frame);
static bool give_dash(const struct scan *scan, size_t at, struct frame *frame);
static bool stands_free(const struct scan *scan, size_t at);
static bool is_taken(const struct scan *scan, size_t at);
static bool claim_extend(struct claims *claims, struct scan *scan, size_t at);
static bool goes_on(const struct scan *scan, const struct claim *claim);
static bool is_sentence(const struct scan *scan, size_t at);
static struct claim *claim_before(const struct scan *scan,
                                  const struct claims *claims, size_t at);
static void take(struct scan *scan, struct claims *claims, size_t at,
                 const struct frame *frame, struct arena *arena);

void direct_find(struct scan *scan, struct claims *claims, struct arena *arena)
{
    for (size_t i = 0; i < scan->pairs; i++) {
        struct frame frame;

        if ((stands_free(scan, i) && give_behind(scan, i, &frame)) ||
            give_before(scan, i, false, &frame) || give_dash(scan, i, &frame)) {
            take(scan, claims, i, &frame, arena);
        }
    }
}

void direct_rest(struct scan *scan, struct claims *claims, struct arena *arena)
{
    for (size_t i = 0; i < scan->pairs; i++) {
        struct frame frame;
        struct claim *before;

        if (is_taken(scan, i)) {
            continue;
        }
        if (give_before(scan, i, true, &frame) ||
            (!stands_free(scan, i) && give_behind(scan, i, &frame))) {
            take(scan, claims, i, &frame, arena);
            continue;
        }
        if (claim_extend(claims, scan, i) || !is_sentence(scan, i)) {
            continue;
        }
        before = claim_before(scan, claims, i);
        if (before == NULL || !goes_on(scan, before)) {
            frame = (struct frame){.source_head = TREE_NONE};
            if (before != NULL) { /* by the same voice, on its own */
                frame.source = before->frame.source;
                frame.source_head = before->frame.source_head;
            } else {
                voice_before(scan, scan->pair_at[i].start, &frame);
            }
            before = claims_add(claims, scan, &frame, arena);
            before->marked = true;
        }
        claim_add_content(before, scan, scan->pair_at[i], arena);
    }
}

/* Give pair `at` to the claim of this cue, a new one or one of before:
 * “...,” he said, “...”. */
static void take(struct scan *scan, struct claims *claims, size_t at,
                 const struct frame *frame, struct arena *arena)
{
    struct claim *claim = claims->last;

    if (claim == NULL || claim->passage != scan->passage ||
        claim->frame.head != frame->head) {
        claim = claims_add(claims, scan, frame, arena);
    }
    if (claim == NULL) {
        return;
    }
    claim->marked = true;
    claim_add_content(claim, scan, scan->pair_at[at], arena);
    for (size_t i = 0; i < frame->contents; i++) {
        claim_add_content(claim, scan, frame->content[i], arena);
    }
}

static bool text_at(const struct scan *scan, size_t at, const char *text)
{
    return at < scan->doc->len && slice_is(token_text(scan->doc, at), text);
}

/* The last character of a pair that is no mark or blank. */
static char last_byte(const struct scan *scan, size_t at)
{
    struct slice inner =
        slice_trim(slice_cut(scan->doc->text, scan->pair[at].inner));

    if (slice_ends(inner, "\xE2\x80\x99") ||
        slice_ends(inner, "\xE2\x80\x9D")) {
        inner.len -= 3;
    }
    while (inner.len != 0 && strchr("'\" ", inner.ptr[inner.len - 1])) {
        inner.len--;
    }
    if (slice_ends(inner, "\xE2\x80\x94") ||
        slice_ends(inner, "\xE2\x80\x93") ||
        slice_ends(inner, "\xE2\x80\xA6")) {
        return '-';
    }
    if (inner.len == 0) {
        return ' ';
    }
    return inner.ptr[inner.len - 1];
}

/* Tokens behind pair `at` up to the next pair or the end of the sentence. */
static struct span segment_behind(const struct scan *scan, size_t at)
{
    struct span segment = {scan->pair_at[at].end, scan->pair_at[at].end};

    while (segment.end < scan->doc->len &&
           segment.end - segment.start < REACH &&
           scan->pair_of[segment.end] == 0 && !scan_stop(scan, segment.end)) {
        segment.end++;
    }
    return segment;
}

/* Tokens before pair `at` back to the pair or sentence before. */
static struct span segment_before(const struct scan *scan, size_t at)
{
    struct span segment = {scan->pair_at[at].start, scan->pair_at[at].start};

    while (segment.start > 0 && segment.end - segment.start < REACH &&
           scan->pair_of[segment.start - 1] == 0 &&
           !scan_stop(scan, segment.start - 1)) {
        segment.start--;
    }
    return segment;
}

static bool is_lower(const struct scan *scan, size_t at)
{
    struct slice text = token_text(scan->doc, at);

    return text.len != 0 && text.ptr[0] >= 'a' && text.ptr[0] <= 'z';
}

/* The noun phrase that starts right behind an inverted verb: "said [the
 * envoy]". */
static void source_behind(const struct scan *scan, struct frame *frame,
                          struct span segment)
{
    struct span within = {frame->group.end, segment.end};
    size_t at = within.start;

    while (
        at < within.end &&
        label_in(scan_tag(scan, at), "DT JJ JJS CD PRP$ NN NNP POS VBN HYPH")) {
        if (label_in(scan_tag(scan, at), "NN NNP") &&
            !label_in(scan_tag(scan, at + 1), "NN NNP NNS NNPS POS HYPH")) {
            break;
        }
        at++;
    }
    if (at < within.end &&
        label_in(scan_tag(scan, at), "NN NNP NNS NNPS PRP")) {
        frame->source_head = (uint32_t)at;
        frame->source = phrase_noun(scan->tree, (uint32_t)at, within,
                                    scan->scope == QUOTES_ALL);
        if (frame->source.start > within.start) {
            frame->source.start = within.start;
        }
    }
}

/* The words between the marks and the verb, where the parse has no subject
 * for it. */
static void source_between(const struct scan *scan, struct frame *frame,
                           struct span segment)
{
    struct span words = {segment.start, frame->group.start};
    size_t head;

    while (words.start < words.end && token_is_punct(scan->doc, words.start)) {
        words.start++;
    }
    head = words.end;
    while (head > words.start &&
           !label_in(scan_tag(scan, head - 1), "NN NNP NNS NNPS PRP")) {
        head--;
    }
    if (head > words.start && words.end - words.start <= NAME_TOKENS) {
        frame->source_head = (uint32_t)head - 1;
        frame->source = words;
    }
}

/* Whether a source the parse gives lies in the segment and outside of the
 * marks; else the words beside the verb are tried. */
static bool settle_source(const struct scan *scan, struct frame *frame,
                          struct span segment)
{
    bool there = frame->source_head != TREE_NONE &&
                 frame->source.start >= segment.start &&
                 frame->source.end <= segment.end + 1 &&
                 scan->pair_of[frame->source_head] == 0;

    if (there) {
        return true;
    }
    frame->source = (struct span){0, 0};
    frame->source_head = TREE_NONE;
    source_between(scan, frame, segment);
    if (frame->source_head == TREE_NONE) {
        source_behind(scan, frame, segment);
    }
    return frame->source_head != TREE_NONE;
}

/* “...,” X said. */
static bool give_behind(struct scan *scan, size_t at, struct frame *frame)
{
    struct span segment = segment_behind(scan, at);
    char last = last_byte(scan, at);
    size_t from = segment.start;
    bool comma = text_at(scan, from, ",");

    if (from >= segment.end || (strchr(",?!-", last) == NULL && !comma &&
                                !(last == '.' && is_lower(scan, from)))) {
        return false;
    }
    while (from < segment.end && token_is_punct(scan->doc, from)) {
        from++;
    }
    if (from < segment.end && label_in(scan_tag(scan, from), "CC")) {
        return false;
    }
    for (size_t i = from; i < segment.end; i++) {
        size_t first;

        if (!label_in(scan->doc->token[i].pos, "VERB") ||
            !frame_speech(scan, (uint32_t)i, true, frame) ||
            tree_is_dep(scan->tree, (uint32_t)i, "relcl acl amod")) {
            continue;
        }
        if (!settle_source(scan, frame, segment)) {
            continue;
        }
        first = frame->source.start < frame->group.start ? frame->source.start
                                                         : frame->group.start;
        /* a verb of no table must stand where "said" would */
        if (first > from + 1 ||
            (frame->cue == NULL &&
             ((frame->source.end != frame->group.start &&
               frame->group.end != frame->source.start) ||
              tree_child(scan->tree, (uint32_t)i, "dobj attr acomp mark") !=
                  TREE_NONE))) {
            return false;
        }
        return true;
    }
    return false;
}

/* "urged [them to leave], “as ...”": the marks are not all of it. */
static bool has_content(const struct scan *scan, const struct frame *frame,
                        size_t end)
{
    const struct tree *tree = scan->tree;
    bool hearer = frame->cue == NULL || (frame->cue->frames & FRAME_HEARER);

    for (uint32_t child = tree_first_child(tree, frame->head);
         child != TREE_NONE; child = tree_next_child(tree, child)) {
        if (child > frame->head && child < end &&
            tree_is_dep(tree, child, hearer ? "xcomp" : "xcomp dobj")) {
            return true;
        }
    }
    return false;
}

/* X said: “...”, as X put it, “...”; `beside`: the marks may follow the cue
 * without a colon or comma. */
static bool give_before(struct scan *scan, size_t at, bool beside,
                        struct frame *frame)
{
    struct span segment = segment_before(scan, at);
    size_t end = segment.end;
    bool colon;
    bool comma;

    while (end > segment.start && scan->doc->token[end - 1].is_space) {
        end--;
    }
    if (end == segment.start) {
        return false;
    }
    colon = text_at(scan, end - 1, ":");
    comma = text_at(scan, end - 1, ",");
    for (size_t i = end; i-- > segment.start;) {
        if (!frame_speech(scan, (uint32_t)i, false, frame) ||
            tree_is_dep(scan->tree, (uint32_t)i, "amod compound")) {
            continue;
        }
        if (!colon && !comma && (!beside || frame->group.end != end)) {
            return false;
        }
        if (comma && has_content(scan, frame, end)) {
            return false;
        }
        if (colon && frame->group.end != end - 1 &&
            tree_is_dep(scan->tree, (uint32_t)i, "relcl acl pcomp")) {
            continue; /* "limits that could be called a threat: ..." */
        }
        if (colon && frame->group.end == end - 1) {
            frame->group.end = end;
        }
        if (comma && tree_is_dep(scan->tree, (uint32_t)i, "parataxis")) {
            frame_around(scan, frame);
        }
        return true;
    }
    segment.end = end;
    return colon && frame_colon(scan, segment, frame);
}

/* “...” — Sergei Lavrov */
static bool give_dash(const struct scan *scan, size_t at, struct frame *frame)
{
    struct span segment = segment_behind(scan, at);
    size_t from = segment.start;

    while (from < segment.end && scan->doc->token[from].is_space) {
        from++;
    }
    if (from + 1 >= segment.end || segment.end - from > NAME_TOKENS ||
        segment.end != scan->doc->len ||
        (!text_at(scan, from, "\xE2\x80\x94") &&
         !text_at(scan, from, "\xE2\x80\x93") && !text_at(scan, from, "-")) ||
        !label_in(scan_tag(scan, from + 1), "NNP")) {
        return false;
    }
    *frame = (struct frame){.head = (uint32_t)from,
                            .group = {from, from + 1},
                            .source = {from + 1, segment.end},
                            .source_head = (uint32_t)from + 1};
    return true;
}

/* Whether a pair holds a sentence of its own: it starts where a sentence may
 * start and ends with a stop. */
static bool is_sentence(const struct scan *scan, size_t at)
{
    struct span tokens = scan->pair_at[at];
    size_t words = 0;

    if (scan->pair[at].single || tokens.end <= tokens.start) {
        return false;
    }
    for (size_t i = tokens.start; i < tokens.end && words < 2; i++) {
        words += !token_is_punct(scan->doc, i);
    }
    return words >= 2 &&
           (strchr(".?!-,", last_byte(scan, at)) != NULL ||
            scan->pair[at].no_close) &&
           (tokens.start == 0 || scan_stop(scan, tokens.start - 1) ||
            scan->doc->token[tokens.start - 1].is_space ||
            scan->pair_of[tokens.start - 1] != 0);
}

/* Whether nothing of the same clause stands before a pair: it starts a
 * sentence or follows a comma, a colon, other marks. */
static bool stands_free(const struct scan *scan, size_t at)
{
    size_t start = scan->pair_at[at].start;

    return start == 0 || scan->pair_of[start - 1] != 0 ||
           token_is_punct(scan->doc, start - 1) ||
           (label_in(scan_tag(scan, start - 1), "CC") &&
            (start == 1 || scan_stop(scan, start - 2)));
}

/* A pair right behind a comma that ends some content belongs to it: "urged
 * them to leave, “as ...”". */
static bool claim_extend(struct claims *claims, struct scan *scan, size_t at)
{
    struct span pair = scan->pair_at[at];
    size_t last = pair.start - 1;
    size_t byte;

    if (pair.start < 2 || scan_tag(scan, last)[0] != ',' ||
        scan->role[last - 1] != ROLE_CONTENT || scan->pair_of[last] != 0) {
        return false;
    }
    byte =
        scan->document->offset[scan->passage] + scan->doc->token[last - 1].end;
    for (struct claim *claim = claims->last;
         claim != NULL && claim->passage == scan->passage;
         claim = claim->before) {
        if (claim->last_piece != NULL && claim->last_piece->at.end == byte) {
            claim->last_piece->at.end =
                scan->document->offset[scan->passage] + scan->pair[at].at.end;
            claim->last_piece->mixed = true;
            for (size_t i = last; i < pair.end; i++) {
                scan->role[i] = ROLE_CONTENT;
            }
            return true;
        }
    }
    return false;
}

/* PolNeAR counts words in marks behind an indirect quote to it; the record
 * keeps them apart, as direct speech of the same voice. */
static bool goes_on(const struct scan *scan, const struct claim *claim)
{
    return scan->scope == QUOTES_ALL || claim->marked;
}

static bool is_taken(const struct scan *scan, size_t at)
{
    for (size_t i = scan->pair_at[at].start; i < scan->pair_at[at].end; i++) {
        if (scan->role[i] != ROLE_NONE) {
            return true;
        }
    }
    return false;
}

/* Whether `claim` is the better one to go on with: the later one, but words
 * in marks before other ones of the same sentence. */
static bool is_nearer(const struct scan *scan, const struct claim *claim,
                      const struct claim *best)
{
    if (claim->passage == best->passage && claim->passage == scan->passage &&
        claim->marked != best->marked &&
        tree_sentence(scan->tree, claim->frame.head) ==
            tree_sentence(scan->tree, best->frame.head)) {
        return claim->marked;
    }
    return best->frame.group.start < claim->frame.group.start;
}

/* The claim that a pair goes on with: the one of the sentence before; at the
 * start of a passage the last one of the passage before. */
static struct claim *claim_before(const struct scan *scan,
                                  const struct claims *claims, size_t at)
{
    size_t start = scan->pair_at[at].start;
    struct claim *best = NULL;

    for (struct claim *claim = claims->last; claim != NULL;
         claim = claim->before) {
        if (claim->passage + 1 < scan->passage ||
            (claim->passage != scan->passage && best != NULL)) {
            break;
        }
        if (claim->passage == scan->passage ? claim->frame.group.start < start
                                            : start == 0 && claim->marked) {
            if (best == NULL || is_nearer(scan, claim, best)) {
                best = claim;
            }
        }
    }
    return best;
}
