"""What the scripts of this folder share: tables in, tables out, names of states."""

import pathlib
import re
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
ACTORS = ROOT / "data" / "actors"


def read(path):
    """Rows of a table as dicts; comments and empty lines are passed over."""
    header = None
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            fields = [field.strip() for field in line.split("\t")]
            if header is None:
                header = fields
                continue
            fields += [""] * (len(header) - len(fields))
            yield dict(zip(header, fields))


def write(path, remarks, columns, rows):
    """Write a table with its remarks; trailing empty fields are left out."""
    with open(path, "w", encoding="utf-8") as out:
        for remark in remarks.strip("\n").split("\n"):
            out.write(("# " + remark).rstrip() + "\n")
        out.write("\t".join(columns) + "\n")
        for row in rows:
            out.write("\t".join(row).rstrip("\t") + "\n")


def values(field):
    """The several values of one field."""
    return [value.strip() for value in field.split(";") if value.strip()]


def plain(text):
    """Small letters without accents; all else a single blank."""
    text = unicodedata.normalize("NFKD", text.replace("ə", "a").replace("ı", "i")
                                 .replace("ø", "o").replace("Ø", "O").replace("ł", "l")
                                 .replace("Ł", "L").replace("đ", "d").replace("Đ", "D")
                                 .replace("ß", "ss").replace("æ", "ae").replace("ð", "d")
                                 .replace("Ə", "A").replace("þ", "th").replace("Þ", "Th"))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def slug(name):
    """The id of a person: "Sergei Ryabkov" is sergei-ryabkov."""
    return plain(name).replace(" ", "-")


# Names of states as the sources write them, where states.tsv has another.
OTHER_NAMES = {
    "burma": "MMR", "burma myanmar": "MMR", "korea north": "PRK", "korea south": "KOR", "congo": "COG",
    "congo democratic republic of the": "COD", "congo republic of the": "COG",
    "congo kinshasa": "COD", "congo brazzaville": "COG", "zaire": "COD",
    "bahamas the": "BHS", "gambia the": "GMB", "ivory coast": "CIV",
    "cote d ivoire ivory coast": "CIV", "holy see vatican city": "VAT",
    "micronesia federated states of": "FSM", "germany federal republic of": "DEU",
    "serbia and montenegro": "SCG", "falkland islands islas malvinas": "FLK",
    "swaziland": "SWZ", "western samoa": "WSM", "turkiye turkey": "TUR",
    "turkey turkiye": "TUR", "macedonia": "MKD", "macedonia the former yugoslav republic of": "MKD", "united states of america": "USA",
    "taiwan": "TWN", "kazakstan": "KAZ", "kyrgyzstan": "KGZ", "czechia": "CZE",
    "congo republic": "COG", "great britain": "GBR", "the netherlands": "NLD",
    "federation of bosnia and herzegovina": "FBIH", "republika srpska": "SRPSKA",
    "virgin islands": "VIR", "curacao": "CUW", "macao": "MAC", "tanganyika": "TZA",
    "gaza strip": "", "west bank": "", "congo democratic republic": "COD",
    "people s republic of china": "CHN", "the gambia": "GMB", "the bahamas": "BHS",
    "republic of ireland": "IRL", "international": "", "world": "",
    "the holy see": "VAT", "iraqi kurdistan": "KURDISTAN",
    "kingdom of the netherlands": "NLD", "luhansk people s republic": "LPR",
    "donetsk people s republic": "DPR", "republic of artsakh": "ARTSAKH",
}


def states():
    """Plain name of a state → code."""
    code_of = {}
    for row in read(ACTORS / "states.tsv"):
        for name in [row["name"], row["official"], *values(row["aliases"])]:
            code_of.setdefault(plain(name), row["code"])
    for name, code in OTHER_NAMES.items():
        if code:
            code_of[name] = code
    return code_of
