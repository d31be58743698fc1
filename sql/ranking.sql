-- member_ranking: the aggregates, and questions to one ranking
CREATE TABLE flows (partner text, year int, v numeric);
INSERT INTO flows VALUES
	('Mexico', 2021, 100.10), ('Mexico', 2021, 50.20), ('Canada', 2021, 120),
	('China', 2021, 300), ('Chile', 2021, 0), ('Peru', 2021, 30), ('Cuba', 2021, NULL),
	('Mexico', 2022, 330), ('Canada', 2022, 120), ('China', 2022, 300),
	('Chile', 2022, 30), ('Vietnam', 2022, 30);
CREATE TABLE ranked AS SELECT year, ranking(partner, v) AS r FROM flows GROUP BY year;

-- none, NULL, one, many: no row that counts makes no ranking
SELECT ranking(partner, v) IS NULL AS none FROM flows WHERE year = 1900;
SELECT ranking(partner, v) IS NULL AS nothing FROM flows WHERE partner = 'Cuba';
SELECT ranking('x'::text, NULL::float8) IS NULL AS nothing;
SELECT ranking(NULL::text, NULL::float8) IS NULL AS nobody_and_nothing;
SELECT ranking('x'::text, -0.0::float8) AS one;
SELECT year, r FROM ranked ORDER BY year;

-- a member without a name is an error, as the total would change
SELECT ranking(NULL::text, 1.0);
SELECT ranking('x'::text, 'NaN'::float8);
SELECT ranking('x'::text, '-Infinity'::float8);
-- every numeric becomes the double that the server makes of it: all magnitudes,
-- both signs, and digits at the edges of 64 bits and of 53
SELECT count(*) AS numerics, count(*) FILTER (WHERE value_of(r, 'x') <> n::float8) AS differ
FROM (SELECT n, ranking('x'::text, n) AS r
	FROM unnest('{1,1.5,9999,99999999999999999999,98765432109876543210,9999999999999999999,18446744073709551615,18446744073709551616,9007199254740993,123456789.0123456789,0.30000000000000004}'::numeric[]) AS digits,
		generate_series(-300, 260) AS e, unnest('{1,-1}'::int[]) AS sign,
		LATERAL (SELECT sign * digits * ('1e' || e)::numeric AS n) x
	GROUP BY n) y;
SELECT ranking('x'::text, 'NaN'::numeric);
SELECT ranking('x'::text, 1e300::float8);
-- a sum may not leave the range in which all rankings can be merged
SELECT ranking('x'::text, 9e288::float8) FROM generate_series(1, 2);
SELECT ranking('x'::text, CASE WHEN i <= 50 THEN 9e288 ELSE -9e288 END::float8)
FROM generate_series(1, 100) i;

-- the text form of any type is a member; numbers are exact
SELECT ranking(m, 1.5::float8) FROM (VALUES (7::smallint), (-7::smallint)) t(m);
SELECT ranking(m, 1.5::float8) FROM (VALUES (2147483647), (-2147483648)) t(m);
SELECT ranking(m, 1.5::float8) FROM (VALUES (9223372036854775807), (-9223372036854775808)) t(m);
SELECT ranking(m, 1.5::float8) FROM (VALUES ('MEX'::char(5)), ('CAN  '), (''), ('MEX')) t(m);
SELECT ranking(m, 1.5::float8) FROM (VALUES ('MEX'::varchar), ('CAN')) t(m);
SELECT ranking(m, 1.5::float8) FROM (VALUES ('MEX'::name), ('CAN')) t(m);
SELECT ranking(m, 1.5::float8) FROM (VALUES (DATE '2025-07-31'), ('2025-08-01')) t(m);
SELECT ranking(m, 1.5::float8) FROM (VALUES (1.50), (1.5)) t(m);
SELECT ranking(m, 1.5::float8) FROM (VALUES (true), (false)) t(m);
CREATE DOMAIN label AS text;
SELECT ranking(m, 1.5::float8) FROM (VALUES ('a'::label), ('b')) t(m);
SELECT ranking('x'::text, v) FROM (VALUES (9007199254740993::bigint), (-9007199254740992)) t(v);
SELECT ranking('x'::text, v) FROM (VALUES (9223372036854775807::bigint)) t(v);
SELECT ranking('x'::text, v) FROM (VALUES (3), (4)) t(v);
SELECT ranking('x'::text, v::real) FROM (VALUES (3), (4)) t(v);
-- 1e15, cents and 1e-9 together, nothing lost
SELECT ranking('x'::text, v) FROM (VALUES (1e15), (1e-9), (0.25), (-1e15)) t(v);

-- top: n rows and no more, ties by bytes, equal values share a rank
SELECT t.* FROM ranked, top(r, 3) t WHERE year = 2022;
SELECT t.* FROM ranked, top(r, 4) t WHERE year = 2022;
SELECT t.* FROM ranked, top(r, 2, 'Others') t WHERE year = 2022;
SELECT t.* FROM ranked, top(r, 5, 'Others') t WHERE year = 2022;
SELECT t.* FROM ranked, top(r, 0, 'Others') t WHERE year = 2022;
SELECT t.* FROM ranked, top(r, 99) t WHERE year = 2021;
SELECT count(*) FROM ranked, top(r, 0) t;
SELECT count(*) FROM ranked, top(r, NULL) t;
SELECT count(*) FROM top(NULL, 3, 'Others');
SELECT * FROM top('{"a": 1}'::member_ranking, -1);
-- the same in plain SQL
SELECT rank() OVER (ORDER BY s DESC), partner, s, s / sum(s) OVER () AS share,
	sum(s) OVER (ORDER BY s DESC, partner COLLATE "C") / sum(s) OVER () AS cumulative_share
FROM (SELECT partner, sum(v)::float8 AS s FROM flows WHERE year = 2022 GROUP BY partner) x
ORDER BY s DESC, partner COLLATE "C";

-- bottom: the largest deficits first
SELECT * FROM bottom('{"China": -382.5, "Mexico": -130.5, "Canada": -130.5, "Peru": -0.5}'::member_ranking, 3);
SELECT * FROM bottom('{"China": -382.5, "Mexico": -130.5, "Canada": -130.5, "Peru": -0.5}'::member_ranking, 2, 'Others');
SELECT * FROM bottom('{"a": 1, "b": 1, "c": 1}'::member_ranking, 2);
SELECT * FROM bottom('{"a": 3, "b": 1}'::member_ranking, 9, 'Others');
-- a surplus and a deficit are no parts of one whole
SELECT * FROM top('{"China": -382, "Netherlands": 38}'::member_ranking, 2);
SELECT * FROM top('{"a": 0, "b": 0}'::member_ranking, 2);
SELECT * FROM top('{"a": 0, "b": -2}'::member_ranking, 2);

-- single members
SELECT year, rank_of(r, 'Mexico') AS rank, value_of(r, 'Mexico') AS value, share_of(r, 'Mexico') AS share,
	rank_of(r, 'Vietnam') AS rank, value_of(r, 'Chile') AS value, share_of(r, 'Chile') AS share,
	total(r), num_members(r)
FROM ranked ORDER BY year;
SELECT rank_of(r, 7) AS int, value_of(r, 7::bigint) AS bigint, share_of(r, '7'::varchar) AS varchar,
	rank_of(r, 8) AS absent
FROM (SELECT ranking(m, v) AS r FROM (VALUES (7, 1.0), (9, 3.0)) t(m, v)) x;
SELECT rank_of('{"a": 2, "b": 2, "c": 2, "d": 1}'::member_ranking, m) FROM unnest('{a,b,c,d,e}'::text[]) m;
SELECT share_of('{"a": 2, "b": -1}'::member_ranking, 'a') AS both_signs, share_of('{"a": 0}'::member_ranking, 'a') AS no_total;
SELECT rank_of(NULL::member_ranking, 'a') AS no_ranking, rank_of('{"a": 1}'::member_ranking, NULL) AS no_member;
SELECT total('{}'::member_ranking) AS total, num_members('{}'::member_ranking) AS num_members;
SELECT u.* FROM ranked, unnest(r) u WHERE year = 2021;

-- rollup is exactly the ranking of all rows
SELECT rollup(r)::text = (SELECT ranking(partner, v)::text FROM flows) AS same FROM ranked;
SELECT rollup(r) IS NULL AS none FROM ranked WHERE year = 1900;
SELECT rollup(r) FROM (VALUES ('{"a": 1}'::member_ranking), (NULL)) t(r);

-- anybody may call the support functions: copies, canonical ones
SELECT ranking_accum(r, 'Peru'::text, 1000::float8) AS changed, r AS kept FROM ranked WHERE year = 2022;
SELECT ranking_accum(NULL, 'Peru'::text, 1::float8);
SELECT ranking_accum(NULL, 'Peru'::text, NULL::numeric) IS NULL AS nothing;
SELECT ranking_combine('{"b": 1, "a": 1}', '{"c": 1.5, "b": 1}');

-- as a running aggregate the state is asked before it is complete
SELECT v, ranking(partner, v) OVER (ORDER BY v DESC) FROM flows WHERE year = 2021 AND v > 90;

DROP TABLE flows, ranked;
DROP DOMAIN label;
