#include "base/map.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "views/conflicts_int.h"
#include "views/sentences.h"

#include <stdio.h>
#include <stdlib.h>

/* Figures of a sentence; reports that are read on when the page is full, and
 * that are read for a page at most. */
enum { FIGURES = 8, READ_ON = 60, PAGE_READS = 250 };

/* --- pieces that the kinds share --- */

size_t wording_common(const struct wording *a, const struct wording *b,
                      struct slice *shared, size_t max)
{
    size_t count = 0;

    for (size_t i = 0, j = 0; i < a->words && j < b->words;) {
        int order = slice_cmp(a->word[i], b->word[j]);

        if (order == 0) {
            if (count < max) {
                shared[count] = a->word[i];
            }
            count += count < max;
        }
        i += order <= 0;
        j += order >= 0;
    }
    return count;
}

long sources_apart(const struct source *a, const struct source *b)
{
    if (a->date.precision == DATE_NONE || b->date.precision == DATE_NONE) {
        return 0;
    }
    return labs(date_first_day(a->date) - date_first_day(b->date));
}

/* The side with this value, added if there is room; NULL if there is none. */
static struct conflict_side *side_of(struct dispute *dispute,
                                     struct conflict *conflict,
                                     const struct claim *claim)
{
    struct conflict_side *side;

    for (size_t i = 0; i < conflict->sides; i++) {
        if (slice_is(claim->value, conflict->side[i].value)) {
            return &conflict->side[i];
        }
    }
    if (conflict->sides == CONFLICT_SIDES) {
        return NULL;
    }
    side = &conflict->side[conflict->sides++];
    side->value = arena_copy(dispute->arena, claim->value).ptr;
    return side;
}

static void add_side(struct dispute *dispute, size_t number,
                     const struct claim *claim)
{
    struct conflict_side *side =
        side_of(dispute, &dispute->conflict[number], claim);

    if (side == NULL) {
        return;
    }
    for (size_t i = 0; i < side->count; i++) {
        if (strcmp(side->words[i].report, claim->source->id) == 0) {
            return;
        }
    }
    MEM_GROW(side->words, side->count, side->cap);
    side->words[side->count++] =
        (struct conflict_words){.report = claim->source->id,
                                .outlet = claim->source->outlet,
                                .sentence = claim->sentence,
                                .copy_of = claim->source->copy_of};
}

void dispute_add(struct dispute *dispute, struct claim *a, struct claim *b,
                 const char *about, const char *slot)
{
    size_t number = a->conflict;

    if (number == 0) {
        MEM_GROW(dispute->conflict, dispute->conflicts, dispute->conflict_cap);
        dispute->conflict[dispute->conflicts++] = (struct conflict){
            .about = about, .slot = slot, .date = a->source->date};
        number = dispute->conflicts;
    }
    a->conflict = number;
    b->conflict = number;
    add_side(dispute, number - 1, a);
    add_side(dispute, number - 1, b);
}

/* --- reading a report --- */

struct reader {
    struct dispute *dispute;
    const struct source *source;
    const struct report_text *text;
    size_t sentence; /* its number */
};

/* Telling words: neither numbers nor those that every report has. */
static struct wording telling_words(const struct dispute *dispute,
                                    struct slice text)
{
    struct wording wording = wording_of(text, dispute->arena);
    size_t kept = 0;

    for (size_t i = 0; i < wording.words; i++) {
        struct slice word = wording.word[i];

        if (!(word.ptr[0] >= '0' && word.ptr[0] <= '9') &&
            claim_words_role(dispute->wish->words, word) != CLAIM_COMMON) {
            wording.word[kept++] = word;
        }
    }
    wording.words = kept;
    return wording;
}

/* A headline sums up what the text says in full; a question says nothing. */
static bool is_title(const struct report_text *text, struct span at)
{
    for (size_t i = 0; i < text->paragraphs; i++) {
        if (text->paragraph[i].at.start <= at.start &&
            at.end <= text->paragraph[i].at.end) {
            return strcmp(text->paragraph[i].kind, "title") == 0;
        }
    }
    return false;
}

static bool take_sentence(void *context, struct span at)
{
    struct reader *reader = context;
    struct dispute *dispute = reader->dispute;
    const struct conflicts_wish *wish = dispute->wish;
    struct slice text = slice_cut(reader->text->text, at);
    struct figure figure[FIGURES];
    size_t figures = figures_find(wish->figures, text, figure, FIGURES);
    struct claim claim = {.source = reader->source,
                          .number = reader->sentence++};
    bool other;

    if (is_title(reader->text, at) || slice_ends(text, "?")) {
        return true;
    }
    dispute_statement(dispute, reader->source, at, text);
    if (figures == 0) {
        return true;
    }
    claim.sentence = (struct excerpt){at, arena_copy(dispute->arena, text)};
    claim.wording = telling_words(dispute, claim.sentence.exact);
    claim.vouched = claim_words_has(wish->words, text, CLAIM_SAID);
    other = claim_words_has(wish->words, text, CLAIM_OTHER);
    for (size_t i = 0; i < figures; i++) {
        claim.figure = figure[i];
        claim.value = slice_cut(claim.sentence.exact, figure[i].at);
        /* "3,000 of the 12,000 soldiers": the whole is not what is told. */
        claim.other =
            other || (i > 0 && figure[i - 1].at.end == figure[i].at.end);
        MEM_GROW(dispute->claim, dispute->claims, dispute->claim_cap);
        dispute->claim[dispute->claims++] = claim;
        dispute_number(dispute);
    }
    return true;
}

/* A piece of a quote: what stands between one pair of marks. */
static void take_piece(struct dispute *dispute, const struct source *source,
                       const struct quote_row *quote, struct span at,
                       const char *speaker)
{
    struct span inside = {at.start - quote->text.at.start,
                          at.end - quote->text.at.start};
    struct slice words =
        arena_copy(dispute->arena, slice_cut(quote->text.exact, inside));

    MEM_GROW(dispute->quote, dispute->quotes, dispute->quote_cap);
    dispute->quote[dispute->quotes++] =
        (struct claim){.source = source,
                       .sentence = {at, words},
                       .value = words,
                       .speaker = arena_strdup(dispute->arena, speaker)};
    dispute_quote(dispute);
}

static bool read_quotes(struct dispute *dispute, const struct source *source)
{
    const struct query query = {.report = source->id, .type = "direct,mixed"};
    struct arena arena = {0};
    struct quote_row *row;
    size_t rows;
    bool ok = query_load_quotes(dispute->record, &query, &arena, &row, &rows,
                                dispute->err);

    for (size_t i = 0; ok && i < rows; i++) {
        const struct quote_row *quote = &row[i];
        const char *speaker = quote->speaker.code != NULL ? quote->speaker.code
                                                          : quote->speaker.name;

        for (size_t j = 0;
             quote->has_speaker && speaker != NULL && j < quote->contents;
             j++) {
            if (quote->content[j].start >= quote->text.at.start &&
                quote->content[j].end <= quote->text.at.end) {
                take_piece(dispute, source, quote, quote->content[j], speaker);
            }
        }
    }
    arena_release(&arena);
    return ok;
}

static bool read_acts(struct dispute *dispute, const struct source *source)
{
    const struct query query = {.report = source->id, .type = "accuse,deny"};
    struct arena arena = {0};
    struct act_row *act;
    size_t acts;
    bool ok = query_load_acts(dispute->record, &query, &arena, &act, &acts,
                              dispute->err);

    if (ok) {
        dispute_denials(dispute, source, act, acts);
    }
    arena_release(&arena);
    return ok;
}

static bool read_text(struct dispute *dispute, const struct source *source)
{
    struct arena arena = {0};
    struct report_text text;
    struct reader reader = {dispute, source, &text, 0};
    bool ok =
        query_text(dispute->record, source->id, &arena, &text, dispute->err);

    if (ok) {
        sentences_each(&text, take_sentence, &reader);
    }
    arena_release(&arena);
    return ok;
}

/* Whether the page is full, and enough was read behind it. */
static bool is_enough(struct dispute *dispute)
{
    size_t limit = dispute->wish->query->limit;

    dispute->cut = limit != 0 && dispute->looked == PAGE_READS;
    if (limit == 0 || dispute->cut) {
        return dispute->cut;
    }
    dispute->looked++;
    return dispute->conflicts >= limit && dispute->full_after++ > READ_ON;
}

/* A report without a date may be of any day. */
static bool later_than(struct date told, struct date as_of)
{
    return told.precision != DATE_NONE && as_of.precision != DATE_NONE &&
           date_first_day(told) > date_last_day(as_of);
}

static bool take_report(void *context, const struct report_row *row)
{
    struct dispute *dispute = context;
    struct source *source = arena_alloc(dispute->arena, 1, sizeof *source);

    *source = (struct source){
        .id = arena_strdup(dispute->arena, row->id),
        .outlet = arena_strdup(dispute->arena, row->outlet),
        .origin = arena_strdup(dispute->arena,
                               row->family != NULL ? row->family : row->id),
        .copy_of = arena_strdup(dispute->arena, row->copy_of),
        .date = date_parse(slice_of(row->published.value))};
    if (later_than(source->date, dispute->wish->as_of)) {
        return true;
    }
    return !is_enough(dispute) && read_text(dispute, source) &&
           read_quotes(dispute, source) && read_acts(dispute, source);
}

/* --- what was found --- */

/* Claims of the same value and words in other reports stand with their side:
 * who repeats whom. */
static void add_repeats(struct dispute *dispute)
{
    struct map known = {0}; /* a sentence → 1 + its claim */

    for (size_t i = 0; i < dispute->claims; i++) {
        if (dispute->claim[i].conflict != 0) {
            *map_put(&known, dispute->claim[i].sentence.exact, NULL) = i + 1;
        }
    }
    for (size_t i = 0; i < dispute->claims; i++) {
        struct claim *claim = &dispute->claim[i];
        const uintptr_t *at = map_get(&known, claim->sentence.exact);

        if (claim->conflict == 0 && at != NULL &&
            slice_eq(dispute->claim[*at - 1].value, claim->value)) {
            add_side(dispute, dispute->claim[*at - 1].conflict - 1, claim);
        }
    }
    map_release(&known);
}

/* The act whose sentence these words are. */
static bool find_act(struct dispute *dispute, struct conflict_words *words)
{
    const struct query query = {.report = words->report};
    struct arena arena = {0};
    struct act_row *act;
    size_t acts;
    bool ok = query_load_acts(dispute->record, &query, &arena, &act, &acts,
                              dispute->err);

    for (size_t i = 0; ok && i < acts && words->act == NULL; i++) {
        if (act[i].sentence.at.start < words->sentence.at.end &&
            words->sentence.at.start < act[i].sentence.at.end) {
            words->act = arena_strdup(dispute->arena, act[i].id);
        }
    }
    arena_release(&arena);
    return ok;
}

static bool finish_side(struct dispute *dispute, struct conflict_side *side)
{
    const char **id = arena_alloc(dispute->arena, side->count, sizeof *id);

    for (size_t i = 0; i < side->count; i++) {
        id[i] = side->words[i].report;
        if (!find_act(dispute, &side->words[i])) {
            return false;
        }
    }
    return survey_count_reports(dispute->record, id, side->count, &side->told,
                                dispute->err);
}

static void make_id(struct conflict *conflict)
{
    char sha256[SHA256_HEX + 1];
    struct buf text = {0};

    buf_printf(&text, "conflict %s\n", conflict->about);
    for (size_t i = 0; i < conflict->sides; i++) {
        const struct conflict_words *words = &conflict->side[i].words[0];

        buf_printf(&text, "%s %zu %s\n", words->report,
                   words->sentence.at.start, conflict->side[i].value);
    }
    sha256_hex(buf_slice(&text), sha256);
    (void)snprintf(conflict->id, sizeof conflict->id, "c-%.16s", sha256);
    buf_release(&text);
}

static bool finish(struct dispute *dispute, struct conflict *conflict)
{
    for (size_t i = 0; i < conflict->sides; i++) {
        struct conflict_side *side = &conflict->side[i];
        struct conflict_words *kept = arena_dup(
            dispute->arena, side->words, side->count, sizeof *side->words);

        free(side->words);
        side->words = kept;
        if (!finish_side(dispute, side)) {
            return false;
        }
    }
    make_id(conflict);
    return true;
}

bool conflicts_load(struct record *record, const struct conflicts_wish *wish,
                    struct arena *arena, struct conflicts *conflicts,
                    struct err *err)
{
    struct dispute dispute = {
        .record = record, .wish = wish, .arena = arena, .err = err};
    struct query query = {.order = wish->query->order == QUERY_NEWEST
                                       ? QUERY_NEWEST
                                       : QUERY_OLDEST,
                          .report = wish->query->report,
                          .since = wish->query->since,
                          .until = wish->query->until};
    size_t limit = wish->query->limit;
    bool ok;

    *conflicts = (struct conflicts){0};
    dispute.shelf = shelf_new();
    ok = query_reports(record, &query, take_report, &dispute, err) &&
         err->code == ERR_NONE;
    add_repeats(&dispute);
    conflicts->looked = dispute.cut ? dispute.looked : 0;
    conflicts->conflict =
        arena_alloc(arena, dispute.conflicts, sizeof *conflicts->conflict);
    for (size_t i = 0; i < dispute.conflicts; i++) {
        struct conflict *conflict = &conflicts->conflict[i];
        bool wanted = ok && (limit == 0 || i < limit);

        *conflict = dispute.conflict[i];
        ok = wanted ? finish(&dispute, conflict) : ok;
        for (size_t j = 0; !wanted && j < conflict->sides; j++) {
            free(conflict->side[j].words);
        }
        conflicts->conflicts += wanted;
    }
    shelf_free(dispute.shelf);
    free(dispute.claim);
    free(dispute.quote);
    free(dispute.conflict);
    return ok;
}
