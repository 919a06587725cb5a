-- Ties between acts: events, demands, answers.

-- name: untied_first
SELECT report FROM untied ORDER BY report LIMIT 1;

-- name: untied_insert
INSERT INTO untied (report) VALUES (?1) ON CONFLICT DO NOTHING;

-- Reports that share an event, a demand or an answer with acts of this one.

-- name: untied_insert_near
INSERT INTO untied (report)
SELECT DISTINCT a.report FROM act AS own
     JOIN tie AS x ON x.act = own.act
     JOIN tie AS t ON t.event = x.event OR t.demand = x.demand
     JOIN act AS a ON a.act = t.act
WHERE own.report = ?1
UNION
SELECT a.report FROM act AS own JOIN answer AS w ON w.demand = own.act
     JOIN act AS a ON a.act = w.act
WHERE own.report = ?1
ON CONFLICT DO NOTHING;

-- name: untie_answers
DELETE FROM answer
WHERE act IN (SELECT act FROM act WHERE report = ?1) OR
      demand IN (SELECT act FROM act WHERE report = ?1);

-- name: untie_gists
DELETE FROM gist WHERE act IN (SELECT act FROM act WHERE report = ?1);

-- name: untie_ask_keys
DELETE FROM ask_key WHERE demand IN (SELECT act FROM act WHERE report = ?1);

-- name: untie_asks
DELETE FROM ask WHERE demand IN (SELECT act FROM act WHERE report = ?1);

-- name: untie_ties
DELETE FROM tie
WHERE act IN (SELECT act FROM act WHERE report = ?1) OR
      event IN (SELECT act FROM act WHERE report = ?1) OR
      demand IN (SELECT act FROM act WHERE report = ?1);

-- name: untied_drop
DELETE FROM untied WHERE report = ?1;

-- Acts of a report, with all that share an event or demand with them, and
-- answers to them.

-- name: tie_touched
WITH own (act) AS (SELECT a.act FROM act AS a WHERE a.report = ?1),
     near (act) AS (
         SELECT act FROM own
         UNION
         SELECT t.act FROM own AS o JOIN tie AS x ON x.act = o.act
              JOIN tie AS t ON t.event = x.event
         UNION
         SELECT t.act FROM own AS o JOIN tie AS x ON x.act = o.act
              JOIN tie AS t ON t.demand = x.demand)
SELECT act FROM near
UNION
SELECT w.act FROM near AS n JOIN answer AS w ON w.demand = n.act
ORDER BY 1;

-- name: tie_act
AND a.act = :first

-- name: tie_report
SELECT report FROM act WHERE act = ?1;

-- name: tie_drop
DELETE FROM tie WHERE act = ?1;

-- name: gist_drop
DELETE FROM gist WHERE act = ?1;

-- name: answer_drop
DELETE FROM answer WHERE act = ?1 OR demand = ?1;

-- name: ask_drop
DELETE FROM ask WHERE demand = ?1;

-- name: ask_key_drop
DELETE FROM ask_key WHERE demand = ?1;

-- name: tie_insert
INSERT INTO tie (act, event, demand, told) VALUES (?1, ?1, ?2, ?3);

-- name: gist_insert
INSERT INTO gist (key, day, act, gist) VALUES (?, ?, ?, ?)
ON CONFLICT DO NOTHING;

-- name: gist_between
SELECT g.act, a.report, g.gist
FROM gist AS g JOIN act AS a ON a.act = g.act
WHERE g.key = ?1 AND g.day BETWEEN ?2 AND ?3;

-- name: gist_of
SELECT g.act, a.report, g.gist
FROM gist AS g JOIN act AS a ON a.act = g.act
WHERE g.act = ?1 LIMIT 1;

-- Askings and answers of a report; gists without an actor are kept under 0.

-- name: gist_near
SELECT g.act, g.gist FROM act AS a JOIN gist AS g ON g.act = a.act
WHERE a.report = ?1 AND a.act <> ?2
  AND a.type IN ('demand', 'request', 'offer', 'accept', 'accept-in-part',
                 'counter', 'reject', 'defer', 'concede', 'promise')
GROUP BY g.act;

-- Of the first acts of two events or demands, the one that comes first.

-- name: tie_first
SELECT a.act FROM act AS a JOIN report AS r ON r.report = a.report
WHERE a.act IN (?1, ?2)
ORDER BY a.date IS NULL, a.date, r.published IS NULL, r.published, a.id
LIMIT 1;

-- name: tie_of
SELECT event, demand FROM tie WHERE act = ?1;

-- name: tie_join_event
UPDATE tie SET event = ?1 WHERE event = ?2;

-- Whether an act of the event has a date, by itself or by its report.

-- name: tie_dated
SELECT 1 FROM tie AS t JOIN act AS a ON a.act = t.act
     JOIN report AS r ON r.report = a.report
WHERE t.event = ?1 AND (a.date IS NOT NULL OR r.published IS NOT NULL)
LIMIT 1;

-- Unless the event is called by it, or people put it there.

-- name: tie_leave
UPDATE tie SET event = act
WHERE act = ?1
  AND NOT EXISTS (SELECT 1 FROM act AS a JOIN bond AS b ON a.id = b.act OR
                         a.id = b.with_act
                  WHERE a.act = ?1 AND b.same = 1);

-- name: tie_join_demand
UPDATE tie SET demand = ?1 WHERE demand = ?2;

-- name: tie_kept_apart
SELECT 1 FROM tie AS x JOIN act AS a ON a.act = x.act
     JOIN bond AS b ON b.act = a.id AND b.same = 0
     JOIN act AS c ON c.id = b.with_act JOIN tie AS y ON y.act = c.act
WHERE (x.event = ?1 AND y.event = ?2) OR (x.event = ?2 AND y.event = ?1)
LIMIT 1;

-- name: bond_any
SELECT 1 FROM bond WHERE same = 0 LIMIT 1;

-- name: bond_with
SELECT c.act FROM bond AS b JOIN act AS a ON a.id = b.act
     JOIN act AS c ON c.id = b.with_act
WHERE b.same = 1 AND a.act = ?1
UNION
SELECT a.act FROM bond AS b JOIN act AS a ON a.id = b.act
     JOIN act AS c ON c.id = b.with_act
WHERE b.same = 1 AND c.act = ?1;

-- name: ask_insert
INSERT INTO ask (demand, since, id)
SELECT act, coalesce(date, ''), id FROM act WHERE act = ?1
ON CONFLICT DO NOTHING;

-- name: ask_key_insert
INSERT INTO ask_key (side, code, since, id, demand)
SELECT p.side, p.code, k.since, k.id, k.demand
FROM ask AS k JOIN party AS p ON p.act = ?1
WHERE k.demand = ?2 AND p.code IS NOT NULL
UNION ALL
SELECT 'actor', a.speaker_code, k.since, k.id, k.demand
FROM ask AS k JOIN act AS a ON a.act = ?1
WHERE k.demand = ?2 AND a.speaker_code IS NOT NULL
UNION ALL
SELECT 'issue', i.issue, k.since, k.id, k.demand
FROM ask AS k JOIN issue AS i ON i.act = ?1
WHERE k.demand = ?2
ON CONFLICT DO NOTHING;

-- name: ask_key_move
INSERT INTO ask_key (side, code, since, id, demand)
SELECT x.side, x.code, k.since, k.id, k.demand
FROM ask_key AS x JOIN ask AS k ON k.demand = ?1
WHERE x.demand = ?2
ON CONFLICT DO NOTHING;

-- name: reply_of
SELECT y.answers, y.how, d.act
FROM act AS a JOIN reply AS y ON y.act = a.id
     LEFT JOIN act AS d ON d.id = y.answers AND d.shown = 1
WHERE a.act = ?1;

-- name: reply_to_report
SELECT a.act, d.act, y.how
FROM reply AS y JOIN act AS d ON d.id = y.answers
     JOIN act AS a ON a.id = y.act
WHERE d.report = ?1 AND d.shown = 1 AND a.shown = 1;

-- name: answer_of
SELECT demand, score FROM answer WHERE act = ?1;

-- name: answer_put
INSERT OR REPLACE INTO answer (act, demand, how, score, why)
VALUES (?, ?, ?, ?, ?);

-- name: tie_of_act
SELECT 'e-' || substr(e.id, 3), d.id, w.how, w.score, w.why
FROM tie AS t JOIN act AS e ON e.act = t.event
     LEFT JOIN answer AS w ON w.act = t.act
     LEFT JOIN act AS d ON d.act = w.demand
WHERE t.act = ?1;

-- name: event_list
SELECT t.event, e.id FROM tie AS t JOIN act AS e ON e.act = t.event
WHERE t.act = t.event ORDER BY e.date, e.id;

-- name: event_starting
SELECT 'e-' || substr(a.id, 3) FROM act AS a JOIN tie AS t ON t.act = a.act
WHERE t.event = t.act AND a.id >= 'a-' || ?1 AND a.id < 'a-' || ?2
ORDER BY a.id LIMIT ?3;

-- name: event_acts
SELECT a.id FROM tie AS t JOIN act AS a ON a.act = t.act
     JOIN report AS r ON r.report = a.report
WHERE t.event = (SELECT act FROM act WHERE id = ?1)
ORDER BY a.date IS NULL, a.date, r.published IS NULL, r.published, a.id;

-- Where the act stands in its sentence, too.

-- name: event_sentences
SELECT a.sentence, max(a.text_start - a.sentence_start, 0)
FROM tie AS t JOIN act AS a ON a.act = t.act
     JOIN report AS r ON r.report = a.report
WHERE t.event = (SELECT act FROM act WHERE id = ?1)
ORDER BY a.date IS NULL, a.date, r.published IS NULL, r.published, a.id
LIMIT 50;

-- name: event_origins
SELECT count(DISTINCT coalesce(c.origin, a.report)),
       count(DISTINCT a.report)
FROM tie AS t JOIN act AS a ON a.act = t.act
     LEFT JOIN copy AS c ON c.report = a.report
WHERE t.event = (SELECT act FROM act WHERE id = ?1);

-- name: event_parties
SELECT DISTINCT upper(p.code) FROM tie AS t JOIN party AS p ON p.act = t.act
WHERE t.event = (SELECT act FROM act WHERE id = ?1) AND p.code IS NOT NULL
ORDER BY 1;

-- name: answer_list
SELECT d.id, a.id, w.how, w.score, w.why
FROM answer AS w JOIN act AS a ON a.act = w.act
     JOIN act AS d ON d.act = w.demand
ORDER BY a.date, d.id, a.id;

-- name: answers_to
SELECT d.id, a.id, w.how, w.score, w.why
FROM answer AS w JOIN act AS a ON a.act = w.act
     JOIN act AS d ON d.act = w.demand
WHERE d.id = ?1
ORDER BY a.date, a.id;

-- The ledger.

-- name: ask_select
SELECT k.demand, k.id, k.since FROM ask AS k
WHERE 1

-- name: ask_select_one
SELECT k.demand, k.id, k.since FROM ask_key AS k
WHERE 1

-- name: ask_select_by
SELECT DISTINCT k.demand, k.id, k.since FROM ask_key AS k
WHERE 1

-- name: ask_where_actor
AND k.side = 'actor' AND k.code IN (:list)

-- name: ask_where_recipient
AND k.side = 'recipient' AND k.code IN (:list)

-- name: ask_where_issue
AND k.side = 'issue' AND k.code IN (:list)

-- name: ask_where_until
AND k.since <= :first

-- name: ask_order_oldest
ORDER BY k.since, k.id

-- name: ask_order_newest
ORDER BY k.since DESC, k.id DESC

-- name: ask_acts
SELECT a.id, a.date, t.told
FROM tie AS t JOIN act AS a ON a.act = t.act
     JOIN report AS r ON r.report = a.report
WHERE t.demand = ?1 AND t.told <= ?2
ORDER BY a.date IS NULL, a.date, r.published IS NULL, r.published, a.id;

-- name: ask_counts
SELECT count(DISTINCT a.report), count(DISTINCT coalesce(c.origin, a.report))
FROM tie AS t JOIN act AS a ON a.act = t.act
     LEFT JOIN copy AS c ON c.report = a.report
WHERE t.demand = ?1 AND t.told <= ?2;

-- name: ask_answers
SELECT d.id, a.id, w.how, w.score, w.why
FROM tie AS t JOIN answer AS w ON w.demand = t.act
     JOIN act AS a ON a.act = w.act JOIN act AS d ON d.act = w.demand
     JOIN tie AS x ON x.act = w.act
     JOIN report AS r ON r.report = a.report
WHERE t.demand = ?1 AND x.told <= ?2
ORDER BY coalesce(a.date, r.published, ''), a.id;
