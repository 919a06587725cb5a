#include "cli/help.h"

#include <string.h>

static void verbs(FILE *out)
{
    for (size_t i = 0; verb_table[i] != NULL; i++) {
        (void)fprintf(out, "%s%s", i != 0 ? " " : "", verb_table[i]->name);
    }
}

static void long_options(FILE *out, const struct verb *verb)
{
    bool first = true;

    for (int id = 0; id < OPT_COUNT; id++) {
        if (((verb->options | OPT_ALL) & OPT(id)) != 0) {
            (void)fprintf(out, "%s--%s", first ? "" : " ",
                          option_table[id].name);
            first = false;
        }
    }
}

static void bash(FILE *out)
{
    (void)fputs("# bash completion for demarche\n"
                "_demarche() {\n"
                "    local word=${COMP_WORDS[COMP_CWORD]} words=\n"
                "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                "        words='",
                out);
    verbs(out);
    (void)fputs("'\n    else\n        case ${COMP_WORDS[1]} in\n", out);
    for (size_t i = 0; verb_table[i] != NULL; i++) {
        (void)fprintf(out, "        %s) words='", verb_table[i]->name);
        long_options(out, verb_table[i]);
        (void)fputs("' ;;\n", out);
    }
    (void)fputs("        esac\n"
                "        case $word in -*) ;; *) words= ;; esac\n"
                "    fi\n"
                "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- "
                "\"$word\")\n"
                "}\n"
                "complete -o default -F _demarche demarche\n",
                out);
}

/* A text between single quotes of a shell. */
static void quoted(FILE *out, const char *text)
{
    (void)fputc('\'', out);
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            (void)fputs("'\\''", out);
        } else {
            (void)fputc(*text, out);
        }
    }
    (void)fputc('\'', out);
}

static void zsh(FILE *out)
{
    (void)fputs("#compdef demarche\n"
                "_demarche() {\n"
                "    local -a verbs options\n"
                "    verbs=(",
                out);
    verbs(out);
    (void)fputs(")\n    if (( CURRENT == 2 )); then\n"
                "        compadd -a verbs\n        return\n    fi\n"
                "    case $words[2] in\n",
                out);
    for (size_t i = 0; verb_table[i] != NULL; i++) {
        (void)fprintf(out, "    %s) options=(", verb_table[i]->name);
        long_options(out, verb_table[i]);
        (void)fputs(") ;;\n", out);
    }
    (void)fputs("    esac\n"
                "    if [[ $PREFIX == -* ]]; then\n"
                "        compadd -a options\n    else\n"
                "        _files\n    fi\n}\n_demarche \"$@\"\n",
                out);
}

static void fish(FILE *out)
{
    (void)fputs("# fish completion for demarche\n", out);
    for (size_t i = 0; verb_table[i] != NULL; i++) {
        const struct verb *verb = verb_table[i];

        (void)fprintf(out,
                      "complete -c demarche -n __fish_use_subcommand -a %s "
                      "-d ",
                      verb->name);
        quoted(out, verb->summary);
        (void)fputc('\n', out);
        for (int id = 0; id < OPT_COUNT; id++) {
            const struct option *option = &option_table[id];

            if (((verb->options | OPT_ALL) & OPT(id)) == 0) {
                continue;
            }
            (void)fprintf(out,
                          "complete -c demarche -n "
                          "'__fish_seen_subcommand_from %s' -l %s%s -d ",
                          verb->name, option->name,
                          option->value != NULL ? " -r" : "");
            quoted(out, option->help);
            (void)fputc('\n', out);
        }
    }
}

bool completion_write(FILE *out, const char *shell)
{
    if (strcmp(shell, "bash") == 0) {
        bash(out);
    } else if (strcmp(shell, "zsh") == 0) {
        zsh(out);
    } else if (strcmp(shell, "fish") == 0) {
        fish(out);
    } else {
        return false;
    }
    return true;
}
