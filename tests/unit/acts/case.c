#include "case.h"

#include "base/buf.h"
#include "testing.h"

struct shelf shelf;

int shelf_open(void **state)
{
    struct err err = {0};

    (void)state;
    if (!analysis_lines_open(&shelf.lines, REPORTS, &err) ||
        !actors_open(&shelf.actors, DATA_DIR, NULL, &err) ||
        !cues_open(&shelf.cues, DATA_DIR, &err)) {
        print_error("%s\n", err.text);
        return 1;
    }
    return 0;
}

int shelf_close(void **state)
{
    (void)state;
    cues_free(shelf.cues);
    actors_free(shelf.actors);
    analysis_lines_release(&shelf.lines);
    return 0;
}

void case_read(struct report_case *it, bool title, enum quotes_scope scope,
               const char *const *paragraph)
{
    struct buf text = {0};
    struct analysis *doc;
    size_t count = 0;

    *it = (struct report_case){0};
    it->report.paragraph =
        arena_alloc(&it->arena, CASE_PARAGRAPHS, sizeof(struct paragraph));
    doc = arena_alloc(&it->arena, CASE_PARAGRAPHS, sizeof *doc);
    for (; paragraph[count] != NULL; count++) {
        struct slice words = slice_of(paragraph[count]);
        const struct analysis *found = analysis_lines_find(&shelf.lines, words);

        assert_non_null(found);
        doc[count] = *found;
        buf_add_str(&text, count != 0 ? "\n\n" : "");
        it->report.paragraph[count] = (struct paragraph){
            .kind = title && count == 0 ? PARAGRAPH_TITLE : PARAGRAPH_BODY,
            .at = {text.len, text.len + words.len}};
        buf_add_slice(&text, words);
    }
    it->report.paragraphs = count;
    it->report.text = arena_copy(&it->arena, buf_slice(&text));
    it->report.published.date = date_parse(SLICE("2024-06-14"));
    buf_release(&text);
    document_make(&it->document, &it->report, doc, &it->arena);
    it->document.actors = shelf.actors;
    it->document.cues = shelf.cues;
    mentions_find(&it->mentions, &it->document, &it->arena);
    quotes_find(&it->quotes, &it->document, &it->mentions, scope, &it->arena);
}

void case_release(struct report_case *it)
{
    arena_release(&it->arena);
}

const char *case_words(struct report_case *it, struct span span)
{
    return arena_copy(&it->arena, slice_cut(it->report.text, span)).ptr;
}

const struct mention *case_mention(struct report_case *it, const char *words)
{
    for (size_t i = 0; i < it->mentions.len; i++) {
        const struct mention *mention = &it->mentions.item[i];

        if (slice_is(slice_cut(it->report.text, mention->at), words)) {
            return mention;
        }
    }
    fail_msg("no mention \"%s\"", words);
    return NULL;
}
