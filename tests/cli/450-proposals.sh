#!/bin/sh
# Acts that are not sure enough: in no list and no count until accepted.
. "$(dirname "$0")/lib.sh"
need_model
write_reports
export DEMARCHE_WHO=ana
count() { # WORD...: the acts of a list
    run acts talks.demarche --format jsonl "$@"
    acts=$(wc -l <out)
}

cp -r "$SOURCE/data" data
awk -F '\t' -v OFS='\t' '$1 == "shown" { $2 = ".9" } $1 == "kept" { $2 = ".1" } { print }' \
    "$SOURCE/data/lexicon/en/act-scores.tsv" >data/lexicon/en/act-scores.tsv
export DEMARCHE_DATA="$work/data"
run add talks.demarche reports
count
shown=$acts
count --proposed
proposed=$acts
fact "some acts are proposals" test "$proposed" -gt 0
fact "... below what is shown" json_is out 'all(r["confidence"] < .9 for r in rows)'
id=$(sed -n '1s/.*"id":"\(a-[0-9a-f]*\)".*/\1/p' out)
report=$(sed -n '1s/.*"report":"\(r-[0-9a-f]*\)".*/\1/p' out)
count --in "$report"
told=$acts
run export talks.demarche
fact "the export has only what is shown" json_is out \
    "sum(r['kind'] == 'act' for r in rows) == rows[0]['acts'] == $shown"
run show talks.demarche "$id"
fact "show says what it is" out_has "proposal"

run review talks.demarche accept "$id"
fact "accept: status 0" status_is 0
count
fact "an accepted one is listed" test "$acts" -eq $((shown + 1))
count --in "$report"
fact "... with its report" test "$acts" -eq $((told + 1))
count --proposed
fact "... and is no proposal" test "$acts" -eq $((proposed - 1))
run verify talks.demarche
fact "the dossier agrees with itself" status_is 0
run undo talks.demarche
count --proposed
fact "undo makes it one again" test "$acts" -eq "$proposed"
run verify talks.demarche
fact "... and agrees" status_is 0

# What a government does at home, in its own papers, with nobody else named.
export DEMARCHE_DATA="$SOURCE/data"
cat >home.txt <<'END'
Statement by the Government of Portugal on fares

We urge the mayors to lower their fares. The president rejected the offer of the unions.
END
run add home.demarche home.txt
run acts home.demarche --format jsonl
fact "affairs at home are not shown" test ! -s out
run acts home.demarche --format jsonl --proposed
fact "... but proposed" out_has "urge the mayors"

finish
