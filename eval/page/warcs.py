#!/usr/bin/env python3
"""Score the reading of web archives beside warcio, in one run.

    warcs.py --data ../shared/data --records build/eval/page/warc_records

Needs the peer: pip install warcio.  Of every sample file each record that the
peer reads has to come out with the same type, address and payload (out of
HTTP, chunks and packing).  Where the peer gives up, what is read beyond is
told but not counted.
"""
import argparse
import collections
import hashlib
import json
import pathlib
import subprocess
import sys


def peer_records(path):
    """What warcio reads, and the error that ended it."""
    from warcio.archiveiterator import ArchiveIterator
    found = []
    try:
        with open(path, "rb") as stream:
            for record in ArchiveIterator(stream):
                url = record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri")
                payload = b""
                if record.rec_type != "request":
                    payload = record.content_stream().read()
                found.append((record.rec_type, url and url.replace(" ", "%20"), payload))
    except Exception as error:  # the peer has many
        return found, f"{type(error).__name__}: {error}".splitlines()[0]
    return found, None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--records", default="build/eval/page/warc_records")
    args = parser.parse_args()
    root = pathlib.Path(args.data) / "warc-samples"
    if not root.is_dir():
        sys.exit(f"warcs: no {root}")
    files = sorted(p for p in root.rglob("*") if p.suffix in (".gz", ".warc", ".arc", ".bad"))
    run = subprocess.run([args.records, *map(str, files)], capture_output=True, check=True)
    ours = collections.defaultdict(list)
    for line in run.stdout.decode("utf-8", "replace").splitlines():
        read = json.loads(line)
        ours[read["file"]].append(read)
    good_files = good = total = 0
    print(f"{'file':44}{'same':>5}{'of':>4}{'more':>5}{'told':>5}  peer's end")
    for path in files:
        peers, end = peer_records(path)
        mine = [r for r in ours[str(path)] if "error" not in r]
        told = len(ours[str(path)]) - len(mine)
        left, same = list(mine), 0
        for kind, url, payload in peers:
            digest = hashlib.sha256(payload).hexdigest()
            for read in left:
                kinds = {kind, "warcinfo"} if kind in ("arc_header", "warcinfo") else {kind}
                if read["type"] in kinds and (kind in ("arc_header", "warcinfo") or read["url"] == url) and \
                        (kind in ("request", "arc_header") or read["payload"] == digest):
                    left.remove(read)
                    same += 1
                    break
        good += same
        total += len(peers)
        good_files += same == len(peers)
        print(f"{str(path.relative_to(root))[-43:]:44}{same:5}{len(peers):4}{len(left):5}{told:5}  {end or ''}"[:160])
    print(f"records the same as warcio's: {good} of {total}; files: {good_files} of {len(files)}")


if __name__ == "__main__":
    main()
