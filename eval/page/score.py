#!/usr/bin/env python3
"""Score the reading of web pages beside trafilatura, in one run.

    score.py --data ../shared/data --pages build/eval/page/pages [--peer FILE]

Prints text, title, authors and dates of both on trafilatura's evaluation
pages and WCXB's development articles.  --peer keeps the peer's answers in
FILE and takes them from there the next time; --held takes the authors and
dates that train/page/choosers.py --held wrote: answers of trees that had not
seen the page's host; --worst N lists pages.

Authors are scored twice: over the pages whose label names one, and over all
labelled pages, where an answer to a label that names none counts as wrong.
"""
import argparse
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORD = re.compile(r"\w+")
TEXT_KINDS = {"lead", "body", "heading", "quote", "list"}


def read_labels(data):
    """Yield (set, key, file, url, label)."""
    pages = json.loads((data / "trafilatura-eval/evaldata.json").read_text())
    for url, label in pages.items():
        yield "eval", url, data / "trafilatura-eval/html" / (label["file"] + ".gz"), url, \
            dict(label, with_=label["with"])
    for path in sorted((data / "wcxb-dev-articles/ground-truth").glob("*.gz")):
        page = json.loads(gzip.open(path).read())
        html = path.parent.parent / "html" / path.name.replace(".json.", ".html.")
        truth = page["ground_truth"]
        yield "articles", path.name, html, page.get("url") or "", dict(
            title=truth.get("title"), author=truth.get("author"),
            date=truth.get("publish_date"), text=truth.get("main_content"))


# --- the two readers ------------------------------------------------------------

def read_ours(program, labels):
    answers = []
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for i, (_, _, path, url, _) in enumerate(labels):
            file = pathlib.Path(folder) / f"{i}.html"
            file.write_bytes(gzip.open(path).read())
            rows.append(f"{file}\t{url}\n")
        run = subprocess.run([program, str(ROOT / "data")], input="".join(rows).encode(),
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    read = {}
    for line in run.stdout.splitlines():
        page = json.loads(line)
        read[int(pathlib.Path(page["input"]).stem)] = page
    for i in range(len(labels)):
        page = read.get(i, {})
        body = (page.get("text") or "").encode()
        parts = [body[p["start"]:p["end"]].decode() for p in page.get("paragraphs", [])
                 if p["kind"] in TEXT_KINDS]
        answers.append(dict(
            text="\n".join(parts), whole=page.get("text") or "", title=page.get("title"),
            authors=page.get("authors") or [],
            date=(page.get("published") or {}).get("value")))
    return answers


def read_peer(labels, keep):
    if keep and keep.exists():
        known = {(a["set"], a["key"]): a for a in map(json.loads, keep.open())}
        if all((s, k) in known for s, k, _, _, _ in labels):
            return [known[s, k] for s, k, _, _, _ in labels]
    import trafilatura
    answers = []
    for kind, key, path, url, _ in labels:
        html = gzip.open(path).read()
        start = time.perf_counter()
        try:
            found = trafilatura.bare_extraction(html, url=url or None, with_metadata=True,
                                                include_comments=False)
            found = found.as_dict() if found else {}
        except Exception:  # a page that breaks the peer is a page it cannot read
            found = {}
        answers.append(dict(
            set=kind, key=key, text=found.get("text") or "", title=found.get("title"),
            authors=[a for a in (found.get("author") or "").split("; ") if a],
            date=found.get("date"), seconds=time.perf_counter() - start))
    if keep:
        keep.write_text("".join(json.dumps(a) + "\n" for a in answers))
    return answers


# --- scores ----------------------------------------------------------------------

def squeeze(text):
    return " ".join(text.split())


def segments(label, text):
    text = squeeze(text)
    good = sum(squeeze(s) in text for s in label["with"])
    bad = sum(squeeze(s) in text for s in label["without"])
    return good, bad, len(label["with"]) - good


def bag(label, text):
    got = collections.Counter(WORD.findall(text.lower()))
    want = collections.Counter(WORD.findall(label["text"].lower()))
    return 2 * sum((got & want).values()) / max(1, sum(got.values()) + sum(want.values()))


def names(authors):
    """A label or an answer as a set of names: lists split, degrees and case left out."""
    if isinstance(authors, str):
        authors = [authors]
    out = set()
    for author in authors or []:
        for name in re.split(r"\s*(?:[;,/|]|\band\b|\bund\b|&)\s*", author):
            name = re.sub(r"(?i)^(by|von)\s+", "", name).strip()
            if re.fullmatch(r"(?:[A-Z][A-Za-z]{0,2}\.?){1,4}®?|[A-Z]{2,6}", name) and out:
                continue
            if name:
                out.add(" ".join(WORD.findall(name.lower())))
    return out


def score(labels, answers, kind):
    counts = collections.Counter()
    bags = []
    for (own, _, _, _, label), answer in zip(labels, answers):
        if own != kind:
            continue
        if kind == "eval":
            for name, n in zip(("tp", "fp", "fn"), segments(label, answer["text"])):
                counts[name] += n
        elif label["text"]:
            bags.append(bag(label, answer["text"]))
        if label.get("title"):
            counts["titles"] += 1
            counts["title"] += WORD.findall(label["title"].lower()) == \
                WORD.findall((answer["title"] or "").lower())
        want, got = names(label.get("author")), names(answer["authors"])
        if "author" in label:
            counts["authors"] += bool(want)
            counts["answered"] += bool(got)
            counts["answered named"] += bool(got) and bool(want)
            counts["author"] += bool(want) and want == got
        if label.get("date"):
            counts["dates"] += 1
            counts["dated"] += bool(answer["date"])
            counts["date"] += label["date"] == answer["date"]
    precision = counts["author"] / max(1, counts["answered named"])
    recall = counts["author"] / max(1, counts["authors"])
    out = {}
    if kind == "eval":
        out["segments P"] = counts["tp"] / (counts["tp"] + counts["fp"])
        out["segments R"] = counts["tp"] / (counts["tp"] + counts["fn"])
        out["segments F"] = 2 * counts["tp"] / (2 * counts["tp"] + counts["fp"] + counts["fn"])
    else:
        out["bag F"] = sum(bags) / len(bags)
    out["title"] = counts["title"] / counts["titles"]
    out["authors P"], out["authors R"] = precision, recall
    out["authors F"] = 2 * precision * recall / max(1e-9, precision + recall)
    out["  F, all"] = 2 * counts["author"] / max(1, counts["authors"] + counts["answered"])
    out["date"] = counts["date"] / counts["dates"]
    out["date F"] = 2 * counts["date"] / (counts["dates"] + counts["dated"])
    return out


def read_held(path, labels, ours):
    """Our answers, with the authors and dates of trees that did not know the page."""
    kept = {(a["set"], a["key"]): a for a in map(json.loads, path.open())}
    out = []
    for (kind, key, _, _, _), answer in zip(labels, ours):
        held = kept.get((kind, key), {})
        out.append(dict(answer, authors=held.get("authors") or [], date=held.get("days")))
    return out


def list_worst(labels, ours, peer, count):
    rows = []
    for (kind, key, _, _, label), answer, other in zip(labels, ours, peer):
        if kind == "articles" and label["text"]:
            rows.append((bag(label, answer["text"]), bag(label, other["text"]), key))
    for own, other, key in sorted(rows)[:count]:
        print(f"  {own:.3f} (peer {other:.3f}) {key}")


def list_wrong(labels, ours, peer, what):
    for (kind, key, path, _, label), answer, other in zip(labels, ours, peer):
        want = label.get({"authors": "author"}.get(what, what))
        if what == "authors":
            wrong = "author" in label and names(want) != names(answer["authors"])
        elif what == "title":
            wrong = want and WORD.findall(want.lower()) != WORD.findall((answer["title"] or "").lower())
        else:
            wrong = want and want != answer["date"]
        if wrong:
            print(f"  {kind} {path.name}: want {want!r} got {answer[what]!r} peer {other[what]!r}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--pages", default=str(ROOT / "build/eval/page/pages"))
    parser.add_argument("--peer", type=pathlib.Path)
    parser.add_argument("--held", type=pathlib.Path)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--wrong", choices=("title", "authors", "date"))
    args = parser.parse_args()
    labels = list(read_labels(args.data))
    ours = read_ours(args.pages, labels)
    peer = read_peer(labels, args.peer)
    whole = [dict(a, text=a["whole"]) for a in ours]
    for kind in ("eval", "articles"):
        name = {"eval": "trafilatura-eval", "articles": "wcxb-dev-articles"}[kind]
        print(f"{name}: {sum(k == kind for k, *_ in labels)} pages")
        answers = dict(ours=ours, whole=whole, peer=peer)
        if args.held:
            answers["held"] = read_held(args.held, labels, ours)
        columns = {title: score(labels, a, kind) for title, a in answers.items()}
        print(f"  {'':12} " + " ".join(f"{title:>7}" for title in columns))
        for key in columns["ours"]:
            print(f"  {key:12} " + " ".join(
                f"{c[key]:7.4f}" if title != "held" or key.startswith(("author", "  F", "date"))
                else f"{'–':>7}" for title, c in columns.items()))
    if args.worst:
        list_worst(labels, ours, peer, args.worst)
    if args.wrong:
        list_wrong(labels, ours, peer, args.wrong)


if __name__ == "__main__":
    sys.exit(main())
