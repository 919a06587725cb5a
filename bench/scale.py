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
import shlex
import sqlite3
import struct
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


def act_tail(kind, start, end, one, other):
    """What an act's id is the digest of, behind the id of its report."""
    return f"act\ntype {kind}\ntext {start}-{end}\nactor {one}\nrecipient {other}\n"


def quote_tail(start, end):
    return f"quote\nform indirect\ntext {start}-{end}\npiece {start}-{end}\n"


def name(letter, report, tail):
    return letter + "-" + digest(f"{report} {tail}")[:16]


def headline(number, day):
    return f"Report {number:07d} of {day}"


def rows_of(number, act, day, body, acts):
    """The rows of one report by table; `act` is the key of its first act."""
    paragraphs = [headline(number, day), *body]
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph) + 2)
    text = "\n\n".join(paragraphs)
    sha = digest(text)
    report = "r-" + sha[:16]
    rows = {
        "report": [(number, report, sha, f"reports/{number}.txt", len(text), "utf-8", paragraphs[0],
                    f"Outlet {number % 300}", day, "text", "en", "news", len(text.split()), 1)],
        "source": [(number, sha, text, zlib.compress(text.encode(), 1))],
        "paragraph": [(number, n, "body" if n else "title", starts[n], starts[n] + len(paragraph))
                      for n, paragraph in enumerate(paragraphs)],
        "quote": [], "piece": [], "act": [], "party": [], "issue": [], "why": []}
    for n, (at, kind, one, other, person, skip, said, issue) in enumerate(acts):
        start = starts[at + 1] + skip
        end = start + len(said)
        rows["quote"].append((act, name("q", report, quote_tail(start, end)), number, n, "indirect", start, end,
                              said, f"Person {person}", f"person-{person}", "minister",
                              ACTORS[person % len(ACTORS)]))
        rows["piece"].append((act, 0, start, end))
        rows["act"].append((act, name("a", report, act_tail(kind[0], start, end, one, other)), number, n, *kind,
                            day, "published", start, end, said, starts[at + 1],
                            starts[at + 1] + len(body[at]), body[at], act, .5 + act % 50 / 100))
        rows["party"] += [(act, "actor", 0, one), (act, "recipient", 0, other)]
        rows["issue"].append((act, 0, issue))
        rows["why"].append((act, 0, "made by bench/scale.py"))
        act += 1
    return rows


INSERT = {
    "report": "report (report, id, sha256, input, size, encoding, title, outlet, published, published_from,"
              " language, genre, words, maker) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "source": "source VALUES (?,?,?,?)",
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
}


def fill_sums(db):
    """What the views find acts by: the very statements of the migrations."""
    for name in ("schema_4.sql", "schema_7.sql", "schema_13.sql"):
        text = re.sub(r"--[^\n]*", "", (SQL / name).read_text())
        for statement in text.split(";"):
            if re.match(r"\s*(INSERT|UPDATE)\b", statement):
                db.execute(statement)


def fill(db, reports, days):
    rng = random.Random(7)
    words = vocabulary(rng, 20000)
    first = 738000  # days of the calendar
    last = None
    for number in range(1, reports + 1):
        again = number % 3 == 0
        day = datetime.date.fromordinal(first + (number - 1) // 3 * 3 * days // reports).isoformat()
        last = last if again else a_report(rng, words)
        for table, values in rows_of(number, 3 * number - 2, day, *last).items():
            db.executemany("INSERT INTO " + INSERT[table], values)


def quick(path):
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; BEGIN;")
    return db


def make_period(program, path, reports, days):
    """A small dossier of which all is found by the program but the acts."""
    subprocess.run([program, "init", path], check=True, stderr=subprocess.DEVNULL)
    db = quick(path)
    db.execute("INSERT INTO maker VALUES (1, '0', '', '')")
    fill(db, reports, days)
    db.execute("INSERT INTO source_words (source_words) VALUES ('rebuild')")
    fill_sums(db)
    db.execute("INSERT INTO untied SELECT report FROM report")
    db.execute("COMMIT")
    db.close()
    subprocess.run([program, "add", path, "-"], input=b"The last report.", check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    db = quick(path)
    for table in "paragraph", "copy", "teller", "source", "report":
        db.execute(f"DELETE FROM {table} WHERE report > ?", (reports,))
    db.execute("DELETE FROM outlet WHERE outlet = ''")
    db.execute("COMMIT")
    db.close()


# Of a row of the period what becomes of its columns in the k-th period: keys
# and days go on, ids are those of the new text, all else stays as it is.
REPORT, ACT = "b.{} + k * :reports", "b.{} + k * :acts"
COLUMNS = {"report": REPORT, "copy_of": REPORT, "origin": REPORT, "act": ACT, "quote": ACT, "event": ACT,
           "demand": ACT, "day": "b.{} + k * :days", "told": "b.{} + k * :days",
           **dict.fromkeys(("published", "date", "since"), "date(b.{}, (k * :days) || ' days')")}
OTHERS = {
    "report": {"id": "'r-' || substr(s.text_sha256, 1, 16)", "sha256": "s.text_sha256",
               "title": "substr(s.text, 1, 28)"},
    "quote": {"id": "'q-' || new_id(r.id, t.quote)"}, "act": {"id": "'a-' || new_id(r.id, t.act)"},
    "gist": {"gist": "with_day(b.gist, b.day + k * :days)"},
    "ask": {"id": "a.id"}, "ask_key": {"id": "a.id"},
}
# What else a row is made from.
MADE_WITH = {
    "report": "JOIN source AS s ON s.report = b.report + k * :reports",
    "quote": "JOIN report AS r ON r.report = b.report + k * :reports JOIN tail AS t ON t.key = b.quote",
    "act": "JOIN report AS r ON r.report = b.report + k * :reports JOIN tail AS t ON t.key = b.act",
    "ask": "JOIN act AS a ON a.act = b.demand + k * :acts",
    "ask_key": "JOIN act AS a ON a.act = b.demand + k * :acts",
}
# Tables in the order of filling; those whose rows do not come by report are
# filled by the first columns of their key, so that none is sorted.
BY_REPORT = "report paragraph quote piece act party issue why copy teller tie answer ask".split()
BY_KEY = {"ask_key": "side, code", "act_key": "side, code", "standing": "issue, actor",
          "dealing": "actor, recipient", "said": "code, name", "gist": "key"}
SUMS = """
INSERT INTO maker SELECT * FROM period.maker;
INSERT INTO voice SELECT code, name, of, quotes * :k, reports * :k FROM period.voice;
INSERT INTO reprint SELECT outlet, source, reports * :k FROM period.reprint;
INSERT INTO naming SELECT words FROM period.naming;
INSERT INTO outlet SELECT outlet, reports * :k, copies * :k, acts * :k, anonymous * :k, first,
                          date(last, ((:k - 1) * :days) || ' days') FROM period.outlet"""
# Prints of other reports, as many as these have, spread over all there can be.
PRINTS = """
WITH RECURSIVE total (n) AS (SELECT :k * sum(prints) FROM period.copy),
     at (i, step, n) AS (SELECT 0, 4294967295 / n, n FROM total
                         UNION ALL SELECT i + 1, step, n FROM at WHERE i + 1 < n)
INSERT INTO print SELECT i * step + i * 40503 % step, 1 + i * 7919 % (:k * :reports) FROM at"""


def new_id(report, tail):
    return hashlib.sha256(report.encode() + tail).hexdigest()[:16]


def with_day(gist, day):
    """pack.c: the tenth number is the day."""
    return gist[:36] + struct.pack("<I", day) + gist[40:]


def sources(db, periods, reports, days):
    """Texts under new headlines.  The packed bytes: one block as it is for the headline, the rest once packed."""
    old = []
    for key, day, text in db.execute("SELECT report, published, text FROM period.report JOIN period.source"
                                     " USING (report) ORDER BY report"):
        deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
        body = text[len(headline(0, day)):]
        old.append((key, datetime.date.fromisoformat(day), body,
                    deflate.compress(body.encode()) + deflate.flush()))
    for k in range(periods):
        for key, day, body, packed in old:
            head = headline(key + k * reports, (day + datetime.timedelta(k * days)).isoformat())
            text = (head + body).encode()
            yield (key + k * reports, hashlib.sha256(text).hexdigest(), head + body,
                   b"\x78\x01\x00" + struct.pack("<HH", len(head), len(head) ^ 0xFFFF) + head.encode() +
                   packed + struct.pack(">I", zlib.adler32(text)))


def grow(db, table, sizes):
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    made = [OTHERS.get(table, {}).get(column, COLUMNS.get(column, "b.{}").format(column)) for column in columns]
    start = "k"
    if table in BY_KEY:
        keys = BY_KEY[table]
        same = " AND ".join(f"b.{key} = d.{key}" for key in keys.split(", "))
        start = f"(SELECT DISTINCT {keys} FROM period.{table} ORDER BY {keys}) AS d CROSS JOIN k"
    db.execute(f"INSERT INTO {table} SELECT {', '.join(made)} FROM {start} CROSS JOIN period.{table} AS b"
               f" {MADE_WITH.get(table, '')}" + (f" WHERE {same}" if table in BY_KEY else ""), sizes)


def fill_all(db, sizes):
    began = time.process_time()

    def told(what):
        print(f"{time.process_time() - began:7.1f} s {what}", flush=True)

    indexes = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for index, _ in indexes:
        db.execute(f"DROP INDEX {index}")
    db.execute("CREATE TEMP TABLE tail (key INTEGER PRIMARY KEY, quote BLOB, act BLOB)")
    db.executemany("INSERT INTO tail VALUES (?,?,?)", [
        (key, b" " + quote_tail(start, end).encode(), b" " + act_tail(kind, start, end, one, other).encode())
        for key, kind, start, end, one, other in db.execute(
            "SELECT a.act, a.type, a.text_start, a.text_end, p.code, o.code FROM period.act AS a"
            " JOIN period.party AS p ON p.act = a.act AND p.side = 'actor'"
            " JOIN period.party AS o ON o.act = a.act AND o.side = 'recipient'")])
    db.execute("CREATE TEMP TABLE k (k INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO k VALUES (?)", ((k,) for k in range(sizes["k"])))
    for statement in SUMS.split(";"):
        db.execute(statement, sizes)
    db.executemany("INSERT INTO source VALUES (?,?,?,?)",
                   sources(db, sizes["k"], sizes["reports"], sizes["days"]))
    told("texts")
    for table in [*BY_REPORT, *BY_KEY]:
        grow(db, table, sizes); told(table)
    told("rows")
    db.execute(PRINTS, sizes)
    told("prints")
    for _, sql in indexes:
        db.execute(sql)
    told("indexes")
    db.execute("INSERT INTO source_words (source_words) VALUES ('rebuild')")
    told("index of words")


def make(program, path, total, period=7500):
    """`period` acts are made and read by the program, and told again in every
    period of some days until there are `total`."""
    reports = max(min(total, period) // 3, 1)
    k = max(total // (3 * reports), 1)
    sizes = {"reports": reports, "acts": 3 * reports, "k": k, "days": max(3650 // k, 1)}
    make_period(program, path + ".period", reports, sizes["days"])
    subprocess.run([program, "init", path], check=True, stderr=subprocess.DEVNULL)
    db = quick(path)
    db.create_function("new_id", 2, new_id, deterministic=True)
    db.create_function("with_day", 2, with_day, deterministic=True)
    db.execute("COMMIT")
    db.execute("ATTACH ? AS period", (path + ".period",))
    db.execute("BEGIN")
    fill_all(db, sizes)
    db.execute("COMMIT")
    db.close()
    os.remove(path + ".period")
    print(f"{k * reports} reports, {3 * k * reports} acts, {os.path.getsize(path) >> 20} MiB")


def once(words, most=120):
    """Wall and processor seconds, peak MiB, exit status; `most` seconds at most."""
    began = time.perf_counter()
    process = subprocess.Popen(["timeout", str(most), *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return (time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024,
            os.waitstatus_to_exitcode(status))


def forget(path):
    """Have the system drop what it keeps of the file in memory."""
    with open(path, "rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def row(what, words, path):
    forget(path)
    cold = once(words)
    warm = [once(words) for _ in range(3 if cold[1] < 2 else 1)]
    wall, busy = (sorted(run[n] for run in warm)[len(warm) // 2] * 1000 for n in (0, 1))
    most = max(run[2] for run in [cold, *warm])
    trouble = ("   over 300 ms" if busy > 300 else "") + ("   over 300 MiB" if most > 300 else "")
    print(f"{what[:36]:36} {cold[0] * 1000:8.0f} {cold[1] * 1000:8.0f} {wall:8.0f} {busy:8.0f} {most:6.0f}{trouble}" +
          (f"   exit {cold[3]}" if cold[3] else ""), flush=True)


def first_pages(program, path):
    db = sqlite3.connect(path)
    act, = db.execute("SELECT id FROM act ORDER BY act DESC LIMIT 1").fetchone()
    report, = db.execute("SELECT id FROM report ORDER BY report LIMIT 1").fetchone()
    demand, = db.execute("SELECT id FROM ask ORDER BY demand DESC LIMIT 1").fetchone()
    quote, = db.execute("SELECT id FROM quote ORDER BY quote LIMIT 1").fetchone()
    last, = db.execute("SELECT max(published) FROM report").fetchone()
    db.close()
    year = last[:4]
    for view in f"""
        reports|reports --latest|reports --actor IRN|reports --issue water|reports --since {year}
        acts|acts --latest|acts --act demand|acts --act demand,reject|acts --actor IRN|acts --actor IRN --to USA
        acts --issue water --since {year}|acts --actor IRN --act threat --issue water|acts --grep tunnels
        quotes|quotes --latest|quotes --speakers|quotes --speaker person-7|quotes --speaker "Person 7"|quotes --actor IRN
        demands|demands --actor IRN|demands --status open|demands --issue water --to USA|demands --as-of {year}
        positions|positions --issue water|positions --issue water --as-of {year}|positions --issue water --vs {year}
        talks|talks --actor IRN|conflicts|conflicts --about claim|copies|copies {report}
        timeline|timeline --actor IRN|timeline --since {year}|tension|tension --actor IRN
        actors|actors IRN|actors person-7|sources|diff --since {last}|diff --since {year}
        search quota|search "quota depots"|show {act}|show {report}|show {quote}|show e-{demand[2:]}|why {act}|log
        review agreement""".replace("\n", "|").split("|"):
        words = shlex.split(view)
        if not words:
            continue
        page = [] if words[0] in ("show", "why", "log", "review") else ["--limit", "50"]
        row(view.strip(), [program, words[0], path, *words[1:], *page], path)


def exports(program, path):
    print(f"{'format':36} {'wall s':>8} {'cpu s':>8} {'MiB':>6}")
    for form in ("jsonl csv md html graphml graphml-visone dna dna-csv plover icews timelinejs ics ris bibtex csl"
                 " bundle").split():
        wall, busy, most, status = once([program, "export", path, "--format", form, "-f", "-o", path + ".out"], 3600)
        print(f"{form:36} {wall:8.1f} {busy:8.1f} {most:6.0f}" + (f"   exit {status}" if status else ""), flush=True)
    os.remove(path + ".out")


def adding(program, path, reports):
    """Reports one after the other, each by a program of its own, to this
    dossier and to one that has nothing but them."""
    copy, small = path + ".copy", path + ".small"
    subprocess.run(["cp", "--reflink=auto", path, copy], check=True)
    for old in pathlib.Path(small).parent.glob(pathlib.Path(small).name + "*"):
        old.unlink()
    print(f"{'add':36} {'wall ms':>8} {'cpu ms':>8} {'MiB':>6}  on top of the same in a small dossier: wall, cpu")
    for report in reports:
        few, many = once([program, "add", small, report]), once([program, "add", copy, report])
        print(f"{pathlib.Path(report).name[:36]:36} {many[0] * 1000:8.0f} {many[1] * 1000:8.0f} {many[2]:6.0f}"
              f"  {(many[0] - few[0]) * 1000:8.0f} {(many[1] - few[1]) * 1000:8.0f}", flush=True)
    for old in (copy, small):
        for file in pathlib.Path(old).parent.glob(pathlib.Path(old).name + "*"):
            file.unlink()


def measure(program, path, *reports):
    print(f"{'':36} {'cold':>17} {'warm':>17}")
    print(f"{'view':36} {'wall ms':>8} {'cpu ms':>8} {'wall ms':>8} {'cpu ms':>8} {'MiB':>6}")
    first_pages(program, path)
    if reports:
        adding(program, path, reports)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3], *map(int, sys.argv[4:]))
    elif sys.argv[1] == "export":
        exports(*sys.argv[2:])
    else:
        measure(*sys.argv[2:])
