-- concentration: of a ranking and as plain aggregates
CREATE TABLE x (g text, member text, v float8);
INSERT INTO x VALUES
	('five', 'a', 50), ('five', 'b', 25), ('five', 'c', 15), ('five', 'd', 10), ('five', 'e', 0),
	('equal', 'a', 3), ('equal', 'b', 3), ('equal', 'c', 3), ('equal', 'd', 3),
	('one', 'a', 7), ('zero', 'a', 0), ('zero', 'b', 0), ('null', 'a', NULL);
CREATE VIEW r AS SELECT g, ranking(member, v) AS r FROM x GROUP BY g;

-- by hand for shares .5 .25 .15 .1: H = .25 + .0625 + .0225 + .01 = .345;
-- (.345 - .25) / .75 = .12667; (sqrt .345 - .5) / .5 = .17473; 1 / .345 = 2.89855
SELECT g, round(hhi(r)::numeric, 10) AS hhi, round(hhi_points(r)::numeric, 6) AS points,
	round(hhi_normalized(r)::numeric, 10) AS normalized, round(hhi_unctad(r)::numeric, 10) AS unctad,
	round(effective_number(r)::numeric, 10) AS effective, concentration_ratio(r, 2) AS cr2
FROM r ORDER BY g COLLATE "C";
-- of five, in ascending order 0 10 15 25 50: Gini = 2 (20 + 45 + 100 + 250) / 500 - 6/5 = .46
SELECT g, round(entropy(r)::numeric, 10) AS entropy, round(theil(r)::numeric, 10) AS theil,
	round(theil_l(r)::numeric, 10) AS theil_l, round(gini(r)::numeric, 10) AS gini
FROM r ORDER BY g COLLATE "C";
-- the same in plain SQL
WITH s AS (SELECT g, v, sum(v) OVER w AS t, v / nullif(sum(v) OVER w, 0) AS s, count(*) OVER w AS n,
		row_number() OVER (PARTITION BY g ORDER BY v) AS i
	FROM x WHERE v IS NOT NULL WINDOW w AS (PARTITION BY g))
SELECT g, round(sum(s * s)::numeric, 10) AS hhi,
	round(-sum(CASE WHEN s > 0 THEN s * ln(s) ELSE 0 * s END)::numeric, 10) AS entropy,
	round((ln(n) + sum(CASE WHEN s > 0 THEN s * ln(s) ELSE 0 * s END))::numeric, 10) AS theil,
	round(CASE WHEN min(v) > 0 THEN avg(-ln(nullif(s, 0) * n)) END::numeric, 10) AS theil_l,
	round((2 * sum(i * s) / n - (n + 1.0) / n)::numeric, 10) AS gini
FROM s GROUP BY g, n ORDER BY g COLLATE "C";

-- n told: the universe has members that are not there
SELECT round(hhi_normalized(r, 10)::numeric, 10) AS normalized, round(((.345 - .1) / .9)::numeric, 10) AS by_hand,
	round(hhi_unctad(r, 10)::numeric, 10) AS unctad,
	round(((sqrt(.345) - sqrt(.1)) / (1 - sqrt(.1)))::numeric, 10) AS by_hand
FROM r WHERE g = 'five';
SELECT hhi_normalized(r, 4) = hhi_normalized(r) AS same, hhi_normalized(r, NULL) AS none FROM r WHERE g = 'five';
SELECT hhi_normalized(r, 3) FROM r WHERE g = 'five';
SELECT hhi_unctad(r, 0) FROM r WHERE g = 'five';
SELECT hhi_unctad(r, 1) AS one_of_one FROM r WHERE g = 'one';
SELECT hhi_unctad(r, 2) AS one_of_two FROM r WHERE g = 'one';
SELECT concentration_ratio(r, 0) FROM r WHERE g = 'five';
SELECT concentration_ratio(r, 99) AS all FROM r WHERE g = 'five';
SELECT hhi('{}'::member_ranking) AS hhi, gini('{}'::member_ranking) AS gini, theil('{}'::member_ranking) AS theil, theil_l('{}'::member_ranking) AS theil_l,
	entropy('{}'::member_ranking) AS entropy, concentration_ratio('{}'::member_ranking, 1) AS cr1;

-- no index of a balance
SELECT hhi('{"a": 3, "b": -1}'::member_ranking);
SELECT gini('{"a": -3, "b": -1}'::member_ranking);
SELECT gini(v) FROM (VALUES (1.0), (-1.0)) t(v);

-- plain aggregates: bit for bit the index of the ranking
SELECT g, hhi(r) IS NOT DISTINCT FROM hhi(v) AS hhi, hhi_points(r) IS NOT DISTINCT FROM hhi_points(v) AS points,
	hhi_normalized(r) IS NOT DISTINCT FROM hhi_normalized(v) AS normalized,
	hhi_normalized(r, 10) IS NOT DISTINCT FROM hhi_normalized(v, 10) AS normalized_10,
	hhi_unctad(r) IS NOT DISTINCT FROM hhi_unctad(v) AS unctad,
	hhi_unctad(r, 10) IS NOT DISTINCT FROM hhi_unctad(v, 10) AS unctad_10,
	effective_number(r) IS NOT DISTINCT FROM effective_number(v) AS effective,
	concentration_ratio(r, 2) IS NOT DISTINCT FROM concentration_ratio(v, 2) AS cr2,
	entropy(r) IS NOT DISTINCT FROM entropy(v) AS entropy, theil(r) IS NOT DISTINCT FROM theil(v) AS theil,
	theil_l(r) IS NOT DISTINCT FROM theil_l(v) AS theil_l, gini(r) IS NOT DISTINCT FROM gini(v) AS gini
FROM x JOIN r USING (g) GROUP BY g, r::text, hhi(r), hhi_points(r), hhi_normalized(r), hhi_normalized(r, 10),
	hhi_unctad(r), hhi_unctad(r, 10), effective_number(r), concentration_ratio(r, 2), entropy(r), theil(r),
	theil_l(r), gini(r)
ORDER BY g COLLATE "C";
SELECT hhi(v) AS hhi, gini(v) AS gini FROM x WHERE false;
SELECT hhi(v) AS int, hhi(v::numeric) AS numeric, hhi(v::real) AS real FROM (VALUES (1), (3)) t(v);
SELECT concentration_ratio(v, k) FROM (VALUES (1, 1), (2, 2)) t(v, k);
SELECT concentration_ratio(v, k) AS nulls FROM (VALUES (1, NULL::int), (NULL, 2)) t(v, k);
SELECT hhi_unctad(v, -1) FROM (VALUES (1)) t(v);
SELECT hhi(v) FROM (VALUES ('NaN'::float8)) t(v);
SELECT gini(v) FROM (VALUES ('Infinity'::float8)) t(v);
SELECT hhi(v) AS hhi FROM (VALUES (1e288), (1e288), (5e-324)) t(v);
SELECT v, hhi(v) OVER (ORDER BY v) AS running FROM (VALUES (1.0), (1.0), (2.0)) t(v) ORDER BY v;

-- the order of rows and the tree of merges do not matter
CREATE TABLE many AS SELECT i, ('x' || md5(i::text))::bit(32)::int8 / 1000.0::float8 + 2147484 AS v
	FROM generate_series(1, 2000) i;
SELECT hhi(v ORDER BY i) = hhi(v ORDER BY v) AS hhi, gini(v ORDER BY i) = gini(v ORDER BY v DESC) AS gini,
	theil(v ORDER BY i) = theil(v ORDER BY -i) AS theil, entropy(v ORDER BY i) = entropy(v ORDER BY -i) AS entropy,
	theil_l(v ORDER BY i) = theil_l(v ORDER BY -i) AS theil_l
FROM many;
DO $$
DECLARE
	whole weighted_values;
	part weighted_values;
	merged weighted_values;
	row record;
BEGIN
	FOR row IN SELECT * FROM many ORDER BY i LOOP
		whole := concentration_accum(whole, row.v);
		part := concentration_accum(part, row.v);
		IF row.i % 37 = 0 OR row.i = 2000 THEN
			merged := coalesce(weighted_combine(part, merged), part);
			part := NULL;
		END IF;
	END LOOP;
	ASSERT whole::text = merged::text AND gini_final(whole) = gini_final(merged);
	ASSERT gini_final(whole) = (SELECT gini(v) FROM many);
END $$;

-- forms of the state
SELECT '4 {1,3,2.5}'::weighted_values, '{}'::weighted_values, ' 4 { 1 , 3 } '::weighted_values AS blanks, '{*}'::weighted_values AS none_with_weights;
SELECT hhi_final('{1,3}') AS hhi, concentration_ratio_final('1 {1,3}') AS cr1, gini_final('{1*1,3*2}') AS gini, gini_final('{}') AS none;
SELECT weighted_combine('1 {1}', '2 {1}');
SELECT weighted_combine('{1}', '{1*1}');
SELECT concentration_accum('{1*1}', 2);
SELECT weighted_percentile_final('{1}');
SELECT weighted_percentile_final('{1*1}');
SELECT '4 {1,3,}'::weighted_values;
SELECT '4 {1'::weighted_values;
SELECT '1.5 {1}'::weighted_values AS aversion;
SELECT '0 {1}'::weighted_values;
SELECT '1 {-1}'::weighted_values;
SELECT '1 {1}x'::weighted_values;
SELECT '{1,2*3}'::weighted_values;
SELECT '{1*1,2}'::weighted_values;
SELECT '{*1*1}'::weighted_values;
SELECT ''::weighted_values;
SELECT weighted_values_send('3 {1,2}'), weighted_values_send('0.5 {1*2}');
SELECT bool_and(concentration_accum(concentration_accum(NULL, v), 1)::text LIKE '{%') AS kept FROM x WHERE v IS NOT NULL;

-- a weight of 1 changes nothing, to the last bit, and one of 2 is a second row
SELECT count(*) AS groups, count(*) FILTER (WHERE gini = gini_1 AND theil = theil_1) AS same_bits
FROM (SELECT gini(v), gini(v, 1) AS gini_1, theil(v), theil(v, 1) AS theil_1
      FROM generate_series(1, 60) g, generate_series(1, g) i, LATERAL (SELECT (i * 7919 % 1009) / 7.0::float8 AS v) s GROUP BY g) a;
SELECT gini(v, 2) = gini(v) AS gini, abs(theil(v, 2) - theil(v)) < 1e-15 AS theil, abs(gini(v, v) - gini(v, v * 3)) < 1e-15 AS unit
FROM generate_series(1, 9) v;

-- moving frames: rows leave as they entered, repeated, absent and zero among them
CREATE TEMP TABLE moving AS
SELECT i, CASE WHEN i % 11 = 0 THEN NULL ELSE i * 37 % 23 END::float8 AS v FROM generate_series(1, 300) i;
SELECT count(*) AS frames, count(*) FILTER (WHERE f.* IS DISTINCT FROM a.*) AS differ, count(f.g) AS answered
FROM (SELECT i, gini(v) OVER o AS g, theil(v) OVER o AS t, theil_l(v) OVER o AS l, hhi(v) OVER o AS h, entropy(v) OVER o AS e,
             concentration_ratio(v, 3) OVER o AS c, hhi_normalized(v, 40) OVER o AS n
      FROM moving WINDOW o AS (ORDER BY i ROWS BETWEEN 20 PRECEDING AND 5 PRECEDING)) f
LEFT JOIN LATERAL (SELECT f.i, gini(v) AS g, theil(v) AS t, theil_l(v) AS l, hhi(v) AS h, entropy(v) AS e,
             concentration_ratio(v, 3) AS c, hhi_normalized(v, 40) AS n
      FROM moving m WHERE m.i BETWEEN f.i - 20 AND f.i - 5) a ON true;
-- the parameter is that of the rows in the frame
SELECT i, concentration_ratio(v, k) OVER (ORDER BY i ROWS BETWEEN CURRENT ROW AND CURRENT ROW) AS alone
FROM (VALUES (1, 5.0, 1), (2, 6.0, 2)) p(i, v, k);
SELECT concentration_ratio(v, k) OVER (ORDER BY i ROWS 1 PRECEDING) FROM (VALUES (1, 5.0, 1), (2, 6.0, 2), (3, 7.0, 2)) p(i, v, k);
-- a state that is not the aggregate's own stays as it is
CREATE TEMP TABLE kept AS SELECT '{3,1}'::weighted_values AS s;
SELECT concentration_insert(s, 2), concentration_remove(s, 1), concentration_remove(s, 2) AS absent, concentration_accum(s, 0) FROM kept;
SELECT concentration_insert(NULL, 2, 4), concentration_remove(NULL, 2) AS none, s FROM kept;

-- Of 50 25 15 10 0 by hand. Rosenbluth: 1 / (2 (.5 + 2 * .25 + 3 * .15 + 4 * .1) - 1) = 1 / 2.7;
-- Hoover: the mean is 20, (30 + 5) / 100; Gini corrected: .46 * 5 / 4; Atkinson with .5:
-- 1 - ((√50 + 5 + √15 + √10) / 5)^2 / 20, and 1 with 1 and more, as somebody has 0
SELECT g, round(rosenbluth(r)::numeric, 10) AS rosenbluth, round(hoover(r)::numeric, 10) AS hoover, round(gini_corrected(r)::numeric, 10) AS gini,
	round(atkinson(r, 0.5)::numeric, 10) AS atkinson, atkinson(r, 1) AS a1, atkinson(r, 2) AS a2
FROM r ORDER BY g COLLATE "C";
SELECT round(1 / 2.7, 10) AS rosenbluth, round(1 - ((sqrt(50) + 5 + sqrt(15) + sqrt(10)) / 5) ^ 2 / 20, 10) AS atkinson;
-- of 1, 2, 4, 8: mean 15/4, geometric mean 2^1.5, harmonic mean 4 / (15/8)
SELECT round(atkinson(v, 1)::numeric, 12) AS a1, round(1 - 2 ^ 1.5 / (15 / 4.0), 12) AS by_hand, round(atkinson(v, 2)::numeric, 12) AS a2, round(1 - 4 / (15 / 8.0) / (15 / 4.0), 12) AS by_hand,
	round(atkinson(v, 0.5)::numeric, 12) AS half, round(1 - ((1 + sqrt(2) + 2 + sqrt(8)) / 4) ^ 2 / (15 / 4.0), 12) AS by_hand,
	round(hoover(v)::numeric, 12) AS hoover, round((0.25 + 4.25) / 15, 12) AS by_hand, round(rosenbluth(v)::numeric, 12) AS rosenbluth, round(15 / (2 * (8 + 2 * 4 + 3 * 2 + 4 * 1) - 15.0), 12) AS by_hand
FROM (VALUES (1), (2), (4), (8)) t(v);
-- known of them: Rosenbluth is 1 / (n (1 - Gini)), Atkinson of aversion 1 is 1 - exp(-L) with
-- Theil's L; with weights of 1 nothing changes, to the last bit, and one of 2 is a second row
SELECT count(*) AS groups, max(abs(rosenbluth * n * (1 - gini) - 1)) < 1e-12 AS rosenbluth, max(abs(a1 - 1 + exp(-l))) < 1e-14 AS atkinson, max(abs(corrected - gini * n / (n - 1))) < 1e-15 AS corrected,
	bool_and(hoover = hoover_1 AND corrected = corrected_1 AND a2 = a2_1) AS bits, max(abs(hoover_2 - hoover)) < 1e-15 AS twice, max(abs(a_weights - a_rows)) < 1e-14 AS weights
FROM (SELECT count(*) AS n, rosenbluth(v), gini(v), theil_l(v) AS l, atkinson(v, 1) AS a1, gini_corrected(v) AS corrected, gini_corrected(v, 1) AS corrected_1, hoover(v), hoover(v, 1) AS hoover_1,
		hoover(v, 2) AS hoover_2, atkinson(v, 2) AS a2, atkinson(v, 1, 2) AS a2_1, atkinson(v, i % 3, 0.5) AS a_weights, (SELECT atkinson(x, 0.5) FROM unnest(array_agg(v) FILTER (WHERE i % 3 > 0) || array_agg(v) FILTER (WHERE i % 3 = 2)) x) AS a_rows
	FROM generate_series(3, 60) g, generate_series(1, g) i, LATERAL (SELECT 1 + (i * 7919 % 1009) / 7.0::float8 AS v) s GROUP BY g) a;
-- 1 1 5 5 5: differences add up to 48 of 2 * 5 * 4 times the mean of 3.4
SELECT gini_corrected(v, w) AS corrected, round(6 / 17.0, 12) AS by_hand FROM (VALUES (1, 2), (5, 3)) t(v, w);
-- one member, all the same, one has all
SELECT gini_corrected(7.0) AS none, hoover(7.0) AS hoover, rosenbluth(7.0) AS rosenbluth, atkinson(7.0, 3) AS atkinson;
SELECT gini_corrected(3) AS gini, hoover(3) AS hoover, rosenbluth(3) AS rosenbluth, atkinson(3, 0.3) AS atkinson FROM generate_series(1, 4);
SELECT gini_corrected(v) AS gini, hoover(v) AS hoover, rosenbluth(v) AS rosenbluth, atkinson(v, 0.5) AS atkinson FROM (VALUES (0), (0), (0), (9)) t(v);
SELECT atkinson(v, 40) AS near_one, round(atkinson(v, 1e6)::numeric, 4) AS least_over_mean, abs(atkinson(v * 1e290, 2) - atkinson(v, 2)) < 1e-15 AS large FROM (VALUES (1e-20), (1e-10)) t(v);
-- moving frames
SELECT count(*) AS frames, count(*) FILTER (WHERE f.* IS DISTINCT FROM a.*) AS differ, count(f.a) AS answered
FROM (SELECT i, atkinson(v, 0.5) OVER o AS a, hoover(v) OVER o AS h, rosenbluth(v) OVER o AS r, gini_corrected(v) OVER o AS g, atkinson(v, i % 3, 2) OVER o AS w, hoover(v, i % 3) OVER o AS hw
      FROM moving WINDOW o AS (ORDER BY i ROWS BETWEEN 20 PRECEDING AND 5 PRECEDING)) f
LEFT JOIN LATERAL (SELECT f.i, atkinson(v, 0.5) AS a, hoover(v) AS h, rosenbluth(v) AS r, gini_corrected(v) AS g, atkinson(v, m.i % 3, 2) AS w, hoover(v, m.i % 3) AS hw
      FROM moving m WHERE m.i BETWEEN f.i - 20 AND f.i - 5) a ON true;
-- errors
SELECT atkinson(1, 0);
SELECT atkinson(1, 'NaN');
SELECT atkinson(r, -1) FROM r WHERE g = 'five';
SELECT atkinson(v, v) FROM (VALUES (1), (2)) t(v);
SELECT atkinson(-1, 0.5);
SELECT atkinson(1, -1, 0.5);
SELECT atkinson(-1, 1, 0.5);
SELECT hoover(-1);
SELECT atkinson_final('{1,2}') AS untold;
SELECT concentration_ratio_final('1.5 {1,2}');
SELECT gini_final('0.5 {-1*1,2*1}');
SELECT weighted_percentile_final('2 {1*1}');

DROP VIEW r;
DROP TABLE x, many;
