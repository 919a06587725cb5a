#include "cli/exit.h"
#include "cli/help.h"
#include "cli/suggest.h"

#include <string.h>

#ifndef DEMARCHE_VERSION
#    error "the build defines DEMARCHE_VERSION"
#endif

/* Text for roff: backslashes and hyphens escaped, no line begins with a
 * control character, "\n\n" parts paragraphs. */
static void roff(FILE *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        bool begins = at == text || at[-1] == '\n';

        if (strncmp(at, "\n\n", 2) == 0) {
            (void)fputs("\n.PP\n", out);
            at++;
            continue;
        }
        if (begins && (*at == '.' || *at == '\'')) {
            (void)fputs("\\&", out);
        }
        if (*at == '\\') {
            (void)fputs("\\e", out);
        } else if (*at == '-') {
            (void)fputs("\\-", out);
        } else {
            (void)fputc(*at, out);
        }
    }
    (void)fputc('\n', out);
}

static void upper(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        (void)fputc(ascii_upper(*text), out);
    }
}

static void title(FILE *out, const struct verb *verb)
{
    (void)fputs(".\\\" Made by demarche help --man; do not edit.\n.TH ", out);
    (void)fputs("DEMARCHE", out);
    if (verb != NULL) {
        (void)fputs("\\-", out);
        upper(out, verb->name);
    }
    (void)fputs(" 1 \"\" \"Demarche " DEMARCHE_VERSION
                "\" \"User Commands\"\n.SH NAME\n",
                out);
}

static void options(FILE *out, const struct verb *verb)
{
    (void)fputs(".SH OPTIONS\n", out);
    for (int id = 0; id < OPT_COUNT; id++) {
        const struct option *option = &option_table[id];

        if (((verb->options | OPT_ALL) & OPT(id)) == 0) {
            continue;
        }
        (void)fputs(".TP\n", out);
        if (option->letter != 0) {
            (void)fprintf(out, "\\fB\\-%c\\fR, ", option->letter);
        }
        (void)fputs("\\fB\\-\\-", out);
        for (const char *at = option->name; *at != '\0'; at++) {
            (void)fputs(*at == '-' ? "\\-" : (char[2]){*at, '\0'}, out);
        }
        (void)fputs("\\fR", out);
        if (option->value != NULL) {
            (void)fprintf(out, " \\fI%s\\fR", option->value);
        }
        (void)fputc('\n', out);
        roff(out, option->help);
        if (id == OPT_FORMAT) {
            (void)fprintf(out, "(%s)\n", verb->formats);
        }
    }
}

static void exit_statuses(FILE *out)
{
    (void)fputs(".SH EXIT STATUS\n", out);
#define X(constant, status, meaning) \
    (void)fprintf(out, ".TP\n.B %d\n", status); \
    roff(out, meaning);
    EXIT_MAP(X)
#undef X
}

static void environment(FILE *out)
{
    (void)fputs(".SH ENVIRONMENT\n", out);
    (void)fputs(".TP\n.B DEMARCHE_DOSSIER\n"
                "The dossier where none is named.\n"
                ".TP\n.B DEMARCHE_DATA\n"
                "The data directory, if it is not beside the program.\n"
                ".TP\n.B DEMARCHE_MODEL\n"
                "The language model: an unpacked folder or a wheel.\n"
                ".TP\n.B DEMARCHE_FETCH_PRIVATE\n"
                "1: add \\-\\-fetch may use this machine, private networks and "
                "any port.\n"
                ".TP\n.B NO_COLOR\n"
                "Not empty: no colour.\n"
                ".TP\n.B COLUMNS\n"
                "The width of tables where there is no terminal.\n",
                out);
}

static void page_of_verb(FILE *out, const struct verb *verb)
{
    (void)fprintf(out, "demarche\\-%s \\- ", verb->name);
    roff(out, verb->summary);
    (void)fprintf(out, ".SH SYNOPSIS\n.B demarche %s\n", verb->name);
    roff(out, verb->usage);
    (void)fputs("[\\fIOPTION\\fR]...\n.SH EXAMPLES\n", out);
    for (const struct example *example = verb->example;
         example < verb->example + VERB_EXAMPLES && example->command != NULL;
         example++) {
        (void)fputs(".TP\n.B ", out);
        roff(out, example->command);
        roff(out, example->says);
    }
    (void)fputs(".SH DESCRIPTION\n", out);
    roff(out, verb->about);
    options(out, verb);
    exit_statuses(out);
    environment(out);
    (void)fputs(".SH SEE ALSO\n.BR demarche (1)\n", out);
}

static void page_of_all(FILE *out)
{
    (void)fputs("demarche \\- keep the diplomatic record of reports\n"
                ".SH SYNOPSIS\n.B demarche\n.I VERB\n"
                "[\\fIDOSSIER\\fR] [\\fIOPTION\\fR]...\n.SH DESCRIPTION\n",
                out);
    roff(out,
         "Demarche reads reports of a crisis or negotiation and keeps who "
         "demanded, offered, threatened, accepted or refused what, towards "
         "whom, in which words, with every line traceable to its sentence. A "
         "dossier is one file; nothing leaves the machine.\n\n"
         "Results go to standard output, everything else to standard error. "
         "Each verb has a page of its own: demarche-VERB(1), and examples in "
         "demarche VERB --help.");
    (void)fputs(".SH VERBS\n", out);
    for (size_t i = 0; verb_table[i] != NULL; i++) {
        (void)fprintf(out, ".TP\n.BR demarche\\-%s (1)\n", verb_table[i]->name);
        roff(out, verb_table[i]->summary);
    }
    exit_statuses(out);
    environment(out);
}

void manual_write(FILE *out, const struct verb *verb)
{
    title(out, verb);
    if (verb != NULL) {
        page_of_verb(out, verb);
    } else {
        page_of_all(out);
    }
}
