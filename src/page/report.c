#include "page/report.h"

#include "page/decode.h"
#include "page/html/html.h"
#include "page/imprint.h"
#include "page/imprint_date.h"
#include "page/layout.h"
#include "page/lists.h"

const char *report_language(const struct report *report,
                            const struct page_lists *lists)
{
    return tongue_of(&lists->tongues, report->text);
}

void report_judge(struct report *report, const struct page_lists *lists)
{
    report->language = report_language(report, lists);
    if (report->agency.ptr == NULL) {
        report->agency = imprint_agency(report, lists);
    }
    if (report->agency.ptr == NULL) {
        report->agency = agency_credit(report, lists);
    }
    report->genre = genre_of(report, lists);
}

bool report_read(struct report *report, const struct page_lists *lists,
                 struct slice input, struct slice bytes, struct arena *arena,
                 struct err *err)
{
    return report_read_at(report, lists, input, (struct slice){0}, bytes, arena,
                          err);
}

bool report_read_at(struct report *report, const struct page_lists *lists,
                    struct slice input, struct slice url, struct slice bytes,
                    struct arena *arena, struct err *err)
{
    if (html_sniff(bytes)) {
        struct html_page page = {lists, input, bytes, url, arena};

        if (!html_read(report, &page, err)) {
            return false;
        }
        report_judge(report, lists);
        return true;
    }
    *report = (struct report){0};
    report->input = arena_copy(arena, input);
    if (!text_decode(report, &lists->tongues, bytes, arena, err)) {
        return false;
    }
    layout_read(report, lists, arena);
    imprint_read(report, lists, arena);
    if (report->url.ptr == NULL && url.len != 0) {
        report->url = arena_copy(arena, url);
    }
    report_judge(report, lists);
    return true;
}

bool paragraph_is_text(enum paragraph_kind kind)
{
    return kind == PARAGRAPH_TITLE || kind == PARAGRAPH_LEAD ||
           kind == PARAGRAPH_BODY || kind == PARAGRAPH_QUOTE ||
           kind == PARAGRAPH_LIST;
}

const char *paragraph_kind_name(enum paragraph_kind kind)
{
    static const char *const name[] = {
#define X(code, name) name,
        PARAGRAPH_KIND_MAP(X)
#undef X
    };

    return name[kind];
}

const char *date_source_name(enum date_source from)
{
    static const char *const name[] = {
#define X(code, name) name,
        DATE_SOURCE_MAP(X)
#undef X
    };

    return name[from];
}
