-- price and quantity indices, and changes of value explained
\pset null '(null)'

-- by hand: base 1*10 + 3*5 = 25, new 2*11 + 2*9 = 40, crossed p1 q0 = 20 + 10 =
-- 30 and p0 q1 = 11 + 27 = 38; a third product is new
CREATE TEMP TABLE basket (product text, p0 float8, q0 float8, p1 float8, q1 float8);
INSERT INTO basket VALUES ('0401', 1, 10, 2, 11), ('0402', 3, 5, 2, 9), ('0406', NULL, NULL, 5, 7);
SELECT laspeyres(p0, q0, p1, q1) AS l, 30 / 25.0 AS by_hand, paasche(p0, q0, p1, q1) AS p, 40 / 38.0 AS by_hand,
	fisher(p0, q0, p1, q1) AS f, round(sqrt(30 / 25.0 * 40 / 38.0), 12) AS by_hand FROM basket;
SELECT laspeyres_quantity(p0, q0, p1, q1) AS l, 38 / 25.0 AS by_hand, paasche_quantity(p0, q0, p1, q1) AS p, 40 / 30.0 AS by_hand,
	fisher_quantity(p0, q0, p1, q1) AS f, round(sqrt(38 / 25.0 * 40 / 30.0), 12) AS by_hand FROM basket;
-- shares 10/25, 15/25 and 22/40, 18/40
SELECT round(tornqvist(p0, q0, p1, q1)::numeric, 12) AS t, round(exp((10 / 25.0 + 22 / 40.0) / 2 * ln(2.0) + (15 / 25.0 + 18 / 40.0) / 2 * ln(2 / 3.0)), 12) AS by_hand,
	round(tornqvist_quantity(p0, q0, p1, q1)::numeric, 12) AS q, round(exp((10 / 25.0 + 22 / 40.0) / 2 * ln(1.1) + (15 / 25.0 + 18 / 40.0) / 2 * ln(1.8)), 12) AS by_hand
FROM basket;
-- price (10 + 11)/2 * 1 - (5 + 9)/2 * 1 = 3.5; quantity 1.5 * 1 + 2.5 * 4 = 11.5;
-- entry 35; 65 of 100 are in products that match
SELECT (bennet(p0, q0, p1, q1)).*, matched_share(p0, q0, p1, q1) FROM basket;

-- the other way round, entry is exit, and an index its inverse
SELECT (bennet(p1, q1, p0, q0)).*, laspeyres(p1, q1, p0, q0) * paasche(p0, q0, p1, q1) AS one FROM basket;

-- one table: what each says of rows that are odd
CREATE TEMP TABLE odd (what text, p0 float8, q0 float8, p1 float8, q1 float8);
INSERT INTO odd VALUES ('one', 2, 3, 4, 5), ('nothing matches', 2, 3, NULL, NULL), ('nothing matches', NULL, NULL, 4, 5),
	('no quantity now', 2, 3, 4, 0), ('free', 0, 3, 4, 5), ('free', 1, 1, 1, 1), ('price unknown', 2, 3, NULL, 5), ('price unknown', 1, 1, 2, 1),
	('quantity unknown', 2, NULL, 4, 5), ('null', NULL, NULL, NULL, NULL), ('zero', 0, 0, 0, 0), ('same', 2, 3, 2, 3), ('same', 5, 7, 5, 7);
SELECT what, laspeyres(p0, q0, p1, q1) AS l, paasche(p0, q0, p1, q1) AS p, fisher(p0, q0, p1, q1) AS f, tornqvist(p0, q0, p1, q1) AS t,
	laspeyres_quantity(p0, q0, p1, q1) AS lq, paasche_quantity(p0, q0, p1, q1) AS pq, round(fisher_quantity(p0, q0, p1, q1)::numeric, 9) AS fq,
	round(tornqvist_quantity(p0, q0, p1, q1)::numeric, 9) AS tq, matched_share(p0, q0, p1, q1) AS matched, bennet(p0, q0, p1, q1)
FROM odd GROUP BY what ORDER BY what COLLATE "C";
SELECT fisher(p0, q0, p1, q1) AS f, tornqvist(p0, q0, p1, q1) AS t, matched_share(p0, q0, p1, q1) AS m, bennet(p0, q0, p1, q1) AS b FROM odd WHERE false;
SELECT laspeyres(1, -1, 1, 1);
SELECT tornqvist(1, 1, -1, 1);
SELECT fisher('NaN', 1, 1, 1);
SELECT bennet('Infinity', 1, 1, 1);
SELECT paasche(1e200, 1e200, 1, 1);
SELECT tornqvist(1e-300, 1, 1e300, 1);
SELECT fisher(1e-200, 1e-200, 1, 1);

-- unit values leave out what has no quantity, and say how much that is
CREATE TEMP TABLE shipment (what text, v float8, q float8);
INSERT INTO shipment VALUES ('all', 10, 4), ('all', 20, 8), ('some', 30, 6), ('some', 10, 0), ('some', 20, NULL), ('value unknown', NULL, 5),
	('value unknown', 6, 3), ('none', 5, 0), ('null', NULL, NULL), ('zero', 0, 0), ('gift', 0, 5);
SELECT what, unit_value(v, q), quantity_coverage(v, q) FROM shipment GROUP BY what ORDER BY what COLLATE "C";
SELECT unit_value(-1, 1);
SELECT quantity_coverage(1, 'NaN');
SELECT unit_value(v, q) AS uv, quantity_coverage(v, q) AS qc FROM shipment WHERE false;

-- independent computations in plain SQL, over random data
CREATE TEMP TABLE random AS
SELECT i % 19 AS g, i, CASE WHEN h % 5 > 0 THEN p0 END AS p0, CASE WHEN h % 5 > 0 THEN q0 END AS q0,
	CASE WHEN h % 7 > 0 THEN p1 END AS p1, CASE WHEN h % 7 > 0 THEN CASE WHEN h % 11 > 0 THEN q1 ELSE 0 END END AS q1
FROM generate_series(1, 3000) i, LATERAL (SELECT hashint8extended(i, 5) & 9223372036854775807 AS h) s,
	LATERAL (SELECT (1 + (h >> 8 & 1023)) / 7.0::float8 AS p0, (1 + (h >> 18 & 65535)) / 10.0::float8 AS q0,
		(1 + (h >> 34 & 1023)) / 11.0::float8 AS p1, (1 + (h >> 44 & 65535)) / 10.0::float8 AS q1) d;
CREATE TEMP VIEW computed AS
SELECT g, laspeyres(p0, q0, p1, q1) AS l, paasche(p0, q0, p1, q1) AS p, fisher(p0, q0, p1, q1) AS f, tornqvist(p0, q0, p1, q1) AS t,
	laspeyres_quantity(p0, q0, p1, q1) AS lq, paasche_quantity(p0, q0, p1, q1) AS pq, fisher_quantity(p0, q0, p1, q1) AS fq,
	tornqvist_quantity(p0, q0, p1, q1) AS tq, matched_share(p0, q0, p1, q1) AS m, (bennet(p0, q0, p1, q1)).*
FROM random GROUP BY g;
CREATE TEMP VIEW plain AS
WITH matched AS (SELECT *, p0 * q0 / sum(p0 * q0) OVER w AS s0, p1 * q1 / sum(p1 * q1) OVER w AS s1 FROM random
	WHERE p0 > 0 AND q0 > 0 AND p1 > 0 AND q1 > 0 WINDOW w AS (PARTITION BY g)),
whole AS (SELECT g, coalesce(sum(p0 * q0), 0) AS v0, coalesce(sum(p1 * q1), 0) AS v1 FROM random GROUP BY g)
SELECT g, sum(p1 * q0) / sum(p0 * q0) AS l, sum(p1 * q1) / sum(p0 * q1) AS p, sum(p0 * q1) / sum(p0 * q0) AS lq, sum(p1 * q1) / sum(p1 * q0) AS pq,
	exp(sum((s0 + s1) / 2 * ln(p1 / p0))) AS t, exp(sum((s0 + s1) / 2 * ln(q1 / q0))) AS tq, sum(p1 * q1) / sum(p0 * q0) AS v,
	(sum(p0 * q0) + sum(p1 * q1)) / (v0 + v1) AS m, sum((q0 + q1) / 2 * (p1 - p0)) AS price, sum((p0 + p1) / 2 * (q1 - q0)) AS quantity,
	v1 - sum(p1 * q1) AS entry, v0 - sum(p0 * q0) AS exit, v1 - v0 AS change
FROM matched JOIN whole USING (g) GROUP BY g, v0, v1;
SELECT count(*) AS groups, max(abs(c.l / p.l - 1)) < 1e-12 AS l, max(abs(c.p / p.p - 1)) < 1e-12 AS p, max(abs(c.f / sqrt(p.l * p.p) - 1)) < 1e-12 AS f,
	max(abs(c.t / p.t - 1)) < 1e-12 AS t, max(abs(c.lq / p.lq - 1)) < 1e-12 AS lq, max(abs(c.pq / p.pq - 1)) < 1e-12 AS pq,
	max(abs(c.tq / p.tq - 1)) < 1e-12 AS tq, max(abs(c.m / p.m - 1)) < 1e-12 AS m, max(abs(c.price / p.price - 1)) < 1e-9 AS price,
	max(abs(c.quantity / p.quantity - 1)) < 1e-9 AS quantity, max(abs(c.entry / p.entry - 1)) < 1e-9 AS entry,
	max(abs(c.exit / p.exit - 1)) < 1e-9 AS exit, max(abs(c.change / p.change - 1)) < 1e-9 AS change
FROM computed c JOIN plain p USING (g);
-- identities: Fisher's price times quantity is the ratio of values of what
-- matches, and Laspeyres' price times Paasche's quantity, but for the last bits;
-- whole numbers, so that plain sums are exact too
SELECT max(abs(f * fq / v - 1)) < 1e-15 AS fisher, max(abs(l * pq / v - 1)) < 1e-15 AS laspeyres_paasche
FROM (SELECT g, fisher(p0, q0, p1, q1) AS f, fisher_quantity(p0, q0, p1, q1) AS fq, laspeyres(p0, q0, p1, q1) AS l, paasche_quantity(p0, q0, p1, q1) AS pq,
		sum(p1 * q1) FILTER (WHERE q1 > 0 AND p0 > 0) / sum(p0 * q0) FILTER (WHERE q1 > 0) AS v
	FROM (SELECT g, ceil(p0) AS p0, ceil(q0) AS q0, ceil(p1) AS p1, ceil(q1) AS q1 FROM random) r GROUP BY g) s;
-- Bennet's terms add up to the last; Fisher lies between the two
SELECT bool_and(price + quantity + entry - exit = change) AS bennet, bool_and(f BETWEEN least(l, p) AND greatest(l, p)) AS between
FROM computed;
-- no index depends on the unit of quantities, nor a quantity index on the currency
SELECT max(abs(laspeyres / l - 1)) < 1e-13 AS l, max(abs(tornqvist / t - 1)) < 1e-13 AS t, max(abs(fisher_quantity / fq - 1)) < 1e-13 AS fq FROM (
	SELECT g, laspeyres(p0 / 3, q0 * 3, p1 / 3, q1 * 3), tornqvist(p0 / 3, q0 * 3, p1 / 3, q1 * 3), fisher_quantity(p0 * 17.3, q0, p1 * 17.3, q1)
	FROM random GROUP BY g) s JOIN computed USING (g);

-- the same bits in any order, and merged from any parts
SELECT bool_and(up = down) AS bits FROM (
	SELECT g, (laspeyres(p0, q0, p1, q1 ORDER BY i), fisher(p0, q0, p1, q1 ORDER BY i), bennet(p0, q0, p1, q1 ORDER BY i), tornqvist(p0, q0, p1, q1 ORDER BY i),
			tornqvist_quantity(p0, q0, p1, q1 ORDER BY i), unit_value(p0, q1 ORDER BY i))::text AS up,
		(laspeyres(p0, q0, p1, q1 ORDER BY q1, i DESC), fisher(p0, q0, p1, q1 ORDER BY p1, i DESC), bennet(p0, q0, p1, q1 ORDER BY -i), tornqvist(p0, q0, p1, q1 ORDER BY -i),
			tornqvist_quantity(p0, q0, p1, q1 ORDER BY p0, i DESC), unit_value(p0, q1 ORDER BY -i))::text AS down
	FROM random GROUP BY g) s;
DO $$
DECLARE
	row record;
	whole gathered_sums[] := '{NULL,NULL,NULL,NULL}';
	part gathered_sums[] := '{NULL,NULL,NULL,NULL}';
	merged gathered_sums[] := '{NULL,NULL,NULL,NULL}';
BEGIN
	FOR row IN SELECT * FROM random ORDER BY i LIMIT 1200 LOOP
		whole[1] := price_add(whole[1], row.p0, row.q0, row.p1, row.q1);
		whole[2] := tornqvist_add(whole[2], row.p0, row.q0, row.p1, row.q1);
		whole[3] := tornqvist_quantity_add(whole[3], row.p0, row.q0, row.p1, row.q1);
		whole[4] := unit_value_add(whole[4], row.p0, row.q1);
		part[1] := price_add(part[1], row.p0, row.q0, row.p1, row.q1);
		part[2] := tornqvist_add(part[2], row.p0, row.q0, row.p1, row.q1);
		part[3] := tornqvist_quantity_add(part[3], row.p0, row.q0, row.p1, row.q1);
		part[4] := unit_value_add(part[4], row.p0, row.q1);
		IF row.i % 37 = 0 OR row.i = 1200 THEN
			FOR k IN 1..4 LOOP
				merged[k] := coalesce(gathered_sums_combine(part[k], merged[k]), part[k], merged[k]);
			END LOOP;
			part := '{NULL,NULL,NULL,NULL}';
		END IF;
	END LOOP;
	ASSERT whole::text = merged::text;
END $$;
