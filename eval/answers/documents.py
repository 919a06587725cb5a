"""The texts of the data folder's documents, each byte with its place in the file.

A file of many texts (articles, speeches, sentences) has a part for each.
"""
import bisect, collections, re


class Part:
    """text: bytes to read; origin[i]: where text[i] stands in the file; name: which text of the file.

    Made of pieces, bytes and where they stand; those at -1 do not stand in the file."""

    def __init__(self, name, pieces):
        text, origin = bytearray(), []
        for piece, start in pieces:
            text += piece
            if start < 0:
                origin += [origin[-1] if origin else 0] * len(piece)
            else:
                origin += range(start, start + len(piece))
        self.name, self.text, self.origin = name, bytes(text), origin

    def at(self, start, end):
        """Bytes of the file as bytes of the text."""
        low = bisect.bisect_left(self.origin, start)
        return low, max(low, bisect.bisect_left(self.origin, end))

    def holds(self, start):
        low = bisect.bisect_left(self.origin, start)
        return low < len(self.origin) and self.origin[low] == start


def fields(raw, mark):
    """The rows of a CSV file: for each field where it starts and ends, quotation marks left out."""
    row, at = [], 0
    while at < len(raw):
        quoted = raw[at:at + 1] == b'"'
        if quoted:
            end = at + 1
            while raw[end:end + 1] != b'"' or raw[end:end + 2] == b'""':
                end += 2 if raw[end:end + 1] == b'"' else 1
            row.append((at + 1, end))
            end += 1
        else:
            end = re.compile(b"[" + mark + b"\r\n]|$").search(raw, at).start()
            row.append((at, end))
        if raw[end:end + 1] == mark:
            at = end + 1
            continue
        yield row
        row, at = [], end + len(re.compile(rb"[\r\n]*").match(raw, end).group())


def unquoted(raw, start, end):
    """A field's pieces, with one quotation mark where the file doubles it."""
    pieces, at = [], start
    for double in re.finditer(b'""', raw[start:end]):
        pieces.append((raw[at:start + double.start() + 1], at))
        at = start + double.end()
    return pieces + [(raw[at:end], at)]


TIGHT = re.compile(rb"[.,;:!?)%]|'s$|n't$|\xe2\x80\x99s$")


def joined(words):
    """Words with their places, with the spaces that writing puts between them."""
    pieces = []
    for word, start in words:
        pieces += [(b"" if TIGHT.match(word) else b" ", -1), (word, start)]
    return pieces


def table(raw, mark, key, text, split=False):
    """A part for each value of a table's key column, from its text column; split: the text is tokens."""
    rows = fields(raw, mark)
    head = [raw[a:b].decode("utf-8-sig") for a, b in next(rows)]
    key, text = head.index(key), head.index(text)
    part = collections.defaultdict(list)
    for row in rows:
        if len(row) > max(key, text):
            pieces = unquoted(raw, *row[text])
            if split:
                pieces = joined((word.group(), at + word.start())
                                for piece, at in pieces for word in re.finditer(rb"\S+", piece))
            part[raw[slice(*row[key])].decode()] += pieces + [(b"\n", -1)]
    return [Part(name, pieces) for name, pieces in part.items()]


def sentences(raw):
    """A CoNLL-U file: its comments that give each sentence's text."""
    pieces = []
    for line in re.finditer(rb"^# (?:(newpar)|text = (.*))", raw, re.M):
        pieces.append((b"\n\n", -1) if line.group(1) else (line.group(2) + b" ", line.start(2)))
    return pieces


def tokens(raw):
    """A NAF file: its tokens, a line for each sentence."""
    sentence = collections.defaultdict(list)
    for token in re.finditer(rb'<token\b([^>]*)>([^<]*)</token>', raw):
        number = re.search(rb'sentence="(\d+)"', token.group(1)).group(1)
        sentence[int(number)].append((token.group(2), token.start(2)))
    return [piece for words in sentence.values() for piece in joined(words) + [(b"\n", -1)]]


def parts(document, raw):
    """What is read in a file, as a list of Part."""
    if document.endswith("wikinews_2019.csv"):
        return table(raw, b",", "url", "text")
    if document.endswith("_sentences.csv"):
        return table(raw, b",", "filename", "sentence_text", True)
    if document.endswith("PLV_train.tsv"):
        return table(raw, b"\t", "sentence_id", "sentence")
    if document.endswith(".conllu"):
        return [Part("", sentences(raw))]
    if document.endswith(".xml"):
        return [Part("", tokens(raw))]
    if document.endswith(".sgm"):
        raw = re.sub(rb"<[^>]*>", lambda tag: b" " * len(tag.group()), raw)
    return [Part("", [(raw, 0)])]
