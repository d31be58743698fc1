-- What every function promises: the table in the README, line by line.
CREATE EXTENSION IF NOT EXISTS trade_labor;

-- 1. Absent, NULL and zero are three things; nothing is filled.
SELECT num_values(s), value_at(s, '2024-01') AS january, value_at(s, '2024-02') AS february,
       value_at(s, '2024-03') AS march, value_at(s, '2024-04') AS april
FROM (SELECT series(p::time_period, v) AS s
      FROM (VALUES ('2024-01', 5.0), ('2024-02', NULL), ('2024-04', 0)) d(p, v)) q;
SELECT partner, trade_balance(flow, value) AS balance
FROM (VALUES ('both', 'X', 5), ('both', 'M', 8), ('no imports known', 'X', 5), ('no imports', 'X', 5), ('no imports', 'M', 0),
             ('imports unknown', 'X', 5), ('imports unknown', 'M', NULL)) d(partner, flow, value)
GROUP BY partner ORDER BY partner COLLATE "C";
SELECT pct_change(NULL, 5.0) AS new_unknown, pct_change(5.0, NULL) AS base_unknown, pct_change(0.0, 5) AS new_zero;

-- 2. "A year ago" is a calendar statement, never a row offset.
CREATE TEMP TABLE gappy AS
SELECT p, v FROM (SELECT p, row_number() OVER (ORDER BY p)::numeric AS v
                  FROM generate_series('2023-01'::time_period, '2024-04') p) d
WHERE p <> '2023-03';
SELECT p, v, lag(v, 12) OVER w AS twelve_rows_ago, lag_at(v, p, 12) OVER w AS a_year_ago,
       round(yoy(v, p) OVER w, 2) AS yoy
FROM gappy WINDOW w AS (ORDER BY p) ORDER BY p DESC LIMIT 4;
SELECT value_at(yoy(series(p, v)), '2024-03') AS march, round(value_at(yoy(series(p, v)), '2024-04')::numeric, 2) AS april
FROM gappy;

-- 3. A growth rate states its base policy; by default there is none unless the
-- base is above zero.
SELECT new, base, round(pct_change(new, base), 2) AS strict, round(pct_change(new, base, 'signed'), 2) AS signed,
       round(pct_change(new, base, 'magnitude'), 2) AS magnitude, round(pct_change(new, base, 'abs_base'), 2) AS abs_base,
       balance_direction(new, base) AS words
FROM (VALUES (1, 120.0, 100.0), (2, -202674.1, -297047.7), (3, -197033.2, -168618.0), (4, 251.2, -1500.6),
             (5, -11.8, -0.3), (6, 5, 0)) d(i, new, base) ORDER BY i;

-- 4. Two rows for one period: an error in windows, a sum in series().
SELECT yoy(v, p) OVER (ORDER BY p) FROM (VALUES ('2024'::time_period, 1.0), ('2024', 2)) d(p, v);
SELECT value_at(series(p, v), '2024') FROM (VALUES ('2024'::time_period, 1.0), ('2024', 2)) d(p, v);

-- 5. Frequencies never mix silently.
SELECT series(p, v) FROM (VALUES ('2024'::time_period, 1.0), ('2024-01', 2)) d(p, v);
SELECT change(v, p) OVER (ORDER BY p) FROM (VALUES ('2024'::time_period, 1.0), ('2024-01', 2)) d(p, v);
SELECT '2024-Q1'::time_period - '2024-01'::time_period;
SELECT value_at(series('2024-01', 1), '2024');

-- 6. The same bytes whatever the order; under every plan in test/t/030_plans.pl.
SELECT time_series_send(series(p, v ORDER BY i)) = time_series_send(series(p, v ORDER BY j)) AS series,
       member_ranking_send(ranking(p, v ORDER BY i)) = member_ranking_send(ranking(p, v ORDER BY j)) AS ranking,
       value_at(series(p, v ORDER BY i), '2024-01') AS sum_of_series,
       sum(v ORDER BY i) AS plain_sum, sum(v ORDER BY j) AS in_other_order
FROM (VALUES ('2024-01'::time_period, 1, 1, 1e16::float8), ('2024-01', 2, 3, 1), ('2024-01', 3, 2, -1e16)) d(p, i, j, v);

-- 7. NaN and infinity are rejected at the door, and overflow is an error.
SELECT series('2024-01', 'NaN'::float8);
SELECT series('2024-01', '-Infinity'::numeric);
SELECT ranking('MEX'::text, 'Infinity'::float8);
SELECT pct_change('NaN'::float8, 1);
SELECT yoy(v, p) OVER (ORDER BY p) FROM (VALUES ('2024'::time_period, 'NaN'::numeric), ('2025', 2)) d(p, v);
SELECT pct_change(1e308::float8, 1e-308::float8);
SELECT series('2024-01', 1e308::float8);

-- 8. numeric in, numeric out; double precision in, double precision out; and
-- 15 digits print back as they came.
SELECT pg_typeof(pct_change(2::numeric, 1)) AS numeric, pg_typeof(pct_change(2::float8, 1)) AS double,
       pg_typeof(trade_balance(2::numeric, 1)) AS numeric_balance, pg_typeof(trade_balance(2::float8, 1)) AS double_balance;
SELECT value_at(series('2024-01', v), '2024-01') AS from_series, value_of(ranking('MEX'::text, v), 'MEX') AS from_ranking
FROM unnest('{123456789012.345,0.1,-297047.7}'::numeric[]) v GROUP BY v ORDER BY v;

-- 9. Ties are broken by a stated rule: equal values share a rank, and stand in
-- the order of the bytes of their names, whatever the collation.
SELECT rank, member, value
FROM (SELECT ranking(m, v) AS r FROM (VALUES ('b', 1), ('a', 1), ('B', 1), ('é', 1), ('c', 2), ('d', 0)) d(m, v)) q, top(r, 6);
