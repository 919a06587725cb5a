/* How long the tables of actors take to load and to answer, and how much they
 * hold: bench_actors DATA-FOLDER [TIMES].  Processor time, the best of all. */
#include "lore/actors.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Microseconds a look-up of a person's name, over names of all lengths. */
static double lookup_us(const struct actors *actors)
{
    static const char *const names[] = {"Lavrov", "Sergei Ryabkov", "Kim",
                                        "Mohammad Javad Zarif", "Nobody"};
    enum { ROUNDS = 20000, NAMES = sizeof names / sizeof *names };
    const struct tenure *hit[8];
    struct date day = date_parse(SLICE("2021-12-10"));
    double start = now_ms();
    size_t hits = 0;

    for (size_t i = 0; i < ROUNDS; i++) {
        hits += actors_person(actors, slice_of(names[i % NAMES]), day, hit, 8);
    }
    return hits != 0 ? (now_ms() - start) * 1e3 / ROUNDS : 0;
}

int main(int argc, char **argv)
{
    long times = argc > 2 ? strtol(argv[2], NULL, 10) : 20;
    double best = 1e9;

    if (argc < 2) {
        (void)fprintf(stderr, "bench_actors DATA-FOLDER [TIMES]\n");
        return 2;
    }
    for (long i = 0; i < times; i++) {
        struct actors *actors;
        struct err err = {0};
        double start = now_ms();
        double took;

        if (!actors_open(&actors, argv[1], NULL, &err)) {
            (void)fprintf(stderr, "%s\n", err.text);
            return 1;
        }
        took = now_ms() - start;
        best = took < best ? took : best;
        if (i + 1 == times) {
            struct actors_counts counts = actors_counts(actors);

            printf("states %zu, other actors %zu, names %zu, offices %zu, "
                   "titles %zu, people %zu, terms %zu, memberships %zu\n",
                   counts.states, counts.actors - counts.states, counts.names,
                   counts.offices, counts.titles, counts.people, counts.tenures,
                   counts.members);
            printf("load %.1f ms, best of %ld; a person %.2f us\n", best, times,
                   lookup_us(actors));
        }
        actors_free(actors);
    }
    return 0;
}
