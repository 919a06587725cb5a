"""Which word makes an act, of which type, with which flags, who does it, to whom; and what a given source does to a given target.

Trained on the train part of data/corpus (own and stand-off) and on plv; scored on the corpus' dev and test parts.
"""
import collections
import csv
import json
import os
import re
import sys

import torch
from torch import nn
from torch.nn import functional

import units

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "eval", "corpus"))
import corpus  # noqa: E402

TYPES = corpus.TYPES
FLAGS = corpus.FLAGS
HIDDEN, LINK = 256, 64
FAR = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48)  # words away, where a step of nearness begins
ROLES = ("actor", "recipient")
# What the corpus' types can be for the pair head.
ROOTS = {"demand": ["REQUEST"], "request": ["REQUEST"], "offer": ["AGREE"], "promise": ["AGREE"], "accept": ["AGREE"],
         "threat": ["THREATEN"], "warning": ["THREATEN"], "accuse": ["ACCUSE"], "reject": ["REJECT"], "meet": ["CONSULT"],
         "concede": ["YIELD"], "attack": ["ASSAULT"], "protest": ["PROTEST"], "pressure": ["COERCE", "SANCTION", "MOBILIZE"],
         "support": ["SUPPORT", "AID", "COOPERATE"]}
QUAD = {root: int(quad) - 1 for root, quad in zip(corpus.column("ontology/plover.tsv", "root"), corpus.column("ontology/plover.tsv", "quad"))}
QUAD["YIELD"] = QUAD["CONCEDE"]


# --- what is marked -----------------------------------------------------------

class Example:
    """A unit and what is marked in it."""

    def __init__(self, unit, part):
        self.unit, self.part = unit, part
        self.acts = []      # (word, type number, flags, {role: words})
        self.pair = None    # (source pieces, target pieces, numbers of the roots it can be, quad number or -1)
        self.quiet = 1.0    # how much it counts that a word is marked as nothing


def passages(sentences):
    """Sentences of one passage, in order."""
    out = collections.OrderedDict()
    for sentence in sentences:
        out.setdefault(sentence["id"].rsplit(".", 1)[0], []).append(sentence)
    return list(out.values())


def joined(passage):
    """One text for a passage, and where each sentence begins in it."""
    text, starts = "", []
    for sentence in passage:
        text += " " if text else ""
        starts.append(len(text))
        text += sentence["text"]
    return text, starts


def party_spans(passage, starts, number, act, role):
    """Where the parties of an act stand: in its sentence, else nearest before it by code."""
    out = []
    for party in act[role]:
        if party["span"]:
            out.append(tuple(starts[number] + p for p in party["span"]))
        elif party["code"]:
            named = [(starts[n] + p["span"][0], starts[n] + p["span"][1]) for n in range(number, -1, -1)
                     for a in passage[n]["acts"] for r in ROLES for p in a[r] if p["span"] and p["code"] == party["code"]]
            out += named[:1]
    return out


def words_in(unit, span):
    return [n for n, (start, end) in enumerate(unit.words) if start < span[1] and span[0] < end]


def corpus_examples(sentences, program, cutter):
    groups = passages(sentences)
    texts = [joined(g) for g in groups]
    words = units.analyse(program, [t[0] for t in texts])
    out = []
    for unit in units.units(cutter, [t[0] for t in texts], words):
        passage, starts = groups[unit.text], texts[unit.text][1]
        example = Example(unit, passage[0]["part"])
        taken = set()
        for number, sentence in enumerate(passage):
            for act in sentence["acts"]:
                at = words_in(unit, tuple(starts[number] + p for p in act["predicate"]))
                if not at or at[0] in taken:
                    continue
                taken.add(at[0])
                roles = {r: sorted({w for s in party_spans(passage, starts, number, act, r) for w in words_in(unit, s)})
                         for r in ROLES}
                example.acts.append((at[0], 1 + TYPES.index(act["type"]), [f in act["flags"] for f in FLAGS], roles))
        out.append(example)
    return out


def silver_examples(path, program, cutter):
    """What silver.py wrote: the rules' finds.  That they found nothing says less."""
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    words = units.analyse(program, [r["text"] for r in rows])
    out = []
    for number, row in enumerate(rows):
        example = Example(units.unit(cutter, number, row["text"], words[number]), "silver")
        example.quiet = .3
        for act in row["acts"]:
            at = words_in(example.unit, act["predicate"])
            roles = {r: sorted({w for s in act[r] for w in words_in(example.unit, s)}) for r in ROLES}
            if at and at[0] not in [a[0] for a in example.acts]:
                example.acts.append((at[0], 1 + TYPES.index(act["type"]), [f in act["flags"] for f in FLAGS], roles))
        out.append(example)
    return [e for e in out if e.acts]


SIGNS = ("@", "#")  # what stands around source and target (Zhou and Chen 2022, entity marks of punctuation)


def begin_in(places, span):
    """Pieces that begin inside a span; None if there is no span, or none does."""
    return (span and [n for n, (start, _) in enumerate(places) if span[0] <= start < span[1]]) or None


def signed(unit, spans, cutter):
    """The unit with a sign before and behind each span, and the pieces of each, signs among them; a missing span has none."""
    at = [begin_in(unit.pieces, span) for span in spans]
    ids, places, new = [], [], []
    for number in range(len(unit.ids)):
        for edge in (lambda pieces: pieces[-1] + 1, lambda pieces: pieces[0]):
            for pieces, span, sign in zip(at, spans, SIGNS):
                if pieces and edge(pieces) == number:
                    ids.append(cutter.token_to_id(sign))
                    places.append((span[0], span[0]))
        new.append(len(ids))
        ids.append(unit.ids[number])
        places.append(unit.pieces[number])
    out = units.Unit(unit.text, ids, unit.words, [new[n] for n in unit.first], places)
    return out, *(begin_in(places, span) for span in spans)


def marked(text):
    """The text without its marks, and the spans of source and target."""
    plain, spans = "", {}
    for piece in re.split(r"(</?[st]>)", text):
        if re.fullmatch(r"<[st]>", piece):
            spans.setdefault(piece[1], [len(plain)])
        elif re.fullmatch(r"</[st]>", piece):
            spans[piece[2]][1:] = [len(plain)]
        else:
            plain += piece
    return plain, spans.get("s"), spans.get("t")


def pair_examples(rows, roots, program, cutter, part):
    """Texts with two sides: rows of (text, source, target, roots it can be, quad or -1)."""
    words = units.analyse(program, [r[0] for r in rows])
    out = []
    for number, (text, source, target, can_be, quad) in enumerate(rows):
        unit, *sides = signed(units.unit(cutter, number, text, words[number]), (source, target), cutter)
        example = Example(unit, part)
        example.pair = (*sides, [roots.index(root) for root in can_be], quad)
        out.append(example)
    return out


def plv_examples(path, program, cutter):
    with open(path, encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    roots = sorted({row["gold_root"] for row in rows})
    marks = [(*marked(row["marked_sentence"]), [row["gold_root"]], int(row["gold_penta"]) - 1) for row in rows]
    return pair_examples(marks, roots, program, cutter, "plv"), roots


def own_pairs(roots, program, cutter):
    """Those of data/corpus/pairs.tsv."""
    rows = zip(corpus.column("corpus/pairs.tsv", "root"), corpus.column("corpus/pairs.tsv", "sentence"))
    marks = [(*marked(sentence), [root], QUAD[root]) for root, sentence in rows]
    return pair_examples(marks, roots, program, cutter, "train")


def corpus_pairs(sentences, roots, program, cutter):
    """Acts of the corpus as pairs: sentences where one act alone stands between two sides."""
    chosen = []
    for sentence in sentences:
        sides = [(a["actor"][0]["span"], a["recipient"][0]["span"]) for a in sentence["acts"] if a["actor"] and a["recipient"]]
        for act in sentence["acts"]:
            can_be = ROOTS.get(act["type"]) if "negated" not in act["flags"] else None
            pair = act["actor"] and act["recipient"] and (act["actor"][0]["span"], act["recipient"][0]["span"])
            if can_be and pair and all(pair) and sides.count(pair) == 1:
                quads = {QUAD[root] for root in can_be}
                chosen.append((sentence["text"], *pair, can_be, quads.pop() if len(quads) == 1 else -1))
    return pair_examples(chosen, roots, program, cutter, "train")


# --- the heads ----------------------------------------------------------------

class Role(nn.Module):
    """Who among the words of a unit has a role towards a predicate: logits [predicates, 1 + words], nobody first."""

    def __init__(self, width):
        super().__init__()
        self.ask, self.key = nn.Linear(width, LINK), nn.Linear(width, LINK)
        self.near = nn.Parameter(torch.randn(2 * (len(FAR) + 1), LINK) * .1)
        self.word, self.nobody = nn.Linear(LINK, 1, bias=False), nn.Linear(LINK, 1)

    def forward(self, words, at):
        asked = self.ask(words[at])
        way = torch.arange(len(words))[None] - torch.tensor(at)[:, None]
        step = torch.bucketize(way.abs(), torch.tensor(FAR), right=True) + (len(FAR) + 1) * (way < 0)
        met = functional.relu(asked[:, None] + self.key(words)[None] + self.near[step])
        return torch.cat([self.nobody(functional.relu(asked)), self.word(met)[..., 0]], 1)


class Heads(nn.Module):
    """Predicates, types, flags and roles on the vectors of words; pairs on those of pieces."""

    def __init__(self, width, roots):
        super().__init__()
        self.width = width
        self.word = nn.Linear(width, HIDDEN)
        self.kind, self.flag = nn.Linear(HIDDEN, 1 + len(TYPES)), nn.Linear(HIDDEN, len(FLAGS))
        self.actor, self.recipient = Role(width), Role(width)
        self.pair_ask = nn.Linear(2 * width, width, bias=False)
        self.pair_source, self.pair_target, self.pair_pool = (nn.Linear(width, HIDDEN, bias=False) for _ in range(3))
        self.pair_bias = nn.Parameter(torch.zeros(HIDDEN))
        self.nosource, self.notarget = nn.Parameter(torch.zeros(width)), nn.Parameter(torch.zeros(width))
        self.root, self.quad = nn.Linear(HIDDEN, len(roots)), nn.Linear(HIDDEN, 4)

    def act_vectors(self, words, drop):
        return functional.dropout(functional.gelu(self.word(words)), drop, self.training)

    def pair(self, state, example, drop):
        """The pair head's hidden vector for one unit."""
        source, target, _, _ = example.pair
        state = state[:len(example.unit.ids)]
        s = state[source].mean(0) if source else self.nosource
        t = state[target].mean(0) if target else self.notarget
        asked = self.pair_ask(torch.cat([s, t]))
        pooled = torch.softmax(state @ asked / self.width ** .5, 0) @ state
        hidden = functional.gelu(self.pair_source(s) + self.pair_target(t) + self.pair_pool(pooled) + self.pair_bias)
        return functional.dropout(hidden, drop, self.training)


def act_loss(heads, words, example):
    """Types of all words; flags and roles of the predicates."""
    hidden = heads.act_vectors(words, .2)
    target, weight = torch.zeros(len(words), dtype=torch.long), torch.full((len(words),), example.quiet)
    for word, kind, _, _ in example.acts:
        target[word], weight[word] = kind, 1
    loss = (functional.cross_entropy(heads.kind(hidden), target, reduction="none", label_smoothing=.02) * weight).sum()
    if example.acts:
        at = [a[0] for a in example.acts]
        flags = torch.tensor([[float(f) for f in a[2]] for a in example.acts])
        loss = loss + 3 * functional.binary_cross_entropy_with_logits(heads.flag(hidden[at]), flags, reduction="sum",
                                                                     pos_weight=torch.tensor(2.0))
        for role in ROLES:
            wanted = torch.zeros(len(at), 1 + len(words), dtype=torch.bool)
            for n, act in enumerate(example.acts):
                wanted[n, [1 + w for w in act[3][role]] or [0]] = True
            logits = functional.log_softmax(getattr(heads, role)(words, at), 1)
            loss = loss - 3 * torch.logsumexp(logits.masked_fill(~wanted, -1e9), 1).sum()
    return loss


def pair_loss(heads, state, example, soft=.05):
    hidden = heads.pair(state, example, .15)[None]
    can_be, quad = example.pair[2:]
    if len(can_be) == 1:
        loss = functional.cross_entropy(heads.root(hidden), torch.tensor(can_be), label_smoothing=soft)
    else:
        loss = -torch.logsumexp(functional.log_softmax(heads.root(hidden), 1)[0, can_be], 0)
    if quad >= 0:
        loss = loss + .5 * functional.cross_entropy(heads.quad(hidden), torch.tensor([quad]), label_smoothing=soft)
    return loss


def loss_of(heads, states, rows):
    """The mean over the examples of a batch."""
    loss = 0.0
    for state, example in zip(states, rows):
        if example.pair:
            loss = loss + 2 * pair_loss(heads, state, example)
        else:
            words = functional.dropout(state[example.unit.first], .15, heads.training)
            loss = loss + act_loss(heads, words, example)
    return loss / len(rows)


# --- scoring ------------------------------------------------------------------

def f1(tp, found, wanted):
    return 200 * tp / max(1, found + wanted)


def macro(gold, said, classes):
    return sum(f1(sum(g == s == c for g, s in zip(gold, said)), said.count(c), gold.count(c)) for c in classes) / len(classes)


@torch.no_grad()
def score_pairs(reader, rows):
    """Root and quad of each pair."""
    reader.eval()
    heads = reader.acts
    out = [None] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].unit.ids))
    for at in range(0, len(order), 32):
        batch = order[at:at + 32]
        states = reader.states([rows[i].unit for i in batch])
        for n, i in enumerate(batch):
            hidden = heads.pair(states[n], rows[i], 0)
            out[i] = (heads.root(hidden), heads.quad(hidden))
    return out


@torch.no_grad()
def score_acts(reader, rows, threshold=.5):
    """F1 of found words, of found words with their type, of each flag and of who has a role at gold predicates."""
    reader.eval()
    heads = reader.acts
    total = collections.Counter()
    for at in range(0, len(rows), 32):
        batch = rows[at:at + 32]
        for state, example in zip(reader.states([e.unit for e in batch]), batch):
            words = state[example.unit.first]
            hidden = heads.act_vectors(words, 0)
            chance = torch.softmax(heads.kind(hidden), 1)
            gold = {a[0]: a[1] for a in example.acts}
            found = {n: 1 + int(chance[n, 1:].argmax()) for n in range(len(words)) if chance[n, 0] < 1 - threshold}
            total["word", "tp"] += len(set(gold) & set(found))
            total["typed", "tp"] += sum(gold.get(n) == k for n, k in found.items())
            for name in ("word", "typed"):
                total[name, "p"] += len(found)
                total[name, "g"] += len(gold)
            for n in set(gold) | set(found):
                for key, kind in (("g", gold.get(n)), ("p", found.get(n))):
                    if kind:
                        total[TYPES[kind - 1], key] += 1
                if gold.get(n) and gold.get(n) == found.get(n):
                    total[TYPES[gold[n] - 1], "tp"] += 1
            if not example.acts:
                continue
            at_words = [a[0] for a in example.acts]
            for a, row in zip(example.acts, torch.sigmoid(heads.flag(hidden[at_words]))):
                for name, want, got in zip(FLAGS, a[2], row > .5):
                    total[name, "tp"] += bool(want and got)
                    total[name, "p"] += int(got)
                    total[name, "g"] += int(want)
            for role in ROLES:
                share = torch.softmax(getattr(heads, role)(words, at_words), 1)
                for a, row in zip(example.acts, share):
                    who = int(row[1:].argmax()) if row[0] < .5 else None
                    total[role, "tp"] += who in a[3][role]
                    total[role, "p"] += who is not None
                    total[role, "g"] += bool(a[3][role])
    return {name: (f1(total[name, "tp"], total[name, "p"], total[name, "g"]), total[name, "g"])
            for name in ("word", "typed", *ROLES, *FLAGS, *TYPES)}


def line_of(result, names):
    return " ".join(f"{n} {result[n][0]:.1f}" for n in names)


def tensors(heads):
    """What ships, by name."""
    out = {}
    for name, head in (("word", heads.word), ("type", heads.kind), ("flag", heads.flag), ("root", heads.root),
                       ("quad", heads.quad)):
        out |= {f"{name}.weight": head.weight, f"{name}.bias": head.bias}
    for role in ROLES:
        head = getattr(heads, role)
        out |= {f"{role}.ask.weight": head.ask.weight, f"{role}.ask.bias": head.ask.bias,
                f"{role}.key.weight": head.key.weight, f"{role}.key.bias": head.key.bias, f"{role}.near": head.near,
                f"{role}.word": head.word.weight[0], f"{role}.nobody.weight": head.nobody.weight[0],
                f"{role}.nobody.bias": head.nobody.bias}
    return out | {"pair.ask": heads.pair_ask.weight, "pair.source": heads.pair_source.weight,
                  "pair.target": heads.pair_target.weight, "pair.pool": heads.pair_pool.weight, "pair.bias": heads.pair_bias,
                  "pair.nosource": heads.nosource, "pair.notarget": heads.notarget}
