#!/bin/sh
# The reader: base, large, none; what is said when it is not there.
. "$(dirname "$0")/lib.sh"

need_model
unset DEMARCHE_READER
mkdir -p bare/data/models bare/models
for table in "$SOURCE"/data/*; do
    case $table in */models) ;; *) ln -s "$table" bare/data/ ;; esac
done
printf 'Moscow said on Monday that it rejected the offer.\n' >text.txt

DEMARCHE_DATA=$work/bare/data
run plumb quotes text.txt
fact "without trained files rules do the work" json_is out 'len(rows[0]["quotes"]) == 1'
fact "... and it is said, in one line" err_has "rules alone decide"
fact "... once" lines_are 1 err
run plumb quotes -q text.txt
fact "... but not with -q" err_is_empty
run plumb quotes --reader none text.txt
fact "none is asked for: nothing is said" err_is_empty
run plumb quotes --reader base text.txt
fact "a reader that is asked for and not there is an error" test "$status" -ne 0
fact "... that says what is missing" err_has "no trained file of the base reader"
run plumb quotes --reader large text.txt
fact "so is the large one" test "$status" -ne 0
fact "... and how it is fetched is said" err_has "./dev setup --large"
run plumb quotes --reader small text.txt
fact "no such reader: status 2" status_is 2
fact "... and which there are" err_has "base, large and none"
printf 'not a file of weights' >bare/data/models/base.safetensors
run plumb quotes text.txt
fact "a damaged trained file is an error" test "$status" -ne 0
fact "... that names it" err_has "base.safetensors: byte 0"
run plumb quotes --reader none text.txt
fact "... which none does not read" status_is 0

DEMARCHE_DATA=$SOURCE/data
if [ -e "$SOURCE/data/models/base.safetensors" ] &&
    [ -e "$SOURCE/models/all-MiniLM-L6-v2/model.safetensors" ]; then
    run plumb quotes --reader base text.txt
    fact "the base reader finds the quote" json_is out 'len(rows[0]["quotes"]) >= 1'
    cp out first
    run plumb quotes --reader base text.txt
    fact "... and the same again" cmp out first

    mkdir book
    printf 'issue\ttitle\tpatterns\ngrain\tgrain ships\tgrain corridor\n' >book/issues.tsv
    printf 'issue\texample\ngrain\tfreighters loaded with wheat should be let out of the harbour\n' \
        >book/issue-examples.tsv
    printf 'France demanded on Monday that Russia let vessels carrying corn leave the port.\n' >ships.txt
    run init ships.demarche --codebook book
    run add -q ships.demarche ships.txt
    run acts ships.demarche --format jsonl
    fact "an example of the codebook tells an issue" json_is out '"grain" in rows[0]["issue"]'
    run why ships.demarche "$(sed -n 's,.*"id":"\(a-[0-9a-f]*\)".*,\1,p' out)"
    fact "... and why says so" out_has "grain, by the example nearest to the sentence"
fi
finish
