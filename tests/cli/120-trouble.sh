#!/bin/sh
# A full disk, a locked dossier, Ctrl-C: nothing is left half done.
. "$(dirname "$0")/lib.sh"
need_model
write_reports

# A limit on the size of files stands for a full disk.
i=0
mkdir many
while [ $i -lt 60 ]; do
    { cat reports/a.txt; echo; echo "Report number $i has a line of its own."; } >"many/$i.txt"
    i=$((i + 1))
done
"$DEMARCHE" init full.demarche 2>/dev/null
status=0
(
    trap '' XFSZ
    ulimit -f 600
    "$DEMARCHE" add full.demarche many
) >out 2>err || status=$?
fact "a full disk: status 3" status_is 3
fact "... names the dossier" err_has "full.demarche"
fact "... says how far it came" grep -qE 'added [0-9]+ .* failed 1 .* not read [0-9]+' err
run verify full.demarche
fact "... and what is there is whole" status_is 0
run add full.demarche many
fact "with room again the same command goes on" status_is 0
run export full.demarche -o full.jsonl
run add fresh.demarche many
run export fresh.demarche -o fresh.jsonl
fact "... to the same bytes" cmp full.jsonl fresh.jsonl

status=0
(
    ulimit -f 1
    trap '' XFSZ
    "$DEMARCHE" export fresh.demarche -o small.jsonl
) >out 2>err || status=$?
fact "an export that does not fit: status 3" status_is 3
fact "... leaves no file" sh -c '! ls small.jsonl* 2>/dev/null'
if [ -e /dev/full ]; then
    status=0
    "$DEMARCHE" export fresh.demarche >/dev/full 2>err || status=$?
    fact "standard output that is full: status 3" status_is 3
    status=0
    "$DEMARCHE" help >/dev/full 2>err || status=$?
    fact "... for help too" status_is 3
else
    skip "standard output that is full" "no /dev/full here"
fi

"$DEMARCHE" init locked.demarche 2>/dev/null
python3 - <<'END' &
import sqlite3, time
db = sqlite3.connect("locked.demarche", isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
open("holding", "w").close()
time.sleep(12)
END
holder=$!
while [ ! -e holding ]; do sleep 0.1; done
run add locked.demarche reports/a.txt
fact "a locked dossier: status 6" status_is 6
fact "... is named" err_has "locked.demarche"
kill "$holder" 2>/dev/null
wait "$holder" 2>/dev/null
run add locked.demarche reports/a.txt
fact "... and free again it takes the report" status_is 0

cp -r many lots
for part in x y z; do
    for file in many/*.txt; do
        { cat "$file"; echo "Part $part."; } >"lots/$part${file##*/}"
    done
done
# A shell ignores SIGINT for what it runs in the background; python does not.
python3 - "$DEMARCHE" <<'END' >out 2>err
import re, signal, subprocess, sys, time
run = subprocess.Popen([sys.argv[1], "add", "stop.demarche", "-j", "1", "--progress", "json", "lots"],
                       stderr=subprocess.PIPE, text=True)
run.stderr.readline(); run.stderr.readline()
run.send_signal(signal.SIGINT)
rest = run.stderr.read()
print(run.wait())
print(rest)
END
fact "Ctrl-C: status 130, or it was done already" sh -c 'head -n 1 out | grep -qxE "130|0"'
fact "... and a summary" grep -qE 'added [0-9]+' out
run verify stop.demarche
fact "... and a whole dossier" status_is 0
run add stop.demarche lots
fact "the same command again goes on" status_is 0
run reports stop.demarche --format jsonl
fact "... to all reports" lines_are 240 out

finish
