#!/usr/bin/env python3
"""How far two readers of data/corpus agree.

    agreement.py [--misses N]

Compares data/corpus/first/ (a first reader's marks before anything was settled) with data/corpus/second/ where both read the same
sentence.  Prints F1 of one reader against the other: acts found (the predicates touch), found with the same type, with the same type
and parties, each flag, sources, cues and contents with the same ends; and Cohen's kappa of the types where both found the act.
"""
import argparse
import collections
import glob
import json
import os

import corpus

FOLDER = os.path.join(corpus.DATA, "corpus")


def read(folder):
    out = {}
    for path in sorted(glob.glob(os.path.join(FOLDER, folder, "*.jsonl"))):
        with open(path, encoding="utf-8") as lines:
            for line in map(json.loads, lines):
                out[line["id"]] = line
    return out


def place(line, words):
    """A span as two numbers, whatever its form."""
    if words is None:
        return None
    return tuple(words) if isinstance(words, list) else corpus.find(line["text"], words)


def touch(a, b):
    return a and b and a[0] < b[1] and b[0] < a[1]


def couples(first, second):
    """Acts of both readers whose predicates touch, each once; those with the same type come first."""
    pairs = [(x["type"] != y["type"], i, j) for i, x in enumerate(first["acts"]) for j, y in enumerate(second["acts"])
             if touch(place(first, x["predicate"]), place(second, y["predicate"]))]
    used_first, used_second, out = set(), set(), []
    for _, i, j in sorted(pairs):
        if i not in used_first and j not in used_second:
            used_first.add(i)
            used_second.add(j)
            out.append((first["acts"][i], second["acts"][j]))
    return out


def same_parties(first, second, x, y):
    """Do the parties touch or have the same codes?"""
    for role in ("actor", "recipient"):
        a, b = x[role], y[role]
        if len(a) != len(b) and (not a or not b):
            return False
        for one in a:
            if not any(touch(place(first, one["words"]), place(second, o["words"])) or (one["code"] and one["code"] == o["code"])
                       for o in b):
                return False
    return True


def kappa(pairs):
    total = len(pairs)
    seen = sum(a == b for a, b in pairs) / total
    left, right = collections.Counter(a for a, _ in pairs), collections.Counter(b for _, b in pairs)
    chance = sum(left[k] * right[k] for k in left) / total ** 2
    return (seen - chance) / (1 - chance)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--misses", type=int, default=0)
    args = ap.parse_args()
    ones, others = read("first"), read("second")
    both = sorted(set(ones) & set(others))
    total, types, shown = collections.Counter(), [], []
    for ident in both:
        one, other = ones[ident], others[ident]
        pairs = couples(one, other)
        for key in ("act", "act, type", "act, type, parties"):
            total[key, "a"] += len(one["acts"])
            total[key, "b"] += len(other["acts"])
        total["act", "both"] += len(pairs)
        types += [(x["type"], y["type"]) for x, y in pairs]
        if len(pairs) < max(len(one["acts"]), len(other["acts"])) or any(x["type"] != y["type"] for x, y in pairs):
            shown.append((one, other))
        for x, y in pairs:
            total["act, type", "both"] += x["type"] == y["type"]
            total["act, type, parties", "both"] += x["type"] == y["type"] and same_parties(one, other, x, y)
            for flag in corpus.FLAGS:
                total["flag " + flag, "a"] += flag in x["flags"]
                total["flag " + flag, "b"] += flag in y["flags"]
                total["flag " + flag, "both"] += flag in x["flags"] and flag in y["flags"]
        for role in ("source", "cue", "content"):
            spans = []
            for line in (one, other):
                found = [a[role] for a in line["attributions"]]
                found = sum(found, []) if role == "content" else found
                spans.append({place(line, w) for w in found if w})
            total[role, "a"] += len(spans[0])
            total[role, "b"] += len(spans[1])
            total[role, "both"] += len(spans[0] & spans[1])
    print(f"{len(both)} sentences read by both")
    for name in dict.fromkeys(key for key, _ in total):
        a, b, same = (total[name, k] for k in ("a", "b", "both"))
        print(f"  {name:22} F1 {200 * same / max(1, a + b):5.1f}   first {a:5}  second {b:5}  both {same:5}")
    if types:
        print(f"  kappa of types         {kappa(types):5.2f}   of {len(types)} acts that both found")
    for one, other in shown[:args.misses]:
        print(one["id"], one.get("text", ""))
        for name, line in (("first", one), ("second", other)):
            print(f"   {name}: " + "; ".join(f"{a['type']} {a['predicate']} {','.join(a['flags'])}" for a in line["acts"]))


if __name__ == "__main__":
    main()
