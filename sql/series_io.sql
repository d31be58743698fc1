-- Time series: text, binary and jsonb forms.
SET client_min_messages = warning;
\pset null '(null)'

-- what is read, and how it is written
SELECT t, t::time_series FROM (VALUES
	('2024-01 {1,2,3}'), ('  2024-Q1{ 1 , null ,-2.50 }  '), ('2024 {1e3,1E-3,.5,5.,+7}'),
	('2024-W01 {1,NULL,NULL}'), ('2024-01 {NULL,NULL,1}'), ('2024-01-31 {NULL}'),
	('M {}'), ('m { }'), ('2024-01 {-0,0}'), ('2024-01 {1|1|1}'), ('2024-01 {1|1e-20|1}'),
	('2024-01 {0.1|5e-324}'), ('2024-01 {2.2250738585072014e-308,9.7e288}'),
	('2024-01 {123456789.12345678,100000000000000000000}')) x(t);

-- every bit comes back, whatever the setting
SET extra_float_digits = -5;
SELECT s::text, s::text::time_series = s AS same
FROM (SELECT series('2024-01'::time_period + i, (i + 1) / 3.0::float8) AS s FROM generate_series(0, 2) i) t;
RESET extra_float_digits;

-- malformed
CREATE FUNCTION complaint(t text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN 'accepted as ' || t::time_series;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT t, complaint(t) FROM (VALUES
	(''), ('{'), ('{}'), ('{1}'), ('2024-01'), ('2024-01 {'), ('2024-01 {}'), ('2024-01 {1'),
	('2024-01 {1}}'), ('2024-01 {1} x'), ('2024-01 {,}'), ('2024-01 {1,}'), ('2024-01 {,1}'), ('2024-01 {1 2}'),
	('2024-01 {NaN}'), ('2024-01 {inf}'), ('2024-01 {-Infinity}'), ('2024-01 {0x10}'), ('2024-01 {1e}'),
	('2024-01 {1|}'), ('2024-01 {|1}'), ('2024-01 {NULL|1}'), ('2024-01 {NULLE}'), ('2024-01 {--1}'),
	('2024-01 {1e999}'), ('2024-01 {9.8e288}'), ('2024-01 {1e-999}'), ('2024-13 {1}'), ('x {1}'), ('M {1}'),
	('X {}'), ('MM {}'), ('9999-12 {1,2}'), ('2024-01 {9e288|9e288}')) x(t);
SELECT 'X {}'::time_series;
DROP FUNCTION complaint;

-- The binary form comes from machines.  A function to feed any bytes to it.
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
SELECT s, time_series_send(s), receive(time_series_send(s)) = s::text AS same
FROM (VALUES ('2024-01 {1,NULL,0.5|1e-20}'::time_series), ('D {}'), ('1999-12-31 {-1}')) t(s);

-- version, frequency, lanes, first ordinal, slots, values
SELECT what, receive(form) FROM (VALUES
	('nothing', ''::bytea),
	('header cut off', '\x010401'),
	('version', '\x0304010000000000000000'),
	('frequency', '\x0107010000000000000000'),
	('no lanes', '\x0104000000000000000000'),
	('too many lanes', '\x0104290000000000000000'),
	('negative length', '\x01040100000000ffffffff'),
	('too long', '\x010401000000007fffffff'),
	('too short', '\x01040100000000000000003ff0000000000000'),
	('values cut off', '\x01040100000000000000013ff00000000000'),
	('period', '\x0104017fffffff000000013ff0000000000000'),
	('period later', '\x01000100001f3f000000023ff00000000000003ff0000000000000'),
	('empty, but with a period', '\x0104010000000500000000'),
	('empty, but with two lanes', '\x0104020000000000000000'),
	('absent at the end', '\x01040100000000000000027ff80000000000003ff0000000000000'),
	('another NaN', '\x01040100000000000000033ff00000000000007ff80000000000013ff0000000000000'),
	('NaN with a sign', '\x01040100000000000000033ff0000000000000fff80000000000003ff0000000000000'),
	('absent with a residual', '\x01040200000000000000033ff00000000000007ff80000000000003ff000000000000000000000000000003c000000000000003c00000000000000'),
	('infinity', '\x01040100000000000000017ff0000000000000'),
	('2^960', '\x01040100000000000000017bf0000000000000'),
	('negative zero', '\x01040100000000000000018000000000000000'),
	('lane of zeros', '\x01040200000000000000013ff00000000000000000000000000000'),
	('lanes that overlap', '\x01040200000000000000013ff00000000000003ff0000000000000')) t(what, form);

-- Cut off, or with one bit turned over (any of the header's, and one or more
-- of each later byte): refused, or a value that is sent as the very same bytes.
CREATE TEMP TABLE damaged AS
WITH good AS (SELECT time_series_send('2024-01 {1.5,NULL,0.5|1e-20}') AS form)
SELECT substr(form, 1, n) AS form FROM good, generate_series(0, length(form) - 1, 4) n
UNION ALL SELECT set_bit(form, b, 1 - get_bit(form, b)) FROM good, generate_series(0, length(form) * 8 - 1) b WHERE b < 88 OR b % 7 = 0;
ALTER TABLE damaged ADD answer text;
UPDATE damaged SET answer = receive(form);
SELECT CASE WHEN answer ~ '^(22P03|08P01) ' THEN 'refused'
	WHEN time_series_send(answer::time_series) = form THEN 'a value'
	ELSE answer END AS answer, count(*) > 0 AS some
FROM damaged GROUP BY 1 ORDER BY 1;
DROP FUNCTION receive;

-- jsonb
SELECT s::jsonb, s::jsonb::time_series = s AS same
FROM (VALUES ('2024-01 {1.5,NULL,4}'::time_series), ('M {}'), ('2024-W05 {0.1}'),
	('2024 {0.30000000000000004|-2.7755575615628914e-17,NULL,1e22|1|1e-17,0.001}')) t(s);
SELECT '{"freq": "month", "first": "2024-01", "values": [null, 1, 2.50, null]}'::jsonb::time_series;
CREATE FUNCTION complaint(j jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	RETURN 'accepted as ' || j::time_series;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || SQLERRM || coalesce('. ' || nullif(detail, ''), '');
END $$;
SELECT left(j::text, 75) AS j, left(complaint(j), 118) AS complaint FROM (VALUES ('1'::jsonb), ('[]'), ('{}'), ('{"freq": 1}'), ('{"freq": "X"}'), ('{"freq": "M"}'),
	('{"freq": "M", "values": [1]}'), ('{"freq": "M", "first": 1, "values": [1]}'),
	('{"freq": "M", "first": "2024-Q1", "values": [1]}'), ('{"freq": "M", "first": "x", "values": [1]}'),
	('{"freq": "M", "first": "2024-01"}'), ('{"freq": "M", "first": "2024-01", "values": 1}'),
	('{"freq": "M", "first": "2024-01", "values": {"a": 1}}'),
	('{"freq": "M", "first": "2024-01", "values": ["1"]}'), ('{"freq": "M", "first": "2024-01", "values": [[1]]}'),
	('{"freq": "M", "first": "2024-01", "values": [1e400]}'), ('{"freq": "M", "first": "2024-01", "values": [1e289]}'),
	('{"freq": "M", "first": "9999-12", "values": [1, 2]}'),
	('{"freq": "M", "first": "2024-01", "values": [1], "residuals": 1}'),
	('{"freq": "M", "first": "2024-01", "values": [1], "residuals": [1]}'),
	('{"freq": "M", "first": "2024-01", "values": [1], "residuals": [["x"]]}'),
	('{"freq": "M", "first": "2024-01", "values": [1], "residuals": [[0, 5]]}'),
	('{"freq": "M", "first": "2024-01", "values": [1, 2], "residuals": [[1e-20]]}'),
	('{"freq": "M", "first": "2024-01", "values": [1, null, 2], "residuals": [[0, 5, 0]]}'),
	('{"freq": "M", "first": "2024-01", "values": [null, 1], "residuals": [[5, 0]]}'),
	('{"freq": "M", "values": [], "residuals": [[5]]}'), ('{"freq": "M", "values": [], "residuals": 7}')) t(j);
SELECT '[]'::jsonb::time_series;
DROP FUNCTION complaint;
