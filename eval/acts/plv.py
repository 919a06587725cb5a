#!/usr/bin/env python3
"""Score `demarche plumb code` on sentences with a given source and target (PLOVER root and quad class).

    plv.py build/demarche ../shared/data/plv/PLV_train.tsv [--misses N]

The corpus merges CONCEDE and RETREAT into YIELD; so does this script.  A sentence without an answer counts as wrong.
Prints precision, recall and F1 a class, and the macro averages that others print.
"""
import argparse
import collections
import csv
import json
import re
import subprocess

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def plain(marked):
    """The text without its marks, and the byte spans of source and target."""
    text, spans = "", {}
    for piece in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"<[st]>", piece):
            spans.setdefault(piece[1], {"start": len(text.encode())})
        elif re.fullmatch(r"</[st]>", piece):
            spans[piece[2]].setdefault("end", len(text.encode()))
        else:
            text += piece
    return text, spans.get("s"), spans.get("t")


def table(gold, found):
    """Rows of (class, precision, recall, F1, gold, found)."""
    rows = []
    for name in sorted(set(gold)):
        hits = sum(1 for g, f in zip(gold, found) if g == f == name)
        said, real = found.count(name), gold.count(name)
        p, r = hits / said if said else 0.0, hits / real
        rows.append((name, p, r, 2 * p * r / (p + r) if p + r else 0.0, real, said))
    return rows


def show(title, rows):
    print(title)
    for name, p, r, f, real, said in rows:
        print(f"  {name:10} P {p:6.1%}  R {r:6.1%}  F1 {f:6.1%}   gold {real:4}  found {said:4}")
    mean = [sum(row[i] for row in rows) / len(rows) for i in (1, 2, 3)]
    print(f"  {'macro':10} P {mean[0]:6.1%}  R {mean[1]:6.1%}  F1 {mean[2]:6.1%}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("corpus")
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    with open(args.corpus, encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    sent = []
    for number, row in enumerate(rows):
        text, source, target = plain(row["marked_sentence"])
        sent.append(json.dumps({"id": str(number), "text": text, "source": source, "target": target}))
    run = subprocess.run([args.program, "plumb", "code"], input="\n".join(sent) + "\n", capture_output=True, text=True,
                         check=True)
    answer = {line["id"]: line for line in map(json.loads, run.stdout.splitlines())}
    root, quad = [], []
    for number in range(len(rows)):
        line = answer.get(str(number), {})
        root.append(YIELD.get(line.get("plover"), line.get("plover")) or "-")
        quad.append(str(line.get("quad") or "-"))
    gold = [row["gold_root"] for row in rows]
    silent = root.count("-")
    print(f"{len(rows)} sentences, {silent} without an answer, "
          f"{sum(g == r for g, r in zip(gold, root))} roots right")
    show("root", table(gold, root))
    show("quad", table([row["gold_penta"] for row in rows], quad))
    pairs = collections.Counter((g, r) for g, r in zip(gold, root) if g != r)
    for (g, r), count in pairs.most_common(args.misses):
        print(f"  {count:3} {g} told as {r}")
    if args.misses:
        for row, r, number in zip(rows, root, range(len(rows))):
            if r != row["gold_root"]:
                print(f"{row['gold_root']}\t{r}\t{answer.get(str(number), {}).get('type')}\t{row['marked_sentence']}")


if __name__ == "__main__":
    main()
