-- What schema 10 adds: proposals, acts that the program is not sure enough of
-- to show them unasked.  They are not `shown` until somebody accepts them.

-- name: schema_10
ALTER TABLE act ADD COLUMN proposed INTEGER NOT NULL DEFAULT 0 CHECK (proposed IN (0, 1)); -- 1: too unsure to be shown unless review says so
CREATE INDEX act_by_proposal ON act (date, id) WHERE proposed = 1;

PRAGMA user_version = 10;
