-- windows over a whole partition: top_n, share, cumulative_share
CREATE TABLE w (g int, label text, v numeric);
INSERT INTO w VALUES (1, 'Mexico', 30), (1, 'Canada', 20), (1, 'Mexico', 10), (1, 'China', 20), (1, 'Peru', 5),
	(1, 'Cuba', NULL), (1, 'Canada', NULL), (2, 'Chile', 1), (3, 'Peru', 0), (3, 'Chile', 0), (4, 'Peru', 5), (4, 'Chile', -5.5);

-- rows of a label are added up: Mexico 40, Canada and China 20 each, by bytes
SELECT g, label, v, top_n(label, v, 2) OVER p AS two, top_n(label, v, 1, 'resto') OVER p AS one,
	top_n(label, v, 0) OVER p AS none, top_n(label, v, 9, NULL) OVER p AS all,
	top_n(label, v::float8, 2, NULL) OVER p AS float8
FROM w WINDOW p AS (PARTITION BY g) ORDER BY g, label COLLATE "C", v;
-- what it is for: top N and Others
SELECT label, sum(v) FROM (SELECT top_n(label, v, 2) OVER () AS label, v FROM w WHERE g = 1) x
GROUP BY label ORDER BY sum(v) DESC;
-- frame and order of the window do not matter
SELECT bool_and(a IS NOT DISTINCT FROM b AND c = d AND e = f) AS same FROM (
	SELECT top_n(label, v, 2) OVER () AS a, share(v) OVER () AS c, cumulative_share(v) OVER () AS e,
		top_n(label, v, 2) OVER q AS b, share(v) OVER q AS d, cumulative_share(v) OVER q AS f
	FROM w WHERE g = 1 AND v IS NOT NULL
	WINDOW q AS (ORDER BY label ROWS BETWEEN CURRENT ROW AND CURRENT ROW)) x;
SELECT top_n(label, v, NULL) OVER () AS none FROM w WHERE g = 2;
SELECT top_n(label, v, -1) OVER () FROM w;
SELECT top_n(label, v, v::int) OVER () FROM w WHERE g = 1;
SELECT top_n(NULL, v, 1) OVER () FROM w WHERE g = 1;
SELECT top_n(NULL, NULL::numeric, 1) OVER () AS nobody FROM w WHERE g = 2;
SELECT top_n(label, v, 2, 'Canada') OVER () FROM w WHERE g = 1;
SELECT DISTINCT top_n(label, v, 2, 'Peru') OVER () AS label FROM w WHERE g = 1 AND v > 0 ORDER BY 1;
SELECT top_n(label, 'NaN'::float8, 2) OVER () FROM w;

-- shares: NULL for no value, for a total of 0 and for both signs
SELECT g, label, v, round(share(v) OVER p, 6) AS share, round(cumulative_share(v) OVER p, 6) AS cumulative_share,
	share(v::float8) OVER p AS share, cumulative_share(v::float8) OVER p AS cumulative_share
FROM w WINDOW p AS (PARTITION BY g) ORDER BY g, v DESC NULLS LAST, label COLLATE "C";
-- the same in plain SQL
SELECT bool_and(s = v / sum) AS share, bool_and(c = running / sum) AS cumulative_share FROM (
	SELECT v, share(v) OVER () AS s, cumulative_share(v) OVER () AS c, sum(v) OVER () AS sum,
		sum(v) OVER (ORDER BY v DESC) AS running
	FROM w WHERE g < 3) x WHERE v IS NOT NULL;
SELECT v, share(v) OVER () AS share, cumulative_share(v) OVER () AS cumulative_share
FROM (VALUES (-1::float8), (-3)) t(v);
-- 0.1 ten times: exact sums, so the last is exactly 1
SELECT DISTINCT share(v) OVER () AS share, cumulative_share(v) OVER () AS cumulative_share
FROM (SELECT 0.1::float8 FROM generate_series(1, 10)) t(v);
SELECT pg_typeof(share(v) OVER ()), pg_typeof(share(v::int) OVER ()), pg_typeof(cumulative_share(v) OVER ()) FROM w LIMIT 1;
SELECT share(v) OVER () FROM (VALUES ('NaN'::numeric)) t(v);
SELECT share(v) OVER () FROM (VALUES ('-Infinity'::numeric)) t(v);
SELECT share(v) OVER () FROM (VALUES ('Infinity'::float8)) t(v);
SELECT cumulative_share(v) OVER () FROM (VALUES ('NaN'::float8)) t(v);
SELECT share(v) OVER () FROM (SELECT 1.0 WHERE false) t(v);
-- labels of any type, by their text
SELECT label, g, v, top_n(g, v, 1) OVER p AS of_integer, top_n(g > 1, v::float8, 1, 'no') OVER p AS boolean,
	top_n(label::varchar, v, 1, 'rest') OVER p AS varchar, top_n(('{strict,signed}'::base_policy[])[g], v, 1) OVER p AS enum,
	top_n('x', v, 1) OVER p AS literal, top_n('2024-01'::time_period + g, v, 1, '') OVER p AS period
FROM (VALUES (1, 'a', 5), (2, 'b', 7.5), (1, 'c', 2)) t (g, label, v) WINDOW p AS () ORDER BY v;
SELECT top_n(g, v, 1, '2') OVER () FROM (VALUES (1, 5), (2, 7.5)) t (g, v);
-- the Union beside Germany would be counted twice, unless one means it
SELECT top_n(p, v, 1) OVER () FROM (VALUES ('DEU'::partner_code, 3.0), ('EU27', 9), ('MEX', 4)) t (p, v);
SELECT p, top_n(p::text, v, 1) OVER () AS as_text FROM (VALUES ('DEU'::partner_code, 3.0), ('EU27', 9), ('MEX', 4)) t (p, v);
SELECT p, top_n(p, v, 1) OVER () AS parts FROM (VALUES ('DEU'::partner_code, 3.0), ('MEX', 4)) t (p, v);
-- a volatile argument is read once a row
SELECT count(*) AS partitions, bool_and(greatest = 1) AS all_add_up, bool_and(least > 0) AS parts
FROM (SELECT g, max(c) AS greatest, min(c) AS least
	FROM (SELECT i % 50 AS g, cumulative_share(random()::numeric) OVER (PARTITION BY i % 50) AS c
		FROM generate_series(1, 150) AS i) x GROUP BY g) y;
DROP TABLE w;
