-- hs_code: what lies below a code, found by index or not
SET max_parallel_workers_per_gather = 0;
SET jit = off;

SELECT code, code <@ '8703' AS below_heading, '87' @> code AS in_chapter,
	hs_within(code, '870323') AS below_subheading, hs_contains('8703230190', code) AS below_line
FROM unnest(ARRAY['86', '87', '8702999999', '8703', '870300', '870323', '8703230190',
	'8703999999', '8704', '88', NULL]::hs_code[]) code;
SELECT '87'::hs_code <@ NULL::hs_code, NULL::hs_code <@ '87', NULL::hs_code @> '87';

-- an array: true for any of its codes; like ANY, also where NULLs are among them
SELECT code, codes, code <@ codes AS within, code <@ ANY (codes) AS within_any
FROM (VALUES ('{87}'::hs_code[]), ('{8703,8704}'), ('{8704,87,8703}'), ('{01,NULL}'),
	('{87,NULL}'), ('{}'), (NULL), ('{{01,02},{8703,04}}')) a (codes),
	unnest(ARRAY['870323', '0101', NULL]::hs_code[]) code;
SELECT hs_within('870323', '01', '8703'), hs_within('870323', '01', '8704'),
	hs_within('870323', VARIADIC '{8703}'::hs_code[]),
	hs_within('870323', '8703');
-- one expression with a variable that changes, as PL/pgSQL evaluates it
DO $$
DECLARE
	codes hs_code[];
	seen text := '';
BEGIN
	FOREACH codes SLICE 1 IN ARRAY '{{01,02},{87,88},{01,02}}'::hs_code[] LOOP
		seen := seen || ' ' || ('0201'::hs_code <@ codes)::text;
	END LOOP;
	RAISE NOTICE '%', seen;
END $$;

-- 1,000 rows, some NULL; every form must find what LIKE finds
CREATE TABLE hs_trade AS
SELECT code::hs_code, code AS digits, i AS id
FROM (SELECT i, CASE WHEN i % 50 > 0 THEN
		left((10 + i % 7)::text || lpad((abs(hashint4(i)::bigint) % 2500)::text, 4, '0')
			|| lpad((i % 300)::text, 4, '0'), 4 + 2 * (i % 4)) END AS code
	FROM generate_series(1, 1000) i) s;
CREATE TABLE hs_parent AS
SELECT DISTINCT left(digits, l)::hs_code AS parent, left(digits, l) || '%' AS pattern
FROM hs_trade, unnest(ARRAY[2, 4, 6, 8, 10]) l
WHERE length(digits) >= l AND id % 61 = 0;
INSERT INTO hs_parent VALUES ('01', '01%'), ('99', '99%'), ('1699', '1699%');
ANALYZE hs_trade;
ANALYZE hs_parent;

-- the matches of each form, as one comparable number
CREATE FUNCTION hs_matches(clause text) RETURNS TABLE (pairs bigint, fingerprint numeric)
LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE 'SELECT count(*), sum(hashtext(t.id || pattern)::numeric)
		FROM hs_parent p JOIN hs_trade t ON ' || clause;
END $$;
CREATE TABLE hs_answer AS SELECT * FROM hs_matches('t.digits LIKE p.pattern');
SELECT pairs > 1000 AS many FROM hs_answer;

CREATE FUNCTION hs_compare() RETURNS TABLE (clause text, same boolean)
LANGUAGE sql BEGIN ATOMIC
	SELECT c, (SELECT ROW(m.pairs, m.fingerprint) FROM hs_matches(c) m) =
		(SELECT ROW(a.pairs, a.fingerprint) FROM hs_answer a)
	FROM unnest(ARRAY['t.code <@ p.parent', 'p.parent @> t.code',
		'hs_within(t.code, p.parent)', 'hs_contains(p.parent, t.code)',
		't.code <@ ARRAY[p.parent]', 't.code <@ ANY (ARRAY[p.parent])',
		't.code BETWEEN p.parent AND hs_subtree_max(p.parent)']) c;
END;

SELECT * FROM hs_compare();
CREATE INDEX hs_trade_code ON hs_trade (code);
SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
SELECT * FROM hs_compare();
DROP INDEX hs_trade_code;
CREATE INDEX hs_trade_code ON hs_trade (code DESC NULLS LAST);
SELECT * FROM hs_compare() LIMIT 2;
DROP INDEX hs_trade_code;
CREATE INDEX hs_trade_code ON hs_trade USING brin (code) WITH (pages_per_range = 1);
SELECT * FROM hs_compare() LIMIT 2;
DROP INDEX hs_trade_code;
CREATE INDEX hs_trade_code ON hs_trade USING hash (code);
SELECT * FROM hs_compare() LIMIT 2;
DROP INDEX hs_trade_code;
-- an expression over a column of text, a second column of an index, a domain
CREATE INDEX hs_trade_code ON hs_trade ((digits::hs_code));
SELECT count(*) = (SELECT count(*) FROM hs_trade WHERE digits LIKE '1203%') AS expression
FROM hs_trade WHERE digits::hs_code <@ '1203';
DROP INDEX hs_trade_code;
CREATE DOMAIN hs_domain AS hs_code;
ALTER TABLE hs_trade ADD COLUMN coded hs_domain;
UPDATE hs_trade SET coded = code;
CREATE INDEX hs_trade_code ON hs_trade ((id % 2), coded);
SELECT count(*) = (SELECT count(*) FROM hs_trade WHERE digits LIKE '1203%' AND id % 2 = 1) AS domain
FROM hs_trade WHERE coded <@ '1203' AND id % 2 = 1;
DROP INDEX hs_trade_code;
RESET ALL;
SET max_parallel_workers_per_gather = 0;
SET jit = off;

-- constants, parameters and arrays, with and without an index
CREATE INDEX hs_trade_code ON hs_trade (code);
PREPARE one(hs_code) AS SELECT count(*) FROM hs_trade WHERE code <@ $1;
PREPARE any_of(hs_code[]) AS SELECT count(*) FROM hs_trade WHERE code <@ $1;
SELECT count(*) AS by_like FROM hs_trade WHERE digits LIKE '12%';
SELECT count(*) AS constant FROM hs_trade WHERE code <@ '12';
SELECT count(*) AS subselect FROM hs_trade WHERE code <@ (SELECT '12'::hs_code);
SET plan_cache_mode = force_generic_plan;
EXECUTE one('12');
EXECUTE one(NULL);
EXECUTE any_of('{12}');
RESET plan_cache_mode;
SELECT count(*) AS by_like FROM hs_trade WHERE digits LIKE '1201%' OR digits LIKE '13%';
SELECT count(*) AS constant FROM hs_trade WHERE code <@ '{13,1301,1201,13}'::hs_code[];
SELECT count(*) AS variadic FROM hs_trade WHERE hs_within(code, '13', '1301', '1201', '13');
SELECT count(*) AS with_null FROM hs_trade WHERE code <@ '{13,NULL,1201}'::hs_code[];
SELECT count(*) AS unnested FROM unnest('{13,1201}'::hs_code[]) c JOIN hs_trade ON code <@ c;
EXECUTE any_of('{13,1301,1201,13}');
EXECUTE any_of('{}');
EXECUTE any_of('{NULL}');
SELECT count(*) AS negated FROM hs_trade WHERE NOT code <@ '{13,1201}'::hs_code[];
SELECT count(*) AS by_like FROM hs_trade WHERE NOT (digits LIKE '1201%' OR digits LIKE '13%');
-- an array too long to be taken apart: between its ends, row by row
SELECT count(*) > 0 AND count(*) = (SELECT count(*) FROM hs_trade
		WHERE digits LIKE '12%' AND length(digits) > 4
			AND substr(digits, 3, 4)::int BETWEEN 100 AND 899 AND substr(digits, 5, 1) IN ('0', '3')) AS long_array
FROM hs_trade
WHERE code <@ '{120100,120101,120102,120103,120104,120105,120106,120107,120108,120109,
	120130,120131,120132,120133,120134,120135,120136,120137,120138,120139,
	120200,120201,120202,120203,120204,120205,120206,120207,120208,120209,
	120230,120231,120232,120233,120234,120235,120236,120237,120238,120239,
	120300,120301,120302,120303,120304,120305,120306,120307,120308,120309,
	120330,120331,120332,120333,120334,120335,120336,120337,120338,120339,
	120400,120401,120402,120403,120404,120405,120406,120407,120408,120409,
	120430,120431,120432,120433,120434,120435,120436,120437,120438,120439,
	120500,120501,120502,120503,120504,120505,120506,120507,120508,120509,
	120530,120531,120532,120533,120534,120535,120536,120537,120538,120539,
	120600,120601,120602,120603,120604,120605,120606,120607,120608,120609,
	120630,120631,120632,120633,120634,120635,120636,120637,120638,120639,
	120700,120701,120702,120703,120704,120705,120706,120707,120708,120709,
	120730,120731,120732,120733,120734,120735,120736,120737,120738,120739,
	120800,120801,120802,120803,120804,120805,120806,120807,120808,120809,
	120830,120831,120832,120833,120834,120835,120836,120837,120838,120839}'::hs_code[];

-- serial and parallel
CREATE TEMP TABLE serial AS SELECT hs_up(code, 4) AS heading, count(*), min(code), max(code)
FROM hs_trade WHERE code <@ '{10,11,1203}'::hs_code[] GROUP BY 1;
SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0; SET enable_indexscan = off; SET enable_bitmapscan = off;
CREATE TEMP TABLE parallel AS SELECT hs_up(code, 4) AS heading, count(*), min(code), max(code)
FROM hs_trade WHERE code <@ '{10,11,1203}'::hs_code[] GROUP BY 1;
RESET ALL;
SELECT count(*) > 10 AS groups, NOT EXISTS (TABLE serial EXCEPT TABLE parallel) AS same FROM serial;

-- anybody may attach the estimators to operators of other types
CREATE FUNCTION hs_odd(text, text) RETURNS boolean IMMUTABLE LANGUAGE plpgsql
	AS 'BEGIN RETURN $1 < $2; END';
CREATE FUNCTION hs_odd(bigint, bigint[]) RETURNS boolean IMMUTABLE LANGUAGE plpgsql
	AS 'BEGIN RETURN $1 = $2[1]; END';
CREATE FUNCTION hs_odd(hs_code[], hs_code[]) RETURNS boolean IMMUTABLE LANGUAGE plpgsql
	AS 'BEGIN RETURN $1 = $2; END';
CREATE FUNCTION hs_odd(text) RETURNS boolean IMMUTABLE LANGUAGE plpgsql
	AS 'BEGIN RETURN $1 = ''1201''; END';
CREATE OPERATOR ### (FUNCTION = hs_odd, LEFTARG = text, RIGHTARG = text,
	RESTRICT = hs_within_sel, JOIN = hs_contains_joinsel);
CREATE OPERATOR ### (FUNCTION = hs_odd, LEFTARG = bigint, RIGHTARG = bigint[],
	RESTRICT = hs_within_array_sel);
CREATE OPERATOR ### (FUNCTION = hs_odd, LEFTARG = hs_code[], RIGHTARG = hs_code[],
	RESTRICT = hs_contains_sel);
CREATE OPERATOR ### (FUNCTION = hs_odd, RIGHTARG = text, RESTRICT = hs_within_sel);
SELECT count(*) > 0 AS found FROM hs_trade WHERE digits ### '13';
SELECT count(*) FROM hs_trade WHERE id::bigint ### '{9223372036854775807,7}';
SELECT count(*) FROM hs_trade WHERE ARRAY[code] ### '{1201}';
SELECT count(*) = 0 AS none FROM hs_trade WHERE (### digits) AND digits IS NULL;
SELECT count(*) > 0 AS found FROM hs_trade a JOIN hs_trade b ON a.digits ### b.digits WHERE a.id < 5;
DROP OPERATOR ### (text, text);
DROP OPERATOR ### (bigint, bigint[]);
DROP OPERATOR ### (hs_code[], hs_code[]);
DROP OPERATOR ### (NONE, text);
DROP FUNCTION hs_odd(text, text), hs_odd(bigint, bigint[]), hs_odd(hs_code[], hs_code[]), hs_odd(text);

DROP FUNCTION hs_compare();
DROP FUNCTION hs_matches(text);
DROP TABLE hs_trade, hs_parent, hs_answer;
DROP DOMAIN hs_domain;
