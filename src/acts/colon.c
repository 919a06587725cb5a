/* Who speaks words that a colon leads to, or that nothing leads to. */
#include "acts/phrase.h"
#include "acts/quote_parts.h"

/* A name before a colon has no more tokens. */
enum { NAME_TOKENS = 8 };

static bool is_voice(const struct scan *scan, uint32_t head);

/* "Kremlin: “...”": a short name and a colon. */
static bool name_colon(const struct scan *scan, struct span segment,
                       struct frame *frame)
{
    size_t head = segment.end - 1;

    if (segment.end - segment.start > NAME_TOKENS + 1 ||
        segment.end - segment.start < 2) {
        return false;
    }
    if (!label_in(scan_tag(scan, head - 1), "NNP NNPS NN NNS")) {
        return false;
    }
    for (size_t i = segment.start; i < head; i++) {
        if (label_in(scan->doc->token[i].pos, "VERB AUX")) {
            return false;
        }
    }
    *frame = (struct frame){.head = (uint32_t)head,
                            .group = {head, head + 1},
                            .source = {segment.start, head},
                            .source_head = (uint32_t)head - 1};
    return true;
}

/* "The draft contains a demand: “...”", "her advice: “...”" */
static bool noun_colon(const struct scan *scan, struct span segment,
                       struct frame *frame)
{
    const struct tree *tree = scan->tree;
    uint32_t noun = (uint32_t)segment.end - 2;
    uint32_t verb;
    uint32_t source;
    struct span within = {segment.start, segment.end - 1};

    if (segment.end - segment.start < 3 || !tree_is_pos(tree, noun, "NOUN")) {
        return false;
    }
    *frame = (struct frame){
        .cue = cues_find(scan->document->cues, CUE_NOUN,
                         scan->doc->token[noun].lemma),
        .head = noun,
        .group = {noun, segment.end},
        .source_head = TREE_NONE,
    };
    if (frame->cue == NULL) {
        return false;
    }
    verb = tree_head(tree, noun);
    source = tree_child(tree, noun, "poss");
    if (source == TREE_NONE && verb != TREE_NONE &&
        tree_is_dep(tree, noun, "dobj attr") && verb >= segment.start) {
        frame->group.start = phrase_verb(tree, verb).start;
        source = phrase_subject(tree, verb);
    }
    if (source != TREE_NONE && source >= segment.start &&
        source < frame->group.end) {
        within.end = source < frame->group.start ? frame->group.start : noun;
        frame->source_head = source;
        frame->source =
            phrase_noun(tree, source, within, scan->scope == QUOTES_ALL);
    }
    return true;
}

/* Who is named in the sentence before words that nobody is said to speak:
 * its subject, else the one named last. */
void voice_before(const struct scan *scan, size_t start, struct frame *frame)
{
    struct span sentence;
    uint32_t found = TREE_NONE;

    if (start == 0 || !scan_stop(scan, start - 1)) {
        return;
    }
    sentence = tree_sentence_span(scan->tree, (uint32_t)start - 1);
    for (size_t i = sentence.start; i < start; i++) {
        if (scan->pair_of[i] != 0 || !is_voice(scan, (uint32_t)i)) {
            continue;
        }
        found = (uint32_t)i;
        if (tree_is_dep(scan->tree, found, "nsubj")) {
            break;
        }
    }
    if (found != TREE_NONE) {
        frame->source_head = found;
        frame->source =
            phrase_noun(scan->tree, found, sentence, scan->scope == QUOTES_ALL);
    }
}

/* Whether a token heads a mention of somebody who can speak. */
static bool is_voice(const struct scan *scan, uint32_t head)
{
    const struct mention *mention =
        scan->mentions != NULL
            ? mention_headed(scan->mentions, scan->passage, head)
            : NULL;

    return mention != NULL && !mention->plural &&
           (mention->kind == MENTION_PERSON || mention->kind == MENTION_OFFICE);
}

/* A colon alone leads to words in marks; who says them may be the subject
 * before it. */
static bool bare_colon(const struct scan *scan, struct span segment,
                       struct frame *frame)
{
    uint32_t root = tree_root(
        scan->tree, tree_sentence(scan->tree, (uint32_t)segment.start));
    uint32_t subject = phrase_subject(scan->tree, root);

    *frame = (struct frame){.head = (uint32_t)segment.end - 1,
                            .group = {segment.end - 1, segment.end},
                            .source_head = TREE_NONE};
    if (subject != TREE_NONE && subject >= segment.start &&
        subject < segment.end && is_voice(scan, subject)) {
        frame->source_head = subject;
        frame->source = phrase_noun(
            scan->tree, subject, (struct span){segment.start, segment.end - 1},
            scan->scope == QUOTES_ALL);
    }
    return true;
}

bool frame_colon(const struct scan *scan, struct span segment,
                 struct frame *frame)
{
    return name_colon(scan, segment, frame) ||
           noun_colon(scan, segment, frame) || bare_colon(scan, segment, frame);
}
