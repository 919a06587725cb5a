"""The corpus of diplomatic acts as Python objects: docs/corpus.md says what is in it."""
import glob
import hashlib
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "data")
FLAGS = ("negated", "conditional", "future", "hypothetical", "historical", "reiterated", "anonymous")


def column(path, name):
    """One column of a table under data/, in order."""
    with open(os.path.join(DATA, path), encoding="utf-8") as lines:
        rows = [l.rstrip("\n").split("\t") for l in lines if l.strip() and not l.startswith("#")]
    return [row[rows[0].index(name)] for row in rows[1:]]


TYPES = tuple(column("ontology/acts.tsv", "type"))


def part(ident):
    """train, dev or test, by the last digit of the passage's number."""
    digit = re.fullmatch(r"[a-z0-9-]*?-?\d*(\d)\.\d+", ident).group(1)
    return {"0": "test", "1": "test", "2": "dev", "3": "dev"}.get(digit, "train")


def find(text, words):
    """Where `words` (or `words#2`) stand in `text`, in characters; None if they do not."""
    if words is None:
        return None
    number = re.search(r"#(\d)$", words)
    turn = int(number.group(1)) if number else 1
    words = words[:number.start()] if number else words
    at = -1
    for _ in range(turn):
        at = text.find(words, at + 1)
        while at > 0 and text[at].isalnum() and text[at - 1].isalnum():
            at = text.find(words, at + 1)
        if at < 0:
            return None
    return (at, at + len(words))


def lines(folder):
    """(file, number, object) of every line of a part of the corpus."""
    for path in sorted(glob.glob(os.path.join(DATA, "corpus", folder, "*.jsonl"))):
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield path, number, json.loads(line)


def read_own(folder="own"):
    """Sentences with spans as pairs of characters."""
    for _, _, line in lines(folder):
        yield resolve(line, line["text"], lambda words: find(line["text"], words))


def read_standoff(root, folder="standoff"):
    """The same for stand-off lines; `root` holds the documents."""
    cache = {}
    for _, _, line in lines(folder):
        name = line["document"]
        if name not in cache:
            raw = open(os.path.join(root, name), "rb").read()
            if hashlib.sha256(raw).hexdigest() != line["sha256"]:
                raise ValueError(f"{name}: is not the document that was read")
            cache[name] = raw
        raw = cache[name][line["start"]:line["end"]]
        char = lambda byte, raw=raw, base=line["start"]: len(raw[:byte - base].decode("utf-8", "replace"))
        yield resolve(line, raw.decode("utf-8"), lambda span: span and (char(span[0]), char(span[1])))


def resolve(line, text, place):
    """A sentence with text and spans in characters."""
    acts = []
    for act in line["acts"]:
        parties = {role: [{"span": place(p["words"]), "code": p.get("code")} for p in act.get(role) or []]
                   for role in ("actor", "recipient")}
        acts.append({**act, **parties, "predicate": place(act["predicate"]),
                     "condition": place(act["condition"]) if act.get("condition") else None})
    said = [{"source": place(a["source"]) if a["source"] else None, "cue": place(a["cue"]) if a["cue"] else None,
             "content": [place(c) for c in a["content"]]} for a in line["attributions"]]
    return {"id": line["id"], "part": part(line["id"]), "text": text, "acts": acts, "attributions": said}
