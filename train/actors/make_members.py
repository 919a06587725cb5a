"""Make members-factbook.tsv: who belonged to what, from the yearly World Factbook.

    python3 train/actors/make_members.py FACTBOOK.TSV

FACTBOOK.TSV has the columns fips, iso2, country, field, year, content; a row
stands where the content differs from the year before.  The field
"International organization participation" lists abbreviations.  A state is a
member from the first edition that lists it to the first that no longer does;
a gap of up to three editions counts as a slip.  Organisations whose members
stand in members.tsv with their exact dates are left out.
"""

import collections
import re
import sys

import tables

# Abbreviations of the factbook → codes of organisations.tsv.  Those that two
# organisations share or that mean something else elsewhere are left out.
CODES = {
    "UN": "UN", "OSCE": "OSCE", "CSCE": "OSCE", "CE": "COE", "WTO": "WTO", "WTrO": "WTO",
    "IAEA": "IAEA", "OPCW": "OPCW", "ICCt": "ICC", "IMF": "IMF", "IBRD": "WORLD-BANK",
    "WHO": "WHO", "UNESCO": "UNESCO", "FAO": "FAO", "ILO": "ILO", "IOM": "IOM",
    "ICAO": "ICAO", "IMO": "IMO", "ITU": "ITU", "Interpol": "INTERPOL", "OECD": "OECD",
    "IEA": "IEA", "NAM": "NAM-MOVEMENT", "G-77": "G77", "OIC": "OIC", "LAS": "ARAB-LEAGUE",
    "AL": "ARAB-LEAGUE", "AU": "AU", "OAU": "AU", "OAS": "OAS", "C": "COMMONWEALTH",
    "OIF": "OIF", "ACCT": "OIF", "CPLP": "CPLP", "APEC": "APEC", "ARF": "ARF", "EAS": "EAS",
    "SAARC": "SAARC", "BIMSTEC": "BIMSTEC", "ECO": "ECO", "CICA": "CICA", "PIF": "PIF",
    "SPF": "PIF", "Caricom": "CARICOM", "OECS": "OECS", "ACS": "ACS", "SICA": "SICA",
    "CELAC": "CELAC", "UNASUR": "UNASUR", "LAIA": "", "RG": "RIO-GROUP",
    "SADC": "SADC", "EAC": "EAC", "EADB": "", "COMESA": "COMESA", "IGAD": "IGAD",
    "CEMAC": "CEMAC", "WAEMU": "WAEMU", "AMU": "AMU", "BSEC": "BSEC", "EBRD": "EBRD",
    "AsDB": "ADB", "ADB": "ADB", "AfDB": "AFDB", "BIS": "BIS", "FATF": "FATF", "NSG": "NSG",
    "Paris Club": "PARIS-CLUB", "OAPEC": "OAPEC", "EFTA": "EFTA", "WEU": "WEU",
    "Arctic Council": "ARCTIC-COUNCIL", "GUAM": "GUAM", "AOSIS": "AOSIS",
    "SACU": "SACU", "ECCAS": "ECCAS", "CEEAC": "ECCAS", "PCA": "PCA", "D-8": "COLLECTIVE-DEVELOPING-EIGHT",
    "IADB": "IDB", "IDB ": "", "ANZUS": "ANZUS", "Pacific Alliance": "PACIFIC-ALLIANCE",
    "CAN": "CAN-ANDEAN", "EITI": "", "IORA": "IORA", "AMISOM": "",
}
FIELD = "International organization participation"
GAP = 3


def lists(path):
    """(country, year) → set of codes, for every edition that has the field."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) < 6 or fields[3] != FIELD:
                continue
            names = [name.strip() for name in re.split(r"[,;|]", fields[5])]
            codes = {CODES.get(name, "") for name in names} - {""}
            if len(names) > 3:
                yield fields[2], int(fields[4]), codes


def spans(editions, code, last):
    """The terms of one member: (from, to) as editions, None for open ends."""
    found = []
    first = editions[0][0]
    for at, (year, codes) in enumerate(editions):
        if code not in codes:
            continue
        end = editions[at + 1][0] if at + 1 < len(editions) else last + 1
        if found and year - found[-1][1] <= GAP:
            found[-1][1] = end
        else:
            found.append([year, end])
    return [(None if start == first else start, None if end > last else end)
            for start, end in found]


def main():
    code_of = tables.states()
    exact = {row["group"] for row in tables.read(tables.ACTORS / "members.tsv")}
    known = {row["code"] for row in tables.read(tables.ACTORS / "organisations.tsv")}
    editions = collections.defaultdict(dict)
    last = 0
    missing = set()
    for country, year, codes in lists(sys.argv[1]):
        state = code_of.get(tables.plain(country))
        last = max(last, year)
        if state is None:
            missing.add(country)
            continue
        editions[state].setdefault(year, set()).update(codes)
    rows = []
    for state, by_year in editions.items():
        by_year = sorted(by_year.items())
        for code in sorted(set().union(*(codes for _, codes in by_year))):
            if code in exact or code not in known:
                continue
            for start, end in spans(by_year, code, last):
                rows.append((code, state, str(start or ""), str(end or "")))
    rows.sort()
    tables.write(tables.ACTORS / "members-factbook.tsv", """
Who belonged to which organisation from when to when, to the year.

Made by train/actors/make_members.py; correct members.tsv instead, whose
organisations are left out here.  "from": the first edition that lists the
member, empty: listed in the first one; "to": the first that no longer does.

Source: CIA World Factbook, editions 1990-2025 (public domain).
""", ("group", "member", "from", "to"), rows)
    print(f"{len(rows)} rows; not known: {', '.join(sorted(missing)) or 'none'}")


if __name__ == "__main__":
    main()
