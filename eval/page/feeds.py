#!/usr/bin/env python3
"""Score the reading of feeds on feedparser's own test files.

    feeds.py --data ../shared/data --items build/eval/page/feed_items

Each file says in a comment what has to come out of it.  Counted are the
expectations about what a report is made of: titles, texts, addresses, people,
days, language, source.  Texts are compared as they are read aloud (the peer
cleans HTML, this program takes the words out of it), days as they are written
(the peer moves them to Greenwich).  Expectations about anything else
(podcasts, copyright, attributes of elements) are listed as not modelled.
"""
import argparse
import ast
import collections
import html
import html.parser
import json
import pathlib
import re
import subprocess
import sys

EXPECT = re.compile(r"Expect:\s*(.*?)\s*-->", re.S)
TERM = re.compile(
    r"^(feed|entries\[0\])(?:\[u?'(\w+)'\]|\.(\w+))((?:\[u?'\w+'\]|\[\d+\])*)\s*==\s*(.+)$", re.S)

# (where, the peer's key and what follows it) -> our key
KEYS = {
    "title": "title", "title_detail.value": "title",
    "link": "link", "links.0.href": "link",
    "id": "id", "guid": "id",
    "description": "summary_text", "summary": "summary_text", "tagline": "summary_text",
    "subtitle": "summary_text", "summary_detail.value": "summary_text",
    "tagline_detail.value": "summary_text", "subtitle_detail.value": "summary_text",
    "content.0.value": "content_text",
    "author": "author", "author_detail.name": "author",
    "publisher": "publisher",
    "language": "language",
    "source.title": "source",
    "category": "section", "tags.0.term": "section",
    "published_parsed": "published_day", "updated_parsed": "modified_day",
    "date_parsed": "modified_day", "created_parsed": "published_day",
    "published": "published", "updated": "modified",
}


class Words(html.parser.HTMLParser):
    """The words of HTML, without what is never shown."""
    SILENT = {"script", "style", "noscript", "template", "svg", "iframe"}

    def __init__(self):
        super().__init__()
        self.out, self.depth = [], 0

    def handle_starttag(self, tag, attrs):
        self.depth += tag in self.SILENT
        self.out.append(" ")

    def handle_endtag(self, tag):
        self.depth -= tag in self.SILENT and self.depth > 0
        self.out.append(" ")

    def handle_data(self, data):
        if not self.depth:
            self.out.append(data)


def words(text):
    parser = Words()
    parser.feed(text or "")
    parser.close()
    return "".join("".join(parser.out).split())


def plain(text):
    return "".join((text or "").split())


def terms(path):
    """The expectations of a file: (where, key, value), None: not modelled."""
    raw = path.read_bytes()
    text = raw.decode("latin-1")
    if "\0" in text[:64]:
        text = raw.decode("utf-16-be" if raw[:1] in (b"\0", b"\xfe") else "utf-16-le", "replace")
    else:
        text = raw.decode("utf-8", "surrogateescape")
    found = EXPECT.search(text)
    if not found:
        return []
    out = []
    for term in re.split(r"\s+and\s+(?=not bozo|bozo|feed|entries|encoding)", found[1]):
        match = TERM.match(term.strip())
        if not match:
            out.append((term, None, None))
            continue
        where, key, dotted, rest, value = match.groups()
        name = ".".join([key or dotted] + re.findall(r"\w+", rest.replace("u'", "'")))
        try:
            wanted = ast.literal_eval(value.strip())
        except (ValueError, SyntaxError):
            out.append((term, None, None))
            continue
        out.append((term, (where, KEYS.get(name)) if name in KEYS else None, wanted))
    return out


def is_met(entry, key, wanted):
    got = entry.get(key)
    if key.endswith("_day"):
        if not isinstance(wanted, tuple):
            return None
        return got is not None and (got + "-01-01")[:10] == "%04d-%02d-%02d" % wanted[:3]
    if not isinstance(wanted, str):
        return None
    if key == "summary_text":
        texts = (got, entry.get("content_text"))
        return any(words(wanted) == plain(text) for text in texts)
    if key in ("content_text", "title"):
        other = entry.get("summary_text") if key == "content_text" else None
        return words(wanted) == plain(got) or plain(wanted) == plain(got) or \
            (other is not None and words(wanted) == plain(other))
    if key == "author":
        return plain(wanted) == plain(got) or plain(wanted) in plain(got)
    return plain(wanted) == plain(got)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--items", default="build/eval/page/feed_items")
    parser.add_argument("--misses", action="store_true", help="list them")
    args = parser.parse_args()
    root = pathlib.Path(args.data) / "feedparser-tests"
    if not root.is_dir():
        sys.exit(f"feeds: no {root}")
    files = sorted(root.rglob("*.xml"))
    run = subprocess.run([args.items, *map(str, files)], capture_output=True, check=True)
    lines = [json.loads(line) for line in run.stdout.decode("utf-8", "replace").splitlines()]
    met, all_, other, misses = collections.Counter(), collections.Counter(), collections.Counter(), []
    for path, read in zip(files, lines, strict=True):
        group = path.relative_to(root).parts[0:2]
        group = "/".join(group[:2]) if group[0] == "wellformed" else group[0]
        for term, key, wanted in terms(path):
            if key is None:
                other[re.sub(r"\s*==.*", "", term, flags=re.S)[:40]] += 1
                continue
            if key[1].startswith("modified") and not (
                    read["feed"] if key[0] == "feed" else (read["entries"] or [{}])[0]).get("modified"):
                key = key[0], key[1].replace("modified", "published")  # dc:date is one of both
            entry = read["feed"] if key[0] == "feed" else (read["entries"] or [{}])[0]
            good = is_met(entry, key[1], wanted)
            if good is None:
                other[term[:40]] += 1
                continue
            all_[group] += 1
            met[group] += good
            if not good:
                misses.append((path.relative_to(root), term, entry.get(key[1])))
    print(f"{'expectations of feedparser':32}{'met':>7}{'of':>7}")
    for group in sorted(all_):
        print(f"{group:32}{met[group]:7}{all_[group]:7}{met[group] / all_[group]:8.1%}")
    print(f"{'all that are modelled':32}{sum(met.values()):7}{sum(all_.values()):7}"
          f"{sum(met.values()) / sum(all_.values()):8.1%}")
    print(f"not modelled: {sum(other.values())}; files read: {len(lines)}, of them taken for feeds: "
          f"{sum(line['is_feed'] for line in lines)}")
    if args.misses:
        for path, term, got in misses:
            print(f"  {path}: {term}\n      got {got!r}")
        for term, count in other.most_common(25):
            print(f"  not modelled {count:5} {term}")


if __name__ == "__main__":
    main()
