-- What schema 4 adds: ties between acts.  Which acts tell one event, which
-- are one demand made again, which answer which.  All of it follows from the
-- acts, from data/ties and from what people said (bond, reply), and can be
-- made anew; what it depends on is said in src/ties.

-- name: schema_4
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

CREATE TRIGGER act_made AFTER INSERT ON act BEGIN
    INSERT INTO untied VALUES (new.report) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER act_changed AFTER UPDATE ON act BEGIN
    INSERT INTO untied VALUES (new.report) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER act_gone BEFORE DELETE ON act BEGIN
    INSERT INTO untied
    SELECT DISTINCT a.report
    FROM tie AS t JOIN act AS a ON a.act = t.act
    WHERE t.event = old.act OR t.demand = old.act OR
          t.act IN (SELECT w.act FROM answer AS w WHERE w.demand = old.act) OR
          t.event = (SELECT x.event FROM tie AS x WHERE x.act = old.act) OR
          t.demand = (SELECT x.demand FROM tie AS x WHERE x.act = old.act)
    ON CONFLICT DO NOTHING;
    DELETE FROM answer WHERE act = old.act OR demand = old.act;
    DELETE FROM gist WHERE act = old.act;
    DELETE FROM ask WHERE demand = old.act;
    DELETE FROM ask_key WHERE demand = old.act;
    DELETE FROM tie
    WHERE act = old.act OR event = old.act OR demand = old.act;
END;
CREATE TRIGGER party_made AFTER INSERT ON party BEGIN
    INSERT INTO untied SELECT report FROM act WHERE act = new.act
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER party_gone AFTER DELETE ON party BEGIN
    INSERT INTO untied SELECT report FROM act WHERE act = old.act
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER bond_made AFTER INSERT ON bond BEGIN
    INSERT INTO untied
    SELECT DISTINCT report FROM act WHERE id IN (new.act, new.with_act)
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER bond_gone AFTER DELETE ON bond BEGIN
    INSERT INTO untied
    SELECT DISTINCT report FROM act WHERE id IN (old.act, old.with_act)
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER reply_made AFTER INSERT ON reply BEGIN
    INSERT INTO untied SELECT report FROM act WHERE id = new.act
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER reply_gone AFTER DELETE ON reply BEGIN
    INSERT INTO untied SELECT report FROM act WHERE id = old.act
    ON CONFLICT DO NOTHING;
END;

PRAGMA user_version = 4;
