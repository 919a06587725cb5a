/* plumb_acts.c - plain texts to the acts in them. */
#include "base/json.h"
#include "cli/items.h"
#include "cli/plumb.h"

static void write_span(struct json *json, struct span span)
{
    json_key_int(json, "start", (int64_t)span.start);
    json_key_int(json, "end", (int64_t)span.end);
}

static void write_parties(struct json *json, const char *key,
                          const struct party *party, size_t count)
{
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        json_open(json, '{');
        json_key_str(json, "code", party[i].code);
        write_span(json, party[i].at);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_flags(struct json *json, const struct act_flags *flags)
{
    const struct {
        const char *name;
        bool is;
    } flag[] = {{"negated", flags->negated},
                {"conditional", flags->conditional},
                {"future", flags->future},
                {"hypothetical", flags->hypothetical},
                {"historical", flags->historical},
                {"reiterated", flags->reiterated},
                {"anonymous", flags->anonymous}};

    json_key(json, "flags");
    json_open(json, '{');
    for (size_t i = 0; i < sizeof flag / sizeof flag[0]; i++) {
        json_key_bool(json, flag[i].name, flag[i].is);
    }
    json_close(json, '}');
}

static void write_act(struct json *json, const struct act *act)
{
    json_open(json, '{');
    json_key_str(json, "type", act->type);
    json_key_str(json, "plover", act->plover);
    json_key(json, "text");
    json_open(json, '{');
    write_span(json, act->text);
    json_close(json, '}');
    write_parties(json, "actor", act->actor, act->actors);
    write_parties(json, "recipient", act->recipient, act->recipients);
    write_flags(json, &act->flags);
    json_key(json, "confidence");
    json_num(json, act->confidence, 4);
    json_key_bool(json, "proposed", act->proposed);
    json_key(json, "why");
    json_open(json, '[');
    for (size_t i = 0; i < act->whys; i++) {
        json_str(json, act->why[i]);
    }
    json_close(json, ']');
    json_close(json, '}');
}

static bool act_item(struct plumb *plumb, const struct item *item,
                     struct json *json, struct err *err)
{
    struct reading reading = {0};
    bool ok;

    plumb_plain_report(&reading, item);
    ok = flow_code(plumb->flow, &plumb->worker, NULL, &reading, err);
    json_key(json, "acts");
    json_open(json, '[');
    for (size_t i = 0; ok && i < reading.coding.acts; i++) {
        write_act(json, &reading.coding.act[i]);
    }
    json_close(json, ']');
    reading_release(&reading);
    return ok;
}

static bool act_items(void *context, const struct item *item, size_t count,
                      struct err *err)
{
    return plumb_each(context, item, count, act_item, err);
}

bool plumb_acts(struct plumb *plumb, struct err *err)
{
    const struct args *args = &plumb->args;

    return args_has(args, OPT_JSONL)
               ? items_lines(args->word, args->words, act_items, plumb, err)
               : items_files(args->word, args->words, true, act_items, plumb,
                             err);
}
