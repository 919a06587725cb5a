#!/bin/sh
# A dossier's own tables, and reading again by them.
. "$(dirname "$0")/lib.sh"
need_model
write_reports
export DEMARCHE_WHO=ana
mkdir reports/own book bad
cat >reports/own/e.txt <<'END'
The Bluewater Front speaks

January 14, 2022

The Bluewater Front demanded on Friday that Russia release the lighthouse keepers.

The Bluewater Front flabbergasted the lighthouse plan of Russia.
END
printf 'code\tkind\tname\nBWF\tparty\tBluewater Front\n' >book/actors.tsv
printf 'issue\ttitle\tpatterns\nlighthouses\tkeepers of lights\tlighthouse*\n' >book/issues.tsv
printf 'words\tframe\ttype\tplover\tweight\nflabbergast\tobj:what\treject\t\t.9\n' >book/act-verbs.tsv
printf 'code\tkind\tname\nBWF\tpartie\tBluewater Front\n' >bad/actors.tsv
printf 'nothing' >bad/actor.tsv

run codebook check book
fact "check: status 0" status_is 0
fact "... lists the tables" out_has "issues.tsv"
run codebook check bad
fact "a mistake: status 4" status_is 4
fact "... with file and line" err_has "actors.tsv:2"
printf 'issue\ttitle\tpatterns\nlighthouses\tkeepers of lights\t\n' >bad/issues.tsv
printf 'code\tkind\tname\nBWF\tparty\tBluewater Front\n' >bad/actors.tsv
run codebook check bad
fact "an issue without patterns is told" err_has "issues.tsv:2"
rm bad/issues.tsv
run codebook check bad
fact "a table that nothing reads is named" err_has "actor.tsv"
mkdir slips
printf 'code\tkind\tname\nBWF\tparty\tBluewater Front\n' >slips/actors.tsv
printf 'name\tcode\tuse\nFront\tXXY\tproper\nGood\tBWF\tproper\nPact\tBWF\tpropper\n' >slips/aliases.tsv
printf 'person\tname\tfamily\tspellings\toffice\tof\tat\tfrom\tto\nana\tAna Keller\tKellner\t\tpresident\tBWF\t\t2022\t2021\n' >slips/people.tsv
printf 'issue\ttitle\tpatterns\nlights\tLights\tlight(house\n' >slips/issues.tsv
run codebook check slips
fact "many mistakes: all are told" err_has "aliases.tsv:2"
fact "... each of a table" err_has "aliases.tsv:4"
fact "... and slips that can be read: a name of nobody" err_has "people.tsv:2"
fact "... a pattern that matches nothing" err_has "issues.tsv:2"
fact "... and how many there are" err_has "4 mistakes"
printf '\357\273\277name\tcode\tuse\r\nFront\tBWF\tproper\r\n' >slips/aliases.tsv
rm slips/people.tsv slips/issues.tsv
run codebook check slips
fact "a table as a spreadsheet saves it: status 0" status_is 0
run codebook check nowhere
fact "no folder: status 2" status_is 2

run add talks.demarche reports
run acts talks.demarche --actor BWF
fact "without the codebook the party is unknown" not out_has "lighthouse"
run acts talks.demarche --format jsonl
first=$(sed -n '1s/.*"id":"\(a-[0-9a-f]*\)".*/\1/p' out)
report=$(sed -n '1s/.*"report":"\(r-[0-9a-f]*\)".*/\1/p' out)
run review talks.demarche accept "$first"
run review talks.demarche add "$report" "halt its expansion" type=request actor=RUS recipient=NATO
run export talks.demarche -o before.jsonl

run reread talks.demarche
fact "reread: nothing is out of date" err_has "0 of 0"
run codebook talks.demarche put book
fact "put: status 0" status_is 0
run codebook talks.demarche
fact "... lists what is kept" out_has "act-verbs.tsv"
run reread talks.demarche --progress none
fact "reread codes all again" err_has "4 of 4"
run acts talks.demarche --actor BWF --format jsonl
fact "... by the codebook's actors and issues" json_is out \
    'any(r["type"] == "demand" and "lighthouses" in r["issue"] for r in rows)'
fact "... and its words" json_is out 'any(r["type"] == "reject" for r in rows)'
run acts talks.demarche --in "$report" --format jsonl
fact "... what people said stays" json_is out \
    'sorted(r["review"]["state"] for r in rows if r["review"]) == ["accepted", "added"]'
run review talks.demarche conflicts
fact "... nothing of it disagrees" out_is_empty
run reread talks.demarche
fact "a second time changes nothing" err_has "0 of 0"
run verify talks.demarche
fact "verify: status 0" status_is 0

# New reports are read by it at once, with the same result.
run init fresh.demarche --codebook book
run add fresh.demarche reports
run acts fresh.demarche --actor BWF --format jsonl -o fresh.jsonl
run acts talks.demarche --actor BWF --format jsonl -o reread.jsonl
fact "a dossier made with it says the same" cmp fresh.jsonl reread.jsonl

# An edit that the newer reading contradicts, and an act it does not find.
run acts talks.demarche --act reject --actor BWF --format jsonl
mine=$(sed -n '1s/.*"id":"\(a-[0-9a-f]*\)".*/\1/p' out)
run review talks.demarche accept "$mine"
printf 'words\tframe\ttype\tplover\tweight\nunusedword\tobj:what\treject\t\t.9\n' >book/act-verbs.tsv
run codebook talks.demarche put book
run reread talks.demarche --progress none
fact "what the words no longer make is a conflict" err_has "review conflicts"
run show talks.demarche "$mine"
fact "... and stays as it was accepted" out_has "flabbergasted"
run review talks.demarche conflicts
fact "... listed, not dropped" out_has "does not find this act"
run undo talks.demarche
run acts talks.demarche --act reject --actor BWF
fact "undone, it is gone" not out_has "flabbergasted"

# A reply to an act that gets another name when its report is read anew.
printf 'words\tframe\ttype\tplover\tweight\nflabbergast\tobj:what\treject\t\t.9\n' >book/act-verbs.tsv
cp talks.demarche ties.demarche
run codebook ties.demarche put book
run reread ties.demarche --progress none
run acts ties.demarche --act reject --actor BWF --format jsonl
mine=$(sed -n '1s/.*"id":"\(a-[0-9a-f]*\)".*/\1/p' out)
run review ties.demarche link "$first" "$mine" no
run show ties.demarche "$first"
fact "a reply to an act of another report" out_has "$mine"
sed 's/reject/accuse/' book/act-verbs.tsv >new.tsv && mv new.tsv book/act-verbs.tsv
run codebook ties.demarche put book
run reread ties.demarche --progress none
run acts ties.demarche --act accuse --actor BWF --format jsonl
other=$(sed -n '1s/.*"id":"\(a-[0-9a-f]*\)".*/\1/p' out)
run show ties.demarche "$first"
fact "... follows it to its new name" out_has "$other"
run export ties.demarche -o tied.jsonl
run review ties.demarche reject "$other" "not said"
run show ties.demarche "$first"
fact "... is none to what was taken out" not out_has "answers     no: $other"
run undo ties.demarche
run export ties.demarche -o again.jsonl
fact "... and is there again when that is undone" cmp tied.jsonl again.jsonl
run verify ties.demarche
fact "... and the dossier is whole" status_is 0
printf 'words\tframe\ttype\tplover\tweight\nunusedword\tobj:what\treject\t\t.9\n' >book/act-verbs.tsv
run codebook ties.demarche put book
run reread ties.demarche --progress none
run review ties.demarche conflicts
fact "... or is a conflict where no reading has it" out_has "does not find a-"

# The codebooks there were.
run codebook talks.demarche versions
fact "versions: one a codebook that was put" lines_are 2 out
fact "... the record stands as the last had it read" out_has "by it: 4 reports"
version=$(sed -n '1s/version *\([0-9a-f]*\).*/\1/p' out)
last=$(sed -n '2s/version *\([0-9a-f]*\).*/\1/p' out)
run codebook talks.demarche version "$last"
fact "version: its tables" out_has "unusedword"
run codebook talks.demarche version "$version"
fact "... those of the first are what they were" not out_has "unusedword"
run acts talks.demarche --format jsonl
run why talks.demarche "$(sed -n '1s/.*"id":"\(a-[0-9a-f]*\)".*/\1/p' out)"
fact "why: an act says which codebook it was read by" out_has "$last"

finish
