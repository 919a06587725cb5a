#include "lang/affix.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Every suffix but a run of dots has at most five code points, so that the
 * search need not start further back than this (or than the dots). */
enum { SUFFIX_POINTS = 8 };

/* 8 MiB hold the address pattern's work on 300 kB without a blank. */
enum { STACK_FIRST = 32 << 10, STACK_MOST = 8 << 20 };

/* Steps before a pattern gives up: an honest address takes a few hundred. */
enum { PATIENCE = 5000000 };

struct affixes {
    pcre2_code *code[AFFIX_KINDS];
};

struct affix_worker {
    const struct affixes *affixes;
    pcre2_match_data *match;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    size_t faults;
};

struct affixes *affixes_new(void)
{
    return mem_alloc(1, sizeof(struct affixes));
}

void affixes_free(struct affixes *affixes)
{
    if (affixes != NULL) {
        for (size_t i = 0; i < AFFIX_KINDS; i++) {
            pcre2_code_free(affixes->code[i]);
        }
        free(affixes);
    }
}

/* Copy `digits` hexadecimal digits of `in` as \x{...}; false if they are not
 * all there. */
static bool add_escape(struct buf *out, struct slice in, size_t at,
                       size_t digits)
{
    if (in.len - at < digits) {
        return false;
    }
    for (size_t i = 0; i < digits; i++) {
        if (in.ptr[at + i] == '\0' ||
            strchr("0123456789abcdefABCDEF", in.ptr[at + i]) == NULL) {
            return false;
        }
    }
    buf_add_str(out, "\\x{");
    buf_add(out, in.ptr + at, digits);
    buf_add_char(out, '}');
    return true;
}

/* From Python's notation to PCRE2's: \uXXXX and \UXXXXXXXX, and the flag (?u),
 * which is the default. */
static bool rewrite(struct buf *out, struct slice in)
{
    size_t at = slice_starts(in, "(?u)") ? 4 : 0;

    while (at < in.len) {
        size_t digits = 0;

        if (in.ptr[at] == '\\' && at + 1 < in.len) {
            digits = in.ptr[at + 1] == 'u' ? 4 : in.ptr[at + 1] == 'U' ? 8 : 0;
            if (digits == 0) {
                buf_add(out, in.ptr + at, 2);
            } else if (!add_escape(out, in, at + 2, digits)) {
                return false;
            }
            at += 2 + digits;
        } else {
            buf_add_char(out, in.ptr[at++]);
        }
    }
    return true;
}

static pcre2_code *compile(const struct buf *pattern, enum affix_kind kind,
                           struct err *err)
{
    uint32_t anchor =
        kind == AFFIX_PREFIX || kind == AFFIX_URL ? PCRE2_ANCHORED : 0;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    PCRE2_UCHAR reason[128];
    pcre2_code *code;
    PCRE2_SIZE at;
    int number;

    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    code = pcre2_compile((PCRE2_SPTR)pattern->ptr, pattern->len,
                         PCRE2_UTF | PCRE2_UCP | anchor, &number, &at, context);
    pcre2_compile_context_free(context);
    if (code == NULL) {
        pcre2_get_error_message(number, reason, sizeof reason);
        err_set(err, ERR_SYNTAX, "pattern, at %zu: %s", (size_t)at,
                (const char *)reason);
        return NULL;
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* else it is slower */
    return code;
}

bool affixes_compile(struct affixes *affixes, enum affix_kind kind,
                     struct slice pattern, struct err *err)
{
    struct buf text = {0};
    bool ok = rewrite(&text, pattern);

    if (!ok) {
        err_set(err, ERR_SYNTAX, "pattern: broken \\u escape");
    } else {
        buf_add_str(&text, "");
        pcre2_code_free(affixes->code[kind]);
        affixes->code[kind] = compile(&text, kind, err);
        ok = affixes->code[kind] != NULL;
    }
    buf_release(&text);
    return ok;
}

struct affix_worker *affix_worker_new(const struct affixes *affixes)
{
    struct affix_worker *worker = mem_alloc(1, sizeof *worker);

    worker->affixes = affixes;
    worker->match = pcre2_match_data_create(1, NULL);
    worker->context = pcre2_match_context_create(NULL);
    worker->stack = pcre2_jit_stack_create(STACK_FIRST, STACK_MOST, NULL);
    pcre2_set_match_limit(worker->context, PATIENCE);
    pcre2_jit_stack_assign(worker->context, NULL, worker->stack);
    return worker;
}

void affix_worker_free(struct affix_worker *worker)
{
    if (worker != NULL) {
        pcre2_match_data_free(worker->match);
        pcre2_match_context_free(worker->context);
        pcre2_jit_stack_free(worker->stack);
        free(worker);
    }
}

static bool find(struct affix_worker *worker, enum affix_kind kind,
                 struct slice text, size_t from, struct span *found)
{
    const pcre2_code *code = worker->affixes->code[kind];
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(worker->match);
    uint32_t options = PCRE2_NO_UTF_CHECK;
    int got = pcre2_match(code, (PCRE2_SPTR)text.ptr, text.len, from, options,
                          worker->match, worker->context);

    if (got < PCRE2_ERROR_NOMATCH && kind != AFFIX_URL) {
        got =
            pcre2_match(code, (PCRE2_SPTR)text.ptr, text.len, from,
                        options | PCRE2_NO_JIT, worker->match, worker->context);
    }
    worker->faults += got < PCRE2_ERROR_NOMATCH;
    if (got < 0) {
        return false;
    }
    *found = (struct span){at[0], at[1]};
    return true;
}

size_t affix_prefix(struct affix_worker *worker, struct slice text)
{
    struct span found;

    return find(worker, AFFIX_PREFIX, text, 0, &found) ? found.end : 0;
}

/* Where the search for a suffix may start. */
static size_t suffix_start(struct slice text)
{
    size_t at = text.len;
    size_t points = 0;

    while (at > 0 && text.ptr[at - 1] == '.') {
        at--;
        points++;
    }
    while (at > 0 && points < SUFFIX_POINTS) {
        at--;
        points += ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
    }
    return at;
}

size_t affix_suffix(struct affix_worker *worker, struct slice text)
{
    struct span found;

    if (!find(worker, AFFIX_SUFFIX, text, suffix_start(text), &found)) {
        return 0;
    }
    return found.end - found.start;
}

bool affix_infix(struct affix_worker *worker, struct slice text, size_t from,
                 struct span *found)
{
    return find(worker, AFFIX_INFIX, text, from, found);
}

bool affix_is_url(struct affix_worker *worker, struct slice text)
{
    struct span found;

    return find(worker, AFFIX_URL, text, 0, &found);
}

size_t affix_faults(const struct affix_worker *worker)
{
    return worker->faults;
}
