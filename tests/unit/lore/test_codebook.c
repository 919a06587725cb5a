/* A dossier's own codebook adds to the general tables and overrules them. */
#include "lore/actors.h"
#include "testing.h"

enum { HITS = 8 };

#define FILES(...) \
    (struct codebook_text[]){__VA_ARGS__}, \
        sizeof((struct codebook_text[]){__VA_ARGS__}) / \
            sizeof(struct codebook_text)
#define TEXT(file, text) \
    { \
        file, SLICE(text) \
    }

static struct actors *open_texts(const struct codebook_text *text, size_t texts)
{
    struct actors *actors;
    struct err err = {0};

    if (!actors_open_texts(&actors, DATA_DIR, text, texts, &err)) {
        fail_msg("%s", err.text);
    }
    return actors;
}

/* Opening fails, and the message starts with this. */
static void assert_refused(const struct codebook_text *text, size_t texts,
                           const char *message)
{
    struct actors *actors;
    struct err err = {0};

    assert_false(actors_open_texts(&actors, DATA_DIR, text, texts, &err));
    assert_null(actors);
    if (!slice_starts(slice_of(err.text), message)) {
        fail_msg("%s", err.text);
    }
}

static const char *first_code(const struct actors *actors, const char *name)
{
    struct slice word = slice_of(name);
    struct name_hit hit[HITS];

    return actors_by_name(actors, &word, 1, hit, HITS) > 0 ? hit[0].actor->code
                                                           : "";
}

static void an_invented_world(void **state)
{
    struct actors *actors = open_texts(FILES(
        TEXT("people.tsv",
             "person\tname\tfamily\tspellings\toffice\tof\tat\tfrom\tto\n"
             "ana-keller\tAna Keller\t\t\tforeign-minister\tVAL\t\t2027-03\n"
             "ana-keller\t\t\t\tambassador\tVAL\tNPC\t2021\t2027-02-28\n"
             "toma-rusk\tToma Rusk\t\tThomas Rusk\n"),
        TEXT("actors.tsv", "code\tkind\tname\n"
                           "VAL\tstate\tValdria\n"
                           "NPC\torganisation\tNorthern Pact Council\n"),
        TEXT("aliases.tsv", "name\tcode\tuse\n"
                            "Valdrian\tVAL\tadjective\n"
                            "alliance\tNPC\tcommon\n"
                            "Kremlin\t-\n"),
        TEXT("members.tsv", "group\tmember\tfrom\tto\nNPC\tVAL\t1998\n"),
        TEXT("offices.tsv",
             "office\ttitle\tlevel\tspeaks\tof\n"
             "first-steward\tFirst Steward\t1\tyes\tVAL\n"
             "foreign-minister\tWarden of|for Foreign Affairs\n"),
        TEXT("notes.txt", "not a table")));
    struct slice title[] = {SLICE("Warden"), SLICE("for"), SLICE("Foreign"),
                            SLICE("Affairs")};
    struct office_hit office;
    const struct tenure *hit[HITS];

    (void)state;
    assert_string_equal(first_code(actors, "Valdria"), "VAL");
    assert_string_equal(first_code(actors, "alliance"), "NPC");
    assert_string_equal(first_code(actors, "Kremlin"), "");
    assert_string_equal(first_code(actors, "Moscow"), "RUS");
    assert_true(actors_by_code(actors, SLICE("VAL"))->codebook);
    assert_string_equal(actors_by_code(actors, SLICE("VAL"))->adjective,
                        "Valdrian");
    assert_true(
        actors_member(actors, "NPC", "VAL", date_parse(SLICE("2020-05-01"))));
    assert_true(actors_office(actors, title, 4, &office));
    assert_string_equal(office.office->code, "foreign-minister");
    assert_true(actors_person(actors, SLICE("Keller"),
                              date_parse(SLICE("2027-06-01")), hit, HITS) > 0);
    assert_string_equal(hit[0]->office->code, "foreign-minister");
    assert_int_equal(actors_person(actors, SLICE("Thomas Rusk"),
                                   (struct date){0}, hit, HITS),
                     1);
    assert_null(hit[0]->office);
    actors_free(actors);
}

static void a_person_of_the_codebook_goes_before(void **state)
{
    struct actors *actors = open_texts(
        FILES(TEXT("people.tsv",
                   "person\tname\tfamily\tspellings\toffice\tof\tat\tfrom\tto\n"
                   "sergei-lavrov\tSergei Lavrov\t\t\tspeaker\tRUS\n"
                   "ann-putin\tAnn Putin\t\t\tambassador\tNZL\tFJI\n")));
    const struct tenure *hit[HITS];
    struct slice title[] = {SLICE("foreign"), SLICE("minister")};
    struct office_hit office;
    struct date day = date_parse(SLICE("2021-12-10"));

    (void)state;
    assert_int_equal(
        actors_person(actors, SLICE("Sergei Lavrov"), day, hit, HITS), 1);
    assert_string_equal(hit[0]->office->code, "speaker");
    assert_true(actors_office(actors, title, 2, &office));
    assert_int_equal(
        actors_holder(actors, office.office, "RUS", day, hit, HITS), 0);
    assert_true(actors_person(actors, SLICE("Putin"), day, hit, HITS) > 1);
    assert_string_equal(hit[0]->person, "ann-putin");
    assert_string_equal(hit[1]->person, "vladimir-putin");
    actors_free(actors);
}

static void mistakes_are_told_with_file_and_line(void **state)
{
    (void)state;
    assert_refused(FILES(TEXT("actors.tsv", "code\tname\nVAL\tValdria\n")),
                   "actors.tsv:1: columns are 'code name'");
    assert_refused(
        FILES(TEXT("actors.tsv", "code\tkind\tname\n# \nval\tstate\tVal\n")),
        "actors.tsv:3: is no code: 'val'");
    assert_refused(
        FILES(TEXT("actors.tsv", "code\tkind\tname\nVAL\trealm\tVal\n")),
        "actors.tsv:2: ");
    assert_refused(
        FILES(TEXT("aliases.tsv", "name\tcode\tuse\nVal\tVAL\tproper\n")),
        "aliases.tsv:2: no actor has the code 'VAL'");
    assert_refused(
        FILES(TEXT("aliases.tsv", "name\tcode\tuse\nVal\tRUS\tnickname\n")),
        "aliases.tsv:2: is no use of a name: 'nickname'");
    assert_refused(FILES(TEXT("members.tsv", "group\tmember\tfrom\tto\n"
                                             "NATO\tRUS\tMay 2001\n")),
                   "members.tsv:2: is no date: 'May 2001'");
    assert_refused(FILES(TEXT("offices.tsv", "office\ttitle\tlevel\tspeaks\tof"
                                             "\nwarden\tWarden\t7\tyes\n")),
                   "offices.tsv:2: is no level");
    assert_refused(
        FILES(TEXT("people.tsv",
                   "person\tname\tfamily\tspellings\toffice\tof\tat\tfrom\tto\n"
                   "ana\tAna\t\t\tqueen-bee\tRUS\n")),
        "people.tsv:2: no such office: 'queen-bee'");
    assert_refused(FILES(TEXT("actors.tsv", "code\tkind\tname\n\xff\n")),
                   "actors.tsv: byte ");
}

static void a_folder_is_read_too(void **state)
{
    struct actors *actors;
    struct err err = {0};

    (void)state;
    assert_false(actors_open(&actors, DATA_DIR, DATA_DIR "/ontology", &err));
    assert_null(actors);
    assert_int_equal(err.code, ERR_MISSING);
    err = (struct err){0};
    assert_false(actors_open(&actors, "/nowhere", NULL, &err));
    assert_int_equal(err.code, ERR_IO);
    for (size_t i = 0; codebook_names[i] != NULL; i++) {
        assert_true(slice_ends(slice_of(codebook_names[i]), ".tsv"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_invented_world),
        cmocka_unit_test(a_person_of_the_codebook_goes_before),
        cmocka_unit_test(mistakes_are_told_with_file_and_line),
        cmocka_unit_test(a_folder_is_read_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
