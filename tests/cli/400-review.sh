#!/bin/sh
# Review: accept, reject, edit, add; the log; undo; what is merged.
. "$(dirname "$0")/lib.sh"
need_model
write_reports
export DEMARCHE_WHO=ana
run add talks.demarche reports
act() { # N: the id of the Nth act
    run acts talks.demarche --format jsonl
    id=$(sed -n "$1p" out | sed 's/.*"id":"\(a-[0-9a-f]*\)".*/\1/')
}
count() { run acts talks.demarche --format jsonl; acts=$(wc -l <out); }

run export talks.demarche -o before.jsonl
count
all=$acts
act 1
first=$id
run review talks.demarche accept "$first"
fact "accept: status 0" status_is 0
run log talks.demarche --format jsonl
fact "... logs one operation" lines_are 1 out
fact "... by whom and when" json_is out \
    'rows[0]["who"] == "ana" and len(rows[0]["at"]) == 20'
run acts talks.demarche --format jsonl
fact "... the act says so, and keeps its score" json_is out \
    'rows[0]["review"]["state"] == "accepted" and rows[0]["confidence"] > 0'

run review talks.demarche reject "$first" "a column"
count
fact "a rejected act is in no list" test "$acts" -eq $((all - 1))
run export talks.demarche
fact "... nor in the export, which counts right" json_is out \
    'sum(r["kind"] == "act" for r in rows) == rows[0]["acts"]'
run show talks.demarche "$first"
fact "... but its id shows it and why" out_has "rejected by ana"
run undo talks.demarche
run undo talks.demarche
run export talks.demarche -o after.jsonl
fact "undo of all is the dossier before" cmp before.jsonl after.jsonl
run undo talks.demarche
fact "undo of nothing: status 2" status_is 2
run redo talks.demarche
run acts talks.demarche --format jsonl
fact "redo does it again" json_is out 'rows[0]["review"]["state"] == "accepted"'

report=$(sed -n '/"kind":"report"/s/.*"id":"\(r-[0-9a-f]*\)".*/\1/p' before.jsonl | head -1)
run review talks.demarche edit "$first" type=offer actor=rus,Belarus issue=missiles,troops negated=yes
run acts talks.demarche --act offer --format jsonl
fact "edit: type, actors by code or name, issues, flags" json_is out \
    'any([a["code"] for a in r["actor"]] == ["RUS", "BLR"] and r["issue"] == ["missiles", "troops"] and r["flags"]["negated"] and r["plover"] == "AGREE" for r in rows)'
run review talks.demarche edit "$first" type=oder
fact "a type that is none: status 2" status_is 2
run review talks.demarche edit "$first" date=0025-01-01
fact "the year 25 is refused: status 2" status_is 2
run review talks.demarche edit "$first" issue=missles
fact "an issue that is none: the nearest is named" err_has "missiles"
run review talks.demarche edit "$first" actor=Ruritania
fact "an actor that is none, and no words of the report: status 2" status_is 2
run review talks.demarche edit "$first" negated=perhaps
fact "a flag is yes or no: status 2" status_is 2
run review talks.demarche add "$report" "its expansion" type=state actor=NATO
fact "add: status 0" status_is 0
run log talks.demarche
fact "log: in words" out_has 'type=state actor=NATO text="its expansion"'
run review talks.demarche split "$first" type=offer and type=demand
fact "split: status 0" status_is 0
run acts talks.demarche --format jsonl
fact "... two acts of the same words" json_is out \
    'len(rows) - len({(r["report"], r["text"]["start"]) for r in rows}) >= 1'
run undo talks.demarche
run review talks.demarche split "$first" type=offer and type=offer
fact "... but not two of the same kind: status 2" status_is 2
run review talks.demarche note "$first" "ask the embassy"
run show talks.demarche "$first"
fact "show: what reviewers did, undone or not" out_has '(undone)'
fact "... with their remarks" out_has "ask the embassy"

# Operations from a file: one fails, the rest is done.
act 2
cat >ops.jsonl <<EOF
{"op":"accept","act":"$first"}
{"op":"accept","act":"a-0000000000000000"}
{"op":"reject","act":"$id","reason":"said; \"quoted\"\\nin two lines"}
EOF
run review talks.demarche --apply ops.jsonl
fact "--apply with a bad line: status 3" status_is 3
fact "... names it" err_has "ops.jsonl:2"
fact "... and does the others" err_has "done 2"
run review talks.demarche --next 1
fact "--next without input shows an act and ends" status_is 0
cp talks.demarche desk.demarche
printf 'e colour=red\ne type=warning issue="troops"\nn a remark\nx not "so"\nu\n?\nq\n' >answers
"$DEMARCHE" review desk.demarche --next 2 <answers >out 2>err
fact "--next: what makes no sense is told, the rest done" err_has "colour"
fact "... undo leads back to the act" err_has "undone: reject"
run log desk.demarche --format jsonl
fact "... an edit, a remark, a rejection and its undo are logged" json_is out \
    '[r["op"] for r in rows[-4:]] == ["edit", "note", "reject", "undo"] and rows[-2]["reason"] == "not \"so\""'

# A hostile log: each line is refused for what is wrong with it.
cat >hostile.jsonl <<EOF
{"op":"accept","act":"$first","reasn":"a slip"}
{"op":"frobnicate","act":"$first","report":"$report","id":"o-2222222222222222"}
{"op":"accept","act":"$first","id":"zzz"}
{"op":"accept","act":"$first","at":"yesterday"}
{"op":"accept","act":"$first","who":""}
{"op":"edit","act":"$first","set":{"type":null}}
{"op":"edit","act":"$first","report":"$report","id":"o-3333333333333333","set":{"type":7}}
{"op":"undo","id":"o-4444444444444444"}
{"op":"link","act":"$first","report":"$report","id":"o-7777777777777777","answers":"drop table","how":"no"}
{"op":"edit","act":"$first","set":{"speaker":{"name":"a\u001b[31mred"}}}
EOF
cp talks.demarche hostile.demarche
run review hostile.demarche --apply hostile.jsonl
fact "a hostile log: status 3" status_is 3
fact "... nothing of it is done" err_has "done 0"
fact "... each line is named" err_has "hostile.jsonl:10: \"speaker_name\""
run verify hostile.demarche
fact "... and the dossier is whole" status_is 0

# Rejecting in one report leaves the same places of another alone.
sed 's/Russia/China/' reports/a.txt >twin-a.txt
sed 's/Russia/India/' reports/a.txt >twin-b.txt
run add twins.demarche twin-a.txt twin-b.txt
run acts twins.demarche --format jsonl
total=$(wc -l <out)
run review twins.demarche reject "$(sed -n '1s/.*"id":"\(a-[0-9a-f]*\)".*/\1/p' out)"
run acts twins.demarche --format jsonl
fact "rejecting in one report hides nothing in another" test "$(wc -l <out)" -eq $((total - 1))

# What was said of a report, for a corrected version of it.
run add versions.demarche reports/a.txt
sed 's/Friday/Friday evening/' reports/a.txt >corrected.txt
run acts versions.demarche --format jsonl
said=$(sed -n '1s/.*"id":"\(a-[0-9a-f]*\)","report.*/\1/p' out)
old=$(sed -n '1s/.*"report":"\(r-[0-9a-f]*\)".*/\1/p' out)
run review versions.demarche edit "$said" type=warning issue=troops
run review versions.demarche note "$said" "as the ministry has it"
run review versions.demarche add "$old" "halt its expansion" type=request actor=RUS
run add versions.demarche corrected.txt
run reports versions.demarche --format jsonl
new=$(sed 's/.*"id":"\(r-[0-9a-f]*\)".*/\1/' out | grep -v "$old")
run review versions.demarche carry "$old" "$new"
fact "carry: status 0" status_is 0
fact "... all three are done to the other version" err_has "done 3"
run acts versions.demarche --in "$new" --format jsonl
fact "... at its words" json_is out \
    'sorted((r["type"], r["review"]["state"]) for r in rows if r["review"]) == [("request", "added"), ("warning", "edited")]'
run verify versions.demarche
fact "... and the dossier is whole" status_is 0
run add versions.demarche reports/b.txt
run reports versions.demarche --format jsonl
strange=$(sed 's/.*"id":"\(r-[0-9a-f]*\)".*/\1/' out | grep -v "$old" | grep -v "$new")
run review versions.demarche carry "$old" "$strange"
fact "carry to another story: each that is not there is named, status 3" status_is 3

# Agreement, counted by hand: of three acts that both judged, four judgements
# of six agree; alpha = 1 - (2/6) / (18/30) = 0.444.  A fourth act that only
# one judged does not count.
run add alpha.demarche reports
run acts alpha.demarche --format jsonl
sed 's/.*"id":"\(a-[0-9a-f]*\)","report.*/\1/' out >ids
{ read -r one; read -r two; read -r three; read -r four; } <ids
cp alpha.demarche beta.demarche
run review alpha.demarche accept "$one"
run review alpha.demarche accept "$two"
run review alpha.demarche reject "$three"
export DEMARCHE_WHO=bob
run review beta.demarche accept "$one"
run review beta.demarche reject "$two"
run review beta.demarche reject "$three"
run review beta.demarche accept "$four"
export DEMARCHE_WHO=ana
run review alpha.demarche merge beta.demarche
run review alpha.demarche agreement
fact "alpha as it is counted by hand" out_has "alpha 0.444 over 3 acts, 6 judgements"
run review alpha.demarche conflicts --format json
fact "... and the act they disagree on" json_is out \
    'len(rows) == 1 and rows[0][0]["says"] != rows[0][0]["other_says"]'

# Two reviewers.
cp talks.demarche bob.demarche
export DEMARCHE_WHO=bob
run review bob.demarche edit "$first" type=threat
run review talks.demarche merge bob.demarche
fact "merge: status 0" status_is 0
fact "... takes what is new" err_has "done 1"
run review talks.demarche conflicts
fact "... lists where they differ" out_has "threat"
run review talks.demarche agreement
fact "agreement: Krippendorff's alpha, or why there is none" out_has "act or not"
run log talks.demarche --format jsonl -o log.jsonl
run add fresh.demarche reports
run review fresh.demarche --apply log.jsonl
fact "a whole log goes into another dossier" status_is 0
run export fresh.demarche -o fresh.jsonl
run export talks.demarche -o talks.jsonl
fact "... and makes the same record" cmp fresh.jsonl talks.jsonl
run verify talks.demarche
fact "verify: the log's chain holds" status_is 0

finish
