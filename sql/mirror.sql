-- two reports of one flow, rerouting, market shares
\pset null '(null)'

-- by hand: 110 + 55 reported in, 100 + 50 out
SELECT (mirror_gap(m, x)).* FROM (VALUES (110.0, 100.0), (55, 50), (7, NULL), (NULL, 3)) t(m, x);
SELECT round((mirror_gap(m, x)).symmetric_gap::numeric, 12) AS symmetric, round(15 / 157.5, 12) AS by_hand,
	round((mirror_gap(m, x)).log_gap::numeric, 12) AS log, round(ln(165 / 150.0), 12) AS by_hand
FROM (VALUES (110.0, 100.0), (55, 50)) t(m, x);
-- one table: what each says of rows that are odd
CREATE TEMP TABLE odd (what text, m float8, x float8);
INSERT INTO odd VALUES ('one', 5, 3), ('no imports', 0, 3), ('no exports', 5, 0), ('zeros', 0, 0), ('one report', 5, NULL),
	('unknown', 5, 3), ('unknown', NULL, 3), ('null', NULL, NULL), ('many', 5, 3), ('many', 2, 7), ('many', 0, 1), ('many', NULL, NULL);
SELECT what, mirror_gap(m, x), reroute_bound(m, x) AS bound, reroute_bound_share(m, x) AS share FROM odd GROUP BY what ORDER BY what COLLATE "C";
SELECT mirror_gap(m, x), reroute_bound(m, x), reroute_bound_share(m, x) FROM odd WHERE false;
SELECT mirror_gap(-1, 1);
SELECT mirror_gap('NaN', 1);
SELECT reroute_bound(1, -1);
SELECT reroute_bound_share(1, 'Infinity');

-- Market shares by hand.  The world grows from 100 to 150 (r = 1/2): product a
-- from 60 to 100 (2/3), b from 40 to 50 (1/4); cells by 1, 1/4 and 1/4.  The
-- country's 10 + 8 + 6 = 24 would have grown by 12, with its products by
-- 18 * 2/3 + 6/4 = 13.5, in its markets by 10 + 8/4 + 6/4 = 13.5; it grew by 6.
CREATE TEMP TABLE cell (product text, market text, x0 float8, x1 float8, w0 float8, w1 float8);
INSERT INTO cell VALUES ('a', 'USA', 10, 14, 60 - 28.0, 100 - 35.0), ('a', 'CAN', 8, 9, 28, 35), ('b', 'USA', 6, 7, 40, 50);
UPDATE cell SET w0 = 100 / 3.0, w1 = 200 / 3.0 WHERE market = 'USA' AND product = 'a';
UPDATE cell SET w0 = 80 / 3.0, w1 = 100 / 3.0 WHERE market = 'CAN';
SELECT round(world::numeric, 9) AS world, round(commodity::numeric, 9) AS commodity, round(market::numeric, 9) AS market,
	round(competitiveness::numeric, 9) AS competitiveness, change
FROM (SELECT (market_share_decomposition(product, market, x0, x1, w0, w1)).* FROM cell) s;
-- finally: 30 of 150, backwards r = -1/3, products -2/5 and -1/5, cells -1/2,
-- -1/5, -1/5: 10, then 23 * 2/5 + 7/5 = 10.6, then 7 + 9/5 + 7/5 = 10.2
SELECT base, round(world::numeric, 9) AS world, round(commodity::numeric, 9) AS commodity, round(market::numeric, 9) AS market,
	round(competitiveness::numeric, 9) AS competitiveness, change
FROM (SELECT base, (market_share_decomposition(product, market, x0, x1, w0, w1, base)).* FROM cell, unnest('{initial,final,average}'::text[]) base
	GROUP BY base) s ORDER BY base COLLATE "C" DESC;
-- rows of a cell are added up
SELECT market_share_decomposition(product, market, x0 / 2, x1 / 2, w0 / 2, w1 / 2) = (SELECT market_share_decomposition(product, market, x0, x1, w0, w1) FROM cell) AS same
FROM cell, generate_series(1, 2);
-- one table: what it says of rows that are odd
CREATE TEMP TABLE odd_cell (what text, product text, market text, x0 float8, x1 float8, w0 float8, w1 float8);
INSERT INTO odd_cell VALUES ('one', 'a', 'USA', 1, 2, 10, 15), ('new cell', 'a', 'USA', 1, 2, 10, 15), ('new cell', 'b', 'USA', 0, 2, 0, 15),
	('lost cell', 'a', 'USA', 1, 2, 10, 15), ('lost cell', 'b', 'USA', 1, 0, 10, 0), ('not in the world', 'a', 'USA', 1, 2, 0, 15), ('zeros', 'a', 'USA', 0, 0, 0, 0),
	('no value', 'a', 'USA', 1, 2, 10, NULL), ('no market', 'a', NULL, 1, 2, 10, 15), ('null', 'a', 'USA', NULL, NULL, NULL, NULL);
SELECT what, market_share_decomposition(product, market, x0, x1, w0, w1) AS initial, market_share_decomposition(product, market, x0, x1, w0, w1, 'final') AS final,
	market_share_decomposition(product, market, x0, x1, w0, w1, 'average') AS average
FROM odd_cell GROUP BY what ORDER BY what COLLATE "C";
SELECT market_share_decomposition(product, market, x0, x1, w0, w1) FROM odd_cell WHERE false;
SELECT market_share_decomposition('a', 'b', 1, 2, 3, 4, NULL);
SELECT market_share_decomposition('a', 'b', 1, 2, 3, 4, 'first');
SELECT market_share_decomposition('a', 'b', 1, 2, 3, 4, b) FROM unnest('{initial,final}'::text[]) b;
SELECT market_share_decomposition('a', 'b', 1, 2, -3, 4);
SELECT market_share_decomposition('a', 'b', 1, 2, 3, 'NaN');
SELECT market_share_decomposition('a', 'b', 1e280, 1, 1e-20, 1e280);

-- independent computations in plain SQL, over random data
CREATE TEMP TABLE random AS
SELECT i % 11 AS g, i, 'product ' || h % 13 AS product, 'market ' || (h >> 4) % 9 AS market, (h >> 8 & 1023) / 7.0::float8 AS x0,
	(h >> 18 & 1023) / 10.0::float8 AS x1, 200 + (h >> 28 & 4095) / 3.0::float8 AS w0, 200 + (h >> 40 & 4095) / 10.0::float8 AS w1
FROM generate_series(1, 2000) i, LATERAL (SELECT hashint8extended(i, 9) & 9223372036854775807 AS h) s;
CREATE TEMP VIEW plain AS
WITH cells AS (SELECT g, product, market, sum(x0) AS x0, sum(x1) AS x1, sum(w0) AS w0, sum(w1) AS w1 FROM random GROUP BY 1, 2, 3),
rates AS (SELECT *, w1 / w0 - 1 AS r_kj, sum(w1) OVER k / sum(w0) OVER k - 1 AS r_k, sum(w1) OVER t / sum(w0) OVER t - 1 AS r
	FROM cells WINDOW k AS (PARTITION BY g, product), t AS (PARTITION BY g))
SELECT g, sum(r * x0) AS world, sum((r_k - r) * x0) AS commodity, sum((r_kj - r_k) * x0) AS market,
	sum(x1 - x0 - r_kj * x0) AS competitiveness, sum(x1 - x0) AS change
FROM rates GROUP BY g;
CREATE TEMP VIEW computed AS
SELECT g, base, (market_share_decomposition(product, market, x0, x1, w0, w1, base)).*
FROM random, unnest('{initial,final,average}'::text[]) base GROUP BY g, base;
SELECT count(*) AS groups, max(abs(c.world / p.world - 1)) < 1e-9 AS world, max(abs(c.commodity / p.commodity - 1)) < 1e-9 AS commodity,
	max(abs(c.market / p.market - 1)) < 1e-9 AS market, max(abs(c.competitiveness / p.competitiveness - 1)) < 1e-9 AS competitiveness,
	max(abs(c.change / p.change - 1)) < 1e-12 AS change
FROM computed c JOIN plain p USING (g) WHERE base = 'initial';
-- identities: the terms add up; backwards in time they change their signs; the
-- average is the same from both ends
SELECT bool_and(world + commodity + market + competitiveness = change) AS adds_up FROM computed;
SELECT max(abs(f.world + b.world) + abs(f.commodity + b.commodity) + abs(f.market + b.market) + abs(f.competitiveness + b.competitiveness)) < 1e-9 AS reversed
FROM computed f JOIN (SELECT g, v.base, (market_share_decomposition(product, market, x1, x0, w1, w0, v.other)).*
	FROM random, (VALUES ('initial', 'final'), ('final', 'initial'), ('average', 'average')) v(base, other) GROUP BY g, v.base) b USING (g, base);
-- reroute_bound is never above either leg
SELECT bool_and(bound <= least(m, x)) AS bounded, max(abs(bound - plain)) < 1e-9 AS plain FROM (SELECT reroute_bound(x0, x1) AS bound, sum(least(x0, x1)) AS plain, sum(x0) AS m, sum(x1) AS x FROM random GROUP BY g) s;

-- the same bits in any order, and merged from any parts
SELECT bool_and(up = down) AS bits FROM (
	SELECT g, (market_share_decomposition(product, market, x0, x1, w0, w1, 'average' ORDER BY i), mirror_gap(x0, x1 ORDER BY i), reroute_bound_share(x0, x1 ORDER BY i))::text AS up,
		(market_share_decomposition(product, market, x0, x1, w0, w1, 'average' ORDER BY w1, i DESC), mirror_gap(x0, x1 ORDER BY x1, i), reroute_bound_share(x0, x1 ORDER BY -i))::text AS down
	FROM random GROUP BY g) s;
DO $$
DECLARE
	row record;
	whole gathered_rows;
	part gathered_rows;
	merged gathered_rows;
BEGIN
	FOR row IN SELECT * FROM random ORDER BY i LIMIT 700 LOOP
		whole := market_share_add(whole, row.product, nullif(row.market, 'market 3'), row.x0, row.x1, row.w0, row.w1, 'final');
		part := market_share_add(part, row.product, nullif(row.market, 'market 3'), row.x0, row.x1, row.w0, row.w1, 'final');
		IF row.i % 29 = 0 OR row.i = 700 THEN
			merged := coalesce(gathered_rows_combine(part, merged), part);
			part := NULL;
		END IF;
	END LOOP;
	ASSERT whole::text = merged::text AND gathered_rows_send(whole) = gathered_rows_send(merged::text::gathered_rows);
END $$;

-- what overflows on the way to the terms is an error
SELECT market_share_decomposition('p' || i, 'm' || i, 1e10 + i, 1, 1e-300, 1e200) FROM generate_series(1, 20) i;
SELECT market_share_decomposition('p', 'm' || i, 1e280 + i * 1.1e270, 1, 1e-20, 1e200, 'average') FROM generate_series(1, 20) i;
SELECT market_share_final('partial 0, option 1 {"1" "1" 9e288 1 5e-324 9e288,"1" "2" 9e288 1 5e-324 9e288,"2" "1" 9e288 1 5e-324 9e288,"2" "2" 9e288 1 5e-324 9e288,"3" "2" 9e288 1 5e-324 9e288,"4" "4" 1 1 1 2,"5" "5" 0.1 1 1 2}');
