#!/usr/bin/env python3
"""A reader between two checkpoints of one line of training: the mean of their weights (Wortsman et al. 2022, model soups).

    between.py --encoder models/all-mpnet-base-v2 LATER.safetensors EARLIER.safetensors SHARE OUT.safetensors

SHARE is how much the earlier one counts.  A later run that read the corpus often forgets a little of what the earlier one knew of
attributions; between them both are kept.
"""
import argparse

import torch
from safetensors import safe_open

from reader import Reader


def mean_of(path):
    return torch.load(path + ".checkpoint")["mean"]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--rank", type=int, default=16)
    ap.add_argument("later")
    ap.add_argument("earlier")
    ap.add_argument("share", type=float)
    ap.add_argument("out")
    args = ap.parse_args()
    with safe_open(args.later, "pt") as file:
        roots = file.metadata()["roots"].split(",")
    later, earlier = mean_of(args.later), mean_of(args.earlier)
    reader = Reader(args.encoder, args.rank, roots)
    reader.load_state_dict({name: value.lerp(earlier[name], args.share) if name in earlier else value
                            for name, value in later.items()}, strict=False)
    reader.write(args.out)


if __name__ == "__main__":
    main()
