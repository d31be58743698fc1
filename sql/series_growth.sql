-- Time series: change and growth, checked by hand, against plain SQL on a
-- random panel with gaps, and against the scalar functions.
SET client_min_messages = warning;
\pset null '(null)'

CREATE TEMP TABLE one AS SELECT '2023-11 {100,120,NULL,90,-45,0,30}'::time_series AS s;
SELECT change(s), change(s, 2), pct_change(s), pct_change(s, 2) FROM one;
SELECT p AS policy, pct_change(s, 1, p), pct_change(s, 2, p)
FROM one, unnest('{strict,signed,magnitude,abs_base}'::base_policy[]) p;
SELECT yoy(s), yoy(s, 'abs_base')
FROM (VALUES ('2023-01 {100,0,-50,80,1,1,1,1,1,1,1,1,110,5,-60,NULL}'::time_series)) t(s);
SELECT rolling_sum(s, 1), rolling_sum(s, 2), rolling_sum(s, 3, 2), rolling_sum(s, 99), rolling_sum(s, 99, 1) FROM one;
SELECT rolling_sum(s, NULL), rolling_sum(NULL::time_series, 3), rolling_sum(s, 2, NULL) FROM one;
SELECT ytd('2023-11 {1,2,3,4,NULL,6}'), ytd('2023-12 {5,NULL,7}'), ytd('2023-Q4 {1,2,3,4,5,6}'), ytd('2023 {1,NULL,3}');
-- an exact sum, rounded once
SELECT ytd('2024-01 {1e16,1,1,-1e16}'), rolling_sum('2024-01 {1e16,1,1,-1e16,0.5}', 4), rolling_sum('2024-01 {1e200,1,2,3}', 2);
SELECT ytd('2024-01 {1|1e-16,-1}'), rolling_sum('2024-01 {1|1e-16,-1}', 2);

-- weeks and days: the same week of the ISO year, the same date
SELECT yoy(s), ytd(s) FROM (VALUES ('2020-W53 {100,110}'::time_series), ('2021-W01 {1,2}')) t(s);
SELECT value_at(y, '2020-W52') AS w52, value_at(y, '2020-W53') AS w53, value_at(y, '2021-W01') AS w01,
	value_at(y, '2021-W52') AS w52, value_at(ytd(s), '2020-W53') AS ytd, value_at(ytd(s), '2021-W02') AS ytd
FROM (SELECT s, yoy(s) AS y FROM (SELECT series('2019-W01'::time_period + i, (100 + i)::float8) AS s FROM generate_series(0, 156) i) t) t;
SELECT value_at(y, '2024-02-28') AS feb28, value_at(y, '2024-02-29') AS feb29, value_at(y, '2024-03-01') AS mar01,
	value_at(y, '2025-02-28') AS next, value_at(ytd(s), '2024-12-31') AS ytd
FROM (SELECT s, yoy(s) AS y FROM (SELECT series('2023-01-01'::time_period + i, (100 + i)::float8) AS s FROM generate_series(0, 800) i) t) t;

-- rebase: on one period, on a longer one, never on an incomplete one
SELECT rebase('2024-01 {50,60,NULL,80}', '2024-01'), rebase('2024-01 {50,60,NULL,80}', '2024-03'),
	rebase('2024-01 {50,60,70,80}', '2024-Q1'), rebase('2024-01 {50,60,NULL,80}', '2024-Q1'),
	rebase('2024-01 {50,60,70}', '2024'), rebase('2024-01 {-1,1,5}', '2023-12'), rebase('2024-Q1 {-1,1,0,0,7}', '2024');
SELECT rebase('2024-01 {1}', '2024-01-01');
SELECT rebase('2024-01 {1}', '2024-W01');

-- FRED's units
SELECT code, fred_units('2022-Q1 {100,110,NULL,121,133.1,0,-5,10}', code)
FROM (VALUES ('lin'), ('chg'), ('ch1'), ('pch'), ('pc1'), ('cch'), ('log')) t(code);
SELECT f, fred_units(s, 'pca') AS pca, fred_units(s, 'cca') AS cca
FROM (VALUES ('A', '2022 {1,1.5}'::time_series), ('S', '2022-S1 {1,1.5}'), ('T', '2022-T1 {1,1.5}'), ('Q', '2022-Q1 {1,1.5}'),
	('M', '2022-01 {1,1.5}'), ('W', '2022-W01 {1,1.015}'), ('D', '2022-01-01 {1,1.015}')) t(f, s);
SELECT fred_units('2022-01-01 {1,1e200}', 'pca');
SELECT fred_units('2022-01 {1}', 'PCH');

-- any lag will do: forward, none, beyond the ends
SELECT change(s, -1), change(s, 0), pct_change(s, -2), change(s, -2147483648), change(s, 2147483647) FROM one;

-- refused
SELECT rolling_sum('2024-01 {1}', 0);
SELECT rolling_sum('2024-01 {1}', 3, 0);
SELECT rolling_sum('2024-01 {1}', 3, 4);
SELECT change('2024-01 {9e288,-9e288}');
SELECT pct_change('2024-01 {1e-300,1e200}');
SELECT pct_change('2020 {1e-9,1e280}'::time_series, 1);
-- bases that are not above zero, absent values, lags as long as the series and longer
SELECT n, pct_change('2020 {-1,2,NULL,4,8,0,5,-5}'::time_series, n) FROM unnest('{1,3,7,8,2147483647}'::int[]) n;

-- without values in, none out
SELECT change(s), pct_change(s), yoy(s), ytd(s), rolling_sum(s, 3), rebase(s, '2024'), fred_units(s, 'pca')
FROM (VALUES ('M {}'::time_series)) t(s);
SELECT change(s), yoy(s), rolling_sum(s, 2147483647), change(s, 2147483647) FROM (VALUES ('2024-01 {1}'::time_series)) t(s);

-- A random panel with gaps: every figure against a self join on the calendar.
CREATE TEMP TABLE panel AS
SELECT f.freq, g, f.start::time_period + i AS p, (hashint4(g * 1000 + i) % 100000) / 100.0::float8 AS v
FROM (VALUES ('A', '1990'), ('Q', '2005-Q2'), ('M', '2015-03'), ('W', '2018-W40'), ('D', '2019-11-20')) f(freq, start),
	generate_series(1, 4) g, generate_series(0, CASE f.freq WHEN 'D' THEN 500 ELSE 130 END) i
WHERE hashint4(g * 5000 + i) % 7 <> 0;
ANALYZE panel;
CREATE TEMP TABLE summary AS
SELECT freq, g, series(p, v) AS s, change(series(p, v)) AS change, pct_change(series(p, v), 3, 'abs_base') AS pct,
	yoy(series(p, v)) AS yoy, ytd(series(p, v)) AS ytd, rolling_sum(series(p, v), 5) AS roll, rolling_sum(series(p, v), 5, 2) AS roll2
FROM panel GROUP BY freq, g;
SELECT x.freq, count(*) AS rows, count(*) FILTER (WHERE b.v IS NOT NULL) > 100 AS some,
	count(*) FILTER (WHERE value_at(change, x.p) IS DISTINCT FROM x.v - b.v) AS wrong_change,
	count(*) FILTER (WHERE value_at(pct, x.p) IS DISTINCT FROM pct_change(x.v, c.v, 'abs_base')) AS wrong_pct
FROM panel x JOIN summary USING (freq, g)
	LEFT JOIN panel b ON b.freq = x.freq AND b.g = x.g AND b.p = x.p - 1
	LEFT JOIN panel c ON c.freq = x.freq AND c.g = x.g AND c.p = x.p - 3
GROUP BY x.freq ORDER BY x.freq;
SELECT x.freq, count(*) FILTER (WHERE y.v > 0) > 10 AS some,
	count(*) FILTER (WHERE value_at(yoy, x.p) IS DISTINCT FROM pct_change(x.v, y.v)) AS wrong
FROM panel x JOIN summary USING (freq, g)
	LEFT JOIN panel y ON y.freq = x.freq AND y.g = x.g AND year(y.p) = year(x.p) - 1
		AND CASE WHEN x.freq = 'D' THEN to_char(y.p::date, 'MMDD') = to_char(x.p::date, 'MMDD') ELSE subperiod(y.p) = subperiod(x.p) END
GROUP BY x.freq ORDER BY x.freq;
-- sums in numeric are exact: the figures have two decimals
SELECT freq, count(roll) FILTER (WHERE n = 5) > 0 AS some,
	count(*) FILTER (WHERE abs(value_at(roll, p)::numeric - CASE WHEN n = 5 THEN total END) > 0.000001) AS wrong_value,
	count(*) FILTER (WHERE (value_at(roll, p) IS NULL) <> (n < 5)) AS wrong_null,
	count(*) FILTER (WHERE (value_at(roll2, p) IS NULL) <> (n < 2)
		OR abs(value_at(roll2, p)::numeric - total) > 0.000001) AS wrong_partial
FROM (SELECT x.freq, x.g, x.p, count(*) AS n, sum(y.v::numeric) AS total FROM panel x
	JOIN panel y ON y.freq = x.freq AND y.g = x.g AND y.p BETWEEN x.p - 4 AND x.p GROUP BY 1, 2, 3) t
JOIN summary USING (freq, g) GROUP BY freq ORDER BY freq;
SELECT freq, count(*) FILTER (WHERE n = subperiod(p)) > 0 AS some,
	count(*) FILTER (WHERE (value_at(ytd, p) IS NULL) <> (n < subperiod(p))
		OR abs(value_at(ytd, p)::numeric - total) > 0.000001) AS wrong
FROM (SELECT x.freq, x.g, x.p, count(*) AS n, sum(y.v::numeric) AS total FROM panel x
	JOIN panel y ON y.freq = x.freq AND y.g = x.g AND year(y.p) = year(x.p) AND y.p <= x.p GROUP BY 1, 2, 3) t
JOIN summary USING (freq, g) GROUP BY freq ORDER BY freq;

-- the window functions over the rows say the same, to the last bit
CREATE TEMP TABLE windows AS
SELECT freq, g, p, change(v, p) OVER w AS change, pct_change(v, p, 3, 'abs_base') OVER w AS pct, yoy(v, p) OVER w AS yoy,
	ytd(v, p) OVER w AS ytd, rolling_sum(v, p, 5) OVER w AS roll, rolling_sum(v, p, 5, 2) OVER w AS roll2
FROM panel WINDOW w AS (PARTITION BY freq, g ORDER BY p);
SELECT w.freq, count(*) AS rows,
	count(*) FILTER (WHERE value_at(s.change, p) IS DISTINCT FROM w.change) AS change,
	count(*) FILTER (WHERE value_at(s.pct, p) IS DISTINCT FROM w.pct) AS pct,
	count(*) FILTER (WHERE value_at(s.yoy, p) IS DISTINCT FROM w.yoy) AS yoy,
	count(*) FILTER (WHERE value_at(s.ytd, p) IS DISTINCT FROM w.ytd) AS ytd,
	count(*) FILTER (WHERE value_at(s.roll, p) IS DISTINCT FROM w.roll) AS roll,
	count(*) FILTER (WHERE value_at(s.roll2, p) IS DISTINCT FROM w.roll2) AS roll2
FROM windows w JOIN summary s ON s.freq = w.freq AND s.g = w.g
GROUP BY w.freq ORDER BY w.freq;
SELECT count(*) AS rows, count(rebased) > 0 AS some,
	count(*) FILTER (WHERE value_at(rebase(s, '2017-Q2'), p) IS DISTINCT FROM rebased) AS wrong
FROM (SELECT freq, g, p, rebase(v, p, '2017-Q2') OVER (PARTITION BY g ORDER BY p) AS rebased FROM panel WHERE freq = 'M') w
JOIN summary USING (freq, g);
