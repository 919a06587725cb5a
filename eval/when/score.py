#!/usr/bin/env python3
"""Score date expressions against five references.

    score.py --run build/demarche DATA              all sets, one table
    score.py --run build/demarche DATA --only wikiwars-train --misses 60

Columns: set, expressions wanted and found, strict span F1 (same bytes), relaxed span F1 (a byte in common), value F1
(relaxed match and the same value), accuracy of values where spans match.

What a reference names:
wikiwars    TIMEX3 of 22 narratives, its own training and test parts; only the training part was looked at.
gum         `<date when=|from=|to=|notBefore=|notAfter=>`: no durations, sets or vague references, so what we find of
            these is left out; values are compared as ranges of days.
meantime    TIMEX3 of the title and first five sentences of 120 news reports; without the document's own date and
            without expressions that have no words.
recognizers, duckling  short inputs; a case is right when every expected meaning is ours (see recognizers()).
"""
import argparse
import collections
import datetime as dt
import glob
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

Day = dt.date


def plumb(program, texts):
    """[(id, text, day)] -> {id: [(start, end, type, value, precision)]}, offsets in characters."""
    lines = "\n".join(json.dumps({"id": i, "text": t, "date": d}) for i, (_, t, d) in enumerate(texts))
    done = subprocess.run([program, "plumb", "dates", "--jsonl"], input=lines, stdout=subprocess.PIPE, check=True,
                          encoding="utf-8")
    out = {}
    for line in done.stdout.splitlines():
        got = json.loads(line)
        name, text, _ = texts[got["id"]]
        chars = []  # byte -> character
        for at, char in enumerate(text):
            chars += [at] * len(char.encode())
        chars.append(len(text))
        out[name] = [(chars[d["start"]], chars[d["end"]], d["type"], d["value"], d["precision"])
                     for d in got.get("dates", [])]
    return out


# ------------------------------------------------------------------------------------------------ corpora

def wikiwars(data, part):
    for path in sorted(glob.glob(f"{data}/wikiwars/{part}set/tml/*.tml")):
        page = open(path, encoding="utf-8").read()
        day = re.search(r'CREATION_TIME"[^>]*value="([^"]*)"', page).group(1)
        body = page.split("<TEXT>")[1].split("</TEXT>")[0]
        text, gold = "", []
        for piece in re.split(r"(<TIMEX3.*?</TIMEX3>)", body, flags=re.S):
            found = re.match(r"<TIMEX3(.*?)>(.*)</TIMEX3>", piece, re.S)
            words = unescape(found.group(2) if found else piece)
            if found:
                value = re.search(r'value="([^"]*)"', found.group(1)).group(1)
                gold.append((len(text), len(text) + len(words), value))
            text += words
        yield os.path.basename(path), text, day, gold


def unescape(text):
    return re.sub(r"<[^>]*>", "", text).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace(
        "&amp;", "&")


def detokenise(sentences, marks):
    """Text of tokens [(word, key)], and where each key begins and ends."""
    text, place = "", {}
    for sentence in sentences:
        for word, key in sentence:
            tight = (word in ",.;:?!)]}%’”" or word.startswith(("'", "’")) or word == "n't" or
                     text.endswith(("(", "[", "$", "“", "-")) or word == "-" and marks)
            if text and not text.endswith("\n") and not tight:
                text += " "
            place[key] = (len(text), len(text) + len(word))
            text += word
        text += "\n\n"
    return text, place


def gum(data, kinds):
    for path in sorted(glob.glob(f"{data}/gum-news/xml/*.xml")):
        if not any(f"GUM_{kind}_" in path for kind in kinds):
            continue
        page = open(path, encoding="utf-8").read()
        day = re.search(r'dateCreated="([^"]*)"', page).group(1)
        sentences, sentence, gold, open_dates, key = [], [], [], [], 0
        for line in page.split("\n"):
            if line.startswith("<date"):
                open_dates.append([line, key])
            elif line.startswith("</date"):
                tag, first = open_dates.pop()
                gold.append((first, key - 1, tag))
            elif line.startswith("</s>"):
                sentences.append(sentence)
                sentence = []
            elif "\t" in line:
                sentence.append((unescape(line.split("\t")[0]), key))
                key += 1
        text, place = detokenise(sentences, True)
        yield (os.path.basename(path), text, day,
               [(place[a][0], place[b][1], tag_range(tag)) for a, b, tag in gold if b >= a])


def tag_range(tag):
    field = dict(re.findall(r'(\w+)="([^"]*)"', tag))
    first = field.get("when") or field.get("from") or field.get("notBefore")
    last = field.get("when") or field.get("to") or field.get("notAfter")
    return (first, last)


def meantime(data):
    for path in sorted(glob.glob(f"{data}/meantime/intra_cross-doc_annotation/*/*.xml")):
        page = ET.parse(path).getroot()
        tokens = {t.get("t_id"): t for t in page.iter("token")}
        days = [t.get("value") for t in page.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"]
        gold = []
        for t in page.iter("TIMEX3"):
            ids = [a.get("t_id") for a in t.iter("token_anchor")]
            if ids and t.get("functionInDocument") != "CREATION_TIME":
                gold.append((ids, t.get("value")))
        last = max((int(tokens[i].get("sentence")) for ids, _ in gold for i in ids), default=0)
        sentences = collections.defaultdict(list)
        for t in page.iter("token"):
            # the second line is the report's own date
            if int(t.get("sentence")) <= max(last, 5) and int(t.get("sentence")) != 1:
                sentences[int(t.get("sentence"))].append((t.text, t.get("t_id")))
        text, place = detokenise([sentences[k] for k in sorted(sentences)], False)
        day = days[0] if days and re.fullmatch(r"\d{4}-\d\d-\d\d", days[0]) else None
        if day is None:
            continue
        yield (os.path.basename(path), text, day,
               [(place[i[0]][0], place[i[-1]][1], v) for i, v in gold if i[0] in place and i[-1] in place])


# ------------------------------------------------------------------------------------------------ values

def same_value(ours, gold):
    """Same TIMEX3 value; decades as P10Y, hours of a zone and the XX of unknown days aside."""
    def plain(value):
        value = re.sub(r"P([\d.]+)DE", lambda m: f"P{float(m.group(1)) * 10:g}Y", value)
        value = re.sub(r"P([\d.]+)CE", lambda m: f"P{float(m.group(1)) * 100:g}Y", value)
        value = re.sub(r"(T\d\d)(?::00)?(:00)?$", r"\1", re.sub(r"(T\d\d:\d\d)(:00)?(Z|[+-]\d\d(:\d\d)?)?$", r"\1",
                                                              value))
        value = {"P0.5Y": "P6M", "P0.5D": "PT12H", "PT0.5H": "PT30M", "P1WD": "XXXX-WXX"}.get(value, value)
        value = re.sub(r"^(P\d+)BD$", r"\1D", re.sub(r"^(P\d+)WE$", r"\1W", value))
        return value
    return plain(ours) == plain(gold)


def days_of(value):
    """First and last day a value may mean, or None."""
    season = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
    value = value.split("T")[0]
    if re.fullmatch(r"\d{2,3}", value):
        span = 10 ** (4 - len(value))
        year = int(value) * span
        return Day(year, 1, 1), Day(year + span - 1, 12, 31)
    found = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value)
    if found:
        monday = Day.fromisocalendar(int(found.group(1)), int(found.group(2)), 1)
        return monday + dt.timedelta(5 if found.group(3) else 0), monday + dt.timedelta(6)
    found = re.fullmatch(r"(?:FY)?(\d{4})(?:-(\d\d|Q[1-4]|H[12]|SP|SU|FA|WI))?(?:-(\d\d))?", value)
    if not found or int(found.group(1)) < 1:
        return None
    year, part, day = int(found.group(1)), found.group(2), found.group(3)
    if part is None:
        return Day(year, 1, 1), Day(year, 12, 31)
    if day:
        return Day(year, int(part), int(day)), Day(year, int(part), int(day))
    if part in season:
        first, last = season[part]
    elif part[0] == "Q":
        first, last = 3 * int(part[1]) - 2, 3 * int(part[1])
    elif part[0] == "H":
        first, last = 6 * int(part[1]) - 5, 6 * int(part[1])
    else:
        first = last = int(part)
    after = Day(year + last // 12, last % 12 + 1, 1)
    return Day(year, first, 1), after - dt.timedelta(1)


def same_range(ours, gold):
    """Ours against from/to of TEI; a season may begin in its third week, and a week on a Sunday."""
    if gold[0] is None or gold[1] is None or gold[0].startswith("--"):
        one = gold[0] or gold[1]
        return bool(one) and one.startswith("--") and ours[5:7] == one[2:4]
    mine = days_of(ours)
    first, last = days_of(gold[0].lstrip("-")), days_of(gold[1].lstrip("-"))
    if not mine or not first or not last:
        return False
    slack = 1 if "-W" in ours else 31 if ours[-2:] in ("SP", "SU", "FA", "WI") else 0
    return abs((mine[0] - first[0]).days) <= slack and abs((mine[1] - last[1]).days) <= slack


# ------------------------------------------------------------------------------------------------ scoring

def f1(right, found, wanted):
    return 2 * right / (found + wanted) if found + wanted else 0.0


def score(name, docs, program, equal, keep, misses):
    docs = list(docs)
    ours = plumb(program, [(d, t, day) for d, t, day, _ in docs])
    found = wanted = strict = relaxed = right = 0
    kinds = collections.defaultdict(list)
    for doc, text, day, gold in docs:
        mine = [m for m in ours[doc] if keep(m)]
        wanted += len(gold)
        found += len(mine)
        free = list(mine)
        for start, end, value in sorted(gold, key=lambda g: g[0]):
            words = " ".join(text[start:end].split())
            match = [m for m in free if m[0] < end and start < m[1]]
            match.sort(key=lambda m: ((m[0], m[1]) != (start, end), -(min(end, m[1]) - max(start, m[0]))))
            if not match:
                kinds["not found"].append((words, value, context(text, start, end)))
                continue
            hit = match[0]
            free.remove(hit)
            relaxed += 1
            exact = (hit[0], hit[1]) == (start, end)
            strict += exact
            if equal(hit[3], value):
                right += 1
            else:
                kinds["value"].append((words, value, hit[3], text[hit[0]:hit[1]], day, context(text, start, end)))
            if not exact:
                kinds["span"].append((words, text[hit[0]:hit[1]]))
        for m in free:
            kinds["extra"].append((text[m[0]:m[1]], m[3], context(text, m[0], m[1])))
    print(f"{name:22}{wanted:7}{found:7}{f1(strict, found, wanted):9.3f}{f1(relaxed, found, wanted):9.3f}"
          f"{f1(right, found, wanted):9.3f}{right / relaxed if relaxed else 0:9.3f}")
    if misses:
        for kind, rows in kinds.items():
            print(f"--- {kind}: {len(rows)}")
            for row in rows[::max(1, len(rows) // misses)][:misses]:
                print("   ", " | ".join(str(x) for x in row))


def context(text, start, end):
    return " ".join((text[max(0, start - 35):start] + "[" + text[start:end] + "]" + text[end:end + 25]).split())


# ------------------------------------------------------------------------------------------------ cases

"""Inputs of recognizers-text that news does not write: the kind, and how it is told."""
NOT_NEWS = [
    ("unit or month glued to its number", r"\b(mar|jan|feb|apr|jun|jul|aug|sep|oct|nov|dec)\d{1,2}\b|\d+(\.\d+)?(h|d|w|y|m|s|hrs?|min|mins|sec|secs|years?|months?|weeks?|days?)\b"),
    ("shorthand of planners", r"\b(eod|eom|eoy|bod|bom|boy|asap|atm|tmr|tmrw|ampm|\d+p|\d+ish|noonish|wkend|otd|w/c|[sc]y\d\d|\d+a|\d+ampm)\b"),
    ("addresses and file names", r"www\.|https?:|-\d{8}-|\d{8}"),
    ("telephone numbers, codes, days that are none", r"\btel:|valid date|wrong date|code of|\$dec|feb 30|2/29"),
    ("dates spelled out as speech recognisers write them", r"\b(nineteen (hundred|ninety|eighty)|two thousand|seventeen hundred|\bp m\b|january twenty|may twenty|(first|eighteenth|fourth) (nine|one|two) (thirty|thousand))"),
    ("counted from the minute of speaking", r"\b(in|within|next|last|past|coming|until|after)( a| an| half| the| \d+| one| few| five| three| half an)* (coming |past )?(minutes?|mins?|hours?|hrs?|seconds?)\b|\b(minutes?|min|hours?|hour) (later|from|ago|earlier)\b|at the minute"),
    ("hours as bare numbers", r"(monday|tuesday|wednesday|thursday|friday|next monday|morning|tonight|today|tomorrow)( at| around| from)? \d{1,2}(-\d{1,2})?( |\.|$)|\b\d{1,2}-\d{1,2} next|\b\d{4}-\d{4}\b|\b10, tonight|five to seven"),
    ("meals as times", r"\b(lunch|lunchtime|dinner|dinnertime|breakfast|brunch|school|mealtime)\b"),
    ("times without a.m., p.m. or colon", r"\b(from|between|at|for) (\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)( (and|to|till|until) (\d{1,2}|seven|six|five))?( |\.|$)(?!january|february|march|april|may|june|july|august|september|october|november|december|days|of|minutes|hours|weeks|months|years)"),
]


def scheduling(case):
    return [kind for kind, rule in NOT_NEWS if re.search(rule, case["Input"].lower())]


def moment(value):
    """A value of recognizers-text as the first day and, if it has one, the time."""
    found = re.match(r"(\d{4}-\d\d-\d\d)?[ T]?(\d\d:\d\d)?", value or "")
    return found.group(1), found.group(2)


def ours_begin_end(value):
    day = days_of(value)
    clock = re.search(r"T(\d\d:\d\d)", value)
    return (day[0].isoformat() if day else None, day[1].isoformat() if day else None, clock and clock.group(1))


def meets(entry, mine, words, today):
    """Whether our expressions in the span mean one of the values a result allows.

    A range is right when its first day is ours and its last day (exclusive in the reference) is the end of our last
    expression or its beginning; a day of "N weeks/months/years ago" when it lies within the period we name; a time
    without a date when the clock is the same."""
    kind = entry["type"]
    if not mine:
        return False
    values = [today if m[3] == "PRESENT_REF" and len(mine) > 1 else m[3] for m in mine]
    if kind == "duration":
        return any(same_value(v, entry["timex"]) or v.replace("X", "3") == entry["timex"] for v in values)
    if kind == "set":
        short = entry["timex"]
        return any(same_value(v, short) or v.removesuffix(":00").endswith(short) for v in values)
    if entry.get("timex") in values or entry.get("timex", "").startswith("PRESENT") and "PRESENT_REF" in values:
        return True
    if any(m[2] == "DURATION" for m in mine) and re.sub(r"BD\)$", "D)", entry["timex"]).endswith("," + values[0] + ")"):
        return True
    if kind in ("time", "timerange"):
        part = re.match(r"T([A-Z]{2})", entry.get("timex", ""))
        if part:
            return any(v.endswith(part.group(0)) for v in values)
        clocks = [ours_begin_end(v)[2] for v in values]
        if kind == "time":
            return moment(" " + entry["value"])[1] in clocks
        ends = [entry.get(k) and entry[k][:5] for k in ("start", "end")]
        return all(e is None or e in clocks for e in ends)
    if kind in ("date", "datetime"):
        day, clock = moment(entry.get("value"))
        for v in values:
            mine_days = ours_begin_end(v)
            if mine_days[0] and day and mine_days[0] <= day <= mine_days[1] and (
                    mine_days[0] == mine_days[1] or re.search(r"ago|later|earlier|from|in|before|after|hence", words)):
                if kind == "date" or mine_days[2] == clock:
                    return True
        return False
    if kind in ("daterange", "datetimerange"):
        first, last = moment(entry.get("start")), moment(entry.get("end"))
        part = re.search(r"T([A-Z]{2})$", entry.get("timex", ""))
        if part:
            return any(v.endswith(part.group(0)) and ours_begin_end(v)[0] == first[0] for v in values)
        begins, ends = ours_begin_end(values[0]), ours_begin_end(values[-1])
        if kind == "datetimerange":
            clocks = [ours_begin_end(v)[2] for v in values]
            return (first[0] in (None, begins[0], ends[0]) and last[0] in (None, begins[0], ends[0]) and
                    (first[1] is None or first[1] in clocks) and (last[1] is None or last[1] in clocks))
        after = None
        if ends[1]:
            after = (Day.fromisoformat(ends[1]) + dt.timedelta(1)).isoformat()
        good_first = first[0] is None or first[0] in (begins[0], begins[1]) or (after and first[0] == after)
        good_last = last[0] is None or last[0] in (after, ends[0], ends[1])
        return bool(begins[0]) and good_first and good_last
    return False


def recognizers(data, program, misses):
    """Cases of DateTimeModel that news can contain (see NOT_NEWS) and that the reference's own first platform passes.

    A case is right when each expected result has an expression of ours in its span with one of the allowed values and
    we find nothing outside the expected spans (negatives: nothing at all)."""
    cases = json.load(open(f"{data}/recognizers-text-en/DateTimeModel.json", encoding="utf-8-sig"))
    left = collections.Counter()
    kept = []
    for case in cases:
        why = scheduling(case)
        kinds = {r.get("TypeName") for r in case["Results"]}
        if "dotnet" in (case.get("NotSupported") or "").lower():
            left["not passed by the reference"] += 1
        elif why:
            left[why[0]] += 1
        elif None in kinds or "datetimeV2.timezone" in kinds:
            left["no time at all"] += 1
        else:
            kept.append(case)
    texts = [(i, c["Input"], (c.get("Context") or {}).get("ReferenceDateTime", "2016-11-07")[:10])
             for i, c in enumerate(kept)]
    ours = plumb(program, texts)
    right, wrong = 0, collections.defaultdict(list)
    total = collections.Counter()
    for i, case in enumerate(kept):
        text = case["Input"]
        mine = [m + (text[m[0]:m[1]].lower(),) for m in ours[i]]
        why = None
        kind = case["Results"][0]["TypeName"].split(".")[1] if case["Results"] else "negative"
        total[kind] += 1
        inside = set()
        for result in case["Results"]:
            span = [m for m in mine if m[0] <= result["End"] and result["Start"] < m[1]]
            inside |= set(span)
            if not any(meets(e, span, result["Text"], texts[i][2]) for e in result.get("Resolution", {}).get("values", [])):
                why = (result["Text"], [e.get("timex") for e in result["Resolution"]["values"]][:2],
                       [(m[5], m[3]) for m in span])
                break
        extra = [m for m in mine if m not in inside and not m[3].endswith("_REF")]
        if why is None and extra:
            why = ("nothing more", [], [(m[5], m[3]) for m in extra])
        if why:
            wrong[kind].append((text, why, texts[i][2]))
        else:
            right += 1
    print(f"{'recognizers-text-en':22}{len(kept):7} cases, right {right} = {right / len(kept):.3f}"
          f"   (left out: {', '.join(f'{k} {n}' for k, n in left.items())})")
    print(" " * 22 + "  ".join(f"{k} {n - len(wrong[k])}/{n}" for k, n in total.most_common()))
    if misses:
        for kind, rows in wrong.items():
            print(f"--- {kind}: {len(rows)}")
            for text, why, day in rows[:misses]:
                print("   ", day, "|", text[:110], "|", *why)


def duckling(data, program, misses):
    """Expressions alone, with the day of the reference; the first day (and the clock, if its grain is finer) counts."""
    rows = [line.rstrip("\n").split("\t") for line in open(f"{data}/duckling-time-en/cases.tsv", encoding="utf-8")][1:]
    kept = [r for r in rows if r[0] in ("main", "default-US") and not scheduling({"Input": r[2]})]
    ours = plumb(program, [(i, r[2], r[1][:10]) for i, r in enumerate(kept)])
    right, wrong = 0, []
    for i, row in enumerate(kept):
        mine = [m for m in ours[i]]
        stamps = [tuple(map(int, re.findall(r"\d+", s)[:6])) for s in re.findall(r"\((\d+, *\d+, *\d+[^()]*)\)", row[3])]
        grain = (re.findall(r"\b(Second|Minute|Hour|Day|Week|Month|Quarter|Year|NoGrain)\b", row[3]) or [""])[0]
        good = False
        if stamps and mine and stamps[0][0] > 0:
            y, mo, d = stamps[0][:3]
            first = f"{y:04d}-{mo:02d}-{d:02d}"
            for m in mine:
                a, b, clock = ours_begin_end(m[3]) if m[3][:2] != "BC" else (None, None, None)
                if a and a <= first <= b:
                    wide = "Interval" in row[3] or grain in ("Week", "Month", "Quarter", "Year", "Second")
                    if a == first or wide or "ago" in row[2] or "from" in row[2] or "in " in row[2]:
                        good = clock is None or clock == f"{stamps[0][3]:02d}:{stamps[0][4]:02d}" or bool(
                            re.search(r"[A-Z]{3}", row[2]))
                if m[2] == "DURATION" or m[3] == "PRESENT_REF" and grain == "Second":
                    good = good or m[3] == "PRESENT_REF" or "Interval" in row[3]
        right += good
        if not good:
            wrong.append((row[2], row[3], [(m[3]) for m in mine]))
    print(f"{'duckling-time-en':22}{len(kept):7} cases, right {right} = {right / len(kept):.3f}"
          f"   (of {len(rows)}; the rest is latent, negative or shorthand)")
    if misses:
        for row in wrong[::max(1, len(wrong) // misses)][:misses]:
            print("   ", *row, sep=" | ")


def main():
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("data", help="the folder with wikiwars, gum-news, meantime, …")
    reader.add_argument("--run", default="build/demarche", help="the program")
    reader.add_argument("--only", default="", help="sets, parted by commas")
    reader.add_argument("--misses", type=int, default=0, help="show so many misses of each kind")
    args = reader.parse_args()
    wanted = set(filter(None, args.only.split(",")))

    def ask(name):
        return not wanted or name in wanted
    print(f"{'set':22}{'wanted':>7}{'found':>7}{'strict':>9}{'relaxed':>9}{'value':>9}{'v|match':>9}")
    every = lambda m: True
    dates = lambda m: m[2] in ("DATE", "TIME") and not m[3].endswith("_REF")
    sets = [("wikiwars-train", lambda: wikiwars(args.data, "training"), same_value, every),
            ("wikiwars-test", lambda: wikiwars(args.data, "test"), same_value, every),
            ("gum-news", lambda: gum(args.data, ["news"]), same_range, dates),
            ("gum-all", lambda: gum(args.data, ["news", "speech", "interview"]), same_range, dates),
            ("meantime", lambda: meantime(args.data), same_value, every)]
    for name, docs, equal, keep in sets:
        if ask(name):
            score(name, docs(), args.run, equal, keep, args.misses)
    if ask("recognizers"):
        recognizers(args.data, args.run, args.misses)
    if ask("duckling"):
        duckling(args.data, args.run, args.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
