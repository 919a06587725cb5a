/*
 * cli.h - the command line: one program, many verbs.
 */
#ifndef DEMARCHE_CLI_CLI_H
#define DEMARCHE_CLI_CLI_H

/* Run the program; returns its exit status (exit.h). */
int cli_main(int argc, char **argv);

#endif
