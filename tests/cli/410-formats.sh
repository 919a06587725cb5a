#!/bin/sh
# The formats of other programs: each holds what the lists show, whatever the
# texts hold, and also when there is nothing or one thing to write.
. "$(dirname "$0")/lib.sh"
need_model
write_reports
mkdir odd
cat >odd/d.txt <<'END'
<script>alert(1)</script> "talks"; a, b & c

January 20, 2022

GENEVA — “We demand; “now”, <b>today</b> & 😀 tomorrow, that Russia withdraw its troops,” Secretary General Jens Stoltenberg said.

Russia demanded that NATO, “the \so-called; alliance”, withdraw its missiles ‏שלום‏ from Poland.
END
run init none.demarche
run add one.demarche reports/a.txt
run add talks.demarche reports odd

formats='csv md html graphml graphml-visone dna-csv plover icews timelinejs ics ris bibtex csl bundle dna'
for dossier in none one talks; do
    for format in $formats; do
        run export $dossier.demarche --format "$format" -o "$dossier.$format"
        fact "$dossier, $format: status 0" status_is 0
    done
done

cat >read.py <<'END'
import csv, json, sqlite3, subprocess, sys, os, zipfile, hashlib
import xml.etree.ElementTree as xml
from html.parser import HTMLParser
name, what = sys.argv[1], sys.argv[2]
acts = [json.loads(line) for line in subprocess.run(
    [os.environ["DEMARCHE"], "acts", name + ".demarche", "--format", "jsonl"],
    capture_output=True, check=True).stdout.decode().splitlines()]
text = {a["id"]: a["text"]["exact"] for a in acts}
path = f"{name}.{what}"
if what == "csv":
    rows = list(csv.DictReader(open(path, newline="", encoding="utf-8"), strict=True))
    assert {r["id"]: r["text"] for r in rows} == text
elif what == "dna-csv":
    rows = list(csv.DictReader(open(path, newline="", encoding="utf-8"), delimiter=";", strict=True))
    assert {r["text"] for r in rows} == set(text.values())
elif what == "icews":
    rows = list(csv.reader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(len(r) == 20 for r in rows) and len({r[0] for r in rows}) == len(rows)
elif what == "html":
    class Page(HTMLParser):
        rows = scripts = 0
        def handle_starttag(self, tag, attributes):
            self.rows += tag == "tr"
            self.scripts += tag in ("script", "b", "img")
    page = Page()
    page.feed(open(path, encoding="utf-8").read())
    assert page.rows == len(acts) + 1 and page.scripts == 0
elif what.startswith("graphml"):
    graph = xml.parse(path).getroot()
    space = "{http://graphml.graphdrawing.org/xmlns}"
    edges = graph.findall(f".//{space}edge")
    pairs = sum(len(a["actor"]) * len(a["recipient"]) for a in acts)
    assert len(edges) == pairs, (len(edges), pairs)
elif what == "dna":
    dna = sqlite3.connect(path)
    rows = dna.execute("""SELECT d.Value, substr(o.Text, s.Start + 1, s.Stop - s.Start)
        FROM DATALONGTEXT d JOIN STATEMENTS s ON s.ID = d.StatementId
        JOIN DOCUMENTS o ON o.ID = s.DocumentId""").fetchall()
    plain = lambda t: "".join(c if ord(c) < 0x10000 else "\ufffd" for c in t)
    assert dict(rows) == {i: plain(t) for i, t in text.items()}
    assert not dna.execute("PRAGMA foreign_key_check").fetchall()
elif what == "bundle":
    bundle = zipfile.ZipFile(path)
    assert bundle.testzip() is None
    for line in bundle.read("SHA256SUMS").decode().splitlines():
        digest, member = line.split("  ")
        assert hashlib.sha256(bundle.read(member)).hexdigest() == digest
    assert len(bundle.read("acts.jsonl").decode().splitlines()) == len(acts)
elif what in ("timelinejs", "csl"):
    json.load(open(path, encoding="utf-8"))
elif what == "plover":
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    assert len(rows) == sum(a["plover"] is not None for a in acts)
elif what == "ics":
    lines = open(path, newline="", encoding="utf-8").read().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and all(len(l.encode()) <= 75 for l in lines)
END
for dossier in none one talks; do
    for format in csv dna-csv icews html graphml graphml-visone dna bundle timelinejs csl plover ics; do
        fact "$dossier, $format: reads back, as many as listed" \
            python3 read.py $dossier $format
    done
done
fact "html: nothing of a report is markup" not grep -q '<script>' talks.html
run export talks.demarche --format csv --act demand -o demands.csv
wanted=$(python3 -c 'import csv; print(len(list(csv.DictReader(open("demands.csv", newline="")))))')
run acts talks.demarche --act demand --format jsonl
fact "filters: as many rows as acts lists" lines_are "$wanted" out
run export talks.demarche --format csv --act reject -o rejects.csv
fact "files of different questions differ" not cmp -s rejects.csv demands.csv
run export talks.demarche --format jsonl --act reject
fact "jsonl is whole: filters are refused" status_is 2
run export talks.demarche --format dna -o talks.dna
fact "an existing file stays: status 2" status_is 2
run export talks.demarche --format bundle -o again.bundle
fact "the same dossier gives the same bundle" cmp talks.bundle again.bundle

finish
