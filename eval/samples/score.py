#!/usr/bin/env python3
"""Score acts and quotes on the reports of samples/ against what a reader found (samples/gold*.tsv).

    score.py --check                        only whether the gold is sound: strings, codes, types, flags
    score.py EXPORT.jsonl                   what `demarche export DOSSIER --format jsonl` wrote
    score.py --run build/demarche           makes that dossier and its export first
    score.py --misses 40 ...                also what was missed, what was found beside, what differs

An act is found when it shares a byte with the words of a gold row; rows and acts are paired one to one, equal types
first.  Then: near = type of the same family, type = the same type, full = also actors and recipients, all = also flags.
Acts of type `state` that no row asks for are counted apart: the gold lists them sparingly.  A quote is found when both
ends of its text are equal, near when it shares a byte; its speaker is right when person or side are those of the row.
"""
import argparse
import collections
import csv
import glob
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
SAMPLES = os.path.join(ROOT, "samples")
FLAGS = ("negated", "conditional", "future", "hypothetical", "historical", "reiterated", "anonymous")


def table(path):
    """Rows of a table as dicts; comments skipped."""
    with open(path, encoding="utf-8") as lines:
        kept = [line for line in lines if line.strip() and not line.startswith("#")]
    rows = csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [{key: value or "" for key, value in row.items() if key} for row in rows]


def report_bytes(name):
    with open(os.path.join(SAMPLES, name + ".txt"), "rb") as file:
        return file.read()


def place(text, words, after=0):
    """Byte span of `words` in `text`, or None unless they stand there once."""
    needle = words.encode("utf-8")
    at = text.find(needle, after)
    return None if at < 0 or text.find(needle, at + 1) >= 0 else (at, at + len(needle))


def load_gold(problems):
    """Acts and quotes by report, spans filled in; what is wrong goes to `problems`."""
    families = {row["type"]: row["family"] for row in table(os.path.join(ROOT, "data/ontology/acts.tsv"))}
    codes = {row["code"] for row in table(os.path.join(SAMPLES, "codebook/actors.tsv"))}
    people = {row["person"] for row in table(os.path.join(SAMPLES, "codebook/people.tsv"))}
    acts, quotes, texts = collections.defaultdict(list), collections.defaultdict(list), {}

    def parties(cell):
        return frozenset(code for code in cell.split("+") if code != "-")

    for row in table(os.path.join(SAMPLES, "gold.tsv")):
        text = texts.setdefault(row["report"], report_bytes(row["report"]))
        row["flags"] = frozenset(flag for flag in row["flags"].split(",") if flag)
        row["span"] = place(text, row["words"])
        row["actor"], row["recipient"] = parties(row["actor"]), parties(row["recipient"])
        wrong = [what for what, bad in (("words", row["span"] is None), ("type", row["type"] not in families),
                                        ("code", not row["actor"] | row["recipient"] <= codes),
                                        ("flag", not row["flags"] <= {*FLAGS, "title"})) if bad]
        problems += [f"gold.tsv: {row['report']}: {what}: {row['words']}" for what in wrong]
        acts[row["report"]].append(row)
    for row in table(os.path.join(SAMPLES, "gold_quotes.tsv")):
        text = texts.setdefault(row["report"], report_bytes(row["report"]))
        pieces = [place(text, piece) for piece in row["content"].split(" || ")]
        sound = None not in pieces and pieces == sorted(pieces)
        row["span"] = (pieces[0][0], pieces[-1][1]) if sound else None
        if not sound or (row["speaker"] != "-" and row["speaker"] not in people | codes) or \
                (row["cue"] != "-" and row["cue"].encode() not in text) or \
                row["form"] not in ("direct", "indirect", "mixed"):
            problems.append(f"gold_quotes.tsv: {row['report']}: {row['content']}")
        quotes[row["report"]].append(row)
    return acts, quotes, families


def load_export(path):
    """Acts and quotes of an export by report name."""
    acts, quotes, names = collections.defaultdict(list), collections.defaultdict(list), {}
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        if row["kind"] == "report":
            names[row["id"]] = os.path.splitext(os.path.basename(row["input"]))[0]
    for row in rows:
        if row["kind"] in ("act", "quote") and row.get("review") != "rejected":
            row["span"] = (row["text"]["start"], row["text"]["end"])
            (acts if row["kind"] == "act" else quotes)[names[row["report"]]].append(row)
    return acts, quotes


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def pairs(gold, found, better):
    """One-to-one pairs that share a byte, those that `better` ranks highest first."""
    ranked = sorted(((better(g, f), overlap(g["span"], f["span"]), -i, -j) for i, g in enumerate(gold)
                     for j, f in enumerate(found) if g["span"] and overlap(g["span"], f["span"])), reverse=True)
    taken_gold, taken_found, out = set(), set(), []
    for _, _, i, j in ranked:
        if -i not in taken_gold and -j not in taken_found:
            taken_gold.add(-i)
            taken_found.add(-j)
            out.append((gold[-i], found[-j]))
    return out


def codes_of(parties):
    return frozenset(party["code"] for party in parties if party["code"])


def act_levels(gold, act, families):
    """Which of the levels this pair reaches, in order."""
    flags = frozenset(name for name in FLAGS if act["flags"].get(name))
    near = families.get(act["type"]) == families[gold["type"]]
    same = act["type"] == gold["type"]
    full = same and codes_of(act["actor"]) == gold["actor"] and codes_of(act["recipient"]) == gold["recipient"]
    return {"found": True, "near": near, "type": same, "full": full,
            "all": full and flags == gold["flags"] - {"title"}}


def figures(label, hits, found, wanted):
    precision, recall = hits / found if found else 0, hits / wanted if wanted else 0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0
    print(f"{label:24} P {precision:5.1%}  R {recall:5.1%}  F1 {f1:5.1%}   {hits} of {found} found, {wanted} wanted")


def score_acts(gold, found, families, notes):
    hits, by_type = collections.Counter(), collections.defaultdict(collections.Counter)
    wanted = sum(map(len, gold.values()))
    made = extra_state = 0
    for name in sorted(set(gold) | set(found)):
        matched = pairs(gold[name], found[name],
                        lambda g, f: sum(act_levels(g, f, families).values()))
        used = {id(act) for _, act in matched}
        for row, act in matched:
            levels = act_levels(row, act, families)
            hits.update(level for level, reached in levels.items() if reached)
            by_type[row["type"]]["hit"] += levels["type"]
            if not levels["full"]:
                notes["differs"].append(f"{name}: {row['type']} {'+'.join(sorted(row['actor']))} -> "
                                        f"{'+'.join(sorted(row['recipient']))} | {act['type']} "
                                        f"{'+'.join(sorted(codes_of(act['actor'])))} -> "
                                        f"{'+'.join(sorted(codes_of(act['recipient'])))}: {row['words']}")
        rows = {id(row) for row, _ in matched}
        notes["missed"] += [f"{name}: {row['type']}: {row['words']}" for row in gold[name] if id(row) not in rows]
        for act in found[name]:
            beside = id(act) not in used
            extra_state += beside and act["type"] == "state"
            made += not (beside and act["type"] == "state")
            by_type[act["type"]]["found"] += 1
            if beside:
                notes["beside"].append(f"{name}: {act['type']}: {act['text']['exact']}")
        for row in gold[name]:
            by_type[row["type"]]["wanted"] += 1
    for level in ("found", "near", "type", "full", "all"):
        figures(f"acts {level}", hits[level], made, wanted)
    print(f"acts of type state that no row asks for: {extra_state}")
    for kind in families:
        figures(f"  {kind}", by_type[kind]["hit"], by_type[kind]["found"], by_type[kind]["wanted"])


def score_quotes(gold, found, notes):
    hits, wanted, made = collections.Counter(), sum(map(len, gold.values())), sum(map(len, found.values()))
    for name in sorted(set(gold) | set(found)):
        matched = pairs(gold[name], found[name], lambda g, f: (g["span"] == f["span"], g["form"] == f["form"]))
        for row, quote in matched:
            speaker = quote.get("speaker") or {}
            named = row["speaker"] in (speaker.get("code"), speaker.get("of")) or \
                (row["speaker"] == "-" and not speaker.get("code") and not speaker.get("of"))
            exact = row["span"] == quote["span"]
            hits.update({"near": 1, "exact": exact, "form": exact and row["form"] == quote["form"],
                         "near, speaker right": named})
            hits["direct"] += row["form"] == "direct" and exact
            if not exact or not named:
                notes["quote differs"].append(f"{name}: {row['speaker']} | {speaker.get('code')} "
                                              f"{speaker.get('of')}: {row['content']} | {quote['text']['exact']}")
        rows = {id(row) for row, _ in matched}
        notes["quote missed"] += [f"{name}: {row['content']}" for row in gold[name] if id(row) not in rows]
        used = {id(quote) for _, quote in matched}
        notes["quote beside"] += [f"{name}: {q['text']['exact']}" for q in found[name] if id(q) not in used]
    for level in ("near", "exact", "form", "near, speaker right"):
        figures(f"quotes {level}", hits[level], made, wanted)
    figures("quotes direct, exact", hits["direct"], sum(q["form"] == "direct" for qs in found.values() for q in qs),
            sum(row["form"] == "direct" for rows in gold.values() for row in rows))


def make_export(program, folder):
    """A dossier of samples/ and its export."""
    dossier, out = os.path.join(folder, "samples.demarche"), os.path.join(folder, "samples.jsonl")
    reports = sorted(glob.glob(os.path.join(SAMPLES, "*.txt")))
    subprocess.run([program, "init", dossier, "--codebook", os.path.join(SAMPLES, "codebook")], check=True)
    subprocess.run([program, "add", dossier, *reports], check=True)
    with open(out, "wb") as file:
        subprocess.run([program, "export", dossier, "--format", "jsonl"], check=True, stdout=file)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", nargs="?")
    parser.add_argument("--run", metavar="PROGRAM")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    problems = []
    gold_acts, gold_quotes, families = load_gold(problems)
    for problem in problems:
        print(problem, file=sys.stderr)
    if args.check or problems:
        print(f"{sum(map(len, gold_acts.values()))} acts, {sum(map(len, gold_quotes.values()))} quotes, "
              f"{len(problems)} problems")
        return 1 if problems else 0
    if not (args.export or args.run):
        parser.error("give an export, --run PROGRAM or --check")
    with tempfile.TemporaryDirectory() as folder:
        acts, quotes = load_export(args.export or make_export(args.run, folder))
    notes = collections.defaultdict(list)
    score_acts(gold_acts, acts, families, notes)
    score_quotes(gold_quotes, quotes, notes)
    for kind in sorted(notes):
        for note in notes[kind][:args.misses]:
            print(f"{kind:14} {note}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
