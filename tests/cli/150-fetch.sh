#!/bin/sh
# Pages by address: a web server on this machine, which only the setting
# DEMARCHE_FETCH_PRIVATE=1 lets the program talk to.
. "$(dirname "$0")/lib.sh"
need_model
command -v python3 >/dev/null || skip_all "python3 is the web server"

python3 "$SOURCE/tests/cli/fetch_server.py" port &
server=$!
# shellcheck disable=SC2154
trap 'kill $server 2>/dev/null; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ -s port ] || sleep 0.3
done
[ -s port ] || skip_all "no web server could be started"
site=http://127.0.0.1:$(cat port)

run add shut.demarche --fetch "$site/plain"
fact "this machine is not fetched from: status 3" status_is 3
fact "... and says so" err_has "80 and 443"
run add shut.demarche --fetch http://127.0.0.1/plain http://localhost/plain http://0.0.0.0/ http://10.0.0.1/
fact "private addresses are refused" err_has "http://10.0.0.1/: is no address of the public internet"
fact "... this machine by its name, too" err_has "http://localhost/plain: is no address of the public internet"

export DEMARCHE_FETCH_PRIVATE=1
run add open.demarche --fetch "$site/plain" "$site/gzip" "$site/moved" "$site/latin"
fact "with DEMARCHE_FETCH_PRIVATE=1 four pages are fetched: status 0" status_is 0
fact "... and added" err_has "added 4"
run reports open.demarche --format jsonl
mv out reports.jsonl
fact "... by the address at which they were found" json_is reports.jsonl \
    '{r["url"].rsplit("/", 1)[-1] for r in rows} == {"plain", "gzip", "there", "latin"}'
run search open.demarche Grüße
fact "... in the encoding that the server tells" out_has "Grüße"
run add open.demarche --fetch "$site/plain"
fact "the same page again is the same report" err_has "same as before 1"
if curl-config --features 2>/dev/null | grep -q brotli; then
    run add open.demarche --fetch "$site/brotli"
    fact "Brotli is read, where libcurl reads it" err_has "added 1"
fi

run add wrong.demarche --fetch "$site/gone" "$site/round" "$site/file" "$site/bomb" "$site/big" "$site/cut" "$site/there"
fact "what cannot be had fails: status 3" status_is 3
fact "... a page that is not there" err_has "/gone: HTTP status 404"
fact "... redirects without an end" err_has "/round: more than 5 redirects"
fact "... a redirect to a file" err_has "file:///etc/passwd"
fact "... a small answer that unpacks to a large one" err_has "/bomb: more than 33554432 bytes"
fact "... a large answer" err_has "/big: more than 33554432 bytes"
fact "... an answer that is cut short" err_has "/cut: "
fact "... but the page beside them is added" err_has "added 1"

unset DEMARCHE_FETCH_PRIVATE
finish
