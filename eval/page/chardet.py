#!/usr/bin/env python3
"""Encodings of chardet's test files.

    chardet.py --data ../shared/data --pages build/eval/page/pages

The folder names the encoding.  A file passes if it is read as that encoding,
or if the text comes out the same: ASCII is also UTF-8.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODECS = {"maccyrillic": "mac-cyrillic", "macroman": "mac-roman", "euc-tw": None,
          "utf-8-sig": "utf-8-sig"}


def codec_of(folder):
    name = folder.lower()
    for language in ("croatian", "czech", "hungarian", "polish", "slovak", "slovene", "bulgarian",
                     "russian", "arabic", "greek", "turkish", "romanian", "hebrew"):
        name = name.removesuffix("-" + language)
    return CODECS.get(name, name)


def letters(text):
    return "".join(c for c in text if c.isalpha())


def plain(path):
    """XML without its tags: what it declares is not what is tested."""
    text = path.read_bytes()
    return re.sub(rb"<[^<>]*>", b"\n", text) if path.suffix == ".xml" else text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--pages", default=str(ROOT / "build/eval/page/pages"))
    args = parser.parse_args()
    files = sorted(p for p in (args.data / "chardet-tests/tests").glob("*/*") if p.is_file())
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for i, path in enumerate(files):
            copy = pathlib.Path(folder) / str(i)
            copy.write_bytes(plain(path))
            rows.append(f"{copy}\t\n")
        run = subprocess.run([args.pages, str(ROOT / "data")], input="".join(rows).encode(),
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    got = {}
    for line in run.stdout.splitlines():
        page = json.loads(line)
        got[int(pathlib.Path(page["input"]).name)] = page
    sums = collections.defaultdict(collections.Counter)
    for i, path in enumerate(files):
        page = got.get(i, {})
        codec = codec_of(path.parent.name)
        said = page.get("encoding") or ""
        named = codec is not None and said.replace("_", "-") == codec
        same = False
        if page.get("text") and codec:
            text = letters(plain(path).decode(codec, "replace"))
            piece = letters(page["text"])[:200]
            same = bool(piece) and piece in text
        for key in (path.parent.name, "all"):
            sums[key]["files"] += 1
            sums[key]["pass"] += named or same
            sums[key]["refused"] += not page.get("text")
    for key in sorted(sums, key=lambda k: (k == "all", k)):
        count = sums[key]
        print(f"{key:26} {count['files']:4} files, pass {count['pass'] / count['files']:.3f}, "
              f"refused {count['refused']}")


if __name__ == "__main__":
    sys.exit(main())
