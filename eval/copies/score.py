#!/usr/bin/env python3
"""Scores `demarche plumb copies` on copies made by generate.py.

    eval/copies/score.py [--program build/demarche] [--data ../shared/data]
    eval/copies/score.py --many 100000          speed, beside datasketch

Pairs: precision, recall and F of "these two are of one family"; families:
adjusted Rand index.  datasketch's MinHashLSH, where it is installed, reads
the same reports in the same run.  Times are processor time: ours with reading
and writing JSON, theirs without.
"""
import argparse
import collections
import itertools
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import generate


def ours(program, rows):
    lines = "".join(json.dumps({"id": r["id"], "text": r["text"]}, ensure_ascii=False) + "\n" for r in rows)
    begin = children()
    done = subprocess.run([program, "plumb", "copies"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()], children() - begin


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def theirs(rows, threshold, width):
    """Families by MinHashLSH: 128 permutations, words in runs of `width`."""
    from datasketch import MinHash, MinHashLSH
    begin = time.process_time()
    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    parent = list(range(len(rows)))

    def root(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    hashes = []
    for i, row in enumerate(rows):
        words = row["text"].lower().split()
        shingles = {" ".join(words[k:k + width]).encode() for k in range(max(1, len(words) - width + 1))}
        mine = MinHash(num_perm=128)
        mine.update_batch(shingles)
        hashes.append(mine)
        for other in lsh.query(mine):
            if mine.jaccard(hashes[other]) >= threshold:
                parent[root(i)] = root(other)
        lsh.insert(i, mine)
    return [root(i) for i in range(len(rows))], time.process_time() - begin


def pairs(labels):
    groups = collections.defaultdict(list)
    for i, label in enumerate(labels):
        groups[label].append(i)
    return {p for g in groups.values() for p in itertools.combinations(g, 2)}


def two(n):
    return n * (n - 1) // 2


def rand(gold, found):
    cell = collections.Counter(zip(gold, found))
    both = sum(map(two, cell.values()))
    a = sum(map(two, collections.Counter(gold).values()))
    b = sum(map(two, collections.Counter(found).values()))
    expected = a * b / two(len(gold))
    return (both - expected) / ((a + b) / 2 - expected) if a + b != 2 * expected else 1.0


def measure(name, rows, found):
    gold = [r["family"] for r in rows]
    want, got = pairs(gold), pairs(found)
    hit = len(want & got)
    p, r = hit / max(1, len(got)), hit / max(1, len(want))
    f = 2 * p * r / max(1e-9, p + r)
    print(f"{name:34} {len(rows):6} reports {len(want):6} pairs  P {p:.4f}  R {r:.4f}  F {f:.4f}  ARI {rand(gold, found):.4f}")
    return f, want, got


def misses(rows, want, got, most):
    for kind, some in (("missed", want - got), ("wrong", got - want)):
        for a, b in sorted(some)[:most]:
            print(f"  {kind}: {rows[a]['family'][:60]} [{rows[a]['how']}]  {rows[b]['family'][:60]} [{rows[b]['how']}]")


SETS = [("reprints", ["reprint"]), ("rewrites, light", ["light"]), ("rewrites, heavy", ["heavy"]),
        ("rewrites, both", ["light", "heavy"]), ("everything", ["reprint", "light", "heavy"])]
PEER = [(0.3, 2), (0.4, 3), (0.5, 3), (0.3, 4)]


def small(args):
    for name, kinds in SETS:
        rows = generate.families(pathlib.Path(args.data), args.seed, kinds)
        out, _ = ours(args.program, rows)
        _, want, got = measure(name, rows, [o["family"] for o in out])
        misses(rows, want, got, args.misses)
        kinds_told = collections.Counter((r["how"].split("-")[0].split("+")[0] if "worded" in r["how"] else
                                          "original" if r["how"] == "original" else "reprint", o["kind"])
                                         for r, o in zip(rows, out))
        print("  told as:", "  ".join(f"{a}: {b} {n}" for (a, b), n in sorted(kinds_told.items(), key=str)))
        for threshold, width in PEER if args.peer else []:
            found, _ = theirs(rows, threshold, width)
            measure(f"  MinHashLSH {threshold} runs of {width}", rows, found)


def peak_mb(who):
    return resource.getrusage(who).ru_maxrss // 1024


def large(args):
    """Ours reads the reports from a file before this process holds any: what
    a process weighs counts as its child's, too."""
    with tempfile.TemporaryFile() as file:
        for row in generate.many(pathlib.Path(args.data), args.seed, args.many):
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        file.seek(0)
        begin = children()
        with tempfile.TemporaryFile() as out:
            subprocess.run([args.program, "plumb", "copies"], stdin=file, stdout=out, check=True)
            mine, memory = children() - begin, peak_mb(resource.RUSAGE_CHILDREN)
            out.seek(0)
            found = [json.loads(line)["family"] for line in out]
        file.seek(0)
        rows = [json.loads(line) for line in file]
    measure("demarche", rows, found)
    print(f"  {mine:.2f} s, {len(rows) / mine:.0f} reports a second; peak memory {memory} MB", flush=True)
    if args.peer:
        before = peak_mb(resource.RUSAGE_SELF)
        found, other = theirs(rows, 0.3, 4)
        more = peak_mb(resource.RUSAGE_SELF) - before
        measure("datasketch MinHashLSH 0.3, runs of 4", rows, found)
        print(f"  {other:.2f} s, {len(rows) / other:.0f} reports a second; {more} MB beside the reports; "
              f"ours is {other / mine:.1f} times as fast")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="build/demarche")
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--seed", type=int, default=20220126)
    parser.add_argument("--misses", type=int, default=5, help="pairs shown a set")
    parser.add_argument("--many", type=int, default=0, help="so many reports, for speed")
    parser.add_argument("--no-peer", dest="peer", action="store_false", help="without datasketch")
    args = parser.parse_args()
    if args.peer:
        try:
            import datasketch  # noqa: F401
        except ImportError:
            print("datasketch is not installed: ours alone", file=sys.stderr)
            args.peer = False
    (large if args.many else small)(args)


main()
