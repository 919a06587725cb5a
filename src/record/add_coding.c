/* add_coding.c - the quotes and acts of a report that is being added. */
#include "record/add_int.h"

static void bind_speaker(struct bind *bind, struct slice text,
                         const struct speaker *speaker)
{
    if (speaker == NULL) {
        for (int i = 0; i < 8; i++) {
            bind_null(bind);
        }
        return;
    }
    bind_span(bind, text, speaker->at);
    bind_text(bind, speaker->name);
    bind_text(bind, speaker->code);
    bind_text(bind, speaker->role);
    bind_text(bind, speaker->of);
    bind_int(bind, speaker->anonymous);
}

static bool add_pieces(struct adding *adding, size_t n, struct err *err)
{
    const struct quote *quote = &adding->entry->coding->quote[n];
    bool ok = true;

    for (size_t i = 0; ok && i < quote->contents; i++) {
        struct bind bind = {.stmt =
                                db_stmt(adding->record, SQL_PIECE_INSERT, err)};

        if (bind.stmt == NULL) {
            return false;
        }
        bind_int(&bind, adding->quote[n]);
        bind_size(&bind, i);
        bind_size(&bind, quote->content[i].start);
        bind_size(&bind, quote->content[i].end);
        ok = bind_run(adding->record, &bind, err);
    }
    return ok;
}

bool adding_quote(struct adding *adding, size_t n, struct err *err)
{
    const struct quote *quote = &adding->entry->coding->quote[n];
    const char *form = quote_form_name(quote->form);
    struct bind bind = {.stmt = db_stmt(adding->record, SQL_QUOTE_INSERT, err)};
    char id[RECORD_ID_ROOM];

    if (bind.stmt == NULL) {
        return false;
    }
    ids_begin(&adding->ids, adding->report_id, "quote");
    ids_text(&adding->ids, "form", form);
    ids_span(&adding->ids, "text", quote->text);
    for (size_t i = 0; i < quote->contents; i++) {
        ids_span(&adding->ids, "piece", quote->content[i]);
    }
    ids_end(&adding->ids, KIND_QUOTE, id);
    bind_text(&bind, id);
    bind_int(&bind, adding->report);
    bind_size(&bind, n);
    bind_text(&bind, form);
    bind_span(&bind, adding->text, quote->text);
    bind_span(&bind, adding->text, quote->cue);
    bind_speaker(&bind, adding->text,
                 quote->has_speaker ? &quote->speaker : NULL);
    if (!bind_run(adding->record, &bind, err)) {
        return false;
    }
    adding->quote[n] = sqlite3_last_insert_rowid(adding->record->db);
    return add_pieces(adding, n, err);
}

/* --- acts --- */

static void describe_parties(struct ids *ids, const char *side,
                             const struct party *party, size_t parties)
{
    for (size_t i = 0; i < parties; i++) {
        if (span_empty(party[i].at) && party[i].code != NULL) {
            ids_text(ids, side, party[i].code);
        } else {
            ids_span(ids, side, party[i].at);
        }
    }
}

static void act_id(struct adding *adding, const struct act *act,
                   char id[RECORD_ID_ROOM])
{
    struct ids *ids = &adding->ids;

    ids_begin(ids, adding->report_id, "act");
    ids_text(ids, "type", act->type);
    ids_span(ids, "text", act->text);
    describe_parties(ids, "actor", act->actor, act->actors);
    describe_parties(ids, "recipient", act->recipient, act->recipients);
    ids_end(ids, KIND_ACT, id);
}

static void bind_flags(struct bind *bind, struct slice text,
                       const struct act_flags *flags)
{
    bind_int(bind, flags->negated);
    bind_int(bind, flags->conditional);
    bind_span(bind, text, flags->condition);
    bind_int(bind, flags->future);
    bind_int(bind, flags->hypothetical);
    bind_int(bind, flags->historical);
    bind_int(bind, flags->reiterated);
    bind_int(bind, flags->anonymous);
}

static bool add_parties(struct adding *adding, long long key, const char *side,
                        const struct party *party, size_t parties,
                        struct err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < parties; i++) {
        struct bind bind = {.stmt =
                                db_stmt(adding->record, SQL_PARTY_INSERT, err)};

        if (bind.stmt == NULL) {
            return false;
        }
        bind_int(&bind, key);
        bind_text(&bind, side);
        bind_size(&bind, i);
        bind_text(&bind, party[i].code);
        bind_span(&bind, adding->text, party[i].at);
        ok = bind_run(adding->record, &bind, err);
    }
    return ok;
}

/* Texts of an act that stand in a list: issues, reasons. */
static bool add_texts(struct adding *adding, enum sql sql, long long key,
                      const char *const *text, size_t texts, struct err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < texts; i++) {
        struct bind bind = {.stmt = db_stmt(adding->record, sql, err)};

        if (bind.stmt == NULL) {
            return false;
        }
        bind_int(&bind, key);
        bind_size(&bind, i);
        bind_text(&bind, text[i]);
        ok = bind_run(adding->record, &bind, err);
    }
    return ok;
}

static bool add_attribution(struct adding *adding, long long key,
                            const struct act *act, struct err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < act->attributions; i++) {
        struct bind bind = {
            .stmt = db_stmt(adding->record, SQL_ATTRIBUTION_INSERT, err)};

        if (bind.stmt == NULL) {
            return false;
        }
        bind_int(&bind, key);
        bind_size(&bind, i);
        bind_text(&bind, attribution_role_name(act->attribution[i].role));
        bind_text(&bind, act->attribution[i].name);
        bind_text(&bind, act->attribution[i].text);
        ok = bind_run(adding->record, &bind, err);
    }
    return ok;
}

static bool add_act_parts(struct adding *adding, const struct act *act,
                          long long key, struct err *err)
{
    return add_parties(adding, key, "actor", act->actor, act->actors, err) &&
           add_parties(adding, key, "recipient", act->recipient,
                       act->recipients, err) &&
           add_texts(adding, SQL_ISSUE_INSERT, key, act->issue, act->issues,
                     err) &&
           add_texts(adding, SQL_WHY_INSERT, key, act->why, act->whys, err) &&
           add_attribution(adding, key, act, err);
}

bool adding_act(struct adding *adding, size_t n, struct err *err)
{
    const struct act *act = &adding->entry->coding->act[n];
    struct bind bind = {.stmt = db_stmt(adding->record, SQL_ACT_INSERT, err)};
    char id[RECORD_ID_ROOM];

    if (bind.stmt == NULL) {
        return false;
    }
    act_id(adding, act, id);
    bind_text(&bind, id);
    bind_int(&bind, adding->report);
    bind_size(&bind, n);
    bind_text(&bind, act->type);
    bind_text(&bind, act->plover);
    bind_text(&bind, act->cameo);
    bind_stamp(&bind, &act->date);
    bind_span(&bind, adding->text, act->text);
    bind_span(&bind, adding->text, act->sentence);
    bind_speaker(&bind, adding->text, act->has_speaker ? &act->speaker : NULL);
    bind_flags(&bind, adding->text, &act->flags);
    if (act->quote >= 0) {
        bind_int(&bind, adding->quote[act->quote]);
    } else {
        bind_null(&bind);
    }
    bind_real(&bind, act->confidence);
    bind_int(&bind, act->proposed);
    bind_int(&bind, !act->proposed);
    bind_int(&bind, act->point);
    bind_int(&bind, act->points);
    return bind_run(adding->record, &bind, err) &&
           add_act_parts(adding, act,
                         sqlite3_last_insert_rowid(adding->record->db), err);
}
