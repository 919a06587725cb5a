-- What spoke for a report's dates.

-- name: evidence_note
UPDATE report SET section = ?1, published_why = ?2 WHERE report = ?3;

-- name: evidence_insert
INSERT INTO evidence (report, n, date, modified, weight, source, written)
VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: evidence_of
SELECT e.date, e.modified, e.weight, e.source, e.written
FROM evidence AS e JOIN report AS r ON r.report = e.report
WHERE r.id = ?1 ORDER BY e.n;

-- name: evidence_why
SELECT section, published_why FROM report WHERE id = ?1;
