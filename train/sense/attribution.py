"""Who is quoted: source, cue and content over words, and which belong together.

Trained on polnear's train part, scored on its dev part as eval/quotes/score.py does.
"""
import collections
import glob
import os
import sys

import torch
from torch import nn
from torch.nn import functional

import units

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "eval", "quotes"))
import score  # noqa: E402

LAYERS = ("source", "cue", "content", "inner")
OUT, BEGIN, INSIDE = 0, 1, 2
LINK = 64


# --- what is marked -----------------------------------------------------------

def read_links(path):
    """The attributions of a file: (source spans, cue spans, content spans)."""
    spans, out = {}, []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            field = line.rstrip("\n").split("\t")
            if field[0].startswith("T") and len(field) > 1:
                _, _, places = field[1].partition(" ")
                spans[field[0]] = [tuple(map(int, p.split())) for p in places.split(";")]
            elif field[0].startswith("E") and len(field) > 1:
                parts = {"Source": [], "Cue": [], "Content": []}
                for part in field[1].split():
                    role, name = part.split(":")
                    role = role.rstrip("0123456789")
                    if role in parts and name in spans:
                        parts[role] += spans[name]
                out.append((parts["Source"], parts["Cue"], parts["Content"]))
    return out


def texts_of(part):
    """(name, text, attributions) of every text; where several annotated it, the first by name."""
    gold = {}
    for path in sorted(glob.glob(os.path.join(part, "attributions", "*.ann"))):
        gold.setdefault(os.path.basename(path)[:-9], path)
    out = []
    for path in sorted(glob.glob(os.path.join(part, "text", "*.txt"))):
        name = os.path.basename(path)[:-4]
        if name in gold:
            out.append((name, open(path, encoding="utf-8", newline="").read(), gold[name]))
    return out


def layers_of(attributions):
    """Spans by layer; a content inside another goes to the inner layer."""
    out = {name: set() for name in LAYERS}
    contents = set()
    for source, cue, content in attributions:
        out["source"].update(source)
        out["cue"].update(cue)
        contents.update(content)
    for span in sorted(contents, key=lambda s: (s[0] - s[1], s)):
        inside = any(o[0] < span[1] and span[0] < o[1] for o in out["content"])
        out["inner" if inside else "content"].add(span)
    return out


def words_in(unit, span):
    """First and last word of a unit inside a span, or None."""
    inside = [n for n, (start, _) in enumerate(unit.words) if span[0] <= start < span[1]]
    return (inside[0], inside[-1]) if inside else None


def labels(unit, layers):
    """One row of O, B, I a layer."""
    out = [[OUT] * len(unit.words) for _ in LAYERS]
    for row, name in zip(out, LAYERS):
        for span in layers[name]:
            if span[0] >= unit.words[-1][1] or span[1] <= unit.words[0][0]:
                continue
            found = words_in(unit, span)
            if found and not any(row[found[0]:found[1] + 1]):
                row[found[0]:found[1] + 1] = [BEGIN] + [INSIDE] * (found[1] - found[0])
    return out


def pairs(unit, attributions):
    """Links by first words: (content, cue or -1) and (cue, source or -1), and what there is to choose from."""
    cues, sources, content_cue, cue_source = set(), set(), {}, {}
    first = lambda spans: next((f[0] for f in map(lambda s: words_in(unit, s), sorted(spans)) if f), None)
    for source, cue, content in attributions:
        s, c = first(source), first(cue)
        if c is not None:
            cues.add(c)
            cue_source[c] = -1 if s is None else s
        if s is not None:
            sources.add(s)
        for span in content:
            t = first([span])
            if t is not None:
                content_cue[t] = -1 if c is None else c
    return sorted(cues), sorted(sources), content_cue, cue_source


# --- the heads ----------------------------------------------------------------

class Link(nn.Module):
    """Which of several words one word goes with, or none."""

    def __init__(self, width):
        super().__init__()
        self.ask, self.key = nn.Linear(width, LINK), nn.Linear(width, LINK)
        self.none = nn.Parameter(torch.zeros(LINK))

    def forward(self, asking, choices):
        key = torch.cat([self.key(choices), self.none[None]])
        return self.ask(asking) @ key.T / LINK ** .5


class Heads(nn.Module):
    """Tags and links on the vectors of words."""

    def __init__(self, width):
        super().__init__()
        self.tag = nn.Linear(width, 3 * len(LAYERS))
        self.step = nn.Parameter(torch.zeros(len(LAYERS), 3, 3))
        self.link_cue, self.link_source = Link(width), Link(width)

    def scores(self, words):
        """Log probabilities [units, layers, words, 3]."""
        batch, length, _ = words.shape
        logits = self.tag(words).view(batch, length, len(LAYERS), 3).permute(0, 2, 1, 3)
        return functional.log_softmax(logits, -1)


def legal(step):
    """Steps with what no path may do: inside after outside."""
    block = torch.zeros(3, 3)
    block[OUT, INSIDE] = -1e4
    return step + block


def path_loss(scores, step, gold, counts):
    """Negative log likelihood of the gold paths of a linear chain (Lafferty et al. 2001), a unit."""
    batch, layers, length, _ = scores.shape
    step = legal(step)[None]
    inside = torch.arange(length)[None] < counts[:, None]
    total = scores[:, :, 0] + torch.tensor([0, 0, -1e4])
    for n in range(1, length):
        after = torch.logsumexp(total[..., :, None] + step, 2) + scores[:, :, n]
        total = torch.where(inside[:, n, None, None], after, total)
    there = scores.gather(3, gold[..., None]).squeeze(3)
    flat = gold[:, :, :-1] * 3 + gold[:, :, 1:]
    moves = step.expand(batch, -1, -1, -1).reshape(batch, layers, 9).gather(2, flat)
    mask = inside[:, None, :].float()
    best = (there * mask).sum(2) + (moves * mask[:, :, 1:]).sum(2)
    return (torch.logsumexp(total, 2) - best).sum() / batch


def best_path(scores, step):
    """Viterbi over one layer of one unit: [words, 3] -> labels."""
    step, back = legal(step), []
    total = scores[0] + torch.tensor([0, 0, -1e4])
    for n in range(1, len(scores)):
        value, where = (total[:, None] + step).max(0)
        back.append(where)
        total = value + scores[n]
    path = [int(total.argmax())]
    for where in reversed(back):
        path.append(int(where[path[-1]]))
    return path[::-1]


def spans_of(path, words):
    """Stretches of a path as (start, end) in characters."""
    out = []
    for n, label in enumerate(path):
        if label == BEGIN:
            out.append([words[n][0], words[n][1]])
        elif label == INSIDE:
            out[-1][1] = words[n][1]
    return [tuple(s) for s in out]


# --- training and scoring -----------------------------------------------------

def link_loss(link, words, asked, choices, answers):
    """Cross entropy of one unit's links."""
    keys = list(asked)
    target = torch.tensor([choices.index(answers[k]) if answers[k] in choices else len(choices) for k in keys])
    return functional.cross_entropy(link(words[keys], words[choices]), target, reduction="sum")


def words_of(states, rows):
    """Vectors of the words of units, [units, words, width], and the numbers of words."""
    first, counts = units.padded([e.unit.first for e in rows], 0)
    return states.gather(1, first[:, :, None].expand(-1, -1, states.shape[2])), counts


def loss_of(heads, states, rows):
    """The mean over the units of a batch."""
    words, counts = words_of(states, rows)
    words = functional.dropout(words, .1, heads.training)
    target = torch.zeros(len(rows), len(LAYERS), words.shape[1], dtype=torch.long)
    for n, example in enumerate(rows):
        target[n, :, :counts[n]] = torch.tensor(example.labels)
    loss = path_loss(heads.scores(words), heads.step, target, counts)
    for n, example in enumerate(rows):
        cues, sources, content_cue, cue_source = example.pairs
        if cues and content_cue:
            loss = loss + link_loss(heads.link_cue, words[n], content_cue, cues, content_cue) / len(rows)
        if sources and cue_source:
            loss = loss + link_loss(heads.link_source, words[n], cue_source, sources, cue_source) / len(rows)
    return loss


@torch.no_grad()
def evaluate(reader, rows, texts):
    """Exact spans a role as eval/quotes/score.py counts them."""
    reader.eval()
    heads = reader.attribution
    found = collections.defaultdict(lambda: collections.defaultdict(set))
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].unit.ids))
    for at in range(0, len(order), 32):
        batch = [rows[i] for i in order[at:at + 32]]
        words, counts = words_of(reader.states([e.unit for e in batch]), batch)
        scores = heads.scores(words)
        for n, example in enumerate(batch):
            for layer, name in enumerate(LAYERS):
                if scores[n, layer, :counts[n], BEGIN].max() < -7:
                    continue
                role = {"inner": "Content"}.get(name, name.capitalize())
                for span in spans_of(best_path(scores[n, layer, :counts[n]], heads.step[layer]), example.unit.words):
                    found[example.unit.text][role].add((span,))
    total = collections.Counter()
    for number, (_, text, path) in enumerate(texts):
        want = score.annotations(path)
        breaks = [m.end() for m in score.END.finditer(text)]
        for role in score.ROLES:
            a, b = score.cut(want[role], text, breaks), score.cut(found[number][role], text, breaks)
            total[role, "tp"] += len(a & b)
            total[role, "p"] += len(b)
            total[role, "g"] += len(a)
    return {role: 200 * total[role, "tp"] / max(1, total[role, "p"] + total[role, "g"]) for role in score.ROLES}


class Example:
    """A unit and what is marked in it."""

    def __init__(self, unit, layers, attributions):
        self.unit = unit
        self.labels = labels(unit, layers)
        self.pairs = pairs(unit, attributions)
        self.quiet = not any(map(any, self.labels))


def examples(polnear, part, program, cutter, limit=0):
    """The texts of a part and their units."""
    texts = texts_of(os.path.join(polnear, part))[:limit or None]
    words = units.analyse(program, [t[1] for t in texts])
    marks = [read_links(t[2]) for t in texts]
    layers = [layers_of(m) for m in marks]
    out = []
    for unit in units.units(cutter, [t[1] for t in texts], words):
        near = [(s, c, t) for s, c, t in marks[unit.text]
                if any(unit.words[0][0] < e and b < unit.words[-1][1] for b, e in s + c + t)]
        out.append(Example(unit, layers[unit.text], near))
    return texts, out


def tensors(heads):
    """What ships, by name."""
    out = {"tag.weight": heads.tag.weight, "tag.bias": heads.tag.bias, "tag.step": heads.step}
    for name, link in (("cue", heads.link_cue), ("source", heads.link_source)):
        out |= {f"link.{name}.ask.weight": link.ask.weight, f"link.{name}.ask.bias": link.ask.bias,
                f"link.{name}.key.weight": link.key.weight, f"link.{name}.key.bias": link.key.bias,
                f"link.{name}.none": link.none}
    return out
