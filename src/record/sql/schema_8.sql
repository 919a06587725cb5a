-- What schema 8 adds: the codebooks there were.  A maker names the digest of
-- the codebook it read by; here stands what that was.

-- name: schema_8
CREATE TABLE codebook_file (
    sha256  TEXT PRIMARY KEY,       -- of content, hexadecimal
    content BLOB NOT NULL           -- a file, to the byte
) STRICT, WITHOUT ROWID; -- files of all codebooks, each once

CREATE TABLE codebook_version (
    version INTEGER PRIMARY KEY,    -- key, in the order they were put
    digest  TEXT NOT NULL UNIQUE    -- as maker.codebook
) STRICT; -- codebooks that were in force, one after the other

CREATE TABLE codebook_part (
    version INTEGER NOT NULL REFERENCES codebook_version, -- whose
    name    TEXT NOT NULL,          -- of the file, without a folder
    sha256  TEXT NOT NULL REFERENCES codebook_file, -- its content
    PRIMARY KEY (version, name)
) STRICT, WITHOUT ROWID; -- of what files they were made

PRAGMA user_version = 8;
