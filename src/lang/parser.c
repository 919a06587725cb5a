#include "lang/parser.h"

#include "base/mem.h"
#include "lang/moves.h"
#include "lang/projective.h"

#include <stdlib.h>

/* Numbers of the actions in the file. */
enum action { SHIFT, REDUCE, LEFT, RIGHT, BREAK, ACTIONS };

enum { NONE = -1 };

struct parser {
    struct moves moves;
    struct step step;
};

/* What is known of a word while the moves are made. */
struct word {
    int32_t head;      /* NONE: not yet */
    int32_t label;     /* row of the move that gave the head */
    int32_t left_kid;  /* the child attached last on the left; NONE */
    int32_t right_kid; /* ... on the right */
    int32_t older;     /* the sibling attached before this one; NONE */
    bool frozen;       /* may not be shifted again */
    bool starts;       /* a sentence starts here */
};

struct parser_state {
    const struct parser *parser;
    struct word *word;
    int32_t *stack;
    int32_t *again; /* words put back in front of the buffer, last one first */
    size_t room;    /* words */

    size_t count;
    size_t depth;  /* of the stack */
    size_t agains; /* words put back */
    size_t next;   /* first word never touched */
    struct projective projective;
};

static bool check_moves(const struct parser *parser, const struct part *part,
                        struct err *err);
static void make_room(struct parser_state *state, size_t count);
static void fill_slots(const struct parser_state *state, size_t row,
                       int32_t slot[PARSER_SLOTS]);
static size_t choose(const struct parser_state *state,
                     const struct step_worker *worker, const float *score);
static void make_move(struct parser_state *state, size_t move);
static void write_tokens(struct parser_state *state, struct token *token);

bool parser_read(struct parser **parser, const struct thinc *net,
                 const struct part *moves, struct err *err)
{
    struct parser *made = mem_alloc(1, sizeof *made);

    if (!moves_read(&made->moves, moves, err) ||
        !check_moves(made, moves, err) ||
        !step_read(&made->step, net, PARSER_SLOTS, PARSER_SLOTS,
                   made->moves.len, err)) {
        parser_free(made);
        made = NULL;
    }
    *parser = made;
    return made != NULL;
}

void parser_free(struct parser *parser)
{
    if (parser != NULL) {
        step_release(&parser->step);
        moves_release(&parser->moves);
        free(parser);
    }
}

const struct step *parser_step(const struct parser *parser)
{
    return &parser->step;
}

/* With these two there is a valid move in every state: shift while the stack
 * is empty, reduce otherwise. */
static bool check_moves(const struct parser *parser, const struct part *part,
                        struct err *err)
{
    const struct moves *moves = &parser->moves;

    return (moves_count(moves, SHIFT) == 1 && moves_count(moves, REDUCE) == 1 &&
            moves->first[ACTIONS] == moves->len) ||
           part_fail(part, 0, err,
                     "the moves are not shift, reduce, left, right, break");
}

struct parser_state *parser_state_new(const struct parser *parser)
{
    struct parser_state *made = mem_alloc(1, sizeof *made);

    made->parser = parser;
    return made;
}

void parser_state_free(struct parser_state *state)
{
    if (state != NULL) {
        free(state->word);
        free(state->stack);
        free(state->again);
        projective_release(&state->projective);
        free(state);
    }
}

void parser_decode(struct parser_state *state, struct step_worker *worker,
                   size_t row, struct token *token, size_t count)
{
    make_room(state, count);
    state->count = count;
    state->depth = 0;
    state->agains = 0;
    state->next = 0;
    for (size_t i = 0; i < count; i++) {
        state->word[i] =
            (struct word){NONE, NONE, NONE, NONE, NONE, false, i == 0};
    }
    while (state->depth != 0 || state->agains != 0 || state->next < count) {
        int32_t slot[PARSER_SLOTS];

        fill_slots(state, row, slot);
        make_move(state, choose(state, worker, step_scores(worker, slot)));
    }
    write_tokens(state, token);
    projective_finish(&state->projective, token, count);
}

static void make_room(struct parser_state *state, size_t count)
{
    if (count > state->room) {
        free(state->word);
        free(state->stack);
        free(state->again);
        state->room = count + count / 2;
        state->word = mem_alloc(state->room, sizeof *state->word);
        state->stack = mem_alloc(state->room, sizeof *state->stack);
        state->again = mem_alloc(state->room, sizeof *state->again);
    }
    projective_room(&state->projective, count);
}

/* The word at place `i` of the stack, from the top, or NONE. */
static int32_t on_stack(const struct parser_state *state, size_t i)
{
    return i < state->depth ? state->stack[state->depth - 1 - i] : NONE;
}

/* The word at place `i` of the buffer, or NONE. */
static int32_t in_buffer(const struct parser_state *state, size_t i)
{
    if (i < state->agains) {
        return state->again[state->agains - 1 - i];
    }
    i += state->next - state->agains;
    return i < state->count ? (int32_t)i : NONE;
}

static size_t buffer_len(const struct parser_state *state)
{
    return state->count - state->next + state->agains;
}

/* The words that the network looks at, as rows of the batch. */
static void fill_slots(const struct parser_state *state, size_t row,
                       int32_t slot[PARSER_SLOTS])
{
    const struct word *word = state->word;
    int32_t buffer = in_buffer(state, 0);
    int32_t top = on_stack(state, 0);

    slot[0] = buffer;
    slot[1] = in_buffer(state, 1);
    slot[2] = top;
    slot[3] = on_stack(state, 1);
    slot[4] = on_stack(state, 2);
    slot[5] = buffer >= 0 ? word[buffer].left_kid : NONE;
    slot[6] = top >= 0 ? word[top].left_kid : NONE;
    slot[7] = top >= 0 ? word[top].right_kid : NONE;
    for (size_t i = 0; i < PARSER_SLOTS; i++) {
        slot[i] = slot[i] >= 0 ? slot[i] + (int32_t)row : NONE;
    }
}

/* Which actions the state allows. */
static void find_valid(const struct parser_state *state, bool valid[ACTIONS])
{
    int32_t buffer = in_buffer(state, 0);
    int32_t second = in_buffer(state, 1);
    bool stacked = state->depth != 0;
    bool inside = buffer >= 0 && !state->word[buffer].starts;

    valid[SHIFT] = !stacked || (buffer_len(state) >= 2 && inside &&
                                !state->word[buffer].frozen);
    valid[REDUCE] = stacked;
    valid[LEFT] = stacked && inside;
    valid[RIGHT] = stacked && inside;
    valid[BREAK] = buffer_len(state) >= 2 && second == buffer + 1 &&
                   !state->word[second].starts;
}

/* The row of the best valid move; of equals the first. */
static size_t choose(const struct parser_state *state,
                     const struct step_worker *worker, const float *score)
{
    const struct moves *moves = &state->parser->moves;
    size_t best = moves->len;
    bool valid[ACTIONS];

    find_valid(state, valid);
    for (size_t action = 0; action < ACTIONS; action++) {
        size_t count = moves_count(moves, action);
        size_t first = moves->first[action];
        size_t row;

        if (!valid[action] || count == 0) {
            continue;
        }
        row = step_largest(worker, score, first, count);
        if (best == moves->len || score[row] > score[best]) {
            best = row;
        }
    }
    return best;
}

/* The list of the children of `head` on the side where `kid` is. */
static int32_t *kids_of(const struct parser_state *state, int32_t head,
                        int32_t kid)
{
    struct word *word = &state->word[head];

    return kid < head ? &word->left_kid : &word->right_kid;
}

/* Make `kid` the newest child of `head`, no longer that of another. */
static void attach(struct parser_state *state, int32_t head, int32_t kid,
                   size_t move)
{
    struct word *word = &state->word[kid];
    int32_t *list;

    if (word->head >= 0) {
        list = kids_of(state, word->head, kid);
        while (*list != kid) {
            list = &state->word[*list].older;
        }
        *list = word->older;
    }
    list = kids_of(state, head, kid);
    word->older = *list;
    *list = kid;
    word->head = head;
    word->label = (int32_t)move;
}

static void push(struct parser_state *state)
{
    state->stack[state->depth] = in_buffer(state, 0);
    state->depth++;
    if (state->agains != 0) {
        state->agains--;
    } else {
        state->next++;
    }
}

static void reduce(struct parser_state *state)
{
    int32_t top = on_stack(state, 0);

    if (state->word[top].head < 0 && state->depth > 1) {
        state->word[top].frozen = true;
        state->again[state->agains++] = top;
    }
    state->depth--;
}

static void make_move(struct parser_state *state, size_t move)
{
    const size_t *first = state->parser->moves.first;
    int32_t buffer = in_buffer(state, 0);

    if (move < first[REDUCE]) {
        push(state);
    } else if (move < first[LEFT]) {
        reduce(state);
    } else if (move < first[RIGHT]) {
        attach(state, buffer, on_stack(state, 0), move);
        state->word[buffer].frozen = false;
        state->depth--;
    } else if (move < first[BREAK]) {
        attach(state, on_stack(state, 0), buffer, move);
        push(state);
    } else {
        state->word[in_buffer(state, 1)].starts = true;
    }
}

static void write_tokens(struct parser_state *state, struct token *token)
{
    const struct moves *moves = &state->parser->moves;

    for (size_t i = 0; i < state->count; i++) {
        const struct word *word = &state->word[i];

        if (word->head < 0) {
            token[i].head = (uint32_t)i;
            token[i].dep = "ROOT";
            state->projective.lifted[i] = NULL;
            continue;
        }
        token[i].head = (uint32_t)word->head;
        token[i].dep = moves->label[word->label];
        state->projective.lifted[i] = moves->lifted[word->label].below != NULL
                                          ? &moves->lifted[word->label]
                                          : NULL;
    }
}
