-- What schema 4 adds: by what the views find their acts.  Both tables are
-- kept by triggers and can be made anew from act, party and issue.

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
CREATE INDEX dealing_by_act ON dealing (act);

-- What an act that counts has in both tables: one that was done, is shown,
-- and is not told as background.
CREATE VIEW bearing AS
SELECT a.act, i.issue, p.code AS actor, coalesce(a.date, '') AS date
FROM act AS a JOIN issue AS i ON i.act = a.act
     JOIN party AS p ON p.act = a.act AND p.side = 'actor'
WHERE p.code IS NOT NULL AND a.shown = 1 AND a.negated = 0
  AND a.hypothetical = 0 AND a.historical = 0;

CREATE VIEW pairing AS
SELECT a.act, p.code AS actor, coalesce(o.code, '') AS recipient,
       coalesce(a.date, '') AS date, a.type
FROM act AS a JOIN party AS p ON p.act = a.act AND p.side = 'actor'
     LEFT JOIN party AS o ON o.act = a.act AND o.side = 'recipient'
                         AND o.code IS NOT NULL AND o.code <> p.code
WHERE p.code IS NOT NULL AND a.shown = 1 AND a.negated = 0
  AND a.hypothetical = 0 AND a.historical = 0;

CREATE TRIGGER standing_of_issue
AFTER INSERT ON issue
BEGIN
    INSERT OR IGNORE INTO standing
    SELECT issue, actor, date, act FROM bearing WHERE act = new.act;
END;

CREATE TRIGGER standing_without_issue
AFTER DELETE ON issue
BEGIN
    DELETE FROM standing WHERE act = old.act AND issue = old.issue;
END;

CREATE TRIGGER standing_of_other_issue
AFTER UPDATE ON issue
BEGIN
    DELETE FROM standing WHERE act = old.act;
    INSERT OR IGNORE INTO standing
    SELECT issue, actor, date, act FROM bearing WHERE act = new.act;
END;

CREATE TRIGGER dealing_of_party
AFTER INSERT ON party
BEGIN
    DELETE FROM dealing WHERE act = new.act AND recipient = '';
    INSERT OR IGNORE INTO dealing
    SELECT actor, recipient, date, type, act FROM pairing WHERE act = new.act;
    INSERT OR IGNORE INTO standing
    SELECT issue, actor, date, act FROM bearing WHERE act = new.act;
END;

CREATE TRIGGER dealing_without_party
AFTER DELETE ON party
BEGIN
    DELETE FROM dealing WHERE act = old.act;
    INSERT OR IGNORE INTO dealing
    SELECT actor, recipient, date, type, act FROM pairing WHERE act = old.act;
    DELETE FROM standing WHERE act = old.act;
    INSERT OR IGNORE INTO standing
    SELECT issue, actor, date, act FROM bearing WHERE act = old.act;
END;

CREATE TRIGGER dealing_of_other_party
AFTER UPDATE ON party
BEGIN
    DELETE FROM dealing WHERE act = old.act;
    INSERT OR IGNORE INTO dealing
    SELECT actor, recipient, date, type, act FROM pairing WHERE act = new.act;
    DELETE FROM standing WHERE act = old.act;
    INSERT OR IGNORE INTO standing
    SELECT issue, actor, date, act FROM bearing WHERE act = new.act;
END;

CREATE TRIGGER dealing_anew
AFTER UPDATE OF type, date, negated, hypothetical, historical, shown ON act
BEGIN
    DELETE FROM dealing WHERE act = new.act;
    INSERT OR IGNORE INTO dealing
    SELECT actor, recipient, date, type, act FROM pairing WHERE act = new.act;
    DELETE FROM standing WHERE act = new.act;
    INSERT OR IGNORE INTO standing
    SELECT issue, actor, date, act FROM bearing WHERE act = new.act;
END;

INSERT OR IGNORE INTO standing SELECT issue, actor, date, act FROM bearing;
INSERT OR IGNORE INTO dealing
SELECT actor, recipient, date, type, act FROM pairing;

PRAGMA user_version = 4;
