-- Growth of like with like, and how much of the whole that is.

-- by hand: of 100 in January, D's 10 leaves, and B and C stay with 90 that
-- becomes 99; E enters with 61.  Growth 60 %, of the matched 10 %
CREATE TEMP TABLE report (member text, p time_period, v float8);
INSERT INTO report VALUES ('B', '2025-01', 60), ('C', '2025-01', 25), ('C', '2025-01', 5), ('D', '2025-01', 10),
	('B', '2025-02', 70), ('C', '2025-02', 29), ('E', '2025-02', 61), ('B', '2025-04', 80), ('E', NULL, 1), ('F', '2025-02', NULL);
\x on
SELECT m.* FROM (SELECT matched_growth(member, p, v) AS all_rows FROM report) r, unnest(all_rows) m;
-- two months before, where 2025-02 stands beside April
SELECT m.* FROM (SELECT matched_growth(member, p, v, 2) AS all_rows FROM report) r, unnest(all_rows) m;
-- over two rankings the same
SELECT m.* FROM matched_growth('{"B": 60, "C": 30, "D": 10}', '{"B": 70, "C": 29, "E": 61}'::member_ranking, 'strict') m;
\x off

-- a made-up world whose jump is all coverage: three report, then all twelve
CREATE TEMP TABLE world AS
	SELECT 'country ' || i AS member, '2024'::time_period + y AS p, (100 + i) * (1 + 0.02 * y) AS v
	FROM generate_series(1, 12) i, generate_series(0, 1) y WHERE y = 1 OR i <= 3;
SELECT min_coverage, round(growth) AS growth, round(matched_growth::numeric, 6) AS matched, base_coverage,
	round(coverage::numeric, 3) AS coverage, members_matched AS stayed, members_entered AS entered
FROM (VALUES (NULL::float8), (0), (0.2), (0.8), (1)) c (min_coverage),
	LATERAL (SELECT matched_growth(member, p, v, 1, 'strict', min_coverage, NULL) AS a FROM world) w, unnest(a) m;

-- zeros that stand for "not yet published" are the caller's word
SELECT absent, growth, matched_growth, members_matched, members_left, value_left
FROM (VALUES (NULL::float8), (0)) c (absent),
	LATERAL matched_growth('{"a": 50, "b": 50}', '{"a": 55, "b": 0}', 'strict', NULL, absent);
SELECT m.growth, m.matched_growth, m.members_left
FROM (SELECT matched_growth(x, p, v, 1, 'strict', NULL, 0) AS a FROM (VALUES (1, '2025'::time_period, 50), (2, '2025', 50),
	(1, '2026', 55), (2, '2026', 0)) t (x, p, v)) q, unnest(a) m;

-- policies; deficits; both signs have no coverage, and a floor then no growth
SELECT policy, growth, matched_growth, base_coverage, coverage
FROM unnest(enum_range(NULL::base_policy)) policy, matched_growth('{"a": -100, "b": -20}', '{"a": -90}', policy);
SELECT min_coverage, growth, matched_growth, base_coverage, coverage
FROM (VALUES (NULL::float8), (0)) c (min_coverage), matched_growth('{"a": 10, "b": -5}', '{"a": 20, "b": 5}', 'strict', min_coverage);
SELECT growth, base_coverage, value_entered, members_entered FROM matched_growth('{}'::member_ranking, '{"a": 1}'::member_ranking);

-- against plain SQL: members by month with gaps, and a year before
CREATE TEMP TABLE panel AS
	SELECT 'm' || (h & 63) AS member, '2020-01'::time_period + (h >> 8 & 31)::int AS p, ((h >> 16 & 65535) - 9000)::float8 / 4 AS v
	FROM generate_series(1, 3000) i, LATERAL (SELECT hashint8extended(i, 3) AS h) hashed;
WITH cell AS (SELECT member, p, sum(v) AS v FROM panel GROUP BY member, p),
	pair AS (SELECT p, b.v AS b, a.v AS a FROM
		(SELECT member, p + 12 AS p, v FROM cell) b FULL JOIN cell a USING (member, p)
		WHERE p IN (SELECT p FROM cell) AND p - 12 IN (SELECT p FROM cell)),
	plain AS (SELECT p, sum(a) AS value, sum(b) AS base_value, sum(a - b) AS matched_change,
			coalesce(sum(a) FILTER (WHERE b IS NULL), 0) AS entered, coalesce(sum(b) FILTER (WHERE a IS NULL), 0) AS gone,
			100 * sum(a - b) / sum(b) FILTER (WHERE a IS NOT NULL) AS matched_growth,
			count(a + b) AS n, count(*) FILTER (WHERE b IS NULL) AS n_entered, count(*) FILTER (WHERE a IS NULL) AS n_left
		FROM pair GROUP BY p),
	ours AS (SELECT m.* FROM (SELECT matched_growth(member, p, v, 12, 'signed') AS a FROM panel) q, unnest(a) m)
SELECT count(*) AS periods, count(*) FILTER (WHERE (o.value, o.base_value, o.matched_change, o.value_entered, o.value_left,
		o.members_matched, o.members_entered, o.members_left) IS DISTINCT FROM
		(s.value, s.base_value, s.matched_change, s.entered, s.gone, s.n, s.n_entered, s.n_left)
	OR abs(o.matched_growth - s.matched_growth) > 1e-12 * abs(s.matched_growth)
	OR o.change <> o.matched_change + o.value_entered - o.value_left OR o.change <> o.value - o.base_value) AS differ
FROM ours o FULL JOIN plain s ON o.period = s.p;

-- the identity to the last bit, on panels of whole numbers up to 2^44
\if :{?panels} \else \set panels 2000 \endif
SELECT count(*) AS panels, count(*) FILTER (WHERE change <> matched_change + value_entered - value_left
	OR change <> value - base_value OR members_matched + members_entered + members_left <> members) AS differ
FROM (SELECT i, matched_growth(k, p, v) AS a, count(DISTINCT k) AS members
	FROM (SELECT i, h & 7 AS k, '2025'::time_period + (h >> 3 & 1)::int AS p, ((h >> 8) % (2::bigint ^ 44)::bigint)::float8 AS v
		FROM generate_series(1, :panels) i, generate_series(1, 9) j, LATERAL (SELECT hashint8extended(i * 16 + j, 5) AS h) hashed) rows
	GROUP BY i HAVING count(DISTINCT p) = 2) q, unnest(a) m;

-- empty, NULL, errors
SELECT matched_growth(member, p, v) FROM report WHERE false;
SELECT matched_growth(member, p, v, NULL) FROM report;
SELECT matched_growth(member, p, v) FROM report WHERE p = '2025-01';
SELECT matched_growth(NULL, '{"a": 1}'::member_ranking) IS NULL AS none, matched_growth('{"a": 1}', '{"a": 1}'::member_ranking, NULL) IS NULL AS none;
SELECT matched_growth(NULL::text, p, v) FROM report;
SELECT matched_growth(member, p, v, 1, 'strict', 1.5, NULL) FROM report;
SELECT matched_growth(member, p, v, length(member) + (v > 65)::int) FROM report;
SELECT matched_growth(member, CASE WHEN v < 30 THEN '2025-Q1'::time_period ELSE p END, v) FROM report;
SELECT matched_growth(member, p, 'NaN') FROM report;
SELECT matched_growth_final('{"a": 1}');
SELECT matched_growth_final('{"0:1:11:9": 1}');
SELECT matched_growth_final('{"0:1:11:02:-1": 0, "1:x1:a": 1}');
SELECT matched_growth_final('{"0:1:11:02:-1": 0, "1:71:a": 1}');
-- options that differ between groups, and then within one
SELECT g, cardinality(matched_growth(member, p, v, g)) FROM report, generate_series(1, 2) g GROUP BY g ORDER BY g;
SELECT g, matched_growth(member, p, v, CASE WHEN i < 4 THEN g ELSE 2 END)
FROM (SELECT row_number() OVER () AS i, * FROM report) r, generate_series(1, 2) g GROUP BY g;
SELECT matched_growth_final('{"99999999999:": 1}');
