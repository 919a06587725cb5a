#!/usr/bin/env python3
"""Silver labels: what the program's rules are sure of in unlabelled text, as sentences for acts.py --silver.

    silver.py PROGRAM OUT.jsonl TEXT...

The rules know thousands of words in their frames; the head learns from their finds what such words have in common.  The texts are
read without a reader into a dossier that is thrown away; OUT holds sentences of those texts and is never published.  Documents that
data/corpus/standoff points into are left out.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

SURE = .6


def place(sentence, words, near):
    """Where words stand in a sentence, nearest to a place."""
    found = [m.start() for m in re.finditer(r"(?<!\w)" + re.escape(words) + r"(?!\w)", sentence)]
    return min(((abs(at - near), at, at + len(words)) for at in found), default=None)


def marked(sentence, act):
    """One act in the form of eval/corpus/corpus.py, or None."""
    exact = sentence["exact"]
    word = re.search(r'lexicon: "(.+?)" as', " ".join(act["why"]))
    start = len(exact.encode()[:act["text"]["start"] - sentence["start"]].decode(errors="ignore"))
    if not word or act["confidence"] < SURE:
        return None
    at = re.compile(r"\b" + re.escape(word.group(1)) + r"\b").search(exact, start)
    if not at:
        return None
    parties = {}
    for role in ("actor", "recipient"):
        found = [place(exact, p["text"], at.start()) for p in act[role] if p["text"]]
        parties[role] = [list(f[1:]) for f in found if f]
    flags = [name for name, value in act["flags"].items() if value is True]
    return {"type": act["type"], "predicate": list(at.span()), "flags": flags, **parties}


def pointed_at():
    """Names of the documents of data/corpus/standoff."""
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "corpus", "standoff")
    return {os.path.basename(json.loads(line)["document"]) for name in os.listdir(folder)
            for line in open(os.path.join(folder, name), encoding="utf-8")}


def main():
    program, out, texts = sys.argv[1], sys.argv[2], sys.argv[3:]
    away = pointed_at()
    texts = [text for text in texts if os.path.basename(text) not in away]
    environment = {**os.environ, "DEMARCHE_READER": "none"}
    with tempfile.TemporaryDirectory() as folder:
        dossier = os.path.join(folder, "silver.demarche")
        subprocess.run([program, "add", dossier, "--quiet", *texts], check=False, env=environment)
        lines = subprocess.run([program, "export", dossier, "--format", "jsonl"], check=True, capture_output=True, text=True).stdout
    sentences = collections.OrderedDict()
    for line in map(json.loads, lines.splitlines()):
        if line["kind"] == "act" and line["sentence"] and len(line["sentence"]["exact"]) < 600:
            act = marked(line["sentence"], line)
            acts = sentences.setdefault(line["sentence"]["exact"], [])
            if act:
                acts.append(act)
    with open(out, "w", encoding="utf-8") as file:
        for text, acts in sentences.items():
            if acts:
                file.write(json.dumps({"text": text, "acts": acts}, ensure_ascii=False) + "\n")
    print(f"{sum(map(bool, sentences.values()))} sentences, {sum(map(len, sentences.values()))} acts")


if __name__ == "__main__":
    main()
