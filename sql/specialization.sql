-- comparative advantage, intensity, similarity, intra-industry trade
\pset null '(null)'

-- by hand: a country that sells 20 of 100 abroad where the world sells 300 of
-- 3000: (20/100) / (300/3000) = 2, and (2 - 1) / (2 + 1) = 1/3
SELECT rca(20, 100, 300, 3000) AS rca, rca(20::numeric, 100, 300, 3000) AS exact,
	rsca(20, 100, 300, 3000) AS rsca, rsca(2::float8) AS of_rca, rsca(2::numeric) AS of_exact,
	trade_intensity(30::float8, 120, 250, 2000) AS intensity, trade_intensity(30::numeric, 120, 250, 2000) AS exact_intensity;
SELECT pg_typeof(rca(1, 2, 3, 4)) AS int, pg_typeof(rca(1.0, 2, 3, 4)) AS numeric;
-- one table: nothing exported, nothing to compare with, NULL, one product
SELECT what, rca(x, t, w, wt), rca(x::numeric, t::numeric, w::numeric, wt::numeric) AS rca_n, rsca(x, t, w, wt),
	rsca(x::numeric, t::numeric, w::numeric, wt::numeric) AS rsca_n, trade_intensity(x, t, w, wt) AS ti,
	trade_intensity(x::numeric, t::numeric, w::numeric, wt::numeric) AS ti_n
FROM (VALUES ('exports of 0', 0::float8, 100::float8, 300::float8, 3000::float8),
	('no exports at all', 0, 0, 300, 3000), ('unknown to the world', 20, 100, 0, 3000), ('no world', 0, 100, 0, 0),
	('world total of 0', 1, 100, 1, 0), ('null', NULL, 100, 300, 3000), ('one product', 7, 7, 7, 7)) t(what, x, t, w, wt);
SELECT rca(-1::float8, 1, 1, 1);
SELECT rsca(1::numeric, 1, -1, 1);
SELECT rsca(-0.5);
SELECT trade_intensity('NaN'::float8, 1, 1, 1);
SELECT rca('Infinity'::numeric, 1, 1, 1);
SELECT rsca('Infinity'::float8);
SELECT rca(1e300::float8, 1e-300, 1, 1);

-- shares .5 .3 .2 0 against .4 0 .4 .2: in common .4 + 0 + .2 + 0 = .6; the
-- distance .1 + .3 + .2 + .2 = .8
CREATE TEMP TABLE basket (product text, a float8, b float8);
INSERT INTO basket VALUES ('0207', 50, 8), ('0406', 30, 0), ('8703', 20, 8), ('8708', 0, 4);
SELECT export_similarity(a, b), complementarity(a, b), diversification_unctad(a, b), krugman_index(a, b) FROM basket;
-- lines of 50 and 8, 30 and 0, 20 and 8, 0 and 4: sum |x - m| =
-- 42 + 30 + 12 + 4 = 88 of 120; imbalance 100 - 20 = 80: 32/120 and 32/40
SELECT round(grubel_lloyd(a, b)::numeric, 9) AS gl, round(32 / 120.0, 9) AS by_hand, grubel_lloyd_adjusted(a, b) AS adjusted,
	round(marginal_iit(a - 30, b - 5)::numeric, 9) AS marginal, round(1 - (17 + 5 + 13 + 29) / (20 + 3 + 0 + 5 + 10 + 3 + 30 + 1.0), 9) AS by_hand
FROM basket;

-- one table: what each says of rows that are odd
CREATE TEMP TABLE odd (what text, a float8, b float8);
INSERT INTO odd VALUES ('one', 5, 3), ('one without a', 0, 3), ('zeros', 0, 0), ('zeros', 0, 0), ('disjoint', 5, 0), ('disjoint', 0, 3),
	('alike', 5, 10), ('alike', 0.1, 0.2), ('unknown', 5, 3), ('unknown', NULL, 3), ('no row', 5, 3), ('no row', NULL, NULL), ('null', NULL, NULL);
SELECT what, export_similarity(a, b) AS es, complementarity(a, b) AS c, diversification_unctad(a, b) AS du, krugman_index(a, b) AS ki,
	grubel_lloyd(a, b) AS gl, grubel_lloyd_adjusted(a, b) AS gla, marginal_iit(a, b) AS miit
FROM odd GROUP BY what ORDER BY what COLLATE "C";
SELECT export_similarity(a, b) AS es, grubel_lloyd(a, b) AS gl, marginal_iit(a, b) AS miit FROM odd WHERE false;
-- changes have a sign, flows have none
SELECT marginal_iit(5, -5) AS opposite, marginal_iit(-5, -5) AS fall, marginal_iit(0, -5) AS one, marginal_iit(-2, -6) AS half;
SELECT export_similarity(1, -1);
SELECT krugman_index(-1, 1);
SELECT grubel_lloyd(1, -1);
SELECT grubel_lloyd_adjusted('NaN', 1);
SELECT export_similarity(1, 'Infinity');
SELECT marginal_iit('Infinity', 1);

-- independent computations in plain SQL, over random data with zeros
CREATE TEMP TABLE random AS
SELECT i % 23 AS g, i, CASE WHEN h % 7 > 1 THEN (h >> 8 & 1048575) / 100.0::float8 ELSE 0 END AS a,
	CASE WHEN h % 11 > 1 THEN (h >> 28 & 1048575) / 7.0::float8 ELSE 0 END AS b
FROM generate_series(1, 4000) i, LATERAL (SELECT hashint8extended(i, 3) & 9223372036854775807 AS h) s;
CREATE TEMP VIEW plain AS
WITH share AS (SELECT *, a / sum(a) OVER w AS s, b / sum(b) OVER w AS t FROM random WINDOW w AS (PARTITION BY g))
SELECT g, 100 * sum(least(s, t)) AS es, sum(abs(s - t)) AS ki,
	1 - sum(abs(a - b)) / sum(a + b) AS gl,
	(sum(a + b) - sum(abs(a - b))) / (sum(a + b) - abs(sum(a) - sum(b))) AS gla,
	1 - sum(abs((a - 5000) - (b - 70000))) / sum(abs(a - 5000) + abs(b - 70000)) AS miit,
	sum((a + b) * CASE WHEN a + b > 0 THEN 1 - abs(a - b) / (a + b) END) / sum(a + b) AS weighted
FROM share GROUP BY g;
SELECT count(*) AS groups, max(abs(p.es - c.es)) < 1e-10 AS es, max(abs(c.c - c.es)) = 0 AS c, max(abs(p.ki - c.ki)) < 1e-12 AS ki,
	max(abs(p.ki / 2 - c.du)) < 1e-12 AS du, max(abs(p.gl - c.gl)) < 1e-12 AS gl, max(abs(p.gla - c.gla)) < 1e-12 AS gla,
	max(abs(p.miit - c.miit)) < 1e-12 AS miit
FROM plain p JOIN (SELECT g, export_similarity(a, b) AS es, complementarity(a, b) AS c, krugman_index(a, b) AS ki,
		diversification_unctad(a, b) AS du, grubel_lloyd(a, b) AS gl, grubel_lloyd_adjusted(a, b) AS gla,
		marginal_iit(a - 5000, b - 70000) AS miit
	FROM random GROUP BY g) c USING (g);
-- identities: similarity is 1 - sum |a - b| / 2, GL of all is the weighted mean
-- of lines, and every index is the same from the other side
SELECT max(abs(export_similarity - 100 * (1 - krugman_index / 2))) < 1e-12 AS similarity,
	max(abs(grubel_lloyd - weighted)) < 1e-14 AS weighted_mean, bool_and(from_both) AS from_both, bool_and(within) AS within
FROM (SELECT g, export_similarity(a, b), krugman_index(a, b), grubel_lloyd(a, b), export_similarity(a, b) = export_similarity(b, a) AND
		krugman_index(a, b) = krugman_index(b, a) AND grubel_lloyd(a, b) = grubel_lloyd(b, a) AS from_both,
		export_similarity(a, b) BETWEEN 0 AND 100 AND krugman_index(a, b) BETWEEN 0 AND 2 AND
		grubel_lloyd(a, b) <= grubel_lloyd_adjusted(a, b) AND grubel_lloyd_adjusted(a, b) <= 1 AS within
	FROM random GROUP BY g) s JOIN plain USING (g);
-- shares do not depend on the unit, whatever its size
SELECT bool_and(abs(export_similarity(a * u, b / u) - export_similarity(a, b)) < 1e-10) OVER () AS units
FROM (SELECT * FROM random WHERE g = 1) r, unnest('{1e-280,1e-9,1e270}'::float8[]) u GROUP BY u LIMIT 1;

-- the same bits in any order, and merged from any parts
SELECT bool_and(up = down) AS bits FROM (
	SELECT g, (export_similarity(a, b ORDER BY i), krugman_index(a, b ORDER BY i), grubel_lloyd(a, b ORDER BY i),
			grubel_lloyd_adjusted(a, b ORDER BY i), marginal_iit(a - 3, b - 7 ORDER BY i))::text AS up,
		(export_similarity(a, b ORDER BY b, i DESC), krugman_index(a, b ORDER BY a, i DESC), grubel_lloyd(a, b ORDER BY a, i),
			grubel_lloyd_adjusted(a, b ORDER BY b, i), marginal_iit(a - 3, b - 7 ORDER BY -i))::text AS down
	FROM random GROUP BY g) s;
DO $$
DECLARE
	row record;
	whole_rows gathered_rows;
	whole_sums gathered_sums;
	whole_change gathered_sums;
	part_rows gathered_rows;
	part_sums gathered_sums;
	part_change gathered_sums;
	rows gathered_rows := 'partial 0 {}';
	sums gathered_sums := 'intra_industry: rows 0, partial 0 {0,0,0}';
	change gathered_sums := 'marginal_iit: rows 0, partial 0 {0,0}';
BEGIN
	FOR row IN SELECT i, a, nullif(b, 0) AS b FROM random ORDER BY i LIMIT 1500 LOOP
		whole_rows := share_pairs_add(whole_rows, row.a, row.b);
		whole_sums := intra_industry_add(whole_sums, row.a, row.b);
		whole_change := marginal_iit_add(whole_change, row.a - 7, row.b - 3);
		part_rows := share_pairs_add(part_rows, row.a, row.b);
		part_sums := intra_industry_add(part_sums, row.a, row.b);
		part_change := marginal_iit_add(part_change, row.a - 7, row.b - 3);
		IF row.i % 41 = 0 OR row.i = 1500 THEN
			rows := gathered_rows_combine(part_rows, rows);
			sums := gathered_sums_combine(part_sums, sums);
			change := gathered_sums_combine(part_change, change);
			part_rows := NULL;
			part_sums := NULL;
			part_change := NULL;
		END IF;
	END LOOP;
	ASSERT whole_rows::text = rows::text AND whole_sums::text = sums::text AND whole_change::text = change::text;
	ASSERT gathered_rows_send(rows::text::gathered_rows) = gathered_rows_send(whole_rows);
	ASSERT gathered_sums_send(sums::text::gathered_sums) = gathered_sums_send(whole_sums);
END $$;

-- in a window
SELECT product, grubel_lloyd(a, b) OVER w AS gl, krugman_index(a, b) OVER w AS ki FROM basket WHERE product < '8708' WINDOW w AS (ORDER BY product);
