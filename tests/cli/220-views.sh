#!/bin/sh
# Views over the sample crisis: positions, timeline, talks, conflicts, actors,
# sources, tension, diff.
. "$(dirname "$0")/lib.sh"
need_model
run init s.demarche --codebook "$SOURCE/samples/codebook"
run add s.demarche "$SOURCE"/samples/*.txt
fact "the samples are in" status_is 0

for view in positions talks sources tension "actors XTO" "diff --since 2031-04-01"; do
    # shellcheck disable=SC2086
    run $view --format jsonl
    fact "$view: jsonl" json_lines out
    count=$(wc -l <out)
    fact "$view: there are some" test "$count" -gt 0
    # shellcheck disable=SC2086
    run $view --format csv
    fact "$view: csv has as many rows" python3 -c '
import csv, sys
rows = list(csv.reader(open("out", newline="", encoding="utf-8"), strict=True))
sys.exit(len(rows) != int(sys.argv[1]) + 1)' "$count"
    # shellcheck disable=SC2086
    run $view
    fact "$view: a table with a head" test "$(wc -l <out)" = $((count + 1))
    # shellcheck disable=SC2086
    run $view --format xml
    fact "$view: an unknown format: status 2" status_is 2
done

run positions --issue enlargement --format jsonl
fact "positions: one issue" json_is out 'rows and {r["issue"] for r in rows} == {"enlargement"}'
fact "positions: each leads to acts" json_is out 'all(r["id"] in r["acts"] and r["origins"] >= 1 for r in rows)'
run positions --issue energy --actor XHA --format jsonl
fact "positions: asked for and not there" json_is out '[r["state"] for r in rows] == ["no statement found"]'
run positions --issue arms-control --actor XTO --as-of 2031-04-08 --vs 2031-02-20 --format jsonl
fact "positions: compared with another date" json_is out 'rows[0]["before"] is not None and rows[0]["changed"] in (True, False)'
fact "positions: terms have units" json_is out 'any(t["unit"] == "years" and t["low"] == 10 for t in rows[0]["terms"])'
run positions --as-of 2031-02-06 --format jsonl
fact "positions: nothing later is known" json_is out 'rows and all((r["since"] or "") <= "2031-02-06" for r in rows)'

run timeline --since 2031-02-06 --until 2031-02-07 --format jsonl
fact "timeline: since and until" json_is out 'rows and all("2031-02-06"[:len(r["date"])] <= r["date"] <= "2031-02-07" for r in rows)'
fact "timeline: a reprint is no entry of its own" json_is out 'any(r["reports"] == 2 and r["origins"] == 1 for r in rows)'
fact "timeline: two lanes" json_is out '{r["lane"] for r in rows} == {"diplomacy", "pressure"}'
run timeline --format timelinejs
fact "timeline: TimelineJS" python3 -c '
import json
events = json.load(open("out"))["events"]
assert events and all("year" in e["start_date"] and e["text"]["headline"] for e in events)'
run timeline --format ics
fact "timeline: a calendar of folded lines" python3 -c '
raw = open("out", "rb").read()
lines = raw.split(b"\r\n")
assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2] == b"END:VCALENDAR"
assert raw.count(b"BEGIN:VEVENT") == raw.count(b"END:VEVENT") > 0
assert all(len(line) <= 75 for line in lines)'
run timeline --format md
fact "timeline: a chronology by day" grep -q '^## 2031-02-06' out
run timeline --since 2031-03 --until 2031-03 --limit 3 --format jsonl
fact "timeline: --limit" lines_are 3 out

run talks --format jsonl
fact "talks: the round in Ellorin" json_is out 'any(r["date"] and r["date"]["value"] == "2031-02-18" and r["parties"] == ["XCO", "XTO"] and r["place"] == "Ellorin" and r["length"] == "seven hours" for r in rows)'
fact "talks: an undated report joins the meeting that it tells of" json_is out 'any(len(r["reports"]) > 2 for r in rows)'
fact "talks: each side speaks" json_is out 'any({p["code"] for o in r["outcome"] for p in o["actor"]} >= {"XCO", "XTO"} for r in rows)'
run talks --actor XVE --format jsonl
fact "talks: --actor" json_is out 'rows and all("XVE" in r["parties"] for r in rows)'

run conflicts --format jsonl
fact "conflicts: sides with words and reports" json_is out 'rows and all(len(r["sides"]) >= 2 and all(s["words"] for s in r["sides"]) for r in rows)'
fact "conflicts: two counts of the men held" json_is out 'any({"fourteen", "eleven"} <= {s["value"].split()[0].lower() for s in r["sides"]} for r in rows)'
fact "conflicts: a sentence cut short" json_is out 'any("cut short" in r["slot"] for r in rows)'
fact "conflicts: an accusation and its denial" json_is out 'any("denial" in r["slot"] for r in rows)'

run actors XTO --format jsonl
fact "actors: four parts" json_is out '{r["part"] for r in rows} == {"acts", "with", "position", "speaker"}'
run actors
fact "actors: nobody named: status 2" status_is 2
run actors Torvania
fact "actors: a name is no code" status_is 2

run sources --format jsonl
fact "sources: reports and origins" json_is out 'all(0 <= r["origins"] <= r["reports"] for r in rows) and any(r["copied"] for r in rows)'

run tension --actor XTO --to XCO --format jsonl
fact "tension: a day is the sum of its acts" json_is out 'rows and all(abs(r["tension"] - sum(a["weight"] for a in r["acts"])) < .01 for r in rows)'
fact "tension: one pair" json_is out 'all((r["a"], r["b"]) == ("XCO", "XTO") for r in rows)'
fact "tension: few acts are thin data" json_is out 'all(r["thin"] == (len(r["acts"]) < 3) for r in rows)'

run diff --since 7d --format jsonl
fact "diff: the last seven days" json_is out 'rows and all((r["date"] or "2031-04-05") >= "2031-04-05" for r in rows if r["part"] == "act")'
run diff
fact "diff: without a day: status 2" status_is 2
run diff --since soon
fact "diff: a day that is none: status 2" status_is 2

for verb in talks timeline tension sources positions conflicts "actors XTO" "diff --since 30d"; do
    # shellcheck disable=SC2086 # a verb and its words
    COLUMNS=80 run $verb
    fact "$verb: a table fits 80 columns" python3 -c '
import sys
sys.exit(max(len(line.rstrip("\n")) for line in open("out", encoding="utf-8")) > 80)'
done
COLUMNS=80 run talks
fact "talks: what is left out for want of room is told" err_has "No room for"
COLUMNS=80 run talks --fields date,level,length,next,issue
fact "talks: what was asked for never is" not err_has "No room for"

run export --format jsonl
fact "export: talks and conflicts are lines of it" json_is out '{"talks", "conflict"} <= {r["kind"] for r in rows}'
fact "export: in the order of the kinds" json_is out '[k for i, k in enumerate(r["kind"] for r in rows) if i == 0 or rows[i - 1]["kind"] != k] == [k for k in ("dossier", "report", "quote", "act", "event", "talks", "answer", "conflict") if k in {r["kind"] for r in rows}]'
if python3 -c 'import jsonschema' 2>/dev/null; then
    fact "export: every line keeps to the schema" python3 -c '
import json, jsonschema, os
schema = json.load(open(os.environ["SOURCE"] + "/docs/export.schema.json"))
check = jsonschema.Draft202012Validator(schema)
for line in open("out", encoding="utf-8"):
    row = json.loads(line)
    if row["kind"] in ("talks", "conflict"):
        check.validate(row)'
else
    skip "export: every line keeps to the schema" "no python3-jsonschema"
fi

finish
