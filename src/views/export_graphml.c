/* export_graphml.c - who acts towards whom, as GraphML; plain for programs
 * such as Gephi and networkx, and with the shapes and colours that visone
 * keeps in its own namespace. */
#include "base/map.h"
#include "base/mem.h"
#include "views/export.h"

#include <stdlib.h>

enum { SIDE = 18 };

/* Who appears, in the order of appearance. */
struct cast {
    struct map seen;
    struct arena memory;
    struct slice *name;
    bool *known; /* has a code */
    size_t len;
    size_t cap;
};

struct graph {
    struct cast cast;
    bool visone;
};

struct graph_job {
    struct export_job *job;
    struct graph graph;
    struct err *err;
    bool failed;
};

static void add_one(struct cast *cast, const struct party_row *party)
{
    struct slice name = export_party(party);

    if (name.ptr == NULL || map_get(&cast->seen, name) != NULL) {
        return;
    }
    name = arena_copy(&cast->memory, name);
    *map_put(&cast->seen, name, NULL) = cast->len;
    if (cast->len == cast->cap) {
        cast->cap = cast->cap != 0 ? 2 * cast->cap : 64;
        cast->name = mem_resize(cast->name, cast->cap, sizeof *cast->name);
        cast->known = mem_resize(cast->known, cast->cap, sizeof *cast->known);
    }
    cast->name[cast->len] = name;
    cast->known[cast->len++] = party->code != NULL;
}

static bool meet(void *context, const struct act_row *act)
{
    struct cast *cast = context;

    for (size_t i = 0; i < act->actors; i++) {
        add_one(cast, &act->actor[i]);
    }
    for (size_t i = 0; i < act->recipients; i++) {
        add_one(cast, &act->recipient[i]);
    }
    return true;
}

static void cast_release(struct cast *cast)
{
    map_release(&cast->seen);
    arena_release(&cast->memory);
    free(cast->name);
    free(cast->known);
}

static const char root[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
    "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

static const char visone_root[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
    "xmlns:visone=\"http://visone.info/xmlns\" "
    "xmlns:y=\"http://www.yworks.com/xml/graphml\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
    "http://www.yworks.com/xml/schema/graphml/1.0/ygraphml.xsd\">\n";

static const char *const edge_key[][2] = {
    {"act", "string"},    {"type", "string"},       {"plover", "string"},
    {"issue", "string"},  {"date", "string"},       {"negated", "boolean"},
    {"text", "string"},   {"confidence", "double"}, {"report", "string"},
    {"weight", "double"},
};

enum { EDGE_KEYS = sizeof edge_key / sizeof edge_key[0] };

static void write_head(struct buf *out, bool visone)
{
    buf_add_str(out, visone ? visone_root : root);
    if (visone) {
        buf_add_str(
            out,
            "<key for=\"node\" id=\"d0\" yfiles.type=\"nodegraphics\"/>\n"
            "<key for=\"edge\" id=\"e0\" yfiles.type=\"edgegraphics\"/>\n");
    }
    buf_add_str(out, "<key id=\"label\" for=\"node\" attr.name=\"label\" "
                     "attr.type=\"string\"/>\n"
                     "<key id=\"known\" for=\"node\" attr.name=\"known\" "
                     "attr.type=\"boolean\"/>\n");
    for (size_t i = 0; i < EDGE_KEYS; i++) {
        buf_printf(out,
                   "<key id=\"%s\" for=\"edge\" attr.name=\"%s\" "
                   "attr.type=\"%s\"/>\n",
                   edge_key[i][0], edge_key[i][0], edge_key[i][1]);
    }
    buf_add_str(out, "<graph id=\"acts\" edgedefault=\"directed\">\n");
}

static void write_node(struct buf *out, const struct cast *cast, size_t at,
                       bool visone)
{
    struct slice name = cast->name[at];

    buf_printf(out, "<node id=\"n%zu\"><data key=\"label\">", at);
    export_xml(out, name);
    buf_printf(out, "</data><data key=\"known\">%s</data>",
               cast->known[at] ? "true" : "false");
    if (visone) {
        buf_printf(out,
                   "<data key=\"d0\"><y:ShapeNode><y:Geometry height=\"%d\" "
                   "width=\"%d\" x=\"%zu\" y=\"%zu\"/><y:Fill color=\"%s\" "
                   "transparent=\"false\"/><y:BorderStyle color=\"#000000\" "
                   "type=\"line\" width=\"1.0\"/><y:NodeLabel "
                   "visible=\"true\">",
                   SIDE, SIDE, 80 * (at % 12), 80 * (at / 12),
                   cast->known[at] ? "#9fc5e8" : "#eeeeee");
        export_xml(out, name);
        buf_add_str(out, "</y:NodeLabel><y:Shape type=\"ellipse\"/>"
                         "</y:ShapeNode></data>");
    }
    buf_add_str(out, "</node>\n");
}

static void datum(struct buf *out, const char *key, struct slice text)
{
    if (text.ptr != NULL && text.len != 0) {
        buf_printf(out, "<data key=\"%s\">", key);
        export_xml(out, text);
        buf_add_str(out, "</data>");
    }
}

static void write_edge(struct export_job *job, const struct graph *graph,
                       const struct act_row *act, size_t from, size_t to)
{
    struct buf *out = &job->out;
    struct buf issues = {0};

    for (size_t i = 0; i < act->issues; i++) {
        buf_printf(&issues, "%s%s", i != 0 ? ";" : "", act->issue[i]);
    }
    buf_printf(out, "<edge id=\"e%zu\" source=\"n%zu\" target=\"n%zu\">",
               job->items++, from, to);
    datum(out, "act", slice_of(act->id));
    datum(out, "type", slice_of(act->type));
    datum(out, "plover", slice_of(act->plover));
    datum(out, "issue", buf_slice(&issues));
    datum(out, "date", slice_of(act->date.value));
    datum(out, "negated", slice_of(act->negated ? "true" : "false"));
    datum(out, "text", act->text.exact);
    buf_printf(out,
               "<data key=\"confidence\">%.4f</data>"
               "<data key=\"weight\">1</data>",
               act->confidence);
    datum(out, "report", slice_of(act->report));
    if (graph->visone) {
        buf_printf(out,
                   "<data key=\"e0\"><y:PolyLineEdge><y:LineStyle "
                   "color=\"%s\" type=\"line\" width=\"1.0\"/><y:Arrows "
                   "source=\"none\" target=\"standard\"/></y:PolyLineEdge>"
                   "</data>",
                   export_agreement(job, act) == 0   ? "#cc0000"
                   : export_agreement(job, act) == 1 ? "#00802b"
                                                     : "#666666");
    }
    buf_add_str(out, "</edge>\n");
    buf_release(&issues);
}

static size_t place(const struct graph *graph, const struct party_row *party)
{
    struct slice name = export_party(party);
    const uintptr_t *at =
        name.ptr != NULL ? map_get(&graph->cast.seen, name) : NULL;

    return at != NULL ? (size_t)*at : graph->cast.len;
}

static bool edges(void *context, const struct act_row *act)
{
    struct graph_job *all = context;
    size_t before = all->job->items;

    for (size_t i = 0; i < act->actors; i++) {
        size_t from = place(&all->graph, &act->actor[i]);

        for (size_t j = 0; j < act->recipients; j++) {
            size_t to = place(&all->graph, &act->recipient[j]);

            if (from < all->graph.cast.len && to < all->graph.cast.len) {
                write_edge(all->job, &all->graph, act, from, to);
            }
        }
    }
    if (all->job->items != before) {
        all->job->rows++;
    } else {
        all->job->left++;
    }
    all->failed = !export_flush(all->job, false, all->err);
    return !all->failed;
}

static bool write_as(struct export_job *job, bool visone, struct err *err)
{
    struct graph_job all = {
        .job = job, .graph = {.visone = visone}, .err = err};
    bool ok = query_acts(job->record, job->query, meet, &all.graph.cast, err);

    if (ok) {
        write_head(&job->out, visone);
        for (size_t i = 0; i < all.graph.cast.len; i++) {
            write_node(&job->out, &all.graph.cast, i, visone);
        }
        ok = query_acts(job->record, job->query, edges, &all, err) &&
             !all.failed;
        buf_add_str(&job->out, "</graph>\n</graphml>\n");
    }
    cast_release(&all.graph.cast);
    return ok;
}

static bool write_plain(struct export_job *job, struct err *err)
{
    return write_as(job, false, err);
}

static bool write_visone(struct export_job *job, struct err *err)
{
    return write_as(job, true, err);
}

const struct export_format export_graphml = {"graphml", "act", "edges", false,
                                             write_plain};
const struct export_format export_visone = {"graphml-visone", "act", "edges",
                                            false, write_visone};
