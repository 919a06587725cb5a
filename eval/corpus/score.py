#!/usr/bin/env python3
"""Score acts end to end, no spans given, on a part of the corpus (docs/corpus.md).

    score.py --program build/demarche [--documents ../shared/data] [--part dev] [--misses N] [-- options of plumb acts]

Passages are given as texts to `demarche plumb acts`.  An act is found when its words touch the marked predicate; marked and found
ones are paired one to one, equal types first.  span: found; near: a type of the same family; type: the same type; parties: also
actor and recipient right; full: near and parties.  A party is right by its code or by touching the marked words; an act's parties
are right when each marked one is found and nothing else is.  Then the types, each with precision, recall and F1, the flags of acts
that were found, and the confidence: in each tenth the share of acts whose type is right (a touching act of that type is marked), and
how far confidence and share lie apart on the mean (ECE).  Proposals count in that table alone.  Stand-off sentences are scored apart
where the documents are there.
"""
import argparse
import collections
import json
import os
import subprocess
import sys

import corpus

FAMILY = dict(zip(corpus.TYPES, corpus.column("ontology/acts.tsv", "family")))


def passages(sentences, part):
    """(id, text, acts) of the passages of a part, spans counted in the passage."""
    out = {}
    for sentence in sentences:
        if sentence["part"] != part:
            continue
        text, acts = out.setdefault(sentence["id"].rpartition(".")[0], ("", []))
        text += " " if text else ""
        move = lambda span, by=len(text): span and (span[0] + by, span[1] + by)
        for act in sentence["acts"]:
            moved = {**act, "predicate": move(act["predicate"])}
            for role in ("actor", "recipient"):
                moved[role] = [{"code": p["code"], "span": move(p["span"])} for p in act[role]]
            acts.append(moved)
        out[sentence["id"].rpartition(".")[0]] = (text + sentence["text"], acts)
    return [(name, text, acts) for name, (text, acts) in out.items()]


def found_in(line, text):
    """Acts of one line of `plumb acts`, in characters."""
    raw = text.encode()
    char = lambda span: (len(raw[:span["start"]].decode("utf-8", "replace")), len(raw[:span["end"]].decode("utf-8", "replace")))
    return [{**act, "span": char(act["text"]),
             **{role: [{"code": p["code"], "span": char(p)} for p in act[role]] for role in ("actor", "recipient")}}
            for act in line["acts"]]


def touch(a, b):
    return a and b and a[0] < b[1] and b[0] < a[1]


def same_party(a, b):
    return (a["code"] and a["code"] == b["code"]) or touch(a["span"], b["span"])


def same_parties(gold, said):
    return all(any(same_party(g, s) for s in said) for g in gold) and all(any(same_party(g, s) for g in gold) for s in said)


def pair(gold, said):
    """Pairs of touching acts, one to one: equal types first, then families, then the nearest."""
    choices = []
    for i, g in enumerate(gold):
        for k, s in enumerate(said):
            if touch(g["predicate"], s["span"]):
                rank = 0 if g["type"] == s["type"] else 1 if FAMILY[g["type"]] == FAMILY[s["type"]] else 2
                choices.append((rank, not same_parties(g["actor"], s["actor"]), s["span"][1] - s["span"][0], i, k))
    pairs, used_g, used_s = [], set(), set()
    for *_, i, k in sorted(choices):
        if i not in used_g and k not in used_s:
            pairs.append((i, k))
            used_g.add(i)
            used_s.add(k)
    return pairs


def row(name, tp, found, wanted):
    p, r = 100 * tp / max(1, found), 100 * tp / max(1, wanted)
    print(f"{name:16} P {p:5.1f}  R {r:5.1f}  F {2 * p * r / max(.001, p + r):5.1f}   found {found:5}  wanted {wanted:5}")


def compare(total, name, text, gold, said, misses):
    pairs = pair(gold, said)
    total["found"] += len(said)
    total["wanted"] += len(gold)
    for act in said:
        total["found", act["type"]] += 1
    for act in gold:
        total["wanted", act["type"]] += 1
    for i, k in pairs:
        g, s = gold[i], said[k]
        near, parties = FAMILY[g["type"]] == FAMILY[s["type"]], True
        total["span"] += 1
        total["near"] += near
        for role in ("actor", "recipient"):
            right = same_parties(g[role], s[role])
            total[role] += right
            parties = parties and right
        total["parties"] += parties
        total["full"] += near and parties
        if g["type"] == s["type"]:
            total["type"] += 1
            total["right", g["type"]] += 1
        for flag in corpus.FLAGS:
            want, got = flag in g["flags"], s["flags"].get(flag, False)
            total["flag wanted", flag] += want
            total["flag found", flag] += got
            total["flag right", flag] += want and got
        if g["type"] != s["type"]:
            misses.append(f"{name}: {g['type']} taken for {s['type']}: {text[s['span'][0]:s['span'][1]]!r} ({s['why'][0]})")
    paired_g, paired_s = {i for i, _ in pairs}, {k for _, k in pairs}
    for i, act in enumerate(gold):
        if i not in paired_g:
            a, b = act["predicate"]
            misses.append(f"{name}: missed {act['type']}: {text[max(0, a - 60):a]}[{text[a:b]}]{text[b:b + 60]}")
    for k, act in enumerate(said):
        if k not in paired_s:
            misses.append(f"{name}: beside {act['type']} {act['confidence']:.2f}: {text[act['span'][0]:act['span'][1]]!r}")


def code(program, rows, options=(), **settings):
    """The acts of each passage as the program finds them, proposals among them; `settings` are those of subprocess.run."""
    ask = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text, _ in rows)
    run = subprocess.run([program, "plumb", "acts", "--jsonl", *options], input=ask.encode(), stdout=subprocess.PIPE, check=True,
                         **settings)
    return [found_in(json.loads(line), text) for (_, text, _), line in zip(rows, run.stdout.decode().splitlines())]


def judged(gold, said):
    """Each act that was found, with whether an act of its type is marked there."""
    right = {k for i, k in pair(gold, said) if gold[i]["type"] == said[k]["type"]}
    return [(act, k in right) for k, act in enumerate(said)]


def print_confidence(acts):
    """`acts`: pairs of confidence and whether it was right."""
    apart = 0
    print("confidence of all acts, proposals too")
    for tenth in range(10):
        bin = [(c, right) for c, right in acts if min(9, int(c * 10)) == tenth]
        if bin:
            mean, share = sum(c for c, _ in bin) / len(bin), sum(right for _, right in bin) / len(bin)
            apart += abs(mean - share) * len(bin) / len(acts)
            print(f"  {tenth / 10:.1f}-{tenth / 10 + .1:.1f}        mean {mean:.2f}  right {share:.2f}   acts {len(bin):5}")
    print(f"  ECE {apart:.3f}")


def score(title, rows, args):
    total, misses, sure = collections.Counter(), [], []
    for (name, text, gold), said in zip(rows, code(args.program, rows, args.options)):
        sure += [(act["confidence"], right) for act, right in judged(gold, said)]
        compare(total, name, text, gold, [act for act in said if not act["proposed"]], misses)
    print(f"\n{title}: {len(rows)} passages")
    for name in ("span", "near", "type", "actor", "recipient", "parties", "full"):
        row(name, total[name], total["found"], total["wanted"])
    print("types")
    for kind in corpus.TYPES:
        row("  " + kind, total["right", kind], total["found", kind], total["wanted", kind])
    print("flags of acts that were found")
    for flag in corpus.FLAGS:
        row("  " + flag, total["flag right", flag], total["flag found", flag], total["flag wanted", flag])
    print_confidence(sure)
    for line in misses[:args.misses]:
        print("  " + line)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--program", default="build/demarche")
    ap.add_argument("--documents", help="the folder of the documents that stand-off lines name")
    ap.add_argument("--part", default="dev", choices=("train", "dev", "test"))
    ap.add_argument("--misses", type=int, default=0)
    ap.add_argument("options", nargs="*", help="of plumb acts: --reader none")
    args = ap.parse_args()
    score("own", passages(corpus.read_own(), args.part), args)
    if args.documents and os.path.isdir(args.documents):
        score("stand-off", passages(corpus.read_standoff(args.documents), args.part), args)
    else:
        print("\nno --documents: stand-off sentences left out", file=sys.stderr)


if __name__ == "__main__":
    main()
