-- What schema 13 adds: speakers are found by a part of their name without a
-- look at every quote, and what an actor did is counted in one pass.

-- name: schema_13
CREATE TABLE naming (
    words TEXT PRIMARY KEY          -- a full name, or the words that name somebody
) STRICT, WITHOUT ROWID; -- quote.speaker_name and quote.speaker_words, each once
CREATE INDEX quote_by_speaker_words ON quote (speaker_words)
WHERE speaker_words IS NOT NULL;

INSERT OR IGNORE INTO naming
SELECT speaker_name FROM quote WHERE speaker_name IS NOT NULL
UNION
SELECT speaker_words FROM quote WHERE speaker_words IS NOT NULL;

CREATE INDEX dealing_by_type ON dealing (actor, type, act, date);

PRAGMA user_version = 13;
