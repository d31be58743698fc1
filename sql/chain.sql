-- links multiplied without drift
\pset null '(null)'

-- numeric: exact, with all decimals. By hand 1.05 * 0.98 = 1.0290
SELECT product(v) AS product, product(-v) AS negative FROM (VALUES (1.05), (0.98)) t(v);
SELECT product(v) AS one, product(v) FILTER (WHERE v IS NULL) AS missing, product(v) FILTER (WHERE false) AS none FROM (VALUES (1.05), (NULL)) t(v);
SELECT product(v) AS zero, product(v) FILTER (WHERE v > 2) AS of_one FROM (VALUES (1.5), (0), (3)) t(v);
-- thirty years of months at 0.3 %: all 1080 decimals
SELECT scale(x), round(x, 30) AS x, x = p AS exact FROM (SELECT product(1.003) AS x FROM generate_series(1, 360)) s,
	(WITH RECURSIVE r(n, p) AS (SELECT 1, 1.003::numeric UNION ALL SELECT n + 1, p * 1.003 FROM r WHERE n < 360) SELECT p FROM r WHERE n = 360) r;
-- merged in any way, and chained back to where it began
SELECT product_final(product_combine(product_add(NULL, 1.5), product_add(NULL, 2.5))) AS product, product_combine('NaN', 1) AS missing, product_add('NaN'::numeric, 2) AS still, product_final('NaN'::numeric) AS null;
SELECT product(v) FROM (VALUES ('NaN'::numeric)) t(v);
SELECT product(v) FROM (VALUES ('-Infinity'::numeric)) t(v);
SELECT product_combine('Infinity', 2);
SELECT product(1.23456789012345678901234567890) FROM generate_series(1, 600);
SELECT scale(product(0.5)) FROM generate_series(1, 16383);
SELECT product(1e100000) FROM generate_series(1, 2);

-- double precision: rounded once, where factor by factor rounds each time
CREATE FUNCTION pg_temp.one_by_one(float8[]) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE p float8 := 1; BEGIN FOR i IN 1..cardinality($1) LOOP p := p * $1[i]; END LOOP; RETURN p; END $$;
SELECT product(v) AS product, product(v) FILTER (WHERE v > 1e10) AS missing FROM (VALUES (3.0::float8), (5), (-7), (0.5)) t(v);
SELECT product(v) AS missing, product(v) FILTER (WHERE false) AS none FROM (VALUES (1.5::float8), (NULL)) t(v);
SELECT product(v) AS zero FROM (VALUES (-1.5::float8), (0)) t(v);
-- against numeric: integers of 53 bits, which numeric holds and multiplies
-- exactly, and turns into the nearest double at the end
CREATE TEMP TABLE factor AS
	SELECT g, i, ((hashint8extended(g * 1000 + i, 3) & 9007199254740991) | 4503599627370496) AS n FROM generate_series(1, 400) g, generate_series(1, 1 + g % 19) i;
SELECT count(*) AS products, count(*) FILTER (WHERE ours = exact) AS rounded_once, count(*) FILTER (WHERE plain <> exact) > 100 AS others_are_not
FROM (SELECT g, product(n::float8 ORDER BY i) AS ours, product(n::numeric)::float8 AS exact, pg_temp.one_by_one(array_agg(n::float8 ORDER BY i)) AS plain FROM factor GROUP BY g) s;
-- with powers of two, which are exact decimals
SELECT count(*) AS products, count(*) FILTER (WHERE ours = exact) AS rounded_once
FROM (SELECT g, product(n::float8 / 4503599627370496) AS ours, product(n * half)::float8 AS exact FROM factor, (SELECT product(0.5) AS half FROM generate_series(1, 52)) h GROUP BY g) s;
-- half way between two doubles, to even: 2^53 + 1 is 3 times an odd number, and 2^53 + 3 = 5 * ...
SELECT product(v) = 9007199254740992 AS down FROM unnest('{3,3002399751580331}'::float8[]) v;
SELECT product(v) = 9007199254740996 AS up FROM unnest('{5,1801439850948199}'::float8[]) v;
-- and by a hair more than half: 2^53 + 1 times 1 + 2^-52, the first of its two factors made larger
SELECT product(v) = (product(n))::float8 AS same FROM unnest('{3,3002399751580331,4503599627370497}'::float8[], '{3,3002399751580331,4503599627370497}'::numeric[]) v(v, n);
-- no intermediate overflow or underflow, whatever the order; subnormal answers
SELECT product(v ORDER BY v) AS up, product(v ORDER BY v DESC) AS down FROM unnest('{1e200,1e200,1e-200,1e-200,3}'::float8[]) v;
-- 2^-53 times 2^-1021 is the least double; half of it is a tie, and 9/8 of it are more
SELECT product(v) AS least, product(v * 1.5) AS rounded_down FROM unnest('{1.1102230246251565e-16,4.450147717014403e-308}'::float8[]) v;
SELECT product(v) AS tie, product(v * 1.5) AS more FROM unnest('{1.1102230246251565e-16,2.2250738585072014e-308}'::float8[]) v;
SELECT product(v) FROM unnest('{1e200,1e200}'::float8[]) v;
SELECT product('NaN'::float8);
SELECT product('Infinity'::float8);
SELECT product(1e300::float8);
-- a hundred thousand links, in any order
SELECT a = b AS bits, abs(a / exp(s) - 1) < 1e-9 AS about FROM (
	SELECT product(v) AS a, product(v ORDER BY v) AS b, sum(ln(v)) AS s FROM (SELECT 1 + (i * 7919 % 1009 - 504) / 1e5::float8 AS v FROM generate_series(1, 100000) i) x) y;
-- moving frames, and the state
SELECT i, product(v) OVER (ORDER BY i ROWS 1 PRECEDING) FROM (VALUES (1, 2.0::float8), (2, NULL), (3, 3), (4, 5)) t(i, v);
SELECT product_add(product_add(NULL, 2), NULL), product_final('partial 0, values 1 {-2,3}'::gathered_rows);
SELECT product_final('partial 0 {1 2}'::gathered_rows);
