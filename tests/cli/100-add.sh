#!/bin/sh
# Reports go in: once, in order, whatever the threads.
. "$(dirname "$0")/lib.sh"
need_model
write_reports

run add talks.demarche reports
fact "a folder is read with all below it: status 0" status_is 0
fact "... and the summary counts" err_has "added 3 · same as before 0 · failed 0"
fact "... the dossier was made" err_has "Made the dossier talks.demarche"
fact "... a next step is named" err_has "Next: demarche demands talks.demarche"
fact "... no result on standard output" out_is_empty

run add talks.demarche reports/a.txt reports/later
fact "the same bytes again: status 0" status_is 0
fact "... change nothing and say so" err_has "added 0 · same as before 2 · failed 0"

run export talks.demarche -o first.jsonl
for jobs in 1 2 7; do
    run add "jobs$jobs.demarche" -j "$jobs" reports/later reports/b.txt reports/a.txt
    run export "jobs$jobs.demarche" -o "jobs$jobs.jsonl"
done
fact "one thread or two give the same bytes" cmp jobs1.jsonl jobs2.jsonl
fact "... or seven" cmp jobs1.jsonl jobs7.jsonl
fact "the order of inputs does not matter" cmp first.jsonl jobs1.jsonl

status=0
"$DEMARCHE" add stdin.demarche - <reports/a.txt >out 2>err || status=$?
fact "- is standard input" status_is 0
run reports stdin.demarche --format jsonl
fact "... and its name is kept" json_is out 'rows[0]["input"] == "-"'

run add log.demarche --report run.jsonl reports/a.txt absent.txt reports/a.txt
fact "an input that is not there: status 3" status_is 3
fact "... is named" err_has "absent.txt"
fact "... the rest went on" err_has "added 1 · same as before 1 · failed 1"
fact "--report has a line for each, in order" json_is run.jsonl \
    '[r["outcome"] for r in rows] == ["added", "failed", "same"]'
fact "... with the reason" json_is run.jsonl '"absent.txt" in rows[1]["error"]'

run add quiet.demarche -q reports
fact "-q says nothing" err_is_empty
run add json.demarche --progress json reports
fact "--progress json is one object a step" sh -c 'grep "\"done\"" err | wc -l | grep -qx 3'
run add plain.demarche --progress plain reports
fact "--progress plain tells count and rate" grep -qE 'reading [0-9]/3  [0-9.]+/' err
run add none.demarche --progress bar reports
fact "an unknown kind of progress: status 2" status_is 2

run add
fact "nothing to add: status 2" status_is 2
run add empty.demarche
fact "a dossier and nothing else: status 2" status_is 2
mkdir bare
run add talks.demarche bare
fact "an empty folder: status 3" status_is 3

run add other.demarche --model absent reports
fact "no language model there: status 2" status_is 2
fact "... and says so" err_has "absent"

run verify talks.demarche
fact "the dossier is whole" status_is 0

finish
