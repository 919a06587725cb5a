-- What schema 9 changes: acts are compared by more than before (ties/gist.h),
-- so that all reports are to be tied anew.

-- name: schema_9
INSERT OR IGNORE INTO untied SELECT DISTINCT report FROM act;

PRAGMA user_version = 9;
