#include "views/shelf.h"

#include "base/mem.h"

#include <stdlib.h>

/* Statements that are kept; their rarest stems that lead to them; lists of
 * stems; entries of a list that are looked at. */
enum { KEPT = 8192, RARE = 8, LISTS = 1 << 15, STEPS = 150 };

/* More than the stems that may lead to one statement. */
enum { ASKED = 2 * RARE };

/* One stem of a statement, in the list of its stem. */
struct entry {
    uint32_t stem;
    size_t number; /* of the statement, counted from 1 */
    size_t before; /* 1 + the place of the next older, 0: none */
};

struct shelf {
    size_t taken; /* statements so far */
    struct told *told;
    struct entry *entry;
    size_t *head;  /* of each list */
    size_t *asked; /* ASKED times the statement that last came upon this one,
                      and how often it did after the first time */
};

struct shelf *shelf_new(void)
{
    struct shelf *shelf = mem_alloc(1, sizeof *shelf);

    shelf->told = mem_alloc(KEPT, sizeof *shelf->told);
    shelf->entry = mem_alloc((size_t)KEPT * RARE, sizeof *shelf->entry);
    shelf->head = mem_alloc(LISTS, sizeof *shelf->head);
    shelf->asked = mem_alloc(KEPT, sizeof *shelf->asked);
    return shelf;
}

void shelf_free(struct shelf *shelf)
{
    if (shelf == NULL) {
        return;
    }
    for (size_t i = 0; i < KEPT; i++) {
        free(shelf->told[i].text);
    }
    free(shelf->told);
    free(shelf->entry);
    free(shelf->head);
    free(shelf->asked);
    free(shelf);
}

struct told *shelf_take(struct shelf *shelf)
{
    struct told *told = &shelf->told[shelf->taken++ % KEPT];

    free(told->text);
    *told = (struct told){0};
    return told;
}

/* The rarest stems: their number. */
static size_t rarest(const struct statement *statement, uint32_t stem[RARE])
{
    unsigned weight[RARE];
    size_t count = 0;

    for (size_t i = 0; i < statement->stems; i++) {
        const struct statement_stem *one = &statement->stem[i];
        size_t at = count;

        while (at > 0 && weight[at - 1] < one->weight) {
            at--;
        }
        if (at == RARE) {
            continue;
        }
        count += count < RARE;
        for (size_t k = count - 1; k > at; k--) {
            weight[k] = weight[k - 1];
            stem[k] = stem[k - 1];
        }
        weight[at] = one->weight;
        stem[at] = one->stem;
    }
    return count;
}

/* What is asked for the statement `number`. */
struct asking {
    size_t number;
    struct told **like;
    size_t max;
    size_t found;
};

/* Note those that are in the list of `stem`; the second time is enough. */
static void ask(struct shelf *shelf, uint32_t stem, struct asking *asking)
{
    size_t at = shelf->head[stem % LISTS];

    for (size_t step = 0; at != 0 && step < STEPS; step++) {
        const struct entry *entry = &shelf->entry[at - 1];
        size_t there = (entry->number - 1) % KEPT;
        size_t *asked = &shelf->asked[there];

        if (asking->number - entry->number >= KEPT) {
            return; /* its place was taken since */
        }
        if (entry->stem == stem) {
            *asked = *asked / ASKED == asking->number ? *asked + 1
                                                      : asking->number * ASKED;
            if (*asked % ASKED == 1 && asking->found < asking->max) {
                asking->like[asking->found++] = &shelf->told[there];
            }
        }
        at = entry->before;
    }
}

size_t shelf_place(struct shelf *shelf, struct told **like, size_t max)
{
    struct asking asking = {.number = shelf->taken, .like = like, .max = max};
    size_t place = (shelf->taken - 1) % KEPT;
    struct entry *entry = &shelf->entry[place * RARE];
    uint32_t stem[RARE];
    size_t stems = rarest(&shelf->told[place].statement, stem);

    memset(entry, 0, RARE * sizeof *entry);
    for (size_t i = 0; i < stems; i++) {
        size_t *head = &shelf->head[stem[i] % LISTS];

        ask(shelf, stem[i], &asking);
        entry[i] = (struct entry){stem[i], shelf->taken, *head};
        *head = place * RARE + i + 1;
    }
    return asking.found;
}
