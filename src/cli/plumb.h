/*
 * plumb.h - the stages of the program as filters: text in, JSON lines out.
 *
 * What they write is described in docs/record.md.
 */
#ifndef DEMARCHE_CLI_PLUMB_H
#define DEMARCHE_CLI_PLUMB_H

#include "base/date.h"
#include "cli/app.h"
#include "cli/sink.h"
#include "flow/flow.h"
#include "when/words.h"

struct plumb {
    struct app *app;
    struct args args; /* words are the files; none: standard input */
    struct flow *flow;
    struct flow_worker worker;
    struct when_words *words; /* of `dates`; else NULL */
    struct date ref;          /* of --ref */
    struct sink sink;
    size_t failed; /* inputs that gave an error */
};

/* Work on all inputs of `plumb`; false only if the whole run failed. */
typedef bool (*plumb_fn)(struct plumb *plumb, struct err *err);

MUST_USE bool plumb_open(struct plumb *plumb, enum flow_stage upto,
                         struct err *err);
MUST_USE bool plumb_close(struct plumb *plumb, struct err *err);

bool plumb_page(struct plumb *plumb, struct err *err);
bool plumb_analyse(struct plumb *plumb, struct err *err);
bool plumb_quotes(struct plumb *plumb, struct err *err);
bool plumb_mentions(struct plumb *plumb, struct err *err);
bool plumb_dates(struct plumb *plumb, struct err *err);
bool plumb_code(struct plumb *plumb, struct err *err);
bool plumb_issues(struct plumb *plumb, struct err *err);
bool plumb_copies(struct plumb *plumb, struct err *err);
bool plumb_acts(struct plumb *plumb, struct err *err);

/* For those above. */
struct item; /* cli/items.h */
struct json; /* base/json.h */

/* Begin the object of an item: its id, or its input. */
void plumb_object(struct json *json, const struct item *item);

/* The line of an item that could not be read. */
void plumb_error(struct plumb *plumb, const struct item *item,
                 const struct err *what);

/* One line an item: its object is begun, `one` writes what the stage found, the
 * object is ended; items that could not be read get their error. */
typedef bool (*plumb_one_fn)(struct plumb *plumb, const struct item *item,
                             struct json *json, struct err *err);
MUST_USE bool plumb_each(struct plumb *plumb, const struct item *item,
                         size_t count, plumb_one_fn one, struct err *err);

/* An item's text as the report of a reading. */
void plumb_plain_report(struct reading *reading, const struct item *item);

#endif
