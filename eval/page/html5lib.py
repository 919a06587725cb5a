#!/usr/bin/env python3
"""Run html5lib's tree-construction tests over the tree that pages are read from.

    html5lib.py --data ../shared/data --trees build/eval/page/trees

A case passes if elements and texts are the same in the same order at the same
depth.  Comments, doctypes and attributes are not compared: the reader leaves
them out or keeps only those it asks for.  So are the insides of <template> and
the text of scripts and style sheets.  Cases of fragments and of browsers with
scripts are not run: neither comes up when a page is read from a file.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINE = re.compile(r"\| ( *)(.*)", re.S)


def read_cases(path):
    for block in re.split(r"\n\n(?=#data\n)", path.read_bytes().decode("utf-8", "surrogateescape")):
        parts = dict(re.findall(r"^#([\w-]+)\n(.*?)(?=\n?^#[\w-]+\n|\Z)", block, re.S | re.M))
        if "data" in parts and "document" in parts:
            yield parts


def wanted(text):
    """[depth, tag, text] of each element and text of a #document."""
    lines = []
    for line in text.split("\n"):
        if line.startswith("| "):
            lines.append(line)
        elif lines:
            lines[-1] += "\n" + line
    out = []
    skip = None
    for line in lines:
        spaces, what = LINE.fullmatch(line).groups()
        depth = len(spaces) // 2
        if skip is not None and depth > skip:
            continue
        skip = None
        what = what.rstrip("\n") if not what.startswith('"') else what
        if what.startswith(("<!", "<?")) or (what.startswith("<") and ">" not in what):
            continue
        if what.startswith('"'):
            out.append([depth, None, what[1:what.rindex('"')]])
        elif what.startswith("<"):
            tag = what[1:what.index(">")].split(" ")[-1].lower()
            out.append([depth, tag])
            if tag in ("template", "script", "style"):
                skip = depth
    return merged(out)


def merged(nodes):
    """Texts that a comment parted are one; scripts have none."""
    out = []
    skip = None
    for node in nodes:
        if skip is not None and node[0] > skip:
            continue
        skip = node[0] if node[1] in ("script", "style") else None
        if node[1] is None and out and out[-1][1] is None and out[-1][0] == node[0]:
            out[-1] = [node[0], None, out[-1][2] + node[2]]
        else:
            out.append(list(node))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--trees", default=str(ROOT / "build/eval/page/trees"))
    parser.add_argument("--wrong", action="store_true")
    args = parser.parse_args()
    cases, left = [], 0
    for path in sorted((args.data / "html5lib-tests/tree-construction").rglob("*.dat")):
        for parts in read_cases(path):
            if "document-fragment" in parts or "script-on" in parts:
                left += 1
            else:
                cases.append((path.name, parts))
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for i, (_, parts) in enumerate(cases):
            file = pathlib.Path(folder) / str(i)
            file.write_bytes(b"\xef\xbb\xbf" + parts["data"].encode("utf-8", "surrogateescape"))
            files.append(str(file))
        run = subprocess.run([args.trees], input="\n".join(files).encode(), stdout=subprocess.PIPE,
                             check=True)
    right = 0
    for (name, parts), line in zip(cases, run.stdout.decode("utf-8", "replace").splitlines()):
        got = json.loads(line)
        good = got is not None and merged(got) == wanted(parts["document"])
        right += good
        if args.wrong and not good:
            print(f"  {name}: {parts['data'][:100]!r}\n    want {wanted(parts['document'])}\n"
                  f"    got  {got and merged(got)}")
    print(f"html5lib tree-construction: {right} of {len(cases)} pass ({right / len(cases):.4f}), "
          f"{left} of fragments or scripts not run")


if __name__ == "__main__":
    sys.exit(main())
