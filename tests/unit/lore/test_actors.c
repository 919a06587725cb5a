/* Who is meant by a name, a title or a person's name on a given day. */
#include "lore/actors.h"
#include "testing.h"

static struct actors *actors;

static int open_tables(void **state)
{
    struct err err = {0};

    (void)state;
    if (!actors_open(&actors, DATA_DIR, NULL, &err)) {
        print_error("%s\n", err.text);
        return 1;
    }
    return 0;
}

static int close_tables(void **state)
{
    (void)state;
    actors_free(actors);
    return 0;
}

enum { WORDS = 12, HITS = 8 };

/* Cut at blanks; the words point into `text`. */
static size_t cut(const char *text, struct slice word[WORDS])
{
    size_t words = 0;

    while (*text != '\0' && words < WORDS) {
        size_t len = strcspn(text, " ");

        word[words++] = (struct slice){text, len};
        text += len;
        text += *text == ' ';
    }
    return words;
}

/* The readings of the name that `text` starts with are exactly these, in
 * this order: "EU NATO BEL". */
static void assert_name(const char *text, const char *codes)
{
    struct slice word[WORDS];
    struct slice code[WORDS];
    struct name_hit hit[HITS];
    size_t count = actors_by_name(actors, word, cut(text, word), hit, HITS);
    size_t expected = cut(codes, code);

    if (count != expected) {
        fail_msg("\"%s\" has %zu readings", text, count);
    }
    for (size_t i = 0; i < count; i++) {
        if (!slice_is(code[i], hit[i].actor->code)) {
            fail_msg("\"%s\" is %s", text, hit[i].actor->code);
        }
    }
}

static struct name_hit first_reading(const char *text)
{
    struct slice word[WORDS];
    struct name_hit hit[HITS] = {0};

    assert_true(actors_by_name(actors, word, cut(text, word), hit, HITS) > 0);
    return hit[0];
}

static const struct office *office(const char *title, const char *of,
                                   size_t words)
{
    struct slice word[WORDS];
    struct office_hit hit = {0};

    if (!actors_office(actors, word, cut(title, word), &hit)) {
        fail_msg("\"%s\" is no title", title);
    }
    assert_int_equal(hit.words, words);
    if (of == NULL ? hit.of != NULL : hit.of == NULL || strcmp(of, hit.of)) {
        fail_msg("\"%s\" is of %s", title, hit.of != NULL ? hit.of : "nobody");
    }
    return hit.office;
}

/* The first one called `name` on that day is this person in this office. */
static void assert_person(const char *name, const char *on, const char *slug,
                          const char *code, const char *of)
{
    const struct tenure *hit[HITS];
    size_t count = actors_person(actors, slice_of(name),
                                 date_parse(slice_of(on)), hit, HITS);

    if (count == 0) {
        fail_msg("nobody is called %s", name);
    }
    assert_string_equal(hit[0]->person, slug);
    assert_string_equal(hit[0]->office->code, code);
    assert_string_equal(hit[0]->of, of);
}

static void states_by_all_their_names(void **state)
{
    (void)state;
    assert_name("Russia said", "RUS");
    assert_name("Russian Federation", "RUS");
    assert_name("Moscow", "RUS");
    assert_name("Kremlin", "RUS");
    assert_name("U.S.", "USA");
    assert_name("US", "USA");
    assert_name("White House officials", "USA");
    assert_name("Foggy Bottom", "USA");
    assert_name("Downing Street", "GBR");
    assert_name("Elysee", "FRA");
    assert_name("North Korea", "PRK");
    assert_name("DPRK", "PRK");
    assert_name("Burma", "MMR");
    assert_name("Türkiye", "TUR");
    assert_name("Ivory Coast", "CIV");
    assert_name("Cote d'Ivoire", "CIV");
    assert_name("Democratic Republic of the Congo", "COD");
    assert_name("us", "");
}

static void the_use_of_a_name_is_told(void **state)
{
    (void)state;
    assert_int_equal(first_reading("Russia").use, NAME_PROPER);
    assert_int_equal(first_reading("Russian").use, NAME_ADJECTIVE);
    assert_int_equal(first_reading("Russians").use, NAME_PEOPLE);
    assert_int_equal(first_reading("Moscow").use, NAME_CAPITAL);
    assert_int_equal(first_reading("Kremlin").use, NAME_SEAT);
    assert_int_equal(first_reading("alliance").use, NAME_COMMON);
    assert_int_equal(first_reading("Geneva").use, NAME_PLACE);
    assert_string_equal(first_reading("Russians").actor->adjective, "Russian");
}

static void names_of_more_than_one_actor(void **state)
{
    (void)state;
    assert_name("Brussels", "EU NATO BEL");
    assert_name("Georgia", "GEO USA");
    assert_name("Congo", "COD COG");
    assert_name("Korean", "KOR PRK");
    assert_name("Washington", "USA");
}

static void names_that_stand_for_nobody(void **state)
{
    struct slice word[WORDS];

    (void)state;
    assert_name("Minsk", "BLR");
    assert_name("Minsk agreements", "");
    assert_name("Washington Post", "");
    assert_name("Indian Ocean", "");
    assert_name("Korean War", "");
    assert_int_equal(actors_nobody(actors, word, cut("Sea of Japan and", word)),
                     3);
    assert_int_equal(actors_nobody(actors, word, cut("Japan and", word)), 0);
    assert_int_equal(actors_nobody(actors, word, cut("unheard of", word)), 0);
}

static void organisations_groupings_and_parties(void **state)
{
    (void)state;
    assert_name("NATO", "NATO");
    assert_name("North Atlantic Treaty Organization", "NATO");
    assert_name("Organization for Security and Cooperation in Europe", "OSCE");
    assert_name("UN Security Council", "UNSC");
    assert_name("European Commission", "EUCOM");
    assert_name("P5+1", "P5+1");
    assert_name("West", "WEST");
    assert_name("Western", "WEST");
    assert_name("Polisario Front", "POLISARIO");
    assert_name("Houthi", "HOUTHIS");
    assert_name("OPEC+", "OPEC+");
    assert_int_equal(first_reading("Hamas").actor->kind, ACTOR_PARTY);
    assert_int_equal(first_reading("Western").actor->kind, ACTOR_GROUPING);
    assert_string_equal(first_reading("Security Council").actor->part_of, "UN");
}

static void members_by_date(void **state)
{
    struct date day = date_parse(SLICE("2022-01-12"));

    (void)state;
    assert_true(actors_member(actors, "NATO", "USA", day));
    assert_false(actors_member(actors, "NATO", "FIN", day));
    assert_true(
        actors_member(actors, "NATO", "FIN", date_parse(SLICE("2023-04-05"))));
    assert_false(actors_member(actors, "EU", "GBR", day));
    assert_true(actors_member(actors, "EU", "GBR", date_parse(SLICE("2016"))));
    assert_true(actors_member(actors, "EU", "GBR", (struct date){0}));
    assert_true(actors_member(actors, "UNSC", "NOR", day));
    assert_false(actors_member(actors, "UNSC", "DEU", day));
    assert_true(actors_member(actors, "COMMONWEALTH", "IND", day));
    assert_false(actors_member(actors, "NOBODY", "IND", day));
}

static void titles_in_all_wordings(void **state)
{
    const struct office *deputy =
        office("Deputy Foreign Minister Sergei", NULL, 3);
    const struct office *minister = office("foreign minister", NULL, 2);

    (void)state;
    assert_string_equal(deputy->code, "deputy-foreign-minister");
    assert_string_equal(deputy->title, "deputy foreign minister");
    assert_int_equal(deputy->level, 3);
    assert_true(deputy->speaks);
    assert_ptr_equal(minister, office("MINISTER OF FOREIGN AFFAIRS", NULL, 4));
    assert_ptr_equal(minister, office("Foreign Secretary", "GBR", 2));
    assert_ptr_equal(office("secretary-general", NULL, 1),
                     office("Secretary General", NULL, 2));
    assert_ptr_equal(office("minister for defence", NULL, 3),
                     office("Defense Minister", NULL, 2));
    assert_string_equal(office("Secretary of State", "USA", 3)->code,
                        "secretary-of-state");
    assert_string_equal(office("Kremlin spokesman", "RUS", 2)->code,
                        "presidential-spokesperson");
    assert_int_equal(office("Under Secretary of State", "USA", 4)->level, 3);
    assert_false(office("senator", NULL, 1)->speaks);
}

static void institutions_speak_too(void **state)
{
    struct slice word[WORDS];
    struct institution_hit hit;

    (void)state;
    assert_true(actors_institution(
        actors, word, cut("Ministry of Foreign Affairs of", word), &hit));
    assert_string_equal(hit.institution->code, "foreign-ministry");
    assert_int_equal(hit.words, 4);
    assert_null(hit.of);
    assert_false(actors_institution(
        actors, word, cut("foreign ministry spokeswoman", word), &hit));
}

static void a_person_holds_the_office_of_the_day(void **state)
{
    (void)state;
    assert_person("Sergei Ryabkov", "2021-12-10", "sergei-ryabkov",
                  "deputy-foreign-minister", "RUS");
    assert_person("Lavrov", "2021-12-10", "sergei-lavrov", "foreign-minister",
                  "RUS");
    assert_person("Lavrov", "1999-03-24", "sergei-lavrov", "un-ambassador",
                  "RUS");
    assert_person("Stoltenberg", "2022-01-12", "jens-stoltenberg",
                  "secretary-general", "NATO");
    assert_person("Stoltenberg", "2010-04-08", "jens-stoltenberg",
                  "prime-minister", "NOR");
    assert_person("Blinken", "2016-05-01", "antony-blinken",
                  "deputy-secretary-of-state", "USA");
    assert_person("Bush", "1991-01-16", "george-h-w-bush", "president", "USA");
    assert_person("Bush", "2003-03-20", "george-w-bush", "president", "USA");
    assert_person("Lukashevich", "2022-01-13", "alexander-lukashevich",
                  "ambassador", "RUS");
    assert_person("Wendy R. Sherman", "2022-01-10", "wendy-sherman",
                  "deputy-secretary-of-state", "USA");
}

static void people_of_many_crises(void **state)
{
    static const struct {
        const char *name, *on, *slug, *office, *of;
    } row[] = {
        /* the talks on Iran's programme */
        {"Abbas Araqchi", "2015-07-01", "abbas-araghchi",
         "deputy-foreign-minister", "IRN"},
        {"Zarif", "2015-07-14", "mohammad-javad-zarif", "foreign-minister",
         "IRN"},
        {"Mogherini", "2015-07-14", "federica-mogherini",
         "eu-foreign-policy-chief", "EU"},
        {"Kerry", "2015-07-14", "john-kerry", "secretary-of-state", "USA"},
        /* Korea */
        {"Moon Jae In", "2018-04-27", "moon-jae-in", "president", "KOR"},
        {"Kim Jong Un", "2018-06-12", "kim-jong-un", "leader", "PRK"},
        {"Choe Son Hui", "2019-02-28", "choe-son-hui",
         "deputy-foreign-minister", "PRK"},
        /* Cyprus */
        {"Anastasiades", "2017-01-12", "nicos-anastasiades", "president",
         "CYP"},
        {"Akinci", "2017-01-12", "mustafa-akinci", "president",
         "NORTHERN-CYPRUS"},
        /* Serbia and Kosovo */
        {"Vucic", "2023-02-27", "aleksandar-vucic", "president", "SRB"},
        {"Kurti", "2023-02-27", "albin-kurti", "prime-minister", "XKX"},
        {"Lajcak", "2023-02-27", "miroslav-lajcak", "envoy", "EU"},
        /* the dam on the Blue Nile */
        {"Abiy", "2020-07-21", "abiy-ahmed", "prime-minister", "ETH"},
        {"Shoukry", "2020-07-21", "sameh-shoukry", "foreign-minister", "EGY"},
        {"Yasser Abbas", "2020-07-21", "yasir-abbas", "water-minister", "SDN"},
        /* Brexit */
        {"Michel Barnier", "2019-10-17", "michel-barnier", "eu-negotiator",
         "EU"},
        {"Frost", "2020-12-24", "david-frost", "negotiator", "GBR"},
        /* US-China trade */
        {"Lighthizer", "2019-05-10", "robert-lighthizer",
         "trade-representative", "USA"},
        {"Liu He", "2019-05-10", "liu-he", "deputy-prime-minister", "CHN"},
        /* Colombia and FARC */
        {"de la Calle", "2016-08-24", "humberto-de-la-calle", "negotiator",
         "COL"},
        {"Timochenko", "2016-09-26", "rodrigo-londono", "leader", "FARC"},
        /* Armenia and Azerbaijan */
        {"Pashinian", "2020-11-09", "nikol-pashinyan", "prime-minister", "ARM"},
        {"Bayramov", "2020-10-09", "jeyhun-bayramov", "foreign-minister",
         "AZE"},
        /* the Doha talks */
        {"Khalilzad", "2020-02-29", "zalmay-khalilzad", "envoy", "USA"},
        {"Baradar", "2020-02-29", "abdul-ghani-baradar", "negotiator",
         "TALIBAN"},
        /* and further back */
        {"Holbrooke", "1995-11-21", "richard-holbrooke",
         "assistant-secretary-of-state", "USA"},
        {"Arafat", "2000-07-25", "yasser-arafat", "president", "PSE"},
        {"Gerry Adams", "1998-04-10", "gerry-adams", "movement-leader",
         "SINN-FEIN"},
        {"Prabhakaran", "2002-04-10", "velupillai-prabhakaran", "leader",
         "LTTE"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        assert_person(row[i].name, row[i].on, row[i].slug, row[i].office,
                      row[i].of);
    }
}

static void a_name_in_either_order(void **state)
{
    (void)state;
    assert_person("Abe Shinzo", "2013-02-22", "shinzo-abe", "prime-minister",
                  "JPN");
    assert_person("Jinping Xi", "2015-09-25", "xi-jinping", "president", "CHN");
    assert_person("Xi", "2015-09-25", "xi-jinping", "president", "CHN");
    assert_person("S. Lavrov", "2021-12-10", "sergei-lavrov",
                  "foreign-minister", "RUS");
}

static void ambassadors_know_where_they_are(void **state)
{
    const struct tenure *hit[HITS];
    size_t count = actors_person(actors, SLICE("Alexander Loukachevitch"),
                                 date_parse(SLICE("2022-01-13")), hit, HITS);

    (void)state;
    assert_true(count > 0);
    assert_string_equal(hit[0]->at, "OSCE");
    assert_int_equal(actors_person(actors, SLICE("Nobody Atall"),
                                   (struct date){0}, hit, HITS),
                     0);
    assert_int_equal(
        actors_person(actors, SLICE(""), (struct date){0}, hit, HITS), 0);
}

static void no_more_hits_than_there_is_room(void **state)
{
    const struct tenure *one[1];
    const struct tenure *hit[HITS];
    struct date day = date_parse(SLICE("2021-12-10"));

    (void)state;
    assert_int_equal(actors_person(actors, SLICE("Kim"), day, one, 1), 1);
    assert_int_equal(actors_person(actors, SLICE("Kim"), day, hit, HITS), HITS);
    assert_ptr_equal(one[0], hit[0]);
    assert_int_equal(actors_person(actors, SLICE("Kim"), day, one, 0), 0);
}

static void the_holder_of_an_office(void **state)
{
    const struct tenure *hit[HITS];
    const struct office *minister = office("foreign minister", NULL, 2);
    struct date day = date_parse(SLICE("2022-01-12"));

    (void)state;
    assert_int_equal(actors_holder(actors, minister, "RUS", day, hit, HITS), 1);
    assert_string_equal(hit[0]->name, "Sergei Lavrov");
    assert_int_equal(actors_holder(actors, minister, "DEU", day, hit, HITS), 1);
    assert_string_equal(hit[0]->name, "Annalena Baerbock");
    assert_int_equal(actors_holder(actors, minister, "NOBODY", day, hit, HITS),
                     0);
    assert_int_equal(actors_holder(actors, minister, NULL, day, hit, HITS), 0);
}

static void the_tables_are_large_enough(void **state)
{
    struct actors_counts counts = actors_counts(actors);

    (void)state;
    assert_true(counts.states >= 200);
    assert_true(counts.actors - counts.states >= 150);
    assert_true(counts.offices >= 80);
    assert_true(counts.tenures >= 20000);
    assert_non_null(actors_by_code(actors, SLICE("XKX")));
    assert_null(actors_by_code(actors, SLICE("XXX")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_by_all_their_names),
        cmocka_unit_test(the_use_of_a_name_is_told),
        cmocka_unit_test(names_of_more_than_one_actor),
        cmocka_unit_test(names_that_stand_for_nobody),
        cmocka_unit_test(organisations_groupings_and_parties),
        cmocka_unit_test(members_by_date),
        cmocka_unit_test(titles_in_all_wordings),
        cmocka_unit_test(institutions_speak_too),
        cmocka_unit_test(a_person_holds_the_office_of_the_day),
        cmocka_unit_test(people_of_many_crises),
        cmocka_unit_test(a_name_in_either_order),
        cmocka_unit_test(ambassadors_know_where_they_are),
        cmocka_unit_test(no_more_hits_than_there_is_room),
        cmocka_unit_test(the_holder_of_an_office),
        cmocka_unit_test(the_tables_are_large_enough),
    };

    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
