#!/usr/bin/env python3
"""Score quotes against PolNeAR: exact spans of source, cue and content.

    score.py POLNEAR/data/dev QUOTES.jsonl          what `demarche plumb quotes FILE...` printed
    score.py --run "build/demarche plumb quotes" POLNEAR/data/dev
    score.py --misses 40 ...                        also spans missed and spans wrongly found

A span counts only with the same start and end.  Spans that cross sentences are cut at their ends on both sides (the
published figures tag sentence by sentence); "whole" lines count them uncut.  Where several people annotated a text, the
first by name is taken.  Columns: role, precision, recall, F1, found, wanted.
"""
import argparse
import collections
import glob
import json
import os
import re
import subprocess
import sys

ROLES = ("Source", "Cue", "Content")
END = re.compile(r"""(?:(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bSt)(?<!\bvs)"""
                 r"""(?<!\b[A-Z])[.]|[?!])["'”’)\]]*\s+(?=["'“‘(\[]*[A-Z0-9])|\n+""")


def annotations(path):
    """All spans a file names, by role: sets of tuples of (start, end)."""
    spans, roles = {}, collections.defaultdict(set)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            field = line.rstrip("\n").split("\t")
            if field[0].startswith("T") and len(field) > 1:
                role, _, places = field[1].partition(" ")
                spans[field[0]] = tuple(tuple(map(int, p.split())) for p in places.split(";"))
            elif field[0].startswith("E") and len(field) > 1:
                for part in field[1].split():
                    role, name = part.split(":")
                    role = re.sub(r"\d+$", "", role)
                    if role in ROLES and name in spans:
                        roles[role].add(spans[name])
    return roles


def predictions(line, text):
    """The same from one line of `plumb quotes`: byte offsets become characters."""
    raw = text.encode("utf-8")
    at = {}

    def char(byte):
        if byte not in at:
            at[byte] = len(raw[:byte].decode("utf-8", "replace"))
        return at[byte]

    roles = collections.defaultdict(set)
    for quote in line["quotes"]:
        for role, key in (("Source", "source"), ("Cue", "cue")):
            if quote[key]:
                roles[role].add(((char(quote[key]["start"]), char(quote[key]["end"])),))
        roles["Content"].add(tuple((char(c["start"]), char(c["end"])) for c in quote["content"]))
    return roles


def cut(spans, text, breaks):
    """Single stretches without blanks at their ends, cut where a sentence ends."""
    out = set()
    for whole in spans:
        for start, end in whole:
            places = [start] + [b for b in breaks if start < b < end] + [end]
            for low, high in zip(places, places[1:]):
                piece = text[low:high]
                low += len(piece) - len(piece.lstrip())
                high -= len(piece) - len(piece.rstrip())
                if re.search(r"\w", text[low:high]):
                    out.add((low, high))
    return out


def row(name, tp, found, wanted):
    p = 100 * tp / found if found else 0.0
    r = 100 * tp / wanted if wanted else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    print(f"{name:16} P {p:5.1f}  R {r:5.1f}  F {f:5.1f}   found {found:5}  wanted {wanted:5}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--run", metavar="COMMAND", help="make the predictions by this command and the texts' paths")
    ap.add_argument("--misses", type=int, default=0)
    ap.add_argument("--limit", type=int, default=0, help="the first so many texts")
    ap.add_argument("part", help="a folder with text/ and attributions/")
    ap.add_argument("quotes", nargs="?")
    args = ap.parse_args()
    gold = {}
    for path in sorted(glob.glob(os.path.join(args.part, "attributions", "*.ann"))):
        gold.setdefault(os.path.basename(path)[:-9], path)
    texts = [p for p in sorted(glob.glob(os.path.join(args.part, "text", "*.txt")))
             if os.path.basename(p)[:-4] in gold]
    texts = texts[:args.limit] if args.limit else texts
    if not texts:
        sys.exit(f"score.py: no texts with annotations under {args.part}")
    if args.run:
        lines = subprocess.run(args.run.split() + texts, stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    else:
        lines = open(args.quotes, encoding="utf-8").read().splitlines()
    by_name = {os.path.basename(d["input"])[:-4]: d for d in map(json.loads, lines)}
    total = collections.Counter()
    missed, wrong = [], []
    for path in texts:
        name = os.path.basename(path)[:-4]
        if name not in by_name:
            continue
        text = open(path, encoding="utf-8", newline="").read()
        want, found = annotations(gold[name]), predictions(by_name[name], text)
        breaks = [m.end() for m in END.finditer(text)]
        total["texts"] += 1
        for role in ROLES:
            for way, a, b in (("", cut(want[role], text, breaks), cut(found[role], text, breaks)),
                              (" whole", want[role], found[role])):
                total[role + way, "tp"] += len(a & b)
                total[role + way, "found"] += len(b)
                total[role + way, "wanted"] += len(a)
                if not way:
                    show = lambda s: (role, name[:24], text[max(0, s[0] - 40):s[0]] + "[[" + text[s[0]:s[1]] + "]]" + text[s[1]:s[1] + 40])
                    missed += map(show, sorted(a - b))
                    wrong += map(show, sorted(b - a))
    print(f"{total['texts']} texts")
    for role in ROLES:
        for way in ("", " whole"):
            row(role.lower() + way, *(total[role + way, k] for k in ("tp", "found", "wanted")))
    for title, items in (("missed", missed), ("wrong", wrong)):
        step = max(1, len(items) // args.misses) if args.misses else 0
        for role, name, words in (items[::step][:args.misses] if step else []):
            print(f"{title} {role:8} {name}: {' '.join(words.split())}")


if __name__ == "__main__":
    main()
