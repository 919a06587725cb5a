#include "lore/codebook.h"

const char *const codebook_names[] = {"actors.tsv",
                                      "aliases.tsv",
                                      "members.tsv",
                                      "offices.tsv",
                                      "people.tsv",
                                      "issues.tsv",
                                      "issue-examples.tsv",
                                      "act-verbs.tsv",
                                      "act-nouns.tsv",
                                      "act-modals.tsv",
                                      "act-adjectives.tsv",
                                      NULL};

const struct codebook_text *codebook_find(const struct codebook_text *text,
                                          size_t texts, const char *name)
{
    for (size_t i = 0; i < texts; i++) {
        if (strcmp(text[i].name, name) == 0) {
            return &text[i];
        }
    }
    return NULL;
}
