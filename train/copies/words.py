"""How many of 1,000 news reports contain a word: writes data/copies/words.tsv.

    python3 train/copies/words.py ../shared/data > data/copies/words.tsv

Counts the reports of wikinews-2019 (Wikinews, CC BY 2.5) and the December and
January briefings of wh-briefings (public domain), each collection with half
of the weight.  Only counts are written, none of the text.
"""
import collections
import csv
import pathlib
import re
import sys

LEAST = 8  # of 1,000 reports


def words(text):
    text = re.sub(r"['’](?=s\b)s|['’]", "", text.lower())
    return set(re.findall(r"[^\W_]+", text))


def reports(data):
    with open(data / "wikinews-2019/wikinews_2019.csv", encoding="utf-8") as f:
        yield "wikinews", [row["text"] for row in csv.DictReader(f)]
    briefings = sorted((data / "wh-briefings").glob("*2021-12*.md")) + sorted(
        (data / "wh-briefings").glob("*2022-01*.md"))
    # A briefing is as long as ten reports: count it in pieces.
    pieces = []
    for path in briefings:
        text = path.read_text(encoding="utf-8").split("---", 2)[-1]
        part = text.split()
        pieces += [" ".join(part[i:i + 400]) for i in range(0, len(part), 400)]
    yield "wh-briefings", pieces


def main():
    data = pathlib.Path(sys.argv[1])
    share = collections.Counter()
    for _, texts in reports(data):
        count = collections.Counter(w for text in texts for w in words(text))
        for word, n in count.items():
            share[word] += 500 * n / len(texts)
    print("# How many of 1,000 news reports contain a word.")
    print("# Counted over Wikinews 2019 (CC BY 2.5) and briefings of the White House (public domain)")
    print("# by train/copies/words.py; words of fewer than %d reports are left out." % LEAST)
    print("word\treports")
    for word, n in sorted(share.items(), key=lambda x: (-round(x[1]), x[0])):
        if round(n) >= LEAST and not word.isdigit():
            print(f"{word}\t{round(n)}")


main()
