-- Seasonal adjustment by STL: what can be said without another program.  Its
-- figures against R and statsmodels are in test/t/061_seasonal.pl.
SET client_min_messages = warning;
\pset null '(null)'

CREATE FUNCTION pg_temp.rounded(s time_series, digits integer DEFAULT 9) RETURNS text LANGUAGE sql AS
$$ SELECT string_agg(coalesce(trim_scale(round(value::numeric, digits))::text, '-'), ' ' ORDER BY p)
   FROM generate_series(first_period(s), last_period(s)) p LEFT JOIN unnest(s) u ON period = p $$;

-- A line and a pattern that adds up to nothing come apart in the limit of many
-- loops, with and without a gap of more than a year, which stays one.
CREATE TEMP TABLE line AS
SELECT series('2019-Q2'::time_period + t, (100 + 2 * t + (ARRAY[3, -1, -4, 2])[1 + t % 4])::float8) AS s,
	series('2019-Q2'::time_period + t, (100 + 2 * t + (ARRAY[3, -1, -4, 2])[1 + t % 4])::float8) FILTER (WHERE t NOT BETWEEN 9 AND 13 AND t <> 4) AS with_gaps
FROM generate_series(0, 22) t;
SELECT pg_temp.rounded(adjusted) AS adjusted, pg_temp.rounded(seasonal) AS seasonal,
	pg_temp.rounded(trend) AS trend, pg_temp.rounded(remainder) AS remainder
FROM line, LATERAL (VALUES (s), (with_gaps)) v(v), LATERAL stl(v, trend_window => 11, inner_loops => 100) \gx
-- two loops are the default, and ten where there are gaps
SELECT loops, max(abs(value_at(stl.trend, period) - value_at(pattern, period))) < 0.01 AS s, count(*)
FROM line, (VALUES (2), (10), (0)) v(loops), LATERAL stl(with_gaps, trend_window => 11, inner_loops => loops),
	LATERAL (SELECT series('2019-Q2'::time_period + t, 100 + 2.0::float8 * t) FROM generate_series(0, 22) t) p(pattern),
	LATERAL unnest(with_gaps) GROUP BY loops ORDER BY loops;

-- the parts make up the series, of any frequency and cycle, in every option
CREATE TEMP TABLE waves AS
SELECT freq, cycle, series(period('2010-03-01', freq) + t, 50 + t * 0.1 + 20 * sin(t) + hashint4(t * 7919) % 30) AS s
FROM (VALUES ('M', 0, 71), ('Q', 0, 41), ('S', 0, 21), ('W', 0, 160), ('D', 7, 90), ('D', 0, 740), ('A', 3, 30), ('T', 0, 30)) f(freq, cycle, n),
	LATERAL generate_series(0, n) t WHERE hashint4(t) % 17 <> 0 GROUP BY freq, cycle, n;
SELECT freq, cycle, num_values(s) AS n, bool_and(abs(value_at(adjusted, period) + value_at(seasonal, period) - value) < 1e-9
		AND abs(value_at(trend, period) + value_at(remainder, period) - value_at(adjusted, period)) < 1e-9
		AND num_values(adjusted) = num_values(s) AND num_values(trend) = num_values(s)) AS parts
FROM waves, unnest('{f,t}'::boolean[]) robust, unnest('{0,7,35}'::integer[]) w, LATERAL stl(s, w, robust, cycle => cycle), LATERAL unnest(s)
GROUP BY freq, cycle, s ORDER BY freq, cycle;

-- a periodic seasonal has one pattern
SELECT count(DISTINCT round(value::numeric, 9)) FROM waves, LATERAL stl(s), LATERAL unnest(seasonal) WHERE freq = 'M';

-- a spike is left in the remainder by the robust form alone
SELECT robust, round(max(value)::numeric, 3) AS spike, round(min(value)::numeric, 3) AS least
FROM (SELECT series('2010-01'::time_period + t, CASE t WHEN 50 THEN 900.0::float8 ELSE 100 + 10 * sin(t * pi() / 6) END) AS s FROM generate_series(0, 130) t) t,
	unnest('{f,t}'::boolean[]) robust, LATERAL stl(s, robust => robust), LATERAL unnest(remainder) GROUP BY robust ORDER BY robust;

-- windows and cycles may be as wide as they come: a window beyond the series is
-- one line through all of it, and a cycle costs no more for being long
SELECT round(max(abs(value))::numeric, 9) AS trend FROM waves, LATERAL stl(s, 2147483647, false, 2147483647, 2147483647),
	LATERAL unnest(change(change(trend))) WHERE freq = 'M';
SELECT num_values((stl(series('1000-01-01'::time_period + t, 1::float8), cycle => 100000)).trend) FROM generate_series(0, 200000) t;

SELECT stl(NULL);

-- what is refused
SELECT stl('M {}');
SELECT stl(series('2019-01'::time_period + t, 1::float8)) FROM generate_series(0, 23) t;
SELECT num_values((stl(series('2019-01'::time_period + t, 1::float8))).trend) FROM generate_series(0, 24) t;
SELECT stl(series('2000'::time_period + t, 1::float8)) FROM generate_series(0, 24) t;
SELECT stl(s, cycle => -1) FROM waves LIMIT 1;
SELECT stl(s, cycle => 2147483647) FROM waves LIMIT 1;
SELECT stl(s, 8) FROM waves LIMIT 1;
SELECT stl(s, 1) FROM waves LIMIT 1;
SELECT stl(s, trend_window => -3) FROM waves LIMIT 1;
SELECT stl(s, low_pass_window => 2) FROM waves LIMIT 1;
SELECT stl(s, 7, seasonal_degree => 2) FROM waves LIMIT 1;
SELECT stl(s, trend_degree => -1) FROM waves LIMIT 1;
SELECT stl(s, low_pass_degree => 3) FROM waves LIMIT 1;
SELECT stl(s, inner_loops => -1) FROM waves LIMIT 1;
SELECT stl(s, outer_loops => 1001) FROM waves LIMIT 1;
SELECT stl(series('2019-01'::time_period + t, 1::float8)) FROM generate_series(0, 70) t WHERE t % 12 <> 5;
SELECT stl(series('2010-01'::time_period + t, 1::float8), trend_window => 5) FROM generate_series(0, 70) t WHERE t NOT BETWEEN 20 AND 30;
