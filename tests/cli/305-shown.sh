#!/bin/sh
# Rows exported are rows shown: every list has the same rows in every format,
# and what an export writes is what the list of the same things shows.
. "$(dirname "$0")/lib.sh"
need_model
run init talks.demarche --codebook "$SOURCE/samples/codebook"
run add talks.demarche "$SOURCE"/samples/[012]*.txt
fact "the samples are read" status_is 0

# same_rows.py VERB WORD...: table, md, csv, json, jsonl and what is told
cat >same_rows.py <<'END'
import csv, io, json, os, subprocess, sys
def list_as(form):
    done = subprocess.run([os.environ["DEMARCHE"], sys.argv[1], "talks.demarche", *sys.argv[2:], "--format", form],
                          check=True, capture_output=True)
    return done.stdout.decode(), done.stderr.decode()
lines, told = list_as("jsonl")
rows = [json.loads(line) for line in lines.splitlines()]
assert rows and json.loads(list_as("json")[0]) == rows
assert any(line.split()[:1] == [str(len(rows))] for line in told.splitlines()), told
sides = sum(len(row.get("sides", [None])) for row in rows) # a contradiction has a line a side
assert len(list(csv.DictReader(io.StringIO(list_as("csv")[0], newline=""), strict=True))) == sides
assert len(list_as("table")[0].splitlines()) == sides + 1
if sys.argv[1] != "timeline":  # there it is a chronology
    assert len(list_as("md")[0].splitlines()) == sides + 2
END
for list in reports quotes acts demands positions talks conflicts timeline tension sources copies \
    "acts --actor XTO --act demand" "timeline --actor XTO" "actors XTO" "diff --since 2031-03-01" "search missiles"; do
    # shellcheck disable=SC2086 # words on purpose
    fact "$list: the same rows in every format" python3 same_rows.py $list
done
run timeline talks.demarche --format md
chronology=$(grep -c '^- ' out)
run timeline talks.demarche --format jsonl
fact "timeline: as many lines in the chronology" lines_are "$chronology" out

# The lines of an export and the lists.
run export talks.demarche -o all.jsonl
for pair in report:reports quote:quotes act:acts talks:talks conflict:conflicts; do
    run "${pair#*:}" talks.demarche --format jsonl
    cp out list.jsonl
    fact "export, jsonl: the ${pair#*:} are those shown" python3 -c '
import json, sys
kind = sys.argv[1]
ids = lambda path: sorted(r["id"] for r in map(json.loads, open(path)) if r.get("kind", kind) == kind)
assert ids("all.jsonl") == ids("list.jsonl") != []' "${pair%:*}"
done
run demands talks.demarche --format jsonl
cp out demands.jsonl
fact "export, jsonl: the answers are those of the demands" python3 -c '
import json
shown = {a["act"] for r in map(json.loads, open("demands.jsonl")) for a in r["answers"]}
written = {r["act"] for r in map(json.loads, open("all.jsonl")) if r["kind"] == "answer"}
assert written and written <= shown'
fact "export, jsonl: every act tells an event, and every event is told by acts" python3 -c '
import json
rows = list(map(json.loads, open("all.jsonl")))
told = {a for r in rows if r["kind"] == "event" for a in r["acts"]}
assert told == {r["id"] for r in rows if r["kind"] == "act"}'

# timelinejs and ics are the timeline, an entry an event with its witnesses.
cat >events.py <<'END'
import json, re
shown = [json.loads(line) for line in open("shown.jsonl")]
events = json.load(open("out.timelinejs"))["events"]
assert [e["unique_id"] for e in events] == [r["id"] for r in shown if r["date"]]
assert [[w["act"] for w in e["witnesses"]] for e in events] == [r["acts"] for r in shown if r["date"]]
days = [r["id"] for r in shown if r["precision"] == "day"]
uids = re.findall(r"UID:(\S+)@demarche", open("out.ics", newline="").read())
assert uids == days and open("told").read().startswith(f"{len(days)} event"), open("told").read()
END
for words in "" "--actor XTO" "--act meet" "--since 2031-02-10 --until 2031-02-20"; do
    # shellcheck disable=SC2086 # words on purpose
    run timeline talks.demarche $words --format jsonl
    cp out shown.jsonl
    for form in timelinejs ics; do
        # shellcheck disable=SC2086
        run export talks.demarche $words --format $form -o out.$form -f
        cp err told
        # shellcheck disable=SC2086
        run timeline talks.demarche $words --format $form
        fact "$form $words: export writes what timeline shows" cmp out out.$form
    done
    fact "... one entry an event, as many as it says" python3 events.py
done
finish
