"""Reports and copies of them, made from reports of ../shared/data.

Families: a report and what others made of it.  Ways to copy:

  reprint  any of: cut (paragraphs left out), datelined, credited, reordered,
           headlined (another headline), typeset (other quotation marks)
  rewrite  machine-worded: other words for common ones (wording.tsv), other
           turns ("X's Y" - "the Y of X"), sentences cut and joined; with or
           without a cut.  "light" and "heavy" say how much.

The same seed gives the same reports.
"""
import pathlib
import random
import re
import xml.etree.ElementTree as xml

HERE = pathlib.Path(__file__).parent
MOST_WORDS = 1200
LEAST_WORDS = 80
AGENCIES = ["Lodestar", "Meridian Press", "Northwire", "PanPress"]
CITIES = ["BRUSSELS", "GENEVA", "OSTREL", "WASHINGTON", "ARDMOUTH", "NEW DELHI"]
NAMES = ["Nina Harrow", "Peter Stancombe", "Ossian Reed", "Mara Quill", "Jon Abell"]
HEADLINES = ["What we know so far", "The day in brief", "New twist in long dispute",
             "Officials look for a way out", "From our foreign desk"]


# --- sources: lists of paragraphs ---

def gum(data):
    for path in sorted((data / "gum-news/dep").glob("GUM_news_*.conllu")):
        paragraphs = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newpar") and not line.startswith("# newpar_block"):
                paragraphs.append([])
            elif line.startswith("# text = "):
                if not paragraphs:
                    paragraphs.append([])
                paragraphs[-1].append(line[9:])
        yield path.stem, [" ".join(p) for p in paragraphs if p]


def detokenise(tokens):
    text = " ".join(tokens)
    text = re.sub(r" ([,.;:!?)\]%]|'s\b|n't\b)", r"\1", text)
    text = re.sub(r"([(\[$]) ", r"\1", text)
    return re.sub(r'" ([^"]*?) "', r'"\1"', text)


def meantime(data):
    for path in sorted((data / "meantime/intra-doc_annotation").rglob("*.xml")):
        sentences = {}
        for token in xml.parse(path).iter("token"):
            sentences.setdefault(int(token.get("sentence")), []).append(token.text)
        lines = [detokenise(s) for _, s in sorted(sentences.items())]
        yield path.stem, [" ".join(lines[i:i + 2]) for i in range(0, len(lines), 2)]


def briefings(data):
    for path in sorted((data / "wh-briefings").glob("*.md")):
        body = path.read_text(encoding="utf-8").split("---", 2)[-1]
        blocks = [" ".join(b.split()) for b in re.split(r"\n[ \xa0]*\n", body)]
        yield path.stem, [b for b in blocks if len(b) > 1]


def runs(paragraphs, width=8):
    words = re.findall(r"\w+", " ".join(paragraphs).lower())
    return {tuple(words[i:i + width]) for i in range(len(words) - width + 1)}


def sources(data):
    """Those that no other source shares a tenth of its runs of eight words
    with: briefings that were published twice, statements inside of others."""
    read = [(name, paragraphs, runs(paragraphs)) for name, paragraphs in all_sources(data)]
    kept = []
    for name, paragraphs, mine in read:
        if all(len(mine & other) < 0.1 * min(len(mine), len(other)) for _, _, other in kept):
            kept.append((name, paragraphs, mine))
    return [(name, paragraphs) for name, paragraphs, _ in kept]


def all_sources(data):
    for read in (gum, meantime, briefings):
        for name, paragraphs in read(data):
            kept, words = [], 0
            for paragraph in paragraphs:
                words += len(paragraph.split())
                kept.append(paragraph)
                if words >= MOST_WORDS:
                    break
            if words >= LEAST_WORDS and len(kept) >= 3:
                yield name, kept


# --- ways to copy ---

def cut(rng, paragraphs):
    keep = max(2, round(len(paragraphs) * rng.uniform(0.4, 0.8)))
    if rng.random() < 0.5:
        return paragraphs[:keep]
    chosen = sorted(rng.sample(range(len(paragraphs)), keep))
    return [paragraphs[i] for i in chosen]


def datelined(rng, paragraphs):
    line = f"{rng.choice(CITIES)}, {rng.choice(['Feb 6', 'Dec. 17', '9 January'])} ({rng.choice(AGENCIES)}) — "
    return [line + paragraphs[0]] + paragraphs[1:]


def credited(rng, paragraphs):
    one, two = rng.sample(NAMES, 2)
    return paragraphs + [rng.choice([
        f"(Reporting by {one}; editing by {two})",
        f"With files from {rng.choice(AGENCIES)}",
        f"{rng.choice(AGENCIES)} reporters {one} and {two} contributed to this report.",
        f"© 2022 {rng.choice(AGENCIES)}. All rights reserved. This material may not be published or rewritten."])]


def reordered(rng, paragraphs):
    head, rest = paragraphs[:1], paragraphs[1:]
    rng.shuffle(rest)
    return head + rest


def headlined(rng, paragraphs):
    return [rng.choice(HEADLINES)] + paragraphs


def typeset(rng, paragraphs):
    table = [("“", '"'), ("”", '"'), ("’", "'")] if rng.random() < 0.5 else [(" '", " ‘"), ("'", "’"), ("--", "—")]
    out = []
    for paragraph in paragraphs:
        for old, new in table:
            paragraph = paragraph.replace(old, new)
        out.append(paragraph)
    return out


REPRINT = [cut, datelined, credited, reordered, headlined, typeset]


def reprint(rng, paragraphs):
    ways = rng.sample(REPRINT, rng.randint(1, 4))
    for way in sorted(ways, key=REPRINT.index):
        paragraphs = way(rng, paragraphs)
    return paragraphs, "+".join(sorted(w.__name__ for w in ways))


def wording():
    with open(HERE / "wording.tsv", encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]
    return {word: others.split("|") for word, others in rows[1:]}


WORDING = wording()
PATTERN = re.compile(r"\b(" + "|".join(sorted(map(re.escape, WORDING), key=len, reverse=True)) + r")\b", re.I)


def other_words(rng, text, strength):
    def swap(match):
        word = match.group(0)
        if rng.random() > strength or (word[0].isupper() and match.start() > 0 and text[match.start() - 2:match.start()] != ". "):
            return word
        new = rng.choice(WORDING[word.lower()])
        return new[0].upper() + new[1:] if word[0].isupper() else new
    return PATTERN.sub(swap, text)


def other_turns(rng, text, strength):
    def turn(pattern, repl, chance):
        nonlocal text
        text = re.sub(pattern, lambda m: m.expand(repl) if rng.random() < chance else m.group(0), text)
    turn(r"\b([A-Z]\w+)['’]s (\w+)", r"the \2 of \1", strength)
    turn(r"\b(don|doesn|didn|isn|aren|wasn|weren|won|wouldn|couldn)['’]t\b", r"\1 not", strength)
    turn(r"\bit['’]s\b", "it is", strength)
    turn(r"\b(?:has|have) (\w+ed)\b", r"\1", strength)
    turn(r"\bto (\w+) the\b", r"for \1 the", strength * 0.4)
    turn(r"\b(\w+)ing the\b", r"the \1ing of the", strength * 0.3)
    turn(r"\bthe (\w+) (\w+) of\b", r"the \2 \1 of", strength * 0.3)
    turn(r"\bon (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b", r"the \1", strength)
    turn(r"\ba (\w+) (\w+) (\w+)\b", r"one \1 \2 \3", strength * 0.4)
    return text


SMALL = ["the", "of", "that", "in", "by", "to", "one", "a", "this"]


def other_order(rng, text, strength):
    """Small words put in, left out and changed places, as machines do."""
    words = text.split(" ")
    out = []
    for word in words:
        chance = rng.random() / max(strength, 1e-9)
        if word in SMALL and chance < 0.3:
            continue
        if chance < 0.05:
            out.append(rng.choice(SMALL))
        if out and chance > 0.05 and chance < 0.12 and word.islower() and out[-1].islower():
            out.insert(len(out) - 1, word)
            continue
        out.append(word)
    return " ".join(out)


def sentences_anew(rng, text, strength):
    sentences = re.split(r"(?<=[.!?]) (?=[A-Z“\"])", text)
    out = []
    for sentence in sentences:
        if rng.random() < 0.25 * strength:
            parts = sentence.split(", and ", 1)
            if len(parts) == 2 and len(parts[0]) > 40 and len(parts[1]) > 40:
                sentence = parts[0] + ". " + parts[1][0].upper() + parts[1][1:]
        moved = re.match(r"^(In|On|At|After|Before) ([^,.]{4,40}), (.+)\.$", sentence)
        if moved and rng.random() < strength:
            rest = moved.group(3)
            sentence = f"{rest[0].upper() + rest[1:]} {moved.group(1).lower()} {moved.group(2)}."
        if rng.random() < 0.06 * strength:
            continue
        out.append(sentence)
    return " ".join(out)


STRENGTH = {"light": 0.5, "heavy": 0.95}


def rewrite(rng, paragraphs, how):
    strength = STRENGTH[how]
    ways = ["worded-" + how]
    if rng.random() < 0.3:
        paragraphs = cut(rng, paragraphs)
        ways.append("cut")
    out = []
    for paragraph in paragraphs:
        text = sentences_anew(rng, paragraph, strength)
        text = other_turns(rng, other_words(rng, text, strength), strength)
        if how == "heavy":
            text = other_order(rng, text, strength)
        if text:
            out.append(text)
    return out, "+".join(ways)


# --- sets of reports ---

def families(data, seed, kinds):
    """Rows {"id","text","family","how"}; `kinds` of reprint, light, heavy."""
    rng = random.Random(seed)
    rows = []
    for n, (name, paragraphs) in enumerate(sources(data)):
        def put(paragraphs, how):
            rows.append({"id": f"{n:04d}-{len(rows):06d}", "text": "\n\n".join(paragraphs), "family": name, "how": how})
        put(paragraphs, "original")
        if rng.random() < 0.35:
            continue  # nobody copied it
        for kind in kinds:
            for _ in range(rng.randint(1, 2)):
                put(*(reprint(rng, paragraphs) if kind == "reprint" else rewrite(rng, paragraphs, kind)))
    rng.shuffle(rows)
    return rows


def many(data, seed, count):
    """`count` reports of invented prose (word follows word as in the sources),
    two of five of them copies."""
    rng = random.Random(seed)
    follows = {}
    for _, paragraphs in sources(data):
        for paragraph in paragraphs:
            words = paragraph.split()
            for a, b in zip(words, words[1:]):
                follows.setdefault(a, []).append(b)
    starts = sorted(w for w in follows if w[0].isupper() and len(follows[w]) > 2)

    def paragraph():
        words = [rng.choice(starts)]
        for _ in range(rng.randint(25, 60)):
            words.append(rng.choice(follows.get(words[-1]) or starts))
        return " ".join(words) + "."

    made = 0
    family = 0
    while made < count:
        paragraphs = [paragraph() for _ in range(rng.randint(4, 10))]
        copies = rng.choice([0, 0, 0, 0, 0, 1, 1, 1, 2, 3])
        for k in range(1 + copies):
            text, how = (paragraphs, "original") if k == 0 else reprint(rng, paragraphs)
            if made < count:
                yield {"id": f"m{made:07d}", "text": "\n\n".join(text), "family": f"f{family}", "how": how}
                made += 1
        family += 1
