#!/bin/sh
# Bad inputs: a clear error each, the rest goes on.
. "$(dirname "$0")/lib.sh"
need_model
write_reports

one() { # NAME MESSAGE: add it beside a good report
    rm -f h.demarche
    run add h.demarche "$1" reports/a.txt
    fact "$(printf %s "$1" | tr -cd '[:alnum:].'): status 3" status_is 3
    fact "... is named with the reason" err_has "$2"
    fact "... the other report went in" err_has "added 1 · same as before 0 · failed 1"
    run verify h.demarche
    fact "... and the dossier is whole" status_is 0
}

: >empty.txt
one empty.txt "empty"
head -c 100000 /dev/urandom >random.bin
one random.bin "random.bin"
printf 'a\0b' >nul.txt
one nul.txt "nul.txt"
mkfifo fifo
one fifo "not a regular file"
head -c 100000000 /dev/zero | tr '\0' 'a' >long.txt
one long.txt "long.txt"
rm long.txt
printf '<html><body><p title="' >huge.html
truncate -s 2147483648 huge.html # 2 GB of an attribute, no byte of it on disk
one huge.html "huge.html: larger than 268435456 bytes"
rm huge.html
ln -s loop loop
one loop "loop"
one "$(printf 'new\nline\033[31m.txt')" "new line"

printf 'Caf\351 talks\n\nMOSCOW - Russia rejected the offer of the caf\351 owners on Friday.\n' >latin.txt
run add latin.demarche latin.txt
fact "an old encoding is read: status 0" status_is 0
run reports latin.demarche --format jsonl
fact "... as what it means" out_has "Café talks"

printf '\357\273\277Talks\n\nMOSCOW - Russia rejected the offer on Friday.\n' >bom.txt
run add bom.demarche bom.txt
fact "a byte order mark is no text" status_is 0

if [ "$(id -u)" != 0 ]; then
    cp reports/b.txt secret.txt
    chmod 000 secret.txt
    one secret.txt "ermission"
    mkdir closed
    chmod 555 closed
    run add closed/talks.demarche reports/a.txt
    fact "a folder one may not write to" not status_is 0
    fact "... is named" err_has "closed/talks.demarche"
else
    skip "no permission" "root may read everything"
fi

printf '%s\n\n%s\n' "Title $(printf '\033]0;owned\007')" \
    "MOSCOW - Russia $(printf '\342\200\256')rejected the offer on Friday." >tricky.txt
run add tricky.demarche tricky.txt
run show tricky.demarche "$("$DEMARCHE" reports tricky.demarche --fields id --format csv -q | tail -n 1 | tr -d '\r')"
fact "escape sequences of a report are not shown raw" not grep -q "$(printf '\033')" out
fact "... nor marks that turn the writing" not grep -q "$(printf '\342\200\256')" out

finish
