#include "flow/flow.h"

#include "acts/code.h"
#include "acts/mention_voices.h"
#include "acts/sensed.h"
#include "base/mem.h"
#include "flow/places.h"
#include "flow/tables.h"
#include "lore/cues.h"
#include "page/lists.h"
#include "page/pieces.h"
#include "ties/gist.h"

#include <stdlib.h>

/* Passages analysed between two looks at `stop`. */
enum { BATCH = 64 };

struct flow {
    struct page_lists lists;
    struct ties_lists ties;
    struct lang_model *model;
    struct actors *actors;
    struct cues *cues;
    struct coder *coder;
    struct reader *reader;
    char *notice;
    char tables[TABLES_DIGEST + 1];
};

static bool open_model(struct flow *flow, const char *asked, struct err *err)
{
    struct buf path = {0};
    bool ok = places_model(asked, &path, err) &&
              lang_model_open(&flow->model, path.ptr, err);

    buf_release(&path);
    return ok;
}

static bool open_acts(struct flow *flow, const struct flow_settings *settings,
                      const char *data, struct err *err)
{
    return actors_open_texts(&flow->actors, data, settings->codebook,
                             settings->codebook_files, err) &&
           cues_open(&flow->cues, data, err) &&
           coder_open_texts(&flow->coder, data, flow->actors,
                            settings->codebook, settings->codebook_files, err);
}

/* The encoders stand beside the data; without them, or without trained files,
 * rules do the work, unless a reader was asked for. */
static bool open_reader(struct flow *flow, const struct flow_settings *settings,
                        const char *data, struct err *err)
{
    const char *asked = places_reader(settings->reader);
    const char *floats = getenv("DEMARCHE_FLOATS");
    struct reader_place place = {.name = asked != NULL ? asked : "base"};
    struct buf trained = {0};
    struct buf encoders = {0};
    struct err why = {0};
    bool ok;

    if (strcmp(place.name, "none") == 0) {
        return true;
    }
    if (strcmp(place.name, "base") != 0 && strcmp(place.name, "large") != 0) {
        return err_set(err, ERR_USAGE,
                       "--reader %.40s: there are base, large and none", asked);
    }
    buf_printf(&trained, "%s/models", data);
    places_models(data, &encoders);
    place.trained = trained.ptr;
    place.encoders = encoders.ptr;
    ok = reader_open(&flow->reader, &place,
                     floats != NULL ? ENCODER_FLOATS : ENCODER_BYTES, &why);
    if (!ok && why.code == ERR_MISSING && asked == NULL) {
        struct buf notice = {0};

        buf_printf(&notice,
                   "%s: rules alone decide (./dev setup fetches the encoder; "
                   "--reader none says nothing)",
                   why.text);
        flow->notice = notice.ptr;
        ok = true;
    }
    buf_release(&trained);
    buf_release(&encoders);
    return ok ||
           (why.code == ERR_MISSING
                ? err_set(err, why.code,
                          "%s (./dev setup%s fetches the %s reader's encoder)",
                          why.text,
                          strcmp(place.name, "large") == 0 ? " --large" : "",
                          place.name)
                : err_set(err, why.code, "%s", why.text));
}

/* One encoder for both that compare by meaning. */
static void share_encoder(struct flow *flow)
{
    if (strcmp(reader_encoder(flow->reader), MATTER_MODEL) == 0 &&
        getenv("DEMARCHE_FLOATS") == NULL) {
        matter_share(flow->ties.matter, reader_published(flow->reader));
    }
}

bool flow_open(struct flow **flow, const struct flow_settings *settings,
               struct err *err)
{
    struct flow *made = mem_alloc(1, sizeof *made);
    struct buf data = {0};
    bool ok = true;

    *flow = NULL;
    if (settings->data != NULL) {
        buf_add_str(&data, settings->data);
    } else {
        ok = places_data(&data, err);
    }
    ok = ok && page_lists_open(&made->lists, data.ptr, err) &&
         ties_lists_open(&made->ties, data.ptr, err);
    if (ok && settings->upto >= FLOW_LANG) {
        ok = open_model(made, settings->model, err);
    }
    if (ok && settings->upto >= FLOW_ACTS) {
        ok = open_acts(made, settings, data.ptr, err) &&
             open_reader(made, settings, data.ptr, err) &&
             tables_digest(data.ptr,
                           made->reader != NULL ? reader_name(made->reader)
                                                : "none",
                           made->tables, err);
    }
    if (ok && made->reader != NULL) {
        coder_compare(made->coder, made->reader);
        share_encoder(made);
    }
    buf_release(&data);
    if (!ok) {
        flow_free(made);
        return false;
    }
    *flow = made;
    return true;
}

void flow_free(struct flow *flow)
{
    if (flow == NULL) {
        return;
    }
    free(flow->notice);
    coder_free(flow->coder);
    reader_close(flow->reader);
    cues_free(flow->cues);
    actors_free(flow->actors);
    lang_model_free(flow->model);
    ties_lists_release(&flow->ties);
    page_lists_release(&flow->lists);
    free(flow);
}

const struct copies_lists *flow_copies(const struct flow *flow)
{
    return &flow->ties.copies;
}

const struct ties_lists *flow_ties(const struct flow *flow)
{
    return &flow->ties;
}

const struct lang_model *flow_model(const struct flow *flow)
{
    return flow->model;
}

const char *flow_notice(const struct flow *flow)
{
    return flow->notice;
}

const struct reader *flow_reader(const struct flow *flow)
{
    return flow->reader;
}

struct flow_worker flow_worker_new(const struct flow *flow)
{
    return (struct flow_worker){
        .lang = flow->model != NULL ? lang_worker_new(flow->model) : NULL,
        .bench = flow->reader != NULL ? reader_bench_new(flow->reader) : NULL};
}

void flow_worker_release(struct flow_worker *worker)
{
    lang_worker_free(worker->lang);
    reader_bench_free(worker->bench);
    *worker = (struct flow_worker){0};
}

const char *flow_tables(const struct flow *flow)
{
    return flow->tables;
}

const struct coder *flow_coder(const struct flow *flow)
{
    return flow->coder;
}

bool flow_pieces(const struct flow *flow, struct slice name, struct slice bytes,
                 const struct piece_sink *sink, struct arena *arena,
                 struct err *err)
{
    struct piece_sink told = *sink;

    told.lists = &flow->lists;
    return pieces_each(name, bytes, &told, arena, err);
}

bool flow_page(const struct flow *flow, const struct piece *piece,
               struct arena *arena, struct report *report, struct err *err)
{
    return report_read_piece(report, &flow->lists, piece, arena, err);
}

bool reading_is_coded(const struct reading *reading)
{
    const char *language = reading->report.language;

    return language == NULL || strcmp(language, "en") == 0;
}

/* The stages after `page` read English; another report stays as it is. */
static bool code_english(const struct flow *flow,
                         const struct flow_worker *worker,
                         const atomic_bool *stop, struct reading *reading,
                         struct err *err)
{
    return !reading_is_coded(reading) ||
           flow_code(flow, worker, stop, reading, err);
}

bool flow_read(const struct flow *flow, const struct flow_worker *worker,
               const struct flow_input *input, struct reading *reading,
               struct err *err)
{
    *reading = (struct reading){0};
    if (!flow_page(flow, input->piece, &reading->arena, &reading->report,
                   err) ||
        !code_english(flow, worker, input->stop, reading, err)) {
        reading_release(reading);
        return false;
    }
    return true;
}

/* Analyse the passages of the report and make the document. */
static bool analyse(const struct flow *flow, const struct flow_worker *worker,
                    const atomic_bool *stop, struct reading *reading,
                    struct err *err)
{
    struct arena *arena = &reading->arena;
    struct slice *text = NULL;
    size_t count = document_texts(&reading->report, arena, &text);
    struct analysis *doc = arena_alloc(arena, count, sizeof *doc);

    for (size_t at = 0; at < count; at += BATCH) {
        size_t some = count - at < BATCH ? count - at : BATCH;

        if (stop != NULL && atomic_load(stop)) {
            return err_set(err, ERR_BUSY, "stopped");
        }
        lang_analyse(worker->lang, text + at, some, arena, doc + at);
    }
    document_make(&reading->document, &reading->report, doc, arena);
    reading->document.actors = flow->actors;
    reading->document.cues = flow->cues;
    reading->document.reader = flow->reader;
    reading->document.bench = worker->bench;
    return true;
}

bool flow_code(const struct flow *flow, const struct flow_worker *worker,
               const atomic_bool *stop, struct reading *reading,
               struct err *err)
{
    if (!analyse(flow, worker, stop, reading, err)) {
        return false;
    }
    coding_make(flow->coder, &reading->document, &reading->arena,
                &reading->coding);
    return true;
}

void flow_mean(const struct flow *flow, struct reading *reading)
{
    const struct coding *coding = &reading->coding;
    struct meant *meant =
        arena_alloc(&reading->arena, coding->acts, sizeof *meant);
    size_t meants = 0;

    for (size_t i = 0; i < coding->acts; i++) {
        const struct act *act = &coding->act[i];
        struct span words = act->point != 0 ? act->text : act->sentence;

        if (!act->proposed && gist_is_meant(act->type) &&
            gist_to_read(act->text, act->sentence,
                         slice_cut(reading->report.text, words),
                         &meant[meants])) {
            meants++;
        }
    }
    matter_read(flow->ties.matter, meant, meants);
    reading->meant = meant;
    reading->meants = meants;
}

bool flow_quotes(const struct flow *flow, const struct flow_worker *worker,
                 struct reading *reading, struct quotes *quotes,
                 struct err *err)
{
    struct mentions mentions;

    if (!analyse(flow, worker, NULL, reading, err)) {
        return false;
    }
    mentions_find(&mentions, &reading->document, &reading->arena);
    sensed_read(&reading->document, &mentions, &reading->arena);
    quotes_find(quotes, &reading->document, &mentions, QUOTES_ALL,
                &reading->arena);
    return true;
}

bool flow_mentions(const struct flow *flow, const struct flow_worker *worker,
                   struct reading *reading, struct mentions *mentions,
                   struct err *err)
{
    struct quotes quotes;

    if (!analyse(flow, worker, NULL, reading, err)) {
        return false;
    }
    mentions_find(mentions, &reading->document, &reading->arena);
    sensed_read(&reading->document, mentions, &reading->arena);
    quotes_find(&quotes, &reading->document, mentions, QUOTES_ALL,
                &reading->arena);
    mentions_hear(mentions, &reading->document, &quotes, &reading->arena);
    return true;
}

void reading_release(struct reading *reading)
{
    arena_release(&reading->arena);
    *reading = (struct reading){0};
}
