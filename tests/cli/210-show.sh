#!/bin/sh
# One thing in its place, and why it is there.
. "$(dirname "$0")/lib.sh"
need_model
write_reports
run add talks.demarche reports
id_of() { "$DEMARCHE" "$@" --format csv --fields id -q | sed -n 2p | tr -d '\r'; }
act=$(id_of acts --act reject --actor NATO)
quote=$(id_of quotes --speaker ryabkov)
report=$(id_of reports)
fact "there is an act, a quote and a report" test -n "$act" -a -n "$quote" -a -n "$report"

run show "$act"
fact "show an act: status 0" status_is 0
fact "... its words are marked" grep -qE '>>.*' out
fact "... its source and digest are named" sh -c 'grep -q reports/b.txt out && grep -qE "[0-9a-f]{64}" out'
fact "... and what comes next" err_has "demarche why $act"
run show "$(printf %.7s "$act")"
fact "an id may be cut short" status_is 0
run show "$act" --format json
fact "show as JSON is the line of the export" sh -c '"$DEMARCHE" export -q | grep -qxF "$(cat out)"'
run show "$act" --context 1
fact "--context shows more" out_has "NATO rejects the demand"

run why "$act"
fact "why an act: status 0" status_is 0
fact "... gives reasons" grep -qE '^why +1 ' out
fact "... and the confidence" out_has "confidence"
run why "$act" --format json
fact "why as JSON" json_is out 'len(rows[0]["why"]) > 0'

run show "$quote"
fact "show a quote" out_has "Sergei Ryabkov"
fact "... its words are marked" grep -qF '>>“We will not' out
run why "$quote"
fact "why a quote tells its cue" out_has "said"
run show "$report"
fact "show a report" out_has "found"
run why "$report"
fact "why a report tells where its date is from" out_has "found in"

run show a-0000000000000000
fact "an id that is not there: status 2" status_is 2
run show nonsense
fact "what is no id: status 2" status_is 2
run show
fact "no id: status 2" status_is 2
fact "... says what is missing" err_has "is missing"

run search missiles
fact "search finds words" grep -qiF '>>missiles<<' out
run search '"open-door policy"' --format jsonl
fact "... and phrases" json_is out 'len(rows) == 1 and rows[0]["input"] == "reports/b.txt"'
run search missiles --format csv
fact "... as csv" sh -c 'head -n 1 out | grep -q ^published'
run search zzz
fact "nothing found: status 0" status_is 0
run search zzz --fail-empty
fact "... with --fail-empty: status 1" status_is 1
run search '"open'
fact "an expression that cannot be read: status 2" status_is 2
run search
fact "no words: status 2" status_is 2

finish
