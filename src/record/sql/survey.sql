-- Questions of the views over many acts: who stands where on what, who deals
-- with whom.  All go by the keys of `standing` and `dealing`, so that a page
-- costs the same in a small dossier and in a large one.

-- name: survey_span
SELECT (SELECT count(*) FROM report WHERE published <= ?1) +
       (SELECT count(*) FROM report WHERE published IS NULL),
       (SELECT max(published) FROM report WHERE published <= ?1);

-- name: survey_span_all
SELECT sum(reports), max(last) FROM outlet;

-- name: survey_sums
SELECT sum(reports), sum(reports) - sum(copies) FROM outlet;

-- The next actor of an issue, else the first of the next issue: a seek each.

-- name: standing_next
SELECT issue, actor FROM (
    SELECT issue, actor FROM standing
    WHERE issue = ?1 AND actor > ?2 ORDER BY actor LIMIT 1)
UNION ALL
SELECT issue, actor FROM (
    SELECT issue, actor FROM standing
    WHERE issue > ?1 ORDER BY issue, actor LIMIT 1)
LIMIT 1;

-- A month or a year may be of that day.

-- name: standing_since
SELECT 1 FROM standing
WHERE issue = ?1 AND actor = ?2 AND date >= ?3
UNION ALL
SELECT 1 FROM standing
WHERE issue = ?1 AND actor = ?2 AND date IN (substr(?3, 1, 4), substr(?3, 1, 7))
LIMIT 1;

-- Of a long time the last reports: earlier ones had acts of later days after
-- them.

-- name: standing_told
SELECT DISTINCT s.issue, s.actor
FROM (SELECT report FROM report WHERE published >= ?1
      ORDER BY published DESC LIMIT 1000) AS r
     JOIN act AS a ON a.report = r.report
     JOIN standing AS s ON s.act = a.act;

-- What is compared of the acts: rows of many are read for each line shown.

-- name: standing_acts
SELECT a.id, a.type, a.date, a.text_start, a.text_end, a.text,
       a.sentence_start, a.sentence_end, a.sentence,
       (SELECT q.id FROM quote AS q WHERE q.quote = a.quote),
       (SELECT count(*) FROM issue AS i WHERE i.act = a.act), a.act
FROM (SELECT s.act FROM standing AS s
           JOIN act AS x ON x.act = s.act
           JOIN report AS y ON y.report = x.report
      WHERE s.issue = ?1 AND s.actor = ?2 AND s.date <= ?3
        AND coalesce(y.published, '') <= ?3
        AND (s.date, s.act) < (?4, ?5)
      ORDER BY s.date DESC, s.act DESC LIMIT ?6) AS f
     CROSS JOIN act AS a ON a.act = f.act
     JOIN report AS r ON r.report = a.report
ORDER BY a.date DESC, r.published DESC, r.id, a.n;

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
SELECT type, count(DISTINCT act), min(nullif(date, '')),
       nullif(max(date), '')
FROM dealing INDEXED BY dealing_by_type
WHERE actor = ?1 AND date <= ?2 GROUP BY type ORDER BY 2 DESC, 1;

-- name: outlet_list
SELECT nullif(o.outlet, ''), o.reports, o.reports - o.copies,
       (SELECT w.agency FROM wire AS w WHERE w.outlet = o.outlet
        ORDER BY w.reports DESC, w.agency LIMIT 1),
       o.first, o.last,
       o.acts, o.anonymous, o.outlet
FROM outlet AS o ORDER BY o.reports DESC, o.outlet LIMIT ?1;

-- name: outlet_copies
SELECT source, reports FROM reprint WHERE outlet = ?1 AND reports > 0
ORDER BY reports DESC, source LIMIT 1;

-- What the views find acts by.  In standing and dealing are acts that count:
-- they were done, are shown, and are not told as background.

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

-- name: act_key_drop
DELETE FROM act_key
WHERE act IN (SELECT a.act FROM act AS a WHERE a.report = ?1);

-- name: act_key_fill
INSERT INTO act_key (side, code, date, act)
SELECT p.side, p.code, coalesce(a.date, ''), a.act
FROM act AS a JOIN party AS p ON p.act = a.act
WHERE p.code IS NOT NULL AND a.report = ?1
UNION ALL
SELECT 'actor', a.speaker_code, coalesce(a.date, ''), a.act
FROM act AS a WHERE a.speaker_code IS NOT NULL AND a.report = ?1
UNION ALL
SELECT 'issue', i.issue, coalesce(a.date, ''), a.act
FROM act AS a JOIN issue AS i ON i.act = a.act WHERE a.report = ?1
ON CONFLICT DO NOTHING;

-- Sums follow what they add up: less goes before a change, more after it.

-- name: voice_less
UPDATE voice SET quotes = voice.quotes - s.quotes, reports = voice.reports - 1
FROM (SELECT code, name, of, quotes FROM said WHERE report = ?1) AS s
WHERE voice.code = s.code AND voice.name = s.name AND voice.of = s.of;

-- name: voice_drop
DELETE FROM voice
WHERE reports = 0 AND
      (code, name, of) IN (SELECT code, name, of FROM said WHERE report = ?1);

-- name: naming_fill
INSERT OR IGNORE INTO naming
SELECT speaker_name FROM quote WHERE report = ?1 AND speaker_name IS NOT NULL
UNION ALL
SELECT speaker_words FROM quote
WHERE report = ?1 AND speaker_words IS NOT NULL;

-- name: voice_more
INSERT INTO voice (code, name, of, quotes, reports)
SELECT code, name, of, quotes, 1 FROM said WHERE report = ?1
ON CONFLICT DO UPDATE SET quotes = quotes + excluded.quotes,
                          reports = reports + 1;

-- name: said_drop
DELETE FROM said WHERE report = ?1;

-- Of a column beside max() SQLite gives the row of the maximum.

-- name: said_fill
INSERT INTO said (code, name, date, report, of, quotes)
SELECT code, name, date, report, of, quotes FROM (
    SELECT coalesce(q.speaker_code, '') AS code,
           iif(q.speaker_code IS NULL, q.speaker_name, '') AS name,
           coalesce(r.published, '') AS date, r.report AS report,
           coalesce(q.speaker_of, '') AS of, count(*) AS quotes, max(q.n)
    FROM quote AS q JOIN report AS r ON r.report = q.report
    WHERE q.speaker_name IS NOT NULL AND q.report = ?1
    GROUP BY 1 COLLATE NOCASE, 2 COLLATE NOCASE);

-- name: outlet_less
UPDATE outlet SET acts = outlet.acts - t.acts,
                  anonymous = outlet.anonymous - t.anonymous
FROM (SELECT acts, anonymous FROM teller WHERE report = ?1) AS t
WHERE outlet.outlet = (SELECT coalesce(r.outlet, r.agency, '')
                       FROM report AS r WHERE r.report = ?1);

-- name: outlet_more
UPDATE outlet SET acts = outlet.acts + t.acts,
                  anonymous = outlet.anonymous + t.anonymous
FROM (SELECT acts, anonymous FROM teller WHERE report = ?1) AS t
WHERE outlet.outlet = (SELECT coalesce(r.outlet, r.agency, '')
                       FROM report AS r WHERE r.report = ?1);

-- name: outlet_put
INSERT INTO outlet (outlet, reports, first, last)
SELECT coalesce(r.outlet, r.agency, ''), 1, r.published, r.published
FROM report AS r WHERE r.report = ?1
ON CONFLICT DO UPDATE SET
    reports = reports + 1,
    first = min(coalesce(first, excluded.first), coalesce(excluded.first, first)),
    last = max(coalesce(last, excluded.last), coalesce(excluded.last, last));

-- name: wire_put
INSERT INTO wire (outlet, agency, reports)
SELECT coalesce(r.outlet, r.agency), r.agency, 1
FROM report AS r WHERE r.report = ?1 AND r.agency IS NOT NULL
ON CONFLICT DO UPDATE SET reports = reports + 1;

-- name: copies_less
UPDATE outlet SET copies = copies - 1
WHERE outlet = (SELECT coalesce(r.outlet, r.agency, '')
                FROM copy AS c JOIN report AS r ON r.report = c.report
                WHERE c.report = ?1 AND c.copy_of IS NOT NULL);

-- name: copies_more
UPDATE outlet SET copies = copies + 1
WHERE outlet = (SELECT coalesce(r.outlet, r.agency, '')
                FROM copy AS c JOIN report AS r ON r.report = c.report
                WHERE c.report = ?1 AND c.copy_of IS NOT NULL);

-- name: reprint_less
UPDATE reprint SET reports = reports - 1
WHERE (outlet, source) IN (
    SELECT coalesce(r.outlet, r.agency, ''), coalesce(s.outlet, s.agency)
    FROM copy AS c JOIN report AS r ON r.report = c.report
         JOIN report AS s ON s.report = c.copy_of
    WHERE c.report = ?1);

-- name: reprint_more
INSERT INTO reprint (outlet, source, reports)
SELECT coalesce(r.outlet, r.agency, ''), coalesce(s.outlet, s.agency), 1
FROM copy AS c JOIN report AS r ON r.report = c.report
     JOIN report AS s ON s.report = c.copy_of
WHERE c.report = ?1 AND coalesce(s.outlet, s.agency) IS NOT NULL
ON CONFLICT DO UPDATE SET reports = reports + 1;

-- name: teller_drop
DELETE FROM teller WHERE report = ?1;

-- name: teller_fill
INSERT INTO teller (report, acts, anonymous)
SELECT a.report, count(*),
       sum(a.speaker_hidden IS 1 OR
           EXISTS (SELECT 1 FROM attribution AS t
                   WHERE t.act = a.act AND t.role = 'anonymous'))
FROM act AS a WHERE a.shown = 1 AND a.report = ?1 GROUP BY a.report;
