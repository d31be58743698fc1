-- Factors from elsewhere and calendar helpers, by hand.
SET client_min_messages = warning;
\pset null '(null)'

SELECT apply_factors('2024-01 {103,98,NULL,50}', '2023-12 {7,103,98,100,NULL,4}', base => 100),
	apply_factors('2024-01 {10,20,30}', '2024-01 {0.5,2,1}'), apply_factors('2024-01 {10,20,30}', '2024-02 {-5,0}', 'additive');
SELECT apply_factors('M {}', '2024-01 {1}'), apply_factors('2024-01 {1}', 'M {}'), apply_factors(NULL, '2024-01 {1}'), apply_factors('2024-01 {1}', NULL);
-- what x11() took out is what its factors take out
WITH t AS (SELECT series('2010-01'::time_period + t, 100 + t + 20 * sin(t)) AS s FROM generate_series(0, 99) t)
SELECT apply_factors(s, m.seasonal) = m.adjusted AS ratios, apply_factors(s, a.seasonal, 'additive') = a.adjusted AS differences
FROM t, LATERAL x11(s) m, LATERAL x11(s, 'additive') a;
SELECT apply_factors('2024-01 {1,2}', '2024-01 {1,0}');
SELECT apply_factors('2024-01 {1,2}', '2024-01 {-0.5,1}');
SELECT apply_factors('2024-01 {1,2}', '2024-Q1 {1,1}');
SELECT apply_factors('2024-01 {1,2}', '2024-01 {1,1}', 'log');
SELECT apply_factors('2024-01 {1,2}', '2024-01 {1,1}', base => 0);
SELECT apply_factors('2024-01 {1,2}', '2024-01 {1,1}', base => 'NaN');

-- Easter: the earliest and the latest there can be, and years that need the
-- exceptions of the moon (1954, 1981, 2049, 2076)
SELECT y, easter(y) FROM unnest('{1583,1818,1943,1954,1981,1999,2000,2008,2011,2016,2024,2025,2026,2027,2038,2049,2076,2100,2285,9999}'::integer[]) y;
SELECT min(to_char(easter(y), 'MM-DD')), max(to_char(easter(y), 'MM-DD')), bool_and(extract(isodow FROM easter(y)) = 7), count(*) FROM generate_series(1583, 9999) y;
-- the most frequent days of three centuries
SELECT to_char(easter(y), 'MM-DD') AS day, count(*) FROM generate_series(1900, 2199) y GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3;
SELECT easter(NULL);
SELECT easter(1582);
SELECT easter(10000);

-- days of the week against the calendar of the server
SELECT p, d.* FROM unnest('{2024-02,2023-02,2024-Q1,2024,2024-W09,2024-02-29}'::time_period[]) p, LATERAL trading_days(p) d;
SELECT count(*), bool_and((monday, tuesday, wednesday, thursday, friday, saturday, sunday) IS NOT DISTINCT FROM (c[1], c[2], c[3], c[4], c[5], c[6], c[7]))
FROM generate_series('1890-11'::time_period, '2035-03'::time_period) p, LATERAL trading_days(p),
	LATERAL (SELECT array_agg(n::integer ORDER BY w) AS c FROM (SELECT w, count(*) FILTER (WHERE extract(isodow FROM day) = w) AS n
		FROM generate_series(1, 7) w, generate_series(period_start(p), period_end(p), '1 day') day GROUP BY w) t) c;
SELECT trading_days(NULL);

-- business days of a month against those of that month in the series' years:
-- January 2024 has 23, 2023 has 22 and 2025 has 23; with two holidays one fewer
SELECT working_day_factors('2023-01 {1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1}');
SELECT round(value_at(w, '2024-01')::numeric, 6) AS with_holidays, round((21 / ((21 + 21 + 23) / 3.0)), 6) AS by_hand
FROM working_day_factors('2023-01 {1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1}', '{2024-01-01,2024-01-15,2023-01-02,2023-01-01}') w;
SELECT working_day_factors('M {}'), working_day_factors(NULL);
