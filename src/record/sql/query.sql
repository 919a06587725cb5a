-- Getting things out.
--
-- A list is one *_select, any of the *_where_* pieces, an *_order and
-- perhaps `limit`.  In a piece, :list stands for the numbers of all values
-- bound for it, :first for that of the first.

-- name: report_select
SELECT r.report, r.id, r.input, r.sha256, r.url, r.title, r.outlet, r.agency,
       r.published, r.published_from, r.language, r.genre, r.encoding,
       m.model, r.words, r.size,
       (SELECT count(*) FROM quote AS q WHERE q.report = r.report),
       (SELECT count(*) FROM act AS a WHERE a.report = r.report) -
       (SELECT count(*) FROM act AS a
        WHERE a.report = r.report AND a.shown = 0),
       'f-' || substr(o.id, 3), s.id, c.kind, c.share, nullif(m.codebook, '')
FROM report AS r JOIN maker AS m ON m.maker = r.maker
     LEFT JOIN copy AS c ON c.report = r.report
     LEFT JOIN report AS o ON o.report = c.origin
     LEFT JOIN report AS s ON s.report = c.copy_of
WHERE 1

-- name: report_where_report
AND r.id = :first

-- name: report_where_since
AND r.published >= substr(:first, 1, 4)
AND (r.published >= :first OR r.published IN (:list))

-- name: report_where_until
AND r.published <= :first

-- name: report_where_text
AND r.title LIKE :first ESCAPE '\'

-- name: report_where_actor
AND r.report IN (
    SELECT a.report FROM act AS a
    WHERE a.shown
      AND (a.act IN (SELECT p.act FROM party AS p
                     WHERE p.side = 'actor' AND p.code IN (:list))
           OR a.speaker_code IN (:list)))

-- name: report_where_to
AND r.report IN (
    SELECT a.report FROM act AS a
    WHERE a.shown
      AND a.act IN (SELECT p.act FROM party AS p
                    WHERE p.side = 'recipient' AND p.code IN (:list)))

-- name: report_where_type
AND r.report IN (SELECT a.report FROM act AS a
                 WHERE a.type IN (:list) AND a.shown)

-- name: report_where_issue
AND r.report IN (
    SELECT a.report FROM act AS a
    WHERE a.shown
      AND a.act IN (SELECT i.act FROM issue AS i WHERE i.issue IN (:list)))

-- name: report_where_speaker
AND r.report IN (
    SELECT q.report FROM quote AS q
    WHERE q.speaker_code = :first
       OR q.speaker_name LIKE :second ESCAPE '\'
       OR q.speaker_words LIKE :second ESCAPE '\')

-- name: report_order_oldest
ORDER BY r.published, r.id

-- name: report_order_newest
ORDER BY r.published DESC, r.id DESC

-- name: author_list
SELECT name FROM author WHERE report = ?1 ORDER BY n;

-- name: paragraph_list
SELECT kind, text_start, text_end FROM paragraph WHERE report = ?1 ORDER BY n;

-- name: source_text
SELECT s.report, s.text
FROM source AS s JOIN report AS r ON r.report = s.report WHERE r.id = ?1;

-- name: source_bytes
SELECT s.bytes, r.size
FROM source AS s JOIN report AS r ON r.report = s.report WHERE r.id = ?1;

-- name: quote_select
SELECT q.quote, q.id, r.id, r.input, r.outlet, r.published, q.form,
       q.text_start, q.text_end, q.text, q.cue_start, q.cue_end, q.cue,
       q.speaker_start, q.speaker_end, q.speaker_words, q.speaker_name,
       q.speaker_code, q.speaker_role, q.speaker_of, q.anonymous
FROM quote AS q JOIN report AS r ON r.report = q.report
WHERE 1

-- name: quote_select_dated
SELECT q.quote, q.id, r.id, r.input, r.outlet, r.published, q.form,
       q.text_start, q.text_end, q.text, q.cue_start, q.cue_end, q.cue,
       q.speaker_start, q.speaker_end, q.speaker_words, q.speaker_name,
       q.speaker_code, q.speaker_role, q.speaker_of, q.anonymous
FROM report AS r CROSS JOIN quote AS q ON q.report = r.report
WHERE 1

-- name: quote_where_id
AND q.id = :first

-- name: quote_where_report
AND q.report = (SELECT x.report FROM report AS x WHERE x.id = :first)

-- name: quote_where_actor
AND (q.speaker_code IN (:list) OR q.speaker_of IN (:list))

-- name: quote_where_to
AND q.quote IN (
    SELECT a.quote FROM act AS a
    WHERE a.shown
      AND a.act IN (SELECT p.act FROM party AS p
                    WHERE p.side = 'recipient' AND p.code IN (:list)))

-- name: quote_where_form
AND q.form IN (:list)

-- name: quote_where_issue
AND q.quote IN (
    SELECT a.quote FROM act AS a
    WHERE a.shown
      AND a.act IN (SELECT i.act FROM issue AS i WHERE i.issue IN (:list)))

-- name: quote_where_speaker
AND (q.speaker_code = :first OR q.speaker_name LIKE :second ESCAPE '\'
     OR q.speaker_words LIKE :second ESCAPE '\')

-- The same by the index of names.

-- name: quote_by_speaker
AND q.quote IN (
    SELECT c.quote FROM quote AS c WHERE c.speaker_code = :first
    UNION ALL
    SELECT c.quote FROM naming AS n CROSS JOIN quote AS c
        ON c.speaker_name = n.words OR c.speaker_words = n.words
    WHERE n.words LIKE :second ESCAPE '\')

-- Quotes of somebody, one by one, to see whether there are many.

-- name: quote_one
SELECT 1

-- name: quote_from_speaker
FROM (SELECT c.quote FROM quote AS c WHERE c.speaker_code = :first
      UNION ALL
      SELECT c.quote FROM naming AS n CROSS JOIN quote AS c
          ON c.speaker_name = n.words OR c.speaker_words = n.words
      WHERE n.words LIKE :second ESCAPE '\')

-- name: quote_from_actor
FROM quote AS q WHERE q.speaker_code IN (:list) OR q.speaker_of IN (:list)

-- name: quote_where_text
AND q.text LIKE :first ESCAPE '\'

-- name: quote_order_oldest
ORDER BY r.published, q.id

-- name: quote_order_story
ORDER BY r.published, r.id, q.n

-- name: quote_order_newest
ORDER BY r.published DESC, r.id, q.n


-- name: quote_order_text
ORDER BY q.n

-- name: piece_list
SELECT text_start, text_end FROM piece WHERE quote = ?1 ORDER BY n;

-- name: act_select
SELECT a.act, a.id, r.id, r.input, r.outlet, r.published, a.type, a.plover,
       a.cameo, a.date, a.date_from, a.text_start, a.text_end, a.text,
       a.sentence_start, a.sentence_end, a.sentence, a.speaker_start,
       a.speaker_end, a.speaker_words, a.speaker_name, a.speaker_code,
       a.speaker_role, a.speaker_of, a.speaker_hidden, a.negated,
       a.conditional, a.condition_start, a.condition_end, a.condition,
       a.future, a.hypothetical, a.historical, a.reiterated, a.anonymous,
       q.id, a.confidence, a.review, a.shown, a.proposed,
       a.point, a.points
FROM act AS a JOIN report AS r ON r.report = a.report
     LEFT JOIN quote AS q ON q.quote = a.quote
WHERE 1

-- The same by one actor, recipient or issue: in the order of its dates.

-- name: act_select_by
SELECT a.act, a.id, r.id, r.input, r.outlet, r.published, a.type, a.plover,
       a.cameo, a.date, a.date_from, a.text_start, a.text_end, a.text,
       a.sentence_start, a.sentence_end, a.sentence, a.speaker_start,
       a.speaker_end, a.speaker_words, a.speaker_name, a.speaker_code,
       a.speaker_role, a.speaker_of, a.speaker_hidden, a.negated,
       a.conditional, a.condition_start, a.condition_end, a.condition,
       a.future, a.hypothetical, a.historical, a.reiterated, a.anonymous,
       q.id, a.confidence, a.review, a.shown, a.proposed,
       a.point, a.points
FROM act_key AS k CROSS JOIN act AS a ON a.act = k.act
     JOIN report AS r ON r.report = a.report
     LEFT JOIN quote AS q ON q.quote = a.quote
WHERE 1

-- name: act_key_where_actor
AND k.side = 'actor' AND k.code = :first

-- name: act_key_where_to
AND k.side = 'recipient' AND k.code = :first

-- name: act_key_where_issue
AND k.side = 'issue' AND k.code = :first

-- name: act_key_where_since
AND k.date >= substr(:first, 1, 4)
AND (k.date >= :first OR k.date IN (:list))

-- name: act_key_where_until
AND k.date <= :first AND k.date <> ''

-- name: act_key_order_oldest
ORDER BY k.date, a.id

-- name: act_key_order_story
ORDER BY k.date, r.published, r.id, a.n

-- name: act_key_order_newest
ORDER BY k.date DESC, r.published DESC, r.id, a.n

-- name: act_where_shown
AND a.shown

-- name: act_where_proposed
AND a.proposed = 1 AND a.shown = 0

-- name: act_where_unreviewed
AND a.review IS NULL

-- name: act_where_id
AND a.id = :first

-- name: act_where_report
AND a.report = (SELECT x.report FROM report AS x WHERE x.id = :first)

-- name: act_where_actor
AND (a.act IN (SELECT p.act FROM party AS p
               WHERE p.side = 'actor' AND p.code IN (:list))
     OR a.speaker_code IN (:list))

-- name: act_where_to
AND a.act IN (SELECT p.act FROM party AS p
              WHERE p.side = 'recipient' AND p.code IN (:list))

-- name: act_has_actor
AND EXISTS (SELECT 1 FROM act_key AS x
            WHERE x.side = 'actor' AND x.code IN (:list)
              AND x.date = k.date AND x.act = k.act)

-- name: act_has_to
AND EXISTS (SELECT 1 FROM act_key AS x
            WHERE x.side = 'recipient' AND x.code IN (:list)
              AND x.date = k.date AND x.act = k.act)

-- name: act_has_issue
AND EXISTS (SELECT 1 FROM act_key AS x
            WHERE x.side = 'issue' AND x.code IN (:list)
              AND x.date = k.date AND x.act = k.act)

-- name: act_where_type
AND a.type IN (:list)

-- Several types: by date, and those of other types passed over.

-- name: act_where_types
AND +a.type IN (:list)

-- name: act_where_issue
AND a.act IN (SELECT i.act FROM issue AS i WHERE i.issue IN (:list))

-- name: act_where_speaker
AND (a.speaker_code = :first OR a.speaker_name LIKE :second ESCAPE '\'
     OR a.speaker_words LIKE :second ESCAPE '\')

-- name: act_where_text
AND a.sentence LIKE :first ESCAPE '\'

-- name: act_where_since
AND a.date >= substr(:first, 1, 4)
AND (a.date >= :first OR a.date IN (:list))

-- name: act_where_until
AND a.date <= :first

-- name: act_order_oldest
ORDER BY a.date, a.id

-- name: act_order_story
ORDER BY a.date, r.published, r.id, a.n

-- name: act_order_newest
ORDER BY a.date DESC, r.published DESC, r.id, a.n


-- name: act_order_text
ORDER BY a.n

-- name: party_list
SELECT code, words_start, words_end, words FROM party
WHERE act = ?1 AND side = ?2 ORDER BY n;

-- name: issue_list
SELECT issue FROM issue WHERE act = ?1 ORDER BY n;

-- Where review named another speaker, or none, he goes before all others.

-- name: attribution_list
WITH said (name, words) AS
         (SELECT a.speaker_name, a.speaker_words
          FROM reading AS g JOIN act AS a ON a.act = g.act
          WHERE g.act = ?1
            AND (g.form = '' OR
                 json_extract(g.form, '$.speaker_name') IS NOT a.speaker_name))
SELECT role, name, text
FROM (SELECT -1 AS n, 'speaker' AS role, name, words AS text FROM said
      WHERE name IS NOT NULL
      UNION ALL
      SELECT n, role, name, text FROM attribution
      WHERE act = ?1 AND (n > 0 OR role NOT IN ('speaker', 'official') OR
                          NOT EXISTS (SELECT 1 FROM said)))
ORDER BY n;

-- name: why_list
SELECT reason FROM why WHERE act = ?1 ORDER BY n;

-- name: limit
LIMIT :first

-- name: id_starting
SELECT id FROM (SELECT id FROM report UNION ALL SELECT id FROM quote
                UNION ALL SELECT id FROM act)
WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3;

-- name: id_count
SELECT (SELECT coalesce(max(report), 0) FROM report) +
       (SELECT coalesce(max(quote), 0) FROM quote) +
       (SELECT coalesce(max(act), 0) FROM act);

-- name: id_all
SELECT substr(id, 3) FROM (SELECT id FROM report UNION ALL
                           SELECT id FROM quote UNION ALL SELECT id FROM act)
ORDER BY 1;

-- name: search_select
SELECT r.report, r.id, -bm25(source_words) AS score
FROM source_words JOIN report AS r ON r.report = source_words.rowid
WHERE 1

-- name: search_match
AND source_words MATCH :first

-- name: search_keys
SELECT source_words.rowid
FROM source_words JOIN report AS r ON r.report = source_words.rowid
WHERE 1

-- name: search_order_keys
ORDER BY source_words.rowid DESC

-- name: search_after
AND source_words.rowid > CAST(:first AS INTEGER)

-- name: search_order
ORDER BY score DESC, r.published, r.id

-- name: search_places
SELECT match_places(source_words) FROM source_words
WHERE source_words MATCH ?1 AND rowid = ?2;

-- name: quoted_select
SELECT q.speaker_code, q.speaker_name, q.speaker_role, q.speaker_of,
       q.report, r.published
FROM quote AS q JOIN report AS r ON r.report = q.report
WHERE q.speaker_name IS NOT NULL

-- name: quoted_order
ORDER BY q.speaker_code IS NULL,
         coalesce(q.speaker_code, q.speaker_name) COLLATE NOCASE,
         r.published, r.id, q.id

-- name: voice_select
SELECT v.code, v.name, sum(v.quotes), sum(v.reports), NULL
FROM voice AS v WHERE 1

-- name: voice_where_actor
AND (v.code IN (:list) OR v.of IN (:list))

-- name: said_select
SELECT v.code, v.name, sum(v.quotes), count(*), min(nullif(v.date, ''))
FROM said AS v WHERE 1

-- name: said_where_actor
AND (v.code, v.name) IN (SELECT o.code, o.name FROM voice AS o
                         WHERE o.code IN (:list) OR o.of IN (:list))
AND (v.code IN (:list) OR v.of IN (:list))

-- name: said_where_since
AND (v.date >= :first OR v.date IN (:list))

-- name: said_where_until
AND v.date <> '' AND v.date <= :first

-- name: voice_order
GROUP BY v.code, v.name ORDER BY 3 DESC, v.code || v.name

-- name: said_ends
SELECT q.speaker_name, q.speaker_role, q.speaker_of,
       (SELECT s.date FROM said AS s
        WHERE s.code = ?1 AND s.name = ?2 AND s.date > ''
        ORDER BY s.date LIMIT 1), nullif(l.date, '')
FROM (SELECT s.report, s.date FROM said AS s
      WHERE s.code = ?1 AND s.name = ?2 AND s.date <= ?3
      ORDER BY s.date DESC, s.report DESC LIMIT 1) AS l
     JOIN quote AS q ON q.report = l.report
WHERE q.speaker_name IS NOT NULL AND
      iif(?1 = '', q.speaker_code IS NULL AND q.speaker_name = ?2,
          q.speaker_code = ?1)
ORDER BY q.n DESC LIMIT 1;

-- name: count_reports
SELECT count(*), min(r.published), max(r.published),
       count(*) - count(c.copy_of)
FROM report AS r LEFT JOIN copy AS c ON c.report = r.report
WHERE ?1 IS NULL OR r.published IS NULL OR r.published <= ?1;

-- name: count_quotes
SELECT count(*) FROM quote AS q
WHERE ?1 IS NULL OR q.report NOT IN (SELECT report FROM report
                                     WHERE published > ?1);

-- Twice the same: without a date the index alone is read.

-- name: count_types
SELECT a.type,
       count(*) - (SELECT count(*)
                   FROM act AS h INDEXED BY act_by_report_hidden
                   WHERE h.shown = 0 AND h.type = a.type)
FROM act AS a WHERE ?1 IS NULL
GROUP BY a.type
UNION ALL
SELECT a.type, count(*) FROM act AS a
WHERE ?1 IS NOT NULL AND a.shown = 1
  AND a.report NOT IN (SELECT report FROM report WHERE published > ?1)
GROUP BY a.type
ORDER BY 2 DESC, 1;

-- name: export_counts
SELECT (SELECT count(*) FROM report),
       (SELECT count(*) FROM act) -
       (SELECT count(*) FROM act WHERE shown = 0),
       CASE WHEN (SELECT count(*) FROM copy) = (SELECT count(*) FROM report)
            THEN (SELECT count(*) FROM copy WHERE copy_of IS NULL) END;

-- name: export_models
SELECT m.model, count(*) FROM maker AS m JOIN report AS r ON r.maker = m.maker
WHERE m.model <> '' GROUP BY m.model ORDER BY m.model;
