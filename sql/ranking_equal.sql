-- Rankings in DISTINCT, GROUP BY, UNION and joins, and in rows of JSON.
CREATE EXTENSION IF NOT EXISTS trade_labor;
CREATE TEMP TABLE given (id int, r member_ranking);
INSERT INTO given VALUES (1, '{"a": 1, "b": 2}'), (2, '{"b": 2, "a": 1}'), (3, '{"a": 1}'), (4, NULL), (5, NULL);
INSERT INTO given SELECT 6, ranking(m, v) FROM (VALUES ('b', 0.5::float8), ('a', 1), ('b', 1.5)) d(m, v);
SELECT r, count(*), array_agg(id ORDER BY id) AS ids FROM given GROUP BY r ORDER BY ids;
SELECT count(*) FROM (SELECT DISTINCT r FROM given) d;
SELECT count(*) FROM (SELECT r FROM given UNION SELECT r FROM given) d;
SELECT a.id, b.id FROM given a JOIN given b ON a.r = b.r AND a.id < b.id ORDER BY a.id, b.id;
SELECT a.r = b.r AS equal, a.r <> b.r AS differ FROM given a, given b WHERE a.id = 1 AND b.id = 3;
SELECT count(DISTINCT r) FROM given;
-- long ones, compressed in the table and not
CREATE TEMP TABLE kept AS SELECT ranking('member ' || n, n) AS r FROM generate_series(1, 5000) n;
SELECT count(*) FROM kept WHERE r = (SELECT ranking('member ' || n, n) FROM generate_series(5000, 1, -1) n);
SELECT member_ranking_hash(r) = member_ranking_hash(rollup) AS hash, member_ranking_hash_extended(r, 7) = member_ranking_hash_extended(rollup, 7) AS hash_extended
FROM kept, (SELECT rollup(r) FROM kept) d(rollup);
SELECT amvalidate(oid) FROM pg_opclass WHERE opcname = 'member_ranking_ops' ORDER BY opcmethod;

-- An object in a row of JSON, and back, to the last bit.
CREATE TEMP TABLE stored (k int, s time_series, r member_ranking);
INSERT INTO stored SELECT 1, '2024-01 {1.5,NULL,4,0.30000000000000004|-2.7755575615628914e-17}', (SELECT ranking(m, v) FROM (VALUES ('a', 1), ('b', 0.1), ('b', 0.2)) d(m, v));
INSERT INTO stored VALUES (2, 'Q {}', '{}'), (3, NULL, NULL);
SELECT to_jsonb(stored) FROM stored;
SELECT t.k, p.s IS NOT DISTINCT FROM t.s AS series, p.r IS NOT DISTINCT FROM t.r AS ranking
FROM stored t, jsonb_populate_record(NULL::stored, to_jsonb(t)) p;
SELECT x.k, x.s = t.s AS series, x.r = t.r AS ranking
FROM (SELECT jsonb_agg(to_jsonb(stored)) FROM stored) j(rows), jsonb_to_recordset(rows) AS x(k int, s time_series, r member_ranking) JOIN stored t ON t.k = x.k;
SELECT json_build_object('s', s, 'r', r) FROM stored WHERE k = 1;
SELECT '{"freq": "Q"'::time_series;
SELECT '{"freq": "Q"}'::time_series;
