#!/bin/sh
# kill -9 at many moments of `add`: the dossier is whole, and adding again
# completes it to the same bytes, in whatever order.
. "$(dirname "$0")/lib.sh"
need_model

mkdir in
cp "$SOURCE"/samples/0[1-9]-*.txt in/
run add whole.demarche in
fact "reports are added" status_is 0
run export whole.demarche -o whole.jsonl

# Wait so many hundredths of a second, then kill.  0: at once.
killed=0
broken=0
differing=0
for wait in 0 3 6 10 14 18 22 26 30 34 38 42 46 50 55 60 65 70 80 90; do
    "$DEMARCHE" add "k$wait.demarche" in >/dev/null 2>&1 &
    child=$!
    sleep "0.$(printf '%02d' "$wait")"
    kill -9 "$child" 2>/dev/null
    wait "$child" 2>/dev/null
    [ $? = 137 ] && killed=$((killed + 1))
    if [ -e "k$wait.demarche" ]; then
        run verify "k$wait.demarche"
        status_is 0 || broken=$((broken + 1))
    fi
    run add "k$wait.demarche" in
    status_is 0 || broken=$((broken + 1))
    run export "k$wait.demarche" -o "k$wait.jsonl"
    cmp -s "k$wait.jsonl" whole.jsonl || differing=$((differing + 1))
done
printf '# killed %s of 20 before their end\n' "$killed"
fact "some were killed" test "$killed" -gt 3
fact "each was whole and could be completed" test "$broken" = 0
fact "each exports the same bytes in the end" test "$differing" = 0

# shellcheck disable=SC2046
run add turned.demarche $(printf '%s\n' in/* | sort -r)
run export turned.demarche -o turned.jsonl
fact "the order of adding does not show" cmp turned.jsonl whole.jsonl
run add whole.demarche in
fact "the same reports again change nothing" err_has "same as before 9"
run export whole.demarche -o again.jsonl
fact "... to the byte" cmp again.jsonl whole.jsonl

finish
