#include "lang/projective.h"

#include "base/mem.h"

#include <stdlib.h>

enum { ROUNDS = 12 };

static void find_sentences(struct projective *scratch, struct token *token,
                           size_t count);
static void put_down(struct projective *scratch, struct token *token,
                     size_t at);

void projective_room(struct projective *scratch, size_t count)
{
    if (count <= scratch->room) {
        return;
    }
    projective_release(scratch);
    scratch->room = count + count / 2;
    scratch->lifted = mem_alloc(scratch->room, sizeof(void *));
    scratch->left = mem_alloc(scratch->room, sizeof *scratch->left);
    scratch->right = mem_alloc(scratch->room, sizeof *scratch->right);
    scratch->queue = mem_alloc(scratch->room, sizeof *scratch->queue);
    scratch->starts = mem_alloc(scratch->room, sizeof *scratch->starts);
}

void projective_release(struct projective *scratch)
{
    free(scratch->lifted);
    free(scratch->left);
    free(scratch->right);
    free(scratch->queue);
    free(scratch->starts);
    *scratch = (struct projective){0};
}

void projective_finish(struct projective *scratch, struct token *token,
                       size_t count)
{
    bool moved = false;

    find_sentences(scratch, token, count);
    for (size_t i = 0; i < count; i++) {
        if (scratch->lifted[i] != NULL) {
            put_down(scratch, token, i);
            moved = true;
        }
    }
    if (moved) {
        find_sentences(scratch, token, count);
    }
}

/* Widen the range of the head of `i` by that of `i`. */
static void widen(struct projective *scratch, const struct token *token,
                  size_t i)
{
    uint32_t head = token[i].head;

    if (scratch->left[i] < scratch->left[head]) {
        scratch->left[head] = scratch->left[i];
    }
    if (scratch->right[i] > scratch->right[head]) {
        scratch->right[head] = scratch->right[i];
    }
}

static void mark_starts(struct projective *scratch, const struct token *token,
                        size_t count)
{
    memset(scratch->starts, 0, count * sizeof *scratch->starts);
    for (size_t i = 0; i < count; i++) {
        if (token[i].head == i) {
            scratch->starts[scratch->left[i]] = true;
        }
    }
}

/* Do all arcs stay within their sentence?  As the original asks it: the first
 * token of the next sentence counts as inside, the last token of all is not
 * looked at. */
static bool arcs_stay(const struct projective *scratch,
                      const struct token *token, size_t count)
{
    size_t from = 0;

    for (size_t i = 0; i < count; i++) {
        if ((i == 0 || !scratch->starts[i]) && i + 1 != count) {
            continue;
        }
        for (size_t j = from; j < i; j++) {
            if (token[j].head < from || token[j].head > i) {
                return false;
            }
        }
        from = i;
    }
    return true;
}

/* A sentence starts at the leftmost token below each root.  The ranges are
 * found by sweeping up the arcs, forth and back, until they hold. */
static void find_sentences(struct projective *scratch, struct token *token,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        scratch->left[i] = (uint32_t)i;
        scratch->right[i] = (uint32_t)i;
    }
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < count; i++) {
            widen(scratch, token, i);
        }
        for (size_t i = count; i-- > 0;) {
            widen(scratch, token, i);
        }
        mark_starts(scratch, token, count);
        if (arcs_stay(scratch, token, count)) {
            break;
        }
    }
    for (size_t i = 0; i < count; i++) {
        token[i].sent_start = scratch->starts[i] ? 1 : -1;
    }
}

/* Look for the true head of a lifted token, level by level below its present
 * head, children in order; white space and the token itself are passed over.
 * Ranges are those of find_sentences(), heads those of this moment. */
static void put_down(struct projective *scratch, struct token *token, size_t at)
{
    const struct lifted *lifted = scratch->lifted[at];
    uint32_t *queue = scratch->queue;
    size_t len = 1;

    queue[0] = token[at].head;
    token[at].dep = lifted->label;
    for (size_t i = 0; i < len; i++) {
        uint32_t node = queue[i];

        for (uint32_t j = scratch->left[node]; j <= scratch->right[node]; j++) {
            if (j == node || token[j].head != node || token[j].is_space ||
                j == at) {
                continue;
            }
            if (strcmp(token[j].dep, lifted->below) == 0) {
                token[at].head = j;
                return;
            }
            if (len < scratch->room) {
                queue[len++] = j;
            }
        }
    }
}
