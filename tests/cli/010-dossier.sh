#!/bin/sh
# Which dossier is meant, and what is no dossier.
. "$(dirname "$0")/lib.sh"

run acts
fact "no dossier anywhere: status 2" status_is 2
fact "... and a question" err_has "which dossier?"

run init talks.demarche
fact "init makes one" test -f talks.demarche
fact "... says so on standard error" err_has "Made the dossier talks.demarche"
fact "... and what comes next" err_has "Next: demarche add talks.demarche"
fact "... and writes no result" out_is_empty
run init talks.demarche
fact "init again changes nothing" status_is 0
fact "... and says so" err_has "there already"

run reports
fact "the only dossier in the folder is meant" status_is 0
run init second.demarche
run reports
fact "with two of them one must be named: status 2" status_is 2
fact "... and the reason" err_has "more than one"
run reports second.demarche
fact "by the first word" status_is 0
run reports -d second.demarche
fact "by -d" status_is 0
DEMARCHE_DOSSIER=second.demarche run reports
fact "by the environment" status_is 0
run reports second.demarche more
fact "a word too many: status 2" status_is 2

run reports absent.demarche
fact "a dossier that is not there: status 2" status_is 2
fact "... names it" err_has "absent.demarche"
fact "... and does not make it" test ! -e absent.demarche

echo "this is a text" >text.demarche
run reports text.demarche
fact "a file that is no dossier: status 4" status_is 4
fact "... names it" err_has "text.demarche"
cp text.demarche text.txt
run reports text.txt
fact "... by whatever name" err_has "text.txt: is no dossier"
run verify text.demarche
fact "verify of it: status 4" status_is 4
run init text.demarche
fact "init does not overwrite it" grep -q "this is a text" text.demarche
run add text.demarche "$0"
fact "neither does add" grep -q "this is a text" text.demarche

mkdir folder.demarche
run reports folder.demarche
fact "a folder is no dossier" not status_is 0
run init missing/talks.demarche
fact "init where there is no folder" not status_is 0
fact "... names the path" err_has "missing/talks.demarche"

run verify talks.demarche
fact "an empty dossier is whole" status_is 0
run export talks.demarche
fact "... and exports one line" lines_are 1 out
run acts talks.demarche
fact "no acts: status 0" status_is 0
fact "... and says so" err_has "No acts found."
run acts talks.demarche --fail-empty
fact "--fail-empty: status 1" status_is 1
run acts talks.demarche -q
fact "-q says nothing" err_is_empty
run acts talks.demarche --format json
fact "no rows are an empty array" test "$(cat out)" = "[]"

finish
