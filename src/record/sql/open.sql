-- A connection's settings.

-- name: open_always
PRAGMA foreign_keys = ON;
PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -16384;

-- name: open_to_write
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;

-- name: open_to_read
PRAGMA query_only = ON;

-- name: open_to_check
PRAGMA query_only = OFF;

-- name: open_to_make
PRAGMA synchronous = FULL;

-- name: application
PRAGMA application_id;

-- name: version
PRAGMA user_version;

-- name: make_durable
PRAGMA journal_mode = WAL;
