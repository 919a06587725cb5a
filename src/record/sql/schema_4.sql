-- What schema 4 adds: by what the views find their acts.  Both tables
-- are filled by src/record/survey.c as acts come in and change, and can be made
-- anew from act, party and issue.

-- name: schema_4
CREATE TABLE standing (
    issue TEXT NOT NULL COLLATE NOCASE,  -- as issue.issue
    actor TEXT NOT NULL COLLATE NOCASE,  -- code of one of the act's actors
    date  TEXT NOT NULL,                 -- as act.date, '' where unknown
    act   INTEGER NOT NULL REFERENCES act, -- that bears on it
    PRIMARY KEY (issue, actor, date, act)
) STRICT, WITHOUT ROWID; -- acts by what they are about and who does them
CREATE INDEX standing_by_act ON standing (act);

CREATE TABLE dealing (
    actor     TEXT NOT NULL COLLATE NOCASE, -- code
    recipient TEXT NOT NULL COLLATE NOCASE, -- code, '' where nobody is meant
    date      TEXT NOT NULL,             -- as act.date, '' where unknown
    type      TEXT NOT NULL COLLATE NOCASE, -- as act.type
    act       INTEGER NOT NULL REFERENCES act, -- between them
    PRIMARY KEY (actor, recipient, date, type, act)
) STRICT, WITHOUT ROWID; -- acts by who does them towards whom
CREATE INDEX dealing_by_date ON dealing (date, actor, recipient, type);
CREATE INDEX dealing_by_recipient ON dealing (recipient, actor, date);
CREATE INDEX dealing_by_act ON dealing (act);
CREATE INDEX report_by_source ON report (coalesce(outlet, agency));

-- Acts that count: done, shown, and not told as background.
INSERT OR IGNORE INTO standing
SELECT i.issue, p.code, coalesce(a.date, ''), a.act
FROM act AS a JOIN issue AS i ON i.act = a.act
     JOIN party AS p ON p.act = a.act AND p.side = 'actor'
WHERE p.code IS NOT NULL AND a.shown = 1 AND a.negated = 0
  AND a.hypothetical = 0 AND a.historical = 0;

INSERT OR IGNORE INTO dealing
SELECT p.code, coalesce(o.code, ''), coalesce(a.date, ''), a.type, a.act
FROM act AS a JOIN party AS p ON p.act = a.act AND p.side = 'actor'
     LEFT JOIN party AS o ON o.act = a.act AND o.side = 'recipient'
                         AND o.code IS NOT NULL AND o.code <> p.code
WHERE p.code IS NOT NULL AND a.shown = 1 AND a.negated = 0
  AND a.hypothetical = 0 AND a.historical = 0;

PRAGMA user_version = 4;
