#!/usr/bin/env python3
"""How often a text's language is recognised.

    tongue.py --data ../shared/data --pages build/eval/page/pages

Reads the pages of trafilatura's evaluation, of WCXB's development articles
(what they say of themselves in <html lang>, looked at where it cannot be so),
and the encoding tests of chardet whose folder names a language.
"""
import argparse
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAID = re.compile(rb"<html[^>]*?\slang=[\"']?([a-zA-Z]{2})", re.S)
FOLDERS = dict(croatian="hr", czech="cs", hungarian="hu", polish="pl", slovak="sk",
               slovene="sl", bulgarian="bg", russian="ru", arabic="ar", greek="el",
               turkish="tr", romanian="ro", hebrew="he")


def read_texts(data):
    """Yield (set, language, bytes)."""
    for folder in ("trafilatura-eval", "wcxb-dev-articles"):
        for path in sorted((data / folder / "html").glob("*.gz")):
            page = gzip.open(path).read()
            said = SAID.search(page[:20000])
            if said:
                yield folder, said[1].decode().lower(), page
    for path in sorted((data / "chardet-tests/tests").glob("*/*")):
        folder = path.parent.name
        encoding, _, name = folder.rpartition("-")
        if name in FOLDERS:
            text = path.read_bytes().decode(encoding, "replace")
            if not text.lstrip().startswith("<"):
                yield "chardet-tests", FOLDERS[name], text.encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--pages", default=str(ROOT / "build/eval/page/pages"))
    parser.add_argument("--wrong", action="store_true", help="list texts that come out otherwise")
    args = parser.parse_args()
    texts = list(read_texts(args.data))
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for i, (_, _, text) in enumerate(texts):
            file = pathlib.Path(folder) / str(i)
            file.write_bytes(text)
            rows.append(f"{file}\t\n")
        run = subprocess.run([args.pages, str(ROOT / "data")], input="".join(rows).encode(),
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    got = {}
    for line in run.stdout.splitlines():
        page = json.loads(line)
        got[int(pathlib.Path(page["input"]).name)] = page
    sums = collections.defaultdict(collections.Counter)
    for i, (name, want, _) in enumerate(texts):
        page = got.get(i, {})
        if not page.get("text"):
            continue
        own = page.get("language")
        want = {"nb": "no", "nn": "no"}.get(want, want)
        for key in ((name, "all"), (name, want)):
            sums[key]["texts"] += 1
            sums[key]["right"] += own == want
            sums[key]["none"] += own is None
        if args.wrong and own != want:
            print(f"  {name}: said {want}, recognised {own}: {page['text'][:90]!r}")
    for (name, language), count in sorted(sums.items()):
        print(f"{name:18} {language:4} {count['texts']:5} texts, "
              f"right {count['right'] / count['texts']:.3f}, no answer {count['none']}")


if __name__ == "__main__":
    sys.exit(main())
