#!/usr/bin/env python3
"""Speed of the language runtime beside that of spaCy, on the same texts.

    lang.py --program build/bench/bench_lang --model models/en_core_web_sm-3.8.0 FILE...

FILEs are read as paragraphs: of CoNLL-U files the sentences of a paragraph, of
other files what stands between blank lines (front matter between `---` lines
is left out).  Both sides get all paragraphs, one thread, three times; the
first pass starts with empty caches on both sides and is the one compared.
Seconds are processor time.  spaCy runs `nlp.pipe(batch_size=32)` on the same
pipeline folder; without spaCy only our side is measured.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"

PASSES = 3


def paragraphs(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if path.endswith(".conllu"):
        blocks = re.split(r"(?m)^# newpar.*$", text)
        parts = (" ".join(re.findall(r"(?m)^# text = (.*)$", block)) for block in blocks)
    else:
        text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
        parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return [part for part in parts if part]


def ours(args, texts):
    with tempfile.NamedTemporaryFile("w", suffix=".texts", encoding="utf-8") as file:
        file.write("".join(text + "\0" for text in texts))
        file.flush()
        out = subprocess.run([args.program, args.model, file.name], check=True,
                             capture_output=True, text=True).stdout
    return dict(line.split("\t") for line in out.splitlines())


def theirs(args, texts):
    """(tokens, seconds of each pass, version), or None without spaCy."""
    try:
        import spacy
    except ImportError:
        return None
    nlp = spacy.load(args.spacy or args.model)
    spent = []
    for _ in range(PASSES):
        start = time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=32))
        spent.append(time.process_time() - start)
    return tokens, spent, spacy.__version__


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True, help="the built bench_lang")
    parser.add_argument("--model", required=True, help="pipeline folder or wheel")
    parser.add_argument("--spacy", help="what spaCy is to load, if not the same folder")
    parser.add_argument("files", nargs="+", metavar="FILE")
    args = parser.parse_args()

    texts = [text for path in args.files for text in paragraphs(path)]
    fast = ours(args, texts)
    tokens = int(fast["tokens"])
    print(f"{len(texts)} paragraphs, {tokens} tokens, {fast['model']}")
    print(f"demarche ({fast['kernels']}): load {fast['load_ms']} ms, peak {fast['peak_mb']} MB "
          f"({fast['texts_mb']} MB of it texts)")
    rows = [("demarche", [float(fast[f"pass_{i}_seconds"]) for i in range(1, PASSES + 1)])]
    slow = theirs(args, texts)
    if slow is None:
        print("spaCy is not installed here: no comparison", file=sys.stderr)
    else:
        if slow[0] != tokens:
            sys.exit(f"spaCy finds {slow[0]} tokens: not the same work")
        rows.append((f"spaCy {slow[2]}", slow[1]))
    for name, spent in rows:
        rates = "  ".join(f"{tokens / seconds:9.0f}" for seconds in spent)
        print(f"{name:14} tokens/s by pass: {rates}")
    if slow is not None:
        ratio = [b / a for a, b in zip(rows[0][1], slow[1])]
        print("ratio by pass: " + "  ".join(f"{value:.2f}" for value in ratio))


if __name__ == "__main__":
    main()
