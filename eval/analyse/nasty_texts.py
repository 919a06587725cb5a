#!/usr/bin/env python3
"""Write texts that tokenizers and networks stumble over, as JSON lines.

    nasty_texts.py > TEXTS.jsonl

Blanks of every kind, control characters, emoji, combining marks, scripts from
right to left, very long tokens, addresses, contractions, smileys, random
characters and random words.  The same texts at every call.
"""
import json
import random
import sys

BLANKS = [" ", "  ", "   ", "\t", "\n", "\r\n", "\r", "\n\n", " \n", "\n ", "\u00a0", " \u00a0", "\u00a0 ",
          "\u2003", "\u2009", "\u200b", "\u3000", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x1f", "\x85",
          "\ufeff", "\u202f", "\u205f", "\u1680", "\u2060", "\u200d", "\u180e"]
CONTROLS = ["\0", "\x01", "\x07", "\x08", "\x1b", "\x7f", "\x80", "\x9f", "\u200e", "\u202e", "\ufff9", "\ufffd",
            "\ufffe", "\U0010ffff", "\ue000"]
EMOJI = ["😀", "👍🏽", "👩‍👩‍👧‍👦", "🇺🇦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️", "☎", "✈️", "🤷🏻‍♀️", "1️⃣", "🫠", "🧿"]
MARKS = ["é", "e\u0301", "Z\u0353\u0301\u0334a\u0337l\u0336g\u0335o", "ñ", "n\u0303", "İstanbul", "ΟΔΟΣ", "ΣΑΣ",
         "ﬁnal", "ß", "ẞ", "ǅ", "Ǆ", "ª", "½", "Ⅷ", "²", "①", "٣", "１２", "Ａ"]
SCRIPTS = ["السلام عليكم", "שָׁלוֹם עולם", "Привет, мир!", "北京欢迎你。", "東京、日本", "नमस्ते दुनिया।", "สวัสดีชาวโลก",
           "გამარჯობა", "Չինաստան", "안녕하세요 세계", "Ελλάδα;", "¿Qué tal?", "« Oui »", "„Ja“", "‚so‘", "『はい』", "𝔘𝔫𝔦", "𐐀𐐨"]
ADDRESSES = ["http://example.org", "https://www.example.org/a/b?c=d&e=f#g", "www.example.org.", "(example.org)",
             "user@example.org", "mailto:a.b+c@example.co.uk,", "ftp://user:pass@host.example:21/x", "192.168.0.1",
             "10.0.0.1", "8.8.8.8:53", "http://[::1]/", "example.org/path_(x)", "a.b.c.d.e", "x@y", "@handle", "#tag",
             "C:\\Temp\\x.txt", "/usr/bin", "file.tar.gz", "v1.2.3-rc1", "https://", "http://a", "://x", "t.co/a…",
             "https://example.org/" + "a" * 300, "e" * 70 + ".com", "http://münchen.de/ä", "a.b", "1.2", "A.B", "U.S.A.",
             "EX.ORG", "foo.bar)", "\"example.com\"", "example.com's", "http://x.y-z.org-like"]
CONTRACTIONS = ["I'm", "I’m", "can't", "cannot", "can’t've", "won't", "y'all'd've", "shouldn't've", "it's", "Its'",
                "that's", "let's", "Let’s", "who's", "what're", "where'd", "ain't", "gonna", "gotta", "c'mon", "o'clock",
                "ma'am", "'em", "'tis", "'Cause", "n't", "not've", "could've", "dont", "Im", "cant", "hes", "theyre",
                "doin'", "goin’", "nothin'", "nuthin'", "ol'", "'nuff", "e.g.", "i.e.,", "a.m.", "10a.m.", "9 p.m.",
                "Mr.", "Mrs. Smith's", "Dr.'s", "St.", "vs.", "Jan. 5", "Inc.'s", "U.S.'s", "No.", "Ph.D.", "B.C.",
                "D.C.", "and/or", "w/o", "n’t", "N'T", "WON'T", "Y'ALL", "d'être", "rock'n'roll", "'s", "''s", "s'"]
SMILEYS = [":)", ":-)", ":(", ":'(", ":-/", ":3", "<3", "<333", "</3", ":o)", "=)", "=D", ":D", ":P", ";-)", ";_;", "^_^",
           "(^_^)", "-_-", "(-_-)", "o.O", "O_o", "0_0", "V_V", "(╯°□°）╯︵┻━┻", "><(((*>", "¯\\(ツ)/¯", "ಠ_ಠ", "(*_*)",
           ":((", ":)))", "8-)", "8-D", "[-:", "(:", "(;", "(o:", ")-:", ":-0", ":x", ":1", ">.<", ">:(", "@_@", "XD", "xDD",
           ":’)", ":‑)", "\\\")", "\\n", "\\t", "<space>"]
NUMBERS = ["1,000", "1.000,50", "$5", "US$5m", "€3.50", "£1,000", "5%", "5 %", "10km", "10-km", "5th", "1st.", "2021-22",
           "12/31/2021", "2021-12-17", "3-4", "3–4", "3—4", "+5", "-5", "−5", "1e9", "0x1F", "1/2", "½", "3x", "x3", "5'10\"",
           "20°C.", "20 °c.", "1+1", "1*2", "1^2", "2-a", "a-2", "No.5", "#1", "24/7", "9/11", "F-16s", "MH-17", "S-300"]
PUNCTUATION = ["...", "....", "…", "……", "--", "---", "—", "–", "-", "~", "''", "``", "\"", "“", "”", "‘", "’", "´", "„", "«",
               "»", "(", ")", "((", "))", "[", "]", "{", "}", "<", ">", "/", "\\", "|", "_", "__", "*", "**", "&", "&amp;", "@",
               "#", "^", "+", "=", "==", "!=", "?!", "!!!", "???", ";", ":", "::", ",", ",,", ".", "§", "%", "$", "$$", "°", "·",
               "¿", "¡", "、", "。", "？", "！", "،", "؟", "।"]
WORDS = ("the a of to and in that is was he for it with as his on be at by I this had not are but from or have an they "
         "which one you were all her she there would their we him been has when who will no more if out so up said what "
         "about than into them can only other time new some could these two may first then do any like my now over such "
         "our man me even most made after also did many off before must well back through years where much your way down "
         "should because long each just state those people too Mr. world still good see work life under day American "
         "envoy treaty border summit NATO Russia minister talks spokesman refused Tuesday December sanctions troops "
         "hated waged graves axes better best worst leaves lay saw left found felt ground bored co-authored "
         "re-opening cease-fire U.S. U.N. e.g. vs. Jan. $5 1,000 2021 50% \"quoted\" (aside) “curly” dashes—joined "
         "can't won't it's they're cannot and/or x.com").split()
ALPHABETS = ["abcXYZ019 .,-'\"()!?:;/ ", "aZ9.-—'’\"“”/:@_ \n", "().:-;'* oO3DPx_<>=|[]{}^~", "e\u0301ñßİΣσ ǅ½²٣ .-",
             "\u00a0\u2003\u200b \t\n.ab", "北京 東 नमस ।。、！ab", "....,,,,;;;;::::''''\"\"\"\" a", "$€£US5%1,.00 -+/*"]


def lone(pieces):
    for piece in pieces:
        yield piece
        yield "A " + piece + " b."
        yield "x" + piece + "y"


def texts():
    yield ""
    for group in (BLANKS, CONTROLS, EMOJI, MARKS, SCRIPTS, ADDRESSES, CONTRACTIONS, SMILEYS, NUMBERS, PUNCTUATION):
        yield from lone(group)
        yield " ".join(group)
        yield "".join(group)
        yield "\n".join(group)
    for piece in ("a", "A", "1", ".", "(", ")", "-", "'", "\"", " ", "\n", "é", "😀", "a.", "a-", "1,", ":)", "(a", "a)", "’s",
                  "x@", "a.b/", "“", "US$", "n't", "'", "!?", "\u0301"):
        yield piece * 5000 if len(piece) == 1 else piece * 1000
    yield "http://" + "a." * 2000 + "com"
    yield "(" * 500 + "word" + ")" * 500
    yield "no" * 60 + " end"
    dice = random.Random(7)
    for group in (SMILEYS + CONTRACTIONS, SMILEYS + PUNCTUATION, CONTRACTIONS + PUNCTUATION, ADDRESSES + PUNCTUATION,
                  NUMBERS + PUNCTUATION, BLANKS + CONTRACTIONS, EMOJI + WORDS, MARKS + PUNCTUATION):
        for _ in range(60):
            joint = dice.choice(["", " ", " ", "  "])
            yield joint.join(dice.choice(group) for _ in range(dice.randint(1, 30)))
    for alphabet in ALPHABETS:
        for _ in range(60):
            yield "".join(dice.choice(alphabet) for _ in range(dice.randint(1, 120)))
    for _ in range(100):
        yield "".join(chr(dice.choice([dice.randrange(32, 127), dice.randrange(0x80, 0xD800),
                                       dice.randrange(0xE000, 0x30000)])) for _ in range(dice.randint(1, 60)))
    for _ in range(400):
        yield " ".join(dice.choice(WORDS) for _ in range(dice.randint(3, 120))) + dice.choice(["", ".", "?", "\n"])
    yield " ".join(dice.choice(WORDS) for _ in range(13000))


def main():
    for number, text in enumerate(texts()):
        sys.stdout.write(json.dumps({"id": f"nasty-{number}", "text": text}) + "\n")


if __name__ == "__main__":
    main()
