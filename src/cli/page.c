#include "cli/page.h"

#include "base/mem.h"
#include "base/term.h"
#include "cli/cells.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LABEL = 12 };

bool page_open(struct page *page, struct app *app, const struct args *args,
               struct err *err)
{
    const char *format = args->value[OPT_FORMAT];

    *page = (struct page){.app = app};
    page->json = format != NULL && strcmp(format, "json") == 0;
    if (format != NULL && !page->json && strcmp(format, "text") != 0) {
        return err_set(err, ERR_USAGE,
                       "--format %.40s: one of text json is wanted", format);
    }
    if (!sink_open(&page->sink, args->value[OPT_OUTPUT],
                   args_has(args, OPT_FORCE),
                   page->json ? SINK_JSON : SINK_SHOWN, err)) {
        return false;
    }
    page->writer = (struct json){.out = &page->sink.out};
    page->passage =
        passage_for(STDOUT_FILENO, LABEL, app->color && page->sink.terminal);
    return true;
}

bool page_close(struct page *page, bool whole, struct err *err)
{
    if (whole && page->json) {
        buf_add_char(&page->sink.out, '\n');
    }
    return sink_close(&page->sink, whole, err) && whole;
}

void page_gap(struct page *page)
{
    const struct buf *out = &page->sink.out;

    if (out->len >= 2 && !slice_ends(buf_slice(out), "\n\n")) {
        buf_add_char(&page->sink.out, '\n');
    }
}

void page_text(struct page *page, const char *label, struct slice text)
{
    struct buf *out = &page->sink.out;
    struct passage passage = page->passage;
    size_t before = out->len;
    size_t len = strlen(label);

    if (text.ptr == NULL) {
        return;
    }
    if (memchr(text.ptr, ' ', text.len) == NULL) {
        passage.width = SIZE_MAX; /* an address, a digest: never broken */
    }
    passage_write(out, &passage, text, NULL, 0);
    if (out->len == before) { /* an empty text */
        return;
    }
    memcpy(out->ptr + before, label, len < LABEL ? len : LABEL - 1);
}

void page_line(struct page *page, const char *label, const char *fmt, ...)
{
    char text[512];
    va_list args;

    va_start(args, fmt);
    (void)vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    page_text(page, label, slice_of(text));
}

void page_next(struct page *page, const char *fmt, ...)
{
    char text[128];
    va_list args;

    va_start(args, fmt);
    (void)vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    app_say(page->app, "Next: %s", text);
}

/* "Sergei Ryabkov, deputy foreign minister of RUS" */
static void add_speaker(struct buf *out, const struct speaker_row *speaker)
{
    if (speaker->name != NULL) {
        buf_add_str(out, speaker->name);
    } else {
        buf_add_slice(out, speaker->at.exact);
    }
    if (speaker->role != NULL) {
        buf_printf(out, ", %s", speaker->role);
    }
    if (speaker->of != NULL) {
        buf_printf(out, " %s %s", speaker->role != NULL ? "of" : "for",
                   speaker->of);
    }
    if (speaker->code != NULL) {
        buf_printf(out, " (%s)", speaker->code);
    }
    if (speaker->anonymous) {
        buf_add_str(out, ", not named");
    }
}

static void speaker_line(struct page *page, const struct speaker_row *speaker)
{
    struct buf text = {0};

    add_speaker(&text, speaker);
    page_text(page, "speaker", buf_slice(&text));
    if (speaker->name != NULL && speaker->at.exact.ptr != NULL &&
        !slice_is(speaker->at.exact, speaker->name)) {
        page_text(page, "named as", speaker->at.exact);
    }
    buf_release(&text);
}

/* "RUS (Moscow) -> NATO (the alliance)" */
static void add_parties(struct buf *out, const struct party_row *party,
                        size_t parties)
{
    for (size_t i = 0; i < parties; i++) {
        struct slice words = party[i].at.exact;

        buf_add_str(out, i != 0 ? ", " : "");
        if (party[i].code == NULL) {
            buf_printf(out, "\"%.*s\"", (int)words.len, words.ptr);
        } else if (words.ptr == NULL || slice_is(words, party[i].code)) {
            buf_add_str(out, party[i].code);
        } else {
            buf_printf(out, "%s (%.*s)", party[i].code, (int)words.len,
                       words.ptr);
        }
    }
}

static void parties_line(struct page *page, const char *label,
                         const struct party_row *party, size_t parties)
{
    struct buf text = {0};

    if (parties != 0) {
        add_parties(&text, party, parties);
        page_text(page, label, buf_slice(&text));
    }
    buf_release(&text);
}

/* Who says that it is so, from the speaker outward. */
static void attribution_line(struct page *page, const struct act_row *act)
{
    struct buf text = {0};

    for (size_t i = 0; i < act->attributions; i++) {
        const struct attribution_row *by = &act->attribution[i];
        const char *name = by->name != NULL ? by->name : by->text;

        buf_printf(&text, "%s%s", i != 0 ? " < " : "", by->role);
        if (name != NULL) {
            buf_printf(&text, " %s", name);
        }
    }
    page_text(page, "told by", buf_slice(&text));
    buf_release(&text);
}

void page_act_head(struct page *page, const struct act_row *act,
                   struct arena *arena)
{
    page_line(page, "act", "%s", act->id);
    page_line(page, "type", "%s", act->type);
    parties_line(page, "actor", act->actor, act->actors);
    parties_line(page, "to", act->recipient, act->recipients);
    page_text(page, "issue", cell_list(act->issue, act->issues, arena));
    page_text(page, "flags", cell_flags(act, false, arena));
    page_text(page, "condition", act->condition.exact);
    if (act->date.value != NULL) {
        page_line(page, "date", "%s (from %s)", act->date.value,
                  act->date.from);
    }
    if (act->has_speaker) {
        speaker_line(page, &act->speaker);
    }
    attribution_line(page, act);
    if (act->point != 0) {
        page_line(page, "point", "%u of %u", act->point, act->points);
    }
    page_text(page, "quote", slice_of(act->quote));
    if (act->review.state != NULL) {
        page_line(page, "review", "%s by %s, %s%s%s", act->review.state,
                  act->review.who != NULL ? act->review.who : "?",
                  act->review.at != NULL ? act->review.at : "?",
                  act->review.reason != NULL ? ": " : "",
                  act->review.reason != NULL ? act->review.reason : "");
    }
    if (!act->shown && act->review.state != NULL) {
        page_line(page, "", "taken out: no list shows it");
    } else if (!act->shown && act->proposed) {
        page_line(page, "proposal",
                  "too unsure to be listed; "
                  "demarche review accept takes it in");
    }
}

void page_quote_head(struct page *page, const struct quote_row *quote)
{
    page_line(page, "quote", "%s", quote->id);
    page_line(page, "form", "%s", quote->form);
    if (quote->has_speaker) {
        speaker_line(page, &quote->speaker);
    } else {
        page_line(page, "speaker", "not found");
    }
    page_text(page, "cue", quote->cue.exact);
}

void page_codebook(struct page *page, const struct report_row *report)
{
    if (report->codebook != NULL) {
        page_line(page, "codebook", "%.12s", report->codebook);
    }
}

void page_report_head(struct page *page, const struct report_row *report,
                      struct arena *arena)
{
    page_line(page, "words", "%zu", report->words);
    page_line(page, "found", "%zu acts, %zu quotes", report->acts,
              report->quotes);
    page_text(page, "authors",
              cell_list(report->author, report->authors, arena));
    page_text(page, "agency", slice_of(report->agency));
    page_text(page, "language", slice_of(report->language));
    page_text(page, "read by", slice_of(report->model));
    page_codebook(page, report);
}

static bool is_text(const char *kind)
{
    return strcmp(kind, "caption") != 0 && strcmp(kind, "promo") != 0 &&
           strcmp(kind, "meta") != 0;
}

void page_paragraph(struct page *page, const struct report_text *text,
                    size_t at, const struct span *mark, size_t marks)
{
    const struct paragraph_row *paragraph = &text->paragraph[at];
    struct span *inside = mem_alloc(marks, sizeof *inside);
    struct passage passage = page->passage;
    struct buf label = {0};
    size_t before = page->sink.out.len;
    size_t count = 0;

    for (size_t i = 0; i < marks; i++) {
        size_t start = mark[i].start > paragraph->at.start
                           ? mark[i].start
                           : paragraph->at.start;
        size_t end =
            mark[i].end < paragraph->at.end ? mark[i].end : paragraph->at.end;

        if (start < end) {
            inside[count++] = (struct span){start - paragraph->at.start,
                                            end - paragraph->at.start};
        }
    }
    passage.dim = !is_text(paragraph->kind);
    passage_write(&page->sink.out, &passage,
                  slice_cut(text->text, paragraph->at), inside, count);
    buf_printf(&label, passage.dim ? "[%s]" : "%s", paragraph->kind);
    if (page->sink.out.len > before + LABEL) {
        memcpy(page->sink.out.ptr + before, label.ptr,
               label.len < LABEL ? label.len : LABEL - 1);
    }
    page_gap(page);
    buf_release(&label);
    free(inside);
}
