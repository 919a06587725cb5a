-- What schema 7 adds: sums and keys by which the first page of a view comes at
-- once in a dossier of any size.  All of it can be made anew from report, copy,
-- quote, act, party and issue; src/record/survey.c keeps it.

-- name: schema_7
CREATE TABLE act_key (
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient', 'issue')), -- which
    code TEXT NOT NULL COLLATE NOCASE,   -- RUS, NATO, a slug, an issue
    date TEXT NOT NULL,                  -- as act.date, '' where unknown
    act  INTEGER NOT NULL REFERENCES act, -- whose
    PRIMARY KEY (side, code, date, act)
) STRICT, WITHOUT ROWID; -- acts by who, towards whom and what, by date
CREATE INDEX act_key_by_act ON act_key (act);

CREATE TABLE said (
    code    TEXT NOT NULL COLLATE NOCASE, -- slug of the speaker, '' unknown
    name    TEXT NOT NULL COLLATE NOCASE, -- full name, '' where the slug is known
    date    TEXT NOT NULL,                -- as report.published, '' unknown
    report  INTEGER NOT NULL REFERENCES report, -- that quotes
    of      TEXT NOT NULL COLLATE NOCASE, -- as quote.speaker_of, of the last quote; '' unknown
    quotes  INTEGER NOT NULL CHECK (quotes > 0), -- how many
    PRIMARY KEY (code, name, date, report)
) STRICT, WITHOUT ROWID; -- who is quoted in which report
CREATE INDEX said_by_report ON said (report);

CREATE TABLE voice (
    code    TEXT NOT NULL COLLATE NOCASE, -- as said.code
    name    TEXT NOT NULL COLLATE NOCASE, -- as said.name
    of      TEXT NOT NULL COLLATE NOCASE, -- as said.of
    quotes  INTEGER NOT NULL,             -- sum of said
    reports INTEGER NOT NULL,             -- rows of said
    PRIMARY KEY (code, name, of)
) STRICT, WITHOUT ROWID; -- who is quoted how often
CREATE INDEX voice_by_of ON voice (of);

CREATE TABLE outlet (
    outlet    TEXT PRIMARY KEY,           -- who published, else whose wire; '' unknown
    reports   INTEGER NOT NULL DEFAULT 0, -- of it
    copies    INTEGER NOT NULL DEFAULT 0, -- of them that copy another report
    acts      INTEGER NOT NULL DEFAULT 0, -- shown ones that they tell
    anonymous INTEGER NOT NULL DEFAULT 0, -- of those, told by somebody unnamed
    first     TEXT,                       -- earliest report.published; NULL: none is known
    last      TEXT                        -- latest
) STRICT, WITHOUT ROWID; -- who reports, in numbers

CREATE TABLE wire (
    outlet  TEXT NOT NULL,                -- as outlet.outlet
    agency  TEXT NOT NULL,                -- as report.agency
    reports INTEGER NOT NULL,             -- of the outlet by this agency
    PRIMARY KEY (outlet, agency)
) STRICT, WITHOUT ROWID; -- whose wire an outlet takes

CREATE TABLE reprint (
    outlet  TEXT NOT NULL,                -- as outlet.outlet
    source  TEXT NOT NULL,                -- outlet that it copies
    reports INTEGER NOT NULL,             -- how many of them
    PRIMARY KEY (outlet, source)
) STRICT, WITHOUT ROWID; -- who copies whom

CREATE TABLE teller (
    report    INTEGER PRIMARY KEY REFERENCES report, -- key
    acts      INTEGER NOT NULL,           -- shown ones that it tells
    anonymous INTEGER NOT NULL            -- of those, told by somebody unnamed
) STRICT; -- what a report adds to its outlet

DROP INDEX report_by_source;

-- What lists pass over stands in the index.
DROP INDEX act_by_date;
CREATE INDEX act_by_date ON act (date, id, type, shown);

-- What is there already.
INSERT INTO act_key
SELECT p.side, p.code, coalesce(a.date, ''), a.act
FROM act AS a JOIN party AS p ON p.act = a.act
WHERE p.code IS NOT NULL
UNION
SELECT 'actor', a.speaker_code, coalesce(a.date, ''), a.act
FROM act AS a WHERE a.speaker_code IS NOT NULL
UNION
SELECT 'issue', i.issue, coalesce(a.date, ''), a.act
FROM act AS a JOIN issue AS i ON i.act = a.act
ORDER BY 1, 2, 3, 4;

INSERT INTO said
SELECT code, name, date, report, of, quotes FROM (
    SELECT coalesce(q.speaker_code, '') AS code,
           iif(q.speaker_code IS NULL, q.speaker_name, '') AS name,
           coalesce(r.published, '') AS date, r.report AS report,
           coalesce(q.speaker_of, '') AS of, count(*) AS quotes, max(q.n)
    FROM quote AS q JOIN report AS r ON r.report = q.report
    WHERE q.speaker_name IS NOT NULL
    GROUP BY 1 COLLATE NOCASE, 2 COLLATE NOCASE, 4);

INSERT INTO voice
SELECT code, name, of, sum(quotes), count(*) FROM said GROUP BY 1, 2, 3;

INSERT INTO outlet (outlet, reports, copies, first, last)
SELECT coalesce(r.outlet, r.agency, ''), count(*), count(c.copy_of),
       min(r.published), max(r.published)
FROM report AS r LEFT JOIN copy AS c ON c.report = r.report GROUP BY 1;

INSERT INTO wire
SELECT coalesce(outlet, agency), agency, count(*)
FROM report WHERE agency IS NOT NULL GROUP BY 1, 2;

INSERT INTO reprint
SELECT coalesce(r.outlet, r.agency, ''), coalesce(s.outlet, s.agency), count(*)
FROM copy AS c JOIN report AS r ON r.report = c.report
     JOIN report AS s ON s.report = c.copy_of
WHERE coalesce(s.outlet, s.agency) IS NOT NULL GROUP BY 1, 2;

INSERT INTO teller
SELECT a.report, count(*),
       sum(a.speaker_hidden IS 1 OR
           EXISTS (SELECT 1 FROM attribution AS t
                   WHERE t.act = a.act AND t.role = 'anonymous'))
FROM act AS a WHERE a.shown = 1 GROUP BY a.report;

UPDATE outlet SET acts = t.acts, anonymous = t.anonymous
FROM (SELECT coalesce(r.outlet, r.agency, '') AS outlet, sum(x.acts) AS acts,
             sum(x.anonymous) AS anonymous
      FROM teller AS x JOIN report AS r ON r.report = x.report
      GROUP BY 1) AS t
WHERE t.outlet = outlet.outlet;

PRAGMA user_version = 7;
