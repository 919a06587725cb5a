/* What is asked inside of an answer: "refused [a request by Peru to leave]". */
#include "acts/acts.h"
#include "acts/why.h"

static bool holds(const struct act *answer, const struct act *ask)
{
    return ask->text.start > answer->text.start &&
           ask->text.end <= answer->text.end;
}

static bool is_answer(const struct act *act)
{
    return label_in(act->type, "accept accept-in-part reject defer concede") &&
           !act->proposed && act->actors != 0;
}

static bool is_by_another(const struct act *answer, const struct act *ask)
{
    const char *a = answer->actor[0].code;
    const char *b = ask->actors != 0 ? ask->actor[0].code : NULL;

    return ask->actors != 0 && (a == NULL || b == NULL || strcmp(a, b) != 0);
}

static void add_recipients(const struct scene *scene, const struct act *answer,
                           struct act *ask)
{
    struct whys whys = {.arena = scene->arena};

    for (size_t i = 0; i < ask->whys && whys.len < WHY_MAX; i++) {
        whys.item[whys.len++] = ask->why[i];
    }
    why_add(&whys, "recipient: who answers it -> %s",
            answer->actor[0].code != NULL ? answer->actor[0].code
                                          : "not resolved");
    ask->why = arena_dup(scene->arena, (const void *)whys.item, whys.len,
                         sizeof *ask->why);
    ask->whys = whys.len;
    ask->recipient = answer->actor;
    ask->recipients = answer->actors;
}

void acts_answered(const struct scene *scene, struct act_list *list)
{
    for (size_t i = 0; i < list->len; i++) {
        const struct act *answer = &list->item[i];

        for (size_t k = 0; is_answer(answer) && k < list->len; k++) {
            struct act *ask = &list->item[k];

            if (!label_in(ask->type, "demand request offer") ||
                !holds(answer, ask) || !is_by_another(answer, ask)) {
                continue;
            }
            ask->proposed = false;
            if (ask->recipients == 0) {
                add_recipients(scene, answer, ask);
            }
        }
    }
}
