#include "base/map.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "cli/import.h"
#include "cli/opening.h"
#include "record/dna.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

/* A document that became a report. */
struct place {
    long long document;
    char report[RECORD_ID_ROOM];
};

/* Statements at one place that are one act: facets of a list of sides. */
struct coding_at {
    long long document;
    struct span at; /* characters */
    char *coder;
    char *id; /* of an act of ours, NULL: none */
    json_t *set;
};

struct dna {
    struct importing *importing;
    struct place *place;
    size_t places;
    size_t place_cap;
    struct coding_at now; /* set NULL: none */
    bool own;             /* the last one was a Diplomatic act */
};

/* --- documents --- */

static bool need_flow(struct importing *importing, struct err *err)
{
    size_t placed;

    if (importing->flow != NULL) {
        return true;
    }
    if (!opening_flow(importing->session->app, &importing->session->args,
                      importing->session->record, FLOW_ACTS, &importing->flow,
                      err) ||
        !record_place_all(importing->session->record,
                          flow_copies(importing->flow), &placed, err)) {
        return false;
    }
    importing->worker = flow_worker_new(importing->flow);
    return true;
}

/* Read a document as a plain text, with what DNA says about it. */
static bool add_report(struct importing *importing,
                       const struct dna_document *one, struct place *place,
                       struct err *err)
{
    struct buf name = {0};
    struct piece piece = {.form = PIECE_TEXT,
                          .bytes = one->text,
                          .encoding = SLICE("utf-8"),
                          .title = slice_of(one->title),
                          .outlet = slice_of(one->source),
                          .published = date_parse(slice_of(one->date)),
                          .from = DATE_FROM_ARCHIVE};
    const struct flow_input input = {.piece = &piece};
    struct record_receipt receipt;
    struct reading reading = {0};
    bool ok = need_flow(importing, err);

    buf_printf(&name, "%s#%lld", importing->path, one->id);
    piece.name = buf_slice(&name);
    ok = ok &&
         flow_read(importing->flow, &importing->worker, &input, &reading, err);
    if (ok) {
        const struct record_entry entry = {
            .report = &reading.report,
            .bytes = one->text,
            .coding = &reading.coding,
            .model = lang_model_name(flow_model(importing->flow)),
            .copies = flow_copies(importing->flow),
            .tables = flow_tables(importing->flow)};

        ok = record_add(importing->session->record, &entry, &receipt, err);
        importing->reports += ok;
        memcpy(place->report, receipt.report, RECORD_ID_ROOM);
    }
    reading_release(&reading);
    buf_release(&name);
    return ok;
}

/* Whether the document is a report of this dossier that was exported. */
static bool is_ours(struct importing *importing, const struct dna_document *one,
                    struct place *place)
{
    struct arena arena = {0};
    struct report_row row;
    struct err none = {0};
    bool ours = one->notes != NULL && strlen(one->notes) == RECORD_ID &&
                query_report(importing->session->record, one->notes, &arena,
                             &row, &none);

    if (ours) {
        memcpy(place->report, one->notes, RECORD_ID_ROOM);
    }
    arena_release(&arena);
    return ours;
}

static bool document(void *context, const struct dna_document *one,
                     struct err *err)
{
    struct dna *dna = context;
    struct record_receipt receipt;
    char sha256[SHA256_HEX + 1];
    struct place place = {.document = one->id};
    struct err why = {0};
    bool has = false;

    sha256_hex(one->text, sha256);
    if (!record_has(dna->importing->session->record, sha256, &has, &receipt,
                    err)) {
        return false;
    }
    if (has) {
        memcpy(place.report, receipt.report, RECORD_ID_ROOM);
    } else if (!is_ours(dna->importing, one, &place) &&
               !add_report(dna->importing, one, &place, &why)) {
        import_fail(dna->importing, one->title, &why);
        return why.code != ERR_IO || err_set(err, why.code, "%s", why.text);
    }
    MEM_GROW(dna->place, dna->places, dna->place_cap);
    dna->place[dna->places++] = place;
    return true;
}

/* --- statements --- */

static const char *report_of(const struct dna *dna, long long document)
{
    for (size_t i = 0; i < dna->places; i++) {
        if (dna->place[i].document == document) {
            return dna->place[i].report;
        }
    }
    return NULL;
}

/* Bytes of the characters [from, to) of a text. */
static struct span bytes_of(struct slice text, struct span at)
{
    struct span span = {text.len, text.len};
    size_t len = 1;
    size_t n = 0;

    for (size_t i = 0; i < text.len; i += len, n++) {
        (void)utf8_decode(text, i, &len);
        span.start = n == at.start ? i : span.start;
        span.end = n == at.end ? i : span.end;
    }
    return span;
}

static void forget(struct dna *dna)
{
    json_decref(dna->now.set);
    free(dna->now.coder);
    free(dna->now.id);
    dna->now = (struct coding_at){0};
}

/* Hand the act over that was gathered. */
static void finish(struct dna *dna)
{
    const char *report = report_of(dna, dna->now.document);
    struct importing *importing = dna->importing;
    struct report_text text;
    struct arena arena = {0};
    struct err why = {0};
    char *set = NULL;
    bool ok;

    if (dna->now.set == NULL || report == NULL) {
        forget(dna);
        return;
    }
    ok = query_text(importing->session->record, report, &arena, &text, &why);
    if (ok) {
        struct span at = bytes_of(text.text, dna->now.at);

        json_object_set_new(dna->now.set, "text",
                            json_pack("{s:I,s:I}", "start",
                                      (json_int_t)at.start, "end",
                                      (json_int_t)at.end));
        set = json_dumps(dna->now.set, JSON_COMPACT);
        ok = import_act(importing, report, dna->now.id, dna->now.coder,
                        slice_of(set), &why);
    }
    if (!ok) {
        import_fail(importing, report, &why);
    }
    free(set);
    arena_release(&arena);
    forget(dna);
}

static const char *value_of(const struct dna_statement *one, const char *name)
{
    for (size_t i = 0; i < one->values; i++) {
        if (strcmp(one->value[i].variable, name) == 0 &&
            one->value[i].value != NULL && one->value[i].value[0] != '\0') {
            return one->value[i].value;
        }
    }
    return NULL;
}

/* Put `value` into the list under `key`, once. */
static void add_to(json_t *set, const char *key, const char *value)
{
    json_t *list = json_object_get(set, key);

    if (list == NULL) {
        list = json_array();
        json_object_set_new(set, key, list);
    }
    for (size_t i = 0; value != NULL && i < json_array_size(list); i++) {
        if (strcmp(json_string_value(json_array_get(list, i)), value) == 0) {
            return;
        }
    }
    if (value != NULL) {
        json_array_append_new(list, json_string(value));
    }
}

static bool goes_on(const struct dna *dna, const struct dna_statement *one,
                    const char *id, const char *type)
{
    const struct coding_at *now = &dna->now;
    const char *before = json_string_value(json_object_get(now->set, "type"));

    return now->set != NULL && now->document == one->document &&
           now->at.start == one->start && now->at.end == one->end &&
           before != NULL && strcmp(before, type) == 0 &&
           ((now->id == NULL) == (id == NULL)) &&
           (id == NULL || strcmp(now->id, id) == 0);
}

static bool statement(void *context, const struct dna_statement *one,
                      struct err *err)
{
    struct dna *dna = context;
    bool own = value_of(one, "act") != NULL;
    const char *type = own ? value_of(one, "act") : "state";
    const char *id = value_of(one, "id");
    const char *negated = value_of(one, own ? "negated" : "agreement");
    const char *speaker = value_of(one, own ? "speaker" : "person");
    bool same = dna->now.set != NULL && dna->now.document == one->document &&
                dna->now.at.start == one->start &&
                dna->now.at.end == one->end && one->coder != NULL &&
                dna->now.coder != NULL &&
                strcmp(dna->now.coder, one->coder) == 0;

    (void)err;
    if (!own && same && dna->own) {
        return true; /* our own reading of the same words for DNA */
    }
    if (own && same && !dna->own) {
        forget(dna);
    }
    if (!goes_on(dna, one, id, type)) {
        finish(dna);
        dna->now = (struct coding_at){
            .document = one->document,
            .at = {one->start, one->end},
            .coder = one->coder != NULL
                         ? mem_copy(one->coder, strlen(one->coder))
                         : NULL,
            .id = id != NULL ? mem_copy(id, strlen(id)) : NULL,
            .set = json_pack("{s:s}", "type", type)};
        json_object_set_new(dna->now.set, "negated",
                            json_boolean(negated != NULL &&
                                         (strcmp(negated, "0") == 0) != own));
    }
    dna->own = own;
    add_to(dna->now.set, "actor",
           value_of(one, own ? "actor" : "organization"));
    add_to(dna->now.set, "recipient", value_of(one, "recipient"));
    add_to(dna->now.set, "issue", value_of(one, own ? "issue" : "concept"));
    if (speaker != NULL) {
        json_object_set_new(dna->now.set, "speaker",
                            json_pack("{s:s}", "name", speaker));
    }
    return true;
}

bool import_dna(struct importing *importing, struct err *err)
{
    struct dna dna = {.importing = importing};
    bool ok = dna_read(importing->path, document, statement, &dna, err);

    if (ok) {
        finish(&dna);
    }
    forget(&dna);
    free(dna.place);
    return ok;
}
