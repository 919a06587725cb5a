#!/usr/bin/env python3
"""What threads gain: `demarche add` of the same files with one and with two, in turns.

    threads.py [--program build/demarche] [--turns 2] FILE...

Of each run its seconds, and the seconds of its threads on a core and waiting for one that others had (Linux's schedstat, looked
at a hundred times a second).  On a busy machine a run's time without its main thread's waits can be compared; it is too long
where one thread waited for another that had no core, and the longest that any thread ran is too short.  The ratio lies between.
"""
import argparse
import os
import pathlib
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
LOOK = 0.01
NANO = 1e9


def look(process, seen):
    """Note what each of its threads has had so far."""
    try:
        for thread in os.listdir(f"/proc/{process}/task"):
            ran, waited = pathlib.Path(f"/proc/{process}/task/{thread}/schedstat").read_text().split()[:2]
            seen[int(thread)] = int(ran) / NANO, int(waited) / NANO
    except (FileNotFoundError, ProcessLookupError, ValueError):
        pass


def run(program, threads, files):
    """Seconds in all, and (ran, waited) of each thread, the main one first."""
    seen = {}
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        add = subprocess.Popen([program, "add", f"{folder}/new.demarche", "--jobs", str(threads), *files],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while add.poll() is None:
            look(add.pid, seen)
            time.sleep(LOOK)
        took = time.monotonic() - began
    if add.returncode != 0:
        raise SystemExit(f"{program}: ended with {add.returncode}")
    return took, [seen[thread] for thread in sorted(seen)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build/demarche"))
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    for _ in range(args.turns):
        alone, ran_most = {}, {}
        for threads in (1, 2):
            took, parts = run(args.program, threads, args.files)
            alone[threads] = took - parts[0][1]
            ran_most[threads] = max(part[0] for part in parts)
            ran = " + ".join(f"{part[0]:.2f}" for part in parts)
            waited = " + ".join(f"{part[1]:.2f}" for part in parts)
            print(f"{threads} threads: {took:7.2f} s; ran {ran}, waited for a core {waited}; without {alone[threads]:.2f}", flush=True)
        print(f"  ratio {alone[1] / alone[2]:.2f} - {ran_most[1] / ran_most[2]:.2f}", flush=True)


if __name__ == "__main__":
    main()
