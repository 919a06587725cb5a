#!/usr/bin/env python3
"""Read every export back with a reader that is not ours.

    python3 -m venv VENV && VENV/bin/pip install -r eval/export/requirements.txt
    VENV/bin/python eval/export/check.py build/demarche talks.demarche

Prints one line a format: what was read, by what.  Exits with 1 if a reader
refuses a file or finds another number of rows than the program says.
"""
import csv
import base64
import hashlib
import io
import json
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import bibtexparser
import icalendar
import jsonschema
import networkx
import rispy

PROGRAM, DOSSIER = sys.argv[1], sys.argv[2]
FOLDER = Path(tempfile.mkdtemp())
ROOT = Path(__file__).resolve().parents[2]
failures = 0


def run(*words):
    return subprocess.run([PROGRAM, *words], check=True, capture_output=True)


def export(name):
    path = FOLDER / ("out." + name)
    said = run("export", DOSSIER, "--format", name, "-o", str(path), "-f")
    return path, said.stderr.decode()


def told(said, what):
    """The number that the program puts before `what`."""
    words = said.replace(",", " ").replace(".", " ").replace(";", " ").split()
    for before, word in zip(words, words[1:]):
        if word.startswith(what):
            return int(before)
    raise ValueError(said)


def check(name, reader, read, wanted):
    global failures
    good = read == wanted
    failures += not good
    print(f"{'ok  ' if good else 'FAIL'} {name:15} {read} of {wanted} read by {reader}")


acts = [json.loads(line) for line in
        run("acts", DOSSIER, "--format", "jsonl").stdout.decode().splitlines()]
by_id = {act["id"]: act for act in acts}
shown = [json.loads(line) for line in
         run("timeline", DOSSIER, "--format", "jsonl").stdout.decode().splitlines()]

path, said = export("jsonl")
schema = json.loads((ROOT / "docs/export.schema.json").read_text())
lines = [json.loads(line) for line in path.read_text().splitlines()]
validator = jsonschema.Draft202012Validator(schema)
check("jsonl", "jsonschema", sum(validator.is_valid(line) for line in lines), told(said, "lines"))

path, said = export("csv")
rows = list(csv.DictReader(path.open(newline="", encoding="utf-8")))
check("csv", "csv", len(rows), len(acts))
check("csv", "csv, words to the byte",
      sum(by_id[row["id"]]["text"]["exact"] == row["text"] for row in rows), len(acts))

for name in ("graphml", "graphml-visone"):
    path, said = export(name)
    graph = networkx.read_graphml(path, force_multigraph=True)
    check(name, "networkx", graph.number_of_edges(), told(said, "edges"))

path, said = export("ics")
calendar = icalendar.Calendar.from_ical(path.read_bytes())
events = list(calendar.walk("VEVENT"))
check("ics", "icalendar", len(events), told(said, "event"))
check("ics", "icalendar, as timeline shows",
      len({str(event["UID"]).split("@")[0] for event in events} &
          {one["id"] for one in shown if one["precision"] == "day"}), len(events))

path, said = export("ris")
check("ris", "rispy", len(rispy.loads(path.read_text())), told(said, "report"))
path, said = export("bibtex")
check("bibtex", "bibtexparser", len(bibtexparser.parse_string(path.read_text()).entries),
      told(said, "report"))
path, said = export("csl")
check("csl", "json", len(json.loads(path.read_text())), told(said, "report"))

path, said = export("plover")
plover = {"type": "object", "required": ["id", "date", "source", "target", "event"],
          "properties": {"event": {"enum": [
              "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
              "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE",
              "ASSAULT"]}, "quad": {"enum": [1, 2, 3, 4]}}}
valid = jsonschema.Draft202012Validator(plover)
check("plover", "jsonschema", sum(valid.is_valid(json.loads(line))
                                  for line in path.read_text().splitlines()), told(said, "acts"))

path, said = export("icews")
rows = list(csv.reader(path.open(newline="", encoding="utf-8"), delimiter="\t",
                       quoting=csv.QUOTE_NONE))
check("icews", "csv", len([row for row in rows[1:] if len(row) == 20]), told(said, "dyads"))
check("icews", "csv, ids apart", len({row[0] for row in rows[1:]}), told(said, "dyads"))

path, said = export("timelinejs")
timeline = json.loads(path.read_text())
check("timelinejs", "json", len([e for e in timeline["events"]
                                 if e["start_date"]["year"] and e["text"]["headline"]]),
      told(said, "event"))
check("timelinejs", "json, as timeline shows", len(timeline["events"]),
      sum(one["date"] is not None for one in shown))

path, said = export("dna-csv")
rows = list(csv.DictReader(path.open(newline="", encoding="utf-8"), delimiter=";"))
check("dna-csv", "csv", len(rows), told(said, "statements"))

path, said = export("dna")
dna = sqlite3.connect(path)
check("dna", "sqlite3", dna.execute("SELECT count(*) FROM STATEMENTS").fetchone()[0],
      told(said, "statements"))
check("dna", "sqlite3, foreign keys", len(dna.execute("PRAGMA foreign_key_check").fetchall()), 0)
ids = dna.execute("""SELECT d.Value, substr(o.Text, s.Start + 1, s.Stop - s.Start)
    FROM DATALONGTEXT d JOIN STATEMENTS s ON s.ID = d.StatementId
    JOIN DOCUMENTS o ON o.ID = s.DocumentId""").fetchall()
plain = lambda text: "".join(c if ord(c) < 0x10000 else "\ufffd" for c in text)
check("dna", "sqlite3, words at their places",
      sum(plain(by_id[one]["text"]["exact"]) == words for one, words in ids), len(ids))
stored = base64.b64decode(dna.execute("SELECT Password FROM CODERS").fetchone()[0])
digest = hashlib.sha256(stored[:16] + b"demarche").digest()
for _ in range(99999):
    digest = hashlib.sha256(digest).digest()
check("dna", "hashlib, the password", int(digest == stored[16:]), 1)


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows = 0
        self.bad = 0

    def handle_starttag(self, tag, attributes):
        self.rows += tag == "tr"
        self.bad += tag in ("script", "img", "iframe", "link", "object")


path, said = export("html")
page = Page()
page.feed(path.read_text())
check("html", "html.parser", page.rows - 1, told(said, "acts"))
check("html", "html.parser, things from outside", page.bad, 0)

path, said = export("bundle")
bundle = zipfile.ZipFile(path)
sums = dict(reversed(line.split("  ")) for line in
            bundle.read("SHA256SUMS").decode().splitlines())
check("bundle", "zipfile, digests",
      sum(hashlib.sha256(bundle.read(name)).hexdigest() == sums[name] for name in sums),
      told(said, "report"))
rows = list(csv.DictReader(io.TextIOWrapper(bundle.open("manifest.csv"), "utf-8", newline="")))
check("bundle", "csv, manifest", len(rows), len(sums))

sys.exit(failures != 0)
