"""Texts as units: paragraphs of words, cut into an encoder's pieces.

A unit is what the encoder reads at once: a paragraph, cut where a sentence begins so that it has at most PIECES pieces.  Words are
the language runtime's tokens (`demarche plumb analyse`); a word's vector is that of its first piece.
"""
import dataclasses
import json
import subprocess

import torch
from tokenizers import Tokenizer

PIECES, LONGEST = 254, 510


@dataclasses.dataclass
class Unit:
    text: int        # which text
    ids: list        # pieces with the marks of beginning and end
    words: list      # (start, end) in characters of the text
    first: list      # of each word: its first piece, as an index in ids
    pieces: list     # (start, end) of each piece in characters; the marks: (-1, -1)


def analyse(program, texts, cache=None):
    """The words of texts: lists of (start, end, starts a sentence) in characters."""
    ask = "".join(json.dumps({"id": str(n), "text": t}) + "\n" for n, t in enumerate(texts))
    run = subprocess.run([program, "plumb", "analyse", "--jsonl"], input=ask, capture_output=True, text=True, check=True)
    return [words_of(text, json.loads(line)) for text, line in zip(texts, run.stdout.splitlines())]


def words_of(text, line):
    """Characters for bytes, tokens of white space left out."""
    tokens = line["tokens"]
    place, at = {}, 0
    for number, char in enumerate(text):
        place[at] = number
        at += len(char.encode())
    place[at] = len(text)
    words, begins = [], True
    for start, end, sent in zip(tokens["start"], tokens["end"], tokens["sent_start"]):
        start, end = place[start], place[end]
        begins = begins or sent == 1
        if text[start:end].strip():
            words.append((start, end, begins))
            begins = False
    return words


def paragraphs(text, words):
    """Words parted where a line ends."""
    out, last = [[]], 0
    for word in words:
        if out[-1] and "\n" in text[last:word[0]]:
            out.append([])
        out[-1].append(word)
        last = word[1]
    return [p for p in out if p]


def stretches(paragraph, count):
    """Cut a paragraph where sentences begin; count[i] is the number of pieces of its word i."""
    out, size = [[]], 0
    sentence, weight = [], 0
    for word, pieces in list(zip(paragraph, count)) + [((None, None, True), 0)]:
        if word[2] and sentence:
            if out[-1] and size + weight > PIECES:
                out.append([])
                size = 0
            out[-1] += sentence
            size += weight
            sentence, weight = [], 0
        sentence.append(word)
        weight += pieces
    return [s for s in out if s]


def tokenizer(folder):
    out = Tokenizer.from_file(f"{folder}/tokenizer.json")
    out.no_truncation()
    out.no_padding()
    return out


def units(cutter, texts, words_of_texts):
    """All units of the texts, in order."""
    out = []
    for number, (text, words) in enumerate(zip(texts, words_of_texts)):
        for paragraph in paragraphs(text, words):
            counts = [len(cutter.encode(text[w[0]:w[1]], add_special_tokens=False).ids) for w in paragraph]
            for stretch in stretches(paragraph, counts):
                out.append(unit(cutter, number, text, stretch))
    return [u for u in out if u.words]


def unit(cutter, number, text, stretch):
    base, end = stretch[0][0], stretch[-1][1]
    code = cutter.encode(text[base:end])
    ids, offsets = code.ids, code.offsets
    if len(ids) > LONGEST + 2:
        ids, offsets = ids[:LONGEST + 1] + ids[-1:], offsets[:LONGEST + 1] + offsets[-1:]
    places = [(-1, -1)] + [(a + base, b + base) for a, b in offsets[1:-1]] + [(-1, -1)]
    words, first, piece = [], [], 1
    for start, stop, _ in stretch:
        while piece < len(ids) - 1 and places[piece][0] < start:
            piece += 1
        if piece < len(ids) - 1 and places[piece][0] < stop:
            words.append((start, stop))
            first.append(piece)
    return Unit(number, ids, words, first, places)


def batches(items, size, generator, key=lambda u: len(u.ids), width=50):
    """Indices in batches of about the same length, shuffled."""
    order = torch.randperm(len(items), generator=generator).tolist()
    out = []
    for at in range(0, len(order), size * width):
        chunk = sorted(order[at:at + size * width], key=lambda i: key(items[i]))
        out += [chunk[i:i + size] for i in range(0, len(chunk), size)]
    return [out[i] for i in torch.randperm(len(out), generator=generator).tolist()]


def padded(rows, fill):
    """Rows of different length as one tensor, and their lengths."""
    lengths = torch.tensor([len(r) for r in rows])
    longest = -(-int(lengths.max()) // 16) * 16  # few different shapes: kernels are made a shape
    out = torch.full((len(rows), longest), fill, dtype=torch.long)
    for n, row in enumerate(rows):
        out[n, :len(row)] = torch.tensor(row, dtype=torch.long)
    return out, lengths
