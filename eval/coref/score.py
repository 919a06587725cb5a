#!/usr/bin/env python3
"""Score who is meant against GUM's coreference: links between mentions of people, states and organisations (MUC).

    score.py --run build/demarche GUM-NEWS                 the folder with dep/*.conllu: news, speeches, interviews
    score.py --run build/demarche --misses 40 GUM-NEWS     also links missed and links wrongly made (first half)
    score.py --run build/demarche --xrenner OUT GUM-NEWS   xrenner's chains beside it, which are in OUT/*.conll, on the
                                                           documents that are there

xrenner (2.2.1.1) has no figure for its learnt part here: its model is fetched from a hub.  Its rules ran on GUM's own
parses (tokens, tags and heads by hand, which ours never sees), the last two columns emptied, all files in one call:

    cd OUT && xrenner.py -m eng -r --noseq -o conll 'IN/*.conllu'

Two mentions of `demarche plumb mentions` have to do with each other where one points back to the other, or both have the
same codes, person or name.  A mention of GUM and one of ours are the same where our head word is one of the words of its
shortest span.  Gold: chains whose mentions are people, organisations, or places that are states (a name of
data/actors/states.tsv is among them).  A chain of ours that has no mention of these is left out; mentions of ours that
GUM does not mark (adjectives, "who") are, too; other wrong ones count.  Rules were written with the first half (every
other document by name) in view, the second half was only scored.  Columns: documents, gold links, ours, P, R, F.
"""
import argparse
import collections
import glob
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
GENRES = ("news", "speech", "interview")
KINDS = ("person", "organization", "place")


def state_names():
    """All names, adjectives and peoples of states, in lower case."""
    names = set()
    with open(os.path.join(HERE, "..", "..", "data", "actors", "states.tsv"), encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                for field in line.rstrip("\n").split("\t"):
                    names.update(name.strip().lower() for name in field.split(";"))
    return names


def read_gold(path):
    """Text with paragraphs, spans of its tokens in characters, mentions {(first, last): (chain, kind, short)}."""
    text, tokens, mentions, opened, date, marks = "", [], [], [], None, set()
    skip_to = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            field = line.rstrip("\n").split("\t")
            if line.startswith("# meta::dateCreated"):
                date = line.split("=")[1].strip()
            if line.startswith("# newpar") and "block" not in line and text:
                text = text.rstrip() + "\n\n"
            if len(field) < 10 or "." in field[0]:
                continue
            misc = dict(part.split("=", 1) for part in field[9].split("|") if "=" in part)
            if "-" in field[0]:
                first, skip_to = map(int, field[0].split("-"))
                whole, text_at = field[1], len(text)
                text += whole + ("" if misc.get("SpaceAfter") == "No" else " ")
                inside = text_at
                continue
            if int(field[0]) <= skip_to:
                place = text.find(field[1], inside, text_at + len(whole))
                start = place if place >= 0 else inside
                inside = min(start + len(field[1]), text_at + len(whole))
                tokens.append((start, max(inside, start + 1)))
                skip_to = 0 if int(field[0]) == skip_to else skip_to
            else:
                tokens.append((len(text), len(text) + len(field[1])))
                text += field[1] + ("" if misc.get("SpaceAfter") == "No" else " ")
            at = len(tokens) - 1
            marks.update({at} if field[4] == "POS" or field[3] == "PUNCT" else ())
            for mark in re.findall(r"\([^()]+\)?|[^()]+\)", misc.get("Entity", "")):
                if mark.startswith("("):
                    part = mark.strip("()").split("-")
                    opened.append((part[0], part[1], part[4] if len(part) > 4 else "1", at))
                if mark.endswith(")"):
                    name = mark.strip("()").split("-")[0]
                    index = max(i for i, o in enumerate(opened) if o[0] == name)
                    _, kind, short, start = opened.pop(index)
                    words = {start + int(n) - 1 for n in short.split(",") if n.isdigit()}
                    mentions.append({"chain": re.sub(r"\[.*", "", name), "kind": kind, "first": start, "last": at,
                                     "short": (words or set(range(start, at + 1))) - marks or {start}})
    return {"name": os.path.basename(path)[4:-7], "text": text, "tokens": tokens, "mentions": mentions, "date": date}


def gold_chains(document, states):
    """Chains that count: lists of indices of mentions."""
    chains = collections.defaultdict(list)
    for index, mention in enumerate(document["mentions"]):
        chains[mention["chain"]].append(index)

    def counts(members):
        kinds = collections.Counter(document["mentions"][m]["kind"] for m in members)
        kind = kinds.most_common(1)[0][0]
        if kind == "place":
            return any(re.sub(r"^the ", "", words(document, m).lower()) in states for m in members)
        return kind in KINDS
    return [members for members in chains.values() if counts(members)]


def words(document, index):
    mention = document["mentions"][index]
    return document["text"][document["tokens"][mention["first"]][0]:document["tokens"][mention["last"]][1]]


def run_demarche(program, documents):
    """The mentions of each document as objects with offsets in bytes."""
    lines = "".join(json.dumps({"id": d["name"], "text": d["text"], "date": d["date"]}) + "\n" for d in documents)
    out = subprocess.run(program.split() + ["plumb", "mentions", "--jsonl", "--reader", "none"],
                         input=lines, stdout=subprocess.PIPE,
                         text=True, check=True).stdout
    found = {line["id"]: line["mentions"] for line in map(json.loads, out.splitlines())}
    for document in documents:
        raw = document["text"].encode("utf-8")
        for mention in found[document["name"]]:
            mention["words"] = re.sub(r"^[Tt]he ", "", raw[mention["start"]:mention["end"]].decode("utf-8", "replace"))
    return found


def referents(mentions):
    """The group of each of our mentions: those that point at each other or have the same referent."""
    group = list(range(len(mentions)))

    def root(i):
        while group[i] != i:
            i = group[i]
        return i
    first = {}
    for index, mention in enumerate(mentions):
        if mention["refers"] is not None:
            group[root(index)] = root(mention["refers"])
        key = referent(mention)
        if key is not None:
            if key in first:
                group[root(index)] = root(first[key])
            first.setdefault(key, index)
    return [root(i) for i in range(len(mentions))]


def referent(mention):
    kind = mention["kind"]
    if mention["person"] or (kind == "person" and mention["name"]):
        return ("person", mention["person"] or mention["name"])
    if kind == "actor" and mention["codes"]:
        return ("actor",) + tuple(mention["codes"])
    if kind == "pronoun" and mention["codes"] and not mention["role"]:
        return ("actor",) + tuple(sorted(mention["codes"]))
    if kind in ("office", "body") and mention["role"] and mention["of"]:
        return (kind, mention["role"], mention["of"])
    if kind == "agency" and mention["name"]:
        return ("agency", mention["name"])
    if kind == "name":
        return ("name", mention["words"].lower())
    return None


def our_chains(document, found):
    """Chains of ours as lists of indices of GUM's mentions."""
    text, at = document["text"], 0
    place = {}
    for char, letter in enumerate(text):
        place[at] = char
        at += len(letter.encode("utf-8"))
    place[at] = len(text)
    of_char = {c: i for i, (start, end) in enumerate(document["tokens"]) for c in range(start, end)}
    groups, chains = referents(found), collections.defaultdict(list)
    taken = {}
    for index in sorted(range(len(found)), key=lambda i: found[i]["start"] - found[i]["end"]):
        head = of_char.get(place.get(found[index]["head"]["start"]))
        first, last = of_char.get(place.get(found[index]["start"])), None
        for end in range(found[index]["end"], found[index]["start"], -1):
            if place.get(end) is not None and of_char.get(place[end] - 1) is not None:
                last = of_char[place[end] - 1]
                break
        fits = [m for m, gold in enumerate(document["mentions"])
                if head in gold["short"] and last is not None and last >= max(gold["short"]) and m not in taken]
        if fits:
            best = max(fits, key=lambda m: ((document["mentions"][m]["first"], document["mentions"][m]["last"])
                                            == (first, last), -abs(document["mentions"][m]["first"] - (first or 0))
                                            - abs(document["mentions"][m]["last"] - (last or 0))))
            taken[best] = groups[index]
            chains[groups[index]].append(best)
    return list(chains.values())


def xrenner_file(folder, document):
    return os.path.join(folder, "GUM_" + document["name"] + ".conll")


def read_xrenner(folder, document):
    """xrenner's chains as lists of indices of GUM's mentions."""
    with open(xrenner_file(folder, document), encoding="utf-8") as lines:
        out = lines.read()
    at, opened, chains = -1, [], collections.defaultdict(list)
    spans = []
    for line in out.splitlines():
        field = line.split("\t")
        if len(field) < 3 or not field[0].isdigit():
            continue
        at += 1
        for mark in re.findall(r"\(\d+\)?|\d+\)", field[-1]):
            name = mark.strip("()")
            if mark.startswith("("):
                opened.append((name, at))
            if mark.endswith(")"):
                index = max(i for i, o in enumerate(opened) if o[0] == name)
                spans.append((name, opened.pop(index)[1], at))
    if at + 1 != len(document["tokens"]):
        raise ValueError(f"{document['name']}: xrenner has {at + 1} tokens, GUM {len(document['tokens'])}")
    exact = {(m["first"], m["last"]): i for i, m in enumerate(document["mentions"])}
    for name, first, last in spans:
        index = exact.get((first, last))
        if index is None:  # the same by its head, as for ours: nearest span that shares the short one
            near = [i for i, m in enumerate(document["mentions"]) if m["short"] <= set(range(first, last + 1))
                    and m["first"] <= last and m["last"] >= first
                    and (m["first"] == first or m["last"] == last)]
            index = near[0] if near else None
        if index is not None and all(index not in members for members in chains.values()):
            chains[name].append(index)
    return list(chains.values())


def muc(gold, ours):
    """(links found, links wanted, links right of ours, links of ours)."""
    def links(chains, others):
        of = {m: i for i, members in enumerate(others) for m in members}
        right = wanted = 0
        for members in chains:
            parts = {of.get(m, ("alone", m)) for m in members}
            right += len(members) - len(parts)
            wanted += len(members) - 1
        return right, wanted
    target = {m for members in gold for m in members}
    ours = [members for members in ours if any(m in target for m in members)]
    return links(gold, ours) + links(ours, gold)


def figures(counts):
    found, wanted, right, made = counts
    recall, precision = found / wanted if wanted else 0, right / made if made else 0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0


def misses(document, gold, ours, most):
    """Print links missed (-) and links wrongly made (+): a mention and the one before it in its chain."""
    of_gold = {m: i for i, members in enumerate(gold) for m in members}
    of_ours = {m: i for i, members in enumerate(ours) for m in members}
    key = lambda m: document["mentions"][m]["first"]
    rows = []
    for members, other, sign in [(g, of_ours, "-") for g in gold] + [(o, of_gold, "+") for o in ours]:
        members = sorted(members, key=key)
        if sign == "+" and not any(m in of_gold for m in members):
            continue
        for before, m in zip(members, members[1:]):
            if other.get(m, m + .5) != other.get(before, before + .25):
                rows.append((key(m), f"{sign} {document['name']}: {words(document, before)[:50]!r} <- "
                             f"{words(document, m)[:50]!r}" + ("" if m in other else "  (no mention)")))
    for _, row in sorted(rows)[:most]:
        print(row)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--run", default="build/demarche")
    parser.add_argument("--xrenner", metavar="OUT", help="a folder with xrenner's GUM_*.conll")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="so many a document of the first half")
    parser.add_argument("--only", default="", help="documents whose name holds this")
    args = parser.parse_args()
    states = state_names()
    paths = sorted(p for p in glob.glob(os.path.join(args.folder, "dep", "*.conllu"))
                   if os.path.basename(p).split("_")[1] in GENRES)
    if not paths:
        sys.exit(f"{args.folder}: no dep/*.conllu")
    documents = [read_gold(path) for path in paths]
    halves = {d["name"]: ("first", "second")[i % 2] for i, d in enumerate(documents)}
    found = run_demarche(args.run, documents)
    total = collections.defaultdict(lambda: [0, 0, 0, 0, 0])
    for path, document in zip(paths, documents):
        if args.only not in document["name"] or (args.xrenner and not os.path.exists(xrenner_file(args.xrenner, document))):
            continue
        gold, half = gold_chains(document, states), halves[document["name"]]
        systems = {"demarche": our_chains(document, found[document["name"]])}
        if args.xrenner:
            systems["xrenner"] = read_xrenner(args.xrenner, document)
        for system, chains in systems.items():
            counts = muc(gold, chains)
            for row in ((system, half, "all"), (system, half, document["name"].split("_")[0])):
                total[row] = [a + b for a, b in zip(total[row], counts + (1,))]
        if args.misses and half == "first":
            misses(document, gold, systems["demarche"], args.misses)
    for (system, half, genre), row in sorted(total.items()):
        precision, recall, f = figures(row[:4])
        print(f"{system:9} {half:6} {genre:9} {row[4]:3} documents {row[1]:5} links {row[3]:5} ours  "
              f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F {100 * f:5.1f}")


if __name__ == "__main__":
    main()
