-- What schema 2 adds: which report is a copy of which.  Families are found as
-- reports are added and can be found anew from the texts; what they depend on
-- is said in src/copies/family.h.

-- name: schema_2
CREATE TABLE copy (
    report    INTEGER PRIMARY KEY REFERENCES report, -- key
    copy_of   INTEGER REFERENCES report,  -- its source, NULL: an origin
    origin    INTEGER NOT NULL REFERENCES report, -- first of its family
    kind      TEXT,                       -- same, reprint, rewrite ...
    share     REAL NOT NULL CHECK (share BETWEEN 0 AND 1), -- of its words
    sentences INTEGER NOT NULL,           -- that tell what the source tells
    names     INTEGER NOT NULL,           -- names and numbers in them
    sorted    REAL NOT NULL,              -- share of them in the same order
    words     INTEGER NOT NULL,           -- of the text that was compared
    prints    INTEGER NOT NULL,           -- rows of print
    CHECK ((copy_of IS NULL) = (kind IS NULL)),
    CHECK (copy_of IS NOT NULL OR origin = report)
) STRICT; -- families of reports
CREATE INDEX copy_by_source ON copy (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX copy_by_origin ON copy (origin);

CREATE TABLE print (
    print  INTEGER NOT NULL,              -- src/copies/prints.h
    report INTEGER NOT NULL REFERENCES report, -- whose it is
    PRIMARY KEY (print, report)
) STRICT, WITHOUT ROWID; -- by what copies are found

PRAGMA user_version = 2;
