#!/usr/bin/env python3
"""Web pages to acts and quotes, beside what else is done for it, one thread each.

    reader.py --data ../shared/data [--program build/demarche] [--count 24] [--asked 2]

Ours: `demarche add --jobs 1` of the pages into a new dossier, everything on; the time of its start is given and not left out.
(a) trafilatura, spaCy with the same language model, then a classifier of BERT-base's size once a sentence.
(b) trafilatura and spaCy, then a network of RoBERTa-large's size that is asked of each sentence whether it means a type, once a type.
What the networks weigh does not matter for the time, so theirs are random; their sentences are sorted by length, sixteen at once.
(b) is measured on --asked sentences of middle length and multiplied.  Seconds are processor time.
"""
import argparse
import gzip
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"

ROOT = pathlib.Path(__file__).resolve().parents[1]
TYPES = 20       # of data/ontology that are asked for
QUESTION = 10    # pieces of "This means that somebody demands something."
PIECES = 1.25    # of a word
BATCH = 16


def pages(folder, count):
    files = sorted((folder / "wcxb-dev-articles/html").glob("*.gz"))
    return [gzip.open(path).read() for path in files[::max(1, len(files) // count)][:count]]


def children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ours(program, html):
    """Processor seconds of the whole and of a start with nothing to read, and the words of the texts that it found."""
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(html):
            pathlib.Path(folder, f"{number}.html").write_bytes(page)
        pathlib.Path(folder, "none.txt").write_text("Nothing.\n")
        spent = []
        for what in (["none.txt"], [f"{n}.html" for n in range(len(html))]):
            began = children()
            subprocess.run([program, "add", f"{len(spent)}.demarche", "--jobs", "1", *what], cwd=folder, capture_output=True, check=True)
            spent.append(children() - began)
        found = subprocess.run([program, "plumb", "page", *what], cwd=folder, capture_output=True, text=True, check=True).stdout
        return spent[1], spent[0], sum(len((json.loads(line).get("text") or "").split()) for line in found.splitlines())


def network(width, layers, heads, inner):
    import torch
    layer = torch.nn.TransformerEncoderLayer(width, heads, inner, activation="gelu", batch_first=True)
    return torch.nn.TransformerEncoder(layer, layers).eval()


def seconds(net, width, lengths):
    """Processor seconds to read rows of so many pieces."""
    import torch
    lengths = sorted(lengths)
    with torch.inference_mode():
        net(torch.zeros(1, 8, width))
        began = time.process_time()
        for at in range(0, len(lengths), BATCH):
            rows = lengths[at:at + BATCH]
            net(torch.randn(len(rows), rows[-1], width))
        return time.process_time() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--program", default=str(ROOT / "build/demarche"))
    parser.add_argument("--model", default=str(ROOT / "models/en_core_web_sm-3.8.0"))
    parser.add_argument("--count", type=int, default=24, help="pages")
    parser.add_argument("--asked", type=int, default=2, help="sentences that (b) reads")
    args = parser.parse_args()
    try:
        import spacy
        import torch
        import trafilatura
    except ImportError as missing:
        sys.exit(f"{missing}: the peers need spacy, torch and trafilatura")
    torch.set_num_threads(1)
    html = pages(args.data, args.count)
    whole, start, kept = ours(str(pathlib.Path(args.program).resolve()), html)

    began = time.process_time()
    texts = [trafilatura.extract(page) or "" for page in html]
    cleaned = time.process_time() - began
    nlp = spacy.load(args.model)
    began = time.process_time()
    sentences = [len(s) for doc in nlp.pipe((p for t in texts for p in t.split("\n")), batch_size=32) for s in doc.sents]
    parsed = time.process_time() - began
    pieces = [min(510, int(words * PIECES) + 2) for words in sentences]
    classified = seconds(network(768, 12, 12, 3072), 768, pieces)
    middle = sorted(pieces)[len(pieces) // 2:][:args.asked]
    asked = seconds(network(1024, 24, 16, 4096), 1024, [p + QUESTION for p in middle for _ in range(TYPES)])
    asked *= sum(p + QUESTION for p in pieces) / sum(p + QUESTION for p in middle)

    words = sum(len(t.split()) for t in texts)
    print(f"{len(html)} pages; words: ours {kept}, the peers' {words} in {len(sentences)} sentences; processor seconds")
    print(f"  ours                   {whole:9.2f}  ({start:.2f} of it its start)   {kept / whole:7.0f} words/s")
    for name, rest in (("BERT-base", classified), ("RoBERTa-large, asked", asked)):
        peer = cleaned + parsed + rest
        print(f"  {name:22} {peer:9.2f}  (pages {cleaned:.2f}, language {parsed:.2f}, network {rest:.2f})   "
              f"{words / peer:7.1f} words/s   ratio {peer / whole:7.1f}, a word {kept / whole / (words / peer):7.1f}")


if __name__ == "__main__":
    main()
