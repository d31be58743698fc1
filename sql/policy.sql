-- Every rule of a release, one at a time, on data small enough for a head; and
-- all of them on larger data, recounted by plain SQL.
SET client_min_messages = warning;

-- dates climb the calendar, NULL is a value of its own, "_U"
CREATE TABLE filed (tipo text, fecha date, persona int);
INSERT INTO filed
	SELECT t, d::date, n * 100 + i
	FROM (VALUES (1, 'queja', '2025-01-10', 4), (2, 'queja', '2025-02-10', 3), (3, 'queja', '2025-05-01', 2),
		(4, 'queja', '2025-06-01', 1), (5, NULL, '2025-01-31', 3), (6, 'contrato', NULL, 3)) v(n, t, d, c),
		generate_series(1, c) i;
SELECT count(*) FROM publish_buckets('by_month', 'filed', '{tipo,month:fecha}', 'persona', '{"k":3}');
-- May (2) and June (1) are the second quarter
SELECT * FROM by_month;
-- the same from a column of periods, which is another source of the same rows
CREATE VIEW filed_by_period AS SELECT tipo, period(fecha, 'M') AS fecha, persona FROM filed;
SELECT count(*) FROM publish_buckets('by_period', 'filed_by_period', '{tipo,fecha}', 'persona', '{"k":3}');
CREATE TABLE kept_month AS TABLE by_month;
SELECT retract_buckets('by_month');
SELECT count(*) FROM publish_buckets('by_period', 'filed_by_period', '{tipo,fecha}', 'persona', '{"k":3}');
(TABLE kept_month EXCEPT ALL TABLE by_period) UNION ALL (TABLE by_period EXCEPT ALL TABLE kept_month);
SELECT retract_buckets('by_period');
SELECT count(*) FROM publish_buckets('by_month', 'filed', '{tipo,month:fecha}', 'persona', '{"k":3}');
-- a new month is a bucket of its own, and no part of the rest of the last
INSERT INTO filed SELECT 'queja', '2025-07-01', 700 + i FROM generate_series(1, 3) i;
SELECT count(*) FROM refresh_buckets('by_month');
SELECT * FROM by_month WHERE opened = 2;
SELECT retract_buckets('by_month');
-- weeks, quarters, years and days
SELECT d, string_agg(level || ' ' || buckets, ', ') AS levels
FROM unnest('{day,W,quarter,S,T,A}'::text[]) d, protect_buckets('filed', ARRAY[d || ':fecha'], 'persona', '{"k":3}')
GROUP BY d ORDER BY d COLLATE "C";

-- nobody, one row, one person often
CREATE TABLE few (lugar text, persona text, centro text, motivo text);
SELECT * FROM protect_buckets('few', '{lugar}', 'persona', '{"k":3}');
SELECT count(*) FROM publish_buckets('nothing_yet', 'few', '{lugar}', 'persona', '{"k":3}');
SELECT * FROM nothing_yet;
INSERT INTO few VALUES ('a', 'p1', 'c1', 'm1');
SELECT * FROM protect_buckets('few', '{lugar}', 'persona', '{"k":3}');
INSERT INTO few SELECT 'a', 'p1', 'c1', 'm1' FROM generate_series(1, 49);
SELECT * FROM protect_buckets('few', '{lugar}', 'persona', '{"k":3}');
-- and neither does a vintage show anything
SELECT * FROM refresh_buckets('nothing_yet');
SELECT retract_buckets('nothing_yet');

-- each rule by itself: "a" breaks it, "b" keeps it, together they are fine
CREATE FUNCTION kept(policy jsonb) RETURNS text LANGUAGE sql AS
$$ SELECT string_agg(level || ' ' || reports, ', ') FROM protect_buckets('few', '{lugar}', 'persona', policy) $$;
CREATE FUNCTION fill(people_a int, people_b int) RETURNS void LANGUAGE sql AS
$$ TRUNCATE few;
   INSERT INTO few SELECT 'a', 'a' || i, 'c' || i, 'm' || i FROM generate_series(1, people_a) i;
   INSERT INTO few SELECT 'b', 'b' || i, 'd' || i, 'n' || i FROM generate_series(1, people_b) i $$;
SELECT fill(5, 5), kept('{"k":5}'), kept('{"k":5,"coalition":1}'), kept('{"k":5,"coalition":5}');
-- establishments: all of a's people work in one place
UPDATE few SET centro = 'C 1' WHERE lugar = 'a';
SELECT kept('{"k":3}'), kept('{"k":3,"establishments":{"column":"centro"}}'),
	kept('{"k":3,"establishments":{"column":"centro","min":6}}');
-- and its spellings are one place
UPDATE few SET centro = (ARRAY['C 1', 'c-1', 'C1.', ' c 1', 'Ｃ１'])[substr(persona, 2)::int] WHERE lugar = 'a';
SELECT kept('{"k":3,"establishments":{"column":"centro"}}');
-- l-diversity: all of a complain about the same
UPDATE few SET motivo = 'm' WHERE lugar = 'a';
SELECT kept('{"k":3}'), kept('{"k":3,"l_diversity":{"column":"motivo"}}'), kept('{"k":3,"l_diversity":{"column":"motivo","min":5}}');
-- p %: with 3 reports of others than the largest two, 15 of one are the most
-- that go (3 is 20 % of 15)
SELECT fill(5, 5);
INSERT INTO few SELECT 'a', 'a1', 'c1', 'm1' FROM generate_series(1, 14);
SELECT kept('{"k":3}');
INSERT INTO few VALUES ('a', 'a1', 'c1', 'm1');
SELECT kept('{"k":3}');
INSERT INTO few VALUES ('a', 'a1', 'c1', 'm1');
SELECT kept('{"k":3}'), kept('{"k":3,"p_percent":0}');
-- two who tell each other what they filed
SELECT fill(5, 5);
INSERT INTO few SELECT 'a', 'a' || p, 'c1', 'm1' FROM generate_series(1, 2) p, generate_series(1, 10);
SELECT kept('{"k":3,"coalition":1}'), kept('{"k":3,"coalition":2}');
-- saturation: 5 of 9 miners
CREATE TABLE risk (lugar text, gente int);
INSERT INTO risk VALUES ('a', 9), ('b', 100);
SELECT bucket_hierarchy('risk', 'risk', '{lugar}', 'gente');
SELECT fill(5, 5);
SELECT string_agg(level || ' ' || reports, ', ') FROM protect_buckets('few', '{risk:lugar}', 'persona', '{"k":3}');
SELECT string_agg(level || ' ' || reports, ', ') FROM protect_buckets('few', '{risk:lugar}', 'persona', '{"k":3,"saturation":0.6}');
SELECT string_agg(level || ' ' || reports, ', ') FROM protect_buckets('few', '{risk:lugar}', 'persona', '{"k":3,"saturation":0}');
-- and so in later vintages, of buckets above the leaves: 19 of 40 people of zone
-- n are less than half, 22 are not, and wait
CREATE TABLE risky (lugar text, zona text, gente int);
INSERT INTO risky VALUES ('a', 'n', 30), ('b', 'n', 10), ('c', 's', 1000), ('d', 's', 9);
SELECT bucket_hierarchy('risky', 'risky', '{lugar,zona}', 'gente');
TRUNCATE few;
INSERT INTO few SELECT l, l || i, 'c', 'm' FROM (VALUES ('b', 2), ('a', 14), ('c', 9), ('d', 1)) v(l, n), generate_series(1, n) i;
SELECT count(*) FROM publish_buckets('at_risk', 'few', '{risky:lugar}', 'persona', '{"k":3}');
SELECT * FROM at_risk;
INSERT INTO few SELECT l, l || 'x' || i FROM (VALUES ('b', 3), ('c', 3)) v(l, n), generate_series(1, n) i;
SELECT count(*) FROM refresh_buckets('at_risk');
SELECT * FROM at_risk;
INSERT INTO few SELECT l, l || 'y' || i FROM (VALUES ('b', 3), ('c', 3)) v(l, n), generate_series(1, n) i;
SELECT count(*) FROM refresh_buckets('at_risk');
SELECT * FROM at_risk;
SELECT * FROM audit_buckets('at_risk') WHERE verdict NOT IN ('enough', 'current', 'all hold', 'as recorded');
SELECT retract_buckets('at_risk');
-- whoever kept it knows 19 of zone n: the five of a are among them, three of b
-- would be too many
SELECT fill(5, 5);
SELECT kept('{"k":3}');
DROP TABLE risky;
-- anonymous reports are reports, and of nobody; or all together of one
UPDATE few SET persona = NULL WHERE lugar = 'a' AND persona > 'a3';
SELECT kept('{"k":3}'), kept('{"k":4}'), kept('{"k":4,"anonymous":"ignore"}'), kept('{"k":4,"anonymous":"one"}'),
	kept('{"k":5,"anonymous":"one"}');
UPDATE few SET persona = ' - ' WHERE persona IS NULL;
SELECT kept('{"k":4}'), kept('{"k":4,"anonymous":"one"}');
-- thirty of them are nobody
TRUNCATE few;
INSERT INTO few (lugar) SELECT 'a' FROM generate_series(1, 30);
SELECT kept('{"k":3}');

-- the rest of a parent is of several children, or takes one in
CREATE TABLE tree (lugar text, estado text);
INSERT INTO tree VALUES ('a', 'X'), ('b', 'X'), ('c', 'X'), ('d', 'X'), ('e', 'Y');
SELECT bucket_hierarchy('tree', 'tree', '{lugar,estado}');
TRUNCATE few;
INSERT INTO few SELECT l, l || i FROM (VALUES ('a', 9), ('b', 8), ('c', 2), ('d', 1), ('e', 5)) v(l, n), generate_series(1, n) i;
SELECT count(*) FROM publish_buckets('rest_of_two', 'few', '{tree:lugar}', 'persona', '{"k":3}');
SELECT * FROM rest_of_two;
SELECT retract_buckets('rest_of_two');
-- three: b goes in
SELECT count(*) FROM publish_buckets('rest_of_three', 'few', '{tree:lugar}', 'persona', '{"k":3,"min_children":3,"rest_label":"other %s"}');
SELECT * FROM rest_of_three;
SELECT retract_buckets('rest_of_three');
-- one small child: c is never shown as the rest of one
CREATE TABLE fewer AS SELECT * FROM few WHERE lugar <> 'd';
SELECT count(*) FROM publish_buckets('rest_of_one', 'fewer', '{tree:lugar}', 'persona', '{"k":3}');
SELECT * FROM rest_of_one;
SELECT retract_buckets('rest_of_one');

-- All together, on made-up reports: a bucket's number is recounted from the
-- rows that match the labels it shows and no finer bucket.
CREATE TABLE town (municipio text, estado text, poblacion int);
INSERT INTO town SELECT 'T' || i, 'S' || i % 7, 1000 FROM generate_series(1, 60) i;
SELECT bucket_hierarchy('town', 'town', '{municipio,estado}', 'poblacion');
CREATE TABLE inbox (id int, municipio text, sector text, fecha date, persona text, centro int);
CREATE FUNCTION draw(seed text, n int) RETURNS int LANGUAGE sql IMMUTABLE AS
$$ SELECT (('x' || substr(md5(seed), 1, 7))::bit(28)::int::bigint * n >> 28)::int $$;
CREATE FUNCTION recount(seed int, k int, m int, OUT buckets bigint, OUT wrong bigint, OUT unsafe bigint, OUT lost bigint)
LANGUAGE plpgsql AS $$
BEGIN
	TRUNCATE inbox;
	INSERT INTO inbox
	SELECT i, CASE WHEN draw(seed || 'u' || i, 50) > 0
			THEN 'T' || 1 + (60 * (draw(seed || 'm' || i, 1000) / 1000.0) ^ 3)::int % 60 END,
		'R' || draw(seed || 's' || i, 4), date '2025-01-01' + draw(seed || 'f' || i, 150),
		CASE WHEN draw(seed || 'a' || i, 9) > 0 THEN 'P' || draw(seed || 'p' || i, 500) END,
		draw(seed || 'c' || i, 80)
	FROM generate_series(1, 1000) i;
	PERFORM publish_buckets('recounted', 'inbox', '{town:municipio,sector,month:fecha}', 'persona',
		jsonb_build_object('k', k, 'establishments', jsonb_build_object('column', 'centro', 'min', m)));
	WITH bucket AS (
		SELECT row_number() OVER () AS b, r.* FROM recounted r
	), report AS (
		SELECT id, persona, centro, coalesce(t.estado, '_U') AS estado, coalesce(municipio, '_U') AS municipio, sector,
			to_char(fecha, 'YYYY') AS y, to_char(fecha, 'YYYY"-Q"Q') AS q, to_char(fecha, 'YYYY-MM') AS mes
		FROM inbox LEFT JOIN town t USING (municipio)
	), matching AS (
		SELECT r.id, r.persona, r.centro, b.b,
			rank() OVER (PARTITION BY id ORDER BY
				(b.estado = r.estado)::int + (b.municipio = r.municipio)::int + (b.sector = r.sector)::int +
				(b.fecha_year = y)::int + (b.fecha_quarter = q)::int + (b.fecha = mes)::int DESC) AS finest
		FROM report r JOIN bucket b
			ON (b.estado = r.estado OR b.estado IN ('_T', 'resto de municipio'))
			AND (b.municipio = r.municipio OR b.municipio IN ('_T', 'resto de municipio', 'resto de ' || r.estado))
			AND (b.sector = r.sector OR b.sector IN ('_T', 'resto de sector'))
			AND (b.fecha_year = y OR b.fecha_year IN ('_T', 'resto de fecha'))
			AND (b.fecha_quarter = q OR b.fecha_quarter IN ('_T', 'resto de fecha', 'resto de ' || y))
			AND (b.fecha = mes OR b.fecha IN ('_T', 'resto de fecha', 'resto de ' || y, 'resto de ' || q))
	), counted AS (
		SELECT bucket.b, bucket.n, count(id) AS rows, count(DISTINCT persona) AS people, count(DISTINCT centro) AS places
		FROM bucket LEFT JOIN matching ON matching.b = bucket.b AND finest = 1
		GROUP BY bucket.b, bucket.n
	)
	SELECT count(*), count(*) FILTER (WHERE c.n <> c.rows), count(*) FILTER (WHERE people < k OR places < m),
		(SELECT count(*) FROM inbox) - sum(c.n)
	INTO buckets, wrong, unsafe, lost FROM counted c;
	IF EXISTS (SELECT FROM audit_buckets('recounted') WHERE verdict NOT IN ('enough', 'current', 'all hold', 'as recorded')) THEN
		RAISE EXCEPTION 'the audit disagrees';
	END IF;
	PERFORM retract_buckets('recounted');
END $$;
SELECT seed, k, m, buckets > 10 AS some, wrong, unsafe, lost
FROM (VALUES (1, 3, 2), (2, 5, 3), (3, 10, 3), (4, 10, 12)) v(seed, k, m), recount(seed, k, m);

DROP FUNCTION kept, fill(int, int), draw, recount;
DROP VIEW filed_by_period;
DROP TABLE filed, kept_month, few, fewer, risk, tree, town, inbox;
