/* dispute_words.c - accusations and denials; words that were cut or turned. */
#include "views/conflicts_int.h"

#include <strings.h>

/* Bytes of a report between an accusation and its denial; words of a quote
 * that can be compared; days between two reports of one speech; quotes that
 * are compared at most. */
enum { BESIDE = 900, LEAST = 5, NEAR = 30, COMPARED = 4000, TOKENS = 64 };

/* --- denials --- */

static bool names(const struct party_row *party, size_t parties,
                  const char *code)
{
    for (size_t i = 0; i < parties; i++) {
        if (party[i].code != NULL && strcmp(party[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether `act` says of `code` that it did something. */
static bool charges(const struct act_row *act, const char *code)
{
    return strcmp(act->type, "accuse") == 0 &&
           names(act->recipient, act->recipients, code) &&
           !names(act->actor, act->actors, code) && !act->negated &&
           !act->hypothetical;
}

static struct claim claim_of(struct dispute *dispute,
                             const struct source *source,
                             const struct act_row *act)
{
    struct excerpt sentence = act->sentence;

    sentence.exact = arena_copy(dispute->arena, sentence.exact);
    return (struct claim){.source = source,
                          .sentence = sentence,
                          .value = arena_copy(dispute->arena, act->text.exact)};
}

void dispute_denials(struct dispute *dispute, const struct source *source,
                     const struct act_row *act, size_t acts)
{
    for (size_t i = 0; i < acts; i++) {
        const struct act_row *denial = &act[i];

        if (strcmp(denial->type, "deny") != 0 || denial->actors != 1 ||
            denial->actor[0].code == NULL || denial->negated) {
            continue;
        }
        for (size_t j = 0; j < acts; j++) {
            size_t end = act[j].text.at.end;
            size_t start = denial->text.at.start;

            if (charges(&act[j], denial->actor[0].code) && end <= start &&
                start - end <= BESIDE) {
                struct claim charge = claim_of(dispute, source, &act[j]);
                struct claim answer = claim_of(dispute, source, denial);

                dispute_add(dispute, &charge, &answer, "claim",
                            "an accusation and its denial");
                break;
            }
        }
    }
}

/* --- quotes --- */

struct tokens {
    struct slice word[TOKENS];
    size_t len;
    bool full; /* there were more */
};

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

static struct tokens split(struct slice text)
{
    struct tokens tokens = {.len = 0};

    for (size_t at = 0; at < text.len;) {
        size_t start = at;

        while (at < text.len && is_letter(text.ptr[at])) {
            at++;
        }
        if (at == start) {
            at++;
        } else if (tokens.len < TOKENS) {
            tokens.word[tokens.len++] =
                (struct slice){text.ptr + start, at - start};
        } else {
            tokens.full = true;
        }
    }
    return tokens;
}

static bool same_word(struct slice a, struct slice b)
{
    return a.len == b.len && strncasecmp(a.ptr, b.ptr, a.len) == 0;
}

/* Where all of `part` stands in `whole`, or whole->len. */
static size_t find_part(const struct tokens *whole, const struct tokens *part)
{
    for (size_t at = 0; at + part->len <= whole->len; at++) {
        size_t i = 0;

        while (i < part->len && same_word(whole->word[at + i], part->word[i])) {
            i++;
        }
        if (i == part->len) {
            return at;
        }
    }
    return whole->len;
}

/* Whether a sentence ends between the two words of `text`. */
static bool stops_between(struct slice a, struct slice b)
{
    for (const char *at = a.ptr + a.len; at < b.ptr; at++) {
        if (strchr(".?!;:", *at) != NULL && *at != '\0') {
            return true;
        }
    }
    return false;
}

/* Whether the quote `cut` is whole as it stands: it begins with a capital and
 * ends with a stop or a comma before its quotation mark. */
static bool looks_whole(struct slice quote, const struct tokens *tokens)
{
    struct slice first = tokens->word[0];
    struct slice last = tokens->word[tokens->len - 1];
    const char *end = quote.ptr + quote.len;

    return first.ptr[0] >= 'A' && first.ptr[0] <= 'Z' &&
           last.ptr + last.len < end &&
           strchr(".,!", last.ptr[last.len]) != NULL;
}

/* Whether `cut` ends inside a sentence that `whole` goes on with. */
static bool is_cut(struct slice cut, struct slice whole)
{
    struct tokens part = split(cut);
    struct tokens all = split(whole);
    size_t at;

    if (part.len < LEAST || part.full || !looks_whole(cut, &part)) {
        return false;
    }
    at = find_part(&all, &part);
    return at < all.len && at + part.len < all.len &&
           !stops_between(all.word[at + part.len - 1],
                          all.word[at + part.len]) &&
           (at == 0 || stops_between(all.word[at - 1], all.word[at]) ||
            at == 1);
}

void dispute_quote(struct dispute *dispute)
{
    struct claim *last = &dispute->quote[dispute->quotes - 1];
    size_t first = dispute->quotes > COMPARED ? dispute->quotes - COMPARED : 0;

    for (size_t i = dispute->quotes - 1; i > first; i--) {
        struct claim *before = &dispute->quote[i - 1];

        if (before->source == last->source ||
            strcmp(before->speaker, last->speaker) != 0 ||
            sources_apart(before->source, last->source) > NEAR) {
            continue;
        }
        if (is_cut(last->value, before->value) ||
            is_cut(before->value, last->value)) {
            dispute_add(dispute, before, last, "claim",
                        "words cut short against another source");
            return;
        }
    }
}
