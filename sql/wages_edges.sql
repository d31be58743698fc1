-- The edges of all labor statistics in one table: nothing, NULL, one row, zero,
-- and what is refused.
SET extra_float_digits = 0;
SET intervalstyle = postgres;
CREATE TEMP TABLE edge (ordinal int, edge text, days int, closed bool, cases numeric, hours numeric, wage numeric, weight numeric);
INSERT INTO edge VALUES
  (1, 'all NULL', NULL, NULL, NULL, NULL, NULL, NULL),
  (2, 'one, closed', 7, true, 3, 10, 5.5, 2), (3, 'one, open', 7, false, 3, 10, 5.5, 2),
  (4, 'half of it NULL', 7, NULL, NULL, 10, 5.5, NULL),
  (5, 'zero', 0, true, 0, 10, 0, 2), (6, 'zero exposure, zero weight', 0, false, 3, 0, 5.5, 0),
  (7, 'NULL and one', NULL, true, NULL, 10, NULL, 2), (7, 'NULL and one', 7, true, 3, 10, 5.5, 2),
  (8, 'two alike', 7, true, 3, 10, 5.5, 2), (8, 'two alike', 7, true, 3, 10, 5.5, 2);

SELECT edge, km_quantile(0.5, days, closed) AS p50, km_quantile(0.5, days * interval '1 day', closed) AS p50_interval,
       num_cases(km_curve(days, closed)) AS cases, survival_at(km_curve(days, closed), 7) AS after_7,
       weighted_percentile(0.5, wage, weight) AS wage_p50, gini(wage::float8, weight::float8) AS gini, theil(wage::float8, weight::float8) AS theil
FROM edge GROUP BY ordinal, edge ORDER BY ordinal;
-- no row at all
SELECT km_quantile(0.5, days, closed) AS p50, num_cases(km_curve(days, closed)) AS cases,
       weighted_percentile(0.5, wage, weight) AS wage_p50, gini(wage::float8, weight::float8) AS gini
FROM edge WHERE false;
-- row by row; eb_rate within a group of one or two
SELECT edge, round(rate, 4) AS rate, round(lower, 4) AS lower, round(upper, 4) AS upper,
       round(eb_rate(cases, hours) OVER (PARTITION BY ordinal), 4) AS eb_rate, round(poisson_excess(cases, hours)::numeric, 6) AS excess,
       funnel_limits(hours) AS funnel, round(wage_at_ppp(wage, weight), 2) AS at_ppp, round(wage_gap(wage, weight), 2) AS gap
FROM edge LEFT JOIN LATERAL incidence_rate(cases, hours) ON true ORDER BY ordinal, days NULLS FIRST;

-- frames that move, of one row and of two, where no row counts at first
SELECT i, weighted_percentile(0.5, v, w) OVER one AS p50, weighted_percentile(0.5, v, w) OVER two AS p50_of_two,
       gini(v::float8, w::float8) OVER one AS gini, theil(v::float8, w::float8) OVER two AS theil,
       km_quantile(0.5, w, v > 0) OVER one AS km, km_quantile(0.5, w * interval '1 day', v > 0) OVER two AS km_of_two,
       num_cases(km_curve(w::float8, v > 0) OVER two) AS cases
FROM (VALUES (1, NULL, 1), (2, NULL, NULL), (3, 5.5, 2), (4, 7.5, 0), (5, NULL, 3), (6, 9, 4), (7, NULL, 5), (8, NULL, 6)) t(i, v, w)
WINDOW one AS (ORDER BY i ROWS BETWEEN CURRENT ROW AND CURRENT ROW), two AS (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) ORDER BY i;
SELECT i, weighted_percentile(p, v, 1) OVER (ORDER BY i ROWS 1 PRECEDING) AS late, km_quantile(p, v, true) OVER (ORDER BY i ROWS 1 PRECEDING) AS km
FROM (VALUES (1, NULL::float8, 3), (2, 0.5, 4), (3, 0.5, 6)) t(i, p, v) ORDER BY i;

-- what is refused, with its SQLSTATE
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE query INTO answer;
	RETURN 'answers ' || coalesce(answer, 'NULL');
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate || ' ' || sqlerrm;
END $$;
SELECT query, pg_temp.refusal('SELECT ' || query)
FROM unnest(ARRAY[
	'km_quantile(0.5, -1, true)', 'km_quantile(0.5, interval ''-1 hour'', true)', 'km_quantile(0.5, interval ''1 month -31 days'', true)',
	'km_curve(-1, false)', 'km_curve(-1, NULL)', 'km_quantile(0, 1, true)', 'km_quantile(1.5, 1, true)',
	'incidence_rate(-1, 10)', 'incidence_rate(1, -10)', 'incidence_rate(1.5, 10)', 'incidence_rate(1, 10, 0)', 'incidence_rate(1, 10, 1, 1)',
	'eb_rate(-1, 10) OVER ()', 'eb_rate(1, -10) OVER ()', 'poisson_excess(-1, 1)', 'poisson_excess(1, -1)', 'funnel_limits(-1)',
	'weighted_percentile(0.5, 1, -1)', 'weighted_percentile(-0.5, 1, 1)', 'gini(-1, 1)', 'theil(1, -1)',
	'wage_at_ppp(1, 0)', 'wage_gap(1, -1)', 'wage_gap(''NaN'', 1)', 'case_clock(''rrm'', ''{}'')',
	'add_business_days(''infinity'', 1)', 'naics_trunc(''33'', 7)']) query;
