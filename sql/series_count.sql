-- series that count their rows: what was added is taken away again, to the last bit
SET client_min_messages = warning;
\pset null '(null)'

-- counts show where they are not 1; a NULL is no row
CREATE TEMP TABLE facts (id int, p time_period, v float8);
INSERT INTO facts VALUES (1, '2024-01', 1.5), (2, '2024-01', 2), (3, '2024-03', 0.1), (4, '2024-03', 0.2),
	(5, '2024-04', 7), (6, '2024-05', NULL), (7, NULL, 3);
SELECT counted_series(p, v), series(p, v), num_rows(counted_series(p, v)), num_rows(series(p, v)) FROM facts;
SELECT counted_series(p, v), counted_series(p, v::numeric), counted_series(p, v::bigint) FROM facts WHERE id IN (1, 3, 5);
SELECT counted_series(p, v) FROM facts WHERE id > 5;
SELECT counted_series('2024-01', 9007199254740993), counted_series('2024-01', v) FROM (VALUES (9223372036854775807), (-9223372036854775808)) t(v);

-- without counts it is what series() gives, to the byte, and so is rollup()
SELECT time_series_send(without_counts(counted)) = time_series_send(plain) AS without,
	time_series_send((SELECT rollup(c) FROM unnest(ARRAY[counted]) c)) = time_series_send(plain) AS rolled_up,
	time_series_send(series_combine(counted, 'M {}')) = time_series_send(plain) AS combined, time_series_send(series_final(counted)) = time_series_send(plain) AS final
FROM (SELECT counted_series(p, v) AS counted, series(p, v) AS plain FROM facts) t;
SELECT counted_rollup(s) FROM (VALUES ('2024-01 {1.5#2,NULL,4}'::time_series), ('M {}'), (NULL), ('2024-02 {1}')) t(s);
SELECT counted_rollup(s), rollup(s) FROM (VALUES ('M {}'::time_series)) t(s);

-- the values are the same whatever the counts
SELECT a = b AS eq, a <> b AS ne, time_series_hash(a) = time_series_hash(b) AS hash,
	time_series_hash_extended(a, 7) = time_series_hash_extended(b, 7) AS hash_extended,
	time_series_send(a) = time_series_send(b) AS bytes
FROM (VALUES ('2024-01 {1.5#2,NULL,4}'::time_series, '2024-01 {1.5,NULL,4}'::time_series)) t(a, b);
SELECT count(*) FROM (SELECT DISTINCT s FROM (VALUES ('M {}'::time_series), ('2024 {1#2}'), ('2024 {1}'), ('2024 {1#3}')) t(s)) d;
SELECT num_values(s), value_at(s, '2024-01'), yoy(s), shift(s, 1), s + 1, fred_units(s, 'lin'), series_combine(s, s), series_add(s, '2024-03', 1.0),
	to_freq(s, 'Q', 'last'), rollup(s)
FROM (VALUES ('2024-01 {1.5#2,NULL,4}'::time_series)) t(s) GROUP BY s;

-- a period is absent again when its last row goes
SELECT s, x, series_subtract(s, x) FROM (VALUES
	('2024-01 {3.5#2,NULL,4}'::time_series, '2024-01 {1.5}'::time_series), ('2024-01 {3.5#2,NULL,4}', '2024-03 {4}'),
	('2024-01 {3.5#2,NULL,4}', '2024-01 {3.5#2}'), ('2024-01 {3.5#2,NULL,4}', '2024-01 {3.5#2,NULL,4}'),
	('2024-01 {1,0,1}', '2024-02 {0}'), ('2024-01 {0#3}', '2024-01 {5}'), ('2024-01 {0#2}', '2024-01 {0#2}'),
	('2024-01 {0.30000000000000004|-2.7755575615628914e-17#2}', '2024-01 {0.2}'),
	('2024-01 {1|1e-20#2,1e279|1|1e-20#3}', '2024-01 {1e-20,1e279|1e-20#2}'),
	('2024-01 {3.5#2}', NULL), (NULL, NULL), (NULL, 'M {}'), ('M {}', 'M {}')) t(s, x);
SELECT series_merge(NULL, '2024-01 {1}'), series_merge('2024-01 {1}', NULL), series_merge(NULL, NULL),
	series_merge('2024-01 {1#2,2}', '2024-02 {3,4}'), series_merge('M {}', '2023-12 {-1,1#5}');
SELECT series_change(NULL, '2024-01 {3,4}', '2024-01 {3}'), series_change('2024-01 {3,4}', '2024-02 {5}', '2024-02 {4}'),
	series_change('2024-01 {9e288}', '2024-01 {8e288}', '2024-01 {9e288}');
SELECT series_insert(NULL, '2024-01', 1.5), series_insert('2024-01 {1}', '2024-01', 2::bigint), series_insert('2024-01 {1}', '2024-01', NULL::float8),
	series_remove('2024-01 {3#2}', '2024-01', 2.0), series_remove('2024-01 {3#2}', NULL, 2.0::float8), series_remove('2024-01 {3}', '2024-01', 3::bigint);

-- errors
\set VERBOSITY default
SELECT series_subtract('2024-01 {3#2}', '2024-01 {3#3}');
SELECT series_subtract('2024-01 {3#2}', '2024-02 {1}');
SELECT series_subtract('2024-01 {3#2}', '2024-01 {2#2}');
\set VERBOSITY terse
SELECT series_subtract(NULL, '2024-01 {1}');
SELECT series_subtract(series(p, v), '2024-01 {1.5}') FROM facts;
SELECT series_remove(NULL, '2024-01', 1.0);
SELECT series_remove('2024-01 {1}', '2024-01', 1.5);
SELECT series_merge('2024-01 {1}', '2024 {1}');
SELECT series_subtract('2024-01 {1}', '2024 {1}');
SELECT series_change(NULL, '2024-01 {1}', '2024 {1}');
SELECT series_merge('2024-01 {9e288}', '2024-01 {9e288}');
SELECT series_merge('2024-01 {1#4611686018427387903}', '2024-01 {1}');
SELECT counted_series('2024-01', 'NaN'::float8);

-- a state stays what it was where the caller goes on with it
SELECT s, series_subtract(s, x), series_merge(s, x), s, x FROM (VALUES ('2024-01 {3#2}'::time_series, '2024-01 {1}'::time_series)) t(s, x);

-- any order, any grouping, and rows taken back: the bytes of those that are left
CREATE TEMP TABLE many AS
SELECT i, g, '2020-01'::time_period + (h & 15)::int AS p,
	CASE h >> 8 & 3 WHEN 0 THEN (h >> 16 & 1048575) / 100.0::float8 WHEN 1 THEN 1e15 * sign((h >> 40 & 1) - 0.5)
		WHEN 2 THEN 1e-9 * (h >> 16 & 1023) ELSE 1e279 * sign((h >> 41 & 1) - 0.5) END AS v
FROM generate_series(1, 4000) i, LATERAL (SELECT i % 5 AS g, hashint8extended(i, 3) AS h) t;
SELECT g, max(array_length(string_to_array(left_over::text, '|'), 1)) > 20 AS rests,
	bool_and(time_series_send(series_subtract(whole, taken)) = time_series_send(left_over)) AS subtracted,
	bool_and(time_series_send(series_change(left_over, taken, left_over)) = time_series_send(taken)) AS changed,
	bool_and(time_series_send(series_merge(taken, left_over)) = time_series_send(whole)) AS merged,
	bool_and(time_series_send(series_subtract(whole, whole)) = time_series_send('M {}')) AS emptied,
	bool_and(num_rows(whole) = 800) AS counted
FROM (SELECT g, counted_series(p, v) AS whole, counted_series(p, v) FILTER (WHERE i % 3 <> 0) AS taken,
		counted_series(p, v ORDER BY hashint4(i)) FILTER (WHERE i % 3 = 0) AS left_over
	FROM many GROUP BY g) t GROUP BY g ORDER BY g;
SELECT bool_and(time_series_send(rolled) = time_series_send(whole)) AS rolled_up
FROM (SELECT g, counted_rollup(part) AS rolled FROM (SELECT g, i % 7, counted_series(p, v) AS part FROM many GROUP BY 1, 2) t GROUP BY g) a
JOIN (SELECT g, counted_series(p, v) AS whole FROM many GROUP BY g) b USING (g);

-- frames that move: as computed anew
CREATE INDEX ON many (i);
CREATE TEMP TABLE moved AS
SELECT i, series(p, v) OVER w AS s, counted_series(p, v) OVER w AS c FROM many WHERE i <= 1200 WINDOW w AS (ORDER BY i ROWS BETWEEN 40 PRECEDING AND 3 PRECEDING);
SELECT count(*), count(m.s) AS not_null, count(*) FILTER (WHERE time_series_send(m.s) IS DISTINCT FROM time_series_send(x.s)) AS series_differ,
	count(*) FILTER (WHERE time_series_send(m.c) IS DISTINCT FROM time_series_send(x.c)) AS counted_differ
FROM moved m, LATERAL (SELECT series(p, v) AS s, counted_series(p, v) AS c FROM many f WHERE f.i BETWEEN m.i - 40 AND m.i - 3) x;
SELECT i, series(p, v) OVER w, counted_series(p, v) OVER w FROM (VALUES (1, NULL::time_period, 1.0), (2, '2024-01', NULL), (3, '2024-01', 1), (4, '2024-01', 2),
	(5, NULL, 1), (6, NULL, 1), (7, '2024-Q1', 5), (8, '2024-Q1', 6), (9, NULL, 1)) t(i, p, v) WINDOW w AS (ORDER BY i ROWS 1 PRECEDING);
SELECT i, series(p, v) FILTER (WHERE v > 1) OVER w FROM (VALUES (1, '2024-01'::time_period, 1), (2, '2024-02', 2), (3, '2024-02', 9223372036854775807), (4, '2024-01', 1),
	(5, '2024-01', 1)) t(i, p, v) WINDOW w AS (ORDER BY i ROWS 1 PRECEDING);
-- both frequencies in one frame
SELECT i, series(p, v) OVER (ORDER BY i ROWS 1 PRECEDING) FROM (VALUES (1, '2024-01'::time_period, 1.0), (2, '2024-Q1', 2)) t(i, p, v);

-- text
SELECT t, t::time_series FROM (VALUES ('2024-01 {1#1,2#2}'), ('2024-01 { 1 # 2 , NULL }'), ('2024-01 {1|1e-20#3,2}'), ('2024-01 {1,2,3#4611686018427387903}'),
	('2024-01 {1#1,NULL,2#1}')) x(t);
CREATE FUNCTION complaint(t text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN 'accepted as ' || t::time_series;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT t, complaint(t) FROM (VALUES ('2024-01 {1#0}'), ('2024-01 {1#-1}'), ('2024-01 {1#}'), ('2024-01 {#2}'), ('2024-01 {NULL#2}'), ('2024-01 {1#2#3}'),
	('2024-01 {1#2|3}'), ('2024-01 {1#1.5}'), ('2024-01 {1#2x}'), ('2024-01 {1#4611686018427387904}'), ('2024-01 {1#99999999999999999999}')) x(t);
DROP FUNCTION complaint;

-- jsonb
SELECT s::jsonb, s::jsonb::time_series::text = s::text AS same, to_jsonb(r) -> 's' = s::jsonb AS in_row
FROM (VALUES ('2024-01 {1.5#2,NULL,4}'::time_series), ('2024-01 {1|1e-20#3}')) r(s);
CREATE FUNCTION complaint(j jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	RETURN 'accepted as ' || j::time_series;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || SQLERRM || coalesce('. ' || nullif(detail, ''), '');
END $$;
SELECT r, complaint('{"freq": "M", "first": "2024-01", "values": [1, null, 2]}'::jsonb || jsonb_build_object('rows', r)) FROM (VALUES
	('[1, null, 2]'::jsonb), ('[1, null, 1]'), ('[1.0, null, 2.00]'), ('2'), ('[1, null]'), ('[1, 1, 1]'), ('[1, null, null]'), ('[0, null, 1]'), ('[-1, null, 1]'),
	('[1.5, null, 1]'), ('["1", null, 1]'), ('[1, null, 4611686018427387904]'), ('[1, null, 1e100]'), ('[1, null, [2]]'), ('{"a": 1}')) t(r);
SELECT complaint('{"freq": "M", "values": [], "rows": []}'), complaint('{"freq": "M", "values": [], "rows": [1]}');
DROP FUNCTION complaint;

-- The binary form has version 2 where there are counts.
SELECT time_series_send('2024-01 {1#2,NULL,2}'), time_series_send('2024-01 {1,NULL,2}');
CREATE TEMP TABLE received (s time_series);
CREATE FUNCTION receive(form bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file bytea := '\x5047434f50590aff0d0a000000000000000000'::bytea || int2send(1::int2) ||
		int4send(length(form)) || form || int2send((-1)::int2);
	octal text := (SELECT string_agg('\' || (b / 64)::text || (b / 8 % 8)::text || (b % 8)::text, '' ORDER BY i)
		FROM generate_series(0, length(file) - 1) i, LATERAL (SELECT get_byte(file, i) AS b) x);
	detail text;
BEGIN
	TRUNCATE received;
	EXECUTE format('COPY received FROM PROGRAM %L (FORMAT binary)', 'printf ''' || octal || '''');
	RETURN (SELECT s::text FROM received);
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || SQLERRM || coalesce('. ' || nullif(detail, ''), '');
END $$;
-- version, frequency, lanes, first ordinal, slots, 1 and 2 with a gap between them, counts
SELECT what, receive(('\x' || version || '0401000001200000000' || '33ff00000000000007ff80000000000004000000000000000' || counts)::bytea)
FROM (VALUES ('good', '02', '000000000000000200000000000000000000000000000001'), ('all one', '02', '000000000000000100000000000000000000000000000001'),
	('a row where there is no value', '02', '000000000000000200000000000000010000000000000001'),
	('no row where there is a value', '02', '000000000000000200000000000000000000000000000000'),
	('negative', '02', '000000000000000200000000000000008000000000000001'), ('too many', '02', '000000000000000200000000000000004000000000000000'),
	('no counts', '02', ''), ('cut off', '02', '0000000000000002000000000000000000000000000000'),
	('counts in version 1', '01', '000000000000000200000000000000000000000000000001'),
	('version 3', '03', '000000000000000200000000000000000000000000000001')) t(what, version, counts);
DROP FUNCTION receive;
