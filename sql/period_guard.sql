-- One frequency in a column, and all periods in a group.
SET datestyle = 'ISO, YMD';
SELECT p, annual(p), quarterly(p), monthly(p), weekly(p), daily(p)
FROM unnest('{2024,2024-S1,2024-T1,2024-Q1,2024-01,2024-W05,2024-01-01}'::time_period[]) AS p;
SELECT monthly(NULL);
CREATE TEMP TABLE checked (period time_period CHECK (monthly(period)));
INSERT INTO checked VALUES ('2024-01');
INSERT INTO checked VALUES ('2024-01-01');
CREATE TEMP TABLE kept (a annual_period, q quarterly_period, m monthly_period, w weekly_period, d daily_period);
INSERT INTO kept VALUES ('2024', '2024Q1', '202401', '2024W1', '2024-01-01'), (NULL, NULL, NULL, NULL, NULL);
INSERT INTO kept (m) VALUES ('2024-01-01');
INSERT INTO kept (m) VALUES (date '2024-01-01'::time_period);
INSERT INTO kept (d) VALUES ('2024-01');
INSERT INTO kept (a) VALUES ('2024-01');
INSERT INTO kept (q) VALUES ('2024');
INSERT INTO kept (w) VALUES ('2024-01-01');
COPY kept (m) FROM stdin;
2024-02-01
\.
-- what of a column of texts it would refuse, and why
SELECT * FROM why_not('monthly_period', '{2024-01,2024-01-01,202452,2024-25,202452,NULL}');
-- the domain is a period in every other respect
SELECT m, m + 1 AS next, yoy(v, m) OVER (ORDER BY m), m BETWEEN '2024-01-01' AND '2024-12-31' AS filtered, m <@ '2024' AS within
FROM (SELECT m, 1.0 AS v FROM kept WHERE m IS NOT NULL) AS s;
SELECT series(m, 1) FROM kept;

-- Is the year complete?
CREATE TEMP TABLE trade AS
SELECT p AS month, partner, 10 AS v FROM generate_series(time_period '2023-01', '2025-07') AS p, unnest('{CAN,MEX}'::text[]) AS partner;
SELECT to_freq(month, 'A') AS year, sum(v), complete(month, 'A'), CASE WHEN complete(month, 'A') THEN sum(v) END AS safe
FROM trade GROUP BY 1 ORDER BY 1;
SELECT complete(month, 'A') FILTER (WHERE month <> '2024-02') AS without_one, complete(month, 'year') AS word
FROM trade WHERE month <@ '2024';
SELECT complete(p, 'Q') AS quarter, complete(p, 'S') AS half FROM generate_series(time_period '2024-01', '2024-03') AS p;
SELECT complete(p, 'M') FROM generate_series(time_period '2024-02-01', '2024-02-29') AS p;
SELECT complete(p, 'M') FROM generate_series(time_period '2024-02-01', '2024-02-28') AS p;
SELECT complete(p, 'A') AS leap FROM generate_series(time_period '2024-01-01', '2024-12-31') AS p;
SELECT complete(p, 'A') AS weeks_53 FROM generate_series(time_period '2020-W01', '2020-W53') AS p;
SELECT complete(p, 'A') AS weeks_52 FROM generate_series(time_period '2020-W01', '2020-W52') AS p;
SELECT complete(p, 'A') AS itself FROM unnest('{2024,NULL}'::time_period[]) AS p;
SELECT complete(p, 'A') IS NULL AS nothing FROM unnest('{NULL}'::time_period[]) AS p;
SELECT complete(month, 'A') FROM trade;
SELECT complete(p, 'M') FROM unnest('{2024-Q1}'::time_period[]) AS p;
SELECT complete(p, 'M') FROM unnest('{2024-W05}'::time_period[]) AS p;
SELECT complete(p, 'T') FROM unnest('{2024-Q2}'::time_period[]) AS p;
SELECT complete(p, 'A') FROM unnest('{2024-Q2,2024-01}'::time_period[]) AS p;
SELECT complete_final('\x00');
SELECT complete_combine(complete_add(NULL, '2024-01', 'S'), complete_add(NULL, '2024-07', 'S'));
SELECT complete_final(s) AS merged, complete_final(a) AS half
FROM (SELECT complete_combine(a, complete_add(NULL, '2024-Q2', 'S')) AS s, a FROM (SELECT complete_add(NULL, '2024-Q1', 'S') AS a) AS i) AS o;
-- in parallel
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
CREATE TABLE parallel_trade AS SELECT '2024-01'::time_period + i % 12 AS month FROM generate_series(1, 20000) AS i;
ANALYZE parallel_trade;
SELECT complete(month, 'A') FROM parallel_trade;
SELECT complete(month, 'A') FROM parallel_trade WHERE month <> '2024-05';
DROP TABLE parallel_trade;

-- Months that were written as days are told of once, where it matters.
CREATE TEMP TABLE days_of AS
SELECT g, day::date::time_period AS period, 1.0 AS v FROM generate_series(timestamp '2024-01-01', '2025-06-01', '1 month') AS day, unnest('{1,2}'::int[]) AS g;
SELECT count(c) AS changes, count(l) AS lags FROM (SELECT change(v, period) OVER w AS c, lag_at(v, period, 12) OVER w AS l FROM days_of WINDOW w AS (PARTITION BY g ORDER BY period)) AS s;
SELECT sum(y) AS one_each FROM (SELECT ytd(v, period) OVER (PARTITION BY g ORDER BY period) AS y FROM days_of) AS s;
SELECT count(y) FROM (SELECT yoy(v, period) OVER (PARTITION BY g ORDER BY period) AS y FROM days_of) AS s;
SELECT count(c) FROM (SELECT change(v, p) OVER (ORDER BY p) AS c FROM (SELECT 1.0 AS v, p FROM generate_series(time_period '2024-01-01', '2024-12-31') AS p) AS d) AS s;
SELECT count(c) FROM (SELECT change(v, m) OVER (PARTITION BY g ORDER BY m) AS c FROM (SELECT g, v, to_freq(period, 'M') AS m FROM days_of) AS d) AS s;

-- Fiscal labels go back to days.
SELECT label, fiscal_start(label, 10, 'end') AS us_from, fiscal_end(label, 10, 'end') AS us_to,
       fiscal_start(label, 4, 'start') AS april_from, fiscal_end(label, 4, 'start') AS april_to
FROM unnest('{2025,2025-Q1,2025-M01,2025-S2,2025-T3}'::time_period[]) AS label;
SELECT count(*) FILTER (WHERE day NOT BETWEEN fiscal_start(l, m, n) AND fiscal_end(l, m, n)) AS outside, count(*)
FROM (SELECT day::date AS day, fiscal_period(day::date, f, m, n) AS l, m, n
      FROM generate_series(timestamp '2023-01-01', '2025-12-31', '5 days') AS day, unnest('{A,S,T,Q,M}'::text[]) AS f,
           generate_series(1, 12) AS m, unnest('{start,end}'::text[]) AS n) AS s;
SELECT fiscal_start('2025-W01', 10, 'end');
SELECT fiscal_start('0001', 10, 'end');
