/* export_icews.c - a table of dyads with CAMEO codes in the columns of ICEWS,
 * tabs between fields.  An act between several sides is several rows, each
 * with an id of its own. */
#include "views/export.h"

static const char head[] =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\t"
    "Event Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\t"
    "Target Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\t"
    "Province\tCountry\tLatitude\tLongitude\n";

static void field(struct buf *out, struct slice text)
{
    struct buf line = {0};

    export_one_line(&line, text);
    buf_add_slice(out, buf_slice(&line));
    buf_add_char(out, '\t');
    buf_release(&line);
}

/* Whether a code is one of ISO 3166: three capitals. */
static const char *country(const struct party_row *party)
{
    const char *code = party != NULL ? party->code : NULL;

    return code != NULL && strlen(code) == 3 &&
                   strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3
               ? code
               : NULL;
}

static void dyad(struct export_job *job, const struct act_row *act, size_t n,
                 const struct party_row *from, const struct party_row *to)
{
    struct buf *out = &job->out;

    buf_printf(out, "%s/%zu\t", act->id, n);
    field(out, slice_of(act->date.value));
    field(out, from != NULL ? export_party(from) : (struct slice){0});
    field(out, slice_of(act->has_speaker ? act->speaker.role : NULL));
    field(out, slice_of(country(from)));
    field(out, slice_of(act->type));
    field(out, slice_of(act->cameo));
    field(out, (struct slice){0});
    field(out, to != NULL ? export_party(to) : (struct slice){0});
    field(out, (struct slice){0});
    field(out, slice_of(country(to)));
    field(out, slice_of(act->report));
    field(out, (struct slice){0});
    field(out, slice_of(job->report.outlet));
    buf_add_str(out, "\t\t\t\t\t\n");
    job->items++;
}

static bool row(struct export_job *job, const struct act_row *act,
                struct err *err)
{
    size_t from = act->actors != 0 ? act->actors : 1;
    size_t to = act->recipients != 0 ? act->recipients : 1;
    size_t n = 0;

    (void)err;
    if (act->cameo == NULL) {
        job->left++;
        return true;
    }
    for (size_t i = 0; i < from; i++) {
        for (size_t j = 0; j < to; j++) {
            dyad(job, act, ++n, act->actors != 0 ? &act->actor[i] : NULL,
                 act->recipients != 0 ? &act->recipient[j] : NULL);
        }
    }
    job->rows++;
    return true;
}

static bool write(struct export_job *job, struct err *err)
{
    buf_add_str(&job->out, head);
    return export_acts(job, row, err);
}

const struct export_format export_icews = {"icews", "act", "dyads", false,
                                           write};
