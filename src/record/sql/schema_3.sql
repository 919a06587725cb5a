-- What schema 3 adds: what people say of the acts.  `op` is only added to;
-- what it makes of `act`, and all other tables here, can be made from it anew.

-- name: schema_3
ALTER TABLE act ADD COLUMN shown INTEGER NOT NULL DEFAULT 1 CHECK (shown IN (0, 1)); -- 0: taken out by review, in no list
ALTER TABLE act ADD COLUMN review TEXT; -- accepted, edited, added ...; NULL: nobody looked
CREATE INDEX act_by_report_hidden ON act (report, type) WHERE shown = 0;

CREATE TABLE op (
    op     INTEGER PRIMARY KEY,   -- key, in the order of the log
    id     TEXT NOT NULL UNIQUE,  -- 'o-' and 16 digits of a SHA-256
    at     TEXT NOT NULL,         -- when: 2031-03-05T14:07:31Z
    who    TEXT NOT NULL,         -- who did it
    verb   TEXT NOT NULL,         -- accept, reject, edit ... undo, redo
    report TEXT,                  -- id of the report it is about
    act    TEXT,                  -- id of the act it was done to
    line   TEXT NOT NULL,         -- all that was said, JSON
    sha256 TEXT NOT NULL          -- of the digest before and of this row
) STRICT; -- what people did, never changed
CREATE INDEX op_by_report ON op (report);
CREATE INDEX op_by_act ON op (act);

CREATE TABLE op_state (
    op      INTEGER PRIMARY KEY REFERENCES op, -- whose
    undone  INTEGER REFERENCES op, -- the undo in force; NULL: it holds
    act     TEXT,                 -- id of the act it holds for now
    trouble TEXT                  -- why not, or what disagrees; NULL: nothing
) STRICT; -- what became of it
CREATE INDEX op_state_by_act ON op_state (act);

CREATE TABLE reading (
    act  INTEGER PRIMARY KEY REFERENCES act, -- key
    form TEXT NOT NULL            -- its fields, JSON; '': it was added by hand
) STRICT; -- acts as the program read them, where people changed them

CREATE TABLE reply (
    act    TEXT PRIMARY KEY,      -- id of the act that answers
    answers TEXT,                 -- id of what it answers; NULL: nothing
    how    TEXT,                  -- yes, part, no, counter, defer
    op     INTEGER NOT NULL REFERENCES op -- that says so
) STRICT, WITHOUT ROWID; -- reply links set by hand

CREATE TABLE bond (
    act  TEXT NOT NULL,           -- id of an act
    with_act TEXT NOT NULL,       -- id of another
    same INTEGER NOT NULL CHECK (same IN (0, 1)), -- 1: they tell one event
    op   INTEGER NOT NULL REFERENCES op, -- that says so
    PRIMARY KEY (act, with_act)
) STRICT, WITHOUT ROWID; -- events merged and split by hand

PRAGMA user_version = 3;
