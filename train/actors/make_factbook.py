"""Make people-factbook.tsv: leaders and ambassadors from the yearly World Factbook.

    python3 train/actors/make_factbook.py FACTBOOK.TSV

Columns of FACTBOOK.TSV: fips, iso2, country, field, year, content; a row
stands where the content differs from the year before.  The factbook writes
family names in capitals: "President Fidel V. RAMOS (since 30 June 1992)".
Taken are heads of state and government, and the ambassadors of the United
States and to them.  A term ends when its successor's begins, else in the
first edition that no longer names it.  Who stands in people.tsv or
people-wikidata.tsv with the same office is left out.
"""

import collections
import re
import sys

import names
import tables

MONTHS = {month: number + 1 for number, month in enumerate(
    "January February March April May June July August September October November December".split())}
TITLES = [
    ("acting-president", r"(?:Acting|Interim|Transitional) President"),
    ("vice-president", r"(?:First |Second |Executive )?(?:Vice|Deputy) President"),
    ("president", r"(?:State |Federal )?President"),
    ("deputy-prime-minister", r"(?:First )?(?:Deputy|Vice) (?:Prime Minister|Premier)"),
    ("prime-minister", r"(?:Acting |Interim |Caretaker )?(?:Prime Minister|Premier|Taoiseach)"),
    ("chancellor", r"(?:Federal )?Chancellor"),
    ("monarch", r"(?:King|Queen|Sultan|Amir|Emir|Grand Duke|Grand Duchess|Emperor|Prince|Paramount Ruler)"),
    ("governor-general", r"Governor[- ]General"),
]
CAPITAL = r"[A-Z][A-Z'’\-]+"
PERSON = r"(?P<name>[^();,:]*?\b" + CAPITAL + r"\b[^();,:]*?)"
SINCE = r"\s*\(since (?:NA )?(?:(?P<day>\d{1,2}) )?(?:(?P<month>[A-Z][a-z]+) )?(?P<year>\d{4})"
LEADER = re.compile("(?:^|[:;,.]| and )\\s*(?P<title>" + "|".join(title for _, title in TITLES) + r")\s+"
                    + PERSON + SINCE)
AMBASSADOR = re.compile(r"Ambassador (?:Designate |Extraordinary and Plenipotentiary )?" + PERSON
                        + r"(?:\s*\(since (?:(?P<day>\d{1,2}) )?(?:(?P<month>[A-Z][a-z]+) )?(?P<year>\d{4})\)"
                        r"|\s*(?:\||embassy|chancery|telephone|;|$))")
RANKS = re.compile(r"\b(?:Dr|Gen|Lt|Col|Maj|Brig|Capt|Cdr|Adm|Sir|Dame|Field Marshal|General|Dato|"
                   r"Sheikh|Shaykh|Rear|Vice|Air|Chief|Marshal|Sr|Brigadier|Colonel|Major|Lieutenant|Ret)\b\.?|\"[^\"]*\"|[\[\]]")


def tidy(text):
    """A name as people write it, and the family name in it."""
    text = re.sub(r"\s+", " ", RANKS.sub(" ", text)).strip(" .-")
    words = text.split()
    family = [word for word in words if re.fullmatch(CAPITAL, word) and len(word) > 1]
    if not 1 < len(words) <= 6 or not family or not text.isascii() and "?" in text:
        return "", ""

    def small(word):
        if not re.fullmatch(CAPITAL, word):
            return word
        parts = re.split(r"([-'’])", word)
        return "".join(part.capitalize() for part in parts)

    name = " ".join(small(word) for word in words)
    family_name = " ".join(small(word) for word in family)
    return name, "" if name.split()[-1] == family_name else family_name


def since(match):
    if not match.group("year"):
        return ""
    text = match.group("year")
    month = MONTHS.get(match.group("month") or "")
    if month:
        text += f"-{month:02}"
        if match.group("day"):
            text += f"-{int(match.group('day')):02}"
    return text


def editions(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 6 and fields[4].isdigit():
                yield fields[2], fields[3], int(fields[4]), fields[5]


def leaders(content):
    """(office, name, family, since) of an executive branch."""
    found = []
    for part in re.split(r"\b(?=cabinet:|elections?:|elections?/appoint|note:)", content)[:1]:
        for match in LEADER.finditer(part.replace(" also spelled ", " (also ")):
            office = next(office for office, title in TITLES if re.fullmatch(title, match.group("title")))
            name, family = tidy(match.group("name"))
            if name:
                found.append((office, name, family, since(match)))
    return found


def ambassadors(content):
    match = AMBASSADOR.search(content)
    if not match or "vacant" in content[:match.end()].split("Ambassador")[1][:12]:
        return []
    name, family = tidy(match.group("name"))
    return [("ambassador", name, family, since(match))] if name else []


# Later editions lost letters with accents: "Jos" for José.  Such names are left out.
BROKEN_SINCE = 2018
BROKEN = re.compile(r"\b(?:Jos|Andr|Ren|Jes|Ra|Am|Bel|Mar a|Seb|Nicol|Ver|Fran|F|L|B|M|V|R|P|G|H|S|T|Z|C|D|J|"
                    r"K|N|[a-z]{1,3})(?= )(?!\.)")
# Dependencies have the head of state of another country.
OWN_HEADS = ({row["member"] for row in tables.read(tables.ACTORS / "members.tsv") if row["group"] == "UN"}
             | {"VAT", "XKX", "TWN", "PSE"})
SLIPS = {"COD"}  # these editions give it the prime ministers of its neighbour
PARTICLES = {"al", "bin", "bint", "ibn", "ben", "abu", "de", "da", "do", "dos", "das", "del", "della", "der", "van",
             "von", "den", "la", "le", "el", "di", "du", "zu", "ter", "ul", "ur", "av", "af", "ould", "e", "y", "o"}


def broken(name):
    words = name.split()
    return (any(word.islower() and word not in PARTICLES for word in words)
            or any(len(word) < 3 and word.isalpha() and word.lower() not in PARTICLES for word in words[1:])
            or any(word not in PARTICLES for word in BROKEN.findall(name + " ")))


class Term:
    def __init__(self, name, family, start, first):
        self.name, self.family, self.start, self.first, self.last = name, family, start, first, first
        self.end, self.years = "", []


def collect(path, code_of, fold):
    """(office, of, at) → terms in order."""
    posts = collections.defaultdict(list)
    years = collections.defaultdict(list)  # of each country and field
    for country, field, year, content in editions(path):
        state = code_of.get(tables.plain(country))
        if state == "SCG" and year < 2003:
            state = "YUG"
        if not state:
            continue
        years[(state, field)].append(year)
        if field == "Executive branch":
            rows = [((office, state, ""), name, family, start) for office, name, family, start in leaders(content)
                    if state in OWN_HEADS or office == "prime-minister"]
        elif field == "Diplomatic representation from the US":
            rows = [((office, "USA", state), name, family, start)
                    for office, name, family, start in ambassadors(content)]
        elif field == "Diplomatic representation in the US":
            rows = [((office, state, "USA"), name, family, start)
                    for office, name, family, start in ambassadors(content)]
        else:
            continue
        for post, name, family, start in rows:
            if name.startswith("of ") or year >= BROKEN_SINCE and (broken(name) or state in SLIPS):
                continue
            key = set(fold.words(name))
            same = next((term for term in posts[post][-3:]
                         if len(key & set(fold.words(term.name))) >= 2 or (start and start == term.start)), None)
            if same:
                same.last = year
                same.start = same.start or start
            else:
                posts[post].append(Term(name, family, start or "", year))
                same = posts[post][-1]
            same.years = years[(state, field)]
    return posts


def close(posts, known):
    """A term ends where the next one starts, or in the first edition without it."""
    for post, terms in posts.items():
        starts = sorted({other.start or str(other.first) for other in terms}
                        | {start for _, start, _ in known.posts.get(post, ()) if start})
        for term in terms:
            term.start = term.start or str(term.first)
            later = [start for start in starts if start[:7] > term.start[:7]]
            gone = [str(year) for year in term.years if year > term.last]
            term.end = min(later[:1] + gone[:1], default="", key=lambda date: date[:4])
            if post[0] in ("vice-president", "deputy-prime-minister"):
                term.end = gone[0] if gone else ""
            if term.end and term.end < term.start[:len(term.end)]:
                term.end = ""


class Known:
    """The people of the other two tables, by the keys of their names."""

    def __init__(self, fold):
        self.fold, self.of_key = fold, collections.defaultdict(set)
        self.terms, self.slugs = collections.defaultdict(list), set()
        for table in ("people.tsv", "people-wikidata.tsv"):
            for row in tables.read(tables.ACTORS / table):
                self.slugs.add(row["person"])
                for name in filter(None, [row["name"], *tables.values(row["spellings"])]):
                    for key in fold.keys(name):
                        self.of_key[key].add(row["person"])
                self.terms[row["person"]].append(row)

    def find(self, name, of, at):
        for key in self.fold.keys(name):
            for slug in sorted(self.of_key.get(key, ())):
                if any(of == row["of"] for row in self.terms[slug]):
                    return slug
        return ""

    def near(self, post, term):
        """The holder of the same post since nearly the same day with one word of
        the name in common."""
        own = {word for word in self.fold.words(term.name) if len(word) > 2}
        for slug, start, words in self.posts[post]:
            if start[:4] == term.start[:4] and own & words:
                return slug
        return ""

    def index(self):
        self.posts = collections.defaultdict(list)
        words_of = collections.defaultdict(set)
        for key, slugs in self.of_key.items():
            for slug in slugs:
                words_of[slug].update(key.split())
        for slug, rows in self.terms.items():
            for row in rows:
                self.posts[(row["office"], row["of"], row["at"])].append((slug, row["from"], words_of[slug]))


def main():
    code_of = tables.states()
    fold = names.Fold()
    known = Known(fold)
    known.index()
    posts = collect(sys.argv[1], code_of, fold)
    close(posts, known)
    people = collections.defaultdict(list)
    display = {}
    for (office, of, at), terms in sorted(posts.items()):
        for term in terms:
            slug = known.near((office, of, at), term) or known.find(term.name, of, at)
            if slug and any((row["office"], row["of"], row["at"]) == (office, of, at)
                            and abs(int(row["from"][:4] or term.start[:4]) - int(term.start[:4])) < 3
                            for row in known.terms[slug]):
                continue
            if not slug:
                slug = tables.slug(term.name)
                if slug in known.slugs:
                    slug += "-" + of.lower()
                display.setdefault(slug, (term.name, term.family))
            people[slug].append((office, of, at, term.start, term.end))
    rows = []
    for slug, held in sorted(people.items()):
        for number, term in enumerate(sorted(set(held), key=lambda term: term[3])):
            name, family = display.get(slug, ("", "")) if number == 0 else ("", "")
            rows.append((slug, name, family, "", *term))
    tables.write(tables.ACTORS / "people-factbook.tsv", """
Heads of state and government, and ambassadors of the United States and to
them, whom the other two tables of people do not have.

Made by train/actors/make_factbook.py; correct people.tsv instead, which goes
before.  Columns as there.

Source: CIA World Factbook, editions 1990-2025 (public domain).
""", ("person", "name", "family", "spellings", "office", "of", "at", "from", "to"), rows)
    print(f"{len(rows)} terms, {len(people)} people")


if __name__ == "__main__":
    main()
