#include "record/story.h"

#include "testing.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const text_of[STORY_REPORTS] = {
    ("Vessia wants radars gone\n\n"
     "CASTEL, March 3, 2031 — Vessia demanded that the Northern Pact withdraw "
     "its radars from the strait by summer.\n\n"
     "“We will not wait,” Foreign Minister Ilda Marn said. “The radars must "
     "go.”\n\n"
     "Photo: a radar above the strait.\n"),
    ("A second call\n\n"
     "Vessia on Wednesday again demanded that the Pact withdraw all radars "
     "from the strait. It demanded that prisoners be freed as well, and "
     "offered the Pact a joint commission if the radars go.\n"),
    ("The Northern Pact’s secretary general, Tor Eklund, refused: the café "
     "talk of radars was “no basis for talks”, he said.\n"),
};

struct story {
    struct arena *arena;
    struct report *report;
    struct coding *coding;
};

struct span story_place(struct slice text, const char *words)
{
    const char *found = strstr(text.ptr, words);
    size_t start;

    assert_non_null(found);
    start = (size_t)(found - text.ptr);
    return (struct span){start, start + strlen(words)};
}

static struct span place(const struct story *story, const char *words)
{
    return story_place(story->report->text, words);
}

static struct party *party(const struct story *story, const char *code,
                           const char *words)
{
    struct party *one = arena_alloc(story->arena, 1, sizeof *one);

    one->code = code;
    if (words != NULL) {
        one->at = place(story, words);
    }
    return one;
}

static void add_paragraphs(const struct story *story,
                           const enum paragraph_kind *kind, size_t kinds)
{
    struct report *report = story->report;
    const char *at = report->text.ptr;

    report->paragraph =
        arena_alloc(story->arena, kinds, sizeof *report->paragraph);
    for (size_t i = 0; i < kinds; i++) {
        size_t start = (size_t)(at - report->text.ptr);
        size_t len = strcspn(at, "\n");

        report->paragraph[report->paragraphs++] =
            (struct paragraph){kind[i], {start, start + len}};
        at += len;
        at += strspn(at, "\n");
    }
}

static const char *const *one_text(const struct story *story, const char *text)
{
    return arena_dup(story->arena, (const void *)&text, 1, sizeof text);
}

static struct act demand(const struct story *story, const char *words,
                         const char *sentence)
{
    struct act act = {.type = "demand",
                      .plover = "REQUEST",
                      .cameo = "10",
                      .actors = 1,
                      .text = place(story, words),
                      .sentence = place(story, sentence),
                      .quote = -1,
                      .confidence = 0.91234567,
                      .date = story->report->published};

    act.date.from = DATE_FROM_PUBLISHED;
    act.issue = (const char **)(uintptr_t)one_text(story, "radars");
    act.issues = 1;
    act.why = (const char **)(uintptr_t)one_text(story, "lexicon: demand");
    act.whys = 1;
    return act;
}

static struct quote quote_by_marn(const struct story *story)
{
    struct quote quote = {
        .form = QUOTE_DIRECT, .contents = 2, .has_speaker = true};

    quote.content = arena_alloc(story->arena, 2, sizeof *quote.content);
    quote.content[0] = place(story, "“We will not wait,”");
    quote.content[1] = place(story, "“The radars must go.”");
    quote.text = (struct span){quote.content[0].start, quote.content[1].end};
    quote.cue = place(story, "said");
    quote.speaker =
        (struct speaker){.at = place(story, "Foreign Minister Ilda Marn"),
                         .name = "Ilda Marn",
                         .code = "ilda-marn",
                         .role = "foreign minister",
                         .of = "VES"};
    return quote;
}

static void tell_first(struct story *story)
{
    const enum paragraph_kind kind[] = {PARAGRAPH_TITLE, PARAGRAPH_LEAD,
                                        PARAGRAPH_BODY, PARAGRAPH_CAPTION};
    struct coding *coding = story->coding;
    struct report *report = story->report;

    add_paragraphs(story, kind, 4);
    report->title = slice_cut(report->text, report->paragraph[0].at);
    report->outlet = SLICE("Castel Courier");
    report->author = arena_alloc(story->arena, 1, sizeof *report->author);
    report->author[report->authors++] = SLICE("Ana Brisk");
    report->published = (struct stamp){{DATE_DAY, 2031, 3, 3}, DATE_FROM_TEXT};
    coding->quote[coding->quotes++] = quote_by_marn(story);
    coding->act[0] = demand(story,
                            "demanded that the Northern Pact withdraw its "
                            "radars from the strait",
                            "Vessia demanded that the Northern Pact withdraw "
                            "its radars from the strait by summer.");
    coding->act[0].actor = party(story, "VES", "Vessia demanded");
    coding->act[0].actor->at.end -= strlen(" demanded");
    coding->act[0].recipient = party(story, "NPACT", "Northern Pact");
    coding->act[0].recipients = 1;
    coding->act[1] =
        demand(story, "“The radars must go.”", "“The radars must go.”");
    coding->act[1].actor = party(story, "VES", NULL);
    coding->act[1].has_speaker = true;
    coding->act[1].speaker = coding->quote[0].speaker;
    coding->act[1].quote = 0;
    coding->act[1].flags.conditional = true;
    coding->act[1].flags.condition = place(story, "by summer");
    coding->act[1].attribution =
        arena_alloc(story->arena, 1, sizeof(struct attribution));
    coding->act[1].attribution[0] = (struct attribution){
        ATTRIBUTION_SPEAKER, "Ilda Marn", "Foreign Minister Ilda Marn"};
    coding->act[1].attributions = 1;
    coding->acts = 2;
}

static void tell_second(struct story *story)
{
    const enum paragraph_kind kind[] = {PARAGRAPH_TITLE, PARAGRAPH_LEAD};
    const char *first = "Vessia on Wednesday again demanded that the Pact "
                        "withdraw all radars from the strait.";
    const char *second = "It demanded that prisoners be freed as well, and "
                         "offered the Pact a joint commission if the radars "
                         "go.";
    struct coding *coding = story->coding;

    add_paragraphs(story, kind, 2);
    story->report->outlet = SLICE("Harbour News");
    story->report->published =
        (struct stamp){{DATE_DAY, 2031, 3, 5}, DATE_FROM_PAGE};
    coding->act[0] = demand(
        story, "demanded that the Pact withdraw all radars from the strait",
        first);
    coding->act[0].flags.reiterated = true;
    coding->act[1] = demand(story, "demanded that prisoners be freed", second);
    coding->act[1].issues = 0;
    coding->act[2] =
        demand(story, "offered the Pact a joint commission", second);
    coding->act[2].type = "offer";
    coding->act[2].plover = "AGREE";
    coding->acts = 3;
    for (size_t i = 0; i < coding->acts; i++) {
        coding->act[i].actor = party(story, "VES", "Vessia");
        coding->act[i].recipient = party(story, "NPACT", "Pact");
        coding->act[i].recipients = 1;
    }
}

static void tell_third(struct story *story)
{
    const enum paragraph_kind kind[] = {PARAGRAPH_LEAD};
    struct coding *coding = story->coding;
    struct act *act = &coding->act[coding->acts++];
    struct quote *quote = &coding->quote[coding->quotes++];

    add_paragraphs(story, kind, 1);
    *quote = (struct quote){.form = QUOTE_MIXED,
                            .text = place(story, "“no basis for talks”"),
                            .cue = place(story, "said")};
    *act = demand(story, "refused", story->report->text.ptr);
    act->sentence.end--; /* the line end */
    act->type = "reject";
    act->plover = "REJECT";
    act->cameo = "12";
    act->actor = party(story, "NPACT", "Northern Pact");
    act->confidence = 1;
    act->issues = 0;
}

struct record_entry story_entry(size_t n, struct arena *arena)
{
    static const char *const input[] = {"in/a.txt", "in/b.txt", "in/c.txt"};
    void (*const tell[])(struct story *) = {tell_first, tell_second,
                                            tell_third};
    struct story story = {arena, arena_alloc(arena, 1, sizeof *story.report),
                          arena_alloc(arena, 1, sizeof *story.coding)};

    story.report->text = slice_of(text_of[n]);
    story.report->input = slice_of(input[n]);
    story.report->language = "en";
    story.report->genre = "news";
    story.report->encoding = "utf-8";
    story.coding->quote = arena_alloc(arena, 2, sizeof(struct quote));
    story.coding->act = arena_alloc(arena, 4, sizeof(struct act));
    tell[n](&story);
    return (struct record_entry){.report = story.report,
                                 .bytes = story.report->text,
                                 .coding = story.coding,
                                 .model = "tiny 1.0"};
}

/* --- files --- */

void story_folder(char path[64])
{
    const char *base = getenv("TMPDIR");

    (void)snprintf(path, 64, "%.40s/record-XXXXXX",
                   base != NULL ? base : "/tmp");
    assert_non_null(mkdtemp(path));
}

void story_clear(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;

    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] != '.') {
            (void)remove(story_path(path, entry->d_name));
        }
    }
    (void)closedir(folder);
    assert_int_equal(rmdir(path), 0);
}

const char *story_path(const char *folder, const char *name)
{
    static char path[512];

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

void story_fill(const char *path, const char *order)
{
    struct record *record;
    struct err err = {0};
    struct arena arena = {0};

    if (!record_open(&record, path, RECORD_CREATE, &err)) {
        fail_msg("%s", err.text);
    }
    for (; *order != '\0'; order++) {
        struct record_entry entry = story_entry((size_t)(*order - '0'), &arena);
        struct record_receipt receipt;

        if (!record_add(record, &entry, &receipt, &err)) {
            fail_msg("%s", err.text);
        }
    }
    record_close(record);
    arena_release(&arena);
}

struct record *story_open(char folder[64])
{
    struct record *record;
    struct err err = {0};

    story_folder(folder);
    story_fill(story_path(folder, "t.demarche"), "012");
    if (!record_open(&record, story_path(folder, "t.demarche"), RECORD_READ,
                     &err)) {
        fail_msg("%s", err.text);
    }
    return record;
}

void story_close(struct record *record, const char *folder)
{
    record_close(record);
    story_clear(folder);
}

static bool keep_line(void *context, struct slice line, struct err *err)
{
    (void)err;
    buf_add_slice(context, line);
    return true;
}

void story_export(const char *path, struct buf *out)
{
    struct record *record;
    struct err err = {0};

    if (!record_open(&record, path, RECORD_READ, &err) ||
        !record_export(record, keep_line, out, &err)) {
        fail_msg("%s", err.text);
    }
    record_close(record);
}
