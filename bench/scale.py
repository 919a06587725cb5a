#!/usr/bin/env python3
"""A dossier of any size, and what its first pages cost.

    bench/scale.py make build/demarche big.demarche 1000000 [OWN]
    bench/scale.py measure build/demarche big.demarche [REPORT.txt]

`make` fills an empty dossier with that many invented acts, three a report, by
SQL: the language model would need days for them.  Every third report reprints
the one before it.  Of the last OWN reports (10,000) the program itself finds
families, events, demands and answers, some milliseconds each; of those before
them the families and events are filled in, without the prints and gists by
which others would be found.  `demarche verify` has nothing to say.

`measure` prints, a line each, the wall time, the processor time and the peak
memory of the first page of every list and view (the median of three runs), and
of adding a report on top of reading it: the time of `add` less that of `add` to
an empty dossier.
"""
import datetime
import hashlib
import os
import pathlib
import random
import re
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
ISSUES = ["enlargement", "troops", "missiles", "sanctions", "ceasefire", "trade", "energy", "water",
          "fisheries", "shipping", "prisoners", "nuclear", "territory", "migration", "cyber"]
WORDS = ["withdraw", "halt", "reopen", "extend", "inspect", "release", "limit", "share", "lift",
         "deploy", "station", "sign", "delay", "publish", "return", "host", "fund", "close"]
THINGS = ["the radars in the strait", "the talks on the river", "its quota for the year",
          "the crews of both ships", "the treaty of the coast", "the exercise near the border",
          "the pipeline across the delta", "the lists of detainees", "the inspection of the depots"]


SYLLABLES = ["ba", "cor", "del", "fen", "gar", "hul", "ist", "kem", "lor", "mav", "nor", "ost", "pel", "rin",
             "sar", "tol", "ul", "vex", "wan", "yor"]
SQL = pathlib.Path(__file__).parent.parent / "src/record/sql"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def vocabulary(rng, count):
    """Invented words, the first of them most common."""
    return list({"".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(count)})


def a_report(rng, words):
    """Its paragraphs, and what stands in which."""
    def prose(count):
        return " ".join(words[int(len(words) * rng.random() ** 3)] for _ in range(count))

    body, acts = [], []
    for _ in range(3):
        kind = rng.choice(TYPES)
        one, other = rng.sample(ACTORS, 2)
        person = rng.randrange(5000)
        head = f"Person {person} told {other} on behalf of {one} that it would "
        said = f"{rng.choice(WORDS)} {rng.choice(THINGS)} and {prose(3)}"
        acts.append((len(body), kind, one, other, person, len(head), said, rng.choice(ISSUES)))
        body += [f"{head}{said}.", prose(14).capitalize() + "."]
    return body, acts


def rows_of(number, act, day, headline, body, acts):
    """The rows of one report by table; `act` is the key of its first act."""
    paragraphs = [headline, *body]
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph) + 2)
    text = "\n\n".join(paragraphs)
    sha = digest(text)
    report = "r-" + sha[:16]
    rows = {
        "report": [(number, report, sha, f"reports/{number}.txt", len(text), "utf-8", headline,
                    f"Outlet {number % 300}", day, "text", "en", "news", len(text.split()), 1)],
        "source": [(number, sha, text, zlib.compress(text.encode(), 1))],
        "words": [(number, text)],
        "paragraph": [(number, n, "body" if n else "title", starts[n], starts[n] + len(paragraph))
                      for n, paragraph in enumerate(paragraphs)],
        "quote": [], "piece": [], "act": [], "party": [], "issue": [], "why": []}
    for n, (at, kind, one, other, person, skip, said, issue) in enumerate(acts):
        start = starts[at + 1] + skip
        end = start + len(said)
        span = f"{start}-{end}"
        quote = "q-" + digest(f"{report} quote\nform indirect\ntext {span}\npiece {span}\n")[:16]
        name = "a-" + digest(f"{report} act\ntype {kind[0]}\ntext {span}\nactor {one}\n"
                             f"recipient {other}\n")[:16]
        rows["quote"].append((act, quote, number, n, "indirect", start, end, said, f"Person {person}",
                              f"person-{person}", "minister", ACTORS[person % len(ACTORS)]))
        rows["piece"].append((act, 0, start, end))
        rows["act"].append((act, name, number, n, *kind, day, "published", start, end, said,
                            starts[at + 1], starts[at + 1] + len(body[at]), body[at], act,
                            .5 + act % 50 / 100))
        rows["party"] += [(act, "actor", 0, one), (act, "recipient", 0, other)]
        rows["issue"].append((act, 0, issue))
        rows["why"].append((act, 0, "made by bench/scale.py"))
        act += 1
    return rows


INSERT = {
    "report": "report (report, id, sha256, input, size, encoding, title, outlet, published, published_from,"
              " language, genre, words, maker) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "source": "source VALUES (?,?,?,?)",
    "words": "source_words (rowid, text) VALUES (?,?)",
    "paragraph": "paragraph VALUES (?,?,?,?,?)",
    "quote": "quote (quote, id, report, n, form, text_start, text_end, text, speaker_name, speaker_code,"
             " speaker_role, speaker_of, anonymous) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,0)",
    "piece": "piece VALUES (?,?,?,?)",
    "act": "act (act, id, report, n, type, plover, cameo, date, date_from, text_start, text_end, text,"
           " sentence_start, sentence_end, sentence, negated, conditional, future, hypothetical, historical,"
           " reiterated, anonymous, quote, confidence) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,0,0,0,0,0,0,?,?)",
    "party": "party (act, side, n, code) VALUES (?,?,?,?)",
    "issue": "issue VALUES (?,?,?)",
    "why": "why VALUES (?,?,?)",
    "copy": "copy (report, copy_of, origin, kind, share, sentences, names, sorted, words, prints)"
            " VALUES (?,?,?,?,?,0,0,0,?,0)",
    "tie": "tie VALUES (?,?,?,?)",
    "ask": "ask VALUES (?,?,?)",
    "ask_key": "ask_key VALUES (?,?,?,?,?)",
}


def fill_sums(db):
    """What the views find acts by: the very statements of the migrations."""
    for name in ("schema_4.sql", "schema_7.sql"):
        text = re.sub(r"--[^\n]*", "", (SQL / name).read_text())
        for statement in text.split(";"):
            if re.match(r"\s*(INSERT|UPDATE)\b", statement):
                db.execute(statement)


def ties_of(number, act, day, acts, rows):
    """Family, events and demands of a report, as the program would find them."""
    again = number % 3 == 0
    source = number - 1 if again else None
    rows["copy"] = [(number, source, source or number, "reprint" if again else None, float(again), 60)]
    rows["tie"], rows["ask"], rows["ask_key"] = [], [], []
    told = datetime.date.fromisoformat(day).toordinal() - 719163
    for n, (_, kind, one, other, person, _, _, issue) in enumerate(acts):
        first = act + n - 3 * again
        asks = kind[0] in ("demand", "request", "offer")
        rows["tie"].append((act + n, first, first if asks else None, told))
        if asks and not again:
            name = rows["act"][n][1]
            rows["ask"].append((first, day, name))
            rows["ask_key"] += [(side, code, day, name, first) for side, code in
                                (("actor", one), ("recipient", other), ("issue", issue))]


def fill(db, reports, own):
    rng = random.Random(7)
    words = vocabulary(rng, 20000)
    first = 738000  # days of the calendar; ten years from there
    last = None
    for number in range(1, reports + 1):
        day = datetime.date.fromordinal(first + (number // 3 * 3 * 3650) // reports).isoformat()
        body, acts = last if number % 3 == 0 else a_report(rng, words)
        last = body, acts
        rows = rows_of(number, 3 * number - 2, day, f"Report {number} of {day}", body, acts)
        if number <= reports - own:
            ties_of(number, 3 * number - 2, day, acts, rows)
        for table, values in rows.items():
            db.executemany("INSERT INTO " + INSERT[table], values)
        if number % 2000 == 0:
            db.commit()


def make(program, path, total, own=10000):
    subprocess.run([program, "init", path], check=True, stderr=subprocess.DEVNULL)
    db = sqlite3.connect(path)
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
    db.execute("INSERT INTO maker VALUES (1, '0', '', '')")
    reports = total // 9 * 3
    own = min(reports, own // 3 * 3)
    began = time.time()
    fill(db, reports, own)
    fill_sums(db)
    db.execute("INSERT INTO untied SELECT report FROM report WHERE report > ?", (reports - own,))
    db.commit()
    db.close()
    print(f"{reports} reports, {3 * reports} acts, {time.time() - began:.0f} s", flush=True)
    began = time.time()
    subprocess.run([program, "add", path, "-"], input=b"The last report.", check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(f"families, events and demands of {own} reports found in {time.time() - began:.0f} s,"
          f" {os.path.getsize(path) >> 20} MiB")


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
        "diff --since 2025-01": page, "copies": [], "search quota depots": page,
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
        make(sys.argv[2], sys.argv[3], *map(int, sys.argv[4:]))
    else:
        measure(*sys.argv[2:])
