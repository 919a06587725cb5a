#include "views/keep.h"

static void keep_excerpt(struct excerpt *excerpt, struct arena *arena)
{
    if (excerpt->exact.ptr != NULL) {
        excerpt->exact = arena_copy(arena, excerpt->exact);
    }
}

static struct party_row *keep_parties(const struct party_row *party,
                                      size_t parties, struct arena *arena)
{
    struct party_row *kept = arena_dup(arena, party, parties, sizeof *party);

    for (size_t i = 0; i < parties; i++) {
        kept[i].code = arena_strdup(arena, kept[i].code);
        keep_excerpt(&kept[i].at, arena);
    }
    return kept;
}

static void keep_date(struct date_row *date, struct arena *arena)
{
    date->value = arena_strdup(arena, date->value);
    date->precision = arena_strdup(arena, date->precision);
    date->from = arena_strdup(arena, date->from);
}

static void keep_speaker(struct speaker_row *speaker, struct arena *arena)
{
    keep_excerpt(&speaker->at, arena);
    speaker->name = arena_strdup(arena, speaker->name);
    speaker->code = arena_strdup(arena, speaker->code);
    speaker->role = arena_strdup(arena, speaker->role);
    speaker->of = arena_strdup(arena, speaker->of);
}

static void keep_lists(struct act_row *kept, struct arena *arena)
{
    kept->actor = keep_parties(kept->actor, kept->actors, arena);
    kept->recipient = keep_parties(kept->recipient, kept->recipients, arena);
    kept->issue =
        arena_dup(arena, kept->issue, kept->issues, sizeof *kept->issue);
    for (size_t i = 0; i < kept->issues; i++) {
        kept->issue[i] = arena_strdup(arena, kept->issue[i]);
    }
    kept->attribution = arena_dup(arena, kept->attribution, kept->attributions,
                                  sizeof *kept->attribution);
    for (size_t i = 0; i < kept->attributions; i++) {
        struct attribution_row *row = &kept->attribution[i];

        row->role = arena_strdup(arena, row->role);
        row->name = arena_strdup(arena, row->name);
        row->text = arena_strdup(arena, row->text);
    }
}

const struct act_row *keep_act(const struct act_row *row, struct arena *arena)
{
    struct act_row *kept = arena_dup(arena, row, 1, sizeof *row);

    kept->id = arena_strdup(arena, row->id);
    kept->report = arena_strdup(arena, row->report);
    kept->input = arena_strdup(arena, row->input);
    kept->outlet = arena_strdup(arena, row->outlet);
    kept->published = arena_strdup(arena, row->published);
    kept->type = arena_strdup(arena, row->type);
    kept->plover = arena_strdup(arena, row->plover);
    kept->cameo = arena_strdup(arena, row->cameo);
    kept->quote = arena_strdup(arena, row->quote);
    kept->event = arena_strdup(arena, row->event);
    kept->answers = arena_strdup(arena, row->answers);
    kept->how = arena_strdup(arena, row->how);
    kept->answer_why = arena_strdup(arena, row->answer_why);
    keep_excerpt(&kept->text, arena);
    keep_excerpt(&kept->sentence, arena);
    keep_excerpt(&kept->condition, arena);
    keep_date(&kept->date, arena);
    keep_speaker(&kept->speaker, arena);
    keep_lists(kept, arena);
    kept->review =
        (struct review_row){.state = arena_strdup(arena, row->review.state),
                            .who = arena_strdup(arena, row->review.who),
                            .at = arena_strdup(arena, row->review.at),
                            .reason = arena_strdup(arena, row->review.reason)};
    kept->why = NULL;
    kept->whys = 0;
    return kept;
}
