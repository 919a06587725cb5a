-- What schema 6 adds: what spoke for a report's dates, and why one was chosen.

-- name: schema_6
ALTER TABLE report ADD COLUMN section TEXT; -- of the outlet: World, Opinion
ALTER TABLE report ADD COLUMN published_why TEXT; -- why that date was chosen; NULL: nothing to say

CREATE TABLE evidence (
    report   INTEGER NOT NULL REFERENCES report, -- whose date
    n        INTEGER NOT NULL,     -- place in the list, from 0
    date     TEXT NOT NULL,        -- 2021, 2021-12 or 2021-12-17
    modified INTEGER NOT NULL CHECK (modified IN (0, 1)), -- of a change, not of the first version
    weight   INTEGER NOT NULL,     -- 1 to 9, more is better
    source   TEXT NOT NULL,        -- json-ld datePublished, url, dateline ...
    written  TEXT,                 -- as it stands there
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID; -- all that spoke for a report's dates

PRAGMA user_version = 6;
