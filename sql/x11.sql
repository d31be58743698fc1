-- Seasonal adjustment by X-11: what can be said without another program.  Its
-- figures against JDemetra+ are in test/t/063_seasonal.pl.
SET client_min_messages = warning;
\pset null '(null)'

CREATE FUNCTION pg_temp.rounded(s time_series, digits integer DEFAULT 5) RETURNS text LANGUAGE sql AS
$$ SELECT string_agg(trim_scale(round(value::numeric, digits))::text, ' ' ORDER BY period) FROM unnest(s) $$;

-- A line and a pattern that adds up to nothing come apart, but for the millionth
-- of noise that the ends of quarterly trends suppose: 100 + 2 t, and 3 -1 -4 2 by
-- quarter, wherever in the year the series starts.
CREATE FUNCTION pg_temp.line(first time_period) RETURNS time_series LANGUAGE sql AS
$$ SELECT series(first + t, (100 + 2 * t + (ARRAY[3, -1, -4, 2])[subperiod(first + t)])::float8) FROM generate_series(0, 22) t $$;
SELECT first, pg_temp.rounded(adjusted) AS adjusted, pg_temp.rounded(seasonal) AS seasonal,
	pg_temp.rounded(trend) AS trend, pg_temp.rounded(irregular) AS irregular
FROM (VALUES ('2019-Q1'::time_period), ('2019-Q2'), ('2018-Q4')) f(first),
	LATERAL x11(pg_temp.line(first), mode => 'additive') \gx

-- What every adjustment keeps, for awkward series of five years to the day and
-- of more: the parts make up the series; a year of seasonals has a mean of one
-- (or zero); a constant is its own trend.
CREATE TEMP TABLE awkward AS
SELECT name, freq, n, series(period('2010-03-01', freq) + t, v) AS s
FROM (VALUES ('M', 60), ('M', 61), ('M', 95), ('M', 131), ('Q', 20), ('Q', 21), ('Q', 57)) f(freq, n),
	LATERAL generate_series(0, n - 1) t,
	LATERAL (VALUES ('constant', 100::float8), ('one spike', CASE t WHEN n / 2 THEN 900 ELSE 100 END),
		('level shift', CASE WHEN t < 2 * n / 5 THEN 100 ELSE 250 END),
		('seasonal', 100 * exp(t * 0.01) * (1 + 0.3 * sin(t * 2 * pi() / CASE freq WHEN 'M' THEN 12 ELSE 4 END))),
		('noise', 1 + abs(hashint4(t * 7919) % 1000))) v(name, v)
GROUP BY name, freq, n;
SELECT name, mode,
	bool_and(CASE mode WHEN 'additive' THEN abs(adjusted + seasonal - value) < 1e-9 AND abs(trend + irregular - adjusted) < 1e-9
		ELSE abs(adjusted * seasonal / value - 1) < 1e-13 AND abs(trend * irregular / adjusted - 1) < 1e-13 END) AS parts,
	bool_and(name <> 'constant' OR (abs(trend / 100 - 1) < 1e-13 AND abs(adjusted / 100 - 1) < 1e-13)) AS constants,
	bool_and(weight BETWEEN 0 AND 1 AND (name <> 'constant' OR weight = 1)) AS weights,
	bool_and(value <> 900 OR weight = 0) AS spikes, count(*)
FROM awkward, unnest('{multiplicative,additive,log-additive}'::text[]) mode, LATERAL x11_table(s, mode)
GROUP BY name, mode ORDER BY name, mode;

-- the columns of x11() and of x11_table() are the same figures
SELECT count(*), bool_and(t.adjusted = a.value AND t.seasonal = value_at(x.seasonal, t.period) AND t.trend = value_at(x.trend, t.period)
	AND t.irregular = value_at(x.irregular, t.period) AND value_at(seasonally_adjusted(s), t.period) = a.value)
FROM awkward, LATERAL x11(s) x, LATERAL unnest(x.adjusted) a, LATERAL x11_table(awkward.s) t WHERE t.period = a.period AND name = 'noise';

-- the unit is no matter, nor is a sum turned around
SELECT bool_and(abs(value_at(seasonally_adjusted(s * 1e-6::float8, mode), a.period) * 1e6 / a.value - 1) < 1e-9) AS unit,
	bool_and(mode <> 'additive' OR abs(value_at(seasonally_adjusted(-s, mode), a.period) / a.value + 1) < 1e-9) AS sign
FROM awkward, unnest('{multiplicative,additive,log-additive}'::text[]) mode, LATERAL unnest(seasonally_adjusted(s, mode)) a
WHERE name IN ('noise', 'seasonal') AND a.value <> 0;

-- nine times everything else is left in the irregular, but not without a trace:
-- the first trend takes it for a bulge of a year
SELECT round(min(seasonal)::numeric, 6) AS least, round(max(seasonal)::numeric, 6) AS most,
	round(max(irregular)::numeric, 3) AS spike
FROM awkward, LATERAL x11_table(s) WHERE name = 'one spike' AND n = 131;

-- options do what they say
SELECT seasonal_filter, count(DISTINCT round(seasonal::numeric, 9)) AS factors
FROM awkward, unnest('{msr,x11,stable,3x1,3x3,3x5,3x9,3x15}'::text[]) seasonal_filter,
	LATERAL x11_table(s, seasonal_filter => seasonal_filter) WHERE name = 'noise' AND n = 131
GROUP BY 1 ORDER BY 1;
SELECT trend_filter, round(sum(abs(irregular - 1))::numeric, 3) AS irregular
FROM awkward, unnest('{0,5,7,9,13,17,23}'::integer[]) trend_filter,
	LATERAL x11_table(s, trend_filter => trend_filter) WHERE name = 'noise' AND n = 131
GROUP BY 1 ORDER BY 1;
SELECT count(*) FILTER (WHERE weight < 1) FROM awkward, LATERAL x11_table(s, lower_sigma => 9.8, upper_sigma => 9.9) WHERE name = 'noise' AND n = 131;

-- NULL in, NULL out
SELECT x11(NULL), seasonally_adjusted(NULL), (SELECT count(*) FROM x11_table(NULL));

-- what is refused
SELECT x11('M {}');
SELECT x11(series('2019-01'::time_period + t, 1::float8)) FROM generate_series(0, 58) t;
SELECT x11(series('2019-Q1'::time_period + t, 1::float8)) FROM generate_series(0, 18) t;
SELECT x11(series('2000'::time_period + t, 1::float8)) FROM generate_series(0, 80) t;
SELECT x11_table(series('2000-01-01'::time_period + t, 1::float8)) FROM generate_series(0, 3000) t;
SELECT x11(series('2015-01'::time_period + t, 1::float8)) FROM generate_series(0, 80) t WHERE t <> 25;
SELECT seasonally_adjusted(series('2015-01'::time_period + t, 25.0::float8 - t)) FROM generate_series(0, 80) t;
SELECT seasonally_adjusted(series('2015-01'::time_period + t, 25.0::float8 - t), 'log-additive') FROM generate_series(0, 80) t;
SELECT seasonally_adjusted(series('2015-01'::time_period + t, 1e308::float8)) FROM generate_series(0, 80) t;
SELECT seasonally_adjusted(s, 'Multiplicative') FROM awkward LIMIT 1;
SELECT seasonally_adjusted(s, seasonal_filter => '3x7') FROM awkward LIMIT 1;
SELECT seasonally_adjusted(s, trend_filter => 12) FROM awkward LIMIT 1;
SELECT seasonally_adjusted(s, trend_filter => 25) FROM awkward LIMIT 1;
SELECT seasonally_adjusted(s, trend_filter => -5) FROM awkward LIMIT 1;
SELECT seasonally_adjusted(s, trend_filter => 23) FROM awkward WHERE n = 20 LIMIT 1;
SELECT seasonally_adjusted(s, lower_sigma => 2.5) FROM awkward LIMIT 1;
SELECT seasonally_adjusted(s, upper_sigma => 'NaN') FROM awkward LIMIT 1;
SELECT seasonally_adjusted(s, upper_sigma => 'Infinity') FROM awkward LIMIT 1;
