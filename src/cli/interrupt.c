#include "cli/interrupt.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/* A handler has no other way to reach the run than a global. */
static atomic_bool asked;

static void ask(int number)
{
    (void)number;
    atomic_store(&asked, true);
}

const atomic_bool *interrupt_watch(void)
{
    struct sigaction action = {.sa_handler = ask,
                               .sa_flags = (int)SA_RESETHAND | SA_RESTART};

    sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    return &asked;
}
