#!/usr/bin/env python3
"""Train the judge of page blocks: data/page/html-words.tsv and html-model.tsv.

    train.py --data ../shared/data --blocks build/train/page/blocks [--write]

Prints cross-validated and in-sample scores; --write stores the tables trained
on all pages.  Folds are by host, so that a figure speaks for unseen sites.
Needs numpy, scipy, scikit-learn and lightgbm.
"""
import argparse
import collections
import gzip
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

import lightgbm
import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDS = 5
SEED = 17
WORD = re.compile(r"\w+")
HEADER = dict(words="word\tweight\n", model="tree\tfeature\tlimit\tyes\tno\n")
SIZE = dict(trees=100, leaves=24, rate=0.11)


# --- pages and labels ---------------------------------------------------------

def feature_names():
    """The names of FEATURE_MAP in feature.h, in order."""
    text = (ROOT / "src/page/html/feature.h").read_text()
    maps = {}
    for name, args, body in re.findall(
            r"#define (\w+_MAP)\(([^)]*)\) \\\n((?:.*\\\n)*.*\n)", text):
        maps[name] = body

    def expand(name, prefix=""):
        for kind, what in re.findall(r"(X|\w+_MAP)\(([^()]*)\)", maps[name]):
            if kind == "X":
                yield what.replace("at##", prefix)
            else:
                yield from expand(kind, what.split(",")[-1].strip())
    return list(expand("FEATURE_MAP"))


def host_of(url, fallback):
    host = urlsplit(url or "").hostname or fallback
    return ".".join(host.split(".")[-2:]) if not host.endswith(
        (".co.uk", ".com.au", ".org.uk")) else host


def read_labels(data):
    """Yield (set, file, host, label) of every page."""
    eval_pages = json.loads((data / "trafilatura-eval/evaldata.json").read_text())
    for url, label in eval_pages.items():
        yield "eval", data / "trafilatura-eval/html" / (label["file"] + ".gz"), \
            host_of(url, label["file"]), label
    for path in sorted((data / "wcxb-dev-articles/ground-truth").glob("*.gz")):
        page = json.loads(gzip.open(path).read())
        html = path.parent.parent / "html" / path.name.replace(".json.", ".html.")
        if page["ground_truth"].get("main_content"):
            yield "articles", html, host_of(page.get("url"), path.name), \
                page["ground_truth"]


class Page:
    """One page: what the program measured, and its label."""

    def __init__(self, kind, host, label, line, width):
        self.kind, self.host, self.label = kind, host, label
        page = json.loads(line)
        self.up = np.array([b[0] for b in page["boxes"]], dtype=np.int64)
        self.said = [b[1:] for b in page["boxes"]]
        self.box = np.array([b[0] for b in page["blocks"]], dtype=np.int64)
        self.text = [b[1] for b in page["blocks"]]
        self.inline = [b[2:] for b in page["blocks"]]
        self.rows = np.array(page["rows"], dtype=np.float32).reshape(-1, width)
        self.tokens = [WORD.findall(t.lower()) for t in self.text]
        self.fold = int(hashlib.md5(host.encode()).hexdigest(), 16) % FOLDS
        self.target, self.weight = (
            label_article(self) if kind == "articles" else label_segments(self))


def grams(tokens, n):
    return {tuple(tokens[i:i + n]) for i in range(len(tokens) - n + 1)}


def label_article(page):
    """Share of a block's word sequences that the wanted text has."""
    wanted = page.label["main_content"].lower()
    tokens = WORD.findall(wanted)
    known = {n: grams(tokens, n) for n in (1, 2, 3, 4)}
    lines = {" ".join(WORD.findall(line)) for line in wanted.split("\n")}
    target = np.zeros(len(page.text), dtype=np.float32)
    weight = np.zeros(len(page.text), dtype=np.float32)
    for i, own in enumerate(page.tokens):
        if not own:
            continue
        n = min(4, len(own))
        own_grams = [tuple(own[k:k + n]) for k in range(len(own) - n + 1)]
        share = sum(g in known[n] for g in own_grams) / len(own_grams)
        if len(own) < 4 and " ".join(own) not in lines:
            share *= 0.4
        target[i] = min(1.0, max(0.0, share * 1.25 - 0.125))
        weight[i] = min(1.0, (len(own) + 0.5) / max(60, len(tokens)))
    return target, weight


def squeeze(text):
    return " ".join(text.split())


def label_segments(page):
    """Blocks that hold a wanted or an unwanted segment; others weigh nothing."""
    target = np.zeros(len(page.text), dtype=np.float32)
    weight = np.zeros(len(page.text), dtype=np.float32)
    for i, text in enumerate(page.text):
        text = squeeze(text)
        good = sum(squeeze(s) in text for s in page.label["with"])
        bad = sum(squeeze(s) in text for s in page.label["without"])
        if good or bad:
            target[i] = good / (good + bad)
            weight[i] = SEGMENT_WEIGHT * (good + bad)
    return target, weight


SEGMENT_WEIGHT = 0.08


def measure(blocks, data, names):
    """Run the program over all pages, in the order of the labels."""
    labels = list(read_labels(data))
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for i, (_, path, _, _) in enumerate(labels):
            files.append(f"{folder}/{i}.html")
            pathlib.Path(files[-1]).write_bytes(gzip.open(path).read())
        shutil.copytree(ROOT / "data/page", f"{folder}/page")
        for name in ("words", "model"):  # what is trained has no say yet
            table = pathlib.Path(f"{folder}/page/html-{name}.tsv")
            table.write_text(HEADER[name])
        run = subprocess.run([blocks, folder, *files],
                             stdout=subprocess.PIPE, check=False)
    lines = {pathlib.Path(json.loads(line[:line.index(b',"boxes"')] + b"}")["file"]).stem: line
             for line in run.stdout.splitlines()}
    pages = [Page(kind, host, label, lines[str(i)], len(names))
             for i, (kind, _, host, label) in enumerate(labels) if str(i) in lines]
    return [p for p in pages if len(p.text)]


# --- class and id words -------------------------------------------------------

def train_words(pages):
    """A weight for each word that stands on boxes of at least 4 hosts."""
    hosts = collections.defaultdict(set)
    for page in pages:
        for said in page.said:
            for word in said:
                hosts[word].add(page.host)
        for said in page.inline:
            for word in said:
                hosts[word].add(page.host)
    vocabulary = {w: i for i, w in enumerate(
        sorted(w for w, h in hosts.items() if len(h) >= 4))}
    rows, columns, targets, weights = [], [], [], []
    blocks = count = 0
    for page in pages:
        bags = []
        for up, said in zip(page.up, page.said):
            own = frozenset(vocabulary[w] for w in said if w in vocabulary)
            bags.append(own | bags[up] if bags else own)
        sums = collections.defaultdict(float)  # blocks under the same words
        for i in np.nonzero(page.weight)[0]:
            bag = bags[page.box[i]] | {vocabulary[w] for w in page.inline[i]
                                       if w in vocabulary}
            sums[bag, bool(page.target[i] > 0.5)] += page.weight[i] + 0.003
            blocks += 1
        for (bag, wanted), weight in sums.items():
            rows.extend([count] * len(bag))
            columns.extend(bag)
            targets.append(wanted)
            weights.append(weight)
            count += 1
    matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)),
                               shape=(count, len(vocabulary)))
    weights = np.array(weights)
    model = LogisticRegression(C=0.5, max_iter=300, tol=1e-3).fit(
        matrix, targets, sample_weight=weights / weights.sum() * blocks * 0.2)
    return {w: round(float(np.clip(model.coef_[0][i], -3, 3)), 2)
            for w, i in vocabulary.items()}


def apply_words(page, words, names, rows):
    """What block.c and feature.c make of the words' weights."""
    at = {n: i for i, n in enumerate(names)}
    own = np.array([sum(words.get(w, 0) for w in said) for said in page.said])
    total, least, most = own.copy(), np.minimum(own, 0), np.maximum(own, 0)
    for i in range(1, len(own)):
        up = page.up[i]
        total[i] += total[up]
        least[i] = min(least[i], least[up])
        most[i] = max(most[i], most[up])
    inline = np.array([sum(words.get(w, 0) for w in said) for said in page.inline])
    box = page.box
    up1, up2, up3 = page.up[box], page.up[page.up[box]], page.up[page.up[page.up[box]]]
    rows[:, at["words_own"]] = own[box]
    rows[:, at["words_up"]] = own[up1]
    rows[:, at["words_up2"]] = own[up2]
    rows[:, at["words_up3"]] = own[up3]
    rows[:, at["words_sum"]] = total[box]
    rows[:, at["words_least"]] = least[box]
    rows[:, at["words_most"]] = most[box]
    rows[:, at["words_inline"]] = inline
    around = total[box] + inline
    for name, offset in (("prev", -1), ("prev2", -2), ("next", 1), ("next2", 2)):
        rows[:, at[name + "_words"]] = shifted(around, offset, 0)


def shifted(values, offset, default):
    out = np.full(len(values), default, dtype=np.float64)
    if abs(offset) < len(values):
        if offset < 0:
            out[-offset:] = values[:offset]
        else:
            out[:-offset] = values[offset:]
    return out


# --- forests --------------------------------------------------------------------

def train_forest(rows, targets, weights, size, seed=SEED):
    used = weights > 0
    data = lightgbm.Dataset(rows[used], targets[used], weight=weights[used])
    return lightgbm.train(
        dict(objective="cross_entropy", num_leaves=size["leaves"],
             learning_rate=size["rate"], min_data_in_leaf=60, lambda_l2=2.0,
             min_sum_hessian_in_leaf=0.02, feature_fraction=0.5,
             bagging_fraction=0.8, bagging_freq=1, max_bin=127, verbose=-1,
             num_threads=2, seed=seed), data, size["trees"])


def export(forest, names, out):
    for tree in forest.dump_model()["tree_info"]:
        nodes = []

        def visit(node):
            at = len(nodes)
            nodes.append(None)
            if "leaf_value" in node:
                nodes[at] = ("", f"{node['leaf_value']:.4g}", "", "")
                return
            yes = len(nodes)
            visit(node["left_child"])
            no = len(nodes)
            visit(node["right_child"])
            nodes[at] = (names[node["split_feature"]],
                         f"{node['threshold']:.5g}", str(yes - at), str(no - at))
        visit(tree["tree_structure"])
        for node in nodes:
            row = [str(tree["tree_index"]), *node]
            out.write("\t".join(row).rstrip("\t") + "\n")


# --- scores -----------------------------------------------------------------------

def bag_f(page, taken):
    got = collections.Counter()
    for i in np.nonzero(taken)[0]:
        got.update(page.tokens[i])
    want = collections.Counter(WORD.findall(page.label["main_content"].lower()))
    both = sum((got & want).values())
    return 2 * both / max(1, sum(got.values()) + sum(want.values()))


def segments(page, taken):
    text = squeeze(" ".join(t for t, k in zip(page.text, taken) if k))
    good = sum(squeeze(s) in text for s in page.label["with"])
    bad = sum(squeeze(s) in text for s in page.label["without"])
    return good, bad, len(page.label["with"]) - good


def score(pages, judged, limit):
    bags, counts = [], np.zeros(3)
    for page, p in zip(pages, judged):
        if page.kind == "articles":
            bags.append(bag_f(page, p > limit))
        else:
            counts += segments(page, p > limit)
    tp, fp, fn = counts
    return np.mean(bags), 2 * tp / (2 * tp + fp + fn)


def show(title, pages, judged):
    for limit in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6):
        bag, segment = score(pages, judged, limit)
        print(f"{title} limit {limit}: articles bag F {bag:.4f}, segments F {segment:.4f}",
              flush=True)


# --- the run ------------------------------------------------------------------------

def split(pages, values):
    ends = np.cumsum([len(p.text) for p in pages])[:-1]
    return np.split(values, ends)


def run(pages, names):
    folds = np.concatenate([np.full(len(p.text), p.fold) for p in pages])
    targets = np.concatenate([p.target for p in pages])
    weights = np.concatenate([p.weight for p in pages])
    rows = np.concatenate([p.rows for p in pages])

    def with_words(page_words):
        parts = split(pages, rows)
        for page, part in zip(pages, parts):
            apply_words(page, page_words(page), names, part)
        return np.concatenate(parts)

    words = [train_words([p for p in pages if p.fold != k]) for k in range(FOLDS)]
    held = with_words(lambda page: words[page.fold])
    judged = np.zeros(len(held))
    for k in range(FOLDS):
        forest = train_forest(held[folds != k], targets[folds != k],
                              weights[folds != k], SIZE)
        judged[folds == k] = forest.predict(held[folds == k])
    show("cross-validated,", pages, split(pages, judged))

    # The forest learns from words' weights that its page had no part in, as
    # it will meet them.
    final_words = train_words(pages)
    forest = train_forest(held, targets, weights, SIZE)
    judged = forest.predict(with_words(lambda page: final_words))
    show("in-sample,", pages, split(pages, judged))
    return final_words, forest


def write(words, forest, names):
    with open(ROOT / "data/page/html-words.tsv", "w") as out:
        out.write(
            "# Words of class and id attributes, and how they speak for (above 0) or against (below) a text being the article.\n"
            "# Trained by train/page/train.py (logistic regression; words of at least 4 hosts) on pages that are not part of this\n"
            "# repository: the labels of trafilatura's evaluation (Apache-2.0) and WCXB's development articles (CC BY 4.0).  Licence: Apache-2.0.\n"
            + HEADER["words"])
        for word, weight in sorted(words.items()):
            if abs(weight) >= 0.05:
                out.write(f"{word}\t{weight:g}\n")
    with open(ROOT / "data/page/html-model.tsv", "w") as out:
        out.write(
            "# Decision trees that judge a page's blocks; a fork is 'feature <= limit', then 'yes' or 'no' rows further down; a leaf has\n"
            "# only its value.  Features are those of src/page/html/feature.h.  Written by train/page/train.py (LightGBM), from the same\n"
            "# pages as html-words.tsv.  Not to be edited by hand.  Licence: Apache-2.0.\n"
            + HEADER["model"])
        export(forest, names, out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--blocks", default=ROOT / "build/train/page/blocks")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    names = feature_names()
    pages = measure(str(args.blocks), args.data, names)
    print(f"{len(pages)} pages, {sum(len(p.text) for p in pages)} blocks, "
          f"{len(names)} features", flush=True)
    words, forest = run(pages, names)
    if args.write:
        write(words, forest, names)


if __name__ == "__main__":
    sys.exit(main())
