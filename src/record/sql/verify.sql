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

-- name: verify_ties
SELECT a.id || ': its event begins with an act of another event'
FROM tie AS t JOIN act AS a ON a.act = t.act
     LEFT JOIN tie AS f ON f.act = t.event
WHERE f.event IS NOT t.event
UNION ALL
SELECT a.id || ': its demand begins with an act of another demand'
FROM tie AS t JOIN act AS a ON a.act = t.act
     LEFT JOIN tie AS f ON f.act = t.demand
WHERE t.demand IS NOT NULL AND f.demand IS NOT t.demand
UNION ALL
SELECT a.id || ': answers an act that asks nothing'
FROM answer AS w JOIN act AS a ON a.act = w.act
     LEFT JOIN tie AS t ON t.act = w.demand
WHERE t.demand IS NULL AND a.id NOT IN (SELECT act FROM reply)
UNION ALL
SELECT a.id || ': belongs to no event'
FROM act AS a LEFT JOIN tie AS t ON t.act = a.act
WHERE t.act IS NULL AND a.shown AND
      a.report NOT IN (SELECT report FROM untied);

-- name: verify_schema
SELECT name, sql FROM sqlite_schema
WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name;

-- name: verify_index
INSERT INTO source_words (source_words, rank) VALUES ('integrity-check', 1);

-- name: verify_reports
SELECT r.report, r.id, r.sha256, r.size, s.text_sha256, s.text, s.bytes
FROM report AS r LEFT JOIN source AS s ON s.report = r.report
ORDER BY r.report;
