"""Make people-wikidata.tsv: who held which office, from statements of Wikidata.

    python3 train/actors/make_people.py HOLDERS.TSV FOREIGN-MINISTERS.CSV LEADERS.CSV

HOLDERS.TSV: iso3, entity, position, person, wikidata, start, end, ...
FOREIGN-MINISTERS.CSV: person, name, country, countryLabel, ..., start
LEADERS.CSV: ..., country, ..., positionLabel, officeholder, officeholderLabel,
start_year, end_year

positions.tsv says which office a title is; posts without one are left out.
What data/actors/people.tsv knows of a person and an office goes before.
Slips of the source: "2014s" is 2014; a term that ends before it starts loses
its end; a term of a single-holder office without an end ends when the next
one starts.
"""

import collections
import csv
import re
import sys

import names
import tables

MINISTER = (r"(?:the )?(?:acting |interim |caretaker |first |senior |federal |union |cabinet |state |"
            r"coordinating |super )*(?:minister|minister-designate|cabinet minister|secretary|"
            r"cabinet secretary|member of (?:the )?(?:federal council|government).*|"
            r"people's commissar|chief of department)")
DEPUTY = (r"(?:first |second |third |senior |acting |parliamentary |special |joint )*"
          r"(?:(?:deputy|vice|assistant|junior|under|delegate|associate)[- ]?.*|state minister.*|"
          r"minister of state.*|minister[- ]delegate.*|secretary of state.*|state secretary.*|"
          r"parliamentary (?:under-)?secretary.*|undersecretary.*|minister[- ]assistant.*|"
          r"parliamentary state secretary.*)")

# Offices that one person holds at a time: an open end is closed by the next.
SINGLE = {
    "president", "prime-minister", "chancellor", "monarch", "pope", "supreme-leader",
    "foreign-minister", "defence-minister", "defence-secretary", "secretary-of-state",
    "interior-minister", "finance-minister", "speaker", "governor-general", "governor", "chief-executive",
    "first-minister", "chief-minister",
    "ambassador", "un-ambassador", "security-adviser", "armed-forces-chief", "spy-chief",
    "chief-of-staff", "deputy-secretary-of-state", "economy-minister", "trade-minister",
    "energy-minister", "justice-minister", "presidential-spokesperson", "attorney-general",
    "trade-representative", "high-representative", "cabinet-secretary", "chancellor",
}

ENTITIES = {
    "Abkhazia": "ABKHAZIA", "Artsakh": "ARTSAKH", "Donetsk People's Republic": "DPR",
    "Luhansk People's Republic": "LPR", "Northern Cyprus": "NORTHERN-CYPRUS",
    "Somaliland": "SOMALILAND", "South Ossetia": "SOUTH-OSSETIA", "Scotland": "SCOTLAND",
    "Northern Ireland": "NORTHERN-IRELAND", "Wales": "WALES",
    "International organisations": "UN",
}

BODIES = {
    "united nations": ("un-ambassador", "UN"), "un": ("un-ambassador", "UN"),
    "united nations new york": ("un-ambassador", "UN"),
    "united nations security council": ("un-ambassador", "UN"),
    "nato": ("ambassador", "NATO"), "european union": ("ambassador", "EU"),
    "european union political and security committee": ("ambassador", "EU"),
    "osce": ("ambassador", "OSCE"), "council of europe": ("ambassador", "COE"),
    "organization for security and co operation in europe": ("ambassador", "OSCE"),
    "organization for security and cooperation in europe": ("ambassador", "OSCE"),
    "united nations organizations geneva": ("ambassador", "UN"),
    "united nations organizations vienna": ("ambassador", "UN"),
    "united nations office at geneva": ("ambassador", "UN"),
    "arab league": ("ambassador", "ARAB-LEAGUE"), "african union": ("ambassador", "AU"),
    "oecd": ("ambassador", "OECD"), "unesco": ("ambassador", "UNESCO"),
    "world trade organization": ("ambassador", "WTO"), "asean": ("ambassador", "ASEAN"),
    "organization of american states": ("ambassador", "OAS"),
    "international atomic energy agency": ("ambassador", "IAEA"),
}

INTERNATIONAL = {
    "national-minorities-commissioner": "OSCE", "pace-president": "COE",
    "assembly-president": "UNGA", "director-general": "WTO",
}

CHINESE = set("""ai an bai bao bi bo cai cao chai chan chang chao chen cheng cheung chi chiang chien
chin chiu cho choi chou chow chu chuang chung cong cui dai deng ding dong dou du duan fan fang fei
feng fu fung gan gao ge geng gong gu guan gui guo han hao he ho hong hou hsiao hsieh hsu hu hua huang
hui hung ip ji jia jian jiang jiao jin jing ju kang ke keung ko kong kou ku kuan kung kuo kwan kwok
lai lam lan lang lao lau law lee lei leung li liang liao lien lim lin ling liu lo lou lu lung luo lv ma mao
mei meng mi miao ming mo mu ni nie ning niu ouyang pan pang pei peng pu qi qian qiao qin qiu qu quan
ren rong ruan shan shang shao shen sheng shi shih shu si song su sui sun tan tang tao teng tian tong tsai
tsang tsao tse tseng tung tu wan wang wei wen weng wong woo wu xi xia xiang xiao xie xin xing xiong xu
xue yam yan yang yao yau ye yeh yen yeung yi yin ying yip yiu you yu yuan yue yung zang zeng zha zhai zhan
zhang zhao zhen zheng zhong zhou zhu zhuang zhuo zou zuo""".split())
KOREAN = set("""ahn an bae baek ban bang bong byun cha chae cheon cheong cho choe choi chon chong choo
chu chun chung do eom gang go goh gil gong gu ha ham han heo ho hong hu huh hwang hyon hyun im in ja jang
jeon jeong jin jo jon joo ju jun jung kang kil kim ko koh kong koo ku kwak kwon lee lim ma maeng min mo
moon mun myung na nam namgung no noh o oh pae paek pak pang park pyo pyon ra rhee ri rim ro roh ryang ryoo
ryu seo shim shin sim sin so sohn son song su suh sung tae thae u uh um wi wie won woo yang yi yim yo yom yoo
yoon you yu yun""".split())

# Where reports call people by the first of their names.
FIRST_NAME = {"ETH", "ERI", "MYS", "BRN", "THA", "WSM"}


def family_of(name, state):
    """The name by which reports call a person, where it is not the last word."""
    words = name.split()
    if len(words) < 2:
        return ""
    first = tables.plain(words[0])
    if state in ("CHN", "TWN", "HKG", "MAC", "SGP") and first in CHINESE and len(words) <= 3:
        return words[0]
    if state in ("KOR", "PRK") and first in KOREAN:
        return words[0]
    if state in FIRST_NAME and len(first) > 2:
        return f"{words[0]}; {words[-1]}"
    return ""


class Positions:
    """positions.tsv: from a state's title to an office."""

    def __init__(self):
        self.rows = []
        for row in tables.read(tables.ROOT / "train" / "actors" / "positions.tsv"):
            pattern = row["pattern"].replace("{minister}", MINISTER).replace("{deputy}", DEPUTY)
            states = {state.strip() for state in row["states"].split(",") if state.strip()}
            self.rows.append((re.compile(pattern), states, row["office"]))
        self.seen = {}

    def office(self, title, state):
        key = (title, state)
        if key not in self.seen:
            self.seen[key] = self.find(title.lower().replace("’", "'"), state)
        return self.seen[key]

    def find(self, title, state):
        for pattern, states, office in self.rows:
            if (not states or state in states) and pattern.fullmatch(title):
                return "" if office == "-" else office
        return ""


AMBASSADOR = re.compile(
    r"(?:acting |deputy )?(?:ambassador|high commissioner|permanent representative|permanent observer|"
    r"ambassador and permanent representative|chargé d'affaires|apostolic nuncio|nuncio)"
    r"(?: extraordinary and plenipotentiary)?(?: of .*)? (?:to|in|at|for) (.*)", re.I)


def receiving(title, code_of):
    """(office, where) of an ambassador's title, or None."""
    match = AMBASSADOR.fullmatch(title.strip())
    if not match:
        return None
    where = re.sub(r"^the ", "", tables.plain(match.group(1)))
    if where in BODIES:
        return BODIES[where]
    code = code_of.get(where) or code_of.get(re.sub(r"^(republic|kingdom|state) of (the )?", "", where))
    return ("ambassador", code) if code else None


def date(text):
    match = re.match(r"\d{4}(-\d\d(-\d\d)?)?", text.strip())
    return match.group(0) if match and "1000" <= match.group(0)[:4] < "2100" else ""


class Term:
    """One person in one office."""

    def __init__(self, person, name, office, of, at, start, end):
        self.person, self.name, self.office, self.of, self.at = person, name, office, of, at
        self.start, self.end = start, end
        self.mend()

    def mend(self):
        """A term that ends before it starts loses its end."""
        size = min(len(self.start), len(self.end))
        if self.end[:size] < self.start[:size]:
            self.end = ""


def holders(path, positions, code_of):
    """Terms of the big table."""
    with open(path, encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            iso3, entity, title, name, wikidata, start, end, *_ = line.rstrip("\n").split("\t")
            state = iso3 or ENTITIES.get(entity, "")
            office, at = positions.office(title, state), ""
            sent = receiving(title, code_of) if state != "UN" else None
            if sent:
                office, at = sent
            if not office or not state or re.fullmatch(r"Q\d+", name):
                continue
            of = INTERNATIONAL.get(office, "UN") if state == "UN" else state
            yield Term(wikidata, name, office, of, at, date(start), date(end))


def foreign_ministers(path, code_of):
    """Terms of early 2023, for the states the big table lacks."""
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            state = code_of.get(tables.plain(row["countryLabel"]))
            if state and row["name"] and not re.fullmatch(r"Q\d+", row["name"]):
                yield Term(row["person"], row["name"], "foreign-minister", state, "", date(row["start"]), "")


def leaders(path, positions, code_of):
    """Heads of state and government to the year."""
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            state = code_of.get(tables.plain(row["country"]))
            title = re.sub(r" of (the )?" + re.escape(row["country"]) + "$", "", row["positionLabel"], flags=re.I)
            office = positions.office(title, state) or positions.office(title.split(" of ")[0], state)
            if state and office and not re.fullmatch(r"Q\d+", row["officeholderLabel"]):
                yield Term(row["officeholder"], row["officeholderLabel"], office, state, "",
                           date(row["start_year"]), date(row["end_year"]))


def merge(terms):
    """Drop repeated terms: same person, office, state and place, overlapping."""
    kept = collections.defaultdict(list)
    for term in terms:
        same = kept[(term.person, term.office, term.of, term.at)]
        for other in same:
            if other.start[:4] == term.start[:4]:
                if len(term.start) > len(other.start):
                    other.start = term.start
                if not other.end or (term.end and len(term.end) > len(other.end)):
                    other.end = term.end or other.end
                other.mend()
                break
            if (other.start or "0") <= (term.start or "0") and (not term.end or other.end >= term.end) and other.end:
                break
        else:
            same.append(term)
    return [term for same in kept.values() for term in same]


def close(terms, hand):
    """End open terms of single-holder offices where the next one starts."""
    posts = collections.defaultdict(list)
    for term in terms + hand.terms:
        if term.office in SINGLE and term.start:
            posts[(term.office, term.of, term.at)].append(term)
    closed = 0
    for post in posts.values():
        post.sort(key=lambda term: term.start)
        for at, term in enumerate(post):
            later = [other for other in post[at + 1:]
                     if other.person != term.person and other.start[:7] > term.start[:7]]
            if not term.end and later:
                term.end = later[0].start
                closed += 1
    return closed


class HandKept:
    """The people of people.tsv, by the keys of their names."""

    def __init__(self, fold):
        self.fold = fold
        self.slugs, self.terms = set(), []
        self.of_key, self.starts = collections.defaultdict(set), collections.defaultdict(list)
        self.actors, self.offices, self.keys = (collections.defaultdict(set) for _ in range(3))
        for row in tables.read(tables.ACTORS / "people.tsv"):
            slug = row["person"]
            self.slugs.add(slug)
            for name in filter(None, [row["name"], *tables.values(row["spellings"])]):
                for key in fold.keys(name):
                    self.of_key[key].add(slug)
                    self.keys[slug].add(key)
            self.actors[slug].add(row["of"])
            self.offices[slug].add((row["office"], row["of"]))
            self.terms.append(Term(slug, "", row["office"], row["of"], row["at"], row["from"], row["to"]))
            if row["office"] in SINGLE and len(row["from"]) >= 7:
                self.starts[(row["office"], row["of"], row["at"], row["from"][:7])].append(slug)

    def find(self, name, of):
        """The slug of the person of this name who served this actor, or ""."""
        for key in self.fold.keys(name):
            for slug in sorted(self.of_key.get(key, ())):
                if of & self.actors[slug]:
                    return slug
        return ""

    def same_term(self, term):
        """The person who took the same single-holder office in the same month and
        shares a word of the name or nearly so, or ""."""
        own = {word for word in self.fold.words(term.name) if len(word) > 2}
        for other in self.starts.get((term.office, term.of, term.at, term.start[:7]), ()):
            if any(own & set(key.split()) for key in self.keys[other]):
                return other
        return ""

    def knows(self, slug, name):
        """Whether look-ups by `name` find the person without a further spelling."""
        return " ".join(self.fold.words(name)) in self.keys[slug]


def slugs(terms, hand):
    """Wikidata id → slug; people.tsv's people keep theirs."""
    served = collections.defaultdict(set)
    for term in terms:
        served[term.person].add(term.of)
    ids, used = {}, set(hand.slugs)
    for term in terms:
        slug = hand.same_term(term)
        if slug:
            ids.setdefault(term.person, slug)
    for term in terms:
        if term.person in ids:
            continue
        slug = hand.find(term.name, served[term.person])
        if not slug:
            slug = tables.slug(term.name) or term.person.lower()
            if slug in used:
                slug += "-" + term.of.lower().replace("+", "")
            while slug in used:
                slug += "-2"
            used.add(slug)
        ids[term.person] = slug
    return ids


def rows(terms, hand):
    people = collections.defaultdict(list)
    for term in terms:
        people[term.person].append(term)
    for slug, held in sorted(people.items()):
        held.sort(key=lambda term: (term.start or "9", term.office))
        known = slug in hand.slugs
        names_seen = set()
        for term in held:
            first = not names_seen
            other = ""
            if known and term.name not in names_seen and not hand.knows(slug, term.name):
                other = term.name
            names_seen.add(term.name)
            yield (slug, term.name if first and not known else "",
                   family_of(term.name, term.of) if first and not known else "", other,
                   term.office, term.of, term.at, term.start, term.end)


def main():
    code_of = tables.states()
    positions = Positions()
    hand = HandKept(names.Fold())
    terms = list(holders(sys.argv[1], positions, code_of))
    covered = {term.of for term in terms if term.office == "foreign-minister"}
    covered.add("USA")  # has a secretary of state instead
    terms += [term for term in foreign_ministers(sys.argv[2], code_of) if term.of not in covered]
    terms += list(leaders(sys.argv[3], positions, code_of))
    terms = merge(terms)
    ids = slugs(terms, hand)
    for term in terms:
        term.person = ids[term.person]
    closed = close(terms, hand)
    terms = [term for term in terms if (term.office, term.of) not in hand.offices[term.person]
             # the source takes India's foreign secretaries, who are civil servants, for ministers
             and not (term.office == "foreign-minister" and ("foreign-secretary", term.of) in hand.offices[term.person])]
    done = list(rows(terms, hand))
    tables.write(tables.ACTORS / "people-wikidata.tsv", """
People and the offices they held, 1990s to early 2023.

Made by train/actors/make_people.py; correct people.tsv instead, which goes
before.  Columns as there.  Coverage and slips are the source's: good for
heads of state and government and ministers, patchy for deputies and diplomats.

Source: Wikidata (CC0), statements of positions held, by way of the snapshots
of every-politician-scrapers of 2022-03 to 2023-03.
""", ("person", "name", "family", "spellings", "office", "of", "at", "from", "to"), done)
    print(f"{len(done)} terms, {len(set(ids.values()))} people, {closed} ends closed")
    if len(sys.argv) > 4:
        dropped = collections.Counter(title for (title, _), office in positions.seen.items() if not office)
        print(dropped.most_common(int(sys.argv[4])))


if __name__ == "__main__":
    main()
