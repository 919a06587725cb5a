#!/bin/sh
# Help, manual pages, completions; what a wrong command line is told.
. "$(dirname "$0")/lib.sh"

run
fact "no verb: the overview on standard error, status 2" status_is 2
fact "... and nothing on standard output" out_is_empty
fact "... with examples" err_has "demarche add talks.demarche"

run --help
fact "--help is a result: standard output, status 0" status_is 0
fact "... and standard error is silent" err_is_empty
fact "help fits a screen of 80 columns" not grep -qE '^.{81,}' out

run --version
fact "--version" out_has "demarche "

for verb in init add reports acts quotes demands show why search export verify plumb help version; do
    run "$verb" --help
    fact "$verb --help: status 0" status_is 0
    fact "$verb --help begins with examples" sh -c 'sed -n 3p out | grep -q ^Examples'
    fact "$verb --help fits 80 columns" not grep -qE '^.{81,}' out
    run help --man "$verb"
    fact "help --man $verb is a manual page" out_has ".TH DEMARCHE\\-"
    if command -v groff >/dev/null; then
        fact "... that groff takes without a warning" \
            sh -c 'test -z "$(groff -man -Tutf8 -ww -z out 2>&1)"'
    else
        skip "... that groff takes without a warning" "no groff here"
    fi
done

run demand
fact "a wrong verb: status 2" status_is 2
fact "... and the nearest one" err_has "did you mean 'demands'?"
fact "... in two lines" lines_are 2 err
run frobnicate
fact "nothing near: no guess" not err_has "did you mean"
run acts --acter RUS
fact "a wrong option and the nearest one" err_has "did you mean --actor?"
run "$(printf 'a\033[2Jb')"
fact "escape sequences are not echoed" not grep -q "$(printf '\033')" err

run help --completion bash
fact "completion for bash is valid" sh -c 'command -v bash >/dev/null || exit 0; bash -n out'
run help --completion zsh
fact "completion for zsh" out_has "#compdef demarche"
run help --completion fish
fact "completion for fish" out_has "complete -c demarche"
run help --completion csh
fact "no completion for others: status 2" status_is 2

finish
