-- What later vintages made of earlier ones
CREATE TEMP TABLE stated (p time_period, v date, x numeric);
INSERT INTO stated VALUES ('2024-01', '2024-02-01', 100), ('2024-01', '2024-03-01', 110), ('2024-01', '2024-04-01', 105),
	('2024-02', '2024-03-01', 120), ('2024-02', '2024-04-01', 100), ('2024-02', '2024-05-01', 101),
	('2024-03', '2024-04-01', 130), ('2024-03', '2024-05-01', NULL), ('2024-03', '2024-06-01', 133),
	('2024-04', '2024-05-01', 90), ('2024-04', '2024-06-01', 95);

SELECT t.* FROM (SELECT vintage_table(p, v, x) AS rows FROM stated) s, unnest(rows) t;
SELECT t.values[array_position(t.vintages, '2024-06-01')] AS june FROM (SELECT vintage_table(p, v, x) AS rows FROM stated) s, unnest(rows) t;
-- January stands in the earliest vintage; March is withdrawn and comes back.
-- Against the first, after one vintage: February -20, April +5; the growth of
-- February was 120 on 110 and became 100 on 105.  Latest: -19, +3, +5.
SELECT r.* FROM (SELECT revisions(p, v, x) AS rows FROM stated) s, unnest(rows) r;
-- somebody knows that January had not been published before: its 10 and 5
SELECT horizon, n, mean_revision, mean_absolute FROM (
	SELECT revisions(p, v, x) AS rows FROM (TABLE stated UNION ALL VALUES ('2024-01'::time_period, date '2024-01-01', NULL::numeric)) s) s, unnest(rows) r
WHERE against = 'first';
-- Four releases of 40 quarters.  The figures are those of R 4.2.2: mean(),
-- and NeweyWest() and bwNeweyWest() of lm(r ~ 1) from sandwich 3.0-2, which the
-- package reviser takes; statsmodels has the same sums of residuals.
CREATE TEMP TABLE release AS SELECT p::time_period, k - 1 AS k, (p::time_period - '2014-Q1') + k AS v, x::float8
FROM (VALUES
	('2014-Q1', '{1.9,1.9,2.0,1.9}'), ('2014-Q2', '{1.7,1.7,1.5,1.6}'), ('2014-Q3', '{2.2,2.3,2.4,2.5}'), ('2014-Q4', '{1.5,1.5,1.6,1.4}'),
	('2015-Q1', '{2.4,2.6,2.5,2.5}'), ('2015-Q2', '{1.3,1.6,1.8,1.9}'), ('2015-Q3', '{1.6,1.7,1.7,2.0}'), ('2015-Q4', '{1.2,1.4,1.3,1.5}'),
	('2016-Q1', '{1.3,1.1,0.9,1.0}'), ('2016-Q2', '{1.4,1.1,1.2,1.3}'), ('2016-Q3', '{1.5,0.7,0.9,0.9}'), ('2016-Q4', '{0.4,0.0,0.1,0.2}'),
	('2017-Q1', '{-0.3,-0.6,-0.6,-0.7}'), ('2017-Q2', '{1.6,1.0,0.9,0.8}'), ('2017-Q3', '{0.4,0.1,0.1,0.2}'), ('2017-Q4', '{1.5,1.3,1.5,1.5}'),
	('2018-Q1', '{1.0,1.2,1.2,1.0}'), ('2018-Q2', '{1.0,0.8,1.0,0.9}'), ('2018-Q3', '{1.0,1.0,1.1,0.8}'), ('2018-Q4', '{0.1,0.4,0.4,0.2}'),
	('2019-Q1', '{-0.8,-0.6,-0.6,-0.8}'), ('2019-Q2', '{-1.1,-1.2,-1.4,-1.4}'), ('2019-Q3', '{-1.1,-1.0,-1.2,-1.0}'), ('2019-Q4', '{-3.6,-3.4,-3.6,-3.5}'),
	('2020-Q1', '{-2.9,-2.7,-2.7,-2.7}'), ('2020-Q2', '{-1.6,-1.5,-1.5,-1.5}'), ('2020-Q3', '{-1.3,-1.2,-1.5,-1.6}'), ('2020-Q4', '{-1.2,-1.0,-1.2,-1.3}'),
	('2021-Q1', '{-0.4,-0.6,-0.6,-0.5}'), ('2021-Q2', '{-0.5,-0.6,-0.5,-0.4}'), ('2021-Q3', '{0.2,0.1,0.4,0.3}'), ('2021-Q4', '{0.0,-0.1,-0.2,-0.2}'),
	('2022-Q1', '{0.0,0.1,0.2,0.3}'), ('2022-Q2', '{1.3,1.2,1.0,1.1}'), ('2022-Q3', '{2.6,2.5,2.6,2.5}'), ('2022-Q4', '{1.5,1.5,1.4,1.2}'),
	('2023-Q1', '{2.5,2.5,2.5,2.3}'), ('2023-Q2', '{1.3,1.3,1.2,1.0}'), ('2023-Q3', '{1.3,1.2,1.3,1.1}'), ('2023-Q4', '{0.0,0.3,0.2,0.4}')
) q (p, xs), unnest(xs::numeric[]) WITH ORDINALITY u (x, k)
UNION ALL SELECT '2014-Q1', NULL, 0, NULL;
CREATE TEMP TABLE reference (against, horizon, n, mean, mean_absolute, rms, std_error, t, bandwidth, sign_changes) AS VALUES
	('first', 1, 40, -0.0325, 0.1775, 0.238222584991432, 0.0689389749177442, -0.471431436843643, 1, 0.1),
	('first', 2, 40, -0.04, 0.185, 0.243926218353009, 0.0557730105838764, -0.717192770862611, 2, 0.075),
	('first', 3, 40, -0.055, 0.215, 0.274772633280682, 0.0600717218544998, -0.915572224368996, 1, 0.075),
	('previous', 1, 40, -0.0325, 0.1775, 0.238222584991432, 0.0689389749177442, -0.471431436843643, 1, 0.1),
	('previous', 2, 40, -0.00749999999999999, 0.1125, 0.140534693225552, 0.0239900095638433, -0.312630137976421, 1, 0.025),
	('previous', 3, 40, -0.015, 0.12, 0.143178210632764, 0.0386710016165244, -0.38788754811022, 1, 0),
	('latest', 0, 40, -0.055, 0.215, 0.274772633280682, 0.0600717218544998, -0.915572224368996, 1, 0.075),
	('latest', 1, 40, -0.0225, 0.1575, 0.183711730708738, 0.0384538136004642, -0.585117518740154, 1, 0.025),
	('latest', 2, 40, -0.015, 0.12, 0.143178210632764, 0.0386710016165244, -0.38788754811022, 1, 0);
SELECT count(*) AS rows, bool_and(r.n = e.n AND r.bandwidth = e.bandwidth AND abs(r.mean_revision - e.mean) < 1e-12
	AND abs(r.mean_absolute - e.mean_absolute) < 1e-12 AND abs(r.root_mean_square - e.rms) < 1e-12
	AND abs(r.std_error - e.std_error) < 1e-12 AND abs(r.t - e.t) < 1e-9 AND abs(r.sign_changes - e.sign_changes) < 1e-12) AS equal
FROM (SELECT revisions(p, v, x) AS rows FROM release) s, unnest(rows) r FULL JOIN reference e USING (against, horizon);
-- Three quarters away: pairs by the calendar, as a loop over dictionaries in
-- another language has them
SELECT horizon, n, round(mean_revision::numeric, 12) AS mean, round(std_error::numeric, 12) AS std_error, bandwidth
FROM (SELECT revisions(p, v, x) AS rows FROM release WHERE p NOT IN ('2015-Q4', '2016-Q1', '2019-Q2')) s, unnest(rows) r WHERE against = 'first';
-- the sign of growth over one and two quarters, counted in SQL
SELECT lag, r.horizon, r.n_growth, r.growth_sign_changes * r.n_growth AS turned, c.n_growth, c.turned
FROM generate_series(1, 2) lag, LATERAL (SELECT revisions(p, v, x, lag) AS rows FROM release) s, unnest(rows) r JOIN LATERAL (
	SELECT b.v - a.v AS horizon, count(*) AS n_growth, count(*) FILTER (WHERE sign((a.x - la.x)::numeric) <> sign((b.x - lb.x)::numeric)) AS turned
	FROM release a JOIN release b USING (p) JOIN release la ON la.p = a.p - lag AND la.v = a.v JOIN release lb ON lb.p = b.p - lag AND lb.v = b.v
	WHERE a.k = 0 AND b.v > a.v GROUP BY 1) c USING (horizon) WHERE against = 'first' ORDER BY 1, 2;

-- no revision at all, always the same one, and one that doubles
SELECT x, r.n, mean_revision, std_error, t, bandwidth, sign_changes FROM (VALUES ('none'), ('same'), ('doubling')) k (x), LATERAL (
	SELECT revisions('2020-01'::time_period + i, i + j, CASE WHEN j = 0 THEN 0 WHEN x = 'none' THEN 0 WHEN x = 'same' THEN 0.5 ELSE 2.0 ^ i END::float8) AS rows
	FROM generate_series(0, 4) i, generate_series(0, 1) j) s, unnest(rows) r WHERE against = 'first';
-- the mean is of exact differences
SELECT mean_revision FROM (SELECT revisions(p, v, x) AS rows FROM (VALUES ('2023'::time_period, 0, NULL::float8), ('2023', 1, 1e16), ('2023', 2, 1e16),
	('2024', 1, 1e16), ('2024', 2, 1.0), ('2025', 1, -1e16), ('2025', 2, 1.0)) f (p, v, x)) s, unnest(rows) r WHERE against = 'first';

-- vintages of every type
SELECT t.vintages FROM (SELECT vintage_table(p, 1::smallint, 1) FROM (VALUES ('2024'::time_period)) f (p)
	UNION ALL SELECT vintage_table(p, 9223372036854775807, 1) FROM (VALUES ('2024'::time_period)) f (p)
	UNION ALL SELECT vintage_table(p, timestamp '2024-05-01 10:00', 1) FROM (VALUES ('2024'::time_period)) f (p)
	UNION ALL SELECT vintage_table(p, timestamptz '2024-05-01 10:00+00', 1) FROM (VALUES ('2024'::time_period)) f (p)
	UNION ALL SELECT vintage_table(p, date 'infinity', 1) FROM (VALUES ('2024'::time_period)) f (p)
	UNION ALL SELECT vintage_table(p, time_period '2024-05', 1) FROM (VALUES ('2024'::time_period)) f (p)) s (rows), unnest(rows) t;
-- none, NULL, and the same figure twice
SELECT revisions(p, v, x), vintage_table(p, v, x) FROM stated WHERE false;
SELECT revisions(NULL, v, x), revisions(p, NULL::date, x), revisions(p, v, x, NULL) FROM stated;
SELECT revisions(p, v, NULL) FROM stated;
SELECT (SELECT revisions(p, v, x) FROM (TABLE stated UNION ALL TABLE stated) s) = revisions(p, v, x) FROM stated;
-- the state: parts that were merged are the whole
SELECT revisions_combine(revisions_add(NULL, '2024-02', date '2024-03-01', NULL), revisions_add(revisions_add(NULL, '2024-01', date '2024-03-01', 0.1), '2024-01', date '2024-02-01', -0.0));
SELECT revisions_final(' period 3 { 70132 70132 5.0 , 70132 70380 NULL } '), revisions_final('integer 1 {}');
CREATE AGGREGATE pg_temp.figures(time_period, bigint, double precision) (SFUNC = revisions_add, STYPE = vintage_figures);
SELECT (SELECT revisions_final(revisions_combine(pg_temp.figures(p, v, x) FILTER (WHERE v % 3 = 0), pg_temp.figures(p, v, x) FILTER (WHERE v % 3 <> 0)))
	FROM release) = revisions(p, v, x) AS equal FROM release;
SELECT md5(pg_temp.figures(p, v, x ORDER BY v, x)::text) = md5(pg_temp.figures(p, v, x ORDER BY p)::text) AS canonical,
	pg_temp.figures(p, v, x)::text::vintage_figures::text = pg_temp.figures(p, v, x)::text AS read_back FROM release;

-- refused
SELECT revisions(p, v, x) FROM (TABLE stated UNION ALL VALUES ('2024-02'::time_period, date '2024-04-01', 100.5)) s;
SELECT vintage_table(p, v, x) FROM (TABLE stated UNION ALL VALUES ('2024-02'::time_period, date '2024-04-01', NULL::numeric)) s;
SELECT revisions(p, v, x) FROM (TABLE stated UNION ALL VALUES ('2024-Q1'::time_period, date '2024-04-01', 1)) s;
SELECT revisions('2024'::time_period, ('{2024-01,2024-Q1}'::time_period[])[i], 1) FROM generate_series(1, 2) i;
SELECT revisions(p, v::text, x) FROM stated;
SELECT revisions(p, v, 'NaN') FROM stated;
SELECT revisions(p, v, x, 0) FROM stated;
SELECT revisions(p, v, x, x::int) FROM stated;
SELECT revisions_combine('date 1 {}', 'integer 1 {}');
SELECT revisions_combine('date 1 {}', 'date 2 {}');
SELECT 'date 1 {1 2}'::vintage_figures;
SELECT 'integer 0 {}'::vintage_figures;
SELECT 'integer 1 {70132 1 5,80000001 1 5}'::vintage_figures;
SELECT 'day 1 {}'::vintage_figures;
SELECT 'integer 1 {} x'::vintage_figures;
SELECT vintage_table('1000-01-01'::time_period + i, i, 1) FROM generate_series(1, 20000) i;
