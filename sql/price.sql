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

-- The other indices by hand, over the first two products of the basket, prices 1
-- and 3 before, 2 and 2 after: Jevons √(2 * 2/3), Dutot 4/4, Carli (2 + 2/3)/2;
-- with a basket of 4 and 1, Lowe 10/7; with weights 3 and 1, Young (6 + 2/3)/4;
-- Marshall and Edgeworth (30 + 40)/(25 + 38), of quantities (38 + 40)/(25 + 30)
SELECT round(jevons(p0, p1)::numeric, 12) AS jevons, round(sqrt(4 / 3.0), 12) AS by_hand, dutot(p0, p1), round(carli(p0, p1)::numeric, 12) AS carli, round(4 / 3.0, 12) AS by_hand,
	round(lowe(p0, p1, b)::numeric, 12) AS lowe, round(10 / 7.0, 12) AS by_hand, round(young(p0, p1, w)::numeric, 12) AS young, round(20 / 12.0, 12) AS by_hand
FROM basket LEFT JOIN (VALUES ('0401', 4, 3), ('0402', 1, 1), ('0406', 9, 9)) v(product, b, w) USING (product);
SELECT round(marshall_edgeworth(p0, q0, p1, q1)::numeric, 12) AS me, round(70 / 63.0, 12) AS by_hand,
	round(marshall_edgeworth_quantity(p0, q0, p1, q1)::numeric, 12) AS quantity, round(78 / 55.0, 12) AS by_hand FROM basket;
-- Walsh with quantities of which the geometric means are 6 and 10: 2 * 6 + 2 * 10 over 1 * 6 + 3 * 10
SELECT round(walsh(p0, q0, p1, q1)::numeric, 12) AS walsh, round(32 / 36.0, 12) AS by_hand, round(walsh_quantity(q0, p0, q1, p1)::numeric, 12) AS exchanged
FROM (VALUES (1, 4, 2, 9), (3, 5, 2, 20)) v(p0, q0, p1, q1);
-- what one product says; rows that do not match; nothing; errors
SELECT jevons(2, 4) AS j, dutot(2, 4) AS d, carli(2, 4) AS c, lowe(2, 4, 7) AS l, young(2, 4, 7) AS y, walsh(2, 3, 4, 5) AS w, walsh_quantity(2, 3, 4, 5) AS wq, marshall_edgeworth(2, 3, 4, 5) AS me,
	geometric_laspeyres(2, 3, 4, 5) AS gl, geometric_paasche(2, 3, 4, 5) AS gp, sato_vartia(2, 3, 4, 5) AS sv, round(sato_vartia_quantity(2, 3, 4, 5)::numeric, 12) AS svq;
SELECT what, jevons(p0, p1) AS j, carli(p0, p1) AS c, lowe(p0, p1, q0) AS l, young(p0, p1, q0) AS y, walsh(p0, q0, p1, q1) AS w, marshall_edgeworth(p0, q0, p1, q1) AS me,
	geometric_laspeyres(p0, q0, p1, q1) AS gl, sato_vartia(p0, q0, p1, q1) AS sv
FROM odd GROUP BY what ORDER BY what COLLATE "C";
SELECT jevons(p0, p1) AS j, lowe(p0, p1, q0) AS l, sato_vartia(p0, q0, p1, q1) AS sv, walsh(p0, q0, p1, q1) AS w FROM odd WHERE false;
SELECT jevons(1, -1);
SELECT carli(1e-288, 1e288);
SELECT lowe(1, 1, -1);
SELECT young('NaN', 1, 1);
SELECT walsh(1, -1, 1, 1);
SELECT sato_vartia(1, 1, -1, 1);
SELECT sato_vartia(1e200, 1e200, 1, 1);
SELECT sato_vartia_final('partial 0 {1 2}');
SELECT sato_vartia_final('partial 0, values 4 {1 2 3 4}') AS two, sato_vartia_final('partial 0, values 4 {}') AS none;
SELECT sato_vartia_final('partial 0, values 4 {0 2 3 4}');
SELECT young_final(elementary_price_add(NULL, 1, 2));

-- Five periods on a first one: the answers of the R package IndexNumR 0.6.0,
-- priceIndex() and quantityIndex() with output fixedBase, to their last digits
CREATE TEMP TABLE quote (t int, id int, p float8, q float8);
INSERT INTO quote SELECT (i - 1) / 4 + 1, (i - 1) % 4 + 1, p, q
FROM unnest('{2,3,5,7,2.2,2.9,5.5,6.5,2.4,3.3,4.5,6,1.8,3.6,5,5.5,2.1,3.2,5.2,6.1,2.5,3.1,4.8,6.6}'::float8[],
	'{50,40,30,20,45,44,24,23,40,38,36,26,60,33,31,28,52,37,29,25,41,39,34,22}'::float8[]) WITH ORDINALITY v(p, q, i);
CREATE TEMP TABLE published (t int, tornqvist float8, sato_vartia float8, walsh float8, geo_laspeyres float8, geo_paasche float8, marshall_edgeworth float8,
	jevons float8, dutot float8, carli float8, lowe float8);
INSERT INTO published VALUES
	(2, 1.015830503543984, 1.015816480958472, 1.015809585305200, 1.018570807661108, 1.013097571782908, 1.015893385982231, 1.02086745193185, 1.005882352941176, 1.023809523809524, 1.021568627450980),
	(3, 0.981793899713478, 0.981774234652023, 0.981803396514203, 0.984984858183699, 0.978613278677253, 0.981613508442777, 1.00454041185335, 0.952941176470588, 1.014285714285714, 0.994117647058824),
	(4, 0.954045338756026, 0.954040201344547, 0.954065137444607, 0.956991199271457, 0.951108546342979, 0.953518518518518, 0.95978089598329, 0.935294117647059, 0.971428571428571, 0.968627450980392),
	(5, 0.997277275281794, 0.997276883205962, 0.997252979598063, 0.998510430166576, 0.996045643336507, 0.997033492822967, 1.00373897774850, 0.976470588235294, 1.007023809523810, 1.001960784313725),
	(6, 1.022847389126867, 1.022849158688203, 1.022907281576874, 1.023583931179959, 1.022111377068609, 1.023039690222652, 1.03984089918602, 1.000000000000000, 1.046547619047619, 1.029411764705882);
CREATE TEMP TABLE published_quantity (t int, tornqvist float8, sato_vartia float8, walsh float8, geo_laspeyres float8, geo_paasche float8, marshall_edgeworth float8);
INSERT INTO published_quantity VALUES
	(2, 0.980718816087946, 0.980762301536877, 0.980745322490242, 0.974824881483511, 0.986648386287842, 0.980698351115422),
	(3, 1.077248309739899, 1.077281335661043, 1.077156969974633, 1.072318259158316, 1.082201026538839, 1.077089478859391),
	(4, 1.101191567115421, 1.101199125375958, 1.101131383323537, 1.096906936731915, 1.105492933702253, 1.101394422310757),
	(5, 1.043822496832030, 1.043822843672467, 1.043871220132935, 1.041467203671101, 1.046183116522545, 1.043976493633692),
	(6, 1.019454324143789, 1.019451489187837, 1.019384323249725, 1.018272116902826, 1.020637903919595, 1.019130434782609);
SELECT count(*) AS periods, max(abs(o.tornqvist / r.tornqvist - 1)) < 2e-14 AS tornqvist, max(abs(o.sato_vartia / r.sato_vartia - 1)) < 2e-14 AS sato_vartia,
	max(abs(o.walsh / r.walsh - 1)) < 2e-14 AS walsh, max(abs(gl / geo_laspeyres - 1)) < 2e-14 AS gl, max(abs(gp / geo_paasche - 1)) < 2e-14 AS gp,
	max(abs(me / marshall_edgeworth - 1)) < 2e-14 AS me, max(abs(o.jevons / r.jevons - 1)) < 2e-14 AS jevons, max(abs(o.dutot / r.dutot - 1)) < 2e-14 AS dutot,
	max(abs(o.carli / r.carli - 1)) < 2e-14 AS carli, max(abs(o.lowe / r.lowe - 1)) < 2e-14 AS lowe, max(abs(o.young / r.lowe - 1)) < 2e-14 AS young
FROM published r JOIN (SELECT n.t, tornqvist(b.p, b.q, n.p, n.q), sato_vartia(b.p, b.q, n.p, n.q), walsh(b.p, b.q, n.p, n.q), geometric_laspeyres(b.p, b.q, n.p, n.q) AS gl,
	geometric_paasche(b.p, b.q, n.p, n.q) AS gp, marshall_edgeworth(b.p, b.q, n.p, n.q) AS me, jevons(b.p, n.p), dutot(b.p, n.p), carli(b.p, n.p), lowe(b.p, n.p, b.q), young(b.p, n.p, b.p * b.q)
	FROM quote b JOIN quote n USING (id) WHERE b.t = 1 GROUP BY n.t) o USING (t);
SELECT count(*) AS periods, max(abs(o.tornqvist / r.tornqvist - 1)) < 2e-14 AS tornqvist, max(abs(o.sato_vartia / r.sato_vartia - 1)) < 2e-14 AS sato_vartia,
	max(abs(o.walsh / r.walsh - 1)) < 2e-14 AS walsh, max(abs(gl / geo_laspeyres - 1)) < 2e-14 AS gl, max(abs(gp / geo_paasche - 1)) < 2e-14 AS gp,
	max(abs(me / marshall_edgeworth - 1)) < 2e-14 AS me
FROM published_quantity r JOIN (SELECT n.t, tornqvist_quantity(b.p, b.q, n.p, n.q) AS tornqvist, sato_vartia_quantity(b.p, b.q, n.p, n.q) AS sato_vartia, walsh_quantity(b.p, b.q, n.p, n.q) AS walsh,
	geometric_laspeyres_quantity(b.p, b.q, n.p, n.q) AS gl, geometric_paasche_quantity(b.p, b.q, n.p, n.q) AS gp, marshall_edgeworth_quantity(b.p, b.q, n.p, n.q) AS me
	FROM quote b JOIN quote n USING (id) WHERE b.t = 1 GROUP BY n.t) o USING (t);

-- over random data: Sato and Vartia's pair multiplies to the ratio of values, Lowe with
-- the base quantities is Laspeyres, Young with the base values too, Törnqvist is the
-- mean of the geometric ones, the elementary ones and Walsh are what plain SQL says,
-- and Walsh turned round in time is its inverse
SELECT count(*) AS groups, max(abs(sv * svq / v - 1)) < 1e-12 AS sato_vartia, bool_and(lo = l) AS lowe, max(abs(y / l - 1)) < 1e-12 AS young, max(abs(t / sqrt(gl * gp) - 1)) < 1e-12 AS tornqvist,
	max(abs(w / plain_w - 1)) < 1e-12 AS walsh, max(abs(w * back - 1)) < 1e-12 AS reversed, max(abs(j / plain_j - 1)) < 1e-12 AS jevons, max(abs(c / plain_c - 1)) < 1e-12 AS carli, max(abs(d / plain_d - 1)) < 1e-12 AS dutot
FROM (SELECT g, sato_vartia(p0, q0, p1, q1) AS sv, sato_vartia_quantity(p0, q0, p1, q1) AS svq, sum(p1 * q1) / sum(p0 * q0) AS v, lowe(p0, p1, q0) AS lo, laspeyres(p0, q0, p1, q1) AS l,
		young(p0, p1, p0 * q0) AS y, tornqvist(p0, q0, p1, q1) AS t, geometric_laspeyres(p0, q0, p1, q1) AS gl, geometric_paasche(p0, q0, p1, q1) AS gp, walsh(p0, q0, p1, q1) AS w, walsh(p1, q1, p0, q0) AS back,
		sum(p1 * sqrt(q0 * q1)) / sum(p0 * sqrt(q0 * q1)) AS plain_w, jevons(p0, p1) AS j, exp(avg(ln(p1 / p0))) AS plain_j, carli(p0, p1) AS c, avg(p1 / p0) AS plain_c, dutot(p0, p1) AS d, sum(p1) / sum(p0) AS plain_d
	FROM random WHERE p0 > 0 AND q0 > 0 AND p1 > 0 AND q1 > 0 GROUP BY g) s;
-- the same bits in any order
SELECT bool_and(up = down) AS bits FROM (
	SELECT g, (walsh(p0, q0, p1, q1 ORDER BY i), sato_vartia(p0, q0, p1, q1 ORDER BY i), young(p0, p1, q0 ORDER BY i), jevons(p0, p1 ORDER BY i), geometric_paasche_quantity(p0, q0, p1, q1 ORDER BY i))::text AS up,
		(walsh(p0, q0, p1, q1 ORDER BY -i), sato_vartia(p0, q0, p1, q1 ORDER BY q1, -i), young(p0, p1, q0 ORDER BY p1, -i), jevons(p0, p1 ORDER BY p0, -i), geometric_paasche_quantity(p0, q0, p1, q1 ORDER BY -i))::text AS down
	FROM random GROUP BY g) s;
