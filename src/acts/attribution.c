#include "acts/attribution.h"

#include "acts/parties.h"

enum { CHAIN_MAX = 8 };

static const char *copy_words(const struct scene *scene, struct span at)
{
    return arena_copy(scene->arena,
                      slice_cut(scene->document->report->text, at))
        .ptr;
}

/* One more link, unless the chain has it. */
static void add(struct act *act, enum attribution_role role, const char *name,
                const char *text)
{
    for (size_t i = 0; i < act->attributions; i++) {
        const struct attribution *link = &act->attribution[i];

        if (link->role == role && name != NULL && link->name != NULL &&
            strcmp(link->name, name) == 0) {
            return;
        }
    }
    if (act->attributions < CHAIN_MAX) {
        act->attribution[act->attributions++] =
            (struct attribution){role, name, text};
    }
}

/* What the source of a quote is: a person, a newsroom, a paper. */
static const struct mention *source_of(const struct scene *scene, long speech)
{
    const struct quote_site *site;

    if (speech < 0) {
        return NULL;
    }
    site = &scene->quotes->site[speech];
    return site->source_head != QUOTE_NO_TOKEN
               ? mention_headed(scene->mentions, site->passage,
                                site->source_head)
               : NULL;
}

static void add_speaker(const struct scene *scene, long speech, struct act *act)
{
    const struct mention *source = source_of(scene, speech);
    const struct speaker *speaker = party_speaker(scene, speech);
    enum attribution_role role = ATTRIBUTION_SPEAKER;

    if (speaker == NULL && act->has_speaker) {
        speaker = &act->speaker;
    }
    if (speaker == NULL) {
        return;
    }
    if (speaker->anonymous) {
        role = ATTRIBUTION_ANONYMOUS;
    } else if (source != NULL && source->kind == MENTION_AGENCY) {
        role = ATTRIBUTION_AGENCY;
    } else if (source != NULL && source->kind == MENTION_DOCUMENT) {
        role = ATTRIBUTION_DOCUMENT;
    } else if (speaker->name == NULL) {
        role = ATTRIBUTION_OFFICIAL;
    }
    add(act, role,
        role == ATTRIBUTION_AGENCY && speaker->name == NULL
            ? copy_words(scene, speaker->at)
            : speaker->name,
        copy_words(scene, speaker->at));
}

/* Whether a mention stands in what is told, or is the source itself. */
static bool is_inside(const struct scene *scene, const struct mention *mention,
                      long speech, const struct act *act)
{
    const struct quote *quote;

    if (mention->at.start < act->text.end &&
        mention->at.end > act->text.start) {
        return true;
    }
    if (speech < 0) {
        return false;
    }
    quote = &scene->quotes->quote[speech];
    for (size_t i = 0; i < quote->contents; i++) {
        if (mention->at.start < quote->content[i].end &&
            mention->at.end > quote->content[i].start) {
            return true;
        }
    }
    return quote->has_speaker && mention->at.start < quote->speaker.at.end &&
           mention->at.end > quote->speaker.at.start;
}

/* "said [in a statement]", "wrote [in a letter]": below the cue. */
static bool is_medium(const struct scene *scene, const struct mention *mention,
                      uint32_t cue)
{
    uint32_t in = tree_head(&scene->tree, (uint32_t)mention->head);

    return in != TREE_NONE && scene_form_is(scene, in, "in") &&
           tree_head(&scene->tree, in) == cue;
}

/* Newsrooms and papers of the sentence: "told Reuters", "in a statement". */
static void add_channels(const struct scene *scene, long speech,
                         struct span sentence, struct act *act)
{
    const struct mentions *mentions = scene->mentions;
    size_t cue = QUOTE_NO_TOKEN;

    if (speech >= 0 && scene->quotes->site[speech].passage == scene->passage) {
        cue = scene->quotes->site[speech].cue_head;
    }
    for (size_t i = sentence.start; i < sentence.end; i++) {
        const struct mention *mention =
            mention_headed(mentions, scene->passage, i);

        if (mention == NULL || is_inside(scene, mention, speech, act)) {
            continue;
        }
        if (mention->kind == MENTION_AGENCY) {
            add(act, ATTRIBUTION_AGENCY, copy_words(scene, mention->at),
                copy_words(scene, mention->at));
        } else if (mention->kind == MENTION_DOCUMENT && cue != QUOTE_NO_TOKEN &&
                   is_medium(scene, mention, (uint32_t)cue)) {
            add(act, ATTRIBUTION_DOCUMENT, NULL,
                copy_words(scene, mention->at));
        }
    }
}

void attribution_find(const struct scene *scene,
                      const struct candidate *candidate, struct act *act)
{
    const struct report *report = scene->document->report;
    long speech = candidate->speech;

    act->attribution =
        arena_alloc(scene->arena, CHAIN_MAX, sizeof *act->attribution);
    add_speaker(scene, speech, act);
    add_channels(scene, speech,
                 tree_sentence_span(&scene->tree, candidate->predicate), act);
    if (report->agency.ptr != NULL) {
        add(act, ATTRIBUTION_AGENCY,
            arena_copy(scene->arena, report->agency).ptr, NULL);
    }
    if (report->outlet.ptr != NULL) {
        add(act, ATTRIBUTION_OUTLET,
            arena_copy(scene->arena, report->outlet).ptr, NULL);
    }
}
