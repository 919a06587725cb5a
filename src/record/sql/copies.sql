-- Families of reports.

-- name: copy_insert
INSERT INTO copy (report, origin, share, sentences, names, sorted, words,
                  prints)
VALUES (?1, ?1, 0, 0, 0, 0, ?2, ?3);

-- name: print_insert
INSERT INTO print (print, report) VALUES (?, ?);

-- name: print_holders
SELECT p.report, c.prints
FROM print AS p JOIN copy AS c ON c.report = p.report
WHERE p.print = ?1;

-- name: print_count
SELECT count(*) FROM (SELECT 1 FROM print WHERE print = ?1 LIMIT ?2);

-- name: copy_member
SELECT r.id, r.published, r.outlet, r.agency, coalesce(r.canonical, r.url),
       s.text
FROM report AS r JOIN source AS s ON s.report = r.report WHERE r.report = ?1;

-- name: copy_bond
SELECT c.copy_of, c.kind, c.share, c.sentences, c.names, c.sorted,
       r.id, r.published, r.outlet, r.agency, t.words
FROM copy AS c LEFT JOIN report AS r ON r.report = c.copy_of
     LEFT JOIN copy AS t ON t.report = c.copy_of
WHERE c.report = ?1;

-- name: copy_source
SELECT r.id, c.kind
FROM copy AS c JOIN report AS r ON r.report = c.copy_of WHERE c.report = ?1;

-- name: copy_set
UPDATE copy SET copy_of = ?2, kind = ?3, share = ?4, sentences = ?5,
                names = ?6, sorted = ?7,
                origin = coalesce((SELECT o.origin FROM copy AS o
                                   WHERE o.report = ?2), report)
WHERE report = ?1;

-- name: copy_spread
WITH RECURSIVE below (report) AS (
    VALUES (?1)
    UNION
    SELECT c.report FROM below AS b JOIN copy AS c ON c.copy_of = b.report)
UPDATE copy SET origin = (SELECT o.origin FROM copy AS o WHERE o.report = ?1)
WHERE report IN (SELECT report FROM below WHERE report <> ?1);

-- Reports find their places in the order of their keys, so that those without
-- one come after all that have one.

-- name: copy_missing
SELECT r.report FROM report AS r
WHERE r.report > max(?1, coalesce((SELECT max(c.report) FROM copy AS c), 0))
ORDER BY r.report LIMIT 1;

-- The index by date gives origins in order, so a first page is quick.
-- name: copy_list
SELECT o.id, r.id, s.id, c.kind, c.share, c.sentences, c.names, c.sorted,
       r.published, r.outlet, r.title, 'f-' || substr(o.id, 3)
FROM report AS o CROSS JOIN copy AS c ON c.origin = o.report
     JOIN report AS r ON r.report = c.report
     LEFT JOIN report AS s ON s.report = c.copy_of
WHERE EXISTS (SELECT 1 FROM copy AS x
              WHERE x.origin = o.report AND x.copy_of IS NOT NULL)
ORDER BY o.published, o.id, c.copy_of IS NOT NULL, r.published, r.id
LIMIT ?1;

-- name: copy_family
SELECT o.id, r.id, s.id, c.kind, c.share, c.sentences, c.names, c.sorted,
       r.published, r.outlet, r.title, 'f-' || substr(o.id, 3)
FROM report AS one JOIN copy AS place ON place.report = one.report
     JOIN report AS o ON o.report = place.origin
     JOIN copy AS c ON c.origin = o.report
     JOIN report AS r ON r.report = c.report
     LEFT JOIN report AS s ON s.report = c.copy_of
WHERE one.id = ?2
ORDER BY c.copy_of IS NOT NULL, r.published, r.id
LIMIT ?1;
