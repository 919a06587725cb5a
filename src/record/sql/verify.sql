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

-- Sums against what they add up.

-- name: verify_sums
SELECT 'the sums of the outlet ' || outlet || ' are not those of its reports'
FROM (SELECT coalesce(r.outlet, r.agency, '') AS outlet, count(*),
             count(c.copy_of), min(r.published), max(r.published),
             coalesce(sum(t.acts), 0), coalesce(sum(t.anonymous), 0)
      FROM report AS r LEFT JOIN copy AS c ON c.report = r.report
           LEFT JOIN teller AS t ON t.report = r.report
      GROUP BY 1
      EXCEPT
      SELECT outlet, reports, copies, first, last, acts, anonymous FROM outlet)
UNION ALL
SELECT 'the sums of ' || code || name || ' are not those of the quotes'
FROM (SELECT code, name, of, sum(quotes), count(*) FROM said GROUP BY 1, 2, 3
      EXCEPT
      SELECT code, name, of, quotes, reports FROM voice)
UNION ALL
SELECT r.id || ': its acts or quotes are not those of the sums'
FROM report AS r LEFT JOIN teller AS t ON t.report = r.report
WHERE coalesce(t.acts, 0) <> (SELECT count(*) FROM act AS a
                              WHERE a.report = r.report AND a.shown) OR
      (SELECT coalesce(sum(s.quotes), 0) FROM said AS s
       WHERE s.report = r.report) <>
      (SELECT count(*) FROM quote AS q
       WHERE q.report = r.report AND q.speaker_name IS NOT NULL);

-- name: verify_schema
SELECT name, sql FROM sqlite_schema
WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name;

-- name: verify_index
INSERT INTO source_words (source_words, rank) VALUES ('integrity-check', 1);

-- name: verify_reports
SELECT r.report, r.id, r.sha256, r.size, s.text_sha256, s.text, s.bytes
FROM report AS r LEFT JOIN source AS s ON s.report = r.report
ORDER BY r.report;
