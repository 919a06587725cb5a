-- What a dossier holds.  These comments are kept in the file itself:
-- `sqlite3 FILE .schema` shows them.  Integer keys are private to one file;
-- what other programs see are the ids.  All places are half-open ranges of
-- bytes of the report's text.

-- name: schema_1
CREATE TABLE maker (
    maker    INTEGER PRIMARY KEY,   -- key
    demarche TEXT NOT NULL,         -- version of the program
    model    TEXT NOT NULL,         -- language model that read, '' for none
    codebook TEXT NOT NULL,         -- digest of the codebook then, '' for none
    UNIQUE (demarche, model, codebook)
) STRICT; -- by what reports were read

CREATE TABLE codebook (
    name    TEXT PRIMARY KEY,       -- of the file, without a folder
    content BLOB NOT NULL,          -- the file, to the byte
    sha256  TEXT NOT NULL           -- of content, hexadecimal
) STRICT, WITHOUT ROWID; -- actors, aliases and offices of this dossier alone

CREATE TABLE report (
    report         INTEGER PRIMARY KEY,  -- key
    id             TEXT NOT NULL UNIQUE, -- 'r-' and 16 digits of sha256
    sha256         TEXT NOT NULL UNIQUE, -- of the input, hexadecimal
    input          TEXT NOT NULL,        -- path as it was given
    size           INTEGER NOT NULL CHECK (size >= 0),  -- of the input, bytes
    encoding       TEXT,                 -- of the input
    title          TEXT,                 -- without the site's name
    outlet         TEXT,                 -- who published it
    agency         TEXT,                 -- whose wire it came by
    url            TEXT,                 -- where it was read
    canonical      TEXT,                 -- where its page says it stands
    published      TEXT,                 -- 2021, 2021-12 or 2021-12-17
    published_from TEXT,                 -- what says so: page, text, dateline
    modified       TEXT,                 -- as published: date of the last change
    modified_from  TEXT,                 -- as published_from
    language       TEXT,                 -- ISO 639-1
    genre          TEXT,                 -- news, opinion, document ...
    words          INTEGER NOT NULL CHECK (words >= 0), -- of its own text
    maker          INTEGER NOT NULL REFERENCES maker,   -- by what it was read
    CHECK ((published IS NULL) = (published_from IS NULL)),
    CHECK ((modified IS NULL) = (modified_from IS NULL))
) STRICT; -- what was read, and who published it when
CREATE INDEX report_by_date ON report (published, id);
CREATE INDEX report_by_maker ON report (maker);

CREATE TABLE source (
    report      INTEGER PRIMARY KEY REFERENCES report, -- key
    text_sha256 TEXT NOT NULL,      -- of text, hexadecimal
    text        TEXT NOT NULL,      -- what places count in
    bytes       BLOB NOT NULL       -- the input, compressed by zlib
) STRICT; -- the long part of a report, apart so that lists need not pass it

CREATE VIRTUAL TABLE source_words USING fts5 (
    text,
    content = 'source', content_rowid = 'report',
    tokenize = 'unicode61 remove_diacritics 2'
); -- full-text index over source.text

CREATE TABLE author (
    report INTEGER NOT NULL REFERENCES report, -- whose author
    n      INTEGER NOT NULL,        -- place in the list, from 0
    name   TEXT NOT NULL,           -- as printed
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID; -- who wrote a report

CREATE TABLE paragraph (
    report     INTEGER NOT NULL REFERENCES report, -- whose paragraph
    n          INTEGER NOT NULL,    -- place in the text, from 0
    kind       TEXT NOT NULL,       -- title, lead, body, caption, promo ...
    text_start INTEGER NOT NULL CHECK (text_start >= 0), -- first byte
    text_end   INTEGER NOT NULL CHECK (text_end >= text_start), -- after it
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID; -- how a text is built

CREATE TABLE quote (
    quote         INTEGER PRIMARY KEY,  -- key
    id            TEXT NOT NULL UNIQUE, -- 'q-' and 16 digits of a SHA-256
    report        INTEGER NOT NULL REFERENCES report, -- where it stands
    n             INTEGER NOT NULL,     -- place in the report, from 0
    form          TEXT NOT NULL COLLATE NOCASE, -- direct, indirect, mixed
    text_start    INTEGER NOT NULL CHECK (text_start >= 0), -- first byte
    text_end      INTEGER NOT NULL CHECK (text_end > text_start), -- after it
    text          TEXT NOT NULL,        -- the words there
    cue_start     INTEGER,              -- of "said", "according to"
    cue_end       INTEGER,              -- after it
    cue           TEXT,                 -- the words there, NULL: no cue
    speaker_start INTEGER,              -- of the words that name the speaker
    speaker_end   INTEGER,              -- after them
    speaker_words TEXT,                 -- the words there
    speaker_name  TEXT COLLATE NOCASE,  -- full name, NULL: unknown
    speaker_code  TEXT COLLATE NOCASE,  -- slug in the tables of people
    speaker_role  TEXT,                 -- office held at the date
    speaker_of    TEXT COLLATE NOCASE,  -- state or organisation spoken for
    anonymous     INTEGER CHECK (anonymous IN (0, 1)), -- NULL: no speaker
    UNIQUE (report, n)
) STRICT; -- words a report puts into somebody's mouth
CREATE INDEX quote_by_speaker ON quote (speaker_code);
CREATE INDEX quote_by_speaker_name ON quote (speaker_name);
CREATE INDEX quote_by_speaker_of ON quote (speaker_of);

CREATE TABLE piece (
    quote      INTEGER NOT NULL REFERENCES quote, -- whose piece
    n          INTEGER NOT NULL,    -- place in the quote, from 0
    text_start INTEGER NOT NULL CHECK (text_start >= 0), -- first byte
    text_end   INTEGER NOT NULL CHECK (text_end > text_start), -- after it
    PRIMARY KEY (quote, n)
) STRICT, WITHOUT ROWID; -- the runs of a quote that the cue breaks up

CREATE TABLE act (
    act             INTEGER PRIMARY KEY,  -- key
    id              TEXT NOT NULL UNIQUE, -- 'a-' and 16 digits of a SHA-256
    report          INTEGER NOT NULL REFERENCES report, -- that tells it
    n               INTEGER NOT NULL,     -- place in the report, from 0
    type            TEXT NOT NULL COLLATE NOCASE, -- demand, reject ...
    plover          TEXT,                 -- PLOVER root, NULL: none fits
    cameo           TEXT,                 -- CAMEO root, NULL: none fits
    date            TEXT,                 -- of the act: 2021, 2021-12 ...
    date_from       TEXT,                 -- what says so: published, text ...
    text_start      INTEGER NOT NULL CHECK (text_start >= 0), -- first byte
    text_end        INTEGER NOT NULL CHECK (text_end > text_start), -- after it
    text            TEXT NOT NULL,        -- the words that make the act
    sentence_start  INTEGER NOT NULL CHECK (sentence_start >= 0), -- first byte
    sentence_end    INTEGER NOT NULL CHECK (sentence_end > sentence_start), -- after it
    sentence        TEXT NOT NULL,        -- the sentence it stands in
    speaker_start   INTEGER,              -- of the words that name the speaker
    speaker_end     INTEGER,              -- after them
    speaker_words   TEXT,                 -- the words there
    speaker_name    TEXT COLLATE NOCASE,  -- full name, NULL: unknown
    speaker_code    TEXT COLLATE NOCASE,  -- slug in the tables of people
    speaker_role    TEXT,                 -- office held at the date
    speaker_of      TEXT COLLATE NOCASE,  -- state or organisation spoken for
    speaker_hidden  INTEGER CHECK (speaker_hidden IN (0, 1)), -- unnamed on purpose; NULL: no speaker
    negated         INTEGER NOT NULL CHECK (negated IN (0, 1)),      -- not done
    conditional     INTEGER NOT NULL CHECK (conditional IN (0, 1)),  -- under a condition
    condition_start INTEGER,              -- of the words of the condition
    condition_end   INTEGER,              -- after them
    condition       TEXT,                 -- the words there
    future          INTEGER NOT NULL CHECK (future IN (0, 1)),       -- to come
    hypothetical    INTEGER NOT NULL CHECK (hypothetical IN (0, 1)), -- imagined
    historical      INTEGER NOT NULL CHECK (historical IN (0, 1)),   -- told as background
    reiterated      INTEGER NOT NULL CHECK (reiterated IN (0, 1)),   -- said again
    anonymous       INTEGER NOT NULL CHECK (anonymous IN (0, 1)),    -- actor unnamed
    quote           INTEGER REFERENCES quote, -- the quote it was done by
    confidence      REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1), -- of the coding
    UNIQUE (report, n),
    CHECK ((date IS NULL) = (date_from IS NULL))
) STRICT; -- what one side does towards another by words, told by a report
CREATE INDEX act_by_date ON act (date, id);
CREATE INDEX act_by_type ON act (type, date, id);
CREATE INDEX act_by_speaker ON act (speaker_code);
CREATE INDEX act_by_quote ON act (quote);

CREATE TABLE party (
    act         INTEGER NOT NULL REFERENCES act, -- whose party
    side        TEXT NOT NULL CHECK (side IN ('actor', 'recipient')), -- which
    n           INTEGER NOT NULL,    -- place in the list, from 0
    code        TEXT COLLATE NOCASE, -- RUS, NATO, a slug; NULL: unresolved
    words_start INTEGER,             -- of the words that name it
    words_end   INTEGER,             -- after them
    words       TEXT,                -- the words there, NULL: not named
    PRIMARY KEY (act, side, n)
) STRICT, WITHOUT ROWID; -- who acts, and towards whom
CREATE INDEX party_by_code ON party (code, side);

CREATE TABLE issue (
    act   INTEGER NOT NULL REFERENCES act, -- what it is about
    n     INTEGER NOT NULL,          -- place in the list, from 0
    issue TEXT NOT NULL COLLATE NOCASE, -- code of the issue
    PRIMARY KEY (act, n)
) STRICT, WITHOUT ROWID; -- what acts are about
CREATE INDEX issue_by_code ON issue (issue);

CREATE TABLE attribution (
    act  INTEGER NOT NULL REFERENCES act, -- whose source
    n    INTEGER NOT NULL,           -- place in the chain, speaker outward
    role TEXT NOT NULL,              -- speaker, official, agency, outlet ...
    name TEXT,                       -- NULL: unknown
    text TEXT,                       -- the words that say so
    PRIMARY KEY (act, n)
) STRICT, WITHOUT ROWID; -- who says that an act is so

CREATE TABLE why (
    act    INTEGER NOT NULL REFERENCES act, -- what is explained
    n      INTEGER NOT NULL,         -- place in the order of deciding
    reason TEXT NOT NULL,            -- one rule or score
    PRIMARY KEY (act, n)
) STRICT, WITHOUT ROWID; -- what made an act

PRAGMA application_id = 0x44656d61; -- "Dema"
PRAGMA user_version = 1;
