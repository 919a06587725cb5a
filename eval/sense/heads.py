#!/usr/bin/env python3
"""The reader in C against PyTorch: the same trained file, the same passages.

    heads.py --eval build/eval/sense/eval_heads --program build/demarche --trained data/models --encoders models TEXTS...

Prints the largest difference of probabilities and the share of equal decisions, in floats and in eight bits.  --random makes up
a trained file in that folder first (for trying the code before anything is trained).
"""
import argparse
import json
import os
import re
import subprocess
import sys

import torch
from safetensors import safe_open
from safetensors.torch import save_file

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "train", "sense"))
import acts  # noqa: E402
import units  # noqa: E402
from encoder import Encoder  # noqa: E402

PARTS, ASK, HIDDEN = 4, 64, 256


def make_up(path, folder, name):
    """A trained file of random numbers."""
    with open(os.path.join(folder, name, "config.json"), encoding="utf-8") as file:
        config = json.load(file)
    torch.manual_seed(17)
    width, inner = config["hidden_size"], config["intermediate_size"]
    rand = lambda *shape, by=1.0: torch.randn(*shape) * by / shape[-1] ** .5
    out = {}
    for layer in range(config["num_hidden_layers"]):
        for part, rows, columns in (("query", width, width), ("key", width, width), ("value", width, width),
                                    ("output", width, width), ("inner", inner, width), ("outer", width, inner)):
            out[f"adapter.{layer}.{part}.a"], out[f"adapter.{layer}.{part}.b"] = rand(8, columns), rand(rows, 8, by=.2)
    linear = lambda n, rows, columns: out.update({n + ".weight": rand(rows, columns, by=2.0), n + ".bias": rand(rows)})
    said = {"encoder": name, "types": ",".join(f"t{n}" for n in range(20)), "roots": ",".join(f"R{n}" for n in range(16)),
            "signs": ",".join(acts.SIGNS)}
    linear("tag", 12, width)
    out["tag.step"] = rand(12, 3)
    for link in ("cue", "source"):
        linear(f"link.{link}.ask", ASK, width)
        linear(f"link.{link}.key", ASK, width)
        out[f"link.{link}.none"] = rand(ASK)
    linear("word", HIDDEN, width)
    linear("type", 21, HIDDEN)
    linear("flag", 7, HIDDEN)
    for role in ("actor", "recipient"):
        linear(f"{role}.ask", ASK, width)
        linear(f"{role}.key", ASK, width)
        out |= {f"{role}.near": rand(24, ASK), f"{role}.word": rand(ASK), f"{role}.nobody.weight": rand(ASK), f"{role}.nobody.bias": rand(1)}
    out |= {"pair.ask": rand(width, 2 * width), "pair.bias": rand(HIDDEN), "pair.nosource": rand(width),
            "pair.notarget": rand(width)}
    out |= {f"pair.{n}": rand(HIDDEN, width) for n in ("source", "target", "pool")}
    linear("root", 16, HIDDEN)
    linear("quad", 4, HIDDEN)
    stored = {n: t.to(torch.float16 if t.dim() == 2 else torch.float32).contiguous() for n, t in out.items()}
    save_file(stored, path, metadata=said)


class Trained:
    """A trained file and its encoder."""

    def __init__(self, path, encoders):
        with safe_open(path, "pt") as file:
            self.said = file.metadata()
            self.array = {n: file.get_tensor(n).float() for n in file.keys()}
        rank = self.array["adapter.0.query.a"].shape[0]
        self.folder = os.path.join(encoders, self.said["encoder"])
        self.encoder = Encoder(self.folder, rank, torch.float32).eval()
        for name, tensor in self.encoder.adapters().items():
            tensor.data.copy_(self.array[name])

    def linear(self, name, x):
        return x @ self.array[name + ".weight"].T + self.array[name + ".bias"]

    def vectors(self, unit):
        return self.encoder(torch.tensor([unit.ids]), torch.tensor([len(unit.ids)]))[0]


def viterbi(score, step):
    """Tags of the best legal path; score [words, 3]."""
    score = torch.log_softmax(score, 1).tolist()
    best, back = [score[0][0], score[0][1], -1e30], []
    for row in score[1:]:
        came = []
        for to in range(3):
            came.append(max((f for f in range(3) if not (to == 2 and f == 0)), key=lambda f: best[f] + step[f][to]))
        best = [best[came[to]] + step[came[to]][to] + row[to] for to in range(3)]
        back.append(came)
    path = [max(range(3), key=lambda t: best[t])]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def spans_of(path):
    out = []
    for n, tag in enumerate(path):
        if tag == 1:
            out.append([n, n + 1])
        elif tag == 2:
            out[-1][1] = n + 1
    return out


def links(reader, which, words, heads, keys):
    ask = reader.linear(f"link.{which}.ask", words[[h[0] for h in heads]])
    key = reader.linear(f"link.{which}.key", words[[k[0] for k in keys]]) if keys else torch.zeros(0, ASK)
    key = torch.cat([key, reader.array[f"link.{which}.none"][None]])
    best = (ask @ key.T / 8).argmax(1).tolist() if heads else []
    return [b if b < len(keys) else -1 for b in best]


@torch.no_grad()
def attribute(reader, words):
    scores = reader.linear("tag", words).view(len(words), PARTS, 3)
    step = reader.array.get("tag.step", torch.zeros(12, 3)).view(PARTS, 3, 3).tolist()
    spans = [spans_of(viterbi(scores[:, p], step[p])) for p in range(PARTS)]
    source, cue, content, inner = spans
    return spans, [[-1] * len(source), links(reader, "source", words, cue, source), links(reader, "cue", words, content, cue),
                   links(reader, "cue", words, inner, cue)]


def role_of(reader, role, words, at):
    """Nobody's share, then that of each word."""
    relu, get = torch.relu, lambda name: reader.array[f"{role}.{name}"]
    asked = reader.linear(f"{role}.ask", words[at])
    way = torch.arange(len(words)) - at
    step = torch.bucketize(way.abs(), torch.tensor(acts.FAR), right=True) + 12 * (way < 0)
    met = relu(asked + reader.linear(f"{role}.key", words) + get("near")[step])
    nobody = relu(asked) @ get("nobody.weight") + get("nobody.bias")
    return torch.softmax(torch.cat([nobody, met @ get("word")]), 0)


@torch.no_grad()
def weigh(reader, words):
    z = torch.nn.functional.gelu(reader.linear("word", words))
    kinds = torch.softmax(reader.linear("type", z), 1)
    flags = torch.sigmoid(reader.linear("flag", z))
    best = int(kinds[:, 0].argmin())
    roles = [role_of(reader, r, words, best) for r in ("actor", "recipient")]
    return kinds, flags, best, torch.cat(roles)


@torch.no_grad()
def pair(reader, cutter, unit, source, target):
    sides = [acts.begin_in(unit.pieces, span) for span in (source, target)]
    if "signs" in reader.said:
        unit, *sides = acts.signed(unit, (source, target), cutter)
    h = reader.vectors(unit)
    s, t = (h[side].mean(0) if side else reader.array[absent] for side, absent in zip(sides, ("pair.nosource", "pair.notarget")))
    asked = reader.array["pair.ask"] @ torch.cat([s, t])
    c = torch.softmax(h @ asked / h.shape[1] ** .5, 0) @ h
    z = torch.nn.functional.gelu(reader.array["pair.source"] @ s + reader.array["pair.target"] @ t + reader.array["pair.pool"] @ c
                                 + reader.array["pair.bias"])
    return torch.softmax(reader.linear("root", z), 0), torch.softmax(reader.linear("quad", z), 0)


def in_bytes(text, words):
    place = [0]
    for char in text:
        place.append(place[-1] + len(char.encode()))
    return [[place[a], place[b], bool(begins)] for a, b, begins in words]


def compare(args, mode, texts, words, reader):
    ask = "".join(json.dumps({"text": t, "words": in_bytes(t, w)}) + "\n" for t, w in zip(texts, words))
    run = subprocess.run([args.eval, args.name, args.trained, args.encoders, *mode], input=ask.encode(), capture_output=True)
    print(run.stderr.decode().strip())
    worst, equal, all_ = 0.0, {}, {}
    cutter = units.tokenizer(reader.folder)

    def count(what, a, b):
        equal[what] = equal.get(what, 0) + (a == b)
        all_[what] = all_.get(what, 0) + 1

    for text, its, line in zip(texts, words, run.stdout.decode().splitlines()):
        answer = json.loads(line)
        for said in answer["units"]:
            unit = units.unit(cutter, 0, text, its[said["first"]:said["end"]])
            number = {w[:2]: n for n, w in enumerate(its)}
            with torch.no_grad():
                vectors = reader.vectors(unit)[unit.first]
            if "spans" in said:
                spans, linked = attribute(reader, vectors)
                for p, part in enumerate(spans):
                    mine = [[number[unit.words[a]], number[unit.words[b - 1]] + 1] for a, b in part]
                    count(("source", "cue", "content", "inner")[p], mine, [s[:2] for s in said["spans"][p]])
                    if mine == [s[:2] for s in said["spans"][p]] and p:
                        for a, b in zip(linked[p], said["spans"][p]):
                            count("links", a, b[3])
            if "acts" in said:
                kinds, flags, best, roles = weigh(reader, vectors)
                got = torch.tensor(said["acts"]["type"])
                worst = max(worst, float((got - kinds).abs().max()), float((torch.tensor(said["acts"]["flag"]) - flags).abs().max()))
                for a, b in zip(kinds.argmax(1).tolist(), got.argmax(1).tolist()):
                    count("types", a, b)
                if best == said["acts"]["best"]:
                    worst = max(worst, float((torch.tensor(said["acts"]["role"]) - roles).abs().max()))
        if "pair" in answer:
            unit = units.unit(cutter, 0, text, its)
            root, quad = pair(reader, cutter, unit, its[0][:2], its[-1][:2])
            got = torch.tensor(answer["pair"][0])
            worst = max(worst, float((got - root).abs().max()), float((torch.tensor(answer["pair"][1]) - quad).abs().max()))
            count("roots", int(root.argmax()), int(got.argmax()))
    print(" ".join(mode) or "bytes", f"{len(texts)} passages, largest difference of a probability {worst:.6f}; equal decisions:",
          ", ".join(f"{what} {equal[what]}/{all_[what]}" for what in all_))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--eval", required=True)
    ap.add_argument("--program", default="build/demarche")
    ap.add_argument("--name", default="base")
    ap.add_argument("--trained", default="data/models")
    ap.add_argument("--encoders", default="models")
    ap.add_argument("--random", metavar="ENCODER", help="make up a trained file for it first")
    ap.add_argument("--most", type=int, default=200)
    ap.add_argument("texts", nargs="+")
    args = ap.parse_args()
    torch.set_num_threads(1)
    path = os.path.join(args.trained, f"{args.name}.safetensors")
    if args.random:
        make_up(path, args.encoders, args.random)
    reader = Trained(path, args.encoders)
    texts = []
    for name in args.texts:
        with open(name, encoding="utf-8") as file:
            texts += [p.strip() for p in re.split(r"\n+", file.read()) if len(p.strip()) > 20]
    texts = texts[:args.most]
    words = units.analyse(args.program, texts)
    for mode in (["floats"], []):
        compare(args, mode, texts, words, reader)


if __name__ == "__main__":
    main()
