#include "acts/mention_voices.h"

/* A text has questions and answers if so many of its passages, and at least
 * one in SHARE, are questions. */
enum { QUESTIONS_LEAST = 3, SHARE = 8, NOBODY = -1 };

enum word { WORD_OTHER, WORD_I, WORD_WE, WORD_YOU, WORDS };

/* Where each word was said last, by whom the text is and by who asks. */
struct voice {
    long last[WORDS];
};

struct hearing {
    struct mentions *mentions;
    const struct document *document;
    const struct quotes *quotes;
    struct voice author;
    struct voice asker;
    struct voice *speaker; /* of each mention that speaks a quote */
    struct voice *quoted;  /* of each quote that nobody is known to speak */
    bool answers;          /* a text of questions and answers */
};

static const struct voice silent = {{NOBODY, NOBODY, NOBODY, NOBODY}};

static bool in_list(struct slice word, const char *const *list)
{
    while (*list != NULL && !slice_is(word, *list)) {
        list++;
    }
    return *list != NULL;
}

static enum word word_of(const struct hearing *hearing,
                         const struct mention *mention)
{
    static const char *const one[] = {"i", "me", "my", "mine", "myself", NULL};
    static const char *const many[] = {"we",   "us",        "our",
                                       "ours", "ourselves", NULL};
    static const char *const you[] = {"you", "your", "yours", "yourself", NULL};
    struct slice norm = hearing->document->doc[mention->passage]
                            .token[mention->token.start]
                            .norm;

    if (mention->kind != MENTION_PRONOUN) {
        return WORD_OTHER;
    }
    if (norm.len == 1 && norm.ptr[0] == 'I') {
        return WORD_I;
    }
    return in_list(norm, one)    ? WORD_I
           : in_list(norm, many) ? WORD_WE
           : in_list(norm, you)  ? WORD_YOU
                                 : WORD_OTHER;
}

static bool is_question(const struct document *document, size_t passage)
{
    struct slice text = slice_trim(document->doc[passage].text);

    return text.len != 0 && text.ptr[text.len - 1] == '?';
}

static bool has_answers(const struct document *document)
{
    size_t questions = 0;

    for (size_t i = 0; i < document->count; i++) {
        questions += is_question(document, i);
    }
    return questions >= QUESTIONS_LEAST && questions * SHARE >= document->count;
}

/* Whether a piece of a quote stands in quotation marks. */
static bool is_marked(const struct hearing *hearing, struct span content)
{
    struct slice text = slice_cut(hearing->document->report->text, content);

    return text.len != 0 &&
           (text.ptr[0] == '"' || text.ptr[0] == '\'' ||
            slice_starts(text, "\u201c") || slice_starts(text, "\u2018") ||
            slice_starts(text, "\u201e") || slice_starts(text, "\u00ab"));
}

/* The direct quote that the words are part of, NOBODY: none. */
static long quote_over(const struct hearing *hearing, struct span at)
{
    const struct quotes *quotes = hearing->quotes;

    for (size_t i = 0; i < quotes->len && quotes->quote[i].text.start <= at.end;
         i++) {
        const struct quote *quote = &quotes->quote[i];

        for (size_t k = 0; k < quote->contents; k++) {
            if (quote->content[k].start <= at.start &&
                at.end <= quote->content[k].end &&
                is_marked(hearing, quote->content[k])) {
                return (long)i;
            }
        }
    }
    return NOBODY;
}

/* The mention that a quote's speaker is, a person before an office. */
static long speaker_of(const struct hearing *hearing, const struct quote *quote)
{
    long best = NOBODY;

    for (size_t i = 0; quote->has_speaker && i < hearing->mentions->len; i++) {
        const struct mention *mention = &hearing->mentions->item[i];

        if (mention->at.start >= quote->speaker.at.start &&
            mention->at.end <= quote->speaker.at.end &&
            (best == NOBODY ||
             (mention->kind == MENTION_PERSON &&
              hearing->mentions->item[best].kind != MENTION_PERSON))) {
            best = (long)i;
        }
    }
    for (size_t steps = 0; best != NOBODY && steps < hearing->mentions->len &&
                           hearing->mentions->item[best].antecedent >= 0;
         steps++) {
        best = hearing->mentions->item[best].antecedent;
    }
    return best;
}

/* Point back to the one before, whom it stands for with it. */
static void follow(struct mention *mention, const struct mention *before,
                   long at)
{
    mention->antecedent = at;
    mention->person = before->person;
    mention->name = before->name;
    mention->role = before->role;
    mention->of = before->of;
    mention->speaks = before->speaks;
    mention->codes = before->codes;
    memcpy(mention->code, before->code, sizeof mention->code);
}

static void say(struct hearing *hearing, struct voice *voice, enum word word,
                size_t at)
{
    struct mention *mention = &hearing->mentions->item[at];

    if (voice->last[word] != NOBODY) {
        follow(mention, &hearing->mentions->item[voice->last[word]],
               voice->last[word]);
    }
    voice->last[word] = (long)at;
}

static void hear_quoted(struct hearing *hearing, size_t quote, enum word word,
                        size_t at)
{
    struct mention *mention = &hearing->mentions->item[at];
    const struct quote *told = &hearing->quotes->quote[quote];
    long speaker = speaker_of(hearing, told);

    if (speaker == NOBODY) {
        say(hearing, &hearing->quoted[quote], word, at);
        return;
    }
    if (word == WORD_I) {
        follow(mention, &hearing->mentions->item[speaker], speaker);
        return;
    }
    say(hearing, &hearing->speaker[speaker], word, at);
    if (word == WORD_WE && told->speaker.of != NULL) {
        mention->of = told->speaker.of;
        mention->code[0] = told->speaker.of;
        mention->codes = 1;
    }
}

static void hear_author(struct hearing *hearing, enum word word, size_t at)
{
    bool asked =
        hearing->answers &&
        is_question(hearing->document, hearing->mentions->item[at].passage);

    if (!asked) {
        if (!hearing->answers || word != WORD_YOU) {
            say(hearing, &hearing->author, word, at);
        }
    } else if (word == WORD_YOU) {
        say(hearing, &hearing->author, WORD_I, at);
    } else {
        say(hearing, &hearing->asker, word, at);
    }
}

static struct voice *voices_new(size_t count, struct arena *arena)
{
    struct voice *voice = arena_alloc(arena, count + 1, sizeof *voice);

    for (size_t i = 0; i < count; i++) {
        voice[i] = silent;
    }
    return voice;
}

void mentions_hear(struct mentions *mentions, const struct document *document,
                   const struct quotes *quotes, struct arena *arena)
{
    struct hearing hearing = {
        .mentions = mentions,
        .document = document,
        .quotes = quotes,
        .author = silent,
        .asker = silent,
        .speaker = voices_new(mentions->len, arena),
        .quoted = voices_new(quotes->len, arena),
        .answers = has_answers(document),
    };

    for (size_t i = 0; i < mentions->len; i++) {
        enum word word = word_of(&hearing, &mentions->item[i]);
        long quote;

        if (word == WORD_OTHER || mentions->item[i].antecedent >= 0) {
            continue;
        }
        quote = quote_over(&hearing, mentions->item[i].at);
        if (quote != NOBODY) {
            hear_quoted(&hearing, (size_t)quote, word, i);
        } else {
            hear_author(&hearing, word, i);
        }
    }
}
