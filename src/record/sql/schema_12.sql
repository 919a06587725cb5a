-- What schema 12 adds: the points of a list are acts of their own.

-- name: schema_12
ALTER TABLE act ADD COLUMN point INTEGER NOT NULL DEFAULT 0 CHECK (point >= 0); -- its number in a list of demands or offers, from 1; 0: it stands in none
ALTER TABLE act ADD COLUMN points INTEGER NOT NULL DEFAULT 0 CHECK (points >= point); -- how many the list has

PRAGMA user_version = 12;
