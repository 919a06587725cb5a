"""Keys of people's names, by the same tables and rules as src/lore/fold.c."""

import re

import tables


class Fold:
    def __init__(self):
        self.rules = {}
        for row in tables.read(tables.ACTORS / "folding.tsv"):
            self.rules[row["from"]] = row.get("to", "")
        self.longest = max(len(rule) for rule in self.rules)
        self.kind = {}
        for row in tables.read(tables.ACTORS / "name-words.tsv"):
            self.kind[self.word(row["word"])] = row["kind"]
        self.same = {}
        for row in tables.read(tables.ACTORS / "given-names.tsv"):
            usual = self.word(row["name"])
            for name in tables.values(row["same"]):
                self.same[self.word(name)] = usual

    def word(self, word):
        """One word, folded."""
        ascii_word = "".join(c.lower() if c.isascii() else self.rules.get(c, "") for c in word
                             if c not in "'`")
        out, at = "", 0
        while at < len(ascii_word):
            for size in range(min(self.longest, len(ascii_word) - at), 0, -1):
                part = ascii_word[at:at + size]
                last = at + size == len(ascii_word)
                to = self.rules.get(part + "$") if last else None
                to = to if to is not None else self.rules.get(part)
                if to is not None:
                    break
            else:
                size, to = 1, ascii_word[at]
            for letter in to:
                if not out.endswith(letter):
                    out += letter
            at += size
        return out

    def words(self, name):
        """The words of a name that count, folded."""
        found = [self.word(word) for word in re.split(r"[\s\-.,_\u2000-\u2015]+", name)]
        found = [word for word in found if word]
        full = sum(len(word) > 1 for word in found)
        at = len(found)
        while at > 0:
            at -= 1
            kind = self.kind.get(found[at])
            other = (kind == "article" or (kind == "honorific" and at + 1 < len(found))
                     or (kind == "suffix" and at > 0) or (len(found[at]) == 1 and full >= 2))
            if other and len(found) > 1:
                del found[at]
        return [self.same.get(word, word) for word in found]

    def keys(self, name):
        """The whole name, the name turned round, and first with last."""
        words = self.words(name)
        if len(words) < 2:
            return {" ".join(words)}
        return {" ".join(words), " ".join(words[1:] + words[:1]), f"{words[0]} {words[-1]}"}
