#!/usr/bin/env python3
"""Does every line of data/corpus keep the form of docs/corpus.md?

    check.py [--documents ../shared/data] [FILE.jsonl ...]

Without files, the whole corpus.  Stand-off lines are checked against their documents where those are given.
Prints what is wrong with file and line, then a table of what is there; exit code 1 if anything is wrong.
"""
import argparse
import collections
import json
import os
import sys

import corpus

ISSUES = set(corpus.column("issues/issues.tsv", "issue"))
KEYS = {"id", "acts", "attributions"}
OWN, AWAY = KEYS | {"text"}, KEYS | {"document", "sha256", "start", "end"}
ACT = {"type", "predicate", "actor", "recipient", "flags", "condition", "issue"}


def spans(line):
    """(what, span) of everything that is marked in a line."""
    for act in line["acts"]:
        yield "predicate", act["predicate"]
        yield "condition", act["condition"]
        for role in ("actor", "recipient"):
            for party in act[role]:
                yield role, party["words"]
    for said in line["attributions"]:
        yield "source", said["source"]
        yield "cue", said["cue"]
        for content in said["content"]:
            yield "content", content


def faults(line):
    """What is wrong with one line."""
    if set(line) not in (OWN, AWAY):
        return [f"keys {sorted(line)}"]
    out = []
    for act in line["acts"]:
        if set(act) != ACT:
            out.append(f"an act has keys {sorted(act)}")
            return out
        if act["type"] not in corpus.TYPES:
            out.append(f"no type {act['type']}")
        out += [f"no flag {f}" for f in act["flags"] if f not in corpus.FLAGS]
        out += [f"no issue {i}" for i in act["issue"] if i not in ISSUES]
        if act["condition"] and "conditional" not in act["flags"]:
            out.append("a condition without its flag")
        if not act["predicate"]:
            out.append("an act without a predicate")
        if not act["actor"]:
            out.append("an act without an actor")
    for said in line["attributions"]:
        if set(said) != {"source", "cue", "content"}:
            out.append(f"an attribution has keys {sorted(said)}")
            return out
    for what, span in spans(line):
        if span is None:
            continue
        if "text" in line and corpus.find(line["text"], span) is None:
            out.append(f"{what} \"{span}\" does not stand in the sentence")
        if "text" not in line and not line["start"] <= span[0] < span[1] <= line["end"]:
            out.append(f"{what} {span} lies outside the sentence")
    return out


def read(paths):
    if not paths:
        for folder in ("own", "standoff"):
            yield from corpus.lines(folder)
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield path, number, json.loads(line)
                except json.JSONDecodeError as error:
                    yield path, number, {"id": "-", "error": str(error)}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--documents", help="the folder of the documents that stand-off lines name")
    ap.add_argument("files", nargs="*")
    args = ap.parse_args()
    bad, seen, count = 0, set(), collections.Counter()
    for path, number, line in read(args.files):
        wrong = [line["error"]] if "error" in line else faults(line)
        if line["id"] in seen:
            wrong.append(f"id {line['id']} stands twice")
        seen.add(line["id"])
        for what in wrong:
            print(f"{path}:{number}: {what}")
            bad += 1
        if not wrong:
            count["sentences"] += 1
            count["sentences without an act"] += not line["acts"]
            count["attributions"] += len(line["attributions"])
            count["part " + corpus.part(line["id"])] += 1
            for act in line["acts"]:
                count["acts"] += 1
                count["type " + act["type"]] += 1
                for flag in act["flags"]:
                    count["flag " + flag] += 1
    if args.documents and not bad:
        count["stand-off sentences read"] = sum(1 for _ in corpus.read_standoff(args.documents))
    for key in sorted(count):
        print(f"{count[key]:6} {key}")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
