/* What Word, OpenDocument and RTF files are read as. */
#include "base/buf.h"
#include "base/caps.h"
#include "collect.h"
#include "testing.h"

#define W \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define STYLED(id, text) \
    "<w:p><w:pPr><w:pStyle w:val=\"" id "\"/></w:pPr><w:r><w:t>" text \
    "</w:t></w:r></w:p>"

static const char STYLES[] =
    "<w:styles " W ">"
    "<w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>"
    "<w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>"
    "<w:style w:styleId=\"Eigen\"><w:name w:val=\"My style\"/>"
    "<w:basedOn w:val=\"berschrift1\"/></w:style>"
    "<w:style w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/></w:style>"
    "<w:style w:styleId=\"V1\"><w:name w:val=\"toc 1\"/></w:style>"
    "</w:styles>";

static const char LEAD[] =
    P("OSTREL, Feb 6 (Lodestar) \xE2\x80\x94 Torvania on Thursday made public "
      "two draft treaties that would bar Lesmora from the alliance.");

/* A DOCX with this body, and other members as pairs of name and content. */
static struct slice docx(struct collect *collect, const char *body,
                         const char *name, const char *content)
{
    struct buf text = {0};
    const char *member[] = {"word/document.xml",
                            NULL,
                            "word/styles.xml",
                            STYLES,
                            name,
                            content,
                            NULL};

    buf_printf(&text, "<w:document " W "><w:body>%s</w:body></w:document>",
               body);
    member[1] = arena_strdup(&collect->arena, text.ptr);
    buf_release(&text);
    return collect_zip(collect, member);
}

static const struct report *read_docx(void **state, const char *body)
{
    struct collect *collect = *state;

    collect_want(collect, docx(collect, body, NULL, NULL), 1);
    return &collect->report[0];
}

static void test_docx_has_title_headings_quotes(void **state)
{
    struct buf body = {0};
    const struct report *report;

    buf_printf(&body, "%s%s%s%s%s%s", STYLED("V1", "Contents ..... 3"),
               STYLED("Titel", "Torvania publishes drafts"), LEAD,
               STYLED("Eigen", "What they say"),
               P("Article 2 bars every further state from the alliance."),
               STYLED("Zitat", "Nobody crosses on half a bridge."));
    report = read_docx(state, body.ptr);
    buf_release(&body);
    assert_string_equal(collect_text(report->title),
                        "Torvania publishes drafts");
    assert_string_equal(collect_kinds(report), "TMLHBQ");
    assert_string_equal(collect_text(report->agency), "Lodestar");
}

static void test_docx_row_is_one_paragraph_of_cells(void **state)
{
    const struct report *report = read_docx(
        state,
        STYLED(
            "Titel",
            "Troops at the river, counted three "
            "times") "<w:tbl><w:tr><w:tc>" P("Torvania") "</w:tc><w:tc>" P("12,"
                                                                           "00"
                                                                           "0") "</w:tc></"
                                                                                "w:tr></"
                                                                                "w:tbl>");

    assert_string_equal(collect_line(report, 1), "Torvania\t12,000");
    assert_string_equal(collect_kinds(report), "TI");
}

static void test_docx_page_in_a_table_stays_prose(void **state)
{
    struct buf body = {0};
    const struct report *report;

    buf_printf(&body,
               "<w:tbl><w:tr><w:tc>%s%s</w:tc><w:tc>%s</w:tc></w:tr></w:tbl>",
               STYLED("Titel", "Torvania publishes drafts"), LEAD,
               P("It expects an answer before the end of March, and says so."));
    report = read_docx(state, body.ptr);
    buf_release(&body);
    assert_string_equal(collect_kinds(report), "TMLB");
}

static void test_docx_deleted_words_and_fallbacks_are_gone(void **state)
{
    const struct report *report = read_docx(
        state,
        STYLED(
            "Titel",
            "Torvania publishes its drafts") "<w:p><w:r><w:t>It wants "
                                             "</w:t></"
                                             "w:r><w:del><w:r><w:delText>no"
                                             "</w:delText><w:t>no "
                                             "</w:t></w:r></"
                                             "w:del><w:ins><w:r><w:t>an answer "
                                             "before the end of March, its "
                                             "deputy minister "
                                             "said.</w:t></w:r></w:ins>"
                                             "</w:p>");

    assert_string_equal(
        collect_line(report, 1),
        "It wants an answer before the end of March, its deputy minister "
        "said.");
}

static void test_docx_footnotes_stand_apart(void **state)
{
    struct collect *collect = *state;
    const struct report *report = &collect->report[0];
    struct buf body = {0};

    buf_printf(&body, "%s%s", STYLED("Titel", "Torvania publishes drafts"),
               LEAD);
    collect_want(collect,
                 docx(collect, body.ptr, "word/footnotes.xml",
                      "<w:footnotes " W "><w:footnote>" P(
                          "See the text.") "</w:footnote></w:footnotes>"),
                 1);
    buf_release(&body);
    assert_string_equal(collect_kinds(report), "TMLM");
    assert_string_equal(collect_line(report, 3), "See the text.");
}

static void test_docx_text_boxes_stand_apart(void **state)
{
    const struct report *report = read_docx(
        state,
        STYLED(
            "Titel",
            "Torvania publishes drafts") "<w:p><w:r><w:t>Torvania on Thursday "
                                         "made public two drafts, </w:t>"
                                         "</w:r><w:txbxContent>" P(
                                             "A pull quote") "</w:txbxContent>"
                                                             "<w:r><w:t>and "
                                                             "wants an answer "
                                                             "in "
                                                             "March.</w:t></"
                                                             "w:r></w:p>");

    assert_string_equal(collect_line(report, 1),
                        "Torvania on Thursday made public two drafts, and "
                        "wants an answer in March.");
    assert_string_equal(collect_line(report, 2), "A pull quote");
    assert_string_equal(collect_kinds(report), "TLM");
}

static void test_docx_says_who_wrote_it(void **state)
{
    struct collect *collect = *state;
    const struct report *report = &collect->report[0];

    collect_want(
        collect,
        docx(collect, LEAD, "docProps/core.xml",
             "<c xmlns:d=\"http://purl.org/dc/elements/1.1/\" "
             "xmlns:t=\"http://purl.org/dc/terms/\"><d:title>Treaty "
             "drafts</d:title><d:creator>Nina Harrow</d:creator><t:created>"
             "2031-02-05T08:00:00Z</t:created><t:modified>2031-02-06T08:00:00Z"
             "</t:modified></c>"),
        1);
    assert_string_equal(collect_text(report->title), "Treaty drafts");
    assert_string_equal(collect_text(report->author[0]), "Nina Harrow");
    assert_string_equal(collect_date(report), "2031-02-06");
    assert_int_equal(report->published.from, DATE_FROM_ARCHIVE);
}

static void assert_refused(void **state, struct slice bytes, const char *why)
{
    struct collect *collect = *state;

    assert_false(collect_read(collect, bytes));
    assert_true(slice_starts(slice_of(collect->err.text), "file: "));
    if (strstr(collect->err.text, why) == NULL) {
        fail_msg("\"%s\" does not speak of \"%s\"", collect->err.text, why);
    }
}

static void test_docx_with_a_dtd_is_refused(void **state)
{
    struct collect *collect = *state;
    const char *member[] = {
        "word/document.xml",
        "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
        "<w:document " W "><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
        "</w:body></w:document>",
        NULL};

    assert_refused(state, collect_zip(collect, member), "DTD");
}

static void test_docx_nested_too_deep_is_refused(void **state)
{
    struct buf body = {0};

    for (int i = 0; i <= CAP_XML_NESTING; i++) {
        buf_add_str(&body, "<w:sdt>");
    }
    for (int i = 0; i <= CAP_XML_NESTING; i++) {
        buf_add_str(&body, "</w:sdt>");
    }
    assert_refused(state, docx(*state, body.ptr, NULL, NULL), "too deep");
    buf_release(&body);
}

static void test_docx_bomb_is_refused(void **state)
{
    struct buf body = {0};

    while (body.len < (size_t)8 << 20) {
        buf_add_str(&body, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    }
    assert_refused(state, docx(*state, body.ptr, NULL, NULL), "unpacks to");
    buf_release(&body);
}

static void test_docx_cut_short_is_refused(void **state)
{
    struct slice bytes = docx(*state, LEAD, NULL, NULL);

    for (size_t cut = 64; cut < bytes.len; cut += 97) {
        (void)collect_read(*state, (struct slice){bytes.ptr, cut});
    }
    bytes.len -= 10;
    assert_refused(state, bytes, "ZIP");
}

static void test_odt_lists_notes_and_headings(void **state)
{
    static const char content[] =
        "<o:document-content "
        "xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
        "xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">"
        "<o:body><o:text><t:h t:outline-level=\"1\">Round one in Ellorin</t:h>"
        "<t:p>Torvania and Corvane met for<t:s t:c=\"3\"/>seven hours<t:note>"
        "<t:note-citation>1</t:note-citation><t:note-body><t:p>In the old "
        "customs house.</t:p></t:note-body></t:note> on Tuesday, both said "
        "afterwards.</t:p><t:list><t:list-item><t:p>no ban</t:p></t:list-item>"
        "</t:list><o:annotation><t:p>a remark</t:p></o:annotation></o:text>"
        "</o:body></o:document-content>";
    const char *member[] = {"mimetype",
                            "application/vnd.oasis.opendocument.text",
                            "content.xml", content, NULL};
    struct collect *collect = *state;
    const struct report *report = &collect->report[0];

    collect_want(collect, collect_zip(collect, member), 1);
    assert_string_equal(collect_text(report->title), "Round one in Ellorin");
    assert_string_equal(
        collect_line(report, 1),
        "Torvania and Corvane met for seven hours on Tuesday, both said "
        "afterwards.");
    assert_string_equal(collect_kinds(report), "TLIM");
    assert_string_equal(collect_line(report, 3), "In the old customs house.");
}

static const struct report *read_rtf(void **state, const char *text)
{
    struct collect *collect = *state;
    struct buf rtf = {0};

    buf_printf(&rtf, "{\\rtf1\\ansi\\ansicpg1252 %s}", text);
    collect_want(collect, buf_slice(&rtf), 1);
    buf_release(&rtf);
    return &collect->report[0];
}

static void test_rtf_characters(void **state)
{
    assert_string_equal(
        collect_line(read_rtf(state, "caf\\'e9 \\u8220?no\\u8221? \\emdash"
                                     "  \\u-10179?\\u-8704? \\{x\\}"),
                     0),
        "caf\xC3\xA9 \xE2\x80\x9Cno\xE2\x80\x9D \xE2\x80\x94 "
        "\xF0\x9F\x98\x80 {x}");
}

static void test_rtf_code_page_of_the_font(void **state)
{
    assert_string_equal(
        collect_line(read_rtf(state,
                              "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204"
                              " B;}}\\f1 \\'cf\\'f0\\'e8 \\f0 caf\\'e9"),
                     0),
        "\xD0\x9F\xD1\x80\xD0\xB8 caf\xC3\xA9");
}

static void test_rtf_text_for_old_readers_is_skipped(void **state)
{
    assert_string_equal(
        collect_line(read_rtf(state, "\\uc2 a\\u8364 EU b\\uc0\\u8364 c"), 0),
        "a\xE2\x82\xAC b\xE2\x82\xAC"
        "c");
}

static void test_rtf_what_is_no_text_is_left_out(void **state)
{
    const struct report *report = read_rtf(
        state,
        "{\\header head}{\\*\\unknown {\\b gone}}{\\pict 89504e47}"
        "{\\info{\\title Drafts of the day}{\\author Nina Harrow}}"
        "Torvania {\\v hidden }made {\\field{\\*\\fldinst HYPERLINK x}"
        "{\\fldrslt public}} two \\bin7 }}}{{{{drafts on Thursday, and wants "
        "an answer.{\\footnote \\pard See the text.}");

    assert_string_equal(collect_text(report->title), "Drafts of the day");
    assert_string_equal(collect_text(report->author[0]), "Nina Harrow");
    assert_string_equal(collect_line(report, 1),
                        "Torvania made public two drafts on Thursday, and "
                        "wants an answer.");
    assert_string_equal(collect_kinds(report), "TLM");
}

static void test_rtf_styles_and_tables(void **state)
{
    const struct report *report = read_rtf(
        state,
        "{\\stylesheet{\\s0 Normal;}{\\s3 heading 1;}}"
        "\\pard\\s3 Torvania publishes drafts\\par"
        "\\pard It wants an answer before the end of March, it said on "
        "Thursday.\\par\\trowd\\pard\\intbl Torvania\\cell 12,000\\cell\\row"
        "\\pard The count is disputed by everybody who has counted "
        "there.\\par");

    assert_string_equal(collect_kinds(report), "TLIB");
    assert_string_equal(collect_line(report, 2), "Torvania\t12,000");
}

static void test_rtf_of_a_million_groups(void **state)
{
    struct buf rtf = {0};

    buf_add_str(&rtf, "{\\rtf1 ");
    for (int i = 0; i < 1000000; i++) {
        buf_add_char(&rtf, '{');
    }
    buf_add_str(&rtf, "Torvania made public two drafts.");
    collect_want(*state, buf_slice(&rtf), 1);
    buf_release(&rtf);
}

static void test_closed_formats_are_named(void **state)
{
    struct collect *collect = *state;
    const char *sheet[] = {"xl/workbook.xml", "<x/>", NULL};

    assert_refused(state,
                   SLICE("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and what follows"),
                   "DOCX");
    assert_refused(state, collect_zip(collect, sheet), "CSV");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_docx_has_title_headings_quotes),
        cmocka_unit_test(test_docx_row_is_one_paragraph_of_cells),
        cmocka_unit_test(test_docx_page_in_a_table_stays_prose),
        cmocka_unit_test(test_docx_deleted_words_and_fallbacks_are_gone),
        cmocka_unit_test(test_docx_footnotes_stand_apart),
        cmocka_unit_test(test_docx_text_boxes_stand_apart),
        cmocka_unit_test(test_docx_says_who_wrote_it),
        cmocka_unit_test(test_docx_with_a_dtd_is_refused),
        cmocka_unit_test(test_docx_nested_too_deep_is_refused),
        cmocka_unit_test(test_docx_bomb_is_refused),
        cmocka_unit_test(test_docx_cut_short_is_refused),
        cmocka_unit_test(test_odt_lists_notes_and_headings),
        cmocka_unit_test(test_rtf_characters),
        cmocka_unit_test(test_rtf_code_page_of_the_font),
        cmocka_unit_test(test_rtf_text_for_old_readers_is_skipped),
        cmocka_unit_test(test_rtf_what_is_no_text_is_left_out),
        cmocka_unit_test(test_rtf_styles_and_tables),
        cmocka_unit_test(test_rtf_of_a_million_groups),
        cmocka_unit_test(test_closed_formats_are_named),
    };

    return cmocka_run_group_tests(tests, collect_open, collect_close);
}
