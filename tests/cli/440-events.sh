#!/bin/sh
# Events taken apart and put together by hand, undone, done again.
. "$(dirname "$0")/lib.sh"
need_model

# in_one_event ACT ACT: whether both tell the same event.
in_one_event() {
    "$DEMARCHE" export t.demarche >lines.jsonl 2>err
    python3 -c 'import json, sys
events = [set(row["acts"]) for row in map(json.loads, open("lines.jsonl", encoding="utf-8"))
          if row["kind"] == "event"]
sys.exit(not any(set(sys.argv[1:]) <= event for event in events))' "$1" "$2"
}

run init t.demarche --codebook "$SOURCE/samples/codebook"
run add t.demarche "$SOURCE/samples/01-lodestar-drafts.txt" \
    "$SOURCE/samples/02-courier-drafts-reprint.txt"
fact "a report and its reprint are in" status_is 0
run export t.demarche -o before.jsonl
python3 -c 'import json
events = [row for row in map(json.loads, open("before.jsonl", encoding="utf-8")) if row["kind"] == "event"]
two = next(event["acts"] for event in events if len(event["acts"]) == 2)
print(*two, next(event["acts"][0] for event in events if event["acts"][0] not in two))' >ids
read -r one other third <ids
fact "an act that both tell is one event" in_one_event "$one" "$other"
run show t.demarche "e-${one#a-}"
fact "show: the event has two witnesses" out_has "2 reports of 1 independent origin"

run review t.demarche other-event "$one" "$other"
fact "split by hand: status 0" status_is 0
fact "... they are two events now" not in_one_event "$one" "$other"
run undo t.demarche
fact "undo: they are one again" in_one_event "$one" "$other"
run export t.demarche -o after.jsonl
fact "... and the record is as before" cmp before.jsonl after.jsonl
run redo t.demarche
fact "redo: they are two" not in_one_event "$one" "$other"

run review t.demarche same-event "$one" "$third"
fact "merge by hand: status 0" status_is 0
fact "... acts of two events are one" in_one_event "$one" "$third"
mkdir book && cp "$SOURCE"/samples/codebook/* book && echo '# changed' >>book/actors.tsv
run codebook t.demarche put book
run reread t.demarche
fact "a changed codebook has both read anew" err_has "2 of 2"
fact "what was said by hand survives reading anew" in_one_event "$one" "$third"
fact "... both ways" not in_one_event "$one" "$other"

# Another reviewer says otherwise of the same acts.
cp t.demarche bob.demarche
run review t.demarche accept "$one" "$third"
export DEMARCHE_WHO=bob
run review bob.demarche accept "$one"
run review bob.demarche reject "$third" "not said"
run review t.demarche merge bob.demarche
fact "two reviewers' dossiers are merged" status_is 0
run review t.demarche agreement
fact "agreement: alpha of what both judged" out_has "act or not"
run verify t.demarche
fact "verify: nothing is wrong" status_is 0

finish
