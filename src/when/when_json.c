#include "when/when_json.h"

void when_json_write(struct json *json, const struct timexes *found)
{
    json_open(json, '[');
    for (size_t i = 0; i < found->len; i++) {
        const struct timex *timex = &found->timex[i];

        json_open(json, '{');
        json_key_int(json, "start", (int64_t)timex->text.start);
        json_key_int(json, "end", (int64_t)timex->text.end);
        json_key_str(json, "type", when_type_name(timex->type));
        json_key_str(json, "value", timex->value);
        json_key_str(json, "precision", timex->precision);
        json_close(json, '}');
    }
    json_close(json, ']');
}
