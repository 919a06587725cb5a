/*
 * interrupt.h - Ctrl-C: the first asks a run to end well, the second ends it.
 */
#ifndef DEMARCHE_CLI_INTERRUPT_H
#define DEMARCHE_CLI_INTERRUPT_H

#include <stdatomic.h>

/* From now on SIGINT and SIGTERM set the flag that is returned; a second one
 * ends the program at once. */
const atomic_bool *interrupt_watch(void);

#endif
