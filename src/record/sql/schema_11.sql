-- What schema 11 adds: an operation that ties two acts is played again when the
-- report of the other one is read anew, too.

-- name: schema_11
ALTER TABLE op_state ADD COLUMN other TEXT; -- id of the report of the other act, NULL: there is none
CREATE INDEX op_state_by_other ON op_state (other) WHERE other IS NOT NULL;

PRAGMA user_version = 11;
