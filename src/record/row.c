#include "base/mem.h"
#include "record/row_int.h"

#include <stdlib.h>

/* A list in another table that belongs to the row with this key. */
struct list {
    enum sql sql;
    const char *side; /* of parties, else NULL */
    size_t size;      /* of one item */
    void (*read)(sqlite3_stmt *stmt, struct arena *arena, void *item);
};

struct fetch {
    struct record *record;
    struct arena *arena;
    long long key;
};

static void read_text(sqlite3_stmt *stmt, struct arena *arena, void *item);
static void read_span(sqlite3_stmt *stmt, struct arena *arena, void *item);
static void read_party(sqlite3_stmt *stmt, struct arena *arena, void *item);
static void read_attribution(sqlite3_stmt *stmt, struct arena *arena,
                             void *item);
static void *fetch_list(const struct fetch *fetch, const struct list *list,
                        size_t *items, struct err *err);
static void read_date(sqlite3_stmt *stmt, int at, struct arena *arena,
                      struct date_row *date);
static bool read_speaker(sqlite3_stmt *stmt, int at, struct arena *arena,
                         struct speaker_row *speaker);

bool row_report(struct record *record, sqlite3_stmt *stmt, struct arena *arena,
                struct report_row *row, struct err *err)
{
    const struct list author = {SQL_AUTHOR_LIST, NULL, sizeof(char *),
                                read_text};
    const struct fetch fetch = {record, arena, sqlite3_column_int64(stmt, 0)};

    *row = (struct report_row){
        .id = column_text(stmt, 1, arena),
        .input = column_text(stmt, 2, arena),
        .sha256 = column_text(stmt, 3, arena),
        .url = column_text(stmt, 4, arena),
        .title = column_text(stmt, 5, arena),
        .outlet = column_text(stmt, 6, arena),
        .agency = column_text(stmt, 7, arena),
        .language = column_text(stmt, 10, arena),
        .genre = column_text(stmt, 11, arena),
        .encoding = column_text(stmt, 12, arena),
        .model = column_text(stmt, 13, arena),
        .words = column_size(stmt, 14),
        .size = column_size(stmt, 15),
        .quotes = column_size(stmt, 16),
        .acts = column_size(stmt, 17),
        .family = column_text(stmt, 18, arena),
        .copy_of = column_text(stmt, 19, arena),
        .copied = column_text(stmt, 20, arena),
        .share = sqlite3_column_double(stmt, 21),
        .codebook = column_text(stmt, 22, arena),
    };
    read_date(stmt, 8, arena, &row->published);
    row->author = fetch_list(&fetch, &author, &row->authors, err);
    return row->author != NULL;
}

bool row_quote(struct record *record, sqlite3_stmt *stmt, struct arena *arena,
               struct quote_row *row, struct err *err)
{
    const struct list piece = {SQL_PIECE_LIST, NULL, sizeof(struct span),
                               read_span};
    const struct fetch fetch = {record, arena, sqlite3_column_int64(stmt, 0)};

    *row = (struct quote_row){
        .id = column_text(stmt, 1, arena),
        .report = column_text(stmt, 2, arena),
        .input = column_text(stmt, 3, arena),
        .outlet = column_text(stmt, 4, arena),
        .published = column_text(stmt, 5, arena),
        .form = column_text(stmt, 6, arena),
        .text = column_excerpt(stmt, 7, arena),
        .cue = column_excerpt(stmt, 10, arena),
    };
    row->has_speaker = read_speaker(stmt, 13, arena, &row->speaker);
    row->content = fetch_list(&fetch, &piece, &row->contents, err);
    return row->content != NULL;
}

static bool fetch_parties(const struct fetch *fetch, struct act_row *row,
                          struct err *err)
{
    const struct list actor = {SQL_PARTY_LIST, "actor",
                               sizeof(struct party_row), read_party};
    const struct list recipient = {SQL_PARTY_LIST, "recipient",
                                   sizeof(struct party_row), read_party};

    row->actor = fetch_list(fetch, &actor, &row->actors, err);
    row->recipient = fetch_list(fetch, &recipient, &row->recipients, err);
    return row->actor != NULL && row->recipient != NULL;
}

static bool fetch_reasons(const struct fetch *fetch, struct act_row *row,
                          struct err *err)
{
    const struct list issue = {SQL_ISSUE_LIST, NULL, sizeof(char *), read_text};
    const struct list why = {SQL_WHY_LIST, NULL, sizeof(char *), read_text};
    const struct list attribution = {SQL_ATTRIBUTION_LIST, NULL,
                                     sizeof(struct attribution_row),
                                     read_attribution};

    row->issue = fetch_list(fetch, &issue, &row->issues, err);
    row->why = fetch_list(fetch, &why, &row->whys, err);
    row->attribution = fetch_list(fetch, &attribution, &row->attributions, err);
    return row->issue != NULL && row->why != NULL && row->attribution != NULL;
}

/* Who said so last. */
static bool fetch_review(const struct fetch *fetch, struct act_row *row,
                         struct err *err)
{
    struct bind bind = {.stmt = db_stmt(fetch->record, SQL_REVIEW_OF_ACT, err)};
    bool found = false;

    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, row->id);
    if (!db_step(fetch->record, bind.stmt, &found, err)) {
        return false;
    }
    if (found) {
        row->review.who = column_text(bind.stmt, 0, fetch->arena);
        row->review.at = column_text(bind.stmt, 1, fetch->arena);
        row->review.reason = column_text(bind.stmt, 2, fetch->arena);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

/* Its event, and what it answers. */
static bool fetch_ties(const struct fetch *fetch, struct act_row *row,
                       struct err *err)
{
    struct bind bind = {.stmt = db_stmt(fetch->record, SQL_TIE_OF_ACT, err)};
    bool found = false;

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, fetch->key);
    if (!db_step(fetch->record, bind.stmt, &found, err)) {
        return false;
    }
    if (found) {
        row->event = column_text(bind.stmt, 0, fetch->arena);
        row->answers = column_text(bind.stmt, 1, fetch->arena);
        row->how = column_text(bind.stmt, 2, fetch->arena);
        row->answer_score = sqlite3_column_double(bind.stmt, 3);
        row->answer_why = column_text(bind.stmt, 4, fetch->arena);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

bool row_act(struct record *record, sqlite3_stmt *stmt, struct arena *arena,
             struct act_row *row, struct err *err)
{
    const struct fetch fetch = {record, arena, sqlite3_column_int64(stmt, 0)};

    *row = (struct act_row){
        .id = column_text(stmt, 1, arena),
        .report = column_text(stmt, 2, arena),
        .input = column_text(stmt, 3, arena),
        .outlet = column_text(stmt, 4, arena),
        .published = column_text(stmt, 5, arena),
        .type = column_text(stmt, 6, arena),
        .plover = column_text(stmt, 7, arena),
        .cameo = column_text(stmt, 8, arena),
        .text = column_excerpt(stmt, 11, arena),
        .sentence = column_excerpt(stmt, 14, arena),
        .negated = column_bool(stmt, 25),
        .conditional = column_bool(stmt, 26),
        .condition = column_excerpt(stmt, 27, arena),
        .future = column_bool(stmt, 30),
        .hypothetical = column_bool(stmt, 31),
        .historical = column_bool(stmt, 32),
        .reiterated = column_bool(stmt, 33),
        .anonymous = column_bool(stmt, 34),
        .quote = column_text(stmt, 35, arena),
        .confidence = sqlite3_column_double(stmt, 36),
        .review.state = column_text(stmt, 37, arena),
        .shown = column_bool(stmt, 38),
        .proposed = column_bool(stmt, 39),
        .point = (unsigned)sqlite3_column_int(stmt, 40),
        .points = (unsigned)sqlite3_column_int(stmt, 41),
    };
    read_date(stmt, 9, arena, &row->date);
    row->has_speaker = read_speaker(stmt, 17, arena, &row->speaker);
    return fetch_parties(&fetch, row, err) && fetch_reasons(&fetch, row, err) &&
           fetch_ties(&fetch, row, err) &&
           (row->review.state == NULL || fetch_review(&fetch, row, err));
}

/* The precision of a date is how much of it is written. */
static void read_date(sqlite3_stmt *stmt, int at, struct arena *arena,
                      struct date_row *date)
{
    struct slice value = column_slice(stmt, at, arena);

    if (value.ptr != NULL) {
        date->value = value.ptr;
        date->precision = date_precision_name(date_parse(value).precision);
        date->from = column_text(stmt, at + 1, arena);
    }
}

static bool read_speaker(sqlite3_stmt *stmt, int at, struct arena *arena,
                         struct speaker_row *speaker)
{
    if (column_is_null(stmt, at + 7)) {
        return false;
    }
    *speaker = (struct speaker_row){
        .at = column_excerpt(stmt, at, arena),
        .name = column_text(stmt, at + 3, arena),
        .code = column_text(stmt, at + 4, arena),
        .role = column_text(stmt, at + 5, arena),
        .of = column_text(stmt, at + 6, arena),
        .anonymous = column_bool(stmt, at + 7),
    };
    return true;
}

static void read_text(sqlite3_stmt *stmt, struct arena *arena, void *item)
{
    *(const char **)item = column_text(stmt, 0, arena);
}

static void read_span(sqlite3_stmt *stmt, struct arena *arena, void *item)
{
    (void)arena;
    *(struct span *)item =
        (struct span){column_size(stmt, 0), column_size(stmt, 1)};
}

static void read_party(sqlite3_stmt *stmt, struct arena *arena, void *item)
{
    *(struct party_row *)item = (struct party_row){
        column_text(stmt, 0, arena), column_excerpt(stmt, 1, arena)};
}

static void read_attribution(sqlite3_stmt *stmt, struct arena *arena,
                             void *item)
{
    *(struct attribution_row *)item = (struct attribution_row){
        column_text(stmt, 0, arena), column_text(stmt, 1, arena),
        column_text(stmt, 2, arena)};
}

/* The items in `fetch->arena`, NULL on failure. */
static void *fetch_list(const struct fetch *fetch, const struct list *list,
                        size_t *items, struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(fetch->record, list->sql, err);
    struct bind bind = {.stmt = stmt};
    char *found = NULL;
    void *item = NULL;
    size_t len = 0, cap = 0;
    bool row = false;
    bool ok = stmt != NULL;

    if (ok) {
        bind_int(&bind, fetch->key);
    }
    if (ok && list->side != NULL) {
        bind_text(&bind, list->side);
    }
    while (ok && (ok = db_step(fetch->record, stmt, &row, err)) && row) {
        if (len == cap) {
            cap = cap != 0 ? 2 * cap : 4;
            found = mem_resize(found, cap, list->size);
        }
        list->read(stmt, fetch->arena, found + len++ * list->size);
    }
    if (ok) {
        item = arena_dup(fetch->arena, found, len, list->size);
        (void)sqlite3_reset(stmt);
    }
    *items = ok ? len : 0;
    free(found);
    return item;
}
