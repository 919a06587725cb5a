/* ties_undated.c - acts of reports without a date into events.
 *
 * Such an act may be one with what other reports tell, whatever their day
 * (same_undated()).  It joins them only where all of them that have a day are
 * one event: told again and again ("denies any such plan"), it stays alone.
 */
#include "base/mem.h"
#include "record/ties_int.h"
#include "ties/same.h"

#include <stdlib.h>

/* Days before and after everything; keys of an act. */
enum { EVER = 4000000, KEYS = 2 * GIST_CODES };

/* Acts that may be one with another. */
struct matches {
    struct gist *gist;
    size_t len;
    size_t cap;
};

/* Where gists of its like are kept: by who acts, of a meeting by all. */
static size_t keys_of(const struct gist *gist, long long key[KEYS])
{
    size_t keys = 0;

    for (size_t i = 0; i < gist->actor.len; i++) {
        key[keys++] = gist_key(gist, false, gist->actor.code[i]);
    }
    for (size_t i = 0; gist->class == GIST_MEET && i < gist->recipient.len;
         i++) {
        key[keys++] = gist_key(gist, false, gist->recipient.code[i]);
    }
    return keys;
}

static bool has_match(const struct matches *matches, long long act)
{
    for (size_t i = 0; i < matches->len; i++) {
        if (matches->gist[i].act == act) {
            return true;
        }
    }
    return false;
}

/* The acts from day to day that may be one with `gist`. */
static bool find_matches(const struct tying *tying, const struct gist *gist,
                         long from, long to, struct matches *matches)
{
    long long key[KEYS];
    size_t keys = keys_of(gist, key);
    bool ok = true;

    for (size_t i = 0; ok && i < keys; i++) {
        const struct gists_wish wish = {key[i], from, to, same_undated};
        struct gist *list;
        size_t len;

        ok = gists_list(tying, gist, &wish, &list, &len);
        for (size_t j = 0; ok && j < len; j++) {
            if (!has_match(matches, list[j].act)) {
                MEM_GROW(matches->gist, matches->len, matches->cap);
                matches->gist[matches->len++] = list[j];
            }
        }
        free(list);
    }
    return ok;
}

/* Whether the events of the matches that have a day are one at most. */
static bool agree_on_event(const struct tying *tying,
                           const struct matches *matches, bool *agree)
{
    long long only = 0;

    *agree = true;
    for (size_t i = 0; i < matches->len && *agree; i++) {
        long long event, dated;

        if (!event_of_act(tying, matches->gist[i].act, &event) ||
            !ask_number(tying, SQL_TIE_DATED, event, 0, &dated)) {
            return false;
        }
        *agree = dated == 0 || only == 0 || only == event;
        only = dated != 0 ? event : only;
    }
    return true;
}

/* Put an act without a date where it belongs as things stand. */
static bool place(const struct tying *tying, const struct gist *gist)
{
    struct matches matches = {0};
    bool agree = false;
    bool ok = find_matches(tying, gist, -EVER, EVER, &matches) &&
              agree_on_event(tying, &matches, &agree);

    for (size_t i = 0; ok && agree && i < matches.len; i++) {
        ok = join_events(tying, gist->act, matches.gist[i].act);
    }
    if (ok && !agree) {
        ok = run_keys(tying, SQL_TIE_LEAVE, gist->act, 0);
    }
    free(matches.gist);
    return ok;
}

bool knot_join_undated(const struct tying *tying, const struct knot *knot)
{
    struct matches undated = {0};
    bool ok;

    if (knot->gist.day == 0) {
        return place(tying, &knot->gist);
    }
    ok = find_matches(tying, &knot->gist, 0, 0, &undated);
    for (size_t i = 0; ok && i < undated.len; i++) {
        ok = place(tying, &undated.gist[i]);
    }
    free(undated.gist);
    return ok;
}
