-- text, binary and jsonb forms of member_ranking, and the combine law

-- any order and spelling in, ranks and shortest decimals out
SELECT '{}'::member_ranking, ' { } '::member_ranking;
SELECT ' {"b" : 1.50 ,"a":2e0,	"c":[-1, 0.5]}
'::member_ranking;
SELECT '{"a": [0.1, 0.2]}'::member_ranking, '{"a": [1e15, 1e-9, 0.25, -1e15]}'::member_ranking;
SELECT '{"a": -0}'::member_ranking, '{"a": 5e-324}'::member_ranking, '{"a": -9.7e288}'::member_ranking;
SELECT E'{"": 1, "it''s, {so}: \\"\\\\\\/": 2, "tab\\tline\\nbell\\u0007": 3, "\\u0041\\u00e9\\ud83d\\ude00": 4, "naïve 🌽": 5}'::member_ranking;

-- refused
SELECT ''::member_ranking;
SELECT 'x'::member_ranking;
SELECT '{'::member_ranking;
SELECT '{"a": 1'::member_ranking;
SELECT '{"a": 1}}'::member_ranking;
SELECT '{"a": 1,}'::member_ranking;
SELECT '{"a" 1}'::member_ranking;
SELECT '{"a": }'::member_ranking;
SELECT '{"a": "1"}'::member_ranking;
SELECT '{"a": null}'::member_ranking;
SELECT '{"a": NaN}'::member_ranking;
SELECT '{"a": 0x1p3}'::member_ranking;
SELECT '{"a": 1-2}'::member_ranking;
SELECT '{"a": []}'::member_ranking;
SELECT '{"a": [1, 2}'::member_ranking;
SELECT '{a: 1}'::member_ranking;
SELECT '{"a: 1}'::member_ranking;
SELECT '{"a": 1, "a": 2}'::member_ranking;
SELECT '{"a\x": 1}'::member_ranking;
SELECT '{"a\'::member_ranking;
SELECT '{"\u00g0": 1}'::member_ranking;
SELECT '{"\u0000": 1}'::member_ranking;
SELECT '{"\ud83d": 1}'::member_ranking;
SELECT '{"\ud83d\u0041": 1}'::member_ranking;
SELECT '{"\ude00": 1}'::member_ranking;
SELECT '{"a": 1e289}'::member_ranking;
SELECT '{"a": -1e999}'::member_ranking;
SELECT '{"a": 1e-400}'::member_ranking;
SELECT '{"a": [9e288, 9e288]}'::member_ranking;
SELECT ('{"a": [0' || repeat(',0', 39) || ']}')::member_ranking;
SELECT ('{"a": [0' || repeat(',0', 40) || ']}')::member_ranking;

-- binary: version, members, and for each its length, text, number of doubles, doubles
SELECT member_ranking_send('{}');
SELECT member_ranking_send('{"é": [0.1, 0.2], "b": 2}');
CREATE FUNCTION read_binary(form bytea) RETURNS member_ranking LANGUAGE plpgsql AS $$
DECLARE
	file text := current_setting('data_directory') || '/ranking.bin';
	result member_ranking;
BEGIN
	CREATE TEMP TABLE wire (r member_ranking) ON COMMIT DROP;
	-- a COPY BINARY file with one row of one column
	PERFORM lo_from_bytea(424242, '\x5047434f50590aff0d0a000000000000000000'::bytea || '\x0001'::bytea
		|| int4send(length(form)) || form || '\xffff'::bytea);
	PERFORM lo_export(424242, file);
	PERFORM lo_unlink(424242);
	EXECUTE format('COPY wire FROM %L BINARY', file);
	SELECT r INTO result FROM wire;
	DROP TABLE wire;
	RETURN result;
END $$;
SELECT read_binary(member_ranking_send(r)) FROM (VALUES ('{}'::member_ranking), ('{"é": [0.1, 0.2], "b": 2}'),
	('{"a": [1e100, 1, 1e-100], "b": [1e100, 1, 1e-100], "": -3}')) t(r);
-- \x01 00000001 00000001 61 01 3ff0000000000000 is {"a": 1}; one thing wrong with each
\set VERBOSITY terse
SELECT read_binary('\x01000000010000000161013ff0000000000000');
SELECT read_binary('\x03000000010000000161013ff0000000000000');
SELECT read_binary('\x01ffffffff');
SELECT read_binary('\x01000000020000000161013ff0000000000000');
SELECT read_binary('\x01000000010000000161013ff000000000000000');
SELECT read_binary('\x0100000001ffffffff61013ff0000000000000');
SELECT read_binary('\x01000000017fffffff61013ff0000000000000');
SELECT read_binary('\x010000000100000001ff013ff0000000000000');
SELECT read_binary('\x01000000010000000100013ff0000000000000');
SELECT read_binary('\x0100000001000000016100');
SELECT read_binary('\x010000000100000001612901');
SELECT read_binary('\x01000000010000000161017ff8000000000000');
SELECT read_binary('\x0100000001000000016101fff0000000000000');
SELECT read_binary('\x01000000010000000161018000000000000000');
\set VERBOSITY default
\set SHOW_CONTEXT never
-- two doubles that are not sum and remainder; order; a member twice
SELECT read_binary('\x01000000010000000161023ff00000000000003ff0000000000000');
SELECT read_binary('\x01000000020000000161013ff0000000000000000000016201' || '\x4000000000000000'::bytea);
SELECT read_binary('\x01000000020000000162013ff00000000000000000000161013ff0000000000000');
SELECT read_binary('\x01000000020000000161013ff00000000000000000000161013ff0000000000000');
SELECT read_binary('\x0100000002000000016101400000000000000000000001' || '\x61013ff0000000000000'::bytea);
\set SHOW_CONTEXT errors
DROP FUNCTION read_binary;

-- jsonb both ways, every bit
SELECT '{"b": 1, "a": 2.5, "c": [0.1, 0.2]}'::member_ranking::jsonb;
SELECT r::jsonb::member_ranking::text = r::text AS same
FROM (VALUES ('{"a": [1e100, 1, 1e-300], "b": 5e-324, "\"": -1e200}'::member_ranking)) t(r);
SELECT '{"a": {"b": 1}}'::jsonb::member_ranking;
SELECT '[1, 2]'::jsonb::member_ranking;

-- any text is a member: quotes, braces, line ends, nothing, 10 kB
CREATE TABLE names (id int, name text);
INSERT INTO names VALUES (1, ''), (2, '"'), (3, '\'), (4, '{"a": 1}'), (5, E'two\nlines\r'), (6, ','), (7, '🌽🇲🇽'),
	(8, repeat('long ', 2000)), (9, 'NULL'), (10, E'\x01\x1f\x7f'), (11, ' a '), (12, 'é'), (13, E'e\u0301');
SELECT num_members(r), bool_and(value_of(r, name) = id) AS found,
	bool_and(rank_of(r, name) = 14 - id) AS ranked, r::text::member_ranking::text = r::text AS text,
	r::jsonb::member_ranking::text = r::text AS jsonb
FROM names, (SELECT ranking(name, id) AS r FROM names) x GROUP BY r::text, num_members(r), r::text::member_ranking::text, r::jsonb::member_ranking::text;

-- many members: grown by doubling, found again, tied in tens, sorted by bytes
CREATE TABLE crowd AS SELECT i, 'member ' || i AS name, (i / 10)::float8 / 100 AS v FROM generate_series(1, 100000) i;
CREATE TABLE crowded AS SELECT ranking(name, v) AS r FROM crowd;
SELECT num_members(r), value_of(r, 'member 77777'), rank_of(r, 'member 77777'), rank_of(r, 'member 100000') FROM crowded;
SELECT t.* FROM crowded, top(r, 4) t;
SELECT count(*) AS differ FROM (
	SELECT row_number() OVER (ORDER BY v DESC, name COLLATE "C") AS n, name, v FROM crowd) plain
FULL JOIN (SELECT u.* FROM crowded, unnest(r) WITH ORDINALITY u(member, value, n)) ours USING (n)
WHERE (name, v) IS DISTINCT FROM (member, value);

-- the combine law: any order of rows, any tree of merges, the same bytes
CREATE TABLE bits AS SELECT i, 'm' || i % 17 AS name,
	CASE i % 5 WHEN 0 THEN 1e15 + i WHEN 1 THEN -1e15 + i * 0.01 WHEN 2 THEN i * 1e-9 WHEN 3 THEN i * 1e100 ELSE i * 0.1 END::float8 AS v
FROM generate_series(1, 3000) i;
SELECT count(DISTINCT r::bytea) AS forms FROM (
	SELECT member_ranking_send(ranking(name, v ORDER BY i)) FROM bits UNION ALL
	SELECT member_ranking_send(ranking(name, v ORDER BY -i)) FROM bits UNION ALL
	SELECT member_ranking_send(ranking(name, v ORDER BY v)) FROM bits UNION ALL
	SELECT member_ranking_send(ranking(name, v ORDER BY md5(i::text))) FROM bits UNION ALL
	SELECT member_ranking_send(rollup(r)) FROM (SELECT ranking(name, v) AS r FROM bits GROUP BY i % 7) x UNION ALL
	SELECT member_ranking_send(rollup(r ORDER BY k DESC)) FROM (SELECT i / 100 AS k, ranking(name, v) AS r FROM bits GROUP BY i / 100) x UNION ALL
	SELECT member_ranking_send(rollup(r::text::member_ranking)) FROM (SELECT ranking(name, v) AS r FROM bits GROUP BY i % 1000) x UNION ALL
	SELECT member_ranking_send(rollup(r)) FROM (SELECT rollup(r) AS r FROM (
		SELECT i % 3 AS a, ranking(name, v) AS r FROM bits GROUP BY i % 3, i % 11) y GROUP BY a) x) t(r);
-- in memory as well as on the wire, however many doubles the states had on the way
SELECT record_image_eq(ROW(a.r), ROW(b.r)) AS rolled_up, record_image_eq(ROW(a.r), ROW(a.r::text::member_ranking)) AS read_back,
	record_image_eq(ROW(a.r), ROW(ranking_combine(a.r, '{"m1": 1}'))) AS other
FROM (SELECT ranking(name, v) AS r FROM bits) a,
	(SELECT rollup(r) AS r FROM (SELECT ranking(name, v ORDER BY -i) AS r FROM bits GROUP BY i % 7) x) b;
SELECT record_image_eq(ROW(ranking('x'::text, v)), ROW('{"x": 1}'::member_ranking)) AS same
FROM (VALUES (1e200::float8), (1e100), (1), (1e-100), (-1e-100), (-1e100), (-1e200)) t(v);
-- random trees: two of the parts merged at a time, until one is left
DO $$
DECLARE
	whole text;
	parts member_ranking[];
	a int;
	b int;
BEGIN
	SELECT ranking(name, v)::text INTO whole FROM bits;
	PERFORM setseed(0.5);
	FOR trial IN 1..20 LOOP
		SELECT array_agg(r) INTO parts FROM (SELECT ranking(name, v) AS r FROM (SELECT *, floor(random() * 12) AS part FROM bits) x GROUP BY part) y;
		WHILE cardinality(parts) > 1 LOOP
			a := 1 + floor(random() * (cardinality(parts) - 1));
			b := cardinality(parts);
			parts[a] := ranking_combine(parts[b], parts[a]);
			parts := parts[:b - 1];
		END LOOP;
		ASSERT parts[1]::text = whole, 'merge tree';
	END LOOP;
END $$;
-- sums against numeric, which knows no rounding of decimals like these
SELECT bool_and(abs(u.value - s) <= 1e-15 * abs(s)) AS near
FROM (SELECT ranking(name, v) AS r FROM bits) x, unnest(r) u,
	LATERAL (SELECT sum(v::numeric) AS s FROM bits WHERE name = u.member) y;

-- stored, toasted, and merged from there
CREATE TABLE stored (r member_ranking);
INSERT INTO stored SELECT r FROM crowded;
INSERT INTO stored VALUES ('{"member 1": 1}'), (NULL);
SELECT pg_column_size(r) > 100000 AS large, num_members(r) FROM stored ORDER BY 2;
SELECT num_members(rollup(r)), value_of(rollup(r), 'member 1') FROM stored;
SELECT num_members(ranking_combine(r, '{"x": 1}')) AS merged, num_members(r) AS kept FROM stored ORDER BY 2;
DROP TABLE names, crowd, crowded, bits, stored;
