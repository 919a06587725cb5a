#!/usr/bin/env python3
"""Measure how often acts of a score are right, and write that down as data/lexicon/en/act-confidence.tsv.

    calibrate.py --program build/demarche --documents ../shared/data [--readers none,base,large]

The dev part of the corpus is read with each reader, all acts kept.  Acts of like score, at least LEAST of them, make a bin; shares that
fall where the score rises are joined (isotonic regression).  Apart for acts of the lexicon's words and acts that the reader alone sees.
A reader that is not there keeps the rows it has.  Printed: how far confidence and share lie apart (ECE) on the half of the passages
that the other half was measured for, so that nothing is judged by itself.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

import corpus
import score

TABLE = os.path.join(corpus.DATA, "lexicon", "en", "act-confidence.tsv")
COLUMNS = "reader\tseen-by\tscore\tshare\tacts\n"
HEAD = """# How often acts of a score had the type that readers of the corpus' dev part
# had marked; the confidence of an act is the line through these points.
# reader    none: rules alone
# seen-by   lexicon: a word of the lexicon makes the act; reader: it alone does
# score     mean score of a bin of acts, before this table
# share     of them are right; acts: how many they are
# Source: measured by eval/corpus/calibrate.py, which writes this file anew.
"""
LEAST = 25


def keep_all(folder):
    """A data folder like ours in which the score is the confidence and every act is kept."""
    shutil.copytree(corpus.DATA, folder, ignore=shutil.ignore_patterns("corpus", "models"))
    os.symlink(os.path.realpath(os.path.join(corpus.DATA, "models")), os.path.join(folder, "models"))
    os.symlink(os.path.realpath(os.path.join(corpus.DATA, "..", "models")), os.path.join(folder, "..", "models"))
    here = os.path.join(folder, "lexicon", "en")
    with open(os.path.join(here, "act-confidence.tsv"), "w", encoding="utf-8") as file:
        file.write(COLUMNS)
    path = os.path.join(here, "act-scores.tsv")
    lines = open(path, encoding="utf-8").read().splitlines()
    with open(path, "w", encoding="utf-8") as file:
        for line in lines:
            name = line.split("\t")[0]
            file.write(f"{name}\t0\t-\n" if name in ("shown", "kept") else line + "\n")


def measure(program, rows, reader, folder):
    """{seen-by: [(score, right, number of the passage)]}; None if the reader is not there."""
    acts = {"lexicon": [], "reader": []}
    environment = {**os.environ, "DEMARCHE_DATA": folder}
    try:
        found = score.code(program, rows, ("--reader", reader), env=environment)
    except subprocess.CalledProcessError:
        return None
    for number, ((_, _, gold), said) in enumerate(zip(rows, found)):
        for act, right in score.judged(gold, said):
            seen = "lexicon" if any(why.startswith("lexicon:") for why in act["why"]) else "reader"
            acts[seen].append((act["confidence"], right, number))
    return acts


def fit(acts):
    """[(score, share, acts)] with both rising."""
    acts, bins = sorted(acts), []
    for at in range(0, len(acts), LEAST):
        part = acts[at:at + LEAST]
        if len(part) < LEAST and bins:
            part = bins.pop()[3] + part
        bins.append((0, 0, 0, part))
        while True:
            part = bins.pop()[3]
            share = (sum(right for _, right, _ in part) + 1) / (len(part) + 2)
            if bins and bins[-1][1] >= share:
                bins[-1] = (0, 0, 0, bins[-1][3] + part)
                continue
            bins.append((sum(s for s, _, _ in part) / len(part), share, len(part), part))
            break
    return [bin[:3] for bin in bins]


def confidence(points, score):
    """As src/acts/certainty.c has it."""
    below = None
    for at, share, _ in points:
        if at > score:
            return share if below is None else below[1] + (share - below[1]) * (score - below[0]) / (at - below[0])
        below = (at, share)
    return below[1] if below else score


def crossed(acts):
    """Pairs of confidence and right, each by the points of the other half."""
    out = []
    for half in (0, 1):
        points = fit([act for act in acts if act[2] % 2 != half])
        out += [(confidence(points, s), right) for s, right, number in acts if number % 2 == half]
    return out


def kept_rows(readers):
    """Rows of the table for other readers."""
    if not os.path.exists(TABLE):
        return []
    lines = [line.rstrip("\n") for line in open(TABLE, encoding="utf-8") if line.strip() and not line.startswith("#")]
    return [line for line in lines[1:] if line.split("\t")[0] not in readers]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--program", default="build/demarche")
    ap.add_argument("--documents", help="the folder of the documents that stand-off lines name")
    ap.add_argument("--readers", default="none,base,large")
    args = ap.parse_args()
    rows = score.passages(corpus.read_own(), "dev")
    if args.documents:
        rows += score.passages(corpus.read_standoff(args.documents), "dev")
    lines, done = [], []
    with tempfile.TemporaryDirectory() as place:
        folder = os.path.join(place, "data")
        keep_all(folder)
        for reader in args.readers.split(","):
            acts = measure(args.program, rows, reader, folder)
            if acts is None:
                print(f"{reader}: is not there", file=sys.stderr)
                continue
            done.append(reader)
            print(reader)
            score.print_confidence([pair for part in acts.values() for pair in crossed(part)])
            for seen, part in acts.items():
                lines += [f"{reader}\t{seen}\t{at:.3f}\t{share:.3f}\t{count}" for at, share, count in fit(part) if part]
    if not done:
        raise SystemExit("no reader could be measured")
    order = {"none": 0, "base": 1, "large": 2}
    lines = sorted(kept_rows(done) + lines, key=lambda line: order.get(line.split("\t")[0], 3))
    with open(TABLE, "w", encoding="utf-8") as file:
        file.write(HEAD + COLUMNS + "".join(line + "\n" for line in lines))


if __name__ == "__main__":
    main()
