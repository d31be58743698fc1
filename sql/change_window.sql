-- Window functions over rows by period.

-- a series of 2024 and 2025 without its April and with a NULL in June 2024
CREATE TEMP TABLE flow (p time_period, v numeric);
INSERT INTO flow VALUES
	('2024-01', 100), ('2024-02', 110), ('2024-03', 120), ('2024-05', 140),
	('2024-06', NULL), ('2024-07', 160), ('2025-01', 150), ('2025-02', 165),
	('2025-03', 60), ('2025-04', 170), ('2025-05', 0), ('2025-06', 200);
SELECT p, v, lag_at(v, p) OVER w AS before, lag_at(v, p, 0) OVER w AS same,
	lag_at(v, p, -1) OVER w AS after, change(v, p, 2) OVER w AS change_2,
	round(pct_change(v, p, 1) OVER w, 2) AS pct,
	round(yoy(v, p) OVER w, 2) AS yoy, ytd(v, p) OVER w,
	rolling_sum(v, p, 3) OVER w AS r3, rolling_sum(v, p, 3, 2) OVER w AS r3_2,
	rebase(v, p, '2024-Q1')	OVER w::numeric(8, 2) AS index
FROM flow WINDOW w AS (ORDER BY p);
SELECT p, lag_at(v, p) OVER w AS before, lag_at(v, p, -1) OVER w AS after,
	change(v, p, 2) OVER w AS change_2, pct_change(v, p, 1) OVER w AS pct,
	yoy(v, p) OVER w, ytd(v, p) OVER w, rolling_sum(v, p, 3) OVER w AS r3,
	rebase(v, p, '2024-Q1') OVER w AS index
FROM (SELECT p, v::float8 FROM flow) f WINDOW w AS (ORDER BY p);

-- empty, one row, and NULLs everywhere
SELECT yoy(v, p) OVER (ORDER BY p) FROM flow WHERE false;
SELECT p, lag_at(v, p) OVER w, ytd(v, p) OVER w, rolling_sum(v, p, 1) OVER w,
	rebase(v, p, p) OVER w
FROM (VALUES ('2024-01'::time_period, 5.0)) f (p, v) WINDOW w AS (ORDER BY p);
SELECT p, v, lag_at(v, p) OVER w, change(v, p) OVER w, yoy(v, p) OVER w,
	ytd(v, p) OVER w, rolling_sum(v, p, 2, 1) OVER w AS rolling,
	rebase(v, p, '2024-01') OVER w
FROM (VALUES ('2024-01'::time_period, NULL::float8), ('2024-02', NULL), (NULL, 7),
	(NULL, 8)) f (p, v) WINDOW w AS (ORDER BY p);
SELECT p, lag_at(v, p, NULL) OVER w, change(v, p, NULL) OVER w, yoy(v, p, NULL) OVER w,
	rolling_sum(v, p, NULL) OVER w AS rolling, rebase(v, p, NULL) OVER w
FROM flow WHERE v > 165 WINDOW w AS (ORDER BY p);

-- lag_at moves any type
SELECT p, lag_at(p::text, p) OVER w AS text, lag_at(ARRAY[v, 1], p) OVER w AS array,
	lag_at(p, p) OVER w AS period, lag_at(repeat('long', 1000), p) OVER w = repeat('long', 1000) AS long
FROM flow WHERE v > 110 WINDOW w AS (ORDER BY p);
-- and lags as far as one likes
SELECT p, lag_at(v, p, 2147483647) OVER w AS far, lag_at(v, p, -2147483648) OVER w AS ahead
FROM flow WHERE v > 165 WINDOW w AS (ORDER BY p);

-- policies
SELECT b.p, yoy(v, p) OVER w AS strict, yoy(v, p, 'signed') OVER w AS signed,
	yoy(v, p, 'magnitude') OVER w AS magnitude, yoy(v, p, 'abs_base') OVER w AS abs_base,
	pct_change(v, p, 1, 'abs_base') OVER w AS pct_abs
FROM (VALUES ('2022'::time_period, -100::float8), ('2023', -120), ('2024', 30), ('2025', 45)) b (p, v)
WINDOW w AS (ORDER BY p);

-- a year ago: week 53 has none after a year of 52 weeks, nor has 29 February
SELECT p, v, yoy(v, p) OVER w FROM (VALUES ('2019-W52'::time_period, 10.0),
	('2020-W52', 11), ('2020-W53', 12), ('2021-W01', 13), ('2021-W52', 22),
	('2026-W53', 24)) f (p, v) WINDOW w AS (ORDER BY p);
SELECT p, v, yoy(v, p) OVER w FROM (VALUES ('2023-02-28'::time_period, 10.0),
	('2023-03-01', 20), ('2024-02-28', 11), ('2024-02-29', 12), ('2024-03-01', 21),
	('2025-02-28', 22)) f (p, v) WINDOW w AS (ORDER BY p);
-- years, half-years, thirds and quarters
SELECT count(*) AS n, count(y) AS answered, min(y) AS least, max(y) AS most FROM (
	SELECT yoy(v, p) OVER (PARTITION BY f ORDER BY p) AS y
	FROM unnest('{A,S,T,Q}'::text[]) f, generate_series(2000, 2009) year,
		generate_series(1, 4) i,
		LATERAL (SELECT period(make_date(year, 1, 1), f) + i - 1 AS p, 2 ^ (year - 2000) AS v) x
	WHERE i <= periods_per_year(p) AND freq(p) = f) s;

-- the base of an index: a year of months, of weeks, of days; ahead of the rows too
SELECT DISTINCT freq(p), rebase(year(p)::float8, p, '2021') OVER (PARTITION BY freq(p) ORDER BY p)
	= 100 * year(p) / 2021.0 AS as_by_hand, year(p)
FROM unnest('{Q,M,W,D}'::text[]) f, generate_series(date '2020-01-06', date '2022-12-25', interval '1 day') d,
	LATERAL (SELECT period(d::date, f) AS p) x
GROUP BY p ORDER BY 1, 3;

-- a running sum is what a fresh one would be, bit for bit
SELECT p, v, rolling_sum(v, p, 2) OVER w AS r2, rolling_sum(v, p, 3, 1) OVER w AS r3,
	ytd(v, p) OVER w
FROM (VALUES ('2024-01'::time_period, 1e15::float8), ('2024-02', 0.01), ('2024-03', 1e-9),
	('2024-04', -1e15), ('2024-05', 1e-9), ('2024-06', 1e288), ('2024-07', 0.1),
	('2024-08', -1e288), ('2024-09', 0.2), ('2024-10', 0.1)) f (p, v)
WINDOW w AS (ORDER BY p);
-- and a numeric sum shows as many digits as its terms
SELECT p, v, rolling_sum(v, p, 2, 1) OVER w AS r2, ytd(v, p) OVER w
FROM (VALUES ('2024-01'::time_period, 1.50), ('2024-02', 2), ('2024-03', 3),
	('2024-04', 0.125), ('2024-05', 1e30), ('2024-06', 7), ('2025-01', 2)) f (p, v)
WINDOW w AS (ORDER BY p);

--
-- The gap property: on random panels with missing periods and NULLs, every
-- window function agrees with RANGE frames and with self joins.
--
SELECT setseed(0.20261001);
CREATE TEMP TABLE panel AS
SELECT f || k AS id, period(date '1999-12-27' + 0, f) + i AS p,
	CASE WHEN random() > 0.1 THEN round((random() * 200 - 60)::numeric, (random() * 3)::int) END AS v
FROM unnest('{A,S,T,Q,M,W,D}'::text[]) f, generate_series(1, 4) k,
	generate_series(0, CASE f WHEN 'D' THEN 1200 WHEN 'W' THEN 420 ELSE 60 END) i
WHERE random() > 0.2 * (k - 1);

CREATE TEMP TABLE by_window AS
SELECT id, p, v, lag_at(v, p) OVER w AS lag1, lag_at(v, p, 5) OVER w AS lag5,
	lag_at(v, p, 0) OVER w AS lag0, lag_at(v, p, -3) OVER w AS lead3,
	change(v, p, 2) OVER w AS change2, change(v, p, -2) OVER w AS change_ahead,
	pct_change(v, p, 3) OVER w AS pct3, pct_change(v, p, 1, 'abs_base') OVER w AS pct_abs,
	yoy(v, p, 'signed') OVER w AS yoy, ytd(v, p) OVER w AS ytd,
	rolling_sum(v, p, 4) OVER w AS rolling4, rolling_sum(v, p, 40, 3) OVER w AS rolling40
FROM panel WINDOW w AS (PARTITION BY id ORDER BY p);

SELECT count(*) > 5000 AS many, count(lag5) > 2000 AS lags, count(yoy) > 1000 AS yoys,
	count(ytd) > 400 AS ytds, count(rolling4) > 500 AS sums, count(lead3) > 2000 AS leads
FROM by_window;

-- RANGE frames; a frame that starts and ends at one period holds one row at most
CREATE TEMP TABLE by_frame AS
SELECT id, p, v,
	max(v) OVER (w RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) AS lag1,
	max(v) OVER (w RANGE BETWEEN 5 PRECEDING AND 5 PRECEDING) AS lag5, v AS lag0,
	max(v) OVER (w RANGE BETWEEN 3 FOLLOWING AND 3 FOLLOWING) AS lead3,
	v - max(v) OVER (w RANGE BETWEEN 2 PRECEDING AND 2 PRECEDING) AS change2,
	v - max(v) OVER (w RANGE BETWEEN 2 FOLLOWING AND 2 FOLLOWING) AS change_ahead,
	pct_change(v, max(v) OVER (w RANGE BETWEEN 3 PRECEDING AND 3 PRECEDING)) AS pct3,
	pct_change(v, max(v) OVER (w RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING), 'abs_base') AS pct_abs,
	CASE WHEN count(v) OVER y = subperiod(p) THEN sum(v) OVER y END AS ytd,
	CASE WHEN count(v) OVER (w RANGE BETWEEN 3 PRECEDING AND CURRENT ROW) = 4
		THEN sum(v) OVER (w RANGE BETWEEN 3 PRECEDING AND CURRENT ROW) END AS rolling4,
	CASE WHEN count(v) OVER (w RANGE BETWEEN 39 PRECEDING AND CURRENT ROW) >= 3
		THEN sum(v) OVER (w RANGE BETWEEN 39 PRECEDING AND CURRENT ROW) END AS rolling40
FROM panel WINDOW w AS (PARTITION BY id ORDER BY p),
	y AS (PARTITION BY id, year(p) ORDER BY p);
SELECT count(*) AS differ FROM by_window w JOIN by_frame f USING (id, p)
WHERE (w.lag1, w.lag5, w.lag0, w.lead3, w.change2, w.change_ahead, w.pct3, w.pct_abs, w.ytd, w.rolling4, w.rolling40)::text
	IS DISTINCT FROM (f.lag1, f.lag5, f.lag0, f.lead3, f.change2, f.change_ahead, f.pct3, f.pct_abs, f.ytd, f.rolling4, f.rolling40)::text;

-- self joins; the year before by year and number, or by date
CREATE TEMP VIEW by_join AS
SELECT a.id, a.p, a.v, lag1.v AS lag1, lead3.v AS lead3, a.v - change2.v AS change2,
	pct_change(a.v, pct3.v) AS pct3, pct_change(a.v, year_ago.v, 'signed') AS yoy
FROM panel a
LEFT JOIN panel lag1 ON (lag1.id, lag1.p) = (a.id, a.p - 1)
LEFT JOIN panel lead3 ON (lead3.id, lead3.p) = (a.id, a.p + 3)
LEFT JOIN panel change2 ON (change2.id, change2.p) = (a.id, a.p - 2)
LEFT JOIN panel pct3 ON (pct3.id, pct3.p) = (a.id, a.p - 3)
LEFT JOIN panel year_ago ON year_ago.id = a.id AND year(year_ago.p) = year(a.p) - 1
	AND CASE WHEN freq(a.p) = 'D'
		THEN to_char(period_start(year_ago.p), 'MM-DD') = to_char(period_start(a.p), 'MM-DD')
		ELSE subperiod(year_ago.p) = subperiod(a.p) END;
SELECT count(*) AS differ FROM by_window w JOIN by_join j USING (id, p)
WHERE (w.lag1, w.lead3, w.change2, w.pct3, w.yoy)::text
	IS DISTINCT FROM (j.lag1, j.lead3, j.change2, j.pct3, j.yoy)::text;

-- double precision says the same, to its own digits
CREATE FUNCTION pg_temp.close(a numeric, b float8) RETURNS boolean
RETURN (a IS NULL) = (b IS NULL)
	AND coalesce(abs(a - b::numeric) <= 1e-10 * greatest(1, abs(a)), true);
SELECT count(*) AS differ FROM by_window w JOIN (
	SELECT id, p, lag_at(v, p) OVER w AS lag1, change(v, p, 2) OVER w AS change2,
		pct_change(v, p, 3) OVER w AS pct3, yoy(v, p, 'signed') OVER w AS yoy,
		ytd(v, p) OVER w AS ytd, rolling_sum(v, p, 40, 3) OVER w AS rolling40
	FROM (SELECT id, p, v::float8 FROM panel) f
	WINDOW w AS (PARTITION BY id ORDER BY p)) f USING (id, p)
WHERE NOT (pg_temp.close(w.lag1, f.lag1) AND pg_temp.close(w.change2, f.change2)
	AND pg_temp.close(w.pct3, f.pct3) AND pg_temp.close(w.yoy, f.yoy)
	AND pg_temp.close(w.ytd, f.ytd) AND pg_temp.close(w.rolling40, f.rolling40));

-- and so do the functions over series, bit for bit: lane by lane the same sums
WITH by_series AS MATERIALIZED (
SELECT id, shift(s, 1) AS lag1, shift(s, -3) AS lead3, change(s, 2) AS change2,
	pct_change(s, 3) AS pct3, pct_change(s, 1, 'abs_base') AS pct_abs,
	yoy(s, 'signed') AS yoy, ytd(s) AS ytd, rolling_sum(s, 4) AS rolling4,
	rolling_sum(s, 40, 3) AS rolling40, rebase(s, '2002') AS index
FROM (SELECT id, series(p, v) AS s FROM panel GROUP BY id) x)
SELECT count(*) AS rows, count(*) FILTER (WHERE w.lag1 IS DISTINCT FROM value_at(s.lag1, p)) AS lag1,
	count(*) FILTER (WHERE w.lead3 IS DISTINCT FROM value_at(s.lead3, p)) AS lead3,
	count(*) FILTER (WHERE w.change2 IS DISTINCT FROM value_at(s.change2, p)) AS change2,
	count(*) FILTER (WHERE w.pct3 IS DISTINCT FROM value_at(s.pct3, p)) AS pct3,
	count(*) FILTER (WHERE w.pct_abs IS DISTINCT FROM value_at(s.pct_abs, p)) AS pct_abs,
	count(*) FILTER (WHERE w.yoy IS DISTINCT FROM value_at(s.yoy, p)) AS yoy,
	count(*) FILTER (WHERE w.ytd IS DISTINCT FROM value_at(s.ytd, p)) AS ytd,
	count(*) FILTER (WHERE w.rolling4 IS DISTINCT FROM value_at(s.rolling4, p)) AS rolling4,
	count(*) FILTER (WHERE w.rolling40 IS DISTINCT FROM value_at(s.rolling40, p)) AS rolling40,
	count(*) FILTER (WHERE w.index IS DISTINCT FROM value_at(s.index, p)) AS index
FROM (SELECT id, p, v, lag_at(v, p) OVER w AS lag1, lag_at(v, p, -3) OVER w AS lead3,
		change(v, p, 2) OVER w AS change2, pct_change(v, p, 3) OVER w AS pct3,
		pct_change(v, p, 1, 'abs_base') OVER w AS pct_abs, yoy(v, p, 'signed') OVER w AS yoy,
		ytd(v, p) OVER w AS ytd, rolling_sum(v, p, 4) OVER w AS rolling4,
		rolling_sum(v, p, 40, 3) OVER w AS rolling40, rebase(v, p, '2002') OVER w AS index
	FROM (SELECT id, p, v::float8 FROM panel) f
	WINDOW w AS (PARTITION BY id ORDER BY p)) w JOIN by_series s USING (id)
WHERE v IS NOT NULL;

-- the base of an index, wherever it lies
SELECT count(by_hand) FILTER (WHERE r IS NULL OR abs(r - by_hand) > 1e-9) AS differ,
	count(*) FILTER (WHERE by_hand IS NULL AND r IS NOT NULL) AS invented,
	count(r) > 100 AS many, count(*) - count(r) > 30 AS incomplete
FROM (SELECT rebase(v, p, '2002-Q1') OVER w AS r,
		100 * v / CASE WHEN count(v) FILTER (WHERE p BETWEEN '2002-01' AND '2002-03') OVER i = 3
			THEN avg(v) FILTER (WHERE p BETWEEN '2002-01' AND '2002-03') OVER i END AS by_hand
	FROM panel WHERE id LIKE 'M%' WINDOW w AS (PARTITION BY id ORDER BY p), i AS (PARTITION BY id)) s;
-- a base whose mean is 0
SELECT p, rebase(v, p, '2024') OVER w AS index, rebase(v::float8, p, '2024') OVER w AS index_f,
	rebase(v, p, '2025') OVER w AS of_5
FROM (VALUES ('2024-S1'::time_period, -7.0), ('2024-S2', 7), ('2025-S1', 4), ('2025-S2', 6)) f (p, v)
WINDOW w AS (ORDER BY p);

--
-- What is refused
--
-- no order, although the rows come in order; another order; the wrong way round
SELECT yoy(v, p) OVER () FROM (SELECT * FROM flow ORDER BY p) f;
SELECT lag_at(v, p) OVER (ORDER BY p DESC) FROM flow;
SELECT ytd(v, p) OVER (ORDER BY v) FROM flow;
SELECT change(v, p) OVER (PARTITION BY year(p)) FROM flow;
SELECT rolling_sum(v, p, 2) OVER (ORDER BY year(p)) FROM flow;
SELECT rebase(v, p, '2024-01') OVER () FROM flow;
-- two rows of one period
SELECT yoy(v, p) OVER (ORDER BY p) FROM (TABLE flow UNION ALL TABLE flow) f;
SELECT lag_at(v, p, -1) OVER (ORDER BY p) FROM (TABLE flow UNION ALL TABLE flow) f;
-- frequencies do not mix
SELECT pct_change(v, p, 1) OVER (ORDER BY p)
FROM (TABLE flow UNION ALL SELECT '2024-Q3', 1) f;
SELECT lag_at(v, p, -9) OVER (ORDER BY p)
FROM (TABLE flow UNION ALL SELECT '2024-Q3', 1) f;
SELECT rebase(v, p, '2025') OVER (ORDER BY p)
FROM (TABLE flow UNION ALL SELECT '2024-Q3', 1) f;
-- no numbers
SELECT yoy(v, p) OVER (ORDER BY p) FROM (VALUES ('2024'::time_period, 'NaN'::float8)) f (p, v);
SELECT change(v, p, -1) OVER (ORDER BY p)
FROM (VALUES ('2024'::time_period, 1), ('2025', 'Infinity'::numeric)) f (p, v);
SELECT ytd(v, p) OVER (ORDER BY p) FROM (VALUES ('2024'::time_period, '-Infinity'::float8)) f (p, v);
SELECT rolling_sum(v, p, 1) OVER (ORDER BY p) FROM (VALUES ('2024'::time_period, 1e300::float8)) f (p, v);
SELECT rebase(v, p, '2024') OVER (ORDER BY p) FROM (VALUES ('2024'::time_period, 'NaN'::numeric)) f (p, v);
SELECT change(v, p) OVER (ORDER BY p)
FROM (VALUES ('2024'::time_period, 1e308::float8), ('2025', -1e308)) f (p, v);
-- senseless arguments
SELECT rolling_sum(v, p, 0) OVER (ORDER BY p) FROM flow;
SELECT rolling_sum(v, p, 3, 4) OVER (ORDER BY p) FROM flow;
SELECT rolling_sum(v, p, 3, 0) OVER (ORDER BY p) FROM flow;
SELECT change(v, p, v::int) OVER (ORDER BY p) FROM flow;
SELECT rebase(v, p, p) OVER (ORDER BY p) FROM flow;
SELECT rebase(v, p, '2024-01-31') OVER (ORDER BY p) FROM flow;
SELECT rebase(v, p, '2024-05') OVER (ORDER BY p) FROM (VALUES ('2024-W20'::time_period, 1.0)) f (p, v);
-- a subquery, a column that stays the same: fine
SELECT p, change(v, p, (SELECT 12)) OVER (ORDER BY p) FROM flow WHERE p >= '2025-03';
SELECT p, change(v, p, k) OVER (PARTITION BY k ORDER BY p)
FROM flow, generate_series(1, 12, 11) k WHERE p IN ('2024-02', '2025-01', '2025-02') ORDER BY k, p;

-- the classes of these errors
CREATE FUNCTION pg_temp.sqlstate_of(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
	RETURN 'fine';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;
SELECT pg_temp.sqlstate_of(q) AS state, q FROM unnest(ARRAY[
	'SELECT yoy(v, p) OVER () FROM flow',
	'SELECT ytd(v, p) OVER (ORDER BY p) FROM (TABLE flow UNION ALL TABLE flow) f',
	'SELECT change(v, p) OVER (ORDER BY p) FROM (TABLE flow UNION ALL SELECT ''2024'', 1) f',
	'SELECT yoy(''NaN''::float8, p) OVER (ORDER BY p) FROM flow',
	'SELECT change(v, p, v::int) OVER (ORDER BY p) FROM flow']) q;
