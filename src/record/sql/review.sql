-- What people say of the acts: the log, and what it makes of them.

-- A later piece of a split has no operation of its own.

-- name: review_of_act
SELECT who, at, reason
FROM (SELECT o.op, o.who, o.at, json_extract(o.line, '$.reason') AS reason
      FROM op_state AS s JOIN op AS o ON o.op = s.op
      WHERE s.act = ?1 AND s.undone IS NULL
        AND o.verb IN ('accept', 'reject', 'edit', 'add', 'split', 'merge')
      UNION ALL
      SELECT o.op, o.who, o.at, json_extract(o.line, '$.reason')
      FROM act AS a JOIN report AS r ON r.report = a.report
           JOIN op AS o ON o.report = r.id AND o.verb = 'split'
           JOIN op_state AS s ON s.op = o.op AND s.undone IS NULL
           JOIN json_each(o.line, '$.into') AS e
      WHERE a.id = ?1 AND json_extract(e.value, '$.id') = ?1)
ORDER BY op DESC LIMIT 1;

-- name: op_last_digest
SELECT sha256 FROM op ORDER BY op DESC LIMIT 1;

-- name: op_insert
INSERT INTO op (id, at, who, verb, report, act, line, sha256)
VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- name: op_state_insert
INSERT INTO op_state (op, act, other) VALUES (?1, ?2, ?3);

-- name: op_has
SELECT o.op, o.verb, o.report, s.undone
FROM op AS o JOIN op_state AS s ON s.op = o.op WHERE o.id = ?1;

-- name: op_starting
SELECT id FROM op WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 2;

-- name: op_undoable
SELECT o.id FROM op AS o JOIN op_state AS s ON s.op = o.op
WHERE s.undone IS NULL AND o.verb NOT IN ('undo', 'redo')
ORDER BY o.op DESC LIMIT 1;

-- name: op_redoable
SELECT o.id FROM op AS o JOIN op_state AS s ON s.op = o.op
WHERE s.undone IS NOT NULL ORDER BY s.undone DESC LIMIT 1;

-- name: op_set_undone
UPDATE op_state SET undone = ?2 WHERE op = ?1;

-- name: op_set_state
UPDATE op_state SET act = ?2, trouble = ?3 WHERE op = ?1;

-- name: op_select
SELECT o.op, o.id, o.at, o.who, o.verb, o.report, o.act, s.act,
       u.id, s.trouble, o.line,
       coalesce(json_extract(o.line, '$.set.type'),
                json_extract(o.line, '$.into[0].type'),
                json_extract(o.line, '$.was.type')),
       json_extract(o.line, '$.target')
FROM op AS o JOIN op_state AS s ON s.op = o.op
     LEFT JOIN op AS u ON u.op = s.undone
WHERE 1

-- name: op_where_id
AND o.id = :first

-- name: op_where_act
AND (o.act = :first OR s.act = :first)

-- name: op_where_report
AND o.report = :first

-- name: op_where_trouble
AND s.trouble IS NOT NULL AND s.undone IS NULL

-- name: op_order
ORDER BY o.op

-- name: op_of_report
SELECT o.op, o.verb, o.act, o.line, o.who
FROM op AS o JOIN op_state AS s ON s.op = o.op
WHERE o.report = ?1 AND s.undone IS NULL AND o.verb NOT IN ('undo', 'redo')
ORDER BY o.op;

-- name: op_tied_to
SELECT DISTINCT o.report FROM op_state AS s JOIN op AS o ON o.op = s.op
WHERE s.other = ?1 AND s.undone IS NULL AND o.report <> ?1;

-- name: op_reports
SELECT DISTINCT report FROM op WHERE report IS NOT NULL ORDER BY report;

-- name: review_report
SELECT r.report, s.text FROM report AS r JOIN source AS s ON s.report = r.report
WHERE r.id = ?1;

-- name: review_act
SELECT a.act FROM act AS a WHERE a.id = ?1 AND a.report = ?2
  AND a.review IS NOT 'gone';

-- name: review_stands
SELECT a.act FROM act AS a WHERE a.id = ?1 AND a.review IS NOT 'gone';

-- name: review_near
SELECT a.act, a.id, a.text_start, a.text_end, a.type FROM act AS a
WHERE a.report = ?1 AND a.text_start < ?3 AND a.text_end > ?2
  AND a.review IS NOT 'gone'
ORDER BY a.n;

-- name: reading_insert
INSERT INTO reading (act, form) VALUES (?1, ?2) ON CONFLICT DO NOTHING;

-- name: reading_of_report
SELECT g.act, g.form FROM reading AS g JOIN act AS a ON a.act = g.act
WHERE a.report = ?1 AND g.form <> '';

-- name: reading_of_act
SELECT form FROM reading WHERE act = ?1;

-- name: reading_clear
DELETE FROM reading
WHERE form <> '' AND act IN (SELECT act FROM act WHERE report = ?1);

-- name: review_clear
UPDATE act SET review = NULL, shown = 1 - proposed
WHERE report = ?1 AND review IS NOT NULL AND review <> 'gone';

-- name: review_clear_added
UPDATE act SET review = 'gone', shown = 0
WHERE report = ?1
  AND act IN (SELECT g.act FROM reading AS g WHERE g.form = '');

-- name: reply_clear
DELETE FROM reply WHERE op IN (SELECT op FROM op WHERE report = ?1);

-- name: bond_clear
DELETE FROM bond WHERE op IN (SELECT op FROM op WHERE report = ?1);

-- name: reply_put
INSERT OR REPLACE INTO reply (act, answers, how, op) VALUES (?1, ?2, ?3, ?4);

-- name: bond_put
INSERT OR REPLACE INTO bond (act, with_act, same, op) VALUES (?1, ?2, ?3, ?4);

-- name: review_set
UPDATE act SET review = ?2, shown = ?3 WHERE act = ?1;

-- name: review_state
SELECT review, shown FROM act WHERE act = ?1;

-- name: form_of
SELECT json_object(
    'type', a.type, 'plover', a.plover, 'cameo', a.cameo,
    'date', a.date, 'date_from', a.date_from,
    'start', a.text_start, 'end', a.text_end,
    'sentence_start', a.sentence_start, 'sentence_end', a.sentence_end,
    'speaker_start', a.speaker_start, 'speaker_end', a.speaker_end,
    'speaker_name', a.speaker_name, 'speaker_code', a.speaker_code,
    'speaker_role', a.speaker_role, 'speaker_of', a.speaker_of,
    'speaker_hidden', a.speaker_hidden,
    'negated', a.negated, 'conditional', a.conditional,
    'condition_start', a.condition_start, 'condition_end', a.condition_end,
    'future', a.future, 'hypothetical', a.hypothetical,
    'historical', a.historical, 'reiterated', a.reiterated,
    'anonymous', a.anonymous,
    'actor', (SELECT json_group_array(json_object(
                  'code', p.code, 'start', p.words_start, 'end', p.words_end))
              FROM party AS p WHERE p.act = a.act AND p.side = 'actor'),
    'recipient', (SELECT json_group_array(json_object(
                      'code', p.code, 'start', p.words_start,
                      'end', p.words_end))
                  FROM party AS p WHERE p.act = a.act AND p.side = 'recipient'),
    'issue', (SELECT json_group_array(i.issue)
              FROM issue AS i WHERE i.act = a.act))
FROM act AS a WHERE a.act = ?1;

-- name: form_patch
SELECT json_patch(?1, ?2);

-- name: form_insert
INSERT INTO act (id, report, n, type, text_start, text_end, text,
                 sentence_start, sentence_end, sentence, negated, conditional,
                 future, hypothetical, historical, reiterated, anonymous,
                 quote, confidence)
SELECT ?1, ?2, (SELECT coalesce(max(n), -1) + 1 FROM act WHERE report = ?2),
       '', 0, 1, '', 0, 1, '', 0, 0, 0, 0, 0, 0, 0, NULL, 1;

-- name: form_key
SELECT act FROM act WHERE id = ?1;

-- name: form_put
UPDATE act SET
    type = json_extract(?2, '$.type'),
    plover = json_extract(?2, '$.plover'),
    cameo = json_extract(?2, '$.cameo'),
    date = json_extract(?2, '$.date'),
    date_from = json_extract(?2, '$.date_from'),
    text_start = json_extract(?2, '$.start'),
    text_end = json_extract(?2, '$.end'),
    sentence_start = json_extract(?2, '$.sentence_start'),
    sentence_end = json_extract(?2, '$.sentence_end'),
    speaker_start = json_extract(?2, '$.speaker_start'),
    speaker_end = json_extract(?2, '$.speaker_end'),
    speaker_name = json_extract(?2, '$.speaker_name'),
    speaker_code = json_extract(?2, '$.speaker_code'),
    speaker_role = json_extract(?2, '$.speaker_role'),
    speaker_of = json_extract(?2, '$.speaker_of'),
    speaker_hidden = json_extract(?2, '$.speaker_hidden'),
    negated = coalesce(json_extract(?2, '$.negated'), 0),
    conditional = coalesce(json_extract(?2, '$.conditional'), 0),
    condition_start = json_extract(?2, '$.condition_start'),
    condition_end = json_extract(?2, '$.condition_end'),
    future = coalesce(json_extract(?2, '$.future'), 0),
    hypothetical = coalesce(json_extract(?2, '$.hypothetical'), 0),
    historical = coalesce(json_extract(?2, '$.historical'), 0),
    reiterated = coalesce(json_extract(?2, '$.reiterated'), 0),
    anonymous = coalesce(json_extract(?2, '$.anonymous'), 0)
WHERE act = ?1;

-- name: form_words
WITH whole (bytes) AS (SELECT CAST(s.text AS BLOB) FROM source AS s
                       JOIN act AS a ON a.report = s.report WHERE a.act = ?1)
UPDATE act SET
    text = (SELECT CAST(substr(bytes, text_start + 1, text_end - text_start)
                        AS TEXT) FROM whole),
    sentence = (SELECT CAST(substr(bytes, sentence_start + 1,
                                   sentence_end - sentence_start) AS TEXT)
                FROM whole),
    speaker_words = (SELECT CAST(substr(bytes, speaker_start + 1,
                                        speaker_end - speaker_start) AS TEXT)
                     FROM whole),
    condition = (SELECT CAST(substr(bytes, condition_start + 1,
                                    condition_end - condition_start) AS TEXT)
                 FROM whole)
WHERE act = ?1;

-- name: form_quote
UPDATE act SET
    quote = (SELECT q.quote FROM quote AS q
             WHERE q.report = act.report AND q.text_start <= act.text_start
               AND q.text_end >= act.text_end ORDER BY q.n LIMIT 1)
WHERE act = ?1;

-- name: form_party_clear
DELETE FROM party WHERE act = ?1;

-- name: form_party_put
INSERT INTO party (act, side, n, code, words_start, words_end, words)
SELECT ?1, ?3, e.key, json_extract(e.value, '$.code'),
       json_extract(e.value, '$.start'), json_extract(e.value, '$.end'),
       (SELECT CAST(substr(CAST(s.text AS BLOB),
                           json_extract(e.value, '$.start') + 1,
                           json_extract(e.value, '$.end') -
                           json_extract(e.value, '$.start')) AS TEXT)
        FROM source AS s JOIN act AS a ON a.report = s.report
        WHERE a.act = ?1)
FROM json_each(?2, '$.' || ?3) AS e;

-- name: form_issue_clear
DELETE FROM issue WHERE act = ?1;

-- name: form_issue_put
INSERT OR IGNORE INTO issue (act, n, issue)
SELECT ?1, e.key, e.value FROM json_each(?2, '$.issue') AS e;

-- name: verify_log
SELECT id, at, who, verb, line, sha256 FROM op ORDER BY op;

-- name: recode_readings
DELETE FROM reading WHERE act IN (SELECT act FROM act WHERE report = ?1);

-- name: recode_parties
DELETE FROM party WHERE act IN (SELECT act FROM act WHERE report = ?1);

-- name: recode_issues
DELETE FROM issue WHERE act IN (SELECT act FROM act WHERE report = ?1);

-- name: recode_attributions
DELETE FROM attribution WHERE act IN (SELECT act FROM act WHERE report = ?1);

-- name: recode_whys
DELETE FROM why WHERE act IN (SELECT act FROM act WHERE report = ?1);

-- name: recode_acts
DELETE FROM act WHERE report = ?1;

-- name: recode_pieces
DELETE FROM piece WHERE quote IN (SELECT quote FROM quote WHERE report = ?1);

-- name: recode_quotes
DELETE FROM quote WHERE report = ?1;

-- name: recode_maker
UPDATE report SET maker = ?2 WHERE report = ?1;

-- name: recode_stale
SELECT id FROM report WHERE maker <> ?1 ORDER BY published, id;
