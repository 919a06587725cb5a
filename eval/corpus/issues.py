#!/usr/bin/env python3
"""Score the issues of acts against the corpus: data/issues by itself, acts as people read them.

    issues.py [--run build/demarche] [--data ../shared/data] [--train]

Each act of the corpus is given with its predicate and its sentence, within its passage; `demarche plumb issues` says what it
is about.  The dev part is scored; the train part is what the words were written with in view (--train prints it, issue by
issue).  Columns: acts, precision, recall, F (micro, over the issues of all acts).
"""
import argparse
import collections
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import corpus  # noqa: E402


def acts_of(sentences):
    """(part, gold issues, line for plumb) of every act; a passage is its sentences up to the act's."""
    passages = collections.defaultdict(list)
    for sentence in sentences:
        passages[sentence["id"].rsplit(".", 1)[0]].append(sentence)
    for passage in passages.values():
        before = ""
        for sentence in passage:
            text = before + " ".join(sentence["text"].split("\n"))
            for number, act in enumerate(sentence["acts"]):
                start, end = act["predicate"]
                at = len(before.encode()) + len(sentence["text"][:start].encode())
                span = {"start": at, "end": at + len(sentence["text"][start:end].encode())}
                line = {"id": f"{sentence['id']}/{number}", "text": text, "source": span, "target": None}
                yield sentence["part"], set(act["issue"]), line
            before = text + " "


def show(name, pairs):
    right = sum(len(gold & ours) for gold, ours in pairs)
    wanted, made = sum(len(gold) for gold, _ in pairs), sum(len(ours) for _, ours in pairs)
    recall, precision = right / max(wanted, 1), right / max(made, 1)
    f = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name:20} {len(pairs):5} acts  P {100 * precision:5.1f}  R {100 * recall:5.1f}  F {100 * f:5.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", default="build/demarche")
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--train", action="store_true")
    args = parser.parse_args()
    acts = list(acts_of(corpus.read_own()))
    if os.path.isdir(args.data):
        acts += acts_of(corpus.read_standoff(args.data))
    else:
        print(f"no {args.data}: the stand-off part is left out", file=sys.stderr)
    wanted = [act for act in acts if act[0] == "dev" or (args.train and act[0] == "train")]
    lines = "".join(json.dumps(line) + "\n" for _, _, line in wanted)
    out = subprocess.run(args.run.split() + ["plumb", "issues"], input=lines, stdout=subprocess.PIPE,
                         text=True, check=True).stdout
    found = [set(json.loads(line)["issue"]) for line in out.splitlines()]
    for part in ("train", "dev"):
        pairs = [(gold, ours) for (p, gold, _), ours in zip(wanted, found) if p == part]
        if not pairs:
            continue
        show(part, pairs)
        for issue in sorted({i for gold, _ in pairs for i in gold}) if part == "train" else ():
            show("  " + issue, [(gold & {issue}, ours & {issue}) for gold, ours in pairs if issue in gold | ours])


if __name__ == "__main__":
    main()
