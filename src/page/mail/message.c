#include "page/mail/message.h"

#include "base/caps.h"
#include "base/mem.h"
#include "page/convert.h"
#include "page/html/names.h"
#include "page/layout.h"
#include "page/line.h"
#include "page/lists.h"
#include "page/mail/letter.h"
#include "page/mail/mail.h"
#include "page/office/tables.h"
#include "page/pieces.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <stdlib.h>

enum { SUBJECT_BYTES = 1000 };

/* What is attached to a mail: a message, or a document's bytes. */
struct attachment {
    GMimeMessage *mail; /* NULL: a document; borrowed */
    struct slice bytes;
    unsigned depth;
};

/* A mail under way.  Texts of its parts are copies in the arena. */
struct message {
    struct slice name;
    const struct piece_sink *sink;
    struct arena *arena;
    struct err *err;
    struct buf plain;  /* text parts, in UTF-8, cleaned */
    struct slice html; /* the longest HTML part, as it was sent */
    struct slice charset;
    struct attachment *attachment;
    size_t attachments, cap;
    size_t parts;
    size_t named; /* attachments that have a name */
    unsigned depth;
};

/* Part of a mail, with what its headers say. */
struct part {
    GMimePart *part;
    GMimeContentType *type;
    struct slice bytes; /* decoded, in the arena */
};

static void set_up(void)
{
    g_mime_init();
}

static struct slice slice_of_text(struct message *message, const char *text)
{
    return text != NULL ? arena_copy(message->arena, slice_of(text))
                        : (struct slice){0};
}

/* --- parts --- */

/* Undo quoted-printable, base64 and uuencode. */
static struct slice decode(struct message *message, GMimePart *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    GMimeStream *stream = g_mime_stream_mem_new();
    struct slice bytes = {0};

    if (content != NULL &&
        g_mime_data_wrapper_write_to_stream(content, stream) >= 0) {
        GByteArray *array =
            g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));

        bytes =
            arena_copy(message->arena, (struct slice){(const char *)array->data,
                                                      (size_t)array->len});
    }
    g_object_unref(stream);
    return bytes;
}

static struct slice charset_of(struct message *message, const struct part *part)
{
    return slice_of_text(
        message, g_mime_content_type_get_parameter(part->type, "charset"));
}

static bool parameter_is(const struct part *part, const char *name,
                         const char *value)
{
    const char *found = g_mime_content_type_get_parameter(part->type, name);

    return found != NULL && g_ascii_strcasecmp(found, value) == 0;
}

static void take_plain(struct message *message, const struct part *part)
{
    struct buf converted = {0};
    struct slice charset = charset_of(message, part);
    struct slice text = part->bytes;

    if (convert_to_utf8(&converted, text,
                        charset.len != 0 ? charset : SLICE("windows-1252")) ||
        convert_to_utf8(&converted, text, SLICE("windows-1252"))) {
        text = buf_slice(&converted);
    }
    if (message->plain.len != 0) {
        buf_add_char(&message->plain, '\n');
    }
    letter_read(&message->plain, text, parameter_is(part, "format", "flowed"),
                &message->sink->lists->office->letters);
    buf_release(&converted);
}

static void take_html(struct message *message, const struct part *part)
{
    if (part->bytes.len > message->html.len) {
        message->html = part->bytes;
        message->charset = charset_of(message, part);
    }
}

static struct slice attached_name(struct message *message)
{
    struct buf name = {0};
    struct slice made;

    buf_add_slice(&name, message->name);
    buf_printf(&name,
               memchr(message->name.ptr, '#', message->name.len) != NULL
                   ? ".%zu"
                   : "#%zu",
               ++message->named);
    made = arena_copy(message->arena, buf_slice(&name));
    buf_release(&name);
    return made;
}

static void keep(struct message *message, struct attachment attachment)
{
    MEM_GROW(message->attachment, message->attachments, message->cap);
    message->attachment[message->attachments++] = attachment;
}

/* A document of its own; one that cannot be read costs itself. */
static bool take_document(struct message *message, struct slice name,
                          struct slice bytes)
{
    struct err why = {0};

    if (pieces_inside(name, bytes, message->sink, message->arena, &why)) {
        return true;
    }
    if (why.code == ERR_SYNTAX || why.code == ERR_LIMIT ||
        why.code == ERR_MISSING) {
        message->sink->fail(message->sink->user, name, &why);
        return true;
    }
    *message->err = why;
    return false;
}

/* Keys, signatures, invitations and pictures in the text are nobody's
 * report. */
static bool is_furniture(const struct part *part)
{
    static const char *const kinds[][2] = {{"application", "pgp-signature"},
                                           {"application", "pgp-keys"},
                                           {"application", "pkcs7-signature"},
                                           {"application", "x-pkcs7-signature"},
                                           {"application", "ics"},
                                           {"application", "ms-tnef"},
                                           {"text", "calendar"},
                                           {"text", "vcard"},
                                           {"text", "x-vcard"},
                                           {"text", "x-amp-html"},
                                           {"text", "css"},
                                           {"image", "*"}};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (g_mime_content_type_is_type(part->type, kinds[i][0], kinds[i][1])) {
            return true;
        }
    }
    return false;
}

static void take_part(struct message *message, GMimePart *object)
{
    struct part part = {
        object, g_mime_object_get_content_type(GMIME_OBJECT(object)), {0}};
    const char *disposition =
        g_mime_object_get_disposition(GMIME_OBJECT(object));
    bool attached = disposition != NULL &&
                    g_ascii_strcasecmp(disposition, "attachment") == 0;

    if (part.type == NULL || is_furniture(&part)) {
        return;
    }
    part.bytes = decode(message, object);
    if (!attached && g_mime_content_type_is_type(part.type, "text", "html")) {
        take_html(message, &part);
    } else if (!attached && g_mime_part_get_filename(object) == NULL &&
               g_mime_content_type_is_type(part.type, "text", "plain")) {
        take_plain(message, &part);
    } else if (part.bytes.len != 0) {
        keep(message, (struct attachment){NULL, part.bytes, message->depth});
    }
}

/* --- parts inside each other --- */

static void take_object(struct message *message, GMimeObject *object);

/* Of multipart/alternative all are taken: the longer wins in the end; of
 * multipart/signed and related the first is the text. */
static void take_multipart(struct message *message, GMimeMultipart *multipart)
{
    GMimeContentType *type =
        g_mime_object_get_content_type(GMIME_OBJECT(multipart));
    bool first_only =
        type != NULL &&
        (g_mime_content_type_is_type(type, "multipart", "signed") ||
         g_mime_content_type_is_type(type, "multipart", "related"));
    int count = g_mime_multipart_get_count(multipart);

    if (first_only && count > 1) {
        count = 1;
    }
    for (int i = 0; i < count; i++) {
        take_object(message, g_mime_multipart_get_part(multipart, i));
    }
}

static void take_object(struct message *message, GMimeObject *object)
{
    if (object == NULL || ++message->parts > CAP_MAIL_PARTS ||
        message->depth > CAP_MAIL_NESTING) {
        return;
    }
    message->depth++;
    if (GMIME_IS_MULTIPART(object)) {
        take_multipart(message, GMIME_MULTIPART(object));
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *mail =
            g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));

        if (mail != NULL) {
            keep(message, (struct attachment){mail, {0}, message->depth});
        }
    } else if (GMIME_IS_PART(object)) {
        take_part(message, GMIME_PART(object));
    }
    message->depth--;
}

/* --- the mail --- */

struct slice mail_subject(struct slice subject)
{
    static const char *const marks[] = {
        "re:", "fwd:", "fw:", "aw:", "wg:", "antw:", "tr:", "sv:", "vs:"};
    bool again = true;

    while (again) {
        again = false;
        subject = slice_trim(subject);
        for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
            size_t len = strlen(marks[i]);

            if (subject.len >= len &&
                g_ascii_strncasecmp(subject.ptr, marks[i], len) == 0) {
                subject = (struct slice){subject.ptr + len, subject.len - len};
                again = true;
            }
        }
        if (slice_starts(subject, "[")) {
            size_t close = slice_find(subject, SLICE("]"));

            if (close + 4 < subject.len && close < 40) {
                subject = (struct slice){subject.ptr + close + 1,
                                         subject.len - close - 1};
                again = true;
            }
        }
    }
    return subject;
}

/* Words that a page shows, roughly: outside of tags, scripts and styles. */
static size_t html_words(struct slice html)
{
    bool tag = false;
    bool word = false;
    size_t words = 0;

    for (size_t i = 0; i < html.len; i++) {
        struct slice here = {html.ptr + i, html.len - i};
        bool shown = false;

        if (slice_starts(here, "<style") || slice_starts(here, "<STYLE")) {
            i += slice_find(here, SLICE("</"));
            tag = true;
        } else if (here.ptr[0] == '<') {
            tag = true;
        } else if (here.ptr[0] == '>') {
            tag = false;
        } else {
            shown = !tag && !slice_blank(here.ptr[0]);
        }
        words += shown && !word;
        word = shown;
    }
    return words;
}

/* Words of a text that are no addresses. */
static size_t plain_words(struct slice text)
{
    size_t words = line_words(text);
    size_t at = 0;

    while (text.len != 0 &&
           (at += slice_find((struct slice){text.ptr + at, text.len - at},
                             SLICE("://"))) < text.len) {
        words -= words != 0;
        at += 3;
    }
    return words;
}

/* Whether a name is a person's: two or three words with capitals and none of
 * those that offices and newsletters have. */
static bool is_person(const struct message *message, struct slice name)
{
    size_t words = line_words(name);

    if (words < 2 || words > 4 || memchr(name.ptr, '@', name.len) != NULL) {
        return false;
    }
    for (size_t i = 0; i < name.len; i++) {
        bool starts = i == 0 || name.ptr[i - 1] == ' ';

        if (starts) {
            struct slice word = {name.ptr + i, name.len - i};

            word.len = slice_find(word, SLICE(" "));
            if ((word.ptr[0] >= 'a' && word.ptr[0] <= 'z') ||
                (byline_word(message->sink->lists->html, word) & BYLINE_ALIEN) != 0 ||
                letter_is_office(&message->sink->lists->office->letters,
                                 word)) {
                return false;
            }
        }
    }
    return true;
}

static bool has_byline(struct slice text)
{
    for (int i = 0; i < 15 && text.len != 0; i++) {
        if (layout_byline(slice_trim(mail_line(text, &text))).ptr != NULL) {
            return true;
        }
    }
    return false;
}

/* "Nina Harrow via Drafts" is Nina Harrow; "Lodestar Morning" is an outlet. */
static void set_sender(struct message *message, GMimeMessage *mail,
                       struct piece *piece)
{
    InternetAddressList *list = g_mime_message_get_from(mail);
    InternetAddress *first =
        list != NULL && internet_address_list_length(list) > 0
            ? internet_address_list_get_address(list, 0)
            : NULL;
    struct slice name = {0};

    if (first != NULL) {
        name = slice_trim(
            slice_of_text(message, internet_address_get_name(first)));
    }
    if (name.len == 0) {
        return;
    }
    name.len = slice_find(name, SLICE(" via "));
    if (!is_person(message, name)) {
        piece->outlet = name;
    } else if (!has_byline(buf_slice(&message->plain))) {
        piece->author =
            arena_dup(message->arena, &name, 1, sizeof *piece->author);
        piece->authors = 1;
    }
}

/* The day it was sent, where it was sent. */
static struct date sent_on(GMimeMessage *mail)
{
    GDateTime *time = g_mime_message_get_date(mail);
    struct date date = {0};

    if (time != NULL) {
        date = (struct date){DATE_DAY, g_date_time_get_year(time),
                             g_date_time_get_month(time),
                             g_date_time_get_day_of_month(time)};
    }
    return date_ok(date) ? date : (struct date){0};
}

static bool give(struct message *message, GMimeMessage *mail,
                 struct slice source)
{
    struct slice plain = slice_trim(buf_slice(&message->plain));
    size_t shown = html_words(message->html);
    struct piece piece = {.name = message->name,
                          .form = PIECE_TEXT,
                          .bytes = plain,
                          .source = source,
                          .encoding = SLICE("utf-8"),
                          .published = sent_on(mail),
                          .from = DATE_FROM_ARCHIVE};

    piece.title =
        mail_subject(slice_of_text(message, g_mime_message_get_subject(mail)));
    piece.title.len =
        piece.title.len < SUBJECT_BYTES ? piece.title.len : SUBJECT_BYTES;
    if (shown > plain_words(plain) + plain_words(plain) / 8) {
        piece.form = PIECE_HTML;
        piece.bytes = message->html;
        piece.encoding = message->charset;
    }
    set_sender(message, mail, &piece);
    if (piece.bytes.len == 0) {
        message->sink->pass(message->sink->user, message->name,
                            "a mail without text");
        return true;
    }
    return message->sink->take(message->sink->user, &piece, message->err);
}

static bool take_message(struct slice name, GMimeMessage *mail,
                         struct slice source, const struct message *outer,
                         unsigned depth);

static bool take_attachments(struct message *message)
{
    bool ok = true;

    for (size_t i = 0; ok && i < message->attachments; i++) {
        const struct attachment *attachment = &message->attachment[i];
        struct slice name = attached_name(message);

        ok = attachment->mail != NULL
                 ? take_message(name, attachment->mail, (struct slice){0},
                                message, attachment->depth)
                 : take_document(message, name, attachment->bytes);
    }
    return ok;
}

/* The mail first, then what is attached to it. */
static bool take_message(struct slice name, GMimeMessage *mail,
                         struct slice source, const struct message *outer,
                         unsigned depth)
{
    struct message message = {.name = name,
                              .sink = outer->sink,
                              .arena = outer->arena,
                              .err = outer->err,
                              .parts = outer->parts,
                              .depth = depth};
    bool ok;

    take_object(&message, g_mime_message_get_mime_part(mail));
    ok = give(&message, mail, source) && take_attachments(&message);
    buf_release(&message.plain);
    free(message.attachment);
    return ok;
}

/* Lines that may part one part from the next; GMime makes objects of them
 * all before anybody can count. */
static bool has_many_parts(struct slice bytes)
{
    size_t lines = 0;

    for (size_t i = 0; i + 2 < bytes.len; i++) {
        lines += (i == 0 || bytes.ptr[i - 1] == '\n') && bytes.ptr[i] == '-' &&
                 bytes.ptr[i + 1] == '-' && bytes.ptr[i + 2] > ' ';
    }
    return lines > 10 * (size_t)CAP_MAIL_PARTS;
}

bool message_pieces(struct slice name, struct slice bytes,
                    const struct piece_sink *sink, struct arena *arena,
                    struct err *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct message outer = {.sink = sink, .arena = arena, .err = err};
    GMimeStream *stream;
    GMimeParser *parser;
    GMimeMessage *mail;
    bool ok;

    if (has_many_parts(bytes)) {
        return err_set(err, ERR_LIMIT, "%.*s: has more parts than %d",
                       (int)name.len, name.ptr, CAP_MAIL_PARTS);
    }
    (void)pthread_once(&once, set_up);
    stream = g_mime_stream_mem_new_with_buffer(bytes.ptr, bytes.len);
    parser = g_mime_parser_new_with_stream(stream);
    g_object_unref(stream);
    mail = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    if (mail == NULL) {
        return err_set(err, ERR_SYNTAX, "%.*s: is no mail that can be read",
                       (int)name.len, name.ptr);
    }
    ok = take_message(name, mail, bytes, &outer, 0);
    g_object_unref(mail);
    return ok;
}
