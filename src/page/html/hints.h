/*
 * hints.h - which of a page's facts help to find its article.
 */
#ifndef DEMARCHE_PAGE_HTML_HINTS_H
#define DEMARCHE_PAGE_HTML_HINTS_H

#include "page/html/facts.h"
#include "page/html/feature.h"

static inline struct slice fact_value(const struct facts *facts,
                                      enum fact_kind kind)
{
    const struct fact *fact = facts_best(facts, kind);

    return fact != NULL ? fact->value : (struct slice){0};
}

static inline struct page_hints hints_of(const struct facts *facts)
{
    return (struct page_hints){fact_value(facts, FACT_TITLE),
                               fact_value(facts, FACT_DESCRIPTION),
                               fact_value(facts, FACT_BODY)};
}

#endif
