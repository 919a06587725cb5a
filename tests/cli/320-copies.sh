#!/bin/sh
# Copies: the families of samples/ as samples/README.md tells them; versions of
# one page; what a copy changed.
. "$(dirname "$0")/lib.sh"
need_model

run add crisis.demarche "$SOURCE"/samples/*.txt
fact "the samples are in" status_is 0
run reports crisis.demarche --format jsonl
mv out reports.jsonl
run copies crisis.demarche --format jsonl
fact "copies: status 0" status_is 0
mv out copies.jsonl
cat >check.py <<'END'
import json
number = {r["id"]: r["input"].rsplit("/", 1)[-1][:2] for r in map(json.loads, open("reports.jsonl"))}
rows = [json.loads(line) for line in open("copies.jsonl")]
told = {(number[r["report"]], number.get(r["copy_of"]), r["kind"]) for r in rows}
wanted = {("01", None, None), ("02", "01", "reprint"), ("14", None, None), ("15", "14", "reprint"),
          ("08", None, None), ("09", "08", "translation"), ("29", None, None), ("30", "29", "translation")}
assert told == wanted, told ^ wanted
for r in rows:
    if r["kind"] == "translation":  # a proposal, with its evidence
        assert r["sentences"] >= 10 and r["names"] >= 10 and r["order"] >= 0.9, r
END
fact "two reprints, two translations there and back, nothing else" python3 check.py
run reports crisis.demarche
fact "numbers are reports / independent origins" err_has "34 reports / 30 independent origins"

for list in acts demands quotes; do
    run $list crisis.demarche --limit 2
    fact "... below $list, too" err_has "34 reports / 30 independent origins"
done
run copies crisis.demarche --limit 3 --format jsonl
fact "--limit 3: the first three" json_is out 'len(rows) == 3'

copy=$(python3 -c '
import json
print(next(r["report"] for r in map(json.loads, open("copies.jsonl")) if r["kind"] == "reprint"))')
run copies crisis.demarche "$copy" --format jsonl
fact "a report's family: its origin and itself" json_is out \
    '[r["kind"] for r in rows] == [None, "reprint"] and rows[1]["report"] == "'"$copy"'"'
alone=$(python3 -c '
import json
known = {r["report"] for r in map(json.loads, open("copies.jsonl"))}
print(next(r["id"] for r in map(json.loads, open("reports.jsonl")) if r["id"] not in known))')
run copies crisis.demarche "$alone"
fact "one that is in no family says so" err_has "It copies no report, and none copies it."
run copies crisis.demarche "$copy" --diff
fact "--diff: status 0" status_is 0
fact "... what was cut" out_has "[-Torvania publishes drafts"
fact "... what was added" out_has "{+Ostrel sets March deadline"
run copies crisis.demarche "$copy" --diff --format json
fact "... as JSON, byte by byte" json_is out \
    '{p["how"] for p in rows[0]["parts"]} == {"same", "cut", "added"} and all(p["to"] is None for p in rows[0]["parts"] if p["how"] == "cut")'
origin=$(python3 -c '
import json
print(next(r["report"] for r in map(json.loads, open("copies.jsonl")) if r["kind"] is None))')
run copies crisis.demarche "$origin" --diff
fact "an origin changed nothing: status 2" status_is 2

page() { # TITLE WORDS
    printf '%s\n20310310\nhttps://www.portelmerepost.example/talks?utm_source=%s\n\n' "$1" "$2"
    printf 'Lesmora will send three envoys to Ellorin on Monday, the government in Port Elmere said. '
    printf 'They are to speak about the fishing grounds off Sandry. %s\n' "$3"
}
page "Envoys for Ellorin" a "No date for their return was named." >first.txt
page "Envoys for Ellorin" b "They are to return on Friday, a spokeswoman said." >second.txt
run add pages.demarche first.txt second.txt
run copies pages.demarche --format jsonl
fact "one address with another text is a version; both are kept" json_is out \
    '[r["kind"] for r in rows] == [None, "version"]'
run copies pages.demarche "$(python3 -c '
import json
print([json.loads(line) for line in open("out")][1]["report"])')" --diff
fact "... and --diff tells what changed" grep -q '\[-.*-\].*{+.*+}' out

finish
