-- Putting things in.

-- name: maker_insert
INSERT INTO maker (demarche, model, codebook) VALUES (?1, ?2, ?3)
ON CONFLICT DO NOTHING;

-- name: maker_find
SELECT maker FROM maker WHERE demarche = ?1 AND model = ?2 AND codebook = ?3;

-- name: report_has
SELECT r.id,
       (SELECT count(*) FROM quote AS q WHERE q.report = r.report),
       (SELECT count(*) FROM act AS a
        WHERE a.report = r.report AND a.proposed = 0)
FROM report AS r WHERE r.sha256 = ?1;

-- name: report_insert
INSERT INTO report (id, sha256, input, size, encoding, title, outlet, agency,
                    url, canonical, published, published_from, modified,
                    modified_from, language, genre, words, maker)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: source_insert
INSERT INTO source (report, text_sha256, text, bytes) VALUES (?, ?, ?, ?);

-- name: source_words_insert
INSERT INTO source_words (rowid, text) VALUES (?, ?);

-- name: author_insert
INSERT INTO author (report, n, name) VALUES (?, ?, ?);

-- name: paragraph_insert
INSERT INTO paragraph (report, n, kind, text_start, text_end)
VALUES (?, ?, ?, ?, ?);

-- name: quote_insert
INSERT INTO quote (id, report, n, form, text_start, text_end, text, cue_start,
                   cue_end, cue, speaker_start, speaker_end, speaker_words,
                   speaker_name, speaker_code, speaker_role, speaker_of,
                   anonymous)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: piece_insert
INSERT INTO piece (quote, n, text_start, text_end) VALUES (?, ?, ?, ?);

-- name: act_insert
INSERT INTO act (id, report, n, type, plover, cameo, date, date_from,
                 text_start, text_end, text, sentence_start, sentence_end,
                 sentence, speaker_start, speaker_end, speaker_words,
                 speaker_name, speaker_code, speaker_role, speaker_of,
                 speaker_hidden, negated, conditional, condition_start,
                 condition_end, condition, future, hypothetical, historical,
                 reiterated, anonymous, quote, confidence, proposed, shown,
                 point, points)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: party_insert
INSERT INTO party (act, side, n, code, words_start, words_end, words)
VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: issue_insert
INSERT INTO issue (act, n, issue) VALUES (?, ?, ?);

-- name: attribution_insert
INSERT INTO attribution (act, n, role, name, text) VALUES (?, ?, ?, ?, ?);

-- name: why_insert
INSERT INTO why (act, n, reason) VALUES (?, ?, ?);

-- name: codebook_put
INSERT OR REPLACE INTO codebook (name, content, sha256) VALUES (?, ?, ?);

-- name: codebook_list
SELECT name, content, sha256 FROM codebook ORDER BY name;

-- The codebook that is there now as a version, unless it is one already.

-- name: codebook_keep_files
INSERT INTO codebook_file (sha256, content)
SELECT sha256, content FROM codebook WHERE 1 ON CONFLICT DO NOTHING;

-- name: codebook_keep
INSERT INTO codebook_version (digest) VALUES (?1) ON CONFLICT DO NOTHING;

-- name: codebook_keep_parts
INSERT INTO codebook_part (version, name, sha256)
SELECT v.version, b.name, b.sha256
FROM codebook_version AS v JOIN codebook AS b WHERE v.digest = ?1
ON CONFLICT DO NOTHING;

-- name: codebook_versions
SELECT v.digest,
       (SELECT count(*) FROM codebook_part AS p WHERE p.version = v.version),
       (SELECT count(*) FROM report AS r JOIN maker AS m ON m.maker = r.maker
        WHERE m.codebook = v.digest),
       (SELECT count(*) FROM act AS a JOIN report AS r ON r.report = a.report
             JOIN maker AS m ON m.maker = r.maker
        WHERE m.codebook = v.digest AND a.shown)
FROM codebook_version AS v ORDER BY v.version;

-- name: codebook_parts
SELECT p.name, f.content
FROM codebook_version AS v JOIN codebook_part AS p ON p.version = v.version
     JOIN codebook_file AS f ON f.sha256 = p.sha256
WHERE v.digest = ?1 ORDER BY p.name;

-- name: codebook_digests
SELECT name, sha256 FROM codebook ORDER BY name;
