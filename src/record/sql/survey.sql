-- Questions of the views over many acts: who stands where on what, who deals
-- with whom.  All go by the keys of `standing` and `dealing`, so that a page
-- costs the same in a small dossier and in a large one.

-- name: survey_span
SELECT (SELECT count(*) FROM report WHERE published <= ?1) +
       (SELECT count(*) FROM report WHERE published IS NULL),
       (SELECT max(published) FROM report WHERE published <= ?1);

-- name: standing_next
SELECT issue, actor FROM standing
WHERE (issue, actor) > (?1, ?2) ORDER BY issue, actor LIMIT 1;

-- name: standing_next_actor
SELECT actor FROM standing
WHERE issue = ?1 AND actor > ?2 ORDER BY actor LIMIT 1;

-- name: standing_acts
SELECT s.act FROM standing AS s
     JOIN act AS a ON a.act = s.act JOIN report AS r ON r.report = a.report
WHERE s.issue = ?1 AND s.actor = ?2 AND s.date <= ?3
  AND coalesce(r.published, '') <= ?3
ORDER BY s.date DESC, s.act DESC LIMIT ?4 OFFSET ?5;

-- name: act_where_keys
AND a.act IN (:list)

-- name: act_where_told
AND coalesce(r.published, '') <= :first

-- name: survey_count
SELECT count(DISTINCT a.report),
       count(DISTINCT coalesce(c.origin, a.report))
FROM act AS a LEFT JOIN copy AS c ON c.report = a.report
WHERE 1

-- name: survey_count_ids
AND a.id IN (:list)

-- name: survey_count_reports
SELECT count(DISTINCT r.report),
       count(DISTINCT coalesce(c.origin, r.report))
FROM report AS r LEFT JOIN copy AS c ON c.report = r.report
WHERE 1

-- name: survey_count_report_ids
AND r.id IN (:list)

-- name: dealing_select
SELECT d.date, d.actor, d.recipient, d.type, a.id, a.conditional
FROM dealing AS d CROSS JOIN act AS a ON a.act = d.act
     JOIN report AS r ON r.report = a.report
WHERE d.recipient <> '' AND d.date <> ''
  AND NOT EXISTS (SELECT 1 FROM copy AS c
                  WHERE c.report = a.report AND c.copy_of IS NOT NULL)

-- name: dealing_where_since
AND d.date >= :first

-- name: dealing_where_until
AND d.date <= :first

-- name: dealing_order_oldest
ORDER BY d.date, d.actor, d.recipient, d.type, d.act

-- name: dealing_order_newest
ORDER BY d.date DESC, d.actor DESC, d.recipient DESC, d.type DESC, d.act DESC

-- name: actor_partners
SELECT code, sum(done), sum(received) FROM (
    SELECT recipient AS code, count(*) AS done, 0 AS received
    FROM dealing WHERE actor = ?1 AND date <= ?2 GROUP BY recipient
    UNION ALL
    SELECT actor, 0, count(*)
    FROM dealing WHERE recipient = ?1 AND date <= ?2 GROUP BY actor)
GROUP BY code ORDER BY 2 DESC, 3 DESC, 1;

-- name: actor_types
SELECT type, count(DISTINCT act) FROM dealing
WHERE actor = ?1 AND date <= ?2 GROUP BY type ORDER BY 2 DESC, 1;

-- name: actor_dates
SELECT min(nullif(date, '')), max(nullif(date, '')) FROM dealing
WHERE actor = ?1 AND date <= ?2;

-- name: outlet_list
SELECT coalesce(r.outlet, r.agency), count(*), sum(c.copy_of IS NULL),
       (SELECT g.agency FROM report AS g
        WHERE coalesce(g.outlet, g.agency) IS coalesce(r.outlet, r.agency)
          AND g.agency IS NOT NULL
        GROUP BY g.agency ORDER BY count(*) DESC, 1 LIMIT 1),
       min(r.published), max(r.published)
FROM report AS r LEFT JOIN copy AS c ON c.report = r.report
GROUP BY 1 ORDER BY 2 DESC, 1;

-- name: outlet_acts
SELECT count(*),
       sum(a.speaker_hidden IS 1 OR
           EXISTS (SELECT 1 FROM attribution AS t
                   WHERE t.act = a.act AND t.role = 'anonymous'))
FROM report AS r JOIN act AS a ON a.report = r.report
WHERE coalesce(r.outlet, r.agency) IS ?1 AND a.shown = 1;

-- name: outlet_copies
SELECT coalesce(s.outlet, s.agency), count(*)
FROM report AS r JOIN copy AS c ON c.report = r.report
     JOIN report AS s ON s.report = c.copy_of
WHERE coalesce(r.outlet, r.agency) IS ?1 AND c.copy_of IS NOT NULL
  AND coalesce(s.outlet, s.agency) IS NOT NULL
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1;

-- What the views find acts by; acts that count were done, are shown, and are
-- not told as background.

-- name: standing_drop
DELETE FROM standing
WHERE act IN (SELECT a.act FROM act AS a WHERE a.report = ?1);

-- name: dealing_drop
DELETE FROM dealing
WHERE act IN (SELECT a.act FROM act AS a WHERE a.report = ?1);

-- name: standing_fill
INSERT OR IGNORE INTO standing
SELECT i.issue, p.code, coalesce(a.date, ''), a.act
FROM act AS a JOIN issue AS i ON i.act = a.act
     JOIN party AS p ON p.act = a.act AND p.side = 'actor'
WHERE p.code IS NOT NULL AND a.shown = 1 AND a.negated = 0
  AND a.hypothetical = 0 AND a.historical = 0 AND a.report = ?1;

-- name: dealing_fill
INSERT OR IGNORE INTO dealing
SELECT p.code, coalesce(o.code, ''), coalesce(a.date, ''), a.type, a.act
FROM act AS a JOIN party AS p ON p.act = a.act AND p.side = 'actor'
     LEFT JOIN party AS o ON o.act = a.act AND o.side = 'recipient'
                         AND o.code IS NOT NULL AND o.code <> p.code
WHERE p.code IS NOT NULL AND a.shown = 1 AND a.negated = 0
  AND a.hypothetical = 0 AND a.historical = 0 AND a.report = ?1;
