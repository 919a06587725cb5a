#include "cli/help.h"

#include "base/term.h"

#include <string.h>

enum { WIDTH = 79, OPTION_COLUMN = 22 };

static const char *on(enum term_style style, bool color, struct buf *room)
{
    buf_clear(room);
    buf_add_str(room, "");
    term_on(room, style, color);
    return room->ptr;
}

static const char *off(bool color)
{
    return color ? "\x1b[0m" : "";
}

static void head(FILE *out, const char *text, bool color)
{
    struct buf room = {0};

    (void)fprintf(out, "%s%s%s\n", on(TERM_BOLD, color, &room), text,
                  off(color));
    buf_release(&room);
}

/* Print `text` broken at blanks, every line but the first after `indent`
 * blanks; the first begins where the cursor is.  "\n\n" parts paragraphs. */
static void wrap(FILE *out, const char *text, int indent)
{
    struct slice rest = slice_of(text);

    while (rest.len != 0) {
        const char *parting = strstr(rest.ptr, "\n\n");
        size_t len = parting != NULL ? (size_t)(parting - rest.ptr) : rest.len;
        struct slice paragraph = {rest.ptr, len};

        while (paragraph.len != 0) {
            size_t line = term_line(paragraph, (size_t)(WIDTH - indent));

            (void)fprintf(out, "%.*s\n", (int)line, paragraph.ptr);
            paragraph = slice_trim(
                (struct slice){paragraph.ptr + line, paragraph.len - line});
            if (paragraph.len != 0) {
                (void)fprintf(out, "%*s", indent, "");
            }
        }
        rest = slice_trim((struct slice){rest.ptr + len, rest.len - len});
        if (rest.len != 0) {
            (void)fprintf(out, "\n%*s", indent, "");
        }
    }
}

void help_all(FILE *out, bool color)
{
    (void)fputs("demarche keeps the diplomatic record: who demanded, offered "
                "or refused what,\nfrom whom, in which words, by which "
                "report.\n\n",
                out);
    head(out, "Try", color);
    (void)fputs("  demarche add talks.demarche reports/*.txt\n"
                "  demarche demands talks.demarche\n"
                "  demarche acts talks.demarche --act reject,counter --since "
                "2022-01\n"
                "  demarche show talks.demarche a-7f3c\n\n",
                out);
    head(out, "Verbs", color);
    for (size_t i = 0; verb_table[i] != NULL; i++) {
        (void)fprintf(out, "  %-9s %s\n", verb_table[i]->name,
                      verb_table[i]->summary);
    }
    (void)fputs("\ndemarche VERB --help tells more of one; man demarche of "
                "all.\n",
                out);
}

static void option_line(FILE *out, const struct verb *verb, int id)
{
    const struct option *option = &option_table[id];
    struct buf left = {0};

    if (option->letter != 0) {
        buf_printf(&left, "-%c, --%s", option->letter, option->name);
    } else {
        buf_printf(&left, "    --%s", option->name);
    }
    if (option->value != NULL) {
        buf_printf(&left, " %s", option->value);
    }
    (void)fprintf(out, "  %-*s ", OPTION_COLUMN, left.ptr);
    if (left.len > OPTION_COLUMN) {
        (void)fprintf(out, "\n%*s", OPTION_COLUMN + 3, "");
    }
    buf_clear(&left);
    buf_add_str(&left, option->help);
    if (id == OPT_FORMAT) {
        buf_printf(&left, " (%s)", verb->formats);
    }
    wrap(out, left.ptr, OPTION_COLUMN + 3);
    buf_release(&left);
}

void help_verb(FILE *out, const struct verb *verb, bool color)
{
    (void)fprintf(out, "demarche %s: %s\n\n", verb->name, verb->summary);
    head(out, "Examples", color);
    for (const struct example *example = verb->example;
         example < verb->example + VERB_EXAMPLES && example->command != NULL;
         example++) {
        (void)fprintf(out, "  %s\n      %s\n", example->command, example->says);
    }
    (void)fputc('\n', out);
    head(out, "Usage", color);
    (void)fprintf(out, "  demarche %s %s%s[OPTION]...\n\n", verb->name,
                  verb->usage, verb->usage[0] != '\0' ? " " : "");
    wrap(out, verb->about, 0);
    (void)fputc('\n', out);
    head(out, "Options", color);
    for (int id = 0; id < OPT_COUNT; id++) {
        if (((verb->options | OPT_ALL) & OPT(id)) != 0) {
            option_line(out, verb, id);
        }
    }
}
