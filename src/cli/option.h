/*
 * option.h - every option of the program, and how a command line is read.
 *
 * One row an option: reading, --help, the manual and the completions all come
 * from it.  A verb says by a set of bits which ones it takes.
 *
 *     demarche acts talks.demarche --actor RUS --since=2021-12 -q
 *     word[0] "talks.demarche"   OPT_ACTOR "RUS"   OPT_SINCE "2021-12"
 *
 * Options may stand before or after words; "--" ends them; "-" is a word.
 * A list option given twice is joined with a comma.
 */
#ifndef DEMARCHE_CLI_OPTION_H
#define DEMARCHE_CLI_OPTION_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

/* Legend: X(constant, long name, letter or 0, value or NULL for a flag,
 * whether it is a list, what it does). */
#define OPTION_MAP(X) \
    X(OPT_DOSSIER, "dossier", 'd', "FILE", false, \
      "the dossier; else $DEMARCHE_DOSSIER, else the only *.demarche here") \
    X(OPT_CODEBOOK, "codebook", 0, "DIR", false, \
      "actors, aliases and offices of this dossier's own") \
    X(OPT_ACT, "act", 0, "TYPE", true, \
      "only acts of this type: demand, offer, reject, threat, ...") \
    X(OPT_ACTOR, "actor", 0, "CODE", true, \
      "only what this actor does: RUS, NATO, ...") \
    X(OPT_TO, "to", 0, "CODE", true, "only what is done towards this actor") \
    X(OPT_ISSUE, "issue", 0, "NAME", true, "only what is about this issue") \
    X(OPT_SPEAKER, "speaker", 0, "NAME", false, \
      "only the words of this person or office") \
    X(OPT_IN, "in", 0, "REPORT", false, "only from the report with this id") \
    X(OPT_SINCE, "since", 0, "DATE", false, \
      "from this day, month or year on: 2021-12-17, 2021-12, 2021") \
    X(OPT_UNTIL, "until", 0, "DATE", false, "up to and with this date") \
    X(OPT_AS_OF, "as-of", 0, "DATE", false, \
      "as it stood on this date; later acts are left out") \
    X(OPT_STATUS, "status", 0, "NAME", true, \
      "only those that are open, repeated, deferred, accepted, in part, " \
      "refused, countered, withdrawn, fulfilled, superseded") \
    X(OPT_VS, "vs", 0, "DATE", false, "compared with this date") \
    X(OPT_LATEST, "latest", 0, NULL, false, \
      "the latest first; without it the earliest") \
    X(OPT_SPEAKERS, "speakers", 0, NULL, false, \
      "who is quoted how often, instead of the quotes") \
    X(OPT_CONTEXT, "context", 0, "N", false, \
      "this many paragraphs before and after") \
    X(OPT_LIMIT, "limit", 0, "N", false, "at most this many") \
    X(OPT_FORMAT, "format", 0, "FORMAT", false, "how to write the result") \
    X(OPT_FIELDS, "fields", 0, "LIST", true, \
      "only these columns or keys, in this order: date,actor,text") \
    X(OPT_WIDE, "wide", 'w', NULL, false, "never cut a cell of a table short") \
    X(OPT_OUTPUT, "output", 'o', "FILE", false, \
      "write the result to a file, all of it or nothing") \
    X(OPT_FORCE, "force", 'f', NULL, false, "overwrite an existing file") \
    X(OPT_DIFF, "diff", 0, NULL, false, \
      "word by word: what was cut, what was added") \
    X(OPT_FAIL_EMPTY, "fail-empty", 0, NULL, false, \
      "exit with 1 when nothing matched") \
    X(OPT_REPORT, "report", 0, "FILE", false, \
      "write what became of each input to FILE, one JSON object a line") \
    X(OPT_MAP, "map", 0, "LIST", true, \
      "how a table or JSON calls things: text=body,date=pubdate") \
    X(OPT_FETCH, "fetch", 0, NULL, false, \
      "fetch what is named by an address; the network is not used without") \
    X(OPT_JOBS, "jobs", 'j', "N", false, \
      "threads to read with; without it one for every core") \
    X(OPT_PROGRESS, "progress", 0, "MODE", false, "auto, plain, json or none") \
    X(OPT_MODEL, "model", 0, "PATH", false, \
      "the language model; else $DEMARCHE_MODEL") \
    X(OPT_READER, "reader", 0, "NAME", false, \
      "base, large or none (rules alone); else $DEMARCHE_READER, else base") \
    X(OPT_JSONL, "jsonl", 0, NULL, false, \
      "read JSON lines {\"id\",\"text\"} instead of files of text") \
    X(OPT_REF, "ref", 0, "DATE", false, \
      "the day that \"yesterday\" is counted from: 2021-12-17") \
    X(OPT_URL, "url", 0, "URL", false, \
      "the address of the page, where the file does not tell it") \
    X(OPT_NO_COLOR, "no-color", 0, NULL, false, \
      "no colour; also by $NO_COLOR and TERM=dumb") \
    X(OPT_QUIET, "quiet", 'q', NULL, false, "say nothing but errors") \
    X(OPT_PROPOSED, "proposed", 0, NULL, false, \
      "proposals: acts that are too unsure to be listed otherwise") \
    X(OPT_NEXT, "next", 0, NULL, false, \
      "show the acts that nobody looked at yet, one after the other") \
    X(OPT_APPLY, "apply", 0, "FILE", false, \
      "do the operations in FILE, one JSON object a line; - for input") \
    X(OPT_WHO, "who", 0, "NAME", false, \
      "who does it; else $DEMARCHE_WHO, else the user's name") \
    X(OPT_MAN, "man", 0, NULL, false, "write the manual page (roff)") \
    X(OPT_COMPLETION, "completion", 0, "SHELL", false, \
      "write completions for bash, zsh or fish") \
    X(OPT_VERBOSE, "verbose", 'v', NULL, false, "tell more") \
    X(OPT_HELP, "help", 'h', NULL, false, "show this help")

enum option_id {
#define X(constant, name, letter, value, list, help) constant,
    OPTION_MAP(X)
#undef X
        OPT_COUNT
};

#define OPT(id) ((uint64_t)1 << (id))

struct option {
    const char *name;
    const char *value; /* NULL: a flag */
    const char *help;
    char letter; /* 0: none */
    bool list;
};

extern const struct option option_table[OPT_COUNT];

/* A command line that was read.  Strings are those of argv or live in the
 * arena. */
struct args {
    const char *value[OPT_COUNT]; /* NULL: not given; "" for a flag */
    const char **word;
    size_t words;
};

/* Read `argv[0..argc)`, which holds neither the program's nor the verb's
 * name.  `allowed` is a set of OPT() bits.  ERR_USAGE says what is wrong and
 * the nearest thing that would be right. */
MUST_USE bool args_read(struct args *args, int argc, char **argv,
                        uint64_t allowed, struct arena *arena, struct err *err);

static inline bool args_has(const struct args *args, enum option_id id)
{
    return args->value[id] != NULL;
}

/* Set `*number` to what was given to an option, leave it if nothing was;
 * ERR_USAGE unless it lies within [low, high]. */
MUST_USE bool args_number(const struct args *args, enum option_id id, long low,
                          long high, long *number, struct err *err);

#endif
