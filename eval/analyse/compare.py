#!/usr/bin/env python3
"""Compare an analysis with goldens, attribute by attribute.

    compare.py [--reference DIR --model DIR] GOLDENS.jsonl COMMAND...

COMMAND (say `build/demarche plumb analyse --jsonl`) is given the name of a file
of {"id", "text"} lines and writes {"id", "tokens"} lines in the same order.
Printed are, for each attribute, how many tokens agree, and every difference.

With --reference (the folder of spacy_reference.py, the slow re-implementation
beside the design) each text that differs is decoded again and the smallest gap
between the two best scores of the decision that first deviates is shown: of the
tagger at the first other tag, of the parser or the entity recogniser near the
first other arc or name.  A gap below 1e-4 excuses the text; nothing else does.
Exit status: 0 if every difference is excused, else 1.
"""
import argparse
import json
import subprocess
import sys
import tempfile

NAMES = ["start", "end", "blank", "norm", "tag", "pos", "morph", "lemma", "dep", "head", "sent_start", "ent_iob",
         "ent_type"]
BOUNDS = ("start", "end", "blank")
EXCUSE = 1e-4
SHOWN = 200


def blanks(tokens, length):
    """`plumb analyse` says it by the offsets: a blank is not in any token."""
    return [after - end for end, after in zip(tokens["end"], tokens["start"][1:] + [length])]


def run(command, goldens):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", newline="\n") as file:
        for golden in goldens:
            file.write(json.dumps({"id": golden["id"], "text": golden["text"]}, ensure_ascii=False) + "\n")
        file.flush()
        child = subprocess.Popen(command + [file.name], stdout=subprocess.PIPE)
        for line in child.stdout:
            yield json.loads(line)
        if child.wait() != 0:
            print(f"compare: the command ended with {child.returncode}", file=sys.stderr)


class Gaps:
    """Score gaps of the slow reference."""

    def __init__(self, folder, model):
        sys.path.insert(0, folder)
        import spacy_reference
        import numpy
        self.numpy, self.pipeline = numpy, spacy_reference.Pipeline(model)

    def of(self, golden, got):
        """(stage, gap) of the first decision that deviates."""
        want, text = golden["tokens"], golden["text"]
        if any(want[name] != got[name] for name in BOUNDS + ("norm",)):
            return "tokenizer", None
        pipe = self.pipeline
        pipe.tag_margins, pipe.parser.margins, pipe.ner.margins = [], [], []
        doc = pipe(text, trace=True)
        first = self.first(want, got, ("tag",))
        if first is not None:
            return "tagger", pipe.tag_margins[first]
        first = self.first(want, got, ("dep", "head", "sent_start"))
        if first is not None:
            near = self.sentence(want, first)
            steps = [margin for (slots, *_), margin in zip(doc.trace["parse_steps"], pipe.parser.margins)
                     if near[0] <= max(slots[0], slots[2]) <= near[1]]
            return "parser", min(steps, default=None)
        first = self.first(want, got, ("ent_iob", "ent_type"))
        if first is not None:
            return "names", min(pipe.ner.margins[max(first - 1, 0):first + 2])
        return "ruler or lemmatizer", None

    @staticmethod
    def first(want, got, names):
        for at in range(len(want["start"])):
            if any(want[name][at] != got[name][at] for name in names):
                return at
        return None

    @staticmethod
    def sentence(want, at):
        """The sentence around a token, and a token more on both sides."""
        low, high = at, at
        while low > 0 and want["sent_start"][low] != 1:
            low -= 1
        while high + 1 < len(want["start"]) and want["sent_start"][high + 1] != 1:
            high += 1
        return low - 1, high + 1


def show(golden, got, shown):
    want, differing = golden["tokens"], 0
    data = golden["text"].encode("utf-8")
    if want["start"] != got["start"] or want["end"] != got["end"]:
        cuts = [[data[a:b].decode("utf-8", "replace") for a, b in zip(side["start"], side["end"])]
                for side in (want, got)]
        at = next((i for i, (a, b) in enumerate(zip(*cuts)) if a != b), min(map(len, cuts)))
        print(f"{golden['id']}: token {at}: tokens {cuts[0][at:at + 4]} here {cuts[1][at:at + 4]}")
        return
    for at in range(len(want["start"])):
        other = [name for name in NAMES if want[name][at] != got[name][at]]
        if other:
            differing += 1
            if shown + differing <= SHOWN:
                word = data[want["start"][at]:want["end"][at]].decode("utf-8", "replace")
                print(f"{golden['id']}: token {at} {word!r}: " + ", ".join(
                    f"{name} {want[name][at]!r} here {got[name][at]!r}" for name in other))


def main():
    parser = argparse.ArgumentParser(description="compare an analysis with goldens")
    parser.add_argument("--reference")
    parser.add_argument("--model")
    parser.add_argument("goldens")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    args = parser.parse_args()
    with open(args.goldens, encoding="utf-8", newline="\n") as file:
        goldens = [json.loads(line) for line in file]
    agree, tokens, texts, wrong, excused, gaps = dict.fromkeys(NAMES, 0), 0, 0, 0, 0, None
    for line, golden in zip(run(args.command, goldens), goldens):
        want, got = golden["tokens"], line.get("tokens") or {}
        texts += 1
        tokens += len(want["start"])
        got = {name: got.get(name, []) for name in NAMES}
        got["blank"] = blanks(got, len(golden["text"].encode("utf-8"))) if got["start"] else []
        if got == want and line.get("id") == golden["id"]:
            for name in NAMES:
                agree[name] += len(want[name])
            continue
        same = got["start"] == want["start"] and got["end"] == want["end"]
        for name in NAMES:
            if same:
                agree[name] += sum(a == b for a, b in zip(want[name], got[name]))
        show(golden, got, SHOWN if wrong > SHOWN else 0)
        wrong += 1
        if args.reference and same:
            gaps = gaps or Gaps(args.reference, args.model)
            stage, gap = gaps.of(golden, got)
            excused += gap is not None and gap < EXCUSE
            print(f"{golden['id']}: first deviation in the {stage}, " +
                  ("no scores there" if gap is None else f"gap {gap:.2g}"))
    if texts < len(goldens):
        print(f"only {texts} of {len(goldens)} texts were analysed")
    for name in NAMES:
        share = 100 * agree[name] / tokens if tokens else 0
        print(f"{name:12} {agree[name]:9} of {tokens} tokens agree, {share:.5f} %, {tokens - agree[name]} differ")
    print(f"{texts} texts, {tokens} tokens; {wrong} texts differ, {excused} of them excused by a gap below {EXCUSE}")
    sys.exit(0 if texts == len(goldens) and wrong == excused else 1)


if __name__ == "__main__":
    main()
