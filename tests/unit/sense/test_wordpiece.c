/* Pieces of words, each with the bytes it came from. */
#include "sense/wordpiece.h"
#include "testing.h"

#include <stdio.h>
#include <string.h>

enum { CAP = 64 };

static const char entries[] =
    "[PAD]\n[UNK]\nthe\nre\n##fus\n##al\nnato\n\xE2\x80"
    "\x99\ns\n.\n\xE4\xB8\xAD\n\xE5\x9B\xBD\n##s\n"
    "crepe\n-\nmin\n##sk\n";

/* "re|##fus|##al": the entries of the pieces of `text`. */
static void assert_pieces(const char *text, const char *want)
{
    struct vocab *vocab = NULL;
    struct wordpiece piece[CAP];
    struct err err = {0};
    char got[512] = "";
    size_t count;

    assert_true(vocab_parse(&vocab, "v", SLICE(entries), &err));
    count = wordpiece_cut(vocab, slice_of(text), piece, CAP);
    for (size_t i = 0; i < count; i++) {
        const char *at = entries;

        for (int32_t n = 0; n < piece[i].id; n++) {
            at = strchr(at, '\n') + 1;
        }
        (void)snprintf(got + strlen(got), sizeof got - strlen(got), "%s%.*s%s",
                       i != 0 ? "|" : "", (int)strcspn(at, "\n"), at,
                       piece[i].first ? "" : "+");
    }
    assert_string_equal(got, want);
    vocab_release(vocab);
}

static void words_fall_into_the_longest_entries(void **state)
{
    (void)state;
    assert_pieces("The refusals.", "the|re|##fus+|##al+|##s+|.");
    assert_pieces("Minsk", "min|##sk+");
    assert_pieces("", "");
    assert_pieces(" \t\n", "");
}

static void what_no_entry_fits_is_unknown(void **state)
{
    char word[105];

    (void)state;
    assert_pieces("the refuge the", "the|[UNK]|the");
    memset(word, 's', sizeof word);
    word[101] = '\0';
    assert_pieces(word, "[UNK]");
    word[1] = '\0';
    assert_pieces(word, "s");
}

static void accents_case_and_controls_fall_away(void **state)
{
    (void)state;
    assert_pieces("CR\xC3\x8APE", "crepe");
    assert_pieces("cre\xCC\x82pe", "crepe");
    assert_pieces("na\xC2\xADto", "nato"); /* a soft hyphen */
    assert_pieces("na\x01to", "nato");
    assert_pieces("the\xC2\xA0the", "the|the");
}

static void signs_and_ideographs_stand_alone(void **state)
{
    (void)state;
    assert_pieces("NATO\xE2\x80\x99s", "nato|\xE2\x80\x99|s");
    assert_pieces("nato-the", "nato|-|the");
    assert_pieces("\xE4\xB8\xAD\xE5\x9B\xBD", "\xE4\xB8\xAD|\xE5\x9B\xBD");
}

static void a_piece_knows_its_bytes(void **state)
{
    struct vocab *vocab = NULL;
    struct wordpiece piece[CAP];
    struct err err = {0};

    (void)state;
    assert_true(vocab_parse(&vocab, "v", SLICE(entries), &err));
    assert_int_equal(
        wordpiece_cut(vocab, SLICE(" CR\xC3\x8APE Refusal"), piece, CAP), 4);
    assert_int_equal(piece[0].at.start, 1);
    assert_int_equal(piece[0].at.end, 7);
    assert_int_equal(piece[2].at.start, 10);
    assert_int_equal(piece[2].at.end, 13);
    assert_int_equal(wordpiece_cut(vocab, SLICE("the the the"), piece, 2), 2);
    vocab_release(vocab);
}

static void a_list_without_the_unknown_is_no_vocabulary(void **state)
{
    struct vocab *vocab = NULL;
    struct err err = {0};

    (void)state;
    assert_false(vocab_parse(&vocab, "v.txt", SLICE("a\nb\n"), &err));
    assert_null(vocab);
    assert_string_equal(err.text,
                        "v.txt: no vocabulary: it has no entry '[UNK]'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_fall_into_the_longest_entries),
        cmocka_unit_test(what_no_entry_fits_is_unknown),
        cmocka_unit_test(accents_case_and_controls_fall_away),
        cmocka_unit_test(signs_and_ideographs_stand_alone),
        cmocka_unit_test(a_piece_knows_its_bytes),
        cmocka_unit_test(a_list_without_the_unknown_is_no_vocabulary),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
