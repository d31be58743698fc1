-- Diagnostics of X-11: directions, and what cannot be told.  Their figures
-- against JDemetra+ are in test/t/061_seasonal.pl.
SET client_min_messages = warning;
\pset null '(null)'

-- the clearer the seasonal, the surer the tests; the noisier, the worse M and Q
CREATE TEMP TABLE noise AS
SELECT amount, series('2010-01'::time_period + t, 100 + t + 20 * sin(t * pi() / 6) + amount * (hashint4(t * 7919) % 1000) / 1000.0::float8) AS s
FROM (VALUES (0.1), (5), (20), (60)) a(amount), generate_series(0, 119) t GROUP BY amount;
SELECT amount, identifiable, round(q::numeric, 2) AS q, round(m1::numeric, 2) AS m1, round(m7::numeric, 2) AS m7, round(f_stable::numeric) AS f,
	p_stable < 0.001 AS sure, mcd, trend_terms, seasonal_terms
FROM noise, LATERAL x11_diagnostics(s, 'additive') ORDER BY amount;

-- a seasonal that grows is a moving one
SELECT grows, f_moving > 3 AS moving, p_moving < 0.05 AS sure, m8 < 1 AS m8, m9 < 1 AS m9
FROM unnest('{f,t}'::boolean[]) grows, LATERAL (SELECT series('2010-01'::time_period + t,
		1000 + CASE WHEN grows THEN t ELSE 60 END * sin(t * pi() / 6) + (hashint4(t) % 100) / 100.0::float8) AS s
	FROM generate_series(0, 119) t) s, LATERAL x11_diagnostics(s, 'additive') ORDER BY grows;

-- options count: nothing is extreme within wide limits
SELECT extremes > 0 AS some, e.none FROM noise, LATERAL x11_diagnostics(s),
	LATERAL (SELECT extremes FROM x11_diagnostics(s, lower_sigma => 9.8, upper_sigma => 9.9)) e(none) WHERE amount = 20;

-- below six years there are no M8 to M11, and Q is without them
SELECT n, m7 IS NOT NULL AS m7, num_nulls(m8, m9, m10, m11) AS unknown, q BETWEEN 0 AND 3 AS q
FROM (VALUES (60), (71), (72)) n(n), LATERAL (SELECT series('2010-01'::time_period + t, 10 + (hashint4(t) % 5)::float8) AS s FROM generate_series(0, n - 1) t) s,
	LATERAL x11_diagnostics(s);

-- of a constant nothing can be told but what was chosen, and nothing is NaN
SELECT * FROM x11_diagnostics((SELECT series('2010-Q1'::time_period + t, 64::float8) FROM generate_series(0, 39) t)) \gx
SELECT x11_diagnostics(NULL);
SELECT x11_diagnostics('2010-01 {1,2,3}');
