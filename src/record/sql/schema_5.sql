-- What schema 5 adds: ties between acts.  Which acts tell one event, which
-- are one demand made again, which answer which.  All of it follows from the
-- acts, from data/ties and from what people said (bond, reply), and can be
-- made anew; what it depends on is said in src/ties.

-- name: schema_5
CREATE TABLE tie (
    act    INTEGER PRIMARY KEY REFERENCES act, -- key
    event  INTEGER NOT NULL REFERENCES act, -- first act of its event
    demand INTEGER REFERENCES act, -- first of its demand; NULL: asks nothing
    told   INTEGER NOT NULL        -- day since 1970 from which it is known
) STRICT; -- what acts belong to
CREATE INDEX tie_by_event ON tie (event);
CREATE INDEX tie_by_demand ON tie (demand, told) WHERE demand IS NOT NULL;

CREATE TABLE gist (
    key  INTEGER NOT NULL,         -- who does what: src/ties/gist.h
    day  INTEGER NOT NULL,         -- since 1970, 0: unknown
    act  INTEGER NOT NULL REFERENCES act, -- whose
    gist BLOB NOT NULL,            -- what is compared
    PRIMARY KEY (key, day, act)
) STRICT, WITHOUT ROWID; -- by what ties are found
CREATE INDEX gist_by_act ON gist (act);

CREATE TABLE answer (
    act    INTEGER PRIMARY KEY REFERENCES act, -- that answers
    demand INTEGER NOT NULL REFERENCES act, -- what it answers
    how    TEXT NOT NULL,          -- yes, part, no, counter, withdrawn ...
    score  REAL NOT NULL CHECK (score BETWEEN 0 AND 1), -- of the link
    why    TEXT NOT NULL           -- what the link rests on
) STRICT; -- answers to demands
CREATE INDEX answer_by_demand ON answer (demand);

CREATE TABLE ask (
    demand INTEGER PRIMARY KEY REFERENCES act, -- first act of the demand
    since  TEXT NOT NULL,          -- date of that, '' unknown
    id     TEXT NOT NULL           -- its id
) STRICT; -- the ledger in its order
CREATE INDEX ask_by_since ON ask (since, id);

CREATE TABLE ask_key (
    side   TEXT NOT NULL CHECK (side IN ('actor', 'recipient', 'issue')), -- which
    code   TEXT NOT NULL COLLATE NOCASE, -- RUS, NATO, a slug, an issue
    since  TEXT NOT NULL,          -- of its demand, as in ask
    id     TEXT NOT NULL,          -- as in ask
    demand INTEGER NOT NULL REFERENCES act, -- as in ask
    PRIMARY KEY (side, code, since, id)
) STRICT, WITHOUT ROWID; -- the ledger by who and what
CREATE INDEX ask_key_by_demand ON ask_key (demand);

CREATE TABLE untied (
    report INTEGER PRIMARY KEY     -- key
) STRICT; -- reports whose acts have no ties yet, or old ones

INSERT INTO untied SELECT DISTINCT report FROM act;

PRAGMA user_version = 5;
