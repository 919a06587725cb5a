/* What mails and mailboxes are read as. */
#include "base/buf.h"
#include "base/caps.h"
#include "collect.h"
#include "testing.h"

#define HEAD \
    "From: Nina Harrow <nina@lodestar.example>\r\n" \
    "Subject: Torvania publishes drafts\r\n" \
    "Date: Thu, 6 Feb 2031 23:10:00 +0200\r\nMIME-Version: 1.0\r\n"
#define TEXT \
    "Torvania on Thursday made public two draft treaties, its ministry said " \
    "in Ostrel.\r\n"

static const struct report *read(void **state, struct slice mail)
{
    struct collect *collect = *state;

    collect_want(collect, mail, 1);
    return &collect->report[0];
}

static void test_plain_mail(void **state)
{
    const struct report *report = read(state, SLICE(HEAD "\r\n" TEXT));

    assert_string_equal(collect_text(report->title),
                        "Torvania publishes drafts");
    assert_string_equal(collect_text(report->author[0]), "Nina Harrow");
    assert_string_equal(collect_date(report), "2031-02-06");
    assert_int_equal(report->published.from, DATE_FROM_ARCHIVE);
    assert_string_equal(collect_kinds(report), "TL");
}

static void test_date_of_the_article_goes_before_the_mails(void **state)
{
    const struct report *report = read(
        state, SLICE(HEAD "\r\nOSTREL, February 3, 2031 (Lodestar) - " TEXT));

    assert_string_equal(collect_date(report), "2031-02-03");
}

static void test_encoded_words_and_marks_of_subjects(void **state)
{
    const struct report *report = read(
        state, SLICE("From: =?utf-8?q?Nina_H=C3=A4rrow?= <n@lodestar.example>\n"
                     "Subject: Re: [drafts] Fwd: The =?ISO-8859-1?Q?caf=E9?= "
                     "talks\nDate: Thu, 6 Feb 2031 10:00:00 +0000\n\n" TEXT));

    assert_string_equal(collect_text(report->title), "The caf\xC3\xA9 talks");
    assert_string_equal(collect_text(report->author[0]), "Nina H\xC3\xA4rrow");
}

static void test_an_office_is_an_outlet(void **state)
{
    const struct report *report =
        read(state, SLICE("From: COTA Press Office <press@cota.example>\n"
                          "Subject: Statement on drafts\n\n" TEXT));

    assert_int_equal(report->authors, 0);
    assert_string_equal(collect_text(report->outlet), "COTA Press Office");
}

static void test_charsets_and_transfer_encodings(void **state)
{
    const struct report *report = read(
        state,
        SLICE(HEAD "Content-Type: text/plain; charset=koi8-r\r\n"
                   "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                   "=F0=D2=C9=D7=C5=D4, said the minister in Ostrel to the 12 "
                   "reporters of our pap=\r\ner.\r\n"));

    assert_string_equal(
        collect_line(report, 1),
        "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82, said the minister "
        "in Ostrel to the 12 reporters of our paper.");
}

static void test_replies_and_signature_are_left_out(void **state)
{
    const struct report *report = read(
        state, SLICE(HEAD "\r\n" TEXT "\r\n"
                          "On Mon, 3 Feb 2031 at 10:00, Peter Stancombe\r\n"
                          "<p@example.org> wrote:\r\n"
                          "> What about the drafts?\r\n> I hear nothing.\r\n"
                          "\r\n-- \r\nNina Harrow\r\nLodestar, Ostrel\r\n"));

    assert_string_equal(collect_kinds(report), "TL");
}

static void test_older_mail_below_is_left_out(void **state)
{
    const struct report *report =
        read(state, SLICE(HEAD "\r\n" TEXT "\r\n-----Original Message-----\r\n"
                               "From: Peter\r\nSent: Monday\r\nTo: Nina\r\n\r\n"
                               "The old mail stands here and has words.\r\n"));

    assert_string_equal(collect_kinds(report), "TL");
}

static void test_forwarded_text_stays(void **state)
{
    const struct report *report = read(
        state, SLICE(HEAD "\r\nFor your files.\r\n\r\n"
                          "---------- Forwarded message ---------\r\n"
                          "From: Peter <p@example.org>\r\nDate: Mon, 3 Feb "
                          "2031\r\nSubject: drafts\r\nTo: Nina\r\n\r\n" TEXT));

    assert_string_equal(
        collect_line(report, report->paragraphs - 1),
        "Torvania on Thursday made public two draft treaties, its ministry "
        "said in Ostrel.");
}

static void test_flowed_lines_are_joined(void **state)
{
    const struct report *report = read(
        state, SLICE(HEAD "Content-Type: text/plain; format=flowed\r\n\r\n"
                          "Torvania on Thursday made \r\npublic two drafts, "
                          "its ministry \r\nsaid in the evening.\r\n"));

    assert_string_equal(collect_line(report, 1),
                        "Torvania on Thursday made public two drafts, its "
                        "ministry said in the evening.");
}

#define BOTH(text, html) \
    HEAD "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n" \
         "Content-Type: text/plain\r\n\r\n" text \
         "\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" html \
         "\r\n--b--\r\n"

static void test_the_part_that_says_more_is_read(void **state)
{
    const struct report *report =
        read(state, SLICE(BOTH("See the web page.",
                               "<html><body><p>Torvania on Thursday made "
                               "public two draft treaties, its ministry said."
                               "</p><p>It wants an answer before the end of "
                               "March, and says so every day.</p></body>"
                               "</html>")));

    assert_int_equal(slice_find(report->text, SLICE("wants an answer")) <
                         report->text.len,
                     true);
    report = read(state, SLICE(BOTH(TEXT, "<p>Torvania</p>")));
    assert_string_equal(collect_kinds(report), "TL");
}

static void test_attachments_are_reports_of_their_own(void **state)
{
    struct collect *collect = *state;

    collect_want(
        collect,
        SLICE(
            HEAD
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" TEXT
            "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: Peter Stan"
            "combe <p@example.org>\r\nSubject: Inner\r\n\r\nThe inner mail "
            "says that the talks go on.\r\n\r\n--b\r\nContent-Type: "
            "application/rtf; name=\"../../etc/passwd\"\r\nContent-"
            "Disposition: attachment; filename*=utf-8''..%2F..%2Fx.rtf\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\ne1xydGYxIFRoZSB0YWxrcyB"
            "nbyBvbi59\r\n--b\r\nContent-Type: image/png\r\n\r\nxx\r\n--b\r\n"
            "Content-Type: application/zip\r\nContent-Disposition: "
            "attachment\r\n\r\nPK\3\4 broken\r\n--b--\r\n"),
        4);
    assert_string_equal(collect_text(collect->name[0]), "file");
    assert_string_equal(collect_text(collect->name[1]), "file#1");
    assert_string_equal(collect_text(collect->report[1].title), "Inner");
    assert_string_equal(collect_text(collect->name[2]), "file#2");
    assert_string_equal(collect_line(&collect->report[2], 0),
                        "The talks go on.");
}

static void test_mails_inside_mails_have_an_end(void **state)
{
    struct collect *collect = *state;
    struct buf mail = {0};

    for (int i = 0; i < 5000; i++) {
        buf_add_str(&mail, "From: a\r\nSubject: x\r\nContent-Type: "
                           "message/rfc822\r\n\r\n");
    }
    buf_add_str(&mail, TEXT);
    assert_true(collect_read(collect, buf_slice(&mail)));
    assert_true(collect->len <= CAP_MAIL_NESTING);
    buf_release(&mail);
}

static void test_a_mail_of_a_million_parts_is_refused(void **state)
{
    struct collect *collect = *state;
    struct buf mail = {0};

    buf_add_str(&mail,
                HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n");
    for (int i = 0; i < 1000000; i++) {
        buf_add_str(&mail, "--b\r\n\r\n");
    }
    assert_false(collect_read(collect, buf_slice(&mail)));
    assert_int_equal(collect->err.code, ERR_LIMIT);
    buf_release(&mail);
}

static void test_mailbox(void **state)
{
    struct collect *collect = *state;

    collect_want(
        collect,
        SLICE("From nina@lodestar.example Thu Feb  6 10:00:00 2031\n"
              "From: Nina Harrow <nina@lodestar.example>\nSubject: One\n"
              "Date: Thu, 6 Feb 2031 10:00:00 +0000\n\n"
              "The drafts were made public on Thursday in Ostrel.\n\n"
              ">From the start it was clear that nobody would sign them.\n\n"
              "From here on it is a line of text, no message.\n\n"
              "From peter@lodestar.example Fri Feb  7 10:00:00 2031\n"
              "From: Peter Stancombe <peter@lodestar.example>\nSubject: Two\n"
              "Date: Fri, 7 Feb 2031 10:00:00 +0000\n\n"
              "The alliance rejected a veto over its members.\n"),
        2);
    assert_string_equal(collect_text(collect->name[0]), "file#1");
    assert_string_equal(
        collect_line(&collect->report[0], 2),
        "From the start it was clear that nobody would sign them.");
    assert_string_equal(collect_line(&collect->report[0], 3),
                        "From here on it is a line of text, no message.");
    assert_string_equal(collect_text(collect->report[1].title), "Two");
}

static void test_mailbox_with_lengths(void **state)
{
    struct collect *collect = *state;

    collect_want(collect,
                 SLICE("From a Thu Feb  6 10:00:00 2031\nSubject: One\n"
                       "Content-Length: 91\n\n"
                       "The drafts were made public on Thursday in Ostrel.\n"
                       "\nFrom a to b:\nSubject: not a message.\n\n\n"
                       "From b Fri Feb  7 10:00:00 2031\nSubject: Two\n\n"
                       "The alliance rejected a veto over its members.\n"),
                 2);
    assert_string_equal(collect_text(collect->report[1].title), "Two");
}

static void test_a_text_with_colons_is_no_mail(void **state)
{
    struct collect *collect = *state;

    collect_want(collect,
                 SLICE("Ostrel: the drafts\n\nFrom: here on it is a text, and "
                       "nobody takes it for a mail of any kind.\n"),
                 1);
    assert_string_equal(collect_text(collect->report[0].title),
                        "Ostrel: the drafts");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_mail),
        cmocka_unit_test(test_date_of_the_article_goes_before_the_mails),
        cmocka_unit_test(test_encoded_words_and_marks_of_subjects),
        cmocka_unit_test(test_an_office_is_an_outlet),
        cmocka_unit_test(test_charsets_and_transfer_encodings),
        cmocka_unit_test(test_replies_and_signature_are_left_out),
        cmocka_unit_test(test_older_mail_below_is_left_out),
        cmocka_unit_test(test_forwarded_text_stays),
        cmocka_unit_test(test_flowed_lines_are_joined),
        cmocka_unit_test(test_the_part_that_says_more_is_read),
        cmocka_unit_test(test_attachments_are_reports_of_their_own),
        cmocka_unit_test(test_mails_inside_mails_have_an_end),
        cmocka_unit_test(test_a_mail_of_a_million_parts_is_refused),
        cmocka_unit_test(test_mailbox),
        cmocka_unit_test(test_mailbox_with_lengths),
        cmocka_unit_test(test_a_text_with_colons_is_no_mail),
    };

    return cmocka_run_group_tests(tests, collect_open, collect_close);
}
