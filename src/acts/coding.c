#include "acts/coding.h"

const char *quote_form_name(enum quote_form form)
{
    static const char *const names[] = {"direct", "indirect", "mixed"};

    return names[form];
}

const char *attribution_role_name(enum attribution_role role)
{
    static const char *const names[] = {
#define X(code, name) name,
        ATTRIBUTION_ROLE_MAP(X)
#undef X
    };

    return names[role];
}
