#!/usr/bin/env python3
"""pairs.py DEMARCHE [HALF] [-v] - contradictions between pairs of reports, a slot.

All reports of pairs.tsv (of one half: tune, held) go into one dossier, so that
every pair stands among strangers.  A pair is found when `demarche conflicts`
puts its two reports on two sides of one contradiction about its slot; whatever
else is shown counts as wrong, under the slot that is named, whoever the
reports are.
"""
import collections
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ABOUT = {"meant": "claim", "bent": "claim"}  # what the program calls a slot
OUTLETS = {"a": "The Morning Courier", "b": "Evening Herald"}


def read_pairs(half):
    lines = [line for line in open(HERE / "pairs.tsv", encoding="utf-8") if line[0] != "#"]
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in rows if half in ("", row["half"])]


def find(demarche, pairs, folder):
    dossier = os.path.join(folder, "d.demarche")
    names = []
    for row in pairs:
        for side in "ab":
            name = os.path.join(folder, f"{row['id']}-{side}.txt")
            pathlib.Path(name).write_text(
                f"News in brief - {OUTLETS[side]}\n{row['day_' + side]}\n\n{row['text_' + side]}\n",
                encoding="utf-8")
            names.append(name)
    subprocess.run([demarche, "add", "-q", dossier, *names], check=True)
    lists = {}
    for verb in ("conflicts", "reports"):
        out = subprocess.run([demarche, verb, "-q", dossier, "--format", "jsonl"],
                             check=True, capture_output=True, text=True).stdout
        lists[verb] = [json.loads(line) for line in out.splitlines()]
    name = {r["id"]: pathlib.Path(r["input"]).stem for r in lists["reports"]}
    return lists["conflicts"], name


def kind_of(conflict, pair):
    """The slot of pairs.tsv that a line of the program stands for."""
    about = conflict["about"]
    if pair is not None and ABOUT.get(pair["slot"], pair["slot"]) == about:
        return pair["slot"]
    return "meant" if about == "claim" else about


def main():
    half = next((a for a in sys.argv[2:] if a in ("tune", "held")), "")
    pairs = read_pairs(half)
    by_id = {row["id"]: row for row in pairs}
    with tempfile.TemporaryDirectory() as folder:
        found, name = find(sys.argv[1], pairs, folder)
    right, wrong, hit = collections.Counter(), collections.Counter(), set()
    for conflict in found:
        reports = sorted({name[w["report"]] for s in conflict["sides"] for w in s["words"]})
        ids = sorted({r[:-2] for r in reports})
        pair = by_id[ids[0]] if len(ids) == 1 else None
        slot = kind_of(conflict, pair)
        good = pair is not None and pair["verdict"] == "conflict" and slot == pair["slot"]
        right[slot] += good and pair["id"] not in hit
        wrong[slot] += not good
        if good:
            hit.add(pair["id"])
        elif "-v" in sys.argv:
            print(f"wrong: {conflict['about']} {ids} {conflict['slot']}: "
                  + " / ".join(s["value"] for s in conflict["sides"]))
    if "-v" in sys.argv:
        for row in pairs:
            if row["verdict"] == "conflict" and row["id"] not in hit:
                print(f"missed: {row['id']} {row['text_a'][:70]}")
    print(f"{'slot':12} {'true':>4} {'none':>4} {'found':>5} {'right':>5}     P     R")
    for slot in [*dict.fromkeys(row["slot"] for row in pairs), "number"]:
        wanted = sum(r["slot"] == slot and r["verdict"] == "conflict" for r in pairs)
        none = sum(r["slot"] == slot and r["verdict"] == "none" for r in pairs)
        shown = right[slot] + wrong[slot]
        p = f"{right[slot] / shown:5.2f}" if shown else "    -"
        r = f"{right[slot] / wanted:5.2f}" if wanted else "    -"
        print(f"{slot:12} {wanted:4} {none:4} {shown:5} {right[slot]:5} {p} {r}")
    shown = sum(right.values()) + sum(wrong.values())
    wanted = sum(r["verdict"] == "conflict" for r in pairs)
    print(f"all: precision {sum(right.values()) / max(1, shown):.2f} ({shown} shown), "
          f"recall {sum(right.values()) / max(1, wanted):.2f} ({wanted} true)")


if __name__ == "__main__":
    main()
