#!/bin/sh
# What was coded elsewhere, and how good the program's coding is.
. "$(dirname "$0")/lib.sh"
need_model
write_reports
export DEMARCHE_WHO=ana
run add talks.demarche reports
run export talks.demarche -o talks.jsonl
run export talks.demarche --format dna -o talks.dna

run import talks.demarche talks.dna
fact "our own DNA file brings nothing new" err_has "0 reports, 0 acts"
run import talks.demarche talks.jsonl
fact "nor do our own lines: status 0" status_is 0
run log talks.demarche --format jsonl
fact "... and nothing is logged" out_is_empty

# A person codes on in DNA.
python3 - <<'END'
import sqlite3
dna = sqlite3.connect("talks.dna")
text, document = dna.execute("SELECT Text, ID FROM DOCUMENTS WHERE Text LIKE '%open-door policy%'").fetchone()
start = text.index("would not change")
end = text.index("open-door policy") + len("open-door policy")
dna.execute("INSERT INTO CODERS (ID, Name, Password) VALUES (2, 'Bea', 'x')")
key = dna.execute("INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (1, ?, ?, ?, 2)",
                  (document, start, end)).lastrowid
for variable, value in ((1, "Jens Stoltenberg"), (2, "NATO"), (3, "open door")):
    dna.execute("INSERT OR IGNORE INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (variable, value))
    entity = dna.execute("SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?", (variable, value)).fetchone()[0]
    dna.execute("INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)", (key, variable, entity))
dna.execute("INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 4, 0)", (key,))
dna.execute("INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Date) VALUES (99, 'Coded by hand', "
            "'Coded by hand" + "\n\n" + "January 20, 2022" + "\n\n" + "Belarus offered to host talks between Russia and NATO.', 2, 1642636800)")
dna.commit()
END
run import talks.demarche talks.dna
fact "a coder's statement and document: status 0" status_is 0
fact "... one report and one act are new" err_has "1 reports, 1 acts"
run acts talks.demarche --format jsonl
fact "... under the coder's name, with places in bytes" json_is out \
    'any(r["review"] and r["review"]["by"] == "Bea" and r["actor"][0]["code"] == "NATO" and r["flags"]["negated"] and r["text"]["exact"].endswith("open-door policy") for r in rows)'
run import talks.demarche talks.dna
fact "a second time brings nothing" err_has "0 reports, 0 acts"
run undo talks.demarche
fact "it can be undone" status_is 0
run import talks.demarche nothing.dna
fact "no such file: not 0" not status_is 0
run verify talks.demarche
fact "verify: status 0" status_is 0

# Another dossier's lines: what it has more.
cp talks.demarche bob.demarche
report=$(sed -n '/"kind":"report"/s/.*"id":"\(r-[0-9a-f]*\)".*/\1/p' talks.jsonl | head -1)
export DEMARCHE_WHO=bob
run review bob.demarche add "$report" "halt its expansion" type=warning actor=RUS
run export bob.demarche -o bob.jsonl
export DEMARCHE_WHO=ana
run import talks.demarche bob.jsonl
fact "an act of another dossier comes in" err_has "0 reports, 1 acts"
run acts talks.demarche --act warning --format jsonl
fact "... as its reviewer's" json_is out 'rows[0]["review"]["by"] == "bob"'
run add small.demarche reports/a.txt
run import small.demarche bob.jsonl
fact "acts of reports that are not here: status 3" status_is 3

# How good?
run eval talks.demarche talks.jsonl --format jsonl
fact "eval against itself: all found, recall 1" json_is out 'rows[-1]["recall"] == 1 and rows[-1]["type"] == "all"'
cat >gold.jsonl <<'END'
{"report":"a.txt","type":"demand","text":"demanded on Friday that NATO halt its expansion"}
{"input":"a","type":"threat","text":"We will not accept missiles"}
{"report":"zzz","type":"demand","text":"nothing"}
END
run eval talks.demarche gold.jsonl --report misses.jsonl --format jsonl
fact "eval: a gold act without a place: status 3" status_is 3
fact "... counts a type" json_is out 'rows[0]["type"] in ("demand", "threat") and rows[-1]["gold"] == 2'
fact "... and tells what was missed" grep -q '"what":"missed","report":"r-.*"type":"threat"' misses.jsonl
run eval talks.demarche nothing.jsonl
fact "no gold file: not 0" not status_is 0

finish
