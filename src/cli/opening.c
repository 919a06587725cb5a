#include "cli/opening.h"

#include "cli/session.h"

bool opening_flow(struct app *app, const struct args *args,
                  struct record *record, enum flow_stage upto,
                  struct flow **flow, struct err *err)
{
    struct codebook_text *text = NULL;
    size_t texts = 0;
    struct flow_settings settings = {.upto = upto,
                                     .model = args->value[OPT_MODEL],
                                     .reader = args->value[OPT_READER]};

    *flow = NULL;
    if (record != NULL &&
        !session_codebook(record, &app->arena, &text, &texts, err)) {
        return false;
    }
    settings.codebook = text;
    settings.codebook_files = texts;
    if (!flow_open(flow, &settings, err)) {
        return false;
    }
    if (flow_notice(*flow) != NULL) {
        app_say(app, "%s", flow_notice(*flow));
    }
    return true;
}
