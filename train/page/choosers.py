#!/usr/bin/env python3
"""Train the choosers of authors and dates: data/page/html-author-model.tsv and
html-date-model.tsv.

    choosers.py --data ../shared/data --nominees build/train/page/nominees
                 [--write] [--held FILE]

Prints, for both sets, the share of right answers when the pages of a host are
judged by trees that saw none of them, and in-sample; --write stores the trees
trained on all pages.  What is right is what eval/page/score.py counts as right.
Needs numpy and lightgbm.
"""
import argparse
import collections
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import lightgbm
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "eval/page"))
sys.path.insert(0, str(ROOT / "train/page"))
from score import gzip, names, read_labels  # noqa: E402
from train import HEADER, export, host_of  # noqa: E402

FOLDS = 5
SEED = 23
LEAST = dict(authors=0.2, days=0.1)
SIZE = dict(trees=250, leaves=5, rate=0.06, least=10)  # more leaves score no better
COLUMNS = dict(authors="WHO", days="DAY")
FILE = dict(authors="who.h", days="days.h")
UNNAMED = 0.5  # weight of a page whose label names no author: it may have one


def column_names(what):
    """The names of WHO_MAP or DAY_MAP, in order."""
    text = (ROOT / "src/page/html" / FILE[what]).read_text()
    maps = {name: body for name, body in re.findall(
        r"#define (\w+_MAP)\([^)]*\) \\\n((?:.*\\\n)*.*\n)", text)}

    def expand(name, prefix=""):
        for kind, inside in re.findall(r"(X|\w+_MAP)\(([^()]*)\)", maps[name]):
            if kind == "X":
                yield inside.replace("at##", prefix)
            else:
                yield from expand(kind, inside.split(",")[-1].strip())
    return list(expand(COLUMNS[what] + "_MAP"))


class Page:
    """The candidates of one page, and which of them are right."""

    def __init__(self, what, place, host, rows, answers, right, weight):
        self.what, self.host = what, host
        self.kind, self.key = place
        self.rows, self.answers, self.right, self.weight = rows, answers, right, weight
        self.fold = int(hashlib.md5(host.encode()).hexdigest(), 16) % FOLDS


def gather(nominees, data):
    """Run the program over all pages; yield (what, Page) of the labelled ones."""
    labels = list(read_labels(data))
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for i, (_, _, path, url, _) in enumerate(labels):
            file = pathlib.Path(folder) / f"{i}.html"
            file.write_bytes(gzip.open(path).read())
            rows.append(f"{file}\t{url}\n")
        run = subprocess.run([nominees, str(ROOT / "data")], input="".join(rows).encode(),
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    pages = {}
    for line in run.stdout.splitlines():
        page = json.loads(line)
        pages[int(pathlib.Path(page["file"]).stem)] = page
    for i, (kind, key, _, url, label) in enumerate(labels):
        page = pages.get(i, {})
        host = host_of(url, key)
        found = page.get("authors", [])
        if "author" in label:
            wanted = names(label["author"])
            yield Page("authors", (kind, key), host, [a[1:] for a in found], [a[0] for a in found],
                       [bool(wanted) and names(a[0]) == wanted for a in found],
                       1.0 if wanted else -UNNAMED)
        found = page.get("days", [])
        if label.get("date"):
            yield Page("days", (kind, key), host, [d[1:] for d in found], [d[0] for d in found],
                       [d[0] == label["date"] for d in found], 1.0)


def train(pages, seed):
    rows = np.concatenate([np.array(p.rows, dtype=np.float32) for p in pages if p.rows])
    targets = np.concatenate([np.array(p.right, dtype=np.float32) for p in pages if p.rows])
    weights = np.concatenate([np.full(len(p.rows), abs(p.weight)) for p in pages if p.rows])
    return lightgbm.train(
        dict(objective="cross_entropy", num_leaves=SIZE["leaves"], learning_rate=SIZE["rate"],
             min_data_in_leaf=SIZE["least"], lambda_l2=3.0, feature_fraction=0.5,
             bagging_fraction=0.8, bagging_freq=1, max_bin=127, verbose=-1, num_threads=1,
             seed=seed, boost_from_average=False),
        lightgbm.Dataset(rows, targets, weight=weights), SIZE["trees"])


def judge(forest, page):
    return forest.predict(np.array(page.rows, dtype=np.float32)) if page.rows else np.zeros(0)


def score(pages, judged, least):
    """Right, answered and wanted pages; answered counts labelled pages, then all."""
    right = wanted = answered = over = 0
    for page, sure in zip(pages, judged):
        says = len(sure) != 0 and sure.max() > least
        over += says
        if page.weight > 0:
            wanted += 1
            answered += says
            right += says and page.right[int(sure.argmax())]
    return right, answered, over, wanted


def show(title, what, pages, judged):
    for kind in ("eval", "articles"):
        chosen = [i for i, p in enumerate(pages) if p.kind == kind]
        mine = [pages[i] for i in chosen]
        reach = np.mean([any(p.right) for p in mine if p.weight > 0])
        line = f"{what:8} {title:16} {kind:9} reach {reach:.3f}"
        for least in sorted({LEAST[what], 0.1, 0.2, 0.3, 0.4}):
            right, answered, over, wanted = score(mine, [judged[i] for i in chosen], least)
            line += (f" | {least}: R {right / wanted:.3f} P {right / answered:.3f}"
                     f" F {2 * right / (wanted + answered):.3f}"
                     f" all F {2 * right / (wanted + over):.3f}")
        print(line, flush=True)


def run(pages, what):
    judged = [None] * len(pages)
    for fold in range(FOLDS):
        forest = train([p for p in pages if p.fold != fold], SEED + fold)
        for i, page in enumerate(pages):
            if page.fold == fold:
                judged[i] = judge(forest, page)
    show("cross-validated", what, pages, judged)
    forest = train(pages, SEED)
    show("in-sample", what, pages, [judge(forest, p) for p in pages])
    return forest, judged


TITLE = dict(
    authors=("author", "names that stand on a web page: are they its authors'?", "who.h"),
    days=("date", "days that a web page names: is it the day of publication?", "days.h"))


def write(forest, what):
    name, about, header = TITLE[what]
    with open(ROOT / f"data/page/html-{name}-model.tsv", "w") as out:
        out.write(
            f"# Decision trees that judge {about}  A fork is 'feature <= limit', then\n"
            "# 'yes' or 'no' rows further down; a leaf has only its value; the leaves' sum is the logit of how sure it is.  Features are\n"
            f"# those of src/page/html/{header}, where each is explained.  Written by train/page/choosers.py (LightGBM) from pages that are\n"
            "# not part of this repository: the labels of trafilatura's evaluation (Apache-2.0) and WCXB's development articles (CC BY\n"
            "# 4.0).  Not to be edited by hand.  Licence: Apache-2.0.\n"
            + HEADER["model"])
        export(forest, column_names(what), out)


def keep_held(path, pages, judged, what, held):
    """Note what the trees that had not seen a page answer to it."""
    for page, sure in zip(pages, judged):
        says = len(sure) != 0 and sure.max() > LEAST[what]
        held[page.kind, page.key][what] = page.answers[int(sure.argmax())] if says else None
    with open(path, "w") as out:
        for (kind, key), answer in held.items():
            out.write(json.dumps(dict(answer, set=kind, key=key)) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--nominees", default=str(ROOT / "build/train/page/nominees"))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--held", help="keep the cross-validated answers here, for eval/page/score.py")
    args = parser.parse_args()
    pages = list(gather(args.nominees, args.data))
    held = collections.defaultdict(dict)
    for what in ("authors", "days"):
        mine = [p for p in pages if p.what == what]
        print(f"{what}: {len(mine)} pages, {sum(len(p.rows) for p in mine)} candidates",
              flush=True)
        forest, judged = run(mine, what)
        if args.held:
            keep_held(args.held, mine, judged, what, held)
        if args.write:
            write(forest, what)


if __name__ == "__main__":
    sys.exit(main())
