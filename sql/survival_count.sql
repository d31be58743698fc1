-- survival curves whose cases are taken back
SET client_min_messages = warning;
\pset null '(null)'

SELECT c, x, survival_merge(c, x), survival_subtract(survival_merge(c, x), x) FROM (VALUES
	('days {3:2,4+:1}'::survival_curve, 'days {4+:2,5:1}'::survival_curve), ('days {3:2,4+:1}', NULL), (NULL, 'days {1:1}'), (NULL, NULL),
	('microseconds {5:1}', 'microseconds {5+:1}'), ('days 0.5 {3:2}', 'days 0.5 {3:1}')) t(c, x);
-- a case of the fourth day closes on the sixth
SELECT survival_change('days {3:2,4+:1}', 'days {6:1}', 'days {4+:1}'), survival_change(NULL, 'days {6:1}', NULL),
	survival_subtract('days {3:2,4+:1}', 'days {4+:1,3:2}'), num_cases(survival_subtract('days {3:2}', 'days {3:2}'));

-- what is combined by hand may be stored: it is what rollup() gives
SELECT pg_column_size(survival_combine(a, b)) = pg_column_size(rollup) AS size, survival_combine(a, b) = rollup AS same
FROM (VALUES ('days {3:2,4+:1}'::survival_curve, 'days {4+:2,5:1}'::survival_curve)) t(a, b), LATERAL (SELECT rollup(c) FROM unnest(ARRAY[a, b]) c) r;

-- errors
\set VERBOSITY default
SELECT survival_subtract('days {3:2,4+:1}', 'days {4+:3}');
SELECT survival_subtract('days {3:2,4+:1}', 'days {4:1}');
\set VERBOSITY terse
SELECT survival_subtract(NULL, 'days {4:1}');
SELECT survival_merge('days {3:2}', 'microseconds {3:2}');
SELECT survival_change('days {3:2}', NULL, 'days 0.5 {3:1}');
SELECT survival_merge('days {3:9223372036854775807}', 'days {3:1}');

-- any order, any grouping, and cases taken back: the bytes of those that are left
CREATE TEMP TABLE many AS
SELECT i, i % 5 AS g, (h & 255)::int AS days, h >> 20 & 1 = 1 AS event FROM generate_series(1, 6000) i, LATERAL (SELECT hashint8extended(i, 3) AS h) t;
SELECT g, bool_and(survival_curve_send(survival_subtract(whole, taken)) = survival_curve_send(left_over)) AS subtracted,
	bool_and(survival_subtract(whole, taken) = left_over) AS equal,
	bool_and(survival_curve_send(survival_change(left_over, taken, left_over)) = survival_curve_send(taken)) AS changed,
	bool_and(survival_subtract(whole, whole)::text = 'days {}') AS emptied
FROM (SELECT g, km_curve(days, event) AS whole, km_curve(days, event) FILTER (WHERE i % 11 <> 0) AS taken,
		km_curve(days, event) FILTER (WHERE i % 11 = 0) AS left_over
	FROM many GROUP BY g) t GROUP BY g ORDER BY g;
