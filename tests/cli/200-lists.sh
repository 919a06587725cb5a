#!/bin/sh
# Lists: formats, fields, limits; filters and what they say.
. "$(dirname "$0")/lib.sh"
need_model
write_reports
run add talks.demarche reports
fact "the reports are in" status_is 0

for verb in reports acts quotes demands; do
    run "$verb" --format jsonl
    fact "$verb: jsonl" json_lines out
    count=$(wc -l <out)
    fact "$verb: there are some" test "$count" -gt 0
    run "$verb" --format json
    fact "$verb: json is an array of the same" \
        python3 -c 'import json, sys; sys.exit(len(json.load(open("out"))) != int(sys.argv[1]))' "$count"
    run "$verb" --format csv
    fact "$verb: csv has a line of names and CR LF" python3 -c '
import csv, sys
raw = open("out", "rb").read()
rows = list(csv.reader(open("out", newline="", encoding="utf-8"), strict=True))
ok = raw.endswith(b"\r\n") and len(rows) == int(sys.argv[1]) + 1
sys.exit(not (ok and len({len(row) for row in rows}) == 1 and "id" in rows[0]))' "$count"
    run "$verb" --format md
    fact "$verb: md is a table" test "$(grep -c '^|' out)" = $((count + 2))
    run "$verb"
    fact "$verb: a table with a head" test "$(wc -l <out)" = $((count + 1))
    fact "$verb: how many, on standard error" err_has "$count "
    fact "$verb: no escape sequence where there is no terminal" \
        not grep -q "$(printf '\033')" out
    COLUMNS=80 run "$verb"
    fact "$verb: the table keeps to the width" python3 -c '
import sys
sys.exit(any(len(line.rstrip("\n")) > 100 for line in open("out", encoding="utf-8")))'
    run "$verb" --limit 1 --format jsonl
    fact "$verb: --limit" lines_are 1 out
    run "$verb" --fields id --format csv
    fact "$verb: --fields" sh -c 'head -n 1 out | grep -qx "id.$"'
    run "$verb" --fields id --format jsonl
    fact "$verb: --fields in objects" json_is out 'all(list(r) == ["id"] for r in rows)'
    run "$verb" --fields nonsense
    fact "$verb: an unknown field: status 2" status_is 2
    run "$verb" --format xml
    fact "$verb: an unknown format: status 2" status_is 2
done

run demands --status open,refused --format jsonl
fact "demands --status" json_is out 'all(r["status"] in ("open", "refused") for r in rows)'
run demands --format jsonl
fact "demands: an answer, or how far was looked" json_is out 'rows and all((r["answer"] is None) == (r["looked"] is not None) for r in rows)'
run demands --status shut
fact "an unknown status: status 2" status_is 2
run export
fact "every act has its event" python3 -c '
import json
rows = [json.loads(line) for line in open("out", encoding="utf-8")]
events = {r["id"]: r["acts"] for r in rows if r["kind"] == "event"}
acts = [r for r in rows if r["kind"] == "act"]
assert acts and all(a["id"] in events[a["event"]] for a in acts)
assert sum(map(len, events.values())) == len(acts)
open("event", "w").write(acts[0]["event"])'
run show "$(cat event)"
fact "show: an event and its witnesses" out_has "independent origin"

run acts --fields txet
fact "a field and the nearest one" err_has "did you mean 'text'?"

run acts --actor NATO --format jsonl
fact "--actor" json_is out 'rows and all("NATO" in [a["code"] for a in r["actor"]] or (r["speaker"] or {}).get("of") == "NATO" for r in rows)'
run acts --act reject --format jsonl
fact "--act" json_is out 'rows and all(r["type"] == "reject" for r in rows)'
run acts --act reject,demand --format jsonl
fact "--act takes a list" json_is out '{r["type"] for r in rows} == {"reject", "demand"}'
run acts --since 2022 --format jsonl
fact "--since" json_is out 'rows and all(r["date"]["value"] >= "2022" for r in rows)'
run acts --until 2021-12-31 --format jsonl
fact "--until" json_is out 'rows and all(r["date"]["value"] < "2022" for r in rows)'
run acts --act rejct
fact "an unknown type: status 2" status_is 2
fact "... and the nearest one" err_has "did you mean 'reject'?"
run acts --actor Russia
fact "a name is no code: status 2" status_is 2
fact "... and its code" err_has "did you mean RUS (Russia)?"
run acts --actor rus --format jsonl
fact "letters may be small" json_is out 'len(rows) > 0'
run acts --to XQZ
fact "an unknown code: status 2" status_is 2
run acts --since soon
fact "a date that is none: status 2" status_is 2
run acts --limit many
fact "a number that is none: status 2" status_is 2
run acts --actor MNG
fact "nothing matches: status 0" status_is 0
run acts --actor MNG --fail-empty
fact "... with --fail-empty: status 1" status_is 1
run quotes --speaker stoltenberg --format jsonl
fact "--speaker by letters of the name" json_is out 'rows and all("Stoltenberg" in r["speaker"]["text"] for r in rows)'
run quotes --speakers --format jsonl
fact "--speakers counts" json_is out 'all(r["quotes"] > 0 for r in rows)'

run acts --format csv -o acts.csv
fact "-o writes a file" test -s acts.csv
fact "... and nothing else" out_is_empty
run acts --format csv -o acts.csv
fact "an existing file stays: status 2" status_is 2
run acts --format csv -o acts.csv -f
fact "-f overwrites it" status_is 0
run acts -o absent/acts.csv
fact "a folder that is not there" err_has "absent/acts.csv"

finish
