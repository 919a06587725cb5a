#!/bin/sh
# The export: every line, sorted, the same bytes; verify.
. "$(dirname "$0")/lib.sh"
need_model
write_reports
run add talks.demarche reports

run export talks.demarche
fact "export: status 0" status_is 0
fact "... JSON lines" json_lines out
fact "... the dossier first" json_is out 'rows[0]["kind"] == "dossier" and rows[0]["reports"] == 3'
fact "... then as many as it says" json_is out \
    'sum(r["kind"] == "act" for r in rows) == rows[0]["acts"]'
fact "... every quote and act is text between its offsets" python3 - <<'END'
import json
rows = [json.loads(line) for line in open("out", encoding="utf-8")]
text = {r["id"]: open(r["input"], "rb").read() for r in rows if r["kind"] == "report"}
for row in rows:
    if row["kind"] in ("act", "quote"):
        span = row["text"]
        found = text[row["report"]][span["start"]:span["end"]].decode()
        assert found == span["exact"], (found, span)
END
cp out first.jsonl
run export talks.demarche -o copy.jsonl
fact "-o writes the same" cmp first.jsonl copy.jsonl
run export talks.demarche -o copy.jsonl
fact "an existing file stays: status 2" status_is 2
fact "... and says how to overwrite it" err_has "-f"
run export talks.demarche -o copy.jsonl -f
fact "-f overwrites" status_is 0
run export talks.demarche --format pdf
fact "a format that is none: status 2" status_is 2

# Rows exported are rows shown, but for those that a format says it left out.
written() {
    awk '{ n = $1; for (i = 2; i < NF; i++) if ($i == "acts" && $(i + 1) == "left") n += $(i - 1) } END { print n }' err
}
run acts talks.demarche --format jsonl
shown=$(wc -l <out)
fact "there are acts to export" test "$shown" -gt 2
for form in csv md html graphml graphml-visone dna dna-csv plover icews; do
    run export talks.demarche --format $form -o "out.$form"
    fact "$form: written and left out are the acts shown" test "$(written)" -eq "$shown"
done
fact "csv holds as many rows" python3 -c "
import csv
assert len(list(csv.DictReader(open('out.csv', encoding='utf-8', newline='')))) == $shown"
fact "plover holds as many lines" test "$(wc -l <out.plover)" -eq "$shown"

run verify talks.demarche
fact "verify: status 0" status_is 0
fact "... tells what was looked at" err_has "reports 3"
cp talks.demarche broken.demarche
python3 - <<'END'
data = bytearray(open("broken.demarche", "rb").read())
at = data.find(b"halt its expansion")
while at >= 0:
    data[at:at + 4] = b"HALT"
    at = data.find(b"halt its expansion", at)
open("broken.demarche", "wb").write(data)
END
run verify broken.demarche
fact "changed words are found: status 4" status_is 4
fact "... and listed" not out_is_empty
head -c 20000 talks.demarche >cut.demarche
run verify cut.demarche
fact "a dossier cut short: status 4" status_is 4

finish
