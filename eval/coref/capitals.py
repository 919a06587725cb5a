#!/usr/bin/env python3
"""Score whom a capital or seat stands for, in context: capitals.tsv, rows written before the rules.

    capitals.py --run build/demarche [--misses]

A row is right when the mention that covers the name has the wanted code alone, or none where a place is meant.  Odd rows may be
looked at (--misses), even ones are only scored.
"""
import argparse
import csv
import json
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


def rows():
    with open(os.path.join(HERE, "capitals.tsv"), encoding="utf-8") as lines:
        return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def start_of(text, name):
    """Bytes before the name, or before its second occurrence (NAME#2)."""
    name, _, number = name.partition("#")
    at = text.index(name)
    if number == "2":
        at = text.index(name, at + 1)
    return len(text[:at].encode())


def said_of(mentions, start):
    """Whom the mention that begins there stands for."""
    for mention in mentions:
        if mention["start"] == start and mention["kind"] == "actor" and mention["codes"]:
            return "+".join(mention["codes"])
    return "place"


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--run", default="build/demarche")
    ap.add_argument("--misses", action="store_true")
    args = ap.parse_args()
    table = rows()
    ask = "".join(json.dumps({"id": str(n), "text": row["text"]}) + "\n" for n, row in enumerate(table))
    run = subprocess.run([args.run, "plumb", "mentions", "--jsonl"], input=ask, capture_output=True, text=True, check=True)
    right = {half: {"place": [0, 0], "actor": [0, 0]} for half in ("odd", "even")}
    for number, (row, line) in enumerate(zip(table, run.stdout.splitlines()), 1):
        said = said_of(json.loads(line)["mentions"], start_of(row["text"], row["name"]))
        half = "odd" if number % 2 else "even"
        count = right[half]["place" if row["who"] == "place" else "actor"]
        count[0] += said == row["who"]
        count[1] += 1
        if args.misses and half == "odd" and said != row["who"]:
            print(f"  {row['name']}: {said} for {row['who']}: {row['text']}")
    for half, counts in right.items():
        print(f"{half:5} " + "   ".join(f"{what} {a} of {b}" for what, (a, b) in counts.items()) +
              f"   right {100 * sum(a for a, _ in counts.values()) / sum(b for _, b in counts.values()):.1f} %")


if __name__ == "__main__":
    main()
