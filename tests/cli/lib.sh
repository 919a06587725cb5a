# lib.sh - helpers of the command-line tests; prints TAP, one fact a line.
#
# The build gives DEMARCHE (the program) and SOURCE (the checkout).  A test
# works in a folder of its own that is removed at its end.
# shellcheck shell=sh

: "${DEMARCHE:?the program}" "${SOURCE:?the checkout}"
[ -x "$DEMARCHE" ] || { printf 'Bail out! no program at %s\n' "$DEMARCHE"; exit 99; }
export DEMARCHE_DATA="$SOURCE/data"
unset DEMARCHE_DOSSIER NO_COLOR COLUMNS
export TERM=dumb LC_ALL=C.UTF-8
export DEMARCHE_READER=none # what tests expect is what rules give

work=$(mktemp -d "${TMPDIR:-/tmp}/demarche-test.XXXXXX")
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 99

facts=0
failures=0

skip_all() { printf '1..0 # SKIP %s\n' "$*"; exit 0; }

# Tests that read reports need the language model.
need_model() {
    [ -n "${DEMARCHE_MODEL:-}" ] ||
        DEMARCHE_MODEL=$SOURCE/models/en_core_web_sm-3.8.0
    [ -e "$DEMARCHE_MODEL" ] ||
        skip_all "the language model is missing: ./dev setup fetches it"
    export DEMARCHE_MODEL
}

# run WORD...: run the program; afterwards $status, out and err (files).
run() {
    status=0
    "$DEMARCHE" "$@" >out 2>err </dev/null || status=$?
}

report_failure() {
    {
        printf 'status %s\n--- out\n' "$status"
        head -c 2000 out
        printf '\n--- err\n'
        head -c 2000 err
    } | sed 's/^/# /'
}

# fact DESCRIPTION COMMAND...: the command must succeed.
fact() {
    description=$1
    shift
    facts=$((facts + 1))
    if "$@" >/dev/null 2>&1; then
        printf 'ok %d - %s\n' "$facts" "$description"
    else
        printf 'not ok %d - %s\n' "$facts" "$description"
        printf '# wanted: %s\n' "$*"
        report_failure
        failures=$((failures + 1))
    fi
}

skip() { # DESCRIPTION REASON
    facts=$((facts + 1))
    printf 'ok %d - %s # SKIP %s\n' "$facts" "$1" "$2"
}

status_is() { [ "$status" = "$1" ]; }
out_has() { grep -qF -e "$1" out; }
err_has() { grep -qF -e "$1" err; }
out_is_empty() { [ ! -s out ]; }
err_is_empty() { [ ! -s err ]; }
not() { ! "$@"; }
lines_are() { [ "$(wc -l <"$2")" -eq "$1" ]; }
json_lines() { python3 -c 'import json, sys; [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]' "$1"; }
# json_is FILE EXPRESSION: over the lines read as `rows`.
json_is() {
    python3 -c 'import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
sys.exit(not eval(sys.argv[2]))' "$1" "$2"
}

# Three short reports of our own, in reports/.
write_reports() {
    mkdir -p reports/later
    cat >reports/a.txt <<'END'
Russia demands that NATO halt its expansion

December 17, 2021

MOSCOW — Russia demanded on Friday that NATO halt its expansion to the east.

“We will not accept missiles on our border,” Deputy Foreign Minister Sergei Ryabkov said.
END
    cat >reports/b.txt <<'END'
NATO rejects the demand

January 12, 2022

BRUSSELS — NATO rejected the demand on Wednesday. Secretary General Jens Stoltenberg said that the alliance would not change its open-door policy.
END
    cat >reports/later/c.txt <<'END'
Talks go on

January 13, 2022

VIENNA — The United States offered to discuss limits on missiles with Russia.
END
}

finish() {
    printf '1..%d\n' "$facts"
    [ "$failures" = 0 ]
}
