-- rankings that count their rows: what was added is taken away again, to the last bit
SET client_min_messages = warning;
\pset null '(null)'

-- counts show where they are not 1; a NULL value is no row
CREATE TEMP TABLE facts (id int, m text, v float8);
INSERT INTO facts VALUES (1, 'Mexico', 1.5), (2, 'Mexico', 2), (3, 'Canada', 0.1), (4, 'Canada', 0.2), (5, 'Chile', 7), (6, 'Peru', NULL);
SELECT counted_ranking(m, v), num_rows(counted_ranking(m, v)), num_rows(ranking(m, v)) FROM facts;
SELECT counted_ranking(m, v), counted_ranking(id, v::numeric), counted_ranking(m, v::bigint) FROM facts WHERE id IN (1, 3, 5);
SELECT counted_ranking(m, v) FROM facts WHERE id > 5;
SELECT counted_ranking('x'::text, v) FROM (VALUES (9223372036854775807), (-9223372036854775808)) t(v);
SELECT counted_ranking(p::partner_code, 1.0) FROM (VALUES ('MEX'), ('MEX'), ('CAN')) t(p);

-- without counts it is what ranking() gives, to the byte, and so is rollup()
SELECT member_ranking_send(without_counts(counted)) = member_ranking_send(plain) AS without,
	member_ranking_send((SELECT rollup(c) FROM unnest(ARRAY[counted]) c)) = member_ranking_send(plain) AS rolled_up,
	member_ranking_send(ranking_combine(counted, '{}')) = member_ranking_send(plain) AS combined, member_ranking_send(ranking_final(counted)) = member_ranking_send(plain) AS final
FROM (SELECT counted_ranking(m, v) AS counted, ranking(m, v) AS plain FROM facts) t;
SELECT counted_rollup(r) FROM (VALUES ('{"a": {"rows": 2, "value": 3}, "b": 1}'::member_ranking), ('{}'), (NULL), ('{"b": 4}')) t(r);
SELECT counted_rollup(r), rollup(r) FROM (VALUES ('{}'::member_ranking)) t(r);

-- the values are the same whatever the counts
SELECT a = b AS eq, a <> b AS ne, a < b AS lt, a <= b AS le, a > b AS gt, a >= b AS ge, member_ranking_cmp(a, b),
	member_ranking_hash(a) = member_ranking_hash(b) AS hash, member_ranking_hash_extended(a, 7) = member_ranking_hash_extended(b, 7) AS hash_extended,
	member_ranking_send(a) = member_ranking_send(b) AS bytes
FROM (VALUES ('{"a": {"rows": 2, "value": 3}, "b": 1}'::member_ranking, '{"a": 3, "b": 1}'::member_ranking)) t(a, b);
SELECT count(*) FROM (SELECT DISTINCT r FROM (VALUES ('{}'::member_ranking), ('{"a": 1}'), ('{"a": {"value": 1, "rows": 2}}'), ('{"a": {"value": 1, "rows": 3}}')) t(r)) d;
SELECT num_members(r), total(r), value_of(r, 'a'), rank_of(r, 'b'), share_of(r, 'a'), hhi(r)
FROM (VALUES ('{"a": {"rows": 2, "value": 3}, "b": 1}'::member_ranking)) t(r);
SELECT t.* FROM top('{"a": {"rows": 2, "value": 3}, "b": 1}', 1, 'others') t;
SELECT member, status, change FROM movers('{"a": {"rows": 2, "value": 3}, "b": 1}', '{"a": 4, "c": {"rows": 9, "value": 1}}');

-- a member leaves when its last row goes
SELECT r, x, ranking_subtract(r, x) FROM (VALUES
	('{"a": {"rows": 2, "value": 3}, "b": 1}'::member_ranking, '{"a": 1}'::member_ranking), ('{"a": {"rows": 2, "value": 3}, "b": 1}', '{"b": 1}'),
	('{"a": {"rows": 2, "value": 3}, "b": 1}', '{"b": 1, "a": {"rows": 2, "value": 3}}'),
	('{"a": 0, "b": 0}', '{"a": 0}'), ('{"a": {"rows": 3, "value": 0}}', '{"a": 5}'),
	('{"a": {"rows": 2, "value": [0.30000000000000004, -2.7755575615628914e-17]}}', '{"a": 0.2}'),
	('{"a": 1}', NULL), (NULL, NULL), (NULL, '{}'), ('{}', '{}')) t(r, x);
SELECT ranking_merge(NULL, '{"a": 1}'), ranking_merge('{"a": 1}', NULL), ranking_merge(NULL, NULL), ranking_merge('{"a": {"rows": 2, "value": 3}, "b": 1}', '{"a": 1, "c": 0}');
SELECT ranking_change(NULL, '{"a": 1, "b": 2}', '{"a": 1}'), ranking_change('{"a": 1, "b": 2}', '{"a": 5}', '{"a": 1}'),
	ranking_change('{"a": 9e288}', '{"a": 8e288}', '{"a": 9e288}');
SELECT ranking_insert(NULL, 'a'::text, 1.5), ranking_insert('{"a": 1}', 'a'::text, 2::bigint), ranking_insert('{"a": 1}', 'a'::text, NULL::float8),
	ranking_remove('{"a": {"rows": 2, "value": 3}}', 'a'::text, 2.0), ranking_remove('{"7": 3}', 7, 3::bigint);

-- errors
\set VERBOSITY default
SELECT ranking_subtract('{"a": {"rows": 2, "value": 3}}', '{"a": {"rows": 3, "value": 3}}');
SELECT ranking_subtract('{"a": 1}', '{"b": 1}');
SELECT ranking_subtract('{"a": 1}', '{"a": 2}');
\set VERBOSITY terse
SELECT ranking_subtract(NULL, '{"a": 1}');
SELECT ranking_remove(NULL, 'a'::text, 1.0);
SELECT ranking_insert('{"a": 1}', NULL::text, 1.0);
SELECT ranking_remove('{"a": 1}', NULL::text, 1.0);
SELECT ranking_merge('{"a": 9e288}', '{"a": 9e288}');
SELECT ranking_merge('{"a": {"rows": 4611686018427387903, "value": 3}}', '{"a": 1}');
SELECT counted_ranking('a'::text, 'Infinity'::float8);

-- a state stays what it was where the caller goes on with it
SELECT r, ranking_subtract(r, x), ranking_merge(r, x), r, x FROM (VALUES ('{"a": {"rows": 2, "value": 3}}'::member_ranking, '{"a": 1}'::member_ranking)) t(r, x);

-- any order, any grouping, and rows taken back: the bytes of those that are left
CREATE TEMP TABLE many AS
SELECT i, g, repeat('member ', (h & 7)::int) || (h & 127) AS m,
	CASE h >> 8 & 3 WHEN 0 THEN (h >> 16 & 1048575) / 100.0::float8 WHEN 1 THEN 1e15 * sign((h >> 40 & 1) - 0.5)
		WHEN 2 THEN 1e-9 * (h >> 16 & 1023) ELSE 1e279 * sign((h >> 41 & 1) - 0.5) END AS v
FROM generate_series(1, 6000) i, LATERAL (SELECT i % 5 AS g, hashint8extended(i, 3) AS h) t;
SELECT g, bool_and(member_ranking_send(ranking_subtract(whole, taken)) = member_ranking_send(left_over)) AS subtracted,
	bool_and(member_ranking_send(ranking_change(left_over, taken, left_over)) = member_ranking_send(taken)) AS changed,
	bool_and(member_ranking_send(ranking_merge(taken, left_over)) = member_ranking_send(whole)) AS merged,
	bool_and(ranking_subtract(whole, whole)::text = '{}') AS emptied, bool_and(num_rows(whole) = 1200) AS counted
FROM (SELECT g, counted_ranking(m, v) AS whole, counted_ranking(m, v) FILTER (WHERE i % 11 <> 0) AS taken,
		counted_ranking(m, v ORDER BY hashint4(i)) FILTER (WHERE i % 11 = 0) AS left_over
	FROM many GROUP BY g) t GROUP BY g ORDER BY g;
SELECT bool_and(member_ranking_send(rolled) = member_ranking_send(whole)) AS rolled_up
FROM (SELECT g, counted_rollup(part) AS rolled FROM (SELECT g, i % 7, counted_ranking(m, v) AS part FROM many GROUP BY 1, 2) t GROUP BY g) a
JOIN (SELECT g, counted_ranking(m, v) AS whole FROM many GROUP BY g) b USING (g);

-- frames that move: as computed anew
CREATE INDEX ON many (i);
CREATE TEMP TABLE moved AS
SELECT i, ranking(m, v) OVER w AS r, counted_ranking(m, v) OVER w AS c, ranking(i, v) OVER w AS once
FROM many WHERE i <= 1200 WINDOW w AS (ORDER BY i ROWS BETWEEN 40 PRECEDING AND 3 PRECEDING);
SELECT count(*), count(n.r) AS not_null, count(*) FILTER (WHERE member_ranking_send(n.r) IS DISTINCT FROM member_ranking_send(x.r)) AS ranking_differ,
	count(*) FILTER (WHERE member_ranking_send(n.c) IS DISTINCT FROM member_ranking_send(x.c)) AS counted_differ,
	count(*) FILTER (WHERE member_ranking_send(n.once) IS DISTINCT FROM member_ranking_send(x.once)) AS once_differ
FROM moved n, LATERAL (SELECT ranking(m, v) AS r, counted_ranking(m, v) AS c, ranking(i, v) AS once FROM many f WHERE f.i BETWEEN n.i - 40 AND n.i - 3) x;
SELECT i, ranking(m, v) OVER w, counted_ranking(m, v) OVER w FROM (VALUES (1, NULL::text, NULL::numeric), (2, 'a', NULL), (3, 'a', 1), (4, 'a', 2), (5, 'b', NULL), (6, 'b', NULL), (7, 'b', 5))
	t(i, m, v) WINDOW w AS (ORDER BY i ROWS 1 PRECEDING);
-- partners must be parts of a whole in each frame
SELECT i, ranking(p::partner_code, v) OVER (ORDER BY i ROWS 1 PRECEDING) FROM (VALUES (1, 'DEU', 1), (2, 'FRA', 2), (3, 'MEX', 3), (4, 'EU', NULL)) t(i, p, v);
SELECT i, ranking(p::partner_code, v) OVER (ORDER BY i ROWS 1 PRECEDING) FROM (VALUES (1, 'DEU', 1), (2, 'FRA', 2), (3, 'EU', 3)) t(i, p, v);

-- text and jsonb
SELECT t, t::member_ranking, t::member_ranking::jsonb, t::member_ranking::jsonb::member_ranking::text = t::member_ranking::text AS same FROM (VALUES
	('{"a": {"value": 1, "rows": 1}}'), ('{"b": {"rows": 2, "value": [1, 1e-20]}, "a": 7}'), ('{ "a" : { "value" : 1 , "rows" : 4611686018427387903 } }'),
	('{"rows": {"value": 1}, "value": {"rows": 3, "value": 2}}')) x(t);
SELECT to_jsonb(x) FROM (VALUES ('{"b": {"rows": 2, "value": [1, 1e-20]}, "a": 7}'::member_ranking)) x(r);
CREATE FUNCTION complaint(t text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	RETURN 'accepted as ' || t::member_ranking;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || detail;
END $$;
SELECT t, complaint(t) FROM (VALUES ('{"a": {}}'), ('{"a": {"rows": 2}}'), ('{"a": {"value": 2, "rows": 0}}'), ('{"a": {"value": 2, "rows": -1}}'), ('{"a": {"value": 2, "rows": }}'),
	('{"a": {"value": 2, "rows": 4611686018427387904}}'), ('{"a": {"value": 2, "rows": 99999999999999999999}}'), ('{"a": {"value": 2, "rows": 1.5}}'), ('{"a": {"value": 2, "value": 2}}'),
	('{"a": {"value": 2, "rows": 2, "rows": 2}}'), ('{"a": {"value" 2}}'), ('{"a": {"value": 2, "more": 2}}'), ('{"a": {"value": 2'), ('{"a": {"value": "2"}}'), ('{"a": {"value": 2}, "a": 1}')) x(t);
DROP FUNCTION complaint;

-- The binary form has version 2 where there are counts.
SELECT member_ranking_send('{"a": {"rows": 2, "value": 1}, "b": 1}'), member_ranking_send('{"a": 1, "b": 1}');
CREATE TEMP TABLE received (r member_ranking);
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
	RETURN (SELECT r::text FROM received);
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || SQLERRM || coalesce('. ' || nullif(detail, ''), '');
END $$;
-- version, members, and for each its length, text, number of doubles, double, rows
SELECT what, receive(('\x' || version || '00000002' || '0000000161013ff0000000000000' || a || '0000000162013ff0000000000000' || b)::bytea)
FROM (VALUES ('good', '02', '0000000000000002', '0000000000000001'), ('all one', '02', '0000000000000001', '0000000000000001'),
	('no row', '02', '0000000000000002', '0000000000000000'), ('negative', '02', '0000000000000002', '8000000000000001'),
	('too many', '02', '0000000000000002', '4000000000000000'), ('cut off', '02', '0000000000000002', '00000000000000'), ('one more', '02', '0000000000000002', '000000000000000100'),
	('no counts', '02', '', ''), ('counts in version 1', '01', '0000000000000002', '0000000000000001'), ('version 3', '03', '0000000000000002', '0000000000000001')) t(what, version, a, b);
DROP FUNCTION receive;
