#!/usr/bin/env python3
"""score.py EXPORT [GOLD] - how many contradictions found are ones.

EXPORT: the lines of `demarche conflicts --format jsonl` over the samples.
Every two sides of a contradiction are a pair.  A pair of the gold is found
when its words, or words that hold them, stand on two sides of one
contradiction.  What is found and stands in no row is printed for reading and
counts as wrong.
"""
import csv
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def read_gold(path):
    lines = [line for line in open(path, encoding="utf-8") if line[0] != "#"]
    gold = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in gold:
        for side in "ab":
            text = (ROOT / "samples" / (row["report_" + side] + ".txt")).read_text()
            if row["words_" + side] not in text:
                sys.exit(f"{row['report_' + side]}: no words {row['words_' + side]!r}")
    return gold


def touches(words, said):
    return words.strip("“”,. ") in said or said.strip("“”,. ") in words


def matches(row, a, b, name):
    for first, second in ((a, b), (b, a)):
        if all(
            any(name[w["report"]] == row["report_" + key] for w in side["words"])
            and any(touches(row["words_" + key], text)
                    for text in [side["value"]] + [w["exact"] for w in side["words"]])
            for key, side in (("a", first), ("b", second))
        ):
            return True
    return False


def main():
    found = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    reports = json.loads(sys.stdin.read())
    name = {r["id"]: pathlib.Path(r["input"]).stem for r in reports}
    gold = read_gold(sys.argv[2] if len(sys.argv) > 2 else ROOT / "samples/gold_conflicts.tsv")
    right = wrong = 0
    hit = set()
    for conflict in found:
        sides = conflict["sides"]
        for i in range(len(sides)):
            for j in range(i + 1, len(sides)):
                rows = [n for n, row in enumerate(gold) if matches(row, sides[i], sides[j], name)]
                true = [n for n in rows if gold[n]["verdict"] == "true"]
                if not rows and {name[w["report"]] for s in (sides[i], sides[j]) for w in s["words"]} and \
                        any(matches(row, sides[i], other, name) or matches(row, sides[j], other, name)
                            for row in gold if row["verdict"] == "true" for other in sides):
                    continue  # two sides that both stand against a third one
                hit.update(true)
                right += bool(true)
                wrong += not true
                if not true:
                    print(f"wrong: {sides[i]['value']!r} / {sides[j]['value']!r}")
    wanted = [n for n, row in enumerate(gold) if row["verdict"] == "true"]
    for n in wanted:
        if n not in hit:
            print(f"missed: {gold[n]['words_a']!r} / {gold[n]['words_b']!r}")
    print(f"pairs found {right + wrong}, right {right}, precision "
          f"{right / max(1, right + wrong):.2f}; true pairs {len(wanted)}, found "
          f"{len(hit)}, recall {len(hit) / max(1, len(wanted)):.2f}")


if __name__ == "__main__":
    main()
