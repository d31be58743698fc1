-- Balances. Figures of U.S. goods trade, 2022, USD million: U.S. Census Bureau.

CREATE TEMP TABLE trade (partner text, flow text, value numeric);
INSERT INTO trade VALUES
	('Mexico', 'X', 324377.863297), ('Mexico', 'M', 454929.951197),
	('Canada', 'x', 356112.62991), ('Canada', 'Imports', 437728.957576),
	('China', 'EXPORT', 153837.091085), ('China', 'm', 536754.091696);

-- of two numbers; -130552.0879, .713028 and -.167523 for Mexico
SELECT trade_balance(x, m), trade_total(x, m), round(coverage_ratio(x, m), 6) AS coverage,
	round(normalized_balance(x, m), 6) AS normalized,
	trade_balance(x::float8, m::float8) AS b8, trade_total(x::float8, m::float8) AS t8,
	round(coverage_ratio(x::float8, m::float8)::numeric, 6) AS c8,
	round(normalized_balance(x::float8, m::float8)::numeric, 6) AS n8
FROM (VALUES (324377.863297, 454929.951197)) v (x, m);
-- NULL, zero and absent are three things
SELECT x, m, trade_balance(x, m) AS b, trade_total(x, m) AS t, coverage_ratio(x, m) AS c,
	normalized_balance(x, m) AS n,
	trade_balance(x::numeric, m::numeric) AS bn, trade_total(x::numeric, m::numeric) AS tn,
	coverage_ratio(x::numeric, m::numeric)::real AS cn,
	normalized_balance(x::numeric, m::numeric)::real AS nn
FROM (VALUES (5::float8, 0::float8), (0, 5), (0, 0), (5, 5), (5, NULL), (NULL, 5)) v (x, m);
SELECT trade_balance('NaN'::float8, 1::float8);
SELECT trade_total(1::float8, 'Infinity'::float8);
SELECT coverage_ratio('NaN'::numeric, 1);
SELECT normalized_balance(1, '-Infinity'::numeric);
SELECT trade_balance(1.7e308::float8, -1.7e308::float8);
SELECT normalized_balance(1.7e308::float8, 1.7e307::float8) AS no_overflow_inside;

-- in words
SELECT base, new, balance_direction(new, base), balance_direction(new::numeric, base::numeric) AS numeric
FROM (VALUES (100::float8, 120::float8), (100, 80), (100, 0), (100, -1), (100, 100), (-297047.7, -202674.1),
	(-168618, -197033.2), (-1500.6, 251.2), (-5, 0), (-5, -5), (0, 5), (0, -5), (0, 0), (NULL, 5), (5, NULL),
	(NULL, -5), (-5, NULL)) v (base, new);
\set SHOW_CONTEXT never
SELECT balance_direction('NaN'::float8, 1::float8);
\set SHOW_CONTEXT errors
SELECT pg_typeof(balance_direction(1, 2));

-- by partner: -130552.087900, -81616.327666, -382917.000611; coverage .713028, .813546, .286606
SELECT partner, trade_balance(flow, value), trade_total(flow, value),
	round(coverage_ratio(flow, value), 6) AS coverage,
	round(normalized_balance(flow, value), 6) AS normalized
FROM trade GROUP BY partner ORDER BY 2;
SELECT partner, trade_balance(flow, value), trade_total(flow, value),
	coverage_ratio(flow, value)::numeric(8, 6) AS coverage,
	normalized_balance(flow, value)::numeric(8, 6) AS normalized
FROM (SELECT partner, flow, value::float8 FROM trade) t GROUP BY partner ORDER BY 2;

-- a missing leg is not zero; nor are rows with NULL a leg
SELECT trade_balance(f, v) AS b, trade_total(f, v) AS t, coverage_ratio(f, v) AS c, normalized_balance(f, v) AS n,
	trade_balance(f, v::numeric) AS bn, trade_total(f, v::numeric) AS tn,
	coverage_ratio(f, v::numeric) AS cn, normalized_balance(f, v::numeric) AS nn
FROM (VALUES (1, 'X', 5::float8), (2, 'M', 5), (3, 'X', 5), (3, 'M', NULL), (4, 'X', 5), (4, 'M', 0),
	(5, 'X', 0), (5, 'M', 0), (6, NULL, 5), (6, 'M', 5), (7, 'X', 5), (7, 'M', 20)) v (id, f, v)
GROUP BY id ORDER BY id;
SELECT trade_balance(flow, value), trade_total(flow, value::float8) FROM trade WHERE false;

-- parts of a flow: refused, ignored, subtracted
CREATE TEMP TABLE parts (flow text, value numeric);
INSERT INTO parts VALUES ('X', 100), ('RX', 30), ('M', 80), ('RM', 5);
SELECT trade_balance(flow, value) FROM parts;
SELECT trade_balance(flow, value::float8, 'refuse') FROM parts WHERE flow <> 'RX';
SELECT trade_balance(flow, value, NULL) FROM (VALUES ('dx', 1)) v (flow, value);
SELECT trade_balance(flow, value, 'ignore') AS ignored, trade_balance(flow, value, 'Subtract') AS net,
	trade_balance(flow, value::float8, 'ignore') AS ignored_f, trade_balance(flow, value::float8, 'subtract') AS net_f,
	trade_total(flow, value, 'subtract') AS total, coverage_ratio(flow, value, 'subtract')::numeric(6, 4) AS coverage,
	normalized_balance(flow, value::float8, 'subtract')::numeric(6, 4) AS normalized
FROM parts;
-- re-exports alone make no exports
SELECT trade_balance(flow, value, 'subtract'), trade_balance(flow, value::float8, 'subtract')
FROM parts WHERE flow <> 'X';
SELECT trade_balance(flow, value, 'ignore') FROM (VALUES ('X', 3.0), ('M', 1), ('DX', 2), ('FM', 1),
	('MIP', 1), ('MOP', 1), ('XIP', 1), ('XOP', 1)) v (flow, value);
SELECT trade_balance(flow, value, 'subtract') FROM (VALUES ('X', 3.0), ('FM', 1)) v (flow, value);
SELECT trade_balance(flow, value, 'guess') FROM parts;
SELECT trade_balance(flow, value) FROM (VALUES ('Exporter', 1.0)) v (flow, value);
SELECT trade_balance(flow, value) FROM (VALUES ('X', 'NaN'::float8)) v (flow, value);
SELECT trade_balance(flow, value) FROM (VALUES ('X', 1e300::float8)) v (flow, value);
SELECT trade_balance(flow, value) FROM (VALUES ('X', 'Infinity'::numeric)) v (flow, value);

-- sums without error, in any order: cents beside 1e15 and 1e-9
SELECT count(DISTINCT b) AS results, min(b) = 0.010000001 AS right FROM (
	SELECT (SELECT trade_balance(f, v ORDER BY hashint4(i * seed)) FROM (VALUES (1, 'X', 1e15::float8),
		(2, 'X', 1e-9), (3, 'M', 1e15), (4, 'X', 0.01), (5, 'X', 1e288), (6, 'M', 1e288),
		(7, 'X', 1e100), (8, 'M', 1e100), (9, 'X', 1e50), (10, 'M', 1e50)) v (i, f, v)) AS b
	FROM generate_series(1, 50) seed) s;

CREATE FUNCTION pg_temp.sqlstate_of(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
	RETURN 'fine';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;

-- a state, its forms and the combine law
CREATE FUNCTION pg_temp.legs(f text[], v float8[]) RETURNS trade_legs LANGUAGE plpgsql AS $$
DECLARE
	state trade_legs;
BEGIN
	FOR i IN 1 .. coalesce(cardinality(f), 0) LOOP
		state := trade_legs_add(state, f[i], v[i], 'subtract');
	END LOOP;
	RETURN state;
END $$;
SELECT pg_temp.legs('{X,M,X}', '{0.1,5,0.2}') AS exact,
	pg_temp.legs('{X,X,X,X,X,X}', '{1e288,1e200,1e100,1,1e-100,1e-200}') AS six_lanes,
	pg_temp.legs('{RX}', '{3}') AS pending, pg_temp.legs('{X}', '{-0}') AS zero,
	trade_legs_add(NULL, 'M', 1.50) AS numeric;
-- adding to a value that is not an aggregate's own leaves that value alone
SELECT s, trade_legs_add(s, 'X', 1::float8) AS more, s AS still
FROM (VALUES ('float8 {1,2}'::trade_legs)) v (s);
SELECT t::trade_legs::text = t AS text_kept, trade_legs_send(t::trade_legs) AS wire
FROM unnest(ARRAY['float8 {NULL,NULL}', 'float8 {0,NULL}', 'float8 {0.30000000000000004|-2.7755575615628914e-17,-5}',
	'float8 {NULL|-3,4}', 'numeric {NULL,1.50}', 'numeric {NULL|-3,0}']) t;
-- what is read is brought into the one canonical form
SELECT ' float8 { 1|2 , NULL|1|1e100 } '::trade_legs AS added;
CREATE TEMP TABLE states AS
SELECT pg_temp.legs(array_agg((ARRAY['X', 'M', 'RX'])[1 + (i * 7 + g) % 3]), array_agg((i * g - 500) * 10.0 ^ (i % 40 - 20))) AS s
FROM generate_series(1, 300) i, generate_series(1, 20) g GROUP BY g;
SELECT count(*), bool_and(s::text::trade_legs::text = s::text) AS text_kept FROM states;

-- the combine law: a random split gives what the whole gives
WITH rows AS (
	SELECT g, (ARRAY['X', 'M', 'RX'])[1 + (i * 7 + g) % 3] AS f, (i * g - 500) * 10.0 ^ (i % 40 - 20) AS v,
		hashint4(i * g) % 3 AS part
	FROM generate_series(1, 60) i, generate_series(1, 40) g
), split AS (
	SELECT g, pg_temp.legs(array_agg(f), array_agg(v)) AS whole,
		pg_temp.legs(array_agg(f) FILTER (WHERE part = 0), array_agg(v) FILTER (WHERE part = 0)) AS a,
		pg_temp.legs(array_agg(f) FILTER (WHERE part = 1), array_agg(v) FILTER (WHERE part = 1)) AS b,
		pg_temp.legs(array_agg(f) FILTER (WHERE part NOT IN (0, 1)), array_agg(v) FILTER (WHERE part NOT IN (0, 1))) AS c
	FROM rows GROUP BY g)
SELECT count(*) AS trees,
	bool_and(trade_legs_combine(trade_legs_combine(a, b), c)::text = whole::text) AS left_deep,
	bool_and(trade_legs_combine(b, trade_legs_combine(c, a))::text = whole::text) AS right_deep,
	bool_and(trade_legs_combine(trade_legs_combine(NULL, whole), NULL)::text = whole::text) AS with_nothing
FROM split;
SELECT trade_legs_combine('numeric {1.0,NULL}', 'numeric {0.25,NULL|-3}') AS numeric,
	trade_legs_combine(NULL, NULL) IS NULL AS nothing;
SELECT trade_legs_combine(a, b) AS both, trade_legs_combine(b, a) AS other_way
FROM (VALUES ('float8 {1,NULL}'::trade_legs, 'float8 {NULL,2}'::trade_legs),
	('numeric {1,NULL}', 'numeric {NULL,2}')) v (a, b);
SELECT trade_legs_combine('numeric {1.0,NULL}', 'float8 {1,2}');
SELECT trade_legs_balance_numeric('float8 {1,2}');
SELECT trade_legs_add('numeric {1,2}', 'X', 5::float8);
SELECT trade_legs_add('float8 {1,2}', 'X', 5::numeric);
CREATE AGGREGATE pg_temp.misused(text, float8) (SFUNC = trade_legs_add, STYPE = trade_legs, INITCOND = 'numeric {1,2}');
SELECT pg_temp.misused('M', 1.5);
SELECT trade_legs_total_float8('float8 {4e307,4e307}') AS fits;
SELECT 'float8 {3e307|3e307,1}'::trade_legs;
SELECT trade_legs_combine('float8 {4e307,1}', 'float8 {4e307,1}');

-- serial and parallel plans agree
CREATE TABLE trade_rows AS
SELECT i % 7 AS k, (ARRAY['X', 'M'])[1 + i % 2] AS f, (i * 37 % 1000) * 10.0 ^ (i % 12 - 6) AS v
FROM generate_series(1, 20000) i;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE serial AS
SELECT k, trade_balance(f, v) AS b, trade_balance(f, v::float8) AS b8, normalized_balance(f, v::float8) AS n8
FROM trade_rows GROUP BY k;
SET max_parallel_workers_per_gather = 3;
SELECT count(*) AS differ FROM serial s FULL JOIN (
	SELECT k, trade_balance(f, v) AS b, trade_balance(f, v::float8) AS b8, normalized_balance(f, v::float8) AS n8
	FROM trade_rows GROUP BY k) p ON s::text = p::text
WHERE s IS NULL OR p IS NULL;
RESET ALL;
DROP TABLE trade_rows;

-- malformed states
SELECT t, pg_temp.sqlstate_of(format('SELECT %L::trade_legs', t)) AS state FROM unnest(ARRAY[
	'', 'float8', 'float8 {1,2', 'float8 {1}', 'float8 {1,2,3}', 'float8 {1,2} x', 'float4 {1,2}',
	'float8 {NaN,1}', 'float8 {1,Infinity}', 'float8 {0x1p3,1}', 'float8 {1e309,1}', 'float8 {1e-400,1}',
	'float8 {1e308,1}', 'float8 {1|,2}', 'float8 {NULL|NULL,2}', 'numeric {1|2,3}', 'numeric {NaN,1}',
	'numeric {1.2.3,4}', 'numeric {1e999999,4}', 'numeric {null,4}']) t;
SELECT 'float8 {1}'::trade_legs;
SELECT 'float8 {1e309,1}'::trade_legs;
