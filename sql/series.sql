-- Time series: the aggregates series() and rollup(), and what is in a series.
SET client_min_messages = warning;
\pset null '(null)'

-- none, one, many; NULL in either column is no row
SELECT series(p, v) FROM (VALUES (NULL::time_period, NULL::float8)) t(p, v) WHERE false;
SELECT series(p, v) FROM (VALUES (NULL::time_period, 1::float8), ('2024-01', NULL)) t(p, v);
SELECT series('2024-01'::time_period, 1.5::float8);
SELECT series(p, v) FROM (VALUES ('2024-01'::time_period, 1.5::float8), (NULL, 7),
	('2024-04', 0), ('2024-03', NULL), ('2023-12', -2)) t(p, v);
SELECT rollup(NULL::time_series);
SELECT rollup(s) FROM (VALUES ('M {}'::time_series), ('M {}')) t(s);
SELECT rollup(s) FROM (VALUES ('2024-01 {1,2}'::time_series), (NULL), ('M {}'),
	('2024-02 {10,NULL,30}'), ('2023-11 {5}')) t(s);
-- one rounding error in any place is enough to ask for residuals
SELECT rollup(first) AS first, rollup(middle) AS middle, rollup(last) AS last
FROM (VALUES ('2024-01 {0.1,1,NULL}'::time_series, '2024-01 {1,0.1,1}'::time_series, '2024-01 {1,NULL,0.1}'::time_series),
	('2024-01 {0.2,1,5}', '2024-01 {1,0.2,1}', '2024-01 {1,5,0.2}')) t(first, middle, last);

-- every frequency
SELECT freq(s), s, first_period(s), last_period(s), num_values(s)
FROM (SELECT series(p::time_period + i, i::float8) AS s
	FROM (VALUES ('1999'), ('1999-S2'), ('1999-T3'), ('1999-Q4'), ('1999-12'),
		('1999-W52'), ('1999-12-31')) f(p), generate_series(0, 2) i
	GROUP BY p) t
ORDER BY freq(s);

-- several values of one period are added, without error
SELECT series('2024-01'::time_period, v) FROM (VALUES (0.1::float8), (0.2), (0.3)) t(v);
SELECT series('2024-01'::time_period, v) FROM (VALUES (1e15::float8), (1e-9), (-1e15)) t(v);
SELECT series('2024-01'::time_period, v) FROM (VALUES (1e280::float8), (1.25), (-1e280), (1e-300)) t(v);
SELECT series('2024-01'::time_period, v) FROM (VALUES (1.5::float8), (-1.5)) t(v);
SELECT series('2024-01'::time_period, '-0'::float8);

-- numeric is turned into the nearest double, bigint is held exactly
SELECT series('2024-01'::time_period, v) FROM (VALUES (123456789012.34::numeric), (0.01)) t(v);
SELECT series('2024-01'::time_period, 12345678901234567890.123456789::numeric);
SELECT series('2024-01'::time_period, v) FROM (VALUES (9007199254740993::bigint)) t(v);
SELECT series('2024-01'::time_period + i, v)
FROM (VALUES (0, 9223372036854775807::bigint), (1, -9223372036854775808), (2, -9007199254740993),
	(3, 42), (4, 9223372036854775807), (4, -9223372036854775807)) t(i, v);
SELECT series('2024-01'::time_period, 3::integer), series('2024-01'::time_period, 3::smallint);

-- refused: no number, too large, sums too large, mixed frequencies
SELECT series('2024-01'::time_period, 'NaN'::float8);
SELECT series('2024-01'::time_period, '-infinity'::float8);
SELECT series('2024-01'::time_period, 'NaN'::numeric);
SELECT series('2024-01'::time_period, 1e289::float8);
SELECT series('2024-01'::time_period, v) FROM (VALUES (9e288::float8), (9e288)) t(v);
SELECT value_at(series('2024-01'::time_period, v), '2024-01')
FROM (VALUES (9e288::float8), (9e288), (-9e288)) t(v);
SELECT series(p, 1::float8) FROM (VALUES ('2024-01'::time_period), ('2024-Q1')) t(p);
SELECT rollup(s) FROM (VALUES ('2024-01 {1}'::time_series), ('Q {}')) t(s);
SELECT value_at('2024-01 {1}', '2024');

-- what is in a series: absent, and zero
SELECT p, value_at('2024-01 {1,NULL,0,4}', p)
FROM (VALUES ('2023-12'::time_period), ('2024-01'), ('2024-02'), ('2024-03'), ('2024-05')) t(p);
SELECT first_period(s), last_period(s), num_values(s), freq(s)
FROM (VALUES ('2024-01 {1,NULL,0,4}'::time_series), ('W {}'), (NULL)) t(s);
SELECT gaps('2024-01 {1,NULL,NULL,4,NULL,6}');
SELECT gaps('M {}');
SELECT * FROM unnest('2024-01 {1,NULL,0,0.30000000000000004|-2.7755575615628914e-17}'::time_series);
SELECT * FROM unnest('M {}'::time_series);
SELECT shift('2024-01 {1,NULL,3}', 2), shift('2024-01 {1,NULL,3}', -1), shift('M {}', 5);
SELECT shift('9999-11 {1,2}', 1);
SELECT shift('0001-01 {1,2}', -1);
SELECT shift('0001-01 {1,2}', -2147483648);

-- equality and hashing
SELECT a = b AS eq, a <> b AS ne
FROM (VALUES ('2024-01 {1,2}'::time_series, '2024-01 {1,2}'::time_series),
	('2024-01 {1,2}', '2024-01 {1,2,3}'), ('2024-01 {1,2}', '2024-02 {1,2}'),
	('M {}', 'Q {}'), ('M {}', 'M {}'), ('2024-01 {1}', '2024-01 {1|1e-17}')) t(a, b);
SELECT count(DISTINCT time_series_hash(s)) AS hashes, count(DISTINCT time_series_hash_extended(s, 7)) AS extended,
	bool_and(time_series_hash(s) = time_series_hash_extended(s, 0)::bit(32)::integer) AS same_without_seed,
	bool_or(time_series_hash_extended(s, 0) = time_series_hash_extended(s, 1)) AS same_with_seed
FROM (VALUES ('2024-01 {1,2}'::time_series), ('2024-01 {1,3}'), ('2024-02 {1,2}'), ('2024-01 {2,2}'), ('2024-01 {1,2|1e-17}')) t(s);
SELECT DISTINCT s FROM (VALUES ('2024-01 {1,2}'::time_series), ('2024-01 {1,2,NULL}'), ('2024-01 {1,1|1}')) t(s);

-- A call outside of an aggregate changes nothing but what it returns.
CREATE TEMP TABLE kept AS SELECT '2024-01 {1,2}'::time_series AS s;
SELECT series_add(s, '2024-02', 5::float8), series_add(s, '2024-09', 5::float8),
	series_combine(s, s), series_add(s, NULL, 5::float8), series_add(s, '2024-02', NULL::float8), s FROM kept;
DO $$
DECLARE
	a time_series := '2024-01 {1,2}';
	b time_series;
BEGIN
	b := series_add(a, '2024-02', 0.1::float8);
	b := series_add(b, '2024-02', 0.2::float8);
	b := series_combine(b, a);
	RAISE WARNING 'a % b %', a, b;
END $$;
-- and that is final, without room to spare
SELECT pg_column_size(series_add(s, '2024-03', 5::float8)) = pg_column_size('2024-01 {1,2,5}'::time_series) AS added,
	pg_column_size(series_combine(s, '2024-03 {5}')) = pg_column_size('2024-01 {1,2,5}'::time_series) AS combined FROM kept;
SELECT series_add(NULL, NULL, NULL::float8), series_add(NULL, '2024-02', 5::numeric), series_add(NULL, '2024-02', 5::bigint);

-- An aggregate of somebody else's without a final function hands its state on.
-- It reads as the final value does, wherever it goes.
CREATE AGGREGATE pg_temp.unfinished(time_period, float8) (
	SFUNC = series_add, STYPE = time_series, INITCOND = '2024-01 {1|1e-20,NULL,3}');
CREATE AGGREGATE pg_temp.unfinished(time_series) (SFUNC = series_combine, STYPE = time_series);
CREATE TEMP TABLE states AS
SELECT 'rows' AS of, pg_temp.unfinished('2024-01', -1) AS s, '2024-01 {1e-20,NULL,3}'::time_series AS f
UNION ALL SELECT 'no rows', pg_temp.unfinished(NULL, NULL::float8), '2024-01 {1|1e-20,NULL,3}'
UNION ALL SELECT 'growing', pg_temp.unfinished(p, 0.5), '2023-12 {0.5,1|1e-20,NULL,3,NULL,0.5}'
	FROM (VALUES ('2024-05'::time_period), ('2023-12')) t(p)
UNION ALL SELECT 'series', pg_temp.unfinished(s), '2024-01 {1e-20}'
	FROM (VALUES ('2024-01 {1|1e-20}'::time_series), ('2024-01 {-1}')) t(s);
SELECT of, s, s = f AS eq, time_series_hash(s) = time_series_hash(f) AS hash, time_series_send(s) = time_series_send(f) AS send,
	s::jsonb = f::jsonb AS json, shift(s, 1) = shift(f, 1) AS shift, s * 1 = f * 1 AS times,
	last_period(s) = last_period(f) AS last, num_values(s) = num_values(f) AS num,
	series_combine(s, s) = series_combine(f, f) AS combine
FROM states;
SELECT rollup(s) = rollup(f) AS rollup FROM states;
SELECT i, s FROM (SELECT i, lag(s) OVER (ORDER BY i) AS s
	FROM (SELECT i, pg_temp.unfinished('2024-01'::time_period + i / 2, 1) OVER (ORDER BY i) AS s FROM generate_series(0, 3) i) t) t;

-- as a window aggregate, growing and moving
SELECT i, series('2024-01'::time_period + i, i::float8) OVER (ORDER BY i),
	series('2024-01'::time_period + i, i::float8) OVER (ORDER BY i ROWS 1 PRECEDING),
	rollup(series_add(NULL, '2024-01'::time_period + i / 2, 0.1::float8)) OVER (ORDER BY i)
FROM generate_series(0, 3) i;

-- the longest span there is
SELECT num_values(s), first_period(s), last_period(s), (SELECT count(*) FROM gaps(s))
FROM (SELECT series(p, 1::float8) AS s FROM (VALUES ('9999-12-31'::time_period), ('0001-01-01')) t(p)) x;

-- TOAST: ten thousand days
CREATE TEMP TABLE long_series AS
SELECT k, series('1990-01-01'::time_period + i, (i * 7919 % 100003 * k)::float8 / 100) AS s
FROM generate_series(0, 9999) i, generate_series(1, 3) k GROUP BY k;
SELECT k, num_values(s), value_at(s, '1990-01-01'::time_period + 9999),
	s::text::time_series = s AS text_same, s = t AS same
FROM long_series JOIN (SELECT k, series('1990-01-01'::time_period + i, (i * 7919 % 100003 * k)::numeric / 100) AS t
	FROM generate_series(9999, 0, -1) i, generate_series(1, 3) k GROUP BY k) x USING (k) ORDER BY k;
SELECT num_values(rollup(s)), value_at(rollup(s), '1990-01-02') FROM long_series;

-- The combine law.  Random rows: cents, 1e15, 1e-9, and what cancels.
CREATE TEMP TABLE facts AS
SELECT i, '2015-01'::time_period + abs(hashint4(i) % 120) AS p,
	CASE i % 4 WHEN 0 THEN hashint4(i * 3) % 1000000 / 100.0::float8
		WHEN 1 THEN hashint4(i * 5) * 1e6
		WHEN 2 THEN hashint4(i * 7) * 1e-18
		ELSE hashint4(i / 8) * CASE WHEN i / 4 % 2 = 0 THEN 1e270 ELSE -1e270 END END AS v,
	abs(hashint4(i * 11) % 13) AS part
FROM generate_series(1, 20000) i;
CREATE TEMP TABLE whole AS SELECT time_series_send(series(p, v)) AS bytes FROM facts;

-- the same bytes in any order of rows
SELECT d, time_series_send(series(p, v ORDER BY hashint4(i * d + d))) = (SELECT bytes FROM whole) AS same
FROM facts, generate_series(1, 3) d GROUP BY d;
SELECT time_series_send(series(p, v ORDER BY p)) = bytes AS up,
	time_series_send(series(p, v ORDER BY p DESC)) = bytes AS down,
	time_series_send(series(p, v ORDER BY abs(p - '2020-01'::time_period))) = bytes AS outward
FROM facts, whole GROUP BY bytes;

-- the same bytes when merged, in any split and any tree
SELECT time_series_send(rollup(s)) = (SELECT bytes FROM whole) AS same
FROM (SELECT rollup(s) AS s FROM (SELECT part, series(p, v) AS s FROM facts GROUP BY part) a GROUP BY part % 3) b;
CREATE FUNCTION merged(seed float8) RETURNS time_series LANGUAGE plpgsql AS $$
DECLARE
	parts time_series[];
	i int;
	j int;
BEGIN
	PERFORM setseed(seed);
	parts := ARRAY(SELECT series(p, v) FROM (SELECT p, v, (random() * 9)::int AS part FROM facts) t GROUP BY part);
	WHILE cardinality(parts) > 1 LOOP
		i := 1 + floor(random() * cardinality(parts));
		j := 1 + floor(random() * (cardinality(parts) - 1));
		j := j + (j >= i)::int;
		parts[i] := series_combine(parts[i], parts[j]);
		parts := parts[:j - 1] || parts[j + 1:];
	END LOOP;
	RETURN parts[1];
END $$;
SELECT seed, time_series_send(merged(seed / 10.0)) = bytes AS same FROM generate_series(0, 4) seed, whole;
DROP FUNCTION merged;

-- the same bytes in parallel, and with text in between
CREATE TABLE series_facts AS SELECT * FROM facts;
ALTER TABLE series_facts SET (parallel_workers = 2);
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT time_series_send(series(p, v)) = (SELECT bytes FROM whole) AS same FROM series_facts;
SELECT time_series_send(rollup(s::text::time_series)) = (SELECT bytes FROM whole) AS same
FROM (SELECT part, series(p, v) AS s FROM series_facts GROUP BY part) t;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
DROP TABLE series_facts;

-- a sum that needs a lane more, before all of the other's periods have come
SELECT first_period(r), last_period(r), num_values(r), value_at(r, '2020-01'), value_at(r, '2020-02'), value_at(r, '2090-12')
FROM (SELECT rollup(s ORDER BY o) AS r FROM (VALUES (1, series_add('2020-01 {0.1}', '2020-01', 0::float8)),
	(2, series_add('2020-01 {0.2}', '2090-12', 7::float8)), (3, '2020-02 {0.3}')) t(o, s)) u;
