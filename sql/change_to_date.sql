-- Sums to date over a longer period than the year.

-- days of two months and a bit, 2 February missing and 5 March without a value
CREATE TEMP TABLE daily AS
	SELECT day::date AS day, period(day::date, 'D') AS p,
		CASE WHEN day <> '2024-03-05' THEN 1 + extract(day FROM day)::numeric * 0.1 END AS v
	FROM generate_series('2024-01-30'::timestamp, '2024-04-03', '1 day') day
	WHERE day <> '2024-02-02';
SELECT p, v, to_date_sum(v, p, 'month') OVER w AS month, to_date_sum(v, p, 'W') OVER w AS week,
	to_date_sum(v, p, 'Q') OVER w AS quarter, to_date_sum(v, p, 'D') OVER w AS day
FROM daily WINDOW w AS (ORDER BY p)
ORDER BY p LIMIT 9;

-- the same by frames of plain SQL, and the doubles as the numerics
WITH ours AS (
	SELECT day, p, v, to_date_sum(v, p, 'M') OVER w AS m, to_date_sum(v, p, 'W') OVER w AS w,
		to_date_sum(v::float8, p, 'M') OVER w AS fm
	FROM daily WINDOW w AS (ORDER BY p)),
plain AS (
	SELECT day, CASE WHEN count(v) OVER m = extract(day FROM day) THEN sum(v) OVER m END AS m,
		CASE WHEN count(v) OVER w = extract(isodow FROM day) THEN sum(v) OVER w END AS w
	FROM daily WINDOW m AS (PARTITION BY date_trunc('month', day) ORDER BY day),
		w AS (PARTITION BY date_trunc('week', day) ORDER BY day))
SELECT count(*) AS days, count(o.m) AS months, count(o.w) AS weeks,
	count(*) FILTER (WHERE o.m IS DISTINCT FROM s.m OR o.w IS DISTINCT FROM s.w
		OR round(o.fm::numeric, 9) IS DISTINCT FROM round(o.m, 9)) AS differ
FROM ours o JOIN plain s USING (day);

-- quarter to date of months; the year to date is ytd
SELECT p, v, to_date_sum(v, p, 'quarter') OVER w AS quarter, to_date_sum(v, p, 'A') OVER w AS year, ytd(v, p) OVER w
FROM (VALUES ('2024-01'::time_period, 1.5), ('2024-02', 2), ('2024-03', 4), ('2024-04', 8), ('2024-06', 16),
	('2024-10', 32)) t (p, v) WINDOW w AS (ORDER BY p);
-- a week lies where its Thursday lies: 2024-W05 (29 January to 4 February) and W09
-- (26 February to 3 March) in February
SELECT p, to_date_sum(v, p, 'M') OVER (ORDER BY p) AS month
FROM (SELECT '2024-W04'::time_period + i AS p, ('1e' || i)::numeric AS v FROM generate_series(0, 6) i) t;

-- NULL, and what does not fit
SELECT to_date_sum(v, p, NULL) OVER (ORDER BY p) FROM daily LIMIT 1;
SELECT to_date_sum(v, NULL, 'M') OVER () FROM daily LIMIT 1;
SELECT to_date_sum(1.0, '2024-05'::time_period, 'W') OVER ();
SELECT to_date_sum(1.0, '2024-Q2'::time_period, 'T') OVER ();
SELECT to_date_sum(1.0, '2024-05'::time_period, 'fortnight') OVER ();
SELECT to_date_sum(v, p, CASE WHEN p < '2024-02-10'::time_period THEN 'M' ELSE 'Q' END) OVER (ORDER BY p) FROM daily;
SELECT to_date_sum('NaN'::float8, '2024-05'::time_period, 'A') OVER ();
