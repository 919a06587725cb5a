#!/usr/bin/env python3
"""Pages a second, beside trafilatura in the same run, one thread each.

    page.py --data ../shared/data --pages build/eval/page/pages [--count N]

Both read the same pages from memory with title, authors, date and text.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "eval/page"))
from score import gzip, read_labels  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--pages", default=str(ROOT / "build/eval/page/pages"))
    parser.add_argument("--count", type=int, default=200)
    args = parser.parse_args()
    import trafilatura
    labels = list(read_labels(args.data))
    labels = labels[::max(1, len(labels) // args.count)][:args.count]
    html = [gzip.open(path).read() for _, _, path, _, _ in labels]
    trafilatura.bare_extraction(html[0], with_metadata=True)
    start = time.process_time()
    for (_, _, _, url, _), page in zip(labels, html):
        trafilatura.bare_extraction(page, url=url or None, with_metadata=True,
                                    include_comments=False)
    peer = (time.process_time() - start) / len(html)
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for i, (_, _, _, url, _) in enumerate(labels):
            file = pathlib.Path(folder) / f"{i}.html"
            file.write_bytes(html[i])
            rows.append(f"{file}\t{url}\n")
        out = subprocess.run([args.pages, str(ROOT / "data"), "-t", "5"],
                             input="".join(rows).encode(), stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, check=True).stdout.split()
    own = float(out[0]) / int(out[1])
    size = sum(map(len, html)) / len(html) / 1000
    print(f"{len(html)} pages of {size:.0f} kB on average, seconds of one processor")
    print(f"  trafilatura {1 / peer:8.1f} pages/s  {peer * 1000:8.2f} ms a page")
    print(f"  ours        {1 / own:8.1f} pages/s  {own * 1000:8.2f} ms a page")
    print(f"  ratio       {peer / own:8.1f}")


if __name__ == "__main__":
    sys.exit(main())
