#!/usr/bin/env python3
"""Let one reader teach another: its answers on text that nobody marked, as probabilities (Hinton et al. 2015).

    teach.py --encoder models/all-mpnet-base-v2 --checkpoint large.safetensors.checkpoint --pupil models/all-MiniLM-L6-v2 \\
             --data ../shared/data --program build/demarche OUT.pt

The texts are cut into the pupil's units; the teacher reads the same words.  OUT is for train.py --taught, never published.
"""
import argparse
import dataclasses
import glob
import os

import torch

import acts
import silver
import units
from reader import Reader

SEEN = .3  # from here on a word is a predicate whose flags and parties are taught
TEXTS = ("wh-briefings/*.md", "polnear/data/train/text/*.txt")


def front_matter_left_out(text):
    if text.startswith("---\n"):
        return text[text.find("\n---", 3) + 4:]
    return text


def texts_of(data):
    """Unlabelled texts, without the documents that data/corpus points into."""
    away = silver.pointed_at()
    for pattern in TEXTS:
        for path in sorted(glob.glob(os.path.join(data, pattern))):
            if os.path.basename(path) not in away:
                yield front_matter_left_out(open(path, encoding="utf-8", newline="").read())


def paired_units(texts, program, pupil, teacher):
    """The pupil's units and the teacher's of the same words."""
    out = []
    words = units.analyse(program, texts)
    starts = [{w[0]: w for w in of_text} for of_text in words]
    for unit in units.units(pupil, texts, words):
        stretch = [starts[unit.text][start] for start, _ in unit.words]
        same = units.unit(teacher, unit.text, texts[unit.text], stretch)
        if 5 < len(same.words) == len(unit.words):
            out.append((unit, same))
    return out


@torch.no_grad()
def answers(reader, batch):
    states = reader.states([same for _, same in batch])
    for state, (unit, same) in zip(states, batch):
        words = state[same.first]
        hidden = reader.acts.act_vectors(words, 0)
        kind = torch.softmax(reader.acts.kind(hidden), 1)
        at = (kind[:, 0] < 1 - SEEN).nonzero().flatten()
        roles = {r: torch.softmax(getattr(reader.acts, r)(words, at.tolist()), 1).half() for r in acts.ROLES}
        tags = reader.attribution.scores(words[None])[0].exp()
        yield {"unit": dataclasses.asdict(unit), "kind": kind.half(), "tags": tags.half(), "at": at,
               "flags": torch.sigmoid(reader.acts.flag(hidden[at])).half(), "roles": roles}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--checkpoint", required=True)
    ap.add_argument("--pupil", required=True)
    ap.add_argument("--data", required=True)
    ap.add_argument("--program", default="build/demarche")
    ap.add_argument("--rank", type=int, default=16)
    ap.add_argument("--units", type=int, default=9000)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=17)
    ap.add_argument("out")
    args = ap.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    pairs = paired_units(list(texts_of(args.data)), args.program, units.tokenizer(args.pupil), units.tokenizer(args.encoder))
    chosen = [pairs[i] for i in torch.randperm(len(pairs)).tolist()[:args.units]]
    chosen.sort(key=lambda p: len(p[1].ids))
    stored = torch.load(args.checkpoint)["mean"]
    roots = range(len(stored["acts.root.bias"]))
    reader = Reader(args.encoder, args.rank, roots)
    reader.load_state_dict(stored, strict=False)
    reader.eval()
    out = []
    for at in range(0, len(chosen), 32):
        out += answers(reader, chosen[at:at + 32])
        if at % 1600 == 0:
            print(f"{len(out)} of {len(chosen)} units", flush=True)
    torch.save(out, args.out)
    predicates = sum(len(e["at"]) for e in out)
    print(f"{len(out)} units, {predicates} predicates", flush=True)


if __name__ == "__main__":
    main()
