#!/usr/bin/env python3
"""Gather the texts on which the language runtime is compared with spaCy.

    texts.py --data DIR [--seeds DIR] [--most CHARACTERS] > TEXTS.jsonl

DIR holds the collections named below, each in a folder of its own, as they are
published; a folder that is not there is reported and left out.  Of a collection
at most CHARACTERS (1,000,000) are taken.  Long documents are given whole and,
every other one, paragraph by paragraph.
"""
import argparse
import csv
import glob
import json
import os
import re
import sys


def read(path):
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return file.read()


def whole_or_paragraphs(texts):
    for number, text in enumerate(texts):
        if number % 2 == 0:
            yield text
        else:
            yield from (part for part in re.split(r"\n\s*\n", text) if part.strip())


def files(pattern):
    return lambda folder: whole_or_paragraphs(
        read(path) for path in sorted(glob.glob(os.path.join(folder, pattern), recursive=True)))


def conllu(folder):
    for path in sorted(glob.glob(os.path.join(folder, "dep", "*.conllu"))):
        for paragraph in re.split(r"(?m)^# newpar.*$", read(path)):
            yield " ".join(re.findall(r"(?m)^# text = (.*)$", paragraph))


def strings(value):
    """Every string inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def json_strings(pattern, key=None):
    def gather(folder):
        for path in sorted(glob.glob(os.path.join(folder, pattern), recursive=True)):
            text = read(path).removeprefix("\ufeff")
            try:
                values = [json.loads(text)]
            except ValueError:
                values = [json.loads(line) for line in text.splitlines() if line.strip()]
            for value in values:
                if key is None:
                    yield from strings(value)
                else:
                    for item in value if isinstance(value, list) else [value]:
                        yield item.get(key) or ""
    return gather


def html_cases(folder):
    for path in sorted(glob.glob(os.path.join(folder, "tree-construction", "*.dat"))):
        yield from read(path).split("#document")
    yield from json_strings("tokenizer/*.test")(folder)


def columns(pattern, names, delimiter):
    def gather(folder):
        csv.field_size_limit(1 << 30)
        for path in sorted(glob.glob(os.path.join(folder, pattern))):
            with open(path, encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file, delimiter=delimiter):
                    for name in names:
                        yield row.get(name) or ""
    return gather


COLLECTIONS = [
    ("wh-briefings", files("*.md")),
    ("gum-news", conllu),
    ("pragmatic-segmenter", json_strings("*.jsonl", "text")),
    ("html5lib-tests", html_cases),
    ("duckling-time-en", columns("*.tsv", ["expression"], "\t")),
    ("recognizers-text-en", json_strings("**/*.json", "Input")),
    ("wikinews-2019", columns("*.csv", ["title", "text"], ",")),
    ("polnear", files("data/**/*.txt")),
    ("re3d", json_strings("*/documents.json", "text")),
    ("plv", columns("*.tsv", ["sentence"], "\t")),
]


def encodable(text):
    """Lone surrogates cannot stand in UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def main():
    parser = argparse.ArgumentParser(description="gather texts as JSON lines")
    parser.add_argument("--data", required=True)
    parser.add_argument("--seeds")
    parser.add_argument("--most", type=int, default=1_000_000)
    args = parser.parse_args()
    collections = [(os.path.join(args.data, name), gather) for name, gather in COLLECTIONS]
    if args.seeds:
        collections.append((args.seeds, files("*.txt")))
    for folder, gather in collections:
        name, taken = os.path.basename(os.path.normpath(folder)), 0
        if not os.path.isdir(folder):
            print(f"texts: {folder} is not there, left out", file=sys.stderr)
            continue
        for number, text in enumerate(gather(folder)):
            if taken >= args.most:
                break
            taken += len(text)
            line = {"id": f"{name}-{number}", "text": encodable(text)}
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        print(f"texts: {name}: {taken} characters", file=sys.stderr)


if __name__ == "__main__":
    main()
