#!/usr/bin/env python3
"""A dossier of any size, and what its first pages cost.

    bench/scale.py make build/demarche big.demarche 1000000
    bench/scale.py measure build/demarche big.demarche [REPORT.txt]

`make` fills an empty dossier with invented reports, three acts each, by SQL:
the language model would need days for them.  Ids are unique but no digests of
what they name, and every act is an event of its own, so `verify` objects; for
lists, views and search the dossier is like one that was read.

`measure` prints, a line each, the wall time and the peak memory of the first
page of every list and view (the median of three runs), and of adding a report
on top of reading it: the time of `add` less that of `add` to an empty dossier.
"""
import datetime
import hashlib
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
import zlib

ACTORS = ["USA", "RUS", "CHN", "GBR", "FRA", "DEU", "UKR", "POL", "TUR", "IRN", "ISR", "EGY", "IND",
          "PAK", "JPN", "KOR", "PRK", "BRA", "ZAF", "AUS", "CAN", "ITA", "ESP", "SWE", "FIN", "NATO",
          "EU", "UN", "OSCE", "ASEAN"]
TYPES = [("demand", "REQUEST", "10"), ("request", "REQUEST", "02"), ("offer", "AGREE", "03"),
         ("promise", "AGREE", "03"), ("threat", "THREATEN", "13"), ("warning", "THREATEN", "13"),
         ("accept", "AGREE", "03"), ("reject", "REJECT", "12"), ("deny", "REJECT", "016"),
         ("accuse", "ACCUSE", "11"), ("state", "SUPPORT", "01"), ("meet", "CONSULT", "04"),
         ("pressure", "SANCTION", "16"), ("support", "SUPPORT", "05"), ("defer", None, "01")]
ASKS = {"demand", "request", "offer"}
ISSUES = ["enlargement", "troops", "missiles", "sanctions", "ceasefire", "trade", "energy", "water",
          "fisheries", "shipping", "prisoners", "nuclear", "territory", "migration", "cyber"]
WORDS = ["withdraw", "halt", "reopen", "extend", "inspect", "release", "limit", "share", "lift",
         "deploy", "station", "sign", "delay", "publish", "return", "host", "fund", "close"]
THINGS = ["the radars in the strait", "the talks on the river", "its quota for the year",
          "the crews of both ships", "the treaty of the coast", "the exercise near the border",
          "the pipeline across the delta", "the lists of detainees", "the inspection of the depots"]


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def a_report(rng, number, day):
    """One report's rows, by table."""
    parts, spans = [f"Report number {number}"], []
    for n in range(3):
        kind = rng.choice(TYPES)
        one, other = rng.sample(ACTORS, 2)
        head = f"{one} told {other} on the occasion {number}.{n} that it would "
        words = f"{rng.choice(WORDS)} {rng.choice(THINGS)}"
        start = sum(len(p) + 2 for p in parts)
        parts.append(head + words + ".")
        spans.append((kind, one, other, start, len(head), words, rng.choice(ISSUES)))
    return "\n\n".join(parts), spans


def make(program, path, reports):
    subprocess.run([program, "init", path], check=True, stderr=subprocess.DEVNULL)
    db = sqlite3.connect(path)
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
    db.execute("INSERT INTO maker VALUES (1, '0', '', '')")
    rng = random.Random(7)
    first = 738000  # days of the calendar; ten years from there
    act = 0
    step = 2000
    began = time.time()
    for low in range(1, reports + 1, step):
        rows = {name: [] for name in ("report", "source", "words", "paragraph", "quote", "piece", "act",
                                      "party", "issue", "why", "copy", "standing", "dealing", "tie",
                                      "ask", "ask_key")}
        for number in range(low, min(low + step, reports + 1)):
            ordinal = first + (number * 3650) // reports
            day = datetime.date.fromordinal(ordinal).isoformat()
            epoch = ordinal - 719163
            text, spans = a_report(rng, number, day)
            sha = digest(text)
            rows["report"].append((number, "r-" + sha[:16], sha, f"reports/{number}.txt", len(text),
                                   "utf-8", f"Report number {number}", f"Outlet {number % 300}", day,
                                   "text", "en", "news", len(text.split()), 1))
            rows["source"].append((number, sha, text, zlib.compress(text.encode(), 1)))
            rows["words"].append((number, text))
            rows["copy"].append((number, None if number % 3 else number - 1 if number > 1 else None,
                                 number if number % 3 or number == 1 else number - 1))
            rows["paragraph"].append((number, 0, "title", 0, len(text.split("\n")[0])))
            for n, (kind, one, other, start, skip, words, issue) in enumerate(spans):
                act += 1
                at = start + skip
                end = at + len(words)
                sentence = text[start:end + 1]
                code = digest(f"{number}/{n}")[:16]
                rows["paragraph"].append((number, n + 1, "body", start, end + 1))
                rows["quote"].append((act, "q-" + code, number, n, "indirect", at, end, words,
                                      f"Person {act % 5000}", f"person-{act % 5000}", "minister", one))
                rows["piece"].append((act, 0, at, end))
                rows["act"].append((act, "a-" + code, number, n, *kind, day, "published", at, end, words,
                                    start, end + 1, sentence, act, rng.random() * .5 + .5))
                rows["party"] += [(act, "actor", 0, one), (act, "recipient", 0, other)]
                rows["issue"].append((act, 0, issue))
                rows["why"].append((act, 0, "made by bench/scale.py"))
                rows["standing"].append((issue, one, day, act))
                rows["dealing"].append((one, other, day, kind[0], act))
                asks = kind[0] in ASKS
                rows["tie"].append((act, act, act if asks else None, epoch))
                if asks:
                    rows["ask"].append((act, day, "a-" + code))
                    rows["ask_key"] += [(side, value, day, "a-" + code, act) for side, value in
                                        (("actor", one), ("recipient", other), ("issue", issue))]
        put = db.executemany
        put("INSERT INTO report (report, id, sha256, input, size, encoding, title, outlet, published,"
            " published_from, language, genre, words, maker) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            rows["report"])
        put("INSERT INTO source VALUES (?,?,?,?)", rows["source"])
        put("INSERT INTO source_words (rowid, text) VALUES (?,?)", rows["words"])
        put("INSERT INTO copy VALUES (?1, ?2, ?3, iif(?2 IS NULL, NULL, 'reprint'), 0, 0, 0, 0, 40, 0)",
            rows["copy"])
        put("INSERT INTO paragraph VALUES (?,?,?,?,?)", rows["paragraph"])
        put("INSERT INTO quote (quote, id, report, n, form, text_start, text_end, text, speaker_name,"
            " speaker_code, speaker_role, speaker_of, anonymous) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,0)",
            rows["quote"])
        put("INSERT INTO piece VALUES (?,?,?,?)", rows["piece"])
        put("INSERT INTO act (act, id, report, n, type, plover, cameo, date, date_from, text_start,"
            " text_end, text, sentence_start, sentence_end, sentence, negated, conditional, future,"
            " hypothetical, historical, reiterated, anonymous, quote, confidence)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,0,0,0,0,0,0,?,?)", rows["act"])
        put("INSERT INTO party (act, side, n, code) VALUES (?,?,?,?)", rows["party"])
        put("INSERT INTO issue VALUES (?,?,?)", rows["issue"])
        put("INSERT INTO why VALUES (?,?,?)", rows["why"])
        put("INSERT INTO standing VALUES (?,?,?,?)", rows["standing"])
        put("INSERT INTO dealing VALUES (?,?,?,?,?)", rows["dealing"])
        put("INSERT INTO tie VALUES (?,?,?,?)", rows["tie"])
        put("INSERT INTO ask VALUES (?,?,?)", rows["ask"])
        put("INSERT INTO ask_key VALUES (?,?,?,?,?)", rows["ask_key"])
        db.commit()
    db.execute("DELETE FROM untied")
    db.commit()
    db.close()
    print(f"{reports} reports, {act} acts, {os.path.getsize(path) >> 20} MiB, {time.time() - began:.0f} s")


def once(words, stdin=None):
    """Wall seconds, peak MiB, exit status, processor seconds."""
    began = time.perf_counter()
    process = subprocess.Popen(["timeout", "30", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - began, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime


def median(words, times=3):
    first = once(words)
    if first[0] > 2:
        return first
    runs = sorted([first] + [once(words) for _ in range(times - 1)])
    return runs[times // 2]


def measure(program, path, report=None):
    db = sqlite3.connect(path)
    act, = db.execute("SELECT id FROM act ORDER BY act DESC LIMIT 1").fetchone()
    db.close()
    page = ["--limit", "50"]
    views = {
        "reports": page, "acts": page, "acts --latest": page, "acts --act demand": page,
        "acts --actor IRN --to USA": page, "quotes": page, "quotes --speakers": page,
        "demands": page, "demands --actor IRN": page, "demands --status open": page,
        "positions": page, "positions --issue water": page, "talks": page, "conflicts": page,
        "timeline": page, "tension": page, "actors IRN": page, "sources": page,
        "diff --since 2025-01": page, "copies": [], "search quota delta": page,
        f"show {act}": [], f"why {act}": [], "log": [], "review agreement": [],
    }
    print(f"{'view':32} {'ms':>8} {'cpu ms':>8} {'MiB':>6}")
    for view, more in views.items():
        verb, *words = view.split()
        if verb == "search":
            words = [" ".join(words)]
        seconds, mib, status, busy = median([program, verb, path, *words, *more])
        print(f"{view[:32]:32} {seconds * 1000:8.0f} {busy * 1000:8.0f} {mib:6.0f}" +
              (f"  exit {status}" if status else ""))
    if report:
        copy, empty = path + ".copy", path + ".empty"
        shutil.copy(path, copy)
        if os.path.exists(empty):
            os.remove(empty)
        small = once([program, "add", empty, report])
        big = once([program, "add", copy, report])
        print(f"{'add one report':32} {big[0] * 1000:8.0f} {big[1]:6.0f}"
              f"  on top of an empty dossier: {(big[0] - small[0]) * 1000:.0f} ms")
        os.remove(copy)
        os.remove(empty)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        measure(*sys.argv[2:])
