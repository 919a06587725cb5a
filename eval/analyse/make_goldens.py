#!/usr/bin/env python3
r"""Write what spaCy says of texts, one JSON object a line.

    make_goldens.py MODEL TEXTS GOLDENS.jsonl

TEXTS holds {"id", "text"} a line (*.jsonl), or a text a line with remarks after
'#' and the escapes \n \t \r \\ \uXXXX (*.txt).  MODEL is a pipeline folder or
the name of an installed package.  A golden line has the id, the text and the
arrays of `demarche plumb analyse`, and `blank` (1 where one U+0020 follows).

The goldens that the tests and the evaluation rely on are those of
    python 3.11 (Unicode 14.0), spacy 3.8.7, thinc 8.3.11, numpy 2.4.6,
    en_core_web_sm 3.8.0, one text at a time, one thread.
Another release is reported on standard error: 3.8.8 changed lemmas.
"""
import importlib.metadata
import json
import os
import re
import sys

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

PINNED = {"spacy": "3.8.7", "thinc": "8.3.11", "numpy": "2.4.6"}


ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


def unescape(line):
    return re.sub(r"\\(u[0-9a-f]{4}|[ntr\\])",
                  lambda m: ESCAPES.get(m[1]) or chr(int(m[1][1:], 16)), line)


def given(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            if path.endswith(".jsonl"):
                yield json.loads(line)
            elif not line.startswith("#"):
                yield {"id": f"line {number}", "text": unescape(line.rstrip("\n"))}


def arrays(doc):
    start, end, at = [], [], 0
    for token in doc:
        start.append(at)
        at += len(token.text.encode("utf-8"))
        end.append(at)
        at += len(token.whitespace_)
    return {
        "start": start,
        "end": end,
        "blank": [len(token.whitespace_) for token in doc],
        "norm": [token.norm_ for token in doc],
        "lemma": [token.lemma_ for token in doc],
        "tag": [token.tag_ for token in doc],
        "pos": [token.pos_ for token in doc],
        "morph": [str(token.morph) for token in doc],
        "dep": [token.dep_ for token in doc],
        "head": [token.head.i for token in doc],
        "sent_start": [1 if token.is_sent_start else -1 for token in doc],
        "ent_iob": [token.ent_iob for token in doc],
        "ent_type": [token.ent_type_ for token in doc],
    }


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__.split("\n\n")[1])
    import spacy
    for name, want in PINNED.items():
        have = importlib.metadata.version(name)
        if have != want:
            print(f"make_goldens: {name} is {have}, the goldens are those of {want}",
                  file=sys.stderr)
    nlp = spacy.load(sys.argv[1])
    nlp.max_length = 1 << 30
    tokens = 0
    with open(sys.argv[3], "w", encoding="utf-8", newline="\n") as out:
        for line in given(sys.argv[2]):
            doc = nlp(line["text"])
            tokens += len(doc)
            golden = {"id": line["id"], "text": line["text"], "tokens": arrays(doc)}
            out.write(json.dumps(golden, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{tokens} tokens", file=sys.stderr)


if __name__ == "__main__":
    main()
