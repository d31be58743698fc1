-- Wages with weights, and wages across borders.
SET extra_float_digits = 0;
CREATE TEMP TABLE pay (country text, wage float8, w float8);
INSERT INTO pay VALUES ('MEX', 1, 3), ('MEX', 2, 1), ('USA', 4, 2), ('USA', 10, 2), ('CAN', 5, 2), ('CAN', 0, 0), ('CAN', NULL, 5), ('CAN', 7, NULL);

-- cumulative weights 3, 4, 6, 8, 10: by hand
SELECT weighted_percentile(0, wage, w) AS p0, weighted_percentile(0.3, wage, w) AS p30,
       weighted_percentile(0.31, wage, w) AS p31, weighted_percentile(0.5, wage, w) AS p50,
       weighted_percentile(0.8, wage, w) AS p80, weighted_percentile(1, wage, w) AS p100 FROM pay;
-- with equal weights the k-th of n values is the percentile k/n
SELECT count(*) AS asked, count(*) FILTER (WHERE x IS DISTINCT FROM k) AS differ
FROM (SELECT n, k, weighted_percentile(k::float8 / n, v, 0.1) AS x
      FROM generate_series(1, 40) n, generate_series(1, n) k, generate_series(1, n) v GROUP BY n, k) s;

-- 1, 1, 1, 2, 4, 4, 5, 5, 10, 10: G = sum (2r - n - 1) x / (n total) = 173 / 430
SELECT round(gini(wage, w)::numeric, 12) AS gini, round(173 / 430.0, 12) AS by_hand,
       abs(theil(wage, w) - (SELECT sum(w * wage / 4.3 * ln(wage / 4.3)) / 10 FROM pay WHERE w > 0 AND wage > 0)) < 1e-15 AS theil FROM pay;
-- a weight is so many equal rows
SELECT abs(gini(v, n) - g.gini) < 1e-14 AS gini, abs(theil(v, n) - g.theil) < 1e-14 AS theil
FROM (VALUES (0, 2), (3, 4), (8, 1), (20, 3)) p(v, n),
     (SELECT gini(v, 1), theil(v, 1) FROM unnest('{0,0,3,3,3,3,8,20,20,20}'::float8[]) v) g
GROUP BY g.gini, g.theil;
-- between and within countries add up to the whole
WITH c AS (
    SELECT country, sum(w) AS w, sum(w * wage) / sum(w) AS mean, theil(wage, w) AS inside FROM pay
    WHERE wage IS NOT NULL AND w > 0 GROUP BY country
)
SELECT round(theil(mean, w)::numeric, 12) AS between,
       round((sum(w * mean * inside) / sum(w * mean))::numeric, 12) AS within,
       abs(theil(mean, w) + sum(w * mean * inside) / sum(w * mean) - (SELECT theil(wage, w) FROM pay)) < 1e-15 AS adds_up
FROM c;

-- NULL, zero, one, none, equal
SELECT g, weighted_percentile(0.5, v, w) AS p50, gini(v, w), theil(v, w)
FROM (VALUES ('equal', 7, 1), ('equal', 7, 3), ('no value', NULL, 1), ('no weight', 3, 0),
             ('nothing', 0, 2), ('one', 5, 0.5)) v(g, v, w) GROUP BY g ORDER BY g COLLATE "C";
SELECT gini(v, w), theil(v, w) FROM (SELECT 1 / 3.0 AS v, i * 31 % 97 / 7.0 + 0.1 AS w FROM generate_series(1, 200) i) equal;
SELECT weighted_percentile(0.5, 1, 1) IS NULL AS p50, gini(1, 1) IS NULL AS gini WHERE false;
SELECT weighted_percentile(0.5, v, 1) AS below_zero FROM unnest('{-5,-3,2}'::float8[]) v;
SELECT weighted_percentile(NULL, 1, 1) AS absent;
SELECT weighted_percentile(2, 1, 1);
SELECT weighted_percentile(p, 1, 1) FROM unnest('{0.5,0.9}'::float8[]) p;
SELECT weighted_percentile(0.5, 1, -1);
SELECT weighted_percentile(0.5, 'NaN', 1);
SELECT gini(1, 'infinity');
SELECT theil(-1, 1);
SELECT gini(1e200, 1e200);

-- decimals come back as they came
SELECT p, weighted_percentile(p, v, w) AS numeric, pg_typeof(weighted_percentile(p, v, w)) AS of_numeric,
       pg_typeof(weighted_percentile(p, v::float8, w)) AS mixed
FROM (VALUES (1234.56, 1.5), (0.1, 1), (98765432109.8765, 0.3), (2000, NULL), (NULL, 1)) x(v, w), unnest('{0,0.5,1}'::float8[]) p
GROUP BY p ORDER BY p;
SELECT weighted_percentile(0.5, v, w) AS integers, pg_typeof(weighted_percentile(0.5, v, w)) AS type FROM (VALUES (1, 2), (5, 3)) x(v, w);
SELECT weighted_percentile(0.5, 'NaN'::numeric, 1.0);
SELECT weighted_percentile(0.5, 1.0, 'infinity'::numeric);
SELECT weighted_percentile(0.5, 1.0, -0.5);

-- a moving frame: rows leave it as they entered it, repeated, absent and of
-- weight 0 among them
CREATE TEMP TABLE moving AS
SELECT i, CASE WHEN i % 11 = 0 THEN NULL ELSE i * 37 % 23 END::numeric AS v, (i % 4)::numeric AS w FROM generate_series(1, 300) i;
SELECT count(*) AS frames, count(*) FILTER (WHERE f.* IS DISTINCT FROM a.*) AS differ, count(f.p) AS answered
FROM (SELECT i, weighted_percentile(0.4, v, w) OVER o AS p, weighted_percentile(0.4, v::float8, w::float8) OVER o AS d,
             gini(v::float8, w::float8) OVER o AS g, theil(v::float8, w::float8) OVER o AS t
      FROM moving WINDOW o AS (ORDER BY i ROWS BETWEEN 20 PRECEDING AND 5 PRECEDING)) f
LEFT JOIN LATERAL (SELECT f.i, weighted_percentile(0.4, v, w) AS p, weighted_percentile(0.4, v::float8, w::float8) AS d,
             gini(v::float8, w::float8) AS g, theil(v::float8, w::float8) AS t
      FROM moving m WHERE m.i BETWEEN f.i - 20 AND f.i - 5) a ON true;
-- at the ends, where a weight of 0 would show
SELECT count(*) AS frames, count(*) FILTER (WHERE f.* IS DISTINCT FROM a.*) AS differ
FROM (SELECT i, weighted_percentile(0, v, w) OVER o AS low, weighted_percentile(1, v, w) OVER o AS high
      FROM moving WINDOW o AS (ORDER BY i ROWS 3 PRECEDING)) f
LEFT JOIN LATERAL (SELECT f.i, min(v) FILTER (WHERE w > 0) AS low, max(v) FILTER (WHERE w > 0) AS high
      FROM moving m WHERE m.i BETWEEN f.i - 3 AND f.i) a ON true;
-- the median wage of the last twelve months, whatever months are missing
SELECT month, weighted_percentile(0.5, wage, workers) OVER (ORDER BY month RANGE BETWEEN 11 PRECEDING AND CURRENT ROW) AS last_year
FROM (VALUES ('2024-01'::time_period, 300.0, 10), ('2024-06', 310.5, 20), ('2024-12', 320.0, 20), ('2025-05', 330.0, 90), ('2026-07', 400.0, 1)) v(month, wage, workers);
-- a state that is not the aggregate's own stays as it is
CREATE TEMP TABLE kept AS SELECT '{3*1,1*2}'::weighted_values AS s;
SELECT weighted_insert(s, 2, 4), weighted_remove(s, 1, 2), weighted_remove(s, 9, 9), weighted_remove(s, 1, 0), weighted_accum(s, 0, 1) FROM kept;
SELECT weighted_insert('0.5 {3*1}'::weighted_values, 0.5, 1.5, 2.0), weighted_remove('0.5 {3*1,1*2}'::weighted_values, 0.5, 3.0, 1.0), weighted_remove(NULL::weighted_values, 0.5, 1.0, 1.0) AS none;
-- not there: between others, with another weight, and once gone
SELECT weighted_remove(s, 2, 4) AS between, weighted_remove(s, 3, 2) AS weight, weighted_remove(weighted_remove(s, 3, 1), 3, 1) AS gone FROM kept;
SELECT weighted_accum(NULL::weighted_values, '-0', 1, 1) AS zero;
SELECT s FROM kept;

-- the same bits in any order, in parts, and in parallel
CREATE TABLE wages_parallel AS
SELECT i % 5 AS g, (i * 7919 % 1009) / 7.0::float8 AS v, (i * 31 % 97 + 1) / 3.0::float8 AS w FROM generate_series(1, 6000) i;
ANALYZE wages_parallel;
CREATE TEMP TABLE answer AS
SELECT g, weighted_percentile(0.37, v, w) AS p, gini(v, w) AS gini, theil(v, w) AS theil FROM wages_parallel GROUP BY g;
SELECT count(*) AS same FROM answer JOIN (
    SELECT g, weighted_percentile(0.37, v, w) AS p, gini(v, w) AS gini, theil(v, w) AS theil
    FROM (SELECT * FROM wages_parallel ORDER BY random()) s GROUP BY g) q USING (g, p, gini, theil);
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT count(*) AS same FROM answer JOIN (
    SELECT g, weighted_percentile(0.37, v, w) AS p, gini(v, w) AS gini, theil(v, w) AS theil
    FROM wages_parallel GROUP BY g) q USING (g, p, gini, theil);
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
DROP TABLE wages_parallel;
SELECT weighted_combine('{3*1,1*2}', '{2*1}'), weighted_combine('0.5 {1*1}', '0.5 {1*0.5}');
SELECT weighted_combine('0.5 {1*1}', '{1*1}');
SELECT v::weighted_values FROM unnest('{"{}"," 0.25 { 2*1 , 1*3 }"}'::text[]) v;
SELECT '{1*0}'::weighted_values;
SELECT '-2 {1*1}'::weighted_values;
SELECT '{1*1} x'::weighted_values;
SELECT '{-1*1}'::weighted_values;
SELECT '{1*1e289}'::weighted_values;

-- across borders: ILOSTAT 2024, monthly, 2021 PPP dollars
SELECT round(wage_gap(855.68, 5985.29), 4) AS gap, round(5985.29 / 855.68, 1) AS ratio, wage_gap(3::float8, 2) AS higher;
SELECT wage_at_ppp(9500.0, 10.0) AS current, wage_at_ppp(11000.0, 110, 100, 10) AS constant, wage_at_ppp(11000::float8, 110, 100, 10) AS double;
SELECT round(wage_gap(855.68::numeric, 5985.29), 4) AS gap, round(wage_at_ppp(11000::numeric, 110, 100, 10.5), 2) AS constant;
SELECT wage_gap(1, 0) AS zero, wage_gap(NULL, 1) AS absent, wage_at_ppp(1, -2) AS negative, wage_at_ppp(1, 0, 100, 10) AS no_price, wage_at_ppp(0, 5) AS no_wage;
SELECT wage_gap(1::numeric, 0) AS zero, wage_at_ppp(1::numeric, -2) AS negative, wage_at_ppp(1::numeric, 0, 100, 10) AS no_price, wage_at_ppp(0::numeric, 5) AS no_wage, wage_gap(-1, 2) AS below;
SELECT wage_at_ppp('NaN', 1);
SELECT wage_at_ppp(1::numeric, 'infinity');
SELECT wage_at_ppp(1, 1, 'NaN', 1);
SELECT wage_at_ppp(1::numeric, 1, 'NaN', 1);
SELECT wage_gap(1, 'infinity');
SELECT wage_gap('NaN'::numeric, 1);
SELECT wage_at_ppp(1e308::float8, 1e-10);
SELECT wage_gap(1e308::float8, 1e-10);
SELECT wage_at_ppp(1e308::float8, 1, 10, 1);
