/* dna_write.c - a dossier as a database of DNA 3. */
#include "base/sha256.h"
#include "base/utf8.h"
#include "record/db_int.h"
#include "record/dna.h"

#include <stdlib.h>
#include <unistd.h>

enum { ROUNDS = 100000, SALT = 16, DIGEST = 32, STATEMENT = 1, ACT = 2 };

/* Variables, as sql/dna.sql numbers them. */
enum {
    PERSON = 1,
    ORGANIZATION,
    CONCEPT,
    AGREEMENT,
    ACTOR,
    RECIPIENT,
    TYPE,
    ISSUE,
    SPEAKER,
    NEGATED,
    ID
};

struct writer {
    struct record dna; /* the connection to what is made */
    struct record *record;
    const struct dna_plan *plan;
    struct dna_counts *counts;
    struct err *err;
    bool failed;
    long long document;          /* its id there */
    char report[RECORD_ID_ROOM]; /* and here */
    struct buf text;
};

/* --- the password --- */

static void digest(struct slice bytes, unsigned char out[DIGEST])
{
    char hex[SHA256_HEX + 1];

    sha256_hex(bytes, hex);
    for (size_t i = 0; i < DIGEST; i++) {
        char pair[3] = {hex[2 * i], hex[2 * i + 1], '\0'};

        out[i] = (unsigned char)strtoul(pair, NULL, 16);
    }
}

static void base64(struct buf *out, const unsigned char *bytes, size_t len)
{
    static const char letter[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrs"
                                 "tuvwxyz0123456789+/";

    for (size_t i = 0; i < len; i += 3) {
        unsigned group = (unsigned)bytes[i] << 16;

        group |= i + 1 < len ? (unsigned)bytes[i + 1] << 8 : 0;
        group |= i + 2 < len ? bytes[i + 2] : 0;
        buf_add_char(out, letter[group >> 18 & 63]);
        buf_add_char(out, letter[group >> 12 & 63]);
        buf_add_char(out, i + 1 < len ? letter[group >> 6 & 63] : '=');
        buf_add_char(out, i + 2 < len ? letter[group & 63] : '=');
    }
}

/* Salt and digest as DNA keeps them: SHA-256 of salt and password, and again
 * of that, 100,000 rounds in all. */
static void encrypt(struct buf *out)
{
    unsigned char all[SALT + DIGEST];
    unsigned char salt[DIGEST];
    unsigned char sum[DIGEST];
    struct buf text = {0};

    digest(SLICE("Demarche"), salt);
    buf_add(&text, (const char *)salt, SALT);
    buf_add_str(&text, DNA_PASSWORD);
    digest(buf_slice(&text), sum);
    for (int i = 1; i < ROUNDS; i++) {
        digest((struct slice){(const char *)sum, DIGEST}, sum);
    }
    memcpy(all, salt, SALT);
    memcpy(all + SALT, sum, DIGEST);
    base64(out, all, sizeof all);
    buf_release(&text);
}

/* --- documents --- */

/* The text as DNA counts it: nothing beyond the basic plane. */
static void plain_text(struct buf *out, struct slice text)
{
    size_t len = 1;

    for (size_t at = 0; at < text.len; at += len) {
        uint32_t point = utf8_decode(text, at, &len);

        if (point > 0xFFFF || point == 0) {
            buf_add_str(out, "\xef\xbf\xbd");
        } else {
            buf_add(out, text.ptr + at, len);
        }
    }
}

static const char *known(const char *text)
{
    return text != NULL ? text : "";
}

static bool add_document(struct writer *writer, const struct report_row *report,
                         struct err *err)
{
    struct bind bind = {.stmt = db_stmt(&writer->dna, SQL_DNA_DOCUMENT, err)};
    struct report_text text;
    struct arena arena = {0};
    bool ok = bind.stmt != NULL &&
              query_text(writer->record, report->id, &arena, &text, err);

    if (ok) {
        buf_clear(&writer->text);
        plain_text(&writer->text, text.text);
        bind_int(&bind, ++writer->document);
        bind_text(&bind, report->title != NULL ? report->title : report->input);
        bind_slice(&bind, writer->text.ptr != NULL ? buf_slice(&writer->text)
                                                   : SLICE(""));
        bind_text(&bind, report->authors != 0 ? report->author[0] : "");
        bind_text(&bind, known(report->outlet));
        bind_text(&bind, report->id);
        bind_text(&bind, known(report->genre));
        bind_text(&bind, report->published.value);
        ok = bind_run(&writer->dna, &bind, err);
        writer->counts->documents++;
    }
    arena_release(&arena);
    return ok;
}

/* --- statements --- */

static bool put_short(struct writer *writer, long long statement, int variable,
                      struct slice value, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(&writer->dna, SQL_DNA_ENTITY, err)};

    value = value.ptr != NULL ? value : SLICE("");
    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, variable);
    bind_slice(&bind, value);
    if (!bind_run(&writer->dna, &bind, err)) {
        return false;
    }
    bind = (struct bind){.stmt = db_stmt(&writer->dna, SQL_DNA_SHORT, err)};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, statement);
    bind_int(&bind, variable);
    bind_slice(&bind, value);
    return bind_run(&writer->dna, &bind, err);
}

static bool put_other(struct writer *writer, enum sql sql, long long statement,
                      int variable, const char *value, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(&writer->dna, sql, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, statement);
    bind_int(&bind, variable);
    bind_text(&bind, value);
    return bind_run(&writer->dna, &bind, err);
}

static bool add_statement(struct writer *writer, int type, struct span at,
                          long long *key, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(&writer->dna, SQL_DNA_STATEMENT, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, type);
    bind_int(&bind, writer->document);
    bind_size(&bind, at.start);
    bind_size(&bind, at.end);
    if (!bind_run(&writer->dna, &bind, err)) {
        return false;
    }
    *key = sqlite3_last_insert_rowid(writer->dna.db);
    writer->counts->statements++;
    return true;
}

/* One combination of the act's sides and issues. */
struct facet {
    struct slice actor;
    struct slice recipient;
    const char *issue;
    bool first_recipient;
};

static bool add_facet(struct writer *writer, const struct act_row *act,
                      struct span at, const struct facet *facet,
                      struct err *err)
{
    struct slice speaker =
        slice_of(act->has_speaker ? act->speaker.name : NULL);
    int agrees = writer->plan->agreement(writer->plan->context, act);
    long long key = 0;

    if (facet->first_recipient && agrees >= 0 &&
        !(add_statement(writer, STATEMENT, at, &key, err) &&
          put_short(writer, key, PERSON, speaker, err) &&
          put_short(writer, key, ORGANIZATION, facet->actor, err) &&
          put_short(writer, key, CONCEPT, slice_of(facet->issue), err) &&
          put_other(writer, SQL_DNA_BOOLEAN, key, AGREEMENT,
                    agrees != 0 ? "1" : "0", err))) {
        return false;
    }
    return add_statement(writer, ACT, at, &key, err) &&
           put_short(writer, key, ACTOR, facet->actor, err) &&
           put_short(writer, key, RECIPIENT, facet->recipient, err) &&
           put_short(writer, key, TYPE, slice_of(act->type), err) &&
           put_short(writer, key, ISSUE, slice_of(facet->issue), err) &&
           put_short(writer, key, SPEAKER, speaker, err) &&
           put_other(writer, SQL_DNA_BOOLEAN, key, NEGATED,
                     act->negated ? "1" : "0", err) &&
           put_other(writer, SQL_DNA_LONG, key, ID, act->id, err);
}

static struct slice name(const struct party_row *party, size_t parties,
                         size_t at)
{
    if (parties == 0) {
        return (struct slice){0};
    }
    return party[at].code != NULL ? slice_of(party[at].code)
                                  : party[at].at.exact;
}

static bool add_act(struct writer *writer, const struct act_row *act,
                    struct slice text, struct err *err)
{
    size_t actors = act->actors != 0 ? act->actors : 1;
    size_t recipients = act->recipients != 0 ? act->recipients : 1;
    size_t issues = act->issues != 0 ? act->issues : 1;
    struct span at = {utf8_count((struct slice){text.ptr, act->text.at.start}),
                      0};
    bool ok = true;

    at.end = at.start + utf8_count(act->text.exact);
    for (size_t n = 0; ok && n < actors * recipients * issues; n++) {
        size_t to = n / issues % recipients;
        const struct facet facet = {
            .actor = name(act->actor, act->actors, n / issues / recipients),
            .recipient = name(act->recipient, act->recipients, to),
            .issue = act->issues != 0 ? act->issue[n % issues] : NULL,
            .first_recipient = to == 0};

        ok = add_facet(writer, act, at, &facet, err);
    }
    writer->counts->acts++;
    return ok;
}

static bool add_report(void *context, const struct report_row *report)
{
    struct writer *writer = context;
    struct query query =
        writer->plan->query != NULL ? *writer->plan->query : (struct query){0};
    struct arena arena = {0};
    struct report_text text;
    struct act_row *act = NULL;
    size_t acts = 0;
    bool ok;

    query.report = report->id;
    query.order = QUERY_STORY;
    ok = add_document(writer, report, writer->err) &&
         query_text(writer->record, report->id, &arena, &text, writer->err) &&
         query_load_acts(writer->record, &query, &arena, &act, &acts,
                         writer->err);
    for (size_t i = 0; ok && i < acts; i++) {
        ok = add_act(writer, &act[i], text.text, writer->err);
    }
    arena_release(&arena);
    writer->failed = !ok;
    return ok;
}

static bool fill(struct writer *writer, struct err *err)
{
    struct bind bind;
    struct buf password = {0};
    bool ok = db_exec(&writer->dna, sql_text(SQL_DNA_MAKE), err);

    bind = (struct bind){.stmt = ok ? db_stmt(&writer->dna, SQL_DNA_CODER, err)
                                    : NULL};
    if (bind.stmt == NULL) {
        return false;
    }
    encrypt(&password);
    bind_text(&bind, password.ptr);
    ok = bind_run(&writer->dna, &bind, err) &&
         query_reports(writer->record, writer->plan->query, add_report, writer,
                       err) &&
         !writer->failed &&
         db_exec(&writer->dna, sql_text(SQL_DNA_FINISH), err);
    buf_release(&password);
    return ok;
}

bool dna_write(struct record *record, const struct dna_plan *plan,
               const char *path, struct dna_counts *counts, struct err *err)
{
    struct writer writer = {
        .record = record, .plan = plan, .counts = counts, .err = err};
    bool ok;

    *counts = (struct dna_counts){0};
    if (access(path, F_OK) == 0) {
        return err_set(err, ERR_USAGE, "%s exists", path);
    }
    writer.dna.path = (char *)(uintptr_t)path;
    ok = sqlite3_open_v2(path, &writer.dna.db,
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                         NULL) == SQLITE_OK ||
         db_fail(&writer.dna, err);
    ok = ok && fill(&writer, err);
    db_forget(&writer.dna);
    (void)sqlite3_close(writer.dna.db);
    buf_release(&writer.text);
    if (!ok) {
        (void)unlink(path);
    }
    return ok;
}
