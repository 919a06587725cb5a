#include "cli/cells.h"

static struct slice kept(struct buf *text, struct arena *arena)
{
    struct slice cell = {0};

    if (text->len != 0) {
        cell = arena_copy(arena, buf_slice(text));
    }
    buf_release(text);
    return cell;
}

struct slice cell_parties(const struct party_row *party, size_t parties,
                          struct arena *arena)
{
    struct buf text = {0};

    for (size_t i = 0; i < parties; i++) {
        buf_add_str(&text, i != 0 ? ", " : "");
        if (party[i].code != NULL) {
            buf_add_str(&text, party[i].code);
        } else {
            buf_add_slice(&text, party[i].at.exact);
        }
    }
    return kept(&text, arena);
}

struct slice cell_flags(const struct act_row *act, bool brief,
                        struct arena *arena)
{
    const struct {
        bool set;
        const char *name;
        const char *brief;
    } flag[] = {
        {act->negated, "negated", "not"},
        {act->conditional, "conditional", "if"},
        {act->future, "future", "will"},
        {act->hypothetical, "hypothetical", "maybe"},
        {act->historical, "historical", "past"},
        {act->reiterated, "reiterated", "again"},
        {act->anonymous, "anonymous", "anon"},
    };
    struct buf text = {0};

    for (size_t i = 0; i < sizeof flag / sizeof flag[0]; i++) {
        if (flag[i].set) {
            buf_printf(&text, "%s%s", text.len != 0 ? " " : "",
                       brief ? flag[i].brief : flag[i].name);
        }
    }
    return kept(&text, arena);
}

struct slice cell_date(const char *value, bool brief)
{
    return slice_of(value == NULL && brief ? "undated" : value);
}

struct slice cell_words(const struct act_row *act, bool brief)
{
    struct span text = act->text.at;
    struct span sentence = act->sentence.at;

    if (!brief || act->point != 0 || act->sentence.exact.ptr == NULL ||
        text.start < sentence.start || text.end > sentence.end) {
        return act->text.exact;
    }
    return slice_cut(
        act->sentence.exact,
        (struct span){text.start - sentence.start, act->sentence.exact.len});
}

struct slice cell_list(const char *const *item, size_t items,
                       struct arena *arena)
{
    struct buf text = {0};

    for (size_t i = 0; i < items; i++) {
        buf_printf(&text, "%s%s", i != 0 ? ", " : "", item[i]);
    }
    return kept(&text, arena);
}

struct slice cell_speaker(bool has_speaker, const struct speaker_row *speaker)
{
    if (!has_speaker) {
        return (struct slice){0};
    }
    return speaker->name != NULL ? slice_of(speaker->name) : speaker->at.exact;
}

void cell_write_parties(struct json *json, const char *key,
                        const struct party_row *party, size_t parties)
{
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < parties; i++) {
        json_open(json, '{');
        json_key_str(json, "code", party[i].code);
        json_key_slice(json, "text", party[i].at.exact);
        json_close(json, '}');
    }
    json_close(json, ']');
}

void cell_write_strings(struct json *json, const char *key,
                        const char *const *item, size_t items)
{
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < items; i++) {
        json_str(json, item[i]);
    }
    json_close(json, ']');
}

struct slice cell_told(size_t reports, size_t origins, struct arena *arena)
{
    struct buf text = {0};

    buf_printf(&text, "%zu / %zu", reports, origins);
    return kept(&text, arena);
}

struct slice cell_number(size_t number, struct arena *arena)
{
    struct buf text = {0};

    buf_printf(&text, "%zu", number);
    return kept(&text, arena);
}
