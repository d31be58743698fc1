-- A release small enough to be worked out by hand: two states, five
-- municipalities, k = 3.
SELECT count(*) AS before FROM bucket_ledger \gset
CREATE TABLE place (municipio text, estado text, poblacion bigint);
INSERT INTO place VALUES
	('A1', 'A', 900), ('A2', 'A', 800), ('A3', 'A', 700), ('A4', 'A', 600),
	('B1', 'B', 900), ('B2', 'B', 800);
SELECT bucket_hierarchy('geo', 'place', '{municipio,estado}', 'poblacion');

CREATE TABLE report (municipio text, persona text);
INSERT INTO report
	SELECT m, m || ' ' || i
	FROM (VALUES ('A1', 5), ('A2', 2), ('A3', 1), ('B1', 4), ('B2', 1)) v(m, n),
		generate_series(1, n) i;

-- A1 (5) stands alone; A2 (2) and A3 (1) are the rest of A; B2 (1) takes in B1
-- (4), and together they are all of B.
SELECT * FROM protect_buckets('report', '{geo:municipio}', 'persona', '{"k":3}');
SELECT * FROM publish_buckets('inbox', 'report', '{geo:municipio}', 'persona', '{"k":3}');
SELECT * FROM inbox;
SELECT name, dims, k, guarantee, vintage, buckets, reports FROM bucket_releases;

-- The revision rule: two more people in A1 wait, and so does one in A4, which
-- belongs to the rest of A; nobody else's number moves.
INSERT INTO report VALUES ('A1', 'A1 6'), ('A1', 'A1 7'), ('A4', 'A4 1');
SELECT * FROM refresh_buckets('inbox');
SELECT * FROM inbox;
-- the third makes k
INSERT INTO report VALUES ('A1', 'A1 8');
SELECT * FROM refresh_buckets('inbox');
SELECT * FROM inbox;
-- one person leaves while three enter: neither may show
DELETE FROM report WHERE persona = 'A1 1';
INSERT INTO report VALUES ('A1', 'A1 9'), ('A1', 'A1 10'), ('A1', 'A1 11');
SELECT municipio, n FROM inbox WHERE municipio = 'A1';
SELECT count(*) FROM refresh_buckets('inbox');
SELECT municipio, n FROM inbox WHERE municipio = 'A1';
-- more reports of the same people are no new people
INSERT INTO report SELECT municipio, persona FROM report, generate_series(1, 9) WHERE municipio LIKE 'B%';
SELECT count(*) FROM refresh_buckets('inbox');
SELECT estado, n FROM inbox WHERE estado = 'B';

SELECT seq - :before AS seq, action, release FROM bucket_ledger WHERE seq > :before ORDER BY seq;
SELECT bucket_ledger_check() - :before AS bucket_ledger_check;
UPDATE bucket_ledger_entries SET action = 'publish' WHERE seq = :before + 3;
SELECT bucket_ledger_check() - :before AS bucket_ledger_check;
UPDATE bucket_ledger_entries SET action = 'refresh' WHERE seq = :before + 3;
SELECT bucket_ledger_check() - :before AS bucket_ledger_check;

-- names
SELECT publish_buckets('inbox', 'report', '{geo:municipio}', 'persona');
SELECT refresh_buckets('nowhere');
SELECT retract_buckets('inbox');
SELECT * FROM inbox;
SELECT retract_buckets('inbox');
SELECT action FROM bucket_ledger ORDER BY seq DESC LIMIT 1;

-- nothing is safe: the rule is named, the number is not
SELECT * FROM publish_buckets('inbox', 'report', '{geo:municipio}', 'persona', '{"k":100}');
SELECT * FROM publish_buckets('inbox', 'report', '{geo:municipio}', 'persona', '{"k":3,"saturation":0.001}');

-- declarations
SELECT * FROM protect_buckets('report', '{persona}', 'persona');
SELECT * FROM protect_buckets('report', '{municipio,geo:municipio}', 'persona');
SELECT * FROM protect_buckets('report', '{}', 'persona');
SELECT * FROM protect_buckets('report', '{NULL}', 'persona');
SELECT * FROM protect_buckets('report', '{nothing}', 'persona');
SELECT * FROM protect_buckets('report', '{municipio}', 'nothing');
SELECT * FROM protect_buckets('report', '{elsewhere:municipio}', 'persona');
SELECT * FROM protect_buckets('report', '{month:municipio}', 'persona');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '[]');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"K":3}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"k":2}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"k":"3"}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"k":3.5}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"saturation":2}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"establishments":3}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"establishments":{"min":3}}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"establishments":{"column":"nothing"}}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"anonymous":"row"}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"rest_label":"rest"}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"method":"table"}');
INSERT INTO report VALUES ('C1', 'C1 1');
SELECT * FROM protect_buckets('report', '{geo:municipio}', 'persona', '{"k":3}');
SELECT bucket_hierarchy('month', 'place', '{municipio,estado}');
SELECT bucket_hierarchy('geo', 'place', '{municipio,nothing}');
SELECT bucket_hierarchy('geo', 'place', '{estado}');
INSERT INTO place VALUES ('C1', NULL, 1);
SELECT bucket_hierarchy('geo', 'place', '{municipio,estado}');
DROP TABLE place, report;
