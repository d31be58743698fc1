-- Codes beside text, as drivers and BI tools send them: comparisons, arrays,
-- patterns, columns of text with faults in them.
CREATE EXTENSION IF NOT EXISTS trade_labor;
CREATE TEMP TABLE lines AS
SELECT (lpad((1 + i % 97)::text, 2, '0') || lpad((i * 7919 % 9999)::text, 4, '0') ||
        CASE WHEN i % 3 = 0 THEN '' ELSE lpad((i % 100)::text, 2, '0') END)::hs_code AS code
FROM generate_series(1, 20000) i;
CREATE INDEX lines_code ON lines (code);
ANALYZE lines;
SET enable_seqscan = off;
SET enable_bitmapscan = off;

-- Each is the comparison of two codes, and its index condition.
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code = '870323'::text;
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code = '870323'::varchar;
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE '8703'::text < code AND code <= '8704'::varchar;
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code >= '8703'::bpchar AND '8704'::text > code;
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code = ANY ('{8703.23,870324}'::text[]);
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code = ANY ('{8703.23,870324}'::varchar[]);
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code <@ '8703'::text;
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE '8703'::varchar @> code;
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code <@ '{8703}'::text[];
PREPARE one(text) AS SELECT FROM lines WHERE code = $1;
PREPARE several(text[]) AS SELECT FROM lines WHERE code = ANY ($1);
SET plan_cache_mode = force_generic_plan;
EXPLAIN (COSTS OFF) EXECUTE one('870323');
EXPLAIN (COSTS OFF) EXECUTE several('{870323}');
RESET plan_cache_mode;
SELECT amvalidate(oid) FROM pg_opclass WHERE opcname = 'hs_code_ops' ORDER BY opcmethod;

-- All operators, against the codes themselves.
SELECT count(*) FILTER (WHERE NOT (
	(a < b) = (a < b::text) AND (a < b) = (a::text < b) AND (a <= b) = (a <= b::text) AND (a <= b) = (a::text <= b) AND
	(a = b) = (a = b::text) AND (a = b) = (a::text = b) AND (a <> b) = (a <> b::text) AND (a <> b) = (a::text <> b) AND
	(a >= b) = (a >= b::text) AND (a >= b) = (a::text >= b) AND (a > b) = (a > b::text) AND (a > b) = (a::text > b) AND
	(a <@ b) = (a <@ b::text) AND (b @> a) = (b::text @> a) AND (a <@ b) = (a <@ ARRAY[b::text]) AND
	(a = b) = (a = ANY (ARRAY[b::text])) AND (a <> b) = (a <> ALL (ARRAY[b::text])) AND
	(a < b) = (a::text <# b::text) AND (a <= b) = (a::text <=# b::text) AND (a = b) = (a::text =# b::text) AND
	(a >= b) = (a::text >=# b::text) AND (a > b) = (a::text ># b::text))) AS differ, count(*)
FROM unnest('{01,0101,8703,87,870323,8703230190,8704,99}'::hs_code[]) a,
     unnest('{01,0101,8703,87,870323,8703230190,8704,99}'::hs_code[]) b;
SELECT count(*) FROM lines WHERE code = ANY (ARRAY(SELECT code::text FROM lines LIMIT 50))
INTERSECT
SELECT count(*) FROM lines WHERE code = ANY (ARRAY(SELECT code FROM lines LIMIT 50));

-- Joins, sub-selects; a text that is no code is an error as its literal is.
CREATE TEMP TABLE wanted AS SELECT DISTINCT code::text AS code FROM lines WHERE code <@ '87';
SELECT count(*) FROM lines l JOIN wanted w ON l.code = w.code;
SELECT count(*) FROM lines WHERE code IN (SELECT code FROM wanted);
SELECT count(*) FROM lines WHERE code NOT IN (SELECT code FROM wanted);
SELECT count(*) FROM lines WHERE code <@ '87';
SELECT count(*) FROM lines WHERE code = 'cars'::text;
SELECT count(*) FROM lines WHERE code <@ 'cars'::text;

-- LIKE: a prefix is a range, whether or not it has an even number of digits.
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code LIKE '8703%';
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code LIKE '870%'::varchar;
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code ILIKE '8703.2%';
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code LIKE '0%';
RESET enable_seqscan;
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code LIKE '8703__';
EXPLAIN (COSTS OFF) SELECT FROM lines WHERE code NOT LIKE '87%';
CREATE FUNCTION likes(pattern text) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT count(*) FROM lines WHERE code LIKE %L', pattern);
	RETURN QUERY EXECUTE format('SELECT count(*) FROM lines WHERE code::text LIKE %L', replace(pattern, '.', ''));
	RETURN QUERY EXECUTE format('SELECT count(*) FROM lines WHERE NOT (code NOT LIKE %L)', pattern);
	RETURN QUERY EXECUTE format('SELECT count(*) FROM lines WHERE code ~~* %L AND NOT code !~~* %L', pattern, pattern);
	RETURN QUERY EXECUTE 'SELECT count(*) FROM lines WHERE code LIKE $1' USING pattern;
END $$;
SELECT pattern, array(SELECT likes(pattern)) AS rows
FROM unnest('{%,0%,00%,8%,87%,871%,8712%,8712.3%,87_2%,%12,8712,"8712\\%",9999999999%,99999999991%}'::text[]) pattern;
SELECT '870323'::hs_code LIKE '8703' AS whole, '870323'::hs_code LIKE '%23' AS ending, '870323'::hs_code LIKE '8703.23' AS dotted,
       '870323'::hs_code NOT LIKE '87%' AS not_like, '870323'::hs_code LIKE NULL AS unknown;

-- What a column holds that is no code; each remedy works when followed.
SELECT try_hs('8703.23'), try_hs('87032') IS NULL AS odd, try_hs('TOTAL') IS NULL AS total, try_hs(NULL) IS NULL AS unknown;
\x on
SELECT * FROM why_not('hs_code', '{870323,1,101,101,101.21,10121,870323919,8703.23.919,1006.3,870323.0,10620.0,"8703 2",8703230190123,870323019012,9999AA,29SSSSSS,29XXXXXX,TOTAL,AG6,8.70323E+05,8703*,"{0401}",00,"",8703..23,A1,NULL}');
\x off
SELECT * FROM why_not('hs_code', '{870323,NULL}');
SELECT * FROM why_not('integer', '{1,one,9999999999}');
SELECT * FROM why_not('nothing', '{1}');
