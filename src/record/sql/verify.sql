-- Looking for what is wrong.

-- name: verify_integrity
PRAGMA integrity_check(20);

-- name: verify_foreign_keys
SELECT 'row ' || coalesce(rowid, '?') || ' of ' || "table" ||
       ' refers to a missing ' || parent
FROM pragma_foreign_key_check;

-- name: verify_stray_quotes
SELECT a.id || ': its quote stands in another report'
FROM act AS a JOIN quote AS q ON q.quote = a.quote
WHERE q.report <> a.report;

-- name: verify_schema
SELECT name, sql FROM sqlite_schema
WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name;

-- name: verify_index
INSERT INTO source_words (source_words, rank) VALUES ('integrity-check', 1);

-- name: verify_reports
SELECT r.report, r.id, r.sha256, r.size, s.text_sha256, s.text, s.bytes
FROM report AS r LEFT JOIN source AS s ON s.report = r.report
ORDER BY r.report;
